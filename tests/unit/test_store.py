"""The store keeps what was loaded, adds nothing twice, and notices what was altered."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from roker.errors import RokerError
from roker.record import ENTITIES, Cell, ColumnReading, Problem, Reading, SourceFile
from roker.store import Known, Store

NOW = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)
PROBLEM = Problem(
    at=Cell(file="a.xlsx", sheet="List 7", row=12, column="Date of Birth"),
    kind="not_a_date",
    found="31/02/2019",
    expected="a date",
    remedy="Correct it.",
)
COLUMN = ColumnReading(sheet="List 1", column="Date of Birth", fills="person.dob", read=1, unread=1)
READING = Reading.of_rows(
    {
        "person": [
            ENTITIES["person"].row_of(row)
            for row in (
                {
                    "person_id": "1",
                    "gender": "F",
                    "ethnicity": "WBRI",
                    "dob": date(2015, 2, 1),
                    "found_in": "List 1, row 2",
                },
                {"person_id": "2", "found_in": "List 1, row 3"},
            )
        ]
    },
    source="annex_a",
    files=(SourceFile(name="a.xlsx", size=10, sha256="ab" * 32),),
    snapshot_on=date(2024, 1, 31),
    snapshot_from="given",
    only_latest=frozenset({"cp_visits"}),
    absent=frozenset({"person.gender"}),
    columns=(COLUMN,),
    problems=(PROBLEM,),
    counts={"List 1": 2},
)


WITHOUT_THE_SECOND = Reading.of_rows(
    {"person": READING.rows["person"][:1]}, source="annex_a", snapshot_on=READING.snapshot_on
)


def known(store: Store) -> Known:
    found = store.known()
    assert found is not None
    return found


def test_a_load_is_kept_as_it_was_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    load, is_new = store.append(READING, NOW)
    assert is_new
    assert store.loads() == [load]
    assert (load.number, load.received_time, load.counts, load.rows) == (1, NOW, {"List 1": 2}, {"person": 2})
    assert (load.is_full, load.changes) == (True, {"person": {"added": 2, "changed": 0, "withdrawn": 0}})
    assert load.problems == {"not_a_date": 1}
    assert store.problems_of(load) == [PROBLEM]
    assert store.columns_of(load) == [COLUMN]
    record = store.record(known(store))
    assert record.database.rows("SELECT * FROM person ORDER BY person_id") == READING.rows["person"]
    assert record.database.rows("SELECT * FROM cp_plans") == []
    assert not record.lacks("person.dob")
    assert (record.lacks("person.gender"), record.lacks("cin_assessments.referral_id")) == (True, True)
    assert store.verify() == []


def test_the_same_files_add_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(READING, NOW)
    renamed = replace(READING, files=(replace(READING.files[0], name="copy.xlsx"),))
    load, is_new = store.append(renamed, NOW)
    assert (load.number, is_new, len(store.loads())) == (1, False, 1)


def test_other_files_or_another_snapshot_day_make_another_load(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(READING, NOW)
    store.append(replace(READING, files=(replace(READING.files[0], sha256="cd" * 32),)), NOW)
    store.append(replace(READING, snapshot_on=date(2024, 2, 1)), NOW)
    assert [load.number for load in store.loads()] == [1, 2, 3]
    assert len({load.previous for load in store.loads()}) == 3


def test_a_load_can_be_taken_back_and_loaded_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(READING, NOW)
    store.append(replace(READING, snapshot_on=date(2026, 11, 20)), NOW)
    assert known(store).newest.number == 2
    store.withdraw(2, NOW)
    assert known(store).newest.number == 1
    assert [load.withdrawn for load in store.loads()] == [False, True]
    load, is_new = store.append(replace(READING, snapshot_on=date(2026, 11, 20)), NOW)
    assert (load.number, is_new) == (3, True)
    assert store.verify() == []
    for number in (2, 9):
        with pytest.raises(RokerError, match=f"no load {number} to withdraw"):
            store.withdraw(number, NOW)


def test_a_clock_that_stands_wrong_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(READING, NOW)
    with pytest.raises(RokerError, match="clock stands before"):
        store.append(replace(READING, snapshot_on=date(2024, 2, 1)), NOW - timedelta(seconds=1))


def segment(home: Path, number: int, name: str) -> Path:
    (found,) = (home / "store" / f"{number:06}").glob(f"{name}-*.parquet")
    return found


def test_a_load_cut_off_the_list_is_found_and_nothing_is_removed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(READING, NOW)
    other = replace(READING, snapshot_on=date(2024, 2, 1), columns=(), problems=())
    store.append(replace(other, tables=WITHOUT_THE_SECOND.tables), NOW)
    manifest = tmp_path / "store" / "manifest.jsonl"
    whole = manifest.read_text()
    for left in (whole.splitlines()[0] + "\n", ""):
        manifest.write_text(left)
        for ask in (store.verify, lambda: store.append(replace(READING, snapshot_on=date(2024, 3, 1)), NOW)):
            with pytest.raises(RokerError, match="shorter than it was"):
                ask()
    (tmp_path / "store" / "head.json").unlink()
    manifest.unlink()
    with pytest.raises(RokerError, match="shorter than what lies beside it"):
        store.append(READING, NOW)
    assert segment(tmp_path, 2, "person").exists()


def test_a_reading_that_left_things_out_needs_the_load_that_it_was_compared_with(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, _ = store.append(READING, NOW)
    in_part = replace(READING, snapshot_on=date(2024, 2, 1), rest_as_before=True)
    store.append(
        replace(READING, snapshot_on=date(2024, 1, 31), files=(replace(READING.files[0], sha256="0" * 64),)), NOW
    )
    with pytest.raises(RokerError, match="Another load came in between"):
        store.append(in_part, NOW, compared_with=first.hash)
    store.append(in_part, NOW, compared_with=store.loads()[-1].hash)


def test_files_are_read_again_where_an_authoritys_words_changed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(READING, NOW, settings="a")
    assert store.append(READING, NOW, settings="a")[1] is False
    assert store.append(READING, NOW, settings="b")[1] is True


def test_a_file_corrected_and_then_loaded_as_it_was_counts_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(READING, NOW)
    corrected = replace(READING, files=(replace(READING.files[0], sha256="cd" * 32),))
    store.append(replace(corrected, tables=WITHOUT_THE_SECOND.tables), NOW)
    assert store.append(READING, NOW)[1] is True
    assert store.record(known(store)).database.one("SELECT count(*) FROM person") == (2,)


def test_an_altered_segment_is_found(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(READING, NOW)
    segment(tmp_path, 1, "person").write_bytes(b"PAR1")
    segment(tmp_path, 1, "problems").unlink()
    assert store.verify() == [
        "Load 1: the segment of person was altered.",
        "Load 1: the segment of problems is missing.",
    ]
    with pytest.raises(RokerError, match=r"Load 1 is not as it was written \(person\)"):
        store.record(known(store))


@pytest.mark.parametrize("harm", ["change a count", "remove the first line", "not a line", "a fact missing"])
def test_an_altered_list_of_loads_is_refused(tmp_path: Path, harm: str) -> None:
    store = Store(tmp_path)
    store.append(READING, NOW)
    store.append(replace(READING, snapshot_on=date(2024, 2, 1)), NOW)
    manifest = tmp_path / "store" / "manifest.jsonl"
    first, second = manifest.read_text().splitlines()
    facts = json.loads(first)
    harmed = {
        "change a count": [json.dumps({**facts, "rows": {"person": 3}}), second],
        "remove the first line": [second],
        "not a line": [first, second[:20]],
        "a fact missing": [json.dumps({"hash": facts["hash"]}), second],
    }[harm]
    manifest.write_text("\n".join(harmed) + "\n")
    with pytest.raises(RokerError, match="list of loads was altered at line"):
        store.loads()


def test_the_store_of_an_older_roker_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "store").mkdir()
    facts = {"number": 1, "previous": "0" * 64}
    digest = hashlib.sha256(json.dumps(facts).encode()).hexdigest()
    (tmp_path / "store" / "manifest.jsonl").write_text(json.dumps({**facts, "hash": digest}) + "\n")
    with pytest.raises(RokerError, match="made by an earlier version of Roker"):
        store.loads()


def test_a_second_load_at_once_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store._manifest.only_writer(), pytest.raises(RokerError, match="Another load is under way"):
        Store(tmp_path).append(READING, NOW)
    assert store.loads() == []
