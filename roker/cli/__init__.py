"""The command line: each command calls one public function, prints what it gave, and says where to look next."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from roker import __version__
from roker.cli import clocks, loads, record, site, synthesis, writing
from roker.duties import DUTIES
from roker.errors import RokerError
from roker.formats import FORMATS
from roker.record import ENTITIES
from roker.synthetic.authority import SCENARIOS

__all__ = ["main", "parser"]


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

    _add_load_commands(command)
    _add_record_commands(command)
    _add_writing_commands(command)
    _add_synthesis(command)
    _add_clock_commands(command)
    _add_site_commands(command)
    return made


_Command = Callable[..., argparse.ArgumentParser]


def _add_load_commands(command: _Command) -> None:
    load = command("load", loads.load, "Read files and keep what they say.")
    load.add_argument("path", help="a file, a folder, or the address of a PostgreSQL database")
    load.add_argument("--snapshot", type=_day, help="the day the files speak of, as 2024-01-31")
    load.add_argument("--format", choices=FORMATS.codes(), help="what they are (default: told by what they hold)")
    load.add_argument("--partial", action="store_true", help="they are a part: what they lack is not withdrawn")
    load.add_argument(
        "--anew", action="store_true", help="read all rows, also those that were the same the load before"
    )
    load.add_argument("--problems", type=Path, metavar="FILE.xlsx", help="save everything that could not be read")
    command("loads", loads.loads, "List what was loaded, and which children were redacted on whose word.")
    listed = command("problems", loads.problems, "Save what could not be read in a load that was kept.")
    listed.add_argument("path", type=Path, metavar="FILE.xlsx", help="the workbook to write")
    columns = command("columns", loads.columns, "Print how the cells of each column of a load were read.")
    columns.add_argument("--export", type=Path, metavar="FILE", help="save it: .csv, or .xlsx")
    for each in (listed, columns):
        each.add_argument("--load", type=int, help="the number of the load (default: the last)")
    withdrawn = command("withdraw", loads.withdraw, "Take the last load of a source back: it is kept, and not shown.")
    withdrawn.add_argument("load", type=int, help="the number of the load")
    command("verify", loads.verify, "Check that nothing in the store was altered.")


def _add_record_commands(command: _Command) -> None:
    history = command("history", record.history, "Print each change to what is known of a child, with its load.")
    history.add_argument("child", help="the child's number")
    differing = command("disagreements", record.disagreements, "Print what sources say differently.")
    delays = command("delays", record.delays, "Print how long after it happened a thing was recorded.")
    delays.add_argument("entity", choices=[each.name for each in ENTITIES if each.happened_on], metavar="ENTITY")
    for each in (history, differing, delays):
        each.add_argument("--export", type=Path, metavar="FILE", help="save all of them: .csv, or .xlsx")
    redact = command("redact", record.redact, "Take a child out of the store for good, on authority, and note it.")
    redact.add_argument("child", help="the child's number")
    redact.add_argument("--by", required=True, help="who does it")
    redact.add_argument(
        "--authority", required=True, help="what allows it: a retention rule, a court order, an adoption"
    )
    redact.add_argument("--why", required=True, help="why, in a sentence; without the child's name or number")


def _add_writing_commands(command: _Command) -> None:
    write = command("write", writing.write, "Write what is known as files of another format.")
    write.add_argument("format", choices=list(writing.WRITERS), help="the format")
    write.add_argument("path", type=Path, help="the file or folder to write, which must not be there yet")
    write.add_argument("--year", type=int, help="for a return: the year in which it ends, on 31 March")
    write.add_argument(
        "--authority", default="", help="for the census of children in need: the authority's three digits"
    )
    write.add_argument("--parquet", action="store_true", help="for the dataset: parquet files in place of csv")
    templates = command("templates", writing.write_templates, "Write empty files for local extras, with their columns.")
    templates.add_argument("path", type=Path, help="the folder")


def _add_synthesis(command: _Command) -> None:
    made = command("synthesise", synthesis.synthesise, "Make up a whole authority, and write its files and the truth.")
    made.add_argument("path", type=Path, metavar="OUT", nargs="?", help="the folder to make")
    made.add_argument("--check", action="store_true", help="write nothing: compare it with published figures")
    made.add_argument("--table", type=Path, metavar="FILE", help="with --check: save every figure, .csv or .xlsx")
    made.add_argument(
        "--scenario", required=True, choices=sorted([*SCENARIOS, synthesis.ENGLAND]), help="what the authority is like"
    )
    made.add_argument("--population", type=int, help="residents aged 0 to 17 (default: 54000)")
    made.add_argument("--from", dest="first", type=_day, required=True, help="the first day that is shown")
    made.add_argument("--to", dest="last", type=_day, required=True, help="the last day")
    made.add_argument("--seed", type=int, default=1, help="another number makes another authority (default: 1)")
    made.add_argument(
        "--seeds", type=_count, default=1, metavar="N", help="with --check: so many seeds together (default: 1)"
    )
    made.add_argument(
        "--extract",
        type=_day,
        action="append",
        help="a day of an SSD extract with local extras; again for more (default: the last day)",
    )
    made.add_argument(
        "--annex-a", type=_day, action="append", default=[], help="a day of an Annex A workbook; again for more"
    )
    made.add_argument(
        "--cin-census",
        type=int,
        action="append",
        default=[],
        metavar="YEAR",
        help="a year of the census of children in need; again for more",
    )
    made.add_argument(
        "--ssda903",
        type=int,
        action="append",
        default=[],
        metavar="YEAR",
        help="a year of the return on children looked after; again for more",
    )
    made.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="NAME[:FROM:TO]",
        help="plant a fault, on all days or on some; again for more",
    )
    made.add_argument("--parquet", action="store_true", help="for the dataset: parquet files in place of csv")


def _add_clock_commands(command: _Command) -> None:
    asked = command("clocks", clocks.clocks, "Print the clocks of the law, as at a day.")
    asked.add_argument("--as-at", type=_day, help="the day asked about (default: the snapshot day of the newest load)")
    asked.add_argument("--as-known-at", type=_day, help="use only what had been loaded by the end of this day")
    asked.add_argument("--duty", choices=DUTIES.codes(), help="one duty")
    asked.add_argument("--child", help="one child, by number")
    asked.add_argument("--open", action="store_true", help="leave out what was met or has ended")
    asked.add_argument("--export", type=Path, metavar="FILE", help="save them: .csv, or .xlsx")
    took = command(
        "durations", clocks.durations, "Print how long assessments and conferences took, in published bands."
    )
    took.add_argument("--year", type=int, help="the year that ends on 31 March of it (default: that of the record)")


def _add_site_commands(command: _Command) -> None:
    demo = command("demo", site.demo, "Make up an authority, load it, and show the site on it.")
    demo.add_argument(
        "--population", type=int, help="residents aged 0 to 17 of the made-up authority (default: 54,000)"
    )
    serve = command("serve", site.serve, "Show the site.")
    for each in (demo, serve):
        each.add_argument("--port", type=_port, default=8000, help="the port to listen on (default: 8000)")
        each.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine alone)")
    person = command("add-person", site.add_person, "Add somebody who may sign in; asks for a password.")
    person.add_argument("sign_in_name", help="the name to sign in with")
    person.add_argument("--name", required=True, help="the person's name, as pages show it")
    person.add_argument("--role", required=True, help="social_worker, team_manager, director or leader")
    person.add_argument("--team", default="", help="for a team manager: the team, as the record names it")
    person.add_argument("--worker", default="", help="for a social worker: the worker's name on the record")
    workbook = command(
        "demonstration-workbook", site.write_demonstration, "Write the demonstration workbook to a file."
    )
    workbook.add_argument("path", type=Path, help="the file to write, .xlsx")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2024-01-31") from None


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 100:
        raise argparse.ArgumentTypeError(f"“{text}” will not do; choose a number from 1 to 100")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port; choose one from 1 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
