"""Spec tables of the duties of care plans and placements of children in care."""

from tests.spec.table import Spec


def _of_placement(duty: str, column: str) -> tuple[Spec, ...]:
    """What the plan of a placement and the notice of it have in common."""
    return (
        Spec(
            duty=duty,
            title="Within five working days of the start, over Easter; done before it counts",
            as_at="2024-04-08",
            rows=f"""
                cla_placement.cla_placement_start_date | {column}   | cla_placement.cla_placement_end_date | due        | state
                2024-03-26                             | 2024-04-04 |                                      | 2024-04-04 | met
                2024-03-26                             | 2024-04-05 |                                      | 2024-04-04 | met late
                2024-03-26                             | 2024-03-20 |                                      | 2024-04-04 | met
                2024-03-26                             | 2024-03-26 |                                      | 2024-04-04 | met
                2024-03-26                             |            |                                      | 2024-04-04 | overdue
                2024-03-27                             |            |                                      | 2024-04-05 | overdue
                2024-03-28                             |            |                                      | 2024-04-08 | due soon
                2024-03-26                             |            | 2024-04-04                           | 2024-04-04 | lapsed
                2024-03-26                             |            | 2024-04-05                           | 2024-04-04 | missed
            """,
        ),
        Spec(
            duty=duty,
            title="Which placements: those of the care planning regulations",
            as_at="2024-03-28",
            rows="""
                cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | legal_status.legal_status_start_date | legal_status.legal_status | due        | state
                2024-03-14                             | U6                               | 2024-03-14                           | V2                        | 2024-03-21 | overdue
                2024-03-14                             | P1                               | 2024-03-14                           | C2                        | 2024-03-21 | overdue
                2024-03-14                             | T3                               | 2024-03-14                           | C2                        |            | none
                2024-03-14                             | R2                               | 2024-03-14                           | C2                        |            | none
                2024-03-14                             | R5                               | 2024-03-14                           | C2                        |            | none
                2024-03-14                             | A5                               | 2024-03-14                           | E1                        |            | none
                2024-03-14                             | U6                               | 2024-03-14                           | V3                        |            | none
                2024-03-14                             | U6                               | 2024-03-01                           | V4                        |            | none
                2024-03-14                             | U6                               | 2024-03-15                           | V4                        | 2024-03-21 | overdue
                2024-03-14                             | K1                               | 2024-03-14                           | J1                        |            | none
                2024-03-14                             | K1                               | 2024-03-14                           | C2                        | 2024-03-21 | overdue
                2024-03-14                             | K2                               | 2024-03-14                           | J1                        | 2024-03-21 | overdue
            """,
        ),
        Spec(
            duty=duty,
            title="In force since 1 April 2011",
            as_at="2011-12-30",
            rows="""
                cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | due        | state       | why
                2011-03-31                             | U6                               |            | cannot tell | no version
                2011-04-01                             | U6                               | 2011-04-08 | overdue     |
            """,
        ),
        Spec(
            duty=duty,
            title="Where the files do not say under which legal status children are in care",
            as_at="2024-03-28",
            absent=("legal_status.legal_status",),
            rows="""
                cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | due | state       | why
                2024-03-14                             | U6                               |     | cannot tell | may not apply
                2024-03-14                             | T3                               |     | none        |
            """,
        ),
    )


_ENDED = "care_end.care_end_date | care_end.twenty_days | care_end.legal_status | care_end.ceased_reason"

