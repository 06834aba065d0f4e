"""Three seeds of a made-up authority look like what is published; what does not is on the page that says so."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from roker.synthetic.checking import Checked, Run, check
from roker.synthetic.comparing import Compared, Verdict, together
from roker.synthetic.measured import Amount, Unit
from roker.synthetic.side_by_side import side_by_side

TOLD = Path(__file__).parents[2] / "docs" / "generator" / "believable.csv"
SEEDS = (1, 2, 3)
FURTHER = 1.5
"""Of the way from the middle to the end of what is allowed: as far as three seeds may stray where twenty do not."""
RUNS = {
    "sunderland-2015": Run(
        scenario="sunderland-2015", population=54_000, first=date(2013, 4, 1), last=date(2015, 10, 31)
    ),
    "typical": Run(scenario="typical", population=60_000, first=date(2015, 4, 1), last=date(2016, 10, 31)),
}


@cache
def checked(name: str) -> Checked:
    return check(RUNS[name], SEEDS)


def known(scenario: str) -> set[tuple[str, int]]:
    with TOLD.open(encoding="utf-8", newline="") as file:
        return {
            (row["code"], int(row["year"]))
            for row in csv.DictReader(file)
            if row["scenario"] == scenario and row["verdict"] == "outside"
        }


def strays(each: Compared) -> bool:
    if each.verdict is not Verdict.OUTSIDE or each.lowest is None or each.highest is None or each.value is None:
        return False
    middle, half = (each.lowest + each.highest) / 2, (each.highest - each.lowest) / 2
    return abs(each.value - middle) > FURTHER * half


@pytest.mark.parametrize("name", RUNS)
def test_what_is_not_believable_is_known(name: str) -> None:
    found = checked(name)
    scenario = RUNS[name].scenario
    outside = {(each.code, each.year) for each in found.compared if strays(each)}
    assert outside <= known(scenario)
    assert found.count(Verdict.WITHIN) > 0.85 * (found.count(Verdict.WITHIN) + found.count(Verdict.OUTSIDE))
    assert found.count(Verdict.WITHIN) >= 25


@pytest.mark.parametrize("name", RUNS)
def test_stocks_and_flows_close(name: str) -> None:
    assert checked(name).open_ends == ()


def test_several_seeds_are_one_figure_by_their_size() -> None:
    each = [{(2015, "referrals"): Amount(counted=n, out_of=1000, unit=Unit.RATE)} for n in (50, 70)]
    pooled = together(each)[2015, "referrals"]
    assert pooled.value == pytest.approx(600)
    assert pooled.apart == pytest.approx(141.42, abs=0.01)
    assert together([{(2015, "x"): Amount(counted=None, out_of=None, unit=Unit.MEAN)}])[2015, "x"].value is None


def _count(task: int, progress) -> int:  # type: ignore[no-untyped-def]
    for step in range(1, 11):
        progress(step, 10)
    if task == 13:
        raise ValueError(task)
    return task * task


def test_tasks_run_side_by_side_and_tell_how_far_they_are() -> None:
    told: list[tuple[int, int]] = []
    found = dict(side_by_side(_count, [1, 2, 3], 10, lambda done, whole: told.append((done, whole))))
    assert found == {1: 1, 2: 4, 3: 9}
    assert told[-1] == (30, 30)
    assert sorted(told) == told


def test_a_task_that_fails_ends_it() -> None:
    def run() -> Iterator[tuple[int, int]]:
        return side_by_side(_count, [13], 10, lambda done, whole: None)  # noqa: ARG005

    with pytest.raises(ValueError, match="13"):
        list(run())
