"""Which rows of the record the lists make, on which day they speak, and what happens where they disagree."""

import gc
from datetime import date, timedelta

import pytest

from roker.errors import RokerError
from roker.formats import annex_a
from roker.formats.annex_a_lists import LISTS, NEVER_CARRIED, ONLY_LATEST
from roker.record import ENTITIES

TODAY = date(2024, 5, 1)
D1, D2, D3, D4 = (date(2024, month, 1) for month in (1, 2, 3, 4))


def test_contacts(one_list):
    made = one_list(1, {"Date of Contact": D1, "Contact Source": "q) 6: Police", "Age of Child (Years)": 6.5})
    assert made.rows("person", "person_id", "gender", "ethnicity", "dob") == [("100", "M", "WBRI", date(2024, 1, 2))]
    assert made.rows("contacts", "person_id", "contact_date", "contact_source_code") == [("100", D1, "6")]
    assert made.rows("allocation", "basis") == []
    assert made.rows("stated_value", "list_number", "stated_of", "name", "value", "found_in") == [
        (1, "2024-01-01", "Age of Child (Years)", "6.5", "List 1, row 2")
    ]


def test_referrals(one_list):
    made = one_list(3, {"Date of referral": D1, "Allocated Team": "North", "Allocated Worker": "A Worker"})
    assert made.rows("cin_episodes", "referral_id", "referral_date", "referral_nfa", "close_date", "referral_team") == [
        ("100/2024-01-01", D1, "Y", None, "North")
    ]
    assert made.rows("allocation", "basis", "basis_from", "basis_to", "team", "worker") == [
        ("referral", D1, None, "North", "A Worker")
    ]


def test_assessments(one_list):
    made = one_list(4, {"Continuous Assessment Start Date": D1, "Continuous Assessment Date of Authorisation": D2})
    assert made.rows("cin_assessments", "assessment_id", "referral_id", "assessment_start_date") == [
        ("100/2024-01-01", None, D1)
    ]
    assert made.rows("allocation", "basis", "basis_from", "basis_to") == [("assessment", D1, D2)]


def test_enquiries_and_conferences(one_list):
    start = "Strategy discussion initiating Section 47 Enquiry Start Date"
    held, led = (
        "Date of Initial Child Protection Conference",
        ("Did the Initial Child Protection Conference Result in a Child Protection Plan"),
    )
    made = one_list(5, {start: D1, held: D2}, {start: D3, held: None, led: None})
    assert made.rows("s47_enquiry", "s47_enquiry_id", "s47_start_date") == [
        ("100/2024-01-01", D1),
        ("100/2024-03-01", D3),
    ]
    assert made.rows("initial_cp_conference", "s47_enquiry_id", "icpc_date") == [("100/2024-01-01", D2)]
    assert made.rows("allocation", "basis", "basis_from", "basis_to") == [("enquiry", D1, D2), ("enquiry", D3, None)]
    assert made.kinds() == {"missing_list"}


def test_protection_plans(one_list):
    made = one_list(
        7,
        {
            "Child Protection Plan Start Date": D1,
            "Date of the Last Statutory Visit": D3,
            "Was the Child Seen Alone?": "No",
            "Date of latest review conference": D2,
            "Child Protection Plan End Date": None,
        },
    )
    plan = "100/2024-01-01"
    assert made.rows("cp_plans", "cp_plan_id", "cp_plan_start_date", "cp_plan_end_date") == [(plan, D1, None)]
    assert made.rows("cp_visits", "cp_plan_id", "cp_visit_date", "cp_visit_seen_alone") == [(plan, D3, "N")]
    assert made.rows("cp_reviews", "cp_plan_id", "cp_review_date") == [(plan, D2)]
    assert made.rows("allocation", "basis", "basis_from", "basis_to") == [("protection", D1, None)]


