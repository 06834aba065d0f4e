"""Damaged workbooks of Annex A, and lists of it as text: what each is, and what is said of it."""

import zipfile
from datetime import date

from tests.formats.damaged.making import (
    IN_NONE,
    Damaged,
    archive,
    changed,
    content,
    cp_csv,
    cp_list,
    cp_row,
    folder,
    place_of,
    protected,
    zipped,
)
from tests.formats.damaged.seeds import SECRET

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_BOOK = "annex_a.xlsx"
_LAUGHS = b"<!DOCTYPE x [" + b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10 if letter > 97 else SECRET.encode())
    for letter in b"abcdefghij"
) + b"]>"  # fmt: skip
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def _merged_title(book, sheet):
    """A title over all columns, which pushes the list down; and a cell that two rows share."""
    rows = [list(cp_row()), *(list(cp_row(who=f"{SECRET}{number}").values()) for number in (1, 2))]
    for number, row in enumerate(rows, start=3):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    sheet.merge_range(0, 0, 0, 16, "Children with a plan")
    team = place_of("seen")
    sheet.merge_range(4, team, 5, team, date(2024, 1, 9), book.add_format({"num_format": "dd/mm/yyyy"}))


def _hide(book, sheet):
    """A row and a column that a reader of the workbook does not see."""
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.set_column(2, 4, None, None, {"hidden": True})


def _hidden_sheet(book, sheet):
    book.add_worksheet("Notes").activate()
    sheet.hide()


def _very_hidden_sheet(book, sheet):
    book.add_worksheet("Notes").activate()
    sheet.very_hidden()


def _formulas(book, sheet):
    """One that was worked out, one that failed, one that was never worked out."""
    as_date = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_formula(1, place_of("starts"), "=DATE(2024,1,9)", as_date, 45300)
    sheet.write_formula(1, place_of("ends"), "=VLOOKUP(A2,Plans!A:B,2)", None, "#REF!")
    sheet.write_formula(1, place_of("seen"), "=Plans!C2", as_date, 0)


def _far_away(book, sheet):
    sheet.write_string(0, 16_383, "x")


