"""The commands that print the clocks of the law, and how long things took."""

import argparse
from datetime import UTC, date, datetime, time, timedelta

from roker import calendar, loading
from roker.cli.printing import Cell, export, in_words, print_table, refuse_bad_target, text
from roker.duties import DUTIES, State
from roker.duties.clock import STATE_WORDS, UNSURE_WORDS
from roker.duties.duty import ALWAYS
from roker.errors import RokerError
from roker.measures import DURATIONS, banded
from roker.publication import DatedClock, Publication, Where

_CLOCK_HEADER = (
    "Whose",
    "Duty",
    "Opened",
    "Due",
    "Late after",
    "Met",
    "Ends",
    "State",
    "Working days over",
    "Days waited",
    "Days with present holder",
    "Law in force from",
    "Load",
    "Why not",
    "Team",
    "Worker",
)
_LATE = {State.OVERDUE, State.MET_LATE, State.MISSED}


def clocks(options: argparse.Namespace) -> None:
    """Prints or saves clocks as at a day, as they are known now or were known on a day."""
    if options.export:
        refuse_bad_target(options.export, (".csv", ".xlsx"))
    if options.as_known_at:
        # to the end of that day
        until = datetime.combine(options.as_known_at + timedelta(days=1), time(), UTC) - timedelta(microseconds=1)
        with loading.as_known_at(options.home, until) as (current, known):
            _print(options, current)
            for each in known.redacted_since:
                print(
                    f"A child was redacted on {in_words(each.time.date())}: nothing is told of that child any more, "
                    "so that this answer may differ from the one given then."
                )
    else:
        _print(options, loading.current(options.home))


def _print(options: argparse.Namespace, current: Publication) -> None:
    on = options.as_at or current.edition.snapshot_on
    if options.child and current.child(options.child, on) is None:
        raise RokerError(f"No child {options.child} is on the record. Numbers are written as the case system has them.")
    found = current.clocks(on, Where(duty=options.duty, person_id=options.child, open_only=options.open))
    if not options.child:  # then those of workers, carers, adopters, homes and the authority
        found = [*found, *current.clocks(on, Where(duty=options.duty, open_only=options.open, others=True))]
    rows = [_clock_row(each, on, current.edition.number) for each in found]
    if options.export:
        export(options.export, "Clocks", _CLOCK_HEADER, rows)
    else:
        print_table(_CLOCK_HEADER, [tuple(text(cell) for cell in row) for row in rows])
    print(f"{len(rows):,} clocks as at {in_words(on)}, from load {current.edition.number}.")
    if on < current.edition.snapshot_on:
        print(
            f"The record speaks of {in_words(current.edition.snapshot_on)}: what had closed long before that day, and "
            "earlier visits, reviews and contacts, are not in it."
        )
    if on > current.edition.snapshot_on:
        print(
            f"The record ends on {in_words(current.edition.snapshot_on)}: "
            "what fell due after that day and was not done by then cannot be told."
        )
    if options.export:
        print(f"Saved in {options.export}.")


def durations(options: argparse.Namespace) -> None:
    """Prints how long what was finished in a year took, in the bands that the department publishes."""
    current = loading.current(options.home)
    snapshot_on = current.edition.snapshot_on
    year = options.year or snapshot_on.year + (snapshot_on.month > 3)
    for duration in DURATIONS:
        if current.lacks(duration.starts) or current.lacks(duration.ends):
            print(f"{duration.title}: not known. No file loaded has both days.\n")
            continue
        found = banded(current, duration, year)
        print(f"{duration.title}, {in_words(found.first)} to {in_words(min(found.last, snapshot_on))}")
        shares = found.total - found.unknown
        print_table(
            ("Working days", "Number", "Share"),
            [(band, f"{count:,}", f"{count / shares:.1%}" if shares else "") for band, count in found.counts.items()],
        )
        print(f"{found.total:,} in all; of {found.unknown:,} it cannot be told. {duration.reading}\n")


def _clock_row(dated: DatedClock, on: date, load: int) -> list[Cell]:
    clock = dated.clock
    waited, with_holder = clock.waited_days(on), clock.waited_with_holder_days(on)
    return [
        clock.subject_id,
        DUTIES[clock.duty].title,
        clock.opened_on,
        clock.due_on,
        clock.late_after,
        clock.met_on,
        clock.ended_on,
        STATE_WORDS[dated.state],
        _working_days_over(dated, on),
        "no start is recorded" if waited is None else waited,
        ("not known since when" if clock.person_id else "") if with_holder is None else with_holder,
        "always" if clock.version == ALWAYS else clock.version,
        load,
        UNSURE_WORDS[dated.doubt] if dated.doubt else "",
        clock.team or "",
        clock.worker or ("Nobody" if clock.person_id else ""),
    ]


def _working_days_over(dated: DatedClock, on: date) -> int | None:
    """From the last day that was in time by any reading to what closed a late clock, or to the day asked."""
    last = dated.clock.late_after
    if dated.state not in _LATE or last is None:
        return None
    closed_on = {State.MET_LATE: dated.clock.met_on, State.MISSED: dated.clock.ended_on}.get(dated.state) or on
    return calendar.working_days_between(last, closed_on)
