"""An authority's own limits: tighter than the law or refused, free where there is only guidance."""

from datetime import date

import pytest

from roker.calendar import limit_of, months, weeks, working_days
from roker.duties import DUTIES, Duties, engine, reference
from roker.duties.duty import Confidence, Form, Strength
from roker.duties.standards import looser, with_local
from roker.errors import RokerError
from roker.record import ENTITIES, Reading, Record


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("15 working days", working_days(15)),
        (" 6 Weeks ", weeks(6)),
        ("1 month", months(1)),
        ("1 working day", working_days(1)),
    ],
)
def test_a_limit_as_people_write_it(text: str, limit: object) -> None:
    assert limit_of(text) == limit


@pytest.mark.parametrize("text", ["", "soon", "15", "15 days or so", "-3 weeks", "30 hours", "10 years", "99999 days"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(RokerError, match="is no limit"):
        with_local(DUTIES, {"cp_visit": text})


def test_guidance_and_local_limits_may_be_set_freely_and_the_national_one_stands_beside() -> None:
    duties = Duties(
        *with_local(DUTIES, {"cp_visit": "20 working days", "child_and_family_assessment": "35 working days"})
    )
    now = duties["child_and_family_assessment"].rules[0].versions
    assert now[-1].limit == working_days(35)
    assert "nationally 45 working days, by Working Together" in str(now[-1].law)
    assert now[:-1] == DUTIES["child_and_family_assessment"].rules[0].versions[:-1]
    assert duties["cp_visit"].rules[0].versions[-1].limit == working_days(20)
    assert duties["icpc"] == DUTIES["icpc"]


def test_a_limit_of_regulations_may_be_tightened() -> None:
    duties = Duties(*with_local(DUTIES, {"lac_review_second": "10 weeks"}))
    assert [
        str(rule.versions[-1].limit) for rule in duties["lac_review"].rules if rule.code == "lac_review_second"
    ] == ["10 weeks"]


@pytest.mark.parametrize(
    "text",
    [
        "4 months",
        "14 weeks",
        "90 days",  # from February on it is longer than three months
        "65 working days",
    ],
)
def test_a_limit_of_regulations_is_never_loosened(text: str) -> None:
    with pytest.raises(RokerError, match="looser than the law: 3 months, by Care Planning"):
        with_local(DUTIES, {"lac_review_second": text})


def test_a_code_that_is_no_duty_is_refused() -> None:
    with pytest.raises(RokerError, match="“cp_visits” is the code of no duty"):
        with_local(DUTIES, {"cp_visits": "10 working days"})


def test_where_the_text_of_the_law_was_not_read_it_is_a_warning() -> None:
    doubtful = [
        (duty, rule)
        for duty in DUTIES
        for rule in duty.rules
        if duty.strength in {Strength.STATUTE, Strength.REGULATIONS}
        and duty.form in {Form.WITHIN, Form.EVERY, Form.NO_LONGER_THAN}
        and max(duty.confidence, rule.versions[-1].confidence, key=list(Confidence).index) is not Confidence.CONFIRMED
    ]
    for _, rule in doubtful:
        limits = {rule.code: "900 working days"}
        assert with_local(DUTIES, limits)
        assert len(looser(DUTIES, limits, Confidence.CORROBORATED, Confidence.UNCONFIRMED)) == 1
    assert looser(DUTIES, {"cp_visit": "60 working days"}, *Confidence) == []


def test_a_clock_is_counted_by_the_authoritys_own_limit() -> None:
    plan = {"person_id": "A", "cp_plan_id": "A/1", "cp_plan_start_date": date(2024, 3, 4), "found_in": "here"}
    reading = Reading.of_rows(
        {"person": [ENTITIES["person"].row_of({"person_id": "A"})], "cp_plans": [ENTITIES["cp_plans"].row_of(plan)]},
        source="test",
        snapshot_on=date(2024, 3, 31),
    )
    duties = [duty for duty in with_local(DUTIES, {"cp_visit": "5 working days"}) if duty.code == "cp_visit"]
    record = Record.of(reading)
    (child,) = record.children()
    (explained,) = reference.explain(child, duties)
    assert explained.clock.due_on == date(2024, 3, 11)
    assert any("set by the authority" in step.text for step in explained.steps)
    engine.build(record, duties)
    assert record.database.rows("SELECT due_on FROM clocks") == [(date(2024, 3, 11),)]