BROKEN = (
    Damaged(
        name="a workbook cut in half",
        called=_BOOK,
        put=content(lambda: cp_list()()[: len(cp_list()()) // 2]),
        says="annex_a.xlsx is damaged and cannot be read. Copy or export it again.",
    ),
    Damaged(
        name="a workbook whose sheet breaks off",
        called=_BOOK,
        put=content(changed(cp_list(), SHEET, b"</row></sheetData>", b"")),
        says="annex_a.xlsx is damaged and cannot be read. Copy or export it again.",
    ),
    Damaged(
        name="an empty workbook", called=_BOOK, put=content(b""), says="annex_a.xlsx is empty. Copy or export it again."
    ),
    Damaged(
        name="a folder with the name of a workbook",
        called=_BOOK,
        put=folder({}),
        says="annex_a.xlsx holds no file that can be read as lists. Give a workbook (.xlsx or .ods), or a folder or .zip with a file for each list.",
    ),
    Damaged(
        name="a picture with the name of a workbook",
        called=_BOOK,
        put=content(b"\x89PNG\r\n\x1a\n\x00" + SECRET.encode()),
        says="annex_a.xlsx is a picture, not a workbook. Give a workbook saved as .xlsx or .ods.",
    ),
    Damaged(name="a picture", called="scan.png", put=content(b"\x89PNG\r\n\x1a\n\x00"), says=f"scan.png{IN_NONE}"),
    Damaged(
        name="a workbook with a password",
        called=_BOOK,
        put=content(protected(cp_list())),
        says="annex_a.xlsx is protected by a password. Save it without one and load it again.",
    ),
    Damaged(
        name="a workbook that unpacks to a thousand times its size",
        called=_BOOK,
        put=content(zipped({"xl/workbook.xml": "x", "xl/_rels/workbook.xml.rels": "x", "zeros": bytes(30 << 20)})),
        says="annex_a.xlsx unpacks to 30 MB, which is not a workbook of children's lists. Remove empty formatted rows and anything that is not a list, and save it again.",
    ),
    Damaged(
        name="entities that grow a billionfold, in a workbook",
        called=_BOOK,
        put=content(changed(changed(cp_list(), STRINGS, b"<sst", _LAUGHS + b"<sst"), STRINGS, b"<t>", b"<t>&j;")),
        says="annex_a.xlsx is damaged and cannot be read. Copy or export it again.",
    ),
    Damaged(
        name="an entity from outside, in a workbook",
        called=_BOOK,
        put=content(
            changed(changed(cp_list(), SHEET, b"<worksheet", _OUTSIDE + b"<worksheet"), SHEET, b"<v>", b"<v>&x;")
        ),
        says="annex_a.xlsx is damaged and cannot be read. Copy or export it again.",
    ),
    Damaged(
        name="elements 100,000 deep, in a workbook",
        called=_BOOK,
        put=content(changed(cp_list(), SHEET, b"<sheetData>", b"<a>" * 100_000 + b"</a>" * 100_000 + b"<sheetData>")),
        read_as="annex_a",
    ),
    Damaged(
        name="a workbook that is XML inside in another encoding than it says",
        called=_BOOK,
        put=content(changed(cp_list(), STRINGS, b"<t>", "<t>é".encode("latin-1"))),
        says="annex_a.xlsx is damaged and cannot be read. Copy or export it again.",
    ),
    Damaged(
        name="a cell far outside the list",
        called=_BOOK,
        put=content(cp_list(change=_far_away)),
        says="annex_a.xlsx has a sheet, “List 7”, that reaches to row 2 and column 16,384, further than Roker reads. Delete what stands far outside the list and save it again.",
    ),
)

READ = (
    Damaged(
        name="merged cells, and a title above",
        problems=("no_key_date: annex_a.xlsx, List 7, row 6, “Date of the Last Statutory Visit”: ",),
        called=_BOOK,
        put=content(cp_list({}, change=_merged_title)),
        read_as="annex_a",
        kept={"cp_plans": 2},
    ),
    Damaged(
        name="hidden rows and columns",
        called=_BOOK,
        put=content(cp_list(change=_hide)),
        read_as="annex_a",
        kept={"cp_plans": 1},
    ),
    Damaged(
        name="a hidden sheet",
        problems=("hidden_sheet: annex_a.xlsx, List 7: List 7",),
        called=_BOOK,
        put=content(cp_list(change=_hidden_sheet)),
        read_as="annex_a",
    ),
    Damaged(
        name="a sheet that only a program can show",
        problems=("hidden_sheet: annex_a.xlsx, List 7: List 7",),
        called=_BOOK,
        put=content(cp_list(change=_very_hidden_sheet)),
        read_as="annex_a",
    ),
    Damaged(
        name="formulas, failed and never worked out",
        problems=(
            "error_cell: annex_a.xlsx, List 7, row 2, “Date of the Last Statutory Visit”: #GETTING_DATA",
            "error_cell: annex_a.xlsx, List 7, row 2, “Child Protection Plan End Date”: #REF!",
        ),
        called=_BOOK,
        put=content(changed(cp_list(change=_formulas), SHEET, b"!C2</f><v>0</v>", b"!C2</f><v></v>")),
        read_as="annex_a",
    ),
    Damaged(
        name="days as numbers and as texts of numbers",
        problems=("not_a_date: annex_a.xlsx, List 7, row 2, “Date of the Last Statutory Visit”: 59",),
        called=_BOOK,
        put=content(cp_list(cp_row(born=41_000, starts="45300", ends="45300.5", seen=59))),
        read_as="annex_a",
    ),
    Damaged(
        name="days counted from 1904",
        called=_BOOK,
        put=content(cp_list(cp_row(born=date(2012, 3, 4), starts=43_838, ends="", seen="43838"), date_1904=True)),
        read_as="annex_a",
        kept={"cp_plans": 1},
    ),
    Damaged(
        name="days that there never were, and years in two digits",
        problems=(
            "impossible_date: annex_a.xlsx, List 7, row 2, “Date of Birth”: 31/02/2019",
            "impossible_date: annex_a.xlsx, List 7, row 2, “Child Protection Plan Start Date”: 29/02/2023",
            "impossible_date: annex_a.xlsx, List 7, row 2, “Date of the Last Statutory Visit”: 2024-02-30",
            "not_a_date: annex_a.xlsx, List 7, row 2, “Child Protection Plan End Date”: 01/02/24",
        ),
        called=_BOOK,
        put=content(cp_list(cp_row(born="31/02/2019", starts="29/02/2023", ends="01/02/24", seen="2024-02-30"))),
        read_as="annex_a",
    ),
    Damaged(
        name="days to come",
        problems=("later_than_snapshot: annex_a.xlsx, List 7, row 2, “Child Protection Plan End Date”: 01/01/2098",),
        called=_BOOK,
        put=content(cp_list(cp_row(born=date(2025, 1, 1), ends=date(2098, 1, 1)), change=None)),
        read_as="annex_a",
    ),
    Damaged(
        name="a row twice, and a child with two dates of birth",
        problems=(
            "repeated_row: annex_a.xlsx, List 7, row 3, “Child Unique ID”: Zebedee1",
            "disagreement: annex_a.xlsx, List 7, row 4, “Date of Birth”: 06/05/2011",
        ),
        called=_BOOK,
        put=content(cp_list(cp_row(), cp_row(), cp_row(born=date(2011, 5, 6), starts=date(2023, 1, 3)))),
        read_as="annex_a",
    ),
)

_GIVEN = {"called": "List 7.csv", "read_as": "annex_a", "kept": {"cp_plans": 1}}

TEXT = (
    Damaged(name="a list with semicolons", put=content(cp_csv(separator=";")), **_GIVEN),
    Damaged(
        name="a list with its header twice",
        problems=("repeated_row: List 7.csv, row 3: the names of the columns",),
        put=content(cp_csv(cp_row(), dict(zip(cp_row(), cp_row(), strict=True)))),
        **_GIVEN,
    ),
    Damaged(name="a list with a mark of UTF-8", put=content("\ufeff" + cp_csv()), **_GIVEN),
    Damaged(name="a list in UTF-16", put=content(cp_csv().encode("utf-16")), **_GIVEN),
    Damaged(name="a list in UTF-32", put=content(cp_csv().encode("utf-32")), **_GIVEN),
    Damaged(
        name="a list in two encodings",
        put=content(
            cp_csv(cp_row(), cp_row(who=f"{SECRET}2", worker="Zoë")).encode()
            + cp_csv(cp_row(who=f"{SECRET}3", worker="Zoë")).splitlines()[1].encode("latin-1")
        ),
        problems=("other_encoding: List 7.csv: Windows-1252 and UTF-8 in one file",),
        **{**_GIVEN, "kept": {"cp_plans": 3}},
    ),
    Damaged(
        name="a list with a NUL",
        called="List 7.csv",
        put=content(cp_csv().replace("said", "sa\0id", 1)),
        says="List 7.csv holds bytes that are no text, and may be damaged. Copy or export it again.",
    ),
    Damaged(
        name="a list with a quotation mark that is never closed",
        called="List 7.csv",
        put=content(cp_csv() + f'{SECRET}2,"never closed\r\n'),
        says="List 7.csv breaks off in row 3: a quotation mark is opened and not closed, or stands inside another. Correct that row or export it again.",
    ),
    Damaged(
        name="a list of 20,000 columns",
        called="List 7.csv",
        put=content(",".join(f"C{n}" for n in range(20_000))),
        says="List 7.csv has 20,000 columns, which no list of children has. Check how it was exported.",
    ),
    Damaged(
        name="a cell of a million characters",
        put=content(cp_csv(cp_row(who=f"{SECRET}1", ends="x" * 1_000_000))),
        called="List 7.csv",
        says="List 7.csv breaks off in row 2: a cell has more than 131,072 characters, or a quotation mark is not closed. Correct that row or export it again.",
    ),
    Damaged(
        name="an archive of files that climb out of it",
        problems=("unrecognised_sheet: passwd: passwd",),
        called="annex_a.zip",
        put=content(zipped({"../../List 7.csv": cp_csv(), "/etc/passwd": SECRET})),
        read_as="annex_a",
        kept={"cp_plans": 1},
    ),
    Damaged(
        name="an archive in an archive",
        called="annex_a.zip",
        put=content(zipped({"inner.zip": lambda: archive({"List 7.csv": cp_csv()})})),
        says="annex_a.zip holds no file that can be read as lists. Give a workbook (.xlsx or .ods), or a folder or .zip with a file for each list.",
    ),
    Damaged(
        name="an archive that unpacks to a thousand times its size",
        called="annex_a.zip",
        put=content(lambda: archive({f"List {number}.csv": bytes(30 << 20) for number in range(1, 3)})),
        says="annex_a.zip unpacks to 60 MB, which is not a workbook of children's lists. Remove empty formatted rows and anything that is not a list, and save it again.",
    ),
    Damaged(
        name="an archive cut in half",
        called="annex_a.zip",
        put=content(lambda: archive({"List 7.csv": cp_csv()})[:200]),
        says="annex_a.zip is damaged and cannot be read. Copy or export it again.",
    ),
    Damaged(
        name="an archive of 10,000 files",
        called="annex_a.zip",
        put=content(
            lambda: archive({f"{number}.csv": "a,b\r\n" for number in range(10_000)}, packing=zipfile.ZIP_STORED)
        ),
        says="annex_a.zip holds 10,000 files, which are not the lists of Annex A. Give a workbook (.xlsx or .ods), or a folder or .zip with a file for each list.",
    ),
)

WORKBOOKS = (*BROKEN, *READ, *TEXT)
