"""Spec tables of the duties of reviews of children in care, beside those in `first`."""

from tests.spec.table import Spec

_RECORD_STEPS = (
    # The step, the day that it fills, its working days, and the last day in time after a review on 2024-03-25.
    ("decisions", "cla_reviews.decision_sent_date", "2024-04-03", "2024-04-04", "2011-04-08"),
    ("record", "cla_reviews.record_completed_date", "2024-04-17", "2024-04-18", "2011-04-26"),
    ("distribution", "cla_reviews.record_sent_date", "2024-04-24", "2024-04-25", "2011-05-05"),
)


def _of_record(step: str, column: str, due: str, next_day: str, first_due: str) -> tuple[Spec, ...]:
    return (
        Spec(
            duty=f"lac_review_record_{step}",
            title="Counted in working days from the review, over Easter; a review that was cancelled has no record",
            as_at="2024-05-31",
            all_held=True,
            rows=f"""
                reviewed   | cla_reviews.cla_review_cancelled | {column} | due   | state
                2024-03-25 |                                  | {due}      | {due} | met
                2024-03-25 | N                                | {due}      | {due} | met
                2024-03-25 |                                  | 2024-03-25 | {due} | met
                2024-03-25 |                                  | {next_day} | {due} | met late
                2024-03-25 |                                  |            | {due} | overdue
                2024-03-25 | Y                                |            |       | none
            """,
        ),
        Spec(
            duty=f"lac_review_record_{step}",
            title="In force since 1 April 2011",
            as_at="2011-12-30",
            all_held=True,
            rows=f"""
                reviewed   | due         | state       | why
                2011-03-31 |             | cannot tell | no version
                2011-04-01 | {first_due} | overdue     |
            """,
        ),
        Spec(
            duty=f"lac_review_record_{step}",
            title="Where the files have no such day, and where they do not say whether a review was cancelled",
            as_at="2024-05-31",
            all_held=True,
            absent=(column, "cla_reviews.cla_review_cancelled"),
            rows="""
                reviewed   | due | state       | why
                2024-03-25 |     | cannot tell | not in files
            """,
        ),
    )


