"""Duties of child protection conferences and core groups."""

from datetime import date

from roker.calendar import Limit, before, months, weeks, working_days
from roker.duties.child_protection import NOT_OUR_PLAN, OF_ANOTHER_AUTHORITY
from roker.duties.duty import (
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
    Strength,
    Turn,
)
from roker.duties.law import in_force, local_standard, source
from roker.duties.working_together import since
from roker.record import Field
from roker.record.entities import (
    cin_episodes,
    core_group,
    cp_plans,
    cp_reviews,
    initial_cp_conference,
    person,
    s47_enquiry,
    transfer,
    unborn_enquiry,
)

_AREA = "Child protection"
_SINCE_2006 = date(2006, 4, 1)
_QUORATE_REVIEW = Event(
    field=cp_reviews.cp_review_date, where=(Not(condition=Is(field=cp_reviews.cp_review_quorate, codes=("N",))),)
)


def _report_shared(code: str, title: str, held: Field, shared: Field, days: int) -> Duty:
    """A social worker's report shared so many working days before a conference."""
    return Duty(
        code=code,
        title=title,
        asks="Share the report with the family",
        area=_AREA,
        who="A child about whom a conference was held",
        strength=Strength.LOCAL,
        confidence=Confidence.CONFIRMED,
        form=Form.BEFORE,
        about=held,
        opens=held,
        met_by=(Event(field=shared),),
        rules=(
            Rule(
                code=code,
                versions=local_standard(
                    before(working_days(days)), f"{days} working days, as Liverpool publishes; others count days"
                ),
            ),
        ),
        where=(Recorded(field=held),),
        ends=(held,),
        notes=(
            "Counted back from the conference, and shown from its day on: a conference that is only booked has none.",
            "What was not shared by the end of that day was missed.",
            "The dataset does not say when reports were shared.",
        ),
    )


def _distributed(step: str, title: str, asks: str, held: Field, sent: Field, limit: Limit) -> Duty:  # noqa: PLR0913 - the parts of a step
    """One of the steps by which what a conference decided reaches those concerned."""
    code = f"conference_record_distributed_{step}"
    return Duty(
        code=code,
        title=title,
        asks=asks,
        area=_AREA,
        who="A child about whom a conference was held",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=held,
        opens=held,
        met_by=(Event(field=sent),),
        rules=(
            Rule(
                code=code,
                versions=local_standard(limit, "no national limit exists now", confidence=Confidence.UNCONFIRMED),
            ),
        ),
        where=(Recorded(field=held),),
        notes=("The dataset does not say when the record of a conference was sent.",),
    )


