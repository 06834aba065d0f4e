"""Scenarios that no table of published figures describes as a whole go the way that is written of them."""

from datetime import date
from functools import cache

import pytest

from roker.record import Record
from roker.synthetic.authority import simulate
from roker.synthetic.measured import measure

CLEARED, AGAIN = date(2018, 3, 31), date(2019, 6, 30)


@cache
def relapse(day: date) -> Record:
    run = simulate("relapse", population=25_000, first=date(2015, 10, 1), last=date(2019, 6, 30), seed=3)
    return run.record(as_at=day)


def unallocated(day: date) -> int:
    asked = f"""SELECT COUNT(*) FROM cin_episodes e WHERE e.referral_date < DATE '{day}' - INTERVAL 14 DAY
        AND COALESCE(e.referral_nfa, 'N') = 'N' AND (e.close_date IS NULL OR e.close_date > DATE '{day}')
        AND NOT EXISTS (SELECT 1 FROM involvements i WHERE i.person_id = e.person_id
            AND i.involvement_start_date <= DATE '{day}'
            AND (i.involvement_end_date IS NULL OR i.involvement_end_date > DATE '{day}'))"""
    return int(relapse(AGAIN).database.one(asked)[0])


def decided_at_once(until: date) -> float:
    asked = f"""SELECT AVG(CASE WHEN contact_decision_date <= contact_date + INTERVAL 1 DAY THEN 1.0 ELSE 0 END)
        FROM contacts WHERE contact_date BETWEEN DATE '{until}' - INTERVAL 90 DAY AND DATE '{until}'"""
    return float(relapse(AGAIN).database.one(asked)[0])


def test_relapse_clears_and_slides_back() -> None:
    assert unallocated(CLEARED) < 0.5 * unallocated(AGAIN)
    assert decided_at_once(date(2016, 3, 31)) < decided_at_once(CLEARED) - 0.1
    assert decided_at_once(AGAIN) < decided_at_once(CLEARED) - 0.1
    found = measure(relapse(AGAIN), population=25_000, years=[2016, 2018, 2019])
    in_time = {year: found[year, "care_reviews_in_time"].value or 0 for year in (2016, 2018, 2019)}
    assert in_time[2016] < in_time[2018] - 8
    assert in_time[2019] < in_time[2018] - 2


@pytest.mark.parametrize(
    ("code", "better"),
    [
        ("assessed_in_time", 1), ("conferences_in_time", 1), ("care_reviews_in_time", 1), ("vacancy", -1),
        ("agency", -1), ("leavers_in_touch", 1), ("repeat_referrals", -1),
    ],
)  # fmt: skip
def test_what_inspectors_praise_is_better_than_what_is_usual(code: str, better: int) -> None:
    usual, praised = figure("typical", code), figure("outstanding", code)
    assert better * praised > better * usual, (usual, praised)


@cache
def _measured(scenario: str):  # type: ignore[no-untyped-def]
    run = simulate(scenario, population=25_000, first=date(2023, 4, 1), last=date(2024, 9, 30), seed=4)
    return measure(run.record(as_at=date(2024, 9, 30)), population=25_000, years=[2024])


def figure(scenario: str, code: str) -> float:
    value = _measured(scenario)[2024, code].value
    assert value is not None
    return value
