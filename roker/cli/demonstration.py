"""Builds the demonstration: makes Wearmouth up, and loads its extracts one after the other, as a council would have."""

import json
import multiprocessing
import queue
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from tqdm import tqdm

from roker import loading
from roker.calendar import add_months
from roker.cli.printing import in_words
from roker.errors import RokerError
from roker.store import Store
from roker.synthetic.authority import simulate
from roker.synthetic.authority.writing import Wanted, write

AUTHORITY = "Wearmouth"
SCENARIO, POPULATION, SEED = "sunderland-2015", 54_000, 2015
FIRST, LAST = date(2012, 4, 1), date(2015, 5, 8)
"""The last is a Friday, the last working day before the inspection."""
WORKER, MANAGER = "Sam Okafor", "Maya Lindqvist"
_NOTE = "demonstration.json"
"""In the home directory: that it holds the demonstration, and how far its making has come."""
_KEPT = "wearmouth"
"""In the home directory: the last extract and the truth about what was planted, to be opened and looked at."""
_FORMER = "demonstration_annex_a.xlsx"
_AHEAD = 2
"""Extracts that may lie written and not yet loaded."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """What is noted of a demonstration."""

    population: int
    team: str = ""
    """The team of the social worker whom the tour follows, and of the manager."""
    is_whole: bool = False


def extract_days() -> list[date]:
    """The days of the extracts: each month's end in the year before, and each Friday of the last two months."""
    fridays = [LAST - timedelta(weeks=weeks) for weeks in range(8, -1, -1)]
    ends = [add_months(date(LAST.year, LAST.month, 1), -months) - timedelta(days=1) for months in range(11, 0, -1)]
    return [end for end in ends if end < fridays[0]] + fridays


def made_in(home: Path, population: int | None) -> Made:
    """The demonstration in a home directory, made first where there is none, and gone on with where it was broken off.

    Refuses, with a sentence, a home directory with files of an authority, and a demonstration of another population.
    """
    noted = _noted(home)
    loads = Store(home).loads()
    if noted is None and loads:
        if all(file.name == _FORMER for load in loads for file in load.files):
            raise RokerError(f"{home} holds the demonstration of an earlier version. Remove it, or use another --home.")
        raise RokerError(
            f"{home} holds files of an authority, and everybody knows the demonstration people's password. "
            "Show it with `roker serve`, or use another --home."
        )
    if noted and population not in {None, noted.population}:
        raise RokerError(f"{home} holds a demonstration of {noted.population:,} residents. Use another --home.")
    if noted and noted.is_whole:
        return noted
    return _make(home, noted or Made(population=population or POPULATION))


def _noted(home: Path) -> Made | None:
    path = home / _NOTE
    if not path.exists():
        return None
    try:
        return Made(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        raise RokerError(f"{path} is damaged. Remove {home}, or use another --home.") from None


def _note(home: Path, made: Made) -> None:
    aside = home / f"{_NOTE}.new"
    aside.write_text(json.dumps(asdict(made)) + "\n", encoding="utf-8")
    aside.replace(home / _NOTE)


def _make(home: Path, made: Made) -> Made:
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left_over in home.glob(f"{_KEPT}-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    _note(home, made)
    print(
        f"Making up {AUTHORITY}, an authority that does not exist, and loading what its system would have exported "
        f"from {in_words(extract_days()[0])} to {in_words(LAST)}.",
        flush=True,
    )
    with tempfile.TemporaryDirectory(dir=home, prefix=f"{_KEPT}-", ignore_cleanup_errors=True) as aside:
        team = _written_and_loaded(home, Path(aside), made.population, _days_left(home))
    whole = Made(population=made.population, team=team, is_whole=True)
    print("Working out the clocks.", flush=True)
    loading.current(home).close()
    _note(home, whole)
    return whole


def _days_left(home: Path) -> list[date]:
    """The days of which not every file is loaded."""
    loaded = [load.snapshot_on for load in Store(home).loads()]
    return [day for day in extract_days() if loaded.count(day) < len(_PARTS)]


_PARTS = ("ssd", "local_extras")


def _written_and_loaded(home: Path, aside: Path, population: int, days: Sequence[date]) -> str:
    """Writes in one process and loads in this one. Returns the name of the team that the tour follows."""
    context = multiprocessing.get_context("spawn")
    told: Any = context.Queue()
    room = context.Semaphore(_AHEAD)
    writer = context.Process(target=_write_all, args=(population, days, str(aside), told, room), daemon=True)
    writer.start()
    team = ""
    try:
        with _bar("Going through the days", "day") as bar:
            while not team:
                kind, *said = _next(told, writer)
                if kind == "days":
                    bar.total = said[1]
                    bar.update(said[0] - bar.n)
                else:
                    team = said[0]
        with _bar("Loading the extracts", "file set") as bar:
            bar.total = len(days) * len(_PARTS)
            bar.refresh()
            for day in days:
                _, folder = _next(told, writer)
                for part in _PARTS:
                    _load(home, Path(folder) / part, day)
                    bar.update()
                _keep(home, Path(folder), is_last=day == days[-1])
                room.release()
    finally:
        writer.terminate()
        writer.join()
    return team


def _bar(text: str, unit: str) -> Any:
    if not sys.stderr.isatty():
        print(f"{text}.", flush=True)
    return tqdm(desc=text, unit=f" {unit}s", leave=False, disable=None, file=sys.stderr)


def _next(told: Any, writer: SpawnProcess) -> tuple[Any, ...]:
    """What the writing process says next; refuses to wait for one that has ended."""
    while True:
        try:
            said: tuple[Any, ...] = told.get(timeout=1)
        except queue.Empty:
            if not writer.is_alive():
                raise RokerError(f"{AUTHORITY} could not be written. Is there free space?") from None
        else:
            return said


def _load(home: Path, path: Path, day: date) -> None:
    """Loads a folder as it would have been in the evening of its day."""
    evening = datetime.combine(day, time(19), UTC)
    loading.load(home, str(path), clock=lambda: evening, snapshot_on=day, publishes=False)


def _keep(home: Path, folder: Path, *, is_last: bool) -> None:
    """Removes an extract that is loaded; the last one, and the truth, stay to be looked at."""
    if not is_last:
        shutil.rmtree(folder.parent)
        return
    kept = home / _KEPT
    shutil.rmtree(kept, ignore_errors=True)
    shutil.move(folder.parent, kept)


def _write_all(population: int, days: Sequence[date], aside: str, told: Any, room: Any) -> None:
    """In a process of its own: runs the scenario, names those whom the tour follows, and writes the extracts."""

    def progress(done: int, whole: int) -> None:
        if done % 20 == 0 or done == whole:
            told.put(("days", done, whole))

    simulation = simulate(SCENARIO, population=population, first=FIRST, last=LAST, seed=SEED, progress=progress)
    told.put(("team", simulation.call(WORKER, MANAGER)))
    for day in days:
        room.acquire()
        folder = Path(aside) / f"{day}"
        write(simulation, folder, Wanted(extracts=[day]))
        told.put(("written", str(folder / f"extract-{day}")))
