"""Each fault, planted alone: the Truth says what was done, and a run without it has none of it."""

from datetime import date
from functools import cache

import pytest

from roker.errors import RokerError
from roker.synthetic.authority import FAULTS, Fault, Plant, Simulation, simulate

FIRST, LAST = date(2021, 4, 1), date(2022, 3, 31)
BEGINS, ENDS = date(2021, 5, 3), date(2022, 1, 31)


@cache
def run(*codes: str) -> Simulation:
    planted = [Plant(fault=code, first=BEGINS, last=ENDS) for code in codes]
    return simulate("good", population=12_000, first=FIRST, last=LAST, seed=5, faults=planted)


NOT_BY_CHILD = {"blank_returns", "permanence_late"}
"""Of a return that nobody sends there is nothing to note by child, and few children are adopted in a year."""


def run_with(code: str) -> Simulation:
    """A run with the fault and, to save time, with a third of the others."""
    codes = FAULTS.codes()
    return run(*codes[codes.index(code) % 3 :: 3])


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_a_fault_is_planted_and_noted(fault: Fault) -> None:
    planted = run_with(fault.code).truth(fault.code)
    assert planted or fault.code in NOT_BY_CHILD
    assert all(date(2020, 10, 1) < each.first_day < date(2022, 12, 1) for each in planted)
    assert fault.code == "undercounted_missing" or run().truth(fault.code) == []


def test_nobody_fills_in_questionnaires_while_that_is_the_fault() -> None:
    asked = f"""SELECT count(*) FROM sdq_scores
        WHERE sdq_completed_date > DATE '{BEGINS}' AND sdq_completed_date <= DATE '{ENDS}'"""
    assert run_with("blank_returns").record(as_at=LAST).database.one(asked)[0] == 0
    assert run().record(as_at=LAST).database.one(asked)[0] > 5


def test_without_a_fault_only_what_every_department_gets_wrong_is_noted() -> None:
    assert {each.fault for each in run().truth()} <= {"not_recorded", "recorded_twice", "undercounted_missing"}


def test_children_whose_worker_left_wait_until_the_fault_ends() -> None:
    database = run("unallocated_after_leaver").record(as_at=ENDS).database
    for each in run("unallocated_after_leaver").truth("unallocated_after_leaver"):
        if each.last_day is not None and each.first_day <= date(2021, 9, 1) < each.last_day:
            asked = f"""SELECT count(*) FROM involvements WHERE person_id = '{each.person_id}'
                AND involvement_start_date <= DATE '2021-09-01'
                AND COALESCE(involvement_end_date, DATE '9999-01-01') > DATE '2021-09-01'"""
            assert database.one(asked)[0] == 0, each


def test_visits_that_are_not_made_are_not_on_the_record() -> None:
    def visits(simulation: Simulation) -> int:
        asked = f"SELECT count(*) FROM cin_visits WHERE cin_visit_date BETWEEN DATE '{BEGINS}' AND DATE '{ENDS}'"
        return int(simulation.record(as_at=LAST).database.one(asked)[0])

    assert visits(run("visits_not_made")) < 0.8 * visits(run())


def test_back_dated_visits_were_recorded_on_the_day_of_the_fault() -> None:
    simulation = run("back_dating")
    planted = simulation.truth("back_dating")
    before = simulation.record(as_at=date(2021, 5, 2)).database
    after = simulation.record(as_at=date(2021, 5, 4)).database
    assert planted
    for each in planted[:20]:
        asked = f"""SELECT count(*) FROM cp_visits
            WHERE person_id = '{each.person_id}' AND cp_visit_date = DATE '{each.first_day}'"""
        assert after.one(asked)[0] > before.one(asked)[0]


def test_many_cases_close_at_once() -> None:
    asked = "SELECT count(*) FROM cin_plans WHERE cin_plan_end_date = DATE '2021-05-03'"
    closed = run("bulk_closures").record(as_at=LAST).database.one(asked)[0]
    usual = run().record(as_at=LAST).database.one(asked)[0]
    assert closed > 20 > usual


def test_a_fault_that_is_none_is_refused() -> None:
    with pytest.raises(RokerError, match="no fault"):
        Plant(fault="bad_luck", first=BEGINS, last=ENDS)
    with pytest.raises(RokerError, match="ends before"):
        Plant(fault="late_reviews", first=ENDS, last=BEGINS)
