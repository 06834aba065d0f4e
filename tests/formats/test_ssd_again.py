"""A nightly extract of the dataset of which only what can have changed is read anew: the store comes to the same."""

import csv
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from benchmarks.ssd_extract import write_extract
from roker.database import Database
from roker.formats import ssd, tabular_again
from roker.local import Local
from roker.record import ENTITIES
from roker.store import Store

FIRST_DAY = date(2026, 3, 31)
TODAY = date(2026, 12, 31)
SOME = (
    "person address disability contacts cin_episodes cin_assessments assessment_factors s47_enquiry "
    "initial_cp_conference cp_plans cp_visits cla_episodes cla_placement cla_reviews care_leavers send ehcp_requests "
    "ehcp_named_plan ehcp_assessment s251_finance involvements professionals"
).split()
"""Tables with every way in which one refers to another."""


def _time(night: int) -> datetime:
    return datetime(2026, 4, 1, 3, tzinfo=UTC) + timedelta(days=night)


@pytest.fixture(scope="module")
def extract(tmp_path_factory):
    """The tables of a few children, as rows of cells under a header, by file."""
    folder = tmp_path_factory.mktemp("extract")
    write_extract(folder, people=50, seed=7)
    made = {}
    for name in SOME:
        with (folder / f"ssd_{name}.csv").open(encoding="utf-8", newline="") as file:
            made[f"ssd_{name}"] = list(csv.reader(file))
    return made


class Nights:
    """A store that is loaded night after night from a folder."""

    def __init__(self, home: Path, *, anew: bool) -> None:
        self.home, self.anew = home, anew
        home.mkdir()
        self.store = Store(home)
        self.in_part = []

    def load(self, folder: Path, night: int, *, local: Local = Local(), day: date | None = None):  # noqa: B008 - frozen
        before = None if self.anew else self.store.fingerprints("ssd")
        day = day or FIRST_DAY + timedelta(days=night)
        path = self.home / f"reading-{night}.duckdb"
        with Database.on_disk(path) as workspace:
            reading = ssd.read(folder, snapshot_on=day, today=TODAY, local=local, workspace=workspace, before=before)
            load, _ = self.store.append(reading, _time(night))
        path.unlink()
        self.in_part.append(reading.rest_as_before)
        return reading, load

    def record(self):
        """Every row of the record, with its evidence."""
        record = self.store.as_known_at(_time(1000))
        there = record.database.tables()
        return {
            entity.name: sorted(record.database.rows(f"SELECT * FROM {entity.name}"), key=repr)
            for entity in ENTITIES
            if entity.name in there
        }


@pytest.fixture
def both(tmp_path, monkeypatch):
    monkeypatch.setattr(tabular_again, "LARGEST_SHARE", 1.0)
    return Nights(tmp_path / "whole", anew=True), Nights(tmp_path / "part", anew=False)


def _write(folder: Path, files) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, rows in files.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return folder


def _change(files, random: Random) -> None:
    """Something that happens to an extract overnight, most of it wrong."""
    rows = files[random.choice(sorted(files))]
    if len(rows) < 3:
        return
    at, other = random.sample(range(1, len(rows)), 2)
    fate = random.random()
    if fate < 0.6:  # any cell: a day, a reference, the number of the row, whose it is
        column = random.randrange(len(rows[0]))
        rows[at][column] = rows[other][column]
    elif fate < 0.7:
        column = random.randrange(len(rows[0]))
        if not rows[0][column].endswith("person_id"):
            rows[at][column] = ""
    elif fate < 0.8:
        del rows[at]
    elif fate < 0.9:
        rows.append(list(rows[at]))
    else:
        people = files["ssd_person"]
        child = random.choice(people[1:])
        people.remove(child)
        if random.random() < 0.5:  # else only other rows tell of the child
            for name, each in files.items():
                whose = next((n for n, heading in enumerate(each[0]) if heading.endswith("person_id")), None)
                if whose is not None:
                    files[name] = [each[0], *(row for row in each[1:] if row[whose] != child[0])]


@pytest.mark.parametrize("seed", range(2))
def test_the_store_comes_to_the_same(extract, both, tmp_path, seed) -> None:
    random = Random(seed)
    files = {name: [list(row) for row in rows] for name, rows in extract.items()}
    taken_out = {name: [rows.pop() for _ in range(len(rows) // 10)] for name, rows in files.items()}
    whole, part = both
    for night in range(5):
        folder = _write(tmp_path / "extract", files)
        _, said = whole.load(folder, night)
        _, also = part.load(folder, night)
        assert also.changes == said.changes, f"night {night}"
        assert (also.absent, also.counts) == (said.absent, said.counts)
        for _ in range(random.choice((1, 4, 12))):
            _change(files, random)
        for name, rows in taken_out.items():
            if rows and random.random() < 0.3:
                files[name].append(rows.pop())
    assert part.in_part == [False, True, True, True, True]
    assert part.record() == whole.record()
