"""Spec tables of the duties of education, health and care plans."""

from tests.spec.table import Spec

_ASKED, _DECIDED = "ehcp_requests.ehcp_req_date", "ehcp_requests.ehcp_req_outcome_date"
_OUTCOME = "ehcp_assessment.ehcp_assessment_outcome"
_ISSUED = "ehcp_named_plan.named_plan_start_date"
_REVIEWED = "ehcp_active_plans.active_ehcp_last_review_date"

SPECS: tuple[Spec, ...] = (
    Spec(
        duty="ehc_decision_to_assess",
        title="Six weeks from the request",
        as_at="2024-05-15",
        rows=f"""
            {_ASKED}   | {_DECIDED} | ehcp_requests.ehcp_req_outcome | due        | state       | why
            2024-01-01 | 2024-02-11 | Y                              | 2024-02-12 | met         |
            2024-01-01 | 2024-02-12 | N                              | 2024-02-12 | met         |
            2024-01-01 | 2024-02-13 | Y                              | 2024-02-12 | met late    |
            2024-04-02 |            | A                              | 2024-05-14 | overdue     |
            2024-04-03 |            |                                | 2024-05-15 | due soon    |
            2024-05-01 |            |                                | 2024-06-12 | running     |
            2024-01-01 |            | W                              |            | none        |
            2024-01-01 |            | H                              |            | none        |
            2024-01-01 | 2023-12-29 | Y                              |            | cannot tell | dates out of order
                       | 2024-02-11 | Y                              |            | cannot tell | start not recorded
        """,
    ),
    Spec(
        duty="ehc_decision_to_assess",
        title="It goes on after the eighteenth birthday, up to the 25th; in force since 1 September 2014",
        as_at="2014-12-31",
        rows=f"""
            born       | {_ASKED}   | due        | state       | why
                       | 2014-08-31 |            | cannot tell | no version
                       | 2014-09-01 | 2014-10-13 | overdue     |
            1996-09-30 | 2014-09-01 | 2014-10-13 | overdue     |
            1989-10-13 | 2014-09-01 | 2014-10-13 | lapsed      |
        """,
    ),
    Spec(
        duty="ehc_decision_to_assess",
        title="Where the files do not say what was decided",
        as_at="2024-05-15",
        absent=("ehcp_requests.ehcp_req_outcome",),
        rows=f"""
            {_ASKED}   | due | state       | why
            2024-01-01 |     | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="ehc_final_plan",
        title="Twenty weeks from the request that the assessment names",
        as_at="2024-05-15",
        linked=True,
        rows=f"""
            {_ASKED}   | {_OUTCOME} | ehcp_assessment.ehcp_assessment_exceptions | {_ISSUED}  | due        | state
            2023-09-04 | Y          | N                                          | 2024-01-19 | 2024-01-22 | met
            2023-09-04 | Y          |                                            | 2024-01-22 | 2024-01-22 | met
            2023-09-04 | Y          | N                                          | 2024-01-23 | 2024-01-22 | met late
            2023-12-26 | A          | N                                          |            | 2024-05-14 | overdue
            2023-12-27 | A          | U                                          |            | 2024-05-15 | due soon
            2024-03-04 | A          |                                            |            | 2024-07-22 | running
            2023-09-04 | A          | Y                                          |            |            | none
            2023-09-04 | N          | N                                          |            |            | none
            2023-09-04 | W          | N                                          |            |            | none
            2023-09-04 | H          | N                                          |            |            | none
        """,
    ),
    Spec(
        duty="ehc_final_plan",
        title="An assessment without its request, and dates out of order",
        as_at="2024-05-15",
        linked=True,
        rows=f"""
            {_ASKED}   | {_OUTCOME} | ehcp_assessment.ehcp_assessment_outcome_date | {_ISSUED}  | due        | state       | why
                       | A          |                                              |            |            | cannot tell | start not recorded
                       | Y          | 2023-11-01                                   | 2024-01-19 | 2024-03-20 | cannot tell | start not linked
            2023-09-04 | Y          | 2023-11-01                                   | 2023-09-01 |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="ehc_final_plan",
        title="In force since 1 September 2014; a 25th birthday ends it",
        as_at="2015-03-31",
        linked=True,
        rows=f"""
            born       | {_ASKED}   | {_OUTCOME} | due        | state       | why
                       | 2014-08-31 | A          |            | cannot tell | no version
                       | 2014-09-01 | A          | 2015-01-19 | overdue     |
            1990-01-19 | 2014-09-01 | A          | 2015-01-19 | lapsed      |
        """,
    ),
    Spec(
        duty="ehc_final_plan",
        title="Where the files do not say whether an exception applies",
        as_at="2024-05-15",
        linked=True,
        absent=("ehcp_assessment.ehcp_assessment_exceptions",),
        rows=f"""
            {_ASKED}   | {_OUTCOME} | due | state       | why
            2023-09-04 | A          |     | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="ehc_annual_review",
        title="Twelve months from the latest review; what lies before it cannot be told",
        as_at="2024-05-15",
        rows=f"""
            {_ISSUED}  | {_REVIEWED} | ehcp_named_plan.named_plan_ceased_date | opened     | due        | state    | clocks
            2019-01-07 | 2023-05-14  |                                        | 2023-05-14 | 2024-05-14 | overdue  | cannot tell, overdue
            2019-01-07 | 2023-05-15  |                                        | 2023-05-15 | 2024-05-15 | due soon | cannot tell, due soon
            2019-01-07 | 2024-03-04  |                                        | 2024-03-04 | 2025-03-04 | running  | cannot tell, running
            2019-01-07 | 2023-05-14  | 2024-05-14                             | 2023-05-14 | 2024-05-14 | lapsed   | cannot tell, lapsed
            2019-01-07 | 2023-05-14  | 2024-05-15                             | 2023-05-14 | 2024-05-14 | missed   | cannot tell, missed
            2019-01-07 |             |                                        |            |            | none     | none
            2024-01-08 | 2023-05-14  |                                        |            |            | none     | none
        """,
    ),
    Spec(
        duty="ehc_annual_review",
        title="In force since 1 September 2014; a start left blank; a 25th birthday",
        as_at="2015-12-31",
        rows=f"""
            born       | {_ISSUED}  | {_REVIEWED} | due        | state       | why
                       | 2013-01-07 | 2014-08-31  |            | cannot tell | no version
                       | 2013-01-07 | 2014-09-01  | 2015-09-01 | overdue     |
                       |            | 2014-09-01  | 2015-09-01 | overdue     |
                       |            |             |            | cannot tell | start not recorded
            1990-09-01 | 2013-01-07 | 2014-09-01  | 2015-09-01 | lapsed      |
        """,
    ),
)
