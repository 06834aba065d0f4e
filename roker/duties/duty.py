"""The closed vocabulary in which every duty is said.

Nothing here computes. `reference` works a duty out for one child, slowly; `engine` for all children at once; both
read the same `Duty`, and a test compares them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roker.calendar import Limit, before, calendar_days
from roker.catalogue import Catalogue, check_versions
from roker.record import CODE_SETS, ENTITIES, Field
from roker.record.entities import cin_episodes
from roker.record.holding import Role

DAY_BEFORE = before(calendar_days(1))
"""What was done before a day was done by the day before it."""
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


class Subject(StrEnum):
    """Whose clock it is. The value is the column that names them in every entity that tells of them."""

    CHILD = "person_id"
    WORKER = "worker"
    FOSTER_CARER = "carer_id"
    ADOPTER = "adopter_id"
    CHILDRENS_HOME = "home_urn"
    AUTHORITY = "report_kind"
    """The authority has one clock for each kind of report that it owes."""


class Form(StrEnum):
    """The shapes of a duty."""

    WITHIN = "within"
    """Once: so long after the start at most."""
    EVERY = "every"
    """Again and again: so long after the start, or after the last time, at most."""
    NO_LONGER_THAN = "no_longer_than"
    """A state that may not last longer: what meets the duty is its end."""
    BEFORE = "before"
    """Once: by the day of something else, or so long before it."""
    NOT_BEFORE = "not_before"
    """It may not be done sooner than so long after the start."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a limit stands: the instrument or guidance, and the place in it."""

    title: str
    provision: str

    def __str__(self) -> str:
        return f"{self.title}, {self.provision}"


# ---------------------------------------------------------------------------------------------------------- conditions


@dataclass(frozen=True, kw_only=True)
class Is:
    """A field of the row in question, of the row that it refers to, or of the child holds one of these codes. Blank is
    none of them.
    """

    field: Field
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """A field of the row in question, of the row that it refers to, or of the child is filled in."""

    field: Field


@dataclass(frozen=True, kw_only=True)
class InForce:
    """On the day, a period of the child goes on (a plan, a placement, a legal status) whose field holds one of these
    codes; without codes, any. A period that ended on the day is over. Where only the latest period is held and it began
    later, it cannot be told.
    """

    field: Field
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Happened:
    """Something has happened to the child since the clock's thing began (a review since the placement), on the day or
    before it. Where only the latest is held and it was later, it cannot be told.
    """

    field: Field


@dataclass(frozen=True, kw_only=True)
class Lasted:
    """The clock's thing (a placement) has lasted so long by the day, or longer."""

    limit: Limit


