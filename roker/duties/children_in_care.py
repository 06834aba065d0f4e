"""Duties to children in care."""

from datetime import date

from roker.calendar import Limit, months, weeks, working_days
from roker.duties.duty import Confidence, Duty, Event, Form, Rule, Source, Strength, Turn, Version
from roker.record.entities import cla_reviews, period_of_care

_REGULATIONS_OF_1991 = Source(title="Review of Children's Cases Regulations 1991", provision="regulation not read")
_REGULATIONS_OF_2010 = Source(
    title="Care Planning, Placement and Case Review (England) Regulations 2010", provision="regulation 33"
)
_CORONAVIRUS = Source(
    title="Care Planning, Placement and Case Review (England) Regulations 2010",
    provision="regulation 33, as relaxed by SI 2020/445",
)


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
        Version(
            in_force_from=date(2011, 4, 1), in_force_to=date(2020, 4, 23), limit=since_2011, law=_REGULATIONS_OF_2010
        ),
        Version(
            in_force_from=date(2020, 4, 24),
            in_force_to=date(2020, 9, 25),
            limit=since_2011,
            law=_CORONAVIRUS,
            note="Six months only where reasonably practicable.",
        ),
        Version(in_force_from=date(2020, 9, 26), limit=since_2011, law=_REGULATIONS_OF_2010),
    )


CHILDREN_IN_CARE_DUTIES = (
    Duty(
        code="lac_review",
        title="Looked-after review",
        asks="Hold the looked-after review",
        area="Children in care",
        who="A looked-after child",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=period_of_care.entered_care_date,
        opens=period_of_care.entered_care_date,
        met_by=(Event(field=cla_reviews.cla_review_date),),
        rules=(
            Rule(code="lac_review_first", versions=_reviews(weeks(4), working_days(20)), when=(Turn(number=1),)),
            Rule(code="lac_review_second", versions=_reviews(months(3), months(3)), when=(Turn(number=2),)),
            Rule(code="lac_review_subsequent", versions=_reviews(months(6), months(6))),
        ),
        ends=(period_of_care.ceased_date,),
        notes=(
            "The second review counts from the first one held, and each later one from the one before.",
            (
                "Where only the latest review is known, the next is due within three months if it was the first and "
                "within six if it was a later one: between the two days it cannot be told."
            ),
            "A new period of care starts again with the first review.",
        ),
    ),
)
