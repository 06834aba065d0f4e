"""The command that makes up an authority and writes its files."""

import argparse
import re
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from tqdm import tqdm

from roker.errors import RokerError
from roker.synthetic.authority import Plant, simulate
from roker.synthetic.authority.writing import Wanted, write

_MOST_PRINTED = 10


def synthesise(options: argparse.Namespace) -> None:
    """Runs a scenario and writes what is asked for, aside first, so that what is there is whole."""
    path: Path = options.path
    if path.exists():
        raise RokerError(f"{path.name} is there already. Choose another name, or remove it first.")
    if not path.absolute().parent.is_dir():
        raise RokerError(f"{path.name} could not be made: there is no folder {path.absolute().parent}.")
    first, last = options.first, options.last
    faults = [_planted(each, first, last) for each in options.fault]
    wanted = Wanted(
        extracts=options.extract or [last],
        workbooks=options.annex_a,
        census_years=options.cin_census,
        return_years=options.ssda903,
        as_parquet=options.parquet,
    )
    with tqdm(desc="Going through the days", unit=" days", leave=False, disable=None, file=sys.stderr) as bar:

        def progress(done: int, whole: int) -> None:
            bar.total = whole
            bar.update(done - bar.n)

        simulation = simulate(
            options.scenario,
            population=options.population,
            first=first,
            last=last,
            seed=options.seed,
            faults=faults,
            progress=progress,
        )
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".writing-") as aside:
        written = write(simulation, Path(aside) / path.name, wanted)
        shutil.move(Path(aside) / path.name, path)
    print(
        f"Wrote {len(written.files)} files in {path}, and the truth about {len(simulation.truth()):,} things planted."
    )
    if written.left_out:
        print(f"{len(written.left_out):,} things could not be said in a format, such as:")
        for each in written.left_out[:_MOST_PRINTED]:
            print(f"  {each}")


def _planted(text: str, first: date, last: date) -> Plant:
    """A fault as people write it: its name, or with the days: late_reviews:2015-01-01:2015-03-31."""
    found = re.fullmatch(r"([a-z_]+)(?::(\d{4}-\d\d-\d\d):(\d{4}-\d\d-\d\d))?", text)
    if found is None:
        raise RokerError(f"“{text}” is no fault. Write it as late_reviews, or late_reviews:2015-01-01:2015-03-31.")
    try:
        begins = date.fromisoformat(found[2]) if found[2] else first
        ends = date.fromisoformat(found[3]) if found[3] else last
    except ValueError:
        raise RokerError(f"“{text}” has a day that there is not.") from None
    return Plant(fault=found[1], first=begins, last=ends)
