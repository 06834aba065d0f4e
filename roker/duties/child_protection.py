"""Duties of enquiries, child protection plans and protection in an emergency."""

from dataclasses import replace
from datetime import date

from roker.calendar import beginning_with, calendar_days, hours, months, working_days
from roker.duties.duty import (
    Aged,
    Confidence,
    Duty,
    Event,
    Form,
    Is,
    Not,
    Recorded,
    Rule,
    Strength,
    Until,
    Version,
)
from roker.duties.law import in_force, local_standard, source
from roker.duties.working_together import LATEST
from roker.record.entities import (
    cin_episodes,
    cin_visits,
    cp_plans,
    cp_visits,
    legal_planning_meeting,
    legal_status,
    notification,
    period_of_care,
    s47_enquiry,
    strategy_discussion,
)

_AREA = "Child protection"
_SINCE_1991 = date(1991, 10, 14)
OF_ANOTHER_AUTHORITY = Event(field=cp_plans.cp_plan_start_date, where=(Is(field=cp_plans.cp_plan_ola, codes=("Y",)),))
"""A plan that another authority keeps. As what takes the place of a duty it ends its own clock where that opens; a
source that does not say whose plans it holds, as Annex A, is taken to hold its own."""
NOT_OUR_PLAN = "Another authority's plan gives nothing to do here: its clock ends on the day on which it opens."
_CP_VISIT = Event(
    field=cp_visits.cp_visit_date, where=(Not(condition=Is(field=cp_visits.cp_visit_seen, codes=("N",))),)
)
_CIN_VISIT = Event(
    field=cin_visits.cin_visit_date, where=(Not(condition=Is(field=cin_visits.cin_visit_seen, codes=("N",))),)
)
_END_OF_CARE = Event(field=period_of_care.ceased_date)
_ORDERED_UNTIL = Until(field=legal_status.expiry_date)
_EMERGENCY_ORDERS = source("CA1989", "section 45(1) to (6)")


def _notified(  # noqa: PLR0913 - the parts in which the two differ
    code: str, title: str, asks: str, kind: str, versions: tuple[Version, ...], notes: tuple[str, ...]
) -> Duty:
    """What is sent to the national panel after a serious incident. The death of the child does not end it."""
    return Duty(
        code=code,
        title=title,
        asks=asks,
        area=_AREA,
        who="A child who died or was seriously harmed, where abuse or neglect is known or suspected",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=notification.aware_date,
        opens=notification.aware_date,
        met_by=(Event(field=notification.sent_date),),
        rules=(Rule(code=code, versions=versions),),
        where=(Is(field=notification.notification_kind, codes=(kind,)),),
        outlives_child=True,
        see_also=(source("CA2004-16C", "section 16C(1)"),),
        notes=(*notes, "The dataset has no notifications."),
    )


