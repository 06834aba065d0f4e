"""What the clocks cost: built for everybody, asked on one day and on 36, beside merely reading the same columns and
beside the same duties in pandas.
"""

import gc
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

from benchmarks.authority import ENDS_ON, write_record
from benchmarks.measuring import alone, cpu, in_turn, say
from benchmarks.reads import columns_read, fields_read, subjects_read
from roker.database import Database
from roker.duties import DUTIES, engine, month_ends, reference
from roker.duties.clock import CLOCK_COLUMNS
from roker.duties.renewing import renew
from roker.record import ENTITIES, Kind, Record

RUNS = 5
_CHECKED, _EXPLAINED, _AUTHORITIES = 3_000, 2_000, 153
_CHANGED = 0.003
_LITTLE = "120MB"
"""What the database of one of many authorities may keep in memory; Python and the rest come on top."""
_SUM = {Kind.DATE: "SUM({} - DATE '2000-01-01')", Kind.NUMBER: "SUM({})"}
_DATES = ("opened_on", "due_on", "late_after", "closed_on", "closed_as")


def measure(children: int, *, is_large: bool = False) -> None:
    """All figures for so many children; of many, only those that depend on how many they are."""
    runs = 3 if is_large else RUNS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = write_record(children, folder)
        print(f"An authority's record of {children:,} children, {rows:,} rows")
        scan, build = in_turn(runs, lambda: _scan(folder), lambda: build_clocks(folder))
        with build_clocks(folder) as record:
            say("merely read the columns", scan)
            clocks = record.one("SELECT COUNT(*) FROM clocks")[0]
            _say_ratio("build every clock", build, scan, "reading the columns", 15)
            say("", compared=f"{clocks:,} clocks, {build / clocks * 1e6:.2f} microseconds each")
            ask = _measure_asking(record, folder, runs)
        _measure_rebuilding(folder, build)
        if not is_large:
            _measure_explaining(folder)
        _measure_pandas(folder, build, ask, runs)


