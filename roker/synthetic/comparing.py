"""Compares what a made-up authority looks like with what is published: within, outside, or not checked and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import stdev

from roker.synthetic.calibration import Published, published, spreads
from roker.synthetic.measured import QUANTITIES, QUESTION_OF, Amount, Measured, Unit

AREA_OF = {"sunderland-2015": "sunderland"}
"""The authority whose published figures a scenario follows; the others are compared with how authorities spread."""
SHARE_OF_POINT = 0.1
"""How far a quantity may lie from the published one, as a share of it, or further if chance alone explains that."""
_SURE = 1.96
_DOUBTFUL = {
    "unconfirmed": "the published figure is not confirmed",
    "disagrees": "published figures disagree",
}


class Verdict(StrEnum):
    """What came of comparing one quantity."""

    WITHIN = "within"
    OUTSIDE = "outside"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A quantity of a made-up authority beside what is published."""

    code: str
    label: str
    heading: str
    unit: Unit
    year: int
    value: float | None
    lowest: float | None = None
    highest: float | None = None
    published: float | None = None
    source: str = ""
    verdict: Verdict
    why: str = ""
    """Why it was not checked, or what is to be known of the published figure."""


def together(seeds: Sequence[Measured]) -> Measured:
    """What several runs have in common: counts and wholes added up, so that a value is the mean of them by their size.

    How far the runs lie apart tells how far chance alone takes one authority from another.
    """
    return {
        (year, code): _pooled([each[year, code] for each in seeds if (year, code) in each])
        for year, code in dict.fromkeys(key for each in seeds for key in each)
    }


def _pooled(amounts: Sequence[Amount]) -> Amount:
    told = [each for each in amounts if each.value is not None]
    values = [each.value for each in told if each.value is not None]
    return Amount(
        counted=sum(each.counted or 0 for each in told) if told else None,
        out_of=sum(each.out_of or 0 for each in told) if told else None,
        unit=amounts[0].unit,
        apart=stdev(values) if len(values) > 1 else None,
    )


def compare(found: Measured, scenario: str, population: int, years: Sequence[int]) -> list[Compared]:
    """Every quantity for each year, with the interval in which it should lie.

    Where a scenario follows one authority: 10% around its figure, or twice the standard error of the difference if that
    is more. Otherwise from the 5th to the 95th of a hundred authorities.
    """
    area = AREA_OF.get(scenario)
    return [
        _compared(each.code, year, found.get((year, each.code)), area, population)
        for year in years
        for each in QUANTITIES
    ]


def _compared(code: str, year: int, amount: Amount | None, area: str | None, population: int) -> Compared:
    value = amount.value if amount else None
    low = high = point = None
    source, why = "", ""
    if area is None:
        spread = spreads().get((code, year))
        if spread is not None:
            low, high, source = spread.lowest, spread.highest, spread.source
    else:
        figure = published().get((code, area, year))
        if figure is not None:
            point, source, why = figure.value, figure.source, figure.note
            around = max(SHARE_OF_POINT * abs(point), _by_chance(amount, figure, population))
            low, high = point - around, point + around
            if figure.standing in _DOUBTFUL:
                low = high = None
                why = f"{_DOUBTFUL[figure.standing]}: {figure.note}" if figure.note else _DOUBTFUL[figure.standing]
    if low is None or high is None:
        verdict, why = Verdict.NOT_CHECKED, why or "nothing is published for an authority in this year"
    elif value is None:
        verdict, why = Verdict.NOT_CHECKED, "the run has nothing that it could be counted of"
    else:
        verdict = Verdict.WITHIN if low <= value <= high else Verdict.OUTSIDE
    quantity = QUANTITIES[code]
    return Compared(
        code=code, label=quantity.label, heading=QUESTION_OF[code].heading, unit=quantity.unit, year=year, value=value,
        lowest=low, highest=high, published=point, source=source, verdict=verdict, why=why,
    )  # fmt: skip


def _by_chance(amount: Amount | None, figure: Published, population: int) -> float:
    """How far two samples of one truth lie apart, nineteen times in twenty.

    For a mean that is known from how far several runs lie apart; 0 for the mean of one run.
    """
    if amount is None or not amount.out_of:
        return 0.0
    if figure.quantity in QUANTITIES and amount.unit is Unit.SHARE:
        share = min(max(figure.value / 100, 0.0), 1.0)
        return _SURE * 100 * sqrt(share * (1 - share) * (1 / amount.out_of + 1 / (figure.of or amount.out_of)))
    if amount.unit is Unit.RATE:
        expected = figure.value * population / 10_000
        again = figure.value * amount.out_of / 10_000
        return _SURE * figure.value * sqrt(1 / expected + 1 / again) if expected else 0.0
    if amount.unit is Unit.RATIO:
        expected = figure.value * amount.out_of
        return _SURE * figure.value * sqrt(1 / expected + 1 / amount.out_of) if expected else 0.0
    return _SURE * (amount.apart or 0.0)
