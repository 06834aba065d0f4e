"""A sample workbook that others made (see samples/): every cell of it is in the record, or said to be a problem."""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import python_calamine

from roker.formats import annex_a
from roker.formats.annex_a_lists import LISTS
from roker.formats.mapping import plain
from roker.record import ENTITIES, Cell, Kind, Reading, Record, SourceFile, lasting

SAMPLE = Path(__file__).parent / "samples" / "liia-tools-pipeline" / "Annex_A_2024_Jan.xlsx"
TODAY = date(2024, 5, 1)


@pytest.fixture(scope="module")
def reading():
    return annex_a.read(SAMPLE, snapshot_on=None, today=TODAY)


def test_every_list_is_read(reading):
    assert reading.counts == {
        "List 1": 5,
        "List 2": 5,
        "List 3": 6,
        "List 4": 5,
        "List 5": 5,
        "List 6": 5,
        "List 7": 7,
        "List 8": 5,
        "List 9": 6,
        "List 10": 5,
        "List 11": 5,
    }


def test_rows_of_every_entity(reading):
    assert {name: len(rows) for name, rows in reading.rows.items()} == {
        "person": 48,
        "contacts": 5,
        "early_help_episodes": 5,
        "cin_episodes": 11,
        "cin_assessments": 5,
        "s47_enquiry": 5,
        "initial_cp_conference": 3,
        "cp_plans": 7,
        "cp_visits": 7,
        "cp_reviews": 5,
        "period_of_care": 5,
        "legal_status": 5,
        "cla_reviews": 5,
        "cla_visits": 5,
        "cla_health": 10,
        "cla_placement": 5,
        "care_leavers": 6,
        "permanence": 5,
        "prospective_adopter": 5,
        "allocation": 39,
        "stated_value": 150,
    }


def test_the_snapshot_is_the_newest_date(reading):
    assert reading.snapshot_on == date(2021, 3, 15)
    assert reading.snapshot_from == (
        "The newest date in the lists that is not in the future: "
        "Annex_A_2024_Jan.xlsx, List 6, “Date Child Was Last Seen”."
    )


def test_the_file_is_known_by_its_content(reading):
    assert reading.files == (
        SourceFile(
            name="Annex_A_2024_Jan.xlsx",
            size=28_504,
            sha256="e14b4b72c6c0c4835043082eac890b4b57dcba621c026000ade5948fa420e0dd",
        ),
    )


def test_problems_by_kind(reading):
    assert Counter(problem.kind for problem in reading.problems) == {
        "disagreement": 10,
        "not_a_code": 6,
        "empty_column": 5,
        "read_as_blank": 2,
        "blank": 2,
    }


def test_every_problem(reading):
    told = [
        f"{each.at.sheet} | {each.at.row or ''} | {each.at.column} | {each.kind} | {each.found}"
        for each in reading.problems
    ]
    assert told == [
        *[
            f"List 4 | {row} | Was the child assessed as requiring LA children's social care support? "
            "| not_a_code | CS Assessment Updated"
            for row in (2, 3, 4, 5, 6)
        ],
        "List 6 |  | Allocated Team | read_as_blank | “#N/A” in 5 cells",
        "List 6 |  | Allocated Team | empty_column | ",
        "List 6 |  | Allocated Worker | read_as_blank | “#N/A” in 5 cells",
        "List 6 |  | Allocated Worker | empty_column | ",
        "List 6 | 2 | Primary Need Code | not_a_code | PSRMEM - Support with memory and cognition",
        "List 8 |  | Placement Location | empty_column | ",
        "List 8 | 4 | Ethnicity | blank | ",
        "List 8 | 5 | Placement postcode | blank | ",
        "List 9 |  | Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N) | empty_column | ",
        "List 9 |  | Allocated Personal Advisor | empty_column | ",
        "List 10 | 2 | Ethnicity | disagreement | NOBT",
        "List 10 | 2 | Date of Birth | disagreement | 13/02/2002",
        "List 10 | 3 | Ethnicity | disagreement | OOTH",
        "List 10 | 3 | Date of Birth | disagreement | 30/12/2003",
        "List 10 | 4 | Ethnicity | disagreement | APKN",
        "List 10 | 4 | Date of Birth | disagreement | 31/05/2007",
        "List 10 | 5 | Ethnicity | disagreement | WBRI",
        "List 10 | 5 | Date of Birth | disagreement | 13/03/2018",
        "List 10 | 6 | Ethnicity | disagreement | WBRI",
        "List 10 | 6 | Date of Birth | disagreement | 27/07/2003",
    ]


