"""The command line, from a workbook to clocks: what it prints, what it refuses, and that it loses nothing."""

import csv
from datetime import date
from pathlib import Path

import pytest

from roker import cli
from roker.formats import annex_a
from roker.formats.cells import open_workbook
from roker.store import Store

PLAN = {
    "Gender": "F",
    "Ethnicity": "WBRI",
    "Date of Birth": date(2015, 2, 1),
    "Child Protection Plan Start Date": date(2024, 1, 8),
    "Initial Category of Abuse": "NEG",
    "Latest Category of Abuse": "NEG",
    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": "N",
    "Number of Previous Child Protection Plans": 0,
    "Allocated Team": "North",
}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    plans = [
        {**PLAN, "Child Unique ID": "9900001", "Allocated Worker": "Ada Brook", "Date of the Last Statutory Visit": date(2024, 1, 10)},
        {**PLAN, "Child Unique ID": "9900002", "Allocated Worker": None},
        {**PLAN, "Child Unique ID": "9900003", "Allocated Worker": "=HYPERLINK(1)", "Date of Birth": None},
    ]  # fmt: skip
    path = tmp_path / "our annex a.xlsx"
    annex_a.write(path, {7: plans})
    return path


def run(home: Path, *arguments: str | Path) -> int:
    return cli.main(["--home", str(home), *map(str, arguments)])


def test_from_workbook_to_clocks(tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    assert run(home, "load", workbook, "--snapshot", "2024-01-31", "--problems", tmp_path / "p.xlsx") == 0
    said = capsys.readouterr().out
    assert "Read our annex a.xlsx as at 31 January 2024." in said
    assert "List 7  3" in said
    assert "Kept as load 1" in said
    assert [sheet.name for sheet in open_workbook(tmp_path / "p.xlsx").sheets()] == ["Summary", "Problems"]

    assert run(home, "clocks", "--as-at", "2024-01-31", "--open") == 0
    rows = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in rows[1:-1]] == ["9900002", "9900003", "9900001"]
    assert "2024-01-22" in rows[1]
    assert "Overdue" in rows[1]
    assert rows[1].endswith("Nobody")
    assert "Due soon" not in rows[3]
    assert rows[-1] == "3 clocks as at 31 January 2024, from load 1."


def test_the_same_file_again_adds_nothing(tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    run(home, "load", workbook, "--snapshot", "2024-01-31")
    assert run(home, "load", workbook, "--snapshot", "2024-01-31") == 0
    assert "These files were loaded before, as load 1: nothing was added." in capsys.readouterr().out
    run(home, "loads")
    listed = capsys.readouterr().out.splitlines()
    assert len(listed) == 2
    assert "our annex a.xlsx" in listed[1]
    assert "2024-01-31" in listed[1]
    assert run(home, "verify") == 0


def test_export_as_csv_and_as_workbook(tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    run(home, "load", workbook, "--snapshot", "2024-01-31")
    assert run(home, "clocks", "--export", tmp_path / "c.csv") == 0
    assert run(home, "clocks", "--export", tmp_path / "c.xlsx") == 0
    rows = list(csv.reader((tmp_path / "c.csv").read_text(encoding="utf-8-sig").splitlines()))
    (sheet,) = open_workbook(tmp_path / "c.xlsx").sheets()
    assert [row[0] for row in rows] == [row[0] for row in sheet.rows]
    assert {row[-1] for row in rows[1:]} == {"Ada Brook", "Nobody", "'=HYPERLINK(1)"}
    assert capsys.readouterr().out.count("4 clocks as at 31 January 2024") == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("clocks",), "roker: Nothing has been loaded yet. Load a workbook: roker load PATH\n"),
        (("load", "missing.xlsx"), "roker: missing.xlsx does not exist. Check its name and folder.\n"),
        (("serve",), "roker: Nothing has been loaded yet. Load a workbook: roker load PATH\n"),
    ],
)
def test_bad_input_gets_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, *arguments) == 2
    assert capsys.readouterr().err == sentence
    assert Store(tmp_path).loads() == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--as-at", "2035-01-01"), "outside the working day calendar"),
        (("--export", "clocks.pdf"), "neither .csv nor .xlsx"),
        (("--export", "no such folder/clocks.csv"), "could not be written"),
        (("--export", "no such folder/clocks.xlsx"), "could not be written"),
    ],
)
def test_a_bad_request_gets_one_sentence(
    tmp_path: Path, workbook: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, "load", workbook, "--snapshot", "2024-01-31")
    capsys.readouterr()
    assert run(tmp_path, "clocks", *arguments) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


def test_a_damaged_file_leaves_the_store_as_it_was(
    tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    run(home, "load", workbook, "--snapshot", "2024-01-31")
    before = {path: path.read_bytes() for path in (home / "store").rglob("*") if path.is_file()}
    workbook.write_bytes(workbook.read_bytes()[:2000])
    capsys.readouterr()
    assert run(home, "load", workbook) == 2
    assert capsys.readouterr().err.startswith("roker: our annex a.xlsx")
    assert {path: path.read_bytes() for path in (home / "store").rglob("*") if path.is_file()} == before


def test_a_day_that_is_none_is_refused_with_its_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(tmp_path, "clocks", "--as-at", "31/01/2024")
    assert stopped.value.code == 2
    assert "write it as 2024-01-31" in capsys.readouterr().err


def test_an_upgrade_makes_the_publication_again(tmp_path: Path, workbook: Path) -> None:
    run(tmp_path, "load", workbook, "--snapshot", "2024-01-31")
    (old,) = (tmp_path / "publications").iterdir()
    old.rename(old.with_name("000001-0ldlaw00.duckdb"))
    assert run(tmp_path, "clocks") == 0
    assert old.exists()
