"""What is derived: periods of care, references left blank; and what is left as it was stated."""

from datetime import date
from pathlib import Path

import pytest

from roker.formats import annex_a
from roker.record import Record
from roker.record.deriving import LINKS, derive
from tests.unit.histories import HISTORY, ON, everything, shown, told


def periods(**tables: str) -> list[str]:
    database = told(**tables)
    derive(database, ON)
    return shown(database, "period_of_care", "cla_id", "entered_care_date", "ceased_date", "ceased_reason")


# ---------------------------------------------------------------------------------------------------- periods of care


@pytest.mark.parametrize(
    ("case", "episodes", "expected"),
    [
        (
            "one episode, open",
            """from       | began | to         | ended
               2023-01-10 | S     |            |""",
            ["C1/2023-01-10 2023-01-10 - -"],
        ),
        (
            "X1 goes on, even after a gap; the last reason ends it",
            """from       | began | to         | ended
               2023-01-10 | S     | 2023-03-01 | X1
               2023-03-02 | P     | 2023-05-01 | E4A""",
            ["C1/2023-01-10 2023-01-10 2023-05-01 E4A"],
        ),
        (
            "X1 with nothing after it is no end: the child may still be in care",
            """from       | began | to         | ended
               2023-01-10 | S     | 2023-03-01 | X1""",
            ["C1/2023-01-10 2023-01-10 - -"],
        ),
        (
            "an end without its reason is an end",
            """from       | began | to         | ended
               2023-01-10 | S     | 2023-03-01 |""",
            ["C1/2023-01-10 2023-01-10 2023-03-01 -"],
        ),
        (
            "what ends on the day on which the next begins goes on",
            """from       | began | to         | ended
               2023-01-10 | S     | 2023-03-01 |
               2023-03-01 | P     |            |""",
            ["C1/2023-01-10 2023-01-10 - -"],
        ),
        (
            "nor anew, where it is not said why it ended",
            """from       | began | to         | ended
               2023-01-10 | S     | 2023-03-01 |
               2023-03-01 | S     |            |""",
            ["C1/2023-01-10 2023-01-10 - -"],
        ),
        (
            "a gap between episodes that have one first day",
            """from       | began | to         | ended | entered
               2023-01-10 | S     | 2023-03-01 | E8    | 2023-01-10
               2023-04-01 | P     |            |       | 2023-01-10""",
            ["C1/2023-01-10 2023-01-10 - -"],
        ),
        (
            "an episode without a number goes on from the nearest",
            """from       | began | to         | ended | period
               2023-01-10 | S     | 2023-03-01 | X1    | ~Z
               2023-03-01 | S     | 2023-04-01 | X1    | ~B
               2023-04-01 | P     |            |       |""",
            ["C1/2023-01-10 2023-01-10 2023-03-01 -", "C1/2023-03-01 2023-03-01 - -"],
        ),
        (
            "a day later it does not",
            """from       | began | to         | ended
               2023-01-10 | S     | 2023-03-01 |
               2023-03-02 | S     |            |""",
            ["C1/2023-01-10 2023-01-10 2023-03-01 -", "C1/2023-03-02 2023-03-02 - -"],
        ),
        (
            "returned home and taken into care anew on one day",
            """from       | began | to         | ended
               2023-01-10 | S     | 2023-03-01 | E4B
               2023-03-01 | S     |            |""",
            ["C1/2023-01-10 2023-01-10 2023-03-01 E4B", "C1/2023-03-01 2023-03-01 - -"],
        ),
        (
            "an episode left open ends when the next begins",
            """from       | began | to         | ended
               2023-01-10 | S     |            |
               2023-03-01 | P     | 2023-06-01 | E8""",
            ["C1/2023-01-10 2023-01-10 2023-06-01 E8"],
        ),
        (
            "the first that is held is a change in care: when it began is not known",
            """from       | began | to         | ended
               2023-03-01 | P     |            |""",
            ["C1/~2023-03-01 - - -"],
        ),
        (
            "unless the source says when",
            """from       | began | to | ended | entered
               2023-03-01 | P     |    |       | 2015-06-01""",
            ["C1/2015-06-01 2015-06-01 - -"],
        ),
        (
            "the source's own number joins what a gap would part, and parts what X1 would join; the first ends there",
            """from       | began | to         | ended | period
               2022-01-10 | S     | 2022-02-01 | E8    | ~A
               2022-05-01 | P     | 2022-06-01 | X1    | ~A
               2022-06-01 | L     |            |       | ~B""",
            ["C1/2022-01-10 2022-01-10 2022-06-01 -", "C1/~2022-06-01 - - -"],
        ),
        (
            "an episode without a number is of the period that it goes on from",
            """from       | began | to         | ended | period
               2023-01-10 | S     | 2023-03-01 | X1    | ~A
               2023-03-01 | P     | 2023-04-01 | X1    |
               2023-04-01 | P     |            |       | ~A""",
            ["C1/2023-01-10 2023-01-10 - -"],
        ),
        (
            "two numbers, one first day: one period, open while one of them is",
            """from       | began | to         | ended | period
               2023-01-10 | S     | 2023-03-01 | E8    | ~A
               2023-01-10 | S     |            |       | ~B""",
            ["C1/2023-01-10 2023-01-10 - -"],
        ),
        (
            "children are told apart",
            """child | from       | began | to         | ended
               C1    | 2023-01-10 | S     | 2023-03-01 | X1
               C2    | 2023-03-01 | S     |            |""",
            ["C1/2023-01-10 2023-01-10 - -", "C2/2023-03-01 2023-03-01 - -"],
        ),
    ],
)
def test_periods(case: str, episodes: str, expected: list[str]) -> None:
    assert periods(cla_episodes=episodes) == expected


