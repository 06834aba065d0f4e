"""An extract of the Standard Safeguarding Dataset as an authority has it every night, of any size, quickly made."""

from pathlib import Path

from benchmarks.ssd_tables import LIVES, TABLES, Table
from roker.database import Database, quoted

LAST_DAY = "2026-03-31"
"""Nothing in an extract happened later."""
_CHANGED, _NEW, _GONE = 50, 33, 11
"""Of 10,000 rows, between the two nights; new and gone are a little more, as rows with children stay."""


def write_extract(
    directory: Path, people: int = 60_000, seed: int = 1, night: int = 1, *, renumbered: bool = False
) -> int:
    """Writes a csv file for each table into a directory, about 50 rows for each person. Answers how many rows.

    On night 2 of the same seed 0.5% of the rows differ, 0.3% are new and 0.1% are gone. `renumbered` gives every form
    another number, as some systems do overnight: people, families, workers and teams keep theirs.
    """
    directory.mkdir(parents=True, exist_ok=True)
    rows = 0
    with Database.in_memory() as database:
        define_macros(database, people, seed, renumbered=renumbered)
        for name, query in LIVES.items():
            database.run(f"CREATE TABLE {name} AS {query}")
        for name, table in TABLES.items():
            file = directory / f"ssd_{name}.csv"
            database.run(f"CREATE OR REPLACE TABLE made AS {_query(name, table, night)}")
            database.run(f"COPY (SELECT * EXCLUDE n FROM made ORDER BY n) TO {quoted(str(file))} (FORMAT csv, HEADER)")
            rows += database.one("SELECT COUNT(*) FROM made")[0]
    return rows


def define_macros(database: Database, people: int, seed: int, *, renumbered: bool = False) -> None:
    """The macros of which `LIVES` and `TABLES` are made."""
    macros = {
        "people()": f"{people}",
        "workers()": f"{max(people // 15, 5)}",
        "teams()": f"{max(people // 400, 3)}",
        "last_day()": f"DATE '{LAST_DAY}'",
        "past(day)": "CASE WHEN day <= last_day() THEN day END",
        "pick(what, n, below)": f"(hash(what, n, {seed}) % below::UBIGINT)::INTEGER",
        "chance(what, n, share)": "pick(what, n, 10000) < share * 10000",
        "yes_no(what, n, share, c)": "CASE WHEN chance(what, n, share) <> (c = 1) THEN 'Y' ELSE 'N' END",
        "one_of(words, what, n, c)": "string_split(words, ' ')"
        "[1 + (pick(what, n, 1000003) + c) % len(string_split(words, ' '))]",
        "number(form, n)": "(form * 1000000000::BIGINT + n * 7 + "
        f"{3 if renumbered else 0} * (form NOT IN (10, 11, 13, 90, 91, 92))::INT)::VARCHAR",
        "worker(what, n, c)": "number(90, (pick(what, n, workers()) + c) % workers())",
        "team(what, n)": "number(91, pick(what, n, teams()))",
    }
    for head, body in macros.items():
        database.run(f"CREATE MACRO {head} AS {body}")


def _query(name: str, table: Table, night: int) -> str:
    """The rows of a table on one night. What is new on the second is left out of the first."""
    changed = f"(pick('changed {name}', n, 10000) < {_CHANGED if night == 2 else 0})::INT"
    left_out = f"pick('gone {name}', n, 10000) < {_GONE}" if night == 2 else f"pick('new {name}', n, 10000) < {_NEW}"
    kept = "" if table.has_children else f"WHERE NOT {left_out}"
    return f"SELECT n, {table.columns} FROM (SELECT * , {changed} AS c FROM ({table.rows})) {kept}"
