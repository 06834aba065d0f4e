"""Takes a child out of every segment: on authority, and noted; nothing of the child stays but digests of its numbers.

They are made with the store's own salt. They let a later extract that still holds the child be read without bringing
the child back, and keep a number that another child has too from becoming that child's. Whoever has the store can find
out by trying whether a number that they know was redacted.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from roker.database import Database, quoted
from roker.errors import RokerError
from roker.record import ENTITIES, Entity
from roker.store.history import numbers_of, other_numbers
from roker.store.known import Linking
from roker.store.manifest import Load, Redaction
from roker.store.segments import write_table

TAKEN_OUT = "(taken out when a child was redacted)"
"""Stands in place of what was found, in problems of loads that held the child."""

SegmentOf = Callable[[Load, str], Path]


@dataclass(frozen=True, kw_only=True)
class Order:
    """Whom to redact, and on whose word."""

    person_id: str
    by: str
    authority: str
    why: str
    time: datetime
    linking: Linking

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
    salt = order.linking.salt
    numbers = sorted(numbers_of(loads, segment, order.person_id, order.linking))
    done = [(load, *_without_child(load, segment, directory / f"{load.number:06}", numbers)) for load in loads]
    rows = sum(removed for _, removed, _ in done)
    held = {load.source for load, removed, _ in done if removed}
    changed = {}
    for load, _, segments in done:
        if load.source in held and "problems" in load.segments:
            segments.update(_without_texts(load, segment, directory / f"{load.number:06}"))
        if segments:
            changed[str(load.number)] = {**load.segments, **segments}
    if not rows:
        raise RokerError(
            f"No child {order.person_id} is in the store. Numbers are written as the case system has them."
        )
    noted = Redaction(
        time=order.time,
        by=order.by,
        authority=order.authority,
        why=order.why,
        digests=tuple(digest(salt, number) for number in numbers),
        rows=rows,
        salt_digest=hashlib.sha256(salt.encode()).hexdigest(),
        shared={
            load: tuple(digest(salt, number) for number in sorted(others))
            for load, others in other_numbers(loads, segment, numbers).items()
        },
    )
    return Done(noted=noted, segments=changed)


def _about_sql(entity: Entity, numbers: Iterable[str]) -> str | None:
    """Whether a row is about one of some children; None for what is about no child."""
    whose = [each.name for each in entity.fields if each.name == "person_id" or each.refers_to == "person"]
    listed = ", ".join(quoted(number) for number in numbers)
    return " OR ".join(f"COALESCE({name} IN ({listed}), FALSE)" for name in whose) or None


def _without_child(
    load: Load, segment: SegmentOf, directory: Path, numbers: Sequence[str]
) -> tuple[int, dict[str, str]]:
    """The segments of a load without the child: how many rows went, and the new digests."""
    removed, segments = 0, {}
    for entity in ENTITIES:
        theirs = _about_sql(entity, numbers)
        if entity.name not in load.segments or theirs is None:
            continue
        with Database.in_memory() as database:
            read = f"read_parquet({quoted(str(segment(load, entity.name)))})"
            (count,) = database.one(f"SELECT count(*) FROM {read} WHERE {theirs}")
            if count:
                removed += count
                database.run(f"CREATE VIEW kept AS SELECT * FROM {read} WHERE NOT ({theirs})")
                segments[entity.name] = write_table(database, "kept", entity.name, directory)
    return removed, segments


def _without_texts(load: Load, segment: SegmentOf, directory: Path) -> dict[str, str]:
    """The problems of a load without what was found: which of it is of the child cannot be told for certain."""
    with Database.in_memory() as database:
        read = f"read_parquet({quoted(str(segment(load, 'problems')))})"
        database.run(f"CREATE VIEW kept AS SELECT * REPLACE ({quoted(TAKEN_OUT)} AS found, '' AS expected) FROM {read}")
        return {"problems": write_table(database, "kept", "problems", directory)}
