"""Small valid files of each format, to be damaged: what is read where nothing is wrong with it.

Every number of a child and every text begins with `SECRET`, so that a sentence that quotes a row is found out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from roker.database import Database
from roker.formats import annex_a, cin_census, local_extras, ssd, ssda903
from roker.formats.annex_a_lists import LISTS
from roker.formats.cells import Table, write_workbook
from roker.formats.csv_text import write_csv
from roker.record import Kind, Reading
from tests.formats import cin_census_files, ssda903_return
from tests.formats.test_ssda903_xml import RETURN

SECRET = "Zebedee"
TODAY = date(2026, 5, 1)

Files = Mapping[str, bytes]
"""Content by name. One file is given as it is, several as the folder that they are in."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """A reader, and the valid files from which damaged ones are made."""

    code: str
    read: Callable[..., Reading]
    seeds: Sequence[Callable[[Path], object]]
    """Each writes its files into an empty folder."""
    is_folder: bool = False
    """Whether even a single file is given as the folder that it is in."""

    def files(self, folder: Path) -> list[Files]:
        """The files of each seed; `folder` is there for writing them."""
        made = []
        for number, seed in enumerate(self.seeds):
            place = folder / str(number)
            place.mkdir()
            seed(place)
            made.append({path.name: path.read_bytes() for path in sorted(place.iterdir())})
        return made


# ------------------------------------------------------------------------------------------------------------- annex a

_CELLS = {Kind.ID: f"{SECRET}1", Kind.TEXT: f"{SECRET} said", Kind.NUMBER: 2, Kind.DATE: date(2024, 1, 2)}


def annex_a_tables(numbers: Sequence[int], *whose: str) -> list[Table]:
    """Lists with a full row for each child."""
    tables = []
    for mapping in (each for each in LISTS if each.number in numbers):
        rows = [
            [
                who
                if column.name == mapping.who
                else next(iter(annex_a.CODE_TABLES[column.codes].spelt))
                if column.codes
                else _CELLS[column.kind]
                for column in mapping.columns
            ]
            for who in whose or (f"{SECRET}1", f"{SECRET}2")
        ]
        tables.append(Table(name=mapping.name, header=[column.name for column in mapping.columns], rows=rows))
    return tables


def _workbook(folder: Path) -> None:
    write_workbook(folder / "annex_a.xlsx", annex_a_tables([1, 4, 7, 8]))


def _csv_lists(folder: Path) -> None:
    for table in annex_a_tables([3, 6, 9]):
        write_csv(folder / f"{table.name}.csv", table.header, table.rows)


def _one_csv(folder: Path) -> None:
    (table,) = annex_a_tables([7])
    write_csv(folder / "List 7.csv", table.header, table.rows)


# ---------------------------------------------------------------------------------------------------------- the returns


def census(*children: str) -> str:
    """A census of two children with everything, or of those given."""
    both = (
        cin_census_files.child(cin_census_files.EVERYTHING, number=f"{SECRET}1"),
        cin_census_files.child(number=f"{SECRET}2"),
    )
    return cin_census_files.census(*(children or both))


def _census(folder: Path) -> None:
    (folder / "cin.xml").write_text(census(), encoding="utf-8")


def _flat_census(folder: Path) -> None:
    """The same without a line end, and in another encoding."""
    text = census().replace("\n", "").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    (folder / "cin.xml").write_bytes(text.encode("utf-16"))


def return_csv(folder: Path) -> None:
    """A return of two children in two files."""
    header = ssda903_return.HEADER.replace("101", f"{SECRET}1").replace("102", f"{SECRET}2")
    episodes = ssda903_return.EPISODES.replace("101", f"{SECRET}1")
    ssda903_return.folder(folder, header=header, episodes=episodes)


def return_xml() -> str:
    """The same return as XML."""
    return RETURN.replace("101", f"{SECRET}1").replace("102", f"{SECRET}2")


def _return_xml(folder: Path) -> None:
    (folder / "return.xml").write_text(return_xml(), encoding="utf-8")


# --------------------------------------------------------------------------------------------------------- the tables

SSD_FILES: Mapping[str, str] = {
    "ssd_person.csv": "pers_person_id,pers_sex,pers_dob,pers_forename\n"
    f"{SECRET}1,F,2012-03-04,{SECRET}\n{SECRET}2,M,2015-06-07,\n",
    "ssd_cp_plans.csv": "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date\n"
    f"5001,{SECRET}1,2023-01-10,2023-06-10\n5002,{SECRET}1,2024-01-10,\n5003,{SECRET}2,01/02/2024,NULL\n",
    "ssd_cp_visits.csv": "cppv_cp_visit_id,cppv_cp_plan_id,cppv_person_id,cppv_cp_visit_date,cppv_cp_visit_seen\n"
    f'9,5002,{SECRET}1,2024-01-20,Y\n8,77,"{SECRET}2",2024-02-09,\n',
    "ssd_assessment_factors.csv": "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\n"
    '1,3,"[""1A"", ""2B""]"\n2,4,"{""1A"": ""Yes""}"\n',
}
EXTRAS: Mapping[str, str] = {
    "allocation.csv": "person_id,basis,basis_from,team,worker,recorded_time\n"
    f"{SECRET}1,Child protection plan,01/03/2024,North,{SECRET} Jones,02/03/2024 10:15\n"
    f"{SECRET}2,Child in care,2024-03-01,South,,2024-03-02T10:15:00Z\n",
    "cp_visits.csv": "person_id,cp_plan_id,cp_visit_date\n"
    f"{SECRET}1,{SECRET}1/2024-01-10,2024-02-01\n{SECRET}1,5002,2024-02-02\n",
    "department.csv": f"team_id,team_name\n1,'=1+1\n2,{SECRET}\n",
}


def texts(given: Mapping[str, str]) -> Callable[[Path], None]:
    """What writes files of text."""

    def write(folder: Path) -> None:
        for name, text in given.items():
            (folder / name).write_text(text, encoding="utf-8")

    return write


def _parquet(folder: Path) -> None:
    with Database.in_memory() as database:
        for name, columns in (
            ("ssd_person", f"'{SECRET}1' AS pers_person_id, 'F' AS pers_sex, DATE '2012-03-04' AS pers_dob"),
            ("ssd_contacts", f"'{SECRET}1' AS cont_person_id, TIMESTAMP '2024-03-04 10:11:12' AS cont_contact_date"),
        ):
            database.run(f"COPY (SELECT {columns}) TO '{folder / name}.parquet' (FORMAT parquet)")


TARGETS: tuple[Target, ...] = (
    Target(code="annex_a", read=annex_a.read, seeds=(_workbook, _csv_lists, _one_csv)),
    Target(code="cin_census", read=cin_census.read, seeds=(_census, _flat_census)),
    Target(code="ssda903", read=ssda903.read, seeds=(return_csv, _return_xml)),
    Target(code="ssd", read=ssd.read, seeds=(texts(SSD_FILES), _parquet), is_folder=True),
    Target(
        code="local_extras",
        read=local_extras.read,
        seeds=tuple(texts({name: text}) for name, text in EXTRAS.items()),
        is_folder=True,
    ),
)
