"""The Standard Safeguarding Dataset in a PostgreSQL database: its tables copied out as text, and read as files are.

Nothing is ever written: the session is read-only, and all tables are seen as they stood at one moment.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from roker.database import Database
from roker.errors import RokerError
from roker.formats import ssd
from roker.formats.tabular import Progress, TablesReader, aside
from roker.formats.tabular_files import NotATableError, TableFile, look
from roker.local import Local
from roker.record import Reading

try:
    import psycopg
    from psycopg import sql
    from psycopg.conninfo import conninfo_to_dict
except ImportError:  # an extra, as most authorities load files
    psycopg = None  # type: ignore[assignment]

_AS_EVERYBODY = Local()
USUAL_SCHEMA = "ssd_development"
SECONDS_TO_CONNECT = 15
_RELATIONS = """
SELECT n.nspname, c.relname, array_agg(a.attname::text ORDER BY a.attnum), array_agg(t.typname::text ORDER BY a.attnum)
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND has_table_privilege(c.oid, 'SELECT')
GROUP BY n.nspname, c.relname
ORDER BY n.nspname, c.relname
"""

_Relation = tuple[str, str, list[str], list[str]]
"""Schema, name, columns and their types."""


def read(  # noqa: PLR0913 - what every reader is told
    connection: str,
    *,
    snapshot_on: date | None,
    today: date,
    schema: str | None = None,
    local: Local = _AS_EVERYBODY,
    workspace: Database | None = None,
    progress: Progress | None = None,
    speaks_from: date | None = None,
) -> Reading:
    """What the tables of a database say. `connection` is a connection string as libpq takes it; where it names no
    password, libpq's own ways are used (a password file, the environment).

    `schema` holds the tables; without it `ssd_development`, or the only schema that has any. The rest is as for files.
    """
    ssd.refuse_day_to_come(snapshot_on, today)
    workspace = workspace or Database.in_memory()
    with aside(workspace) as copies:
        reader = TablesReader(form=ssd.FORMAT, local=local, workspace=workspace, copies=copies, today=today)
        with _session(connection) as session:
            where, files = _copied(session, schema, reader, progress)
        return ssd.reading_of(reader, files, [], called=where, snapshot_on=snapshot_on, speaks_from=speaks_from)


@contextmanager
def _session(connection: str) -> Iterator[Any]:
    """A read-only session. What goes wrong is one sentence, never with the connection string."""
    if psycopg is None:
        raise RokerError("Reading from PostgreSQL needs one package more. Install it: pip install 'roker[postgresql]'.")
    try:
        named = conninfo_to_dict(connection)
    except psycopg.ProgrammingError:
        raise RokerError(
            "The connection string cannot be understood. Write it as postgresql://user@host/database."
        ) from None
    about = f"the database “{named.get('dbname') or named.get('user') or ''}” on {named.get('host') or 'this machine'}"
    try:
        session = psycopg.connect(
            connection,
            connect_timeout=SECONDS_TO_CONNECT,
            application_name="roker",
            client_encoding="utf8",
        )
    except psycopg.Error as error:
        raise RokerError(_why(str(error), about, str(named.get("user") or ""))) from None
    try:
        session.read_only = True
        session.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        session.execute("SET LOCAL datestyle = 'ISO, YMD'")
        session.execute("SET LOCAL bytea_output = 'hex'")
        yield session
        session.rollback()
    except psycopg.Error:
        raise RokerError(
            f"Reading from {about} broke off. Check that the account may read the tables, and load again."
        ) from None
    finally:
        session.close()


def _why(said: str, about: str, user: str) -> str:
    """Why a connection could not be made, in one sentence."""
    if "password" in said or "authentication" in said:
        return f"The server refused to let “{user}” into {about}. Check the user name and the password."
    if "does not exist" in said:
        return f"There is no such thing on the server as {about}, or no such user. Check both names."
    return f"Could not connect to {about}. Check the name of the server, the port, and that the server runs."


def _copied(
    session: Any, schema: str | None, reader: TablesReader, progress: Progress | None
) -> tuple[str, Mapping[str, TableFile]]:
    """The tables of the dataset as files of text, by entity; and the schema that they came from."""
    relations: list[_Relation] = session.execute(_RELATIONS).fetchall()
    known = [each for each in relations if ssd.entity_of(each[1])]
    chosen = _schema(sorted({each[0] for each in known}), schema)
    ours = [each for each in known if each[0] == chosen]
    files: dict[str, TableFile] = {}
    for done, relation in enumerate(ours):
        entity = ssd.entity_of(relation[1])
        if entity is None or entity.name in files:
            continue
        path = reader.copies / f"{entity.ssd}.csv"
        _copy(session, relation, path)
        try:
            files[entity.name] = replace(look(path, reader.workspace, reader.copies, called=relation[1]), is_copy=True)
        except NotATableError as error:  # COPY always writes a header
            raise RokerError(f"The table {relation[1]} could not be copied: the copy {error}.") from None
        if progress:
            progress(done + 1, len(ours))
    return f"The schema {chosen}", files


def _schema(there: list[str], asked: str | None) -> str:
    if asked is not None:
        if asked not in there:
            raise RokerError(f"The schema {asked} has no table such as ssd_person that this account may read.")
        return asked
    if USUAL_SCHEMA in there:
        return USUAL_SCHEMA
    if len(there) == 1:
        return there[0]
    if there:
        raise RokerError(f"Several schemas have tables of the dataset: {', '.join(there)}. Say which is meant.")
    raise RokerError("The database has no table such as ssd_person that this account may read.")


def _copy(session: Any, relation: _Relation, path: Path) -> None:
    schema, name, columns, types = relation
    values = [
        sql.SQL("encode({0}, 'hex') AS {0}").format(sql.Identifier(column))
        if kind == "bytea"
        else sql.Identifier(column)
        for column, kind in zip(columns, types, strict=True)
    ]
    query = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT (FORMAT csv, HEADER)").format(
        sql.SQL(", ").join(values), sql.Identifier(schema, name)
    )
    with session.cursor() as cursor, cursor.copy(query) as copy, path.open("wb") as file:
        for block in copy:
            file.write(block)
