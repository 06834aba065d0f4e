"""Spec tables of the duties of adoption and special guardianship."""

from tests.spec.table import Spec

_DECISIONS = (
    # The step, the day on which the papers came, and the decision.
    ("child", "permanence.papers_received_date", "permanence.adm_decision_date"),
    ("match", "permanence.match_papers_received_date", "permanence.matched_date"),
)
_TOLD = (
    # The step, the day that it fills, its last day for a decision on 2024-03-26, the day after that, and its last day
    # for a decision on 2011-04-01.
    ("oral", "permanence.decision_told_date", "2024-03-28", "2024-04-02", "2011-04-05"),
    ("written", "permanence.decision_written_date", "2024-04-04", "2024-04-05", "2011-04-08"),
)
_WAITING = (
    # The duty, and the day of the authority to place.
    ("adoption_review_not_placed", "permanence.placement_order_date"),
    ("adoption_review_not_placed_consent", "permanence.placement_consent_date"),
)


def _of_decision(step: str, papers: str, decided: str) -> tuple[Spec, ...]:
    return (
        Spec(
            duty=f"adm_decision_{step}",
            title="Seven working days from the papers, over a bank holiday",
            as_at="2024-05-14",
            rows=f"""
                {papers}   | {decided}  | due        | state       | why
                2024-03-22 | 2024-04-03 | 2024-04-04 | met         |
                2024-03-22 | 2024-04-04 | 2024-04-04 | met         |
                2024-03-22 | 2024-04-05 | 2024-04-04 | met late    |
                2024-05-01 |            | 2024-05-13 | overdue     |
                2024-05-02 |            | 2024-05-14 | due soon    |
                2024-05-14 |            | 2024-05-23 | running     |
                2024-03-22 | 2024-03-21 |            | cannot tell | dates out of order
                           | 2024-03-21 |            | none        |
            """,
        ),
        Spec(
            duty=f"adm_decision_{step}",
            title="A change of mind, an order, or the end of care ends it",
            as_at="2024-05-14",
            rows=f"""
                {papers}   | permanence.decision_reversed_date | permanence.permanence_order_date | left care  | due        | state
                2024-03-22 | 2024-04-04                        |                                  |            | 2024-04-04 | lapsed
                2024-03-22 |                                   | 2024-04-05                       |            | 2024-04-04 | missed
                2024-03-22 |                                   |                                  | 2024-04-04 | 2024-04-04 | lapsed
                2024-03-22 |                                   |                                  | 2024-03-21 | 2024-04-04 | overdue
            """,
        ),
        Spec(
            duty=f"adm_decision_{step}",
            title="In force since 1 April 2011",
            as_at="2011-06-30",
            rows=f"""
                {papers}   | due        | state       | why
                2011-03-31 |            | cannot tell | no version
                2011-04-01 | 2011-04-12 | overdue     |
            """,
        ),
        Spec(
            duty=f"adm_decision_{step}",
            title="Where the files do not say when papers were received",
            as_at="2024-05-14",
            absent=(papers,),
            rows=f"""
                {decided}  | due | state       | why
                2024-04-03 |     | cannot tell | may not apply
            """,
        ),
    )


def _of_telling(step: str, told: str, due: str, next_day: str, first_due: str) -> tuple[Spec, ...]:
    return (
        Spec(
            duty=f"adm_decision_notified_{step}",
            title="Counted in working days from the decision, over Easter",
            as_at="2024-05-14",
            rows=f"""
                permanence.adm_decision_date | {told}     | due   | state       | why
                2024-03-26                   | 2024-03-26 | {due} | met         |
                2024-03-26                   | {due}      | {due} | met         |
                2024-03-26                   | {next_day} | {due} | met late    |
                2024-03-26                   |            | {due} | overdue     |
                2024-03-26                   | 2024-03-25 |       | cannot tell | dates out of order
                                             | 2024-03-25 |       | none        |
            """,
        ),
        Spec(
            duty=f"adm_decision_notified_{step}",
            title="In force since 1 April 2011; a change of mind later does not end it",
            as_at="2011-06-30",
            rows=f"""
                permanence.adm_decision_date | permanence.decision_reversed_date | due         | state       | why
                2011-03-31                   |                                   |             | cannot tell | no version
                2011-04-01                   |                                   | {first_due} | overdue     |
                2011-04-01                   | 2011-04-02                        | {first_due} | overdue     |
            """,
        ),
        Spec(
            duty=f"adm_decision_notified_{step}",
            title="Where the files have no such day",
            as_at="2024-05-14",
            absent=(told,),
            rows="""
                permanence.adm_decision_date | due | state       | why
                2024-03-26                   |     | cannot tell | not in files
            """,
        ),
    )


