"""Damaged folders of tables, the dataset and local extras, and what is no file at all: what is said of each."""

import os
from pathlib import Path

from tests.formats.damaged.making import IN_NONE, Damaged, archive, content, folder, parquet
from tests.formats.damaged.seeds import EXTRAS, SECRET, SSD_FILES

_SSD, _EXTRAS = "extract", "extras"
_PERSON = SSD_FILES["ssd_person.csv"]
_PLANS = SSD_FILES["ssd_cp_plans.csv"]
_ALL = {"ssd_person.csv": _PERSON, "ssd_cp_plans.csv": _PLANS.replace("01/02/2024,NULL", "2024-02-01,")}


def _ssd(**changed: object) -> dict[str, object]:
    return {**_ALL, **{f"ssd_{name}.csv": given for name, given in changed.items()}}


def _cut_parquet(path: Path) -> None:
    """A table whose end is missing, and one that is text."""
    parquet(f"SELECT '{SECRET}' || range AS pers_person_id FROM range(1000)")(path)
    whole = path / "ssd_person.parquet"
    whole.write_bytes(whole.read_bytes()[:-100])
    (path / "ssd_cp_plans.parquet").write_text(_PLANS)
    (path / "ssd_contacts.csv").write_text(f"cont_person_id,cont_contact_date\n{SECRET}1,2024-01-02\n")


def _wrong_statistics(path: Path) -> None:
    """A parquet file with a wrong byte in what it says of itself; found by mutation."""
    parquet(f"SELECT '{SECRET}1' AS pers_person_id, 'F' AS pers_sex, DATE '2012-03-04' AS pers_dob")(path)
    whole = path / "ssd_person.parquet"
    whole.write_bytes(whole.read_bytes().replace(b"PAR1\x15", b"PAR1\x51", 1))


_FOREIGN = (
    f"SELECT '{SECRET}1'::BLOB AS pers_person_id, {{'a': 1}} AS pers_sex, TIMESTAMPTZ '2012-03-04 00:00:00Z' AS pers_dob, "
    "[1, 2] AS pers_ethnicity, INTERVAL 1 DAY AS pers_upn, 1.50::DECIMAL(9, 2) AS pers_forename, "
    "uuid() AS pers_common_child_id, TIME '10:00' AS pers_surname, true AS pers_is_mother, 1e300 AS pers_nationality, "
    "DATE '2024-01-02' AS pers_death_date"
)


def _odd_names(path: Path) -> None:
    folder(_ssd())(path)
    for name in (b"ssd_contacts\xff.csv", b"ssd_cp_visits\xe9.csv"):
        with open(os.fsencode(path) + b"/" + name, "w") as file:  # noqa: PTH123 - a name that is no text
            file.write(SSD_FILES["ssd_cp_visits.csv"])
    (path / "ssd_contacts \u202e.csv").write_text("cont_person_id\n")


def _directories(path: Path) -> None:
    folder(_ssd())(path)
    (path / "ssd_contacts.csv").mkdir()
    (path / "ssd_cp_visits.csv").symlink_to("nowhere.csv")
    (path / "ssd_disability.csv").symlink_to("ssd_disability.csv")
    (path / "again").symlink_to(path, target_is_directory=True)
    os.mkfifo(path / "ssd_missing.csv")


