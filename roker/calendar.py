"""Working days in England, and the ways in which the law counts time from a day.

The table runs from FIRST_DAY to LAST_DAY. A day outside it is refused, never guessed: a bank holiday that nobody has
announced yet would make a due day wrong by a day. Holidays marked "published" in `bank_holidays.csv` are those of
gov.uk (Open Government Licence v3.0); those marked "rule" (2006 to 2011) follow from the standing rules and one-off
proclamations, and have not been checked against an official list.
"""

import csv
import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
_WORKED = tuple(bisect_right(_WORKING_DAYS, day) for day in _ALL_DAYS)
"""How many working days there are up to each day, with it."""


class Unit(StrEnum):
    """The conventions of counting. The day of the start is day 0 in each of them, but for `Limit.beginning_with`."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """So many of a unit, counted from the day after the start; the whole of the last day is still in time.

    `beginning_with` is the law's wording that makes the day of the start day 1. `before` counts backwards: something
    has to be done so long before a day. None of a unit is the day itself.
    """

    count: int
    unit: Unit
    beginning_with: bool = False
    before: bool = False

    def __post_init__(self) -> None:
        if self.count < 0 or (self.beginning_with and not self.count):
            raise ValueError("a limit is not less than nothing")
        if self.unit is Unit.HOURS and (self.count % 24 or not self.count or self.beginning_with or self.before):
            raise ValueError("hours are whole days, since records hold days")
        if self.beginning_with and (self.before or self.unit is Unit.WORKING_DAYS):
            raise ValueError("“beginning with” is said of days, weeks and months alone")

    @property
    def code(self) -> str:
        wording = "beginning_with_" if self.beginning_with else "before_" if self.before else ""
        return f"{wording}{self.unit}_{self.count}"

    def __str__(self) -> str:
        noun = self.unit.replace("_", " ")
        said = f"{self.count} {noun if self.count != 1 else noun[:-1]}"
        return f"{said} beginning with that day" if self.beginning_with else f"{said} before" if self.before else said


def hours(count: int) -> Limit:
    """A limit in hours, which has to be whole days: the record holds days alone."""
    return Limit(count=count, unit=Unit.HOURS)


def working_days(count: int) -> Limit:
    """A limit in working days."""
    return Limit(count=count, unit=Unit.WORKING_DAYS)


def calendar_days(count: int) -> Limit:
    """A limit in days, weekends and holidays included."""
    return Limit(count=count, unit=Unit.DAYS)


def weeks(count: int) -> Limit:
    """A limit in weeks of seven days."""
    return Limit(count=count, unit=Unit.WEEKS)


def months(count: int) -> Limit:
    """A limit in calendar months, to the corresponding day."""
    return Limit(count=count, unit=Unit.MONTHS)


def beginning_with(limit: Limit) -> Limit:
    """The same limit where the law says “beginning with”: the day of the start is the first day of it."""
    return replace(limit, beginning_with=True)


def before(limit: Limit) -> Limit:
    """The same limit counted backwards from a day."""
    return replace(limit, before=True)


def limit_of(text: str) -> Limit:
    """A limit as people write it: "15 working days", "6 weeks", "3 months", "10 days", "72 hours". Refuses others."""
    found = re.fullmatch(r"\s*(\d{1,4})\s+(working day|hour|day|week|month)s?\s*", text, re.IGNORECASE)
    if found is None:
        raise RokerError(f"“{text}” is no limit. Write it as “15 working days”, “6 weeks” or “3 months”.")
    try:
        return Limit(count=int(found[1]), unit=Unit(f"{found[2].lower().replace(' ', '_')}s"))
    except ValueError as error:
        raise RokerError(f"“{text}” is no limit: {error}.") from None


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
    """The last day on which something to be done within `limit` of `opened_on` is still in time for certain.

    Of a limit in hours that is the day before it runs out: `late_after` is the day on which it does. Refuses a start
    or a result outside the table, for weeks and months too: what cannot be said of one limit is not said of another
    for the same child.
    """
    _refuse_outside(opened_on)
    due = _counted(limit, opened_on)
    _refuse_outside(due)
    return due


def late_after(limit: Limit, opened_on: date) -> date:
    """The last day on which it may still be in time: of hours, counted from a day, the day on which they run out."""
    due = last_day_in_time(limit, opened_on)
    if limit.unit is not Unit.HOURS:
        return due
    runs_out = due + timedelta(days=1)
    _refuse_outside(runs_out)
    return runs_out


def last_days_in_time(limit: Limit) -> list[date | None]:
    """`last_day_in_time` of every day of the table, in order, and None where it is refused: the same, many times faster
    than day by day.
    """
    count = -limit.count if limit.before else limit.count
    match limit.unit:
        case Unit.WORKING_DAYS:
            return _working_days_from_each(count)
        case Unit.MONTHS:
            back = timedelta(days=int(limit.beginning_with))
            found = (add_months(day, count) - back for day in _ALL_DAYS)
            return [due if covers(due) else None for due in found]
        case _:
            ahead = {Unit.HOURS: count // 24 - 1, Unit.WEEKS: 7 * count, Unit.DAYS: count}[limit.unit]
            return _days_from_each(ahead - limit.beginning_with)


def late_after_each(limit: Limit) -> list[date | None]:
    """`late_after` of every day of the table, in order, and None where it is refused."""
    if limit.unit is not Unit.HOURS:
        return last_days_in_time(limit)
    return _days_from_each(limit.count // 24)


def _days_from_each(count: int) -> list[date | None]:
    """So many days on from each day of the table, or back."""
    if count < 0:
        return [*[None] * -count, *_ALL_DAYS][: len(_ALL_DAYS)]
    return [*_ALL_DAYS[count:], *[None] * min(count, len(_ALL_DAYS))]


def _working_days_from_each(count: int) -> list[date | None]:
    """So many working days on from each day of the table, as `_working_days_from` counts them."""
    if count > 0:
        ahead: list[date | None] = [*_WORKING_DAYS[count - 1 :], *[None] * count]
        return [ahead[worked] for worked in _WORKED]
    if count == 0:
        return list(_ALL_DAYS)
    behind = [day - timedelta(days=1) for day in _WORKING_DAYS]
    days = [behind[worked + count] if worked + count >= 0 else None for worked in _WORKED]
    return [day if day is not None and covers(day) else None for day in days]


def _counted(limit: Limit, day: date) -> date:
    count = -limit.count if limit.before else limit.count
    match limit.unit:
        case Unit.HOURS:
            return day + timedelta(days=count // 24 - 1)
        case Unit.WORKING_DAYS:
            return _working_days_from(day, count)
        case Unit.MONTHS:
            due = add_months(day, count)
        case Unit.WEEKS | Unit.DAYS:
            due = day + timedelta(days=count * (7 if limit.unit is Unit.WEEKS else 1))
    return due - timedelta(days=1) if limit.beginning_with else due


def _working_days_from(day: date, count: int) -> date:
    """So many working days on; backwards, the last day after which so many are left, up to and including `day`."""
    if count >= 0:
        return add_working_days(day, count) if count else day
    place = bisect_right(_WORKING_DAYS, day) + count
    if place < 0:
        raise OutsideCalendarError(FIRST_DAY - timedelta(days=1))
    return _WORKING_DAYS[place] - timedelta(days=1)


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
