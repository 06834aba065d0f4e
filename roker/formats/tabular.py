"""A folder of tables, one file an entity: read as a whole, in SQL over whole columns.

The Standard Safeguarding Dataset and the files of local extras are both read here; a `TableFormat` says how they
differ. Every query of an entity's rows goes through its file anew: that is faster than keeping millions of texts.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from roker.database import Database, DatabaseError, quoted
from roker.errors import RokerError
from roker.formats.problems import problem
from roker.formats.tabular_cells import bare, cell_reader, evidence_reader
from roker.formats.tabular_files import PARQUET_ENDINGS, TEXT_ENDINGS, WITH_ZEROS, NotATableError, TableFile, look
from roker.formats.tabular_ids import Linking, is_made
from roker.formats.tabular_table import OWN, SYSTEM, Column, ReadTable
from roker.local import Local
from roker.record import ENTITIES, Cell, ColumnReading, Entity, Field, Kind, Problem, Reading
from roker.record.schema import RECORDED_TIME

MOST_BAD_ROWS = 100
"""So many rows of a file that cannot be read are told one by one."""
Progress = Callable[[int, int], None]
"""Told how much has been read, and of how much."""


@dataclass(frozen=True, kw_only=True)
class TableFormat:
    """How the files of a format are named, and what their columns mean."""

    source: str
    entity_of: Callable[[str], Entity | None]
    """The entity of a file, by its name without its ending."""
    columns_of: Callable[[Entity], Mapping[str, str]]
    """By each name a column may have, as `plain_name` makes it: a field, `OWN`, `SYSTEM` or recorded_time."""
    heading_of: Callable[[Field], str | None]
    """The name that the format gives the column of a field; None where it has no such column."""
    also: Mapping[str, Mapping[str, str]]
    """By code set, words that the format is met with."""
    as_ids: frozenset[str] = frozenset()
    """Fields of text that are numbers in some systems."""
    may_lie_ahead: frozenset[str] = frozenset()
    """Fields whose date may be later than the snapshot day."""
    only_latest: frozenset[str] = frozenset()
    """Entities of which the format holds the latest row of each child alone."""
    keeps_made: bool = False
    """Whether references may be made ids, as Roker writes them."""
    tells_all: bool = False
    """Whether every child has a row among the people, so that one of whom only other rows tell is missing there, and
    births are estimated."""
    beside: frozenset[str] = frozenset()
    """Files that are known and not read."""


@contextmanager
def aside(workspace: Database) -> Iterator[Path]:
    """A directory for copies, beside the workspace where it is on disk; gone afterwards."""
    (file,) = workspace.one("SELECT any_value(path) FROM duckdb_databases() WHERE database_name = current_database()")
    if file:
        directory = Path(f"{file}.copies")
        directory.mkdir(mode=0o700, exist_ok=True)
        try:
            yield directory
        finally:
            shutil.rmtree(directory, ignore_errors=True)
    else:
        with tempfile.TemporaryDirectory(prefix="roker-") as name:
            yield Path(name)


def plain_name(text: str) -> str:
    """A name of a file or column as it is compared: small letters, digits and single underscores."""
    kept = "".join(sign if sign.isalnum() else "_" for sign in text.strip().casefold())
    return "_".join(part for part in kept.split("_") if part)


def files_in(folder: Path) -> list[Path]:
    """The files of a folder that may hold a table, by name."""
    if not folder.exists():
        raise RokerError(f"{folder.name} does not exist. Check its name and folder.")
    if not folder.is_dir():
        raise RokerError(f"{folder.name} is a file. Give the folder that holds one file for each table.")
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise RokerError(f"{folder.name} may not be read by this account. Ask for permission to read it.") from error
    return [path for path in found if path.is_file() and not path.name.startswith((".", "~"))]


@dataclass(frozen=True, kw_only=True)
class TablesReader:
    """What it takes to read the tables of a format."""

    form: TableFormat
    local: Local
    workspace: Database
    copies: Path
    """A directory for copies of files."""
    today: date
    progress: Progress = lambda done, whole: None  # noqa: ARG005 - tells nobody

    def look_at(self, paths: Iterable[Path]) -> tuple[dict[str, TableFile], list[Problem]]:
        """The files that hold tables of the format, by entity, and what is wrong with any file."""
        found: dict[str, TableFile] = {}
        problems: list[Problem] = []
        paths = list(paths)
        for done, path in enumerate(paths):
            at = Cell(file=path.name)
            entity = self.form.entity_of(path.stem)
            if entity is None or path.suffix.lower() not in TEXT_ENDINGS | PARQUET_ENDINGS:
                if plain_name(path.stem) not in self.form.beside:
                    expected = "a file named after a table, as csv or parquet"
                    problems.append(problem("unrecognised_table", at, found=path.name, expected=expected))
            elif entity.name in found:
                expected = f"one file; {found[entity.name].source.name} was read"
                problems.append(problem("table_twice", at, found=path.name, expected=expected))
            else:
                try:
                    found[entity.name] = look(path, self.workspace, self.copies)
                except NotATableError as error:
                    problems.append(_unreadable(at, error))
            self.progress(done, 2 * len(paths))
        return {each.name: found[each.name] for each in ENTITIES if each.name in found}, problems

    def read(self, files: Mapping[str, TableFile], problems: list[Problem]) -> "Tables":
        """Reads every cell of the tables, makes ids, and follows the references between them.

        `problems` are those of the files; those of the tables come after them.
        """
        linking = Linking(database=self.workspace)
        for done, (name, file) in enumerate(files.items()):
            self.progress(len(files) + done, 2 * len(files))
            table = ReadTable(entity=ENTITIES[name], file=file, columns={}, database=self.workspace)
            others = self._name_columns(table)
            try:
                table.read(self.today, self.copies, linking.beside(table))
                table.note_others(others)
            except NotATableError as error:
                problems.append(_unreadable(table.cell(), error))
                continue
            except DatabaseError:
                if file.is_text:
                    raise
                problems.append(_unreadable(table.cell(), NotATableError("is damaged")))
                continue
            linking.add(table)
        self.progress(2 * len(files), 2 * len(files))
        linking.link()
        for table in linking.tables.values():
            problems += [*_about_file(table.file), *table.problems]
        problems += [*linking.problems, *linking.repeats()]
        return Tables(form=self.form, linking=linking, problems=problems)

    def _name_columns(self, table: ReadTable) -> dict[int, str]:
        """Gives a table the columns that are read, and notes which of them are there twice. Returns the others, by
        their place in the file.
        """
        entity, file = table.entity, table.file
        known = fills_of(entity, file, self.form, self.local)
        columns: dict[str, Column] = {}
        others: dict[int, str] = {}
        for place, name in enumerate(file.header):
            fills = known.get(plain_name(name))
            if fills is None:
                others[place] = name or f"column {place + 1}"
            elif fills in columns:
                expected = f"one such column; “{columns[fills].name}” was read"
                table.problems.append(problem("repeated_column", table.cell(name), found=name, expected=expected))
            else:
                columns[fills] = self._column(table, fills, name, place)
        number = entity.numbered_by
        if number in entity.key and number in columns and SYSTEM not in columns:
            columns[SYSTEM] = columns[number]
        table.columns = columns
        return others

    def _column(self, table: ReadTable, fills: str, name: str, place: int) -> Column:
        if fills in {OWN, SYSTEM, RECORDED_TIME}:
            kind = Kind.TIME if fills == RECORDED_TIME else Kind.ID
            column = Column(name=name, place=place, reader=evidence_reader(kind), kind=kind)
        else:
            (filled,) = (each for each in table.entity.fields if each.name == fills)
            reader = cell_reader(
                filled,
                words=self.local.words(self.form.source, filled.codes or ""),
                also=self.form.also.get(filled.codes or "", {}),
                as_id=str(filled) in self.form.as_ids,
            )
            column = Column(name=name, place=place, reader=reader, field=filled, kind=filled.kind)
        return column if table.file.is_text else replace(column, reader=bare(column.reader))


def fills_of(entity: Entity, file: TableFile, form: TableFormat, local: Local) -> dict[str, str]:
    """What the columns of a file fill, by name as `plain_name` makes it: the format's names, and the authority's."""
    known = dict(form.columns_of(entity))
    for sheet in (entity.name, entity.ssd or "", file.source.name):
        for written, meant in local.column_names(form.source, sheet).items():
            if plain_name(meant) in known:
                known[plain_name(written)] = known[plain_name(meant)]
    return known


def refuse_unreadable(called: str, problems: Iterable[Problem]) -> None:
    """Says why nothing was read of a folder, where one of its tables could not be."""
    for each in problems:
        if each.kind == "unreadable_file":
            about = each.found.removeprefix("It ").removesuffix(".")
            raise RokerError(f"{called} holds no table that could be read: {each.at.file} {about}. Export it again.")


def _unreadable(at: Cell, error: NotATableError) -> Problem:
    return problem("unreadable_file", at, found=f"It {error}.", expected="csv or parquet")


def _about_file(file: TableFile) -> Iterator[Problem]:
    """How a file is written, and rows that could not be taken apart into cells."""
    at = Cell(file=file.source.name)
    if file.encoding != "utf-8":
        called = {"cp1252": "Windows-1252", WITH_ZEROS: WITH_ZEROS}.get(file.encoding, file.encoding.upper())
        yield problem("other_encoding", at, found=called, expected="UTF-8")
    for each in file.rejected[:MOST_BAD_ROWS]:
        yield problem("bad_row", replace(at, row=each.row), found=each.found, expected=each.expected)
    if len(file.rejected) > MOST_BAD_ROWS:
        found = f"{len(file.rejected) - MOST_BAD_ROWS:,} more rows"
        yield problem("bad_row", at, found=found, expected="whole rows")


# ----------------------------------------------------------------------------------------------- tables that were read


@dataclass(kw_only=True)
class Tables:
    """The tables of a format that were read, ready for their rows to be asked."""

    form: TableFormat
    linking: Linking
    problems: list[Problem]
    columns: list[ColumnReading] = field(default_factory=list)

    @property
    def tables(self) -> Mapping[str, ReadTable]:
        """By entity."""
        return self.linking.tables

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(table.rows for table in self.tables.values())

    def newest_day(self) -> tuple[date, str] | None:
        """The newest day of an event that is not in the future, and how it is known."""
        newest: tuple[date, str] | None = None
        for table in self.tables.values():
            name = table.entity.happened_on
            day = table.seen[name].newest if name and table.has(name) else None
            if name and day and (newest is None or day > newest[0]):
                newest = day, f"The newest date of an event that is not in the future: {table.place(name)}."
        return newest

    def reading(
        self, snapshot: tuple[date, str], *, speaks_from: Mapping[str, date], asked: Iterable[Entity]
    ) -> Reading:
        """The reading. `asked` are the entities whose fields are absent where no file has them."""
        self._note_later_dates(snapshot[0])
        self._report_columns()
        self._put_rows(snapshot[0])
        self.linking.database.run("DROP TABLE IF EXISTS unread")
        return Reading(
            source=self.form.source,
            files=tuple(table.file.source for table in self.tables.values()),
            snapshot_on=snapshot[0],
            snapshot_from=snapshot[1],
            tables=self.linking.database,
            speaks_from=speaks_from,
            only_latest=self.form.only_latest,
            absent=frozenset(
                str(each) for entity in asked for each in entity.fields if not self._carries(entity, each)
            ),
            problems=tuple(self.problems),
            counts={table.called: table.rows for table in self.tables.values()},
            columns=tuple(self.columns),
        )

    def _report_columns(self) -> None:
        """A line for each column, and a problem for each that is missing and for each table without a row."""
        for table in self.tables.values():
            headings = {each.name: self.form.heading_of(each) for each in table.entity.fields}
            missing = {
                each.name: heading
                for each in table.entity.fields
                if (heading := headings[each.name]) and not self._has(table, each)
            }
            self.columns += table.readings(missing)
            for heading in missing.values():
                expected = f"a column “{heading}”"
                self.problems.append(problem("missing_column", table.cell(heading), expected=expected))
            if not (table.rows or table.file.rows_in_all):
                expected = f"rows of {table.entity.title.lower()}"
                self.problems.append(problem("empty_list", table.cell(), expected=expected))

    def _has(self, table: ReadTable, asked: Field) -> bool:
        """Whether a file tells a field, by its column or by way of another."""
        if asked.name == table.entity.numbered_by:
            return any(table.has(each) for each in (asked.name, OWN, SYSTEM))
        is_derived = asked.name == "person_id" and table.entity.name in self.linking.derived
        return table.has(asked.name) or is_derived

    def _carries(self, entity: Entity, asked: Field) -> bool:
        table = self.tables.get(entity.name)
        if table is None or not table.rows:
            return False
        return self._has(table, asked) or (asked.name == entity.own_id and is_made(entity))

    def _note_later_dates(self, snapshot_on: date) -> None:
        """Notes dates later than the snapshot day, but for those that may be."""
        for table in self.tables.values():
            for name, column in table.columns.items():
                if column.field and column.kind is Kind.DATE and str(column.field) not in self.form.may_lie_ahead:
                    self.problems += table.later_than(name, snapshot_on)

    # ------------------------------------------------------------------------------------------- the rows of the record

    def _put_rows(self, snapshot_on: date) -> None:
        """Makes a table or view for each entity, with just the columns of the record."""
        workspace = self.linking.database
        missing = self._missing_people() if self.form.tells_all else ""
        for name, table in self.tables.items():
            query = self.linking.view(table, keeps_made=self.form.keeps_made)
            if name == "person" and self.form.tells_all:
                query = self._with_births(query, table, snapshot_on) + (
                    f" UNION ALL BY NAME {missing}" if missing else ""
                )
            # What is read from a copy has to stay when the copy is gone.
            workspace.run(f"CREATE {'TABLE' if table.file.is_copy else 'VIEW'} {name} AS {query}")
        if missing and "person" not in self.tables:
            columns = ", ".join(f"NULL::{kind} AS {name}" for name, kind in ENTITIES["person"].columns())
            workspace.run(f"CREATE VIEW person AS SELECT {columns} WHERE 1 = 0 UNION ALL BY NAME {missing}")

    def _missing_people(self) -> str:
        """A query for the children of whom rows tell and who have none of their own; empty where there are none."""
        query = self.linking.missing_people()
        if not query:
            return ""
        workspace = self.linking.database
        workspace.run(f"CREATE TABLE missing_people AS {query}")
        count, first = workspace.one("SELECT count(*), min(found_in) FROM missing_people")
        if not count:
            return ""
        found = f"{count:,} {'children' if count > 1 else 'child'} without a row, the first in {first}"
        at = self.tables["person"].cell() if "person" in self.tables else Cell(file="person")
        self.problems.append(problem("orphan", at, found=found, expected="a row for each child"))
        return "SELECT person_id, found_in FROM missing_people"

    def _with_births(self, query: str, table: ReadTable, snapshot_on: date) -> str:
        """People, with an expected date of birth that is past where there is no other: systems put estimates there."""
        if not table.has("expected_dob") or not table.blank("dob"):
            return query
        count, first = table.database.one(
            f"SELECT count(*), min(number) FROM ({table.sql(['dob', 'expected_dob'])}) "
            f"WHERE dob IS NULL AND expected_dob <= DATE '{snapshot_on}'"
        )
        if not count:
            return query
        at = table.cell(table.columns["expected_dob"].name, first)
        found = f"{count:,} {'children' if count > 1 else 'child'}"
        self.problems.append(problem("estimated_birth", at, found=found, expected="a date of birth"))
        dob = f"coalesce(dob, CASE WHEN expected_dob <= DATE {quoted(str(snapshot_on))} THEN expected_dob END) AS dob"
        return f"SELECT * REPLACE ({dob}) FROM ({query}) p"
