"""Reference and engine give the same clocks and states for every child; a fault planted in the engine is found."""

from collections import Counter
from collections.abc import Callable, Container, Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from roker import calendar
from roker.database import Database
from roker.duties import DUTIES, Duty, engine, month_ends, reference
from roker.duties.clock import CLOCK_COLUMNS, State
from roker.duties.duty import Subject
from roker.record import Record
from tests.equivalence.world import RECORD_ENDS_ON, days_to_ask, world

CHILDREN, SEED = 6_000, 2015
SHAPES = {"latest only": (False, False), "all held, linked": (True, True)}
Row = tuple[Any, ...]
NAMES = [name for name, _ in CLOCK_COLUMNS]


class Told:
    """What the reference says of a world: clocks, and their state on each day asked."""

    def __init__(self, all_held: bool, linked: bool) -> None:
        self.record = world(SEED, CHILDREN, all_held=all_held, linked=linked)
        clocks = [
            clock
            for subject in Subject
            for each in self.record.subjects(subject)
            for clock in reference.clocks(each, [duty for duty in DUTIES if duty.subject is subject])
        ]
        self.clocks = [(row_of(clock), clock) for clock in clocks]

    def rows(self, codes: Container[str]) -> Counter[Row]:
        return Counter(row for row, _ in self.clocks if row[0] in codes)

    def states(self, on: date, codes: Container[str]) -> Counter[Row]:
        stated = (
            (row, reference.state(clock, on, RECORD_ENDS_ON)) for row, clock in self.clocks if clock.duty in codes
        )
        return Counter((*row, *standing) for row, standing in stated if standing is not None)


def row_of(clock: object) -> Row:
    return tuple(str(value) if isinstance(value, str) else value for value in (getattr(clock, name) for name in NAMES))


@cache
def told_of(shape: str) -> Told:
    return Told(*SHAPES[shape])


@pytest.fixture(params=SHAPES, ids=str)
def told(request: pytest.FixtureRequest) -> Told:
    return told_of(request.param)


def fresh(record: Record) -> None:
    beside = {"clocks", "spans", "holders", "places", *engine.read_by_clocks(record.database)}
    for table in beside & record.database.tables():
        record.database.run(f"DROP TABLE {table}")


def engine_clocks(record: Record, duties: Iterable[Duty] = DUTIES) -> Counter[Row]:
    fresh(record)
    engine.build(record, duties)
    return Counter(record.database.rows(f"SELECT {', '.join(NAMES)} FROM clocks"))


def engine_states(record: Record, on: date) -> Counter[Row]:
    return Counter(
        record.database.rows(
            f"""SELECT {", ".join(NAMES)}, state, {engine.unsure_sql(on, RECORD_ENDS_ON)} FROM
            (SELECT *, {engine.state_sql(on, RECORD_ENDS_ON)} AS state FROM clocks) dated WHERE state IS NOT NULL"""
        )
    )


def test_same_clocks(told: Told) -> None:
    found, expected = engine_clocks(told.record), told.rows(DUTIES.codes())
    assert (found - expected, expected - found) == (Counter(), Counter())


def test_same_states(told: Told) -> None:
    engine_clocks(told.record)
    days = days_to_ask(told.record)
    assert len(days) > 20
    for day in days:
        found, expected = engine_states(told.record, day), told.states(day, DUTIES.codes())
        assert (found - expected, expected - found) == (Counter(), Counter()), day


def test_many_days_in_one_pass_are_each_as_asked_alone(told: Told) -> None:
    engine_clocks(told.record)
    days = sorted({*month_ends.month_ends(RECORD_ENDS_ON), *days_to_ask(told.record)})
    found = month_ends.counts(told.record.database, days, RECORD_ENDS_ON)
    for day in days:
        expected = told.record.database.rows(
            f"""SELECT duty, state, COUNT(*) FROM (
            SELECT duty, {engine.state_sql(day, RECORD_ENDS_ON)} AS state FROM clocks) dated
            WHERE state IS NOT NULL GROUP BY duty, state"""
        )
        asked = {(duty, state): count for (duty, on, state), count in found.items() if on == day}
        assert asked == {(duty, state): count for duty, state, count in expected}, day


