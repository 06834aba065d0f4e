"""Duties of supervision, oversight and allocation, as far as a child is their subject."""

from roker.calendar import months, working_days
from roker.duties.duty import Confidence, Duty, Event, Form, InForce, Is, Recorded, Rule, Strength
from roker.duties.law import local_standard, source
from roker.record.entities import (
    case_summary,
    cin_episodes,
    cp_plans,
    leaving_care_status,
    manager_decision,
    open_period,
    period_of_care,
    supervision,
    transfer,
    unallocated,
)

AREA = "Supervision and oversight"

_OPEN_FOR_ANYTHING = (
    "A child is open from the first case, plan, time in care or leaving care to the last, as long as these touch."
)
_NO_LIST = "The dataset has no such day: it comes from a list of the authority."

WORKFORCE_DUTIES = (
    Duty(
        code="unallocated_child",
        title="Child without a worker",
        asks="Give the child a worker",
        area=AREA,
        who="An open child whose worker left or was taken off",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.NO_LONGER_THAN,
        about=unallocated.unallocated_start_date,
        opens=unallocated.unallocated_start_date,
        met_by=(Event(field=unallocated.unallocated_end_date),),
        rules=(
            Rule(
                code="unallocated_child_care_or_protection",
                versions=local_standard(
                    working_days(0),
                    "not a day for children in care or with a child protection plan",
                    confidence=Confidence.CORROBORATED,
                ),
                when=(Is(field=unallocated.basis, codes=("care", "protection")),),
            ),
            Rule(
                code="unallocated_child",
                versions=local_standard(
                    working_days(1),
                    "one working day for children in need",
                    confidence=Confidence.CORROBORATED,
                ),
            ),
        ),
        where=(Is(field=unallocated.unallocated_kind, codes=("left",)),),
        until_age=25,
        see_also=(source("CA-VOL2", "a social worker for every looked-after child"),),
        notes=(
            "The time before a new child first has a worker is another duty.",
            "Each gap has a clock of its own. That the child's case closed ends a gap too, and counts as its end.",
            (
                "A worker who left, or is away for long, may still hold children on paper: such a gap shows only "
                "where the end of the involvement or of the post is recorded."
            ),
        ),
    ),
    Duty(
        code="case_supervision",
        title="Supervision of the work on a child",
        asks="Hold supervision about the child, and record it",
        area=AREA,
        who="An open child or care leaver",
        strength=Strength.LOCAL,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=open_period.open_start_date,
        opens=open_period.open_start_date,
        met_by=(Event(field=supervision.supervision_date),),
        rules=(
            Rule(
                code="case_supervision_child_protection",
                versions=local_standard(months(1), "published procedures have a month for children with a plan"),
                when=(InForce(field=cp_plans.cp_plan_start_date),),
            ),
            Rule(
                code="case_supervision_care",
                versions=local_standard(months(2), "published procedures have two months for children in care"),
                when=(InForce(field=period_of_care.entered_care_date),),
            ),
            Rule(
                code="case_supervision_care_leaver",
                versions=local_standard(months(3), "three months for care leavers, as a default"),
                when=(InForce(field=leaving_care_status.eligibility, codes=("R", "FR")),),
            ),
            Rule(
                code="case_supervision",
                versions=local_standard(months(2), "two months for children in need, as a default"),
            ),
        ),
        ends=(open_period.open_end_date,),
        until_age=25,
        notes=(
            "What the child is open for on the day of the last supervision decides the interval.",
            "Some authorities have a month for every child.",
            "Supervision of a child's case and supervision of the worker are two clocks.",
            _OPEN_FOR_ANYTHING,
            _NO_LIST,
        ),
    ),
    Duty(
        code="management_oversight",
        title="Management oversight",
        asks="Record management oversight",
        area=AREA,
        who="An open child",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.EVERY,
        about=open_period.open_start_date,
        opens=open_period.open_start_date,
        met_by=(Event(field=manager_decision.decision_date),),
        rules=(
            Rule(
                code="management_oversight",
                versions=local_standard(
                    months(1), "practice standards of authorities", confidence=Confidence.UNCONFIRMED
                ),
            ),
        ),
        ends=(open_period.open_end_date,),
        notes=("Any recorded decision of a manager counts, whatever it is about.", _OPEN_FOR_ANYTHING, _NO_LIST),
    ),
    Duty(
        code="chronology_summary_update",
        title="Chronology or case summary brought up to date",
        asks="Bring the chronology or the case summary up to date",
        area=AREA,
        who="An open child",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.EVERY,
        about=open_period.open_start_date,
        opens=open_period.open_start_date,
        met_by=(Event(field=case_summary.updated_date),),
        rules=(
            Rule(
                code="chronology_summary_update",
                versions=local_standard(months(3), "three months, as a default", confidence=Confidence.UNCONFIRMED),
            ),
        ),
        ends=(open_period.open_end_date,),
        notes=("Either of the two counts.", _OPEN_FOR_ANYTHING, _NO_LIST),
    ),
    Duty(
        code="case_transfer_handover",
        title="Handover to another team",
        asks="Hand the child over to the new team",
        area=AREA,
        who="A child whose transfer between teams was agreed",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=transfer.accepted_date,
        opens=transfer.accepted_date,
        met_by=(Event(field=transfer.handover_date),),
        rules=(
            Rule(
                code="case_transfer_handover",
                versions=local_standard(
                    working_days(10), "transfer protocols of authorities", confidence=Confidence.UNCONFIRMED
                ),
            ),
        ),
        where=(Is(field=transfer.transfer_kind, codes=("team",)), Recorded(field=transfer.accepted_date)),
        ends=(cin_episodes.close_date,),
        notes=(
            "Counted from the day on which the new team accepted. What was sent and not answered has no clock.",
            "A change of worker alone does not say that it was a transfer.",
            _NO_LIST,
        ),
    ),
)
