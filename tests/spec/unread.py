"""Spec tables of what a cell that could not be read leaves of a clock: late is never certain then."""

from tests.spec.table import Spec

SPECS = (
    Spec(
        duty="cp_visit",
        title="The date of a visit, or the end of the plan, that could not be read",
        as_at="2024-01-31",
        all_held=True,
        rows="""
            plan started | visited                | plan ended | due        | late after | state       | why    | clocks
            2024-01-08   | 31/02/2024             |            | 2024-01-22 |            | cannot tell | unread | cannot tell
            2024-01-22   | 31/02/2024             |            | 2024-02-05 |            | due soon    |        | due soon
            2024-01-08   | 2024-01-22, 31/02/2024 |            | 2024-02-05 |            | due soon    |        | met, due soon
            2024-01-08   | 2024-01-23, 31/02/2024 |            | 2024-02-06 |            | due soon    |        | cannot tell, due soon
            2024-01-08   | 31/02/2024             | 2024-01-22 | 2024-01-22 | 2024-01-22 | lapsed      |        | lapsed
            2024-01-08   | 31/02/2024             | 2024-01-23 | 2024-01-22 |            | cannot tell | unread | cannot tell
            2024-01-08   |                        | 31/02/2024 | 2024-01-22 |            | cannot tell | unread | cannot tell
            2024-01-08   | 2024-01-22             | 31/02/2024 | 2024-02-05 |            | due soon    |        | met, due soon
            31/02/2024   | 2024-01-22             |            | 2024-02-05 | 2024-02-05 | due soon    |        | due soon
        """,
    ),
    Spec(
        duty="child_and_family_assessment",
        title="An end of the assessment, or of the case, that could not be read",
        as_at="2024-05-15",
        linked=True,
        rows="""
            referred   | assessment started | authorised | case closed | due        | late after | state       | why
            2024-01-02 | 2024-01-09         | 31/02/2024 |             | 2024-03-05 |            | cannot tell | unread
            2024-01-02 | 2024-01-09         |            | 31/02/2024  | 2024-03-05 |            | cannot tell | unread
            2024-01-02 | 2024-01-09         | 2024-03-05 | 31/02/2024  | 2024-03-05 | 2024-03-05 | met         |
            2024-01-02 | 2024-01-09         | 2024-03-06 | 31/02/2024  | 2024-03-05 |            | cannot tell | unread
            2024-01-02 | 2024-01-09         | 31/02/2024 | 2024-03-05  | 2024-03-05 | 2024-03-05 | lapsed      |
        """,
    ),
    Spec(
        duty="icpc",
        title="A code, a date of the conference or a date of birth that could not be read",
        as_at="2024-05-01",
        rows="""
            born       | discussed  | held       | unnecessary | due        | state       | why
                       | 2024-03-25 |            | Perhaps     |            | cannot tell | may not apply
            31/02/2024 | 2024-03-25 |            |             | 2024-04-17 | overdue     |
                       | 2024-03-25 | 31/02/2024 |             | 2024-04-17 | cannot tell | unread
                       | 31/02/2024 |            |             |            | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="initial_health_assessment",
        title="A code that says what a check was, or that it was done, that could not be read",
        as_at="2024-05-10",
        rows="""
            in care from | cla_health.health_check_date | cla_health.health_check_type | cla_health.health_check_status | due        | state       | why
            2024-03-14   | 2024-04-15                   | Perhaps                      | COMPLETED                     | 2024-04-15 | cannot tell | may not count
            2024-03-14   | 2024-04-15                   | HEALTH                       | Perhaps                       | 2024-04-15 | cannot tell | may not count
            2024-03-14   | 2024-04-16                   | HEALTH                       | Perhaps                       | 2024-04-15 | met late    |
            2024-03-14   | 2024-04-15                   | DENTAL                       | Perhaps                       | 2024-04-15 | overdue     |
            2024-03-14   | 31/02/2024                   | HEALTH                       | COMPLETED                     | 2024-04-15 | cannot tell | unread
            2024-03-14   | 31/02/2024                   | DENTAL                       | COMPLETED                     | 2024-04-15 | overdue     |
            2024-03-14   | 31/02/2024                   | Perhaps                      | COMPLETED                     | 2024-04-15 | cannot tell | unread
        """,
    ),
    Spec(
        duty="initial_health_assessment",
        title="A period that decides whether the duty is owed, and has a cell that could not be read",
        as_at="2024-05-10",
        rows="""
            in care from | legal_status.legal_status | legal_status.legal_status_start_date | legal_status.legal_status_end_date | cla_placement.cla_placement_type | cla_placement.cla_placement_start_date | due        | state       | why
            2024-03-14   | J1                        | 31/02/2024                           |                                    | R5                               | 2024-03-14                             |            | cannot tell | may not apply
            2024-03-14   | J1                        | 2024-03-15                           | 31/02/2024                         | R5                               | 2024-03-14                             | 2024-04-15 | overdue     |
            2024-03-14   | J1                        | 2024-03-14                           | 31/02/2024                         | R5                               | 2024-03-14                             |            | cannot tell | may not apply
            2024-03-14   | J1                        | 2024-03-14                           |                                    | Perhaps                          | 2024-03-14                             |            | cannot tell | may not apply
            2024-03-14   | C2                        | 2024-03-14                           | 31/02/2024                         | R5                               | 2024-03-14                             | 2024-04-15 | overdue     |
        """,
    ),
    Spec(
        duty="adoption_application_minimum_wait",
        title="An application whose day could not be read may have been too early",
        as_at="2024-05-10",
        rows="""
            permanence.placed_for_adoption_date | permanence.adoption_application_date | state
            2024-01-08                          | 31/02/2024                           | cannot tell
        """,
    ),
)
