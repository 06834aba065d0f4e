"""Which children's rows of a folder of tables have to be read anew: those of whom anything differs from last time.

The reader leaves a file of fingerprints: for each table and child one number for all rows of the child, as they are
written. The next time it reads only children whose number differs, and whatever their rows depend on. Where anything
else differs (a column, a table, the way of reading itself), everything is read.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import roker.record
from roker.database import ENGINE, Database, DatabaseError, quoted
from roker.formats.tabular import TableFormat, TablesReader, fills_of, plain_name
from roker.formats.tabular_cells import evidence_reader
from roker.formats.tabular_files import TableFile, forget_first, is_whole
from roker.formats.tabular_ids import PERIODS, references
from roker.formats.tabular_table import OWN
from roker.local import Local
from roker.record import ENTITIES, Entity, Kind, Reading

LARGEST_SHARE = 0.5
"""Where more of the rows would have to be read anew, everything is read, which is then as quick."""
_PEOPLE, _STRANGERS = 62, 63
"""Places beside those of the tables: children with a row of their own, and children of whom only other rows tell."""
_ID = evidence_reader(Kind.ID)
_READING = ("cells.py", "values.py", "ssd.py", "ssd_*.py", "tabular*.py")
"""The modules in which it is said how tables are read."""
_NOTE = "roker"
_NOBODY = "''"
"""Stands for the child of rows that are about none."""
_ADDED = "sum(rows)::BIGINT AS rows, bit_xor(x) AS x, (sum(s::HUGEINT) % 18446744073709551616)::UBIGINT AS s"


class _CannotTellError(Exception):
    """Something in the files keeps one from telling whose a row is by its text alone."""


@dataclass(frozen=True, kw_only=True)
class _Table:
    """How a table tells whose its rows are."""

    entity: Entity
    file: TableFile
    place: int
    """Its bit among the tables."""
    columns: Mapping[str, int]
    """Places in the file, by what they fill."""
    parents: tuple[str, ...]
    """Tables on whose rows of the same child its rows depend."""
    through: str | None = None
    """The reference by which a row's child is found, where the table does not name the child."""

    @property
    def is_whole(self) -> bool:
        """Whether its rows are about nobody: it is read whole, or not at all."""
        return "person_id" not in self.entity.field_names()

    @property
    def followed(self) -> str:
        """The table by whose rows its children are found."""
        return next(each.refers_to or "" for each in self.entity.fields if each.name == self.through)

    def column(self, name: str) -> str:
        return f"c{self.columns[name]}"

    @property
    def raw(self) -> str:
        """The table of its rows as they are written, in the workspace, each with its hash."""
        return f"raw_{self.entity.name}"


@dataclass(kw_only=True)
class Fingerprints:
    """The fingerprints of an extract, in the tables `noted` and `whose_...` of the workspace."""

    workspace: Database
    tables: Mapping[str, _Table]
    guard: str
    """What has to be the same for fingerprints to be compared."""
    snapshot_on: date
    first: date
    """The first day of which the extract tells everything."""
    rows: dict[str, int] = field(default_factory=dict)
    """By entity, how many rows the whole file has."""
    is_tidy: bool = True
    """Whether every number of a child is written as it is read."""
    files: dict[str, TableFile] = field(default_factory=dict)
    """The files, as they are read from the workspace."""
    whose: dict[str, str] = field(default_factory=dict)
    """By entity, the table that tells whose row a number is of."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is read anew of an extract."""

    files: Mapping[str, TableFile]
    only_of: Mapping[str, str]
    as_before: frozenset[str]
    absent: frozenset[str]


# -------------------------------------------------------------------------------------------------------- fingerprints


