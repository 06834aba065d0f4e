"""The commands that show the site, and say who may sign in."""

import argparse
import getpass
import sys

from roker import loading
from roker.cli import demonstration
from roker.cli.printing import print_doubtful_limits, print_table
from roker.synthetic import demonstration as workbook


def write_demonstration(options: argparse.Namespace) -> None:
    """Writes the demonstration workbook."""
    workbook.write_workbook(options.path)
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

    made = demonstration.made_in(options.home, options.population)
    service.prepare(options.home)
    people = service.add_demonstration_people(options.home, team=made.team)
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