@pytest.mark.parametrize(
    ("case", "statuses", "is_care"),
    [
        ("a short break", "status | from | to\nV4 | 2023-01-10 |", False),
        ("one that began before the episode", "status | from | to\nV3 | 2022-12-01 | 2023-02-01", False),
        ("one that began before what is held", "status | from | to\nV4 | |", False),
        ("none known", "status | from | to", True),
        ("another child's", "child | status | from | to\nC2 | V4 | 2023-01-10 |", True),
        ("over before", "status | from | to\nV4 | 2022-01-10 | 2023-01-10", True),
        ("only later", "status | from | to\nV4 | 2023-01-11 |", True),
        ("an order at the same time", "status | from | to\nV4 | 2023-01-10 |\nC2 | 2023-02-10 |", True),
        ("an order never ended", "status | from | to\nC2 | 2019-01-10 |\nV4 | 2023-01-10 |", True),
        ("an order of one day", "status | from | to\nV4 | 2023-01-10 |\nL1 | 2023-01-10 | 2023-01-10", True),
        ("an order that is over", "status | from | to\nC2 | 2019-01-10 | 2023-01-10\nV4 | 2023-01-10 |", False),
        ("an order after the episode", "status | from | to\nV4 | 2023-01-10 |\nV2 | 2023-03-01 |", False),
        ("one that could not be read", "status | from | to\nV4 | 2023-01-10 |\n | 2023-01-10 |", True),
    ],
)
def test_short_breaks_are_no_care(case: str, statuses: str, is_care: bool) -> None:
    episode = "from | began | to | ended\n2023-01-10 | S | 2023-03-01 | E8"
    assert bool(periods(cla_episodes=episode, legal_status=statuses)) is is_care


def test_what_a_period_takes_from_its_episodes() -> None:
    database = told(
        cla_episodes="""from       | began | to         | ended | need | iro
                        2023-01-10 | S     | 2023-03-01 | X1    | N1   | 2023-02-02
                        2023-03-01 | P     |            |       | N2   |"""
    )
    derive(database, ON)
    fields = ("primary_need_code", "last_iro_contact_date", "system_id", "found_in")
    expected = "N2 2023-02-02 1 derived from cla_episodes: cla_episodes.csv, row 1, and 1 more"
    assert shown(database, "period_of_care", *fields) == [expected]


def test_a_stated_period_stays_and_only_its_blanks_are_filled() -> None:
    database = told(
        cla_episodes="""child | from       | began | to         | ended
                        C1    | 2023-01-10 | S     | 2023-03-01 | E4A
                        C2    | 2023-01-10 | S     | 2023-03-01 | E4A""",
        period_of_care="""child | period        | entered    | ceased     | why
                          C1    | C1/2023-01-10 | 2023-01-10 | 2023-02-27 | E8
                          C2    | C2/2023-01-10 | 2023-01-10 | 2023-03-01 |""",
    )
    derive(database, ON)
    assert shown(database, "period_of_care", "cla_id", "ceased_date", "ceased_reason", "found_in") == [
        "C1/2023-01-10 2023-02-27 E8 period_of_care.csv, row 1",
        "C2/2023-01-10 2023-03-01 E4A period_of_care.csv, row 2; derived from cla_episodes: cla_episodes.csv, row 2",
    ]


