"""Who holds a child, as it follows from plans, cases and involvements; and five children from beginning to end."""

import pytest

from roker.duties import DUTIES, engine, reference
from roker.duties.clock import CLOCK_COLUMNS
from roker.record import ENTITIES, Record
from roker.record.deriving import derive
from roker.record.holding import spans_of, weight_of_role
from tests.unit.histories import FIVE_CHILDREN, ON, everything, shown, told


def holders(*fields: str, **tables: str) -> list[str]:
    database = told(**tables)
    derive(database, ON)
    return shown(database, "allocation", *(fields or ("basis", "basis_from", "basis_to", "worker")))


# ---------------------------------------------------------------------------------------------------------- who holds


@pytest.mark.parametrize(
    ("case", "tables", "expected"),
    [
        (
            "a referral that waits is not yet a child in need",
            {"cin_episodes": "case | from | to | nfa\nR | 2024-01-08 | | N"},
            ["referral 2024-01-08 - -"],
        ),
        (
            "once something was begun the child is in need, since the referral",
            {
                "cin_episodes": "case | from | to | nfa\nR | 2024-01-08 | |",
                "cin_assessments": "case | on | to\nR | 2024-01-09 |",
            },
            ["assessment 2024-01-09 - -", "need 2024-01-08 - -", "referral 2024-01-08 - -"],
        ),
        (
            "what is only planned is not begun",
            {
                "cin_episodes": "case | from | to | nfa\nR | 2024-01-08 | |",
                "cin_plans": "case | on | to\nR | 2024-02-01 |",
            },
            ["need 2024-02-01 - -", "referral 2024-01-08 - -"],
        ),
        (
            "what names no case counts by its day, and what names another case does not",
            {
                "cin_episodes": "case | from | to | nfa\nR | 2024-01-08 | 2024-01-20 |\nS | 2024-01-24 | |",
                "cp_plans": "from | to\n2024-01-20 |",
                "s47_enquiry": "case | on\nelsewhere | 2024-01-25",
            },
            [
                "enquiry 2024-01-25 - -",
                "need 2024-01-08 2024-01-20 -",
                "protection 2024-01-20 - -",
                "referral 2024-01-08 2024-01-20 -",
                "referral 2024-01-24 - -",
            ],
        ),
        (
            "what begins on the day of the referral counts",
            {"cin_episodes": "case | from | to | nfa\nR | 2024-01-08 | |", "cp_plans": "from | to\n2024-01-08 |"},
            ["need 2024-01-08 - -", "protection 2024-01-08 - -", "referral 2024-01-08 - -"],
        ),
        (
            "a referral without further action is nobody in need",
            {
                "cin_episodes": "case | from | to | nfa\nR | 2024-01-08 | | Y",
                "cin_assessments": "case | on | to\nR | 2024-01-09 | 2024-01-10",
            },
            ["assessment 2024-01-09 2024-01-10 -", "referral 2024-01-08 - -"],
        ),
        (
            "a plan outside any case keeps a child in need",
            {
                "cin_episodes": "case | from | to | nfa\nR | 2022-01-08 | 2022-02-08 | N",
                "cin_plans": "case | on | to | worker\n~gone | 2023-01-09 | | W1",
            },
            ["need 2023-01-09 - W1", "referral 2022-01-08 2022-02-08 -"],
        ),
        (
            "one that begins when another case closes too; one of the case itself does not",
            {
                "cin_episodes": "case | from | to | nfa | worker\nR | 2024-01-08 | 2024-01-20 | | W9",
                "cin_plans": """plan | case  | on         | to | worker
                                P    | ~gone | 2024-01-20 |    | W1
                                Q    | R     | 2024-01-21 |    | W2
                                S    | R     | 2024-01-12 |    | W3""",
            },
            ["need 2024-01-08 2024-01-20 W2", "need 2024-01-20 - W1", "referral 2024-01-08 2024-01-20 W9"],
        ),
        (
            "another authority's plan is none of ours",
            {
                "cp_plans": """child | from       | to | elsewhere
                               C1    | 2023-01-10 |    | Y
                               C2    | 2023-01-11 |    | N
                               C3    | 2023-01-12 |    |"""
            },
            ["protection 2023-01-11 - -", "protection 2023-01-12 - -"],
        ),
        (
            "an enquiry ends with its conference",
            {
                "s47_enquiry": "enquiry | on | to\nE | 2024-01-08 | 2024-01-11",
                "initial_cp_conference": "enquiry | on\nE | 2024-01-20\nE | 2024-01-22",
            },
            ["enquiry 2024-01-08 2024-01-20 -"],
        ),
        (
            "or else when it is signed off, but not while a conference is still to come",
            {
                "s47_enquiry": """enquiry | on         | to         | unnecessary
                                  E       | 2024-01-01 | 2024-01-11 |
                                  F       | 2024-01-02 | 2024-01-11 | N
                                  G       | 2024-01-03 | 2024-01-11 | N""",
                "initial_cp_conference": "enquiry | on\nG | 2024-02-01",
            },
            ["enquiry 2024-01-01 2024-01-11 -", "enquiry 2024-01-02 - -", "enquiry 2024-01-03 - -"],
        ),
        (
            "the closing of its case ends an assessment and an enquiry, if they began before",
            {
                "cin_episodes": "case | from | to | nfa\nR | 2024-01-02 | 2024-01-20 |",
                "cin_assessments": "case | on | to\nR | 2024-01-03 |\nR | 2024-01-04 | 2024-01-10\n"
                "R | 2024-01-20 |\nR | 2024-01-21 |",
                "s47_enquiry": "case | on | to\nR | 2024-01-05 |",
            },
            [
                "assessment 2024-01-03 2024-01-20 -",
                "assessment 2024-01-04 2024-01-10 -",
                "assessment 2024-01-20 2024-01-20 -",
                "assessment 2024-01-21 - -",
                "enquiry 2024-01-05 2024-01-20 -",
                "need 2024-01-02 2024-01-20 -",
                "referral 2024-01-02 2024-01-20 -",
            ],
        ),
        (
            "care, and a care leaver",
            {
                "cla_episodes": "child | from | began | to | ended\nC1 | 2023-01-10 | S | |",
                "care_leavers": "child | adviser | worker\nC2 | Pat | Ann\nC3 | | Ann",
            },
            ["care 2023-01-10 - -", "leaving_care - - Ann", "leaving_care - - Pat"],
        ),
        (
            "a care leaver who is not eligible any more is not open",
            {"care_leavers": "child | adviser | eligibility\nC2 | Pat | FR\nC3 | Pat | N"},
            ["leaving_care - - Pat"],
        ),
        (
            "of two that began on one day, the one that goes on",
            {"cp_plans": "plan | from | to\nP | 2023-01-10 |\nQ | 2023-01-10 | 2023-02-10"},
            ["protection 2023-01-10 - -"],
        ),
    ],
)
def test_for_what_a_child_is_held(case: str, tables: dict[str, str], expected: list[str]) -> None:
    assert holders(**tables) == expected


