"""Spec tables of the duties of visits to children in care, in short breaks, and in custody after care."""

from tests.spec.table import Spec

_LONG_STAY = "stay.notified_date | stay.stay_kind | stay.needs_assessed"
_THERE = "other_visit.visit_kind | other_visit.visit_date | other_visit.visit_seen"

SPECS = (
    Spec(
        duty="lac_visit",
        title="A week from the start of a placement, six weeks in the first year, and after it",
        as_at="2024-06-28",
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | placement_stay.long_term | cla_visits.cla_visit_date          | cla_visits.cla_visit_seen | opened     | due        | state    | clocks
            2024-06-21                     | U6                            | N                        |                                    |                           | 2024-06-21 | 2024-06-28 | due soon | due soon
            2024-06-20                     | U6                            | N                        |                                    |                           | 2024-06-20 | 2024-06-27 | overdue  | overdue
            2024-05-10                     | U6                            | N                        | 2024-05-17                         | Y                         | 2024-05-17 | 2024-06-28 | due soon | met, due soon
            2024-05-08                     | U6                            | N                        | 2024-05-16                         | Y                         | 2024-05-16 | 2024-06-27 | overdue  | met late, overdue
            2024-05-17                     | U6                            | N                        | 2024-05-17                         | Y                         | 2024-05-17 | 2024-06-28 | due soon | met, due soon
            2024-04-02                     | U6                            | N                        | 2024-04-09, 2024-05-21             | Y, Y                      | 2024-05-21 | 2024-07-02 | due soon | met, met, due soon
            2024-04-02                     | U6                            | N                        | 2024-04-09, 2024-05-22             | Y, Y                      | 2024-05-22 | 2024-07-03 | due soon | met, met late, due soon
            2023-05-16                     | U6                            | N                        | 2023-05-20, 2023-07-01, 2024-05-15 | Y, Y, Y                   | 2024-05-15 | 2024-06-26 | overdue  | met, met, met late, overdue
            2023-05-16                     | K2                            | N                        | 2023-05-20, 2024-05-16             | Y, Y                      | 2024-05-16 | 2024-06-27 | overdue  | met, met late, overdue
        """,
    ),
    Spec(
        duty="lac_visit",
        title="A visit on which the child was not seen does not count; the placement's end ends it",
        as_at="2024-06-28",
        rows="""
            born       | placement_stay.stay_start_date | placement_stay.stay_end_date | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state   | clocks
                       | 2024-06-12                     |                              | 2024-06-17                | N                         | 2024-06-12 | 2024-06-19 | overdue | overdue
                       | 2024-06-12                     |                              | 2024-06-17                | U                         | 2024-06-17 | 2024-07-29 | running | met, running
                       | 2024-06-12                     |                              | 2024-06-17                |                           | 2024-06-17 | 2024-07-29 | running | met, running
                       | 2024-06-12                     |                              | 2024-06-11                | Y                         | 2024-06-12 | 2024-06-19 | overdue | overdue
                       | 2024-06-12                     | 2024-06-19                   |                           |                           | 2024-06-12 | 2024-06-19 | lapsed  | lapsed
                       | 2024-06-12                     | 2024-06-20                   |                           |                           | 2024-06-12 | 2024-06-19 | missed  | missed
                       | 2024-04-02                     | 2024-05-21                   | 2024-04-09                | Y                         | 2024-04-09 | 2024-05-21 | lapsed  | met, lapsed
            2006-06-19 | 2024-06-12                     |                              |                           |                           | 2024-06-12 | 2024-06-19 | lapsed  | lapsed
        """,
    ),
    Spec(
        duty="lac_visit",
        title="Children placed for adoption, and in short breaks, are visited by other duties",
        as_at="2024-06-28",
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | placement_stay.short_break | due        | state
            2024-06-12                     | A3                            |                            |            | none
            2024-06-12                     | A6                            | N                          |            | none
            2024-06-12                     | U6                            | Y                          |            | none
            2024-06-12                     | U6                            | N                          | 2024-06-19 | overdue
            2024-06-12                     | U6                            |                            | 2024-06-19 | overdue
            2024-06-12                     |                               |                            | 2024-06-19 | overdue
        """,
    ),
    Spec(
        duty="lac_visit_at_home",
        title="Placed with a parent in an emergency: weekly until the first review, then every six weeks",
        as_at="2024-06-28",
        all_held=True,
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | placement_stay.emergency | legal_status.legal_status | legal_status.legal_status_start_date | approval.approval_kind | approval.approval_date | reviewed   | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state
            2024-05-01                     | P1                            | Y                        | C2                        | 2024-05-01                           |                        |                        |            | 2024-05-06, 2024-06-21    | Y, Y                      | 2024-06-21 | 2024-06-28 | due soon
            2024-05-01                     | P1                            | Y                        | C2                        | 2024-05-01                           |                        |                        |            | 2024-05-06, 2024-06-20    | Y, Y                      | 2024-06-20 | 2024-06-27 | overdue
            2024-05-01                     | P1                            | Y                        | C2                        | 2024-05-01                           |                        |                        | 2024-05-17 | 2024-05-06, 2024-05-17    | Y, Y                      | 2024-05-17 | 2024-06-28 | due soon
            2024-05-01                     | P1                            | Y                        | C1                        | 2024-05-01                           |                        |                        | 2024-05-16 | 2024-05-06, 2024-05-16    | Y, Y                      | 2024-05-16 | 2024-06-27 | overdue
            2024-05-01                     | P1                            | Y                        | C2                        | 2024-05-01                           |                        |                        | 2024-05-18 | 2024-05-06, 2024-05-17    | Y, Y                      | 2024-05-17 | 2024-05-24 | overdue
            2024-05-01                     | P1                            | Y                        | C2                        | 2024-05-01                           |                        |                        | 2024-04-30 | 2024-05-06, 2024-05-17    | Y, Y                      | 2024-05-17 | 2024-05-24 | overdue
            2024-05-01                     | P1                            | Y                        | C2                        | 2024-05-01                           | with_parents           | 2024-05-14             |            | 2024-05-06, 2024-05-17    | Y, Y                      | 2024-05-17 | 2024-06-28 | due soon
            2024-05-01                     | P1                            | Y                        | V2                        | 2024-05-01                           |                        |                        |            | 2024-05-06, 2024-05-17    | Y, Y                      | 2024-05-17 | 2024-06-28 | due soon
        """,
    ),
    Spec(
        duty="lac_visit_at_home",
        title="At home under an interim care order: weekly until the first review, then every four weeks",
        as_at="2024-06-28",
        all_held=True,
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | placement_stay.emergency | legal_status.legal_status | legal_status.legal_status_start_date | legal_status.legal_status_end_date | reviewed   | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state
            2024-05-01                     | P1                            |                          | C1                        | 2024-05-01                           |                                    |            | 2024-05-06, 2024-06-21    | Y, Y                      | 2024-06-21 | 2024-06-28 | due soon
            2024-05-01                     | P1                            | N                        | C1                        | 2024-05-01                           |                                    |            | 2024-05-06, 2024-06-20    | Y, Y                      | 2024-06-20 | 2024-06-27 | overdue
            2024-05-01                     | P1                            |                          | C1                        | 2024-05-01                           |                                    | 2024-05-29 | 2024-05-06, 2024-05-31    | Y, Y                      | 2024-05-31 | 2024-06-28 | due soon
            2024-05-01                     | P1                            |                          | C1                        | 2024-05-01                           |                                    | 2024-05-29 | 2024-05-06, 2024-05-30    | Y, Y                      | 2024-05-30 | 2024-06-27 | overdue
            2024-05-01                     | P1                            |                          | C1                        | 2024-05-08                           |                                    |            | 2024-05-07                | Y                         | 2024-05-07 | 2024-06-18 | overdue
            2024-05-01                     | P1                            |                          | C1                        | 2024-05-01                           | 2024-05-17                         |            | 2024-05-06, 2024-05-17    | Y, Y                      | 2024-05-17 | 2024-06-28 | due soon
        """,
    ),
    Spec(
        duty="lac_visit",
        title="With a relative or friend who is still assessed: the same, for the 24 weeks of an approval for a time",
        as_at="2024-06-28",
        all_held=True,
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | connected_carer_assessment.assessment_start_date | connected_carer_assessment.temporary_approval_date | connected_carer_assessment.decision_date | reviewed   | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state
            2024-05-01                     | U3                            | 2024-05-01                                       | 2024-05-01                                         |                                          |            | 2024-05-06, 2024-06-20    | Y, Y                      | 2024-06-20 | 2024-06-27 | overdue
            2024-05-01                     | U3                            | 2024-05-01                                       | 2024-05-01                                         |                                          | 2024-05-29 | 2024-05-06, 2024-05-31    | Y, Y                      | 2024-05-31 | 2024-06-28 | due soon
            2024-05-01                     | U3                            | 2024-05-01                                       | 2024-05-01                                         | 2024-05-17                               |            | 2024-05-06, 2024-05-17    | Y, Y                      | 2024-05-17 | 2024-06-28 | due soon
            2024-05-01                     | U3                            | 2024-05-01                                       | 2024-05-01                                         | 2024-05-18                               |            | 2024-05-06, 2024-05-17    | Y, Y                      | 2024-05-17 | 2024-05-24 | overdue
            2024-05-01                     | U1                            | 2024-05-01                                       | 2024-05-01                                         |                                          |            | 2024-05-06, 2024-05-17    | Y, Y                      | 2024-05-17 | 2024-06-28 | due soon
            2023-12-02                     | U3                            | 2023-12-02                                       | 2023-12-02                                         |                                          |            | 2023-12-06, 2024-05-17    | Y, Y                      | 2024-05-17 | 2024-05-24 | overdue
            2023-12-01                     | U3                            | 2023-12-01                                       | 2023-12-01                                         |                                          |            | 2023-12-06, 2024-05-17    | Y, Y                      | 2024-05-17 | 2024-06-28 | due soon
        """,
    ),
    Spec(
        duty="lac_visit_at_home",
        title="At home under a care order: within a week, then every six weeks, in later years too",
        as_at="2024-06-28",
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | legal_status.legal_status | legal_status.legal_status_start_date | approval.approval_kind | approval.approval_date | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state
            2024-06-21                     | P1                            | C2                        | 2024-06-21                           |                        |                        |                           |                           | 2024-06-21 | 2024-06-28 | due soon
            2024-06-20                     | P1                            | C2                        | 2024-06-20                           |                        |                        |                           |                           | 2024-06-20 | 2024-06-27 | overdue
            2024-05-10                     | P1                            | C2                        | 2024-05-10                           |                        |                        | 2024-05-17                | Y                         | 2024-05-17 | 2024-06-28 | due soon
            2024-05-10                     | P1                            | C2                        | 2024-05-10                           |                        |                        | 2024-05-16                | Y                         | 2024-05-16 | 2024-06-27 | overdue
            2022-05-10                     | P1                            | C2                        | 2022-05-10                           | permanence             | 2022-06-01             | 2024-05-16                | Y                         | 2024-05-16 | 2024-06-27 | overdue
        """,
    ),
    Spec(
        duty="lac_visit_other_arrangements",
        title="Where others arrange how a child in care lives: three months after the first year",
        as_at="2024-06-28",
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | legal_status.legal_status | legal_status.legal_status_start_date | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state
            2024-06-20                     | R5                            | C2                        | 2022-05-10                           |                           |                           | 2024-06-20 | 2024-06-27 | overdue
            2023-05-17                     | S1                            | C2                        | 2022-05-10                           | 2024-05-16                | Y                         | 2024-05-16 | 2024-06-27 | overdue
            2023-05-16                     | S1                            | C2                        | 2022-05-10                           | 2024-05-16                | Y                         | 2024-05-16 | 2024-08-16 | running
            2023-03-01                     | R2                            | C1                        | 2022-05-10                           | 2024-03-27                | Y                         | 2024-03-27 | 2024-06-27 | overdue
            2023-03-01                     | R2                            | C2                        | 2022-05-10                           | 2024-03-28                | Y                         | 2024-03-28 | 2024-06-28 | due soon
            2023-03-01                     | R2                            | V2                        | 2022-05-10                           | 2024-03-28                | Y                         | 2024-03-28 | 2024-05-09 | overdue
        """,
    ),
    Spec(
        duty="lac_visit",
        title="Long-term fostering: three months after a year, and six where the child agreed to fewer visits",
        as_at="2024-06-28",
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | placement_stay.long_term | approval.approval_kind | approval.approval_date | approval.approval_end_date | approval.child_agreed | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state
            2022-12-28                     | U4                            | Y                        | visits                 | 2023-11-01             |                            | Y                     | 2023-12-28                | Y                         | 2023-12-28 | 2024-06-28 | due soon
            2022-12-27                     | U4                            | Y                        | long_term_foster       | 2023-11-01             |                            | Y                     | 2023-12-27                | Y                         | 2023-12-27 | 2024-06-27 | overdue
            2022-12-29                     | U4                            | Y                        | visits                 | 2023-11-01             |                            | Y                     | 2023-12-28                | Y                         | 2023-12-28 | 2024-02-08 | overdue
            2022-12-28                     | U4                            | Y                        | visits                 | 2023-11-01             |                            | N                     | 2023-12-28                | Y                         | 2023-12-28 | 2024-03-28 | overdue
            2022-12-28                     | U4                            | Y                        | visits                 | 2023-11-01             |                            |                       | 2023-12-28                | Y                         | 2023-12-28 | 2024-03-28 | overdue
            2022-12-28                     | U4                            | Y                        | visits                 | 2023-11-01             | 2023-12-28                 | Y                     | 2023-12-28                | Y                         | 2023-12-28 | 2024-03-28 | overdue
            2022-12-28                     | U4                            | Y                        |                        |                        |                            |                       | 2023-12-28                | Y                         | 2023-12-28 | 2024-03-28 | overdue
            2022-12-28                     | U6                            | N                        | visits                 | 2023-11-01             |                            | Y                     | 2023-12-28                | Y                         | 2023-12-28 | 2024-02-08 | overdue
            2022-12-28                     | K2                            | N                        | permanence             | 2023-11-01             |                            |                       | 2024-03-28                | Y                         | 2024-03-28 | 2024-06-28 | due soon
            2022-12-28                     | K2                            | N                        | permanence             | 2023-11-01             |                            |                       | 2024-03-27                | Y                         | 2024-03-27 | 2024-06-27 | overdue
            2022-12-28                     | K2                            | N                        |                        |                        |                            |                       | 2024-03-28                | Y                         | 2024-03-28 | 2024-05-09 | overdue
        """,
    ),
    Spec(
        duty="lac_visit",
        title="In force since 1 April 2011; the versions of 2020 changed no number",
        as_at="2020-12-31",
        rows="""
            placement_stay.stay_start_date | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state       | law
            2011-03-31                     |                           |                           | 2011-03-31 |            | cannot tell |
            2011-04-01                     |                           |                           | 2011-04-01 | 2011-04-08 | overdue     | 2011-04-01
            2020-04-17                     | 2020-04-23                | Y                         | 2020-04-23 | 2020-06-04 | overdue     | 2011-04-01
            2020-04-17                     | 2020-04-24                | Y                         | 2020-04-24 | 2020-06-05 | overdue     | 2020-04-24
            2020-04-17                     | 2020-09-25                | Y                         | 2020-09-25 | 2020-11-06 | overdue     | 2020-04-24
            2020-04-17                     | 2020-09-26                | Y                         | 2020-09-26 | 2020-11-07 | overdue     | 2020-09-26
        """,
    ),
    Spec(
        duty="lac_visit",
        title="Six months by agreement since 1 April 2015",
        as_at="2015-12-31",
        rows="""
            placement_stay.stay_start_date | placement_stay.long_term | approval.approval_kind | approval.approval_date | approval.child_agreed | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state       | why
            2013-05-01                     | Y                        | visits                 | 2015-03-02             | Y                     | 2015-03-31                | Y                         | 2015-03-31 |            | cannot tell | no version
            2013-05-01                     | Y                        | visits                 | 2015-03-02             | Y                     | 2015-04-01                | Y                         | 2015-04-01 | 2015-10-01 | overdue     |
        """,
    ),
    Spec(
        duty="lac_visit",
        title="Where no file has approvals, temporary ones or the mark of an emergency",
        as_at="2024-06-28",
        all_held=True,
        absent=(
            "approval.approval_kind",
            "approval.approval_date",
            "approval.child_agreed",
            "connected_carer_assessment.temporary_approval_date",
            "placement_stay.emergency",
        ),
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | placement_stay.long_term | legal_status.legal_status | legal_status.legal_status_start_date | reviewed   | cla_visits.cla_visit_date          | cla_visits.cla_visit_seen | opened     | due        | late after | state       | clocks
            2022-12-28                     | U4                            | Y                        | C2                        | 2022-05-10                           |            | 2024-03-27                         | Y                         | 2024-03-27 | 2024-06-27 | 2024-09-27 | cannot tell | met late, cannot tell
            2022-12-28                     | K2                            | N                        | C2                        | 2022-05-10                           |            | 2024-05-16                         | Y                         | 2024-05-16 | 2024-06-27 | 2024-08-16 | cannot tell | met late, cannot tell
            2022-12-28                     | K2                            | N                        | C2                        | 2022-05-10                           |            | 2024-03-27                         | Y                         | 2024-03-27 | 2024-05-08 | 2024-06-27 | overdue     | met late, overdue
            2024-05-01                     | U6                            | N                        | C2                        | 2022-05-10                           |            | 2024-05-06, 2024-05-16             | Y, Y                      | 2024-05-16 | 2024-06-27 | 2024-06-27 | overdue     | met, met, overdue
            2024-05-01                     | U3                            | N                        | C2                        | 2022-05-10                           |            | 2024-05-06, 2024-06-17             | Y, Y                      | 2024-06-17 | 2024-06-24 | 2024-07-29 | cannot tell | met, cannot tell, cannot tell
        """,
    ),
    Spec(
        duty="lac_visit_at_home",
        title="Where no file has approvals or the mark of an emergency",
        as_at="2024-06-28",
        all_held=True,
        absent=(
            "approval.approval_kind",
            "approval.approval_date",
            "approval.child_agreed",
            "placement_stay.emergency",
        ),
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | placement_stay.long_term | legal_status.legal_status | legal_status.legal_status_start_date | reviewed   | cla_visits.cla_visit_date          | cla_visits.cla_visit_seen | opened     | due        | late after | state       | clocks
            2024-05-01                     | P1                            | N                        | C1                        | 2024-05-01                           |            | 2024-05-06, 2024-06-20             | Y, Y                      | 2024-06-20 | 2024-06-27 | 2024-06-27 | overdue     | met, met late, overdue
            2024-05-01                     | P1                            | N                        | C1                        | 2024-05-01                           | 2024-05-06 | 2024-05-06, 2024-05-30             | Y, Y                      | 2024-05-30 | 2024-06-27 | 2024-07-11 | cannot tell | met, met, cannot tell
        """,
    ),
    Spec(
        duty="lac_visit",
        title="Where no file says whether the child was seen",
        as_at="2024-06-28",
        absent=("cla_visits.cla_visit_seen",),
        rows="""
            placement_stay.stay_start_date | cla_visits.cla_visit_date | opened     | due        | state    | clocks
            2024-05-10                     | 2024-05-17                | 2024-05-17 | 2024-06-28 | due soon | cannot tell, due soon
            2024-05-10                     | 2024-05-16                | 2024-05-16 | 2024-06-27 | overdue  | cannot tell, overdue
        """,
    ),
    Spec(
        duty="lac_visit",
        title="Children with parents, and where others arranged it, have visits by other rules",
        as_at="2024-06-28",
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | legal_status.legal_status | legal_status.legal_status_start_date | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | due        | state
            2024-05-01                     | P1                            | C1                        | 2024-05-01                           | 2024-05-17                | Y                         |            | none
            2024-05-01                     | R2                            | C1                        | 2024-05-01                           | 2024-05-17                | Y                         |            | none
            2024-05-01                     | R5                            | C1                        | 2024-05-01                           | 2024-05-17                | Y                         |            | none
            2024-05-01                     | S1                            | C1                        | 2024-05-01                           | 2024-05-17                | Y                         |            | none
            2024-05-01                     | U6                            | C1                        | 2024-05-01                           | 2024-05-17                | Y                         | 2024-06-28 | due soon
        """,
    ),
    Spec(
        duty="lac_visit_at_home",
        title="In force since 1 April 2011, with parents alone; the end of the placement ends it",
        as_at="2011-06-30",
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | placement_stay.short_break | placement_stay.stay_end_date | opened     | due        | state       | why
            2011-03-31                     | P1                            |                            |                              | 2011-03-31 |            | cannot tell | no version
            2011-04-01                     | P1                            |                            |                              | 2011-04-01 | 2011-04-08 | overdue     |
            2011-04-01                     | P1                            |                            | 2011-04-08                   | 2011-04-01 | 2011-04-08 | lapsed      |
            2011-04-01                     | P1                            |                            | 2011-04-09                   | 2011-04-01 | 2011-04-08 | missed      |
            2011-04-01                     | P1                            | Y                          |                              |            |            | none        |
            2011-04-01                     | U6                            |                            |                              |            |            | none        |
        """,
    ),
    Spec(
        duty="lac_visit_other_arrangements",
        title="In force since 1 April 2011; without a care order the limits and versions of every placement",
        as_at="2020-12-31",
        rows="""
            placement_stay.stay_start_date | placement_stay.stay_end_date | placement_stay.placement_type | legal_status.legal_status | legal_status.legal_status_start_date | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state       | law
            2011-03-31                     |                              | R2                            | C2                        | 2010-05-10                           |                           |                           | 2011-03-31 |            | cannot tell |
            2011-04-01                     |                              | R2                            | C2                        | 2010-05-10                           |                           |                           | 2011-04-01 | 2011-04-08 | overdue     | 2011-04-01
            2011-04-01                     | 2011-04-08                   | R2                            | C2                        | 2010-05-10                           |                           |                           | 2011-04-01 | 2011-04-08 | lapsed      | 2011-04-01
            2020-04-17                     |                              | R5                            | V2                        | 2020-04-17                           | 2020-04-24                | Y                         | 2020-04-24 | 2020-06-05 | overdue     | 2020-04-24
            2020-04-17                     |                              | R5                            | V2                        | 2020-04-17                           | 2020-09-26                | Y                         | 2020-09-26 | 2020-11-07 | overdue     | 2020-09-26
            2020-04-17                     |                              | R5                            | C2                        | 2020-04-17                           | 2020-09-26                | Y                         | 2020-09-26 | 2020-11-07 | overdue     | 2011-04-01
            2020-04-17                     |                              | U6                            | C2                        | 2020-04-17                           |                           |                           |            |            | none        |
        """,
    ),
    Spec(
        duty="lac_visit_other_arrangements",
        title="Where no file says under which legal status a child is in care: six weeks or three months",
        as_at="2024-06-28",
        absent=("legal_status.legal_status",),
        rows="""
            placement_stay.stay_start_date | placement_stay.placement_type | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | late after | state       | why
            2023-03-01                     | R2                            | 2024-03-27                | Y                         | 2024-03-27 | 2024-05-08 | 2024-06-27 | overdue     |
            2023-03-01                     | R2                            | 2024-04-02                | Y                         | 2024-04-02 | 2024-05-14 | 2024-07-02 | cannot tell | step not known
        """,
    ),
    Spec(
        duty="lac_visit_short_breaks",
        title="Three months from the start of the series, then six from each visit",
        as_at="2024-09-30",
        rows="""
            short_break_series.series_start_date | short_break_series.series_end_date | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | opened     | due        | state    | clocks
            2024-01-31                           |                                    | 2024-04-30                | Y                         | 2024-04-30 | 2024-10-30 | running  | met, running
            2024-01-31                           |                                    | 2024-05-01                | Y                         | 2024-05-01 | 2024-11-01 | running  | met late, running
            2023-12-29                           |                                    | 2024-03-29, 2024-09-29    | Y, Y                      | 2024-09-29 | 2025-03-29 | running  | met, met, running
            2023-12-29                           |                                    | 2024-03-29, 2024-09-30    | Y, Y                      | 2024-09-30 | 2025-03-30 | running  | met, met late, running
            2024-01-31                           |                                    | 2024-04-30                | N                         | 2024-01-31 | 2024-04-30 | overdue  | overdue
            2024-06-30                           |                                    |                           |                           | 2024-06-30 | 2024-09-30 | due soon | due soon
            2024-06-29                           |                                    |                           |                           | 2024-06-29 | 2024-09-29 | overdue  | overdue
            2024-01-31                           | 2024-04-30                         |                           |                           | 2024-01-31 | 2024-04-30 | lapsed   | lapsed
            2024-01-31                           | 2024-05-01                         |                           |                           | 2024-01-31 | 2024-04-30 | missed   | missed
        """,
    ),
    Spec(
        duty="lac_visit_short_breaks",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows="""
            short_break_series.series_start_date | due        | state       | why
            2011-03-31                           |            | cannot tell | no version
            2011-04-01                           | 2011-07-01 | overdue     |
        """,
    ),
    Spec(
        duty="lac_visit_short_breaks",
        title="Where no file says whether the child was seen",
        as_at="2024-09-30",
        absent=("cla_visits.cla_visit_seen",),
        rows="""
            short_break_series.series_start_date | cla_visits.cla_visit_date | due        | state   | clocks
            2024-01-31                           | 2024-04-30                | 2024-10-30 | running | cannot tell, running
        """,
    ),
    Spec(
        duty="lac_visit_notice_of_concern",
        title="A week from the day on which the authority knew of the notice, in a children's home",
        as_at="2024-06-28",
        rows="""
            notification.aware_date | notification.notification_kind | placement_stay.placement_type | placement_stay.stay_start_date | placement_stay.stay_end_date | cla_visits.cla_visit_date | cla_visits.cla_visit_seen | due        | state
            2024-06-12              | provider_notice                | K2                            | 2024-01-02                     |                              | 2024-06-19                | Y                         | 2024-06-19 | met
            2024-06-12              | provider_notice                | K1                            | 2024-01-02                     |                              | 2024-06-20                | Y                         | 2024-06-19 | met late
            2024-06-12              | provider_notice                | K2                            | 2024-01-02                     |                              | 2024-06-19                | N                         | 2024-06-19 | overdue
            2024-06-12              | provider_notice                | K2                            | 2024-01-02                     |                              | 2024-06-11                | Y                         | 2024-06-19 | overdue
            2024-06-21              | provider_notice                | K2                            | 2024-01-02                     |                              |                           |                           | 2024-06-28 | due soon
            2024-06-20              | provider_notice                | K2                            | 2024-01-02                     |                              |                           |                           | 2024-06-27 | overdue
            2024-06-12              | provider_notice                | K2                            | 2024-01-02                     | 2024-06-19                   |                           |                           | 2024-06-19 | lapsed
            2024-06-12              | provider_notice                | K2                            | 2024-01-02                     | 2024-06-20                   |                           |                           | 2024-06-19 | missed
            2024-06-12              | provider_notice                | K2                            | 2024-01-02                     | 2024-06-12                   |                           |                           |            | none
            2024-06-12              | provider_notice                | U6                            | 2024-01-02                     |                              |                           |                           |            | none
            2024-06-12              | concern                        | K2                            | 2024-01-02                     |                              |                           |                           |            | none
        """,
    ),
    Spec(
        duty="lac_visit_notice_of_concern",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows="""
            notification.aware_date | notification.notification_kind | placement_stay.placement_type | placement_stay.stay_start_date | due        | state       | why
            2011-03-31              | provider_notice                | K2                            | 2011-01-04                     |            | cannot tell | no version
            2011-04-01              | provider_notice                | K2                            | 2011-01-04                     | 2011-04-08 | overdue     |
        """,
    ),
    Spec(
        duty="lac_visit_notice_of_concern",
        title="Where no file says where a child is placed",
        as_at="2024-06-28",
        absent=("placement_stay.placement_type",),
        rows="""
            notification.aware_date | notification.notification_kind | due | state       | why
            2024-06-12              | provider_notice                |     | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="detention_visit_former_lac",
        title="Ten working days from the sentence that ended care",
        as_at="2024-04-10",
        rows="""
            born       | in care from | left care  | period_of_care.ceased_reason | other_visit.visit_kind | other_visit.visit_date | other_visit.visit_seen | stay.stay_kind | stay.stay_start_date | stay.stay_end_date | due        | state
            2009-05-05 | 2023-01-03   | 2024-03-14 | E9                           | custody                | 2024-03-28             | Y                      |                |                      |                    | 2024-03-28 | met
            2009-05-05 | 2023-01-03   | 2024-03-14 | E9                           | custody                | 2024-04-02             | Y                      |                |                      |                    | 2024-03-28 | met late
            2009-05-05 | 2023-01-03   | 2024-03-14 | E9                           | custody                | 2024-03-13             | Y                      |                |                      |                    | 2024-03-28 | overdue
            2009-05-05 | 2023-01-03   | 2024-03-14 | E9                           | custody                | 2024-03-28             | N                      |                |                      |                    | 2024-03-28 | overdue
            2009-05-05 | 2023-01-03   | 2024-03-14 | E9                           | hospital               | 2024-03-28             | Y                      |                |                      |                    | 2024-03-28 | overdue
            2009-05-05 | 2023-01-03   | 2024-03-25 | E9                           |                        |                        |                        |                |                      |                    | 2024-04-10 | due soon
            2009-05-05 | 2023-01-03   | 2024-03-22 | E9                           |                        |                        |                        |                |                      |                    | 2024-04-09 | overdue
            2009-05-05 | 2023-01-03   | 2024-03-14 | E9                           |                        |                        |                        | custody        | 2024-03-14           | 2024-03-28         | 2024-03-28 | lapsed
            2009-05-05 | 2023-01-03   | 2024-03-14 | E9                           |                        |                        |                        | custody        | 2024-03-14           | 2024-04-02         | 2024-03-28 | missed
            2009-05-05 | 2023-01-03   | 2024-03-14 | E4A                          |                        |                        |                        |                |                      |                    |            | none
            2006-03-14 | 2023-01-03   | 2024-03-14 | E9                           |                        |                        |                        |                |                      |                    |            | none
        """,
    ),
    Spec(
        duty="detention_visit_former_lac",
        title="Not a care leaver: 13 weeks in care since 14, some of them at 16, make one",
        as_at="2024-04-10",
        rows="""
            born       | in care from | left care  | period_of_care.ceased_reason | due        | state       | why
            2007-05-05 | 2023-05-08   | 2024-03-14 | E9                           |            | none        |
            2007-05-05 | 2024-02-01   | 2024-03-14 | E9                           | 2024-03-28 | overdue     |
                       | 2023-05-08   | 2024-03-14 | E9                           |            | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="detention_visit_former_lac",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows="""
            born       | in care from | left care  | period_of_care.ceased_reason | due        | state       | why
            1996-05-05 | 2010-05-04   | 2011-03-31 | E9                           |            | cannot tell | no version
            1996-05-05 | 2010-05-04   | 2011-04-01 | E9                           | 2011-04-15 | overdue     |
        """,
    ),
    Spec(
        duty="long_term_residential_visits",
        title="Seven working days from the notice, or three months where needs were assessed; then six months",
        as_at="2024-06-28",
        rows=f"""
            {_LONG_STAY} | {_THERE} | opened | due | state | clocks
            2024-06-19 | school    |   |                |                        |      | 2024-06-19 | 2024-06-28 | due soon | due soon
            2024-06-18 | hospital  |   |                |                        |      | 2024-06-18 | 2024-06-27 | overdue  | overdue
            2024-06-28 | care_home |   |                |                        |      | 2024-06-28 | 2024-07-09 | running  | running
            2024-06-18 | school    | N |                |                        |      | 2024-06-18 | 2024-06-27 | overdue  | overdue
            2024-03-28 | school    | Y |                |                        |      | 2024-03-28 | 2024-06-28 | due soon | due soon
            2024-03-27 | school    | Y |                |                        |      | 2024-03-27 | 2024-06-27 | overdue  | overdue
            2024-06-03 | school    |   | school         | 2024-06-12             | Y    | 2024-06-12 | 2024-12-12 | running  | met, running
            2024-06-03 | school    |   | hospital       | 2024-06-12             |      | 2024-06-12 | 2024-12-12 | running  | met, running
            2024-06-03 | school    |   | school         | 2024-06-13             | Y    | 2024-06-13 | 2024-12-13 | running  | met late, running
            2024-06-03 | school    |   | school         | 2024-06-12             | N    | 2024-06-03 | 2024-06-12 | overdue  | overdue
            2024-06-03 | school    |   | custody        | 2024-06-12             | Y    | 2024-06-03 | 2024-06-12 | overdue  | overdue
            2023-11-01 | school    |   | school         | 2023-11-10             | Y    | 2023-11-10 | 2024-05-10 | overdue  | met, overdue
            2023-11-01 | school    |   | school, school | 2023-11-10, 2024-05-10 | Y, Y | 2024-05-10 | 2024-11-10 | running  | met, met, running
            2023-11-01 | school    |   | school, school | 2023-11-10, 2024-05-11 | Y, Y | 2024-05-11 | 2024-11-11 | running  | met, met late, running
            2024-06-03 | custody   |   |                |                        |      |            |            | none     | none
                       | school    |   |                |                        |      |            |            | none     | none
        """,
    ),
    Spec(
        duty="long_term_residential_visits",
        title="The end of the stay, or entry to care, ends it",
        as_at="2024-06-28",
        rows=f"""
            born | {_LONG_STAY} | stay.stay_end_date | in care from | due | state
                       | 2024-06-18 | school | | 2024-06-27 |            | 2024-06-27 | lapsed
                       | 2024-06-18 | school | | 2024-06-28 |            | 2024-06-27 | missed
                       | 2024-06-18 | school | |            | 2024-06-27 | 2024-06-27 | lapsed
            2006-06-27 | 2024-06-18 | school | |            |            | 2024-06-27 | lapsed
        """,
    ),
    Spec(
        duty="long_term_residential_visits",
        title="In force since 25 April 2011",
        as_at="2011-06-01",
        rows=f"""
            {_LONG_STAY} | {_THERE} | due | state | why
            2011-04-24 | school |   |        |            |   |            | cannot tell | no version
            2011-04-25 | school |   |        |            |   | 2011-05-06 | overdue     |
            2011-04-25 | school | Y |        |            |   | 2011-07-25 | running     |
            2011-04-24 | school |   | school | 2011-04-25 | Y | 2011-10-25 | running     |
        """,
    ),
    Spec(
        duty="long_term_residential_visits",
        title="Where no file says whether needs were assessed",
        as_at="2024-06-28",
        absent=("stay.needs_assessed",),
        rows="""
            stay.notified_date | stay.stay_kind | due        | late after | state       | why
            2024-06-19         | school         | 2024-06-28 | 2024-09-19 | due soon    |
            2024-06-18         | school         | 2024-06-27 | 2024-09-18 | cannot tell | step not known
            2024-03-27         | school         | 2024-04-09 | 2024-06-27 | overdue     |
        """,
    ),
)
