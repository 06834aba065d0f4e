"""The law as a table: for every day on which a clock may open, the last day in time by each limit.

All legal arithmetic of the engine is in these rows, made once from the calendar. Applying the limits of a duty is then
one join, by the day.
"""

from collections.abc import Iterable
from datetime import date

from roker import calendar
from roker.calendar import Limit, Unit
from roker.database import Database
from roker.duties.duty import DAY_BEFORE, Aged, Duty, Form, Lasted

Days = list[date | None]


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


def late_column(limit: Limit) -> str:
    """The column of the last day that may be in time. Of hours that is another day than the last in time for certain,
    whose column is named by the limit's code.
    """
    return f"{limit.code}_late" if limit.unit is Unit.HOURS else limit.code


def due_columns(limits: Iterable[Limit]) -> dict[str, Days]:
    """For each day of the calendar, by column, the last day in time by a limit; None, in both columns of a limit, where
    the calendar does not know it.
    """
    found: dict[str, Days] = {}
    for limit in limits:
        last, late = calendar.last_days_in_time(limit), calendar.late_after_each(limit)
        found[limit.code] = [day if after else None for day, after in zip(last, late, strict=True)]
        found[late_column(limit)] = late
    return found


def create(database: Database, duties: Iterable[Duty]) -> None:
    """The tables `due_table`, a row for each day of the calendar, and `birthdays`: for the birth dates on the record,
    the day of each age that ends a duty or decides whether it applies.
    """
    duties = tuple(duties)
    every: Days = [*calendar.days()]
    _create(database, "due_table", {"opened_on": every, **due_columns(limits_of(duties))})
    found = database.rows("SELECT DISTINCT dob FROM person WHERE dob IS NOT NULL ORDER BY dob")
    births: Days = [dob for (dob,) in found]
    reached: dict[str, Days] = {
        age_column(age): [calendar.birthday(dob, age) for (dob,) in found] for age in ages_of(duties)
    }
    _create(database, "birthdays", {"dob": births, **reached})


def _create(database: Database, table: str, columns: dict[str, Days]) -> None:
    database.create_table_by_column(table, [(name, "DATE") for name in columns], list(columns.values()))


def ages_of(duties: Iterable[Duty]) -> list[int]:
    """The ages that end one of the duties or decide whether it applies."""
    ages: set[int] = set()
    for duty in duties:
        asked = [each for each in duty.conditions() if isinstance(each, Aged)]
        ages |= {
            age for age in (duty.until_age, *(each.at_least for each in asked), *(each.under for each in asked)) if age
        }
    return sorted(ages)


def age_column(age: int) -> str:
    """The column of the day on which an age is reached."""
    return f"age_{age}"
