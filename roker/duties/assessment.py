"""Duties of assessment and of children in need."""

from datetime import date

from roker.calendar import Limit, weeks, working_days
from roker.duties.duty import (
    Aged,
    Confidence,
    Duty,
    Event,
    Form,
    InForce,
    Is,
    Not,
    Recorded,
    Rule,
    Source,
    Strength,
    Turn,
    Version,
)
from roker.duties.law import in_force, local_standard, source
from roker.duties.working_together import since
from roker.record import Field
from roker.record.entities import (
    cin_assessments,
    cin_episodes,
    cin_plans,
    cin_review,
    cin_visits,
    cp_plans,
    initial_core_assessment,
    manager_decision,
    period_of_care,
)

_AREA = "Assessment and child in need"
_PROTECTION_OR_CARE = (Event(field=cp_plans.cp_plan_start_date), Event(field=period_of_care.entered_care_date))
"""What takes the place of a plan for a child in need."""


def _believed(limit: Limit, said: str) -> tuple[Version, ...]:
    """A local standard that was not read in any published procedure."""
    return local_standard(limit, said, confidence=Confidence.UNCONFIRMED)


def _stage(kind: str, who: str, opens: Field, versions: tuple[Version, ...], notes: tuple[str, ...]) -> Duty:
    """One of the two assessments that there were before the single one."""
    code = f"{kind}_assessment"
    return Duty(
        code=code,
        title=f"{kind.capitalize()} assessment",
        asks=f"Finish and authorise the {kind} assessment",
        area=_AREA,
        who=who,
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=initial_core_assessment.assessment_start_date,
        opens=opens,
        met_by=(Event(field=initial_core_assessment.assessment_auth_date),),
        rules=(Rule(code=code, versions=versions),),
        where=(Is(field=initial_core_assessment.assessment_kind, codes=(kind,)),),
        ends=(cin_episodes.close_date,),
        notes=(
            *notes,
            "Told by the kind of assessment, which the dataset has not: without it there is no clock.",
            "Many authorities kept both into 2014, and some left them in 2011: after April 2013 no limit is known.",
        ),
    )


