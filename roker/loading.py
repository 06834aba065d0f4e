"""Loads files: recognises their format, reads them, keeps what they say, and publishes what is then known."""

import fcntl
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from roker import calendar, publication
from roker.database import Database
from roker.duties import DUTIES
from roker.duties.standards import with_local
from roker.errors import RokerError
from roker.formats import Format, files_of, is_address, recognised
from roker.local import Local
from roker.publication import Edition, Publication
from roker.record import Reading, Record, SourceFile
from roker.store import Known, Load, Redaction, Store

_IN_MEMORY = 300_000
"""A record of so many rows is worked on in memory; a larger one in a file beside the publications."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What came of loading files."""

    load: Load
    reading: Reading | None
    """None where the same files had been loaded before and nothing was read."""
    is_new: bool
    shown: Load
    """The load that speaks of the latest day: pages and clocks end on its day."""


Says = Callable[[str], None]
Progress = Callable[[int, int], None]


def load(  # noqa: PLR0913 - what a person may say of files
    home: Path,
    given: str,
    *,
    clock: Callable[[], datetime],
    snapshot_on: date | None = None,
    format_: Format | None = None,
    is_full: bool = True,
    anew: bool = False,
    publishes: bool = True,
    says: Says = lambda _: None,
    progress: Progress = lambda _done, _all: None,
) -> Loaded:
    """Reads files, keeps what they say and publishes it.

    `given` is a path, or the address of a PostgreSQL database; `anew` reads all of it, also what cannot have changed.
    Of many loads one after the other, only the last need be published: the others are kept with `publishes=False`.
    Refuses, with a sentence and nothing kept, what is none of the formats, a snapshot day for which no working days are
    known, and a second load at the same time.
    """
    store = Store(home)
    says("Opening")
    format_ = format_ or recognised(given)
    local = Local.of_home(home)
    with_local(DUTIES, local.limits)  # a limit that is none is refused before anything is read
    settings = _digest_of(local)
    same = None if anew else _loaded_before(store, format_, given, snapshot_on, is_full=is_full, settings=settings)
    if same is not None:
        return _published(home, store, same, None, is_new=False, publishes=publishes)
    last = next((load for load in reversed(store.standing()) if load.source == format_.code), None)
    with _workspace(home) as workspace:
        says("Reading")
        reading = _reader(format_, given)(
            given if is_address(given) else Path(given),
            snapshot_on=snapshot_on,
            today=clock().date(),
            local=local,
            workspace=workspace,
            progress=progress,
            **({} if anew or is_address(given) else _known_before(store, format_, snapshot_on, is_full=is_full)),
        )
        calendar.is_working_day(reading.snapshot_on)  # given or found: refuses a day outside the calendar
        says("Keeping")
        kept, is_new = store.append(
            reading, clock, is_full=is_full, settings=settings, compared_with=last.hash if last else None
        )
    if publishes:
        says("Working out the clocks")
    return _published(home, store, kept, reading, is_new=is_new, publishes=publishes)


def _reader(format_: Format, given: str) -> Callable[..., Reading]:
    read = format_.read_address if is_address(given) else format_.read
    if read is None:
        raise RokerError(f"{format_.title} is not read from a database. Give {format_.takes}.")
    return read


def _digest_of(local: Local) -> str:
    """What tells whether an authority's own words and column names are as they were."""
    return hashlib.sha256(repr((sorted(local.values.items()), sorted(local.columns.items()))).encode()).hexdigest()


def _loaded_before(  # noqa: PLR0913 - how files are loaded
    store: Store, format_: Format, given: str, snapshot_on: date | None, *, is_full: bool, settings: str
) -> Load | None:
    """The last load of the source, if it was made of these very files: hashing them is all that there is to do."""
    files = files_of(given)
    if not files:
        return None
    hashes = [_source_file(path) for path in files]
    last = store.same_as_last(format_.code, hashes)
    in_the_same_way = last and (last.is_full, last.settings) == (is_full, settings)
    return last if last and in_the_same_way and snapshot_on in {None, last.snapshot_on} else None


def _known_before(store: Store, format_: Format, snapshot_on: date | None, *, is_full: bool) -> dict[str, Path]:
    """What the reader noted at the load before, for a format whose reader can then leave out what cannot have changed.
    An extract of an earlier day than one that stands is compared otherwise, and read whole.
    """
    loads = [load for load in store.standing() if load.source == format_.code]
    if not (format_.reads_again and is_full and snapshot_on and loads):
        return {}
    last = loads[-1].snapshot_on
    is_newest = all(load.snapshot_on <= last <= snapshot_on for load in loads)
    before = store.fingerprints(format_.code) if is_newest else None
    return {"before": before} if before else {}


def _source_file(path: Path) -> SourceFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SourceFile(name=path.name, size=path.stat().st_size, sha256=digest)


def _published(  # noqa: PLR0913 - what came of a load
    home: Path, store: Store, kept: Load, reading: Reading | None, *, is_new: bool, publishes: bool
) -> Loaded:
    known = store.known()
    assert known is not None, "what was kept just now stands"
    if publishes:
        publish(home, store, known)
    return Loaded(load=kept, reading=reading, is_new=is_new, shown=known.newest)


@contextmanager
def _workspace(home: Path) -> Iterator[Database]:
    """A database for one reading, in the home directory, which nobody else may look into; gone afterwards."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(home)
    with (
        tempfile.TemporaryDirectory(dir=home, prefix="reading-", ignore_cleanup_errors=True) as aside,
        _held(Path(aside)),
        Database.on_disk(Path(aside) / "reading.duckdb") as workspace,
    ):
        yield workspace


def _sweep(home: Path) -> None:
    """Removes what commands that were killed left behind: children's rows lie in it."""
    for kind in ("reading-*", "known-*", "publications/making-*", f"publications/{publication.EARLIER}/making-*"):
        for left_over in home.glob(kind):
            with _held(left_over) as is_free:
                if is_free:
                    shutil.rmtree(left_over, ignore_errors=True)


