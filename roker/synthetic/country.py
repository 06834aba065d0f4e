"""Makes up every authority of England, two at a time; what is finished stays, and is not made again."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic

from roker.errors import RokerError
from roker.synthetic.authority import Plant, simulate
from roker.synthetic.authority.department import WARM_UP
from roker.synthetic.authority.england import Place, place_of, places
from roker.synthetic.authority.writing import Wanted, write
from roker.synthetic.side_by_side import Progress, side_by_side

_ASIDE = ".writing-"
ESTIMATED_FROM = 10
"""After so many authorities it is said how long all will take."""


@dataclass(frozen=True, kw_only=True)
class Country:
    """What is made up of every authority."""

    folder: Path
    first: date
    last: date
    seed: int
    wanted: Wanted
    faults: tuple[Plant, ...] = ()

    @property
    def words(self) -> str:
        """What was asked for, so that a folder is only gone on with by the same words."""
        return f"{self}\n".replace(str(self.folder), "")


@dataclass(frozen=True, kw_only=True)
class Made:
    """An authority that is finished, and what is to be known so far."""

    code: str
    population: int
    files: int
    done: int
    """Authorities that are finished, with those of earlier times."""
    whole: int
    whole_seconds: float | None
    """How long those of this time will take in all, by their residents: known after ten."""


def make(
    country: Country,
    progress: Progress = lambda done, whole: None,  # noqa: ARG005 - tells nobody
    chosen: Sequence[Place] | None = None,
) -> Iterator[Made]:
    """Each authority as it is finished: a folder of its own, which appears whole or not at all.

    Refuses a folder in which something else was begun.
    """
    every = list(chosen if chosen is not None else places())
    _begin(country)
    left = [each for each in every if not (country.folder / each.code).exists()]
    left.sort(key=lambda each: -each.population)  # the largest first, so that nobody waits for one at the end
    began, residents, made = monotonic(), 0, 0
    steps = (country.last - country.first).days + 1 + WARM_UP
    done = len(every) - len(left)
    for code, files in side_by_side(partial(_make, country), [each.code for each in left], steps, progress):
        place = next(each for each in left if each.code == code)
        residents, made = residents + place.population, made + 1
        whole = (monotonic() - began) / residents * sum(each.population for each in left)
        yield Made(
            code=code, population=place.population, files=files, done=done + made, whole=len(every),
            whole_seconds=whole if made >= ESTIMATED_FROM else None,
        )  # fmt: skip


def _begin(country: Country) -> None:
    note = country.folder / "asked.txt"
    if country.folder.exists() and not note.exists():
        raise RokerError(
            f"{country.folder.name} is there already, and was not begun so. Choose another name, or remove it."
        )
    if note.exists() and note.read_text(encoding="utf-8") != country.words:
        raise RokerError(f"{country.folder.name} was begun with other words. Use the same again, or another name.")
    country.folder.mkdir(exist_ok=True)
    for left_over in country.folder.glob(f"{_ASIDE}*"):
        shutil.rmtree(left_over, ignore_errors=True)
    note.write_text(country.words, encoding="utf-8")


def _make(country: Country, code: str, progress: Callable[[int, int], None]) -> int:
    place = place_of(code)
    simulation = simulate(
        place.scenario, population=place.population, first=country.first, last=country.last,
        seed=country.seed + int(code[-3:]), faults=country.faults, progress=progress,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(dir=country.folder, prefix=_ASIDE) as aside:
        written = write(simulation, Path(aside) / code, country.wanted)
        shutil.move(Path(aside) / code, country.folder / code)
    return len(written.files)
