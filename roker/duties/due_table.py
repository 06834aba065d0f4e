"""The law as a table: for every limit and every day on which a clock of the record may open, the last day in time.

All legal arithmetic of the engine is in these rows, made once from the calendar. Applying a limit is then one join.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from roker import calendar
from roker.calendar import Limit
from roker.database import Database
from roker.duties.duty import DAY_BEFORE, Aged, Duty, Form, Lasted
from roker.record import Field

DUE_COLUMNS = (("limit_code", "VARCHAR"), ("opened_on", "DATE"), ("due_on", "DATE"), ("late_after", "DATE"))
BIRTHDAY_COLUMNS = (("age", "INTEGER"), ("dob", "DATE"), ("reached_on", "DATE"))


def limits_of(duties: Iterable[Duty]) -> list[Limit]:
    """Every limit that the duties use, once, in the order in which they first stand."""
    found: dict[str, Limit] = {}
    for duty in duties:
        asked = [version.limit for version in duty.versions]
        asked += [each.limit for each in duty.conditions() if isinstance(each, Lasted)]
        asked += [DAY_BEFORE] if duty.form is Form.NOT_BEFORE else []
        asked += [event.or_before for event in duty.met_by if isinstance(event.or_before, Limit)]
        found |= {limit.code: limit for limit in asked if isinstance(limit, Limit)}
    return list(found.values())


def due_rows(limits: Iterable[Limit], days: Collection[date]) -> Iterator[tuple[str, date, date, date]]:
    """(limit, day of opening, last day in time for certain, last day that may be in time) for every day of some whose
    last days the calendar knows.
    """
    for limit in limits:
        for day in days:
            try:
                yield limit.code, day, calendar.last_day_in_time(limit, day), calendar.late_after(limit, day)
            except calendar.OutsideCalendarError:
                continue


def create(database: Database, duties: Iterable[Duty]) -> None:
    """The tables `due_table`, for the days on the record from which a limit may be counted, and `birthdays`: for the
    birth dates on the record, the ages that end a duty or decide whether it applies.
    """
    duties = tuple(duties)
    database.create_table("due_table", DUE_COLUMNS, due_rows(limits_of(duties), _days(database, duties)))
    births = [dob for (dob,) in database.rows("SELECT DISTINCT dob FROM person WHERE dob IS NOT NULL ORDER BY dob")]
    rows = ((age, dob, calendar.birthday(dob, age)) for age in _ages(duties) for dob in births)
    database.create_table("birthdays", BIRTHDAY_COLUMNS, rows)


def _days(database: Database, duties: Iterable[Duty]) -> list[date]:
    """The days of all that starts a clock or meets one: of the last of them another may be counted."""
    fields: dict[Field, None] = {}
    for duty in duties:
        asked = (duty.about, duty.opens, *(each.field for each in duty.met_by))
        fields |= dict.fromkeys(each for each in asked if each)
    days: set[date] = set()
    for each in fields:
        found = database.rows(f"SELECT DISTINCT {each.name} FROM {each.entity} WHERE {each.name} IS NOT NULL")
        days.update(day for (day,) in found)
    return sorted(days)


def _ages(duties: Iterable[Duty]) -> list[int]:
    ages: set[int] = set()
    for duty in duties:
        asked = [each for each in duty.conditions() if isinstance(each, Aged)]
        ages |= {
            age for age in (duty.until_age, *(each.at_least for each in asked), *(each.under for each in asked)) if age
        }
    return sorted(ages)
