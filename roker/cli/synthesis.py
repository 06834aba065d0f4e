"""The command that makes up an authority and writes its files."""

import argparse
import re
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from tqdm import tqdm

from roker.cli.printing import Cell, bar_of_days, export, print_table, refuse_bad_target, text
from roker.errors import RokerError
from roker.synthetic.authority import Plant, simulate
from roker.synthetic.authority.writing import Wanted, write
from roker.synthetic.checking import Checked, Run
from roker.synthetic.checking import check as check_seeds
from roker.synthetic.comparing import Compared, Verdict
from roker.synthetic.country import Country, make
from roker.synthetic.measured import CLOSING_LABELS

_MOST_PRINTED = 10
ENGLAND = "england"
"""All authorities of England, instead of one."""
_RESIDENTS = 54_000
"""Aged 0 to 17, where nothing else is said."""


def synthesise(options: argparse.Namespace) -> None:
    """Runs a scenario and writes what is asked for, aside first, so that what is there is whole."""
    if not options.check and (options.seeds > 1 or options.table):
        raise RokerError("--seeds and --table belong to --check.")
    if options.scenario == ENGLAND:
        synthesise_england(options)
        return
    if options.check:
        check(options)
        return
    path: Path | None = options.path
    if path is None:
        raise RokerError(
            "Say where to write it: roker synthesise ... OUT. Or compare it with published figures: --check."
        )
    if path.exists():
        raise RokerError(f"{path.name} is there already. Choose another name, or remove it first.")
    if not path.absolute().parent.is_dir():
        raise RokerError(f"{path.name} could not be made: there is no folder {path.absolute().parent}.")
    wanted = _wanted(options)
    with bar_of_days() as progress:
        simulation = simulate(
            options.scenario,
            population=options.population or _RESIDENTS,
            first=options.first,
            last=options.last,
            seed=options.seed,
            faults=_faults(options),
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


def synthesise_england(options: argparse.Namespace) -> None:
    """Makes up every authority of England into a folder of folders, as parquet; goes on where it was broken off."""
    if options.check or options.population:
        raise RokerError(
            "England is made up with the published sizes, and is not compared: leave --check and --population."
        )
    path: Path | None = options.path
    if path is None or not path.absolute().parent.is_dir():
        raise RokerError(
            "Say where to write it: roker synthesise --scenario england ... OUT, in a folder that is there."
        )
    wanted = replace(_wanted(options), as_parquet=True)
    country = Country(
        folder=path, first=options.first, last=options.last, seed=options.seed, wanted=wanted, faults=_faults(options)
    )
    with bar_of_days() as progress:
        for made in make(country, progress):
            text_of_time = ""
            if made.whole_seconds is not None:
                text_of_time = f", about {made.whole_seconds / 60:,.0f} minutes for all of this run"
            tqdm.write(f"{made.done} of {made.whole}: {made.code}, {made.population:,} residents{text_of_time}")
    print(f"Wrote all authorities in {path}.")


def _wanted(options: argparse.Namespace) -> Wanted:
    return Wanted(
        extracts=options.extract or [options.last],
        workbooks=options.annex_a,
        census_years=options.cin_census,
        return_years=options.ssda903,
        as_parquet=options.parquet,
    )


def _faults(options: argparse.Namespace) -> tuple[Plant, ...]:
    return tuple(_planted(each, options.first, options.last) for each in options.fault)


_HEADER = ("Figure", "Year", "Found", "From", "To", "Published", "Seeds within", "")


def check(options: argparse.Namespace) -> None:
    """Runs a scenario with some seeds, and compares it with published figures; prints what lies outside."""
    if options.table:
        refuse_bad_target(options.table, (".csv", ".xlsx"))
    run = Run(
        scenario=options.scenario, population=options.population or _RESIDENTS, first=options.first, last=options.last,
        faults=_faults(options),
    )  # fmt: skip
    if not run.years:
        raise RokerError("Figures are of years from 1 April to 31 March. Choose --from and --to with a whole one.")
    seeds = range(options.seed, options.seed + options.seeds)
    with bar_of_days() as progress:
        checked = check_seeds(run, seeds, progress)
    if options.table:
        export(options.table, "Figures", _HEADER, [_line(each, checked) for each in checked.compared])
    outside = [each for each in checked.compared if each.verdict is Verdict.OUTSIDE]
    if outside:
        print_table(_HEADER, [tuple(text(cell) for cell in _line(each, checked)) for each in outside])
    for seed, each in checked.open_ends:
        print(
            f"{CLOSING_LABELS[each.code]} in the year to March {each.year} do not close with seed {seed}: "
            f"{each.difference:+,}."
        )
    within, unknown = checked.count(Verdict.WITHIN), checked.count(Verdict.NOT_CHECKED)
    if not within + len(outside):
        raise RokerError("Nothing is published for these years, so nothing was checked. Choose --from and --to anew.")
    print(
        f"{within:,} of {within + len(outside):,} figures lie within what is published; "
        f"{unknown:,} could not be checked. {_number(len(seeds), 'seed')}, from {seeds[0]}."
    )
    if outside:
        raise RokerError(f"{_number(len(outside), 'figure')} outside.")


def _number(count: int, of_what: str) -> str:
    return f"{count:,} {of_what}{'' if count == 1 else 's'}"


def _line(each: Compared, checked: Checked) -> list[Cell]:
    numbers = [each.value, each.lowest, each.highest, each.published]
    return [
        each.label,
        each.year,
        *(None if n is None else round(n, 1) for n in numbers),
        None
        if each.verdict is Verdict.NOT_CHECKED
        else f"{checked.seeds_within[each.year, each.code]} of {checked.seeds}",
        f"{each.verdict}: {each.why}" if each.why else each.verdict,
    ]


def _planted(words: str, first: date, last: date) -> Plant:
    """A fault as people write it: its name, or with the days: late_reviews:2015-01-01:2015-03-31."""
    found = re.fullmatch(r"([a-z_]+)(?::(\d{4}-\d\d-\d\d):(\d{4}-\d\d-\d\d))?", words)
    if found is None:
        raise RokerError(f"“{words}” is no fault. Write it as late_reviews, or late_reviews:2015-01-01:2015-03-31.")
    try:
        begins = date.fromisoformat(found[2]) if found[2] else first
        ends = date.fromisoformat(found[3]) if found[3] else last
    except ValueError:
        raise RokerError(f"“{words}” has a day that there is not.") from None
    return Plant(fault=found[1], first=begins, last=ends)
