"""The list of loads: one line a load, a withdrawal or a redaction, each with the hash of the line before.

A changed or removed line is found; a line that was never finished is not there.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from roker.errors import RokerError
from roker.record import SourceFile

_FIRST_HASH = "0" * 64
_LAYOUT = 2
"""Goes up when what stands in a store changes so that an older Roker's can no longer be read."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """One load, as the manifest keeps it."""

    number: int
    received_time: datetime
    """UTC."""
    source: str
    is_full: bool
    """A full extract: what it should hold and does not is withdrawn."""
    files: tuple[SourceFile, ...]
    snapshot_on: date
    snapshot_from: str
    speaks_from: Mapping[str, date]
    """By entity, the first day of which the extract tells everything."""
    counts: Mapping[str, int]
    """Rows read by sheet."""
    rows: Mapping[str, int]
    """Rows in the extract by entity, or that stand after it where it was not all read again; an entity that it does not
    speak of is not named."""
    changes: Mapping[str, Mapping[str, int]]
    """By entity, how many rows were added, changed and withdrawn."""
    problems: Mapping[str, int]
    """Problems by kind."""
    only_latest: frozenset[str]
    absent: frozenset[str]
    segments: Mapping[str, str]
    """SHA-256 of each segment, by entity; those of redacted children as they are now."""
    previous: str
    hash: str
    settings: str = ""
    """A digest of the authority's own words and column names that the files were read with."""
    rest_as_before: bool = False
    """Rows that say what they said in the load before were not read again: what was wrong with them stands there."""
    withdrawn_time: datetime | None = None
    """When somebody took it back: kept, and no longer shown. A later line of the manifest says so."""

    @property
    def withdrawn(self) -> bool:
        return self.withdrawn_time is not None

    def stands(self, as_known_at: datetime | None) -> bool:
        """Whether it had been received, and not taken back, at a time; None is now."""
        if as_known_at is None:
            return not self.withdrawn
        taken_back = self.withdrawn_time is not None and self.withdrawn_time <= as_known_at
        return self.received_time <= as_known_at and not taken_back


