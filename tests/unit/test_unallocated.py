"""From when to when nobody held an open child: a table of cases, and day after day over histories made by chance."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from roker.database import Database
from roker.record import ENTITIES
from roker.record.holding import BASIS_ORDER, Role, names_nobody, weight_of_role
from roker.record.lasting import derive_lasting
from tests.unit.histories import ON, shown, told

PLAN = {"allocation": "basis | from | to\nprotection | 2023-06-01 |"}
ENDED_PLAN = {"allocation": "basis | from | to\nprotection | 2023-06-01 | 2023-09-01"}
FIELDS = ("basis", "unallocated_kind", "unallocated_start_date", "unallocated_end_date")


def gaps(involved: str, **tables: str) -> list[str]:
    rows = f"worker | role | from | to\n{involved}"
    database = told(**{**PLAN, **tables}, involvements=rows)
    derive_lasting(database, ON)
    return shown(database, "unallocated", *FIELDS)


@pytest.mark.parametrize(
    ("case", "tables", "involved", "expected"),
    [
        ("held from the first day on", PLAN, "W1 | | 2023-06-01 |", []),
        ("held since long before", PLAN, "W1 | | 2020-06-01 |", []),
        ("held a day late", PLAN, "W1 | | 2023-06-02 |", ["protection new 2023-06-01 2023-06-02"]),
        ("held until today", PLAN, "W1 | | 2023-06-01 | 2024-01-31", ["protection left 2024-01-31 -"]),
        ("left, and nobody followed", PLAN, "W1 | | 2023-06-01 | 2023-07-01", ["protection left 2023-07-01 -"]),
        (
            "somebody followed a day late",
            PLAN,
            "W1 | | 2023-06-01 | 2023-07-01\nW2 | | 2023-07-02 |",
            ["protection left 2023-07-01 2023-07-02"],
        ),
        ("somebody followed at once", PLAN, "W1 | | 2023-06-01 | 2023-07-01\nW2 | | 2023-07-01 |", []),
        ("two overlap", PLAN, "W1 | | 2023-06-01 | 2023-08-01\nW2 | | 2023-07-01 |", []),
        ("a reviewing officer holds nobody", PLAN, "W1 | IRO | 2023-06-01 |", ["protection new 2023-06-01 -"]),
        ("nor does a desk", PLAN, "Duty desk | | 2023-06-01 |", ["protection new 2023-06-01 -"]),
        (
            "nor a support worker, for a plan",
            PLAN,
            "W1 | Support worker | 2023-06-01 |",
            ["protection new 2023-06-01 -"],
        ),
        (
            "who does for a child in need",
            {"allocation": "basis | from | to\nneed | 2023-06-01 |"},
            "W1 | Support worker | 2023-06-01 |",
            [],
        ),
        (
            "until a plan begins",
            {"allocation": "basis | from | to\nneed | 2023-06-01 |\nprotection | 2023-08-01 | 2023-09-01"},
            "W1 | Support worker | 2023-06-01 |",
            ["protection left 2023-08-01 2023-09-01"],
        ),
        ("once it has ended nobody is needed", ENDED_PLAN, "W1 | | 2023-06-01 | 2023-09-01", []),
        (
            "the gap ends with it",
            ENDED_PLAN,
            "W1 | | 2023-06-01 | 2023-08-01",
            ["protection left 2023-08-01 2023-09-01"],
        ),
        (
            "one gap, though what the child is open for changes in it",
            {"allocation": "basis | from | to\nreferral | 2023-05-01 | 2023-06-01\nprotection | 2023-06-01 |"},
            "W1 | | 2023-07-01 |",
            ["referral new 2023-05-01 2023-07-01"],
        ),
        (
            "of all that a child is open for, what weighs most",
            {"allocation": "basis | from | to\nneed | 2023-05-01 |\nprotection | 2023-05-01 |"},
            "W1 | | 2023-07-01 |",
            ["protection new 2023-05-01 2023-07-01"],
        ),
        (
            "opened anew",
            {"allocation": "basis | from | to\nneed | 2022-05-01 | 2022-06-01\nprotection | 2023-06-01 |"},
            "W1 | | 2022-05-01 | 2022-06-01\nW1 | | 2023-06-03 |",
            ["protection new 2023-06-01 2023-06-03"],
        ),
        (
            "whoever a row names holds throughout, where nobody was involved",
            {"allocation": "basis | from | to | worker\nprotection | 2023-06-01 | | Ann"},
            "W1 | IRO | 2023-06-01 |",
            [],
        ),
        (
            "and after the last who was",
            {"allocation": "basis | from | to | worker\nprotection | 2023-06-01 | | Ann"},
            "W1 | | 2023-07-01 | 2023-08-01",
            ["protection new 2023-06-01 2023-07-01"],
        ),
        ("since a day that is not known", {"allocation": "basis\ncare"}, "W1 | IRO | |", ["care new - -"]),
        ("then held, so that nothing is said", {"allocation": "basis\ncare"}, "W1 | | 2023-01-01 |", []),
        ("and then not", {"allocation": "basis\ncare"}, "W1 | | | 2023-05-01", ["care left 2023-05-01 -"]),
        ("what is planned is not said", PLAN, "W1 | | 2023-06-01 | 2024-02-01", []),
        (
            "a worker whose last post ended holds nobody any more",
            {
                **PLAN,
                "worker_post": "worker | from | to\nW1 | 2020-01-01 | 2022-01-01\nW1 | 2022-01-01 | 2023-10-01",
            },
            "W1 | | 2023-06-01 |",
            ["protection left 2023-10-01 -"],
        ),
        (
            "one of whose posts goes on does",
            {**PLAN, "worker_post": "worker | from | to\nW1 | 2020-01-01 | 2022-01-01\nW1 | 2022-01-01 |"},
            "W1 | | 2023-06-01 |",
            [],
        ),
    ],
)
def test_gaps(case: str, tables: dict[str, str], involved: str, expected: list[str]) -> None:
    assert gaps(involved, **tables) == expected


def test_without_involvements_nothing_is_said() -> None:
    database = told(**PLAN)
    derive_lasting(database, ON)
    assert shown(database, "unallocated", *FIELDS) == []
    assert shown(database, "open_period", "open_start_date") == ["2023-06-01"]


# ---------------------------------------------------------------------------------------------------- day after day

START = date(2023, 1, 1)
DAYS = 60
ROLES = ("Social worker", "Support worker", "PA", "IRO", "")


def slowly(
    spans: Sequence[Mapping[str, Any]], involved: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[date, str, str]]:
    """The first day of each gap, with what the child was open for and why, as one would find it with a calendar."""
    was_open, was_nobodys = False, False
    for on in (START + timedelta(days=n) for n in range(DAYS + 1)):
        open_for = [each["basis"] for each in spans if _covers(each, on)]
        if not open_for:
            was_open = was_nobodys = False
            continue
        heaviest = min(open_for, key=BASIS_ORDER[Role.SOCIAL_WORKER].index)
        is_nobodys = not any(
            _covers(each, on)
            and not names_nobody(each["worker"])
            and weight_of_role(each["role"], heaviest) is not None
            for each in involved
        )
        if is_nobodys and not was_nobodys:
            yield on, heaviest, "left" if was_open else "new"
        was_open, was_nobodys = True, is_nobodys


def _covers(row: Mapping[str, Any], on: date) -> bool:
    return bool(row["from"] <= on and (row["to"] is None or on < row["to"]))


def _spell(chance: random.Random) -> dict[str, Any]:
    first = START + timedelta(days=chance.randrange(DAYS))
    return {"from": first, "to": chance.choice([None, first + timedelta(days=chance.randrange(1, 25))])}


def test_day_after_day() -> None:
    chance = random.Random(20240131)
    expected = []
    rows: dict[str, list[Any]] = {"allocation": [], "involvements": []}
    for number in range(150):
        child = f"C{number}"
        starts: dict[tuple[str, date], dict[str, Any]] = {}
        for _ in range(chance.randrange(1, 4)):
            span = {"basis": chance.choice(BASIS_ORDER[Role.SOCIAL_WORKER][:5]), **_spell(chance)}
            starts[span["basis"], span["from"]] = span
        involved = [
            {"worker": chance.choice(["W1", "W2", "Duty"]), "role": chance.choice(ROLES), **_spell(chance)}
            for _ in range(chance.randrange(5))
        ]
        expected += [(child, *each) for each in slowly([*starts.values()], involved)]
        rows["allocation"] += [
            {"person_id": child, "basis": each["basis"], "basis_from": each["from"], "basis_to": each["to"]}
            for each in starts.values()
        ]
        rows["involvements"] += [
            {
                "person_id": child,
                "professional_id": each["worker"],
                "professional_role_id": each["role"],
                "involvement_start_date": each["from"],
                "involvement_end_date": each["to"],
            }
            for each in involved
        ]
    database = _database(rows)
    derive_lasting(database, START + timedelta(days=DAYS))
    found = database.rows("SELECT person_id, unallocated_start_date, basis, unallocated_kind FROM unallocated")
    assert len(expected) > 100
    assert sorted(found) == sorted(expected)


def _database(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Database:
    database = told()
    for name, these in rows.items():
        database.insert(name, ENTITIES[name].columns(), [ENTITIES[name].row_of(each) for each in these])
    return database