def test_a_period_of_unknown_start_is_the_stated_one_that_covers_it() -> None:
    stated = "period | entered | ceased\nC1/2015-06-01 | 2015-06-01 |"
    later = "from | began | to | ended\n2023-03-01 | P | |"
    assert periods(cla_episodes=later, period_of_care=stated) == ["C1/2015-06-01 2015-06-01 - -"]
    two = f"{later}\n2020-03-01 | P | 2020-05-01 | E8"
    assert len(periods(cla_episodes=two, period_of_care=stated)) == 3


# ---------------------------------------------------------------------------------------------------------- references


def test_references_to_a_period_are_to_the_one_that_is_derived() -> None:
    database = told(
        cla_episodes="""from       | began | to         | ended | period
                        2022-01-10 | S     | 2022-02-01 | E8    | ~A
                        2023-01-10 | S     |            |       |""",
        cla_reviews="""period | on
                       ~A     | 2022-01-20
                       ~A     | 2022-03-20
                              | 2022-01-21
                              | 2022-06-01
                       ~old   | 2023-02-01
                              |""",
        cla_visits="period | on\n | 2023-01-10",
        cla_placement="period | on\n | 2022-02-01",
        permanence="period | on\n~Z | 2023-06-01",
    )
    derive(database, ON)
    assert shown(database, "cla_episodes", "cla_id") == ["C1/2022-01-10", "C1/2023-01-10"]
    assert shown(database, "cla_reviews", "cla_id", "cla_review_date") == [
        "- -",
        "- 2022-06-01",
        "C1/2022-01-10 2022-01-20",
        "C1/2022-01-10 2022-01-21",
        "C1/2022-01-10 2022-03-20",
        "C1/2023-01-10 2023-02-01",
    ]
    assert shown(database, "cla_visits", "cla_id") == ["C1/2023-01-10"]
    assert shown(database, "cla_placement", "cla_id") == ["C1/2022-01-10"]
    assert shown(database, "permanence", "cla_id") == ["C1/2023-01-10"]


def test_a_period_of_unknown_start_covers_from_its_first_episode_on() -> None:
    database = told(
        cla_episodes="from | began | to | ended\n2023-03-01 | P | |",
        cla_reviews="period | on\n | 2023-02-28\n | 2023-03-01",
    )
    derive(database, ON)
    assert shown(database, "cla_reviews", "cla_review_date", "cla_id") == ["2023-02-28 -", "2023-03-01 C1/~2023-03-01"]


PLANS = """
plan  | from       | to
P/A   | 2023-01-10 | 2023-03-01
P/B   | 2023-03-01 |
"""


@pytest.mark.parametrize(
    ("visited", "written", "plan"),
    [
        ("2023-01-09", "", "-"),
        ("2023-01-10", "", "P/A"),
        ("2023-02-28", "~gone", "P/A"),
        ("2023-03-01", "", "-"),
        ("2023-03-02", "", "P/B"),
        ("2023-03-02", "P/A", "P/A"),
        ("2023-01-09", "~gone", "~gone"),
    ],
)
def test_a_visit_and_a_review_are_of_the_one_plan_of_that_day(visited: str, written: str, plan: str) -> None:
    row = f"plan | on\n{written} | {visited}"
    database = told(cp_plans=PLANS, cp_visits=row, cp_reviews=row, **HISTORY)
    derive(database, ON)
    assert shown(database, "cp_visits", "cp_plan_id") == shown(database, "cp_reviews", "cp_plan_id") == [plan]


CASES = """
case | from       | to         | nfa
R/A  | 2023-01-10 | 2023-03-01 | N
R/B  | 2023-03-10 |            |
R/C  | 2023-06-01 |            | Y
"""


@pytest.mark.parametrize(
    ("started", "written", "case"),
    [
        ("2023-01-09", "", "-"),
        ("2023-01-10", "", "R/A"),
        ("2023-03-01", "", "R/A"),
        ("2023-03-02", "", "-"),
        ("2023-06-01", "", "-"),
        ("2023-06-02", "", "R/B"),
        ("2023-06-02", "~gone", "~gone"),
        ("2023-06-02", "R/A", "R/A"),
    ],
)
def test_what_names_no_case_is_of_the_one_that_covers_its_day(started: str, written: str, case: str) -> None:
    row = f"case | on\n{written} | {started}"
    names = ("cin_assessments", "cin_plans", "s47_enquiry", "initial_cp_conference")
    database = told(cin_episodes=CASES, **dict.fromkeys(names, row), **HISTORY)
    derive(database, ON)
    assert {name: shown(database, name, "referral_id") for name in names} == {name: [case] for name in names}


