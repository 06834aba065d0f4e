"""Spec tables of the duties of assessments and of children in need."""

from tests.spec.table import Spec

_STAGE = (
    "initial_core_assessment.assessment_kind | initial_core_assessment.assessment_start_date | "
    "initial_core_assessment.assessment_auth_date"
)

SPECS: tuple[Spec, ...] = (
    Spec(
        duty="initial_assessment",
        title="Ten working days from the referral",
        as_at="2012-06-29",
        rows=f"""
            referred | case closed | {_STAGE} | due | state | why
            2012-06-06 |            | initial | 2012-06-07 | 2012-06-19 | 2012-06-20 | met         |
            2012-06-06 |            | initial | 2012-06-07 | 2012-06-20 | 2012-06-20 | met         |
            2012-06-06 |            | initial | 2012-06-07 | 2012-06-21 | 2012-06-20 | met late    |
            2012-06-06 |            | initial | 2012-06-07 |            | 2012-06-20 | overdue     |
            2012-06-15 |            | initial | 2012-06-18 |            | 2012-06-29 | due soon    |
            2012-06-27 |            | initial | 2012-06-27 |            | 2012-07-11 | running     |
            2012-06-06 | 2012-06-20 | initial | 2012-06-07 |            | 2012-06-20 | lapsed      |
            2012-06-06 | 2012-06-21 | initial | 2012-06-07 |            | 2012-06-20 | missed      |
                       |            | initial | 2012-06-06 | 2012-06-20 | 2012-06-20 | cannot tell | start not linked
                       |            | initial | 2012-06-06 | 2012-06-21 | 2012-06-20 | met late    |
            2012-06-06 |            | core    | 2012-06-07 |            |            | none        |
            2012-06-06 |            | single  | 2012-06-07 |            |            | none        |
            2012-06-06 |            |         | 2012-06-07 |            |            | none        |
        """,
    ),
    Spec(
        duty="initial_assessment",
        title="Seven working days until 16 March 2010, and none after 14 April 2013",
        as_at="2013-06-03",
        rows=f"""
            referred | {_STAGE} | due | state | why
            2006-03-31 | initial | 2006-04-03 |  |            | cannot tell | no version
            2006-04-01 | initial | 2006-04-03 |  | 2006-04-11 | overdue     |
            2010-03-16 | initial | 2010-03-17 |  | 2010-03-25 | overdue     |
            2010-03-17 | initial | 2010-03-17 |  | 2010-03-31 | overdue     |
            2013-04-14 | initial | 2013-04-15 |  | 2013-04-26 | overdue     |
            2013-04-15 | initial | 2013-04-15 |  |            | cannot tell | no version
        """,
    ),
    Spec(
        duty="initial_assessment",
        title="Where the files do not say when it was authorised",
        as_at="2012-06-29",
        absent=("initial_core_assessment.assessment_auth_date",),
        rows=f"""
            referred | {_STAGE} | due | state | why
            2012-06-06 | initial | 2012-06-07 | | | cannot tell | not in files
        """,
    ),
    Spec(
        duty="core_assessment",
        title="Thirty-five working days from its start",
        as_at="2012-06-29",
        rows=f"""
            referred | case closed | {_STAGE} | due | state | why
            2012-05-01 |            | core    | 2012-05-08 | 2012-06-27 | 2012-06-28 | met         |
            2012-05-01 |            | core    | 2012-05-08 | 2012-06-28 | 2012-06-28 | met         |
            2012-05-01 |            | core    | 2012-05-08 | 2012-06-29 | 2012-06-28 | met late    |
            2012-05-01 |            | core    | 2012-05-08 |            | 2012-06-28 | overdue     |
            2012-05-01 |            | core    | 2012-05-09 |            | 2012-06-29 | due soon    |
            2012-05-01 |            | core    | 2012-06-25 |            | 2012-08-13 | running     |
            2012-05-01 | 2012-06-28 | core    | 2012-05-08 |            | 2012-06-28 | lapsed      |
            2012-05-01 | 2012-06-29 | core    | 2012-05-08 |            | 2012-06-28 | missed      |
            2012-05-01 |            | core    | 2012-05-08 | 2012-05-07 |            | cannot tell | dates out of order
            2012-05-01 |            | initial | 2012-05-08 |            |            | none        |
        """,
    ),
    Spec(
        duty="core_assessment",
        title="None after 14 April 2013",
        as_at="2013-06-05",
        rows=f"""
            {_STAGE} | due | state | why
            core | 2013-04-14 |  | 2013-06-04 | overdue     |
            core | 2013-04-15 |  |            | cannot tell | no version
        """,
    ),
    Spec(
        duty="assessment_child_seen",
        title="The child seen within five working days of the start",
        as_at="2024-06-14",
        rows="""
            born       | assessment started | cin_assessments.assessment_child_seen_date | authorised | due        | state       | why
            2015-06-01 | 2024-06-03         | 2024-06-03                                 |            | 2024-06-10 | met         |
            2015-06-01 | 2024-06-03         | 2024-06-10                                 |            | 2024-06-10 | met         |
            2015-06-01 | 2024-06-03         | 2024-06-11                                 |            | 2024-06-10 | met late    |
            2015-06-01 | 2024-06-06         |                                            |            | 2024-06-13 | overdue     |
            2015-06-01 | 2024-06-07         |                                            |            | 2024-06-14 | due soon    |
            2015-06-01 | 2024-06-14         |                                            |            | 2024-06-21 | due soon    |
            2015-06-01 | 2024-06-03         |                                            | 2024-06-10 | 2024-06-10 | lapsed      |
            2015-06-01 | 2024-06-03         |                                            | 2024-06-11 | 2024-06-10 | missed      |
            2015-06-01 | 2024-06-03         | 2024-05-31                                 |            |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="assessment_child_seen",
        title="A visit in which the child was seen meets it, and one without an answer to that",
        as_at="2024-06-14",
        rows="""
            born       | assessment started | cin_visits.cin_visit_date | cin_visits.cin_visit_seen | due        | state
            2015-06-01 | 2024-06-03         | 2024-06-10                | Y                         | 2024-06-10 | met
            2015-06-01 | 2024-06-03         | 2024-06-10                |                           | 2024-06-10 | met
            2015-06-01 | 2024-06-03         | 2024-06-10                | N                         | 2024-06-10 | overdue
            2015-06-01 | 2024-06-03         | 2024-06-10, 2024-06-11    | N, Y                      | 2024-06-10 | met late
            2015-06-01 | 2024-06-03         | 2024-05-31                | Y                         | 2024-06-10 | overdue
        """,
    ),
    Spec(
        duty="assessment_child_seen",
        title="Without a date of birth the child may be unborn; the closing of the case ends it",
        as_at="2024-06-14",
        rows="""
            born       | referred   | case closed | assessment started | due        | state       | why
                       |            |             | 2024-06-03         |            | cannot tell | may not apply
            2015-06-01 | 2024-06-03 | 2024-06-10  | 2024-06-03         | 2024-06-10 | lapsed      |
            2015-06-01 | 2024-06-03 | 2024-06-11  | 2024-06-03         | 2024-06-10 | missed      |
        """,
    ),
    Spec(
        duty="assessment_child_seen",
        title="Where the files say whether the child was seen and not when",
        as_at="2024-06-14",
        absent=("cin_assessments.assessment_child_seen_date",),
        rows="""
            born       | assessment started | cin_assessments.assessment_child_seen | due | state       | why
            2015-06-01 | 2024-06-03         | Y                                     |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="assessment_manager_checkpoint",
        title="A manager looks at it every ten working days until it is authorised",
        as_at="2024-06-17",
        rows="""
            assessment started | manager_decision.decision_date | manager_decision.decision_kind | authorised | opened     | due        | state    | clocks
            2024-06-03         |                                |                                |            | 2024-06-03 | 2024-06-17 | due soon | due soon
            2024-05-31         |                                |                                |            | 2024-05-31 | 2024-06-14 | overdue  | overdue
            2024-05-17         | 2024-06-03                     | checkpoint                     |            | 2024-06-03 | 2024-06-17 | due soon | met, due soon
            2024-05-17         | 2024-06-04                     | checkpoint                     |            | 2024-06-04 | 2024-06-18 | due soon | met late, due soon
            2024-05-17         | 2024-06-03                     | allocation                     |            | 2024-05-17 | 2024-06-03 | overdue  | overdue
            2024-05-17         | 2024-06-03                     | checkpoint                     | 2024-06-17 | 2024-06-03 | 2024-06-17 | lapsed   | met, lapsed
            2024-05-17         |                                |                                | 2024-06-03 | 2024-05-17 | 2024-06-03 | lapsed   | lapsed
            2024-05-17         |                                |                                | 2024-06-04 | 2024-05-17 | 2024-06-03 | missed   | missed
            2024-05-17         | 2024-05-16                     | checkpoint                     |            | 2024-05-17 | 2024-06-03 | overdue  | overdue
        """,
    ),
    Spec(
        duty="assessment_manager_checkpoint",
        title="Local protocols for assessment began with Working Together 2013",
        as_at="2013-05-31",
        rows="""
            assessment started | due        | state       | why
            2013-04-12         |            | cannot tell | no version
            2013-04-15         | 2013-04-29 | overdue     |
        """,
    ),
    Spec(
        duty="assessment_manager_checkpoint",
        title="The closing of the case ends it; without decisions of managers it cannot be told",
        as_at="2024-06-17",
        rows="""
            referred   | case closed | assessment started | due        | state
            2024-05-31 | 2024-06-14  | 2024-05-31         | 2024-06-14 | lapsed
            2024-05-31 | 2024-06-17  | 2024-05-31         | 2024-06-14 | missed
        """,
    ),
    Spec(
        duty="assessment_manager_checkpoint",
        title="Where the files have no decisions of managers",
        as_at="2024-06-17",
        absent=("manager_decision.decision_date", "manager_decision.decision_kind"),
        rows="""
            assessment started | due | state       | why
            2024-05-31         |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="cin_plan_in_place",
        title="A plan within ten working days of an assessment that found a need",
        as_at="2024-06-21",
        rows="""
            assessment started | authorised | cin_assessments.assessment_support_required | cin_plans.cin_plan_start_date | due        | state
            2024-05-07         | 2024-06-03 | Y                                           | 2024-06-14                    | 2024-06-17 | met
            2024-05-07         | 2024-06-03 | Y                                           | 2024-06-17                    | 2024-06-17 | met
            2024-05-07         | 2024-06-03 | Y                                           | 2024-06-18                    | 2024-06-17 | met late
            2024-05-07         | 2024-06-03 | Y                                           |                               | 2024-06-17 | overdue
            2024-05-07         | 2024-06-10 | Y                                           |                               | 2024-06-24 | due soon
            2024-05-07         | 2024-06-18 | Y                                           |                               | 2024-07-02 | running
            2024-05-07         | 2024-06-03 | N                                           |                               |            | none
            2024-05-07         | 2024-06-03 | U                                           |                               |            | none
            2024-05-07         | 2024-06-03 |                                             |                               |            | none
            2024-05-07         |            | Y                                           |                               |            | none
        """,
    ),
    Spec(
        duty="cin_plan_in_place",
        title="A plan that is in force already, of either kind, or care, leaves nothing to make",
        as_at="2024-06-21",
        rows="""
            authorised | cin_assessments.assessment_support_required | cin_plans.cin_plan_start_date | cin_plans.cin_plan_end_date | plan started | plan ended | in care from | due        | state
            2024-06-03 | Y                                           | 2024-03-04                    |                             |              |            |              |            | none
            2024-06-03 | Y                                           | 2024-06-03                    |                             |              |            |              |            | none
            2024-06-03 | Y                                           | 2024-03-04                    | 2024-06-03                  |              |            |              | 2024-06-17 | overdue
            2024-06-03 | Y                                           |                               |                             | 2024-03-04   |            |              |            | none
            2024-06-03 | Y                                           |                               |                             | 2024-03-04   | 2024-06-03 |              | 2024-06-17 | overdue
            2024-06-03 | Y                                           |                               |                             |              |            | 2024-05-20   |            | none
            2024-06-03 | Y                                           |                               |                             | 2024-06-17   |            |              | 2024-06-17 | lapsed
            2024-06-03 | Y                                           |                               |                             | 2024-06-18   |            |              | 2024-06-17 | missed
            2024-06-03 | Y                                           |                               |                             |              |            | 2024-06-10   | 2024-06-17 | lapsed
        """,
    ),
    Spec(
        duty="cin_plan_in_place",
        title="The closing of the case ends it",
        as_at="2024-06-21",
        rows="""
            referred   | case closed | authorised | cin_assessments.assessment_support_required | due        | state
            2024-05-03 | 2024-06-17  | 2024-06-03 | Y                                           | 2024-06-17 | lapsed
            2024-05-03 | 2024-06-18  | 2024-06-03 | Y                                           | 2024-06-17 | missed
        """,
    ),
    Spec(
        duty="cin_plan_in_place",
        title="Where the files do not say whether support is required",
        as_at="2024-06-21",
        absent=("cin_assessments.assessment_support_required",),
        rows="""
            authorised | due | state       | why
            2024-06-03 |     | cannot tell | may not apply
                       |     | none        |
        """,
    ),
    Spec(
        duty="cin_plan_review",
        title="The first review within six weeks, then every twelve",
        as_at="2024-05-20",
        rows="""
            cin_plans.cin_plan_start_date | cin_review.cin_review_date | cin_plans.cin_plan_end_date | opened     | due        | state    | clocks
            2024-04-08                    |                            |                             | 2024-04-08 | 2024-05-20 | due soon | due soon
            2024-04-05                    |                            |                             | 2024-04-05 | 2024-05-17 | overdue  | overdue
            2024-04-29                    |                            |                             | 2024-04-29 | 2024-06-10 | running  | running
            2024-01-08                    | 2024-02-19                 |                             | 2024-02-19 | 2024-05-13 | overdue  | met, overdue
            2024-01-08                    | 2024-02-20                 |                             | 2024-02-20 | 2024-05-14 | overdue  | met late, overdue
            2024-01-08                    | 2024-02-19, 2024-05-13     |                             | 2024-05-13 | 2024-08-05 | running  | met, met, running
            2024-01-08                    | 2024-02-19, 2024-05-14     |                             | 2024-05-14 | 2024-08-06 | running  | met, met late, running
            2024-01-08                    | 2024-02-19                 | 2024-05-13                  | 2024-02-19 | 2024-05-13 | lapsed   | met, lapsed
            2024-01-08                    | 2024-02-19                 | 2024-05-14                  | 2024-02-19 | 2024-05-13 | missed   | met, missed
        """,
    ),
    Spec(
        duty="cin_plan_review",
        title="A review counts for the child also where its plan is not named; another plan, care and closing end it",
        as_at="2024-05-20",
        rows="""
            cin_plans.cin_plan_start_date | cin_review.cin_review_date | cin_review.cin_plan_id | plan started | in care from | referred   | case closed | due        | state    | clocks
            2024-01-08                    | 2024-02-19                 | -                      |              |              |            |             | 2024-05-13 | overdue  | met, overdue
            2024-01-08                    |                            |                        | 2024-02-19   |              |            |             | 2024-02-19 | lapsed   | lapsed
            2024-01-08                    |                            |                        | 2024-02-20   |              |            |             | 2024-02-19 | missed   | missed
            2024-01-08                    |                            |                        |              | 2024-02-05   |            |             | 2024-02-19 | lapsed   | lapsed
            2024-01-08                    |                            |                        |              |              | 2023-12-11 | 2024-02-19  | 2024-02-19 | lapsed   | lapsed
        """,
    ),
    Spec(
        duty="cin_plan_review",
        title="Where the files have no reviews",
        as_at="2024-05-20",
        absent=("cin_review.cin_review_date",),
        rows="""
            cin_plans.cin_plan_start_date | due | state       | why
            2024-01-08                    |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="cin_visit",
        title="Twenty working days from the plan's start, and from each visit",
        as_at="2024-03-01",
        rows="""
            cin_plans.cin_plan_start_date | cin_visits.cin_visit_date | cin_plans.cin_plan_end_date | opened     | due        | state    | clocks
            2024-01-08                    |                           |                             | 2024-01-08 | 2024-02-05 | overdue  | overdue
            2024-02-02                    |                           |                             | 2024-02-02 | 2024-03-01 | due soon | due soon
            2024-02-26                    |                           |                             | 2024-02-26 | 2024-03-25 | running  | running
            2024-01-08                    | 2024-02-05                |                             | 2024-02-05 | 2024-03-04 | due soon | met, due soon
            2024-01-08                    | 2024-02-06                |                             | 2024-02-06 | 2024-03-05 | due soon | met late, due soon
            2024-01-08                    | 2023-12-18                |                             | 2024-01-08 | 2024-02-05 | overdue  | overdue
            2024-01-08                    |                           | 2024-02-05                  | 2024-01-08 | 2024-02-05 | lapsed   | lapsed
            2024-01-08                    |                           | 2024-02-06                  | 2024-01-08 | 2024-02-05 | missed   | missed
        """,
    ),
    Spec(
        duty="cin_visit",
        title="A visit without the child starts nothing anew; one that does not say counts",
        as_at="2024-03-01",
        rows="""
            cin_plans.cin_plan_start_date | cin_visits.cin_visit_date | cin_visits.cin_visit_seen | opened     | due        | state    | clocks
            2024-01-08                    | 2024-02-05                | N                         | 2024-01-08 | 2024-02-05 | overdue  | overdue
            2024-01-08                    | 2024-02-05, 2024-02-06    | N, Y                      | 2024-02-06 | 2024-03-05 | due soon | met late, due soon
            2024-01-08                    | 2024-02-05                | U                         | 2024-02-05 | 2024-03-04 | due soon | met, due soon
        """,
    ),
    Spec(
        duty="cin_visit",
        title="A child protection plan, care and the closing of the case end it",
        as_at="2024-03-01",
        rows="""
            cin_plans.cin_plan_start_date | plan started | in care from | referred   | case closed | due        | state
            2024-01-08                    | 2024-02-05   |              |            |             | 2024-02-05 | lapsed
            2024-01-08                    | 2024-02-06   |              |            |             | 2024-02-05 | missed
            2024-01-08                    | 2024-01-05   |              |            |             | 2024-02-05 | overdue
            2024-01-08                    |              | 2024-01-22   |            |             | 2024-02-05 | lapsed
            2024-01-08                    |              |              | 2023-12-11 | 2024-02-05  | 2024-02-05 | lapsed
        """,
    ),
    Spec(
        duty="cin_visit",
        title="Where the files do not say whether the child was seen",
        as_at="2024-03-01",
        absent=("cin_visits.cin_visit_seen",),
        rows="""
            cin_plans.cin_plan_start_date | cin_visits.cin_visit_date | due        | state    | clocks
            2024-01-08                    | 2024-02-05                | 2024-03-04 | due soon | cannot tell, due soon
            2024-01-02                    | 2024-01-29                | 2024-02-26 | overdue  | cannot tell, overdue
        """,
    ),
)
