"""Days as the simulation counts them: whole numbers, with the working days, school terms and months among them.

Working days are those of `roker.calendar` where it knows them. Before, every day from Monday to Friday is one: nothing
that far back is shown but the day on which something long-lasting began.
"""

from bisect import bisect_left
from datetime import date

from roker import calendar

_FIRST, _LAST = date(1975, 1, 1).toordinal(), date(2050, 12, 31).toordinal()
_KNOWN = {holiday.day.toordinal() for holiday in calendar.BANK_HOLIDAYS}
WORKING = tuple(day for day in range(_FIRST, _LAST) if (day + 6) % 7 < 5 and day not in _KNOWN)
_INDEX = [bisect_left(WORKING, day) for day in range(_FIRST, _LAST)]
DATE = {day: date.fromordinal(day) for day in range(date(1955, 1, 1).toordinal(), _LAST)}
"""The date of each day, one object each."""

_HOLIDAYS = ((101, 104), (215, 221), (401, 414), (526, 601), (722, 904), (1024, 1031), (1220, 1231))
"""Schools are shut from and to (month and day), about as in most of England; term dates are each authority's own."""


def next_working(day: int) -> int:
    """The day itself if it is a working day, else the next that is."""
    return WORKING[_INDEX[day - _FIRST]]


def is_working(day: int) -> bool:
    """Whether it is a working day."""
    return WORKING[_INDEX[day - _FIRST]] == day


def on(day: int, working_days: int) -> int:
    """So many working days after a day; none of them: the day itself, or the next working day."""
    at = _INDEX[day - _FIRST]
    if working_days and WORKING[at] == day:
        return WORKING[at + working_days]
    return WORKING[at + max(working_days - 1, 0)]


def working_between(start: int, end: int) -> int:
    """Working days after `start` up to and including `end`."""
    return _INDEX[end + 1 - _FIRST] - _INDEX[start + 1 - _FIRST]


def is_school_day(day: int) -> bool:
    """Whether schools are open."""
    on_day = DATE[day]
    month_and_day = on_day.month * 100 + on_day.day
    return is_working(day) and not any(first <= month_and_day <= last for first, last in _HOLIDAYS)


def years_before(day: int, years: float) -> int:
    """About so many years before."""
    return day - int(years * 365.25)


def work(time: float, hours: float, a_day: float) -> float:
    """When hours of work that begin at a time are done, at so many hours a working day."""
    day = int(time)
    at = _INDEX[day - _FIRST]
    gone = (time - day) if WORKING[at] == day else 0.0
    whole = gone + hours / a_day
    days = int(whole)
    return WORKING[at + days] + (whole - days)


def year_of(day: int) -> float:
    """A day as a year with a fraction: 1 January 2015 is 2015.0."""
    found = DATE[day]
    return found.year + (found.timetuple().tm_yday - 1) / 365.25


def terms(first_year: int, last_year: int) -> list[tuple[str, int, int]]:
    """School terms (name, first day, last day) of some years."""
    found = []
    for year in range(first_year, last_year + 1):
        for name, begins, ends in (
            ("Spring", (1, 5), (3, 28)),
            ("Summer", (4, 15), (7, 21)),
            ("Autumn", (9, 5), (12, 19)),
        ):
            first, last = date(year, *begins).toordinal(), date(year, *ends).toordinal()
            found.append((f"{name} {year}", next_working(first), last))
    return found


def birthday(born: int, age: int) -> int:
    """The day on which an age is reached."""
    return calendar.birthday(DATE[born], age).toordinal()


def age(born: int, day: int) -> int:
    """Age in whole years."""
    return calendar.age_on(DATE[born], DATE[day])
