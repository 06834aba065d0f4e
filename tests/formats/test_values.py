"""What single cells say, and why not."""

from datetime import date, datetime, time, timedelta

import pytest

from roker.formats.annex_a import CODE_TABLES
from roker.formats.annex_a_codes import SPELT
from roker.formats.mapping import plain
from roker.formats.values import (
    IdReadings,
    Readings,
    code_table,
    date_reader,
    read_date,
    read_id,
    read_number,
    read_stated,
    read_text,
)
from roker.record import CODE_SETS

FILLERS = [
    "",
    " ",
    "\N{NO-BREAK SPACE}",
    "#N/A",
    "n/a",
    "N/A",
    "NULL",
    "nan",
    "-",
    "\N{EN DASH}",
    "SSD_PH",
    "PLACEHOLDER_DATA",
    "1900-01-01",
    "01/01/1900",
    "9999-12-31",
    "31/12/9999",
    date(1900, 1, 1),
    datetime(1900, 1, 1),
    time(0, 0),
]
FAILED = ["#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "Err:502"]
READERS = {
    "text": read_text,
    "id": read_id,
    "number": read_number,
    "date": read_date,
    "stated": read_stated,
    "code": CODE_TABLES["gender"].read,
}


@pytest.mark.parametrize("read", READERS.values(), ids=list(READERS))
@pytest.mark.parametrize("raw", FILLERS, ids=repr)
def test_a_filler_is_blank(read, raw):
    assert read(raw) == (None, None)


@pytest.mark.parametrize("read", READERS.values(), ids=list(READERS))
@pytest.mark.parametrize("raw", FAILED, ids=repr)
def test_a_formula_that_failed_is_a_problem(read, raw):
    value, fault = read(raw)
    assert value is None
    assert fault.kind == "error_cell"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Locality\N{NO-BREAK SPACE}4   Duty Team ", "Locality 4 Duty Team"),
        ("one\ntwo\u200b", "one two"),
        (12.0, "12"),
        (1.5, "1.5"),
        (date(2024, 1, 2), "2024-01-02"),
        (datetime(2024, 1, 2), "2024-01-02"),
        (True, "TRUE"),
        ("Unknown", None),
        ("not recorded", None),
    ],
    ids=repr,
)
def test_text(raw, text):
    assert read_text(raw) == (text, None)


def test_a_stated_value_may_be_unknown():
    assert read_stated("Unknown") == ("Unknown", None)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (9212044.0, "9212044"),
        ("9212044.0", "9212044"),
        (" 0012 ", "0012"),
        ("AB/12-3", "AB/12-3"),
        (7, "7"),
        ("0", None),
        (-1.0, None),
        ("Unknown", None),
    ],
    ids=repr,
)
def test_id(raw, number):
    assert read_id(raw) == (number, None)


@pytest.mark.parametrize("raw", [True, date(2024, 1, 2), timedelta(1)], ids=repr)
def test_not_an_id(raw):
    assert read_id(raw)[1].kind == "not_an_id"


@pytest.mark.parametrize(
    ("raw", "number"),
    [(1.0, 1), ("1", 1), (" 1.0 ", 1), ("1,204", 1204), (6.5, 6.5), ("-1", -1), ("1e3", 1000), ("unknown", None)],
    ids=repr,
)
def test_number(raw, number):
    assert read_number(raw) == (number, None)


@pytest.mark.parametrize("raw", ["two", "1_0", "inf", "1e400", 1e15, True, date(2024, 1, 2)], ids=repr)
def test_not_a_number(raw):
    assert read_number(raw)[1].kind == "not_a_number"


@pytest.mark.parametrize(
    "raw",
    [
        date(2019, 2, 1),
        datetime(2019, 2, 1, 13, 30),
        "01/02/2019",
        "1/2/2019",
        "01-02-2019",
        "01.02.2019",
        "2019-02-01",
        "2019/02/01",
        "2019-02-01T00:00:00",
        "01/02/2019 13:30",
        "2019-02-01 00:00:00.000",
        "1 February 2019",
        "01-Feb-2019",
        43497.0,
        43497.75,
        "43497",
    ],
    ids=repr,
)
def test_date(raw):
    assert read_date(raw) == (date(2019, 2, 1), None)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("31/02/2019", "impossible_date"),
        ("03/25/2019", "impossible_date"),
        ("01/02/0202", "impossible_date"),
        (date(202, 2, 1), "impossible_date"),
        (date(1949, 12, 31), "impossible_date"),
        (date(1950, 1, 1), None),
        (date(2099, 12, 31), None),
        (date(2100, 1, 1), "impossible_date"),
        ("soon", "not_a_date"),
        ("01/02/19", "not_a_date"),
        ("1 marble 2019", "not_a_date"),
        (2019.0, "not_a_date"),
        (20190201.0, "not_a_date"),
        (18263.0, "not_a_date"),
        (18264.0, None),
        (True, "not_a_date"),
        (time(9, 30), "not_a_date"),
    ],
    ids=repr,
)
def test_what_is_no_date(raw, kind):
    fault = read_date(raw)[1]
    assert (fault and fault.kind) == kind


