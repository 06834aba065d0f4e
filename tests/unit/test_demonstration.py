"""The demonstration authority: the same each time, believable, with the mix of late and in time that it promises."""

from collections import Counter
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from roker.calendar import (
    add_months,
    age_on,
    is_working_day,
    last_day_in_time,
    working_days,
    working_days_between,
)
from roker.formats import PROBLEM_KINDS, annex_a
from roker.formats.annex_a_lists import LISTS
from roker.synthetic.demonstration import PLANTED_UNTIDINESS, SNAPSHOT_ON, lists, write_workbook
from roker.synthetic.stories import NORTH, OVERLOADED, SAM, STEADY, TEAMS

CHILD, BORN, TEAM, WORKER = "Child Unique ID", "Date of Birth", "Allocated Team", "Allocated Worker"
REFERRED, ASSESSED = "Date of referral", "Continuous Assessment Start Date"
AUTHORISED = "Continuous Assessment Date of Authorisation"
DISCUSSED = "Strategy discussion initiating Section 47 Enquiry Start Date"
UNNECESSARY = "Was an Initial Child Protection Conference deemed unnecessary?"
CONFERENCE = "Date of Initial Child Protection Conference"
NEED_FROM, CLOSED, STATUS, SEEN = "CIN Start Date", "CIN Closure Date", "Case Status", "Date Child Was Last Seen"
PLAN_FROM, PLAN_TO = "Child Protection Plan Start Date", "Child Protection Plan End Date"
VISITED, PLAN_REVIEWED = "Date of the Last Statutory Visit", "Date of latest review conference"
CARE_FROM, CARE_TO = "Date Started to be Looked After", "Date Ceased to be Looked After"
CARE_REVIEWED, IN_TOUCH_ON = "Date of Latest Statutory Review", "Latest Date of Contact"

WORLDS = [(2015, SNAPSHOT_ON), (1, SNAPSHOT_ON), (2, SNAPSHOT_ON), (3, SNAPSHOT_ON), (4, date(2025, 8, 31))]
"""Seeds and snapshot days; the last day is a Sunday."""
Row = dict[str, Any]


class World:
    """The lists of one seed, by list number, and the rows of each child."""

    def __init__(self, seed: int, snapshot_on: date) -> None:
        self.lists = lists(seed, snapshot_on)
        self.snapshot_on = snapshot_on

    def __getitem__(self, number: int) -> list[Row]:
        return self.lists[number]

    def by_child(self, number: int) -> dict[str, Row]:
        """The row of each child on a list that has one row a child."""
        rows = {row[CHILD]: row for row in self[number]}
        assert len(rows) == len(self[number])
        return rows

    def pairs(self, first: int, second: int) -> list[tuple[Row, Row]]:
        """The rows of those who are on both lists."""
        others = self.by_child(second)
        return [(row, others[row[CHILD]]) for row in self[first] if row[CHILD] in others]

    def since_working_days(self, day: date) -> int:
        return working_days_between(day, self.snapshot_on)


@cache
def _world(seed: int, snapshot_on: date) -> World:
    return World(seed, snapshot_on)


@pytest.fixture(params=WORLDS, ids=lambda each: f"seed {each[0]} on {each[1]}")
def world(request: pytest.FixtureRequest) -> World:
    return _world(*request.param)


@pytest.fixture
def demonstration() -> World:
    return _world(2015, SNAPSHOT_ON)


# -------------------------------------------------------------------------------------------- the same, and well formed


def test_the_same_seed_makes_the_same_authority(demonstration):
    assert lists() == demonstration.lists