@pytest.mark.parametrize(
    ("assessments", "expected"),
    [
        ("case | on\n | 2023-01-12\n | 2023-02-12", ["2023-01-12 R/A", "2023-02-12 -"]),
        ("case | on\nR/A | 2023-02-12\n | 2023-01-12", ["2023-01-12 -", "2023-02-12 R/A"]),
        ("case | on\n~gone | 2023-01-12\n | 2023-02-12", ["2023-01-12 ~gone", "2023-02-12 -"]),
        ("child | case | on\nC2 | | 2023-01-12\nC1 | | 2023-02-12", ["2023-01-12 -", "2023-02-12 R/A"]),
    ],
)
def test_only_the_first_assessment_of_a_case_is_taken_for_that_of_the_referral(
    assessments: str, expected: list[str]
) -> None:
    database = told(cin_episodes=CASES, cin_assessments=assessments, **HISTORY)
    derive(database, ON)
    assert shown(database, "cin_assessments", "assessment_start_date", "referral_id") == expected


@pytest.mark.parametrize(
    ("case", "enquiries", "conferences", "expected"),
    [
        ("on the day", "2023-03-01 | ", " | 2023-03-01 | ", ["E1"]),
        ("sixty days on", "2023-03-01 | ", " | 2023-04-30 | ", ["E1"]),
        ("later still", "2023-03-01 | ", " | 2023-05-01 | ", ["-"]),
        ("before it", "2023-03-01 | ", " | 2023-02-28 | ", ["-"]),
        ("two enquiries", "2023-03-01 | \n2023-03-20 | ", " | 2023-04-01 | ", ["-"]),
        ("one of which needed none", "2023-03-01 | Y\n2023-03-20 | N", " | 2023-04-01 | ", ["E2"]),
        ("a child moved in", "2023-03-01 | ", " | 2023-03-10 | Y", ["-"]),
        ("one that has its conference", "2023-03-01 | ", "E1 | 2023-03-10 | \n | 2023-04-10 | ", ["-", "E1"]),
    ],
)
def test_the_enquiry_before_a_conference(case: str, enquiries: str, conferences: str, expected: list[str]) -> None:
    rows = "\n".join(f"E{number} | {line}" for number, line in enumerate(enquiries.splitlines(), 1))
    database = told(
        s47_enquiry=f"enquiry | on | unnecessary\n{rows}",
        initial_cp_conference=f"enquiry | on | transfer\n{conferences}",
        **HISTORY,
    )
    derive(database, ON)
    assert shown(database, "initial_cp_conference", "s47_enquiry_id") == expected


def test_links_are_of_references_to_what_they_are_about() -> None:
    for link in LINKS:
        assert link.reference.refers_to
        assert link.on.entity == link.reference.entity


# ------------------------------------------------------------------------------------------------------ what is left


def test_lists_that_state_who_holds_whom_stay_just_as_they_are() -> None:
    database = told(
        cin_episodes=CASES,
        cin_assessments="case | on\n | 2023-01-12",
        cp_plans=PLANS,
        cp_visits="plan | on\n | 2023-02-01",
        period_of_care="period | entered\nL | 2023-01-10",
        cla_reviews="period | on\n | 2023-02-01",
        care_leavers="adviser\nPat",
        allocation="basis | from | worker\nprotection | 2023-01-10 | Ann",
    )
    before = everything(database)
    derive(database, ON)
    assert everything(database) == before


def test_a_source_without_involvements_has_its_references_as_they_are() -> None:
    """The CIN census: what it does not join is not joined."""
    database = told(cin_episodes=CASES, cin_assessments="case | on\n | 2023-01-12")
    derive(database, ON)
    assert shown(database, "cin_assessments", "referral_id") == ["-"]
    assert "need 2023-01-10" in shown(database, "allocation", "basis", "basis_from")


def test_an_empty_record_stays_empty() -> None:
    database = told()
    derive(database, ON)
    assert not any(everything(database).values())


def test_the_sample_workbook_stays_just_as_it_is() -> None:
    sample = Path(__file__).parents[1] / "formats/samples/liia-tools-pipeline/Annex_A_2024_Jan.xlsx"
    record = Record.of(annex_a.read(sample, snapshot_on=None, today=date(2024, 5, 1)))
    before = everything(record.database)
    assert before["allocation"]
    assert before["cin_assessments"]
    derive(record.database, record.snapshot_on)
    assert everything(record.database) == before