def test_children_in_care(one_list):
    made = one_list(
        8,
        {
            "Date Started to be Looked After": D1,
            "Date of Last Health Assessment": D2,
            "Date of Last Dental Check": D3,
            "Date of Latest Statutory Review": D4,
            "Date of Last Social Work Visit": None,
            "Date Ceased to be Looked After": None,
        },
    )
    care = "100/2024-01-01"
    assert made.rows("period_of_care", "cla_id", "entered_care_date", "ceased_date") == [(care, D1, None)]
    assert made.rows("cla_health", "health_check_type", "health_check_date") == [("HEALTH", D2), ("DENTAL", D3)]
    assert made.rows("cla_reviews", "cla_id", "cla_review_date") == [(care, D4)]
    assert made.rows("cla_visits", "cla_id") == []
    assert made.rows("cla_placement", "cla_id") == [(care,)]
    assert made.rows("legal_status", "legal_status") == [("C1",)]
    assert made.rows("allocation", "basis", "basis_from") == [("care", D1)]


@pytest.mark.parametrize(("adviser", "worker"), [("An Adviser", "An Adviser"), (None, "A Worker")])
def test_care_leavers_are_held_by_their_adviser(one_list, adviser, worker):
    made = one_list(9, {"Allocated Personal Advisor": adviser, "Allocated Worker": "A Worker"})
    assert made.rows("care_leavers", "care_leaver_personal_advisor", "care_leaver_worker_id") == [(adviser, "A Worker")]
    assert made.rows("allocation", "basis", "basis_from", "basis_to", "worker") == [
        ("leaving_care", None, None, worker)
    ]


def test_adoption_and_adopters(sheets, header, a_row, read):
    decided = "Date of Decision that Child Should be Placed for Adoption"
    path = sheets(
        {
            "List 10": [header(10), list(a_row(10, {decided: D1, "Family identifier": 7.0}).values())],
            "List 11": [header(11), list(a_row(11, {"Family identifier": "7", "No. of children placed": 2}).values())],
        }
    )
    made = read(path)
    assert made.rows("permanence", "person_id", "adm_decision_date", "adoptive_family_id") == [("100", D1, "7")]
    assert made.rows("prospective_adopter", "adopter_id", "adoptive_family_id", "children_placed") == [("100", "7", 2)]
    assert made.rows("person", "person_id") == [("100",)]


def test_referrals_and_needs_are_one_episode(sheets, header, a_row, read):
    path = sheets(
        {
            "List 3": [header(3), list(a_row(3, {"Date of referral": D1}).values())],
            "List 6": [
                header(6),
                list(a_row(6, {"CIN Start Date": D1, "CIN Closure Date": D3}).values()),
                list(a_row(6, {"CIN Start Date": D2}, who="200").values()),
            ],
        }
    )
    made = read(path)
    fields = ("referral_id", "referral_source_code", "cin_primary_need_code", "close_date", "found_in")
    assert made.rows("cin_episodes", *fields) == [
        ("100/2024-01-01", "1A", "N1", D3, "List 3, row 2; List 6, row 2"),
        ("200/2024-02-01", None, "N1", date(2024, 1, 2), "List 6, row 3"),
    ]
    assert made.rows("allocation", "person_id", "basis", "basis_to") == [
        ("100", "referral", None),
        ("100", "need", D3),
        ("200", "need", date(2024, 1, 2)),
    ]
    assert made.kinds() == {"missing_list"}


# ------------------------------------------------------------------------------------------------ what is not there


def test_a_row_without_its_date_is_kept_all_the_same(one_list):
    made = one_list(4, {"Continuous Assessment Start Date": None, "Allocated Worker": "A Worker"}, {})
    assert made.rows("person", "person_id", "found_in") == [("100", "List 4, row 2; List 4, row 3")]
    assert made.rows("cin_assessments", "assessment_id", "assessment_start_date", "assessment_child_seen") == [
        ("100/", None, "Y"),
        ("100/2024-01-02", date(2024, 1, 2), "Y"),
    ]
    assert made.rows("allocation", "basis_from", "worker") == [(None, "A Worker"), (date(2024, 1, 2), "a text")]
    assert made.problems("blank", "no_key_date") == ["blank: List 4, row 2, “Continuous Assessment Start Date”: "]


