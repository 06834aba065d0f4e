"""Duties of assessment and of children in need."""

from datetime import date

from roker.calendar import working_days
from roker.duties.duty import Confidence, Duty, Event, Form, Rule, Strength
from roker.duties.working_together import since
from roker.record.entities import cin_assessments, cin_episodes

ASSESSMENT_DUTIES = (
    Duty(
        code="child_and_family_assessment",
        title="Child and family assessment",
        asks="Finish and authorise the assessment",
        area="Assessment and child in need",
        who="A child assessed under section 17 or section 47",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=cin_assessments.assessment_start_date,
        opens=cin_episodes.referral_date,
        met_by=(Event(field=cin_assessments.assessment_auth_date),),
        rules=(Rule(code="child_and_family_assessment", versions=since(date(2013, 4, 15), working_days(45))),),
        ends=(cin_episodes.close_date,),
        notes=(
            (
                "The guidance counts from the referral. Where the source does not link a referral to the assessment, "
                "the clock counts from the start of the assessment: past 45 working days it is late whatever the "
                "referral was, but in time it cannot be told."
            ),
            "The Department for Education's own measure counts completed assessments from their start.",
            "45 working days is a maximum; local checkpoints may come earlier.",
            "Before 15 April 2013 there were an initial and a core assessment, which are not in this catalogue yet.",
        ),
    ),
)