def noted(
    reader: TablesReader, files: Mapping[str, TableFile], *, snapshot_on: date, first: date
) -> Fingerprints | None:
    """Takes the fingerprints of an extract; None where its rows cannot be told by their text alone: a row that cannot
    be taken apart, a child's number that needs a closer look. `first` is the first day of which it tells everything.
    """
    workspace = reader.workspace
    if _beside(workspace) is None:
        return None
    try:
        found = Fingerprints(
            workspace=workspace,
            tables=_tables(files, reader.form, reader.local),
            guard=_guard(files, reader.form, reader.local),
            snapshot_on=snapshot_on,
            first=first,
        )
        workspace.run("CREATE TEMP TABLE noted (place UTINYINT, person VARCHAR, rows BIGINT, x UBIGINT, s UBIGINT)")
        for table in found.tables.values():
            found.files[table.entity.name] = _copy(workspace, table)
        for table in found.tables.values():
            _note(found, table)
        if any(each.relation != each.first_relation for each in files.values()) and not is_whole(workspace):
            raise _CannotTellError
        _tidy(found)
        _note_people(found)
    except (_CannotTellError, DatabaseError):
        for name in ("noted", *(f"raw_{name}" for name in files)):
            workspace.run(f"DROP TABLE IF EXISTS {name}")
        return None
    finally:
        forget_first(workspace)
    return found


def _tables(files: Mapping[str, TableFile], form: TableFormat, local: Local) -> dict[str, _Table]:
    columns: dict[str, dict[str, int]] = {}
    for name, file in files.items():
        known = fills_of(ENTITIES[name], file, form, local)
        columns[name] = {}
        for place, heading in enumerate(file.header):
            fills = known.get(plain_name(heading))
            if fills is not None:
                columns[name].setdefault(fills, place)
    if "person_id" not in columns.get("person", {}):
        raise _CannotTellError
    tables = {}
    for place, (name, file) in enumerate(files.items()):
        entity = ENTITIES[name]
        followed = [each for each in references(entity) if each.name in columns[name]]
        parents = {"cla_episodes" if each.refers_to == PERIODS else each.refers_to or "" for each in followed}
        through = None
        if "person_id" in entity.field_names() and "person_id" not in columns[name] and parents & files.keys():
            parent = followed[0].refers_to
            if len(followed) > 1 or parent is None or OWN not in columns.get(parent, {}):
                raise _CannotTellError
            through = followed[0].name
        tables[name] = _Table(
            entity=entity,
            file=file,
            place=place,
            columns=columns[name],
            parents=tuple(sorted((parents & files.keys()) - {name})),
            through=through,
        )
    return tables


def _guard(files: Mapping[str, TableFile], form: TableFormat, local: Local) -> str:
    """A digest of how the files are made and of how they are read."""
    looks = [
        (name, file.source.name, file.header, file.delimiter, file.encoding, file.skipped, file.is_text)
        for name, file in files.items()
    ]
    said = json.dumps([ENGINE, form.source, local.values.get(form.source), local.columns.get(form.source), looks])
    return hashlib.sha256(f"{said}{_way_of_reading()}".encode()).hexdigest()


