"""The commands that load files, say what came of it, and ask the record what was known when."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tqdm import tqdm

from roker import loading
from roker.cli.printing import Cell, export, in_words, print_doubtful_limits, print_table, refuse_bad_target, text
from roker.errors import RokerError
from roker.formats import FORMATS, PROBLEM_KINDS, write_problems
from roker.store import Load, Store


def load(options: argparse.Namespace) -> None:
    """Loads files and says what came of it."""
    if options.problems:
        refuse_bad_target(options.problems, (".xlsx",))
    loaded = load_files(
        options.home,
        options.path,
        options.snapshot,
        format_=FORMATS[options.format] if options.format else None,
        is_full=not options.partial,
        anew=options.anew,
    )
    print_doubtful_limits(options.home)
    load = loaded.load
    print(f"Read {load.files[0].name} as at {in_words(load.snapshot_on)}. {load.snapshot_from}")
    print_table(("List", "Rows"), [(sheet, f"{count:,}") for sheet, count in load.counts.items()])
    _print_problem_counts(load)
    if loaded.is_new:
        print(f"Kept as load {load.number}.")
        _print_changes(load)
    else:
        print(f"These files were loaded before, as load {load.number}: nothing was added.")
    if loaded.shown.number != load.number:
        print(
            f"The record goes on to {in_words(loaded.shown.snapshot_on)}, of which load {loaded.shown.number} speaks."
            if loaded.shown.snapshot_on > load.snapshot_on
            else f"The record ends with load {loaded.shown.number}, the newest of that day."
        )
    if options.problems:
        write_problems(Store(options.home).problems_of(load), options.problems)
        print(f"The whole list of problems is in {options.problems}.")


def load_files(home: Path, given: str, snapshot_on: date | None, **said: Any) -> loading.Loaded:
    """Loads files with a bar that says how far it is."""
    loading.refuse_unreadable_name(given)
    with tqdm(desc="Opening", unit=" rows", leave=False, disable=None, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return loading.load(
            home,
            given,
            clock=lambda: datetime.now(UTC),
            snapshot_on=snapshot_on,
            says=bar.set_description,
            progress=progress,
            **said,
        )


def _print_changes(load: Load) -> None:
    """What the load changed, unless everything in it was new."""
    total = {kind: sum(each[kind] for each in load.changes.values()) for kind in ("added", "changed", "withdrawn")}
    if not any(total.values()):
        print("It says the same as the load before.")
    elif total["changed"] or total["withdrawn"] or total["added"] < sum(load.rows.values()):
        print(
            f"Rows against what stood: {total['added']:,} added, {total['changed']:,} changed, "
            f"{total['withdrawn']:,} withdrawn."
        )


def _print_problem_counts(load: Load) -> None:
    if load.rest_as_before:
        print(
            "Only rows of children of whom something had changed were read again. What was wrong with the others is "
            "told with the loads before; --anew reads everything."
        )
    if not load.problems:
        print("Everything could be read.")
        return
    print(f"{sum(load.problems.values()):,} problems:")
    counts = [(PROBLEM_KINDS[kind].title, f"{count:,}") for kind, count in load.problems.items()]
    print_table(("Problem", "Count"), counts)


def loads(options: argparse.Namespace) -> None:
    """Lists loads, and redactions below them."""
    store = Store(options.home)
    found = store.loads()
    if not found:
        print("Nothing has been loaded yet. Load files: roker load PATH")
        return
    print_table(
        ("Load", "Received", "Source", "Files", "Snapshot day", "Extract", "Rows read", "Problems", "SHA-256", ""),
        [
            (
                str(load.number),
                f"{load.received_time:%Y-%m-%d %H:%M} UTC",
                FORMATS[load.source].title if load.source in FORMATS else load.source,
                _names(load),
                f"{load.snapshot_on}",
                "full" if load.is_full else "part",
                f"{sum(load.counts.values()):,}",
                f"{sum(load.problems.values()):,}",
                load.files[0].sha256[:12] if load.files else "",
                "withdrawn" if load.withdrawn else "",
            )
            for load in found
        ],
    )
    for each in store.redactions():
        print(
            f"A child was redacted on {in_words(each.time.date())} by {each.by} ({each.authority}): {each.why} "
            f"{each.rows:,} rows went."
        )


def _names(load: Load) -> str:
    names = [file.name for file in load.files]
    return ", ".join(names) if len(names) < 4 else f"{names[0]} and {len(names) - 1} others"


def _asked(options: argparse.Namespace, store: Store) -> Load:
    """The load asked about."""
    found = {load.number: load for load in store.loads()}
    if not found:
        raise RokerError("Nothing has been loaded yet. Load files: roker load PATH")
    if options.load is not None and options.load not in found:
        raise RokerError(f"There is no load {options.load}. `roker loads` lists them.")
    return found[max(found) if options.load is None else options.load]


def problems(options: argparse.Namespace) -> None:
    """Saves what could not be read in a load."""
    refuse_bad_target(options.path, (".xlsx",))
    store = Store(options.home)
    load = _asked(options, store)
    found = store.problems_of(load)
    write_problems(found, options.path)
    print(f"Saved {len(found):,} problems of load {load.number} in {options.path}.")


_COLUMN_HEADER = ("Sheet or file", "Column", "Fills", "Read", "Unread", "Unknown", "Blank", "")


def columns(options: argparse.Namespace) -> None:
    """Prints or saves the mapping report of a load."""
    if options.export:
        refuse_bad_target(options.export, (".csv", ".xlsx"))
    store = Store(options.home)
    load = _asked(options, store)
    rows: list[list[Cell]] = [
        [
            each.sheet,
            each.column,
            each.fills,
            each.read,
            each.unread,
            each.unknown,
            each.blank,
            "missing" if each.is_missing else "" if each.fills else "not one of the format's",
        ]
        for each in store.columns_of(load)
    ]
    if options.export:
        export(options.export, "Columns", _COLUMN_HEADER, rows)
    else:
        print_table(_COLUMN_HEADER, [tuple(text(cell) for cell in row) for row in rows])
    where = f" Saved in {options.export}." if options.export else ""
    print(f"{len(rows):,} columns of load {load.number}, as at {in_words(load.snapshot_on)}.{where}")


def withdraw(options: argparse.Namespace) -> None:
    """Takes the last load of a source back."""
    store = Store(options.home)
    load = store.withdraw(options.load, datetime.now(UTC))
    print(f"Load {load.number} is withdrawn: it stays in the store, and is no longer shown.")
    known = store.known()
    if known is None:
        print("No load is left to show.")
    else:
        loading.publish(options.home, store, known)
        print(f"Pages and clocks show what load {known.number} left, as at {in_words(known.snapshot_on)}.")


def verify(options: argparse.Namespace) -> None:
    """Checks the store."""
    if not Store(options.home).loads():
        raise RokerError(f"Nothing has been loaded in {options.home}.")
    wrong = Store(options.home).verify()
    if wrong:
        raise RokerError(" ".join(wrong))
    print("Every load is as it was written.")
