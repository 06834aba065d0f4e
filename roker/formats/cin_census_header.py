"""The header of the census: which year it is of, which day it speaks of, and what may be wrong with either."""

from dataclasses import dataclass
from datetime import date, timedelta

from roker.errors import RokerError
from roker.formats.cin_census_problems import Note, Tally
from roker.formats.values import read_date
from roker.formats.xml_stream import Element, local_names, text_of

COLLECTION = "CIN"
_KNOWN = frozenset(
    "Header CollectionDetails Collection Year ReferenceDate Source SourceLevel LEA SoftwareCode Release SerialNo "
    "DateTime Content CBDSLevels CBDSLevel".split()
)
_GIVE_IT = "Give the last day that it speaks of with --snapshot."


@dataclass(frozen=True, kw_only=True)
class Header:
    """What the header says; without one, nothing."""

    stated_year: int | None = None
    """The year in which the census year ends, as it is stated."""
    reference_on: date | None = None
    year_line: int | None = None
    reference_line: int | None = None

    @property
    def year(self) -> int | None:
        """The year in which the census year ends: that of a reference date at its end, else the one stated."""
        if self.reference_on and _year_ended(self.reference_on):
            return self.reference_on.year
        return self.stated_year

    def snapshot(self, name: str, given: date | None, today: date, tally: Tally) -> tuple[date, str]:
        """The day that the census speaks of, and how it is known. Notes what is wrong with the dates stated."""
        self._note(tally)
        if given is not None:
            return given, "The day was given when the file was loaded."
        if self.reference_on is None:
            raise RokerError(f"{name} states no reference date. {_GIVE_IT}")
        ended = _year_ended(self.reference_on)
        if (ended or self.reference_on) > today:
            raise RokerError(f"{name} has a reference date that has not come, {self.reference_on:%d/%m/%Y}. {_GIVE_IT}")
        if ended and ended != self.reference_on:
            return ended, "The day before the reference date in the file, which is a day late."
        return self.reference_on, "The reference date in the file."

    def _note(self, tally: Tally) -> None:
        day = self.reference_on
        if day and _year_ended(day) != day:
            expected = f"{_year_ended(day) or date(self.year or day.year, 3, 31):%d/%m/%Y}"
            tally.add(
                Note("reference_day", "Header", "ReferenceDate", self.reference_line, f"{day:%d/%m/%Y}", expected)
            )
        if day and self.stated_year and self.year != self.stated_year:
            expected = f"{self.year}, the year of the reference date"
            tally.add(Note("reference_day", "Header", "Year", self.year_line, str(self.stated_year), expected))


def _year_ended(day: date) -> date | None:
    """The last day of the census year, of that day and of the day after it, which some exports state by mistake."""
    last = date(day.year, 3, 31)
    return last if timedelta(0) <= day - last <= timedelta(days=1) else None


def read_header(element: Element, name: str, tally: Tally) -> Header:
    """What a header says. Refuses that of another collection."""
    said: dict[str, tuple[str, int]] = {}
    for each in element.iter():
        part = local_names[each.tag]
        if part not in _KNOWN:
            tally.add(Note("unknown_element", "Header", part, each.sourceline, text_of(each), "an element of Header"))
        elif not len(each):
            said.setdefault(part, (text_of(each), each.sourceline))
    collection = said.get("Collection", (COLLECTION, 0))[0]
    if collection.upper() != COLLECTION:
        raise RokerError(f"{name} is no children in need census: its header names another collection than CIN.")
    year, year_line = said.get("Year", ("", None))
    stated, line = said.get("ReferenceDate", ("", None))
    day, fault = read_date(stated)
    if fault:
        tally.add(Note(fault.kind, "Header", "ReferenceDate", line, stated, fault.expected))
    return Header(
        stated_year=int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
        reference_on=day if isinstance(day, date) else None,
        year_line=year_line,
        reference_line=line,
    )
