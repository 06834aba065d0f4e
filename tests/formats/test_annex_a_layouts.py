"""The editions of Annex A: which one a list is of, and what is written in each."""

from datetime import date
from itertools import pairwise

import pytest

from roker.formats import annex_a
from roker.formats.annex_a_layouts import LAYOUTS, NEWEST
from roker.formats.annex_a_lists import LISTS
from roker.formats.cells import open_workbook
from roker.formats.mapping import Layout
from roker.formats.sheets import Recogniser
from roker.record import CODE_SETS

SNAPSHOT = date(2024, 5, 1)
OLD = LAYOUTS["2018"]

NEXT = Layout(
    code="next",
    title="The next one",
    in_force_from=date(2025, 1, 1),
    in_force_to=None,
    confidence="Made up for a test.",
    calls={"Gender": "Sex"},
    spelt={"placement_type": {"K3": "zx) K3: Supported accommodation", "Z1": "v) Z1: Any other placement"}},
    lacks_codes={"gender": ("I",)},
)


def _header(path, sheet_name):
    (sheet,) = (each for each in open_workbook(path).sheets() if each.name == sheet_name)
    return sheet.rows[0], sheet.rows[1:]


def test_columns_of_each_edition():
    assert {layout.code: [len(layout.columns(mapping)) for mapping in LISTS] for layout in LAYOUTS} == {
        "2018": [7, 8, 11, 12, 14, 14, 17, 34, 13, 16, 19],
        "2024": [7, 8, 11, 12, 14, 14, 17, 34, 17, 16, 19],
    }


def test_editions_follow_one_another():
    for earlier, later in pairwise(LAYOUTS):
        assert earlier.in_force_to < later.in_force_from
    assert NEWEST.in_force_to is None


@pytest.mark.parametrize("layout", [*LAYOUTS, NEXT], ids=lambda layout: layout.code)
def test_an_edition_names_columns_and_codes_that_there_are(layout):
    columns = {mapping.number: {column.name for column in mapping.columns} for mapping in LISTS}
    assert all(set(names) <= columns[number] for number, names in layout.lacks.items())
    assert {*layout.calls} <= set().union(*columns.values())
    for codes in (layout.lacks_codes, layout.spelt):
        assert all(set(some) <= set(CODE_SETS[name].labels) for name, some in codes.items())


@pytest.mark.parametrize("layout", [*LAYOUTS, NEXT], ids=lambda layout: layout.code)
def test_every_edition_is_read_as_it_was_written(tmp_path, a_row, layout):
    annex_a.write(tmp_path / "a.xlsx", {mapping.number: [a_row(mapping.number)] for mapping in LISTS}, layout)
    reading = annex_a.read(tmp_path / "a.xlsx", snapshot_on=SNAPSHOT, today=SNAPSHOT)
    assert len(reading.counts) == 11
    assert [(each.kind, each.at.sheet, each.found) for each in reading.problems] == (
        [("older_edition", "List 9", "January 2018")] if layout is OLD else []
    )


@pytest.mark.parametrize(
    ("left_out", "of"),
    [
        ((), "2024"),
        (("Latest Date of Contact",), "2024"),
        (OLD.lacks[9], "2018"),
        ((*OLD.lacks[9], "Activity Status"), "2018"),
        (OLD.lacks[9][1:], "2024"),
    ],
)
def test_the_edition_of_a_list(sheets, header, a_row, left_out, of):
    row = {name: cell for name, cell in a_row(9).items() if name not in left_out}
    path = sheets({"List 9": [list(row), list(row.values())], "List 2": [header(2), list(a_row(2).values())]})
    workbook = open_workbook(path)
    found = Recogniser(LISTS, tuple(LAYOUTS)).recognise("a", workbook.sheets(), lambda _: None)
    assert found.lists[9].layout.code == of
    assert found.lists[2].layout is NEWEST


def test_the_later_columns_are_said_once(sheets, header, a_row, read):
    row = {name: cell for name, cell in a_row(9).items() if name not in (*OLD.lacks[9], "Activity Status")}
    made = read(sheets({"List 9": [list(row), list(row.values())], "List 2": [header(2), list(a_row(2).values())]}))
    told = [each for each in made.reading.problems if each.kind in {"older_edition", "missing_column"}]
    assert [(each.kind, each.expected) for each in told] == [
        ("older_edition", ", ".join(f"“{name}”" for name in OLD.lacks[9])),
        ("missing_column", "“Activity Status”"),
    ]


def test_an_older_edition_is_written(tmp_path):
    """A code that it does not offer is written with its label, and read all the same."""
    row = {"Child Unique ID": "1", "Gender": "F", "Activity Status": "F4", "Allocated Personal Advisor": "A"}
    annex_a.write(tmp_path / "a.xlsx", {9: [row]}, OLD)
    header, ((*cells,),) = _header(tmp_path / "a.xlsx", "List 9")
    assert len(header) == 13
    assert "A" not in cells
    assert cells[-1] == f"F4: {CODE_SETS['activity'].labels['F4']}"
    reading = annex_a.read(tmp_path / "a.xlsx", snapshot_on=SNAPSHOT, today=SNAPSHOT)
    assert [line.read for line in reading.columns if line.column == "Activity Status"] == [1]


def test_a_next_edition_is_one_more_entry(tmp_path):
    row = {"Child Unique ID": "1", "Gender": "F", "Placement Type": "K3"}
    annex_a.write(tmp_path / "a.xlsx", {8: [row, {**row, "Child Unique ID": "2", "Placement Type": "Z1"}]}, NEXT)
    header, rows = _header(tmp_path / "a.xlsx", "List 8")
    assert header[1] == "Sex"
    assert {row[header.index("Placement Type")] for row in rows} == {
        "zx) K3: Supported accommodation",
        "v) Z1: Any other placement",
    }


def test_sex_is_another_name_for_gender(sheets, header, a_row, read):
    names = ["Sex" if name == "Gender" else name for name in header(2)]
    made = read(sheets({"List 2": [names, list(a_row(2, {"Gender": "F"}).values())]}))
    assert made.rows("person", "gender") == [("F",)]
    assert made.kinds() == {"missing_list"}
