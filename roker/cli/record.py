"""The commands that ask what is known: its history, its disagreements, how late it came; and that write it out."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median

from roker import loading
from roker.cli.printing import Cell, export, in_words, print_table, refuse_bad_target, text
from roker.errors import RokerError
from roker.record import ENTITIES
from roker.store import Known, Store

_MOST_PRINTED = 200


def _known(options: argparse.Namespace) -> Known:
    known = Store(options.home).known()
    if known is None:
        raise RokerError("Nothing has been loaded yet. Load files: roker load PATH")
    return known


def _show(options: argparse.Namespace, title: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Prints the first rows of a table, or saves all of them."""
    if options.export:
        export(options.export, title, header, rows)
        print(f"Saved {len(rows):,} rows in {options.export}.")
        return
    print_table(header, [tuple(text(cell) for cell in row) for row in rows[:_MOST_PRINTED]])
    if len(rows) > _MOST_PRINTED:
        print(f"These are the first {_MOST_PRINTED} of {len(rows):,}. Save all of them with --export FILE.xlsx.")


def _refuse_bad_export(options: argparse.Namespace) -> None:
    if options.export:
        refuse_bad_target(options.export, (".csv", ".xlsx"))


def history(options: argparse.Namespace) -> None:
    """Prints or saves each change to what is known of a child."""
    _refuse_bad_export(options)
    known = _known(options)
    changes = Store(options.home).history(options.child)
    if not changes:
        raise RokerError(f"No child {options.child} is in the store. Numbers are written as the case system has them.")
    rows: list[list[Cell]] = [
        [
            each.load.number,
            f"{each.load.received_time:%Y-%m-%d %H:%M} UTC",
            each.load.source + (" (withdrawn)" if each.load.withdrawn else ""),
            ENTITIES[each.entity].title,
            " ".join(text(value) for name, value in each.key.items() if name != "person_id"),
            each.kind,
            ENTITIES[each.entity].__getattr__(name).label,
            text(before),
            text(after),
        ]
        for each in changes
        for name, (before, after) in (each.values or {"person_id": (None, None)}).items()
    ]
    header = ("Load", "Received", "Source", "What", "Which", "Change", "Field", "Before", "After")
    _show(options, "History", header, rows)
    print(f"{len(changes):,} changes, up to load {known.number}.")


def disagreements(options: argparse.Namespace) -> None:
    """Prints or saves what sources say differently."""
    _refuse_bad_export(options)
    known = _known(options)
    rows = Store(options.home).disagreements(known)
    header = ("What", "Child", "Which", "Field", "Source", "Says", "Other source", "Says")
    _show(options, "Disagreements", header, rows)
    sources = ", ".join(known.sources)
    print(f"{len(rows):,} disagreements between {sources}, up to load {known.number}. The first source is believed.")


def delays(options: argparse.Namespace) -> None:
    """Prints how late things were recorded, or saves it for each of them."""
    _refuse_bad_export(options)
    known = _known(options)
    entity = ENTITIES[options.entity]
    found = Store(options.home).delays(options.entity, known)
    told = [each.days for each in found if each.days is not None]
    if options.export:
        rows: list[list[Cell]] = [
            [
                each.person_id or "",
                each.source,
                each.happened_on,
                *(each.days or ("", "")),
                "exact" if each.recorded_time else "between two loads" if each.days else "cannot tell",
            ]
            for each in found
        ]
        header = ("Child", "Source", "Happened", "Fewest days", "Most days", "How it is known")
        export(options.export, "Delays", header, rows)
        print(f"Saved {len(rows):,} rows in {options.export}.")
    print(
        f"{entity.title}: {len(found):,} on the record up to load {known.number}, as at {in_words(known.snapshot_on)}."
    )
    if told:
        fewest, most = (median(each[n] for each in told) for n in (0, 1))
        print(
            f"Of {len(told):,} it can be told when they were recorded: half of them within {fewest:g} to {most:g} days."
        )
    print(f"Of {len(found) - len(told):,} it cannot be told: no earlier full extract could have shown them.")


def redact(options: argparse.Namespace) -> None:
    """Takes a child out of the store for good."""
    noted = loading.redact(
        options.home,
        options.child,
        by=options.by,
        authority=options.authority,
        why=options.why,
        now=datetime.now(UTC),
    )
    print(
        f"The child is redacted: {noted.rows:,} rows were taken out of the store, and every publication was made anew. "
        "That it was done is noted, without the number. Files that were loaded, and backups, still hold the child."
    )
