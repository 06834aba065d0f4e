"""Rows go into the database and come out as they were, whatever stands in them."""

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from roker.database import Database, quoted

COLUMNS = [("a", "VARCHAR"), ("b", "DATE"), ("c", "DOUBLE")]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
ROWS = st.lists(
    st.tuples(st.none() | TEXTS, st.none() | st.dates(), st.none() | st.floats(allow_nan=False)), max_size=20
)


@given(ROWS)
def test_rows_round_trip(rows: list[tuple[str | None, date | None, float | None]]) -> None:
    with Database.in_memory() as database:
        database.create_table("t", COLUMNS, rows)
        assert database.rows("SELECT a, b, c FROM t") == rows


@given(TEXTS.filter(lambda text: "\0" not in text))
def test_a_quoted_text_is_that_text(text: str) -> None:
    with Database.in_memory() as database:
        assert database.one(f"SELECT {quoted(text)}") == (text,)


def test_a_saved_file_is_read_by_several_at_once(tmp_path: Path) -> None:
    path = tmp_path / "it's a file.duckdb"
    with Database.in_memory() as database:
        database.create_table("t", COLUMNS, [("x", date(2024, 1, 31), 1.5)])
        database.save(path, {"kept": "SELECT a FROM t"})
    with Database.open_read_only(path) as one, Database.open_read_only(path) as other:
        path.unlink()
        assert one.rows("SELECT * FROM kept") == other.cursor().rows("SELECT * FROM kept") == [("x",)]
