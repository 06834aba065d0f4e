"""The engine's text, unchanged, gives the same clocks on Spark as on DuckDB."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from roker.duties import DUTIES, engine
from roker.duties.clock import CLOCK_COLUMNS
from roker.duties.clock_sql import clocks_sql
from roker.duties.condition_sql import Held
from roker.record import Record
from tests import spark
from tests.equivalence.world import LATEST_ONLY, RECORD_ENDS_ON, world

CHILDREN, SEED = 1_500, 2016
DAYS = (RECORD_ENDS_ON, date(2023, 6, 30), date(2024, 3, 4))
TYPES = {"VARCHAR": "STRING", "TIMESTAMP": "TIMESTAMP_NTZ"}
_ALL_HELD, _LATEST_ONLY = "all held, linked", "latest only"


def _text(code: str, shape: str) -> str:
    only_latest = LATEST_ONLY if shape == _LATEST_ONLY else frozenset[str]()
    return clocks_sql(DUTIES[code], Held(record_ends_on=RECORD_ENDS_ON, only_latest=only_latest))


_CASES = [(code, _ALL_HELD) for code in DUTIES.codes()]
_CASES += [(code, _LATEST_ONLY) for code in DUTIES.codes() if _text(code, _LATEST_ONLY) != _text(code, _ALL_HELD)]


@cache
def told(shape: str) -> Record:
    """A world, and what the engine says of it on DuckDB."""
    record = world(SEED, CHILDREN, all_held=shape == _ALL_HELD, linked=shape == _ALL_HELD)
    engine.build(record, DUTIES)
    for table in ("spans", "holders"):
        record.database.run(f"DROP TABLE {table}")
    engine.prepare(record, DUTIES, Held.of(record))
    return record


class Asked:
    """What Spark answers, two questions at a time: most of an answer is the work of planning it."""

    def __init__(self, session: Any, folder: Path) -> None:
        self.sessions = {shape: self._session_of(shape, session, folder) for shape in (_ALL_HELD, _LATEST_ONLY)}
        self.pool = ThreadPoolExecutor(2)
        self.clocks = {
            (code, shape): self.ask(shape, clocks_sql(DUTIES[code], Held.of(told(shape)))) for code, shape in _CASES
        }

    def ask(self, shape: str, text: str) -> "Future[list[tuple[Any, ...]]]":
        return self.pool.submit(lambda: [tuple(row) for row in self.sessions[shape].sql(text).collect()])

    @staticmethod
    def _session_of(shape: str, session: Any, folder: Path) -> Any:
        record, own = told(shape), session.newSession()
        for table in {"clocks", *engine.read_by_clocks(record.database)}:
            path = folder / f"{shape} {table}.parquet"
            record.database.write_parquet(table, path)
            columns = record.database.rows(f"SELECT column_name, column_type FROM (DESCRIBE {table})")
            declared = ", ".join(f"{name} {TYPES.get(kind, kind)}" for name, kind in columns)
            own.read.schema(declared).parquet(str(path)).createOrReplaceTempView(table)
        return own


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    folder = tmp_path_factory.mktemp("spark")
    with spark.session(folder) as session:
        asking = Asked(session, folder)
        yield asking
        asking.pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize(("code", "shape"), _CASES, ids=lambda each: each)
def test_same_clocks(code: str, shape: str, asked: Asked) -> None:
    names = ", ".join(name for name, _ in CLOCK_COLUMNS)
    expected = Counter(told(shape).database.rows(f"SELECT {names} FROM clocks WHERE duty = '{code}'"))
    found = Counter(asked.clocks[code, shape].result())
    assert (found - expected, expected - found) == (Counter(), Counter())


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_same_states(day: date, asked: Asked) -> None:
    stated = f"SELECT *, {engine.state_sql(day, RECORD_ENDS_ON)} AS state FROM clocks"
    text = f"SELECT state, {engine.unsure_sql(day, RECORD_ENDS_ON)} AS why, COUNT(*) FROM ({stated}) s GROUP BY 1, 2"
    for shape in (_ALL_HELD, _LATEST_ONLY):
        assert Counter(asked.ask(shape, text).result()) == Counter(told(shape).database.rows(text))