def test_the_world_has_every_duty_state_and_doubt(told: Told) -> None:
    standing = {row[-2:] for day in days_to_ask(told.record) for row in told.states(day, DUTIES.codes())}
    assert {clock.duty for _, clock in told.clocks} == set(DUTIES.codes())
    assert {state for state, _ in standing} == set(State)
    assert {doubt for _, doubt in standing} >= {
        "dates_out_of_order",
        "over_age",
        "no_version",
        "outside_calendar",
        "record_ended",
    }


def _in_clocks(old: str, new: str) -> Callable[[pytest.MonkeyPatch], None]:
    return _in_sql("clocks_sql", old, new)


def _in_prepared(old: str, new: str) -> Callable[[pytest.MonkeyPatch], None]:
    def plant(monkeypatch: pytest.MonkeyPatch) -> None:
        right = engine.Database.run
        planted: list[bool] = []

        def wrong(database: Database, sql: str, *arguments: Any) -> None:
            planted.append("case_closing AS" in sql and old in sql)
            right(database, sql.replace(old, new) if planted[-1] else sql, *arguments)

        monkeypatch.setattr(engine.Database, "run", wrong)
        monkeypatch.setattr("tests.equivalence.test_engines.PLANTED", planted)

    return plant


def _in_closing(old: str, new: str) -> Callable[[pytest.MonkeyPatch], None]:
    return _in_sql("closing_sql", old, new)


def _in_state(old: str, new: str) -> Callable[[pytest.MonkeyPatch], None]:
    return _in_sql("state_sql", old, new)


def _in_sql(function: str, old: str, new: str) -> Callable[[pytest.MonkeyPatch], None]:
    def plant(monkeypatch: pytest.MonkeyPatch) -> None:
        right = getattr(engine, function)
        planted = []

        def wrong(*arguments: Any) -> str:
            text = right(*arguments)
            planted.append(old in text)
            return text.replace(old, new)  # type: ignore[no-any-return]

        monkeypatch.setattr(engine, function, wrong)
        monkeypatch.setattr("tests.equivalence.test_engines.PLANTED", planted)

    return plant


def _in_due_table(change: Callable[[str, date, date], date]) -> Callable[[pytest.MonkeyPatch], None]:
    def plant(monkeypatch: pytest.MonkeyPatch) -> None:
        right = engine.due_table.due_columns

        def wrong(limits: Any) -> dict[str, list[date | None]]:
            return {
                column: [
                    day and change(column.removesuffix("_late"), opened, day)
                    for opened, day in zip(calendar.days(), days, strict=True)
                ]
                for column, days in right(limits).items()
            }

        monkeypatch.setattr(engine.due_table, "due_columns", wrong)

    return plant


PLANTED: list[bool] = []


def _one_later(code: str, opened: date, due: date) -> date:
    return due + timedelta(days=1) if code.startswith("working_days") else due


def _weekend_counted_from_friday(code: str, opened: date, due: date) -> date:
    at_weekend = code.startswith("working_days") and opened.weekday() > 4
    return calendar.add_working_days(opened, int(code.rsplit("_", 1)[1]) - 1) if at_weekend else due


def _thirty_days_a_month(code: str, opened: date, due: date) -> date:
    return opened + timedelta(days=30 * int(code.rsplit("_", 1)[1])) if code.startswith("months") else due


_FAULTY_CODES = ("child_and_family_assessment", "icpc", "cp_visit", "lac_review", "pa_keep_in_touch")
_FAULTY = [DUTIES[code] for code in _FAULTY_CODES]

