"""Every damaged file of the catalogue, through the door that `roker load` uses: one sentence, or a list of problems."""

import csv
import io
import os
import socket
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from roker import loading
from roker.cli import main
from roker.database import Database
from roker.errors import RokerError
from roker.formats import FORMATS, PROBLEM_KINDS, annex_a, local_extras, recognised, ssd, ssda903
from roker.formats.annex_a_lists import LISTS
from roker.local import Local
from roker.record import ENTITIES, Reading
from roker.store import Store
from tests.formats.damaged.catalogue import DAMAGED
from tests.formats.damaged.making import ALWAYS, Damaged, cp_list, cp_row
from tests.formats.damaged.seeds import SECRET, return_csv

TODAY = date(2026, 5, 1)
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
REFUSED = [each for each in DAMAGED if each.says]
READ = [each for each in DAMAGED if each.read_as]


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """Where whatever asks for a temporary file gets one, so that one left behind is found."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def withheld(monkeypatch):
    """Makes the system withhold what is below a folder, whoever runs the tests."""
    really = io.open

    def withhold(folder):
        def opened(file, *rest, **more):
            if Path(str(file)).is_relative_to(folder):
                raise PermissionError(13, f"Permission denied: {SECRET}", str(file))
            return really(file, *rest, **more)

        monkeypatch.setattr(io, "open", opened)

    return withhold


def _placed(damaged: Damaged, tmp_path: Path) -> Path:
    (tmp_path / "given").mkdir()
    path = tmp_path / "given" / damaged.called
    damaged.put(path)
    return path


def _load(tmp_path: Path, given: str, damaged: Damaged | None = None) -> int:
    day = [f"--snapshot={damaged.snapshot_on}"] if damaged and damaged.snapshot_on else []
    return main(["--home", str(tmp_path / "home"), "load", given, *day])


def _left_in(home: Path) -> list[str]:
    return [path.name for path in home.rglob("*") if path.is_file()]


@pytest.mark.parametrize("damaged", REFUSED, ids=lambda each: each.name)
def test_what_cannot_be_read_gets_one_sentence(damaged, tmp_path, temporary, withheld, capfd, caplog):
    path = _placed(damaged, tmp_path)
    if damaged.is_unreadable:
        withheld(tmp_path / "given")
    assert _load(tmp_path, str(path), damaged) == 2
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", f"roker: {damaged.says}\n")
    assert SECRET not in said.err + caplog.text
    assert str(tmp_path) not in said.err
    assert _left_in(tmp_path / "home") + list(temporary.iterdir()) == []
    assert Store(tmp_path / "home").loads() == []


@contextmanager
def _read(damaged: Damaged, path: Path, tmp_path: Path) -> Iterator[Reading]:
    format_ = recognised(str(path))
    assert format_.code == damaged.read_as
    (tmp_path / "workspace").mkdir()
    with Database.on_disk(tmp_path / "workspace" / "reading.duckdb") as workspace:
        yield format_.read(
            path, snapshot_on=damaged.snapshot_on, today=TODAY, local=Local(), workspace=workspace, progress=None
        )


@pytest.mark.parametrize("damaged", READ, ids=lambda each: each.name)
def test_what_can_be_read_in_part_gets_its_problems(damaged, tmp_path, temporary, caplog):
    with _read(damaged, _placed(damaged, tmp_path), tmp_path) as reading:
        found = [f"{each.kind}: {each.at}: {each.found}" for each in reading.problems if each.kind not in ALWAYS]
        assert found == list(damaged.problems)
        counts = {name: reading.tables.one(f"SELECT count(*) FROM {name}")[0] for name in damaged.kept}
        assert counts == damaged.kept
    assert SECRET not in caplog.text
    assert list(temporary.iterdir()) == []
    left = {path.name for path in (tmp_path / "workspace").iterdir()}
    assert left <= {"reading.duckdb", "reading.duckdb.read"}  # the last is a note for the next load, which takes it


ONE_OF_EACH = [next(each for each in READ if each.read_as == code and each.problems) for code in FORMATS.codes()]


@pytest.mark.parametrize("damaged", ONE_OF_EACH, ids=lambda each: each.read_as)
def test_a_load_keeps_the_problems_and_prints_none_of_their_values(damaged, tmp_path, capfd, caplog):
    path = _placed(damaged, tmp_path)
    assert _load(tmp_path, str(path), damaged) == 0
    store = Store(tmp_path / "home")
    (load,) = store.loads()
    kept = [f"{each.kind}: {each.at}: {each.found}" for each in store.problems_of(load) if each.kind not in ALWAYS]
    assert sorted(kept) == sorted(damaged.problems)
    assert SECRET not in "".join(capfd.readouterr()) + caplog.text


# -------------------------------------------------------------------------------------------------------- the catalogue


def test_the_catalogue_is_as_large_as_it_should_be():
    assert len(DAMAGED) >= 60
    assert len({each.name for each in DAMAGED}) == len(DAMAGED)
    assert {each.read_as for each in READ} == set(FORMATS.codes())


@pytest.mark.parametrize("code", FORMATS.codes())
def test_two_dates_of_birth_are_told_in_every_format(code):
    told = [each for each in READ if each.read_as == code and "two dates of birth" in each.name]
    assert told
    assert all(any(problem.startswith("disagreement: ") for problem in each.problems) for each in told)


def test_every_problem_of_the_catalogue_is_of_a_kind():
    kinds = {problem.partition(":")[0] for each in READ for problem in each.problems}
    assert kinds <= set(PROBLEM_KINDS.codes())
    assert len(kinds) >= 15


# ----------------------------------------------------------------------------------------------------------- databases


def _closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_a_database_that_cannot_be_reached(tmp_path, capfd):
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'roker[postgresql]'")
    assert _load(tmp_path, f"postgresql://reader:{SECRET}@127.0.0.1:{_closed_port()}/social_care") == 2
    assert capfd.readouterr().err == (
        "roker: Could not connect to the database “social_care” on 127.0.0.1. Check the name of the server, the port, "
        "and that the server runs.\n"
    )
    assert _left_in(tmp_path / "home") == []


@pytest.mark.parametrize(
    "address", ["postgresql://a:{}@[::1/b", "postgresql://a:{}@h/b?nothing=1", "postgres://a:%{}@"]
)
def test_an_address_that_cannot_be_understood(tmp_path, capfd, address):
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'roker[postgresql]'")
    assert _load(tmp_path, address.format(SECRET)) == 2
    assert capfd.readouterr().err == (
        "roker: The connection string cannot be understood. Write it as postgresql://user@host/database.\n"
    )


# ----------------------------------------------------------------------------------- what is written is never a formula

FORMULAS = ('=HYPERLINK("http://a","b")', "+1+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1")


def _is_formula(cell: str) -> bool:
    """Whether a spreadsheet program might work a cell out: a number below zero is none."""
    return cell.startswith(tuple("=+-@\t\r\n")) and not cell.removeprefix("-").replace(".", "", 1).isdecimal()


def _cells_of_csv(paths: list[Path]) -> list[str]:
    cells = []
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells += [cell for row in csv.reader(file) for cell in row]
    return cells


def _tables_with(formula: str) -> Database:
    """A row of every entity, each text and id of which begins as a formula does."""
    database = Database.in_memory()
    for entity in ENTITIES:
        row = {field.name: formula for field in entity.fields if field.kind.sql == "VARCHAR" and not field.codes}
        row |= {"system_id": formula}
        database.create_table(entity.name, entity.columns(), [entity.row_of(row)])
    return database


@pytest.mark.parametrize("formula", FORMULAS[:3])
@pytest.mark.parametrize("write", [ssd.write, local_extras.write], ids=["ssd", "local_extras"])
def test_no_table_is_written_with_a_formula(write, formula, tmp_path):
    with _tables_with(formula) as database:
        cells = _cells_of_csv(write(tmp_path, database))
    assert sum(formula in cell for cell in cells) > 100
    assert [cell for cell in cells if _is_formula(cell)] == []


def _rows_with_formulas():
    (mapping,) = (each for each in LISTS if each.number == 7)
    texts = [column.name for column in mapping.columns if column.kind.sql == "VARCHAR" and not column.codes]
    return {7: [dict.fromkeys(texts, formula) for formula in FORMULAS]}


def test_no_list_is_written_with_a_formula(tmp_path):
    annex_a.write(tmp_path / "lists", _rows_with_formulas())
    cells = _cells_of_csv(list((tmp_path / "lists").iterdir()))
    assert sum("HYPERLINK" in cell for cell in cells) == 3
    assert [cell for cell in cells if _is_formula(cell)] == []


def test_no_workbook_is_written_with_a_formula(tmp_path):
    annex_a.write(tmp_path / "lists.xlsx", _rows_with_formulas())
    with zipfile.ZipFile(tmp_path / "lists.xlsx") as book:
        assert b"HYPERLINK" in book.read("xl/sharedStrings.xml")
        assert b"<f>" not in b"".join(book.read(name) for name in book.namelist())


@pytest.fixture(scope="module")
def loaded_formulas(tmp_path_factory):
    """A home with children in care whose numbers and postcodes begin as formulas do; read only."""
    folder = tmp_path_factory.mktemp("formulas")
    home, given = folder / "home", folder / "given"
    given.mkdir()
    return_csv(given)
    for path in given.iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"{SECRET}1", "=1+1").replace(f"{SECRET}2", "@SUM(A1)").replace("AB1 2CD", "-2+3"))
    loading.load(home, str(given), clock=lambda: NOW, snapshot_on=date(2024, 3, 31))
    return home


def test_no_return_is_written_with_a_formula(loaded_formulas, tmp_path):
    store = Store(loaded_formulas)
    ssda903.write(tmp_path / "return", store.record(store.known()), 2024)
    cells = _cells_of_csv(list((tmp_path / "return").iterdir()))
    assert "'=1+1" in cells
    assert [cell for cell in cells if _is_formula(cell)] == []


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("command", [["clocks"], ["history", "=1+1"], ["columns"]], ids=lambda command: command[0])
def test_no_command_exports_a_formula(loaded_formulas, tmp_path, command, ending, capfd):
    path = tmp_path / f"export{ending}"
    assert main(["--home", str(loaded_formulas), *command, "--export", str(path)]) == 0
    if ending == ".csv":
        assert [cell for cell in _cells_of_csv([path]) if _is_formula(cell)] == []
    else:
        with zipfile.ZipFile(path) as book:
            assert b"<f>" not in b"".join(book.read(name) for name in book.namelist())


def test_problems_are_saved_without_a_formula(tmp_path, capfd):
    (tmp_path / "annex_a.xlsx").write_bytes(cp_list(cp_row(who="=1+1", born="=cmd|'/c calc'!A0"))())
    home = ["--home", str(tmp_path / "home")]
    saved = tmp_path / "problems.xlsx"
    given = str(tmp_path / "annex_a.xlsx")
    assert main([*home, "load", given, "--snapshot=2024-03-31", f"--problems={saved}"]) == 0
    with zipfile.ZipFile(saved) as book:
        assert b"calc" in book.read("xl/sharedStrings.xml")
        assert b"<f>" not in b"".join(book.read(name) for name in book.namelist())


# --------------------------------------------------------------------------------------------------------------- pipes


@pytest.mark.parametrize("code", FORMATS.codes())
def test_a_reader_that_is_named_waits_for_no_pipe(code, tmp_path):
    """A reader may be called without a look at what is given; what is no ordinary file is refused all the same."""
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(RokerError, match=r"^pipe\.csv is (no ordinary file|a file)\. Give "):
        FORMATS[code].read(tmp_path / "pipe.csv", snapshot_on=None, today=TODAY)
