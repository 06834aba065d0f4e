"""One damaged case after the other through a reader: a reading or one sentence, never anything else.

The tests draw cases from a fixed seed for some seconds; `make fuzz` goes on for longer (`longer.py`).
"""

import faulthandler
import io
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from roker.database import Database, DatabaseError
from roker.errors import RokerError
from roker.formats import PROBLEM_KINDS
from roker.formats.problems import LONGEST_FOUND
from roker.record import ENTITIES, Reading
from tests.formats.damaged.mutation import damaged
from tests.formats.damaged.seeds import SECRET, TODAY, Files, Target

SEED = 903
"""Of the damage that is drawn."""
LONGEST_CASE = 20
"""Seconds; these files are read in some hundredths of one."""
LONGEST_SENTENCE = 600
_HANGS_AFTER = 120
"""Seconds; then the process ends and says where it hung, for nothing else can stop a library."""


class TooSlowError(Exception):
    """A case took longer than any may."""


class NotHeldError(AssertionError):
    """A case came out as none may."""


def damaged_files(target: Target, seeds: list[Files], seed: int, number: int) -> dict[str, bytes]:
    """The files of one case, which are the same whenever they are asked for."""
    random = Random(f"{target.code} {seed} {number}")
    return damaged(random, dict(random.choice(seeds)))


def run_case(target: Target, files: Mapping[str, bytes], folder: Path, *, number: int = 0) -> str:
    """Reads files in an empty folder; returns the sentence, or "" where they were read. Raises for anything else.

    By its number a case is read in memory or on disk, and with its day given or not.
    """
    on_disk, snapshot_on = number % 8 == 0, TODAY if number % 2 else None
    given, own = folder / "given", folder / "own"
    for each in (given, own):
        each.mkdir()
    for name, content in files.items():
        (given / name).write_bytes(content)
    path = given / next(iter(files)) if len(files) == 1 and not target.is_folder else given
    workspace = Database.on_disk(folder / "w.duckdb") if on_disk else Database.in_memory()
    workspace.run("SET threads = 1")  # for files as small as these a second thread only costs
    with _temporary_files_in(own), _within(LONGEST_CASE), workspace:
        said = _read(target, path, workspace, snapshot_on)
    left = sorted(each.name for each in [*own.iterdir(), *folder.glob("w.duckdb.copies"), *folder.glob("w.duckdb.tmp")])
    if left:
        raise NotHeldError(f"left behind: {', '.join(left)}")
    return said


def _read(target: Target, path: Path, workspace: Database, snapshot_on: date | None) -> str:
    try:
        reading = target.read(path, snapshot_on=snapshot_on, today=TODAY, workspace=workspace)
        _check(reading)
    except DatabaseError as error:
        raise NotHeldError("a sentence about the store, of a file that was given") from error
    except RokerError as error:
        said = str(error)
        if SECRET in said or "\n" in said or not said.endswith((".", ")")) or len(said) > LONGEST_SENTENCE:
            raise NotHeldError(f"not a sentence that may go to a log: {said[:1000]}") from error
        return said
    return ""


def _check(reading: Reading) -> None:
    """What is true of every reading, whatever was in the files."""
    tables = reading.tables.tables()
    read = [entity for entity in ENTITIES if entity.name in tables]
    if not read:
        raise NotHeldError("a reading of nothing")
    for entity in read:
        for row in reading.tables.rows(f"SELECT {', '.join(name for name, _ in entity.columns())} FROM {entity.name}"):
            if not row[-1] or (
                "person_id" in entity.field_names() and row[entity.field_names().index("person_id")] == ""
            ):
                raise NotHeldError(f"a row of {entity.name} without a place or with an empty number")
    for each in reading.problems:
        if each.kind not in PROBLEM_KINDS or len(each.found) > LONGEST_FOUND or not each.remedy:
            raise NotHeldError(f"a problem that is none: {each.kind}")
    for line in reading.columns:
        if min(line.read, line.unread, line.unknown, line.blank) < 0:
            raise NotHeldError(f"a count below nothing: {line}")


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    """Ends what takes too long; what a library does not give back ends the process, with the place where it stood."""

    late = []

    def stop(*_: Any) -> None:
        late.append(seconds)
        raise TooSlowError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    faulthandler.dump_traceback_later(_HANGS_AFTER, exit=True, file=sys.__stderr__)
    try:
        yield
    except KeyboardInterrupt:
        if late:  # DuckDB was stopped in the middle of a query
            raise TooSlowError(f"more than {seconds} seconds") from None
        raise
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def run(target: Target, folder: Path, *, seconds: float, seed: int, first: int = 0) -> tuple[int, int]:
    """Runs cases for so long; returns how many there were, and how many were read. The files of a case that fails stay
    in `folder`, and what is raised says how to make it again.
    """
    (folder / "seeds").mkdir(parents=True)
    seeds = target.files(folder / "seeds")
    until = time.monotonic() + seconds
    number, read = first, 0
    while number == first or time.monotonic() < until:
        case = folder / f"case-{number}"
        case.mkdir()
        try:
            said = run_case(target, damaged_files(target, seeds, seed, number), case, number=number)
        except Exception as error:
            again = f"{target.code}, seed {seed}, case {number}: its files are in {case / 'given'}"
            raise NotHeldError(f"{again}: {type(error).__name__}: {str(error)[:300]}") from error
        read += not said
        removed(case)
        number += 1
    return number - first, read


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files as the one text that atheris keeps."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a case."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def removed(folder: Path) -> None:
    """Removes a folder with everything in it."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()
