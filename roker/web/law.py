"""The catalogue of duties as pages show it: what is asked, by which law, how it is counted, and what it needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roker.duties import NOT_COMPUTED, Duty, NotComputed
from roker.duties.duty import ALWAYS, Confidence, Form, Rule, Version
from roker.duties.not_computed import KIND_WORDS
from roker.duties.words import event_words, limits_words, where_words
from roker.record import ENTITIES, Field
from roker.web.phrases import STRENGTH_WORDS

CONFIDENCE_WORDS = {
    Confidence.CONFIRMED: "",
    Confidence.CORROBORATED: "Not read in the original: several other sources say the same",
    Confidence.UNCONFIRMED: "Not confirmed: check it before relying on it",
}
FORM_WORDS = {
    Form.WITHIN: "Once",
    Form.EVERY: "Again and again",
    Form.NO_LONGER_THAN: "Once: it may not last longer",
    Form.BEFORE: "Once, before something else",
    Form.NOT_BEFORE: "Not before a day",
}


@dataclass(frozen=True, kw_only=True)
class DutyLine:
    """A duty in the list."""

    code: str
    title: str
    who: str
    limit: str
    strength: str
    doubt: str
    """How far its source was read, where that is not all the way."""
    missing: tuple[str, ...]
    """What no file says, without which it cannot be counted."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """The duties of one area, in the order in which a child meets them."""

    title: str
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True, kw_only=True)
class NotComputedShown:
    """What is asked and has no clock."""

    code: str
    title: str
    asks: str
    law: str
    kind: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DutyCatalogue:
    """The whole catalogue, and how much of it can be counted with the files loaded; None where nothing was."""

    areas: tuple[Area, ...]
    not_computed: tuple[NotComputedShown, ...]
    total: int
    counted: int | None


@dataclass(frozen=True, kw_only=True)
class VersionShown:
    """A limit between two days."""

    since: date | None
    until: date | None
    limit: str
    law: str
    doubt: str
    note: str


@dataclass(frozen=True, kw_only=True)
class DutyShown:
    """All that is known of a duty."""

    line: DutyLine
    asks: str
    how_often: str
    counted_from: str
    met_by: tuple[str, ...]
    applies: str
    ends: tuple[str, ...]
    needs: tuple[str, ...]
    versions: tuple[VersionShown, ...]
    notes: tuple[str, ...]
    see_also: tuple[str, ...]


def catalogued(duties: Iterable[Duty], missing: Mapping[str, Sequence[Field]] | None) -> DutyCatalogue:
    """Every duty by area. `missing`: by duty, the fields that no file has."""
    lines = [(duty.area, _line(duty, missing)) for duty in duties]
    areas = dict.fromkeys(area for area, _ in lines)
    return DutyCatalogue(
        areas=tuple(Area(title=area, duties=tuple(line for of, line in lines if of == area)) for area in areas),
        not_computed=tuple(map(not_computed, NOT_COMPUTED)),
        total=len(lines),
        counted=None if missing is None else sum(not line.missing for _, line in lines),
    )


def not_computed(entry: NotComputed) -> NotComputedShown:
    """One that has no clock, and why."""
    return NotComputedShown(
        code=entry.code,
        title=entry.title,
        asks=entry.asks,
        law=str(entry.source),
        kind=KIND_WORDS[entry.kind],
        reason=entry.reason,
    )


def shown(duty: Duty, missing: Mapping[str, Sequence[Field]] | None) -> DutyShown:
    """One duty."""
    return DutyShown(
        line=_line(duty, missing),
        asks=duty.asks,
        how_often=FORM_WORDS[duty.form],
        counted_from=_counted_from(duty),
        met_by=tuple(f"{event_words(event)} ({ENTITIES[event.entity].title})" for event in duty.met_by),
        applies=_sentence(where_words(duty.where)),
        ends=tuple(_ends(duty)),
        needs=tuple(dict.fromkeys(_named(each) for each in (duty.about, *duty.needs))),
        versions=tuple(_version(duty, rule, each) for rule in duty.rules for each in rule.versions),
        notes=duty.notes,
        see_also=tuple(map(str, duty.see_also)),
    )


def _line(duty: Duty, missing: Mapping[str, Sequence[Field]] | None) -> DutyLine:
    return DutyLine(
        code=duty.code,
        title=duty.title,
        who=duty.who,
        limit=limits_words(duty.rules),
        strength=STRENGTH_WORDS[duty.strength],
        doubt=CONFIDENCE_WORDS[duty.confidence],
        missing=tuple(map(_named, (missing or {}).get(duty.code, ()))),
    )


def _named(field: Field) -> str:
    return f"{field.label} ({ENTITIES[field.entity].title})"


def _ends(duty: Duty) -> list[str]:
    ends = [_named(each) for each in duty.ends]
    ends += [f"{event_words(each)} ({ENTITIES[each.entity].title})" for each in duty.gives_way_to]
    if duty.until_age is not None:
        ends.append(f"Age {duty.until_age}")
    return ends if duty.outlives_child else [*ends, "Death"]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counted_from(duty: Duty) -> str:
    if duty.opens is None:
        return "No start is recorded: the time between one and the next"
    later = f". Later ones of the same start: {_named(duty.about)}" if duty.later_from_own_start else ""
    return _named(duty.opens) + later


def _version(duty: Duty, rule: Rule, version: Version) -> VersionShown:
    when = where_words(rule.when)
    return VersionShown(
        since=None if version.in_force_from == ALWAYS else version.in_force_from,
        until=version.in_force_to,
        limit=f"{version.limit}{f', where {when}' if when else ''}",
        law=str(version.law),
        doubt=CONFIDENCE_WORDS[max(version.confidence, duty.confidence, key=list(Confidence).index)],
        note=version.note,
    )