def test_the_same_seed_makes_the_same_workbook(tmp_path):
    for name in ("one.xlsx", "other.xlsx"):
        write_workbook(tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()


def test_another_seed_makes_another_authority(demonstration):
    assert lists(2016) != demonstration.lists


def test_every_row_has_exactly_the_columns_of_its_list(world):
    assert list(world.lists) == [mapping.number for mapping in LISTS]
    for mapping in LISTS:
        assert world[mapping.number]
        for row in world[mapping.number]:
            assert list(row) == [column.name for column in mapping.columns]


def test_what_must_be_filled_in_is_filled_in_but_for_workers(world):
    for mapping in LISTS:
        for column in mapping.columns:
            if not column.may_be_blank and column.name != WORKER:
                assert None not in [row[column.name] for row in world[mapping.number]], column.name


def test_a_workbook_reads_back_with_exactly_the_planted_untidiness(tmp_path):
    path = tmp_path / "demonstration.xlsx"
    write_workbook(path)
    problems = annex_a.read(path, snapshot_on=SNAPSHOT_ON, today=SNAPSHOT_ON).problems
    found = Counter((each.kind, each.at.sheet, each.at.row, each.at.column) for each in problems)
    planted = Counter((each.kind, each.sheet, each.row, each.column) for each in PLANTED_UNTIDINESS)
    without_worker = Counter(
        ("blank", f"List {number}", index, WORKER)
        for number, rows in lists().items()
        for index, row in enumerate(rows, start=2)
        if WORKER in row and row[WORKER] is None
    )
    assert found == planted + without_worker


def test_the_planted_untidiness_is_small_and_of_known_kinds():
    assert 5 <= len(PLANTED_UNTIDINESS) <= 8
    assert {each.kind for each in PLANTED_UNTIDINESS} <= {kind.code for kind in PROBLEM_KINDS}


@pytest.mark.parametrize(("seed", "snapshot_on"), WORLDS)
def test_nothing_else_is_wrong_with_any_workbook(tmp_path: Path, seed, snapshot_on):
    annex_a.write(tmp_path / "tidy.xlsx", lists(seed, snapshot_on))
    reading = annex_a.read(tmp_path / "tidy.xlsx", snapshot_on=snapshot_on, today=snapshot_on)
    assert {(each.kind, each.at.column) for each in reading.problems} == {("blank", WORKER)}


# ------------------------------------------------------------------------------------------------------- a child's life


def test_children_are_about_four_hundred_with_numbers_that_no_child_has(world):
    numbers = {row[CHILD] for number in range(1, 11) for row in world[number]}
    assert 380 <= len(numbers) <= 450
    assert all(len(number) == 7 and number.startswith("99") and number.isdigit() for number in numbers)


def test_a_child_is_the_same_on_every_list(world):
    about: dict[str, Row] = {}
    for number in range(1, 11):
        for row in world[number]:
            of_child = {name: row[name] for name in ("Gender", "Ethnicity", BORN, "Age of Child (Years)")}
            assert about.setdefault(row[CHILD], of_child) == of_child
            assert row["Age of Child (Years)"] == age_on(row[BORN], world.snapshot_on)


def test_nothing_happened_after_the_snapshot_or_before_birth(world):
    for number, rows in world.lists.items():
        for row in rows:
            days = [value for value in row.values() if isinstance(value, date)]
            assert max(days) <= world.snapshot_on
            assert number == 11 or min(days) == row[BORN]


def test_only_contacts_and_referrals_by_the_police_come_at_weekends(world):
    free = {BORN, "Date of Contact", NEED_FROM}
    for number, rows in world.lists.items():
        for row in rows:
            for name, value in row.items():
                police = number == 3 and row["Referral Source"] == "6"
                if isinstance(value, date) and name not in free and not (police and name == REFERRED):
                    assert is_working_day(value), (number, name, value)


def test_contact_referral_assessment_enquiry_conference_and_plan_follow_each_other(world):
    for referral, assessment in world.pairs(3, 4):
        assert timedelta() <= assessment[ASSESSED] - referral[REFERRED] <= timedelta(days=9)
    for contact in world[1]:
        referral = world.by_child(3).get(contact[CHILD])
        if referral and contact["Date of Contact"] <= referral[REFERRED]:
            assert contact["Contact Source"] == referral["Referral Source"]
    for referral in world[3]:
        contacts = [row["Date of Contact"] for row in world[1] if row[CHILD] == referral[CHILD]]
        before_the_list = referral[REFERRED] <= add_months(world.snapshot_on, -6) + timedelta(days=1)
        assert before_the_list or min(contacts) <= referral[REFERRED]
    for assessment, enquiry in world.pairs(4, 5):
        assert assessment[ASSESSED] <= enquiry[DISCUSSED]
    for assessment in world[4]:
        assert assessment[AUTHORISED] is None or assessment[ASSESSED] <= assessment[AUTHORISED]
    for enquiry in world[5]:
        assert enquiry[CONFERENCE] is None or enquiry[DISCUSSED] < enquiry[CONFERENCE]


def test_a_conference_makes_the_plan_and_no_plan_comes_without_a_referral(world):
    for enquiry, plan in world.pairs(5, 7):
        assert enquiry[CONFERENCE] == plan[PLAN_FROM]
    for need, plan in world.pairs(6, 7):
        assert need[NEED_FROM] < plan[PLAN_FROM]
    assert all(row[CHILD] in world.by_child(6) for row in world[7])


def test_visits_and_reviews_of_a_plan_lie_inside_it(world):
    for plan in world[7]:
        for name in (VISITED, PLAN_REVIEWED):
            assert plan[name] is None or plan[PLAN_FROM] < plan[name] <= (plan[PLAN_TO] or world.snapshot_on)
        assert (plan[VISITED] is None) == (plan["Was the Child Seen Alone?"] is None)


def test_legal_status_placement_reviews_and_visits_lie_inside_the_period_of_care(world):
    inside = [
        "Start date of current legal status",
        "Start Date of Most Recent Placement",
        CARE_REVIEWED,
        "Date of Last Social Work Visit",
        "Date of Last IRO Visit / Contact to the Child",
        "Date of Last Health Assessment",
        "Date of Last Dental Check",
    ]
    for care in world[8]:
        for name in inside:
            assert care[name] is None or care[CARE_FROM] <= care[name] <= (care[CARE_TO] or world.snapshot_on), name
        assert care["Placement postcode"].startswith("ZZ99 9")
        assert (care[CARE_TO] is None) == (care["Reason Ceased to be Looked After"] is None)


def test_ages_fit(world):
    for number in range(1, 9):
        for row in world[number]:
            left_at_eighteen = row[CHILD] in world.by_child(9) and row[CHILD] in world.by_child(8)
            assert row["Age of Child (Years)"] < (19 if left_at_eighteen else 18)
    for care in world[8]:
        age = age_on(care[BORN], care["Start Date of Most Recent Placement"])
        assert care["Placement Type"] != "H5" or age >= 16
        assert care["Placement Type"] != "K2" or age >= 10
    for leaver in world[9]:
        young = leaver["Eligibility Category"] in {"R", "E"}
        assert 16 <= leaver["Age of Child (Years)"] <= (17 if young else 24)
        assert young or leaver["Age of Child (Years)"] >= 18
    assert all(row["Age of Child (Years)"] <= 5 for row in world[10])


def test_eligible_young_people_are_in_care_and_those_who_turned_eighteen_have_left_it(world):
    for leaver in world[9]:
        care = world.by_child(8).get(leaver[CHILD])
        if leaver["Eligibility Category"] == "E":
            assert care
            assert care[CARE_TO] is None
        elif care:
            assert age_on(leaver[BORN], care[CARE_TO]) == 18
        elif leaver["Eligibility Category"] == "FR":
            assert leaver[CHILD] not in world.by_child(6)


def test_steps_towards_adoption_follow_each_other_and_the_adopters_took_them_too(world):
    steps = ["Date the Child Entered Care", *(column.name for column in LISTS[9].columns[8:13])]
    own = [column.name for column in LISTS[10].columns[6:16]]
    for rows, names in ((world[10], steps), (world[11], [name for name in own if not name.startswith("No.")])):
        for row in rows:
            days = [row[name] for name in names]
            taken = [day for day in days if day]
            assert days[: len(taken)] == taken
            assert all(first < second for first, second in pairwise(taken))
    matched = {row["Family identifier"]: row["Date adopter matched with child(ren)"] for row in world[11]}
    for child in world[10]:
        family = child["Family identifier"]
        assert matched.get(family) == child["Date of Matching Child and Prospective Adopters"]


def test_brothers_and_sisters_share_dates_and_worker(world):
    families: dict[tuple[Any, ...], set[Any]] = {}
    sizes: Counter[tuple[Any, ...]] = Counter()
    for assessment, need in world.pairs(4, 6):
        family = (need[NEED_FROM], assessment[ASSESSED], assessment[AUTHORISED], assessment[WORKER], need["Ethnicity"])
        families.setdefault(family, set()).add((need[TEAM], need[WORKER]))
        sizes[family] += 1
    assert sum(size > 1 for size in sizes.values()) >= 20
    assert sum(len(holders) > 1 for holders in families.values()) <= 2  # strangers may share them by chance


# ------------------------------------------------------------------------------------------ how the lists hang together


def test_whoever_has_a_plan_is_in_care_or_is_being_assessed_is_a_child_in_need_with_that_status(world):
    need = world.by_child(6)
    plans, care, assessments = world.by_child(7), world.by_child(8), world.by_child(4)
    for child in {*plans, *care, *(child for child, row in assessments.items() if row[AUTHORISED] is None)}:
        assert child in need
    for child, row in need.items():
        if row[CLOSED]:
            expected = "CLOSED"
        elif child in care and care[child][CARE_TO] is None:
            expected = "CLA"
        elif child in plans and plans[child][PLAN_TO] is None:
            expected = "CPP"
        else:
            expected = "ASS" if child in assessments and assessments[child][AUTHORISED] is None else "CINP"
        assert row[STATUS] == expected


def test_open_work_is_with_one_team_and_worker_on_every_list(world):
    for number, ends in ((4, AUTHORISED), (7, PLAN_TO), (8, CARE_TO)):
        for row, need in world.pairs(number, 6):
            if row[ends] is None and need[CLOSED] is None:
                assert (row[TEAM], row[WORKER]) == (need[TEAM], need[WORKER])
    for enquiry, need in world.pairs(5, 6):
        if enquiry[CONFERENCE] is None and enquiry[UNNECESSARY] is None:
            assert (enquiry[TEAM], enquiry[WORKER]) == (need[TEAM], need[WORKER])


def test_workers_are_of_their_team(world):
    for rows in world.lists.values():
        for row in rows:
            if row.get(WORKER) not in {None, "Duty desk"}:
                assert row[WORKER] in TEAMS[row[TEAM]]
    assert len(TEAMS) == 8
    assert all(4 <= len(workers) <= 7 for workers in TEAMS.values())


@pytest.mark.parametrize(
    ("number", "column", "months_back"),
    [
        (1, "Date of Contact", 6),
        (2, "Assessment completion date", 6),
        (3, REFERRED, 6),
        (4, AUTHORISED, 6),
        (5, DISCUSSED, 6),
        (6, CLOSED, 6),
        (7, PLAN_TO, 6),
        (8, CARE_TO, 6),
        (10, "Date of Adoption Order", 12),
        (11, "Date of Adoption Order", 12),
    ],
)
def test_no_list_looks_back_too_far(world, number, column, months_back):
    since = add_months(world.snapshot_on, -months_back)
    assert all(row[column] is None or row[column] >= since for row in world[number])


def test_a_child_in_need_was_last_seen_while_the_case_was_open(world):
    for row in world[6]:
        assert row[SEEN] is None or row[NEED_FROM] <= row[SEEN] <= (row[CLOSED] or world.snapshot_on)
    unseen = [row for row in world[6] if row[SEEN] is None]
    assert len(unseen) < 0.2 * len(world[6])


# ----------------------------------------------------------------------------------------------- strain, and not a ruin


def test_four_of_five_assessments_take_no_more_than_45_working_days_many_of_them_nearly_that(world):
    took = [working_days_between(row[ASSESSED], row[AUTHORISED]) for row in world[4] if row[AUTHORISED]]
    assert 0.7 <= sum(days <= 45 for days in took) / len(took) <= 0.92
    last_days = sum(41 <= days <= 45 for days in took)
    assert last_days > 1.2 * sum(36 <= days <= 40 for days in took)
    assert last_days > 1.2 * sum(46 <= days <= 50 for days in took)
    going = [world.since_working_days(row[ASSESSED]) for row in world[4] if row[AUTHORISED] is None]
    assert 0.05 <= sum(days > 45 for days in going) / len(going) <= 0.4


def test_three_of_four_conferences_are_in_time_and_some_are_not_held_yet(world):
    took = [working_days_between(row[DISCUSSED], row[CONFERENCE]) for row in world[5] if row[CONFERENCE]]
    assert 0.6 <= sum(days <= 15 for days in took) / len(took) <= 0.95
    waiting = [
        world.since_working_days(row[DISCUSSED])
        for row in world[5]
        if row[CONFERENCE] is None and row[UNNECESSARY] is None
    ]
    assert len(waiting) >= 5
    assert 2 <= sum(days > 15 for days in waiting) < len(waiting)


def test_most_plan_visits_are_in_time_some_late_by_days_and_a_few_by_weeks(world):
    since = [world.since_working_days(row[VISITED] or row[PLAN_FROM]) for row in world[7] if row[PLAN_TO] is None]
    assert 0.65 <= sum(days <= 10 for days in since) / len(since) <= 0.95
    assert sum(10 < days <= 17 for days in since) >= 2
    assert 1 <= sum(days > 17 for days in since) <= 10


def test_most_looked_after_reviews_are_in_time(world):
    late = [_review_due_on(row) < world.snapshot_on for row in world[8] if row[CARE_TO] is None]
    assert 0.01 <= sum(late) / len(late) <= 0.2


def test_most_care_leavers_are_in_touch_some_were_long_ago_and_of_a_few_nothing_is_known(world):
    leavers = [row for row in world[9] if row["Eligibility Category"] in {"R", "FR"}]
    days = [(world.snapshot_on - row[IN_TOUCH_ON]).days for row in leavers if row[IN_TOUCH_ON]]
    assert 0.5 <= sum(each <= 56 for each in days) / len(leavers) <= 0.9
    assert sum(each > 56 for each in days) >= 2
    unknown = [row for row in leavers if row[IN_TOUCH_ON] is None]
    assert 2 <= len(unknown) <= 6
    assert {row["LA in Touch"] for row in unknown} == {"NO"}


def _held(world: World) -> Counter[str | None]:
    return Counter(row[WORKER] for row in world[6] if row[CLOSED] is None)


def test_one_worker_has_far_too_many_children_and_nobody_else_does(world):
    held = _held(world)
    assert held.pop(OVERLOADED) >= 30
    assert max(held.values()) <= 20


def test_some_children_are_held_by_nobody(world):
    assert 3 <= _held(world)[None] <= 8
    stuck = [row for row in world[3] if row[WORKER] in {None, "Duty desk"}]
    assert 15 <= len(stuck) <= 25
    assert {row[TEAM] for row in stuck} == {"Front Door"}
    assert not {row[CHILD] for row in stuck} & {row[CHILD] for number in (4, 5, 6, 7, 8) for row in world[number]}
    waited = [(world.snapshot_on - row[REFERRED]).days for row in stuck]
    assert min(waited) >= 7
    assert max(waited) > 60


def test_one_team_is_hardly_ever_late(world):
    def late(team: str) -> float:
        needs = {row[CHILD] for row in world[6] if row[TEAM] == team and row[CLOSED] is None}
        plans = [row for row in world[7] if row[CHILD] in needs and row[PLAN_TO] is None]
        return sum(world.since_working_days(row[VISITED] or row[PLAN_FROM]) > 10 for row in plans) / len(plans)

    assert late(STEADY) <= 0.2
    assert late(NORTH) > 0


# ---------------------------------------------------------------------------------------------- what Sam and others see


def _due(world: World) -> list[tuple[str, str | None, date]]:
    """Duty, worker and last day in time of what is still to be done, worked out here and not by the duties."""
    conferences = [row for row in world[5] if row[CONFERENCE] is None and row[UNNECESSARY] is None]
    leavers = [row for row in world[9] if row["Eligibility Category"] in {"R", "FR"} and row[IN_TOUCH_ON]]
    return [
        *(
            ("assessment", row[WORKER], last_day_in_time(working_days(45), row[ASSESSED]))
            for row in world[4]
            if row[AUTHORISED] is None
        ),
        *(("conference", row[WORKER], last_day_in_time(working_days(15), row[DISCUSSED])) for row in conferences),
        *(
            ("visit", row[WORKER], last_day_in_time(working_days(10), row[VISITED] or row[PLAN_FROM]))
            for row in world[7]
            if row[PLAN_TO] is None
        ),
        *(("review", row[WORKER], _review_due_on(row)) for row in world[8] if row[CARE_TO] is None),
        *(("contact", row["Allocated Personal Advisor"], row[IN_TOUCH_ON] + timedelta(weeks=8)) for row in leavers),
    ]


def _review_due_on(care: Row) -> date:
    """The first review within 20 working days; after the latest one held, six months at the most."""
    if care[CARE_REVIEWED] is None:
        return last_day_in_time(working_days(20), care[CARE_FROM])
    return add_months(care[CARE_REVIEWED], 6)


def _when(world: World, due_on: date) -> str:
    if due_on < world.snapshot_on:
        return "overdue"
    days = world.since_working_days(due_on)
    return "today" if due_on == world.snapshot_on else "this week" if days >= -5 else "later"


@pytest.mark.parametrize("seed", [2015, 1, 2, 3])
def test_work_lists_of_the_authority_have_something_of_every_duty_overdue_today_and_this_week(seed):
    world = _world(seed, SNAPSHOT_ON)
    found = {(duty, _when(world, due_on)) for duty, _, due_on in _due(world)}
    for duty in ("assessment", "conference", "review", "contact"):
        assert {(duty, when) for when in ("overdue", "today", "this week")} <= found
    assert {("visit", "overdue"), ("visit", "this week")} <= found


@pytest.mark.parametrize("seed", [2015, 1, 2, 3])
def test_sam_has_about_eighteen_children_and_something_in_every_list(seed):
    world = _world(seed, SNAPSHOT_ON)
    assert _held(world)[SAM] == 18
    assert {row[TEAM] for row in world[6] if row[WORKER] == SAM} == {"Assessment Team 1"}
    lists_of_sam = Counter(_when(world, due_on) for _, worker, due_on in _due(world) if worker == SAM)
    assert lists_of_sam["overdue"] >= 5
    assert lists_of_sam["today"] >= 2
    assert lists_of_sam["this week"] >= 3
    assert lists_of_sam["later"] >= 4