PLAN = {"cp_plans": "from | to\n2023-06-01 |"}
ENDED_PLAN = {"cp_plans": "from | to\n2023-06-01 | 2023-09-01"}
REFERRAL = {"cin_episodes": "case | from | to | nfa | team | worker\nR | 2023-06-01 | | N | T9 | W9"}


@pytest.mark.parametrize(
    ("case", "what", "involved", "expected"),
    [
        ("who stands today", PLAN, "W1 | T1 | | 2023-06-01 | ", "T1 W1"),
        (
            "not who came later and left",
            PLAN,
            "W1 | T1 | | 2023-06-01 | \nW2 | T2 | | 2023-07-01 | 2023-08-01",
            "T1 W1",
        ),
        ("who begins today", PLAN, "W1 | T1 | | 2024-01-31 | ", "T1 W1"),
        ("who began before the plan", PLAN, "W1 | T1 | | 2020-06-01 | ", "T1 W1"),
        ("who ends tomorrow", PLAN, "W1 | T1 | | 2023-06-01 | 2024-02-01", "T1 W1"),
        ("who ended today holds nobody", PLAN, "W1 | T1 | | 2023-06-01 | 2024-01-31", "T1 -"),
        (
            "who is to begin tomorrow does not yet",
            PLAN,
            "W1 | T1 | | 2023-06-01 | 2023-07-01\nW2 | T2 | | 2024-02-01 | ",
            "T1 -",
        ),
        ("the later of two", PLAN, "W1 | T1 | | 2023-06-01 | \nW2 | T2 | | 2023-07-01 | ", "T2 W2"),
        (
            "the last of those who left says the team",
            PLAN,
            "W1 | T1 | | 2023-06-01 | 2023-12-01\nW2 | T2 | | 2023-07-01 | 2023-08-01",
            "T1 -",
        ),
        ("no worker is told", PLAN, " | T1 | | 2023-06-01 | ", "T1 -"),
        ("a start left blank", PLAN, "W1 | T1 | | | ", "T1 W1"),
        (
            "the worker at the end of what has ended",
            ENDED_PLAN,
            "W1 | T1 | | 2023-06-01 | 2023-09-01\nW2 | T2 | | 2023-09-02 | ",
            "T1 W1",
        ),
        ("and not one who left before", ENDED_PLAN, "W1 | T1 | | 2023-06-01 | 2023-08-31", "T1 -"),
        (
            "a social worker before whoever came later",
            PLAN,
            "W1 | T1 | Social Worker | 2023-06-01 | \nW2 | T2 | some role | 2023-07-01 | ",
            "T1 W1",
        ),
        ("a reviewing officer holds nobody", PLAN, "W1 | T1 | IRO | 2023-06-01 | ", "- -"),
        (
            "nor does a family support worker, a child with a plan",
            PLAN,
            "W1 | T1 | SW | 2023-06-01 | 2023-07-01\nW2 | T2 | Family Support | 2023-06-01 | ",
            "T1 -",
        ),
        ("but a child in need", REFERRAL, "W2 | T2 | Family Support | 2023-06-01 | ", "T2 W2"),
        ("nobody involved: as the row says", REFERRAL, "", "T9 W9"),
        ("involved only before", REFERRAL, "W1 | T1 | | 2023-01-01 | 2023-06-01", "T9 W9"),
        ("left since", REFERRAL, "W1 | T1 | | 2023-01-01 | 2023-06-02", "T1 -"),
        ("a worker without a team", REFERRAL, "W1 | | | 2023-06-01 | ", "T9 W1"),
    ],
)
def test_who_holds(case: str, what: dict[str, str], involved: str, expected: str) -> None:
    assert holders("team", "worker", involvements=f"worker | team | role | from | to\n{involved}", **what) == [expected]


