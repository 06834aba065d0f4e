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


@given(ROWS)
def test_columns_round_trip(rows: list[tuple[str | None, date | None, float | None]]) -> None:
    """Also where a text holds the very signs that part the values on their way."""
    rows = [*rows, (None, None, None), ("", None, 1e-300)]
    with Database.in_memory() as database:
        for nth, some in enumerate(
            (rows, [("a\x1fb", None, 1.5), *rows], [("\x1e", None, None)], [("", None, None)], [])
        ):
            columns = [list(column) for column in zip(*some, strict=True)] or [[], [], []]
            database.create_table_by_column(f"t{nth}", COLUMNS, columns)
            assert database.rows(f"SELECT a, b, c FROM t{nth}") == some
            assert [kind for _, kind, *_ in database.rows(f"DESCRIBE t{nth}")] == [kind for _, kind in COLUMNS]


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