ASSESSMENT_DUTIES = (
    _stage(
        "initial",
        "A child referred before the single assessment",
        cin_episodes.referral_date,
        (
            in_force(
                working_days(7),
                source("WT2010", "the edition of 2006, chapter 5"),
                date(2006, 4, 1),
                until=date(2010, 3, 16),
                confidence=Confidence.UNCONFIRMED,
            ),
            in_force(working_days(10), source("WT2010", "chapter 5"), date(2010, 3, 17), until=date(2013, 4, 14)),
        ),
        ("A referral after which none was begun has no clock.",),
    ),
    _stage(
        "core",
        "A child whose needs were assessed in depth before the single assessment",
        initial_core_assessment.assessment_start_date,
        (
            in_force(
                working_days(35),
                source("WT2010", "chapter 5, after the Framework for the Assessment of Children in Need of 2000"),
                date(2000, 4, 1),
                until=date(2013, 4, 14),
                confidence=Confidence.CORROBORATED,
            ),
        ),
        ("Its start stands for the end of the initial assessment, and for the decision to begin.",),
    ),
    Duty(
        code="child_and_family_assessment",
        title="Child and family assessment",
        asks="Finish and authorise the assessment",
        area=_AREA,
        who="A child assessed under section 17 or section 47",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=cin_assessments.assessment_start_date,
        opens=cin_episodes.referral_date,
        later_from_own_start=True,
        met_by=(Event(field=cin_assessments.assessment_auth_date),),
        rules=(Rule(code="child_and_family_assessment", versions=since(date(2013, 4, 15), working_days(45))),),
        ends=(cin_episodes.close_date,),
        see_also=(source("CIN", "table C2: completed assessments, from their own start"),),
        notes=(
            (
                "The guidance counts from the referral. Where the source does not link a referral to the assessment, "
                "the clock counts from the start of the assessment: past 45 working days it is late whatever the "
                "referral was, but in time it cannot be told."
            ),
            (
                "An assessment of a child who was open already counts from its own start: of the assessments of one "
                "referral, the first alone counts from the referral."
            ),
            "The Department for Education's own measure counts completed assessments from their start.",
            "45 working days is a maximum; local checkpoints may come earlier. Reasons for an extension stop nothing.",
            "Before 15 April 2013 there were an initial and a core assessment, with limits of their own.",
        ),
    ),
    Duty(
        code="assessment_child_seen",
        title="Child seen in an assessment",
        asks="See the child",
        area=_AREA,
        who="A child who is assessed",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=cin_assessments.assessment_start_date,
        opens=cin_assessments.assessment_start_date,
        met_by=(
            Event(field=cin_assessments.assessment_child_seen_date),
            Event(
                field=cin_visits.cin_visit_date,
                where=(Not(condition=Is(field=cin_visits.cin_visit_seen, codes=("N",))),),
            ),
        ),
        rules=(
            Rule(
                code="assessment_child_seen",
                versions=_believed(working_days(5), "five working days; published limits run from one day to ten"),
            ),
        ),
        where=(Aged(under=18),),
        ends=(cin_assessments.assessment_auth_date, cin_episodes.close_date),
        see_also=(source("WT2023", "chapter 3: within a time that meets the child's needs, without a number"),),
        notes=(
            "Without a date of birth the child may not be born yet, when the parent is seen: it cannot be told.",
            "The dataset says whether the child was seen in the assessment, never when.",
            "A visit that does not say whether the child was seen counts, as that is often left blank.",
            "Visits on another list, for enquiries or in care, are not looked for.",
        ),
    ),
    Duty(
        code="assessment_manager_checkpoint",
        title="Manager's checkpoint in an assessment",
        asks="Look at how the assessment goes on",
        area=_AREA,
        who="A child who is assessed",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.EVERY,
        about=cin_assessments.assessment_start_date,
        opens=cin_assessments.assessment_start_date,
        met_by=(
            Event(
                field=manager_decision.decision_date,
                where=(Is(field=manager_decision.decision_kind, codes=("checkpoint",)),),
            ),
        ),
        rules=(
            Rule(
                code="assessment_manager_checkpoint",
                versions=(
                    in_force(
                        working_days(10),
                        Source(
                            title="Local standard",
                            provision="the local protocol for assessment that Working Together asks for since 2013",
                        ),
                        date(2013, 4, 15),
                        confidence=Confidence.CORROBORATED,
                    ),
                ),
            ),
        ),
        ends=(cin_assessments.assessment_auth_date, cin_episodes.close_date),
        notes=(
            "Some protocols name the days instead: the tenth and the 25th, or the 15th and the 30th.",
            "The dataset has no decisions of managers.",
        ),
    ),
    Duty(
        code="cin_plan_in_place",
        title="Child in need plan after an assessment",
        asks="Agree the child in need plan",
        area=_AREA,
        who="A child who was found to need support, without a plan and not in care",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=cin_assessments.assessment_auth_date,
        opens=cin_assessments.assessment_auth_date,
        met_by=(Event(field=cin_plans.cin_plan_start_date),),
        rules=(
            Rule(
                code="cin_plan_in_place",
                versions=_believed(working_days(10), "ten working days; no national limit exists"),
            ),
        ),
        where=(
            Recorded(field=cin_assessments.assessment_auth_date),
            Is(field=cin_assessments.assessment_support_required, codes=("Y",)),
            Not(condition=InForce(field=cin_plans.cin_plan_start_date)),
            Not(condition=InForce(field=cp_plans.cp_plan_start_date)),
            Not(condition=InForce(field=period_of_care.entered_care_date)),
        ),
        ends=(cin_episodes.close_date,),
        gives_way_to=_PROTECTION_OR_CARE,
        notes=(
            "A plan that is in force on the day of the authorisation leaves nothing to do, and there is no clock.",
            "The dataset has what was found inside a text; only Annex A says whether support is required.",
            "A child has no plan in need beside a child protection plan.",
        ),
    ),
    Duty(
        code="cin_plan_review",
        title="Child in need review",
        asks="Review the child in need plan",
        area=_AREA,
        who="A child with a child in need plan",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.EVERY,
        about=cin_plans.cin_plan_start_date,
        opens=cin_plans.cin_plan_start_date,
        met_by=(Event(field=cin_review.cin_review_date, of_child=True),),
        rules=(
            Rule(
                code="cin_plan_review_first",
                versions=_believed(weeks(6), "the first review after four to six weeks, or three months"),
                when=(Turn(number=1),),
            ),
            Rule(
                code="cin_plan_review_later",
                versions=_believed(weeks(12), "later reviews every three to six months"),
            ),
        ),
        ends=(cin_plans.cin_plan_end_date, cin_episodes.close_date),
        gives_way_to=_PROTECTION_OR_CARE,
        notes=(
            "No national limit exists. Inspectors look for children in need for nine months and more without a review.",
            "The dataset has no reviews of these plans.",
        ),
    ),
    Duty(
        code="cin_visit",
        title="Child in need visit",
        asks="See the child",
        area=_AREA,
        who="A child with a child in need plan",
        strength=Strength.LOCAL,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=cin_plans.cin_plan_start_date,
        opens=cin_plans.cin_plan_start_date,
        met_by=(
            Event(
                field=cin_visits.cin_visit_date,
                where=(Not(condition=Is(field=cin_visits.cin_visit_seen, codes=("N",))),),
            ),
        ),
        rules=(
            Rule(
                code="cin_visit",
                versions=local_standard(
                    working_days(20), "twenty working days, as local procedures publish; others say 4, 6 or 12 weeks"
                ),
            ),
        ),
        ends=(cin_plans.cin_plan_end_date, cin_episodes.close_date),
        gives_way_to=_PROTECTION_OR_CARE,
        notes=(
            "A visit in which the child was not seen starts nothing anew. One that does not say counts.",
            "The child's own plan may ask for more, which is not counted.",
            "A child in need without a plan needs visits too, and has no clock.",
        ),
    ),
)