TABLES = (
    Damaged(
        name="parquet cut short, and text that is called parquet",
        problems=(
            "unreadable_file: ssd_cp_plans.parquet: It is no parquet file, or a damaged one.",
            "unreadable_file: ssd_person.parquet: It is no parquet file, or a damaged one.",
            "orphan: person: 1 child without a row, the first in ssd_contacts.csv, row 2",
        ),
        called=_SSD,
        put=_cut_parquet,
        read_as="ssd",
    ),
    Damaged(
        name="parquet with a wrong byte in its first page",
        called=_SSD,
        put=_wrong_statistics,
        says="extract holds no table that could be read: ssd_person.parquet is damaged. Export it again.",
    ),
    Damaged(
        name="parquet of types that no extract has",
        problems=(
            'not_a_code: ssd_person.parquet, row 1, “pers_sex”: {"a":1}',
            "not_a_code: ssd_person.parquet, row 1, “pers_ethnicity”: [1,2]",
        ),
        called=_SSD,
        put=parquet(_FOREIGN),
        read_as="ssd",
    ),
    Damaged(
        name="a table with a quotation mark that is never closed",
        problems=(
            'bad_row: ssd_cp_plans.csv, row 5: 5004,"Zebedee1,2024-01-01,',
            "read_as_blank: ssd_cp_plans.csv, row 4, “cppl_cp_plan_end_date”: “NULL” in 1 cell",
        ),
        called=_SSD,
        put=folder(_ssd(cp_plans=_PLANS + f'5004,"{SECRET}1,2024-01-01,\n5005,{SECRET}2,2024-01-02,\n')),
        read_as="ssd",
    ),
    Damaged(
        name="a row with too many cells, and one with too few",
        problems=(
            "bad_row: ssd_cp_plans.csv, row 6: 5005,Zebedee1",
            "read_as_blank: ssd_cp_plans.csv, row 4, “cppl_cp_plan_end_date”: “NULL” in 1 cell",
        ),
        called=_SSD,
        put=folder(_ssd(cp_plans=_PLANS + f"5004,{SECRET}1,2024-01-01,,,,\n5005,{SECRET}1\n")),
        read_as="ssd",
    ),
    Damaged(
        name="a table with a NUL",
        problems=(
            "other_encoding: ssd_cp_plans.csv: UTF-8 with zero bytes, which were left out",
            "read_as_blank: ssd_cp_plans.csv, row 4, “cppl_cp_plan_end_date”: “NULL” in 1 cell",
        ),
        called=_SSD,
        put=folder(_ssd(cp_plans=_PLANS.replace("5001", "50\x0001"))),
        read_as="ssd",
    ),
    Damaged(
        name="a table in UTF-16",
        problems=("other_encoding: ssd_person.csv: UTF-16",),
        called=_SSD,
        put=folder(_ssd(person=_PERSON.encode("utf-16"))),
        read_as="ssd",
    ),
    Damaged(
        name="a table in UTF-32",
        problems=("other_encoding: ssd_person.csv: UTF-32",),
        called=_SSD,
        put=folder(_ssd(person=_PERSON.encode("utf-32"))),
        read_as="ssd",
    ),
    Damaged(
        name="a table with a mark of UTF-8",
        called=_SSD,
        put=folder(_ssd(person="\ufeff" + _PERSON)),
        read_as="ssd",
        kept={"person": 2},
    ),
    Damaged(
        name="a table in two encodings",
        problems=("other_encoding: ssd_person.csv: Windows-1252",),
        called=_SSD,
        put=folder(
            _ssd(
                person=_PERSON.encode()
                + f"{SECRET}3,F,2012-03-04,é\n".encode()
                + f"{SECRET}4,F,2012-03-04,é\n".encode("latin-1")
            )
        ),
        read_as="ssd",
        kept={"person": 4},
    ),
    Damaged(
        name="a table with semicolons",
        called=_SSD,
        put=folder(_ssd(person=_PERSON.replace(",", ";"))),
        read_as="ssd",
        kept={"person": 2},
    ),
    Damaged(
        name="a table with its header twice",
        problems=(
            "read_as_blank: ssd_person.csv, row 4, “pers_person_id”: “pers_person_id” in 1 cell",
            "read_as_blank: ssd_person.csv, row 4, “pers_sex”: “pers_sex” in 1 cell",
            "read_as_blank: ssd_person.csv, row 4, “pers_dob”: “pers_dob” in 1 cell",
            "read_as_blank: ssd_person.csv, row 4, “pers_person_id”: “pers_person_id” in 1 cell",
            "nobody_named: ssd_person.csv, row 4, “pers_person_id”: 1 row",
            "repeated_row: ssd_person.csv, row 5: 2 rows",
        ),
        called=_SSD,
        put=folder(_ssd(person=_PERSON + _PERSON)),
        read_as="ssd",
    ),
    Damaged(
        name="a table of 20,000 columns",
        problems=(
            "unreadable_file: ssd_person.csv: It has 20,000 columns, which no table here has.",
            "orphan: person: 2 children without a row, the first in ssd_cp_plans.csv, row 2",
        ),
        called=_SSD,
        put=folder(_ssd(person=",".join(f"c{n}" for n in range(20_000)) + "\n1\n")),
        read_as="ssd",
    ),
    Damaged(
        name="a table whose first row has 20,000 cells",
        problems=(
            "unreadable_file: ssd_person.csv: It has 20,001 columns, which no table here has.",
            "orphan: person: 2 children without a row, the first in ssd_cp_plans.csv, row 2",
        ),
        called=_SSD,
        put=folder(_ssd(person=_PERSON.splitlines()[0] + "\n" + "1," * 20_000 + "\n")),
        read_as="ssd",
    ),
    Damaged(
        name="a table with a cell of a million characters",
        problems=(
            "not_a_date: ssd_person.csv, row 4, “pers_dob”: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
        ),
        called=_SSD,
        put=folder(_ssd(person=_PERSON + f"{SECRET}3,F,{'x' * 1_000_000},\n")),
        read_as="ssd",
    ),
    Damaged(
        name="a table with a column that nobody knows, whose name has a line in it",
        problems=("unrecognised_column: ssd_cp_plans.csv, “a\rb”: 1 cell",),
        called=_SSD,
        put=folder(
            _ssd(cp_plans=f'"cppl_person_id";"cppl_cp_plan_start_date";"a\rb"\r\n"{SECRET}1";"2024-01-02";"x"\r\n')
        ),
        read_as="ssd",
        kept={"cp_plans": 1},
    ),
    Damaged(
        name="a table whose columns have blank names",
        called=_SSD,
        put=folder(_ssd(contacts='" "\r\n', cp_visits='" ",\n')),
        problems=(
            "unreadable_file: ssd_contacts.csv: It does not begin with the names of columns.",
            "unreadable_file: ssd_cp_visits.csv: It does not begin with the names of columns.",
        ),
        read_as="ssd",
    ),
    Damaged(
        name="a child of the dataset with two dates of birth, and one number twice",
        problems=(
            "read_as_blank: ssd_cp_plans.csv, row 4, “cppl_cp_plan_end_date”: “NULL” in 1 cell",
            "disagreement: ssd_person.csv, row 4, “pers_person_id”: 1 row",
        ),
        called=_SSD,
        put=folder(
            _ssd(person=_PERSON + f"{SECRET}1,F,2013-04-05,\n", cp_plans=_PLANS + f"5001,{SECRET}2,2023-01-11,\n")
        ),
        read_as="ssd",
    ),
    Damaged(
        name="days of the dataset that there never were",
        problems=(
            "impossible_date: ssd_cp_plans.csv, row 5, “cppl_cp_plan_start_date”: 31/02/2019",
            "not_a_date: ssd_cp_plans.csv, row 6, “cppl_cp_plan_start_date”: 01/02/24",
            "read_as_blank: ssd_cp_plans.csv, row 4, “cppl_cp_plan_end_date”: “NULL” in 1 cell",
            "impossible_date: ssd_cp_plans.csv, row 5, “cppl_cp_plan_end_date”: 29/02/2023",
            "impossible_date: ssd_cp_plans.csv, row 6, “cppl_cp_plan_end_date”: 2024-02-30",
            "later_than_snapshot: ssd_cp_plans.csv, row 8, “cppl_cp_plan_end_date”: 1 cell, up to 01/01/2098",
        ),
        called=_SSD,
        put=folder(
            _ssd(
                cp_plans=_PLANS + f"5004,{SECRET}1,31/02/2019,29/02/2023\n5005,{SECRET}2,01/02/24,2024-02-30\n"
                f"5006,{SECRET}2,45300,45300.5\n5007,{SECRET}2,2024-01-04,2098-01-01\n"
            )
        ),
        read_as="ssd",
    ),
    Damaged(
        name="workbooks and pictures with the names of tables",
        problems=(
            "unreadable_file: ssd_contacts.csv: It is a workbook or another archive.",
            "unreadable_file: ssd_cp_visits.csv: It is empty.",
            "unreadable_file: ssd_missing.csv: It is a picture.",
        ),
        called=_SSD,
        put=folder(_ssd(contacts=lambda: archive({"x": "x"}), missing=b"\x89PNG\r\n\x1a\n\x00", cp_visits="")),
        read_as="ssd",
    ),
    Damaged(
        name="names of files that are no text",
        called=_SSD,
        put=_odd_names,
        says="A file in extract has a name that cannot be read as text. Rename it, and load it again.",
    ),
    Damaged(
        name="folders, links and pipes with the names of tables",
        called=_SSD,
        put=_directories,
        read_as="ssd",
        kept={"person": 2},
    ),
    Damaged(
        name="tables that the system withholds",
        called=_SSD,
        put=folder(_ssd()),
        is_unreadable=True,
        says="ssd_cp_plans.csv may not be read by this account. Ask for permission to read it.",
    ),
    Damaged(name="a folder of nothing", called=_SSD, put=folder({}), says=f"extract{IN_NONE}"),
)

