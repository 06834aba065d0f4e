"""Duties of education, health and care plans."""

from datetime import date

from roker.calendar import months, weeks
from roker.duties.duty import Confidence, Duty, Event, Form, Is, Not, Rule, Strength, Turn
from roker.duties.law import in_force, source
from roker.record.entities import ehcp_active_plans, ehcp_assessment, ehcp_named_plan, ehcp_requests

SINCE_2014 = date(2014, 9, 1)
"""First day of the regulations."""
AREA = "Education, health and care plans"
WITHDRAWN_OR_OLD = ("W", "H")
"""Requests and assessments that were withdrawn, or decided before there were such records."""

EDUCATION_PLANS_DUTIES = (
    Duty(
        code="ehc_decision_to_assess",
        title="Decision to assess for an education, health and care plan",
        asks="Decide whether to assess, and tell the parents",
        area=AREA,
        who="A child or young person for whom an assessment was asked",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=ehcp_requests.ehcp_req_date,
        opens=ehcp_requests.ehcp_req_date,
        met_by=(Event(field=ehcp_requests.ehcp_req_outcome_date),),
        rules=(
            Rule(
                code="ehc_decision_to_assess",
                versions=(in_force(weeks(6), source("SEND2014", "regulations 4(1) and 5(1)"), SINCE_2014),),
            ),
        ),
        where=(Not(condition=Is(field=ehcp_requests.ehcp_req_outcome, codes=WITHDRAWN_OR_OLD)),),
        until_age=25,
        notes=(
            "The exceptions of regulation 5(4) are not recorded for this step.",
            "A request that was withdrawn has no clock.",
        ),
    ),
    Duty(
        code="ehc_final_plan",
        title="Final education, health and care plan",
        asks="Issue the final plan",
        area=AREA,
        who="A child or young person who is assessed for a plan",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=ehcp_assessment.ehcp_assessment_outcome_date,
        opens=ehcp_requests.ehcp_req_date,
        met_by=(Event(field=ehcp_named_plan.named_plan_start_date),),
        rules=(
            Rule(
                code="ehc_final_plan",
                versions=(in_force(weeks(20), source("SEND2014", "regulation 13(2)"), SINCE_2014),),
            ),
        ),
        where=(
            Not(condition=Is(field=ehcp_assessment.ehcp_assessment_outcome, codes=("N", *WITHDRAWN_OR_OLD))),
            Not(condition=Is(field=ehcp_assessment.ehcp_assessment_exceptions, codes=("Y",))),
        ),
        until_age=25,
        see_also=(source("SEND2014", "regulations 13(3) and 10(4): exceptions"),),
        notes=(
            "Counted from the request, for each assessment that the source links to one.",
            (
                "An assessment to which an exception applies has no clock, nor has one that was withdrawn or "
                "ended without a plan."
            ),
            (
                "A decision to issue no plan is due by 16 weeks (regulation 10(1)), advice within six (regulation "
                "8): they are not in this catalogue."
            ),
        ),
    ),
    Duty(
        code="ehc_annual_review",
        title="Annual review of an education, health and care plan",
        asks="Review the plan",
        area=AREA,
        who="A child or young person with a plan that was reviewed before",
        strength=Strength.REGULATIONS,
        confidence=Confidence.UNCONFIRMED,
        form=Form.EVERY,
        about=ehcp_named_plan.named_plan_start_date,
        opens=ehcp_named_plan.named_plan_start_date,
        met_by=(Event(field=ehcp_active_plans.active_ehcp_last_review_date),),
        rules=(
            Rule(
                code="ehc_annual_review",
                versions=(
                    in_force(
                        months(12),
                        source("SEND2014", "regulations 18-22"),
                        SINCE_2014,
                        confidence=Confidence.UNCONFIRMED,
                    ),
                ),
                when=(Not(condition=Turn(number=1)),),
            ),
        ),
        ends=(ehcp_named_plan.named_plan_ceased_date,),
        until_age=25,
        notes=(
            (
                "Counted from the latest review. Only that one is held, so what lies before it cannot be told. A plan "
                "that was never reviewed has no clock."
            ),
            "Under five, a review every three to six months is advised, without a rule.",
        ),
    ),
)
