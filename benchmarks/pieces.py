"""Pieces of work that are measured in a process of their own: `python -m benchmarks.pieces NAME ARGUMENTS`.

The last line printed says what it took, once everything it needs was imported.
"""

import csv
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from pathlib import Path

from lxml import etree

from benchmarks import cin_file, clocks, ssd_extract
from benchmarks.measuring import cpu, peak_of_this_process
from roker import loading
from roker.database import Database, quoted
from roker.formats import FORMATS
from roker.local import Local
from roker.store import Store

NIGHT = {1: date(2026, 3, 31), 2: date(2026, 4, 1)}
"""The days that the extracts of two nights speak of."""
TODAY = date(2026, 4, 2)


def write_extract(directory: str, people: str, night: str) -> None:
    """The extract of one night."""
    ssd_extract.write_extract(Path(directory), people=int(people), night=int(night))


def write_census(path: str, children: str) -> None:
    """A file of the CIN census."""
    cin_file.write_file(Path(path), children=int(children))


def hash_files(directory: str) -> None:
    """Merely hashes the files, as is done to know them again."""
    for path in _csv_files(directory):
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256")


def parse(directory: str) -> None:
    """Parses the files with DuckDB as one does to use them: each into a table, as it finds it."""
    with Database.in_memory() as database:
        for path in _csv_files(directory):
            database.run(f"CREATE OR REPLACE TABLE parsed AS SELECT * FROM read_csv({quoted(str(path))})")


def count_cells(directory: str) -> None:
    """Merely counts the cells of every file with DuckDB, told what they look like: the fastest way it has."""
    with Database.in_memory() as database:
        for path in _csv_files(directory):
            with path.open(encoding="utf-8", newline="") as file:
                names = next(csv.reader(file))
            columns = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in names)
            counts = ", ".join(f'COUNT("{name}")' for name in names)
            database.rows(
                f"SELECT {counts} FROM read_csv({quoted(str(path))}, columns = {{{columns}}}, auto_detect = false, "
                """header = true, delim = ',', quote = '"', escape = '"')"""
            )


def read_with_pandas(directory: str) -> None:
    """Reads every file as pandas does when it is told nothing, and keeps the frames."""
    pandas = import_module("pandas")  # not installed with Roker
    frames = [pandas.read_csv(path) for path in _csv_files(directory)]
    print(sum(len(frame) for frame in frames))


def read_extract(directory: str, night: str) -> None:
    """Reads an extract, and keeps nothing."""
    _read("ssd", directory, NIGHT[int(night)])


def read_census(path: str) -> None:
    """Reads a census file, and keeps nothing."""
    _read("cin_census", path, cin_file.YEAR_ENDS_ON)


def keep_extract(directory: str, night: str, home: str) -> None:
    """Reads an extract and keeps it in a store."""
    _read("ssd", directory, NIGHT[int(night)], Path(home))


def load_extract(directory: str, night: str, home: str) -> None:
    """All that `roker load` does: hashes, reads, keeps and publishes."""
    day = NIGHT[int(night)]
    loading.load(Path(home), directory, clock=lambda: _early_after(day), snapshot_on=day, format_=FORMATS["ssd"])


def go_through(path: str) -> None:
    """Merely goes through every element of an XML file with the library, and lets go of it."""
    for _, element in etree.iterparse(path):
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def build_clocks(folder: str, times: str) -> None:
    """The clocks of so many authorities, one after the other, each in a file of its own."""
    for _ in range(int(times)):
        with tempfile.TemporaryDirectory() as aside:
            clocks.build_clocks(Path(folder), Path(aside) / "clocks.duckdb").close()


def _csv_files(directory: str) -> list[Path]:
    return sorted(Path(directory).glob("*.csv"))


def _early_after(day: date) -> datetime:
    """When an extract of a day comes in."""
    return datetime.combine(day + timedelta(days=1), time(3), tzinfo=UTC)


def _read(format_: str, given: str, snapshot_on: date, home: Path | None = None) -> None:
    with (
        tempfile.TemporaryDirectory(dir=Path(given).parent) as aside,
        Database.on_disk(Path(aside) / "reading.duckdb") as workspace,
    ):
        reader = import_module(f"roker.formats.{format_}")
        store = Store(home) if home else None
        last = store.standing()[-1:] if store else []
        before = {"before": store.fingerprints(format_)} if store and format_ == "ssd" else {}
        reading = reader.read(
            Path(given), snapshot_on=snapshot_on, today=TODAY, local=Local(), workspace=workspace, **before
        )
        if store:
            store.append(reading, _early_after(snapshot_on), compared_with=last[0].hash if last else None)


PIECES: dict[str, Callable[..., None]] = {
    piece.__name__: piece
    for piece in (
        write_extract,
        write_census,
        hash_files,
        parse,
        count_cells,
        read_with_pandas,
        read_extract,
        read_census,
        keep_extract,
        load_extract,
        go_through,
        build_clocks,
    )
}


def main(name: str, *arguments: str) -> None:
    """Does one piece and prints its cost."""
    seconds = cpu(lambda: PIECES[name](*arguments))
    print(json.dumps({"seconds": seconds, "peak": peak_of_this_process()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
