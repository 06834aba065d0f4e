"""What a run is written as: extracts as at any day, workbook, census and return files, and the Truth."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from roker.errors import RokerError
from roker.formats import annex_a, cin_census, ssd, ssda903
from roker.formats.tabular_writing import WrittenColumn, write_table
from roker.record import ENTITIES, Entity
from roker.record.schema import RECORDED_TIME
from roker.synthetic.authority.simulation import Simulation

AUTHORITY = "999"
"""The Department for Education has given this number to no authority."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be written: days of extracts and workbooks, and years (that end on 31 March) of the returns."""

    extracts: Sequence[date] = ()
    workbooks: Sequence[date] = ()
    census_years: Sequence[int] = ()
    return_years: Sequence[int] = ()
    as_parquet: bool = False


@dataclass(kw_only=True)
class Written:
    """The files that were written, and in sentences what a format had no place for."""

    files: list[Path] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def write(simulation: Simulation, folder: Path, wanted: Wanted) -> Written:
    """Writes what is wanted into a folder, which is made: `extract-2015-03-31/ssd` and `local_extras` for each day,
    `annex_a-2015-03-31.xlsx`, `cin_census-2015.xml`, `ssda903-2015`, and truth.json and truth.csv.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = Written()
    for day in wanted.extracts:
        written.files += _extract(simulation, folder / f"extract-{day}", day, as_parquet=wanted.as_parquet)
    for day in wanted.workbooks:
        path = folder / f"annex_a-{day}.xlsx"
        written.left_out += annex_a.write_record(path, simulation.record(day), as_at=day)
        written.files.append(path)
    for year in wanted.census_years:
        path = folder / f"cin_census-{year}.xml"
        record = simulation.record(_known(simulation, year, days=90))
        left = cin_census.write(path, record, year=year, authority=AUTHORITY)
        written.left_out += [f"{each.at}: {each.expected}" for each in left]
        written.files.append(path)
    for year in wanted.return_years:
        path = folder / f"ssda903-{year}"
        left = ssda903.write(path, simulation.record(_known(simulation, year, days=90)), year)
        written.left_out += [f"{each.at}: {each.expected}" for each in left]
        written.files += sorted(path.iterdir())
    written.files += simulation.department.truth.write(folder, since=simulation.department.first)
    return written


def _known(simulation: Simulation, year: int, *, days: int) -> date:
    """The day on which a return is made: some weeks after the year, or the last day of the run if that comes before."""
    ends = date(year, 3, 31)
    if ends.toordinal() > simulation.department.end:
        raise RokerError(f"The run ends before 31 March {year}, when that year does.")
    return date.fromordinal(min(ends.toordinal() + days, simulation.department.end))


def _extract(simulation: Simulation, folder: Path, day: date, *, as_parquet: bool) -> list[Path]:
    """The Standard Safeguarding Dataset, and beside it what that has no place for."""
    department = simulation.department
    if not department.first <= day.toordinal() <= department.end:
        raise RokerError(f"{day:%d/%m/%Y} is not in the time that is shown.")
    with department.book.database(day.toordinal()) as database:
        files = ssd.write(folder / "ssd", database, as_parquet=as_parquet)
        there = database.tables()
        extras = folder / "local_extras"
        extras.mkdir(parents=True, exist_ok=True)
        for entity in ENTITIES:
            if entity.name in there and entity.name not in _NO_EXTRAS and (columns := _local(entity)):
                path = extras / f"{entity.name}.csv"
                write_table(database, entity, columns, path, there)
                files.append(path)
    return files


_NO_EXTRAS = frozenset({"s251_finance", "version_log"})


def _local(entity: Entity) -> list[WrittenColumn]:
    """All of a local entity; of one of the dataset its key and the fields that the dataset lacks."""
    fields = [each for each in entity.fields if entity.ssd is None or each.ssd is None or each.name in entity.key]
    if entity.ssd is not None and not any(each.ssd is None for each in fields):
        return []
    columns = [WrittenColumn(heading=each.name, field=each, as_it_is=True) for each in fields]
    if entity.ssd is None:
        columns.append(WrittenColumn(heading=RECORDED_TIME, field=None))
    return columns
