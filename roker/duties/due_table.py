"""The law as a table: for every limit and every day on which a clock may open, the last day that is in time.

All legal arithmetic of the engine is in these rows, made once from the calendar. Applying a limit is then one join.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from roker import calendar
from roker.calendar import Limit
from roker.database import Database
from roker.duties.duty import Duty

DUE_COLUMNS = (("limit_code", "VARCHAR"), ("opened_on", "DATE"), ("due_on", "DATE"))
BIRTHDAY_COLUMNS = (("age", "INTEGER"), ("dob", "DATE"), ("reached_on", "DATE"))


def limits_of(duties: Iterable[Duty]) -> list[Limit]:
    """Every limit that the duties use, once, in the order in which they first stand."""
    found = {limit.code: limit for duty in duties for version in duty.versions for limit in version.limits}
    return list(found.values())


def due_rows(limits: Iterable[Limit]) -> Iterator[tuple[str, date, date]]:
    """(limit, day of opening, last day in time) for every day of the calendar whose last day it knows."""
    for limit in limits:
        for day in calendar.days():
            try:
                yield limit.code, day, calendar.last_day_in_time(limit, day)
            except calendar.OutsideCalendarError:
                break  # every later day would fall outside too


def create(database: Database, duties: Iterable[Duty]) -> None:
    """The tables `due_table` and `birthdays` (for the birth dates on the record and the ages that end a duty)."""
    duties = tuple(duties)
    database.create_table("due_table", DUE_COLUMNS, due_rows(limits_of(duties)))
    births = [dob for (dob,) in database.rows("SELECT DISTINCT dob FROM person WHERE dob IS NOT NULL ORDER BY dob")]
    ages = sorted({duty.until_age for duty in duties if duty.until_age is not None})
    rows = ((age, dob, calendar.birthday(dob, age)) for age in ages for dob in births)
    database.create_table("birthdays", BIRTHDAY_COLUMNS, rows)
