"""Every kind of problem: met in a workbook, explained in plain words, and saved for those who mend it."""

from collections import Counter
from datetime import date

import pytest

from roker.errors import RokerError
from roker.formats import PROBLEM_KINDS, write_problems
from roker.formats.cells import open_workbook
from roker.formats.problems import LONGEST_FOUND, problem, shortened
from roker.record import Cell

D1, D2 = date(2024, 1, 1), date(2024, 2, 1)


@pytest.fixture
def untidy(sheets, header, a_row, read):
    """A workbook with a problem of every kind."""

    def rows(number, *given):
        return [
            list(a_row(number, {"Child Unique ID": str(index), **each}).values()) for index, each in enumerate(given, 1)
        ]

    who = "Child Unique ID"
    only_the_number = {name: None for name in header(3) if name != who}
    path = sheets(
        {
            "!List 1": [header(1), *rows(1, {"Date of Contact": "soon"}, {"Date of Contact": "31/02/2024"}, {})],
            "List 2": [
                [*header(2)[:-2], "gender", "Shoe size"],
                *rows(2, {}, {who: "1"}, {who: "1", "Gender": "F"}),
            ],
            "List 2 (2)": [header(2), *rows(2, {})],
            "List 3": [
                header(3),
                *rows(
                    3,
                    {"Allocated Team": "#N/A", "Referral NFA?": None, "Gender": "x", "Ethnicity": "a) Cornish"},
                    {who: None},
                    {who: "Notes", **only_the_number},
                    {"Date of referral": date(2024, 6, 1), "Age of Child (Years)": "x", "Allocated Team": "North"},
                    {"Allocated Worker": "=#REF!", "Date of referral": None},
                ),
            ],
            "List 4": [["no header", "here"]],
            "List 5": [header(5)],
            "List 6": [header(7), *rows(7, {"Allocated Team": None})],
            "List 9": [header(9)[:5] + header(9)[6:9] + header(9)[10:11] + header(9)[12:13] + header(9)[14:]],
            "List 10": [header(10), *rows(10, {"Family identifier": True})],
            "Other": [["something", "else"]],
        }
    )
    return read(path, snapshot_on=date(2024, 5, 1))


def test_every_kind_that_lists_have_can_be_met(untidy):
    """Those of other formats stand below; a file that cannot be opened lies beside others."""
    kinds = PROBLEM_KINDS.codes()
    assert untidy.kinds() == {*kinds[: kinds.index("letter_only") + 1]} - {"unreadable_file"}


def test_every_problem_says_where_and_what_to_do(untidy):
    for each in untidy.reading.problems:
        assert each.at.file == "annex_a.xlsx"
        assert each.at.sheet
        assert each.remedy.endswith(".")
        assert each.expected or each.found
        assert len(each.found) <= LONGEST_FOUND


@pytest.mark.parametrize("kind", PROBLEM_KINDS, ids=lambda kind: kind.code)
def test_kinds_are_explained_in_sentences(kind):
    assert kind.title[0].isupper()
    assert not kind.title.endswith(".")
    for sentence in (kind.meaning, kind.remedy):
        assert sentence[0].isupper()
        assert sentence.endswith(".")


def test_a_remedy_of_its_own():
    at = Cell(file="a.xlsx")
    assert problem("blank", at).remedy == PROBLEM_KINDS["blank"].remedy
    assert problem("blank", at, remedy="Ask.").remedy == "Ask."
    with pytest.raises(KeyError):
        problem("no_such_kind", at)


def test_long_texts_are_shortened_to_one_line():
    assert shortened("a\n b") == "a b"
    assert len(shortened("x" * 200)) == LONGEST_FOUND


def test_problems_are_saved_as_a_workbook(untidy, tmp_path):
    write_problems(untidy.reading.problems, tmp_path / "problems.xlsx")
    summary, each_one = (sheet.rows for sheet in open_workbook(tmp_path / "problems.xlsx").sheets())
    counts = Counter(each.kind for each in untidy.reading.problems)
    assert summary[0] == ["Problem", "How many", "What it means", "What to do"]
    assert {row[0]: row[1] for row in summary[1:]} == {
        PROBLEM_KINDS[kind].title: count for kind, count in counts.items()
    }
    assert each_one[0] == ["Problem", "File", "Sheet", "Row", "Column", "Found", "Expected", "What to do"]
    assert len(each_one) == 1 + len(untidy.reading.problems)
    assert [
        "Not a date",
        "annex_a.xlsx",
        "List 1",
        2.0,
        "Date of Contact",
        "soon",
        "a date",
        PROBLEM_KINDS["not_a_date"].remedy,
    ] in each_one


def test_no_problems_are_saved_as_well(tmp_path):
    write_problems([], tmp_path / "problems.xlsx")
    assert [len(sheet.rows) for sheet in open_workbook(tmp_path / "problems.xlsx").sheets()] == [1, 1]


def test_where_problems_cannot_be_saved(tmp_path):
    with pytest.raises(RokerError, match="could not be written"):
        write_problems([], tmp_path / "nowhere" / "problems.xlsx")