@pytest.mark.parametrize(
    ("case", "row", "involved", "expected"),
    [
        ("the adviser on the row", "Pat | Ann", "W1 | CW | 2023-01-01 | ", "Pat"),
        ("an adviser involved", "Pat | Ann", "W1 | Personal Adviser | 2023-01-01 | ", "W1"),
        ("an adviser who left", "Pat | Ann", "W1 | PA | 2023-01-01 | 2023-02-01", "-"),
        ("no adviser on the row", " | ", "W1 | Social Worker | 2023-01-01 | \nW2 | | 2022-01-01 | ", "W2"),
    ],
)
def test_who_holds_a_care_leaver(case: str, row: str, involved: str, expected: str) -> None:
    found = holders(
        "worker", care_leavers=f"adviser | worker\n{row}", involvements=f"worker | role | from | to\n{involved}"
    )
    assert found == [expected]


@pytest.mark.parametrize(
    ("case", "what", "involved", "expected"),
    [
        ("the day on which the worker came", PLAN, "W1 | 2023-06-01 | 2023-07-01\nW2 | 2023-07-01 |", "W2 2023-07-01"),
        ("before the plan began", PLAN, "W1 | 2020-06-01 |", "W1 2020-06-01"),
        ("not recorded", PLAN, "W1 | |", "W1 -"),
        ("nobody since the last left", PLAN, "W1 | 2023-06-01 | 2023-12-01\nW2 | | 2023-08-01", "- 2023-12-01"),
        ("a worker of the row alone", REFERRAL, "", "W9 -"),
    ],
)  # fmt: skip
def test_since_when_a_child_is_held(case: str, what: dict[str, str], involved: str, expected: str) -> None:
    assert holders("worker", "held_from", involvements=f"worker | from | to\n{involved}", **what) == [expected]


def test_another_worker_than_the_one_stated_says_nothing_of_since_when() -> None:
    tables = {
        "cp_plans": "child | from | to\nC1 | 2023-06-01 | \nC2 | 2023-06-01 | ",
        "involvements": "child | worker | from\nC1 | W1 | 2023-07-01\nC2 | W1 | 2023-07-01",
        "allocation": """child | basis      | from       | worker
                         C1    | protection | 2023-06-01 | Ann
                         C2    | protection | 2023-06-01 | W1""",
    }
    assert holders("person_id", "worker", "held_from", **tables) == ["C1 Ann -", "C2 W1 2023-07-01"]


