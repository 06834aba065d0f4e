"""Files that cannot be read: each with the one sentence that a person gets, and nothing of what is in them."""

import io
import zipfile
from datetime import date
from pathlib import Path

import msoffcrypto
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from roker.errors import RokerError
from roker.formats import annex_a, container, scan
from roker.formats.cells import open_workbook

TODAY = date(2024, 5, 1)
_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
SECRET = "Zebedee"


def _workbook() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("List 1")
        for row in range(200):
            sheet.write_string(row, 0, f"{SECRET} {row}")
    return buffer.getvalue()


def _changed(part: str, old: bytes, new: bytes) -> bytes:
    """A workbook, one part of which was changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_workbook())) as whole, zipfile.ZipFile(buffer, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            archive.writestr(name, content)
    return buffer.getvalue()


def _archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def _protected() -> bytes:
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(_workbook())).encrypt("password", buffer)
    assert msoffcrypto.OfficeFile(io.BytesIO(buffer.getvalue())).is_encrypted()
    return buffer.getvalue()


def _marked_as_protected() -> bytes:
    """A workbook whose archive says that its first part needs a password."""
    whole = bytearray(_workbook())
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def _protected_ods() -> bytes:
    manifest = {"META-INF__manifest_dot_xml": b"<manifest:encryption-data/>"}
    return _archive(mimetype=_MIME, content_dot_xml=b"?", **manifest)


def _flipped() -> bytes:
    """A workbook with one wrong byte in the middle of its longest part."""
    whole = bytearray(_workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as archive:
        longest = max(archive.infolist(), key=lambda info: info.compress_size)
    whole[longest.header_offset + 30 + len(longest.filename) + longest.compress_size // 2] ^= 0xFF
    return bytes(whole)


def _lying() -> bytes:
    """A workbook whose directory says that a part is far smaller than it is."""
    whole = bytearray(_workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert whole.count(size) == 2
    return bytes(whole.replace(size, (64).to_bytes(4, "little")))


_ODS_HEAD = (
    b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
    b'<table:table table:name="A">'
)
_ODS_TAIL = b"</table:table></office:spreadsheet></office:body></office:document-content>"


def _ods(body: bytes) -> bytes:
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return _archive(
        mimetype=_MIME, content_dot_xml=_ODS_HEAD + body + _ODS_TAIL, **{"META-INF__manifest_dot_xml": manifest}
    )


WANTED = "Give a workbook saved as .xlsx or .ods."
SAVE_AS = "Open it in Excel and save it as .xlsx."
AGAIN = "Copy or export it again."
DAMAGED = f"X is damaged and cannot be read. {AGAIN}"
PROTECTED = "X is protected by a password. Save it without one and load it again."
NO_LIST = (
    "X holds none of the eleven lists of Annex A: no sheet has a row of column names with “Child Unique ID” or "
    "“Individual adopter identifier” and the other names that a list asks for."
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"

FILES = {
    "empty": (b"", f"X is empty. {AGAIN}"),
    "cut off": (_workbook()[:-200], DAMAGED),
    "first half": (_workbook()[: len(_workbook()) // 2], DAMAGED),
    "one wrong byte": (_flipped(), DAMAGED),
    "lies about a size": (_lying(), DAMAGED),
    "xml breaks off": (_changed(SHEET, b"</sheetData>", b""), DAMAGED),
    "xml with a document type": (
        _changed("xl/workbook.xml", b"<workbook ", b'<!DOCTYPE a [<!ENTITY b "c">]><workbook '),
        DAMAGED,
    ),
    "no sheets": (_changed("xl/_rels/workbook.xml.rels", b"Id=", b"Ident="), DAMAGED),
    "unknown encoding": (_changed("xl/workbook.xml", b"UTF-8", b"UT2-8"), DAMAGED),
    "text where numbers belong": (_changed(SHEET, b'<c r="A2"', b'<c r="A' + SECRET.encode() + b'"'), DAMAGED),
    "password": (_protected(), PROTECTED),
    "password on the archive": (_marked_as_protected(), PROTECTED),
    "password on ods": (_protected_ods(), PROTECTED),
    "csv": (b"Child Unique ID,Gender\nZebedee,b) Female\n", f"X is a text file, perhaps csv, not a workbook. {WANTED}"),
    "pdf": (b"%PDF-1.7 \x00", f"X is a PDF, not a workbook. {WANTED}"),
    "png": (b"\x89PNG\r\n\x1a\n\x00", f"X is a picture, not a workbook. {WANTED}"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00", f"X is a picture, not a workbook. {WANTED}"),
    "rich text": (b"{\\rtf1 Zebedee}", f"X is a text document, not a workbook. {WANTED}"),
    "xml": (b"\xef\xbb\xbf<?xml version='1.0'?><Message/>", f"X is an XML file, not a workbook. {WANTED}"),
    "html": (b"<html><body><table><tr><td>Zebedee", f"X is a web page with the name of a workbook. {SAVE_AS}"),
    "half a page": (b"<meta charset=utf-8><table>", f"X is a web page with the name of a workbook. {SAVE_AS}"),
    "old Excel": (OLE + bytes(50) + "Workbook".encode("utf-16-le"), f"X is in the old Excel format (.xls). {SAVE_AS}"),
    "old Word": (OLE + b"\x00" * 50, f"X is not a workbook. {WANTED}"),
    "binary": (bytes(range(256)), f"X is not a workbook. {WANTED}"),
    "xlsb": (_archive(xl__workbook_dot_bin=b"x"), f"X is a binary workbook (.xlsb). {SAVE_AS}"),
    "docx": (_archive(word__document_dot_xml=b"x"), f"X is an archive without a workbook in it. {WANTED}"),
    "odt": (
        _archive(mimetype=b"application/vnd.oasis.opendocument.text", content_dot_xml=b"x"),
        f"X is an OpenDocument file, but not a workbook. {WANTED}",
    ),
    "ods that breaks off": (_ods(b"<table:table-row>"), DAMAGED),
    "no list": (_workbook(), NO_LIST),
}  # fmt: skip


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@pytest.mark.parametrize(("content", "sentence"), FILES.values(), ids=list(FILES))
def test_a_file_that_cannot_be_read(tmp_path, content, sentence, suffix):
    path = tmp_path / f"X{suffix}"
    path.write_bytes(content)
    with pytest.raises(RokerError) as refused:
        annex_a.read(path, snapshot_on=None, today=TODAY)
    assert str(refused.value) == sentence.replace("X ", f"X{suffix} ", 1)
    assert refused.value.exit_status == 2
    assert SECRET not in str(refused.value)
    assert str(tmp_path) not in str(refused.value)


def _refused(path: Path) -> str:
    with pytest.raises(RokerError) as refused:
        open_workbook(path)
    return str(refused.value)


def test_a_file_that_is_not_there(tmp_path):
    assert _refused(tmp_path / "X.xlsx") == "X.xlsx does not exist. Check its name and folder."


def test_a_folder(tmp_path):
    assert _refused(tmp_path) == f"{tmp_path.name} is a folder, not a file. Give the workbook inside it."


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (PermissionError, "X.xlsx may not be read by this account. Ask for permission to read it."),
        (OSError, "X.xlsx could not be read. Check that its disk or share works."),
    ],
)
def test_a_file_that_the_system_withholds(tmp_path, monkeypatch, trouble, sentence):
    (tmp_path / "X.xlsx").write_bytes(_workbook())

    def refuse(self):
        raise trouble(SECRET)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert _refused(tmp_path / "X.xlsx") == sentence


def test_a_file_that_is_too_large(tmp_path, monkeypatch):
    (tmp_path / "X.xlsx").write_bytes(_workbook())
    monkeypatch.setattr(container, "LARGEST_FILE", 1000)
    assert _refused(tmp_path / "X.xlsx").startswith(
        "X.xlsx is larger than 0 MB, which is more than lists of children need."
    )


def test_an_archive_that_swells(tmp_path):
    """30 MB of zeros in 30 kB."""
    content = _archive(xl__workbook_dot_xml=b"x", xl___rels__workbook_dot_xml_dot_rels=b"x", zeros=bytes(30 * 1024**2))
    assert len(content) < 40_000
    (tmp_path / "X.xlsx").write_bytes(content)
    assert _refused(tmp_path / "X.xlsx") == (
        "X.xlsx unpacks to 30 MB, which is not a workbook of children's lists. "
        "Remove empty formatted rows and anything that is not a list, and save it again."
    )


@pytest.mark.parametrize(
    ("last_cell", "reaches"),
    [
        ("A1000000", None),
        ("A1000001", "row 1,000,001 and column 1"),
        ("SF1", None),
        ("SG1", "row 199 and column 501"),
        ("XFD1048576", "row 1,048,576 and column 16,384"),
        ("SF40000", None),
        ("SF40001", "row 40,001 and column 500"),
    ],
)
def test_a_sheet_that_reaches_too_far(tmp_path, last_cell, reaches):
    """The library that reads cells would set aside memory for every cell, and end the process."""
    path = tmp_path / "X.xlsx"
    path.write_bytes(_changed(SHEET, b'<c r="A200"', f'<c r="{last_cell}"'.encode()))
    if reaches is None:
        open_workbook(path)
    else:
        assert _refused(path) == (
            f"X.xlsx has a sheet, “List 1”, that reaches to {reaches}, further than Roker reads. "
            "Delete what stands far outside the list and save it again."
        )


_FULL_CELL = b'office:value-type="float" office:value="1"/>'


@pytest.mark.parametrize(("rows", "columns"), [(1_000_001, 1), (1, 501), (40_001, 500)])
def test_an_ods_sheet_that_reaches_too_far(tmp_path, rows, columns):
    row = b'<table:table-row table:number-rows-repeated="%d">' % rows
    cell = b'<table:table-cell table:number-columns-repeated="%d" ' % columns
    (tmp_path / "X.ods").write_bytes(_ods(row + cell + _FULL_CELL + b"</table:table-row>"))
    assert f"reaches to row {rows:,} and column {columns:,}, further than" in _refused(tmp_path / "X.ods")


def test_blank_rows_down_to_the_end_of_a_sheet_are_no_trouble(tmp_path):
    full = b"<table:table-row><table:table-cell " + _FULL_CELL + b"</table:table-row>"
    blank = b'<table:table-cell table:number-columns-repeated="16384"/>'
    rest = b'<table:table-row table:number-rows-repeated="1048575">' + blank + b"</table:table-row>"
    (tmp_path / "X.ods").write_bytes(_ods(full + rest))
    assert [sheet.rows for sheet in open_workbook(tmp_path / "X.ods").sheets()] == [[[1.0]]]


def test_the_limits_leave_room():
    assert scan.MOST_CELLS <= scan.MOST_ROWS * scan.MOST_COLUMNS
    assert scan.MOST_CELLS / 34 > 500_000


def test_when_the_reading_library_gives_up(tmp_path, monkeypatch):
    """A panic in it is no `Exception`; its words may hold what is in a cell."""
    (tmp_path / "X.xlsx").write_bytes(_workbook())
    panic = type("PanicException", (BaseException,), {})
    workbook = open_workbook(tmp_path / "X.xlsx")
    monkeypatch.setattr("roker.formats.cells._read_sheet", lambda *_: (_ for _ in ()).throw(panic(SECRET)))
    with pytest.raises(RokerError, match=r"^X\.xlsx is damaged and cannot be read\."):
        list(workbook.sheets())
    monkeypatch.setattr("roker.formats.cells._read_sheet", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        list(workbook.sheets())
