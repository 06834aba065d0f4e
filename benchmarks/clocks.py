"""What the clocks cost: built for every child, beside merely reading the same columns, and their state on one day."""

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.authority import SNAPSHOT_ON, reading
from benchmarks.measuring import cpu, in_turn, say
from roker.database import Database
from roker.duties import DUTIES, engine, reference
from roker.duties.clock_sql import clocks_sql
from roker.duties.condition_sql import Held
from roker.record import ENTITIES, ChildRecord, Record

RUNS = 5
_ENTITIES_READ = sorted(
    {duty.anchor for duty in DUTIES}
    | {event.entity for duty in DUTIES for event in (*duty.met_by, *duty.gives_way_to)}
    | {duty.opens.entity for duty in DUTIES if duty.opens}
    | {end.entity for duty in DUTIES for end in duty.ends}
    | {"person", "allocation"}
)

_SQL = (
    " ".join(clocks_sql(duty, Held(record_ends_on=SNAPSHOT_ON)) for duty in DUTIES)
    + " a.basis a.basis_from a.basis_to a.team a.worker"
)
"""Where a column that the engine reads stands; the last are read to find out who holds a child."""


def measure(children: int) -> None:
    """All figures for so many children."""
    with tempfile.TemporaryDirectory() as folder:
        rows = _write_record(children, Path(folder))
        counts: list[int] = []
        scan, build = in_turn(
            RUNS, lambda: _scan(_record(Path(folder))), lambda: counts.append(_build(_record(Path(folder))))
        )
        record = _record(Path(folder))
        engine.build(record, DUTIES)
        scan_clocks, state = in_turn(RUNS, lambda: _scan_clocks(record), lambda: _state(record))
        slow = cpu(lambda: sum(len(reference.clocks(child, DUTIES)) for child in _some(record, 2_000)))
    print(f"{children:,} children, {rows:,} rows, {counts[-1]:,} clocks")
    say("build every clock", build, f"{counts[-1] / build:,.0f} clocks a second")
    say("merely read the columns", scan, f"build is {build / scan:.1f} times that")
    say("state of all on one day", state, f"{state / scan_clocks:.1f} times reading the clock columns")
    say("reference, 2,000 children", slow, f"{1000 * slow / 2000:.2f} ms a child")


def _write_record(children: int, folder: Path) -> int:
    """Puts a record into Parquet files, as it lies in the store, and answers how many rows it has."""
    record, rows = Record.of(reading(children)), 0
    with record.database as database:
        for entity in ENTITIES:
            database.write_parquet(entity.name, folder / f"{entity.name}.parquet")
            rows += database.one(f"SELECT COUNT(*) FROM {entity.name}")[0]
    return rows


def _record(folder: Path) -> Record:
    """A record whose tables are read from their files when they are asked for."""
    database = Database.in_memory()
    for entity in ENTITIES:
        database.create_view_of_parquet(entity.name, folder / f"{entity.name}.parquet")
    return Record(database=database, entities=tuple(ENTITIES), snapshot_on=SNAPSHOT_ON)


def _scan(record: Record) -> None:
    """Decodes every column that the engine reads, and nothing more."""
    with record.database as database:
        for name in _ENTITIES_READ:
            read = [each for each in ENTITIES[name].field_names() if f".{each}" in _SQL]
            columns = ", ".join(f"MAX({each})" for each in read)
            database.rows(f"SELECT {columns} FROM {name}")


def _build(record: Record) -> int:
    with record.database as database:
        engine.build(record, DUTIES)
        return int(database.one("SELECT COUNT(*) FROM clocks")[0])


def _scan_clocks(record: Record) -> None:
    dates = ", ".join(f"MAX({each})" for each in ("opened_on", "due_on", "late_after", "met_on", "ended_on", "unsure"))
    record.database.rows(f"SELECT duty, {dates} FROM clocks GROUP BY 1")


def _state(record: Record) -> None:
    stated = f"SELECT duty, {engine.state_sql(SNAPSHOT_ON, SNAPSHOT_ON)} AS state FROM clocks"
    record.database.rows(f"SELECT duty, state, COUNT(*) FROM ({stated}) dated GROUP BY 1, 2")


def _some(record: Record, count: int) -> Iterator[ChildRecord]:
    return islice(record.children(), count)