CHILD_PROTECTION_DUTIES = (
    Duty(
        code="strategy_discussion",
        title="Strategy discussion",
        asks="Hold the strategy discussion",
        area=_AREA,
        who="A child who may suffer significant harm",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=strategy_discussion.concern_date,
        opens=strategy_discussion.concern_date,
        met_by=(Event(field=strategy_discussion.discussion_date),),
        rules=(
            Rule(
                code="strategy_discussion",
                versions=local_standard(
                    working_days(1),
                    "the same day or the next working day is the commonest; three at most",
                    confidence=Confidence.CORROBORATED,
                ),
            ),
        ),
        where=(Is(field=strategy_discussion.discussion_reason, codes=("significant_harm",)),),
        ends=(cin_episodes.close_date,),
        see_also=(replace(LATEST, provision="chapter 3: promptly, without a number"),),
        notes=(
            "A concern for which no discussion is on the record has no clock.",
            "The dataset holds only the discussion with which an enquiry began, without the day of the concern.",
            "Look for visits between the concern and the discussion: they are not to come first.",
        ),
    ),
    Duty(
        code="s47_enquiry_completed",
        title="Section 47 enquiry",
        asks="Complete the enquiry",
        area=_AREA,
        who="A child about whom a section 47 enquiry was begun",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=s47_enquiry.s47_start_date,
        opens=s47_enquiry.s47_start_date,
        met_by=(Event(field=s47_enquiry.s47_end_date),),
        rules=(
            Rule(
                code="s47_enquiry_completed",
                versions=local_standard(
                    working_days(15),
                    "fifteen working days, within which the conference is due; some ask for ten",
                    confidence=Confidence.CORROBORATED,
                ),
            ),
        ),
        ends=(cin_episodes.close_date,),
        notes=(
            "No national limit of its own: the conference and the 45 working days of the assessment bound it.",
            "A second enquiry that begins while one is open is an error of the record.",
        ),
    ),
    Duty(
        code="s47_child_seen",
        title="Child seen in an enquiry",
        asks="See the child",
        area=_AREA,
        who="A child about whom a section 47 enquiry was begun",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=s47_enquiry.s47_start_date,
        opens=s47_enquiry.s47_start_date,
        met_by=(Event(field=s47_enquiry.s47_child_seen_date), _CP_VISIT, _CIN_VISIT),
        rules=(
            Rule(
                code="s47_child_seen",
                versions=local_standard(
                    hours(24), "24 hours; others say one working day", confidence=Confidence.UNCONFIRMED
                ),
            ),
        ),
        where=(Aged(under=18),),
        ends=(s47_enquiry.s47_end_date, cin_episodes.close_date),
        notes=(
            "Only days are held: seen on the day is in time for certain, on the day after it cannot be told.",
            "Without a date of birth the child may not be born yet, when the parent is seen: it cannot be told.",
            "A visit that does not say whether the child was seen counts, as that is often left blank.",
        ),
    ),
    Duty(
        code="cp_visit",
        title="Child protection visit",
        asks="See the child",
        area=_AREA,
        who="A child with a child protection plan of this authority",
        strength=Strength.LOCAL,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=cp_plans.cp_plan_start_date,
        opens=cp_plans.cp_plan_start_date,
        met_by=(_CP_VISIT,),
        rules=(
            Rule(
                code="cp_visit",
                versions=local_standard(
                    working_days(10), "ten working days is the commonest that local procedures publish"
                ),
            ),
        ),
        ends=(cp_plans.cp_plan_end_date, cin_episodes.close_date),
        gives_way_to=(OF_ANOTHER_AUTHORITY,),
        see_also=(replace(LATEST, provision="gives no national number"),),
        notes=(
            "A breach is of the authority's own standard, not of the law.",
            (
                "Published standards differ: 10, 15 or 20 working days, 14 days, 4 weeks; the child's own plan may ask "
                "for more."
            ),
            (
                "A visit in which the child was not seen starts nothing anew. One that does not say counts, as that is "
                "often left blank; where no file has such a column, in time cannot be told."
            ),
            "A child who comes into care with a plan needs visits under both; only the end of the plan ends these.",
            "Core groups and contacts in school are no visits. Before the birth the mother is visited.",
            NOT_OUR_PLAN,
        ),
    ),
    Duty(
        code="cp_plan_duration_trigger",
        title="Long child protection plan",
        asks="End the plan, or plan legal steps",
        area=_AREA,
        who="A child with a child protection plan of this authority",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.NO_LONGER_THAN,
        about=cp_plans.cp_plan_start_date,
        opens=cp_plans.cp_plan_start_date,
        met_by=(Event(field=cp_plans.cp_plan_end_date),),
        rules=(
            Rule(
                code="cp_plan_duration_trigger",
                versions=local_standard(
                    months(15),
                    "fifteen months; published triggers are 9, 12, 15 or 18",
                    confidence=Confidence.CORROBORATED,
                ),
            ),
        ),
        ends=(cin_episodes.close_date,),
        gives_way_to=(Event(field=legal_planning_meeting.meeting_date), OF_ANOTHER_AUTHORITY),
        see_also=(source("CIN", "tables on plans that lasted two years or more"),),
        notes=(
            "Past the limit somebody looks at the plan again: a signal, not a breach of the law.",
            "A legal planning meeting of the child ends the clock. Independent scrutiny is recorded nowhere.",
            NOT_OUR_PLAN,
        ),
    ),
    Duty(
        code="police_protection",
        title="End of police protection",
        asks="See that police protection ends, or an order takes its place",
        area=_AREA,
        who="A child in police protection",
        strength=Strength.STATUTE,
        confidence=Confidence.CONFIRMED,
        form=Form.NO_LONGER_THAN,
        about=legal_status.legal_status_start_date,
        opens=legal_status.legal_status_start_date,
        met_by=(Event(field=legal_status.legal_status_end_date),),
        rules=(
            Rule(
                code="police_protection",
                versions=(in_force(hours(72), source("CA1989", "section 46(6)"), _SINCE_1991),),
            ),
        ),
        where=(Is(field=legal_status.legal_status, codes=("L1",)),),
        ends=(cin_episodes.close_date,),
        gives_way_to=(
            Event(
                field=legal_status.legal_status_start_date,
                where=(Not(condition=Is(field=legal_status.legal_status, codes=("L1",))),),
            ),
            _END_OF_CARE,
        ),
        notes=(
            "Only days are held: up to the second day after is in time for certain, on the third it cannot be told.",
            "It cannot be renewed back to back.",
            "Annex A has no end of a legal status.",
        ),
    ),
    Duty(
        code="emergency_protection_order",
        title="End of an emergency protection order",
        asks="See that the order ends, is extended or another takes its place",
        area=_AREA,
        who="A child under an emergency protection order",
        strength=Strength.STATUTE,
        confidence=Confidence.CONFIRMED,
        form=Form.NO_LONGER_THAN,
        about=legal_status.legal_status_start_date,
        opens=legal_status.legal_status_start_date,
        met_by=(Event(field=legal_status.legal_status_end_date),),
        rules=(
            Rule(
                code="emergency_protection_order_as_ordered",
                versions=(in_force(_ORDERED_UNTIL, _EMERGENCY_ORDERS, _SINCE_1991),),
                when=(Recorded(field=legal_status.expiry_date),),
            ),
            Rule(
                code="emergency_protection_order",
                versions=(in_force(beginning_with(calendar_days(8)), _EMERGENCY_ORDERS, _SINCE_1991),),
            ),
        ),
        where=(Is(field=legal_status.legal_status, codes=("L2",)),),
        ends=(cin_episodes.close_date,),
        gives_way_to=(
            Event(
                field=legal_status.legal_status_start_date,
                where=(Not(condition=Is(field=legal_status.legal_status, codes=("L2",))),),
            ),
            _END_OF_CARE,
        ),
        notes=(
            "The day in the order governs: it says eight days at most, and fifteen with its one extension.",
            "Where no file has that day, an extension cannot be told from a delay, and nothing is said.",
            "After police protection the eight days begin with the first day of that, which only the order says.",
            "If the eighth day is a Sunday or a holiday, the court may let it run to noon of the next ordinary day.",
        ),
    ),
    _notified(
        "serious_incident_notification",
        "Serious incident notified",
        "Notify the national panel and the safeguarding partners",
        "serious_incident",
        (
            in_force(
                working_days(5),
                source("WT2015", "chapter 4: to Ofsted and the board"),
                date(2015, 3, 26),
                until=date(2018, 6, 28),
                confidence=Confidence.UNCONFIRMED,
            ),
            in_force(working_days(5), source("WT2018", "chapter 4"), date(2018, 6, 29), until=date(2023, 12, 14)),
            in_force(working_days(5), source("WT2023", "chapter 5"), date(2023, 12, 15)),
        ),
        (
            "To notify is a duty by the Act; the five days are guidance.",
            "One day is held for the panel and the partners.",
            "The death of a looked-after child is notified whatever the cause.",
        ),
    ),
    _notified(
        "rapid_review",
        "Rapid review",
        "Send the rapid review to the national panel",
        "rapid_review",
        (
            in_force(
                months(1),
                source("WT2013", "chapter 4: whether to hold a serious case review"),
                date(2013, 4, 15),
                until=date(2018, 6, 28),
                confidence=Confidence.UNCONFIRMED,
            ),
            in_force(working_days(15), source("WT2018", "chapter 4"), date(2018, 6, 29), until=date(2023, 12, 14)),
            in_force(working_days(15), source("WT2023", "chapter 5"), date(2023, 12, 15)),
        ),
        ("Counted from the day on which the partners became aware of the incident.",),
    ),
)
