"""Duties of courts and pre-proceedings."""

from datetime import date

from roker.calendar import Limit, beginning_with, calendar_days, months, weeks, working_days
from roker.duties.duty import Confidence, Duty, Event, Form, Is, Recorded, Rule, Source, Strength, Until, Version
from roker.duties.law import in_force, local_standard, source
from roker.record import Field
from roker.record.entities import (
    cin_episodes,
    contact_refusal,
    court_order,
    court_report,
    period_of_care,
    pre_proceedings,
    pre_proceedings_review,
    proceedings,
)

_AREA = "Court and pre-proceedings"
_SINCE_1991 = date(1991, 10, 14)
_SINCE_2014 = date(2014, 4, 22)
_PART_4 = Is(field=proceedings.proceedings_kind, codes=("care", "interim_care", "supervision", "interim_supervision"))
_ISSUED = (Event(field=proceedings.issue_date, where=(_PART_4,)),)
"""Proceedings for a care or supervision order, which take the place of pre-proceedings."""
_ENDS = (pre_proceedings.agree_stepdown_issue_date, cin_episodes.close_date)
_FAMILY = "The process is the family's: each child in it has a clock."


def _believed(limit: Limit, said: str) -> tuple[Version, ...]:
    """A local standard that was not read in any published procedure."""
    return local_standard(limit, said, confidence=Confidence.UNCONFIRMED)


def _unless_set(  # noqa: PLR0913 - the parts of two rules
    code: str, field: Field, limit: Limit, law: Source, since: date, confidence: Confidence = Confidence.CONFIRMED
) -> tuple[Rule, ...]:
    """The day that a court set, where it is recorded; else so long from the start."""
    by_law, by_court = (in_force(each, law, since, confidence=confidence) for each in (limit, Until(field=field)))
    return (
        Rule(code=f"{code}_as_set", versions=(by_court,), when=(Recorded(field=field),)),
        Rule(code=code, versions=(by_law,)),
    )


