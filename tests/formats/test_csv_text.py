"""Comma-separated text as programs write it, and as it arrives: every encoding and delimiter, and every damage."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roker.errors import RokerError
from roker.formats.csv_text import CsvText, parse_csv, read_csv, write_csv

ROWS = [["CHILD", "NOTE"], ["1", "Zoë €5"]]
TEXT = "CHILD,NOTE\r\n1,Zoë €5\r\n"


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter"),
    [
        (TEXT.encode(), "utf-8-sig", ","),
        (TEXT.encode("utf-8-sig"), "utf-8-sig", ","),
        (TEXT.encode("utf-16"), "utf-16", ","),
        (TEXT.encode("utf-16-le"), "utf-16-le", ","),
        (TEXT.encode("utf-16-be"), "utf-16-be", ","),
        (TEXT.encode("cp1252"), "cp1252", ","),
        (TEXT.replace(",", ";").encode(), "utf-8-sig", ";"),
        (TEXT.replace(",", "\t").encode(), "utf-8-sig", "\t"),
        (TEXT.replace(",", "|").encode(), "utf-8-sig", "|"),
        (TEXT.replace("\r\n", "\n").encode(), "utf-8-sig", ","),
        (TEXT.replace("\r\n", "\r").encode(), "utf-8-sig", ","),
        (TEXT.rstrip().encode(), "utf-8-sig", ","),
        ('"CHILD","NOTE"\r\n"1","Zoë €5"'.encode(), "utf-8-sig", ","),
    ],
)
def test_the_same_rows_however_they_are_written(content: bytes, encoding: str, delimiter: str) -> None:
    read = parse_csv("header.csv", content)
    assert (read.rows, read.encoding, read.delimiter) == (ROWS, encoding, delimiter)


@pytest.mark.parametrize("title", ["List 8, looked after, as at 31 March", "One, two, three, four, five, six", ""])
def test_a_title_above_the_names_says_nothing_about_what_separates_cells(title: str) -> None:
    read = parse_csv("a.csv", f"{title}\nCHILD;DOB;NOTE\n1;01/02/2015;came, and left\n".encode())
    assert read.delimiter == ";"
    assert [row for row in read.rows if "CHILD" in row] == [["CHILD", "DOB", "NOTE"]]


def test_a_delimiter_inside_quotes_separates_nothing() -> None:
    read = parse_csv("a.csv", b'"a;b;c;d",NOTE\n1,2\n')
    assert read.rows == [["a;b;c;d", "NOTE"], ["1", "2"]]


def test_the_first_line_may_say_what_separates() -> None:
    """Row numbers stay those that a spreadsheet program shows."""
    read = parse_csv("a.csv", b"sep=;\r\nCHILD;NOTE\r\n1;a,b,c\r\n")
    assert read.rows == [["", ""], ["CHILD", "NOTE"], ["1", "a,b,c"]]


def test_rows_are_as_long_as_the_longest_and_blank_lines_stay() -> None:
    read = parse_csv("a.csv", b"CHILD,NOTE\n\n1\n2,b,stray\n")
    assert read.rows == [["CHILD", "NOTE", ""], ["", "", ""], ["1", "", ""], ["2", "b", "stray"]]


def test_a_cell_may_hold_lines_and_quotes() -> None:
    assert parse_csv("a.csv", b'CHILD,NOTE\n1,"two\nlines, ""quoted"""\n').rows[1] == ["1", 'two\nlines, "quoted"']


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "a.csv is empty."),
        (b"\xef\xbb\xbf \r\n", "a.csv is empty."),
        (b"CHILD,NOTE\n1,\0\0\n", "a.csv holds bytes that are no text"),
        (b"\xff\xfe" + b"a\x00b", "a.csv is in an encoding that is not known"),
        (b"CHILD\n\x81\xff\n", "a.csv is in an encoding that is not known"),
        (b"PK\x03\x04rest", "a.csv is a workbook or another archive, not csv."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.csv is a workbook in the old Excel format, not csv."),
        (b"%PDF-1.7", "a.csv is a PDF, not csv."),
        (b"  <html><table>", "a.csv is a web page or XML, not csv."),
        (b"<?xml version='1.0'?>", "a.csv is a web page or XML, not csv."),
        (b"CHILD,NOTE\n1,2\n2,\"never closed\n3,4\n", "a.csv breaks off in row 3"),
        (b"CHILD,NOTE\n1,\"one\"two\n", "a.csv breaks off in row 2"),
        (b"CHILD,NOTE\n1,\"" + b"x" * 200_000, "a.csv breaks off in row 2"),
        (b",".join(b"C%d" % number for number in range(20_000)), "a.csv has 20,000 columns"),
    ],
)  # fmt: skip
def test_what_is_no_csv_is_refused_in_one_sentence(content: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(RokerError) as refused:
        read_csv(path)
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(RokerError, match="does not exist"):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(RokerError, match="is a folder"):
        read_csv(tmp_path)


def test_a_file_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roker.formats.csv_text.LARGEST_FILE", 10)
    (tmp_path / "a.csv").write_bytes(b"CHILD,NOTE\n1,2\n")
    with pytest.raises(RokerError, match="is larger than"):
        read_csv(tmp_path / "a.csv")


def test_more_cells_than_memory_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roker.formats.csv_text.MOST_CELLS", 5)
    with pytest.raises(RokerError, match="is larger than"):
        parse_csv("a.csv", b"CHILD,NOTE\n1,2\n3,4\n")


def written(path: Path, *cells: str | float | date | None) -> CsvText:
    write_csv(path / "a.csv", [f"C{number}" for number in range(len(cells))], [cells])
    return read_csv(path / "a.csv")


def test_dates_numbers_and_blanks_are_written_as_returns_have_them(tmp_path: Path) -> None:
    read = written(tmp_path, date(2024, 3, 1), 12.0, 2.5, None, "a,b")
    assert read.rows[1] == ["01/03/2024", "12", "2.5", "", "a,b"]
    assert (tmp_path / "a.csv").read_bytes() == (b'\xef\xbb\xbfC0,C1,C2,C3,C4\r\n01/03/2024,12,2.5,,"a,b"\r\n')


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''=1"])
def test_no_text_is_written_as_a_formula(text: str, tmp_path: Path) -> None:
    read = written(tmp_path, text)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        below_header = file.read().partition("\r\n")[2].lstrip('"')
    assert below_header.startswith("'")
    assert read.rows[1] == [text]


def test_a_number_may_be_below_zero(tmp_path: Path) -> None:
    written(tmp_path, -1)
    assert b"\r\n-1\r\n" in (tmp_path / "a.csv").read_bytes()


_TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.tuples(_TEXTS, _TEXTS), max_size=5))
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    write_csv(path, ["CHILD", "NOTE"], rows)
    assert read_csv(path).rows[1:] == [list(row) for row in rows]


def test_a_place_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    with pytest.raises(RokerError, match=r"a\.csv could not be written"):
        write_csv(tmp_path / "nowhere" / "a.csv", ["CHILD"], [])
