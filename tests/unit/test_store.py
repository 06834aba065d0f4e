"""The store keeps what was loaded, adds nothing twice, and notices what was altered."""

import json
import multiprocessing
import os
import signal
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from roker.errors import RokerError
from roker.record import Cell, Problem, Reading, SourceFile
from roker.store import Store

NOW = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)
PROBLEM = Problem(
    at=Cell(file="a.xlsx", sheet="List 7", row=12, column="Date of Birth"),
    kind="not_a_date",
    found="31/02/2019",
    expected="a date",
    remedy="Correct it.",
)
READING = Reading(
    source="annex_a",
    files=(SourceFile(name="a.xlsx", size=10, sha256="ab" * 32),),
    snapshot_on=date(2024, 1, 31),
    snapshot_from="given",
    rows={"person": [("1", "F", "WBRI", date(2015, 2, 1), "List 1, row 2"), ("2", None, None, None, "List 1, row 3")]},
    only_latest=frozenset({"cp_visits"}),
    absent=frozenset({"cin_assessments.referral_id"}),
    problems=(PROBLEM,),
    counts={"List 1": 2},
)


def test_a_load_is_kept_as_it_was_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    load, is_new = store.append(READING, NOW)
    assert is_new
    assert store.loads() == [load]
    assert (load.number, load.received_time, load.counts, load.rows) == (1, NOW, {"List 1": 2}, {"person": 2})
    assert load.problems == {"not_a_date": 1}
    assert store.problems_of(load) == [PROBLEM]
    record = store.record_of(load)
    assert record.database.rows("SELECT * FROM person ORDER BY person_id") == READING.rows["person"]
    assert record.database.rows("SELECT * FROM cp_plans") == []
    assert (record.only_latest, record.lacks("cin_assessments.referral_id")) == (READING.only_latest, True)
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
    shown = store.shown()
    assert shown is not None
    assert shown.number == 2
    store.withdraw(2, NOW)
    shown = store.shown()
    assert shown is not None
    assert shown.number == 1
    assert [load.withdrawn for load in store.loads()] == [False, True]
    load, is_new = store.append(replace(READING, snapshot_on=date(2026, 11, 20)), NOW)
    assert (load.number, is_new) == (3, True)
    assert store.verify() == []
    for number in (2, 9):
        with pytest.raises(RokerError, match=f"no load {number} to withdraw"):
            store.withdraw(number, NOW)


def test_a_load_cut_off_the_list_is_found(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(READING, NOW)
    store.append(replace(READING, snapshot_on=date(2024, 2, 1)), NOW)
    manifest = tmp_path / "store" / "manifest.jsonl"
    manifest.write_text(manifest.read_text().splitlines()[0] + "\n")
    assert store.verify() == ["The list of loads does not name the load 2 that lies there."]


def test_an_altered_segment_is_found(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(READING, NOW)
    (tmp_path / "store" / "000001" / "person.parquet").write_bytes(b"PAR1")
    (tmp_path / "store" / "000001" / "problems.parquet").unlink()
    assert store.verify() == [
        "Load 1: the segment of person was altered.",
        "Load 1: the segment of problems is missing.",
    ]


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


def test_a_second_load_at_once_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store._only_writer(), pytest.raises(RokerError, match="Another load is under way"):
        Store(tmp_path).append(READING, NOW)
    assert store.loads() == []


def _load_for_ever(home: Path) -> None:
    store = Store(home)
    for number in range(10_000):
        rows = {"person": [(str(n), None, None, None, "") for n in range(20_000)]}
        store.append(replace(READING, rows=rows, snapshot_from=f"{number}", source=f"source {number}"), NOW)


@pytest.mark.parametrize("after", [0.3, 0.45, 0.6])
def test_killed_at_any_moment_it_holds_whole_loads_only(tmp_path: Path, after: float) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_load_for_ever, args=(tmp_path,))
    process.start()
    manifest = tmp_path / "store" / "manifest.jsonl"
    give_up = time.monotonic() + 30
    while not manifest.exists() and time.monotonic() < give_up:
        time.sleep(0.02)
    time.sleep(after)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    store = Store(tmp_path)
    kept = len(store.loads())
    assert kept > 0
    assert store.verify() == []
    load, is_new = store.append(READING, NOW)
    assert (load.number, is_new) == (kept + 1, True)
    assert store.record_of(load).database.one("SELECT COUNT(*) FROM person") == (2,)
