"""Takes a child out of every segment: on authority, and noted; nothing of the child stays but a digest of the number.

The digest is made with the store's own salt. It lets a later extract that still holds the child be read without
bringing the child back. Whoever has the store can find out by trying whether a number that they know was redacted.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from roker.database import Database, quoted
from roker.errors import RokerError
from roker.record import ENTITIES, Entity
from roker.store.history import numbers_of
from roker.store.manifest import Load, Redaction
from roker.store.segments import write_table

SegmentOf = Callable[[Load, str], Path]


@dataclass(frozen=True, kw_only=True)
class Order:
    """Whom to redact, and on whose word."""

    person_id: str
    by: str
    authority: str
    why: str
    time: datetime
    salt: str

    def __post_init__(self) -> None:
        for name in ("person_id", "by", "authority", "why"):
            if not getattr(self, name).strip():
                raise RokerError("A redaction needs the child's number, who does it, what allows it, and why.")


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a redaction wrote."""

    noted: Redaction
    segments: Mapping[str, Mapping[str, str]]
    """By load number, the SHA-256 of all its segments as they are now."""


def digest(salt: str, number: str) -> str:
    """What is kept of a redacted child's number."""
    return hashlib.sha256(f"{salt}{number}".encode()).hexdigest()


def redact(loads: Sequence[Load], segment: SegmentOf, directory: Path, order: Order) -> Done:
    """Writes the segments without the child, beside those with. Refuses a child who is in none of them."""
    numbers = sorted(numbers_of(loads, segment, order.person_id))
    rows, changed = 0, {}
    for load in loads:
        here = directory / f"{load.number:06}"
        removed, places, segments = _without_child(load, segment, here, numbers)
        if "problems" in load.segments:
            segments |= _without_problems(load, segment, here, numbers, places)
        if segments:
            changed[str(load.number)] = {
                name: digest for name, digest in {**load.segments, **segments}.items() if digest
            }
        rows += removed
    if not rows:
        raise RokerError(
            f"No child {order.person_id} is in the store. Numbers are written as the case system has them."
        )
    noted = Redaction(
        time=order.time,
        by=order.by,
        authority=order.authority,
        why=order.why,
        digests=tuple(digest(order.salt, number) for number in numbers),
        rows=rows,
    )
    return Done(noted=noted, segments=changed)


def about_sql(entity: Entity, numbers: Iterable[str]) -> str | None:
    """Whether a row is about one of some children; None for what is about no child."""
    whose = [each.name for each in entity.fields if each.name == "person_id" or each.refers_to == "person"]
    listed = ", ".join(quoted(number) for number in numbers)
    return " OR ".join(f"COALESCE({name} IN ({listed}), FALSE)" for name in whose) or None


def _without_child(
    load: Load, segment: SegmentOf, directory: Path, numbers: Sequence[str]
) -> tuple[int, set[str], dict[str, str]]:
    """The segments of a load without the child: how many rows went, where they had stood, the new digests."""
    removed, places, segments = 0, set[str](), {}
    for entity in ENTITIES:
        theirs = about_sql(entity, numbers)
        if entity.name not in load.segments or theirs is None:
            continue
        with Database.in_memory() as database:
            read = f"read_parquet({quoted(str(segment(load, entity.name)))})"
            found = database.rows(f"SELECT found_in FROM {read} WHERE {theirs}")
            if not found:
                continue
            removed += len(found)
            places |= {place for (text,) in found for place in (text or "").split("; ")}
            database.run(f"CREATE VIEW kept AS SELECT * FROM {read} WHERE NOT ({theirs})")
            segments[entity.name] = write_table(database, "kept", entity.name, directory)
    return removed, places, segments


def _without_problems(
    load: Load, segment: SegmentOf, directory: Path, numbers: Sequence[str], places: set[str]
) -> dict[str, str]:
    """The problems of a load without those found in the child's rows, and those that quote the child's number."""
    with Database.in_memory() as database:
        path = quoted(str(segment(load, "problems")))
        read = f"read_parquet({path}, file_row_number = true)"
        quotes = re.compile("|".join(rf"(?<!\w){re.escape(number)}(?!\w)" for number in numbers))
        rows = database.rows(f'SELECT file_row_number, file, sheet, "row", found, expected FROM {read}')
        gone = [
            number
            for number, file, sheet, row, found, expected in rows
            if f"{sheet or file}, row {row}" in places or quotes.search(f"{found} {expected}")
        ]
        if not gone:
            return {}
        listed = ", ".join(map(str, gone))
        database.run(
            f"CREATE VIEW kept AS SELECT * EXCLUDE (file_row_number) FROM {read} "
            f"WHERE file_row_number NOT IN ({listed})"
        )
        return {"problems": write_table(database, "kept", "problems", directory)}