_ALLOCATION = EXTRAS["allocation.csv"]

LOCAL = (
    Damaged(
        name="extras with two dates of birth",
        problems=("disagreement: person.csv, row 3, “person_id”: 1 row",),
        called=_EXTRAS,
        put=folder({"person.csv": f"person_id,dob,forename\n{SECRET}1,2012-03-04,\n{SECRET}1,2013-04-05,\n"}),
        read_as="local_extras",
    ),
    Damaged(
        name="days and times of extras that there never were",
        problems=(
            "impossible_date: allocation.csv, row 4, “basis_from”: 31/02/2019",
            "not_a_date: allocation.csv, row 5, “basis_from”: 01/02/24",
            "impossible_date: allocation.csv, row 4, “recorded_time”: 29/02/2023 10:15",
            "not_a_date: allocation.csv, row 5, “recorded_time”: 2024-01-02 25:61",
        ),
        called=_EXTRAS,
        put=folder(
            {
                "allocation.csv": _ALLOCATION
                + f"{SECRET}3,Child in care,31/02/2019,N,,29/02/2023 10:15\n{SECRET}4,Child in care,01/02/24,N,,2024-01-02 25:61\n"
            }
        ),
        read_as="local_extras",
    ),
    Damaged(
        name="extras in UTF-32",
        problems=("other_encoding: allocation.csv: UTF-32",),
        called=_EXTRAS,
        put=folder({"allocation.csv": _ALLOCATION.encode("utf-32")}),
        read_as="local_extras",
    ),
    Damaged(
        name="extras with a NUL and an open quotation mark",
        problems=(
            "other_encoding: allocation.csv: UTF-8 with zero bytes, which were left out",
            'bad_row: allocation.csv, row 4: Zebedee3,"Looked',
        ),
        called=_EXTRAS,
        put=folder({"allocation.csv": _ALLOCATION + f'{SECRET}3,"Look\0ed'}),
        read_as="local_extras",
    ),
    Damaged(
        name="extras that the system withholds",
        called=_EXTRAS,
        put=folder(EXTRAS),
        is_unreadable=True,
        says="allocation.csv may not be read by this account. Ask for permission to read it.",
    ),
)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _nowhere(path: Path) -> None:
    """Nothing is made."""


