"""Both engines give what the spec tables say, and every duty has a table with each of its versions in it."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from roker.duties import DUTIES, Clock
from roker.duties.duty import Form, Subject
from roker.duties.engine import build, state_sql, unsure_sql
from roker.duties.reference import clocks, state
from roker.record import ENTITIES, Record
from tests.spec.duties import SPECS
from tests.spec.table import Spec, field_of, record_of

CASES = [
    pytest.param(spec, case, id=f"{spec.duty}-{number}.{line}")
    for number, spec in enumerate(SPECS, 1)
    for line, case in enumerate(spec.cases(), 1)
]
Found = list[tuple[date | None, date | None, date | None, str, str, date | None]]
Find = Callable[[Record, Spec], dict[str, Found]]


def by_reference(record: Record, spec: Spec) -> dict[str, Found]:
    """By subject, every clock that has opened, by the reference."""
    duty = DUTIES[spec.duty]
    return {each.person_id: _of_reference(clocks(each, [duty]), spec) for each in record.subjects(duty.subject)}


def _of_reference(found: list[Clock], spec: Spec) -> Found:
    stated = [(clock, state(clock, spec.as_at_day, spec.record_ends_on)) for clock in found]
    return [
        (one.opened_on, one.due_on, one.late_after, standing[0], standing[1] or "", one.version)
        for one, standing in stated
        if standing is not None
    ]


def by_engine(record: Record, spec: Spec) -> dict[str, Found]:
    """The same, by the engine."""
    build(record, [DUTIES[spec.duty]])
    rows = record.database.rows(
        f"""SELECT subject_id, opened_on, due_on, late_after, state,
          COALESCE({unsure_sql(spec.as_at_day, spec.record_ends_on)}, ''), version
        FROM (SELECT *, {state_sql(spec.as_at_day, spec.record_ends_on)} AS state FROM clocks) dated
        WHERE state IS NOT NULL ORDER BY opened_on NULLS FIRST, met_on NULLS LAST, ended_on NULLS LAST"""
    )
    found: dict[str, Found] = {}
    for subject, *clock in rows:
        found.setdefault(subject, []).append(tuple(clock))  # type: ignore[arg-type]
    return found


@cache
def told(spec: Spec) -> dict[Find, list[Found]]:
    """For each row of a table the clocks of its child, as either engine finds them, all children on one record."""
    cases = {f"C{number}": case for number, case in enumerate(spec.cases(), 1)}
    if DUTIES[spec.duty].subject is Subject.AUTHORITY:  # there is one alone
        records = [record_of(spec, {"C1": case}) for case in cases.values()]
        return {
            find: [[clock for found in find(record, spec).values() for clock in found] for record in records]
            for find in (by_reference, by_engine)
        }
    record = record_of(spec, cases)
    both = {find: find(record, spec) for find in (by_reference, by_engine)}
    return {find: [found.get(child, []) for child in cases] for find, found in both.items()}


@pytest.mark.parametrize("find", [by_reference, by_engine])
@pytest.mark.parametrize(("spec", "case"), CASES)
def test_row(spec: Spec, case: dict[str, str], find: Find) -> None:
    found = told(spec)[find][spec.cases().index(case)]
    if case["state"] == "none":
        assert found == []
        return
    opened_on, due_on, late_after, how, why, version = found[-1]
    actual = {
        "opened": opened_on.isoformat() if opened_on else "",
        "due": due_on.isoformat() if due_on else "",
        "late after": late_after.isoformat() if late_after else "",
        "state": how.replace("_", " "),
        "why": why.replace("_", " "),
        "law": version.isoformat() if version else "",
        "clocks": ", ".join(each[3].replace("_", " ") for each in found),
    }
    expected = {name: text for name, text in case.items() if name in actual}
    assert expected == {name: actual[name] for name in expected}


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.code)
def test_every_duty_has_a_table(duty) -> None:
    assert any(spec.duty == duty.code for spec in SPECS)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.code)
def test_every_version_has_a_row_on_its_first_day(duty) -> None:
    """A clock opened on the first day of a version; the calendar has no days before 2006."""
    opening = {str(field) for field in (duty.about, duty.opens, *(each.field for each in duty.met_by)) if field}
    starts = {
        day
        for spec in SPECS
        if spec.duty == duty.code
        for case in spec.cases()
        for column, text in case.items()
        if column == "opened" or field_of(column) in opening
        for day in text.split(", ")
    }
    firsts = {each.in_force_from.isoformat() for each in duty.versions if each.in_force_from.year > 2005}
    assert firsts <= starts


def test_what_is_to_be_done_again_and_again_ends_with_what_it_is_about() -> None:
    endless = {
        duty.code
        for duty in DUTIES
        if duty.form is Form.EVERY
        and ENTITIES[duty.about.entity].ended_on
        and ENTITIES[duty.about.entity].ended_on not in {field.name for field in duty.ends}
    }
    assert endless == set()
