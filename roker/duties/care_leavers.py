"""Duties to care leavers."""

from datetime import date

from roker.calendar import Limit, calendar_days, months, weeks
from roker.duties.duty import (
    AnyOf,
    Condition,
    Confidence,
    Duty,
    Event,
    Form,
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
from roker.record.entities import care_leaver_contact, care_leaver_home, care_leavers, pathway_plan
from roker.record.holding import Role

SINCE_2011 = date(2011, 4, 1)
"""First day of the care leavers regulations."""
AREA = "Care leavers"

_PROVIDED: Condition = Is(field=care_leaver_home.provided, codes=("Y",))
_ELIGIBLE: Condition = Is(field=care_leavers.care_leaver_eligibility, codes=("E",))
_UNTIL_21 = "Up to the 21st birthday. Education that was agreed may carry it on to 25: the record does not say so."
_AS_STATED = "Of those whom the source states to be eligible, from the day that it states: the dataset has no such day."
AT_HOME = Event(
    field=care_leaver_contact.contact_date,
    where=(
        Is(field=care_leaver_contact.contact_kind, codes=("visit",)),
        Not(condition=Is(field=care_leaver_contact.at_home, codes=("N",))),
        Not(condition=Is(field=care_leaver_contact.reached, codes=("N",))),
    ),
)
"""A visit where the young person lives, as far as the record does not deny it."""


def _since_2011(limit: Limit, provision: str) -> tuple[Version, ...]:
    return (in_force(limit, source("CLR2010", provision), SINCE_2011),)


CARE_LEAVER_DUTIES = (
    Duty(
        code="pathway_plan_first",
        title="First pathway plan",
        asks="Write the pathway plan",
        area=AREA,
        who="An eligible child: in care at 16 or 17, for 13 weeks since 14",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=care_leavers.eligibility_start_date,
        opens=care_leavers.eligibility_start_date,
        met_by=(Event(field=care_leavers.pathway_plan_review_date, or_before=True),),
        rules=(
            Rule(
                code="pathway_plan_first",
                versions=local_standard(
                    months(3),
                    "published procedures want it by 16 years and 3 months",
                    confidence=Confidence.CORROBORATED,
                ),
            ),
        ),
        where=(_ELIGIBLE,),
        held_by=Role.PERSONAL_ADVISER,
        see_also=(source("CPPCR2010", "regulation 43(1): as soon as possible after the assessment"),),
        notes=(
            _AS_STATED,
            "The source holds only the latest plan or review: where that came later than the limit, it cannot be told.",
        ),
    ),
    Duty(
        code="pa_allocated",
        title="Personal adviser",
        asks="Appoint a personal adviser",
        area=AREA,
        who="An eligible child: in care at 16 or 17, for 13 weeks since 14",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=care_leavers.eligibility_start_date,
        opens=care_leavers.eligibility_start_date,
        met_by=(Event(field=care_leavers.personal_advisor_start_date, or_before=True),),
        rules=(
            Rule(
                code="pa_allocated",
                versions=local_standard(months(3), "three months, as a default", confidence=Confidence.UNCONFIRMED),
            ),
        ),
        where=(
            _ELIGIBLE,
            AnyOf(
                conditions=(
                    Recorded(field=care_leavers.personal_advisor_start_date),
                    Not(condition=Recorded(field=care_leavers.care_leaver_personal_advisor)),
                )
            ),
        ),
        see_also=(source("CA1989", "Schedule 2, paragraph 19C: a duty, without a number"),),
        notes=(
            _AS_STATED,
            "An adviser who is named without a day has no clock: since when is not known.",
            "A later adviser's first day hides the first one's: it cannot be told then.",
        ),
    ),
    Duty(
        code="pathway_plan_review",
        title="Pathway plan review",
        asks="Review the pathway plan",
        area=AREA,
        who="A relevant or former relevant young person, up to the 21st birthday",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=care_leavers.pathway_plan_review_date,
        opens=None,
        met_by=(Event(field=care_leavers.pathway_plan_review_date),),
        rules=(Rule(code="pathway_plan_review", versions=_since_2011(months(6), "regulation 7(2)(a)-(c)")),),
        where=(
            Not(condition=Is(field=care_leavers.care_leaver_eligibility, codes=("E", "Q", "N"))),
            Not(condition=Is(field=care_leavers.care_leaver_in_touch, codes=("DIED", "NREQ", "RHOM"))),
        ),
        until_age=21,
        held_by=Role.PERSONAL_ADVISER,
        see_also=(source("CA-VOL3", "reviews of pathway plans"),),
        notes=(
            "Sooner if the young person or the personal adviser asks for it.",
            "The plan of an eligible child is reviewed at the looked-after reviews.",
            "In accommodation that the authority provides, reviews are three months apart: see the next duty.",
            "Once a year after 18, as some authorities have it, is below the legal minimum.",
            _UNTIL_21,
        ),
    ),
    Duty(
        code="pathway_plan_review_provided",
        title="Pathway plan review in provided accommodation",
        asks="Review the pathway plan",
        area=AREA,
        who="A relevant or former relevant young person in accommodation that the authority provides",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=care_leaver_home.home_start_date,
        opens=care_leaver_home.home_start_date,
        met_by=(
            Event(
                field=pathway_plan.pathway_plan_date,
                where=(Not(condition=Is(field=pathway_plan.from_review, codes=("N",))),),
            ),
        ),
        rules=(
            Rule(
                code="pathway_plan_review_provided",
                versions=_since_2011(months(3), "regulation 7(3)(b)"),
                when=(Not(condition=Turn(number=1)),),
            ),
        ),
        where=(_PROVIDED,),
        ends=(care_leaver_home.home_end_date,),
        until_age=21,
        held_by=Role.PERSONAL_ADVISER,
        notes=(
            (
                "It counts from the first review after the move: that one is due as soon as is practicable after "
                "28 days, without a last day, and has no clock."
            ),
            _UNTIL_21,
            "The dataset has neither homes nor versions of plans.",
        ),
    ),
    Duty(
        code="pa_visit",
        title="Visit in provided accommodation",
        asks="Visit the young person at home, as personal adviser",
        area=AREA,
        who="A relevant or former relevant young person in accommodation that the authority provides",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=care_leaver_home.home_start_date,
        opens=care_leaver_home.home_start_date,
        met_by=(AT_HOME,),
        rules=(
            Rule(
                code="pa_visit_new_accommodation",
                versions=_since_2011(calendar_days(7), "regulation 8(2)(a)"),
                when=(Turn(number=1),),
            ),
            Rule(code="pa_visit_two_months", versions=_since_2011(months(2), "regulation 8(2)(c)")),
        ),
        where=(_PROVIDED,),
        ends=(care_leaver_home.home_end_date,),
        until_age=21,
        held_by=Role.PERSONAL_ADVISER,
        notes=(
            "Each move starts again with seven days.",
            (
                "Two months is the law, for provided accommodation alone; the eight weeks that many authorities "
                "have for everybody are stricter."
            ),
            "A visit counts unless the record says that it was elsewhere, or that nobody was reached.",
            "A visit is also due before each review: see the visit before a pathway plan review.",
            _UNTIL_21,
            "The dataset has neither homes nor visits.",
        ),
    ),
    Duty(
        code="pa_keep_in_touch",
        title="Contact with a care leaver",
        asks="Be in touch with the young person",
        area=AREA,
        who="A relevant or former relevant young person, up to the 25th birthday",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.EVERY,
        about=care_leavers.care_leaver_latest_contact,
        opens=None,
        met_by=(Event(field=care_leavers.care_leaver_latest_contact),),
        rules=(
            Rule(
                code="pa_keep_in_touch",
                versions=(
                    Version(
                        in_force_from=date(2001, 10, 1),
                        limit=weeks(8),
                        law=Source(
                            title="Local standard",
                            provision="eight weeks is the commonest that local procedures publish",
                        ),
                        confidence=Confidence.CORROBORATED,
                    ),
                ),
            ),
        ),
        where=(
            Not(condition=Is(field=care_leavers.care_leaver_eligibility, codes=("Q", "E", "N"))),
            Not(condition=Is(field=care_leavers.care_leaver_in_touch, codes=("DIED", "REFU", "NREQ", "RHOM"))),
        ),
        see_also=(
            Source(title="Children Act 1989", provision="sections 23B, 23C and 23CZB: a duty, without a number"),
        ),
        until_age=25,
        held_by=Role.PERSONAL_ADVISER,
        notes=(
            "Qualifying and eligible young people have other duties.",
            "An attempt that failed is not contact.",
            "From 21 to 25 the duty holds on request or in education; the source does not say, so it is counted.",
        ),
    ),
)
