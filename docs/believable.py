"""Compares made-up authorities with published figures over many seeds, for the manual: `make believable`.

Writes docs/generator/believable.csv, from which `make docs` makes the page and the pictures.
"""

import argparse
import csv
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

TABLE = Path(__file__).parent / "generator" / "believable.csv"
COLUMNS = (
    "scenario", "seeds", "code", "year", "found", "lowest", "highest", "published", "seeds_within", "verdict", "why"
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs each scenario with so many seeds."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from roker.cli.printing import bar_of_days  # noqa: PLC0415 - found only after the line above
    from roker.synthetic.checking import Run, check  # noqa: PLC0415 - found only after the line above

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    seeds = parser.parse_args(arguments).seeds
    rows: list[list[object]] = []
    for run in (
        Run(scenario="sunderland-2015", population=54_000, first=date(2012, 4, 1), last=date(2015, 10, 31)),
        Run(scenario="typical", population=60_000, first=date(2014, 4, 1), last=date(2025, 10, 31)),
    ):
        with bar_of_days(run.scenario) as progress:
            checked = check(run, range(1, seeds + 1), progress)
        for seed, each in checked.open_ends:
            print(f"{run.scenario}, seed {seed}: {each} does not close", file=sys.stderr)
        rows += [
            [run.scenario, seeds, each.code, each.year,
             *("" if n is None else f"{n:.4g}" for n in (each.value, each.lowest, each.highest, each.published)),
             checked.seeds_within[each.year, each.code], each.verdict, each.why]
            for each in checked.compared
            if each.lowest is not None or each.published is not None
        ]  # fmt: skip
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"wrote {TABLE.name}. Now: make docs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
