"""Chance: independent named streams of one seed, and draws that come out the same on every machine.

Only additions, multiplications and comparisons of numbers are used once the tables below are made: the functions of a
machine's mathematical library may differ in the last digit, and one day more or less would change everything after it.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
Quantiles = Sequence[tuple[float, float]]
"""Points (share, value) of a distribution, from share 0 to share 1: straight lines between them."""

_STEPS = 2048
# Rounded far above the last digit of any machine.
_EXPONENTIAL = (*(round(-math.log(1 - each / _STEPS), 9) for each in range(_STEPS)), 9.0)


class Mix(Generic[T]):
    """Things to choose among, with their weights, as a table that was made once."""

    __slots__ = ("_bounds", "_things", "_whole")

    def __init__(self, weights: Mapping[T, float]) -> None:
        if not weights or min(weights.values()) < 0 or not sum(weights.values()):
            raise ValueError("a mix has weights, none of them negative and one of them positive")
        self._things = tuple(weights)
        self._bounds = list(accumulate(weights.values()))
        self._whole = self._bounds[-1]

    def at(self, share: float) -> T:
        """The thing at a share from 0 up to 1."""
        return self._things[min(bisect_right(self._bounds, share * self._whole), len(self._things) - 1)]


class Spread:
    """A distribution of lengths, by its quantiles."""

    __slots__ = ("_shares", "_values")

    def __init__(self, points: Quantiles) -> None:
        self._shares = [share for share, _ in points]
        self._values = [value for _, value in points]
        if self._shares[0] != 0 or self._shares[-1] != 1 or sorted(self._shares) != self._shares:
            raise ValueError("a spread runs from share 0 to share 1")

    def at(self, share: float) -> float:
        """The value at a share from 0 up to 1."""
        upper = min(bisect_right(self._shares, share), len(self._shares) - 1)
        low, high = self._shares[upper - 1], self._shares[upper]
        if high == low:
            return self._values[upper]
        return self._values[upper - 1] + (self._values[upper] - self._values[upper - 1]) * (share - low) / (high - low)

    def mean(self) -> float:
        """The mean, exactly."""
        points = zip(self._shares, self._values, strict=True)
        return sum((high - low) * (first + last) / 2 for (low, first), (high, last) in pairwise(points))


def bands(*points: tuple[float, float]) -> Spread:
    """A spread from bands as statistics publish them: (per cent up to a value, value), the last with 100 per cent."""
    whole = points[-1][0]
    return Spread([(0.0, 0.0), *((share / whole, value) for share, value in points)])


class Chance:
    """One stream of draws."""

    __slots__ = ("share",)

    def __init__(self, seed: int, name: str) -> None:
        # Seeded by text, a Random takes its SHA-512: the same whatever the hash seed of the process.
        self.share = Random(f"{seed}/{name}").random

    def happens(self, share: float) -> bool:
        """Whether something happens that does so in a share of cases."""
        return self.share() < share

    def yes(self, share: float) -> str:
        """The same as a code: Y or N."""
        return "Y" if self.share() < share else "N"

    def of(self, mix: Mix[T]) -> T:
        """One of a mix."""
        return mix.at(self.share())

    def one(self, things: Sequence[T]) -> T:
        """One of some things, each as likely."""
        return things[int(self.share() * len(things))]

    def length(self, spread: Spread) -> float:
        """A value of a spread."""
        return spread.at(self.share())

    def days(self, spread: Spread) -> int:
        """A whole number of days of a spread."""
        return int(spread.at(self.share()))

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both counted."""
        return low + int(self.share() * (high - low + 1))

    def exponential(self, mean: float) -> float:
        """A waiting time without memory."""
        at = self.share() * _STEPS
        below = int(at)
        return mean * (_EXPONENTIAL[below] + (_EXPONENTIAL[below + 1] - _EXPONENTIAL[below]) * (at - below))

    def count(self, mean: float) -> int:
        """How often something happens in a time in which it happens `mean` times in the mean (Poisson)."""
        number, so_far = 0, self.exponential(1.0)
        while so_far < mean:
            number += 1
            so_far += self.exponential(1.0)
        return number


class Chances:
    """Every stream of a seed, by name; a draw from one leaves the others as they are."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._streams: dict[str, Chance] = {}

    def __getitem__(self, name: str) -> Chance:
        if name not in self._streams:
            self._streams[name] = Chance(self._seed, name)
        return self._streams[name]
