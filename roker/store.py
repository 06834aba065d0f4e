"""What was loaded, kept for ever: Parquet segments, one a load and entity, and a chained list of loads.

A load is written aside and renamed into place, then its line is added to the manifest; killed at any moment, the
store holds the whole load or none of it. Each line carries the hash of the one before, so that a changed or removed
load is found. Nothing is ever changed in place.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from roker.database import Database
from roker.errors import RokerError
from roker.record import ENTITIES, Cell, Problem, Reading, Record, SourceFile

_FIRST_HASH = "0" * 64
_PROBLEM_COLUMNS = tuple(
    (name, "INTEGER" if name == "row" else "VARCHAR")
    for name in ("file", "sheet", "row", "column_name", "kind", "found", "expected", "remedy")
)


@dataclass(frozen=True, kw_only=True)
class Load:
    """One load, as the manifest keeps it."""

    number: int
    received_time: datetime
    """UTC."""
    source: str
    files: tuple[SourceFile, ...]
    snapshot_on: date
    snapshot_from: str
    counts: Mapping[str, int]
    """Rows read by sheet."""
    rows: Mapping[str, int]
    """Rows kept by entity."""
    problems: Mapping[str, int]
    """Problems by kind."""
    only_latest: frozenset[str]
    absent: frozenset[str]
    segments: Mapping[str, str]
    """SHA-256 of each segment, by entity."""
    previous: str
    hash: str
    withdrawn: bool = False
    """Taken back by somebody: kept, and no longer shown. A later line of the manifest says so."""


class Store:
    """The loads under one directory."""

    def __init__(self, home: Path) -> None:
        self._directory = home / "store"

    def loads(self) -> list[Load]:
        """Every load, oldest first, also those withdrawn. Refuses a manifest whose chain is broken."""
        loads, _ = self._read()
        return loads

    def shown(self) -> Load | None:
        """The load that pages and clocks show: the one that speaks of the latest day, and of those the last."""
        return max(self.standing(), key=lambda load: (load.snapshot_on, load.number), default=None)

    def standing(self) -> list[Load]:
        """The loads that were not withdrawn."""
        return [load for load in self.loads() if not load.withdrawn]

    def _read(self) -> tuple[list[Load], str]:
        """The loads, and the hash of the last line."""
        manifest = self._directory / "manifest.jsonl"
        previous = _FIRST_HASH
        found: list[Load] = []
        lines = manifest.read_text(encoding="utf-8", errors="replace").splitlines() if manifest.exists() else []
        for number, line in enumerate(lines, 1):
            facts = _facts_of(line)
            if facts is None or facts["previous"] != previous:
                raise RokerError(
                    f"The store's list of loads was altered at line {number}. "
                    "Restore the directory “store” from a backup."
                )
            previous = facts["hash"]
            if "withdraws" in facts:
                found = [replace(each, withdrawn=True) if each.number == facts["withdraws"] else each for each in found]
            else:
                found.append(_load_from(facts))
        return found, previous

    def withdraw(self, number: int, withdrawn_time: datetime) -> Load:
        """Takes a load back: it stays in the store, and is no longer shown. Refuses a load that is not there."""
        with self._only_writer():
            loads, previous = self._read()
            load = next((each for each in loads if each.number == number and not each.withdrawn), None)
            if load is None:
                raise RokerError(f"There is no load {number} to withdraw. `roker loads` lists them.")
            facts = {
                "withdraws": number,
                "time": withdrawn_time.astimezone(UTC).isoformat(timespec="seconds"),
                "previous": previous,
            }
            self._add_line(json.dumps({**facts, "hash": _hash_of(facts)}))
            return load

    def append(self, reading: Reading, received_time: datetime) -> tuple[Load, bool]:
        """Keeps a reading; returns its load, and whether it is new.

        The same files read with the same snapshot day are already kept: nothing is added.
        """
        with self._only_writer():
            loads, previous = self._read()
            for load in loads:
                if load.withdrawn:
                    continue
                same_files = sorted(f.sha256 for f in load.files) == sorted(f.sha256 for f in reading.files)
                if same_files and load.source == reading.source and load.snapshot_on == reading.snapshot_on:
                    return load, False
            return self._write(reading, received_time, len(loads) + 1, previous), True

    def record_of(self, load: Load) -> Record:
        """The record as one load gave it; each entity is read from its segment when it is asked for.

        Refuses a segment that was altered since it was written.
        """
        database = Database.in_memory()
        for entity in ENTITIES:
            segment = self._segment(load.number, entity.name)
            if entity.name in load.segments:
                if not segment.exists() or _digest(segment) != load.segments[entity.name]:
                    raise RokerError(
                        f"Load {load.number} is not as it was written ({entity.name}). Restore it from a backup; "
                        "`roker verify` says what else was altered."
                    )
                database.create_view_of_parquet(entity.name, segment)
            else:
                database.create_table(entity.name, entity.columns())
        return Record(
            database=database,
            entities=tuple(ENTITIES),
            snapshot_on=load.snapshot_on,
            only_latest=load.only_latest,
            absent=load.absent,
        )

    def problems_of(self, load: Load) -> list[Problem]:
        """Everything that could not be read in a load, in the order of the file."""
        if "problems" not in load.segments:
            return []
        with Database.in_memory() as database:
            database.create_view_of_parquet("problems", self._segment(load.number, "problems"))
            return [
                Problem(
                    at=Cell(file=file, sheet=sheet, row=row, column=column),
                    kind=kind,
                    found=found,
                    expected=expected,
                    remedy=remedy,
                )
                for file, sheet, row, column, kind, found, expected, remedy in database.rows("SELECT * FROM problems")
            ]

    def verify(self) -> list[str]:
        """What is wrong with the segments, in sentences; empty when every one is as it was written."""
        wrong = []
        for load in self.loads():
            for name, digest in load.segments.items():
                segment = self._segment(load.number, name)
                if not segment.exists():
                    wrong.append(f"Load {load.number}: the segment of {name} is missing.")
                elif _digest(segment) != digest:
                    wrong.append(f"Load {load.number}: the segment of {name} was altered.")
        known = {f"{load.number:06}" for load in self.loads()}
        unknown = sorted(path.name for path in self._directory.glob("[0-9]*") if path.name not in known)
        return [*wrong, *(f"The list of loads does not name the load {int(name)} that lies there." for name in unknown)]

    def _segment(self, number: int, name: str) -> Path:
        return self._directory / f"{number:06}" / f"{name}.parquet"

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        self._directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._directory / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise RokerError("Another load is under way. Try again when it has finished.") from None
            yield

    def _write(self, reading: Reading, received_time: datetime, number: int, previous: str) -> Load:
        aside = self._directory / f"incoming-{number:06}"
        for left_over in (aside, self._directory / f"{number:06}"):
            shutil.rmtree(left_over, ignore_errors=True)
        aside.mkdir(mode=0o700)
        segments = _write_segments(reading, aside)
        aside.rename(self._directory / f"{number:06}")
        _sync(self._directory)
        facts: dict[str, Any] = {
            "number": number,
            "received_time": received_time.astimezone(UTC).isoformat(timespec="seconds"),
            "source": reading.source,
            "files": [asdict(file) for file in reading.files],
            "snapshot_on": reading.snapshot_on.isoformat(),
            "snapshot_from": reading.snapshot_from,
            "counts": dict(reading.counts),
            "rows": {name: len(rows) for name, rows in reading.rows.items() if rows},
            "problems": dict(Counter(problem.kind for problem in reading.problems)),
            "only_latest": sorted(reading.only_latest),
            "absent": sorted(reading.absent),
            "segments": segments,
            "previous": previous,
        }
        facts["hash"] = _hash_of(facts)
        self._add_line(json.dumps(facts))
        return _load_from(facts)

    def _add_line(self, line: str) -> None:
        manifest = self._directory / "manifest.jsonl"
        kept = manifest.read_text(encoding="utf-8") if manifest.exists() else ""
        aside = manifest.with_suffix(".new")
        with aside.open("w", encoding="utf-8") as file:
            file.write(f"{kept}{line}\n")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(manifest)
        _sync(self._directory)


def _write_segments(reading: Reading, directory: Path) -> dict[str, str]:
    segments = {}
    with Database.in_memory() as database:
        for entity in ENTITIES:
            if rows := reading.rows.get(entity.name):
                database.create_table(entity.name, entity.columns(), rows)
                segments[entity.name] = _write_segment(database, entity.name, directory)
        if reading.problems:
            rows_of_problems = (
                (
                    each.at.file,
                    each.at.sheet,
                    each.at.row,
                    each.at.column,
                    each.kind,
                    each.found,
                    each.expected,
                    each.remedy,
                )
                for each in reading.problems
            )
            database.create_table("problems", _PROBLEM_COLUMNS, rows_of_problems)
            segments["problems"] = _write_segment(database, "problems", directory)
    return segments


def _write_segment(database: Database, name: str, directory: Path) -> str:
    path = directory / f"{name}.parquet"
    database.write_parquet(name, path)
    _sync(path)
    return _digest(path)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _hash_of(facts: Mapping[str, Any]) -> str:
    """The hash of a manifest line's facts: everything but the hash itself."""
    return hashlib.sha256(json.dumps({name: facts[name] for name in facts if name != "hash"}).encode()).hexdigest()


def _facts_of(line: str) -> dict[str, Any] | None:
    """What a line of the manifest says, or None where it is not as it was written."""
    try:
        facts: dict[str, Any] = json.loads(line)
        return facts if facts["hash"] == _hash_of(facts) and "previous" in facts else None
    except (ValueError, KeyError, TypeError):
        return None


def _load_from(facts: Mapping[str, Any]) -> Load:
    return Load(
        **{
            **facts,
            "received_time": datetime.fromisoformat(facts["received_time"]),
            "files": tuple(SourceFile(**file) for file in facts["files"]),
            "snapshot_on": date.fromisoformat(facts["snapshot_on"]),
            "only_latest": frozenset(facts["only_latest"]),
            "absent": frozenset(facts["absent"]),
        }
    )
