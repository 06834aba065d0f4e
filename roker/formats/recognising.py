"""Which format files are in: told by what they hold, and by their names only where a name is what tells a table."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from roker.catalogue import Catalogue
from roker.errors import RokerError
from roker.formats import annex_a, cin_census, local_extras, postgres, ssd, ssda903
from roker.formats.annex_a_files import open_files
from roker.formats.container import open_archive
from roker.formats.csv_text import read_csv
from roker.formats.tabular import plain_name
from roker.formats.xml_stream import open_xml
from roker.record import Entity, Reading

_POSTGRESQL = ("postgresql://", "postgres://")


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format that Roker reads."""

    code: str
    """Also the name of the source, whose loads are compared with each other."""
    title: str
    takes: str
    """What is given, in words."""
    read: Callable[..., Reading]
    """Reads a path, as every reader does."""
    is_it: Callable[[Path], bool]
    read_address: Callable[..., Reading] | None = None
    """Reads a database by its address, for a format that a database may hold."""
    reads_again: bool = False
    """Whether the reader takes `before`: what it noted at the load before, to read what can have changed alone."""


def _root(path: Path) -> str | None:
    """The root element of an XML file; None for another file."""
    if not path.is_file() or path.suffix.lower() != ".xml":
        return None
    try:
        return open_xml(path).root
    except RokerError:
        return None


_TABLES = {".csv", ".txt", ".tsv", ".parquet"}
_SIGNS = re.compile(r"[,;\t|]")
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def _header(path: Path) -> list[str]:
    """The names of a csv file's columns, as they are compared; nothing of a file that is not text."""
    with path.open("rb") as file:
        start = file.read(65_536)
    encoding = next((encoding for mark, encoding in _MARKS if start.startswith(mark)), "utf-8-sig")
    lines = (line for line in start.decode(encoding, errors="replace").splitlines() if line.strip())
    return [plain_name(name) for name in _SIGNS.split(next(lines, ""))]


def _is_ssd(path: Path) -> bool:
    """Whether a folder holds a file that is named after a table of the dataset, or has its columns."""
    return any(
        (entity := ssd.entity_of(each.stem)) is not None
        and ("ssd_" in each.stem.lower() or len(_full_names(entity) & set(_header(each))) > 1)
        for each in _tables_in(path)
    )


def _full_names(entity: Entity) -> set[str]:
    """The names of a table's columns that only the dataset has: local extras are named after the fields."""
    headings = {field.name: ssd.heading_of(field) for field in entity.fields}
    return {plain_name(heading) for name, heading in headings.items() if heading and plain_name(heading) != name}


def _is_extras(path: Path) -> bool:
    """Whether a folder holds a file that is named after an entity, and has its fields as columns."""
    return any(
        (entity := local_extras.entity_of(each.stem)) is not None
        and len({*local_extras.columns_of(entity)} & {*_header(each)}) > 1
        for each in _tables_in(path)
    )


def _tables_in(path: Path) -> list[Path]:
    if not path.is_dir():
        return []
    return [each for each in path.iterdir() if each.suffix.lower() in _TABLES and each.is_file()]


FORMATS: Catalogue[Format] = Catalogue(
    Format(
        code="annex_a",
        title="Annex A",
        takes="a workbook (xlsx or ods), or a folder, a zip or a single csv file of its lists",
        read=annex_a.read,
        is_it=annex_a.recognises,
    ),
    Format(
        code="ssd",
        title="Standard Safeguarding Dataset",
        takes="a folder of csv or parquet files named after its tables, or the address of a PostgreSQL database",
        read=ssd.read,
        is_it=_is_ssd,
        read_address=postgres.read,
        reads_again=True,
    ),
    Format(
        code="local_extras",
        title="Local extras",
        takes="a folder of csv files named after entities",
        read=local_extras.read,
        is_it=_is_extras,
    ),
    Format(
        code="cin_census",
        title="Census of children in need",
        takes="an XML file with the root element Message",
        read=cin_census.read,
        is_it=lambda path: _root(path) == "Message",
    ),
    Format(
        code="ssda903",
        title="SSDA903",
        takes="a folder or zip of csv files, told by their columns, or an XML file with the root element EXPSSDA903",
        read=ssda903.read,
        is_it=ssda903.recognises,
    ),
)
_ORDER = ("ssd", "local_extras", "cin_census", "ssda903", "annex_a")
"""Which is asked first: what is told by names or a root element is told at once."""


def is_address(given: str) -> bool:
    """Whether what is given is the address of a database, not a path."""
    return given.startswith(_POSTGRESQL)


def recognised(given: str) -> Format:
    """The format of what is given: a path, or the address of a database. Refuses what is in none of them."""
    if is_address(given):
        return FORMATS["ssd"]
    path = Path(given)
    if not path.exists():
        raise RokerError(f"{path.name} does not exist. Check its name and folder.")
    files_of(given)
    if path.suffix.lower() in {".xlsx", ".ods", ".xls", ".xlsm"}:
        return FORMATS["annex_a"]  # which says what is wrong with a workbook that it is not
    for code in _ORDER:
        if FORMATS[code].is_it(path):
            return FORMATS[code]
    _refuse_damaged(path)
    known = "; ".join(f"{each.title}: {each.takes}" for each in FORMATS)
    raise RokerError(f"{path.name} is in none of the formats that Roker reads. {known}.")


def _refuse_damaged(path: Path) -> None:
    """Says why a file can be read in no format, where that is so."""
    ending = path.suffix.lower()
    if path.is_file() and ending == ".xml":
        open_xml(path)
    elif path.is_file() and ending == ".zip":
        archive = open_archive(path)
        for part in archive.parts:
            archive.part(part)
        open_files(path)
    elif path.is_file() and ending in _TABLES - {".parquet"}:
        read_csv(path)


def files_of(given: str) -> Sequence[Path]:
    """The files that would be read; none where a database is given. Refuses what the system does not let be read."""
    path = Path(given)
    if is_address(given) or not path.exists():
        return ()
    try:
        files = sorted(each for each in path.iterdir() if each.is_file()) if path.is_dir() else [path]
    except OSError as error:
        raise RokerError(f"{path.name} may not be read by this account. Ask for permission to read it.") from error
    for each in files:
        _refuse_withheld(each)
    return files


def _refuse_withheld(path: Path) -> None:
    try:
        name = path.name.encode().decode()
    except UnicodeEncodeError:
        raise RokerError(
            f"A file in {path.parent.name} has a name that cannot be read as text. Rename it, and load it again."
        ) from None
    if not path.is_file():
        raise RokerError(f"{name} is no ordinary file, such as a pipe or a device. Give a file.")
    try:
        path.open("rb").close()
    except OSError as error:
        raise RokerError(f"{name} may not be read by this account. Ask for permission to read it.") from error
