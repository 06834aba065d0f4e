"""The closed vocabulary in which every duty is said, and what a clock and its states are.

Nothing here computes. `reference` works a duty out for one child, slowly; `engine` for all children at once; both
read the same `Duty`, and a test compares them.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from roker.calendar import Limit
from roker.catalogue import Catalogue, check_versions
from roker.record import Field
from roker.record.holding import Role

ALWAYS = date.min
"""For a local standard, which has no first day in law."""


class Strength(StrEnum):
    """What stands behind a limit."""

    STATUTE = "statute"
    REGULATIONS = "regulations"
    STATUTORY_GUIDANCE = "statutory_guidance"
    NATIONAL_GUIDANCE = "national_guidance"
    LOCAL = "local"


class Confidence(StrEnum):
    """How far the source of a limit was read."""

    CONFIRMED = "confirmed"
    CORROBORATED = "corroborated"
    UNCONFIRMED = "unconfirmed"


class Form(StrEnum):
    """The shapes of a duty."""

    WITHIN = "within"
    """Once: so long after the start at most."""
    EVERY = "every"
    """Again and again: so long after the start, or after the last time, at most."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a limit stands: the instrument or guidance, and the place in it."""

    title: str
    provision: str

    def __str__(self) -> str:
        return f"{self.title}, {self.provision}"


@dataclass(frozen=True, kw_only=True)
class Version:
    """The limits in force between two days, one a step. The day on which a clock started decides which one applies."""

    in_force_from: date
    limits: tuple[Limit, ...]
    law: Source
    in_force_to: date | None = None
    confidence: Confidence = Confidence.CONFIRMED
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Exclusion:
    """Children to whom a duty does not apply: those whose field holds one of these codes. Blank is not excluded."""

    field: Field
    codes: tuple[str, ...]
    why: str


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something that must be done for a child, or by when, and where that is written."""

    code: str
    title: str
    asks: str
    """What somebody has to do, as a work list says it."""
    area: str
    who: str
    """To whom the duty is owed, in words."""
    strength: Strength
    confidence: Confidence
    form: Form
    about: Field
    """The date that a clock is about: the start of an assessment, an enquiry, a plan, a period of care. Where a
    duty has no start that is recorded (contact with care leavers), the date of the event that is to recur."""
    opens: Field | None
    """What starts the clock: `about`, or a field of an entity that the entity of `about` refers to; None where the
    start is not recorded and only the time between events can be counted."""
    met_by: Field
    versions: tuple[Version, ...]
    steps: tuple[str, ...] = ("",)
    """Names of the first, second ... occurrence, where their limits differ; the last one repeats."""
    ends: tuple[Field, ...] = ()
    """What ends a clock that was not met: a field beside `about`, or one of another entity of the child, which counts
    from the start of the clock on."""
    exclusions: tuple[Exclusion, ...] = ()
    until_age: int | None = 18
    held_by: Role = Role.SOCIAL_WORKER
    see_also: tuple[Source, ...] = ()
    """What else speaks of the duty, without the limit applied here."""
    notes: tuple[str, ...] = ()
    """Traps and local variation, for the manual."""

    def __post_init__(self) -> None:
        check_versions(self.code, self.versions)
        for version in self.versions:
            if len(version.limits) != len(self.steps):
                raise ValueError(f"{self.code}: each version needs a limit for each step")
        if self.form is Form.WITHIN and (self.opens is None or len(self.steps) > 1):
            raise ValueError(f"{self.code}: a duty to be done once has one start and one step")
        if any(each.field.entity != self.about.entity for each in self.exclusions):
            raise ValueError(f"{self.code}: who is excluded is told by the entity of “about”")

    @property
    def law(self) -> tuple[Source, ...]:
        """Where the limits of all versions stand, each source once, the oldest first."""
        return tuple(dict.fromkeys(version.law for version in self.versions))

    @property
    def anchor(self) -> str:
        """The entity whose rows each have clocks of their own."""
        return self.about.entity

    @property
    def needs(self) -> tuple[Field, ...]:
        """The fields without which nothing can be said: what meets the duty, and what beside `about` ends it."""
        return (self.met_by, *(end for end in self.ends if end.entity == self.anchor))

    @property
    def opens_elsewhere(self) -> bool:
        """The law counts from an event that another entity holds, which a source may not link to this one."""
        return self.opens is not None and self.opens.entity != self.anchor


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
    RECORD_ENDED = "record_ended"


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
    Unsure.RECORD_ENDED: "The record ends before the last day on which it could have been done.",
}


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One duty running for one child. Its state is a function of this row and a day; nothing here depends on a day.

    `due_on` is the day to plan by: the last day in time by the strictest limit that can be worked out. `late_after` is
    the last day in time by any reading: after it, late is certain. They differ where the step is not known. Both are
    None where no limit can be worked out at all. While `unsure` says something, in time is never certain.
    """

    duty: str
    person_id: str
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


CLOCK_COLUMNS = (
    ("duty", "VARCHAR"),
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
)

Duties = Catalogue[Duty]
