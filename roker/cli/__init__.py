"""The command line: each command calls one public function, prints what it gave, and says where to look next."""

import argparse
import csv
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tqdm import tqdm

from roker import __version__, calendar, publication
from roker.duties import DUTIES
from roker.duties.duty import STATE_WORDS, UNSURE_WORDS
from roker.errors import RokerError
from roker.formats import PROBLEM_KINDS, annex_a, write_problems
from roker.formats.cells import Table, write_workbook
from roker.publication import DatedClock, Edition, Publication, Where
from roker.record import Reading
from roker.store import Load, Store
from roker.synthetic import demonstration

DEMONSTRATION = "demonstration_annex_a.xlsx"
"""The made-up workbook, kept in the home directory, where it can be opened and looked at."""
DEMONSTRATION_DAY = date(2024, 1, 31)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit status: 0, or 2 with one clear sentence on standard error."""
    os.umask(0o077)  # whatever is written here may hold personal data
    options = parser().parse_args(arguments)
    try:
        options.command(options)
    except RokerError as error:
        print(f"roker: {error}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:
        # Whoever read the output has seen enough (`roker clocks | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        print(f"roker: The computer refused ({error.strerror or 'no reason given'}){where}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("roker: stopped. `roker loads` says what was kept.", file=sys.stderr)
        return 130
    return 0


def parser() -> argparse.ArgumentParser:
    """The commands and their options; the manual's page of commands is made from it."""
    made = argparse.ArgumentParser(prog="roker", description="One record of every child, and the clocks of the law.")
    made.add_argument("--version", action="version", version=f"roker {__version__}")
    made.add_argument(
        "--home",
        type=Path,
        default=Path(os.environ.get("ROKER_HOME", "var")),
        help="the directory that holds the store and what people entered (default: ROKER_HOME, or var)",
    )
    commands = made.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, function: Callable[[argparse.Namespace], None], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(command=function)
        return added

    load = command("load", _load, "Read a workbook and keep what it says.")
    load.add_argument("path", type=Path, help="an Annex A workbook, xlsx or ods")
    load.add_argument("--snapshot", type=_day, help="the day the workbook speaks of, as 2024-01-31")
    load.add_argument("--problems", type=Path, metavar="FILE.xlsx", help="save everything that could not be read")
    command("loads", _loads, "List what was loaded.")
    listed = command("problems", _problems, "Save what could not be read in a load that was kept.")
    listed.add_argument("path", type=Path, metavar="FILE.xlsx", help="the workbook to write")
    listed.add_argument("--load", type=int, help="the number of the load (default: the last)")
    withdrawn = command("withdraw", _withdraw, "Take a load back: it is kept, and no longer shown.")
    withdrawn.add_argument("load", type=int, help="the number of the load")
    command("verify", _verify, "Check that nothing in the store was altered.")
    clocks = command("clocks", _clocks, "Print the clocks of the law, as at a day.")
    clocks.add_argument("--as-at", type=_day, help="the day asked about (default: the snapshot day of the newest load)")
    clocks.add_argument("--duty", choices=DUTIES.codes(), help="one duty")
    clocks.add_argument("--child", help="one child, by number")
    clocks.add_argument("--open", action="store_true", help="leave out what was met or has ended")
    clocks.add_argument("--export", type=Path, metavar="FILE", help="save them: .csv, or .xlsx")
    _add_site_commands(command)
    return made


def _add_site_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    demo = command("demo", _demo, "Load the demonstration workbook and show the site.")
    serve = command("serve", _serve, "Show the site.")
    for each in (demo, serve):
        each.add_argument("--port", type=_port, default=8000, help="the port to listen on (default: 8000)")
        each.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine alone)")
    person = command("add-person", _add_person, "Add somebody who may sign in; asks for a password.")
    person.add_argument("sign_in_name", help="the name to sign in with")
    person.add_argument("--name", required=True, help="the person's name, as pages show it")
    person.add_argument("--role", required=True, help="social_worker, team_manager, director or leader")
    person.add_argument("--team", default="", help="for a team manager: the team, as the record names it")
    person.add_argument("--worker", default="", help="for a social worker: the worker's name on the record")
    workbook = command("demonstration-workbook", _write_demonstration, "Write the demonstration workbook to a file.")
    workbook.add_argument("path", type=Path, help="the file to write, .xlsx")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2024-01-31") from None


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port; choose one from 1 to 65535")
    return int(text)