def _of_waiting(duty: str, authorised: str) -> tuple[Spec, ...]:
    return (
        Spec(
            duty=duty,
            title="Three months from the authority to place, then six from each review",
            as_at="2024-05-14",
            all_held=True,
            rows=f"""
                {authorised} | reviewed               | cla_reviews.cla_review_cancelled | opened     | due        | state    | clocks
                2024-02-13   |                        |                                  | 2024-02-13 | 2024-05-13 | overdue  | overdue
                2024-02-14   |                        |                                  | 2024-02-14 | 2024-05-14 | due soon | due soon
                2024-02-15   |                        |                                  | 2024-02-15 | 2024-05-15 | due soon | due soon
                2024-05-01   |                        |                                  | 2024-05-01 | 2024-08-01 | running  | running
                2023-08-31   | 2023-11-30             | N                                | 2023-11-30 | 2024-05-30 | running  | met, running
                2023-08-31   | 2023-12-01             |                                  | 2023-12-01 | 2024-06-01 | running  | met late, running
                2023-05-10   | 2023-08-10, 2024-02-10 | N, N                             | 2024-02-10 | 2024-08-10 | running  | met, met, running
                2023-05-10   | 2023-08-10, 2024-02-11 | N, N                             | 2024-02-11 | 2024-08-11 | running  | met, met late, running
                2023-05-10   | 2023-08-10, 2024-02-10 | N, Y                             | 2023-08-10 | 2024-02-10 | overdue  | met, overdue
                2024-02-13   | 2024-02-12             | N                                | 2024-02-13 | 2024-05-13 | overdue  | overdue
            """,
        ),
        Spec(
            duty=duty,
            title="The placement, a change of mind, an order, or the end of care ends it",
            as_at="2024-05-14",
            all_held=True,
            rows=f"""
                {authorised} | permanence.placed_for_adoption_date | permanence.decision_reversed_date | permanence.permanence_order_date | left care  | due        | state
                2024-01-10   | 2024-04-10                          |                                   |                                  |            | 2024-04-10 | lapsed
                2024-01-10   | 2024-04-11                          |                                   |                                  |            | 2024-04-10 | missed
                2024-01-10   |                                     | 2024-04-10                        |                                  |            | 2024-04-10 | lapsed
                2024-01-10   |                                     |                                   | 2024-04-10                       |            | 2024-04-10 | lapsed
                2024-01-10   |                                     |                                   |                                  | 2024-04-10 | 2024-04-10 | lapsed
            """,
        ),
        Spec(
            duty=duty,
            title="Where only the latest review is held, it is not the first after the authority for certain",
            as_at="2024-05-14",
            rows=f"""
                {authorised} | reviewed   | opened     | due        | state    | why | clocks
                2023-05-10   | 2023-11-10 | 2023-11-10 | 2024-05-10 | overdue  |     | cannot tell, overdue
                2023-05-10   | 2023-11-20 | 2023-11-20 | 2024-05-20 | due soon |     | cannot tell, due soon
                2024-03-10   | 2024-03-01 | 2024-03-10 | 2024-06-10 | running  |     | running
            """,
        ),
        Spec(
            duty=duty,
            title="In force since the regulations of 2005; relaxed in 2020 without another number",
            as_at="2021-06-30",
            all_held=True,
            rows=f"""
                {authorised} | opened     | due        | state       | why              | law
                2005-12-29   | 2005-12-29 |            | cannot tell | no version       |
                2005-12-30   | 2005-12-30 |            | cannot tell | outside calendar | 2005-12-30
                2020-04-23   | 2020-04-23 | 2020-07-23 | overdue     |                  | 2005-12-30
                2020-04-24   | 2020-04-24 | 2020-07-24 | overdue     |                  | 2020-04-24
                2020-09-25   | 2020-09-25 | 2020-12-25 | overdue     |                  | 2020-04-24
                2020-09-26   | 2020-09-26 | 2020-12-26 | overdue     |                  | 2020-09-26
            """,
        ),
        Spec(
            duty=duty,
            title="Where the files do not say whether a review was cancelled, and none where nobody was given authority",
            as_at="2024-05-14",
            all_held=True,
            absent=("cla_reviews.cla_review_cancelled",),
            rows=f"""
                {authorised} | reviewed   | opened     | due        | state       | why           | clocks
                2023-08-10   | 2023-11-10 | 2023-11-10 | 2024-05-10 | overdue     |               | cannot tell, overdue
                             | 2023-11-10 |            |            | none        |               | none
            """,
        ),
    )


