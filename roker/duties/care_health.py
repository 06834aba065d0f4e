"""Duties of the health and education of children in care."""

from datetime import date

from roker.calendar import before, months, working_days
from roker.duties.children_in_care import SINCE_2011
from roker.duties.duty import (
    Aged,
    AnyOf,
    Confidence,
    Duty,
    Event,
    Form,
    InForce,
    Is,
    Not,
    Rule,
    Strength,
    Turn,
    Until,
)
from roker.duties.law import in_force, local_standard, source
from roker.record.entities import (
    cla_health,
    cla_placement,
    legal_status,
    period_of_care,
    personal_education_plan,
    term_in_care,
)

_NOT_IN_DETENTION = AnyOf(
    conditions=(
        Not(condition=InForce(field=legal_status.legal_status, codes=("J1",))),
        Not(condition=InForce(field=cla_placement.cla_placement_type, codes=("R5", "K1"))),
    )
)
"""Not on remand to youth detention accommodation, where the health duties are not owed."""
_ASSESSED = Event(
    field=cla_health.health_check_date,
    where=(
        Is(field=cla_health.health_check_type, codes=("HEALTH",)),
        Is(field=cla_health.health_check_status, codes=("COMPLETED",)),
    ),
    or_before=before(months(3)),
)
_REFUSED = Event(
    field=cla_health.health_check_date,
    where=(
        Is(field=cla_health.health_check_type, codes=("HEALTH",)),
        Is(field=cla_health.health_check_status, codes=("REFUSED",)),
    ),
)
_GUIDANCE = source("HEALTH2015", "not read")
_BY_THE_KIND = "The dataset does not part first assessments from later ones: they are told by their order."

