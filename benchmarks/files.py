"""What reading files costs: an SSD extract, a census file and an Annex A workbook, beside merely going through them."""

import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

import python_calamine

from benchmarks.authority import SNAPSHOT_ON, plans
from benchmarks.measuring import Cost, alone, in_turn, median, say
from roker.formats import FORMATS, annex_a

RUNS = 3
_ROWS_OF_WORKBOOK = 20_000


def measure_workbook(rows: int = _ROWS_OF_WORKBOOK) -> None:
    """Reading an Annex A workbook, beside going through its cells with the same library."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annex_a.xlsx"
        annex_a.write(path, {7: list(plans(rows))})
        bare, read = in_turn(
            5, lambda: _go_through(path), lambda: annex_a.read(path, snapshot_on=SNAPSHOT_ON, today=SNAPSHOT_ON)
        )
    print(f"An Annex A workbook of {rows:,} rows")
    say("go through its cells", bare)
    _say_ratio("read into the record", read, bare, "going through them", 2)


def measure_census(children: int, *, is_large: bool = False) -> None:
    """Reading a census file, beside going through its elements with the same library."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cin.xml"
        alone("write_census", path, str(children))
        print(f"A CIN census of {children:,} children, {path.stat().st_size / 1e6:,.0f} MB")
        if find_spec("roker.formats.cin_census") is None:
            say("not measured", compared="Roker does not read the CIN census yet.")
        elif is_large:
            _say_peak("read into tables", alone("read_census", path), 500)
        else:
            bare, read = medians(("go_through", path), ("read_census", path))
            say("go through its elements", bare.seconds)
            _say_ratio("read into tables", read.seconds, bare.seconds, "going through them", 3)
            _say_peak("", read, 500)


def measure_extract(people: int) -> None:
    """Loading an SSD extract: the first, the next night's, the same again."""
    with tempfile.TemporaryDirectory() as folder:
        first, second, home = (Path(folder) / name for name in ("night-1", "night-2", "home"))
        for number, directory in enumerate((first, second), 1):
            alone("write_extract", directory, str(people), str(number))
        files = list(first.glob("*.csv"))
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"An SSD extract of {people:,} people, {len(files)} csv files, {size:,.0f} MB")
        if find_spec("roker.formats.ssd") is None:
            say("parse with DuckDB", medians(("parse", first))[0].seconds, "Roker does not read SSD extracts yet")
            return
        _measure_first(first, home)
        _measure_nightly(second, home)
        _measure_same(second, home)


def _measure_first(first: Path, home: Path) -> None:
    """Once: it happens once."""
    parsed, counted, hashed = medians(("parse", first), ("count_cells", first), ("hash_files", first))
    say("hash the files", hashed.seconds)
    say("parse them with DuckDB", parsed.seconds, "each into a table")
    say("count their cells", counted.seconds, "with DuckDB, told what they look like; nothing is kept")
    read = alone("read_extract", first, "1")
    say("read them into tables", read.seconds, f"{read.seconds / parsed.seconds:.1f} times parsing")
    kept = alone("keep_extract", first, "1", home)
    say("first load: read and keep", kept.seconds, f"{kept.seconds / parsed.seconds:.1f} times parsing")
    _say_peak("", kept, 1000)
    if find_spec("pandas") is None:
        say("pandas reads them", compared="not measured: .venv/bin/uv pip install --group bench")
    else:
        (frames,) = medians(("read_with_pandas", first))
        say("pandas reads them", frames.seconds, f"the first load is {kept.seconds / frames.seconds:.1f} times that")
        say("", compared=f"peak {frames.peak:,.0f} MB")


def _measure_nightly(second: Path, home: Path) -> None:
    costs = []
    for number in range(RUNS):
        copy = home.with_name(f"home-{number}")
        shutil.copytree(home, copy)
        costs.append((alone("parse", second), alone("count_cells", second), alone("keep_extract", second, "2", copy)))
        shutil.rmtree(copy)
    parsed, counted, kept = (median(each) for each in zip(*costs, strict=True))
    _say_ratio("next night: read and keep", kept.seconds, parsed.seconds, "parsing", 5)
    say("", compared=f"{kept.seconds / counted.seconds:.1f} times counting the cells")
    _say_peak("", kept, 1000)


def _measure_same(second: Path, home: Path) -> None:
    if "ssd" not in FORMATS:
        say("the same files again", compared="not measured: `roker load` does not know the format yet")
        return
    whole = alone("load_extract", second, "2", home)
    say("next night: publish too", whole.seconds, "read, keep, clocks and all; once")
    _say_peak("", whole, 1000)
    hashed, same = medians(("hash_files", second), ("load_extract", second, "2", home))
    _say_ratio("the same files again", same.seconds, hashed.seconds, "hashing them", 2)


def medians(*pieces: tuple[str | Path, ...]) -> list[Cost]:
    """The median of each piece, done in turn in processes of their own."""
    costs = [[alone(*map(str, piece)) for piece in pieces] for _ in range(RUNS)]
    return [median(each) for each in zip(*costs, strict=True)]


def _say_ratio(what: str, seconds: float, beside: float, than: str, target: float) -> None:
    ratio = seconds / beside
    say(what, seconds, f"{ratio:.2f} times {than}", at_most=(ratio, target))


def _say_peak(what: str, cost: Cost, target: float) -> None:
    say(what, cost.seconds if what else None, f"peak {cost.peak:,.0f} MB", at_most=(cost.peak, target))


def _go_through(path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).iter_rows():
            for _ in row:
                pass