ANYTHING = (
    Damaged(
        name="a link to itself",
        called="annex_a.xlsx",
        put=_loop,
        says="annex_a.xlsx does not exist. Check its name and folder.",
    ),
    Damaged(
        name="nothing at all", called="cin.xml", put=_nowhere, says="cin.xml does not exist. Check its name and folder."
    ),
    Damaged(
        name="a pipe",
        called="List 7.csv",
        put=os.mkfifo,
        says="List 7.csv is no ordinary file, such as a pipe or a device. Give a file.",
    ),
    Damaged(
        name="a pipe with the name of a census",
        called="cin.xml",
        put=os.mkfifo,
        says="cin.xml is no ordinary file, such as a pipe or a device. Give a file.",
    ),
    Damaged(
        name="a pipe with the name of a workbook",
        called="annex_a.xlsx",
        put=os.mkfifo,
        says="annex_a.xlsx is no ordinary file, such as a pipe or a device. Give a file.",
    ),
    Damaged(
        name="a file whose name is no text",
        called=os.fsdecode(b"annex\xff.xlsx"),
        put=content(b"x"),
        says="The name of the file cannot be read as text. Rename it, and load it again.",
    ),
    Damaged(
        name="a file that the system withholds",
        called="List 7.csv",
        put=content("x"),
        is_unreadable=True,
        says="List 7.csv may not be read by this account. Ask for permission to read it.",
    ),
    Damaged(
        name="a census that the system withholds",
        called="cin.xml",
        put=content("<Message/>"),
        is_unreadable=True,
        says="cin.xml may not be read by this account. Ask for permission to read it.",
    ),
    Damaged(
        name="an archive that the system withholds",
        called="a.zip",
        put=content(lambda: archive({"x": "x"})),
        is_unreadable=True,
        says="a.zip may not be read by this account. Ask for permission to read it.",
    ),
    Damaged(name="a PDF", called="plan.pdf", put=content(b"%PDF-1.7 \x00"), says=f"plan.pdf{IN_NONE}"),
    Damaged(
        name="an empty csv file",
        called="List 7.csv",
        put=content(b""),
        says="List 7.csv is empty. Copy or export it again.",
    ),
)
