"""What `results` answers with: plain dataclasses, with texts and numbers ready to show. Templates get these."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from roker.web import wording

T = TypeVar("T")
PAGE = 100
"""Rows on one page of a list."""

TOO_OLD_DAYS = 7
"""A record that ends longer ago than this is said to be old, on every page."""


@dataclass(frozen=True, kw_only=True)
class AsAt:
    """The day every figure of a page is about, and the load it comes from."""

    on: date
    ends_on: date
    """The last day that the record speaks of."""
    load_number: int
    received_time: datetime
    days_ago: int

    @property
    def sentence(self) -> str:
        of = "the last day" if self.on == self.ends_on else f"an earlier day than {wording.day(self.ends_on)}, the last"
        return (
            f"As at {wording.day(self.on)}, {of} that the record speaks of · load {self.load_number}, "
            f"received {wording.moment(self.received_time)}"
        )

    @property
    def warning(self) -> str:
        if self.days_ago <= TOO_OLD_DAYS:
            return ""
        return (
            f"The record ends on {wording.day(self.ends_on)}, {wording.counted(self.days_ago, 'day')} before today. "
            "Nothing that happened since is shown."
        )


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One option of a filter; `key` is what addresses carry."""

    key: str
    text: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class WorkRow:
    """Something to be done for a child."""

    key: str
    """What addresses carry for the clock."""
    person_id: str
    asks: str
    duty: str
    due_on: date | None
    to_go: str
    state: str
    state_words: str
    reason: str
    """Why it cannot be told; blank where it can."""
    why: str
    """What started the clock, and when."""
    waited: str
    team: str
    worker: str
    is_nobody: bool


