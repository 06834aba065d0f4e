"""The states at many days, where a recorded last day lies before the calendar begins."""

from datetime import date

from roker.database import Database
from roker.duties import engine, month_ends
from roker.duties.clock import CLOCK_COLUMNS


def test_a_last_day_before_the_calendar_is_overdue_from_the_start() -> None:
    day = date(2024, 1, 31)
    told = {"duty": "d", "subject_id": "1", "person_id": "1", "opened_on": date(2004, 5, 1), "step": ""}
    told |= dict.fromkeys(("due_on", "late_after"), date(2005, 3, 1))
    columns = (*CLOCK_COLUMNS, *engine.CLOSING_COLUMNS)
    with Database.in_memory() as database:
        database.create_table("clocks", columns, [tuple(told.get(name) for name, _ in columns)])
        (alone,) = database.one(f"SELECT {engine.state_sql(day, day)} FROM clocks")
        assert month_ends.counts(database, [day], day) == {("d", day, alone): 1}
    assert alone == "overdue"
