"""Duties of reviews of children in care."""

from datetime import date

from roker.calendar import Limit, months, weeks, working_days
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
from roker.record import Field
from roker.record.entities import (
    cla_placement,
    cla_reviews,
    involvements,
    iro_check,
    legal_status,
    period_of_care,
    permanence,
    placement_stay,
    review_interval,
    secure_review,
    short_break_series,
)

SINCE_2011 = date(2011, 4, 1)
"""First day of the care planning regulations and of the handbook for reviewing officers."""
SHORT_BREAKS = ("V3", "V4")
PLACED_FOR_ADOPTION = ("A3", "A4", "A5", "A6")

_REGULATIONS_OF_1991 = Source(title="Review of Children's Cases Regulations 1991", provision="regulation not read")
_REGULATIONS_OF_2010 = Source(
    title="Care Planning, Placement and Case Review (England) Regulations 2010", provision="regulation 33"
)
_CORONAVIRUS = Source(
    title="Care Planning, Placement and Case Review (England) Regulations 2010",
    provision="regulation 33, as relaxed by SI 2020/445",
)
_HELD = Event(
    field=cla_reviews.cla_review_date,
    where=(Not(condition=Is(field=cla_reviews.cla_review_cancelled, codes=("Y",))),),
)
_REVIEWING_OFFICER = Is(field=involvements.involvement_kind, codes=("reviewing_officer",))
_SHORT_BREAK_REVIEWS = source("CPPCR2010", "regulation 48(2) and (3)(d)")
_SECURE = source("SECURE1991", "regulation 15, as made")


def _reviews(until_2011: Limit, since_2011: Limit) -> tuple[Version, ...]:
    """A limit for reviews under the regulations of 1991, and under those of 2010 with their relaxation in 2020."""
    return (
        Version(
            in_force_from=date(1991, 10, 14),
            in_force_to=date(2011, 3, 31),
            limit=until_2011,
            law=_REGULATIONS_OF_1991,
            confidence=Confidence.UNCONFIRMED,
            note="Only the contents page of these regulations was read.",
        ),
        Version(in_force_from=SINCE_2011, in_force_to=date(2020, 4, 23), limit=since_2011, law=_REGULATIONS_OF_2010),
        Version(
            in_force_from=date(2020, 4, 24),
            in_force_to=date(2020, 9, 25),
            limit=since_2011,
            law=_CORONAVIRUS,
            note="Six months only where reasonably practicable.",
        ),
        Version(in_force_from=date(2020, 9, 26), limit=since_2011, law=_REGULATIONS_OF_2010),
    )


def _step(step: str, title: str, asks: str, done: Field, days: int) -> Duty:
    """One of the three steps by which what a review decided reaches those concerned."""
    code = f"lac_review_record_{step}"
    return Duty(
        code=code,
        title=title,
        asks=asks,
        area="Children in care",
        who="A looked-after child whose case was reviewed",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=cla_reviews.cla_review_date,
        opens=cla_reviews.cla_review_date,
        met_by=(Event(field=done),),
        rules=(
            Rule(
                code=code,
                versions=(
                    in_force(
                        working_days(days),
                        source("IROH", "recording of reviews"),
                        SINCE_2011,
                        confidence=Confidence.UNCONFIRMED,
                    ),
                ),
            ),
        ),
        where=(Not(condition=Is(field=cla_reviews.cla_review_cancelled, codes=("Y",))),),
        notes=(
            "The days are those of published procedures; the handbook was not read.",
            "The dataset has no such day: it comes from a list of the reviewing officers.",
        ),
    )


