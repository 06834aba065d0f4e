"""Prints what Roker costs, as ratios to what nobody can do without. Run by `make bench`; with --large also the rest.

Times are CPU seconds, all threads together, and medians of runs made in turn, since machines are noisy: compare the
ratios of one run, not the seconds of two. Names given as arguments choose parts: clocks, workbook, census,
extract, and with --large england.
"""

import sys
from collections.abc import Callable

from benchmarks import clocks, files

PARTS: dict[str, Callable[[], None]] = {
    "workbook": files.measure_workbook,
    "census": lambda: files.measure_census(50_000),
    "extract": lambda: files.measure_extract(60_000),
    "clocks": lambda: clocks.measure(60_000),
}
LARGE: dict[str, Callable[[], None]] = {
    "census": lambda: files.measure_census(550_000, is_large=True),
    "clocks": lambda: clocks.measure(600_000, is_large=True),
    "england": clocks.measure_england,
}


def main() -> None:
    """Measures the parts that were asked for, or all."""
    asked = [each for each in sys.argv[1:] if not each.startswith("-")]
    for parts in (PARTS, LARGE) if "--large" in sys.argv else (PARTS,):
        for name, measure in parts.items():
            if not asked or name in asked:
                measure()


if __name__ == "__main__":
    main()