CARE_HEALTH_DUTIES = (
    Duty(
        code="initial_health_assessment",
        title="Initial health assessment",
        asks="Have the child's health assessed",
        area="Children in care",
        who="A child who became looked after, but on remand to youth detention accommodation",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=period_of_care.entered_care_date,
        opens=period_of_care.entered_care_date,
        met_by=(_ASSESSED,),
        rules=(
            Rule(
                code="initial_health_assessment",
                versions=(
                    in_force(
                        working_days(20),
                        source("CPPCR2010", "regulation 7(1)-(2) and (4), with regulation 33(1)"),
                        SINCE_2011,
                    ),
                ),
            ),
        ),
        where=(_NOT_IN_DETENTION,),
        ends=(period_of_care.ceased_date,),
        gives_way_to=(_REFUSED,),
        see_also=(_GUIDANCE,),
        notes=(
            (
                "The law says before the placement or, failing that, before the first review: 20 working days are the "
                "longest that it leaves. An early review brings it forward, which is not counted here."
            ),
            (
                "An assessment reported in the three months before the placement is enough in law. Roker counts one "
                "in the three months before the child came into care, by the day of the check, not that of the report."
            ),
            "A refusal ends it. The law means a child who understands enough; the record does not say who refused.",
            "The day of the check counts, not that of the report.",
            _BY_THE_KIND,
        ),
    ),
    Duty(
        code="review_health_assessment",
        title="Review health assessment",
        asks="Have the child's health assessed again",
        area="Children in care",
        who="A looked-after child whose health was assessed, but on remand to youth detention accommodation",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=period_of_care.entered_care_date,
        opens=period_of_care.entered_care_date,
        met_by=(_ASSESSED,),
        rules=(
            Rule(
                code="review_health_assessment_under5",
                versions=(in_force(months(6), source("CPPCR2010", "regulation 7(3)(a) and (4)"), SINCE_2011),),
                when=(Not(condition=Turn(number=1)), _NOT_IN_DETENTION, Aged(under=5)),
            ),
            Rule(
                code="review_health_assessment_over5",
                versions=(in_force(months(12), source("CPPCR2010", "regulation 7(3)(b) and (4)"), SINCE_2011),),
                when=(Not(condition=Turn(number=1)), _NOT_IN_DETENTION),
            ),
        ),
        ends=(period_of_care.ceased_date,),
        see_also=(_GUIDANCE,),
        notes=(
            "The age on the day of the last assessment decides, and is kept past the fifth birthday.",
            "The first assessment in care is another duty; before it no clock runs here.",
            "The national figure counts children in care for a year at 31 March; this duty is owed to all.",
            (
                "It is not owed where a child who understands enough refuses. The record does not say who refused, "
                "so that a refusal ends nothing here."
            ),
            _BY_THE_KIND,
        ),
    ),
    Duty(
        code="dental_check",
        title="Dental check",
        asks="Have the child's teeth checked",
        area="Children in care",
        who="A looked-after child",
        strength=Strength.NATIONAL_GUIDANCE,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=period_of_care.entered_care_date,
        opens=period_of_care.entered_care_date,
        met_by=(
            Event(
                field=cla_health.health_check_date,
                where=(
                    Is(field=cla_health.health_check_type, codes=("DENTAL",)),
                    Is(field=cla_health.health_check_status, codes=("COMPLETED",)),
                ),
            ),
        ),
        rules=(
            Rule(
                code="dental_check",
                versions=(in_force(months(12), source("903", "OC2, teeth checked"), date(2000, 4, 1)),),
            ),
        ),
        ends=(period_of_care.ceased_date,),
        see_also=(_GUIDANCE,),
        notes=(
            "What the national return asks each year, and no duty of its own: the clock runs from check to check.",
            "The first is counted from the start of care; a check before it is not counted.",
            "Babies without teeth are not told apart.",
        ),
    ),
    Duty(
        code="pep_initial_initiated",
        title="First personal education plan begun",
        asks="Begin the personal education plan",
        area="Children in care",
        who="A child aged three or over who became looked after",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=period_of_care.entered_care_date,
        opens=period_of_care.entered_care_date,
        met_by=(Event(field=personal_education_plan.education_plan_date),),
        rules=(
            Rule(
                code="pep_initial_initiated",
                versions=(
                    in_force(
                        working_days(10),
                        source("EDU2018", "chapter on personal education plans"),
                        date(2014, 7, 1),
                        confidence=Confidence.CORROBORATED,
                    ),
                ),
            ),
        ),
        where=(Aged(at_least=3),),
        ends=(period_of_care.ceased_date,),
        see_also=(source("CPPCR2010", "regulation 5(b)(ii) and Schedule 1, paragraph 2"),),
        notes=(
            "Working days, not school days: holidays do not stop the clock.",
            "“Early years to Year 13” is taken as the third to the eighteenth birthday.",
            "The dataset has no such plans: they come from a list of the virtual school.",
        ),
    ),
    Duty(
        code="pep_initial_completed",
        title="First personal education plan completed",
        asks="Complete the personal education plan",
        area="Children in care",
        who="A child aged three or over who became looked after",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=period_of_care.entered_care_date,
        opens=period_of_care.entered_care_date,
        met_by=(Event(field=personal_education_plan.plan_completed_date),),
        rules=(
            Rule(
                code="pep_initial_completed",
                versions=local_standard(
                    working_days(20),
                    "in time for the first review, as virtual schools publish",
                    confidence=Confidence.CORROBORATED,
                ),
            ),
        ),
        where=(Aged(at_least=3),),
        ends=(period_of_care.ceased_date,),
        see_also=(source("EDU2018", "chapter on personal education plans: no number for this step was read"),),
        notes=("Working days, not school days: holidays do not stop the clock.",),
    ),
    Duty(
        code="pep_review",
        title="Personal education plan reviewed each term",
        asks="Review the personal education plan this term",
        area="Children in care",
        who="A looked-after child aged three or over",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=term_in_care.term_start_date,
        opens=term_in_care.term_start_date,
        met_by=(
            Event(
                field=personal_education_plan.education_plan_date,
                where=(Not(condition=Is(field=personal_education_plan.from_review, codes=("N",))),),
            ),
        ),
        rules=(
            Rule(
                code="pep_review",
                versions=(
                    in_force(
                        Until(field=term_in_care.term_end_date),
                        source("EDU2018", "review of the plan each term"),
                        date(2014, 7, 1),
                        confidence=Confidence.CORROBORATED,
                    ),
                ),
            ),
        ),
        where=(Aged(at_least=3),),
        ends=(term_in_care.care_end_date,),
        notes=(
            "The authority gives its terms as a list, school_term.csv: without it there is no clock.",
            "A term in which care began has none either: the first plan is due then.",
            "A review in the holidays after a term is late for it, and does not count for the next.",
            "Whether the child is in education is not asked.",
        ),
    ),
)
