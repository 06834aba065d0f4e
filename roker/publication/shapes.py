"""What a publication answers with: plain rows for pages and commands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from roker.duties import Clock, State, Unsure


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Which publication a figure came from, as every page and paper states it."""

    number: int
    """The number of the load it was made from."""
    received_time: datetime
    """When that load was received, UTC."""
    source: str
    files: tuple[str, ...]
    snapshot_on: date
    """The day up to which the record speaks."""
    snapshot_from: str
    limits: Mapping[str, str] = field(default_factory=dict)
    """The authority's own limits by the code of a rule, as it wrote them."""


class Bucket(StrEnum):
    """The parts of a work list."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"
    """Due in the five working days after the day."""
    CANNOT_TELL = "cannot_tell"
    LATER = "later"


@dataclass(frozen=True, kw_only=True)
class DatedClock:
    """A clock as it stands on a day."""

    clock: Clock
    state: State
    unsure: Unsure | None
    """Why it cannot be told, where the state is CANNOT_TELL."""
    is_open: bool
    """Neither met nor ended on the day."""
    bucket: "Bucket | None"
    """Where an open clock stands in a work list; None for a closed one."""
    days_left: int | None
    """Working days from the day to `due_on`; negative when past it; None without a due day."""

    @property
    def doubt(self) -> Unsure | None:
        """Why the clock cannot be told; or, where an open one runs, what is not certain about its last day."""
        return self.unsure or (self.clock.unsure if self.state in {State.RUNNING, State.DUE_SOON} else None)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One row of the team grid: a worker, or nobody, and the open clocks and children held."""

    team: str | None
    worker: str | None
    """None is nobody."""
    clocks: dict[Bucket, int]
    """Open clocks in each part of the work list; a part without any is 0."""
    children: int
    """Open children held."""


@dataclass(frozen=True, kw_only=True)
class ChildSummary:
    """The strip on top of a child's page."""

    person_id: str
    born_on: date | None
    age: int | None
    gender: str | None
    status: str | None
    """What the child is on the day: the code of the heaviest basis open ("care", "protection", "need" ...), or None."""
    since_on: date | None
    team: str | None
    worker: str | None


@dataclass(frozen=True, kw_only=True)
class TimelineEvent:
    """Something that happened, and where its date came from."""

    happened_on: date
    what: str
    """In words: "Plan started", "Visit made"."""
    detail: str
    found_in: str
    """"List 7, row 12"."""


@dataclass(frozen=True, kw_only=True)
class Where:
    """Which clocks, or which children: a part left at its default does not choose."""

    duty: str | None = None
    bucket: Bucket | None = None
    """Only open clocks have one."""
    open_only: bool = False
    status: str | None = None
    """For children: what they are on the day."""
    team: str | None = None
    no_team: bool = False
    worker: str | None = None
    nobody: bool = False
    person_id: str | None = None
    others: bool = False
    """Clocks of workers, carers, adopters, homes and the authority itself, instead of children's."""
