"""Cells in and out: places, hidden sheets, errors, and text that stays text."""

import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P

from roker.errors import RokerError
from roker.formats.cells import Table, open_workbook, write_workbook
from roker.formats.scan import column_letters, column_number


def _all(path):
    return {sheet.name: sheet for sheet in open_workbook(path).sheets()}


def test_cells_keep_their_places(sheets):
    path = sheets({"A": [[], [], ["", "", "x", 1.5], [], ["", "", date(2024, 1, 2), 7]]})
    (sheet,) = _all(path).values()
    numbered = dict(enumerate(sheet.rows, start=sheet.first_row))
    assert numbered[3] == ["x", 1.5]
    assert numbered[5] == [date(2024, 1, 2), 7.0]
    assert sheet.first_column == 3


def test_hidden_sheets_are_read_and_said(sheets):
    found = _all(sheets({"A": [["x"]], "!B": [["y"]]}))
    assert [(each.name, each.visible, each.rows) for each in found.values()] == [
        ("A", True, [["x"]]),
        ("B", False, [["y"]]),
    ]


def test_charts_are_no_sheets_of_cells(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("A").write_string(0, 0, "x")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=A!$A$1:$A$2"})
        book.add_chartsheet("Chart").set_chart(chart)
    assert list(_all(tmp_path / "a.xlsx")) == ["A"]


def test_what_a_failed_formula_shows_is_kept(sheets):
    (sheet,) = _all(sheets({"A": [["", "x", "=#REF!"], ["", "=#N/A", "=#DIV/0!"]]})).values()
    assert sheet.rows == [["x", "#REF!"], ["#N/A", "#DIV/0!"]]


def test_errors_are_found_however_the_cells_are_written(sheets, tmp_path):
    """Other programs write cells with prefixes, other marks, or without places."""
    path = sheets({"A": [["x", "=#REF!"]]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts["xl/worksheets/sheet1.xml"]
    for old, new in [
        (b'<c r="B1" t="e">', b"<c r='B1' t='e'>"),
        (b'<c r="B1" t="e">', b'<c t="e">'),
        (b'<c r="B1" t="e">', b'<c r="B1" t="e" vm="1">'),
        (b"<f>1/0</f>", b'<f t="shared" ref="B1" si="0">IF(1&gt;2,1,1/0)</f>'),
    ]:
        assert old in xml
        changed = tmp_path / "changed.xlsx"
        with zipfile.ZipFile(changed, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, xml.replace(old, new) if name.endswith("sheet1.xml") else content)
        (sheet,) = _all(changed).values()
        assert sheet.rows == [["x", "#REF!"]], new


def test_a_workbook_may_count_from_1904(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True}) as book:
        book.add_worksheet("A").write_datetime(0, 0, date(2024, 1, 2), book.add_format({"num_format": "dd/mm/yyyy"}))
    workbook = open_workbook(tmp_path / "a.xlsx")
    assert workbook.day_zero == date(1904, 1, 1)
    assert [sheet.rows for sheet in workbook.sheets()] == [[[date(2024, 1, 2)]]]


def test_how_many_rows_there_are_is_known_beforehand(sheets):
    assert open_workbook(sheets({"A": [["x"]] * 12, "B": [["y"]] * 3})).row_count == 15


def _ods(path, cells, *, hidden=False):
    document = OpenDocumentSpreadsheet()
    style = Style(name="ta", family="table")
    style.addElement(TableProperties(display="false" if hidden else "true"))
    document.automaticstyles.addElement(style)
    table = OdsTable(name="A", stylename=style)
    for row in cells:
        line = TableRow()
        for cell in row:
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(path)
    return path


def _text(text, **more):
    cell = TableCell(valuetype="string", **more)
    cell.addElement(P(text=text))
    return cell


def test_ods(tmp_path):
    cells = [
        [TableCell(numbercolumnsrepeated=2), _text("x"), TableCell(valuetype="date", datevalue="2024-01-02")],
        [
            TableCell(),
            TableCell(),
            TableCell(valuetype="float", value="7"),
            TableCell(valuetype="boolean", booleanvalue="true"),
        ],
    ]
    (sheet,) = _all(_ods(tmp_path / "a.ods", cells, hidden=True)).values()
    assert (sheet.rows, sheet.first_row, sheet.first_column) == ([["x", date(2024, 1, 2)], [7.0, True]], 1, 3)
    assert not sheet.visible


def test_errors_in_ods(tmp_path):
    """LibreOffice writes an error as a zero with a mark in a name space of its own."""
    path = _ods(tmp_path / "a.ods", [[_text("x"), _text("#REF!", numbercolumnsrepeated=2)]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name_space = b' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    plain = b'<table:table-cell office:value-type="string" table:number-columns-repeated="2">'
    assert plain in parts["content.xml"]
    failed = plain.replace(b'"string"', b'"float" office:value="0" calcext:value-type="error"')
    parts["content.xml"] = (
        parts["content.xml"]
        .replace(plain, failed)
        .replace(b"<office:document-content ", b"<office:document-content" + name_space)
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (sheet,) = _all(path).values()
    assert sheet.rows == [["x", "#REF!", "#REF!"]]


def test_columns_have_letters():
    assert [column_letters(number) for number in (1, 26, 27, 52, 53, 702, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
    assert all(column_number(column_letters(number)) == number for number in range(1, 20_000))


def test_text_is_written_as_text(tmp_path):
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "https://example.org", "0012", "1e5", "TRUE", "\tx"]
    write_workbook(tmp_path / "a.xlsx", [Table(name="A", header=["Text"], rows=[[each] for each in texts])])
    (sheet,) = _all(tmp_path / "a.xlsx").values()
    assert sheet.rows == [["Text"], *([each] for each in texts)]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        assert not [name for name in archive.namelist() if "hyperlink" in name or name.endswith("sheet1.xml.rels")]


def test_dates_are_written_as_dates_and_the_header_stays_in_sight(tmp_path):
    table = Table(name="A", header=["Day", "Number"], rows=[[date(2024, 1, 2), 1.5], [datetime(2024, 1, 3, 9), None]])
    write_workbook(tmp_path / "a.xlsx", [table])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"dd/mm/yyyy" in archive.read("xl/styles.xml")
        assert b'<pane ySplit="1"' in archive.read("xl/worksheets/sheet1.xml")
    (sheet,) = _all(tmp_path / "a.xlsx").values()
    assert sheet.rows == [["Day", "Number"], [date(2024, 1, 2), 1.5], [datetime(2024, 1, 3, 9), ""]]


def test_the_same_rows_make_the_same_file(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, [Table(name="A", header=["x"], rows=[["y"]])])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_longer_than_a_cell_is_refused(tmp_path):
    with pytest.raises(RokerError, match=r"^Row 2 of “A” does not fit into a workbook: .* 32,767 characters\.$"):
        write_workbook(tmp_path / "a.xlsx", [Table(name="A", header=["x"], rows=[["y" * 32_768]])])
    assert not (tmp_path / "a.xlsx").exists()


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(RokerError, match=r"^a\.xlsx could not be written\. Check that its folder exists"):
        write_workbook(tmp_path / "nowhere" / "a.xlsx", [Table(name="A", header=["x"], rows=[])])


# Line ends are not kept apart by spreadsheets, and a text of nothing is a blank cell.
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\r"), min_size=1).filter(
    lambda text: not any(0xFFFE <= ord(letter) & 0xFFFF <= 0xFFFF for letter in text)
)


@given(
    st.lists(st.lists(st.one_of(_TEXT, st.none(), st.integers(-(10**9), 10**9)), min_size=3, max_size=3), max_size=5)
)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_written_is_read(tmp_path, rows):
    write_workbook(tmp_path / "a.xlsx", [Table(name="A", header=["x", "y", "z"], rows=rows)])
    (sheet,) = _all(tmp_path / "a.xlsx").values()
    read = [["" if cell == "" else cell for cell in row] for row in sheet.rows[1:]]
    written = [["" if cell is None else cell for cell in row] for row in rows]
    while written and written[-1] == ["", "", ""]:
        written.pop()
    assert read == written
