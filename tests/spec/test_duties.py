"""Both engines give what the spec tables say, and every duty has a table with each of its versions in it."""

from datetime import date

import pytest

from roker.duties import DUTIES, Clock, State
from roker.duties.duty import CLOCK_COLUMNS
from roker.duties.engine import build, state_sql, unsure_sql
from roker.duties.reference import clocks, state
from roker.record import Record
from tests.spec.duties import SPECS
from tests.spec.table import Spec, field_of, record_of

CASES = [
    pytest.param(spec, case, id=f"{spec.duty}-{number}.{line}")
    for number, spec in enumerate(SPECS, 1)
    for line, case in enumerate(spec.cases(), 1)
]
Found = list[tuple[date | None, date | None, date | None, str, str, date | None]]


def by_reference(record: Record, spec: Spec) -> Found:
    duty = DUTIES[spec.duty]
    child = next(
        each for each in record.subjects(duty.subject) if each.rows.get(duty.anchor) or each.rows.get("person")
    )
    found: list[tuple[Clock, State, str]] = []
    for clock in clocks(child, [duty]):
        standing = state(clock, spec.as_at_day, spec.record_ends_on)
        if standing is not None:
            found.append((clock, standing[0], standing[1] or ""))
    return [(one.opened_on, one.due_on, one.late_after, how, why, one.version) for one, how, why in found]


def by_engine(record: Record, spec: Spec) -> Found:
    build(record, [DUTIES[spec.duty]])
    columns = ", ".join(name for name, _ in CLOCK_COLUMNS)
    return record.database.rows(  # type: ignore[return-value]
        f"""SELECT opened_on, due_on, late_after, state,
          COALESCE({unsure_sql(spec.as_at_day, spec.record_ends_on)}, ''), version
        FROM (SELECT {columns}, {state_sql(spec.as_at_day, spec.record_ends_on)} AS state FROM clocks) dated
        WHERE state IS NOT NULL ORDER BY opened_on NULLS FIRST, ended_on NULLS LAST"""
    )


@pytest.mark.parametrize("find", [by_reference, by_engine])
@pytest.mark.parametrize(("spec", "case"), CASES)
def test_row(spec: Spec, case: dict[str, str], find) -> None:
    found = find(record_of(spec, case), spec)
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
