"""What a run is written as: the same bytes each time, and files that the ordinary readers read."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from roker.cli import main
from roker.database import Database
from roker.formats import annex_a, local_extras, ssd
from roker.record import Reading

ROOT = Path(__file__).parents[2]
DAY = "2022-03-31"
ASKED = ("--scenario", "sunderland-2015", "--population", "3000", "--from", "2021-04-01", "--to", DAY, "--seed", "4",
         "--fault", "late_reviews:2021-06-01:2021-12-31")  # fmt: skip
RUN = "import sys; from roker.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic") / "out"
    more = ("--annex-a", DAY, "--cin-census", "2022", "--ssda903", "2022")
    assert main(["synthesise", *ASKED, *more, str(folder)]) == 0
    return folder


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_makes_the_same_bytes_whatever_the_hash_seed(written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    made = subprocess.run(
        [sys.executable, "-c", RUN, "synthesise", *ASKED, str(again)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(ROOT), "TZ": "Pacific/Auckland"},
        check=True,
        capture_output=True,
    )
    assert b"Wrote" in made.stdout
    once = {name: each for name, each in hashes(written).items() if name.startswith(("extract", "truth"))}
    assert once == hashes(again)
    assert len(once) > 100


def kinds(reading: Reading) -> set[str]:
    return {each.kind for each in reading.problems}


def test_the_extract_reads_as_one(written: Path) -> None:
    day = date.fromisoformat(DAY)
    reading = ssd.read(written / f"extract-{DAY}" / "ssd", snapshot_on=day, today=day, workspace=Database.in_memory())
    assert reading.counts["ssd_person.csv"] > 500
    assert kinds(reading) <= {"missing_table", "orphan", "repeated_row", "estimated_birth"}
    orphans = [each for each in reading.problems if each.kind == "orphan"]
    assert len(orphans) < 40


def test_the_extras_read_as_such(written: Path) -> None:
    day = date.fromisoformat(DAY)
    reading = local_extras.read(
        written / f"extract-{DAY}" / "local_extras", snapshot_on=day, today=day, workspace=Database.in_memory()
    )
    assert reading.counts["supervision.csv"] > 50
    assert "not_a_code" not in kinds(reading)
    assert "not_a_date" not in kinds(reading)


def test_the_workbook_reads_as_one(written: Path) -> None:
    reading = annex_a.read(
        written / f"annex_a-{DAY}.xlsx", snapshot_on=date.fromisoformat(DAY), today=date.fromisoformat(DAY)
    )
    assert len(reading.rows["cp_plans"]) > 3
    assert "not_a_code" not in kinds(reading)


def test_the_truth_is_told_twice_alike(written: Path) -> None:
    told = json.loads((written / "truth.json").read_text(encoding="utf-8"))
    with (written / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [{name: value or None for name, value in row.items()} for row in rows] == told
    assert any(each["fault"] == "late_reviews" for each in told)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--fault", "Late reviews"], "is no fault"),
        (["--fault", "late_reviews:2021-06-31:2021-07-01"], "a day that there is not"),
        (["--fault", "luck"], "There is no fault"),
        (["--population", "10"], "Choose a population"),
        (["--to", "2020-01-01"], "the first before the last"),
        (["--extract", "2019-01-01"], "not in the time that is shown"),
        (["--cin-census", "2023"], "when that year does"),
    ],
)
def test_what_cannot_be_is_refused(
    wrong: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--scenario", "typical", "--population", "1000", "--from", "2021-04-01", "--to", "2021-06-30"]
    assert main(["synthesise", *asked, *wrong, str(tmp_path / "out")]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["synthesise", *ASKED, str(written)]) == 2
    assert "is there already" in capsys.readouterr().err