@dataclass(frozen=True, kw_only=True)
class Redaction:
    """That a child was taken out of the store: by whom, why, when. Of the child only a digest is left."""

    time: datetime
    by: str
    authority: str
    """What allows it: a retention rule, a court order, an adoption."""
    why: str
    digests: tuple[str, ...]
    """Of the child's numbers, with the store's salt: the child is known again when an extract brings it back."""
    rows: int
    """How many rows went."""
    salt_digest: str = ""
    """SHA-256 of the salt: without that salt the child would not be known again."""
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Digests of numbers that the child had and that did not go with it, since they may be another child's: nobody's.
    By the number of a load from which on, until the next that is named of its source, it was these."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What the manifest says, all of it."""

    loads: tuple[Load, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    last_hash: str = _FIRST_HASH
    line_count: int = 0

    @property
    def last_time(self) -> datetime | None:
        """The time of whatever was done last: a load, a withdrawal or a redaction."""
        times = [each.received_time for each in self.loads]
        times += [each.withdrawn_time for each in self.loads if each.withdrawn_time is not None]
        return max([*times, *(each.time for each in self.redactions)], default=None)


class Manifest:
    """The list of loads in one directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._path = directory / "manifest.jsonl"
        self._head = directory / "head.json"
        """How long the list is, and the hash of its last line, written after each line: a list cut off is found."""

    def read(self) -> Listed:
        """Everything that was listed, oldest first. Refuses a list whose chain is broken."""
        listed, hashes = Listed(), [_FIRST_HASH]
        text = self._path.read_text(encoding="utf-8", errors="replace") if self._path.exists() else ""
        for number, line in enumerate(text.splitlines(), 1):
            facts = _facts_of(line)
            if facts is None or facts["previous"] != listed.last_hash:
                raise RokerError(
                    f"The store's list of loads was altered at line {number}. "
                    "Restore the directory “store” from a backup."
                )
            if facts.get("layout") != _LAYOUT:
                raise RokerError(
                    f"The store in {self._directory} was made by an earlier version of Roker. "
                    "Load the files again into another --home."
                )
            listed = replace(_with(listed, facts), last_hash=facts["hash"], line_count=number)
            hashes.append(facts["hash"])
        if self._head.exists() and not _is_of(self._head, hashes):
            raise RokerError(
                "The store's list of loads is shorter than it was. Restore the directory “store” from a backup."
            )
        return listed

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        """Holds the lock of those who write. Refuses at once where somebody else does."""
        self._directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._directory / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise RokerError("Another load is under way. Try again when it has finished.") from None
            yield

    def add(self, facts: Mapping[str, Any], previous: str) -> str:
        """Adds a line in one step; returns its hash."""
        whole = {**facts, "layout": _LAYOUT, "previous": previous}
        line = json.dumps({**whole, "hash": _hash_of(whole)})
        kept = self._path.read_text(encoding="utf-8") if self._path.exists() else ""
        aside = self._path.with_suffix(".new")
        with aside.open("w", encoding="utf-8") as file:
            file.write(f"{kept}{line}\n")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._path)
        sync(self._directory)
        head = self._head.with_suffix(".new")
        head.write_text(json.dumps([len(kept.splitlines()) + 1, _hash_of(whole)]), encoding="ascii")
        head.replace(self._head)
        return _hash_of(whole)


def _is_of(head: Path, hashes: list[str]) -> bool:
    """Whether what was noted of the end of a list is one of its lines."""
    try:
        count, digest = json.loads(head.read_text(encoding="ascii"))
        return bool(hashes[count] == digest)
    except (ValueError, IndexError, TypeError):
        return False


def facts_of_load(load: Load) -> dict[str, Any]:
    """A load as its line has it, but for what chains the lines."""
    facts = {name: value for name, value in vars(load).items() if name not in {"previous", "hash", "withdrawn_time"}}
    return {
        **facts,
        "received_time": time_text(load.received_time),
        "files": [asdict(file) for file in load.files],
        "snapshot_on": load.snapshot_on.isoformat(),
        "speaks_from": {name: day.isoformat() for name, day in load.speaks_from.items()},
        "only_latest": sorted(load.only_latest),
        "absent": sorted(load.absent),
    }


def time_text(time: datetime) -> str:
    """A time as lines have it, in UTC."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Waits until a file or a directory is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _hash_of(facts: Mapping[str, Any]) -> str:
    """The hash of a line's facts: everything but the hash itself."""
    return hashlib.sha256(json.dumps({name: facts[name] for name in facts if name != "hash"}).encode()).hexdigest()


def _facts_of(line: str) -> dict[str, Any] | None:
    """What a line says, or None where it is not as it was written."""
    try:
        facts: dict[str, Any] = json.loads(line)
        return facts if facts["hash"] == _hash_of(facts) and "previous" in facts else None
    except (ValueError, KeyError, TypeError):
        return None


def _with(listed: Listed, facts: Mapping[str, Any]) -> Listed:
    """What is listed when one more line has been read."""
    if "withdraws" in facts:
        time = datetime.fromisoformat(facts["time"])
        loads = [
            replace(each, withdrawn_time=time) if each.number == facts["withdraws"] else each for each in listed.loads
        ]
        return replace(listed, loads=tuple(loads))
    if "redacts" in facts:
        loads = [
            replace(each, segments=facts["segments"].get(str(each.number), each.segments)) for each in listed.loads
        ]
        return replace(listed, loads=tuple(loads), redactions=(*listed.redactions, _redaction_from(facts["redacts"])))
    return replace(listed, loads=(*listed.loads, _load_from(facts)))


def _redaction_from(facts: Mapping[str, Any]) -> Redaction:
    return Redaction(
        **{
            **facts,
            "time": datetime.fromisoformat(facts["time"]),
            "digests": tuple(facts["digests"]),
            "shared": {load: tuple(digests) for load, digests in facts.get("shared", {}).items()},
        },
    )


def _load_from(facts: Mapping[str, Any]) -> Load:
    known = {name: value for name, value in facts.items() if name != "layout"}
    return Load(
        **{
            **known,
            "received_time": datetime.fromisoformat(facts["received_time"]),
            "files": tuple(SourceFile(**file) for file in facts["files"]),
            "snapshot_on": date.fromisoformat(facts["snapshot_on"]),
            "speaks_from": {name: date.fromisoformat(day) for name, day in facts["speaks_from"].items()},
            "only_latest": frozenset(facts["only_latest"]),
            "absent": frozenset(facts["absent"]),
        }
    )
