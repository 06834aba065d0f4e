"""Which publication the site shows: the newest that is there, opened once, and one alone within a request."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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


_pinned: ContextVar[dict[str, Publication | None] | None] = ContextVar("publication of this request", default=None)
_opened: dict[Path, tuple[tuple[int, int], Publication | None]] = {}
_opening = Lock()


@contextmanager
def one_publication() -> Iterator[None]:
    """Within it, every answer comes from one publication, even if a new one is put in place meanwhile."""
    token = _pinned.set({})
    try:
        yield
    finally:
        _pinned.reset(token)


def current() -> Publication | None:
    """The publication that is shown; None before the first load."""
    pinned = _pinned.get()
    if pinned is None:
        return _newest(Path(settings.ROKER_HOME))
    if "it" not in pinned:
        pinned["it"] = _newest(Path(settings.ROKER_HOME))
    return pinned["it"]


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
    return found, found.edition.snapshot_on