SPECS: tuple[Spec, ...] = (
    Spec(
        duty="adoption_plan_to_adm",
        title="Two months from the review that endorsed the plan, to the decision maker or the panel",
        as_at="2024-05-15",
        rows="""
            permanence.plan_endorsed_date | permanence.adm_decision_date | permanence.panel_date | due        | state       | why
            2024-03-14                    |                              |                       | 2024-05-14 | overdue     |
            2024-03-15                    |                              |                       | 2024-05-15 | due soon    |
            2024-04-15                    |                              |                       | 2024-06-15 | running     |
            2023-12-31                    | 2024-02-28                   |                       | 2024-02-29 | met         |
            2023-12-31                    | 2024-02-29                   |                       | 2024-02-29 | met         |
            2023-12-31                    | 2024-03-01                   |                       | 2024-02-29 | met late    |
            2023-12-31                    | 2024-03-12                   | 2024-02-28            | 2024-02-29 | met         |
            2023-12-31                    | 2023-12-30                   |                       |            | cannot tell | dates out of order
                                          | 2024-02-29                   |                       |            | none        |
        """,
    ),
    Spec(
        duty="adoption_plan_to_adm",
        title="A change of mind, an order, the end of care or of the case ends it",
        as_at="2024-05-15",
        rows="""
            permanence.plan_endorsed_date | permanence.decision_reversed_date | permanence.permanence_order_date | left care  | case closed | due        | state
            2023-12-31                    | 2024-02-29                        |                                  |            |             | 2024-02-29 | lapsed
            2023-12-31                    | 2024-03-01                        |                                  |            |             | 2024-02-29 | missed
            2023-12-31                    |                                   | 2024-02-29                       |            |             | 2024-02-29 | lapsed
            2023-12-31                    |                                   |                                  | 2024-03-01 |             | 2024-02-29 | missed
            2023-12-31                    |                                   |                                  |            | 2024-02-29  | 2024-02-29 | lapsed
            2023-12-31                    |                                   |                                  |            | 2023-12-30  | 2024-02-29 | overdue
        """,
    ),
    Spec(
        duty="adoption_plan_to_adm",
        title="Since 1 September 2012 straight to the decision maker where a placement order is needed",
        as_at="2012-12-31",
        rows="""
            permanence.plan_endorsed_date | due        | state       | why              | law
            2005-12-29                    |            | cannot tell | no version       |
            2005-12-30                    |            | cannot tell | outside calendar | 2005-12-30
            2012-08-31                    | 2012-10-31 | overdue     |                  | 2005-12-30
            2012-09-01                    | 2012-11-01 | overdue     |                  | 2012-09-01
        """,
    ),
    Spec(
        duty="adoption_plan_to_adm",
        title="Where the files do not say which review endorsed the plan",
        as_at="2024-05-15",
        absent=("permanence.plan_endorsed_date",),
        rows="""
            permanence.adm_decision_date | due | state       | why
            2024-02-29                   |     | cannot tell | may not apply
        """,
    ),
    *(spec for each in _DECISIONS for spec in _of_decision(*each)),
    *(spec for each in _TOLD for spec in _of_telling(*each)),
    Spec(
        duty="adoption_wider_search",
        title="Three months from the decision",
        as_at="2024-05-15",
        rows="""
            permanence.adm_decision_date | permanence.wider_search_date | permanence.placed_ffa_cp_date | due        | state       | why
            2024-02-14                   |                              |                               | 2024-05-14 | overdue     |
            2024-02-15                   |                              |                               | 2024-05-15 | due soon    |
            2024-04-15                   |                              |                               | 2024-07-15 | running     |
            2023-11-30                   | 2024-02-28                   |                               | 2024-02-29 | met         |
            2023-11-30                   | 2024-02-29                   |                               | 2024-02-29 | met         |
            2023-11-30                   | 2024-03-01                   |                               | 2024-02-29 | met late    |
            2023-11-30                   |                              | 2023-10-02                    |            | none        |
            2023-11-30                   | 2023-11-29                   |                               |            | cannot tell | dates out of order
                                         |                              |                               |            | none        |
        """,
    ),
    Spec(
        duty="adoption_wider_search",
        title="A match ends it, and so does a placement, a change of mind, an order, or the end of care",
        as_at="2024-05-15",
        rows="""
            permanence.adm_decision_date | permanence.matched_date | permanence.placed_for_adoption_date | permanence.decision_reversed_date | permanence.permanence_order_date | left care  | due        | state       | why
            2023-11-30                   | 2024-02-29              |                                     |                                   |                                  |            | 2024-02-29 | lapsed      |
            2023-11-30                   | 2024-03-01              |                                     |                                   |                                  |            | 2024-02-29 | missed      |
            2023-11-30                   |                         | 2024-02-29                          |                                   |                                  |            | 2024-02-29 | lapsed      |
            2023-11-30                   |                         |                                     | 2024-02-29                        |                                  |            | 2024-02-29 | lapsed      |
            2023-11-30                   |                         |                                     |                                   | 2024-02-29                       |            | 2024-02-29 | lapsed      |
            2023-11-30                   |                         |                                     |                                   |                                  | 2024-02-29 | 2024-02-29 | lapsed      |
            2023-11-30                   | 2023-11-29              |                                     |                                   |                                  |            |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="adoption_wider_search",
        title="In force since 1 April 2011",
        as_at="2011-09-30",
        rows="""
            permanence.adm_decision_date | due        | state       | why
            2011-03-31                   |            | cannot tell | no version
            2011-04-01                   | 2011-07-01 | overdue     |
        """,
    ),
    Spec(
        duty="adoption_wider_search",
        title="Where the files do not say whether the child was referred to a wider search",
        as_at="2024-05-15",
        absent=("permanence.wider_search_date",),
        rows="""
            permanence.adm_decision_date | due | state       | why
            2023-11-30                   |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="adoption_match_after_adm",
        title="Six months from the decision",
        as_at="2024-05-15",
        rows="""
            permanence.adm_decision_date | permanence.matched_date | due        | state       | why
            2023-11-14                   |                         | 2024-05-14 | overdue     |
            2023-11-15                   |                         | 2024-05-15 | due soon    |
            2024-01-15                   |                         | 2024-07-15 | running     |
            2023-08-31                   | 2024-02-28              | 2024-02-29 | met         |
            2023-08-31                   | 2024-02-29              | 2024-02-29 | met         |
            2023-08-31                   | 2024-03-01              | 2024-02-29 | met late    |
            2023-08-31                   | 2023-08-30              |            | cannot tell | dates out of order
                                         |                         |            | none        |
        """,
    ),
    Spec(
        duty="adoption_match_after_adm",
        title="A change of mind, an order, the end of care or an eighteenth birthday ends it",
        as_at="2024-05-15",
        rows="""
            born       | permanence.adm_decision_date | permanence.decision_reversed_date | permanence.permanence_order_date | left care  | due        | state
                       | 2023-08-31                   | 2024-02-29                        |                                  |            | 2024-02-29 | lapsed
                       | 2023-08-31                   | 2024-03-01                        |                                  |            | 2024-02-29 | missed
                       | 2023-08-31                   |                                   | 2024-02-29                       |            | 2024-02-29 | lapsed
                       | 2023-08-31                   |                                   |                                  | 2024-02-29 | 2024-02-29 | lapsed
            2006-02-28 | 2023-08-31                   |                                   |                                  |            | 2024-02-29 | lapsed
        """,
    ),
    Spec(
        duty="adoption_match_after_adm",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows="""
            permanence.adm_decision_date | due        | state       | why
            2011-03-31                   |            | cannot tell | no version
            2011-04-01                   | 2011-10-01 | overdue     |
        """,
    ),
    *(spec for each in _WAITING for spec in _of_waiting(*each)),
    Spec(
        duty="adoption_review_not_placed_consent",
        title="A placement order takes the place of consent",
        as_at="2024-05-14",
        all_held=True,
        rows="""
            permanence.placement_consent_date | permanence.placement_order_date | due        | state
            2024-02-13                        |                                 | 2024-05-13 | overdue
            2024-02-13                        | 2024-03-01                      |            | none
        """,
    ),
    Spec(
        duty="adoption_placement_review",
        title="Four weeks from the placement, three months from the first review, then six months",
        as_at="2024-05-15",
        all_held=True,
        rows="""
            permanence.placed_for_adoption_date | reviewed                           | cla_reviews.cla_review_cancelled | opened     | due        | state    | clocks
            2024-04-16                          |                                    |                                  | 2024-04-16 | 2024-05-14 | overdue  | overdue
            2024-04-17                          |                                    |                                  | 2024-04-17 | 2024-05-15 | due soon | due soon
            2024-04-30                          |                                    |                                  | 2024-04-30 | 2024-05-28 | running  | running
            2024-01-10                          | 2024-02-07                         |                                  | 2024-02-07 | 2024-05-07 | overdue  | met, overdue
            2024-01-10                          | 2024-02-08                         |                                  | 2024-02-08 | 2024-05-08 | overdue  | met late, overdue
            2024-01-10                          | 2024-02-07, 2024-05-07             |                                  | 2024-05-07 | 2024-11-07 | running  | met, met, running
            2024-01-10                          | 2024-02-07, 2024-05-08             |                                  | 2024-05-08 | 2024-11-08 | running  | met, met late, running
            2023-07-05                          | 2023-08-02, 2023-11-02, 2024-05-02 |                                  | 2024-05-02 | 2024-11-02 | running  | met, met, met, running
            2023-07-05                          | 2023-08-02, 2023-11-02, 2024-05-03 |                                  | 2024-05-03 | 2024-11-03 | running  | met, met, met late, running
            2024-01-10                          | 2024-02-07                         | Y                                | 2024-01-10 | 2024-02-07 | overdue  | overdue
            2024-04-16                          | 2024-04-15                         |                                  | 2024-04-16 | 2024-05-14 | overdue  | overdue
        """,
    ),
    Spec(
        duty="adoption_placement_review",
        title="Where only the latest review is held, the next is the second or a later one",
        as_at="2024-05-15",
        rows="""
            permanence.placed_for_adoption_date | reviewed   | opened     | due        | late after | state       | why            | clocks
            2023-01-10                          | 2024-03-15 | 2024-03-15 | 2024-06-15 | 2024-09-15 | running     |                | cannot tell, running
            2023-01-10                          | 2024-02-14 | 2024-02-14 | 2024-05-14 | 2024-08-14 | cannot tell | step not known | cannot tell, cannot tell
            2023-01-10                          | 2023-11-14 | 2023-11-14 | 2024-02-14 | 2024-05-14 | overdue     |                | cannot tell, overdue
            2024-04-16                          | 2024-04-01 | 2024-04-16 | 2024-05-14 | 2024-05-14 | overdue     |                | overdue
        """,
    ),
    Spec(
        duty="adoption_placement_review",
        title="An adoption order, a change of mind, an early end of the placement, or the end of care ends it",
        as_at="2024-05-15",
        all_held=True,
        rows="""
            permanence.placed_for_adoption_date | permanence.permanence_order_date | permanence.decision_reversed_date | permanence.disrupted_date | left care  | due        | state
            2024-01-10                          | 2024-02-07                       |                                   |                           |            | 2024-02-07 | lapsed
            2024-01-10                          | 2024-02-08                       |                                   |                           |            | 2024-02-07 | missed
            2024-01-10                          |                                  | 2024-02-07                        |                           |            | 2024-02-07 | lapsed
            2024-01-10                          |                                  |                                   | 2024-02-07                |            | 2024-02-07 | lapsed
            2024-01-10                          |                                  |                                   |                           | 2024-02-07 | 2024-02-07 | lapsed
        """,
    ),
    Spec(
        duty="adoption_placement_review",
        title="In force since the regulations of 2005; the calendar begins with 2006; nothing where nobody was placed",
        as_at="2006-03-31",
        all_held=True,
        rows="""
            permanence.placed_for_adoption_date | permanence.placement_order_date | due        | state       | why
            2005-12-29                          |                                 |            | cannot tell | no version
            2005-12-30                          |                                 |            | cannot tell | outside calendar
            2006-01-02                          |                                 | 2006-01-30 | overdue     |
                                                | 2006-01-02                      |            | none        |
        """,
    ),
    Spec(
        duty="adoption_placement_visit",
        title="A week from the placement, and from each visit",
        as_at="2024-05-15",
        all_held=True,
        rows="""
            permanence.placed_for_adoption_date | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state    | clocks
            2024-05-07                          |                           |                           | 2024-05-07 | 2024-05-14 | overdue  | overdue
            2024-05-08                          |                           |                           | 2024-05-08 | 2024-05-15 | due soon | due soon
            2024-05-01                          | 2024-05-08                | Y                         | 2024-05-08 | 2024-05-15 | due soon | met, due soon
            2024-05-01                          | 2024-05-09                | Y                         | 2024-05-09 | 2024-05-16 | due soon | met late, due soon
            2024-05-01                          | 2024-05-08                | N                         | 2024-05-01 | 2024-05-08 | overdue  | overdue
            2024-05-01                          | 2024-05-08                |                           | 2024-05-08 | 2024-05-15 | due soon | met, due soon
            2024-05-08                          | 2024-05-07                | Y                         | 2024-05-08 | 2024-05-15 | due soon | due soon
                                                | 2024-05-07                | Y                         |            |            | none     | none
        """,
    ),
    Spec(
        duty="adoption_placement_visit",
        title="The first review ends it, and so does an order, a change of mind, the end of the placement or of care",
        as_at="2024-05-15",
        all_held=True,
        rows="""
            permanence.placed_for_adoption_date | reviewed   | permanence.permanence_order_date | permanence.decision_reversed_date | permanence.disrupted_date | left care  | due        | state
            2024-05-01                          | 2024-05-08 |                                  |                                   |                           |            | 2024-05-08 | lapsed
            2024-05-01                          | 2024-05-09 |                                  |                                   |                           |            | 2024-05-08 | missed
            2024-05-01                          | 2024-04-30 |                                  |                                   |                           |            | 2024-05-08 | overdue
            2024-05-01                          |            | 2024-05-08                       |                                   |                           |            | 2024-05-08 | lapsed
            2024-05-01                          |            |                                  | 2024-05-08                        |                           |            | 2024-05-08 | lapsed
            2024-05-01                          |            |                                  |                                   | 2024-05-08                |            | 2024-05-08 | lapsed
            2024-05-01                          |            |                                  |                                   |                           | 2024-05-08 | 2024-05-08 | lapsed
        """,
    ),
    Spec(
        duty="adoption_placement_visit",
        title="A visit four weeks after the placement or later opens no clock, as the first review is due by then",
        as_at="2024-05-15",
        all_held=True,
        rows="""
            permanence.placed_for_adoption_date | cla_visits.cla_visit_date                                  | opened     | due        | state    | clocks
            2024-04-03                          | 2024-04-10, 2024-04-17, 2024-04-24, 2024-04-30             | 2024-04-30 | 2024-05-07 | overdue  | met, met, met, met, overdue
            2024-04-03                          | 2024-04-10, 2024-04-17, 2024-04-24, 2024-04-30, 2024-05-01 | 2024-04-30 | 2024-05-07 | met      | met, met, met, met, met
            2024-04-03                          |                                                            | 2024-04-03 | 2024-04-10 | overdue  | overdue
        """,
    ),
    Spec(
        duty="adoption_placement_visit",
        title="In force since the regulations of 2005; the calendar begins with 2006",
        as_at="2006-03-31",
        all_held=True,
        rows="""
            permanence.placed_for_adoption_date | due        | state       | why
            2005-12-29                          |            | cannot tell | may not apply
            2006-01-02                          | 2006-01-09 | overdue     |
        """,
    ),
    Spec(
        duty="adoption_placement_visit",
        title="Where the files do not say whether the child was seen",
        as_at="2024-05-15",
        all_held=True,
        absent=("cla_visits.cla_visit_seen",),
        rows="""
            permanence.placed_for_adoption_date | cla_visits.cla_visit_date | due        | state    | clocks
            2024-05-01                          | 2024-05-07                | 2024-05-14 | overdue  | cannot tell, overdue
            2024-05-01                          | 2024-05-08                | 2024-05-15 | due soon | cannot tell, due soon
        """,
    ),
    Spec(
        duty="adoption_application_minimum_wait",
        title="Not before ten weeks from the placement have passed",
        as_at="2024-05-15",
        rows="""
            permanence.placed_for_adoption_date | permanence.adoption_application_date | due        | state       | why
            2024-03-05                          | 2024-05-13                           | 2024-05-14 | missed      |
            2024-03-05                          | 2024-05-14                           | 2024-05-14 | met         |
            2024-03-05                          | 2024-05-15                           | 2024-05-14 | met         |
            2024-03-05                          |                                      | 2024-05-14 | met         |
            2024-03-07                          |                                      | 2024-05-16 | due soon    |
            2024-05-01                          |                                      | 2024-07-10 | running     |
                                                |                                      |            | cannot tell | start not recorded
        """,
    ),
    Spec(
        duty="adoption_application_minimum_wait",
        title="An early end of the placement, a change of mind or an order ends it",
        as_at="2024-05-15",
        rows="""
            permanence.placed_for_adoption_date | permanence.disrupted_date | permanence.decision_reversed_date | permanence.permanence_order_date | due        | state
            2024-04-01                          | 2024-05-01                |                                   |                                  | 2024-06-10 | lapsed
            2024-04-01                          |                           | 2024-05-01                        |                                  | 2024-06-10 | lapsed
            2024-04-01                          |                           |                                   | 2024-05-01                       | 2024-06-10 | lapsed
        """,
    ),
    Spec(
        duty="adoption_application_minimum_wait",
        title="In force since the Act of 2002; the calendar begins with 2006",
        as_at="2006-03-31",
        rows="""
            permanence.placed_for_adoption_date | due        | state       | why
            2005-12-29                          |            | cannot tell | no version
            2005-12-30                          |            | cannot tell | outside calendar
            2006-01-02                          | 2006-03-13 | met         |
        """,
    ),
    Spec(
        duty="later_life_letter",
        title="Ten working days from the celebration, over Easter; given before it counts too",
        as_at="2024-05-15",
        rows="""
            permanence.celebration_date | permanence.permanence_order_type | permanence.later_life_letter_date | due        | state       | why
            2024-03-25                  | ADOPTION                         | 2024-04-09                        | 2024-04-10 | met         |
            2024-03-25                  | ADOPTION                         | 2024-04-10                        | 2024-04-10 | met         |
            2024-03-25                  |                                  | 2024-04-11                        | 2024-04-10 | met late    |
            2024-03-25                  | ADOPTION                         | 2024-03-11                        | 2024-04-10 | met         |
            2024-04-29                  | ADOPTION                         |                                   | 2024-05-14 | overdue     |
            2024-04-30                  | ADOPTION                         |                                   | 2024-05-15 | due soon    |
            2024-05-13                  | ADOPTION                         |                                   | 2024-05-28 | running     |
                                        | ADOPTION                         |                                   |            | cannot tell | start not recorded
                                        | SGO                              |                                   |            | none        |
        """,
    ),
    Spec(
        duty="later_life_letter",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows="""
            permanence.celebration_date | due        | state       | why
            2011-03-31                  |            | cannot tell | no version
            2011-04-01                  | 2011-04-15 | overdue     |
        """,
    ),
    Spec(
        duty="special_guardianship_report",
        title="Three months from the notice, unless the court names another day",
        as_at="2024-05-15",
        rows="""
            court_report.report_kind | court_report.directed_date | court_report.due_date | court_report.filed_date | due        | state       | why
            special_guardianship     | 2024-02-14                 |                       |                         | 2024-05-14 | overdue     |
            special_guardianship     | 2024-02-15                 |                       |                         | 2024-05-15 | due soon    |
            special_guardianship     | 2024-04-15                 |                       |                         | 2024-07-15 | running     |
            special_guardianship     | 2023-11-30                 |                       | 2024-02-28              | 2024-02-29 | met         |
            special_guardianship     | 2023-11-30                 |                       | 2024-02-29              | 2024-02-29 | met         |
            special_guardianship     | 2023-11-30                 |                       | 2024-03-01              | 2024-02-29 | met late    |
            special_guardianship     | 2023-11-30                 | 2024-01-15            | 2024-01-15              | 2024-01-15 | met         |
            special_guardianship     | 2023-11-30                 | 2024-01-15            | 2024-01-16              | 2024-01-15 | met late    |
            special_guardianship     | 2024-02-14                 | 2024-05-31            |                         | 2024-05-31 | running     |
            special_guardianship     | 2024-02-14                 | 2024-02-13            |                         |            | cannot tell | dates out of order
            special_guardianship     |                            |                       | 2024-03-01              |            | cannot tell | start not recorded
            section_7                | 2024-02-14                 |                       |                         |            | none        |
                                     | 2024-02-14                 |                       |                         |            | none        |
        """,
    ),
    Spec(
        duty="special_guardianship_report",
        title="In force since the Act of 2002; the calendar begins with 2006; an eighteenth birthday ends it",
        as_at="2006-07-31",
        rows="""
            born       | court_report.report_kind | court_report.directed_date | due        | state       | why
                       | special_guardianship     | 2005-12-29                 |            | cannot tell | no version
                       | special_guardianship     | 2005-12-30                 |            | cannot tell | outside calendar
                       | special_guardianship     | 2006-01-02                 | 2006-04-02 | overdue     |
            1988-04-02 | special_guardianship     | 2006-01-02                 | 2006-04-02 | lapsed      |
        """,
    ),
    Spec(
        duty="special_guardianship_report",
        title="Where the files do not say whether the court named a day",
        as_at="2024-05-15",
        absent=("court_report.due_date",),
        rows="""
            court_report.report_kind | court_report.directed_date | due | state       | why
            special_guardianship     | 2024-02-14                 |     | cannot tell | limit not recorded
        """,
    ),
)
