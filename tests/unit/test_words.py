"""Conditions as sentences: what is denied is denied in plain words."""

import pytest

from roker.calendar import before, months
from roker.duties.duty import Aged, AnyOf, Condition, Event, Happened, InForce, Is, Lasted, Not, Recorded, Turn
from roker.duties.words import condition_words, event_words
from roker.record.entities import cla_placement, cla_reviews, cp_plans, legal_status, pathway_assessment, placement_stay

_SECURE = Is(field=placement_stay.placement_type, codes=("K1",))
_TWO = Is(field=placement_stay.placement_type, codes=("K1", "P1"))
_HOSPITAL = Is(field=placement_stay.placement_type, codes=("R2",))
_EMERGENCY = Is(field=placement_stay.emergency, codes=("Y",))


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (_TWO, "“Placement type” is “Secure children's home” or “With parents”"),
        (Not(condition=_SECURE), "“Placement type” is not “Secure children's home”"),
        (Not(condition=_TWO), "“Placement type” is neither “Secure children's home” nor “With parents”"),
        (
            Not(condition=AnyOf(conditions=(_TWO, _HOSPITAL))),
            (
                "“Placement type” is none of “Secure children's home”, “With parents” and “Hospital or other health "
                "setting”"
            ),
        ),
        (
            Not(condition=AnyOf(conditions=(_SECURE, _EMERGENCY, Not(condition=Turn(number=1))))),
            (
                "“Placement type” is not “Secure children's home”, and “Made in an emergency, before what is to be "
                "done first was done” is not “Yes”, and it is the first time"
            ),
        ),
        (Not(condition=Turn(number=1)), "it is not the first time"),
        (Not(condition=Lasted(limit=months(12))), "it has lasted less than 12 months"),
        (Not(condition=Recorded(field=cla_reviews.cla_review_date)), "“Review held” is not recorded"),
        (Not(condition=Happened(field=cla_reviews.cla_review_date)), "“Review held” has not been since the start"),
        (Not(condition=Aged(at_least=16)), "the child is not 16 or over"),
        (
            Not(condition=InForce(field=cp_plans.cp_plan_start_date)),
            "on that day no row of “Child protection plan” is in force",
        ),
        (
            Not(condition=InForce(field=legal_status.legal_status, codes=("V2",))),
            (
                "on that day no row of “Legal status” is in force, with “Legal status” “Accommodated by agreement "
                "(section 20)”"
            ),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_conditions(condition: Condition, said: str) -> None:
    assert condition_words(condition) == said


def test_events_that_count_though_they_came_before() -> None:
    ended = pathway_assessment.assessment_end_date
    said = "Assessment completed, from 12 months before the start on"
    assert event_words(Event(field=ended, or_before=before(months(12)))) == said
    started = Event(field=cla_placement.cla_placement_start_date, or_before=True)
    assert event_words(started) == "Placement started, also before the start"
