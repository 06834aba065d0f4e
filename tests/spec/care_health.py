"""Spec tables of the duties of health and education of children in care."""

from tests.spec.table import Spec


def _of_plan(step: str, column: str, due: str, next_day: str) -> tuple[Spec, ...]:
    """The two steps of the first personal education plan."""
    return (
        Spec(
            duty=f"pep_initial_{step}",
            title="Counted from the start of care, over Easter, from the age of three",
            as_at="2024-05-31",
            rows=f"""
                born       | in care from | {column}   | left care  | due   | state
                2010-05-05 | 2024-03-14   | {due}      |            | {due} | met
                2010-05-05 | 2024-03-14   | {next_day} |            | {due} | met late
                2010-05-05 | 2024-03-14   | 2024-03-14 |            | {due} | met
                2010-05-05 | 2024-03-14   | 2024-03-13 |            | {due} | overdue
                2010-05-05 | 2024-03-14   |            |            | {due} | overdue
                2021-03-14 | 2024-03-14   |            |            | {due} | overdue
                2021-03-15 | 2024-03-14   |            |            |       | none
                2010-05-05 | 2024-03-14   |            | {due}      | {due} | lapsed
                2010-05-05 | 2024-03-14   |            | {next_day} | {due} | missed
            """,
        ),
        Spec(
            duty=f"pep_initial_{step}",
            title="A date of birth that is not known",
            as_at="2024-05-31",
            rows="""
                in care from | due | state       | why
                2024-03-14   |     | cannot tell | may not apply
            """,
        ),
    )


_TERM = "term_in_care.term_start_date | term_in_care.term_end_date"
_PLAN = "personal_education_plan.education_plan_date | personal_education_plan.from_review"