def test_an_unknown_date_is_blank():
    assert read_date("Not known") == (None, None)


def test_a_workbook_may_count_its_days_from_1904():
    assert date_reader(date(1904, 1, 1))(42035.0) == (date(2019, 2, 1), None)


@pytest.mark.parametrize(
    ("codes", "raw", "code"),
    [
        ("gender", "F", "F"),
        ("gender", "f", "F"),
        ("gender", "Female", "F"),
        ("gender", "b) Female", "F"),
        ("gender", "B)  female", "F"),
        ("gender", "b)", "F"),
        ("gender", "Unknown", "U"),
        ("gender", "c) Not stated / recorded", "U"),
        ("ethnicity", "WBRI", "WBRI"),
        ("ethnicity", "a) WBRI", "WBRI"),
        ("ethnicity", "s) NOBT", "NOBT"),  # the letter is that of another code
        ("ethnicity", "WBRI - White British", "WBRI"),
        ("ethnicity", "Unknown", "UNKNOWN"),
        ("referral_source", "q) 6: Police", "6"),
        ("referral_source", "6: Police", "6"),
        ("referral_source", "6", "6"),
        ("referral_source", 6.0, "6"),
        ("referral_source", "6.0", "6"),
        ("referral_source", "Police", "6"),
        ("referral_source", "6 Police", "6"),
        ("referral_source", "1b - individual", "1B"),
        ("referral_source", "p1) 5D: LA services", "5D"),
        ("referral_source", "p) 5C: LA services", "5C"),
        ("referral_source", "Unknown", "10"),
        ("primary_need", "N1 - Abuse or Neglect", "N1"),
        ("primary_need", "N1 \N{EN DASH} Abuse or Neglect", "N1"),
        ("primary_need", "N1) Abuse or Neglect", "N1"),
        ("primary_need", "Abuse or neglect", "N1"),
        ("primary_need", "not known", "N0"),
        ("placement_provider", "e) PR4 - Private provision", "PR4"),
        ("placement_type", "zz) T4: Temporary placement", "T4"),
        ("placement_type", "K3", "K3"),
        ("accommodation", "Y: Other accommodation", "Y"),
        ("accommodation", "Y", "Y"),
        ("accommodation", "Unknown", "R"),
        ("yes_no_unknown", "a) Yes", "Y"),
        ("yes_no_unknown", "No", "N"),
        ("yes_no_unknown", "c) Unknown", "U"),
        ("yes_no_unknown", "unknown", "U"),
        ("yes_no_unknown", True, "Y"),
        ("yes_no_unknown", False, "N"),
        ("yes_no_unknown", 1.0, "Y"),
        ("suitability", 1.0, "1"),
        ("suitability", "b) Unsuitable", "2"),
        ("in_touch", "a) Yes", "YES"),
        ("in_touch", "d) Refu", "REFU"),
        ("adopter_leaving", 1.0, "1"),
        ("adopter_leaving", "1 - Adopter withdrew from process", "1"),
        ("adoption_reversed", "RD2", "RD2"),
        ("permanence_plan", "c) SGO/CAO", "SGO_CAO"),
        ("care_leaver_eligibility", "b) Former relevant child", "FR"),
        ("placement_location", "Unknown", None),
    ],
    ids=repr,
)
def test_code(codes, raw, code):
    assert CODE_TABLES[codes].read(raw) == (code, None)


@pytest.mark.parametrize(
    ("codes", "raw"),
    [
        ("yes_no_unknown", "CS Assessment Updated"),
        ("primary_need", "PSRMEM - Support with memory and cognition"),
        ("referral_source", "Individual"),  # which of the four?
        ("referral_source", "7.5"),
        ("gender", "x) Male?"),
        ("gender", date(2024, 1, 2)),
    ],
    ids=repr,
)
def test_not_a_code(codes, raw):
    value, fault = CODE_TABLES[codes].read(raw)
    assert value is None
    assert fault.kind == "not_a_code"


def test_not_a_code_says_what_could_stand_there():
    assert CODE_TABLES["yes_no_unknown"].read("perhaps")[1].expected == "“a) Yes”, “b) No” or “c) Unknown”"
    assert CODE_TABLES["legal_status"].read("perhaps")[1].expected == (
        "one of 13 values, from “C1: ICO” to “J3: Youth rehabilitation order”"
    )