def test_workers_and_teams_by_name_where_one_is_known() -> None:
    involved = "\n".join(f"C{n} | W{n} | T{n} | 2023-06-01" for n in range(1, 6))
    found = holders(
        "person_id",
        "team",
        "worker",
        cp_plans="child | from | to\n" + "\n".join(f"C{n} | 2023-06-01 |" for n in range(1, 6)),
        involvements=f"child | worker | team | from\n{involved}",
        professionals="""worker | staff | name
                         W1     |       | Ada Brook
                         W2     |       | Jo Smith
                         P3     | W3    | Jo Smith
                         W4     |       |""",
        department="team | name\nT1 | North\nT1 | North\nT2 |",
    )
    assert found == ["C1 North Ada Brook", "C2 T2 Jo Smith (W2)", "C3 T3 Jo Smith (P3)", "C4 T4 W4", "C5 T5 W5"]


def test_an_allocation_says_what_it_follows_from() -> None:
    tables = {
        "cla_episodes": "from | began | to | ended\n2023-01-10 | S | |",
        "involvements": "worker | from\nW1 | 2023-01-10",
    }
    expected = "derived from cla_episodes: cla_episodes.csv, row 1; involvements: involvements.csv, row 1"
    assert holders("found_in", **tables) == [expected]


def test_a_stated_allocation_stays_and_only_its_blanks_are_filled() -> None:
    database = told(
        cp_plans="child | from | to\nC1 | 2023-06-01 | 2023-09-01\nC2 | 2023-06-01 | 2023-09-01",
        care_leavers="adviser\nPat",
        involvements="child | worker | team | from\nC1 | W1 | T1 | 2023-06-01\nC2 | W1 | T1 | 2023-06-01",
        allocation="""child | basis        | from       | to         | team | worker
                      C1    | protection   | 2023-06-01 |            | A    | Ann
                      C2    | protection   | 2023-06-01 | 2023-08-31 | A    | Ann
                      C1    | leaving_care |            |            | B    |""",
    )
    derive(database, ON)
    assert shown(database, "allocation", "person_id", "basis", "basis_to", "team", "worker") == [
        "C1 leaving_care - B Pat",
        "C1 protection 2023-09-01 A Ann",
        "C2 protection 2023-08-31 A Ann",
    ]


@pytest.mark.parametrize(
    ("role", "bases"),
    [
        (None, "all"),
        ("", "all"),
        ("CW", "all"),
        ("Allocated Case Worker", "all"),
        ("Case manager", "all"),
        ("Senior Social Worker", "all"),
        ("Agency social worker", "all"),
        ("SW_ASYE", "all"),
        ("Leaving Care Social Worker", "all"),
        ("something else", "all"),
        ("Personal Advisor", "leaving_care"),
        ("PA", "leaving_care"),
        ("Leaving care worker", "leaving_care"),
        ("Allocated personal adviser", "leaving_care"),
        ("Social Work Assistant", "need referral"),
        ("Family Support Worker", "need referral"),
        ("Independent Reviewing Officer", ""),
        ("CP Chair", ""),
        ("Team Manager", ""),
        ("Supervising Social Worker", ""),
        ("Health Visitor", ""),
    ],
)
def test_for_what_a_role_may_hold(role: str | None, bases: str) -> None:
    every = "care protection need enquiry assessment referral leaving_care"
    found = {basis for basis in every.split() if weight_of_role(role, basis) is not None}
    assert found == set((every if bases == "all" else bases).split())


@pytest.fixture
def five_children() -> Record:
    database = told(**FIVE_CHILDREN)
    derive(database, ON)
    return Record(database=database, entities=tuple(ENTITIES), snapshot_on=ON)


def test_holders_of_five_children(five_children: Record) -> None:
    engine.build(five_children, ())
    held = {
        row[0]: row[1:]
        for row in five_children.database.rows(
            "SELECT person_id, team, worker FROM holders WHERE role = 'social_worker'"
        )
    }
    assert held == {
        "AMIRA": ("Assessment", "Sam Okafor"),
        "BEN": ("Assessment", None),
        "CHLOE": ("Children in care", "Priya Nairn"),
        "DEAN": ("Assessment", None),
        "ELLA": ("Leaving care", "Tom Whitfold"),
    }
    open_now = five_children.database.rows(
        "SELECT person_id, basis FROM spans WHERE to_on IS NULL OR to_on > DATE '2024-01-31'"
    )
    assert sorted(open_now) == [
        ("AMIRA", "need"),
        ("AMIRA", "protection"),
        ("BEN", "assessment"),
        ("BEN", "need"),
        ("CHLOE", "care"),
        ("DEAN", "referral"),
        ("ELLA", "leaving_care"),
    ]