def test_an_end_without_a_beginning_is_kept(sheets, a_row, read):
    row = a_row(7, {"Child Protection Plan Start Date": None})
    made = read(sheets({"List 7": [list(row), list(row.values())]}))
    assert made.rows("allocation", "basis_from", "basis_to") == [(None, date(2024, 1, 2))]
    assert made.rows("cp_plans", "cp_plan_start_date", "cp_plan_end_date") == [(None, date(2024, 1, 2))]
    assert made.problems("no_key_date") == []


def test_a_visit_to_a_child_whose_plan_has_no_date_is_kept(one_list):
    made = one_list(7, {"Child Protection Plan Start Date": "tbc", "Date of the Last Statutory Visit": D2})
    assert made.rows("cp_visits", "cp_plan_id", "cp_visit_date") == [("100/", D2)]
    assert made.rows("cp_plans", "cp_plan_id") == [("100/",)]
    assert made.problems("not_a_date") == ["not_a_date: List 7, row 2, “Child Protection Plan Start Date”: tbc"]


def test_a_blank_visit_makes_no_visit_and_no_problem(one_list):
    made = one_list(7, {"Date of the Last Statutory Visit": None, "Was the Child Seen Alone?": None})
    assert made.rows("cp_visits", "cp_visit_date") == []
    assert made.kinds() == {"missing_list"}


def test_seen_alone_without_a_visit_is_said(one_list):
    made = one_list(7, {"Date of the Last Statutory Visit": None, "Was the Child Seen Alone?": "b) No"})
    assert made.problems("no_key_date") == ["no_key_date: List 7, row 2, “Date of the Last Statutory Visit”: "]


def test_a_missing_column_of_dates_is_said_once(sheets, header, a_row, read):
    names = [name for name in header(7) if name != "Date of the Last Statutory Visit"]
    rows = [[a_row(7, who=str(number))[name] for name in names] for number in (1, 2, 3)]
    made = read(sheets({"List 7": [names, *rows]}))
    assert made.problems("no_key_date", "missing_column") == [
        "missing_column: List 7, row 1, “Date of the Last Statutory Visit”: ",
        "no_key_date: List 7, row 1, “Was the Child Seen Alone?”: 3 cells",
    ]
    assert "cp_visits.cp_visit_date" in made.reading.absent


def test_a_column_of_the_key_may_be_missing(sheets, header, a_row, read):
    """Whichever column is missing, the other columns are read."""
    for mapping in LISTS:
        row = list(a_row(mapping.number).values())
        whole = read(sheets({mapping.name: [header(mapping.number), row]})).reading
        for index, column in enumerate(mapping.columns):
            if column.name != mapping.who:
                rows = [header(mapping.number), row]
                made = read(
                    sheets({mapping.name: [[*each[:index], *each[index + 1 :]] for each in rows]}), snapshot_on=TODAY
                )
                assert made.reading.counts == whole.counts
                assert len(made.problems("missing_column", "older_edition")) == 1
                assert made.reading.absent >= whole.absent


def test_blank_cells_that_no_date_keeps_are_no_loss(sheets, header, a_row, read):
    row = a_row(7, {"Was the Child Seen Alone?": None})
    names = [name for name in header(7) if name != "Date of the Last Statutory Visit"]
    made = read(sheets({"List 7": [names, [row[name] for name in names]]}))
    assert "no_key_date" not in made.kinds()