def _load(options: argparse.Namespace) -> None:
    if options.problems:
        _refuse_bad_target(options.problems, (".xlsx",))
    loaded = load_workbook(options.home, options.path, options.snapshot)
    load, reading = loaded.load, loaded.reading
    print(f"Read {load.files[0].name} as at {_in_words(reading.snapshot_on)}. {reading.snapshot_from}")
    _print_table(("List", "Rows"), [(sheet, f"{count:,}") for sheet, count in reading.counts.items()])
    _print_problems(reading)
    if loaded.is_new:
        print(f"Kept as load {load.number}: {sum(load.rows.values()):,} rows.")
    else:
        print(f"These files were loaded before, as load {load.number}: nothing was added.")
    if loaded.shown.number != load.number:
        print(
            f"Pages and clocks go on showing load {loaded.shown.number}, as at {_in_words(loaded.shown.snapshot_on)}: "
            "it speaks of a later day."
            if loaded.shown.snapshot_on > load.snapshot_on
            else f"Pages and clocks show load {loaded.shown.number}, the newest of that day."
        )
    if options.problems:
        write_problems(reading.problems, options.problems)
        print(f"The whole list of problems is in {options.problems}.")


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What came of loading a workbook."""

    load: Load
    reading: Reading
    is_new: bool
    shown: Load
    """The load that pages and clocks show: the one that speaks of the latest day."""


def load_workbook(home: Path, path: Path, snapshot_on: date | None) -> Loaded:
    """Reads a workbook, keeps it and publishes it. Refuses a snapshot day for which no working days are known."""
    now = datetime.now(UTC)
    _refuse_unreadable_name(path)
    with tqdm(desc="Opening", unit=" rows", leave=False, disable=None, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.set_description("Reading", refresh=False)
            bar.total = total
            bar.update(done - bar.n)

        reading = annex_a.read(path, snapshot_on=snapshot_on, today=now.date(), progress=progress)
        calendar.is_working_day(reading.snapshot_on)  # given or found: refuses a day outside the calendar
        bar.set_description("Keeping")
        store = Store(home)
        load, is_new = store.append(reading, now)
        bar.set_description("Working out the clocks")
        shown = store.shown()
        assert shown is not None, "what was kept just now stands"
        publish(home, store, shown)
    return Loaded(load=load, reading=reading, is_new=is_new, shown=shown)


def _refuse_unreadable_name(path: Path) -> None:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        raise RokerError("The name of the file cannot be read as text. Rename it, and load it again.") from None


def _refuse_bad_target(path: Path, endings: tuple[str, ...]) -> None:
    if path.suffix.lower() not in endings:
        raise RokerError(f"{path.name} should end in {' or '.join(endings)}.")
    if not path.absolute().parent.is_dir():
        raise RokerError(f"{path.name} could not be written: there is no folder {path.absolute().parent}.")


def publish(home: Path, store: Store, load: Load) -> Path:
    """The publication of a load: made if it is not there, or if the duties have changed since it was made."""
    path = publication.path_for(home, load.snapshot_on, load.number, load.hash)
    if not path.exists():
        edition = Edition(
            number=load.number,
            received_time=load.received_time,
            source=load.source,
            files=tuple(file.name for file in load.files),
            snapshot_on=load.snapshot_on,
            snapshot_from=load.snapshot_from,
        )
        publication.build(store.record_of(load), edition, path)
        publication.keep_last_two(home)
    return path


def _print_problems(reading: Reading) -> None:
    counts: dict[str, int] = {}
    for problem in reading.problems:
        counts[problem.kind] = counts.get(problem.kind, 0) + 1
    if not counts:
        print("Everything could be read.")
        return
    print(f"{len(reading.problems):,} problems:")
    _print_table(("Problem", "Count"), [(PROBLEM_KINDS[kind].title, f"{count:,}") for kind, count in counts.items()])


def _loads(options: argparse.Namespace) -> None:
    loads = Store(options.home).loads()
    if not loads:
        print("Nothing has been loaded yet. Load a workbook: roker load PATH")
        return
    shown = Store(options.home).shown()
    rows = [
        (
            str(load.number),
            f"{load.received_time:%Y-%m-%d %H:%M} UTC",
            ", ".join(file.name for file in load.files),
            f"{load.snapshot_on}",
            f"{sum(load.counts.values()):,}",
            f"{sum(load.problems.values()):,}",
            load.files[0].sha256[:12],
            "withdrawn" if load.withdrawn else "shown" if load == shown else "",
        )
        for load in loads
    ]
    _print_table(("Load", "Received", "File", "Snapshot day", "Rows read", "Problems", "SHA-256 begins", ""), rows)


def _problems(options: argparse.Namespace) -> None:
    _refuse_bad_target(options.path, (".xlsx",))
    store = Store(options.home)
    loads = {load.number: load for load in store.loads()}
    if not loads:
        raise RokerError("Nothing has been loaded yet. Load a workbook: roker load PATH")
    if options.load is not None and options.load not in loads:
        raise RokerError(f"There is no load {options.load}. `roker loads` lists them.")
    load = loads[max(loads) if options.load is None else options.load]
    found = store.problems_of(load)
    write_problems(found, options.path)
    print(f"Saved {len(found):,} problems of load {load.number} in {options.path}.")


def _withdraw(options: argparse.Namespace) -> None:
    store = Store(options.home)
    load = store.withdraw(options.load, datetime.now(UTC))
    print(f"Load {load.number} is withdrawn: it stays in the store, and is no longer shown.")
    shown = store.shown()
    if shown is None:
        print("No load is left to show.")
    else:
        publish(options.home, store, shown)
        print(f"Pages and clocks show load {shown.number}, as at {_in_words(shown.snapshot_on)}.")


def _verify(options: argparse.Namespace) -> None:
    if not Store(options.home).loads():
        raise RokerError(f"Nothing has been loaded in {options.home}.")
    wrong = Store(options.home).verify()
    if wrong:
        raise RokerError(" ".join(wrong))
    print("Every load is as it was written.")


def _current(home: Path) -> Publication:
    """The publication of the load that is shown."""
    store = Store(home)
    load = store.shown()
    if load is None:
        raise RokerError("Nothing has been loaded yet. Load a workbook: roker load PATH")
    return Publication.open(publish(home, store, load))


_CLOCK_HEADER = ("Child", "Duty", "Opened", "Due", "Late after", "Met", "Ends", "State", "Why not", "Team", "Worker")


def _clocks(options: argparse.Namespace) -> None:
    if options.export:
        _refuse_bad_target(options.export, (".csv", ".xlsx"))
    current = _current(options.home)
    on = options.as_at or current.edition.snapshot_on
    if options.child and current.child(options.child, on) is None:
        raise RokerError(f"No child {options.child} is on the record. Numbers are written as the case system has them.")
    found = current.clocks(on, Where(duty=options.duty, person_id=options.child, open_only=options.open))
    rows = [_clock_row(each) for each in found]
    if options.export:
        _export(options.export, rows)
    else:
        _print_table(_CLOCK_HEADER, [tuple(_text(cell) for cell in row) for row in rows])
    print(f"{len(rows):,} clocks as at {_in_words(on)}, from load {current.edition.number}.")
    if on < current.edition.snapshot_on:
        print(
            f"The record speaks of {_in_words(current.edition.snapshot_on)}: what had closed long before that day, and "
            "earlier visits, reviews and contacts, are not in it."
        )
    if on > current.edition.snapshot_on:
        print(
            f"The record ends on {_in_words(current.edition.snapshot_on)}: "
            "what fell due after that day and was not done by then cannot be told."
        )
    if options.export:
        print(f"Saved in {options.export}.")


def _clock_row(dated: DatedClock) -> list[str | float | date | None]:
    clock = dated.clock
    return [
        clock.person_id,
        DUTIES[clock.duty].title,
        clock.opened_on,
        clock.due_on,
        clock.late_after,
        clock.met_on,
        clock.ended_on,
        STATE_WORDS[dated.state],
        UNSURE_WORDS[dated.doubt] if dated.doubt else "",
        clock.team or "",
        clock.worker or "Nobody",
    ]


def _export(path: Path, rows: list[list[str | float | date | None]]) -> None:
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, [Table(name="Clocks", header=_CLOCK_HEADER, rows=rows)])
        return
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(_CLOCK_HEADER)
        writer.writerows([_harmless(_text(cell)) for cell in row] for row in rows)


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[n]) for row in (header, *rows)) for n in range(len(header))]
    for row in (header, *rows):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _write_demonstration(options: argparse.Namespace) -> None:
    demonstration.write_workbook(options.path)
    print(f"Wrote {options.path}.")


def _add_person(options: argparse.Namespace) -> None:
    from roker.web import service

    service.prepare(options.home)
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    service.add_person(
        options.home,
        sign_in_name=options.sign_in_name,
        full_name=options.name,
        role=options.role,
        password=password,
        team=options.team,
        worker=options.worker,
    )
    print(f"{options.name} can sign in as {options.sign_in_name}.")


def _demo(options: argparse.Namespace) -> None:
    from roker.web import service

    loads = Store(options.home).loads()
    if any(file.name != DEMONSTRATION for load in loads for file in load.files):
        raise RokerError(
            f"{options.home} holds files of an authority, and everybody knows the demonstration people's password. "
            "Show it with `roker serve`, or use another --home."
        )
    if not loads:
        options.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = options.home / DEMONSTRATION
        demonstration.write_workbook(path)
        load = load_workbook(options.home, path, DEMONSTRATION_DAY).load
        print(f"Loaded a made-up authority as at {_in_words(load.snapshot_on)}.")
    service.prepare(options.home)
    people = service.add_demonstration_people(options.home)
    _current(options.home).close()

    def announce() -> None:
        print(f"\nRoker is at http://{options.host}:{options.port}\n")
        print("Sign in as one of these demonstration people:")
        _print_table(("Name to sign in", "Password", "Who"), people)
        print("\nPress Ctrl-C to stop. What you enter is kept.", flush=True)

    service.serve(options.home, options.host, options.port, announce)


def _serve(options: argparse.Namespace) -> None:
    from roker.web import service

    _current(options.home).close()
    service.prepare(options.home)

    def announce() -> None:
        print(f"Roker is at http://{options.host}:{options.port}. Press Ctrl-C to stop.", flush=True)

    service.serve(options.home, options.host, options.port, announce)


if __name__ == "__main__":
    sys.exit(main())