def test_a_letter_with_strange_words_is_followed_and_said():
    value, fault = CODE_TABLES["permanence_plan"].read("f) Staying with foster carers")
    assert value == "LTFOST"
    assert fault == ("letter_only", "“f) Long-term fostering”")


@pytest.mark.parametrize("table", CODE_TABLES.values(), ids=list(CODE_TABLES))
def test_every_code_is_read_as_itself_and_as_it_is_spelt(table):
    for code, text in table.spelt.items():
        assert table.read(code) == (code, None)
        assert table.read(text) == (code, None)
        assert table.read(f"  {text.upper()} ") == (code, None)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("PHY", "PHY"),
        ("phy", "PHY"),
        ("Physical abuse", "PHY"),
        ("b) anything", "PHY"),
        ("b)", "PHY"),
        ("PHY - Physical abuse", "PHY"),
        ("PHY: of whatever kind", "PHY"),
        ("Physical abuse (PHY)", "PHY"),
        ("Abuse of some kind [PHY]", "PHY"),
        ("Hit", "PHY"),
        ("knocked about", "PHY"),
        ("Knocked-About!", "PHY"),
        ("--", "SAB"),
        ("EMO", "PHY"),
        ("Abuse (XYZ)", None),
    ],
)
def test_every_way_of_writing_a_code(raw, code):
    """Words of the authority come first, whatever they would mean otherwise."""
    table = code_table(
        "abuse_category",
        spelt={"NEG": "a) Neglect", "PHY": "b) Physical abuse"},
        also={"Hit": "PHY"},
        local_words={"knocked about": "PHY", "--": "SAB", "EMO": "PHY"},
    )
    assert table.read(raw)[0] == code


@pytest.mark.parametrize(("raw", "code"), [("Suitable (1)", "1"), ("Unsuitable (1)", None), ("Other (2)", None)])
def test_a_single_sign_in_brackets_may_number_something_else(raw, code):
    assert code_table("suitability").read(raw)[0] == code


def test_a_code_that_is_not_spelt_has_its_label():
    table = code_table("suitability", spelt={"1": "a) Suitable"})
    assert table.spelt == {"1": "a) Suitable", "2": f"2: {CODE_SETS['suitability'].labels['2']}"}
    assert table.with_label("1") == f"1: {CODE_SETS['suitability'].labels['1']}"


def test_a_set_that_the_record_does_not_have():
    table = code_table("case_status", spelt=SPELT["case_status"])
    assert table.read("Looked after child") == ("CLA", None)
    assert table.unknown is None
    assert table.with_label("CLA") == "a) Looked after child"


def test_cells_are_counted_by_how_they_were_read():
    readings = Readings(code_table("gender").read, unknown="U")
    cells = ["M", "F", "F", "U", "unknown", "perhaps", "n/a", ""]
    assert readings.of(cells) == ["M", "F", "F", "U", "U", None, None, None]
    assert readings.counts(cells) == {"read": 3, "unread": 1, "unknown": 2, "blank": 2}
    assert readings.counts(["M"], ["M"]) == {"read": 1, "unread": 0, "unknown": 0, "blank": 0}


@pytest.mark.parametrize(
    "cells", [["1", "007"], ["1", ""], ["1", "0"], ["1", "-1"], ["1", "x"], ["1", " 2 "], ["1", 2.0], ["1", "n/a"], []]
)
def test_a_column_of_ids_is_read_as_each_of_them(cells):
    together, one_by_one = IdReadings(read_id), Readings(read_id)
    assert together.of(cells) == [one_by_one[cell] for cell in cells]
    assert together.counts(cells) == one_by_one.counts(cells)


def test_each_different_cell_is_read_once():
    seen = []

    def reader(raw):
        seen.append(raw)
        return read_date(raw)

    readings = Readings(reader)
    assert [readings[raw] for raw in ["01/02/2019", "01/02/2019", "soon", "soon", "n/a", ""]] == [
        date(2019, 2, 1), date(2019, 2, 1), None, None, None, None
    ]  # fmt: skip
    assert seen == ["01/02/2019", "soon", "n/a", ""]
    assert list(readings.faults) == ["soon"]
    assert readings.blanks == {"n/a"}


@pytest.mark.parametrize(
    "header",
    [
        "Child's Legal Status",
        "child\N{RIGHT SINGLE QUOTATION MARK}s legal status",
        "  Child\N{LEFT SINGLE QUOTATION MARK}s\N{NO-BREAK SPACE}Legal   Status ",
        "Childs Legal Status (Y/N))",
        "CHILD'S LEGAL STATUS?",
        "Child's\nLegal_Status (dd/mm/yyyy)",
    ],
)
def test_headers_are_compared_without_marks(header):
    assert plain(header) == "childs legal status"