@dataclass(frozen=True, kw_only=True)
class Aged:
    """The child's age in whole years on the day: at least `at_least`, and under `under`."""

    at_least: int = 0
    under: int | None = None


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Which time it is: 1 for the first."""

    number: int


@dataclass(frozen=True, kw_only=True)
class Not:
    """The opposite; what cannot be told stays so."""

    condition: "Condition"


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    """At least one of several."""

    conditions: "tuple[Condition, ...]"


Condition = Is | Recorded | InForce | Happened | Lasted | Aged | Turn | Not | AnyOf
"""What decides whether a duty applies, which of its rules does, and what counts as having done it. A condition holds,
does not hold, or cannot be told: the files have no such column, the date of birth is blank, or it is not known how many
times came before."""
ROW_CONDITIONS = (Is, Recorded)
"""Conditions that a single row answers."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """A dated row that meets a duty or ends it, where all conditions hold of it."""

    field: Field
    where: tuple[Condition, ...] = ()
    or_before: bool | Limit = False
    """It counts too if it was done before the start: at any time, where its row is linked to the row in question, or so
    long before it at most."""
    of_child: bool = False
    """Any row of the child counts, also where rows could name the one in question: sources leave that blank."""

    @property
    def entity(self) -> str:
        return self.field.entity


# --------------------------------------------------------------------------------------------------------------- rules


@dataclass(frozen=True, kw_only=True)
class Until:
    """A limit that is a day recorded beside the start: the end of a term, a day agreed."""

    field: Field

    @property
    def code(self) -> str:
        return str(self.field)

    def __str__(self) -> str:
        return f"by the day recorded as “{self.field.label.lower()}”"


@dataclass(frozen=True, kw_only=True)
class Version:
    """The limit in force between two days. The day on which a clock started decides which one applies."""

    in_force_from: date
    limit: Limit | Until
    law: Source
    in_force_to: date | None = None
    confidence: Confidence = Confidence.CONFIRMED
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A limit, and when it is the one that applies. Of the rules of a duty the first whose conditions hold applies."""

    code: str
    versions: tuple[Version, ...]
    when: tuple[Condition, ...] = ()


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
    met_by: tuple[Event, ...]
    """What meets it: rows of the entity of `about` itself, rows that refer to one of it, or else rows of the child."""
    rules: tuple[Rule, ...]
    """The most special first. Where none applies, neither does the duty."""
    where: tuple[Condition, ...] = ()
    """To which starts it applies: all of these hold on the day of the start."""
    ends: tuple[Field, ...] = ()
    """What ends a clock that was not met: a field beside `about`, or the closing of a case, which counts from the start
    of the clock on."""
    gives_way_to: tuple[Event, ...] = ()
    """What takes its place, from the start of the clock on: another plan, another status with duties of its own."""
    subject: Subject = Subject.CHILD
    later_from_own_start: bool = False
    """What `opens` it is counted from once: where several rows refer to it, only the first of them counts from it, and
    a later one from its own start (a second assessment of one referral)."""
    outlives_child: bool = False
    """It goes on after the child has died (the notification of a death)."""
    until_age: int | None = 18
    """Of a child: the birthday that ends it."""
    held_by: Role = Role.SOCIAL_WORKER
    see_also: tuple[Source, ...] = ()
    """What else speaks of the duty, without the limit applied here."""
    notes: tuple[str, ...] = ()
    """Traps and local variation, for the manual."""

    def __post_init__(self) -> None:
        for wrong, said in _FAULTS.items():
            if wrong(self):
                raise ValueError(f"{self.code}: {said}")
        for rule in self.rules:
            check_versions(rule.code, rule.versions)

    @property
    def events(self) -> tuple[Event, ...]:
        """What meets it, and what takes its place."""
        return (*self.met_by, *self.gives_way_to)

    def conditions(self) -> "tuple[Condition, ...]":
        """Every condition of the duty and its rules, without `Not` and `AnyOf`."""
        return plain((*self.where, *(each for rule in self.rules for each in rule.when)))

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version of every rule."""
        return tuple(version for rule in self.rules for version in rule.versions)

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
        met_by = (each.field for each in self.met_by)
        return (*met_by, *(end for end in self.ends if end.entity == self.anchor))

    def missing(self, absent: Collection[str]) -> tuple[Field, ...]:
        """The fields that no file has ("cp_visits.cp_visit_date") and without which nothing can be said of anybody."""
        return tuple(dict.fromkeys(each for each in (self.about, *self.needs) if str(each) in absent))

    @property
    def opens_elsewhere(self) -> bool:
        """The law counts from an event that another entity holds, which a source may not link to this one."""
        return self.opens is not None and self.opens.entity != self.anchor


def plain(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """The conditions that others are made of, each once."""
    found: dict[Condition, None] = {}
    for each in conditions:
        if isinstance(each, Not | AnyOf):
            inner = each.conditions if isinstance(each, AnyOf) else (each.condition,)
            found |= dict.fromkeys(plain(inner))
        else:
            found[each] = None
    return tuple(found)


def _counts_wrongly(duty: Duty) -> bool:
    counts_back = {
        isinstance(each.limit, Limit) and (each.limit.before or not each.limit.count) for each in duty.versions
    }
    return bool(counts_back - ({True} if duty.form is Form.BEFORE else {False, True}))


def _has_unknown_codes(duty: Duty) -> bool:
    asked = (*duty.conditions(), *plain(each for event in duty.events for each in event.where))
    return any(
        set(each.codes) - CODE_SETS[each.field.codes].labels.keys()
        for each in asked
        if isinstance(each, Is | InForce) and each.field.codes
    )


def _names_another(duty: Duty) -> bool:
    entities = {duty.anchor, *(each.entity for each in duty.events)}
    return any(duty.subject not in ENTITIES[each].field_names() for each in entities)


_FAULTS: Mapping[Callable[[Duty], bool], str] = {
    lambda duty: duty.form is not Form.EVERY and duty.opens is None: "a duty to be done once has a start",
    lambda duty: (
        duty.form is not Form.EVERY and any(isinstance(each, Turn) for each in duty.conditions())
    ): "a duty to be done once has no second time",
    _counts_wrongly: "what is to be done before a day counts back from it",
    lambda duty: (
        duty.form is Form.NOT_BEFORE and (len(duty.rules) > 1 or bool(duty.rules[0].when))
    ): "what is not to be done before a day has one rule",
    lambda duty: any(
        end.entity not in {duty.anchor, cin_episodes.name} for end in duty.ends
    ): "an end elsewhere is the closing of a case; another status is what it gives way to",
    _names_another: "every row that it is about, or that meets it, names its subject",
    _has_unknown_codes: "a condition names a code that the set does not have",
    lambda duty: any(
        not isinstance(each, ROW_CONDITIONS) for event in duty.events for each in plain(event.where)
    ): "whether an event counts is told by its row",
    lambda duty: any(
        isinstance(each, (Turn, Happened, Lasted)) for each in plain(duty.where)
    ): "whether a duty applies is told on the day of the start",
    lambda duty: any(
        isinstance(each.or_before, Limit) and not each.or_before.before for each in duty.met_by
    ): "how long before the start something counts is counted back from it",
    lambda duty: (
        duty.later_from_own_start and not duty.opens_elsewhere
    ): "a later row has a start of its own only where the first counts from elsewhere",
}
"""What no duty may be, with what is said of one that is."""


Duties = Catalogue[Duty]
