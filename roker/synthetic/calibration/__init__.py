"""Published figures that a made-up authority is compared with: of one authority by year, and how authorities spread."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Published:
    """A figure as it was published, or worked out from published ones."""

    quantity: str
    area: str
    """`england`, or the authority."""
    year: int
    value: float
    of: float | None
    """Out of how many, where that is known."""
    source: str
    standing: str
    """`published`, `derived` (worked out from published figures), `unconfirmed`, or `disagrees` (with other ones)."""
    note: str


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Between which values nine authorities in ten lie."""

    quantity: str
    year: int
    authorities: int
    lowest: float
    highest: float
    source: str


@cache
def published() -> Mapping[tuple[str, str, int], Published]:
    """Every figure, by quantity, area and the year that ends."""
    return {
        (row["quantity"], row["area"], int(row["year"])): Published(
            quantity=row["quantity"],
            area=row["area"],
            year=int(row["year"]),
            value=float(row["value"]),
            of=float(row["of"]) if row["of"] else None,
            source=row["source"],
            standing=row["standing"],
            note=row["note"],
        )
        for row in _rows("published.csv")
    }


@cache
def spreads() -> Mapping[tuple[str, int], Spread]:
    """The 5th and the 95th of a hundred authorities, by quantity and year."""
    return {
        (row["quantity"], int(row["year"])): Spread(
            quantity=row["quantity"],
            year=int(row["year"]),
            authorities=int(row["authorities"]),
            lowest=float(row["p5"]),
            highest=float(row["p95"]),
            source=row["source"],
        )
        for row in _rows("spread.csv")
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
