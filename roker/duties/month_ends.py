"""The states of all clocks at many days in one pass: how many of each duty were in each state, as neutral SQL.

The states of a clock follow each other: running, due soon, past the strictest limit, late, closed. Clocks are counted
by the first of the days asked on which each of these is so. Each count then comes to a state on one of the days and
leaves it on another.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from roker import calendar
from roker.database import Database
from roker.duties.clock import DUE_SOON_WORKING_DAYS
from roker.duties.condition_sql import day_sql

_COLUMNS = (("day", "DATE"), ("on_place", "TINYINT"), ("after_place", "TINYINT"), ("soon_place", "TINYINT"))


def _create_places(database: Database, days: Sequence[date]) -> None:
    """The table `places`: for each day of the calendar, the place of the first of the days asked that is not before it,
    that is after it, and on which what is due on it is due soon.
    """
    soon = [calendar.add_working_days(day, DUE_SOON_WORKING_DAYS) for day in days]
    every = list(calendar.days())
    columns = [
        every,
        [bisect_left(days, day) for day in every],
        [bisect_right(days, day) for day in every],
        [bisect_left(soon, day) for day in every],
    ]
    database.create_table("places", _COLUMNS, zip(*columns, strict=True), is_temporary=True)


def _counts_sql(days: Sequence[date], record_ends_on: date) -> str:
    """Duty, place of the day, state, and how many, wherever the number changes: add them up from the first day on."""
    ends, after, beyond = day_sql(record_ends_on), len(days), day_sql(calendar.FIRST_DAY)
    return f"""WITH closed AS (
  SELECT duty, opened_on, due_on, late_after,
    CASE WHEN due_on IS NULL THEN opened_on ELSE closed_on END AS closed_on,
    CASE WHEN due_on IS NULL THEN 0 WHEN closed_on IS NULL THEN 9 ELSE CASE closed_as WHEN 'met' THEN 4
      WHEN 'lapsed' THEN 3 WHEN 'met_late' THEN 2 WHEN 'missed' THEN 1 ELSE 0 END END AS closed_as,
    CASE WHEN late_after > {ends} THEN 0 ELSE 5 END AS late_as
  FROM clocks
),
placed AS (
  SELECT c.duty, c.closed_as, c.late_as,
    CASE WHEN c.opened_on IS NULL OR c.opened_on < {beyond} THEN 0 ELSE COALESCE(o.on_place, {after}) END AS opened,
    CASE WHEN c.closed_as = 9 THEN {after} WHEN c.closed_on IS NULL OR c.closed_on < {beyond} THEN 0
      ELSE COALESCE(e.on_place, {after}) END AS closed,
    CASE WHEN c.late_after < {beyond} THEN 0 ELSE COALESCE(l.after_place, {after}) END AS late,
    CASE WHEN c.due_on < {beyond} THEN 0 ELSE COALESCE(d.after_place, {after}) END AS past,
    CASE WHEN c.due_on < {beyond} THEN 0 ELSE COALESCE(d.soon_place, {after}) END AS soon
  FROM closed c LEFT JOIN places o ON o.day = c.opened_on LEFT JOIN places e ON e.day = c.closed_on
  LEFT JOIN places d ON d.day = c.due_on LEFT JOIN places l ON l.day = c.late_after
),
grouped AS (
  SELECT duty, opened, closed, CASE WHEN late < closed THEN late ELSE closed END AS late,
    CASE WHEN past < closed THEN past ELSE closed END AS past,
    CASE WHEN soon < closed THEN soon ELSE closed END AS soon, closed_as, late_as, COUNT(*) AS clocks
  FROM placed WHERE opened < {after} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
),
{_changes_sql(after)}"""


def _changes_sql(after: int) -> str:
    """When how many clocks come to a state, and leave it."""
    return f"""since AS (
  SELECT duty, opened, clocks, closed_as, late_as, GREATEST(opened, closed) AS closed,
    GREATEST(opened, LEAST(closed, late)) AS late, GREATEST(opened, LEAST(closed, late, past)) AS past,
    GREATEST(opened, LEAST(closed, late, past, soon)) AS soon FROM grouped
),
changes AS (
  SELECT duty, 6 AS state, opened AS place, clocks FROM since WHERE opened < soon
  UNION ALL SELECT duty, 6, soon, -clocks FROM since WHERE opened < soon
  UNION ALL SELECT duty, 7, soon, clocks FROM since WHERE soon < past
  UNION ALL SELECT duty, 7, past, -clocks FROM since WHERE soon < past
  UNION ALL SELECT duty, 0, past, clocks FROM since WHERE past < late
  UNION ALL SELECT duty, 0, late, -clocks FROM since WHERE past < late
  UNION ALL SELECT duty, late_as, late, clocks FROM since WHERE late < closed
  UNION ALL SELECT duty, late_as, closed, -clocks FROM since WHERE late < closed
  UNION ALL SELECT duty, closed_as, closed, clocks FROM since WHERE closed < {after}
)
SELECT duty, CASE state WHEN 0 THEN 'cannot_tell' WHEN 1 THEN 'missed' WHEN 2 THEN 'met_late' WHEN 3 THEN 'lapsed'
    WHEN 4 THEN 'met' WHEN 5 THEN 'overdue' WHEN 6 THEN 'running' ELSE 'due_soon' END AS state, place, SUM(clocks)
FROM changes WHERE place < {after} GROUP BY duty, state, place"""


def month_ends(last: date, count: int = 36) -> list[date]:
    """So many month ends up to a day, the first first."""
    firsts = [calendar.add_months(last.replace(day=1), 1 - n) for n in range(count)]
    return sorted(first - timedelta(days=1) for first in firsts)


def counts(database: Database, days: Sequence[date], record_ends_on: date) -> dict[tuple[str, date, str], int]:
    """How many clocks of each duty were in each state on each of some days, in order, over the table `clocks`."""
    if "places" in database.tables():
        database.run("DROP TABLE places")
    _create_places(database, days)
    changes: dict[tuple[str, str], dict[int, int]] = {}
    for duty, state, place, clocks in database.rows(_counts_sql(days, record_ends_on)):
        changes.setdefault((duty, state), {})[place] = int(clocks)
    found = {}
    for (duty, state), by_place in changes.items():
        standing = 0
        for place, day in enumerate(days):
            standing += by_place.get(place, 0)
            if standing:
                found[duty, day, state] = standing
    return found