_FAULTS = {
    "a conference on the day of the discussion is not counted": _in_clocks("event_on >= COALESCE(opened_on, DATE '0001-01-01')) THEN event_on END) AS met_on", "event_on > COALESCE(opened_on, DATE '0001-01-01')) THEN event_on END) AS met_on"),
    "a visit on the plan's last day is not counted": _in_clocks("event_on <= COALESCE(end_on", "event_on < COALESCE(end_on"),
    "an eighteenth birthday on the opening day is a child's": _in_clocks("s.too_old_on <= s.opened_on", "s.too_old_on < s.opened_on"),
    "a version begins a day late": _in_clocks("opened_on >= DATE '2011-04-01'", "opened_on > DATE '2011-04-01'"),
    "a version ends a day early": _in_clocks("opened_on <= DATE '2011-03-31'", "opened_on < DATE '2011-03-31'"),
    "a case closed on the opening day is not closed": _in_clocks("e.close_date >= s.opened_on", "e.close_date > s.opened_on"),
    "a closing counts though the child stays open": _in_prepared("AND o.person_id IS NULL", ""),
    "the closing of a case that began later counts": _in_clocks("OR e.referral_date <= s.opened_on", "OR 1 = 1"),
    "a visit planned after the record ends counts": _in_clocks(f"e.cp_visit_date <= DATE '{RECORD_ENDS_ON}'", "e.cp_visit_date IS NOT NULL"),
    "the time before a visit on the opening day cannot be told": _in_clocks("l.known_on > a.opened_on", "l.known_on >= a.opened_on"),
    "the second review is taken for the first": _in_clocks("ORDER BY place, turn_on)\n      + CASE", "ORDER BY place, turn_on) - 1\n      + CASE"),
    "an assessment is counted from its start, not from the referral": _in_clocks("THEN o.referral_date ELSE a.assessment_start_date", "THEN a.assessment_start_date ELSE a.assessment_start_date"),
    "a second assessment is counted from the referral too": _in_clocks(") = 1 THEN o.referral_date", ") > 0 THEN o.referral_date"),
    "done on the last day is late": _in_closing("WHEN met_on > late_after", "WHEN met_on >= late_after"),
    "what ended after the record did is taken for missed": _in_closing(f"WHEN ended_on > DATE '{RECORD_ENDS_ON}'", "WHEN ended_on > DATE '9999-12-31'"),
    "overdue on the last day": _in_state("WHEN late_after <", "WHEN late_after <="),
    "ended on the last day is missed": _in_closing("ended_on > late_after", "ended_on >= late_after"),
    "met wins over an earlier end": _in_closing("(ended_on IS NULL OR met_on <= ended_on)", "(1 = 1)"),
    "due soon a day short": _in_state("due_on <=", "due_on <"),
    "the record is taken to end a day later": _in_state(f"late_after > DATE '{RECORD_ENDS_ON}'", f"late_after > DATE '{RECORD_ENDS_ON + timedelta(days=1)}'"),
    "working days one too many": _in_due_table(_one_later),
    "a weekend counts as the Friday before": _in_due_table(_weekend_counted_from_friday),
    "a month is thirty days": _in_due_table(_thirty_days_a_month),
}  # fmt: skip


@pytest.mark.parametrize("fault", _FAULTS, ids=str)
def test_planted_fault_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.equivalence.test_engines.PLANTED", [True])
    _FAULTS[fault](monkeypatch)
    assert any(_differs(told_of(shape)) for shape in SHAPES), "the fault was not found"
    assert any(PLANTED), "the fault was not planted: its text is not in the engine's SQL"


def _differs(told: Told) -> bool:
    """Whether the engine says anything else of the duties in which faults are planted."""
    if engine_clocks(told.record, _FAULTY) != told.rows(_FAULTY_CODES):
        return True
    return any(engine_states(told.record, day) != told.states(day, _FAULTY_CODES) for day in days_to_ask(told.record))
