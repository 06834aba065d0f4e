"""Which publication the site shows: the newest that is there, opened once, and one alone within a request."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from django.conf import settings

from roker import publication
from roker.errors import RokerError
from roker.publication import Publication
from roker.store import Store


class NoLoadYet(Exception):  # noqa: N818 - named for what the person meets
    """Nothing has been loaded, so there is nothing to ask."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """What a person looks at in place of the present: a day, and perhaps the publication of what was known earlier."""

    as_at: date | None = None
    path: Path | None = None


_pinned: ContextVar[dict[str, Publication | None] | None] = ContextVar("publication of this request", default=None)
_past: ContextVar[Past] = ContextVar("what this request looks at", default=Past())  # noqa: B039 - it cannot be changed
_opened: dict[Path, tuple[tuple[int, int], Publication | None]] = {}
_opening = Lock()


@contextmanager
def one_publication(past: Past | None = None) -> Iterator[None]:
    """Within it, every answer comes from one publication, even if a new one is put in place meanwhile."""
    token, looks = _pinned.set({}), _past.set(past or Past())
    try:
        yield
    finally:
        _pinned.reset(token)
        _past.reset(looks)


def current() -> Publication | None:
    """The publication that is shown; None before the first load."""
    pinned = _pinned.get()
    if pinned is None:
        return _newest(Path(settings.ROKER_HOME))
    if "it" not in pinned:
        path = _past.get().path
        pinned["it"] = _newest(Path(settings.ROKER_HOME)) if path is None else _earlier(path)
    return pinned["it"]


def _earlier(path: Path) -> Publication:
    """The publication in a file of its own, opened once; the one opened before is left to those who still read it."""
    changed = (path.stat().st_mtime_ns, 0)
    with _opening:
        known = _opened.get(path.parent)
        if known is None or known[0] != changed or known[1] is None:
            _opened[path.parent] = known = (changed, Publication.open(path))
    assert known[1] is not None
    return known[1]


def _newest(home: Path) -> Publication | None:
    """The publication of the load that is shown, opened once; a load and a new publication change the files' times.

    Where a load was kept and its publication is not there yet, the one before goes on being shown.
    """
    manifest, directory = home / "store" / "manifest.jsonl", home / "publications"
    if not manifest.exists() or not directory.exists():
        return None
    changed = (manifest.stat().st_mtime_ns, directory.stat().st_mtime_ns)
    with _opening:
        known = _opened.get(home)
        if known is None or known[0] != changed:
            # The one before is left to those who are still reading it.
            _opened[home] = known = (changed, _open_newest(home))
    return known[1]


def _open_newest(home: Path) -> Publication | None:
    try:
        paths = [
            publication.path_for(home, each.snapshot_on, each.number, each.hash) for each in Store(home).known_lately()
        ]
    except RokerError:
        # The list of loads was altered. What was published goes on being shown; the data page says what is wrong.
        paths = publication.publications(home)[::-1]
    return next((Publication.open(path) for path in paths if path.exists()), None)


def asked() -> tuple[Publication, date]:
    """The publication, and the day that every page is about. Raises NoLoadYet before the first load."""
    found = current()
    if found is None:
        raise NoLoadYet
    return found, day_of(found)


def day_of(found: Publication) -> date:
    """The day asked about: the last that the record speaks of, or an earlier one that was chosen."""
    chosen = _past.get().as_at
    return found.edition.snapshot_on if chosen is None else min(chosen, found.edition.snapshot_on)
