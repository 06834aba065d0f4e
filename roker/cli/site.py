"""The commands that show the site, and say who may sign in."""

import argparse
import getpass
import sys
from datetime import date

from roker import loading
from roker.cli.loads import load_files
from roker.cli.printing import in_words, print_doubtful_limits, print_table
from roker.errors import RokerError
from roker.store import Store
from roker.synthetic import demonstration

DEMONSTRATION = "demonstration_annex_a.xlsx"
"""The made-up workbook, kept in the home directory, where it can be opened and looked at."""
DEMONSTRATION_DAY = date(2024, 1, 31)


def write_demonstration(options: argparse.Namespace) -> None:
    """Writes the demonstration workbook."""
    demonstration.write_workbook(options.path)
    print(f"Wrote {options.path}.")


def add_person(options: argparse.Namespace) -> None:
    """Adds somebody who may sign in."""
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


def demo(options: argparse.Namespace) -> None:
    """Shows the site on the made-up authority."""
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
        load = load_files(options.home, str(path), DEMONSTRATION_DAY).load
        print(f"Loaded a made-up authority as at {in_words(load.snapshot_on)}.")
    service.prepare(options.home)
    people = service.add_demonstration_people(options.home)
    loading.current(options.home).close()

    def announce() -> None:
        print(f"\nRoker is at http://{options.host}:{options.port}\n")
        print("Sign in as one of these demonstration people:")
        print_table(("Name to sign in", "Password", "Who"), people)
        print("\nPress Ctrl-C to stop. What you enter is kept.", flush=True)

    service.serve(options.home, options.host, options.port, announce)


def serve(options: argparse.Namespace) -> None:
    """Shows the site."""
    from roker.web import service

    loading.current(options.home).close()
    print_doubtful_limits(options.home)
    service.prepare(options.home)

    def announce() -> None:
        print(f"Roker is at http://{options.host}:{options.port}. Press Ctrl-C to stop.", flush=True)

    service.serve(options.home, options.host, options.port, announce)