@dataclass(frozen=True, kw_only=True)
class Paging:
    """Which rows of how many are shown."""

    number: int
    pages: int
    first: int
    last: int
    total: int

    @classmethod
    def of(cls, rows: Sequence[T], asked: str) -> tuple[Sequence[T], "Paging"]:
        """The rows of one page; a page that does not exist is the nearest that does."""
        pages = max(-(-len(rows) // PAGE), 1)
        number = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 7 else 1
        first = (number - 1) * PAGE
        shown = rows[first : first + PAGE]
        last, total = first + len(shown), len(rows)
        return shown, cls(number=number, pages=pages, first=first + 1 if rows else 0, last=last, total=total)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a work list. `total` counts all of its rows, `rows` holds those shown."""

    code: str
    title: str
    rows: tuple[WorkRow, ...]
    total: int
    query: str
    """The part of the address after "?" that shows this section alone."""
    paging: Paging | None = None


@dataclass(frozen=True, kw_only=True)
class WorkList:
    """A work list: whose, which sections, and the filters that chose them."""

    whose: str
    sections: tuple[Section, ...]
    total: int
    teams: tuple[Choice, ...]
    workers: tuple[Choice, ...]
    duties: tuple[Choice, ...]
    alone: str
    """The code of the only section shown; blank where all are."""
    query: str
    """The filters, without the choice of one section."""
    kind: str
    """The only kind of work shown; blank where all are."""
    unknown: str
    """Why nothing can be said: the record knows nobody of that name. Blank where it does."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A count of the team grid, and where it leads: a route and the part of the address after "?"."""

    count: int
    route: str
    query: str
    label: str


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """What a worker, or nobody, holds."""

    worker: str
    is_nobody: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class TeamGrid:
    """A team's rows, nobody first."""

    team: str
    key: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A column of the team grid, and what the address carries to sort by it."""

    text: str
    sort: str
    sorted_by: bool


@dataclass(frozen=True, kw_only=True)
class Teams:
    """The team page."""

    headings: tuple[Heading, ...]
    teams: tuple[TeamGrid, ...]
    nobodys: int
    """Open children whom no worker holds, in all teams shown."""
    nobodys_by_team: tuple[Cell, ...]
    """The same, in the teams that have any; the label is the team."""
    unknown: str
    """Why nothing can be said: the record knows no team of that name. Blank where it does."""


@dataclass(frozen=True, kw_only=True)
class ChildRow:
    """An open child in a list."""

    person_id: str
    age: str
    status: str
    since_on: date | None
    waited: str
    team: str
    worker: str
    is_nobody: bool


@dataclass(frozen=True, kw_only=True)
class ChildList:
    """Children, those of one page and how many there are."""

    title: str
    rows: tuple[ChildRow, ...]
    paging: Paging
    query: str
    """The filters, without the page."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of an explanation."""

    text: str
    day: date | None
    found_in: str


@dataclass(frozen=True, kw_only=True)
class ChildClock:
    """A clock on a child's page, with how it came about."""

    key: str
    """What addresses carry for the clock."""
    title: str
    asks: str
    law: tuple[str, ...]
    strength: str
    state: str
    state_words: str
    meaning: str
    reason: str
    is_open: bool
    due_on: date | None
    to_go: str
    why: str
    met_on: date | None
    ended_on: date | None
    over: str
    """How far past its last day a closed clock was closed; blank where it was not late, or is open."""
    waited: str
    waited_with_holder: str
    version: str
    """From when on the law that was applied is in force."""
    steps: tuple[Step, ...]
    takes_reason: bool
    """Late, and held by a team in full reach: a manager may record why."""


@dataclass(frozen=True, kw_only=True)
class OtherClock:
    """A clock that is not a child's."""

    subject_id: str
    """Whose it is, as the record names them."""
    state: str
    state_words: str
    reason: str
    due_on: date | None
    to_go: str
    met_on: date | None
    ended_on: date | None
    over: str
    why: str
    waited: str


@dataclass(frozen=True, kw_only=True)
class OtherClocks:
    """The clocks of a duty that is not owed to a child one by one, those of one page and how many there are."""

    code: str
    title: str
    who: str
    rows: tuple[OtherClock, ...]
    paging: Paging


@dataclass(frozen=True, kw_only=True)
class ClockNamed:
    """One clock of a child, as a reason is recorded for it."""

    key: str
    person_id: str
    duty: str
    about_on: date | None
    opened_on: date | None
    title: str
    why: str
    due_on: date | None
    state: str
    state_words: str
    is_late: bool
    """Overdue, met late or missed on the day."""
    is_in_reach: bool
    """Whether the whole of the team that holds it may be seen."""


@dataclass(frozen=True, kw_only=True)
class Happening:
    """An event of a child's timeline."""

    on: date
    what: str
    detail: str
    found_in: str
    age: str


@dataclass(frozen=True, kw_only=True)
class Child:
    """A child's page."""

    person_id: str
    age: str
    gender: str
    status: str
    since_on: date | None
    waited: str
    team: str
    worker: str
    is_nobody: bool
    next_due: tuple[WorkRow, ...]
    clocks: tuple[ChildClock, ...]
    timeline: tuple[Happening, ...]


@dataclass(frozen=True, kw_only=True)
class FigureShown:
    """A figure in words, as the person who asks may see it."""

    code: str
    title: str
    question: str
    reading: str
    value: str
    denominator: str
    denominator_of: str
    unknown: str
    longest: str
    as_at: date
    load_number: int

    @property
    def source(self) -> str:
        return f"As at {wording.day(self.as_at)}, load {self.load_number}"


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The whole service in figures, with three sentences that say the most important of it."""

    sentences: tuple[str, ...]
    figures: tuple[FigureShown, ...]
    parts: tuple[tuple[str, str], ...] = field(default=())
    """Open children by what they are: name and count."""


@dataclass(frozen=True, kw_only=True)
class ListBehind:
    """The list that a figure counts: clocks or children, never both."""

    figure: FigureShown
    rows: tuple[WorkRow, ...]
    children: tuple[ChildRow, ...]
    paging: Paging


@dataclass(frozen=True, kw_only=True)
class Loads:
    """Every load, the newest first; or, where the list of loads was altered, a sentence that says so."""

    loads: tuple["LoadShown", ...]
    redactions: tuple["RedactionShown", ...] = ()
    trouble: str = ""


@dataclass(frozen=True, kw_only=True)
class RedactionShown:
    """That a child was taken out, on whose word; nothing of the child."""

    time: datetime
    by: str
    authority: str
    why: str


@dataclass(frozen=True, kw_only=True)
class LoadedFile:
    """A file of a load."""

    name: str
    size: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class LoadShown:
    """A load, with what was read and what was wrong."""

    number: int
    received_time: datetime
    source: str
    snapshot_on: date
    snapshot_from: str
    files: tuple[LoadedFile, ...]
    extract: str
    """Whether it was a full extract, in words."""
    changes: str
    """What it changed of what stood before, in words."""
    read: tuple[tuple[str, str], ...]
    rows_read: int
    problems: tuple[tuple[str, str], ...]
    problem_count: int
    rest_as_before: bool
    """Whether problems are counted of the rows alone that were read again."""
    withdrawn: bool
