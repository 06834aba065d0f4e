"""Duties of what care leavers need and are asked: assessments, what is so at a birthday, the offer from 21 on."""

from datetime import date

from roker.calendar import before, calendar_days, months
from roker.duties.care_leavers import AREA, AT_HOME, SINCE_2011
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
    Recorded,
    Rule,
    Source,
    Strength,
    Version,
)
from roker.duties.law import in_force, source
from roker.record.entities import (
    care_leaver_contact,
    care_leaver_home,
    leaver_birthday,
    leaving_care_status,
    pathway_assessment,
    pathway_plan,
)
from roker.record.holding import Role

_THE_RETURN = source("903", "file OC3, for the year in which the birthday falls")


def _needs_assessed(  # noqa: PLR0913 - the parts in which the two differ
    code: str, title: str, who: str, status: str, law: Source, met_by: tuple[Event, ...], *notes: str
) -> Duty:
    """What a young person needs, assessed within three months of a status."""
    return Duty(
        code=code,
        title=title,
        asks="Complete the assessment of what the young person needs",
        area=AREA,
        who=who,
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=leaving_care_status.status_start_date,
        opens=leaving_care_status.status_start_date,
        met_by=met_by,
        rules=(Rule(code=code, versions=(in_force(months(3), law, SINCE_2011),)),),
        where=(Is(field=leaving_care_status.eligibility, codes=(status,)),),
        ends=(leaving_care_status.status_end_date,),
        notes=(
            "Who is eligible or relevant follows from time in care, not from the category that a list states.",
            *notes,
            "How old an assessment may be is not laid down. The dataset has none of care leavers.",
        ),
    )


def _of_age(ages: str, at_least: int, under: int, since: date, note: str) -> Rule:
    """Birthdays of some ages, since the first year in which the return asked for them."""
    return Rule(
        code=f"care_leaver_birthday_status_{ages}",
        versions=(
            Version(
                in_force_from=since,
                limit=months(1),
                law=_THE_RETURN,
                confidence=Confidence.UNCONFIRMED,
                note=note,
            ),
        ),
        when=(Aged(at_least=at_least, under=under),),
    )


CARE_LEAVER_NEEDS_DUTIES = (
    _needs_assessed(
        "eligible_child_needs_assessment",
        "Needs assessment of an eligible child",
        "A looked-after child aged 16 or 17, in care for 13 weeks since 14",
        "E",
        source("CPPCR2010", "regulations 40 to 42(1)"),
        (Event(field=pathway_assessment.assessment_end_date, or_before=before(months(12))),),
        "An assessment completed in the twelve months before counts.",
    ),
    _needs_assessed(
        "relevant_child_needs_assessment",
        "Needs assessment of a relevant child",
        "A young person aged 16 or 17 who left care, was eligible, and has no pathway plan",
        "R",
        source("CLR2010", "regulation 5(2)(a)"),
        (
            Event(field=pathway_assessment.assessment_end_date, or_before=before(months(24))),
            Event(field=pathway_plan.pathway_plan_date, or_before=before(months(24))),
        ),
        "An assessment completed in the 24 months before counts. So does a plan: with one, it is not owed.",
        "Who asks for help with education or training later is assessed in three months too, which has no clock.",
    ),
    Duty(
        code="pa_visit_before_review",
        title="Visit before a pathway plan review",
        asks="Visit the young person before the review",
        area=AREA,
        who="A relevant or former relevant young person in accommodation that the authority provides",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.BEFORE,
        about=pathway_plan.pathway_plan_date,
        opens=pathway_plan.pathway_plan_date,
        met_by=(Event(field=AT_HOME.field, where=AT_HOME.where, or_before=before(calendar_days(28))),),
        rules=(
            Rule(
                code="pa_visit_before_review",
                versions=(in_force(calendar_days(0), source("CLR2010", "regulation 8(2)(b)"), SINCE_2011),),
            ),
        ),
        where=(
            Recorded(field=pathway_plan.pathway_plan_date),
            Not(condition=Is(field=pathway_plan.from_review, codes=("N",))),
            InForce(field=care_leaver_home.provided, codes=("Y",)),
        ),
        until_age=21,
        held_by=Role.PERSONAL_ADVISER,
        notes=(
            "Which visit still counts is not laid down: one of the 28 days before the review is taken, or of its day.",
            "Shown from the day of the review on. The next visit closes it, late.",
            "A visit counts unless the record says that it was elsewhere, or that nobody was reached.",
            "The dataset has neither homes nor visits.",
        ),
    ),
    Duty(
        code="care_leaver_birthday_status",
        title="What is so at a care leaver's birthday",
        asks="Record whether the young person is in touch, where they live and what they do",
        area=AREA,
        who="A relevant, former relevant or qualifying young person who becomes 17, 18, 19, 20 or 21",
        strength=Strength.NATIONAL_GUIDANCE,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=leaver_birthday.birthday_date,
        opens=leaver_birthday.birthday_date,
        met_by=(Event(field=leaver_birthday.recorded_date, or_before=True),),
        rules=(
            _of_age("17_18", 17, 19, date(2015, 4, 1), "The first year of these ages is not confirmed."),
            _of_age("19", 19, 20, date(2011, 4, 1), "The first year of this age is not confirmed."),
            _of_age("20_21", 20, 22, date(2014, 4, 1), ""),
        ),
        where=(
            AnyOf(
                conditions=(
                    Recorded(field=leaver_birthday.recorded_date),
                    Not(condition=Recorded(field=leaver_birthday.in_touch)),
                )
            ),
        ),
        until_age=22,
        held_by=Role.PERSONAL_ADVISER,
        see_also=(source("SSD", "fields of care leavers"),),
        notes=(
            "The return asks for what was so about the birthday: from three months before to a month after is usual.",
            "What was recorded of that birthday counts, however early.",
            "Where it was recorded and not when, there is no clock.",
            "Only whether the young person is in touch is looked at; home and activity may be known without it.",
            "The measure leaves out those who died or went home for six months: the record does not always say so.",
            "The dataset keeps one row for each young person, and says nothing of a birthday.",
        ),
    ),
    Duty(
        code="care_leaver_annual_offer_21_25",
        title="Yearly offer of support from 21 on",
        asks="Tell the young person of the support that they may ask for",
        area=AREA,
        who="A former relevant young person aged 21 to 24",
        strength=Strength.STATUTE,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=leaver_birthday.birthday_date,
        opens=leaver_birthday.birthday_date,
        met_by=(
            Event(
                field=care_leaver_contact.contact_date,
                where=(Is(field=care_leaver_contact.contact_kind, codes=("offer",)),),
            ),
        ),
        rules=(
            Rule(
                code="care_leaver_annual_offer_21_25",
                versions=(in_force(months(12), source("CA1989", "section 23CZB(7)(a)-(b)"), date(2018, 4, 1)),),
            ),
        ),
        where=(
            Aged(at_least=21, under=22),
            InForce(field=leaving_care_status.eligibility, codes=("FR",)),
        ),
        until_age=25,
        held_by=Role.PERSONAL_ADVISER,
        see_also=(source("CA-VOL3", "the guidance of 2018 on personal advisers up to 25"),),
        notes=(
            "The first is due as soon as possible after the 21st birthday, without a number: twelve months are taken.",
            "While support is received no offer is due. The record does not say so, and all are counted.",
            "For those who became 21 before April 2018 the first offer cannot be told.",
            "The dataset has no offers.",
        ),
    ),
)
