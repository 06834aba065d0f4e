"""The SSDA903 return written from a record: every csv file of a year, with that year's codes and children.

The mapping is that of reading, gone through backwards. What the return cannot say is left blank and handed back as a
problem; `ssda903_history` knows which children and episodes a return is about.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from roker.errors import RokerError
from roker.formats.csv_text import write_csv
from roker.formats.problems import problem
from roker.formats.ssda903_columns import (
    FILES,
    FLAGS,
    NOT_IN_TOUCH,
    OF_THOSE_IN_TOUCH,
    SEX_AS_NUMBER,
    SEX_CODES_UNTIL,
    SOURCE,
    WHO,
    ReturnColumn,
    ReturnFile,
    code_of_then,
)
from roker.formats.ssda903_history import ROWS, Child, ReturnYear, children_of
from roker.record import CODE_SETS, Cell, Problem, Record

Row = Mapping[str, Any]

_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
_ISO = re.compile(r"(\d{4}|zzzz)-(\d\d|zz)-(\d\d|zz)")
_POSTCODES, _IN_TOUCH = ("HOME_POST", "PL_POST"), "YES"


@dataclass(kw_only=True)
class _Left:
    """What was left blank: by file, column and value, the reason and the rows."""

    rows: dict[tuple[str, str, str, str], list[int]] = field(default_factory=dict)

    def add(self, file: ReturnFile, column: str, found: str, reason: str, row: int) -> None:
        self.rows.setdefault((file.code, column, found, reason), []).append(row)

    def problems(self) -> Iterator[Problem]:
        for (code, column, found, reason), rows in self.rows.items():
            at = Cell(file=f"{code}.csv", row=rows[0], column=column)
            times = f" in {len(rows):,} rows, from row {rows[0]}" if len(rows) > 1 else ""
            yield problem("left_blank", at, found=f"“{found}”{times}", expected=reason)


def write(directory: Path, record: Record, year: int) -> list[Problem]:
    """Writes the return of the year that ends on 31 March `year`, a csv file each, and returns what it could not say.

    Which children, as far as the record tells: those looked after in the year; for OC2 those looked after all through
    it; for OC3 care leavers with a birthday from 17 to 21; for AD1 those adopted in it. Raises a `RokerError` where the
    record has no episodes of care, or the folder cannot be written to.
    """
    of = ReturnYear(year=year)
    children = children_of(record, of)
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RokerError(f"{directory.name} could not be made. Check that a folder may be written there.") from error
    left = _Left()
    for mapping in FILES:
        if mapping.first_year <= year:
            columns = [column for column in mapping.columns if not column.only_xml]
            rows = list(_rows(mapping, columns, children, of, left))
            write_csv(directory / f"{mapping.code}.csv", [column.name for column in columns], rows)
    return [*left.problems(), *_not_told(record, children, of)]


def _rows(
    mapping: ReturnFile, columns: Sequence[ReturnColumn], children: Sequence[Child], of: ReturnYear, left: _Left
) -> Iterator[list[str | float | date | None]]:
    number = 1
    for child in children:
        for row in ROWS[mapping.code](child, of):
            number += 1
            cells: list[str | float | date | None] = []
            for column in columns:
                value = _value(column, child.person, row)
                cell, reason = _written(column, value, row, of)
                if reason:
                    left.add(mapping, column.name, str(value), reason, number)
                cells.append(cell)
            yield cells


def _value(column: ReturnColumn, person: Row, row: Row) -> Any:
    """What the record has for a column: of the child, or of the row."""
    if column.name == WHO:
        return person["person_id"]
    found = [row[fills.field] if fills.field in row else person.get(fills.field) for fills in column.fills]
    if column.joins:
        return "".join(str(each) for each in found if each is not None) or None if found[0] is not None else None
    return next((each for each in found if each is not None), None)


def _written(column: ReturnColumn, value: Any, row: Row, of: ReturnYear) -> tuple[str | float | date | None, str]:
    """A value as the return of a year has it; or blank, and why it cannot be said."""
    if value is None:
        not_in_touch = column.name in OF_THOSE_IN_TOUCH and row.get("in_touch") not in {_IN_TOUCH, None}
        return (NOT_IN_TOUCH if not_in_touch else None), ""
    if column.codes == "sex":
        return _sex(value, of)
    if column.codes == "yes_no_unknown":
        return FLAGS.get(value), "" if value in FLAGS else "1 or 0; the return has no code for not known"
    if column.codes:
        codes, on = CODE_SETS[column.codes], of.day_of_codes(row)
        if codes.in_force(value, on) and codes.taken_by(value, SOURCE) and value != "UNKNOWN":
            return value, ""
        return None, code_of_then(codes, value)
    if column.name in _POSTCODES:
        return _POSTCODE.sub(r"\1 \2", value) if _POSTCODE.fullmatch(value) else value, ""
    if column.name == "DATE_PERM":
        found = _ISO.match(value)
        return f"{found[3]}/{found[2]}/{found[1]}" if found else value, ""
    return value, ""


def _sex(value: str, of: ReturnYear) -> tuple[str | None, str]:
    if of.year > SEX_CODES_UNTIL:
        return value, ""
    return SEX_AS_NUMBER.get(value), "" if value in SEX_AS_NUMBER else "1 or 2, until the return of 2023-24"


def _not_told(record: Record, children: Sequence[Child], of: ReturnYear) -> Iterator[Problem]:
    """What the return asks and the record does not hold at all."""
    for mapping in FILES:
        if mapping.first_year > of.year:
            continue
        for column in mapping.columns:
            lacking = [record.lacks(str(fills)) for fills in column.fills]
            if all(lacking) and not column.only_xml:
                at = Cell(file=f"{mapping.code}.csv", column=column.name)
                yield problem("missing_column", at, expected="something on the record to fill it with")
    nameless = sum(child.workers_without_number(of) for child in children)
    if nameless and of.year >= FILES["sw_episodes"].first_year:
        at = Cell(file="sw_episodes.csv", column="SW_ID")
        expected = "the number of the worker with Social Work England, without which the row cannot be written"
        yield problem("left_blank", at, found=f"{nameless:,} allocations to a worker", expected=expected)
    if not record.database.one("SELECT COUNT(*) FROM care_leaver_birthday")[0]:
        at = Cell(file="oc3.csv", column="IN_TOUCH")
        expected = "how it was at the birthday; the record tells only how it is now"
        yield from (
            [problem("left_blank", at, found="care leavers", expected=expected)]
            if record.database.one("SELECT COUNT(*) FROM care_leavers")[0]
            else []
        )
