"""Prints clocks per second, and the ratios to merely reading the same columns. Run by `make bench`.

Times are CPU seconds of this process, all threads together, and medians of five runs made in turn, since machines
are noisy: compare the ratios of one run, not the seconds of two.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import python_calamine

from benchmarks.authority import SNAPSHOT_ON, plans, reading
from roker.duties import DUTIES, engine, reference
from roker.formats import annex_a
from roker.record import ENTITIES, ChildRecord, Record
from roker.store import Store

RUNS = 5
_ENTITIES_READ = sorted(
    {duty.anchor for duty in DUTIES}
    | {duty.met_by.entity for duty in DUTIES}
    | {duty.opens.entity for duty in DUTIES if duty.opens}
    | {end.entity for duty in DUTIES for end in duty.ends}
    | {"person", "allocation"}
)

_SQL = (
    " ".join(engine.clocks_sql(duty, engine.Held(record_ends_on=SNAPSHOT_ON)) for duty in DUTIES)
    + " a.basis a.basis_from a.basis_to a.team a.worker"
)
"""Where a column that the engine reads stands; the last are read to find out who holds a child."""


def main() -> None:
    """Measures one authority and ten, and prints a line for each figure."""
    for children in (60_000, 600_000) if "--large" in sys.argv else (60_000,):
        measure(children)
    measure_reading(20_000)


def measure_reading(rows: int) -> None:
    """Reading an Annex A workbook, beside merely going through its cells with the same library."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annex_a.xlsx"
        annex_a.write(path, {7: list(plans(rows))})
        bare, read = _in_turn(
            lambda: _go_through(path), lambda: annex_a.read(path, snapshot_on=SNAPSHOT_ON, today=SNAPSHOT_ON)
        )
    print(f"An Annex A workbook of {rows:,} rows")
    print(f"  read into the record       {read:7.3f} s   {read / bare:.1f} times going through its cells")


def _go_through(path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).iter_rows():
            for _ in row:
                pass


def measure(children: int) -> None:
    """All figures for so many children."""
    with tempfile.TemporaryDirectory() as home:
        store = Store(Path(home))
        made = reading(children)
        rows = sum(len(each) for each in made.rows.values())
        load, _ = store.append(made, datetime.now(UTC))
        del made
        counts: list[int] = []
        scan, build = _in_turn(lambda: _scan(store.record_of(load)), lambda: _build(store.record_of(load), counts))
        record = store.record_of(load)
        engine.build(record, DUTIES)
        scan_clocks, state = _in_turn(lambda: _scan_clocks(record), lambda: _state(record))
        slow = _cpu(lambda: sum(len(reference.clocks(child, DUTIES)) for child in _some(record, 2_000)))
        clocks = counts[-1]
    print(f"{children:,} children, {rows:,} rows, {clocks:,} clocks; CPU seconds, medians of {RUNS}")
    print(f"  build every clock          {build:7.3f} s   {clocks / build:12,.0f} clocks a second")
    print(f"  merely read the columns    {scan:7.3f} s   build is {build / scan:.1f} times that")
    print(f"  state of all on one day    {state:7.3f} s   {state / scan_clocks:.1f} times reading the clock columns")
    print(f"  reference, 2,000 children  {slow:7.3f} s   {1000 * slow / 2000:.2f} ms a child")


def _in_turn(*pieces: Callable[[], object]) -> list[float]:
    """The median CPU seconds of each piece, run in turn so that noise falls on all alike."""
    times: list[list[float]] = [[] for _ in pieces]
    for _ in range(RUNS):
        for n, piece in enumerate(pieces):
            times[n].append(_cpu(piece))
    return [statistics.median(each) for each in times]


def _cpu(piece: Callable[[], object]) -> float:
    start = time.process_time()
    piece()
    return time.process_time() - start


def _scan(record: Record) -> None:
    """Decodes every column that the engine reads, and nothing more."""
    for name in _ENTITIES_READ:
        read = [each for each in ENTITIES[name].field_names() if f".{each}" in _SQL]
        columns = ", ".join(f"MAX({each})" for each in read)
        record.database.rows(f"SELECT {columns} FROM {name}")
    record.database.close()


def _build(record: Record, counts: list[int]) -> None:
    engine.build(record, DUTIES)
    counts.append(record.database.one("SELECT COUNT(*) FROM clocks")[0])
    record.database.close()


def _scan_clocks(record: Record) -> None:
    dates = ", ".join(f"MAX({each})" for each in ("opened_on", "due_on", "late_after", "met_on", "ended_on", "unsure"))
    record.database.rows(f"SELECT duty, {dates} FROM clocks GROUP BY 1")


def _state(record: Record) -> None:
    stated = f"SELECT duty, {engine.state_sql(SNAPSHOT_ON, SNAPSHOT_ON)} AS state FROM clocks"
    record.database.rows(f"SELECT duty, state, COUNT(*) FROM ({stated}) dated GROUP BY 1, 2")


def _some(record: Record, count: int) -> Iterator[ChildRecord]:
    return islice(record.children(), count)


if __name__ == "__main__":
    main()
