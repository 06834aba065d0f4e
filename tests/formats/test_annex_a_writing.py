"""Lists made of the record: read, kept, written and read again, the record is the same."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from roker.errors import RokerError
from roker.formats import annex_a
from roker.formats.annex_a_layouts import LAYOUTS
from roker.formats.annex_a_lists import LISTS
from roker.record import ENTITIES, Reading, Record
from roker.synthetic import demonstration

SAMPLE = Path(__file__).parent / "samples" / "liia-tools-pipeline" / "Annex_A_2024_Jan.xlsx"
TODAY = date(2024, 5, 1)
D1, D2, D3 = date(2024, 1, 2), date(2024, 2, 1), date(2024, 3, 1)
AGE = "Age of Child (Years)"


def _record(reading):
    return Record.of(reading)


def _record_of(**rows):
    """A record of rows by entity, each as a dictionary."""
    made = {name: [ENTITIES[name].row_of(row) for row in some] for name, some in rows.items()}
    return _record(Reading.of_rows(made, source="elsewhere", snapshot_on=TODAY))


def _said(reading):
    """What a reading says, without where it stood and what could not be read: of that nothing is written."""
    needed = {makes.entity.name: f" {makes.needs} " for mapping in LISTS for makes in mapping.makes if makes.needs}
    return {
        name: Counter(row[:-2] for row in rows if needed.get(name, "no such field") not in (row[-2] or ""))
        for name, rows in reading.rows.items()
    }


def _read_again(path, reading, **more):
    annex_a.write_record(path, _record(reading), as_at=reading.snapshot_on, whole=True, **more)
    return annex_a.read(path, snapshot_on=reading.snapshot_on, today=TODAY)


@pytest.mark.parametrize("name", ["again.xlsx", "again"])
def test_the_sample_written_and_read_again(tmp_path, name):
    reading = annex_a.read(SAMPLE, snapshot_on=None, today=TODAY)
    again = _read_again(tmp_path / name, reading)
    assert _said(again) == _said(reading)
    assert again.counts == reading.counts


@pytest.mark.parametrize("name", ["again.xlsx", "again"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_demonstration_written_and_read_again(tmp_path, seed, name):
    """With what is untidy on purpose: blank dates, codes that are none, rows about nobody."""
    demonstration.write_workbook(tmp_path / "demo.xlsx", seed, date(2024, 1, 31))
    reading = annex_a.read(tmp_path / "demo.xlsx", snapshot_on=date(2024, 1, 31), today=TODAY)
    assert sum(reading.counts.values()) > 1000
    assert reading.problems
    assert _said(_read_again(tmp_path / name, reading)) == _said(reading)


def test_rows_without_their_date_come_back(tmp_path, sheets, header, a_row, read):
    """Some have no row of their own then: only who holds the child, and what was stated."""
    given = {}
    for mapping in LISTS:
        row = {**a_row(mapping.number), **({mapping.dated: None} if mapping.dated else {})}
        given[mapping.name] = [header(mapping.number), list(row.values())]
    reading = read(sheets(given), snapshot_on=TODAY).reading
    again = _read_again(tmp_path / "again.xlsx", reading)
    assert _said(again) == _said(reading)
    assert again.counts == reading.counts


def test_referrals_and_needs_go_back_to_their_own_lists(tmp_path, sheets, header, a_row, read):
    both, only = {"Date of referral": D1, "CIN Start Date": D1}, {"Date of referral": D2, "CIN Start Date": D3}
    given = {
        f"List {number}": [
            header(number),
            *(
                list(
                    a_row(number, {name: day for name, day in days.items() if name in header(number)}, who=who).values()
                )
                for who, days in (("1", both), ("2", only))
            ),
        ]
        for number in (3, 6)
    }
    lists, _ = annex_a.rows_of(_record(read(sheets(given), snapshot_on=TODAY).reading), as_at=TODAY)
    assert [(row["Child Unique ID"], row["Date of referral"]) for row in lists[3]] == [("1", D1), ("2", D2)]
    assert [(row["Child Unique ID"], row["CIN Start Date"]) for row in lists[6]] == [("1", D1), ("2", D3)]


def test_a_care_leavers_worker_is_not_the_adviser(tmp_path, one_list):
    for adviser in ("An Adviser", None):
        reading = one_list(9, {"Allocated Personal Advisor": adviser, "Allocated Worker": None}).reading
        ((row,),) = annex_a.rows_of(_record(reading), as_at=TODAY)[0].values()
        assert (row["Allocated Personal Advisor"], row["Allocated Worker"]) == (adviser, None)


# ------------------------------------------------------------------------------------------- what came from elsewhere


def _plan(who, start, end=None):
    return {
        "person_id": who,
        "cp_plan_id": f"{who}/{start}",
        "cp_plan_start_date": start,
        "cp_plan_end_date": end,
        "cp_plan_latest_category": "NEG",
    }


def test_a_record_of_another_source(tmp_path):
    record = _record_of(
        person=[{"person_id": "1", "dob": date(2010, 5, 2), "gender": "F"}],
        cp_plans=[_plan("1", D1)],
        cp_visits=[
            {"person_id": "1", "cp_plan_id": f"1/{D1}", "cp_visit_date": day, "cp_visit_seen_alone": seen}
            for day, seen in ((D2, "N"), (D3, "Y"), (date(2024, 5, 2), "U"))
        ],
        cp_reviews=[{"person_id": "1", "cp_plan_id": "1/2020-01-01", "cp_review_date": D2}],
    )
    lists, notes = annex_a.rows_of(record, as_at=TODAY)
    ((number, (row,)),) = lists.items()
    assert number == 7
    assert {name: value for name, value in row.items() if value is not None} == {
        "Child Unique ID": "1",
        "Gender": "F",
        "Date of Birth": date(2010, 5, 2),
        AGE: 13,
        "Child Protection Plan Start Date": D1,
        "Latest Category of Abuse": "NEG",
        "Date of the Last Statutory Visit": D3,
        "Was the Child Seen Alone?": "Y",
    }
    epo = "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)"
    assert notes == [
        "List 7, “Does the Child have a Disability”: not known for 1 row and left blank.",
        f"List 7, “{epo}”: not known for 1 row and left blank.",
    ]


@pytest.mark.parametrize(
    ("ended", "listed"), [(None, True), (date(2023, 11, 1), True), (date(2023, 10, 31), False), (TODAY, True)]
)
def test_a_list_reaches_back_six_months(ended, listed):
    record = _record_of(person=[{"person_id": "1"}], cp_plans=[_plan("1", date(2020, 1, 1), ended)])
    assert (7 in annex_a.rows_of(record, as_at=TODAY)[0]) == listed
    assert 7 in annex_a.rows_of(record, as_at=TODAY, whole=True)[0]


@pytest.mark.parametrize(("day", "listed"), [(date(2023, 11, 1), True), (date(2023, 10, 31), False)])
def test_what_happened_on_one_day_reaches_back_as_far(day, listed):
    contact = {"person_id": "1", "contact_date": day, "contact_source_code": "6"}
    lists, notes = annex_a.rows_of(_record_of(person=[{"person_id": "1"}], contacts=[contact]), as_at=TODAY)
    assert (1 in lists) == listed
    assert notes == ([] if listed else ["1 child is on the record and on no list."])


def test_two_contacts_of_one_day_are_two_rows():
    contacts = [{"person_id": "1", "contact_date": D1, "contact_source_code": code} for code in ("6", "8")]
    lists, _ = annex_a.rows_of(_record_of(person=[{"person_id": "1"}], contacts=contacts), as_at=TODAY)
    assert [row["Contact Source"] for row in lists[1]] == ["6", "8"]


@pytest.mark.parametrize(
    ("born_on", "age"), [(date(2010, 5, 1), 14), (date(2010, 5, 2), 13), (date(2024, 8, 1), 0), (None, None)]
)
def test_an_age_is_worked_out_where_no_list_states_it(born_on, age):
    record = _record_of(person=[{"person_id": "1", "dob": born_on}], cp_plans=[_plan("1", D1)])
    ((row,),) = annex_a.rows_of(record, as_at=TODAY)[0].values()
    assert row[AGE] == age


def test_a_stated_age_is_given_back_as_it_was(one_list):
    reading = one_list(7, {AGE: 6.5, "Date of Birth": date(2010, 5, 1)}).reading
    ((row,),) = annex_a.rows_of(_record(reading), as_at=TODAY)[0].values()
    assert row[AGE] == 6.5


def test_adopters_have_a_list_of_their_own():
    lists, notes = annex_a.rows_of(_record_of(prospective_adopter=[{"adopter_id": "A1"}]), as_at=TODAY)
    assert [row["Individual adopter identifier"] for row in lists[11]] == ["A1"]
    assert notes == []


def test_codes_that_the_edition_does_not_offer_are_told(tmp_path):
    record = _record_of(person=[{"person_id": "1"}], care_leavers=[{"person_id": "1", "care_leaver_activity": "F4"}])
    told = "List 9, “Activity Status”: F4 is no code of the edition of January 2018; it was written with its label."
    assert told in annex_a.write_record(tmp_path / "a", record, as_at=TODAY, layout=LAYOUTS["2018"])
    assert told not in annex_a.write_record(tmp_path / "a", record, as_at=TODAY)
    assert (tmp_path / "a" / "List 9.csv").exists()


# ------------------------------------------------------------------------------------------------------------ as csv


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@SUM(A1)", "'=x"])
def test_no_csv_cell_becomes_a_formula(tmp_path, text):
    annex_a.write(tmp_path / "a", {3: [{"Child Unique ID": "1", "Date of referral": D1, "Allocated Worker": text}]})
    content = (tmp_path / "a" / "List 3.csv").read_text(encoding="utf-8-sig")
    assert f",'{text}\n" in content.replace("\r\n", "\n")
    reading = annex_a.read(tmp_path / "a", snapshot_on=TODAY, today=TODAY)
    names = [name for name, _ in ENTITIES["cin_episodes"].columns()]
    ((*row,),) = reading.rows["cin_episodes"]
    assert row[names.index("referral_worker_id")] == text


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "a").write_text("")
    with pytest.raises(RokerError, match=r"^The folder a could not be made\."):
        annex_a.write(tmp_path / "a", {1: []})
