"""Killed at any moment, or with no room left, the store holds the whole load or none of it."""

import multiprocessing
import os
import resource
import signal
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from roker.errors import RokerError
from roker.record import ENTITIES, Reading, SourceFile
from roker.store import Known, Store

NOW = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)
FIRST_DAY = date(2024, 1, 31)
POINTS = 50


def reading(number: int, children: int) -> Reading:
    """An extract in which every child has something new to tell."""
    visit = ENTITIES["cp_visits"]
    day = FIRST_DAY + timedelta(days=number)
    return Reading.of_rows(
        {
            "person": [ENTITIES["person"].row_of({"person_id": str(n)}) for n in range(children)],
            "cp_visits": [
                visit.row_of({"person_id": str(n), "cp_visit_date": day, "cp_visit_seen_alone": "YN"[n % 2]})
                for n in range(children)
            ],
        },
        source="ssd",
        snapshot_on=day,
        files=(SourceFile(name="extract.csv", size=number, sha256=f"{number:064}"),),
    )


def known(store: Store) -> Known:
    found = store.known()
    assert found is not None
    return found


def _load_for_ever(home: Path, first: int, ready: "multiprocessing.synchronize.Event") -> None:
    store = Store(home)
    for number in range(first, first + 1000):
        extract = reading(number, 400)
        ready.set()
        store.append(extract, NOW + timedelta(minutes=number))


def _is_whole(store: Store) -> int:
    """Checks that every load is there with all of its rows; returns how many loads there are."""
    loads = store.loads()
    assert [problem for problem in store.verify() if "does not name" not in problem] == []
    if loads:
        record = store.record(known(store))
        assert record.database.one("SELECT count(*), count(DISTINCT cp_visit_date) FROM cp_visits") == (400, 1)
        assert record.database.one("SELECT MAX(cp_visit_date) FROM cp_visits") == (loads[-1].snapshot_on,)
    return len(loads)


@pytest.mark.slow
def test_killed_at_any_of_fifty_moments_it_holds_whole_loads_only(tmp_path: Path) -> None:
    random, context = Random(2015), multiprocessing.get_context("fork")
    store, counts = Store(tmp_path), [0]
    for _ in range(POINTS):
        ready = context.Event()
        process = context.Process(target=_load_for_ever, args=(tmp_path, counts[-1] + 1, ready))
        process.start()
        assert ready.wait(30)
        time.sleep(random.uniform(0, 0.25))
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        counts.append(_is_whole(store))
    assert counts == sorted(counts)  # what was kept once stays kept
    assert counts[-1] > POINTS // 10  # some loads were whole, and the kills fell into the midst of others
    store.append(reading(5000, 400), NOW + timedelta(minutes=5000))
    assert store.verify() == []  # what the broken-off loads left behind is gone


def _load_without_room(home: Path, largest: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    extract = reading(2, 40_000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    try:
        Store(home).append(extract, NOW + timedelta(days=1))
    except (RokerError, OSError) as error:
        os._exit(7 if isinstance(error, RokerError) or error.strerror else 8)
    os._exit(0)


@pytest.mark.parametrize(("largest", "kept"), [(0, False), (4096, False), (65_536, True)])
def test_with_no_room_left_the_load_is_kept_whole_or_not_at_all(tmp_path: Path, largest: int, kept: bool) -> None:
    store = Store(tmp_path)
    store.append(reading(1, 40), NOW)
    before = store.record(known(store)).database.rows("FROM cp_visits")
    process = multiprocessing.get_context("fork").Process(target=_load_without_room, args=(tmp_path, largest))
    process.start()
    process.join()
    # with room for the segments and none for the hashes beside them, the load is there: those are made again
    assert (process.exitcode, len(store.loads())) == ((0, 2) if kept else (7, 1))
    if not kept:
        assert store.record(known(store)).database.rows("FROM cp_visits") == before
    assert store.verify() == []
    store.append(reading(3, 40), NOW + timedelta(days=2))
    assert store.record(known(store)).database.one("SELECT count(*) FROM cp_visits") == (40,)


def test_readers_never_wait_for_a_load(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(reading(1, 40), NOW)
    with store._manifest.only_writer():
        assert store.record(known(store)).database.one("SELECT count(*) FROM cp_visits") == (40,)
