"""A nightly extract of the dataset of which only what can have changed is read anew: the store comes to the same."""

import csv
import shutil
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest

from benchmarks.ssd_extract import write_extract
from roker import loading
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
        self.found_in: dict[str, list[str]] = {}
        """Where the rows that were read last stood, by entity."""

    def load(self, folder: Path, night: int, *, local: Local = Local(), day: date | None = None):  # noqa: B008 - frozen
        before = None if self.anew else self.store.fingerprints("ssd")
        day = day or FIRST_DAY + timedelta(days=night)
        path = self.home / f"reading-{night}.duckdb"
        with Database.on_disk(path) as workspace:
            reading = ssd.read(folder, snapshot_on=day, today=TODAY, local=local, workspace=workspace, before=before)
            self.found_in = {
                name: sorted(at for (at,) in workspace.rows(f"SELECT found_in FROM {name}"))
                for name in workspace.tables() & set(ENTITIES.codes())
            }
            last = self.store.standing()[-1:]
            load, _ = self.store.append(
                reading, _time(night), compared_with=last[0].hash if last and reading.rest_as_before else None
            )
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
    assert sum(part.in_part) >= 3, "the reader hardly ever read in part"
    assert part.record() == whole.record()


# ------------------------------------------------------------------------------------------------------- single rules


def _person(*rows: str) -> list[list[str]]:
    return [["pers_person_id", "pers_sex", "pers_dob", "pers_expected_dob"], *(row.split(",") for row in rows)]


PLANS = [
    ["cppl_cp_plan_id", "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"],
    ["51", "1", "2025-01-10", ""],
    ["52", "2", "2025-02-10", ""],
]
VISITS = [
    ["cppv_person_id", "cppv_cp_plan_id", "cppv_cp_visit_date"],
    ["1", "51", "2025-01-20"],
    ["2", "52", "2025-02-20"],
]
BORN = ("1,F,2012-03-04,", "2,M,2015-06-07,", "3,U,,2026-04-02")


@pytest.fixture
def after(both, tmp_path):
    """What a second night comes to, read in part and read whole, after the first."""

    def loaded(first, second, **said):
        whole, part = both
        for night, files in enumerate((first, second)):
            folder = _write(tmp_path / "extract", files)
            _, expected = whole.load(folder, night, **(said if night else {}))
            reading, load = part.load(folder, night, **(said if night else {}))
            assert load.changes == expected.changes
        assert part.record() == whole.record()
        return reading, load

    return loaded


def _files(*, born=BORN, plans=PLANS, visits=VISITS):
    return {"ssd_person": _person(*born), "ssd_cp_plans": plans, "ssd_cp_visits": visits}


def test_only_children_of_whom_something_differs_are_read(after, both):
    visits = [*VISITS, ["2", "52", "2025-03-20"]]
    reading, load = after(_files(), _files(visits=visits), day=FIRST_DAY)
    assert both[1].found_in["cp_visits"] == ["ssd_cp_visits.csv, row 3", "ssd_cp_visits.csv, row 4"]
    assert reading.as_before == {"cp_plans"}
    assert load.changes == {"cp_visits": {"added": 1, "changed": 0, "withdrawn": 0}}
    assert load.counts == {"ssd_person.csv": 3, "ssd_cp_plans.csv": 2, "ssd_cp_visits.csv": 3}


def test_what_carries_the_id_of_a_corrected_row_is_read_too(after):
    plans = [PLANS[0], ["51", "1", "2025-01-11", ""], PLANS[2]]
    _, load = after(_files(), _files(plans=plans))
    assert load.changes["cp_visits"] == {"added": 1, "changed": 0, "withdrawn": 1}  # the plan is part of what it is


def test_a_birth_that_was_expected_is_estimated_when_its_day_has_come(after):
    reading, load = after(_files(), _files(), day=date(2026, 4, 2))
    assert reading.as_before == {"cp_plans", "cp_visits"}
    assert load.changes == {"person": {"added": 0, "changed": 1, "withdrawn": 0}}


def test_a_child_who_loses_the_own_row_is_still_told_of(after):
    _, load = after(_files(), _files(born=BORN[1:]))
    assert load.changes == {"person": {"added": 0, "changed": 1, "withdrawn": 0}}
    assert load.absent


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (_files(plans=[[*row, "x"] for row in PLANS]), {}),  # a column more
        (_files(visits=VISITS[:1]), {}),  # a table without a row: its fields are absent
        (_files(visits=[*VISITS, ["a b", "52", "2025-03-20"]]), {}),  # whose it is needs a closer look
        (_files(visits=[*VISITS, ["2", "52"]]), {}),  # a row that cannot be taken apart
        ({**_files(), "ssd_disability": [["disa_person_id", "disa_disability_code"], ["1", "LD"]]}, {}),
        (_files(), {"local": Local(values={"ssd": {"sex": {"U": "F"}}})}),
        (_files(), {"day": FIRST_DAY - timedelta(days=1)}),  # an earlier extract
    ],
)
def test_everything_is_read_where_more_than_rows_differs(after, changed, said):
    reading, _ = after(_files(), changed, **said)
    assert not reading.rest_as_before


def test_everything_is_read_where_most_of_it_differs(after, monkeypatch):
    monkeypatch.setattr(tabular_again, "LARGEST_SHARE", 0.5)
    renumbered = [[f"9{row[0]}", *row[1:]] for row in PLANS[1:]]
    visits = [[row[0], f"9{row[1]}", row[2]] for row in VISITS[1:]]
    reading, load = after(_files(), _files(plans=[PLANS[0], *renumbered], visits=[VISITS[0], *visits]))
    assert (reading.rest_as_before, load.changes) == (False, {})


def test_a_load_reads_anew_what_differs_unless_all_of_it_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(tabular_again, "LARGEST_SHARE", 1.0)
    home, in_part = tmp_path / "home", []
    nights = [VISITS, [*VISITS, ["2", "52", "2025-03-20"]], [*VISITS, ["2", "52", "2025-03-21"]]]
    for night, (visits, anew) in enumerate(zip([*nights, VISITS], (False, False, True, False), strict=True)):
        folder = _write(tmp_path / "extract", _files(visits=visits))
        day = FIRST_DAY + timedelta(days=1 if night == 3 else night + 1)  # the last is of an earlier day
        loaded = loading.load(home, str(folder), clock=partial(_time, night + 10), snapshot_on=day, anew=anew)
        in_part.append(loaded.reading.rest_as_before)
    assert in_part == [False, True, False, False]
