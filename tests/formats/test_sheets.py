"""Which sheet is which list, where its header stands, and which columns are the list's."""

import pytest

from roker.errors import RokerError
from roker.formats.annex_a_layouts import LAYOUTS
from roker.formats.annex_a_lists import LISTS
from roker.formats.sheets import Recogniser

RECOGNISER = Recogniser(LISTS, tuple(LAYOUTS))


@pytest.mark.parametrize(
    ("sheet", "number"),
    [
        ("List 1", 1),
        ("List 10", 10),
        ("LIST 11", 11),
        ("list_7 CP plans", 7),
        ("Annex A - list 7", 7),
        ("Ofsted List 3 - Referrals", 3),
        ("List08", 8),
        ("List\N{NO-BREAK SPACE}9", 9),
        ("List 6 (2)", 6),
        ("List 1a", 1),
        ("List 12", None),
        ("List 0", None),
        ("List 2024", None),
        ("Checklist 3", None),
        ("Sheet1", None),
        ("Contacts", None),
    ],
)
def test_names_of_sheets(sheet, number):
    assert RECOGNISER.number_in(sheet) == number


@pytest.mark.parametrize("mapping", LISTS, ids=lambda mapping: mapping.name)
def test_a_list_is_known_by_its_columns_alone(sheets, header, a_row, read, mapping):
    path = sheets({"Sheet1": [header(mapping.number), list(a_row(mapping.number).values())]})
    made = read(path)
    assert made.reading.counts == {mapping.name: 1}
    assert made.kinds() == {"missing_list"}


def _reversed(rows):
    return [row[::-1] for row in rows]


def test_columns_may_stand_in_any_order(sheets, header, a_row, read):
    rows = [header(8), list(a_row(8).values())]
    straight, turned = read(sheets({"List 8": rows}, "a.xlsx")), read(sheets({"List 8": _reversed(rows)}, "b.xlsx"))
    assert straight.reading.rows == turned.reading.rows
    assert straight.kinds() == turned.kinds() == {"missing_list"}


def test_titles_and_blank_rows_may_stand_above_the_header(sheets, header, a_row, read):
    rows = [
        ["Annex A", "", "as at 1 May 2024"],
        [],
        ["Child Unique ID: see note"],
        [],
        header(2),
        [],
        list(a_row(2).values()),
    ]
    made = read(sheets({"List 2": rows}))
    assert made.rows("early_help_episodes", "person_id", "found_in") == [("100", "List 2, row 7")]
    assert made.kinds() == {"missing_list"}


def test_the_sheet_may_begin_further_right(sheets, header, a_row, read):
    made = read(sheets({"List 2": [[], ["", "", *header(2)], ["", "", *a_row(2).values()]]}))
    assert made.rows("early_help_episodes", "found_in") == [("List 2, row 3",)]


@pytest.mark.parametrize("above", [29, 30])
def test_the_header_is_looked_for_in_the_first_thirty_rows(sheets, header, a_row, read, above):
    path = sheets({"List 2": [*[["a note"]] * above, header(2), list(a_row(2).values())]})
    if above < 30:
        assert read(path).reading.counts == {"List 2": 1}
    else:
        with pytest.raises(RokerError, match="holds none of the eleven lists"):
            read(path)


def _dirty(name):
    return f"  {name.upper().replace(' ', chr(0xA0), 1).replace(chr(39), chr(0x2019))}  )) "


@pytest.mark.parametrize("mapping", LISTS, ids=lambda mapping: mapping.name)
def test_headers_may_be_untidy(sheets, header, a_row, read, mapping):
    row = list(a_row(mapping.number).values())
    clean = read(sheets({mapping.name: [header(mapping.number), row]}, "a.xlsx"))
    dirty = read(sheets({mapping.name: [[_dirty(name) for name in header(mapping.number)], row]}, "b.xlsx"))
    assert clean.reading.rows == dirty.reading.rows
    assert dirty.kinds() == {"missing_list"}


@pytest.mark.parametrize("mapping", LISTS, ids=lambda mapping: mapping.name)
def test_other_names_of_columns(sheets, header, a_row, read, mapping):
    for column in mapping.columns:
        for other in column.other_names:
            names = [other if name == column.name else name for name in header(mapping.number)]
            assert read(sheets({mapping.name: [names, list(a_row(mapping.number).values())]})).kinds() == {
                "missing_list"
            }


def test_columns_before_the_name(sheets, header, a_row, read):
    """A sheet called List 8 with the columns of list 7 is list 7."""
    made = read(sheets({"List 8": [header(7), list(a_row(7).values())]}))
    assert made.reading.counts == {"List 7": 1}
    assert made.problems("sheet_misnamed") == ["sheet_misnamed: List 8: List 8"]


def test_the_name_where_the_columns_do_not_tell(sheets, header, a_row, read):
    """Only the columns that many lists have: then the name decides."""
    names = header(6)[:7]
    made = read(sheets({"List 6": [names, list(a_row(6).values())[:7]]}))
    assert made.reading.counts == {"List 6": 1}
    assert len(made.problems("missing_column")) == 7