@contextmanager
def _held(directory: Path) -> Iterator[bool]:
    """Holds a directory as in use; says whether nobody else did."""
    try:
        descriptor = os.open(directory, os.O_RDONLY)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(descriptor)


def publish(home: Path, store: Store, known: Known) -> Path:
    """The publication of what is known: made if it is not there, or if the duties have changed since it was made."""
    path = publication.path_for(home, known.snapshot_on, known.number, known.hash)
    _remove_with_redacted(home, store)
    if not path.exists():
        _build(home, store, known, path)
        publication.keep_last_two(home)
        now_known = store.known()
        if now_known is not None and store.redactions() and now_known.hash != known.hash:
            path.unlink(missing_ok=True)  # somebody may have been redacted while it was made
            return publish(home, store, now_known)
    return path


def _build(home: Path, store: Store, known: Known, path: Path) -> None:
    """Makes a publication aside, and puts it in its place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="making-") as aside, _held(Path(aside)):
        large = sum(sum(loads[-1].rows.values()) for loads in known.sources.values()) > _IN_MEMORY
        workspace = Database.on_disk(Path(aside) / "record.duckdb") if large else Database.in_memory()
        with workspace:
            edition = _edition(known, Local.of_home(home).limits)
            publication.build(store.record(known, workspace), edition, Path(aside) / path.name)
        (Path(aside) / path.name).replace(path)


def path_as_known_at(home: Path, time: datetime) -> Path:
    """Where the publication of what was known at a time lies, if it is there; refuses a time before the first load."""
    known = _known_at(Store(home), time)
    at = publication.path_for(home, known.snapshot_on, known.number, known.hash)
    return at.parent / publication.EARLIER / at.name


def publish_as_known_at(home: Path, time: datetime) -> None:
    """Makes the publication of what was known at a time, unless it is there or somebody is making one just now.

    One is made at a time, as it takes as long as a load; of all that were made, the last few are kept.
    """
    path, store = path_as_known_at(home, time), Store(home)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _held(path.parent) as is_free:
        if is_free and not path.exists():
            _sweep(home)
            _build(home, store, _known_at(store, time), path)
            publication.keep_earlier(home)
            if path_as_known_at(home, time) != path:
                path.unlink(missing_ok=True)  # somebody was redacted while it was made


def _known_at(store: Store, time: datetime) -> Known:
    known = store.known(time)
    if known is None:
        raise RokerError(f"Nothing had been loaded by {time:%d/%m/%Y}. `roker loads` lists what was, and when.")
    return known


def _remove_with_redacted(home: Path, store: Store) -> None:
    """Removes publications that were made before the last redaction."""
    last = max((each.time.timestamp() for each in store.redactions()), default=0.0)
    for path in [*publication.publications(home), *publication.earlier(home)]:
        if path.stat().st_mtime <= last:
            path.unlink(missing_ok=True)


def _edition(known: Known, limits: Mapping[str, str]) -> Edition:
    newest = [loads[-1] for loads in known.sources.values()]
    return Edition(
        number=known.number,
        received_time=known.loads[-1].received_time,
        source=known.newest.source,
        files=tuple(file.name for load in newest for file in load.files),
        snapshot_on=known.snapshot_on,
        snapshot_from=known.newest.snapshot_from,
        limits=limits,
    )


def current(home: Path) -> Publication:
    """The publication of what is known now; made first where it is not there."""
    store = Store(home)
    known = store.known()
    if known is None:
        raise RokerError("Nothing has been loaded yet. Load files: roker load PATH")
    return Publication.open(publish(home, store, known))


@contextmanager
def as_known_at(home: Path, time: datetime) -> Iterator[tuple[Publication, Known]]:
    """A publication, gone afterwards, of what was known at a time; refuses a time before the first load."""
    store = Store(home)
    known = _known_at(store, time)
    _sweep(home)
    with tempfile.TemporaryDirectory(dir=home, prefix="known-") as aside, _held(Path(aside)):
        path = Path(aside) / "known.duckdb"
        publication.build(store.record(known), _edition(known, Local.of_home(home).limits), path)
        opened = Publication.open(path)
        try:
            yield opened, known
        finally:
            opened.close()


@contextmanager
def record(home: Path) -> Iterator[tuple[Record, Known]]:
    """The record as known now, for writing it out."""
    store = Store(home)
    known = store.known()
    if known is None:
        raise RokerError("Nothing has been loaded yet. Load files: roker load PATH")
    with _workspace(home) as workspace:
        yield store.record(known, workspace), known


def redact(  # noqa: PLR0913 - a redaction names all of it
    home: Path, person_id: str, *, by: str, authority: str, why: str, now: datetime
) -> Redaction:
    """Takes a child out of the store and of every publication, and publishes what is left."""
    store = Store(home)
    noted = store.redact(person_id, by=by, authority=authority, why=why, time=now)
    _sweep(home)
    for path in [*publication.publications(home), *publication.earlier(home)]:
        path.unlink(missing_ok=True)
    known = store.known()
    if known is not None:
        publish(home, store, known)
    return noted


def refuse_unreadable_name(given: str) -> None:
    """Refuses a name that this computer cannot write as text."""
    try:
        given.encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        raise RokerError("The name of the file cannot be read as text. Rename it, and load it again.") from None