SPECS = (
    Spec(
        duty="lac_review",
        title="A review that was cancelled counts as none",
        as_at="2024-12-31",
        all_held=True,
        rows="""
            in care from | reviewed               | cla_reviews.cla_review_cancelled | opened     | due        | state   | clocks
            2024-01-02   | 2024-01-30             | Y                                | 2024-01-02 | 2024-01-30 | overdue | overdue
            2024-01-02   | 2024-01-30             | N                                | 2024-01-30 | 2024-04-30 | overdue | met, overdue
            2024-01-02   | 2024-01-30, 2024-02-06 | Y, -                             | 2024-02-06 | 2024-05-06 | overdue | met late, overdue
        """,
    ),
    Spec(
        duty="lac_review",
        title="Where the files do not say which reviews were cancelled",
        as_at="2024-04-30",
        all_held=True,
        absent=("cla_reviews.cla_review_cancelled",),
        rows="""
            in care from | reviewed   | opened     | due        | state    | clocks
            2024-01-02   | 2024-01-30 | 2024-01-30 | 2024-04-30 | due soon | cannot tell, due soon
            2024-01-02   | 2024-01-29 | 2024-01-29 | 2024-04-29 | overdue  | cannot tell, overdue
        """,
    ),
    Spec(
        duty="lac_review",
        title="Placed for adoption: the reviews of the adoption regulations take over, until that placement ends",
        as_at="2024-12-31",
        all_held=True,
        rows="""
            in care from | reviewed   | cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | cla_placement.cla_placement_end_date | permanence.placed_for_adoption_date | permanence.permanence_order_date | opened     | due        | state
            2024-01-02   | 2024-01-30 | 2024-04-30                             | A5                               |                                      |                                     |                                  | 2024-01-30 | 2024-04-30 | lapsed
            2024-01-02   | 2024-01-30 | 2024-05-01                             | A3                               |                                      |                                     |                                  | 2024-01-30 | 2024-04-30 | missed
            2024-01-02   | 2024-01-30 | 2024-04-30                             | A6                               | 2024-06-14                           |                                     |                                  | 2024-01-30 | 2024-04-30 | overdue
            2024-01-02   | 2024-01-30 | 2024-04-30                             | U5                               |                                      |                                     |                                  | 2024-01-30 | 2024-04-30 | overdue
            2024-01-02   | 2024-01-30 | 2024-04-30                             | A6                               | 2024-06-14                           | 2024-04-30                          | 2024-06-14                       | 2024-01-30 | 2024-04-30 | lapsed
            2024-01-02   | 2024-01-30 | 2024-04-30                             | A6                               | 2024-06-14                           | 2024-04-30                          |                                  | 2024-01-30 | 2024-04-30 | overdue
        """,
    ),
    Spec(
        duty="lac_review",
        title="Short breaks have reviews of their own",
        as_at="2024-12-31",
        all_held=True,
        rows="""
            in care from | legal_status.legal_status | legal_status.legal_status_start_date | due        | state
            2024-01-02   | V4                        | 2024-01-02                           | 2024-01-30 | lapsed
            2024-01-02   | V3                        | 2024-01-31                           | 2024-01-30 | missed
            2024-01-02   | V4                        | 2024-01-01                           | 2024-01-30 | overdue
            2024-01-02   | V2                        | 2024-01-02                           | 2024-01-30 | overdue
        """,
    ),
    *(spec for step in _RECORD_STEPS for spec in _of_record(*step)),
    Spec(
        duty="permanence_plan_second_review",
        title="Four months from the start of care, in a review that says which plan",
        as_at="2024-07-31",
        all_held=True,
        rows="""
            in care from | reviewed               | cla_reviews.permanence_plan | cla_reviews.cla_review_cancelled | left care  | due        | state
            2024-01-31   | 2024-05-31             | LTFOST                      |                                  |            | 2024-05-31 | met
            2024-01-31   | 2024-06-03             | LTFOST                      |                                  |            | 2024-05-31 | met late
            2024-01-31   | 2024-02-27, 2024-05-30 | -, ADOPTION                 |                                  |            | 2024-05-31 | met
            2024-01-31   | 2024-02-27, 2024-05-30 | RETURN, -                   |                                  |            | 2024-05-31 | met
            2024-01-31   | 2024-02-27, 2024-06-03 | -, RETURN                   |                                  |            | 2024-05-31 | met late
            2024-01-31   | 2024-05-30             |                             |                                  |            | 2024-05-31 | overdue
            2024-01-31   | 2024-05-30             | LTFOST                      | Y                                |            | 2024-05-31 | overdue
            2024-01-31   |                        |                             |                                  | 2024-05-31 | 2024-05-31 | lapsed
            2024-01-31   |                        |                             |                                  | 2024-06-03 | 2024-05-31 | missed
            2024-03-31   |                        |                             |                                  |            | 2024-07-31 | due soon
            2024-03-30   |                        |                             |                                  |            | 2024-07-30 | overdue
        """,
    ),
    Spec(
        duty="permanence_plan_second_review",
        title="Where no file says what a review agreed",
        as_at="2024-07-31",
        all_held=True,
        absent=("cla_reviews.permanence_plan",),
        rows="""
            in care from | reviewed   | due        | state       | why
            2024-01-31   | 2024-05-30 | 2024-05-31 | cannot tell | may not count
            2024-01-31   | 2024-06-03 | 2024-05-31 | met late    |
            2024-01-31   |            | 2024-05-31 | overdue     |
        """,
    ),
    Spec(
        duty="permanence_plan_second_review",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        all_held=True,
        rows="""
            in care from | due        | state       | why
            2011-03-31   |            | cannot tell | no version
            2011-04-01   | 2011-08-01 | overdue     |
        """,
    ),
    Spec(
        duty="secure_review",
        title="Within a month of the start, then every three months, with somebody independent",
        as_at="2024-06-28",
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | placement_stay.stay_end_date | secure_review.secure_review_date | secure_review.independent | opened     | due        | state    | clocks
            2024-02-29                             | K1                               |                                      | 2024-03-29                       | Y                         | 2024-03-29 | 2024-06-29 | due soon | met, due soon
            2024-02-28                             | K1                               |                                      | 2024-03-28                       | Y                         | 2024-03-28 | 2024-06-28 | due soon | met, due soon
            2024-02-27                             | K1                               |                                      | 2024-03-27                       | Y                         | 2024-03-27 | 2024-06-27 | overdue  | met, overdue
            2024-02-29                             | K1                               |                                      | 2024-03-30                       | Y                         | 2024-03-30 | 2024-06-30 | due soon | met late, due soon
            2024-01-31                             | K1                               |                                      | 2024-02-29, 2024-05-29           | Y, Y                      | 2024-05-29 | 2024-08-29 | running  | met, met, running
            2024-01-31                             | K1                               |                                      | 2024-02-29, 2024-05-30           | Y, Y                      | 2024-05-30 | 2024-08-30 | running  | met, met late, running
            2024-01-31                             | K1                               |                                      | 2024-02-15                       | N                         | 2024-01-31 | 2024-02-29 | overdue  | overdue
            2024-01-31                             | K1                               |                                      | 2024-02-15                       |                           | 2024-01-31 | 2024-02-29 | overdue  | overdue
            2024-01-31                             | K1                               | 2024-02-29                           |                                  |                           | 2024-01-31 | 2024-02-29 | lapsed   | lapsed
            2024-01-31                             | K1                               | 2024-03-01                           |                                  |                           | 2024-01-31 | 2024-02-29 | missed   | missed
            2024-01-31                             | K2                               |                                      |                                  |                           |            |            | none     | none
        """,
    ),
    Spec(
        duty="secure_review",
        title="Where no file says whether somebody independent took part",
        as_at="2024-02-28",
        absent=("secure_review.independent",),
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | secure_review.secure_review_date | due        | state   | clocks
            2024-01-02                             | K1                               | 2024-02-01                       | 2024-05-01 | running | cannot tell, running
        """,
    ),
    Spec(
        duty="lac_review_short_breaks",
        title="Three months from the start of the series, then six from each review",
        as_at="2024-09-30",
        all_held=True,
        rows="""
            short_break_series.series_start_date | short_break_series.series_end_date | reviewed               | cla_reviews.cla_review_cancelled | opened     | due        | state    | clocks
            2024-01-31                           |                                    | 2024-04-30             |                                  | 2024-04-30 | 2024-10-30 | running  | met, running
            2024-01-31                           |                                    | 2024-05-01             |                                  | 2024-05-01 | 2024-11-01 | running  | met late, running
            2023-12-29                           |                                    | 2024-03-29             |                                  | 2024-03-29 | 2024-09-29 | overdue  | met, overdue
            2023-12-29                           |                                    | 2024-03-29, 2024-09-29 |                                  | 2024-09-29 | 2025-03-29 | running  | met, met, running
            2023-12-29                           |                                    | 2024-03-29, 2024-09-30 |                                  | 2024-09-30 | 2025-03-30 | running  | met, met late, running
            2024-01-31                           |                                    | 2024-04-30             | Y                                | 2024-01-31 | 2024-04-30 | overdue  | overdue
            2024-06-30                           |                                    |                        |                                  | 2024-06-30 | 2024-09-30 | due soon | due soon
            2024-06-29                           |                                    |                        |                                  | 2024-06-29 | 2024-09-29 | overdue  | overdue
            2024-01-31                           | 2024-04-30                         |                        |                                  | 2024-01-31 | 2024-04-30 | lapsed   | lapsed
            2024-01-31                           | 2024-05-01                         |                        |                                  | 2024-01-31 | 2024-04-30 | missed   | missed
        """,
    ),
    Spec(
        duty="lac_review_short_breaks",
        title="In force since 1 April 2011; where only the latest review is held",
        as_at="2011-12-30",
        rows="""
            short_break_series.series_start_date | reviewed   | opened     | due        | state       | why            | clocks
            2011-03-31                           |            | 2011-03-31 |            | cannot tell | no version     | cannot tell
            2011-04-01                           |            | 2011-04-01 | 2011-07-01 | overdue     |                | overdue
            2011-04-01                           | 2011-06-30 | 2011-06-30 | 2011-12-30 | due soon    |                | cannot tell, due soon
        """,
    ),
    Spec(
        duty="iro_allocated",
        title="Within five working days of the start of care, where nobody was there before",
        as_at="2024-04-08",
        rows="""
            in care from | left care  | involvements.involvement_start_date | involvements.involvement_end_date | involvements.professional_role_id | involvements.involvement_kind | due        | state
            2024-03-26   |            | 2024-04-04                          |                                   |                                   | reviewing_officer             | 2024-04-04 | met
            2024-03-26   |            | 2024-04-05                          |                                   |                                   | reviewing_officer             | 2024-04-04 | met late
            2024-03-26   |            | 2024-03-28                          |                                   | Independent Reviewing Officer     |                               | 2024-04-04 | met
            2024-03-26   |            | 2024-03-28                          |                                   | Social worker                     |                               | 2024-04-04 | overdue
            2024-03-26   |            | 2024-03-26                          |                                   |                                   | reviewing_officer             |            | none
            2024-03-26   |            | 2023-05-02                          |                                   |                                   | reviewing_officer             |            | none
            2024-03-26   |            | 2023-05-02                          | 2024-03-26                        |                                   | reviewing_officer             | 2024-04-04 | overdue
            2024-03-26   |            |                                     |                                   |                                   |                               | 2024-04-04 | overdue
            2024-03-28   |            |                                     |                                   |                                   |                               | 2024-04-08 | due soon
            2024-03-26   | 2024-04-04 |                                     |                                   |                                   |                               | 2024-04-04 | lapsed
            2024-03-26   | 2024-04-05 |                                     |                                   |                                   |                               | 2024-04-04 | missed
        """,
    ),
    Spec(
        duty="iro_allocated",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows="""
            in care from | due        | state       | why
            2011-03-31   |            | cannot tell | no version
            2011-04-01   | 2011-04-08 | overdue     |
        """,
    ),
    Spec(
        duty="iro_allocated",
        title="Where no file says who is involved as what",
        as_at="2024-04-08",
        absent=("involvements.involvement_kind",),
        rows="""
            in care from | involvements.involvement_start_date | due | state       | why
            2024-03-26   | 2024-03-28                          |     | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="iro_midway_check",
        title="Three months from each review, unless the next comes first",
        as_at="2024-05-15",
        rows="""
            review_interval.interval_start_date | review_interval.interval_end_date | iro_check.check_date | due        | state
            2024-02-14                          |                                   |                      | 2024-05-14 | overdue
            2024-02-15                          |                                   |                      | 2024-05-15 | due soon
            2024-05-01                          |                                   |                      | 2024-08-01 | running
            2023-11-30                          |                                   | 2024-02-29           | 2024-02-29 | met
            2023-11-30                          |                                   | 2024-03-01           | 2024-02-29 | met late
            2023-11-30                          |                                   | 2023-11-30           | 2024-02-29 | met
            2023-11-30                          |                                   | 2023-11-29           | 2024-02-29 | overdue
            2024-02-14                          | 2024-05-14                        |                      | 2024-05-14 | lapsed
            2024-02-14                          | 2024-05-15                        |                      | 2024-05-14 | missed
            2024-02-14                          | 2024-04-02                        | 2024-04-20           | 2024-05-14 | lapsed
        """,
    ),
    Spec(
        duty="iro_midway_check",
        title="An eighteenth birthday ends it",
        as_at="2024-05-15",
        rows="""
            born       | review_interval.interval_start_date | due        | state
            2006-05-14 | 2024-02-14                          | 2024-05-14 | lapsed
            2006-05-15 | 2024-02-14                          | 2024-05-14 | missed
        """,
    ),
    Spec(
        duty="iro_midway_check",
        title="Where the files have no checks of the reviewing officer",
        as_at="2024-05-15",
        absent=("iro_check.check_date",),
        rows="""
            review_interval.interval_start_date | due | state       | why
            2024-02-14                          |     | cannot tell | not in files
        """,
    ),
)
