"""What a clock is, in which states it may stand on a day, and why something cannot be told of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """What can be said of a clock on a day."""

    RUNNING = "running"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    LAPSED = "lapsed"
    MISSED = "missed"
    CANNOT_TELL = "cannot_tell"


STATE_WORDS = {
    State.RUNNING: "Running",
    State.DUE_SOON: "Due soon",
    State.OVERDUE: "Overdue",
    State.MET: "Met",
    State.MET_LATE: "Met late",
    State.LAPSED: "Lapsed",
    State.MISSED: "Missed",
    State.CANNOT_TELL: "Cannot tell",
}

STATE_MEANINGS = {
    State.RUNNING: "Not done yet, and not due within five working days.",
    State.DUE_SOON: "Not done yet, and due within five working days.",
    State.OVERDUE: "Not done, and its last day has passed.",
    State.MET: "Done in time.",
    State.MET_LATE: "Done after its last day.",
    State.LAPSED: "Ended (a plan closed, care ceased, a case closed, an age reached) before it fell due.",
    State.MISSED: "Ended after its last day without having been done.",
    State.CANNOT_TELL: "What was loaded does not say. The reason stands beside it. Never counted as good.",
}

DUE_SOON_WORKING_DAYS = 5


class Unsure(StrEnum):
    """Why something cannot be told of a clock."""

    NOT_IN_FILES = "not_in_files"
    START_NOT_RECORDED = "start_not_recorded"
    DATES_OUT_OF_ORDER = "dates_out_of_order"
    OVER_AGE = "over_age"
    NO_VERSION = "no_version"
    OUTSIDE_CALENDAR = "outside_calendar"
    ONLY_LATEST_HELD = "only_latest_held"
    START_NOT_LINKED = "start_not_linked"
    STEP_NOT_KNOWN = "step_not_known"
    ONLY_THE_DAY = "only_the_day"
    MAY_NOT_COUNT = "may_not_count"
    MAY_NOT_APPLY = "may_not_apply"
    LIMIT_NOT_RECORDED = "limit_not_recorded"
    RECORD_ENDED = "record_ended"
    UNREAD = "unread"


UNSURE_WORDS = {
    Unsure.NOT_IN_FILES: "The files loaded have no column that says whether it was done, or whether it has ended.",
    Unsure.START_NOT_RECORDED: "No date was recorded from which to count.",
    Unsure.DATES_OUT_OF_ORDER: "The dates recorded are out of order: something ended or was done before it started.",
    Unsure.OVER_AGE: "By the date of birth recorded, this person was too old for the duty when it started.",
    Unsure.NO_VERSION: "No version of this duty that Roker knows was in force when the clock started.",
    Unsure.OUTSIDE_CALENDAR: "The dates are outside the working day calendar.",
    Unsure.ONLY_LATEST_HELD: "The source holds only the latest date, so earlier ones cannot be checked.",
    Unsure.START_NOT_LINKED: "The law counts from an earlier event that the source does not give.",
    Unsure.STEP_NOT_KNOWN: "The source does not say how many came before, so the limit is one of two.",
    Unsure.ONLY_THE_DAY: "The limit is in hours, and only the day is recorded.",
    Unsure.MAY_NOT_COUNT: "The files loaded have no column that says whether what was done counts.",
    Unsure.LIMIT_NOT_RECORDED: "The day by which it has to be done was not recorded.",
    Unsure.MAY_NOT_APPLY: "The record does not say whether the duty applies.",
    Unsure.RECORD_ENDED: "The record ends before the last day on which it could have been done.",
    Unsure.UNREAD: "A date that may say that it was done, or has ended, could not be read.",
}


LIMIT_DOUBTS = (Unsure.STEP_NOT_KNOWN, Unsure.ONLY_THE_DAY)
"""Doubts about the limit alone: what was done by the strictest of the limits was done in time."""
LIMIT_FAULTS = (Unsure.OUTSIDE_CALENDAR, Unsure.LIMIT_NOT_RECORDED, Unsure.DATES_OUT_OF_ORDER)
"""Why no last day can be worked out, the one that is said first."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One duty running for one child. Its state is a function of this row and a day; nothing here depends on a day.

    `due_on` is the day to plan by: the last day in time by the strictest limit that can be worked out. `late_after` is
    the last day in time by any reading: after it, late is certain. They differ where the step is not known.
    `late_after` alone is None where late is never certain; both are, where no limit can be worked out at all. While
    `unsure` says something, in time is certain by `due_on` at most, and only where the doubt is about the limit alone.
    """

    duty: str
    subject_id: str
    """Whose clock it is, as the record names them."""
    person_id: str | None
    """The child; None where the clock is a worker's, a carer's or another's."""
    about_on: date | None
    """The day of what the clock is about: with duty and child it names the assessment, plan or period of care."""
    opened_on: date | None
    due_on: date | None
    late_after: date | None
    met_on: date | None
    ended_on: date | None
    unsure: Unsure | None
    step: str
    """The step's name; blank where the duty has one step or the step is not known."""
    version: date | None
    """First day in force of the version applied."""
    team: str | None = field(default=None)
    worker: str | None = field(default=None)
    """Who holds the child now; None is nobody."""
    held_from: date | None = field(default=None)
    """Since when they do, or nobody does; None where it is not known."""

    def waited_days(self, on: date) -> int | None:
        """Days from the opening to what closed it, or to the day asked; None where no start is known."""
        closed_on = min((day for day in (self.met_on, self.ended_on) if day is not None), default=on)
        return max(0, (min(closed_on, on) - self.opened_on).days) if self.opened_on else None

    def waited_with_holder_days(self, on: date) -> int | None:
        """The days of these since the present holder has the child; None where it is not known since when."""
        waited = self.waited_days(on)
        if waited is None or self.held_from is None or self.opened_on is None:
            return None
        return max(0, min(waited, waited - (self.held_from - self.opened_on).days))


CLOCK_COLUMNS = (
    ("duty", "VARCHAR"),
    ("subject_id", "VARCHAR"),
    ("person_id", "VARCHAR"),
    ("about_on", "DATE"),
    ("opened_on", "DATE"),
    ("due_on", "DATE"),
    ("late_after", "DATE"),
    ("met_on", "DATE"),
    ("ended_on", "DATE"),
    ("unsure", "VARCHAR"),
    ("step", "VARCHAR"),
    ("version", "DATE"),
    ("team", "VARCHAR"),
    ("worker", "VARCHAR"),
    ("held_from", "DATE"),
)
