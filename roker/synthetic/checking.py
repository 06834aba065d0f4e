"""Makes a scenario up with one seed after another, and compares all of them together with published figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from roker.synthetic.authority import Plant, simulate
from roker.synthetic.authority.department import WARM_UP
from roker.synthetic.comparing import Compared, Verdict, compare, together
from roker.synthetic.measured import Closing, Measured, closings, measure
from roker.synthetic.side_by_side import Progress, side_by_side


@dataclass(frozen=True, kw_only=True)
class Run:
    """What is made up, whatever the seed."""

    scenario: str
    population: int
    """Residents aged 0 to 17."""
    first: date
    last: date
    faults: tuple[Plant, ...] = ()

    @property
    def years(self) -> list[int]:
        """The years that end on 31 March of it, and lie in the run as a whole."""
        return [
            year
            for year in range(self.first.year + 1, self.last.year + 1)
            if date(year, 3, 31) <= self.last and date(year - 1, 4, 1) >= self.first
        ]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What came of comparing a scenario, over all seeds."""

    compared: tuple[Compared, ...]
    seeds_within: Mapping[tuple[int, str], int]
    """Of the seeds, how many lie within on their own, by year and quantity."""
    seeds: int
    open_ends: tuple[tuple[int, Closing], ...]
    """By seed, stocks and flows that do not close."""

    def count(self, verdict: Verdict) -> int:
        """How many figures have that verdict."""
        return sum(each.verdict is verdict for each in self.compared)


def check(run: Run, seeds: Sequence[int], progress: Progress = lambda done, whole: None) -> Checked:  # noqa: ARG005
    """Runs the scenario once for each seed, two at a time, and compares what they have in common."""
    steps = (run.last - run.first).days + 1 + WARM_UP
    found: dict[int, Measured] = {}
    open_ends: list[tuple[int, Closing]] = []
    for seed, (measured, closed) in side_by_side(partial(_look, run), seeds, steps, progress):
        found[seed] = measured
        open_ends += [(seed, each) for each in closed if not each.closes]
    alone = Counter(
        (each.year, each.code)
        for seed in seeds
        for each in compare(found[seed], run.scenario, run.population, run.years)
        if each.verdict is Verdict.WITHIN
    )
    pooled = together([found[seed] for seed in seeds])
    compared = compare(pooled, run.scenario, run.population, run.years)
    return Checked(
        compared=tuple(compared),
        seeds_within=alone,
        seeds=len(seeds),
        open_ends=tuple(sorted(open_ends, key=lambda each: (each[0], each[1].year, each[1].code))),
    )


def _look(run: Run, seed: int, progress: Progress) -> tuple[Measured, list[Closing]]:
    simulation = simulate(
        run.scenario, population=run.population, first=run.first, last=run.last, seed=seed, faults=run.faults,
        progress=progress,
    )  # fmt: skip
    record = simulation.record(run.last)
    found = measure(record, population=run.population, years=run.years)
    return found, [each for year in run.years for each in closings(record.database, year)]