@pytest.mark.parametrize(
    ("first", "second", "chosen", "other", "hidden"),
    [
        ("List 2", "List 2 (old)", "List 2", "List 2 (old)", False),
        ("Sheet1", "List 2", "List 2", "Sheet1", False),
        ("!List 2", "Sheet1", "Sheet1", "List 2", False),
        ("!Sheet1", "!List 2", "List 2", "Sheet1", True),
    ],
)
def test_two_sheets_with_one_list(sheets, header, a_row, read, first, second, chosen, other, hidden):
    rows = [header(2), list(a_row(2).values())]
    made = read(sheets({first: rows, second: rows, "Cover": []}))
    assert made.reading.counts == {"List 2": 1}
    (told,) = [problem for problem in made.reading.problems if problem.kind == "list_twice"]
    assert told.at.sheet == other
    assert told.found == f"List 2 on “{other}”, not read"
    assert told.expected == f"List 2 once; it was read from “{chosen}”"
    assert made.problems("hidden_sheet") == ([f"hidden_sheet: {chosen}: {chosen}"] if hidden else [])


def test_sheets_that_are_no_lists(sheets, header, a_row, read):
    notes = [["Notes"], ["Zebedee", "", 3]]
    made = read(
        sheets({"Notes": notes, "Blank": [], "List 4": [["no header"]], "List 2": [header(2), list(a_row(2).values())]})
    )
    assert made.problems("unrecognised_sheet", "no_header") == [
        "unrecognised_sheet: Notes: Notes",
        "no_header: List 4: ",
    ]
    assert [line for line in made.problems("missing_list") if "List 4" in line] == ["missing_list: List 4: "]


def test_every_missing_list_is_said(sheets, header, a_row, read):
    made = read(sheets({"List 2": [header(2), list(a_row(2).values())]}))
    assert made.problems("missing_list") == [
        f"missing_list: List {number}: " for number in (1, 3, 4, 5, 6, 7, 8, 9, 10, 11)
    ]


def test_columns_missing_unknown_or_twice(sheets, header, a_row, read):
    names = [*header(2)[:-1], "Shoe size", "gender", "", "Hat size"]
    row = [*list(a_row(2).values())[:-1], 7, "b) Female", "x", ""]
    made = read(sheets({"List 2": [names, row, [*row[:-4], "", "", "", ""]]}))
    assert made.problems("missing_column", "unrecognised_column", "repeated_column") == [
        "missing_column: List 2, row 1, “Organisation completing assessment”: ",
        "unrecognised_column: List 2, row 1, “Shoe size”: 1 cell that is not blank",
        "repeated_column: List 2, row 1, “gender”: 1 cell that is not blank",
        "unrecognised_column: List 2, row 1, “column J”: 1 cell that is not blank",
    ]
    assert made.rows("person", "gender") == [("M",)]


LATER = [
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "Allocated Personal Advisor",
    "Latest Pathway Plan Review Date",
    "Latest Date of Contact",
]


def test_the_older_list_of_care_leavers(sheets, header, a_row, read):
    row = {name: cell for name, cell in a_row(9, {"Activity Status": "F3"}).items() if name not in LATER}
    assert len(row) == 13
    path = sheets({"List 9": [list(row), list(row.values())], "List 2": [header(2), list(a_row(2).values())]})
    made = read(path)
    assert made.rows("care_leavers", "person_id", "care_leaver_activity") == [("100", "F3")]
    assert made.problems("older_edition", "missing_column") == ["older_edition: List 9, row 1: January 2018"]
    assert {
        "care_leavers.care_leaver_personal_advisor",
        "care_leavers.pathway_plan_review_date",
        "care_leavers.care_leaver_latest_contact",
    } <= made.reading.absent


def test_one_later_column_makes_the_others_missing(sheets, header, a_row, read):
    row = {name: cell for name, cell in a_row(9).items() if name not in LATER[1:]}
    made = read(sheets({"List 9": [list(row), list(row.values())], "List 2": [header(2), list(a_row(2).values())]}))
    assert len(made.problems("missing_column")) == 3
    assert "older_edition" not in made.kinds()


def test_a_list_without_rows(sheets, header, a_row, read):
    made = read(sheets({"List 3": [header(3)], "List 2": [header(2), list(a_row(2).values())]}))
    assert made.reading.counts == {"List 2": 1, "List 3": 0}
    assert made.problems("empty_list") == ["empty_list: List 3: "]
    assert "cin_episodes.referral_nfa" in made.reading.absent  # headings alone do not say that there is none


def test_a_workbook_of_headings_alone_is_refused(sheets, header, read):
    with pytest.raises(RokerError, match="has the headings of Annex A and nobody under them"):
        read(sheets({f"List {number}": [header(number)] for number in (3, 7, 8)}))
