"""What a format's mapping is made of: lists, their columns, and the rows of the record that each of their rows makes.

A mapping is data, read in both directions. A further column, or another spelling of one, is one line in it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from roker.record import Entity, Kind

_APOSTROPHES = re.compile("['`\u2018\u2019\u00b4\u02bc]")
_NOT_A_WORD = re.compile(r"[\W_]+")
_HOW_TO_FILL = re.compile(r"( y n| dd mm yyyy)+$")


def plain(text: str) -> str:
    """A header or a label as it is compared: small letters and digits, single spaces, no marks.

    Spaces of any kind, straight and curly marks are the same. A closing "(Y/N)" or "(dd/mm/yyyy)" only says how to
    fill the column in.
    """
    return _HOW_TO_FILL.sub("", _NOT_A_WORD.sub(" ", _APOSTROPHES.sub("", text)).strip().casefold())


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a list."""

    name: str
    kind: Kind
    fills: tuple[str, ...] = ()
    """The fields that it fills, each as "row made.field": "cp_plans.cp_plan_end_date". A column that fills none becomes
    a stated value. Where two columns of a list fill one field, the later one counts if it holds anything."""
    codes: str | None = None
    """The code set of a code column."""
    may_be_blank: bool = False
    other_names: tuple[str, ...] = ()
    """Spellings that are also met, where `plain` does not make them the same."""
    may_lie_ahead: bool = False
    """Whether a date may be later than the day the file speaks of, as the expected date of birth of an unborn child."""

    def names(self) -> Iterator[str]:
        """Every spelling, as it is compared."""
        return (plain(name) for name in (self.name, *self.other_names))


@dataclass(frozen=True, kw_only=True)
class Makes:
    """A row of an entity that a row of a list makes, if the dates in the entity's key are known."""

    entity: Entity
    name: str = ""
    """What columns call it; the entity's name, unless a list makes two rows of one entity."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Fields that are the same for every row: the basis of an allocation."""
    linked: tuple[str, ...] = ()
    """Fields that hold the id which the things on one row refer to each other by: the child's number and the date of
    the list. It is made from what happened, as numbers of case systems change or are not given."""
    says: tuple[str, ...] = ()
    """Fields one of which must have a column, or the row would say nothing: who holds a child."""
    without_date: bool = False
    """Whether a row is made though a date in its key is blank."""

    @property
    def called(self) -> str:
        """The name that columns use."""
        return self.name or self.entity.name

    @property
    def needs(self) -> str | None:
        """The date field without which no row is made."""
        dates = (name for name in self.entity.key if getattr(self.entity, name).kind is Kind.DATE)
        return None if self.without_date else next(dates, None)


@dataclass(frozen=True, kw_only=True)
class ListMapping:
    """One list: who is on it, and what its rows say."""

    number: int
    title: str
    who: str
    """The column with the number of the child, or of the adopter."""
    dated: str | None
    """The column whose date, with `who`, tells one row from another."""
    columns: tuple[Column, ...]
    makes: tuple[Makes, ...]
    months_back: int
    """How far before the snapshot day the list reaches: what ended earlier is not on it. With 0 it tells how
    things stand on that day."""

    def __post_init__(self) -> None:
        made = {each.called: each.entity for each in self.makes}
        for column in self.columns:
            for target in column.fills:
                row_made, _, field_name = target.partition(".")
                filled = getattr(made[row_made], field_name)
                if (filled.kind, filled.codes) != (column.kind, column.codes):
                    raise ValueError(f"{self.name}: “{column.name}” and {filled} are not of one kind")
        names = [name for column in self.columns for name in {*column.names()}]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name}: two columns have one name")

    @property
    def name(self) -> str:
        """As in "List 7"; where a row was found is said with it."""
        return f"List {self.number}"

    @property
    def who_column(self) -> Column:
        """The column with the number of the child, or of the adopter."""
        (found,) = (column for column in self.columns if column.name == self.who)
        return found

    def targets(self, column: Column) -> list[str]:
        """The fields of entities that a column fills: "cp_plans.cp_plan_end_date"; a stated value if none."""
        entities = {makes.called: makes.entity.name for makes in self.makes}
        filled = [target.partition(".") for target in column.fills]
        return [f"{entities[row_made]}.{name}" for row_made, _, name in filled] or ["stated_value.value"]

    def filled(self, makes: Makes) -> dict[str, list[Column]]:
        """The fields of a row made, each with the columns that fill it."""
        fields: dict[str, list[Column]] = {}
        for column in self.columns:
            for target in column.fills:
                row_made, _, field_name = target.partition(".")
                if row_made == makes.called:
                    fields.setdefault(field_name, []).append(column)
        return fields


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One edition of a format, told as what it has less or otherwise than the mapping."""

    code: str
    title: str
    in_force_from: date
    in_force_to: date | None
    confidence: str
    """How well its columns and days are known, and from where."""
    lacks: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Columns that it does not have, by the number of the list."""
    calls: Mapping[str, str] = field(default_factory=dict)
    """Columns to which it gives another of their names: "Gender" as "Sex"."""
    lacks_codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes that it does not offer, by code set. They are read all the same."""
    spelt: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Codes that it writes otherwise, by code set."""

    def columns(self, mapping: ListMapping) -> list[Column]:
        """The columns of a list in this edition."""
        lacking = self.lacks.get(mapping.number, ())
        return [column for column in mapping.columns if column.name not in lacking]

    def header(self, column: Column) -> str:
        """What it calls a column."""
        return self.calls.get(column.name, column.name)
