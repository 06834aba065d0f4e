"""An ordered list of entries of one kind, each with its own code; and versions, each with its days in force."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Generic, Protocol, TypeVar


class Entry(Protocol):
    """What a catalogue holds: anything with a code of its own."""

    @property
    def code(self) -> str: ...


class Version(Protocol):
    """Something in force from one day to another, or until further notice."""

    @property
    def in_force_from(self) -> date: ...
    @property
    def in_force_to(self) -> date | None: ...


E = TypeVar("E", bound=Entry)
V = TypeVar("V", bound=Version)


class Catalogue(Generic[E]):
    """Entries in the order given, found by code. Two entries with one code are refused."""

    def __init__(self, *entries: E) -> None:
        self._entries = {entry.code: entry for entry in entries}
        if len(self._entries) != len(entries):
            codes = [entry.code for entry in entries]
            repeated = sorted({code for code in codes if codes.count(code) > 1})
            raise ValueError(f"codes used more than once: {', '.join(repeated)}")

    def __iter__(self) -> Iterator[E]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def __getitem__(self, code: str) -> E:
        return self._entries[code]

    def codes(self) -> list[str]:
        return list(self._entries)


def check_versions(code: str, versions: Sequence[Version]) -> None:
    """Refuse versions that end before they start, overlap, or stand out of order."""
    for version in versions:
        if version.in_force_to is not None and version.in_force_to < version.in_force_from:
            raise ValueError(f"{code}: a version ends before it starts")
    for earlier, later in pairwise(versions):
        if earlier.in_force_to is None or earlier.in_force_to >= later.in_force_from:
            raise ValueError(f"{code}: two versions are in force on {later.in_force_from}")


def in_force(versions: Sequence[V], on: date) -> V | None:
    """The version in force on a day, or None where the law had none."""
    for version in versions:
        if version.in_force_from <= on and (version.in_force_to is None or on <= version.in_force_to):
            return version
    return None
