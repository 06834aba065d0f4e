"""Problems of a large file, counted: what is wrong in ten thousand places in one way is one problem with its number.

Nothing here grows with the file: of each element only so many different values are told apart.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from roker.formats.problems import problem, shortened
from roker.record import Cell, Problem

MOST_VALUES = 50
"""How many different values of one element are named; the rest of them are counted together."""
MOST_ELEMENTS = 100
"""How many elements of a module are told apart; no census has so many, and a file of another kind may."""
LONGEST_VALUE = 36
UNREAD = frozenset({"not_a_date", "impossible_date", "not_a_code", "not_a_number", "not_an_id", "error_cell"})
"""The kinds that say that a value was not read."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was noticed in one place."""

    kind: str
    module: str
    element: str
    line: int | None
    found: str = ""
    expected: str = ""
    who: str = ""


class Tally:
    """What was noticed, by kind, element and value: how often, and where first."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._first: dict[tuple[str, str, str, str], Note] = {}
        self._count: Counter[tuple[str, str, str, str]] = Counter()
        self._elements: Counter[tuple[str, str]] = Counter()
        self._values: Counter[tuple[str, str, str]] = Counter()
        self.unread: Counter[tuple[str, str]] = Counter()
        """By module and element, how many values could not be read."""

    def add(self, note: Note, times: int = 1) -> None:
        """Counts something noticed."""
        if (note.kind, note.module, note.element) not in self._values:
            self._elements[note.kind, note.module] += 1
            if self._elements[note.kind, note.module] > MOST_ELEMENTS:
                note = replace(note, element="")
        place = (note.kind, note.module, note.element)
        key = (*place, note.found[:LONGEST_VALUE])
        if key not in self._count:
            if self._values[place] >= MOST_VALUES:
                key = (*place, "\0")
            else:
                self._values[place] += 1
            self._first.setdefault(key, note)
        self._count[key] += times
        if note.kind in UNREAD:
            self.unread[note.module, note.element] += times

    def problems(self) -> Iterator[Problem]:
        """A problem for each kind, element and value, in the order of the file."""
        for key, note in sorted(self._first.items(), key=lambda each: (each[1].line or 0, each[0])):
            at = Cell(file=self._file, sheet=note.module, row=note.line, column=note.element)
            yield problem(note.kind, at, found=_said(key[3], note, self._count[key]), expected=note.expected)


def _said(value: str, note: Note, count: int) -> str:
    """What was found, how often, and with whom first."""
    if value == "\0":
        parts = [f"{count:,} further values", f"first for {note.who}" if note.who else ""]
    elif count == 1:
        parts = [shortened(note.found), f"for {note.who}" if note.who else ""]
    else:
        found = note.found if len(note.found) <= LONGEST_VALUE else note.found[: LONGEST_VALUE - 1] + "…"
        parts = [found, f"{count:,} times", f"first for {note.who}" if note.who else ""]
    return ", ".join(part for part in parts if part)