def test_rows_about_nobody(one_list):
    who = "Child Unique ID"
    blank = dict.fromkeys(
        ["Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Date of Contact", "Contact Source"]
    )
    made = one_list(
        1,
        {},
        {who: None, "Contact Source": "6"},
        {who: "As at 1 May", **blank},
        {who: "#N/A", **dict.fromkeys(blank, "#N/A")},
        {who: " ", **dict.fromkeys(blank, " ")},
        {who: None, **blank},
        {who: True},
    )
    assert made.reading.counts == {"List 1": 1}
    assert made.problems("nobody_named", "stray_text", "read_as_blank", "not_an_id") == [
        "read_as_blank: List 1: 2 rows of nothing but fillers",
        "nobody_named: List 1, row 3, “Child Unique ID”: M; WBRI; 2024-01-02; 2; 2024-01-02; 6",
        "stray_text: List 1, row 4, “Child Unique ID”: As at 1 May",
        "nobody_named: List 1, row 8, “Child Unique ID”: TRUE; M; WBRI; 2024-01-02; 2; 2024-01-02; 1A",
    ]


def test_blank_cells_that_must_be_filled_in(one_list):
    made = one_list(
        3, {"Referral NFA?": None, "Allocated Team": None}, {"Date of referral": D2, "Allocated Team": "Unknown"}
    )
    assert made.problems("blank", "empty_column", "read_as_blank") == [
        "read_as_blank: List 3, “Allocated Team”: “Unknown” in 1 cell",
        "empty_column: List 3, “Allocated Team”: ",
        "blank: List 3, row 2, “Referral NFA?”: ",
    ]


def test_an_unreadable_cell_is_not_blank_as_well(one_list):
    made = one_list(3, {"Referral NFA?": "perhaps"}, {"Date of referral": D2})
    assert made.problems("blank", "empty_column", "not_a_code") == [
        "not_a_code: List 3, row 2, “Referral NFA?”: perhaps"
    ]


def test_a_stated_value_is_kept_though_it_is_none_of_the_codes(one_list):
    made = one_list(
        6, {"Case Status": "Step-down", "Date Child Was Last Seen": "31/02/2024", "Age of Child (Years)": "x"}
    )
    assert made.problems("not_a_code", "impossible_date", "not_a_number") == [
        "not_a_number: List 6, row 2, “Age of Child (Years)”: x",
        "impossible_date: List 6, row 2, “Date Child Was Last Seen”: 31/02/2024",
        "not_a_code: List 6, row 2, “Case Status”: Step-down",
    ]
    assert made.rows("stated_value", "name", "value") == [
        ("Age of Child (Years)", "x"),
        ("Does the Child have a Disability", "Y"),
        ("Case Status", "Step-down"),
    ]


def test_what_was_found_is_shortened(one_list):
    made = one_list(3, {"Referral NFA?": "x" * 81}, {"Date of referral": D2, "Referral NFA?": "x" * 80})
    assert [problem.found for problem in made.reading.problems if problem.kind == "not_a_code"] == [
        "x" * 79 + "…",
        "x" * 80,
    ]


def test_a_list_without_team_and_worker_allocates_nobody(sheets, header, a_row, read):
    row = {name: cell for name, cell in a_row(7).items() if name not in {"Allocated Team", "Allocated Worker"}}
    made = read(sheets({"List 7": [list(row), list(row.values())]}))
    assert made.rows("allocation", "basis") == []
    assert {"allocation.team", "allocation.worker"} <= made.reading.absent


def test_a_child_with_blank_team_and_worker_is_held_by_nobody(one_list):
    made = one_list(7, {"Allocated Team": None, "Allocated Worker": None})
    assert made.rows("allocation", "basis", "team", "worker") == [("protection", None, None)]


# ------------------------------------------------------------------------------------------------ twice, and otherwise


def test_a_repeated_row_is_one(one_list):
    made = one_list(7, {}, {}, {"Allocated Worker": " a  text "})
    assert made.reading.counts == {"List 7": 1}
    assert made.rows("cp_plans", "found_in") == [("List 7, row 2",)]
    assert made.problems("repeated_row", "disagreement") == [
        "repeated_row: List 7, row 3, “Child Unique ID”: 100",
        "repeated_row: List 7, row 4, “Child Unique ID”: 100",
    ]


