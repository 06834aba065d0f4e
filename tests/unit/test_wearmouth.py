"""The demonstration: made once, gone on with where it was broken off, and never over an authority's files."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from roker import loading
from roker.cli import demonstration
from roker.errors import RokerError
from roker.store import Store

DAYS = [date(2015, 4, 24), date(2015, 5, 1), date(2015, 5, 8)]
POPULATION = 1_500


@pytest.fixture
def few_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three extracts in place of nineteen, so that a test does not take minutes."""
    monkeypatch.setattr(demonstration, "extract_days", lambda: DAYS)


def test_the_extracts_are_of_month_ends_and_then_of_fridays() -> None:
    days = demonstration.extract_days()
    assert days == sorted(set(days))
    assert days[-1] == date(2015, 5, 8)
    weekly = [day for day in days if day > date(2015, 3, 8)]
    assert {day.isoweekday() for day in weekly} == {5}
    assert len(weekly) == 9
    monthly = days[: -len(weekly)]
    assert monthly[0] == date(2014, 5, 31)
    assert [(day.year * 12 + day.month) for day in monthly] == list(range(2014 * 12 + 5, 2015 * 12 + 3))


@pytest.mark.usefixtures("few_days")
def test_what_was_broken_off_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load, loaded = demonstration._load, []

    def once(home: Path, path: Path, day: date) -> None:
        if len(loaded) == 3:
            raise KeyboardInterrupt
        load(home, path, day)
        loaded.append((path.name, day))

    monkeypatch.setattr(demonstration, "_load", once)
    with pytest.raises(KeyboardInterrupt):
        demonstration.made_in(tmp_path, POPULATION)
    assert loaded == [("ssd", DAYS[0]), ("local_extras", DAYS[0]), ("ssd", DAYS[1])]
    assert not list(tmp_path.glob("wearmouth*"))

    monkeypatch.setattr(demonstration, "_load", load)
    made = demonstration.made_in(tmp_path, None)
    assert (made.is_whole, made.population) == (True, POPULATION)
    loads = Store(tmp_path).loads()
    assert [(each.source, each.snapshot_on) for each in loads] == [
        (source, day) for day in DAYS for source in ("ssd", "local_extras")
    ]
    assert [each.received_time.date() for each in loads] == [each.snapshot_on for each in loads]
    _looked_at(tmp_path, made)


def _looked_at(home: Path, made: demonstration.Made) -> None:
    shown = loading.current(home)
    held = {(each.team, each.worker): each.children for each in shown.holdings(DAYS[-1])}
    assert held[(made.team, demonstration.WORKER)] > 0
    assert shown.edition.snapshot_on == DAYS[-1]
    shown.close()
    with (home / "wearmouth" / "truth.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) > 0
    assert demonstration.made_in(home, None) == made  # the second time nothing is made
    with pytest.raises(RokerError, match="holds a demonstration of 1,500 residents"):
        demonstration.made_in(home, 60_000)
    (home / "demonstration.json").write_text("{")
    with pytest.raises(RokerError, match="is damaged"):
        demonstration.made_in(home, None)


def test_a_process_that_writes_no_more_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(population: int, days: Any, aside: str, told: Any, room: Any) -> None:
        raise SystemExit(1)

    monkeypatch.setattr(demonstration.multiprocessing, "get_context", lambda _: _Fork())
    monkeypatch.setattr(demonstration, "_write_all", fails)
    with pytest.raises(RokerError, match="could not be written"):
        demonstration.made_in(tmp_path, POPULATION)


class _Fork:
    """Threads in place of processes."""

    def __getattr__(self, name: str) -> Any:
        import multiprocessing

        return getattr(multiprocessing.context.ForkContext(), name)
