"""The law as a table: every column says of a day what the calendar says of that day alone."""

from collections.abc import Callable
from datetime import date

import pytest

from roker import calendar
from roker.calendar import Limit, before, beginning_with, calendar_days, months, weeks, working_days
from roker.duties import DUTIES, due_table

LIMITS = {
    each.code: each
    for each in (
        *due_table.limits_of(DUTIES),
        working_days(0),
        working_days(900),
        before(working_days(1)),
        before(working_days(30)),
        calendar_days(0),
        calendar_days(20_000),
        before(weeks(3)),
        before(months(1)),
        beginning_with(calendar_days(1)),
        beginning_with(months(1)),
    )
}


def known(ask: Callable[[Limit, date], date], limit: Limit, day: date) -> date | None:
    try:
        return ask(limit, day)
    except calendar.OutsideCalendarError:
        return None


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS)
def test_a_column_says_what_the_calendar_says_of_each_day(limit: Limit) -> None:
    columns, days = due_table.due_columns([limit]), list(calendar.days())
    last, late = columns[limit.code], columns[due_table.late_column(limit)]
    assert len(last) == len(late) == len(days)
    for n in {*range(150), *range(len(days) - 800, len(days)), *range(0, len(days), 7)}:
        possible = known(calendar.late_after, limit, days[n])
        assert late[n] == possible, days[n]
        assert last[n] == (possible and known(calendar.last_day_in_time, limit, days[n])), days[n]
