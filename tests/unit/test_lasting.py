"""Stays, series of short breaks, times for which a child is open, and care leavers: tables of cases, and day by day."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from roker import calendar
from roker.database import Database
from roker.record import ENTITIES, Kind, Reading, Record
from roker.record.deriving import derive
from roker.record.lasting import MADE, absent_with, derive_lasting
from roker.record.occasions import OCCASIONS
from tests.unit.histories import FIVE_CHILDREN, ON, everything, shown, told


def lasting(entity: str, *fields: str, **tables: str) -> list[str]:
    database = told(**tables)
    derive_lasting(database, ON)
    return shown(database, entity, *fields)


# --------------------------------------------------------------------------------------------------------------- stays


@pytest.mark.parametrize(
    ("case", "placements", "expected"),
    [
        ("one placement", "from | to | type\n2023-01-10 | | U6", ["2023-01-10 - U6"]),
        (
            "a move",
            "from | to | type\n2023-01-10 | 2023-03-01 | U6\n2023-03-01 | | K2",
            ["2023-01-10 2023-03-01 U6", "2023-03-01 - K2"],
        ),
        (
            "a move to a home of one type is one too",
            "from | to | type | home\n2023-01-10 | 2023-03-01 | K2 | A\n2023-03-01 | | K2 | A",
            ["2023-01-10 2023-03-01 K2", "2023-03-01 - K2"],
        ),
        (
            "a temporary move, and back to the same home",
            """from       | to         | type | home
               2023-01-10 | 2023-02-01 | U6   | A
               2023-02-01 | 2023-02-05 | T1   |
               2023-02-05 |            | U6   | A""",
            ["2023-01-10 - U6"],
        ),
        (
            "two of them",
            """from       | to         | type | postcode
               2023-01-10 | 2023-02-01 | U6   | A
               2023-02-01 | 2023-02-03 | T0   |
               2023-02-03 | 2023-02-05 | T4   | B
               2023-02-05 | 2023-04-01 | U6   | A""",
            ["2023-01-10 2023-04-01 U6"],
        ),
        (
            "one that goes on",
            "from | to | type\n2023-01-10 | 2023-02-01 | U6\n2023-02-01 | | T2",
            ["2023-01-10 - U6"],
        ),
        (
            "one in the midst of a placement",
            "from | to | type\n2023-01-10 | 2023-06-01 | U6\n2023-02-01 | 2023-02-05 | T3",
            ["2023-01-10 2023-06-01 U6"],
        ),
        (
            "after it, somewhere else",
            """from       | to         | type | home
               2023-01-10 | 2023-02-01 | U6   | A
               2023-02-01 | 2023-02-05 | T1   |
               2023-02-05 |            | U6   | B""",
            ["2023-01-10 2023-02-05 U6", "2023-02-05 - U6"],
        ),
        (
            "with a carer at another address, of the same agency",
            """from       | to         | type | home | postcode
               2023-01-10 | 2023-02-01 | U6   | A    | X
               2023-02-01 | 2023-02-05 | T1   |      |
               2023-02-05 |            | U6   | A    | Y""",
            ["2023-01-10 2023-02-05 U6", "2023-02-05 - U6"],
        ),
        (
            "another type",
            """from       | to         | type | home
               2023-01-10 | 2023-02-01 | U6   | A
               2023-02-01 | 2023-02-05 | T1   |
               2023-02-05 |            | U4   | A""",
            ["2023-01-10 2023-02-05 U6", "2023-02-05 - U4"],
        ),
        (
            "where it is not told: a stay of its own, so that it is visited",
            """from       | to         | type
               2023-01-10 | 2023-02-01 | U6
               2023-02-01 | 2023-02-05 | T1
               2023-02-05 |            | U6""",
            ["2023-01-10 2023-02-05 U6", "2023-02-05 - U6"],
        ),
        (
            "a temporary move that nothing stands before is a stay, so that the child is somewhere",
            "from | to | type\n2023-01-10 | 2023-02-01 | T1\n2023-02-01 | | U6",
            ["2023-01-10 2023-02-01 T1", "2023-02-01 - U6"],
        ),
        (
            "what is left open ends when the next begins",
            "from | to | type\n2023-01-10 | | U6\n2023-03-01 | | K2",
            ["2023-01-10 2023-03-01 U6", "2023-03-01 - K2"],
        ),
        ("a type that is not told", "from | to | type\n2023-01-10 | | ", ["2023-01-10 - -"]),
        (
            "a start that is not known",
            "from | to | type\n | 2023-03-01 | U6\n2023-03-01 | | K2",
            ["- 2023-03-01 U6", "2023-03-01 - K2"],
        ),
        (
            "children are told apart",
            """child | from       | to         | type | home
               C1    | 2023-01-10 | 2023-02-01 | U6   | A
               C2    | 2023-02-01 | 2023-02-05 | T1   |
               C1    | 2023-02-05 |            | U6   | A""",
            ["2023-01-10 2023-02-01 U6", "2023-02-01 2023-02-05 T1", "2023-02-05 - U6"],
        ),
    ],
)
def test_stays(case: str, placements: str, expected: list[str]) -> None:
    fields = ("stay_start_date", "stay_end_date", "placement_type")
    assert lasting("placement_stay", *fields, cla_placement=placements) == expected


def test_what_is_left_open_ends_when_care_does() -> None:
    found = lasting(
        "placement_stay",
        "cla_id",
        "stay_end_date",
        "found_in",
        cla_placement="period | from | type\nP | 2023-01-10 | U6\nP | 2023-02-10 | T1",
        period_of_care="period | entered | ceased\nP | 2023-01-10 | 2023-06-01",
    )
    assert found == ["P 2023-06-01 derived from cla_placement: cla_placement.csv, row 1, and 1 more"]


def test_stays_of_two_times_in_care_are_told_apart() -> None:
    placements = """period | from       | to         | type | home
                    P      | 2022-01-10 | 2022-02-01 | U6   | A
                    P      | 2022-02-01 | 2022-02-05 | T1   |
                    Q      | 2023-02-05 |            | U6   | A"""
    assert len(lasting("placement_stay", "stay_start_date", cla_placement=placements)) == 2


@pytest.mark.parametrize(("type_", "long_term"), [("U1", "Y"), ("U4", "Y"), ("U6", "N"), ("K2", "N"), ("", "-")])
def test_foster_care_that_is_meant_to_last(type_: str, long_term: str) -> None:
    assert lasting("placement_stay", "long_term", cla_placement=f"from | type\n2023-01-10 | {type_}") == [long_term]


@pytest.mark.parametrize(
    ("statuses", "short_break"),
    [
        ("status | from | to\nV4 | 2023-01-10 |", "Y"),
        ("status | from | to\nC2 | 2023-01-10 |", "N"),
        ("status | from | to\nV3 | 2023-01-10 |\nC2 | 2023-02-01 |", "N"),
        ("status | from | to\nV3 | 2023-02-10 |", "-"),
        ("status | from | to\n | 2023-01-10 |", "-"),
        ("status | from | to\nC2 | 2022-01-10 | 2023-01-10", "-"),
        ("status | from | to", "-"),
    ],
)
def test_short_breaks_are_told_by_legal_status(statuses: str, short_break: str) -> None:
    placement = "from | to | type\n2023-01-10 | 2023-03-01 | U6"
    assert lasting("placement_stay", "short_break", cla_placement=placement, legal_status=statuses) == [short_break]


def test_an_emergency_is_that_of_the_placement_with_which_the_stay_began() -> None:
    placements = """from       | to         | type | home | emergency
                    2023-01-10 | 2023-02-01 | P1   | A    | Y
                    2023-02-01 | 2023-02-05 | T1   |      |
                    2023-02-05 |            | P1   | A    | N"""
    assert lasting("placement_stay", "emergency", cla_placement=placements) == ["Y"]


# -------------------------------------------------------------------------------------------------------- short breaks


@pytest.mark.parametrize(
    ("case", "statuses", "expected"),
    [
        ("an agreement", "V4 | 2020-01-10 |", ["V4 2020-01-10 -"]),
        ("one that ended", "V4 | 2023-01-10 | 2023-12-01", ["V4 2023-01-10 2023-12-01"]),
        (
            "and another",
            "V4 | 2020-01-10 | 2020-06-01\nV4 | 2020-06-02 |",
            ["V4 2020-01-10 2020-06-01", "V4 2020-06-02 -"],
        ),
        ("breaks go on while a year has not passed", "V3 | 2023-01-28 | 2023-01-31", ["V3 2023-01-28 -"]),
        ("and have ended then", "V3 | 2023-01-28 | 2023-01-30", ["V3 2023-01-28 2023-01-30"]),
        ("a year between them", "V3 | 2022-01-01 | 2022-01-03\nV3 | 2023-01-03 | 2023-02-05", ["V3 2022-01-01 -"]),
        (
            "a day more",
            "V3 | 2022-01-01 | 2022-01-03\nV3 | 2023-01-04 | 2023-02-05",
            ["V3 2022-01-01 2022-01-03", "V3 2023-01-04 -"],
        ),
        ("a start that is not known", "V4 | |", ["V4 - -"]),
        ("other statuses are none", "V2 | 2023-01-01 |\n | 2023-01-01 |", []),
    ],
)
def test_series_of_short_breaks(case: str, statuses: str, expected: list[str]) -> None:
    rows = f"status | from | to\n{statuses}"
    fields = ("legal_status", "series_start_date", "series_end_date")
    assert lasting("short_break_series", *fields, legal_status=rows) == expected


# ---------------------------------------------------------------------------------------------------------------- open


@pytest.mark.parametrize(
    ("case", "allocations", "expected"),
    [
        ("one", "need | 2023-01-10 | 2023-03-01", ["2023-01-10 2023-03-01"]),
        ("one that goes on", "need | 2023-01-10 |", ["2023-01-10 -"]),
        ("two that touch", "need | 2023-01-10 | 2023-03-01\ncare | 2023-03-01 |", ["2023-01-10 -"]),
        (
            "a day between",
            "need | 2023-01-10 | 2023-03-01\ncare | 2023-03-02 |",
            ["2023-01-10 2023-03-01", "2023-03-02 -"],
        ),
        (
            "one inside another",
            "need | 2023-01-10 | 2023-09-01\ncare | 2023-02-01 | 2023-03-01",
            ["2023-01-10 2023-09-01"],
        ),
        ("an end before the start is none", "need | 2023-03-01 | 2023-01-10", ["2023-03-01 -"]),
        ("over at once is not open", "need | 2023-03-01 | 2023-03-01", []),
        (
            "a referral waits until something is begun",
            "referral | 2023-03-01 |\nneed | 2023-03-01 | 2023-04-01",
            ["2023-03-01 2023-04-01"],
        ),
        ("since a day that is not known", "care | |", ["- -"]),
        ("until a day", "care | | 2023-05-01", ["- 2023-05-01"]),
        ("it adds nothing to what goes on anyway", "care | |\nneed | 2023-01-10 |", ["2023-01-10 -"]),
        (
            "and stands beside what does not",
            "care | |\nneed | 2023-01-10 | 2023-03-01",
            ["- -", "2023-01-10 2023-03-01"],
        ),
    ],
)
def test_open(case: str, allocations: str, expected: list[str]) -> None:
    rows = f"basis | from | to\n{allocations}"
    assert lasting("open_period", "open_start_date", "open_end_date", allocation=rows) == expected


def test_leaving_care_is_open_since_the_status_began() -> None:
    found = lasting(
        "open_period",
        "open_start_date",
        "open_end_date",
        person="dob\n2004-06-21",
        care_leavers="eligibility\nFR",
        allocation="basis | from | to\ncare | 2015-02-01 | 2022-06-21\nleaving_care | |",
    )
    assert found == ["2015-02-01 -"]


# --------------------------------------------------------------------------------------------------------- care leavers

BORN = "dob\n2006-05-10"
"""14 on 10 May 2020, 16 on 10 May 2022, 18 on 10 May 2024."""


def statuses(cared: str, on: date = ON, **tables: str) -> list[str]:
    rows = f"entered | ceased | why\n{cared}"
    database = told(**{"person": BORN, **tables}, period_of_care=rows)
    derive_lasting(database, on)
    return shown(database, "leaving_care_status", "eligibility", "status_start_date", "status_end_date")


@pytest.mark.parametrize(
    ("case", "cared", "expected"),
    [
        ("since long before 14", "2015-01-01 | |", ["E 2022-05-10 -"]),
        ("left before 16", "2015-01-01 | 2022-05-10 | E4A", []),
        ("left a day later", "2015-01-01 | 2022-05-11 | E4A", ["E 2022-05-10 2022-05-11", "R 2022-05-11 -"]),
        ("thirteen weeks at 16: on the ninety-first day", "2023-01-01 | |", ["E 2023-04-01 -"]),
        ("ninety days are not enough", "2023-01-01 | 2023-04-01 | E8", []),
        ("ninety-one are", "2023-01-01 | 2023-04-02 | E8", ["E 2023-04-01 2023-04-02", "R 2023-04-02 -"]),
        (
            "days of earlier care count from 14 on",
            "2020-05-10 | 2020-07-10 | E8\n2022-06-01 | |",
            ["E 2022-06-30 -"],
        ),
        ("and not before", "2019-01-01 | 2020-05-10 | E8\n2023-01-01 | |", ["E 2023-04-01 -"]),
        (
            "taken back into care: eligible again at once",
            "2022-01-01 | 2022-08-01 | E4B\n2023-01-01 | |",
            ["E 2022-05-10 2022-08-01", "E 2023-01-01 -", "R 2022-08-01 2023-01-01"],
        ),
        ("back on the same day: care went on", "2022-01-01 | 2022-08-01 | E4B\n2022-08-01 | |", ["E 2022-05-10 -"]),
        ("adopted", "2015-01-01 | 2022-08-01 | E11", ["E 2022-05-10 2022-08-01"]),
        ("moved to another authority", "2015-01-01 | 2022-08-01 | E3", ["E 2022-05-10 2022-08-01"]),
        ("what is not yet, is not said", "2024-01-01 | |", []),
    ],
)
def test_care_leavers(case: str, cared: str, expected: list[str]) -> None:
    assert statuses(cared) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2024-05-09", ["E 2022-05-10 -"]),
        ("2024-05-10", ["E 2022-05-10 2024-05-10", "FR 2024-05-10 -"]),
        ("2031-05-09", ["E 2022-05-10 2024-05-10", "FR 2024-05-10 -"]),
        ("2031-05-10", ["E 2022-05-10 2024-05-10", "FR 2024-05-10 2031-05-10"]),
    ],
)
def test_former_relevant_from_18_to_25(on: str, expected: list[str]) -> None:
    assert statuses("2015-01-01 | |", date.fromisoformat(on)) == expected


def test_care_of_unknown_start_counts_from_its_first_known_episode() -> None:
    database = told(person=BORN, cla_episodes="from | began | to | ended\n2022-04-10 | P | |")
    derive(database, ON)
    derive_lasting(database, ON)
    found = shown(database, "leaving_care_status", "eligibility", "status_start_date", "found_in")
    assert found == ["E 2022-07-09 derived from cla_episodes: cla_episodes.csv, row 1"]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("FR | ", ["FR 2022-05-10 -"]),
        ("FR | 2022-05-12", ["FR 2022-05-12 -"]),
        ("Q | ", ["Q - -"]),
        ("R | 2021-01-01", ["R 2021-01-01 2022-05-10"]),
        ("N | ", []),
        (" | ", []),
    ],
)
def test_where_care_is_not_on_the_record_what_is_stated_counts(stated: str, expected: list[str]) -> None:
    tables = {"person": "dob\n2004-05-10", "care_leavers": f"eligibility | since\n{stated}"}
    fields = ("eligibility", "status_start_date", "status_end_date")
    assert lasting("leaving_care_status", *fields, **tables) == expected


def test_what_follows_from_care_comes_before_what_is_stated() -> None:
    assert statuses("2015-01-01 | |", care_leavers="eligibility\nQ") == ["E 2022-05-10 -"]


def test_without_a_date_of_birth_only_what_is_stated_is_known() -> None:
    assert statuses("2015-01-01 | |", person="dob\n", care_leavers="eligibility\nFR") == ["FR - -"]


# ---------------------------------------------------------------------------------------------------------- day by day

BIRTH = date(2006, 5, 10)
LAST = date(2024, 8, 1)


def slowly(periods: Sequence[tuple[date, date | None, str | None]]) -> Iterator[tuple[str, date]]:
    """The first day of each status, as one would find it with a calendar."""
    days, status, was_in_care = 0, "", False
    on = calendar.birthday(BIRTH, 14)
    while on <= LAST:
        is_in_care = any(first <= on and (last is None or on < last) for first, last, _ in periods)
        if calendar.age_on(BIRTH, on) >= 18:
            if status in {"E", "R"}:
                yield "FR", on
            return
        days += is_in_care
        now = status
        if is_in_care:
            now = "E" if days >= 91 and calendar.age_on(BIRTH, on) >= 16 else ""
        elif was_in_care:
            why = {why for _, last, why in periods if last == on}
            now = "R" if status == "E" and not why & {"E2", "E3", "E11", "E12"} else ""
        if now and now != status:
            yield now, on
        status, was_in_care = now, is_in_care
        on += timedelta(days=1)


def test_care_leavers_day_by_day() -> None:
    chance = random.Random(20240131)
    expected, rows = [], []
    for number in range(120):
        child, periods = f"C{number}", []
        first = date(2019, 1, 1) + timedelta(days=chance.randrange(1200))
        for _ in range(chance.randrange(1, 5)):
            last = first + timedelta(days=chance.randrange(1, chance.choice([40, 120, 900])))
            periods.append((first, chance.choice([last, last, last, None]), chance.choice(["E8", "E4A", "E3", None])))
            if periods[-1][1] is None:
                break
            first = last + timedelta(days=chance.choice([0, 1, 30, 200]))
        expected += [(child, *each) for each in slowly(periods)]
        rows += [
            {
                "cla_id": f"{child}/{began}",
                "person_id": child,
                "entered_care_date": began,
                "ceased_date": ended,
                "ceased_reason": why,
            }
            for began, ended, why in periods
        ]
    people = [{"person_id": child, "dob": BIRTH} for child in {row["person_id"] for row in rows}]
    database = _database({"person": people, "period_of_care": rows})
    derive_lasting(database, LAST)
    found = database.rows("SELECT person_id, eligibility, status_start_date FROM leaving_care_status")
    assert len(expected) > 100
    assert sorted(found) == sorted(expected)


def _database(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Database:
    database = told()
    for name, these in rows.items():
        database.insert(name, ENTITIES[name].columns(), [ENTITIES[name].row_of(each) for each in these])
    return database


# ------------------------------------------------------------------------------------------------------ all of a record


def test_what_a_source_states_of_a_child_stays() -> None:
    database = told(
        cla_placement="child | from | type\nC1 | 2023-01-10 | U6\nC2 | 2023-01-10 | U6",
        placement_stay="child | from | placement_type\nC1 | 2022-12-24 | K2",
    )
    derive_lasting(database, ON)
    found = shown(database, "placement_stay", "person_id", "stay_start_date", "placement_type")
    assert found == ["C1 2022-12-24 K2", "C2 2023-01-10 U6"]


def test_doing_it_again_changes_nothing() -> None:
    database = told(**FIVE_CHILDREN, cla_placement="child | from | type\nCHLOE | 2023-06-01 | U6")
    derive(database, ON)
    derive_lasting(database, ON)
    before = everything(database)
    assert all(before[name] for name in MADE if name != "short_break_series" and name not in OCCASIONS)
    derive_lasting(database, ON)
    assert everything(database) == before


def test_roles_are_told_by_kind() -> None:
    found = lasting(
        "involvements",
        "professional_role_id",
        "involvement_kind",
        involvements="""worker | role
                        W1     | IRO
                        W2     | Social Worker
                        W3     | CP_CHAIR
                        W4     | Gardener
                        W5     |
                        W6     | Personal Adviser""",
    )
    assert found == [
        "- -",
        "CP_CHAIR other",
        "Gardener -",
        "IRO reviewing_officer",
        "Personal Adviser personal_adviser",
        "Social Worker social_worker",
    ]


def test_what_is_made_can_be_told_where_what_it_is_made_of_is() -> None:
    every = frozenset(str(field) for entity in ENTITIES for field in entity.fields)
    assert absent_with(told(), every) == every
    told_of = every - {"cla_placement.cla_placement_start_date", "cla_placement.cla_placement_type"}
    assert told_of - absent_with(told(), told_of) == {
        f"placement_stay.{name}"
        for name in ENTITIES["placement_stay"].field_names()
        if name not in {"emergency", "short_break"}
    }
    assert absent_with(told(placement_stay="from\n2023-01-10"), frozenset({"placement_stay.emergency"})) == frozenset()


def test_what_is_made_names_fields_that_there_are() -> None:
    every = {str(field) for entity in ENTITIES for field in entity.fields}
    for name, made in MADE.items():
        assert every >= {*(source for way in made.ways for source in way), *made.only.values()}
        assert every >= {f"{name}.{field}" for field in made.only}
        assert not [each for each in ENTITIES[name].fields if each.kind is Kind.DATE and each.is_event]


def test_a_record_has_them() -> None:
    rows = {"cla_placement": [ENTITIES["cla_placement"].row_of({"person_id": "C1", "cla_placement_start_date": ON})]}
    record = Record.of(Reading.of_rows(rows, source="ssd", snapshot_on=ON))
    child = record.child("C1")
    assert child
    assert [row["stay_start_date"] for row in child.rows["placement_stay"]] == [ON]
