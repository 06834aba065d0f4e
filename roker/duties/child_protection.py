"""Duties of child protection."""

from dataclasses import replace
from datetime import date

from roker.calendar import working_days
from roker.duties.duty import Confidence, Duty, Event, Form, Is, Not, Rule, Strength
from roker.duties.law import local_standard
from roker.duties.working_together import LATEST, since
from roker.record.entities import cin_episodes, cp_plans, cp_visits, initial_cp_conference, s47_enquiry

CHILD_PROTECTION_DUTIES = (
    Duty(
        code="icpc",
        title="Initial child protection conference",
        asks="Hold the initial child protection conference",
        area="Child protection",
        who="A child about whom a section 47 enquiry was begun, unless a conference was deemed unnecessary",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=s47_enquiry.s47_start_date,
        opens=s47_enquiry.s47_start_date,
        met_by=(Event(field=initial_cp_conference.icpc_date),),
        rules=(Rule(code="icpc", versions=since(date(2006, 4, 1), working_days(15))),),
        ends=(cin_episodes.close_date,),
        where=(Not(condition=Is(field=s47_enquiry.icpc_not_required, codes=("Y",))),),
        notes=(
            "Counted from the strategy discussion that began the enquiry; holding another does not restart it.",
            "While nobody has said that a conference is unnecessary, the clock runs.",
        ),
    ),
    Duty(
        code="cp_visit",
        title="Child protection visit",
        asks="See the child",
        area="Child protection",
        who="A child with a child protection plan",
        strength=Strength.LOCAL,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=cp_plans.cp_plan_start_date,
        opens=cp_plans.cp_plan_start_date,
        met_by=(Event(field=cp_visits.cp_visit_date),),
        rules=(
            Rule(
                code="cp_visit",
                versions=local_standard(
                    working_days(10), "ten working days is the commonest that local procedures publish"
                ),
            ),
        ),
        ends=(cp_plans.cp_plan_end_date,),
        see_also=(replace(LATEST, provision="gives no national number"),),
        notes=(
            "A breach is of the authority's own standard, not of the law.",
            (
                "Published standards differ: 10, 15 or 20 working days, 14 days, 4 weeks; the child's own plan may ask "
                "for more."
            ),
        ),
    ),
)