SPECS = (
    Spec(
        duty="care_plan_prepared",
        title="Within ten working days of the start of care, where no plan was there before",
        as_at="2024-04-10",
        rows="""
            in care from | cla_care_plan.cla_care_plan_start_date | cla_care_plan.cla_care_plan_end_date | left care  | due        | state
            2024-03-14   | 2024-03-28                             |                                      |            | 2024-03-28 | met
            2024-03-14   | 2024-04-02                             |                                      |            | 2024-03-28 | met late
            2024-03-14   | 2024-03-15                             |                                      |            | 2024-03-28 | met
            2024-03-14   | 2024-03-14                             |                                      |            |            | none
            2024-03-14   | 2024-03-01                             |                                      |            |            | none
            2024-03-14   | 2024-03-01                             | 2024-03-15                           |            |            | none
            2024-03-14   | 2023-03-01                             | 2024-03-14                           |            | 2024-03-28 | overdue
            2024-03-14   |                                        |                                      |            | 2024-03-28 | overdue
            2024-03-25   |                                        |                                      |            | 2024-04-10 | due soon
            2024-03-22   |                                        |                                      |            | 2024-04-09 | overdue
            2024-03-14   |                                        |                                      | 2024-03-28 | 2024-03-28 | lapsed
            2024-03-14   |                                        |                                      | 2024-04-02 | 2024-03-28 | missed
        """,
    ),
    Spec(
        duty="care_plan_prepared",
        title="A child on remand has another limit",
        as_at="2024-04-10",
        rows="""
            in care from | legal_status.legal_status | legal_status.legal_status_start_date | legal_status.legal_status_end_date | due        | state
            2024-03-14   | J1                        | 2024-03-14                           |                                    |            | none
            2024-03-14   | V2                        | 2024-03-14                           |                                    | 2024-03-28 | overdue
            2024-03-14   | J1                        | 2024-03-20                           |                                    | 2024-03-28 | overdue
            2024-03-14   | J1                        | 2024-03-01                           | 2024-03-14                         | 2024-03-28 | overdue
        """,
    ),
    Spec(
        duty="care_plan_prepared",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows="""
            in care from | due        | state       | why
            2011-03-31   |            | cannot tell | no version
            2011-04-01   | 2011-04-15 | overdue     |
        """,
    ),
    Spec(
        duty="care_plan_prepared",
        title="Where no file says under which legal status a child is in care",
        as_at="2024-04-10",
        absent=("legal_status.legal_status",),
        rows="""
            in care from | cla_care_plan.cla_care_plan_start_date | due | state       | why
            2024-03-14   |                                        |     | cannot tell | may not apply
            2024-03-14   | 2024-03-14                             |     | none        |
        """,
    ),
    Spec(
        duty="remand_care_plan",
        title="Five working days on remand to the authority, ten to youth detention accommodation",
        as_at="2024-04-10",
        rows="""
            legal_status.legal_status_start_date | legal_status.legal_status | cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | cla_care_plan.cla_care_plan_start_date | legal_status.legal_status_end_date | due        | state
            2024-03-14                           | J1                        | 2024-03-14                             | K2                               | 2024-03-21                             |                                    | 2024-03-21 | met
            2024-03-14                           | J1                        | 2024-03-14                             | K2                               | 2024-03-22                             |                                    | 2024-03-21 | met late
            2024-03-14                           | J1                        | 2024-03-14                             | U6                               |                                        |                                    | 2024-03-21 | overdue
            2024-03-14                           | J1                        |                                        |                                  |                                        |                                    | 2024-03-21 | overdue
            2024-03-14                           | J1                        | 2024-03-14                             | R5                               | 2024-03-28                             |                                    | 2024-03-28 | met
            2024-03-14                           | J1                        | 2024-03-14                             | K1                               | 2024-04-02                             |                                    | 2024-03-28 | met late
            2024-03-14                           | J1                        | 2024-03-15                             | R5                               |                                        |                                    | 2024-03-21 | overdue
            2024-03-14                           | J1                        | 2024-03-14                             | K2                               |                                        | 2024-03-21                         | 2024-03-21 | lapsed
            2024-03-14                           | J1                        | 2024-03-14                             | K2                               |                                        | 2024-03-22                         | 2024-03-21 | missed
            2024-03-14                           | J1                        | 2024-03-14                             | K2                               | 2024-03-14                             |                                    |            | none
            2024-03-14                           | C1                        | 2024-03-14                             | K2                               |                                        |                                    |            | none
        """,
    ),
    Spec(
        duty="remand_care_plan",
        title="In force since 1 April 2013",
        as_at="2013-12-30",
        rows="""
            legal_status.legal_status_start_date | legal_status.legal_status | due        | state       | why
            2013-03-28                           | J1                        |            | cannot tell | no version
            2013-04-01                           | J1                        | 2013-04-08 | overdue     |
        """,
    ),
    Spec(
        duty="remand_care_plan",
        title="Where no file says where a child is placed: five or ten working days",
        as_at="2024-04-10",
        absent=("cla_placement.cla_placement_type",),
        rows="""
            legal_status.legal_status_start_date | legal_status.legal_status | cla_care_plan.cla_care_plan_start_date | due        | late after | state       | why
            2024-03-14                           | J1                        | 2024-03-21                             | 2024-03-21 | 2024-03-28 | met         |
            2024-03-14                           | J1                        | 2024-03-22                             | 2024-03-21 | 2024-03-28 | cannot tell | step not known
            2024-03-14                           | J1                        |                                        | 2024-03-21 | 2024-03-28 | overdue     |
        """,
    ),
    *_of_placement("placement_plan_prepared", "placement_plan.placement_plan_date"),
    *_of_placement("placement_notification", "placement_plan.notified_date"),
    Spec(
        duty="connected_person_temporary_approval",
        title="Sixteen weeks, and 24 where an extension is recorded",
        as_at="2024-06-28",
        rows="""
            connected_carer_assessment.assessment_start_date | connected_carer_assessment.temporary_approval_date | connected_carer_assessment.temporary_approval_extended_date | connected_carer_assessment.decision_date | connected_carer_assessment.temporary_approval_end_date | left care  | due        | state
            2024-01-02                                       | 2024-01-05                                         |                                                             | 2024-04-26                               |                                                        |            | 2024-04-26 | met
            2024-01-02                                       | 2024-01-05                                         |                                                             | 2024-04-27                               |                                                        |            | 2024-04-26 | met late
            2024-01-02                                       | 2024-01-05                                         |                                                             |                                          | 2024-04-26                                             |            | 2024-04-26 | met
            2024-01-02                                       | 2024-01-05                                         |                                                             | 2024-05-10                               | 2024-04-25                                             |            | 2024-04-26 | met
            2024-01-02                                       | 2024-01-05                                         |                                                             |                                          |                                                        |            | 2024-04-26 | overdue
            2024-01-02                                       | 2024-01-05                                         |                                                             |                                          |                                                        | 2024-04-26 | 2024-04-26 | lapsed
            2024-01-02                                       | 2024-01-05                                         |                                                             |                                          |                                                        | 2024-04-27 | 2024-04-26 | missed
            2024-01-02                                       | 2024-01-12                                         | 2024-06-01                                                  | 2024-06-28                               |                                                        |            | 2024-06-28 | met
            2024-01-02                                       | 2024-01-12                                         | 2024-06-01                                                  |                                          |                                                        |            | 2024-06-28 | due soon
            2024-01-02                                       | 2024-01-11                                         | 2024-06-01                                                  |                                          |                                                        |            | 2024-06-27 | overdue
            2024-01-02                                       |                                                    |                                                             | 2024-04-26                               |                                                        |            |            | none
        """,
    ),
    Spec(
        duty="connected_person_temporary_approval",
        title="In force since 1 April 2011; 24 weeks for approvals begun between 24 April and 25 September 2020",
        as_at="2021-12-31",
        rows="""
            connected_carer_assessment.temporary_approval_date | connected_carer_assessment.temporary_approval_extended_date | due        | state       | why        | law
            2011-03-31                                         |                                                             |            | cannot tell | no version |
            2011-04-01                                         |                                                             | 2011-07-22 | overdue     |            | 2011-04-01
            2020-04-23                                         |                                                             | 2020-08-13 | overdue     |            | 2011-04-01
            2020-04-24                                         |                                                             | 2020-10-09 | overdue     |            | 2020-04-24
            2020-09-25                                         |                                                             | 2021-03-12 | overdue     |            | 2020-04-24
            2020-09-26                                         |                                                             | 2021-01-16 | overdue     |            | 2020-09-26
            2020-09-26                                         | 2021-01-04                                                  | 2021-03-13 | overdue     |            | 2020-09-26
        """,
    ),
    Spec(
        duty="connected_person_temporary_approval",
        title="Where no file says whether an approval was extended",
        as_at="2024-06-28",
        absent=("connected_carer_assessment.temporary_approval_extended_date",),
        rows="""
            connected_carer_assessment.temporary_approval_date | connected_carer_assessment.decision_date | due        | late after | state       | why
            2024-01-05                                         | 2024-04-26                               | 2024-04-26 | 2024-06-21 | met         |
            2024-01-05                                         | 2024-04-27                               | 2024-04-26 | 2024-06-21 | cannot tell | step not known
            2024-01-05                                         |                                          | 2024-04-26 | 2024-06-21 | overdue     |
        """,
    ),
    Spec(
        duty="distant_placement_approval",
        title="Approved by the day on which the placement began",
        as_at="2024-05-31",
        rows="""
            cla_placement.cla_placement_start_date | cla_placement.placement_location | cla_placement.cla_placement_type | approval.approval_kind | approval.approval_date | cla_placement.cla_placement_end_date | due        | state
            2024-03-14                             | OUT                              | U6                               | distant                | 2024-03-01             |                                      | 2024-03-14 | met
            2024-03-14                             | OUT                              | U6                               | distant                | 2024-03-14             |                                      | 2024-03-14 | met
            2024-03-14                             | OUT                              | U6                               | distant                | 2024-03-15             |                                      | 2024-03-14 | met late
            2024-03-14                             | OUT                              | U6                               | permanence             | 2024-03-01             |                                      | 2024-03-14 | overdue
            2024-03-14                             | OUT                              | K2                               |                        |                        |                                      | 2024-03-14 | overdue
            2024-03-14                             | OUT                              | K2                               |                        |                        | 2024-03-14                           | 2024-03-14 | lapsed
            2024-03-14                             | OUT                              | K2                               |                        |                        | 2024-03-15                           | 2024-03-14 | missed
            2024-03-14                             | IN                               | U6                               |                        |                        |                                      |            | none
            2024-03-14                             |                                  | U6                               |                        |                        |                                      |            | none
            2024-03-14                             | OUT                              | P1                               |                        |                        |                                      |            | none
            2024-03-14                             | OUT                              | T2                               |                        |                        |                                      |            | none
        """,
    ),
    Spec(
        duty="distant_placement_approval",
        title="In force since 1 April 2011, and in other words since 27 January 2014",
        as_at="2014-12-31",
        rows="""
            cla_placement.cla_placement_start_date | cla_placement.placement_location | due        | state       | why        | law
            2011-03-31                             | OUT                              |            | cannot tell | no version |
            2011-04-01                             | OUT                              | 2011-04-01 | overdue     |            | 2011-04-01
            2014-01-26                             | OUT                              | 2014-01-26 | overdue     |            | 2011-04-01
            2014-01-27                             | OUT                              | 2014-01-27 | overdue     |            | 2014-01-27
        """,
    ),
    Spec(
        duty="distant_placement_approval",
        title="Where no file says which placements are outside the authority",
        as_at="2014-12-31",
        absent=("cla_placement.placement_location",),
        rows="""
            cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | due | state       | why
            2014-05-01                             | U6                               |     | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="emergency_foster_placement",
        title="No longer than six working days, over Easter",
        as_at="2024-04-08",
        rows="""
            cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | cla_placement.emergency | approval.approval_kind | approval.approval_date | approval.approval_end_date | cla_placement.cla_placement_end_date | due        | state
            2024-03-26                             | U6                               | Y                       | emergency_foster       | 2024-03-26             |                            | 2024-04-05                           | 2024-04-05 | met
            2024-03-26                             | U6                               | Y                       | emergency_foster       | 2024-03-26             |                            | 2024-04-06                           | 2024-04-05 | met late
            2024-03-26                             | U3                               | Y                       | emergency_foster       | 2024-03-25             | 2024-04-05                 |                                      | 2024-04-05 | met
            2024-03-26                             | U6                               | Y                       | emergency_foster       | 2024-03-26             |                            |                                      | 2024-04-05 | overdue
            2024-03-27                             | U6                               | Y                       | emergency_foster       | 2024-03-27             |                            |                                      | 2024-04-08 | due soon
            2024-03-26                             | U6                               | N                       | emergency_foster       | 2024-03-26             |                            |                                      |            | none
            2024-03-26                             | U6                               |                         | emergency_foster       | 2024-03-26             |                            |                                      |            | none
            2024-03-26                             | K2                               | Y                       | emergency_foster       | 2024-03-26             |                            |                                      |            | none
            2024-03-26                             | U6                               | Y                       | emergency_foster       | 2024-03-27             |                            |                                      |            | none
            2024-03-26                             | U6                               | Y                       | distant                | 2024-03-26             |                            |                                      |            | none
        """,
    ),
    Spec(
        duty="emergency_foster_placement",
        title="In force since 1 April 2011; 24 weeks for placements begun between 24 April and 25 September 2020",
        as_at="2021-12-31",
        rows="""
            cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | cla_placement.emergency | approval.approval_kind | approval.approval_date | due        | state       | why        | law
            2011-03-31                             | U6                               | Y                       | emergency_foster       | 2011-03-31             |            | cannot tell | no version |
            2011-04-01                             | U6                               | Y                       | emergency_foster       | 2011-04-01             | 2011-04-11 | overdue     |            | 2011-04-01
            2020-04-23                             | U6                               | Y                       | emergency_foster       | 2020-04-23             | 2020-05-01 | overdue     |            | 2011-04-01
            2020-04-24                             | U6                               | Y                       | emergency_foster       | 2020-04-24             | 2020-10-09 | overdue     |            | 2020-04-24
            2020-09-25                             | U6                               | Y                       | emergency_foster       | 2020-09-25             | 2021-03-12 | overdue     |            | 2020-04-24
            2020-09-26                             | U6                               | Y                       | emergency_foster       | 2020-09-26             | 2020-10-05 | overdue     |            | 2020-09-26
        """,
    ),
    Spec(
        duty="emergency_foster_placement",
        title="Where no file says which placements were made in an emergency",
        as_at="2024-04-08",
        absent=("cla_placement.emergency",),
        rows="""
            cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | approval.approval_kind | approval.approval_date | due | state       | why
            2024-03-26                             | U6                               | emergency_foster       | 2024-03-26             |     | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="placement_with_parents_assessment",
        title="Ten working days from an emergency placement with parents",
        as_at="2024-04-10",
        rows="""
            cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | cla_placement.emergency | approval.approval_kind | approval.assessed_date | cla_placement.cla_placement_end_date | due        | state
            2024-03-14                             | P1                               | Y                       | with_parents           | 2024-03-28             |                                      | 2024-03-28 | met
            2024-03-14                             | P1                               | Y                       | with_parents           | 2024-04-02             |                                      | 2024-03-28 | met late
            2024-03-14                             | P1                               | Y                       | with_parents           | 2024-03-12             |                                      | 2024-03-28 | met
            2024-03-14                             | P1                               | Y                       | distant                | 2024-03-28             |                                      | 2024-03-28 | overdue
            2024-03-25                             | P1                               | Y                       |                        |                        |                                      | 2024-04-10 | due soon
            2024-03-22                             | P1                               | Y                       |                        |                        |                                      | 2024-04-09 | overdue
            2024-03-14                             | P1                               | Y                       |                        |                        | 2024-03-28                           | 2024-03-28 | lapsed
            2024-03-14                             | P1                               | Y                       |                        |                        | 2024-04-02                           | 2024-03-28 | missed
            2024-03-14                             | P1                               |                         |                        |                        |                                      |            | none
            2024-03-14                             | U6                               | Y                       |                        |                        |                                      |            | none
        """,
    ),
    Spec(
        duty="placement_with_parents_assessment",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows="""
            cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | cla_placement.emergency | due        | state       | why
            2011-03-31                             | P1                               | Y                       |            | cannot tell | no version
            2011-04-01                             | P1                               | Y                       | 2011-04-15 | overdue     |
        """,
    ),
    Spec(
        duty="placement_with_parents_assessment",
        title="Where no file says which placements were made in an emergency",
        as_at="2024-04-10",
        absent=("cla_placement.emergency",),
        rows="""
            cla_placement.cla_placement_start_date | cla_placement.cla_placement_type | due | state       | why
            2024-03-14                             | P1                               |     | cannot tell | may not apply
            2024-03-14                             | U6                               |     | none        |
        """,
    ),
    Spec(
        duty="placement_with_parents_assessment_decision",
        title="Ten working days from the day on which the parents were assessed",
        as_at="2024-04-10",
        rows="""
            cla_placement.emergency | cla_placement.cla_placement_end_date | approval.approval_kind | approval.assessed_date | approval.approval_date | due        | state       | why
            Y                       |                                      | with_parents           | 2024-03-14             | 2024-03-28             | 2024-03-28 | met         |
            Y                       |                                      | with_parents           | 2024-03-14             | 2024-04-02             | 2024-03-28 | met late    |
            Y                       |                                      | with_parents           | 2024-03-14             | 2024-03-14             | 2024-03-28 | met         |
            Y                       |                                      | with_parents           | 2024-03-14             | 2024-03-13             |            | cannot tell | dates out of order
            Y                       |                                      | with_parents           | 2024-03-25             |                        | 2024-04-10 | due soon    |
            Y                       |                                      | with_parents           | 2024-03-22             |                        | 2024-04-09 | overdue     |
            Y                       | 2024-03-28                           | with_parents           | 2024-03-14             |                        | 2024-03-28 | lapsed      |
            Y                       | 2024-04-02                           | with_parents           | 2024-03-14             |                        | 2024-03-28 | missed      |
            Y                       |                                      | with_parents           |                        | 2024-03-28             |            | none        |
            Y                       |                                      | distant                | 2024-03-14             |                        |            | none        |
            N                       |                                      | with_parents           | 2024-03-14             |                        |            | none        |
        """,
    ),
    Spec(
        duty="placement_with_parents_assessment_decision",
        title="In force since 1 April 2011",
        as_at="2011-12-30",
        rows="""
            cla_placement.emergency | approval.approval_kind | approval.assessed_date | due        | state       | why
            Y                       | with_parents           | 2011-03-31             |            | cannot tell | no version
            Y                       | with_parents           | 2011-04-01             | 2011-04-15 | overdue     |
        """,
    ),
    Spec(
        duty="ceasing_to_look_after_approval",
        title="Approved in the three months before care ended, or on the day",
        as_at="2024-05-15",
        rows=f"""
            born | {_ENDED} | approval.approval_kind | approval.approval_date | due | state | why
            2010-01-01 | 2024-05-01 | Y | V2 | E4A | ceasing | 2024-02-01 | 2024-05-01 | met         |
            2010-01-01 | 2024-05-01 | Y | V2 | E4A | ceasing | 2024-05-01 | 2024-05-01 | met         |
            2010-01-01 | 2024-05-01 | Y | V2 | E4A | ceasing | 2024-01-31 | 2024-05-01 | overdue     |
            2010-01-01 | 2024-05-01 | Y | V2 | E4A | ceasing | 2024-05-02 | 2024-05-01 | met late    |
            2010-01-01 | 2024-05-01 | Y | V2 | E4A | distant | 2024-04-20 | 2024-05-01 | overdue     |
            2010-01-01 | 2024-05-01 | Y | V2 | E4A |         |            | 2024-05-01 | overdue     |
            2010-01-01 | 2024-05-01 | Y | V2 |     |         |            | 2024-05-01 | overdue     |
            2010-01-01 | 2024-05-16 | Y | V2 | E4A |         |            |            | none        |
            2010-01-01 | 2024-05-01 | N | V2 | E4A |         |            |            | none        |
            2010-01-01 | 2024-05-01 |   | V2 | E4A |         |            |            | none        |
            2010-01-01 | 2024-05-01 | Y | C2 | E4A |         |            |            | none        |
            2010-01-01 | 2024-05-01 | Y |    | E4A |         |            |            | none        |
            2010-01-01 | 2024-05-01 | Y | V2 | E3  |         |            |            | none        |
            2010-01-01 | 2024-05-01 | Y | V2 | E12 |         |            |            | none        |
            2006-05-01 | 2024-05-01 | Y | V2 | E4A |         |            |            | none        |
            2006-05-16 | 2024-05-01 | Y | V2 | E4A |         |            | 2024-05-01 | overdue     |
                       | 2024-05-01 | Y | V2 | E4A |         |            |            | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="ceasing_to_look_after_approval",
        title="The closing of the case ends it, and an eighteenth birthday",
        as_at="2024-05-15",
        rows=f"""
            born | referred | case closed | {_ENDED} | due | state
            2010-01-01 | 2023-01-03 | 2024-05-01 | 2024-05-01 | Y | V2 | E4A | 2024-05-01 | lapsed
            2010-01-01 | 2023-01-03 | 2024-05-02 | 2024-05-01 | Y | V2 | E4A | 2024-05-01 | missed
            2006-05-02 |            |            | 2024-05-01 | Y | V2 | E4A | 2024-05-01 | missed
        """,
    ),
    Spec(
        duty="ceasing_to_look_after_approval",
        title="In force since 1 April 2015",
        as_at="2015-05-01",
        rows=f"""
            born | {_ENDED} | due | state | why
            2010-01-01 | 2015-03-31 | Y | V2 | E4A |            | cannot tell | no version
            2010-01-01 | 2015-04-01 | Y | V2 | E4A | 2015-04-01 | overdue     |
        """,
    ),
    Spec(
        duty="ceasing_to_look_after_approval",
        title="Where the files have no legal status",
        as_at="2024-05-15",
        absent=("care_end.legal_status",),
        rows=f"""
            born | {_ENDED} | due | state | why
            2010-01-01 | 2024-05-01 | Y |  | E4A | | cannot tell | may not apply
        """,
    ),
)