def test_clocks_of_five_children(five_children: Record) -> None:
    codes = ("child_and_family_assessment", "icpc", "cp_visit", "lac_review", "pa_keep_in_touch")
    engine.build(five_children, [DUTIES[code] for code in codes])
    rows = five_children.database.rows(
        "SELECT person_id, duty, opened_on, due_on, met_on FROM clocks ORDER BY person_id, duty, opened_on"
    )
    assert [" ".join("-" if each is None else str(each) for each in row) for row in rows] == [
        "AMIRA child_and_family_assessment 2023-10-02 2023-12-04 2023-11-17",
        "AMIRA cp_visit 2023-12-08 2023-12-22 2023-12-20",
        "AMIRA cp_visit 2023-12-20 2024-01-08 2024-01-03",
        "AMIRA cp_visit 2024-01-03 2024-01-17 -",
        "AMIRA icpc 2023-11-20 2023-12-11 2023-12-08",
        "BEN child_and_family_assessment 2023-11-29 2024-02-05 -",
        "CHLOE lac_review 2020-01-13 2020-02-10 2020-02-07",
        "CHLOE lac_review 2020-02-07 2020-05-07 -",
        "CHLOE lac_review 2023-06-01 2023-06-29 2023-06-28",
        "CHLOE lac_review 2023-06-28 2023-09-28 2023-09-20",
        "CHLOE lac_review 2023-09-20 2024-03-20 -",
        "ELLA lac_review 2015-02-01 2015-02-27 -",
        "ELLA pa_keep_in_touch 2023-11-01 2023-12-27 -",
    ]


def test_the_engine_and_the_reference_agree_on_what_was_derived(five_children: Record) -> None:
    names = [name for name, _ in CLOCK_COLUMNS]
    engine.build(five_children, DUTIES)
    found = five_children.database.rows(f"SELECT {', '.join(names)} FROM clocks")
    slowly = [clock for child in five_children.children() for clock in reference.clocks(child, DUTIES)]
    assert sorted(found, key=repr) == sorted(
        (tuple(getattr(clock, name) for name in names) for clock in slowly), key=repr
    )


def test_deriving_again_changes_nothing(five_children: Record) -> None:
    before = everything(five_children.database)
    tables = five_children.database.tables()
    derive(five_children.database, ON)
    assert everything(five_children.database) == before
    assert five_children.database.tables() == tables


@pytest.mark.parametrize(
    ("case", "tables", "expected"),
    [
        (
            "the closing of an earlier case does not answer a later referral",
            {"cin_episodes": "case | from | to | nfa\nR | 2023-05-01 | 2024-01-10 |\nS | 2024-01-08 | | N"},
            ["2023-05-01 2024-01-10", "2024-01-08 -"],
        ),
        (
            "its own closing does",
            {"cin_episodes": "case | from | to | nfa\nS | 2024-01-08 | 2024-01-10 | N"},
            ["2024-01-08 2024-01-10"],
        ),
        (
            "of two on one day, one needs something done",
            {"cin_episodes": "case | from | to | nfa\nR | 2024-01-08 | | Y\nS | 2024-01-08 | | N"},
            ["2024-01-08 -"],
        ),
        (
            "of two on one day, neither does",
            {"cin_episodes": "case | from | to | nfa\nR | 2024-01-08 | | Y\nS | 2024-01-08 | | Y"},
            ["2024-01-08 2024-01-08"],
        ),
    ],
)
def test_until_when_a_referral_waits(case: str, tables: dict[str, str], expected: list[str]) -> None:
    database = told(person="child\nC1", **tables)
    derive(database, ON)
    record = Record(database=database, entities=tuple(ENTITIES), snapshot_on=ON)
    engine.build(record, ())
    assert shown(database, "spans", "from_on", "to_on") == expected
    slowly = [span for child in record.children() for span in spans_of(child.rows)]
    assert sorted(f"{each['basis_from']} {each['basis_to'] or '-'}" for each in slowly) == expected


def test_of_two_enquiries_on_one_day_one_goes_on() -> None:
    database = told(
        person="child\nC1", s47_enquiry="enquiry | on | unnecessary\nE | 2024-01-08 | Y\nF | 2024-01-08 | N"
    )
    derive(database, ON)
    record = Record(database=database, entities=tuple(ENTITIES), snapshot_on=ON)
    engine.build(record, ())
    assert shown(database, "spans", "basis", "to_on") == ["enquiry -"]
    (child,) = record.children()
    assert [each["basis_to"] for each in spans_of(child.rows)] == [None]
