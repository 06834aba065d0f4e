"""The engine's text gives the same clocks on PostgreSQL as on DuckDB, unchanged but for the names of two types."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from roker.duties import DUTIES, Duty, engine
from roker.duties.clock import CLOCK_COLUMNS
from roker.duties.clock_sql import clocks_sql
from roker.duties.condition_sql import Held
from roker.record import Record
from tests import postgresql
from tests.equivalence.world import RECORD_ENDS_ON, world

CHILDREN, SEED = 1_500, 2016
TYPES = {"VARCHAR": "text", "DATE": "date", "DOUBLE": "double precision", "TIMESTAMP": "timestamp"}


@pytest.fixture(scope="module", params=[(False, False), (True, True)], ids=["latest only", "all held, linked"])
def told(request: pytest.FixtureRequest) -> Record:
    record = world(SEED, CHILDREN, all_held=request.param[0], linked=request.param[1])
    engine.build(record, DUTIES)
    for table in ("spans", "holders"):
        record.database.run(f"DROP TABLE {table}")
    engine.prepare(record, DUTIES, Held.of(record))
    return record


@pytest.fixture(scope="module")
def connection(told: Record, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A connection to a PostgreSQL that holds what the text of the clocks reads."""
    psycopg = pytest.importorskip("psycopg")
    with postgresql.server(tmp_path_factory.mktemp("postgresql")) as address, psycopg.connect(address) as opened:
        for table in engine.read_by_clocks(told.database):
            _copy(told, table, opened)
        yield opened


def _copy(record: Record, table: str, connection: Any) -> None:
    columns = record.database.rows(f"SELECT column_name, column_type FROM (DESCRIBE {table})")
    declared = ", ".join(f"{name} {TYPES.get(kind, kind)}" for name, kind in columns)
    connection.execute(f"CREATE TABLE {table} ({declared})")
    with connection.cursor().copy(f"COPY {table} FROM STDIN") as copied:
        for row in record.database.rows(f"SELECT * FROM {table}"):
            copied.write_row(row)
    connection.execute(f"ANALYZE {table}")


def _in_postgresql(text: str) -> str:
    return re.sub(r"\bDOUBLE\b", "double precision", text)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.code)
def test_same_clocks(duty: Duty, told: Record, connection: Any) -> None:
    names = ", ".join(name for name, _ in CLOCK_COLUMNS)
    expected = told.database.rows(f"SELECT {names} FROM clocks WHERE duty = '{duty.code}'")
    found = connection.execute(_in_postgresql(clocks_sql(duty, Held.of(told)))).fetchall()
    assert sorted(found, key=repr) == sorted(expected, key=repr)


@pytest.mark.parametrize("day", [RECORD_ENDS_ON, date(2023, 6, 30), date(2024, 3, 4)], ids=str)
def test_same_states(day: date, told: Record, connection: Any) -> None:
    stated = f"SELECT {engine.state_sql(day, RECORD_ENDS_ON)} AS state FROM clocks"
    asked = f"SELECT state, COUNT(*) FROM ({stated}) s GROUP BY state"
    _copy(told, "clocks", connection)
    try:
        assert sorted(connection.execute(asked).fetchall(), key=repr) == sorted(told.database.rows(asked), key=repr)
    finally:
        connection.execute("DROP TABLE clocks")
