"""What stood on any past day can be asked again: twenty loads of random histories, against the rules read slowly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from roker.errors import RokerError
from roker.record import ENTITIES, Reading, SourceFile
from roker.store import Store

FIRST_DAY = date(2024, 1, 31)
TOLD = ("person", "disability", "cp_plans", "cp_visits")
LATEST_ONLY = frozenset({"cp_visits"})

Rows = dict[str, list[dict[str, Any]]]


def reading(rows: Rows, day: date, *, source: str = "ssd", months: int | None = None, **facts: Any) -> Reading:
    """An extract of a day, which reaches so many months back."""
    dated = [name for name in rows if ENTITIES[name].happened_on]
    return Reading.of_rows(
        {name: [ENTITIES[name].row_of(row) for row in each] for name, each in rows.items()},
        source=source,
        snapshot_on=day,
        speaks_from={} if months is None else {name: day - timedelta(days=30 * months) for name in dated},
        **facts,
    )


def rows_of(record: Any, entity: str) -> list[tuple[Any, ...]]:
    """What the record says, without the evidence, in an order of its own."""
    names = ", ".join(ENTITIES[entity].field_names())
    return sorted(record.database.rows(f"SELECT {names} FROM {entity}"), key=repr)


def said(record: Any) -> dict[str, list[tuple[Any, ...]]]:
    return {entity: rows_of(record, entity) for entity in TOLD}


def plan(child: str, started: date, ended: date | None = None, category: str = "NEG") -> dict[str, Any]:
    return {
        "person_id": child,
        "cp_plan_id": f"{child}/{started}",
        "cp_plan_start_date": started,
        "cp_plan_end_date": ended,
        "cp_plan_latest_category": category,
    }


def visit(child: str, on: date) -> dict[str, Any]:
    return {"person_id": child, "cp_visit_date": on, "cp_visit_seen_alone": "Y"}


def person(child: str) -> dict[str, Any]:
    return {"person_id": child}


def time(n: int) -> datetime:
    return datetime(2026, 1, 1, 6, tzinfo=UTC) + timedelta(days=n)


# --------------------------------------------------------------------------------------------- the rules, read slowly


@dataclass
class Slow:
    """What stands of one source, worked out row by row."""

    rows: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = field(default_factory=lambda: {each: {} for each in TOLD})

    def load(self, extract: Rows, window: date, *, is_full: bool) -> None:
        keyed = {
            name: {tuple(row.get(key) for key in ENTITIES[name].key): row for row in extract[name]} for name in TOLD
        }
        if is_full:
            stays: set[str] = set()
            told = {row["person_id"] for row in extract["person"]}
            for name in ("cp_plans", "cp_visits"):
                for key, row in list(self.rows[name].items()):
                    if key in keyed[name]:
                        continue
                    if self._should_be_there(name, row, extract, window):
                        del self.rows[name][key]
                    else:
                        stays.add(row["person_id"])
            for name in ("person", "disability"):
                for key, row in list(self.rows[name].items()):
                    if key not in keyed[name] and (row["person_id"] not in stays or row["person_id"] in told):
                        del self.rows[name][key]
        for name in TOLD:
            self.rows[name].update(keyed[name])

    @staticmethod
    def _should_be_there(name: str, row: Mapping[str, Any], extract: Rows, window: date) -> bool:
        if name == "cp_plans":
            return row["cp_plan_end_date"] is None or row["cp_plan_end_date"] >= window
        later = any(
            each["person_id"] == row["person_id"] and each["cp_visit_date"] > row["cp_visit_date"]
            for each in extract["cp_visits"]
        )
        return row["cp_visit_date"] >= window and not later

    def said(self) -> dict[str, list[tuple[Any, ...]]]:
        return {
            name: sorted((ENTITIES[name].row_of(row)[: len(ENTITIES[name].fields)] for row in found.values()), key=repr)
            for name, found in self.rows.items()
        }


def _world(random: Random) -> Iterator[Rows]:
    """Extracts of a service, one after the other: children come and go, plans start, end, are corrected and deleted."""
    plans: dict[str, list[dict[str, Any]]] = {}
    visits: dict[str, date] = {}
    disabled: set[str] = set()
    day = FIRST_DAY
    while True:
        for n in range(12):
            child, fate = f"c{n}", random.random()
            own = plans.setdefault(child, [])
            if fate < 0.2:
                started = day - timedelta(days=random.randint(0, 500))
                if all(each["cp_plan_start_date"] != started for each in own):
                    own.append(plan(child, started, random.choice([None, started + timedelta(days=100)])))
            elif fate < 0.35 and own:
                random.choice(own)["cp_plan_end_date"] = day - timedelta(days=random.randint(0, 400))
            elif fate < 0.45 and own:
                own.remove(random.choice(own))
            elif fate < 0.55 and own:
                random.choice(own)["cp_plan_latest_category"] = random.choice(["NEG", "PHY"])
            elif fate < 0.8:
                visits[child] = day - timedelta(days=random.randint(0, 300))
            elif fate < 0.85:
                disabled ^= {child}
        window = day - timedelta(days=180)
        shown = {
            child: [p for p in own if p["cp_plan_end_date"] is None or p["cp_plan_end_date"] >= window]
            for child, own in plans.items()
        }
        there = [child for child, own in shown.items() if own or random.random() < 0.5]
        yield {
            "person": [person(child) for child in there],
            "disability": [{"person_id": c, "disability_code": "LD"} for c in there if c in disabled],
            "cp_plans": [dict(p) for child in there for p in shown[child]],
            "cp_visits": [visit(child, visits[child]) for child in there if visits.get(child, date.min) >= window],
        }
        day += timedelta(days=30)


@pytest.mark.parametrize("seed", range(3))
def test_twenty_loads_can_be_asked_again(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    store, slow, answers = Store(tmp_path), Slow(), {}
    extracts = _world(random)
    for n in range(20):
        is_full = random.random() < 0.8
        extract = next(extracts)
        day = FIRST_DAY + timedelta(days=30 * n)
        store.append(reading(extract, day, months=6, only_latest=LATEST_ONLY), time(n), is_full=is_full)
        slow.load(extract, day - timedelta(days=180), is_full=is_full)
        known = store.known()
        assert known is not None
        answers[n] = said(store.record(known))
        expected = slow.said()
        listed = {row[0] for row in answers[n]["person"]}
        assert {row[0] for row in expected["person"]} <= listed
        assert {**answers[n], "person": []} == {**expected, "person": []}, f"after load {n + 1}"
    for n, answer in answers.items():
        later = timedelta(hours=23 * (n % 2))  # at the moment of a load, or shortly before the next
        assert said(store.as_known_at(time(n) + later)) == answer, f"as known after load {n + 1}"
    assert store.verify() == []


def _of_children(extract: Rows, children: set[str]) -> Rows:
    return {name: [row for row in rows if row["person_id"] in children] for name, rows in extract.items()}


@pytest.mark.parametrize("seed", range(3))
def test_reading_anew_only_the_children_of_whom_something_changed_comes_to_the_same(tmp_path: Path, seed: int) -> None:
    whole, part = Store(tmp_path / "whole"), Store(tmp_path / "part")
    before: Rows = {name: [] for name in TOLD}
    extracts = _world(Random(seed))
    for n in range(12):
        extract = next(extracts)
        day = FIRST_DAY + timedelta(days=30 * n)
        whole.append(reading(extract, day, months=6, only_latest=LATEST_ONLY), time(n))
        changed = {
            row["person_id"]
            for name in TOLD
            for some, others in ((extract, before), (before, extract))
            for row in some[name]
            if row not in others[name]
        }
        # a row may also stop being in the window without being read anew: those children are named by the reader too
        changed |= {row["person_id"] for row in before["person"]} - {row["person_id"] for row in extract["person"]}
        told = reading(_of_children(extract, changed), day, months=6, only_latest=LATEST_ONLY)
        told.tables.create_table("read_anew", (("person_id", "VARCHAR"),), [(child,) for child in sorted(changed)])
        as_before = frozenset({"disability"} if extract["disability"] == before["disability"] and n else ())
        for name in as_before:
            told.tables.run(f"DROP TABLE {name}")
        only_of = dict.fromkeys(set(TOLD) - as_before, "read_anew") if n else {}
        load, _ = part.append(replace(told, only_of=only_of, as_before=as_before), time(n))
        assert load.changes == whole.loads()[-1].changes, f"load {n + 1}"
        before = extract
    assert said(part.as_known_at(time(20))) == said(whole.as_known_at(time(20)))


def test_nothing_was_known_before_the_first_load(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(reading({"person": [person("1")]}, FIRST_DAY), time(1))
    with pytest.raises(RokerError, match="Nothing had been loaded by 01/01/2026"):
        store.as_known_at(time(0))


# ------------------------------------------------------------------------------------------------------- single rules

_DAY = timedelta(days=1)
_STARTED = date(2023, 12, 1)


def _plans_after(tmp_path: Path, *extracts: Reading, is_full: bool = True) -> list[tuple[Any, ...]]:
    store = Store(tmp_path)
    for n, extract in enumerate(extracts):
        store.append(extract, time(n), is_full=is_full)
    known = store.known()
    assert known is not None
    record = store.record(known)
    return sorted(record.database.rows("SELECT person_id, cp_plan_start_date, cp_plan_end_date FROM cp_plans"))


def test_a_row_missing_from_a_later_full_extract_is_withdrawn_not_deleted(tmp_path: Path) -> None:
    first = reading({"person": [person("1")], "cp_plans": [plan("1", _STARTED)]}, FIRST_DAY)
    second = reading({"person": [person("1")], "cp_plans": []}, FIRST_DAY + _DAY)
    assert _plans_after(tmp_path, first, second) == []
    store = Store(tmp_path)
    assert rows_of(store.as_known_at(time(0)), "cp_plans") != []
    assert [(each.load.number, each.entity, each.kind) for each in store.history("1")] == [
        (1, "person", "added"),
        (1, "cp_plans", "added"),
        (2, "cp_plans", "withdrawn"),
    ]


def test_a_partial_extract_withdraws_nothing(tmp_path: Path) -> None:
    first = reading({"cp_plans": [plan("1", _STARTED)]}, FIRST_DAY)
    second = reading({"cp_plans": [plan("2", _STARTED)]}, FIRST_DAY + _DAY)
    assert [row[0] for row in _plans_after(tmp_path, first, second, is_full=False)] == ["1", "2"]


def test_an_extract_that_tells_of_something_in_part_withdraws_none_of_it(tmp_path: Path) -> None:
    first = reading({"person": [person("1")], "cp_plans": [plan("1", _STARTED)]}, FIRST_DAY)
    later = reading({"person": [], "cp_plans": []}, FIRST_DAY + _DAY)
    in_part = replace(later, speaks_from=dict.fromkeys(("person", "cp_plans"), FIRST_DAY + 2 * _DAY))
    assert len(_plans_after(tmp_path, first, in_part)) == 1


def test_a_list_that_an_extract_does_not_have_withdraws_nothing(tmp_path: Path) -> None:
    first = reading({"person": [person("1")], "cp_plans": [plan("1", _STARTED)]}, FIRST_DAY)
    assert len(_plans_after(tmp_path, first, reading({"person": [person("1")]}, FIRST_DAY + _DAY))) == 1


@pytest.mark.parametrize(
    ("ended", "stays"),
    [
        (date(2023, 6, 1), True),  # out of the window of the later extract: it fell out
        (date(2023, 9, 3), False),  # the first day of the window: it would be there
        (None, False),  # it would be there while it lasts
    ],
)
def test_what_fell_out_of_the_window_stays(tmp_path: Path, ended: date | None, stays: bool) -> None:
    rows: Rows = {"person": [person("1")], "cp_plans": [plan("1", date(2023, 1, 1), ended)]}
    first = reading(rows, FIRST_DAY, months=24)
    later = reading({"person": [], "cp_plans": []}, date(2024, 3, 1), months=6)
    assert bool(_plans_after(tmp_path, first, later)) is stays
    known = Store(tmp_path).known()
    assert known is not None
    assert bool(rows_of(Store(tmp_path).record(known), "person")) is stays  # whoever has a plan is a child


def test_rows_of_one_key_are_told_apart_and_follow_their_system_numbers(tmp_path: Path) -> None:
    same_day = [
        {**visit("1", FIRST_DAY), "cp_visit_seen_alone": alone, "system_id": number}
        for number, alone in (("8", "N"), ("7", "Y"))
    ]
    store = Store(tmp_path)
    store.append(reading({"cp_visits": same_day}, FIRST_DAY), time(0))
    store.append(reading({"cp_visits": same_day[::-1]}, FIRST_DAY + _DAY), time(1))
    assert store.loads()[1].changes == {}
    store.append(reading({"cp_visits": same_day[:1]}, FIRST_DAY + 2 * _DAY), time(2))
    known = store.known()
    assert known is not None
    assert store.record(known).database.rows("SELECT cp_visit_seen_alone FROM cp_visits") == [("N",)]


def test_numbering_forms_anew_is_no_change(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(
        reading({"cp_plans": [{**plan("1", _STARTED), "system_id": "11", "found_in": "row 2"}]}, FIRST_DAY), time(0)
    )
    later = [{**plan("1", _STARTED), "system_id": "99", "found_in": "row 7"}]
    load, _ = store.append(reading({"cp_plans": later}, FIRST_DAY + _DAY), time(1))
    assert (load.changes, load.rows) == ({}, {"cp_plans": 1})


def test_an_extract_of_an_earlier_day_adds_only_what_is_of_the_past(tmp_path: Path) -> None:
    newest: Rows = {
        "person": [person("1")],
        "cp_plans": [plan("1", _STARTED)],
        "cp_visits": [visit("1", date(2024, 1, 20))],
    }
    earlier: Rows = {
        "person": [person("1"), person("2"), person("3")],
        "cp_plans": [
            plan("1", _STARTED, category="PHY"),  # the newest says otherwise
            plan("2", date(2022, 1, 1), date(2022, 5, 1)),  # of the past
            plan("3", date(2023, 11, 1)),  # open then, and not there now
        ],
        "cp_visits": [visit("1", date(2023, 12, 20))],
    }
    store = Store(tmp_path)
    store.append(reading(newest, FIRST_DAY, months=6, only_latest=LATEST_ONLY), time(0))
    store.append(reading(earlier, date(2023, 12, 31), months=24, only_latest=LATEST_ONLY), time(1))
    known = store.known()
    assert known is not None
    assert (known.snapshot_on, known.number) == (FIRST_DAY, 2)
    record = store.record(known)
    assert record.database.rows("SELECT person_id, cp_plan_latest_category FROM cp_plans ORDER BY 1") == [
        ("1", "NEG"),
        ("2", "NEG"),
    ]
    assert [row[0] for row in rows_of(record, "person")] == ["1", "2"]
    assert record.database.rows("SELECT cp_visit_date FROM cp_visits ORDER BY 1") == [
        (date(2023, 12, 20),),
        (date(2024, 1, 20),),
    ]


def test_only_the_last_load_of_a_source_can_be_taken_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for n in range(3):
        store.append(reading({"cp_plans": [plan(str(n), _STARTED)]}, FIRST_DAY + n * _DAY), time(n))
    store.append(reading({"cp_plans": [plan("9", _STARTED)]}, FIRST_DAY, source="annex_a"), time(3))
    with pytest.raises(RokerError, match="Withdraw load 3 first"):
        store.withdraw(2, time(4))
    before = said(store.as_known_at(time(3)))
    store.withdraw(3, time(5))
    assert _children(store) == ["1", "9"]
    store.withdraw(2, time(6))
    assert _children(store) == ["0", "9"]
    store.append(reading({"cp_plans": [plan("4", _STARTED)]}, FIRST_DAY + 9 * _DAY), time(7))
    assert _children(store) == ["4", "9"]
    assert said(store.as_known_at(time(3))) == before  # what was known then is what was known then


def _children(store: Store) -> list[str]:
    known = store.known()
    assert known is not None
    return sorted(number for (number,) in store.record(known).database.rows("SELECT person_id FROM cp_plans"))


def test_the_hashes_that_stand_are_made_again_when_lost_or_spoilt(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(reading({"cp_plans": [plan("1", _STARTED)]}, FIRST_DAY), time(0))
    (standing,) = (tmp_path / "store" / "standing").glob("*.duckdb")
    for n, spoil in enumerate((standing.unlink, lambda: standing.write_bytes(b"nothing"))):
        spoil()
        load, _ = store.append(reading({"cp_plans": [plan("1", _STARTED)]}, FIRST_DAY + (n + 1) * _DAY), time(n + 1))
        assert load.changes == {}


# ------------------------------------------------------------------------------------------------- how late recorded


def test_how_late_a_thing_was_recorded_lies_between_two_loads(tmp_path: Path) -> None:
    days = [date(2024, 1, 31), date(2024, 2, 10), date(2024, 2, 20)]
    on = [date(2024, 1, 5), date(2024, 2, 5), date(2024, 2, 8), date(2024, 2, 28)]
    told = [visit("1", day) for day in on]
    told[3]["recorded_time"] = datetime(2024, 3, 2, 9)
    store = Store(tmp_path)
    for n, (day, held) in enumerate(zip(days, (told[:1], told[:2], told), strict=True)):
        store.append(reading({"cp_visits": held}, day), time(n))
    known = store.known()
    assert known is not None
    assert [(each.happened_on, each.days) for each in store.delays("cp_visits", known)] == [
        (on[0], None),  # the first load brought it: it may have been there for years
        (on[1], (0, 5)),
        (on[2], (2, 12)),
        (on[3], (3, 3)),  # the source says when
    ]


def test_after_a_partial_load_alone_it_cannot_be_told(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.append(reading({"cp_visits": [visit("1", date(2024, 1, 5))]}, FIRST_DAY), time(0), is_full=False)
    store.append(reading({"cp_visits": [visit("1", date(2024, 2, 1))]}, date(2024, 2, 2)), time(1), is_full=False)
    known = store.known()
    assert known is not None
    assert [each.days for each in store.delays("cp_visits", known)] == [None, None]
    with pytest.raises(RokerError, match="no date on which it happened"):
        store.delays("disability", known)


def test_history_names_each_change_with_its_load(tmp_path: Path) -> None:
    store = Store(tmp_path)
    ended = plan("1", _STARTED, date(2024, 2, 1))
    store.append(reading({"cp_plans": [plan("1", _STARTED), plan("2", _STARTED)]}, FIRST_DAY), time(0))
    store.append(reading({"cp_plans": [ended, plan("2", _STARTED)]}, FIRST_DAY + 2 * _DAY), time(1))
    _, change = store.history("1")
    assert (change.load.number, change.kind, change.values) == (
        2,
        "changed",
        {"cp_plan_end_date": (None, date(2024, 2, 1))},
    )
    assert store.history("3") == []


def test_the_same_files_are_known_without_reading(tmp_path: Path) -> None:
    store = Store(tmp_path)
    files = (SourceFile(name="a.csv", size=1, sha256="ab" * 32), SourceFile(name="b.csv", size=1, sha256="cd" * 32))
    load, _ = store.append(reading({"person": [person("1")]}, FIRST_DAY, files=files), time(0))
    assert store.same_as_last("ssd", files[::-1]) == load
    assert store.same_as_last("ssd", files[:1]) is None
    assert store.same_as_last("annex_a", files) is None