CHILDREN_IN_CARE_DUTIES = (
    Duty(
        code="lac_review",
        title="Looked-after review",
        asks="Hold the looked-after review",
        area="Children in care",
        who="A looked-after child, but in short breaks or placed for adoption",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=period_of_care.entered_care_date,
        opens=period_of_care.entered_care_date,
        met_by=(_HELD,),
        rules=(
            Rule(code="lac_review_first", versions=_reviews(weeks(4), working_days(20)), when=(Turn(number=1),)),
            Rule(code="lac_review_second", versions=_reviews(months(3), months(3)), when=(Turn(number=2),)),
            Rule(code="lac_review_subsequent", versions=_reviews(months(6), months(6))),
        ),
        ends=(period_of_care.ceased_date,),
        gives_way_to=(
            Event(
                field=cla_placement.cla_placement_start_date,
                where=(
                    Is(field=cla_placement.cla_placement_type, codes=PLACED_FOR_ADOPTION),
                    Not(condition=Recorded(field=cla_placement.cla_placement_end_date)),
                ),
            ),
            Event(
                field=permanence.placed_for_adoption_date,
                where=(Recorded(field=permanence.permanence_order_date),),
            ),
            Event(
                field=legal_status.legal_status_start_date,
                where=(Is(field=legal_status.legal_status, codes=SHORT_BREAKS),),
            ),
        ),
        notes=(
            "The second review counts from the first one held, and each later one from the one before.",
            (
                "Where only the latest review is known, the next is due within three months if it was the first and "
                "within six if it was a later one: between the two days it cannot be told."
            ),
            "A new period of care starts again with the first review.",
            "A review that was cancelled counts as none.",
            (
                "Children placed for adoption are reviewed by the adoption regulations. Where that placement ended "
                "without an adoption, these reviews go on as if it had not been."
            ),
            (
                "A review may be a series of meetings, and may be adjourned once for at most 20 working days: the one "
                "day recorded counts."
            ),
            (
                "A review is also due early on some events, such as a request of the reviewing officer or leaving "
                "custody: they have no number and no clock."
            ),
        ),
    ),
    _step("decisions", "Review decisions sent", "Send out what the review decided", cla_reviews.decision_sent_date, 5),
    _step("record", "Review record written", "Write the record of the review", cla_reviews.record_completed_date, 15),
    _step("distribution", "Review record sent", "Send out the record of the review", cla_reviews.record_sent_date, 20),
    Duty(
        code="permanence_plan_second_review",
        title="Permanence plan by the second review",
        asks="Agree a plan for permanence at the second review",
        area="Children in care",
        who="A looked-after child",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=period_of_care.entered_care_date,
        opens=period_of_care.entered_care_date,
        met_by=(
            Event(
                field=cla_reviews.cla_review_date,
                where=(
                    Recorded(field=cla_reviews.permanence_plan),
                    Not(condition=Is(field=cla_reviews.cla_review_cancelled, codes=("Y",))),
                ),
            ),
        ),
        rules=(
            Rule(
                code="permanence_plan_second_review",
                versions=(
                    in_force(
                        months(4),
                        source("CA-VOL2", "permanence by the second review"),
                        SINCE_2011,
                        confidence=Confidence.CORROBORATED,
                    ),
                ),
            ),
        ),
        ends=(period_of_care.ceased_date,),
        notes=(
            "The guidance names the second review, not a number: four months is its usual latest day.",
            "A review counts that recorded a plan, whichever it was. The dataset says of no review what it agreed.",
        ),
    ),
    Duty(
        code="lac_review_short_breaks",
        title="Review of short breaks",
        asks="Hold the review of the short breaks",
        area="Children in care",
        who="A child in a series of short breaks",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=short_break_series.series_start_date,
        opens=short_break_series.series_start_date,
        met_by=(_HELD,),
        rules=(
            Rule(
                code="lac_review_short_breaks_first",
                versions=(in_force(months(3), _SHORT_BREAK_REVIEWS, SINCE_2011),),
                when=(Turn(number=1),),
            ),
            Rule(
                code="lac_review_short_breaks",
                versions=(in_force(months(6), _SHORT_BREAK_REVIEWS, SINCE_2011),),
            ),
        ),
        ends=(short_break_series.series_end_date,),
        notes=(
            "Legal statuses V3 and V4 tell the series. The law's bounds (17 days a break, 75 a year) are not tested.",
            "Once they do not, all duties to looked-after children apply.",
        ),
    ),
    Duty(
        code="iro_allocated",
        title="Independent reviewing officer appointed",
        asks="Appoint the independent reviewing officer",
        area="Children in care",
        who="A child who became looked after and has no reviewing officer",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=period_of_care.entered_care_date,
        opens=period_of_care.entered_care_date,
        met_by=(Event(field=involvements.involvement_start_date, where=(_REVIEWING_OFFICER,)),),
        rules=(
            Rule(
                code="iro_allocated",
                versions=(
                    in_force(
                        working_days(5),
                        source("IROH", "five working days, as two procedures manuals give it"),
                        SINCE_2011,
                        confidence=Confidence.CORROBORATED,
                    ),
                ),
            ),
        ),
        where=(Not(condition=InForce(field=involvements.involvement_kind, codes=("reviewing_officer",))),),
        ends=(period_of_care.ceased_date,),
        see_also=(source("CA1989", "section 25A(2)-(3): before the first review"),),
        notes=(
            "The Act wants the officer before the first review in any case, which is not counted.",
            "Where an officer is involved on the first day already, the duty was kept and has no clock.",
            "A later vacancy is to be filled as soon as practicable: no number.",
            "Told by the role that the source writes for whoever is involved.",
        ),
    ),
    Duty(
        code="iro_midway_check",
        title="Check of the reviewing officer between reviews",
        asks="Check, as reviewing officer, how the care plan goes on",
        area="Children in care",
        who="A looked-after child whose case was reviewed",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=review_interval.interval_start_date,
        opens=review_interval.interval_start_date,
        met_by=(Event(field=iro_check.check_date),),
        rules=(
            Rule(
                code="iro_midway_check",
                versions=local_standard(
                    months(3),
                    "halfway between reviews six months apart, as procedures have it",
                    confidence=Confidence.CORROBORATED,
                ),
            ),
        ),
        ends=(review_interval.interval_end_date,),
        see_also=(source("IROH", "a duty to monitor the case, without a number"),),
        notes=(
            "The next review ends it: one held within three months leaves nothing to check.",
            "The dataset has the officer's latest contact alone, which hides those before: a list of checks is needed.",
        ),
    ),
    Duty(
        code="secure_review",
        title="Review of secure accommodation",
        asks="Review whether the child must stay in secure accommodation",
        area="Children in care",
        who="A looked-after child in a secure children's home",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=placement_stay.stay_start_date,
        opens=placement_stay.stay_start_date,
        met_by=(
            Event(field=secure_review.secure_review_date, where=(Is(field=secure_review.independent, codes=("Y",)),)),
        ),
        rules=(
            Rule(
                code="secure_review_first",
                versions=(in_force(months(1), _SECURE, date(1991, 10, 14)),),
                when=(Turn(number=1),),
            ),
            Rule(code="secure_review", versions=(in_force(months(3), _SECURE, date(1991, 10, 14)),)),
        ),
        where=(Is(field=placement_stay.placement_type, codes=("K1",)),),
        ends=(placement_stay.stay_end_date,),
        notes=(
            "At least three people review, one of them not employed by the authority: without that it does not count.",
            "A move from one secure home to another starts again with one month.",
            "Later amendments of these regulations were not compared.",
        ),
    ),
)