def test_a_problem_says_where_what_and_what_to_do(reading):
    (problem,) = [
        each for each in reading.problems if each.at.sheet == "List 10" and each.at.row == 2 and each.found == "NOBT"
    ]
    assert problem.at == Cell(file="Annex_A_2024_Jan.xlsx", sheet="List 10", row=2, column="Ethnicity")
    assert problem.expected == "OOTH, as in List 9, row 2"
    assert problem.remedy == "Find out which is right, and correct the other in the case system."


def test_one_child_of_each_kind(reading):
    def rows(entity, person_id):
        names = [name for name, _ in ENTITIES[entity].columns()]
        return [dict(zip(names, row, strict=True)) for row in reading.rows[entity] if person_id in row]

    assert [_filled(row) for row in rows("cp_plans", "11811692")] == [
        {
            "cp_plan_id": "11811692/2019-06-25",
            "person_id": "11811692",
            "cp_plan_start_date": date(2019, 6, 25),
            "cp_plan_end_date": date(2020, 9, 17),
            "cp_plan_initial_category": "EMO",
            "cp_plan_latest_category": "EMO",
            "number_of_previous_plans": 0.0,
            "found_in": "List 7, row 7",
        }
    ]
    assert [row["person_id"] for row in rows("cp_visits", "11811692/2019-06-25")] == ["11811692"]
    assert _filled(rows("cla_placement", "2529037")[0] | {"person_id": ""}) == {
        "cla_placement_id": "2529037/2020-06-11",
        "cla_id": "2529037/2010-02-24",
        "person_id": "",
        "cla_placement_start_date": date(2020, 6, 11),
        "cla_placement_type": "U6",
        "cla_placement_provider": "PR4",
        "placement_authority": "Home Town",
        "found_in": "List 8, row 5",
    }
    assert [(row["basis"], row["worker"], row["found_in"]) for row in rows("allocation", "6537810")] == [
        ("referral", "Dustin Hazlett", "List 3, row 2"),
        ("enquiry", "Reagan Mor", "List 5, row 3"),
    ]
    assert [row["found_in"] for row in rows("person", "6537810")] == ["List 3, row 2; List 5, row 3"]


def _filled(row):
    return {name: value for name, value in row.items() if value is not None}


def test_the_rows_fit_the_record(reading):
    record = Record.of(reading)
    for entity in ENTITIES:
        (count,) = record.database.one(f"SELECT count(*) FROM {entity.name}")
        assert entity.name in lasting.MADE or count == len(reading.rows.get(entity.name, ()))
    child = record.child("6537810")
    assert child.person["dob"] == date(2004, 7, 18)
    record.database.close()


# ------------------------------------------------------------------------------------- nothing is dropped in silence


def _cells(path):
    """Every cell below the header that is not blank, as the reading library gives it: list, row, header, cell."""
    workbook = python_calamine.CalamineWorkbook.from_path(path)
    for mapping in LISTS:
        header, *rows = workbook.get_sheet_by_name(mapping.name).to_python(skip_empty_area=False)
        for number, row in enumerate(rows, start=2):
            for written, cell in zip(header, row, strict=True):
                if cell != "":
                    yield mapping, number, written, cell


