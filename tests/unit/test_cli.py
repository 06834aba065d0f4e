"""The command line, from a workbook to clocks: what it prints, what it refuses, and that it loses nothing."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from roker import cli
from roker.calendar import working_days_between
from roker.formats import annex_a
from roker.formats.cells import open_workbook
from roker.store import Store
from tests import cast

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

    assert run(home, "clocks", "--as-at", "2024-01-31", "--duty", "cp_visit", "--open") == 0
    rows = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in rows[1:-1]] == ["9900002", "9900003", "9900001"]
    assert "2024-01-22" in rows[1]
    assert "Overdue" in rows[1]
    assert rows[1].endswith("Nobody")
    assert "Due soon" not in rows[3]
    assert rows[-1] == "3 clocks as at 31 January 2024, from load 1."


def test_the_problems_of_a_kept_load_can_be_saved_later(
    tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    run(home, "load", workbook, "--snapshot", "2024-01-31", "--problems", tmp_path / "then.xlsx")
    assert run(home, "problems", tmp_path / "later.xlsx") == 0
    assert run(home, "problems", tmp_path / "later.xlsx", "--load", "1") == 0
    then, later = (
        [sheet.rows for sheet in open_workbook(tmp_path / name).sheets()] for name in ("then.xlsx", "later.xlsx")
    )
    assert then == later
    assert len(then[1]) > 1
    assert run(home, "problems", tmp_path / "later.xlsx", "--load", "2") == 2
    assert run(tmp_path / "empty", "problems", tmp_path / "later.xlsx") == 2


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
    assert run(home, "clocks", "--duty", "cp_visit", "--export", tmp_path / "c.csv") == 0
    assert run(home, "clocks", "--duty", "cp_visit", "--export", tmp_path / "c.xlsx") == 0
    rows = list(csv.reader((tmp_path / "c.csv").read_text(encoding="utf-8-sig").splitlines()))
    (sheet,) = open_workbook(tmp_path / "c.xlsx").sheets()
    assert [row[0] for row in rows] == [row[0] for row in sheet.rows]
    kept = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert {each["Load"] for each in kept} == {"1"}
    late = next(each for each in kept if each["State"] == "Overdue")
    last, opened = (date(*map(int, reversed(late[name].split("/")))) for name in ("Late after", "Opened"))
    assert late["Working days over"] == str(working_days_between(last, date(2024, 1, 31))) != "0"
    assert late["Days waited"] == str((date(2024, 1, 31) - opened).days)
    assert late["Days with present holder"] == "not known since when"
    assert late["Law in force from"] == "always"
    assert {each["Working days over"] for each in kept if each["State"] != "Overdue"} <= {""}
    assert {row[-1] for row in rows[1:]} == {"Ada Brook", "Nobody", "'=HYPERLINK(1)"}
    assert capsys.readouterr().out.count("4 clocks as at 31 January 2024") == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("clocks",), "roker: Nothing has been loaded yet. Load files: roker load PATH\n"),
        (("load", "missing.xlsx"), "roker: missing.xlsx does not exist. Check its name and folder.\n"),
        (("serve",), "roker: Nothing has been loaded yet. Load files: roker load PATH\n"),
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
        (("--export", "clocks.pdf"), "should end in .csv or .xlsx"),
        (("--child", "123"), "No child 123 is on the record"),
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


def test_an_older_picture_does_not_take_the_place_of_a_newer_one(
    tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, "load", workbook, "--snapshot", "2024-01-31")
    capsys.readouterr()
    assert run(tmp_path, "load", workbook, "--snapshot", "2023-10-31") == 0
    assert "The record goes on to 31 January 2024, of which load 1 speaks." in capsys.readouterr().out
    run(tmp_path, "clocks")
    assert "as at 31 January 2024, from load 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("day", "words"), [("1999-01-01", "outside the working day calendar"), ("2035-01-01", "has not come yet")]
)
def test_a_snapshot_day_that_cannot_be_is_refused(
    tmp_path: Path, workbook: Path, day: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "load", workbook, "--snapshot", day) == 2
    assert words in capsys.readouterr().err
    assert Store(tmp_path).loads() == []


def test_a_workbook_that_speaks_of_a_day_before_the_calendar_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = {"Child Unique ID": "9900001", "Child Protection Plan Start Date": date(2004, 1, 8)}
    annex_a.write(tmp_path / "old.xlsx", {7: [old]})
    assert run(tmp_path / "home", "load", tmp_path / "old.xlsx") == 2
    assert "outside the working day calendar" in capsys.readouterr().err
    assert Store(tmp_path / "home").loads() == []


def test_a_bad_place_for_the_problems_is_refused_before_anything_is_kept(tmp_path: Path, workbook: Path) -> None:
    for target in ("problems.csv", "no such folder/problems.xlsx"):
        assert run(tmp_path, "load", workbook, "--problems", tmp_path / target) == 2
    assert Store(tmp_path).loads() == []


@pytest.mark.parametrize(
    "harm", ["a home that is a file", "a damaged publication", "an altered segment", "a home with ?"]
)
def test_harm_to_the_home_directory_gets_one_sentence(
    tmp_path: Path, workbook: Path, harm: str, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / ("what?" if harm == "a home with ?" else "home")
    if harm == "a home that is a file":
        home.write_text("a file")
        assert run(home, "load", workbook, "--snapshot", "2024-01-31") == 2
    else:
        status = run(home, "load", workbook, "--snapshot", "2024-01-31")
        if harm == "a damaged publication":
            next((home / "publications").iterdir()).write_bytes(b"not a database" * 1000)
        elif harm == "an altered segment":
            next((home / "store" / "000001").glob("cp_visits-*")).write_bytes(b"PAR1")
            next((home / "publications").iterdir()).unlink()
        assert status == (2 if harm == "a home with ?" else 0)
        assert run(home, "clocks") == 2
    error = capsys.readouterr().err
    assert error.startswith("roker: ")
    assert "Traceback" not in error


def test_what_is_written_is_for_the_owner_alone(tmp_path: Path, workbook: Path) -> None:
    run(tmp_path / "home", "load", workbook, "--snapshot", "2024-01-31", "--problems", tmp_path / "p.xlsx")
    run(tmp_path / "home", "clocks", "--export", tmp_path / "c.csv")
    written = [*(tmp_path / "home").rglob("*"), tmp_path / "p.xlsx", tmp_path / "c.csv"]
    assert len(written) > 8
    assert [path for path in written if path.stat().st_mode & 0o077] == []


def test_a_wrong_load_can_be_taken_back(tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "load", workbook, "--snapshot", "2024-01-31")
    run(tmp_path, "load", workbook, "--snapshot", "2026-11-20")
    capsys.readouterr()
    assert run(tmp_path, "withdraw", "2") == 0
    assert "Pages and clocks show what load 1 left, as at 31 January 2024." in capsys.readouterr().out
    run(tmp_path, "clocks")
    assert "as at 31 January 2024, from load 1" in capsys.readouterr().out
    run(tmp_path, "loads")
    listed = capsys.readouterr().out.splitlines()
    assert [line.endswith("withdrawn") for line in listed[1:]] == [False, True]


def test_after_two_are_taken_back_the_one_before_is_shown(
    tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in ("2024-01-31", "2024-02-28", "2024-03-28", "2024-04-30"):
        run(tmp_path, "load", workbook, "--snapshot", day)
    for number in ("4", "3", "2"):
        assert run(tmp_path, "withdraw", number) == 0
    capsys.readouterr()
    assert run(tmp_path, "clocks") == 0
    assert "as at 31 January 2024, from load 1" in capsys.readouterr().out


def test_verify_does_not_praise_an_empty_home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "verify") == 2
    assert "Nothing has been loaded" in capsys.readouterr().err


def test_demonstration_people_are_not_added_to_an_authority(
    tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, "load", workbook, "--snapshot", "2024-01-31")
    assert run(tmp_path, "demo") == 2
    assert "everybody knows the demonstration people's password" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["99999", "-1", "0", "http"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(tmp_path, "serve", f"--port={port}")
    assert "choose one from 1 to 65535" in capsys.readouterr().err


def test_an_upgrade_makes_the_publication_again(tmp_path: Path, workbook: Path) -> None:
    run(tmp_path, "load", workbook, "--snapshot", "2024-01-31")
    (old,) = (tmp_path / "publications").iterdir()
    old.rename(old.with_name("2024-01-31-000001-0ldlaw00.duckdb"))
    assert run(tmp_path, "clocks") == 0
    assert old.exists()


def visited(workbook: Path, name: str, day: date) -> Path:
    """The workbook of a later day, on which the first child was seen again and the second is gone."""
    plan = {
        **PLAN,
        "Child Unique ID": "9900001",
        "Allocated Worker": "Ada Brook",
        "Date of the Last Statutory Visit": day,
    }
    path = workbook.with_name(name)
    annex_a.write(path, {7: [plan]})
    return path


def test_any_past_day_can_be_asked_again(tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    run(home, "load", workbook, "--snapshot", "2024-01-31")
    run(home, "clocks")
    before = capsys.readouterr().out.partition("Kept as load 1")[2].partition("\n")[2]
    day = Store(home).loads()[0].received_time.date()
    run(home, "load", visited(workbook, "later.xlsx", date(2024, 2, 5)), "--snapshot", "2024-02-10")
    assert "Rows against what stood: 1 added, 0 changed, 2 withdrawn." in capsys.readouterr().out
    assert run(home, "clocks", "--as-known-at", str(day)) == 0
    # the loads of one day are known by its end; by the end of the day before nothing was
    assert "from load 2" in capsys.readouterr().out
    assert run(home, "clocks", "--as-known-at", str(day - timedelta(days=1))) == 2
    assert "Nothing had been loaded by" in capsys.readouterr().err
    assert before != ""


def test_history_delays_and_columns_are_told(
    tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    run(home, "load", workbook, "--snapshot", "2024-01-31")
    run(home, "load", visited(workbook, "later.xlsx", date(2024, 2, 5)), "--snapshot", "2024-02-10")
    capsys.readouterr()
    assert run(home, "history", "9900002") == 0
    told = capsys.readouterr().out
    assert "withdrawn" in told
    assert "changes, up to load 2." in told
    assert run(home, "delays", "cp_visits") == 0
    told = capsys.readouterr().out
    assert "Child protection visit: 2 on the record up to load 2" in told
    assert "Of 1 it can be told when they were recorded: half of them within 0 to 5 days." in told
    assert "Of 1 it cannot be told" in told
    assert run(home, "columns", "--export", tmp_path / "columns.csv") == 0
    rows = list(csv.reader((tmp_path / "columns.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {row[1] for row in rows} >= {"Child Unique ID", "Date of the Last Statutory Visit"}
    assert run(home, "disagreements") == 0
    assert "0 disagreements between annex_a, up to load 2." in capsys.readouterr().out
    assert run(home, "history", "nobody") == 2


def test_a_redacted_child_is_gone_everywhere(
    tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    run(home, "load", workbook, "--snapshot", "2024-01-31")
    order = ("--by", "Priya Shah", "--authority", "Adoption order", "--why", "Adopted")
    assert run(home, "redact", "9900003", *order) == 0
    assert "every publication was made anew" in capsys.readouterr().out
    assert not any(b"9900003" in path.read_bytes() for path in home.rglob("*") if path.is_file())
    run(home, "clocks", "--child", "9900003")
    assert "No child 9900003 is on the record" in capsys.readouterr().err
    run(home, "loads")
    assert "by Priya Shah (Adoption order): Adopted" in capsys.readouterr().out
    day = Store(home).loads()[0].received_time.date()
    run(home, "clocks", "--as-known-at", str(day + timedelta(days=1)))
    assert "9900001" in capsys.readouterr().out
    assert run(home, "redact", "9900003", *order) == 2


@pytest.mark.parametrize("format_", ["annex_a", "ssd", "local_extras"])
def test_what_is_written_can_be_loaded_again(
    tmp_path: Path, workbook: Path, format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    home, written = tmp_path / "home", tmp_path / ("out.xlsx" if format_ == "annex_a" else "out")
    run(home, "load", workbook, "--snapshot", "2024-01-31")
    assert run(home, "write", format_, written) == 0
    assert "as at 31 January 2024, from what was known after load 1." in capsys.readouterr().out
    assert run(tmp_path / "again", "load", written, "--snapshot", "2024-01-31") == 0
    (load,) = Store(tmp_path / "again").loads()
    assert (load.source, load.rows["cp_plans"], load.rows["cp_visits"]) == (format_, 3, 1)
    assert run(home, "write", format_, written) == 2
    assert "is there already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_return_needs_its_year_and_leaves_nothing_behind_when_refused(
    tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path / "home", "load", workbook, "--snapshot", "2024-01-31")
    for format_, year, sentence in (
        ("cin_census", (), "Say for which year"),
        ("ssda903", ("--year", "2024"), "no episodes of care"),
    ):
        assert run(tmp_path / "home", "write", format_, tmp_path / "out", *year) == 2
        assert sentence in capsys.readouterr().err
        assert not (tmp_path / "out").exists()
    assert run(tmp_path / "home", "write", "annex_a", tmp_path / "nowhere" / "out.xlsx") == 2
    assert "there is no folder" in capsys.readouterr().err


def test_empty_files_for_local_extras_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "templates", tmp_path / "extras") == 0
    header = (tmp_path / "extras" / "supervision.csv").read_text(encoding="utf-8-sig")
    assert "person_id" in header
    assert "Fill in those that you need" in capsys.readouterr().out


def test_clocks_of_others_stand_after_those_of_children(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    carers = [{"carer_id": "FC-001", "approval_date": date(2022, 5, 2), "agency": "N"}]
    cast.load(tmp_path, cast.reading_with({"foster_carer": carers}))
    assert run(tmp_path, "clocks") == 0
    *rows, count = capsys.readouterr().out.splitlines()[1:]
    others = [row for row in rows if row.startswith("FC-001")]
    assert others
    assert rows[-len(others) :] == others
    assert not any(row.rstrip().endswith("Nobody") for row in others)
    assert count.startswith(f"{len(rows):,} clocks")
    (child,) = {row.split()[0] for row in rows[:1]}
    assert run(tmp_path, "clocks", "--child", child) == 0
    assert "FC-001" not in capsys.readouterr().out