def measure_england(children: int = 60_000) -> None:
    """Every authority one after the other, in two processes and little memory: the same one again and again."""
    halves = [_AUTHORITIES // 2, _AUTHORITIES - _AUTHORITIES // 2]
    with tempfile.TemporaryDirectory() as name:
        write_record(children, Path(name))
        print(f"{_AUTHORITIES} authorities of {children:,} children each, one after the other in two processes")
        once = median(alone("build_clocks", name, "1").seconds for _ in range(3))
        with ThreadPoolExecutor(2) as pool:
            costs = list(pool.map(lambda times: alone("build_clocks", name, str(times)), halves))
    spent, peak = sum(each.seconds for each in costs), sum(each.peak for each in costs)
    _say_ratio("build every clock", spent, _AUTHORITIES * once, f"{_AUTHORITIES} times one", 2)
    say("", compared=f"peak {peak:,.0f} MB, both processes together", at_most=(peak, 500))


def read_record(folder: Path, path: Path | None = None) -> Record:
    """A record whose tables are read from their files when they are asked for: in memory, or in little of it beside a
    file.
    """
    database = Database.on_disk(path, memory=_LITTLE) if path else Database.in_memory()
    for name in {"person", *columns_read(), "s47_enquiry"}:
        database.create_view_of_parquet(name, folder / f"{name}.parquet")
    return Record(database=database, entities=tuple(ENTITIES), snapshot_on=ENDS_ON)


def build_clocks(folder: Path, path: Path | None = None) -> Database:
    """The database of a record with every clock, in memory or in a file."""
    record = read_record(folder, path)
    engine.build(record, DUTIES)
    return record.database


def _scan(folder: Path) -> None:
    """Decodes every column that the engine reads, and nothing more.

    Sums, since the least and the greatest of a column stand in the file, where nothing has to be decoded to find them.
    """
    with read_record(folder).database as database:
        for name, columns in columns_read().items():
            fields = ENTITIES[name]
            sums = [_SUM.get(getattr(fields, each).kind, "SUM(STRLEN({}))").format(each) for each in columns]
            database.rows(f"SELECT {', '.join(sums)} FROM {name}")


# --------------------------------------------------------------------------------------------------------------- asking


def _measure_asking(built: Database, folder: Path, runs: int) -> float:
    """The state of all on one day and on 36 month ends, of a file as a publication is one. Answers what a day takes."""
    days = month_ends.month_ends(ENDS_ON)
    path = folder / "clocks.duckdb"
    built.save(path, {"clocks": "SELECT * FROM clocks ORDER BY person_id, duty, opened_on"})
    database = Database.open_read_only(path)
    _check_month_ends(database)
    scan, ask, months = in_turn(
        runs,
        lambda: _scan_clocks(database),
        lambda: _count_states(database),
        lambda: month_ends.counts(database, days, ENDS_ON),
    )
    say("merely read the clock columns", scan)
    _say_ratio("state of all on one day", ask, scan, "reading the clock columns", 2.5)
    _say_ratio("state of all at 36 month ends", months, ask, "one day", 4)
    return ask


def _scan_clocks(database: Database) -> None:
    dates = ", ".join(f"MAX({each})" for each in _DATES)
    database.rows(f"SELECT duty, {dates} FROM clocks GROUP BY 1")


def _count_states(database: Database, day: Any = ENDS_ON) -> list[Any]:
    stated = f"SELECT duty, {engine.state_sql(day, ENDS_ON)} AS state FROM clocks"
    return database.rows(f"SELECT duty, state, COUNT(*) FROM ({stated}) dated WHERE state IS NOT NULL GROUP BY 1, 2")


def _check_month_ends(database: Database) -> None:
    """That one pass says what asking each day says; a few days will do."""
    days = month_ends.month_ends(ENDS_ON)
    found = month_ends.counts(database, days, ENDS_ON)
    for day in days[::12] + days[-1:]:
        counted = {(duty, state): clocks for duty, state, clocks in _count_states(database, day)}
        if counted != {(duty, state): n for (duty, on, state), n in found.items() if on == day}:
            raise SystemExit(
                f"One pass over all month ends says something else of {day:%d/%m/%Y} than asking that day."
            )


def _measure_rebuilding(folder: Path, build: float) -> None:
    """After a few children changed."""
    costs = []
    for turn in range(RUNS):
        with build_clocks(folder) as database:
            record = Record(database=database, entities=tuple(ENTITIES), snapshot_on=ENDS_ON)
            children = [name for (name,) in database.rows("SELECT person_id FROM person ORDER BY person_id")]
            changed = children[turn :: int(1 / _CHANGED)]
            costs.append(cpu(lambda record=record, changed=changed: renew(record, DUTIES, changed)))
    _say_ratio("after 0.3% of children changed", median(costs), build, "a full build", 0.3)


def _measure_explaining(folder: Path) -> None:
    """The reference, child by child."""
    with (record := read_record(folder)).database as database:
        for entity in ENTITIES:
            if entity.name not in database.tables():
                database.create_table(entity.name, entity.columns())
        children = list(islice(record.children(), _EXPLAINED))
        gc.collect()
        gc.freeze()  # a site that explains one child does not hold all others, nor sweep through them meanwhile
        costs = [1000 * cpu(lambda child=child: reference.explain(child, DUTIES)) for child in children]
        gc.unfreeze()
    worst = max(costs)
    say(
        "explain a child",
        compared=f"mean {mean(costs):.2f} ms, 95% within {quantiles(costs, n=20)[-1]:.2f}, worst {worst:.2f}",
        at_most=(worst, 20),
    )


# --------------------------------------------------------------------------------------------------------------- pandas


def _measure_pandas(folder: Path, build: float, ask: float, runs: int) -> None:
    """The same duties in pandas, once it was found to say the same."""
    if find_spec("pandas") is None:
        say("pandas", compared="not measured: .venv/bin/uv pip install --group bench")
        return
    from benchmarks import in_pandas, pandas_facts  # noqa: PLC0415 - not installed with Roker

    def load() -> Any:
        return pandas_facts.load(record, fields_read(), subjects_read())

    _check_pandas()
    with (record := read_record(folder)).database:
        engine.build(record, DUTIES)
        (loading,) = in_turn(runs, load)
        frames = load()
        clocks = in_pandas.build(frames, DUTIES)
        building, asking = in_turn(
            runs,
            lambda: in_pandas.build(frames, DUTIES),
            lambda: in_pandas.count(clocks, ENDS_ON, ENDS_ON),
        )
    say("pandas reads its frames", loading, "columns and ids as numbers; what the engine does too")
    _say_faster("pandas builds every clock", loading + building, build, 3)
    say("", building, f"without reading: {building / build:.1f} times the engine, which reads")
    _say_faster("pandas: state on one day", asking, ask, 6)


def _check_pandas() -> None:
    """That pandas gives the engine's clocks, every one."""
    from benchmarks import in_pandas, pandas_facts  # noqa: PLC0415 - not installed with Roker

    with tempfile.TemporaryDirectory() as name:
        write_record(_CHECKED, Path(name), seed=2)
        with (record := read_record(Path(name))).database as database:
            engine.build(record, DUTIES)
            frames = pandas_facts.load(record, fields_read(), subjects_read())
            clocks = in_pandas.build(frames, DUTIES)
            found = Counter(in_pandas.rows_of(frames, clocks, DUTIES))
            told = Counter(database.rows(f"SELECT {', '.join(name for name, _ in CLOCK_COLUMNS)} FROM clocks"))
            stated = {key: int(number) for key, number in in_pandas.count(clocks, ENDS_ON, ENDS_ON).items() if number}
            counted = {(duty, state): number for duty, state, number in _count_states(database)}
    if found != told or stated != counted:
        for row in [*islice(found - told, 5), *islice(told - found, 5)]:
            print(f"    {'pandas' if row in found else 'engine'} alone: {row}")
        raise SystemExit("The clocks in pandas are not those of the engine, so that nothing is measured.")


def _say_ratio(what: str, seconds: float, beside: float, than: str, target: float) -> None:
    ratio = seconds / beside
    say(what, seconds, f"{ratio:.2f} times {than}", at_most=(ratio, target))


def _say_faster(what: str, seconds: float, engine_seconds: float, target: float) -> None:
    ratio = seconds / engine_seconds
    verdict = "met" if ratio >= target else "MISSED"
    say(what, seconds, f"{ratio:.1f} times the engine          target at least {target:g}: {verdict}")
