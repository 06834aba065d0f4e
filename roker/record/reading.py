"""What a reader makes of files: rows of entities, where they stood, and everything that could not be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from roker.database import Database, Row
from roker.record.entities import ENTITIES


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A place in a file. Logs may carry it; they never carry what was found there."""

    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file, self.sheet, f"row {self.row}" if self.row else "", self.column and f"“{self.column}”"]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that could not be read, and what the person who made the file can do about it."""

    at: Cell
    kind: str
    """A short stable code, such as "not_a_date"; problems are counted by it."""
    found: str
    expected: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """A file that was read, told from others by its hash."""

    name: str
    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ColumnReading:
    """How the cells of one column were read: a line of the mapping report. The four counts are all its cells."""

    sheet: str
    """The sheet, or the file where it has none."""
    column: str
    """As the file has it; as the format has it where the file lacks the column."""
    fills: str
    """The fields filled, as "cp_plans.cp_plan_end_date"; empty where the column is none of the format's."""
    read: int = 0
    unread: int = 0
    """Not a date, not one of the codes: a problem tells which."""
    unknown: int = 0
    """Said to be not known, which is an answer."""
    blank: int = 0
    """Blank, or a filler such as NULL."""
    is_missing: bool = False
    """The format has the column and the file does not."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a reader made of some files: rows of each entity, and everything that it could not read."""

    source: str
    """The format: "annex_a"."""
    files: tuple[SourceFile, ...]
    snapshot_on: date
    """The day the files speak of. Nothing is known of later days."""
    snapshot_from: str
    """How the snapshot day is known, in words."""
    tables: Database
    """A table or view for each entity that was read, with the columns of `Entity.columns()`; others are not there.
    Read once, one entity after the other: a view may go through its file each time."""
    speaks_from: Mapping[str, date] = field(default_factory=dict)
    """By entity, the first day of which a full extract tells everything; what ended before may be left out of it. An
    entity that is not named is told of without such a limit; a day after the snapshot day says: told of in part."""
    only_latest: frozenset[str] = frozenset()
    """Entities of which the source holds, for each child, only the latest row."""
    absent: frozenset[str] = frozenset()
    """Fields, as "entity.field", that no file carried: not the same as blank."""
    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    """Rows read by sheet."""
    columns: tuple[ColumnReading, ...] = ()
    only_of: Mapping[str, str] = field(default_factory=dict)
    """By entity, the table (in `tables`, with a column person_id) of the children whose rows were read anew. Rows of
    others say what they said in the load before. Entities that are not named were read whole."""
    as_before: frozenset[str] = frozenset()
    """Entities whose rows all say what they said in the load before: they have no table."""
    rest_as_before: bool = False
    """Whether only what can have changed was read anew: problems and columns then tell of those rows alone."""
    fingerprints: Path | None = None
    """A file in which the reader notes what it needs to tell next time which rows are the same; the store keeps it."""

    @classmethod
    def of_rows(  # noqa: PLR0913 - the parts of a reading
        cls,
        rows: Mapping[str, Sequence[Row]],
        *,
        source: str,
        snapshot_on: date,
        snapshot_from: str = "The day was given.",
        files: tuple[SourceFile, ...] = (),
        speaks_from: Mapping[str, date] | None = None,
        only_latest: frozenset[str] = frozenset(),
        absent: frozenset[str] = frozenset(),
        problems: tuple[Problem, ...] = (),
        counts: Mapping[str, int] | None = None,
        columns: tuple[ColumnReading, ...] = (),
    ) -> "Reading":
        """A reading of rows that are in memory, by entity name, in the order of `Entity.columns()`."""
        tables = Database.in_memory()
        for entity in ENTITIES:
            if entity.name in rows:
                tables.create_table(entity.name, entity.columns(), rows[entity.name])
        return cls(
            source=source,
            files=files,
            snapshot_on=snapshot_on,
            snapshot_from=snapshot_from,
            tables=tables,
            speaks_from=speaks_from or {},
            only_latest=only_latest,
            absent=absent,
            problems=problems,
            counts=counts or {},
            columns=columns,
        )

    @cached_property
    def rows(self) -> Mapping[str, Sequence[Row]]:
        """Every row, by entity: for what is small enough to look at, as tests do."""
        there = self.tables.tables()
        return {entity.name: self.tables.rows(f"FROM {entity.name}") for entity in ENTITIES if entity.name in there}