CONFERENCES_DUTIES = (
    Duty(
        code="icpc",
        title="Initial child protection conference",
        asks="Hold the initial child protection conference",
        area=_AREA,
        who="A child without a plan who had a section 47 enquiry, unless a conference was deemed unnecessary",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=s47_enquiry.s47_start_date,
        opens=s47_enquiry.s47_start_date,
        met_by=(Event(field=initial_cp_conference.icpc_date),),
        rules=(Rule(code="icpc", versions=since(_SINCE_2006, working_days(15))),),
        ends=(cin_episodes.close_date,),
        gives_way_to=(Event(field=s47_enquiry.s47_start_date, where=(Is(field=s47_enquiry.s47_nfa, codes=("Y",)),)),),
        where=(
            Not(condition=Is(field=s47_enquiry.icpc_not_required, codes=("Y",))),
            AnyOf(
                conditions=(
                    Not(condition=Recorded(field=s47_enquiry.s47_start_date)),
                    Not(condition=InForce(field=cp_plans.cp_plan_start_date)),
                )
            ),
        ),
        see_also=(source("CIN", "table C4, which leaves out conferences that came before the enquiry"),),
        notes=(
            "Counted from the strategy discussion that began the enquiry; holding another does not restart it.",
            "While nobody has said that a conference is unnecessary, the clock runs.",
            "An enquiry that ended without further action leads to none: its clock ends where it opened.",
            "An enquiry about a child who has a plan, of whatever authority, leads to a review, not to this.",
            "Whether enough agencies took part is not asked: few sources say, and the law names no number.",
        ),
    ),
    Duty(
        code="prebirth_conference_timing",
        title="Conference before a birth",
        asks="Hold the conference well before the birth",
        area=_AREA,
        who="An unborn child who had a section 47 enquiry",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.BEFORE,
        about=unborn_enquiry.expected_dob,
        opens=unborn_enquiry.expected_dob,
        met_by=(Event(field=initial_cp_conference.icpc_date, or_before=before(weeks(40))),),
        rules=(
            Rule(
                code="prebirth_conference_timing",
                versions=local_standard(
                    before(weeks(10)),
                    "ten weeks; regional protocols say by the 28th to the 32nd week of the pregnancy",
                    confidence=Confidence.UNCONFIRMED,
                ),
            ),
        ),
        where=(
            Not(condition=Is(field=unborn_enquiry.s47_nfa, codes=("Y",))),
            Not(condition=Is(field=unborn_enquiry.icpc_not_required, codes=("Y",))),
        ),
        ends=(unborn_enquiry.unborn_until_date,),
        notes=(
            "Counted back from the expected day of birth, and shown from that day on.",
            "The limit of 15 working days from the strategy discussion runs as well, and shows before the birth.",
            "What was not held by the birth, or by the expected day if that is later, was missed.",
            "An enquiry that began less than ten weeks before the birth is late from its first day.",
        ),
    ),
    Duty(
        code="transfer_in_conference",
        title="Transfer-in conference",
        asks="Hold the transfer-in conference",
        area=_AREA,
        who="A child with the plan of another authority who moves in for good",
        strength=Strength.NATIONAL_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=transfer.accepted_date,
        opens=transfer.accepted_date,
        met_by=(
            Event(
                field=initial_cp_conference.icpc_date,
                where=(Is(field=initial_cp_conference.icpc_transfer_in, codes=("Y",)),),
            ),
        ),
        rules=(
            Rule(
                code="transfer_in_conference",
                versions=(
                    in_force(
                        working_days(15),
                        source("LOCAL", "protocols of Tees, Bolton and regions; earlier in Working Together 2010"),
                        _SINCE_2006,
                        confidence=Confidence.CORROBORATED,
                    ),
                ),
            ),
        ),
        where=(
            Recorded(field=transfer.accepted_date),
            Is(field=transfer.transfer_kind, codes=("in",)),
            InForce(field=cp_plans.cp_plan_ola, codes=("Y",)),
        ),
        ends=(transfer.refused_date,),
        notes=(
            "Sources differ whether it counts from the notice, its acceptance or the papers: acceptance is taken.",
            "Until the conference the other authority keeps plan, visits and reviews.",
            "A stay of less than fifteen working days, or twelve weeks, is no transfer.",
            "The dataset has no day of the notice.",
        ),
    ),
    _report_shared(
        "conference_report_shared_initial",
        "Report shared before an initial conference",
        initial_cp_conference.icpc_date,
        initial_cp_conference.report_shared_date,
        2,
    ),
    _report_shared(
        "conference_report_shared_review",
        "Report shared before a review conference",
        cp_reviews.cp_review_date,
        cp_reviews.report_shared_date,
        5,
    ),
    _distributed(
        "initial_outline",
        "Outline plan after an initial conference",
        "Send the outline plan",
        initial_cp_conference.icpc_date,
        initial_cp_conference.outline_sent_date,
        working_days(1),
    ),
    _distributed(
        "initial_minutes",
        "Minutes of an initial conference",
        "Send the minutes",
        initial_cp_conference.icpc_date,
        initial_cp_conference.minutes_sent_date,
        working_days(20),
    ),
    _distributed(
        "review_outline",
        "Outline plan after a review conference",
        "Send the outline plan",
        cp_reviews.cp_review_date,
        cp_reviews.outline_sent_date,
        working_days(1),
    ),
    _distributed(
        "review_minutes",
        "Minutes of a review conference",
        "Send the minutes",
        cp_reviews.cp_review_date,
        cp_reviews.minutes_sent_date,
        working_days(20),
    ),
    Duty(
        code="core_group_first",
        title="First core group",
        asks="Hold the first core group",
        area=_AREA,
        who="A child with a child protection plan of this authority",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=cp_plans.cp_plan_start_date,
        opens=cp_plans.cp_plan_start_date,
        met_by=(Event(field=core_group.core_group_date, of_child=True),),
        rules=(
            Rule(
                code="core_group_first",
                versions=since(_SINCE_2006, working_days(10), confidence=Confidence.CORROBORATED),
            ),
        ),
        ends=(cp_plans.cp_plan_end_date, cin_episodes.close_date),
        gives_way_to=(OF_ANOTHER_AUTHORITY,),
        notes=(
            "Counted from the start of the plan, which is the day of the conference.",
            "A core group is no visit, even if the child is there.",
            "The dataset has no core groups.",
            NOT_OUR_PLAN,
        ),
    ),
    Duty(
        code="core_group_subsequent",
        title="Later core groups",
        asks="Hold the core group",
        area=_AREA,
        who="A child with a child protection plan of this authority whose core group has met",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.EVERY,
        about=cp_plans.cp_plan_start_date,
        opens=cp_plans.cp_plan_start_date,
        met_by=(Event(field=core_group.core_group_date, of_child=True),),
        rules=(
            Rule(
                code="core_group_subsequent",
                versions=local_standard(
                    weeks(6),
                    "six weeks; others publish a month, or four to six weeks",
                    confidence=Confidence.CORROBORATED,
                ),
                when=(Not(condition=Turn(number=1)),),
            ),
        ),
        ends=(cp_plans.cp_plan_end_date, cin_episodes.close_date),
        gives_way_to=(OF_ANOTHER_AUTHORITY,),
        notes=("The first core group is a duty of its own, as the guidance asks for it.", "The dataset has none."),
    ),
    Duty(
        code="cp_review",
        title="Child protection review conference",
        asks="Hold the review conference",
        area=_AREA,
        who="A child with a child protection plan of this authority",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.EVERY,
        about=cp_plans.cp_plan_start_date,
        opens=cp_plans.cp_plan_start_date,
        met_by=(_QUORATE_REVIEW,),
        rules=(
            Rule(
                code="rcpc_first",
                versions=since(_SINCE_2006, months(3), confidence=Confidence.CORROBORATED),
                when=(Turn(number=1),),
            ),
            Rule(
                code="rcpc_subsequent",
                versions=since(_SINCE_2006, months(6), confidence=Confidence.CORROBORATED),
            ),
        ),
        ends=(cp_plans.cp_plan_end_date, cin_episodes.close_date),
        gives_way_to=(OF_ANOTHER_AUTHORITY,),
        see_also=(source("CIN", "key indicator: plans of which every review of the year was in time"),),
        notes=(
            "The first review counts from the start of the plan, each later one from the review before it as held.",
            (
                "A review in which too few agencies took part does not count; one that does not say counts. Where no "
                "file has such a column, in time cannot be told."
            ),
            "The day by which a system or a chair wants the review is not the law's, and is not used.",
            "A review on the first day of the plan is an error of the record, and would count.",
            "After a move into the authority it counts from the transfer-in conference, which begins a plan here.",
            NOT_OUR_PLAN,
        ),
    ),
    Duty(
        code="rcpc_after_birth",
        title="Review conference after a birth",
        asks="Hold the review conference",
        area=_AREA,
        who="A child born while a child protection plan of this authority was in force",
        strength=Strength.LOCAL,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=person.dob,
        opens=person.dob,
        met_by=(_QUORATE_REVIEW,),
        rules=(
            Rule(
                code="rcpc_after_birth",
                versions=local_standard(
                    working_days(10), "ten working days, as Tees publishes, or three months if that is sooner"
                ),
            ),
        ),
        where=(
            Recorded(field=person.dob),
            InForce(field=cp_plans.cp_plan_start_date),
            Not(condition=InForce(field=cp_plans.cp_plan_ola, codes=("Y",))),
        ),
        ends=(cin_episodes.close_date,),
        gives_way_to=(Event(field=cp_plans.cp_plan_end_date),),
        notes=(
            "The three months of the first review run beside it.",
            "A date of birth that is still the expected one gives a wrong day: replace it when the child is born.",
            "A plan made on the day of the birth is taken for one made before it.",
        ),
    ),
)