def test_the_first_of_two_that_disagree_is_kept(one_list):
    end = "Child Protection Plan End Date"
    made = one_list(
        7,
        {end: D2, "Allocated Worker": "A"},
        {end: D3, "Allocated Worker": "A"},
        {end: None, "Allocated Worker": "B"},
    )
    assert made.rows("cp_plans", "cp_plan_end_date", "found_in") == [
        (D2, "List 7, row 2; List 7, row 3; List 7, row 4")
    ]
    assert [
        (problem.at.row, problem.at.column, problem.found, problem.expected)
        for problem in made.reading.problems
        if problem.kind == "disagreement"
    ] == [
        (3, end, "01/03/2024", "01/02/2024, as in List 7, row 2"),
        (4, end, "blank", "01/02/2024, as in List 7, row 2"),
        (4, "Allocated Worker", "B", "A, as in List 7, row 2"),
    ]


def test_stated_values_that_disagree(one_list):
    made = one_list(9, {"Age of Child (Years)": 18}, {"Age of Child (Years)": 19})
    assert made.rows("stated_value", "name", "value")[0] == ("Age of Child (Years)", "18")
    assert made.problems("disagreement") == ["disagreement: List 9, row 3, “Age of Child (Years)”: 19"]


def test_a_second_placement_of_one_period_is_no_disagreement(one_list):
    made = one_list(8, {}, {"Start Date of Most Recent Placement": D2})
    assert len(made.rows("cla_placement", "cla_id")) == 2
    assert made.rows("period_of_care", "found_in") == [("List 8, row 2; List 8, row 3",)]
    assert "disagreement" not in made.kinds()


def test_a_placement_claimed_by_two_periods_of_care(one_list):
    """An id that is made here has no column of its own: the date that it is made of is named."""
    made = one_list(8, {}, {"Date Started to be Looked After": D2})
    assert "disagreement: List 8, row 3, “Date Started to be Looked After”: 100/2024-02-01" in made.problems()


def test_one_child_on_many_lists(sheets, header, a_row, read):
    dob = "Date of Birth"
    path = sheets(
        {
            "List 1": [header(1), list(a_row(1, {dob: None, "Gender": None}).values())],
            "List 2": [header(2), list(a_row(2, {dob: D1, "Gender": "F"}).values())],
            "List 3": [header(3), list(a_row(3, {dob: D2, "Gender": None}).values())],
        }
    )
    made = read(path)
    assert made.rows("person", "person_id", "gender", "dob", "found_in") == [
        ("100", "F", D1, "List 1, row 2; List 2, row 2; List 3, row 2")
    ]
    assert [
        (str(each.at), each.found, each.expected) for each in made.reading.problems if each.kind == "disagreement"
    ] == [("annex_a.xlsx, List 3, row 2, “Date of Birth”", "01/02/2024", "01/01/2024, as in List 2, row 2")]


def test_three_rows_of_one_episode(sheets, header, a_row, read):
    """A second row of list 6 does not contradict list 3 in what only list 3 tells."""
    rows6 = [list(a_row(6, {"CIN Start Date": D1, "Primary Need Code": code}).values()) for code in ("N1", "N2")]
    made = read(
        sheets(
            {"List 3": [header(3), list(a_row(3, {"Date of referral": D1}).values())], "List 6": [header(6), *rows6]}
        )
    )
    assert made.problems("disagreement") == ["disagreement: List 6, row 3, “Primary Need Code”: N2"]


# ------------------------------------------------------------------------------------------------------ the snapshot


def test_the_newest_date_is_the_snapshot(one_list):
    made = one_list(1, {"Date of Contact": D1}, {"Date of Contact": D3, "Date of Birth": D4}, snapshot_on=None)
    assert made.reading.snapshot_on == D3
    assert made.reading.snapshot_from == (
        "The newest date in the lists that is not in the future: annex_a.xlsx, List 1, “Date of Contact”."
    )


