"""Duties of children missing and exploited."""

from datetime import date

from roker.calendar import Limit, hours, months, weeks, working_days
from roker.duties.duty import (
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
from roker.record.entities import (
    cin_episodes,
    exploitation_interval,
    missing,
    notification,
    period_of_care,
    return_interview,
    strategy_discussion,
    transfer,
)

_AREA = "Missing and exploitation"
_NATIONAL_TRANSFER = source("NTS", "transfer")


def _believed(limit: Limit, said: str) -> tuple[Version, ...]:
    """A local standard that was not read in any published procedure."""
    return local_standard(limit, said, confidence=Confidence.UNCONFIRMED)


MISSING_DUTIES = (
    Duty(
        code="return_home_interview",
        title="Return home interview",
        asks="Hold the return home interview",
        area=_AREA,
        who="A child who came back from being missing or away",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=missing.missing_episode_end_date,
        opens=missing.missing_episode_end_date,
        met_by=(
            Event(
                field=return_interview.interview_date,
                where=(
                    Not(
                        condition=Is(
                            field=return_interview.interview_outcome, codes=("declined", "not_reached", "not_offered")
                        )
                    ),
                ),
            ),
            Event(
                field=return_interview.offered_date,
                where=(Is(field=return_interview.interview_outcome, codes=("declined",)),),
            ),
        ),
        rules=(
            Rule(
                code="return_home_interview",
                versions=(
                    in_force(
                        hours(72),
                        source("MISSING2014", "return interviews, in the guidance of 2009 and the draft of 2013"),
                        date(2009, 7, 1),
                        until=date(2013, 12, 31),
                        confidence=Confidence.UNCONFIRMED,
                    ),
                    in_force(
                        hours(72),
                        source("MISSING2014", "independent return interviews"),
                        date(2014, 1, 1),
                        confidence=Confidence.CORROBORATED,
                    ),
                ),
            ),
        ),
        where=(Recorded(field=missing.missing_episode_end_date),),
        notes=(
            "Only days are held: up to the second day after is in time for certain, on the third it cannot be told.",
            "An offer that the child declined counts on the day of the offer.",
            "Children who are open to nobody are owed it too.",
            "Times away without authorisation are counted like times missing.",
            "One interview may cover several episodes: record it under each.",
            "The dataset says whether an interview was offered and accepted, and neither when.",
        ),
    ),
    Duty(
        code="missing_strategy_meeting",
        title="Strategy meeting on a missing child",
        asks="Hold the strategy meeting",
        area=_AREA,
        who="A child who is missing or away",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.EVERY,
        about=missing.missing_episode_start_date,
        opens=missing.missing_episode_start_date,
        met_by=(
            Event(
                field=strategy_discussion.discussion_date,
                where=(Is(field=strategy_discussion.discussion_reason, codes=("missing",)),),
            ),
        ),
        rules=(
            Rule(
                code="missing_strategy_meeting_first",
                versions=_believed(working_days(3), "protocols ask for it within 24 to 72 hours"),
                when=(Turn(number=1),),
            ),
            Rule(
                code="missing_strategy_meeting_later",
                versions=_believed(weeks(1), "protocols ask for it every week while the child is missing"),
            ),
        ),
        ends=(missing.missing_episode_end_date,),
        notes=("Some protocols ask for it within 24 hours where the risk is high.",),
    ),
    Duty(
        code="missing_lac_notification",
        title="Notice of a missing child in care",
        asks="Tell the authority, the police and the parents",
        area=_AREA,
        who="A looked-after child who goes missing",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=missing.missing_episode_start_date,
        opens=missing.missing_episode_start_date,
        met_by=(
            Event(
                field=notification.sent_date,
                where=(Is(field=notification.notification_kind, codes=("missing",)),),
            ),
        ),
        rules=(
            Rule(
                code="missing_lac_notification",
                versions=_believed(working_days(1), "one working day; others say the same day"),
            ),
        ),
        where=(InForce(field=period_of_care.entered_care_date),),
        ends=(cin_episodes.close_date,),
        gives_way_to=(Event(field=period_of_care.ceased_date),),
        see_also=(source("MISSING2014", "at once, without a number"),),
        notes=("One day is held for all who are to be told.",),
    ),
    Duty(
        code="nrm_referral",
        title="Referral as a victim of modern slavery",
        asks="Refer the child to the National Referral Mechanism",
        area=_AREA,
        who="A child who may be a victim of trafficking or modern slavery",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=notification.aware_date,
        opens=notification.aware_date,
        met_by=(Event(field=notification.sent_date),),
        rules=(
            Rule(
                code="nrm_referral",
                versions=(
                    in_force(
                        working_days(1),
                        Source(title="Local standard", provision="one working day; others say 48 hours"),
                        date(2015, 11, 1),
                        confidence=Confidence.UNCONFIRMED,
                    ),
                ),
            ),
        ),
        where=(Is(field=notification.notification_kind, codes=("modern_slavery",)),),
        see_also=(source("NRM", "gives those who are first to respond no number"),),
        notes=("A child's consent is not needed.", "Some areas decide themselves, in a pilot."),
    ),
    Duty(
        code="uasc_transfer",
        title="Transfer under the National Transfer Scheme",
        asks="Hand the child over to the other authority",
        area=_AREA,
        who="An unaccompanied asylum-seeking child referred to the National Transfer Scheme",
        strength=Strength.NATIONAL_GUIDANCE,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=transfer.sent_date,
        opens=transfer.sent_date,
        met_by=(Event(field=transfer.handover_date),),
        rules=(
            Rule(
                code="uasc_transfer",
                versions=(
                    in_force(
                        working_days(10),
                        _NATIONAL_TRANSFER,
                        date(2021, 12, 14),
                        until=date(2022, 8, 23),
                        confidence=Confidence.UNCONFIRMED,
                    ),
                    in_force(working_days(5), _NATIONAL_TRANSFER, date(2022, 8, 24), confidence=Confidence.UNCONFIRMED),
                ),
            ),
        ),
        where=(Is(field=transfer.transfer_kind, codes=("national",)),),
        ends=(transfer.refused_date,),
        notes=(
            "Whether it counts from the referral or from the allocation is not settled: the day sent is taken.",
            "Duties of care begin in the first authority, and anew in the second.",
        ),
    ),
    Duty(
        code="exploitation_risk_review",
        title="Review of the risk of exploitation",
        asks="Assess the risk of exploitation again",
        area=_AREA,
        who="A child at risk of exploitation",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=exploitation_interval.interval_start_date,
        opens=exploitation_interval.interval_start_date,
        met_by=(Event(field=exploitation_interval.next_assessed_date),),
        rules=(
            Rule(
                code="exploitation_risk_review",
                versions=_believed(
                    months(3), "panels ask for it every three months, and monthly where the risk is high"
                ),
            ),
        ),
        ends=(exploitation_interval.risk_end_date, cin_episodes.close_date),
        notes=(
            "Each kind of exploitation is assessed again for itself.",
            "How high the risk is stands in free text: a monthly review of a high one is not counted.",
            "The dataset has no such assessments, only what an assessment of need found.",
        ),
    ),
)