COURT_DUTIES = (
    Duty(
        code="care_proceedings_26_weeks",
        title="Care or supervision proceedings",
        asks="Bring the proceedings to their end",
        area=_AREA,
        who="A child about whom the court was asked for a care or supervision order",
        strength=Strength.STATUTE,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=proceedings.issue_date,
        opens=proceedings.issue_date,
        met_by=(Event(field=proceedings.proceedings_end_date),),
        rules=_unless_set(
            "care_proceedings_26_weeks",
            proceedings.extended_to_date,
            beginning_with(weeks(26)),
            source("CA1989", "section 32(1)(a)(ii) and (5) to (8), inserted in 2014"),
            _SINCE_2014,
        ),
        where=(_PART_4,),
        notes=(
            "The duty is the court's: it shows the delay of the whole system, not of the authority alone.",
            "The day of issue is the first day. Brothers and sisters under one number have a clock each.",
            (
                "The court may extend by up to eight weeks at a time. Only the last day extended to is on record, so "
                "that the eight weeks are not tested."
            ),
            "Where no file says to when proceedings were extended, nothing is said.",
            "The day in April 2014 on which the limit began is not confirmed. Before it there was none.",
            "The dataset has no day of issue.",
        ),
    ),
    Duty(
        code="pre_proceedings_duration",
        title="Length of pre-proceedings",
        asks="Decide to step down or to go to court",
        area=_AREA,
        who="A child in pre-proceedings",
        strength=Strength.NATIONAL_GUIDANCE,
        confidence=Confidence.UNCONFIRMED,
        form=Form.NO_LONGER_THAN,
        about=pre_proceedings.pre_pro_decision_date,
        opens=pre_proceedings.pre_pro_decision_date,
        met_by=(Event(field=pre_proceedings.agree_stepdown_issue_date),),
        rules=(
            Rule(
                code="pre_proceedings_duration",
                versions=(
                    in_force(
                        weeks(16),
                        source("PLO", "best practice of 2021"),
                        _SINCE_2014,
                        confidence=Confidence.UNCONFIRMED,
                        note="Many areas work to twelve weeks.",
                    ),
                ),
            ),
        ),
        ends=(cin_episodes.close_date,),
        gives_way_to=_ISSUED,
        notes=(
            "Areas count from the decision, the letter or the first meeting: the decision is taken.",
            "Delay here has left children in neglect for long.",
            _FAMILY,
        ),
    ),
    Duty(
        code="pre_proceedings_letter",
        title="Letter before proceedings",
        asks="Send the letter before proceedings",
        area=_AREA,
        who="A child in pre-proceedings",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=pre_proceedings.pre_pro_decision_date,
        opens=pre_proceedings.pre_pro_decision_date,
        met_by=(Event(field=pre_proceedings.pre_pro_letter_date),),
        rules=(
            Rule(code="pre_proceedings_letter", versions=_believed(working_days(5), "five working days are common")),
        ),
        ends=_ENDS,
        gives_way_to=_ISSUED,
        see_also=(source("PLO", "asks for the letter, without a number"),),
        notes=(_FAMILY,),
    ),
    Duty(
        code="pre_proceedings_first_meeting",
        title="First pre-proceedings meeting",
        asks="Meet the parents and their lawyers",
        area=_AREA,
        who="A child whose parents were sent a letter before proceedings",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=pre_proceedings.pre_pro_letter_date,
        opens=pre_proceedings.pre_pro_letter_date,
        met_by=(Event(field=pre_proceedings.initial_pre_pro_meeting_date),),
        rules=(
            Rule(
                code="pre_proceedings_first_meeting",
                versions=_believed(working_days(10), "ten working days are common"),
            ),
        ),
        where=(Recorded(field=pre_proceedings.pre_pro_letter_date),),
        ends=_ENDS,
        gives_way_to=_ISSUED,
        notes=(_FAMILY,),
    ),
    Duty(
        code="pre_proceedings_review",
        title="Review meeting in pre-proceedings",
        asks="Hold the review meeting",
        area=_AREA,
        who="A child in pre-proceedings whose parents were met",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.EVERY,
        about=pre_proceedings.initial_pre_pro_meeting_date,
        opens=pre_proceedings.initial_pre_pro_meeting_date,
        met_by=(Event(field=pre_proceedings_review.review_date, of_child=True),),
        rules=(Rule(code="pre_proceedings_review", versions=_believed(weeks(6), "six to eight weeks are common")),),
        where=(Recorded(field=pre_proceedings.initial_pre_pro_meeting_date),),
        ends=_ENDS,
        gives_way_to=_ISSUED,
        notes=("The dataset counts the reviews and does not date them.", _FAMILY),
    ),
    Duty(
        code="section_37_report",
        title="Section 37 report",
        asks="File the report",
        area=_AREA,
        who="A child about whom a court in private law proceedings asked the authority to investigate",
        strength=Strength.STATUTE,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=court_report.directed_date,
        opens=court_report.directed_date,
        met_by=(Event(field=court_report.filed_date),),
        rules=_unless_set(
            "section_37_report",
            court_report.due_date,
            beginning_with(weeks(8)),
            source("CA1989", "section 37(4)"),
            _SINCE_1991,
        ),
        where=(Is(field=court_report.report_kind, codes=("section_37",)),),
        notes=(
            "The day of the direction is the first day. The court may set another day, earlier or later.",
            "A section 7 report has no limit but the day that the court sets.",
            "Where no file says what day the court set, nothing is said.",
        ),
    ),
    Duty(
        code="contact_refusal_emergency",
        title="Contact refused without a court",
        asks="Restore contact, or ask the court",
        area=_AREA,
        who="A child in care whose contact with the family was refused as a matter of urgency",
        strength=Strength.STATUTE,
        confidence=Confidence.CONFIRMED,
        form=Form.NO_LONGER_THAN,
        about=contact_refusal.refused_date,
        opens=contact_refusal.refused_date,
        met_by=(Event(field=contact_refusal.restored_date), Event(field=contact_refusal.court_authority_date)),
        rules=(
            Rule(
                code="contact_refusal_emergency",
                versions=(in_force(calendar_days(7), source("CA1989", "section 34(6)(b)"), _SINCE_1991),),
            ),
        ),
        ends=(cin_episodes.close_date,),
        gives_way_to=(Event(field=period_of_care.ceased_date),),
        see_also=(source("CPPCR2010", "regulation 8: written notice at once, recorded in the care plan"),),
        notes=(
            "Whether a care order is in force is not tested: the row says that contact was refused.",
            "To depart from an order on contact by agreement is another rule, with notice within five working days.",
        ),
    ),
    Duty(
        code="supervision_order_expiry",
        title="End of a supervision order",
        asks="Decide whether to ask for an extension before the order runs out",
        area=_AREA,
        who="A child under a supervision order",
        strength=Strength.STATUTE,
        confidence=Confidence.CORROBORATED,
        form=Form.NO_LONGER_THAN,
        about=court_order.order_start_date,
        opens=court_order.order_start_date,
        met_by=(Event(field=court_order.order_end_date),),
        rules=_unless_set(
            "supervision_order_expiry",
            court_order.expiry_date,
            beginning_with(months(12)),
            source("CA1989", "Schedule 3, paragraph 6(1), (3) and (4)"),
            _SINCE_1991,
            Confidence.CORROBORATED,
        ),
        where=(Is(field=court_order.order_kind, codes=("supervision",)),),
        notes=(
            "The year begins with the day of the order, and ends the day before it comes round.",
            "Each extension is applied for, to three years in all, which is not tested: enter the new last day.",
            "An order that runs out unseen is the risk. Many areas look at it three months before.",
            "Where no file says when orders run out, nothing is said.",
        ),
    ),
)