SPECS = (
    Spec(
        duty="initial_health_assessment",
        title="Within twenty working days of the start of care, over Easter",
        as_at="2024-05-10",
        rows="""
            in care from | cla_health.health_check_date | cla_health.health_check_type | cla_health.health_check_status | left care  | due        | state
            2024-03-14   | 2024-04-15                   | HEALTH                       | COMPLETED                     |            | 2024-04-15 | met
            2024-03-14   | 2024-04-16                   | HEALTH                       | COMPLETED                     |            | 2024-04-15 | met late
            2024-03-14   | 2024-03-14                   | HEALTH                       | COMPLETED                     |            | 2024-04-15 | met
            2024-03-14   | 2023-12-14                   | HEALTH                       | COMPLETED                     |            | 2024-04-15 | met
            2024-03-14   | 2023-12-13                   | HEALTH                       | COMPLETED                     |            | 2024-04-15 | overdue
            2024-03-14   | 2023-12-14                   | DENTAL                       | COMPLETED                     |            | 2024-04-15 | overdue
            2024-03-14   | 2024-01-05, 2024-04-16       | HEALTH, HEALTH               | COMPLETED, COMPLETED          |            | 2024-04-15 | met
            2024-03-14   | 2024-04-10                   | DENTAL                       | COMPLETED                     |            | 2024-04-15 | overdue
            2024-03-14   | 2024-04-10                   | HEALTH                       | PLANNED                       |            | 2024-04-15 | overdue
            2024-03-14   | 2024-04-10                   | HEALTH                       | CANCELLED                     |            | 2024-04-15 | overdue
            2024-03-14   | 2024-04-10                   | HEALTH                       |                               |            | 2024-04-15 | overdue
            2024-03-14   | 2024-04-15                   | HEALTH                       | REFUSED                       |            | 2024-04-15 | lapsed
            2024-03-14   | 2024-04-16                   | HEALTH                       | REFUSED                       |            | 2024-04-15 | missed
            2024-03-14   | 2024-03-10                   | HEALTH                       | REFUSED                       |            | 2024-04-15 | overdue
            2024-03-14   |                              |                              |                               | 2024-04-15 | 2024-04-15 | lapsed
            2024-03-14   |                              |                              |                               | 2024-04-16 | 2024-04-15 | missed
            2024-04-11   |                              |                              |                               |            | 2024-05-10 | due soon
            2024-04-10   |                              |                              |                               |            | 2024-05-09 | overdue
        """,
    ),
    Spec(
        duty="initial_health_assessment",
        title="On remand to youth detention accommodation it is not owed",
        as_at="2024-05-10",
        rows="""
            in care from | legal_status.legal_status | legal_status.legal_status_start_date | cla_placement.cla_placement_type | cla_placement.cla_placement_start_date | due        | state
            2024-03-14   | J1                        | 2024-03-14                           | R5                               | 2024-03-14                             |            | none
            2024-03-14   | J1                        | 2024-03-14                           | K1                               | 2024-03-14                             |            | none
            2024-03-14   | J1                        | 2024-03-14                           | K2                               | 2024-03-14                             | 2024-04-15 | overdue
            2024-03-14   | C2                        | 2024-03-14                           | R5                               | 2024-03-14                             | 2024-04-15 | overdue
            2024-03-14   | J1                        | 2024-03-14                           |                                  |                                        | 2024-04-15 | overdue
        """,
    ),
    Spec(
        duty="initial_health_assessment",
        title="Where no file says whether a check was made",
        as_at="2024-05-10",
        absent=("cla_health.health_check_status",),
        rows="""
            in care from | cla_health.health_check_date | cla_health.health_check_type | due        | state       | why
            2024-03-14   | 2024-04-10                   | HEALTH                       | 2024-04-15 | cannot tell | may not count
            2024-03-14   | 2024-04-16                   | HEALTH                       | 2024-04-15 | met late    |
            2024-03-14   | 2024-04-10                   | DENTAL                       | 2024-04-15 | overdue     |
        """,
    ),
    Spec(
        duty="initial_health_assessment",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows="""
            in care from | due        | state       | why
            2011-03-31   |            | cannot tell | no version
            2011-04-01   | 2011-05-05 | overdue     |
        """,
    ),
    Spec(
        duty="review_health_assessment",
        title="Six months under five, a year from then on, each counted from the last assessment",
        as_at="2024-09-30",
        rows="""
            born       | in care from | cla_health.health_check_date | cla_health.health_check_type | cla_health.health_check_status | opened     | due        | state    | clocks
            2020-01-01 | 2024-01-02   | 2024-01-30, 2024-07-30       | HEALTH, HEALTH               | COMPLETED, COMPLETED          | 2024-07-30 | 2025-01-30 | running  | met, running
            2020-01-01 | 2024-01-02   | 2024-01-30, 2024-07-31       | HEALTH, HEALTH               | COMPLETED, COMPLETED          | 2024-07-31 | 2025-01-31 | running  | met late, running
            2020-01-01 | 2023-01-02   | 2024-03-29                   | HEALTH                       | COMPLETED                     | 2024-03-29 | 2024-09-29 | overdue  | overdue
            2020-01-01 | 2023-01-02   | 2024-03-30                   | HEALTH                       | COMPLETED                     | 2024-03-30 | 2024-09-30 | due soon | due soon
            2019-03-30 | 2023-01-02   | 2024-03-29                   | HEALTH                       | COMPLETED                     | 2024-03-29 | 2024-09-29 | overdue  | overdue
            2019-03-29 | 2023-01-02   | 2024-03-29                   | HEALTH                       | COMPLETED                     | 2024-03-29 | 2025-03-29 | running  | running
            2012-05-05 | 2022-01-04   | 2022-09-29, 2023-09-29       | HEALTH, HEALTH               | COMPLETED, COMPLETED          | 2023-09-29 | 2024-09-29 | overdue  | met, overdue
            2012-05-05 | 2022-01-04   | 2022-09-29, 2023-09-30       | HEALTH, HEALTH               | COMPLETED, COMPLETED          | 2023-09-30 | 2024-09-30 | due soon | met late, due soon
            2012-05-05 | 2022-01-04   | 2023-09-29, 2024-09-27       | HEALTH, HEALTH               | COMPLETED, REFUSED            | 2023-09-29 | 2024-09-29 | overdue  | overdue
            2012-05-05 | 2022-01-04   |                              |                              |                               |            |            | none     | none
            2012-05-05 | 2024-01-04   | 2023-10-04                   | HEALTH                       | COMPLETED                     | 2023-10-04 | 2024-10-04 | due soon | due soon
            2012-05-05 | 2024-01-04   | 2023-10-03                   | HEALTH                       | COMPLETED                     |            |            | none     | none
            2012-05-05 | 2024-01-04   | 2023-11-15, 2024-09-30       | HEALTH, HEALTH               | COMPLETED, COMPLETED          | 2024-09-30 | 2025-09-30 | running  | met, running
        """,
    ),
    Spec(
        duty="initial_health_assessment",
        title="Where only the latest legal status is held, an earlier remand cannot be ruled out",
        as_at="2024-05-10",
        also_latest=("legal_status", "cla_placement"),
        rows="""
            in care from | legal_status.legal_status | legal_status.legal_status_start_date | cla_placement.cla_placement_type | cla_placement.cla_placement_start_date | due        | state       | why
            2024-03-14   | C2                        | 2024-03-14                           | U6                               | 2024-03-14                             | 2024-04-15 | overdue     |
            2024-03-14   | C2                        | 2024-03-15                           | U6                               | 2024-03-14                             | 2024-04-15 | overdue     |
            2024-03-14   | C2                        | 2024-03-15                           | U6                               | 2024-03-15                             |            | cannot tell | may not apply
            2024-03-14   |                           |                                      |                                  |                                        | 2024-04-15 | overdue     |
        """,
    ),
    Spec(
        duty="review_health_assessment",
        title="On remand to youth detention accommodation it is not owed; it ends with care",
        as_at="2024-09-30",
        rows="""
            born       | in care from | left care  | cla_health.health_check_date | cla_health.health_check_type | cla_health.health_check_status | legal_status.legal_status | legal_status.legal_status_start_date | cla_placement.cla_placement_type | cla_placement.cla_placement_start_date | opened     | due        | state
            2010-05-05 | 2023-01-03   |            | 2023-01-31                   | HEALTH                       | COMPLETED                     | J1                        | 2023-01-03                           | R5                               | 2023-01-03                             |            |            | none
            2010-05-05 | 2023-01-03   |            | 2023-01-31                   | HEALTH                       | COMPLETED                     | J1                        | 2023-01-03                           | U6                               | 2023-01-03                             | 2023-01-31 | 2024-01-31 | overdue
            2010-05-05 | 2023-01-03   | 2024-01-31 | 2023-01-31                   | HEALTH                       | COMPLETED                     |                           |                                      |                                  |                                        | 2023-01-31 | 2024-01-31 | lapsed
            2010-05-05 | 2023-01-03   | 2024-02-01 | 2023-01-31                   | HEALTH                       | COMPLETED                     |                           |                                      |                                  |                                        | 2023-01-31 | 2024-01-31 | missed
        """,
    ),
    Spec(
        duty="review_health_assessment",
        title="A date of birth that is not known: six months or a year",
        as_at="2024-09-30",
        rows="""
            in care from | cla_health.health_check_date | cla_health.health_check_type | cla_health.health_check_status | due        | late after | state       | why
            2022-01-04   | 2023-09-29                   | HEALTH                       | COMPLETED                     | 2024-03-29 | 2024-09-29 | overdue     |
            2022-01-04   | 2023-10-02                   | HEALTH                       | COMPLETED                     | 2024-04-02 | 2024-10-02 | cannot tell | step not known
        """,
    ),
    Spec(
        duty="review_health_assessment",
        title="In force since 1 April 2011",
        as_at="2012-12-31",
        rows="""
            born       | in care from | cla_health.health_check_date | cla_health.health_check_type | cla_health.health_check_status | due        | state       | why
            2009-05-05 | 2010-11-01   | 2011-03-31                   | HEALTH                       | COMPLETED                     |            | cannot tell | no version
            2009-05-05 | 2010-11-01   | 2011-04-01                   | HEALTH                       | COMPLETED                     | 2011-10-01 | overdue     |
            2000-05-05 | 2010-11-01   | 2011-04-01                   | HEALTH                       | COMPLETED                     | 2012-04-01 | overdue     |
        """,
    ),
    Spec(
        duty="dental_check",
        title="Twelve months from the start of care, and from each check to the next",
        as_at="2024-09-30",
        rows="""
            in care from | left care  | cla_health.health_check_date | cla_health.health_check_type | cla_health.health_check_status | opened     | due        | state    | clocks
            2023-09-29   |            |                              |                              |                               | 2023-09-29 | 2024-09-29 | overdue  | overdue
            2023-09-30   |            |                              |                              |                               | 2023-09-30 | 2024-09-30 | due soon | due soon
            2022-09-30   |            | 2023-09-30                   | DENTAL                       | COMPLETED                     | 2023-09-30 | 2024-09-30 | due soon | met, due soon
            2022-09-29   |            | 2023-09-30                   | DENTAL                       | COMPLETED                     | 2023-09-30 | 2024-09-30 | due soon | met late, due soon
            2023-01-02   |            | 2023-05-02                   | HEALTH                       | COMPLETED                     | 2023-01-02 | 2024-01-02 | overdue  | overdue
            2023-01-02   |            | 2023-05-02                   | DENTAL                       | REFUSED                       | 2023-01-02 | 2024-01-02 | overdue  | overdue
            2023-01-02   | 2024-01-02 |                              |                              |                               | 2023-01-02 | 2024-01-02 | lapsed   | lapsed
            2023-01-02   | 2024-01-03 |                              |                              |                               | 2023-01-02 | 2024-01-02 | missed   | missed
            2005-12-30   |            |                              |                              |                               | 2005-12-30 |            | cannot tell | cannot tell
        """,
    ),
    Spec(
        duty="dental_check",
        title="Where no file says whether a check was made",
        as_at="2024-09-30",
        absent=("cla_health.health_check_status",),
        rows="""
            in care from | cla_health.health_check_date | cla_health.health_check_type | opened     | due        | state   | clocks
            2022-09-30   | 2023-10-31                   | DENTAL                       | 2023-10-31 | 2024-10-31 | running | met late, running
            2022-09-30   | 2023-09-30                   | DENTAL                       | 2023-09-30 | 2024-09-30 | due soon | cannot tell, due soon
        """,
    ),
    *_of_plan("initiated", "personal_education_plan.education_plan_date", "2024-03-28", "2024-04-02"),
    *_of_plan("completed", "personal_education_plan.plan_completed_date", "2024-04-15", "2024-04-16"),
    Spec(
        duty="pep_initial_initiated",
        title="In force since 1 July 2014",
        as_at="2014-12-31",
        rows="""
            born       | in care from | due        | state       | why
            2004-05-05 | 2014-06-30   |            | cannot tell | no version
            2004-05-05 | 2014-07-01   | 2014-07-15 | overdue     |
        """,
    ),
    Spec(
        duty="pep_review",
        title="Once in each term of the authority's own list",
        as_at="2024-07-17",
        rows=f"""
            born | {_TERM} | {_PLAN} | due | state | why
            2012-03-01 | 2024-04-15 | 2024-07-19 |            |   | 2024-07-19 | due soon    |
            2012-03-01 | 2024-04-15 | 2024-07-25 |            |   | 2024-07-25 | running     |
            2012-03-01 | 2024-01-08 | 2024-03-28 |            |   | 2024-03-28 | overdue     |
            2012-03-01 | 2024-01-08 | 2024-03-28 | 2024-01-08 | Y | 2024-03-28 | met         |
            2012-03-01 | 2024-01-08 | 2024-03-28 | 2024-03-28 |   | 2024-03-28 | met         |
            2012-03-01 | 2024-01-08 | 2024-03-28 | 2024-03-29 | Y | 2024-03-28 | met late    |
            2012-03-01 | 2024-01-08 | 2024-03-28 | 2024-01-05 | Y | 2024-03-28 | overdue     |
            2012-03-01 | 2024-01-08 | 2024-03-28 | 2024-02-01 | N | 2024-03-28 | overdue     |
            2021-01-08 | 2024-01-08 | 2024-03-28 |            |   | 2024-03-28 | overdue     |
            2021-01-09 | 2024-01-08 | 2024-03-28 |            |   |            | none        |
                       | 2024-01-08 | 2024-03-28 |            |   |            | cannot tell | may not apply
            2006-01-08 | 2024-01-08 | 2024-03-28 |            |   |            | cannot tell | over age
            2012-03-01 | 2024-01-08 |            |            |   |            | cannot tell | limit not recorded
        """,
    ),
    Spec(
        duty="pep_review",
        title="The end of care ends it, and an eighteenth birthday",
        as_at="2024-07-17",
        rows=f"""
            born | {_TERM} | term_in_care.care_end_date | due | state
            2012-03-01 | 2024-01-08 | 2024-03-28 | 2024-03-28 | 2024-03-28 | lapsed
            2012-03-01 | 2024-01-08 | 2024-03-28 | 2024-03-29 | 2024-03-28 | missed
            2006-03-28 | 2024-01-08 | 2024-03-28 |            | 2024-03-28 | lapsed
        """,
    ),
    Spec(
        duty="pep_review",
        title="In force since July 2014",
        as_at="2014-09-01",
        rows=f"""
            born | {_TERM} | due | state | why
            2005-03-01 | 2014-06-30 | 2014-07-22 |            | cannot tell | no version
            2005-03-01 | 2014-07-01 | 2014-07-22 | 2014-07-22 | overdue     |
        """,
    ),
    Spec(
        duty="pep_review",
        title="Where the files have no personal education plans",
        as_at="2024-07-17",
        absent=("personal_education_plan.education_plan_date",),
        rows=f"""
            born | {_TERM} | due | state | why
            2012-03-01 | 2024-01-08 | 2024-03-28 | | cannot tell | not in files
        """,
    ),
)