def _same(column, cell, value):
    """Whether a value of the record says what a cell says; worked out here without the reader."""
    if value is None:
        return False
    if isinstance(cell, datetime | date):
        return value == cell or value == cell.isoformat()
    text = f"{cell:g}" if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e6 else str(cell)
    text = text.removesuffix(".0").replace("\N{NO-BREAK SPACE}", " ").casefold()
    if column.codes and column.fills:
        spelt = annex_a.CODE_TABLES[column.codes].spelt[value].casefold()
        return value.casefold() in text or text in spelt
    return str(value).removesuffix(".0").casefold() == text


def _in_the_record(reading, mapping, number, column, cell):
    place = f"{mapping.name}, row {number}"
    targets = column.fills or ("stated_value.value",)
    by_name = {makes.called: makes for makes in mapping.makes}
    for target in targets:
        made, _, field = target.partition(".")
        entity = by_name[made].entity if made in by_name else ENTITIES[made]
        names = [name for name, _ in entity.columns()]
        for row in reading.rows[entity.name]:
            known = dict(zip(names, row, strict=True))
            if place not in known["found_in"].split("; ") or known.get("name", column.name) != column.name:
                continue
            if made in by_name and any(known[name] != value for name, value in by_name[made].fixed.items()):
                continue
            if _same(column, cell, known[field]):
                return True
    return False


def _dropped(path, reading):
    told = {(problem.at.sheet, problem.at.row, problem.at.column) for problem in reading.problems}
    for mapping, number, written, cell in _cells(path):
        (column,) = [each for each in mapping.columns if plain(written) in each.names()]
        if (mapping.name, number, written) in told or _in_the_record(reading, mapping, number, column, cell):
            continue
        yield f"{mapping.name}, row {number}, {written}: {cell}"


def test_nothing_is_dropped_in_silence(reading):
    assert list(_dropped(SAMPLE, reading)) == []


def test_there_are_many_cells_to_drop():
    kinds = Counter(type(cell) for *_, cell in _cells(SAMPLE))
    assert kinds == {str: 379, float: 167, date: 249}


def test_a_cell_that_is_dropped_would_be_found(reading):
    """The check itself is checked: without one problem, or with one value changed, it fails."""
    (first, *_) = [each for each in reading.problems if each.kind == "not_a_code"]
    fewer = [each for each in reading.problems if each is not first]
    assert len(list(_dropped(SAMPLE, replace(reading, problems=tuple(fewer))))) == 1
    for entity, rows in reading.rows.items():
        emptied = {**reading.rows, entity: [(row[0], *[None] * (len(row) - 2), row[-1]) for row in rows]}
        other = Reading.of_rows(emptied, source="", snapshot_on=TODAY, problems=reading.problems)
        assert list(_dropped(SAMPLE, other)), entity


def test_the_sample_read_with_a_given_day(tmp_path):
    copy = tmp_path / "copy.xlsx"
    shutil.copy(SAMPLE, copy)
    reading = annex_a.read(copy, snapshot_on=date(2021, 1, 31), today=TODAY)
    assert reading.snapshot_from == "The day was given when the file was loaded."
    late = [each for each in reading.problems if each.kind == "later_than_snapshot"]
    assert len(late) == 17
    assert all(each.expected == "a date not later than 31/01/2021" for each in late)


def test_ages_and_counts_are_kept_as_written(reading):
    names = ENTITIES["stated_value"].field_names()
    stated = [dict(zip(names, row, strict=False)) for row in reading.rows["stated_value"]]
    assert [
        (row["list_number"], row["stated_of"], row["value"]) for row in stated if row["person_id"] == "7961370"
    ] == [
        (9, "", "18.60643394934976"),
        (9, "", "b) No"),
        (10, "2009-08-11", "20"),
        (10, "2009-08-11", "b) No"),
    ]
    assert {row["value"] for row in stated if row["name"] == "Case Status"} == {"c) Child in need plan"}
    assert {row["value"] for row in stated if row["name"] == "Date Child Was Last Seen"} >= {"2021-03-15"}
    assert ENTITIES["stated_value"].value.kind is Kind.TEXT
