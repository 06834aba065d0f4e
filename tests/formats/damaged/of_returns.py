"""Damaged returns, the census of children in need and the SSDA903: what each is, and what is said of it."""

import zipfile

from tests.formats.cin_census_files import EVERYTHING, child, header
from tests.formats.damaged.making import IN_NONE, Damaged, archive, content, folder, zipped
from tests.formats.damaged.seeds import SECRET, census, return_xml
from tests.formats.ssda903_return import EPISODES, HEADER, table

_CIN = "cin.xml"
_LAUGHS = "".join(
    f'<!ENTITY {letter} "{f"&{chr(ord(letter) - 1)};" * 10 if letter > "a" else SECRET}">' for letter in "abcdefghij"
)


def _typed(declared: str, used: str) -> str:
    """A census that declares a document type, and uses an entity of it as a child's number."""
    return census().replace("<Message>", f"<!DOCTYPE Message [{declared}]>\n<Message>", 1).replace(f"{SECRET}1", used)


def _one(old: str = "", new: str = "", *more: str, head: str | None = None) -> str:
    """A census of one child with everything, where something stands instead of something else."""
    text = census(child(EVERYTHING, number=f"{SECRET}1"), *more)
    assert old in text
    text = text.replace(old, new, 1) if old else text
    return text.replace(header().replace("><", ">\n<"), head) if head is not None else text


