"""A scenario for each authority of England, of its published size and rates, and under no name of its own."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from roker.synthetic.authority.published import Series
from roker.synthetic.authority.scenarios import SCENARIOS, Scenario

_TABLE = Path(__file__).parent / "england.csv"
"""Local Authority Interactive Tool, April 2026, years 2016 to 2025: Open Government Licence v3.0. Residents aged 0 to
17 are referrals by their rate; entries to care are counts by those residents."""
_LEAST = {"referrals": 150.0, "in_need_open": 100.0, "in_care": 15.0, "entries": 6.0, "plans_open": 6.0,
          "conferences": 9.0, "enquiries": 20.0, "turnover": 2.0, "absence": 0.5}  # fmt: skip
"""What is lower in the smallest authorities is taken as this, for 10,000 residents or per cent: a department that has
nothing to do cannot be made up."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One of the authorities."""

    code: str
    """place-001 and so on: no authority that there is should be taken for one that is made up."""
    population: int
    """Residents aged 0 to 17, in the last year in which they are published."""
    scenario: Scenario


@cache
def places() -> tuple[Place, ...]:
    """All 153 authorities that publish figures in 2025, in a fixed order."""
    figures: dict[str, dict[str, Series]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            authority, figure = row.pop("authority"), row.pop("figure")
            figures.setdefault(authority, {})[figure] = {
                int(year): float(value) for year, value in row.items() if value
            }
    return tuple(_place(number, each) for number, each in enumerate(figures.values(), start=1))


def place_of(code: str) -> Place:
    """The authority of a code."""
    return next(each for each in places() if each.code == code)


def _place(number: int, figures: Mapping[str, Series]) -> Place:
    typical = SCENARIOS["typical"]
    population = figures["population"]
    series = {
        name: {year: max(value, _LEAST.get(name, 0.0)) for year, value in each.items()}
        for name, each in figures.items()
        if name != "population" and each
    }
    scenario = Scenario(
        code="england",
        title="An authority of England, by its published figures of 2016 to 2025",
        authority=f"Place {number:03d}",
        series={**typical.series, **series, **_plans(typical, series)},
        delay=typical.delay,
    )
    return Place(code=f"place-{number:03d}", population=round(population[max(population)]), scenario=scenario)


def _plans(typical: Scenario, series: Mapping[str, Series]) -> Mapping[str, Series]:
    """Plans that begin are published for conferences everywhere, by England's share of them."""
    conferences = series.get("conferences", {})
    whole, begun = typical.series["conferences"], typical.series["plans"]
    plans = {year: value * begun[year] / whole[year] for year, value in conferences.items() if year in whole}
    return {"plans": plans} if plans else {}
