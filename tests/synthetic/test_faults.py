"""Each fault, planted alone: the Truth says what was done, and a run without it has none of it."""

from datetime import date
from functools import cache

import pytest

from roker.errors import RokerError
from roker.synthetic.authority import FAULTS, NOT_PLANTED, Fault, Plant, Simulation, simulate

FIRST, LAST = date(2021, 4, 1), date(2022, 3, 31)
BEGINS, ENDS = date(2021, 5, 3), date(2022, 1, 31)


@cache
def run(*codes: str) -> Simulation:
    planted = [Plant(fault=code, first=BEGINS, last=ENDS) for code in codes]
    return simulate("good", population=12_000, first=FIRST, last=LAST, seed=5, faults=planted)


NOT_BY_CHILD = {"blank_returns", "permanence_late"}
"""Of a return that nobody sends there is nothing to note by child, and few children are adopted in a year."""


def run_with(code: str) -> Simulation:
    """A run with the fault and, to save time, with a third of the others; alone where few children can meet it."""
    if code == "carers_unapproved":
        return run(code)
    codes = FAULTS.codes()
    return run(*codes[codes.index(code) % 3 :: 3])


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_a_fault_is_planted_and_noted(fault: Fault) -> None:
    planted = run_with(fault.code).truth(fault.code)
    assert planted or fault.code in NOT_BY_CHILD
    assert all(date(2020, 10, 1) < each.first_day < date(2022, 12, 1) for each in planted)
    assert fault.code == "undercounted_missing" or run().truth(fault.code) == []


FIRST_RELEASE = (
    "29a 30b 31a 31b 31c 31d 33a 34b 36a 37a 37b 38a 41b 41c 41e 45a 59a 61b 62c 63a 64b 66a 66b 66d 78a 79b 82b 93 "
    "112 113 116a 117b 125 126 128a 129a 130b 135 139a 140a"
).split()
"""Rows of the findings of July 2015 that a first release must find."""


def test_every_finding_of_a_first_release_can_be_planted_or_is_none_of_the_record() -> None:
    planted = {row for fault in FAULTS for row in fault.findings.split()}
    assert planted.isdisjoint(NOT_PLANTED)
    assert planted | set(NOT_PLANTED) >= set(FIRST_RELEASE)


@pytest.mark.parametrize(
    ("code", "table", "day", "condition", "times"),
    [
        ("enquiries_without_outcome", "s47_enquiry", "s47_end_date", "s47_nfa IS NULL", 5),
        ("discussions_unfinished", "strategy_discussion", "discussion_date", "led_to_enquiry IS NULL", 5),
        ("referrals_not_seen", "cin_assessments", "assessment_auth_date", "assessment_child_seen_date IS NULL", 2),
        ("leavers_homeless", "care_leaver_home", "home_start_date", "accommodation IN ('S', 'V', 'W')", 1),
        ("leavers_not_in_touch", "care_leaver_contact", "contact_date", "reached = 'N'", 3),
        ("agency_takes_over", "worker_post", "post_start_date", "agency = 'Y'", 2),
        ("managers_interim", "worker_post", "post_start_date", "organisation_role = '3' AND interim = 'Y'", 3),
    ],
)
def test_what_a_fault_does_is_on_the_record(code: str, table: str, day: str, condition: str, times: float) -> None:
    asked = f"SELECT COUNT(*) FROM {table} WHERE {day} BETWEEN DATE '{BEGINS}' AND DATE '{ENDS}' AND {condition}"
    there, usual = (each.record(as_at=LAST).database.one(asked)[0] for each in (run(code), run()))
    assert there > times * max(usual, 1)


def test_what_is_kept_in_documents_is_known_later() -> None:
    asked = "SELECT COUNT(*) FROM cin_visits WHERE cin_visit_date > DATE '2021-08-01'"
    known = [each.record(as_at=date(2021, 9, 1)).database.one(asked)[0] for each in (run("recorded_offline"), run())]
    assert known[0] < 0.7 * known[1]


def test_children_who_went_home_have_no_plan() -> None:
    asked = """SELECT COUNT(*) FROM cin_plans WHERE cin_plan_start_date = DATE '{day}' AND person_id = '{child}'"""
    simulation = run("returns_not_prepared")
    database = simulation.record(as_at=LAST).database
    for each in simulation.truth("returns_not_prepared"):
        assert database.one(asked.format(day=each.first_day, child=each.person_id))[0] == 0


def test_long_proceedings_last_longer() -> None:
    asked = f"""SELECT AVG(date_diff('day', issue_date, proceedings_end_date)) FROM proceedings
        WHERE issue_date BETWEEN DATE '{BEGINS}' AND DATE '2021-07-31' AND proceedings_end_date IS NOT NULL"""
    long, usual = (each.record(as_at=LAST).database.one(asked)[0] for each in (run("proceedings_long"), run()))
    assert long is None or long > usual


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


def test_a_scenario_holds_no_more_children_back_than_inspectors_found() -> None:
    simulation = simulate("sunderland-2015", population=18_000, first=date(2014, 10, 1), last=date(2015, 5, 8), seed=1)
    for code, most in (("front_door_held", 40), ("unrecorded_assessments", 15)):
        planted = simulation.truth(code)
        held = [each for each in planted if each.last_day is None or each.last_day >= date(2015, 5, 8)]
        assert most / 3 < len({each.person_id for each in held}) <= most, code


def test_a_fault_that_is_none_is_refused() -> None:
    with pytest.raises(RokerError, match="no fault"):
        Plant(fault="bad_luck", first=BEGINS, last=ENDS)
    with pytest.raises(RokerError, match="ends before"):
        Plant(fault="late_reviews", first=ENDS, last=BEGINS)