BROKEN_CENSUSES = (
    Damaged(
        name="a census that breaks off",
        called=_CIN,
        put=content(census()[:2000]),
        says="cin.xml breaks off in line 68, before its end. Copy or export it again.",
    ),
    Damaged(name="an empty census", called=_CIN, put=content(b""), says="cin.xml is empty. Export it again."),
    Damaged(
        name="XML that is no return",
        called=_CIN,
        put=content("<Register><Child/></Register>"),
        says=f"cin.xml{IN_NONE}",
    ),
    Damaged(
        name="entities that grow a billionfold",
        called=_CIN,
        put=content(_typed(_LAUGHS, "&j;")),
        says="cin.xml declares a document type or entities, which a return never needs and which are not read. Export it again.",
    ),
    Damaged(
        name="one entity used a million times",
        called=_CIN,
        put=content(_typed(f'<!ENTITY a "{"x" * 5000}">', "&a;" * 99_999)),
        says="cin.xml declares a document type or entities, which a return never needs and which are not read. Export it again.",
    ),
    Damaged(
        name="an entity from outside",
        called=_CIN,
        put=content(_typed('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")),
        says="cin.xml declares a document type or entities, which a return never needs and which are not read. Export it again.",
    ),
    Damaged(
        name="a document type from elsewhere",
        called=_CIN,
        put=content(census().replace("<Message>", '<!DOCTYPE Message SYSTEM "http://127.0.0.1/x.dtd">\n<Message>')),
        says="cin.xml declares a document type or entities, which a return never needs and which are not read. Export it again.",
    ),
    Damaged(
        name="elements 100,000 deep",
        called=_CIN,
        put=content(_one("<Sex>F</Sex>", "<a>" * 100_000 + "</a>" * 100_000)),
        says="cin.xml nests elements more than 256 deep or holds a text of more than 10 MB, in line 20. Export it again.",
    ),
    Damaged(
        name="Latin-1 that says it is UTF-8",
        called=_CIN,
        put=content(_one("UN1", "é").encode("latin-1")),
        says="cin.xml holds bytes that its encoding does not allow, in line 18. Export it again.",
    ),
    Damaged(
        name="UTF-8 that says it is UTF-16",
        called=_CIN,
        put=content(_one('"UTF-8"', '"UTF-16"')),
        says="cin.xml is not well-formed XML, in line 1. Export it again.",
    ),
    Damaged(
        name="an encoding that nobody knows",
        called=_CIN,
        put=content(_one('"UTF-8"', '"klingon"')),
        says="cin.xml declares an encoding that is not known. Export it again.",
    ),
    Damaged(
        name="two encodings in one census",
        called=_CIN,
        put=content(_one("UN1", "é").encode().replace(b"N1<", b"\xe9<", 1)),
        says="cin.xml holds bytes that its encoding does not allow, in line 28. Export it again.",
    ),
    Damaged(
        name="a census with a NUL",
        called=_CIN,
        put=content(_one("UN1", "\0")),
        says="cin.xml holds a character that XML does not allow, in line 18. Export it again.",
    ),
    Damaged(
        name="a census of another collection",
        called=_CIN,
        put=content(_one(">CIN<", ">SLASC<")),
        says="cin.xml is no children in need census: its header names another collection than CIN.",
    ),
    Damaged(
        name="a census in UTF-32 with its mark",
        called=_CIN,
        put=content(_one('"UTF-8"', '"UTF-32"').encode("utf-32")),
        says="cin.xml is in UTF-32, which no return is in. Export it in UTF-8.",
    ),
    Damaged(
        name="a census of nobody",
        called=_CIN,
        put=content(census().partition("<Children>")[0] + "<Children/></Message>"),
        says="cin.xml is a census without any child in it. Check the export.",
    ),
    Damaged(
        name="a census of a year to come",
        called=_CIN,
        put=content(_one(head=header("2098", "2098-03-31"))),
        snapshot_on=None,
        says="cin.xml has a reference date that has not come, 31/03/2098. Give the last day that it speaks of with --snapshot.",
    ),
    Damaged(
        name="a text of 11 million characters",
        called=_CIN,
        put=content(lambda: _one("UN1", "x" * 11_000_000)),
        says="cin.xml nests elements more than 256 deep or holds a text of more than 10 MB, in line 18. Export it again.",
    ),
)

_CENSUS = {"called": _CIN, "read_as": "cin_census", "snapshot_on": None}

READ_CENSUSES = (
    Damaged(name="a census with a namespace", **_CENSUS, put=content(_one("<Message>", '<Message xmlns="urn:dfe">'))),
    Damaged(
        name="a census in UTF-16 with its mark", **_CENSUS, put=content(_one('"UTF-8"', '"UTF-16"').encode("utf-16"))
    ),
    Damaged(name="a census with a mark of UTF-8", **_CENSUS, put=content("\ufeff" + _one())),
    Damaged(
        name="a year that is not that of the reference date",
        problems=(
            "other_year: cin.xml, Assessments: ",
            "other_year: cin.xml, CINPlanDates: ",
            "other_year: cin.xml, CINdetails: ",
            "other_year: cin.xml, Child: ",
            "other_year: cin.xml, ChildProtectionPlans: ",
            "other_year: cin.xml, Section47: ",
            "reference_day: cin.xml, Header, row 3, “ReferenceDate”: 25/12/2024",
        ),
        **_CENSUS,
        put=content(_one(head=header("1999", "2024-12-25"))),
    ),
    Damaged(
        name="days of a census that there never were",
        problems=(
            "impossible_date: cin.xml, CINdetails, row 29, “CINclosureDate”: 31/02/2019, for Zebedee1",
            "not_a_date: cin.xml, Assessments, row 35, “AssessmentAuthorisationDate”: 01/02/24, for Zebedee1",
            "later_than_snapshot: cin.xml, Section47, row 45, “S47ActualStartDate”: 01/01/2098, for Zebedee1",
            "impossible_date: cin.xml, Section47, row 48, “DateOfInitialCPC”: 29/02/2023, for Zebedee1",
        ),
        **_CENSUS,
        put=content(
            _one(">2024-09-01<", ">31/02/2019<")
            .replace(">2024-05-28<", ">29/02/2023<", 1)
            .replace(">2024-06-01<", ">01/02/24<")
            .replace(">2024-05-02<", ">45414<")
            .replace(">2024-05-07<", ">2098-01-01<")
        ),
    ),
    Damaged(
        name="a child of the census with two dates of birth",
        problems=(
            "child_twice: cin.xml, Child, row 15, “LAchildID”: Zebedee1, 2 times",
            "disagreement: cin.xml, ChildIdentifiers, row 64, “PersonBirthDate”: 08/07/2016",
        ),
        **_CENSUS,
        put=content(_one("", "", child(number=f"{SECRET}1").replace("2015-06-07", "2016-07-08"))),
        kept={"person": 1},
    ),
    Damaged(
        name="20,000 elements that are none of the census",
        problems=(
            f"blank: cin.xml, Child, row 15, “Sex”: for {SECRET}1",
            f"unknown_element: cin.xml, ChildIdentifiers, row 20: 19,900 times, first for {SECRET}1",
            *(
                f"unknown_element: cin.xml, ChildIdentifiers, row 20, “C{number}”: for {SECRET}1"
                for number in sorted(range(100), key=str)
            ),
        ),
        **_CENSUS,
        put=content(_one("<Sex>F</Sex>", "".join(f"<C{number}/>" for number in range(20_000)))),
    ),
    Damaged(name="a formula as the number of a child", **_CENSUS, put=content(_one(f"{SECRET}1", "=1+1"))),
)

_FOLDER = "return"


def _csv(text: str, separator: str = ",") -> str:
    text = text.replace("101", f"{SECRET}1").replace("102", f"{SECRET}2")
    return "".join(separator.join(row) + "\r\n" for row in table(text))


_BOTH = {"header.csv": _csv(HEADER), "episodes.csv": _csv(EPISODES)}


def _return(**changed: object) -> dict[str, object]:
    return {**_BOTH, **{f"{name}.csv": given for name, given in changed.items()}}


RETURNS = (
    Damaged(
        name="a return in XML that breaks off",
        called="return.xml",
        put=content(return_xml()[:900]),
        says="return.xml breaks off in line 15, before its end. Copy or export it again.",
    ),
    Damaged(
        name="a return in XML with entities that grow",
        called="return.xml",
        put=content(
            return_xml().replace("<EXPSSDA903>", f"<!DOCTYPE a [{_LAUGHS}]>\n<EXPSSDA903>").replace("WBRI", "&j;")
        ),
        says="return.xml declares a document type or entities, which a return never needs and which are not read. Export it again.",
    ),
    Damaged(
        name="a return in XML with a NUL",
        called="return.xml",
        put=content(return_xml().replace("WBRI", "\0")),
        says="return.xml holds a character that XML does not allow, in line 5. Export it again.",
    ),
    Damaged(
        name="a return in XML with two dates of birth and a child twice",
        problems=(
            "disagreement: return.xml, Header, row 23, “SEX”: F",
            "disagreement: return.xml, Header, row 23, “DOB”: 29/02/2008",
            "disagreement: return.xml, Header, row 23, “ETHNIC”: MWBC",
        ),
        called="return.xml",
        put=content(return_xml().replace(f"{SECRET}2", f"{SECRET}1")),
        read_as="ssda903",
    ),
    Damaged(
        name="a return with two dates of birth",
        problems=(
            "disagreement: header.csv, row 3, “SEX”: F",
            "disagreement: header.csv, row 3, “DOB”: 29/02/2008",
            "disagreement: header.csv, row 3, “ETHNIC”: MWBC",
        ),
        called=_FOLDER,
        put=folder(_return(header=_csv(HEADER).replace(f"{SECRET}2", f"{SECRET}1"))),
        read_as="ssda903",
        kept={"person": 1},
    ),
    Damaged(
        name="days of a return that there never were",
        problems=(
            "later_than_snapshot: header.csv, row 3, “MC_DOB”: 01/01/2098",
            "impossible_date: episodes.csv, row 2, “DECOM”: 31/02/2019",
            "not_a_date: episodes.csv, row 2, “DEC”: 01/02/24",
            "contradiction: episodes.csv, row 2, “DEC”: blank",
            "impossible_date: episodes.csv, row 3, “DECOM”: 29/02/2023",
        ),
        called=_FOLDER,
        put=folder(
            _return(
                episodes=_csv(EPISODES)
                .replace("01/05/2022", "31/02/2019")
                .replace("10/09/2023,L", "29/02/2023,L")
                .replace(",10/09/2023,X1", ",01/02/24,X1"),
                header=_csv(HEADER).replace("05/06/2010", "40334").replace("03/02/2024", "01/01/2098"),
            )
        ),
        read_as="ssda903",
    ),
    Damaged(
        name="a return with semicolons",
        called=_FOLDER,
        put=folder(_return(header=_csv(HEADER, ";"))),
        read_as="ssda903",
    ),
    Damaged(
        name="a return with a header twice",
        problems=(
            "repeated_row: header.csv, row 4: the names of the columns",
            "repeated_row: header.csv, row 5, “CHILD”: Zebedee1",
            "repeated_row: header.csv, row 6, “CHILD”: Zebedee2",
        ),
        called=_FOLDER,
        put=folder(_return(header=_csv(HEADER) + _csv(HEADER))),
        read_as="ssda903",
    ),
    Damaged(
        name="a return with an open quotation mark in one file",
        problems=("unreadable_file: episodes.csv: ",),
        called=_FOLDER,
        put=folder(_return(episodes=_csv(EPISODES) + f'{SECRET}2,"01/05/2022')),
        read_as="ssda903",
    ),
    Damaged(
        name="a return in four encodings",
        called=_FOLDER,
        put=folder(_return(header=_csv(HEADER).encode("utf-16"), episodes=_csv(EPISODES).encode("utf-32"))),
        read_as="ssda903",
    ),
    Damaged(
        name="a file of a return that is a picture, and one that is a workbook",
        problems=(
            "unreadable_file: oc2.csv: ",
            "unreadable_file: uasc.csv: ",
        ),
        called=_FOLDER,
        put=folder(_return(uasc=b"\x89PNG\r\n\x1a\n\x00", oc2=lambda: archive({"xl/workbook.xml": "x"}))),
        read_as="ssda903",
    ),
    Damaged(
        name="a return of headings alone",
        called=_FOLDER,
        put=folder({"header.csv": _csv(HEADER).splitlines()[0]}),
        says="return has the columns of the SSDA903 return and nobody under them. Check the export.",
    ),
    Damaged(
        name="a return that the system withholds",
        called=_FOLDER,
        put=folder(_return()),
        is_unreadable=True,
        says="episodes.csv may not be read by this account. Ask for permission to read it.",
    ),
    Damaged(
        name="an archive of a return that climbs out of it",
        called="return.zip",
        put=content(zipped({f"../../{name}": given for name, given in _BOTH.items()})),
        read_as="ssda903",
        kept={"person": 2},
    ),
    Damaged(
        name="an archive with a wrong byte in one file of a return",
        called="return.zip",
        put=content(lambda: archive(_BOTH, packing=zipfile.ZIP_STORED).replace(b"WBRI", b"WBRJ")),
        says="return.zip is damaged and cannot be read. Copy or export it again.",
    ),
    Damaged(
        name="a return in an archive in an archive",
        called="return.zip",
        put=content(zipped({"return.zip": lambda: archive(_BOTH)})),
        says="return.zip holds no file that can be read as lists. Give a workbook (.xlsx or .ods), or a folder or .zip with a file for each list.",
    ),
)

CENSUSES = (*BROKEN_CENSUSES, *READ_CENSUSES)
