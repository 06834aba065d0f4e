"""What every duty means, for all children at once: the same definitions as SQL that DuckDB, PostgreSQL and Spark read.

The text is made from the catalogue and keeps to what all three read alike (`clock_sql`). No date is computed in it: the
legal arithmetic stands in the due table.
"""

from collections.abc import Iterable
from datetime import date

from roker import calendar
from roker.database import Database, quoted
from roker.duties import due_table, numbered
from roker.duties.clock import CLOCK_COLUMNS, DUE_SOON_WORKING_DAYS, LIMIT_DOUBTS, State, Unsure
from roker.duties.clock_sql import clocks_sql
from roker.duties.condition_sql import FIRST, LAST, NO_TEXT, Held, day_sql
from roker.duties.duty import Duty
from roker.record import Record
from roker.record.holding import BASIS_ORDER, OTHERWISE_OPEN_SQL, SPANS_SQL, names_nobody

CLOSING_COLUMNS = (("closed_on", "DATE"), ("closed_as", "VARCHAR"))
"""What the table has beside `CLOCK_COLUMNS`, so that states need not be worked out anew for each day."""
HOLDER_COLUMNS = (
    ("person_id", "VARCHAR"),
    ("role", "VARCHAR"),
    ("team", "VARCHAR"),
    ("worker", "VARCHAR"),
    ("held_from", "DATE"),
)


def build(record: Record, duties: Iterable[Duty]) -> None:
    """Adds the table `clocks` to the record's database: every clock of every child. Beside it stand `spans`, from when
    to when each child is open, and `holders`.
    """
    duties = tuple(duties)
    database, held = record.database, Held.of(record)
    filled, closing = database.filled_tables(), closing_sql(held.record_ends_on)
    with database.together():
        prepare(record, duties, held)
        database.create_table("clocks", (*CLOCK_COLUMNS, *CLOSING_COLUMNS))
        for duty in duties:
            if duty.anchor in filled:  # planning a query takes longer than most take to run
                database.run(f"INSERT INTO clocks SELECT *, {closing} FROM ({clocks_sql(duty, held)}) each_clock")
        for table in read_by_clocks(database):
            database.run(f"DROP TABLE {table}")


def prepare(record: Record, duties: Iterable[Duty], held: Held) -> None:
    """The tables from which the clocks of some duties are made."""
    duties, database = tuple(duties), record.database
    due_table.create(database, duties)
    database.run(f"CREATE TABLE spans AS {SPANS_SQL}")
    database.run(f"CREATE TABLE otherwise_open AS {OTHERWISE_OPEN_SQL}")
    _create_holders(database, record.snapshot_on)
    numbered.create(database, duties, held.unread, held.record_ends_on)


def read_by_clocks(database: Database) -> set[str]:
    """The names of the tables that the text of a clock reads, once they are prepared, with what those are made from."""
    return {"due_table", "birthdays", "otherwise_open", "nobody", *numbered.made(database)}


def closing_sql(record_ends_on: date) -> str:
    """The columns `closed_on` and `closed_as` of a row of clocks, as expressions: when it was met or ended, whichever
    came first, and the state that it is in from that day on.
    """
    return f"""LEAST(met_on, ended_on) AS closed_on,
  CASE WHEN met_on IS NOT NULL AND (ended_on IS NULL OR met_on <= ended_on) THEN
    {_closed_as("met_on", State.MET, State.MET_LATE, record_ends_on)}
  WHEN ended_on IS NOT NULL THEN
    {_closed_as("ended_on", State.LAPSED, State.MISSED, record_ends_on)} END AS closed_as"""


def _closed_as(day: str, in_time: State, late: State, record_ends_on: date) -> str:
    ends = day_sql(record_ends_on)
    return f"""CASE WHEN {day} > {ends} AND COALESCE(late_after, {LAST}) > {ends} THEN '{State.CANNOT_TELL}'
      WHEN {day} > late_after THEN '{late}' WHEN {_in_time(day)} THEN '{in_time}' ELSE '{State.CANNOT_TELL}' END"""


def state_sql(on: date, record_ends_on: date) -> str:
    """The state of a row of `clocks` on a day, as an expression; NULL before the clock opened."""
    day, ends, soon = (day_sql(each) for each in (on, record_ends_on, _soon(on)))
    return f"""CASE
  WHEN opened_on > {day} THEN {NO_TEXT}
  WHEN due_on IS NULL THEN 'cannot_tell'
  WHEN closed_on <= {day} THEN closed_as
  WHEN late_after < {day} THEN CASE WHEN late_after > {ends} THEN 'cannot_tell' ELSE 'overdue' END
  WHEN due_on < {day} THEN 'cannot_tell'
  WHEN due_on <= {soon} THEN 'due_soon'
  ELSE 'running' END"""


def unsure_sql(on: date, record_ends_on: date) -> str:
    """Why the state on a day cannot be told, as an expression over `state` and a row of `clocks`."""
    day, ends = day_sql(on), day_sql(record_ends_on)
    return f"""CASE WHEN state <> '{State.CANNOT_TELL}' THEN {NO_TEXT}
  WHEN due_on IS NULL THEN unsure
  WHEN closed_on <= {day} THEN
    CASE WHEN closed_on > {ends} AND COALESCE(late_after, {LAST}) > {ends} THEN '{Unsure.RECORD_ENDED}' ELSE unsure END
  WHEN late_after < {day} THEN '{Unsure.RECORD_ENDED}'
  ELSE unsure END"""


def _in_time(day: str) -> str:
    """Whether what was not late was in time for certain: nothing is unsure, or the limit alone, and the strictest was
    kept.
    """
    doubts = ", ".join(quoted(each) for each in LIMIT_DOUBTS)
    return f"(unsure IS NULL OR (unsure IN ({doubts}) AND {day} <= due_on))"


def _soon(on: date) -> date:
    return calendar.add_working_days(on, DUE_SOON_WORKING_DAYS)


def _create_holders(database: Database, snapshot_on: date) -> None:
    """The table `holders`: team and worker who hold each child on the snapshot day, for each role."""
    names = database.rows("SELECT DISTINCT worker FROM allocation WHERE worker IS NOT NULL ORDER BY worker")
    database.create_table("nobody", [("worker", "VARCHAR")], [row for row in names if names_nobody(row[0])])
    database.create_table("holders", HOLDER_COLUMNS)
    for role, order in BASIS_ORDER.items():
        weights = " ".join(f"WHEN '{basis}' THEN {n}" for n, basis in enumerate(order))
        database.run(f"""INSERT INTO holders
SELECT person_id, '{role}', team, CASE WHEN is_nobody = 1 THEN {NO_TEXT} ELSE worker END, held_from FROM (
  SELECT a.person_id, a.team, a.worker, a.held_from, CASE WHEN n.worker IS NULL THEN 0 ELSE 1 END AS is_nobody,
    ROW_NUMBER() OVER (PARTITION BY a.person_id ORDER BY
      CASE WHEN a.to_on <= {day_sql(snapshot_on)} THEN 1 ELSE 0 END,
      CASE a.basis {weights} ELSE {len(order)} END,
      COALESCE(a.from_on, {FIRST}) DESC, COALESCE(a.team, ''), COALESCE(a.worker, '')) AS place
  FROM spans a LEFT JOIN nobody n ON n.worker = a.worker
) ranked WHERE place = 1""")
