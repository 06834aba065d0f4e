"""The page on the calendar: how days are counted, which are bank holidays, and what is refused."""

from itertools import groupby

from docs.generator.markdown import bullets, code, day, table, whole_page
from roker.calendar import (
    BANK_HOLIDAYS,
    FIRST_DAY,
    LAST_DAY,
    Limit,
    OutsideCalendarError,
    Unit,
    before,
    beginning_with,
    calendar_days,
    hours,
    last_day_in_time,
    months,
    weeks,
    working_days,
)
from roker.duties import Unsure

_COUNTING = """## How time is counted

The day of the start is day 0. The whole of the last day is in time. A limit in weeks or months that ends on a weekend \
or bank holiday is not made longer: the regulations give no extension."""

_UNIT_WORDS = {
    Unit.HOURS: "Of whole days, since the record holds days: in time for certain until the day before they run out, "
    "late for certain after the day on which they do.",
    Unit.WORKING_DAYS: "Days after the start that are neither Saturday, Sunday nor a bank holiday in England.",
    Unit.DAYS: "Each day, weekends and bank holidays included.",
    Unit.WEEKS: "Seven days each, weekends and bank holidays included.",
    Unit.MONTHS: "To the day of the same number; where the month has no such day, to its last day.",
}
_EXAMPLES = {
    Unit.HOURS: (hours(72), "2024-03-25"),
    Unit.WORKING_DAYS: (working_days(15), "2024-03-25"),
    Unit.DAYS: (calendar_days(7), "2024-03-25"),
    Unit.WEEKS: (weeks(8), "2024-03-20"),
    Unit.MONTHS: (months(3), "2023-11-30"),
}

_OUTSIDE = """A day outside it is refused, never guessed: a bank holiday that nobody has announced yet would make a \
due day wrong by a day."""

_STANDING = """## Bank holidays

| Standing | What it means |
|---|---|
| published | On the list of gov.uk, under the Open Government Licence v3.0; see [sources](sources.md). |
| rule | Worked out from the standing rules and the one-off proclamations; not checked against an official list. |

Only bank holidays on weekdays are listed: a weekend is no working day in any case."""


def _example(limit: Limit, start: str) -> str:
    opened_on = FIRST_DAY.fromisoformat(start)
    return f"{limit} from {day(opened_on)}: until {day(last_day_in_time(limit, opened_on))}"


_WORDINGS = (
    (
        "beginning with",
        "The law's wording that makes the day of the start the first day: the last day is one day earlier.",
        _example(beginning_with(weeks(26)), "2024-03-25"),
    ),
    (
        "before",
        "Counted back from a day: the last day after which so many are left.",
        _example(before(working_days(2)), "2024-03-25"),
    ),
)


def page() -> str:
    """The whole page."""
    return whole_page(
        "Calendar",
        "`roker/calendar.py` and `roker/bank_holidays.csv`",
        _COUNTING,
        table(["Unit", "What counts", "Example"], [*(_unit(unit) for unit in Unit), *map(list, _WORDINGS)]),
        f"## Range\n\nThe table runs from {day(FIRST_DAY)} to {day(LAST_DAY)}.",
        *_refusals(),
        _STANDING,
        *_years(),
    )


def _unit(unit: Unit) -> list[str]:
    limit, start = _EXAMPLES[unit]
    return [unit.replace("_", " "), _UNIT_WORDS[unit], _example(limit, start)]


def _refusals() -> list[str]:
    refused = str(OutsideCalendarError(LAST_DAY.replace(year=LAST_DAY.year + 1)))
    untold = (
        "A start or a last day outside the table gives a clock that [cannot be told](states.md), for weeks and months "
        f"too. Its reason is {code(Unsure.OUTSIDE_CALENDAR)}."
    )
    asked = f"A question about a day outside it is refused with a sentence: “{refused}”"
    return [_OUTSIDE, bullets([untold, asked])]


def _years() -> list[str]:
    parts = []
    for year, holidays in groupby(BANK_HOLIDAYS, key=lambda each: each.day.year):
        rows = [[f"{each.day:%A} {day(each.day)}", each.name, each.standing] for each in holidays]
        parts.append(f"### {year}\n\n{table(['Day', 'Name', 'Standing'], rows)}")
    return parts