@cache
def _way_of_reading() -> str:
    """A digest of the modules that read tables, and of what they read them into."""
    here, record = Path(__file__).parent, Path(roker.record.__file__).parent
    modules = [path for names in _READING for path in here.glob(names)]
    digest = hashlib.sha256()
    for path in sorted([*modules, *record.rglob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _copy(workspace: Database, table: _Table) -> TableFile:
    """A file whose rows have been put into a table of the workspace: they are gone through several times."""
    columns = ", ".join(f"c{place}" for place, _ in enumerate(table.file.header))
    workspace.run(
        f"CREATE TEMP TABLE {table.raw} AS SELECT {columns}, hash({columns}) AS h FROM {table.file.first_relation}"
    )
    above = table.file.skipped + 2 if table.file.is_text else 1
    return replace(table.file, relation=table.raw, number=f"(rowid + {above})", is_copy=False)


def _note(found: Fingerprints, table: _Table) -> None:
    """One number for the rows of each child in a table, in any order of the rows."""
    workspace = found.workspace
    sums = "count(*) AS rows, bit_xor(h) AS x, (sum(h) % 18446744073709551616)::UBIGINT AS s"
    if table.through:
        raw = table.column(table.through)
        workspace.run(
            f"CREATE OR REPLACE TEMP TABLE noted_through AS SELECT {raw} AS raw, {sums} FROM {table.raw} GROUP BY raw"
        )
        _refuse_unplain(workspace, "noted_through", "raw")
        query = (
            f"SELECT {table.place}, person, {_ADDED} FROM noted_through "
            f"LEFT JOIN {_whose(found, found.tables[table.followed])} ON number = {_ID.sql('raw')} GROUP BY person"
        )
    elif "person_id" in table.columns and not table.is_whole:
        who = table.column("person_id")
        query = f"SELECT {table.place}, {who}, {sums} FROM {table.raw} GROUP BY {who}"
    else:
        query = f"SELECT {table.place}, {_NOBODY if table.is_whole else 'NULL'}, {sums} FROM {table.raw}"
    workspace.run(f"INSERT INTO noted {query}")


def _refuse_unplain(workspace: Database, table: str, column: str) -> None:
    unplain = f"{column} IS NOT NULL AND {column} <> '' AND {_ID.sql(column)} IS NULL"
    if workspace.one(f"SELECT count(*) FROM {table} WHERE {unplain}")[0]:
        raise _CannotTellError


def _whose(found: Fingerprints, table: _Table) -> str:
    """The table of a table's own numbers, with the one child whose row each is of."""
    name, workspace = f"whose_{table.entity.name}", found.workspace
    if name in found.whose.values():
        return name
    found.whose[table.entity.name] = name
    own = table.column(OWN)
    if table.through:
        parent = found.tables[table.followed]
        number = _ID.sql(table.column(table.through))
        follows = f"LEFT JOIN {_whose(found, parent)} ON number = {number}"
        numbers = f"SELECT {own} AS raw, person FROM {table.raw} {follows}"
    else:
        whose = _ID.sql(table.column("person_id")) if "person_id" in table.columns else "NULL::VARCHAR"
        numbers = f"SELECT {own} AS raw, {whose} AS person FROM {table.raw}"
    workspace.run(f"CREATE OR REPLACE TEMP TABLE noted_numbers AS SELECT DISTINCT raw, person FROM ({numbers})")
    _refuse_unplain(workspace, "noted_numbers", "raw")
    workspace.run(
        f"CREATE TEMP TABLE {name} AS SELECT {_ID.sql('raw')} AS number, any_value(person) AS person "
        "FROM noted_numbers GROUP BY number HAVING count(DISTINCT person) = 1"
    )
    return name


def _tidy(found: Fingerprints) -> None:
    """Writes the numbers of children as they are read, and forgets what is about nobody."""
    workspace = found.workspace
    counts: dict[int, int] = dict(workspace.rows("SELECT place, sum(rows)::BIGINT FROM noted GROUP BY place"))
    found.rows = {name: counts.get(table.place, 0) for name, table in found.tables.items()}
    nameless = {place for (place,) in workspace.rows("SELECT DISTINCT place FROM noted WHERE person IS NULL")}
    if any(each.place in nameless and each.parents and not each.through for each in found.tables.values()):
        raise _CannotTellError  # the child may be found through another row
    workspace.run("CREATE OR REPLACE TEMP TABLE noted_people AS SELECT DISTINCT person FROM noted")
    _refuse_unplain(workspace, "noted_people", "person")
    plain = f"CASE WHEN person = '' THEN '' ELSE {_ID.sql('person')} END"
    found.is_tidy = not workspace.one(f"SELECT count(*) FROM noted_people WHERE person <> {plain}")[0]
    if not found.is_tidy:
        workspace.run(
            f"CREATE OR REPLACE TEMP TABLE noted AS SELECT place, {plain} AS person, {_ADDED} FROM noted GROUP BY ALL"
        )
    workspace.run("DELETE FROM noted WHERE person IS NULL")


def _note_people(found: Fingerprints) -> None:
    """Notes of which children there is a row of their own, and of which only other rows tell."""
    named = ", ".join(str(each.place) for each in found.tables.values() if "person_id" in each.columns)
    people = found.tables["person"].place
    found.workspace.run(
        f"INSERT INTO noted SELECT CASE WHEN bool_or(place = {people}) THEN {_PEOPLE} ELSE {_STRANGERS} END, person, "
        f"0, 0, 0 FROM noted WHERE place IN ({named}) GROUP BY person"
    )


# ----------------------------------------------------------------------------------------------------- what is the same


def part(found: Fingerprints, before: Path) -> Part | None:
    """What has to be read anew; None where that is everything. `before` are the fingerprints of the load before."""
    workspace = found.workspace
    try:
        said = _said(workspace, before)
        fits = said["guard"] == found.guard and said["empty"] == _empty(found)
        if not fits or said["snapshot_on"] > str(found.snapshot_on) or said["first"] > str(found.first):
            return None
        workspace.run(
            "CREATE OR REPLACE TEMP TABLE noted_differing AS "
            "SELECT DISTINCT coalesce(n.place, b.place) AS place, coalesce(n.person, b.person) AS person "
            f"FROM noted n FULL JOIN read_parquet({quoted(str(before))}) b ON n.place = b.place AND "
            "n.person = b.person AND n.rows = b.rows AND n.x = b.x AND n.s = b.s "
            "WHERE n.place IS NULL OR b.place IS NULL"
        )
    except (DatabaseError, KeyError, ValueError):
        return None
    _note_wanted(found)
    if _share(found) > LARGEST_SHARE:
        return None
    return _part(found, frozenset(said["absent"]))


def _said(workspace: Database, before: Path) -> dict[str, Any]:
    """What stands beside fingerprints."""
    query = f"SELECT decode(value) FROM parquet_kv_metadata({quoted(str(before))}) WHERE decode(key) = '{_NOTE}'"
    return dict(json.loads(workspace.one(query)[0]))


def _empty(found: Fingerprints) -> list[str]:
    """Tables without a row: their fields are absent."""
    return sorted(name for name, count in found.rows.items() if not count)


def _note_wanted(found: Fingerprints) -> None:
    """For each child of whom something differs, a bit for each table of whose rows that may tell otherwise (`told`),
    and for each table that has to be read for it (`read`).
    """
    people = [each for each in found.tables.values() if not each.is_whole]
    down = {each.place: _below(each.entity.name, found.tables) for each in people}
    up = {each.place: _above(each.entity.name, found.tables) for each in people}
    reach = [(place, told, _bits_of(told, up)) for place, told in down.items()]
    everything = sum(1 << each.place for each in people)
    reach += [(place, everything, everything) for place in (_PEOPLE, _STRANGERS)]
    columns = (("place", "UTINYINT"), ("told", "UBIGINT"), ("read", "UBIGINT"))
    found.workspace.run("DROP TABLE IF EXISTS noted_reach")
    found.workspace.create_table("noted_reach", columns, reach)
    person = found.tables["person"]
    bit = 1 << person.place
    told = "SELECT person, told, read FROM noted_differing JOIN noted_reach USING (place)"
    if "expected_dob" in person.columns:  # a birth is estimated when its day has come
        whose = _ID.sql(person.column("person_id"))
        due = f"{person.raw} WHERE {person.column('expected_dob')} IS NOT NULL"
        told = f"{told} UNION ALL SELECT {whose}, {bit}, {bit} FROM {due}"
    found.workspace.run(
        "CREATE OR REPLACE TEMP TABLE noted_wanted AS "
        f"SELECT person, bit_or(told) AS told, bit_or(read) | {bit} AS read FROM ({told}) GROUP BY person"
    )


def _above(name: str, tables: Mapping[str, _Table]) -> int:
    """The bits of a table, and of all that have to be read beside it."""
    reached, waiting = 0, [name]
    while waiting:
        table = tables[waiting.pop()]
        if not reached >> table.place & 1:
            reached |= 1 << table.place
            waiting += table.parents
    return reached


def _below(name: str, tables: Mapping[str, _Table]) -> int:
    """The bits of a table, and of those that carry the ids that are made of its rows alone."""
    return sum(1 << each.place for other, each in tables.items() if name in {other, *each.parents})


def _bits_of(places: int, reach: Mapping[int, int]) -> int:
    bits = 0
    for place, each in reach.items():
        bits |= each if places >> place & 1 else 0
    return bits


def _share(found: Fingerprints) -> float:
    """How much of all rows would have to be read anew."""
    (rows,) = found.workspace.one(
        "SELECT coalesce(sum(n.rows), 0)::BIGINT FROM noted n JOIN noted_wanted w USING (person) "
        "WHERE (w.read >> n.place::UBIGINT) & 1 = 1"
    )
    return float(rows) / max(1, sum(found.rows.values()))


def _part(found: Fingerprints, absent: frozenset[str]) -> Part:
    workspace = found.workspace
    told, read = workspace.one("SELECT coalesce(bit_or(told), 0), coalesce(bit_or(read), 0) FROM noted_wanted")
    whole = {place for (place,) in workspace.rows("SELECT place FROM noted_differing WHERE person = ''")}
    files, only_of = {}, {}
    for name, table in found.tables.items():
        if table.is_whole and table.place in whole:
            files[name] = found.files[name]
        elif not table.is_whole and read >> table.place & 1:
            files[name] = _restricted(found, table)
            if told >> table.place & 1:
                only_of[name] = f"told_{name}"
                workspace.run(
                    f"CREATE TEMP VIEW told_{name} AS SELECT person AS person_id FROM noted_wanted "
                    f"WHERE (told >> {table.place}) & 1 = 1"
                )
    as_before = frozenset(
        name for name, table in found.tables.items() if name not in only_of and table.place not in whole
    )
    return Part(files=files, only_of=only_of, as_before=as_before, absent=absent)


def _restricted(found: Fingerprints, table: _Table) -> TableFile:
    """The rows of the children who are looked at again, as a table of the workspace."""
    children = f"SELECT person FROM noted_wanted WHERE (read >> {table.place}) & 1 = 1"
    if table.through:
        whose = _ID.sql(table.column(table.through))
        children = f"SELECT number FROM {found.whose[table.followed]} WHERE person IN ({children})"
    elif "person_id" in table.columns:
        whose = table.column("person_id") if found.is_tidy else _ID.sql(table.column("person_id"))
    else:
        whose = "NULL"
    name, file = f"part_{table.entity.name}", found.files[table.entity.name]
    found.workspace.run(
        f"CREATE TEMP TABLE {name} AS SELECT * EXCLUDE (h), {file.number} AS number FROM {file.relation} "
        f"WHERE {whose} IN ({children})"
    )
    found.workspace.run(f"DROP TABLE {file.relation}")
    rows = found.rows[table.entity.name]
    return replace(file, relation=name, number="number", rows_in_all=rows)


# -------------------------------------------------------------------------------------------------------------- the end


def completed(reading: Reading, found: Fingerprints, taken: Part | None) -> Reading:
    """The reading, with the fingerprints for the next time; of a part, with what holds of the whole extract."""
    workspace = found.workspace
    if taken is not None:
        for name in taken.as_before & workspace.tables():
            workspace.run(f"DROP VIEW {name}")  # it was read for the sake of others
        reading = replace(
            reading,
            files=tuple(table.file.source for table in found.tables.values()),
            counts={table.file.source.name: found.rows[name] for name, table in found.tables.items()},
            absent=taken.absent,
            only_of=taken.only_of,
            as_before=taken.as_before,
            rest_as_before=True,
        )
    said = {
        "guard": found.guard,
        "empty": _empty(found),
        "snapshot_on": str(found.snapshot_on),
        "first": str(found.first),
        "absent": sorted(reading.absent),
    }
    path = _beside(workspace)
    if path is None:
        return reading
    note = f"KV_METADATA {{{_NOTE}: {quoted(json.dumps(said))}}}"
    try:
        workspace.run(f"COPY noted TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd, {note})")
    except DatabaseError:  # the next load will read everything
        return reading
    workspace.run("DROP TABLE noted")
    return replace(reading, fingerprints=path)


def _beside(workspace: Database) -> Path | None:
    """Where fingerprints are put: beside a workspace that is on disk."""
    (file,) = workspace.one("SELECT any_value(path) FROM duckdb_databases() WHERE database_name = current_database()")
    return Path(f"{file}.read") if file else None
