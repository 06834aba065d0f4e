"""The command that writes what is known as files of another format."""

import argparse
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from roker import loading
from roker.cli.printing import in_words
from roker.errors import RokerError
from roker.formats import annex_a, cin_census, local_extras, ssd, ssda903
from roker.record import Problem, Record

_Left = list[str]
"""What could not be written, in sentences."""


def _annex_a(path: Path, record: Record, _options: argparse.Namespace) -> _Left:
    return annex_a.write_record(path, record, as_at=record.snapshot_on)


def _ssd(path: Path, record: Record, options: argparse.Namespace) -> _Left:
    ssd.write(path, record.database, as_parquet=options.parquet)
    return []


def _local_extras(path: Path, record: Record, _options: argparse.Namespace) -> _Left:
    local_extras.write(path, record.database)
    return []


def _cin_census(path: Path, record: Record, options: argparse.Namespace) -> _Left:
    left = cin_census.write(path, record, year=_year(options), authority=options.authority)
    return [_said(each) for each in left]


def _ssda903(path: Path, record: Record, options: argparse.Namespace) -> _Left:
    return [_said(each) for each in ssda903.write(path, record, _year(options))]


def _said(problem: Problem) -> str:
    return f"{problem.at}: found {problem.found}; expected {problem.expected}"


def _year(options: argparse.Namespace) -> int:
    if options.year is None:
        raise RokerError("Say for which year: --year 2024 is 1 April 2023 to 31 March 2024.")
    return int(options.year)


WRITERS: Mapping[str, Callable[[Path, Record, argparse.Namespace], _Left]] = {
    "annex_a": _annex_a,
    "ssd": _ssd,
    "local_extras": _local_extras,
    "cin_census": _cin_census,
    "ssda903": _ssda903,
}
_MOST_PRINTED = 20


def write(options: argparse.Namespace) -> None:
    """Writes files aside, and puts them in place when they are whole. Refuses to write over what is there."""
    path: Path = options.path
    if path.exists():
        raise RokerError(f"{path.name} is there already. Choose another name, or remove it first.")
    if not path.absolute().parent.is_dir():
        raise RokerError(f"{path.name} could not be written: there is no folder {path.absolute().parent}.")
    with (
        loading.record(options.home) as (record, known),
        tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".writing-") as aside,
    ):
        left = WRITERS[options.format](Path(aside) / path.name, record, options)
        shutil.move(Path(aside) / path.name, path)
    print(f"Wrote {path}, as at {in_words(known.snapshot_on)}, from what was known after load {known.number}.")
    if left:
        print(f"{len(left):,} things could not be said in this format{_such_as(left)}:")
        for each in left[:_MOST_PRINTED]:
            print(f"  {each}")


def _such_as(left: _Left) -> str:
    return f"; the first {_MOST_PRINTED}" if len(left) > _MOST_PRINTED else ""


def write_templates(options: argparse.Namespace) -> None:
    """Writes an empty file, with its columns, for each entity that local extras may tell of."""
    written = local_extras.write_templates(options.path)
    print(f"Wrote {len(written)} empty files in {options.path}. Fill in those that you need, and load the folder.")