@pytest.mark.parametrize(("contact_on", "snapshot_on"), [(TODAY, TODAY), (TODAY + timedelta(days=1), D1)])
def test_the_snapshot_is_not_after_today(one_list, contact_on, snapshot_on):
    made = one_list(1, {"Date of Contact": D1}, {"Date of Contact": contact_on}, snapshot_on=None)
    assert made.reading.snapshot_on == snapshot_on
    assert len(made.problems("later_than_snapshot")) == (contact_on > TODAY)
    assert len(made.rows("contacts", "contact_date")) == 2


@pytest.mark.parametrize(("contact_on", "late"), [(D2, 0), (D2 + timedelta(days=1), 1)])
def test_dates_after_the_snapshot_are_kept_and_said(one_list, contact_on, late):
    made = one_list(1, {"Date of Contact": contact_on}, snapshot_on=D2)
    assert made.rows("contacts", "contact_date") == [(contact_on,)]
    assert len(made.problems("later_than_snapshot")) == late


@pytest.mark.parametrize(("born_on", "late"), [(D2 + timedelta(days=366), 0), (D2 + timedelta(days=367), 1)])
def test_a_child_may_be_unborn(one_list, born_on, late):
    made = one_list(1, {"Date of Contact": D1, "Date of Birth": born_on}, snapshot_on=D2)
    assert made.rows("person", "dob") == [(born_on,)]
    assert len(made.problems("later_than_snapshot")) == late


def test_a_day_that_has_not_come_is_refused(one_list):
    with pytest.raises(RokerError) as refused:
        one_list(1, {}, snapshot_on=TODAY + timedelta(days=1))
    assert str(refused.value) == "02/05/2024 has not come yet. Give the day on which the lists were exported."
    assert one_list(1, {}, snapshot_on=TODAY).reading.snapshot_on == TODAY


def test_a_workbook_without_dates_asks_for_the_day(one_list):
    with pytest.raises(RokerError) as refused:
        one_list(1, {"Date of Contact": None}, snapshot_on=None)
    assert str(refused.value) == (
        "annex_a.xlsx holds no date that tells which day it speaks of. Give that day with --snapshot."
    )


# ------------------------------------------------------------------------------------------------- the whole reading


def test_what_a_file_does_not_carry(sheets, header, a_row, read):
    absent = read(sheets({"List 7": [header(7), list(a_row(7).values())]})).reading.absent
    assert {"contacts.contact_date", "period_of_care.cla_id", "cla_health.health_check_type"} <= absent
    assert {"cin_assessments.referral_id", "cp_visits.cp_visit_seen"} <= absent
    assert not {"cp_plans.cp_plan_id", "cp_visits.cp_visit_date", "person.dob", "allocation.basis"} & absent


def test_what_no_annex_a_carries(sheets, header, a_row, read):
    made = read(
        sheets({mapping.name: [header(mapping.number), list(a_row(mapping.number).values())] for mapping in LISTS})
    )
    assert made.reading.absent == NEVER_CARRIED
    assert {"cin_assessments.referral_id", "cp_visits.cp_visit_seen", "person.death_date"} <= NEVER_CARRIED
    assert made.reading.only_latest == ONLY_LATEST
    assert made.reading.source == "annex_a"
    assert made.reading.problems == ()


def test_only_what_a_list_tells_of_has_a_table(one_list):
    made = one_list(1, {})
    assert {*made.reading.rows} == {"person", "contacts", "stated_value"}
    for name, rows in made.reading.rows.items():
        assert [len(row) for row in rows] == [len(ENTITIES[name].columns())]


def test_the_collector_is_left_as_it_was(one_list):
    for turn in (gc.enable, gc.disable):
        turn()
        before = gc.isenabled()
        one_list(1, {})
        after = gc.isenabled()
        gc.enable()
        assert after == before


def test_progress_is_told(sheets, header, a_row):
    path = sheets({f"List {number}": [header(number), list(a_row(number).values())] for number in (1, 2, 3)})
    told = []
    annex_a.read(path, snapshot_on=TODAY, today=TODAY, progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 6), (4, 6), (6, 6), (6, 6)]
