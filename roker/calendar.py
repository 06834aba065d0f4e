"""Working days in England, and the ways in which the law counts time from a day.

The table runs from FIRST_DAY to LAST_DAY. A day outside it is refused, never guessed: a bank holiday that nobody has
announced yet would make a due day wrong by a day. Holidays marked "published" in `bank_holidays.csv` are those of
gov.uk (Open Government Licence v3.0); those marked "rule" (2006 to 2011) follow from the standing rules and one-off
proclamations, and have not been checked against an official list.
"""

import csv
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from importlib.resources import files

from roker.errors import RokerError

FIRST_DAY = date(2006, 1, 1)
LAST_DAY = date(2028, 12, 31)


class OutsideCalendarError(RokerError):
    """A day for which the bank holidays are not known."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"{day:%d/%m/%Y} is outside the working day calendar, which runs from {FIRST_DAY:%d/%m/%Y} "
            f"to {LAST_DAY:%d/%m/%Y}. Ask about a day inside it."
        )


@dataclass(frozen=True, kw_only=True)
class BankHoliday:
    """A weekday on which nobody counts a working day."""

    day: date
    name: str
    standing: str
    """"published" by gov.uk, or "rule": worked out from the standing rules."""


def _read_bank_holidays() -> tuple[BankHoliday, ...]:
    text = files("roker").joinpath("bank_holidays.csv").read_text(encoding="utf-8")
    return tuple(
        BankHoliday(day=date.fromisoformat(row["day"]), name=row["name"], standing=row["standing"])
        for row in csv.DictReader(text.splitlines())
    )


BANK_HOLIDAYS = _read_bank_holidays()
_HOLIDAY_DAYS = frozenset(holiday.day for holiday in BANK_HOLIDAYS)
_ALL_DAYS = tuple(FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1))
_WORKING_DAYS = tuple(day for day in _ALL_DAYS if day.weekday() < 5 and day not in _HOLIDAY_DAYS)


class Unit(StrEnum):
    """The conventions of counting. The day of the start is day 0 in each of them."""

    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """So many of a unit, counted from the day after the start; the whole of the last day is still in time."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError("a limit is at least one")

    @property
    def code(self) -> str:
        return f"{self.unit}_{self.count}"

    def __str__(self) -> str:
        noun = self.unit.replace("_", " ")
        return f"{self.count} {noun if self.count > 1 else noun[:-1]}"


def working_days(count: int) -> Limit:
    """A limit in working days."""
    return Limit(count=count, unit=Unit.WORKING_DAYS)


def weeks(count: int) -> Limit:
    """A limit in weeks of seven days."""
    return Limit(count=count, unit=Unit.WEEKS)


def months(count: int) -> Limit:
    """A limit in calendar months, to the corresponding day."""
    return Limit(count=count, unit=Unit.MONTHS)


def covers(day: date) -> bool:
    """Whether the table has the day."""
    return FIRST_DAY <= day <= LAST_DAY


def days() -> Iterator[date]:
    """Every day of the table, in order."""
    return iter(_ALL_DAYS)


def is_working_day(day: date) -> bool:
    """Whether a day is neither at a weekend nor a bank holiday. Refuses a day outside the table."""
    _refuse_outside(day)
    return day.weekday() < 5 and day not in _HOLIDAY_DAYS


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day` (at least 1); `day` may be any day. Refuses a result outside the table."""
    _refuse_outside(day)
    place = bisect_right(_WORKING_DAYS, day) + count - 1
    if place >= len(_WORKING_DAYS):
        raise OutsideCalendarError(LAST_DAY + timedelta(days=1))
    return _WORKING_DAYS[place]


def working_days_between(start: date, end: date) -> int:
    """Working days after `start`, up to and including `end`; negative when `end` comes first."""
    _refuse_outside(start)
    _refuse_outside(end)
    if end < start:
        return -working_days_between(end, start)
    return bisect_right(_WORKING_DAYS, end) - bisect_right(_WORKING_DAYS, start)


def add_months(day: date, count: int) -> date:
    """The corresponding day `count` months on; where that month has no such day, its last day (31 Jan + 1 = 28 Feb)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_in_time(limit: Limit, opened_on: date) -> date:
    """The last day on which something to be done within `limit` of `opened_on` is still in time.

    Refuses a start or a result outside the table, for weeks and months too: what cannot be said of one limit is not
    said of another for the same child.
    """
    _refuse_outside(opened_on)
    if limit.unit is Unit.WORKING_DAYS:
        return add_working_days(opened_on, limit.count)
    due = opened_on + timedelta(weeks=limit.count) if limit.unit is Unit.WEEKS else add_months(opened_on, limit.count)
    _refuse_outside(due)
    return due


def birthday(born_on: date, age: int) -> date:
    """The day on which an age is reached. Born on 29 February: 28 February in a common year (decision 0004)."""
    return add_months(born_on, 12 * age)


def age_on(born_on: date, day: date) -> int:
    """Age in whole years; negative before birth."""
    years = day.year - born_on.year
    return years if add_months(born_on, 12 * years) <= day else years - 1


def _refuse_outside(day: date) -> None:
    if not covers(day):
        raise OutsideCalendarError(day)
