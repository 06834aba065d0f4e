"""What a code set is: the values that a code field may hold, what each means, and in which years returns take it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Years:
    """The days in force of a code, both counted; None where it has no first or no last day that is known."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("years have a first day or a last day")
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"years that end on {self.last} cannot begin on {self.first}")

    def have(self, on: date) -> bool:
        """Whether a day is one of them."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)

    def __str__(self) -> str:
        since = f"from {_day(self.first)}" if self.first else ""
        until = f"until {_day(self.last)}" if self.last else ""
        return " ".join(part for part in (since, until) if part)


def since(year: int) -> Years:
    """In force from 1 April of a year on: the first day of a year of returns."""
    return Years(first=date(year, 4, 1))


def until(year: int) -> Years:
    """In force until 31 March of a year: the last day of a year of returns."""
    return Years(last=date(year, 3, 31))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, kw_only=True)
class CodeSet:
    """The codes of one field, with their labels in plain words."""

    code: str
    title: str
    labels: Mapping[str, str]
    unknown: str | None = None
    """The code that says "not known", if there is one: then "Unknown" is an answer, and not a blank."""
    years: Mapping[str, Years] = field(default_factory=dict)
    """By code, the days in force. A code without an entry always was and is, as far as is known."""
    only_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By code, the returns that alone take it: "cin", "ssda903", "sen2". A code without an entry is taken by all."""
    not_confirmed: frozenset[str] = frozenset()
    """Codes whose meaning was not read in an official source."""

    def __post_init__(self) -> None:
        named = {*self.years, *self.only_in, *self.not_confirmed, *filter(None, (self.unknown,))}
        if strangers := named - self.labels.keys():
            raise ValueError(f"{self.code}: no code “{'”, “'.join(sorted(strangers))}”")

    def in_force(self, code: str, on: date) -> bool:
        """Whether a code may be used of something that happened on a day; never so for what is no code of the set."""
        return code in self.labels and (code not in self.years or self.years[code].have(on))

    def taken_by(self, code: str, source: str) -> bool:
        """Whether a return ("cin", "ssda903") takes a code at all, whatever the day."""
        return code in self.labels and (code not in self.only_in or source in self.only_in[code])
