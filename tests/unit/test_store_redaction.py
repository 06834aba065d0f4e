"""A redacted child is gone from every byte of the store, stays gone, and that it was done is noted."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from roker.errors import RokerError
from roker.record import ENTITIES, Cell, Problem, Reading
from roker.store import Store

NOW = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)
DAY = date(2024, 1, 31)
GONE, STAYS = "Qx77zzGONE", "Qx11zzSTAYS"
ORDER = {"by": "Priya Shah", "authority": "Adoption order 12 March 2024", "why": "Adopted: the former record is sealed"}


def append(store: Store, rows: dict[str, list[dict[str, Any]]], days: int, **facts: Any) -> Any:
    reading = Reading.of_rows(
        {name: [ENTITIES[name].row_of(row) for row in each] for name, each in rows.items()},
        source=facts.pop("source", "ssd"),
        snapshot_on=DAY + timedelta(days=days),
        **facts,
    )
    return store.append(reading, NOW + timedelta(days=days))[0]


def child(number: str, **said: Any) -> dict[str, Any]:
    return {"person_id": number, "legacy_id": f"L-{number}", "surname": f"Surname-{number}", **said}


def visit(number: str, place: str, day: date = DAY) -> dict[str, Any]:
    return {"person_id": number, "cp_visit_date": day, "cp_plan_id": f"{number}/{DAY}", "found_in": place}


def fill(store: Store) -> None:
    """Two loads and another source, with the child in all of them, and as the child of a mother."""
    problems = tuple(
        Problem(
            at=Cell(file="visits.csv", row=row, column="x"),
            kind="not_a_date",
            found=found,
            expected="a date",
            remedy="",
        )
        for row, found in ((2, "31/02/2019"), (9, f"{GONE}: 1"), (3, "32/01/2019"))
    )
    rows = {
        "person": [child(GONE), child(STAYS)],
        "cp_visits": [visit(GONE, "visits.csv, row 2"), visit(STAYS, "visits.csv, row 3")],
        "mother": [{"person_id": STAYS, "childs_person_id": GONE}],
    }
    append(store, rows, 0, problems=problems)
    later = {**rows, "cp_visits": [visit(GONE, "visits.csv, row 2", DAY + timedelta(days=1))]}
    append(store, later, 1)
    append(store, {"person": [{"person_id": f"L-{GONE}"}]}, 2, source="annex_a")


def bytes_of(home: Path) -> bytes:
    """Everything that lies in the store, packed pages unpacked by reading every table once more."""
    found = b"".join(path.read_bytes() for path in sorted((home / "store").rglob("*")) if path.is_file())
    return found + repr(_every_row(home)).encode()


def _every_row(home: Path) -> list[Any]:
    from roker.database import Database

    with Database.in_memory() as database:
        paths = sorted((home / "store").rglob("*.parquet"))
        return [row for path in paths for row in database.rows(f"FROM read_parquet('{path}')")]


def test_no_byte_of_the_child_is_left(tmp_path: Path) -> None:
    store = Store(tmp_path)
    fill(store)
    assert GONE.encode() in bytes_of(tmp_path)
    noted = store.redact(GONE, time=NOW + timedelta(days=3), **ORDER)
    left = bytes_of(tmp_path)
    assert GONE.encode() not in left
    # which of the texts found were the child's cannot be told for certain: none of them stays
    assert b"31/02/2019" not in left
    assert b"32/01/2019" not in left
    assert [each.kind for each in store.problems_of(store.loads()[0])] == ["not_a_date"] * 3
    assert STAYS.encode() in left
    assert store.verify() == []
    assert (noted.by, noted.authority, noted.why) == tuple(ORDER.values())
    assert store.redactions() == [noted]
    # the child, a visit and the mother's row in the first load; a visit more and one less; the number in another source
    assert noted.rows == 6


def test_earlier_answers_stay_but_for_the_child_and_say_so(tmp_path: Path) -> None:
    store = Store(tmp_path)
    fill(store)
    then = NOW + timedelta(hours=1)
    before = store.as_known_at(then).database.rows("SELECT person_id FROM cp_visits ORDER BY 1")
    store.redact(GONE, time=NOW + timedelta(days=3), **ORDER)
    assert store.as_known_at(then).database.rows("SELECT person_id FROM cp_visits") == [
        row for row in before if row != (GONE,)
    ]
    known = store.known(then)
    assert known is not None
    assert [each.why for each in known.redacted_since] == [ORDER["why"]]
    now = store.known()
    assert now is not None
    assert now.redacted_since == ()


def test_a_later_extract_does_not_bring_the_child_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    fill(store)
    store.redact(GONE, time=NOW + timedelta(days=3), **ORDER)
    load = append(store, {"person": [child(GONE), child(STAYS), child("new")], "cp_visits": [visit(GONE, "row 2")]}, 4)
    assert load.rows == {"person": 2, "cp_visits": 0}
    append(store, {"person": [{"person_id": f"L-{GONE}"}]}, 5, source="annex_a")
    known = store.known()
    assert known is not None
    assert store.record(known).database.rows("SELECT person_id FROM person ORDER BY 1") == [(STAYS,), ("new",)]
    assert GONE.encode() not in bytes_of(tmp_path)


def test_who_why_and_on_what_authority_must_be_said(tmp_path: Path) -> None:
    store = Store(tmp_path)
    fill(store)
    with pytest.raises(RokerError, match="needs the child's number, who does it"):
        store.redact(GONE, time=NOW + timedelta(days=3), **{**ORDER, "why": " "})
    with pytest.raises(RokerError, match="No child 123 is in the store"):
        store.redact("123", time=NOW + timedelta(days=3), **ORDER)
    assert store.redactions() == []
    assert len(store.loads()) == 3


def people(store: Store) -> list[str]:
    known = store.known()
    assert known is not None
    return sorted(number for (number,) in store.record(known).database.rows("SELECT person_id FROM person"))


def test_a_number_that_is_another_childs_own_is_not_redacted_with_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, {"person": [{"person_id": "A", "legacy_id": "B"}, {"person_id": "B"}]}, 0)
    store.redact("A", time=NOW, **ORDER)
    assert people(store) == ["B"]
    append(store, {"person": [{"person_id": "A", "legacy_id": "B"}, {"person_id": "B"}]}, 1)
    assert people(store) == ["B"]


def test_a_child_whose_former_number_was_the_redacted_childs_own_stays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, {"person": [{"person_id": "A"}, {"person_id": "B", "legacy_id": "A"}]}, 0)
    store.redact("A", time=NOW, **ORDER)
    append(store, {"person": [{"person_id": "A"}, {"person_id": "B", "legacy_id": "A", "surname": "Told"}]}, 1)
    assert people(store) == ["B"]
    append(store, {"person": [{"person_id": "B", "legacy_id": "A"}, {"person_id": "C", "legacy_id": "A"}]}, 2)
    assert people(store) == ["B"]


def test_a_number_that_two_children_had_is_redacted_with_neither(tmp_path: Path) -> None:
    store = Store(tmp_path)
    b = {"person_id": "B", "legacy_id": "7", "dob": date(2015, 1, 1)}
    append(store, {"person": [{"person_id": "A", "legacy_id": "7"}, b]}, 0)
    append(store, {"person": [{"person_id": "7", "dob": date(2014, 1, 1)}]}, 1, source="annex_a")
    store.redact("A", time=NOW + timedelta(days=1), **ORDER)
    assert people(store) == ["7", "B"]


def _two_with_one_number(store: Store, *, linked: bool, days: int = 0) -> None:
    """A and B had the number 7, under which another source knows a child: nobody can tell which of them."""
    if linked:
        cases = [{"person_id": each, "identifier_type": "CASE", "identifier_value": "7"} for each in ("A", "B")]
        append(store, {"person": [{"person_id": "A"}, {"person_id": "B"}], "linked_identifiers": cases}, days)
    else:
        append(store, {"person": [{"person_id": each, "legacy_id": "7"} for each in ("A", "B")]}, days)
    append(store, {"person": [{"person_id": "7"}], "cp_visits": [visit("7", "row 2")]}, days, source="annex_a")


@pytest.mark.parametrize("linked", [False, True])
def test_a_number_that_two_children_had_does_not_become_the_others(tmp_path: Path, linked: bool) -> None:
    store = Store(tmp_path)
    _two_with_one_number(store, linked=linked)
    assert people(store) == ["7", "A", "B"]
    store.redact("A", time=NOW + timedelta(days=1), **ORDER)
    assert people(store) == ["7", "B"]
    known = store.known()
    assert known is not None
    assert [row[:2] for row in store.disagreements(known) if row[7] == "perhaps B"] == [("person", "7")]
    # nor by later loads, nor where the other child is asked for, or redacted too
    _two_with_one_number(store, linked=linked, days=2)
    append(store, {"cp_visits": [visit("7", "row 3")]}, 2, source="cin_census")
    assert people(store) == ["7", "B"]
    assert {change.key["person_id"] for change in store.history("B")} == {"B"}
    store.redact("B", time=NOW + timedelta(days=3), **ORDER)
    assert people(store) == ["7"]


def test_a_number_stays_nobodys_only_while_both_had_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, {"person": [{"person_id": "7"}]}, 0, source="annex_a")
    append(store, {"person": [{"person_id": "A"}, {"person_id": "B", "legacy_id": "7"}]}, 0)
    append(store, {"person": [{"person_id": each, "legacy_id": "7"} for each in ("A", "B")]}, 1)
    append(store, {"person": [{"person_id": "A"}, {"person_id": "B", "legacy_id": "7"}]}, 2)
    times = [NOW + timedelta(days=days, hours=1) for days in range(3)]

    def known_then() -> list[list[str]]:
        rows = [store.as_known_at(time).database.rows("SELECT person_id FROM person ORDER BY 1") for time in times]
        return [[number for (number,) in each if number != "A"] for each in rows]

    before = known_then()
    assert before == [["B"], ["7", "B"], ["B"]]
    store.redact("A", time=NOW + timedelta(days=3), **ORDER)
    assert known_then() == before


def test_what_a_load_said_that_was_taken_back_makes_no_number_nobodys(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, {"person": [{"person_id": "7"}]}, 0, source="annex_a")
    append(store, {"person": [{"person_id": "A"}, {"person_id": "B", "legacy_id": "7"}]}, 0)
    load = append(store, {"person": [{"person_id": each, "legacy_id": "7"} for each in ("A", "B")]}, 1)
    store.withdraw(load.number, NOW + timedelta(days=2))
    store.redact("A", time=NOW + timedelta(days=3), **ORDER)
    assert people(store) == ["B"]


def test_without_the_salt_it_is_not_guessed_whose_a_number_is(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _two_with_one_number(store, linked=False)
    store.redact("A", time=NOW + timedelta(days=1), **ORDER)
    (tmp_path / "store" / "salt").unlink()
    with pytest.raises(RokerError, match="“salt” of the store is missing"):
        people(store)


def test_a_number_that_is_another_childs_own_in_a_believed_source_stays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    append(store, {"person": [{"person_id": "B"}]}, 0)
    append(store, {"person": [{"person_id": "A", "legacy_id": "B"}]}, 0, source="annex_a")
    store.redact("A", time=NOW + timedelta(days=1), **ORDER)
    assert people(store) == ["B"]


def test_every_number_that_the_record_joins_goes(tmp_path: Path) -> None:
    store = Store(tmp_path)
    case = {"person_id": "A", "identifier_type": "CASE", "identifier_value": "77"}
    append(store, {"person": [{"person_id": "A"}], "linked_identifiers": [case]}, 0)
    append(store, {"person": [{"person_id": "77"}], "cp_visits": [visit("77", "row 2")]}, 1, source="annex_a")
    assert people(store) == ["A"]
    store.redact("A", time=NOW + timedelta(days=1), **ORDER)
    assert people(store) == []
    # the child comes back under a new number, with the old one as a former number
    append(store, {"person": [{"person_id": "N", "legacy_id": "A"}], "cp_visits": [visit("N", "row 2")]}, 2)
    assert people(store) == []


def test_without_its_salt_nothing_is_loaded(tmp_path: Path) -> None:
    store = Store(tmp_path)
    fill(store)
    store.redact(GONE, time=NOW + timedelta(days=3), **ORDER)
    salt = tmp_path / "store" / "salt"
    kept = salt.read_text()
    for harm in (salt.unlink, lambda: salt.write_text("another")):
        harm()
        with pytest.raises(RokerError, match="redacted children would come back"):
            append(store, {"person": [child(GONE)]}, 4)
    salt.write_text(kept)
    append(store, {"person": [child(GONE), child(STAYS)]}, 4)
    assert people(store) == [STAYS]
