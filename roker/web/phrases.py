"""How clocks, children, figures and loads are said: from what the engine answers to what a page shows. Asks nothing."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from roker import calendar
from roker.duties import DUTIES, Clock, Duty, State
from roker.duties.clock import STATE_MEANINGS, STATE_WORDS, UNSURE_WORDS
from roker.duties.duty import ALWAYS, Form, Strength
from roker.formats import FORMATS
from roker.record import CODE_SETS
from roker.web import wording
from roker.web.answers import (
    ChildClock,
    ChildRow,
    ClockNamed,
    FigureShown,
    Happening,
    LoadedFile,
    LoadShown,
    OtherClock,
    RedactionShown,
    Step,
    WorkRow,
)
from roker.web.keys import key_of_clock

if TYPE_CHECKING:
    from roker.duties.reference import Explanation
    from roker.measures import Figure
    from roker.measures.disclosure import ShownFigure
    from roker.publication import ChildSummary, DatedClock, TimelineEvent
    from roker.store import Load, Redaction

NOBODY = "Nobody"
NO_TEAM = "No team"

SOURCE_WORDS = {each.code: each.title for each in FORMATS}

STRENGTH_WORDS = {
    Strength.STATUTE: "Required by an Act",
    Strength.REGULATIONS: "Required by regulations",
    Strength.STATUTORY_GUIDANCE: "Statutory guidance",
    Strength.NATIONAL_GUIDANCE: "National guidance",
    Strength.LOCAL: "Set by the authority itself",
}


LATE = frozenset({State.OVERDUE, State.MET_LATE, State.MISSED})
"""States in which a limit was not kept for certain."""


def work_row(dated: "DatedClock", on: date) -> WorkRow:
    """A clock as a row of a work list."""
    clock, duty = dated.clock, DUTIES[dated.clock.duty]
    return WorkRow(
        key=_key(clock),
        person_id=clock.subject_id,
        asks=duty.asks,
        duty=duty.title,
        due_on=_due_on(dated),
        to_go=_to_go(dated, on),
        state=dated.state,
        state_words=_state_words(dated, on),
        reason=UNSURE_WORDS[dated.doubt] if dated.doubt else "",
        why=_why(clock, duty),
        waited=_days_since(clock.opened_on, on),
        team=clock.team or NO_TEAM,
        worker=clock.worker or NOBODY,
        is_nobody=clock.worker is None,
    )


def child_row(summary: "ChildSummary", on: date) -> ChildRow:
    """A child as a row of a list."""
    return ChildRow(
        person_id=summary.person_id,
        age=age(summary.age),
        status=status(summary.status),
        since_on=summary.since_on,
        waited=_days_since(summary.since_on, on),
        team=summary.team or NO_TEAM,
        worker=summary.worker or NOBODY,
        is_nobody=summary.worker is None,
    )


def child_clock(
    dated: "DatedClock", duty: Duty, explanation: "Explanation | None", on: date, *, is_in_reach: bool
) -> ChildClock:
    """A clock on a child's page, with the steps of the slow reference."""
    clock = dated.clock
    return ChildClock(
        key=_key(clock),
        title=duty.title,
        asks=duty.asks,
        law=_law_applied(clock, duty),
        strength=STRENGTH_WORDS[duty.strength],
        state=dated.state,
        state_words=_state_words(dated, on),
        meaning=STATE_MEANINGS[dated.state],
        reason=UNSURE_WORDS[dated.doubt] if dated.doubt else "",
        is_open=dated.is_open,
        due_on=_due_on(dated),
        to_go=_to_go(dated, on) if dated.is_open else "",
        why=_why(clock, duty),
        met_on=clock.met_on,
        ended_on=clock.ended_on,
        over=_over(dated),
        waited=_waited(clock.waited_days(on), "no start is recorded"),
        waited_with_holder=_waited(clock.waited_with_holder_days(on), "not known since when"),
        version=_version(clock.version),
        steps=tuple(
            Step(text=step.text.rstrip("."), day=step.day, found_in=step.found_in)
            for step in (explanation.steps if explanation else ())
        ),
        takes_reason=dated.state in LATE and is_in_reach,
    )


def clock_named(dated: "DatedClock", on: date, *, is_in_reach: bool) -> ClockNamed:
    """A clock as a reason is recorded for it."""
    clock, duty = dated.clock, DUTIES[dated.clock.duty]
    return ClockNamed(
        key=_key(clock),
        person_id=clock.subject_id,
        duty=clock.duty,
        about_on=clock.about_on,
        opened_on=clock.opened_on,
        title=duty.title,
        why=_why(clock, duty),
        due_on=_due_on(dated),
        state=dated.state,
        state_words=_state_words(dated, on),
        is_late=dated.state in LATE,
        is_in_reach=is_in_reach,
    )


def other_clock(dated: "DatedClock", on: date) -> OtherClock:
    """A clock that is not a child's, as a row of its duty's list."""
    clock = dated.clock
    return OtherClock(
        subject_id=clock.subject_id,
        state=dated.state,
        state_words=_state_words(dated, on),
        reason=UNSURE_WORDS[dated.doubt] if dated.doubt else "",
        due_on=_due_on(dated),
        to_go=_to_go(dated, on) if dated.is_open else "",
        met_on=clock.met_on,
        ended_on=clock.ended_on,
        over=_over(dated),
        why=_why(clock, DUTIES[clock.duty]),
        waited=_waited(clock.waited_days(on), "not known"),
    )


def _key(clock: Clock) -> str:
    return key_of_clock(clock.duty, clock.subject_id, clock.about_on, clock.opened_on)


def _law_applied(clock: Clock, duty: Duty) -> tuple[str, ...]:
    """Where the limit stands that was applied to a clock, and what else speaks of the duty."""
    rules = [rule for rule in duty.rules if rule.code == clock.step] or list(duty.rules)
    applied = [each.law for rule in rules for each in rule.versions if each.in_force_from == clock.version]
    return tuple(dict.fromkeys(str(source) for source in (*(applied or duty.law[-1:]), *duty.see_also)))


def _state_words(dated: "DatedClock", on: date) -> str:
    """The state in words; what is due on the day itself says so."""
    if dated.state is State.DUE_SOON and dated.clock.due_on == on:
        return "Due today"
    return STATE_WORDS[dated.state]


def happening(event: "TimelineEvent", born_on: date | None) -> Happening:
    """An event of a timeline, with the child's age on its day."""
    return Happening(
        on=event.happened_on,
        what=event.what,
        detail=event.detail,
        found_in=event.found_in,
        age=_age_at(event.happened_on, born_on),
    )


def age(years: int | None) -> str:
    """An age in years; a child not yet born has none."""
    if years is None:
        return "Age not known"
    if years < 0:
        return "Not yet born"
    return wording.counted(years, "year") if years else "Under 1 year"


def status(code: str | None) -> str:
    """What a child is on the day."""
    return CODE_SETS["allocation_basis"].labels.get(code, code) if code else "Not open"


def not_on_record(kind: str, name: str) -> str:
    """That the record knows nobody, or no team, of a name: then an empty list says nothing."""
    return (
        f"The record shown knows no {kind} written “{name}”. The next file may write it otherwise. "
        "Ask the person who looks after Roker to compare the two."
    )


def gender(code: str | None) -> str:
    """A gender; blank is not recorded."""
    return CODE_SETS["gender"].labels.get(code, code) if code else "Not recorded"


def days_open(summary: "ChildSummary", on: date) -> str:
    """For how long a child has been what it is; blank for one that is not open."""
    return _days_since(summary.since_on, on) if summary.status else ""


def figure_shown(figure: "ShownFigure") -> FigureShown:
    """A figure as the page shows it: in full, or with its small counts kept back."""
    return FigureShown(
        code=figure.measure.code,
        title=figure.measure.title,
        question=figure.measure.question,
        reading=figure.measure.reading,
        value=figure.value,
        denominator=figure.denominator,
        denominator_of=figure.measure.denominator,
        unknown=figure.unknown,
        longest=figure.longest,
        as_at=figure.as_at,
        load_number=figure.edition_number,
    )


def sentences(figures: Sequence["Figure"], shown: Sequence[FigureShown], smallest: int) -> tuple[str, ...]:
    """The most important of some figures in three sentences; counts under `smallest` are not told apart."""
    pairs = list(zip(figures, shown, strict=True))
    by_code = {figure.measure.code: said for figure, said in pairs}
    late = [pair for pair in pairs if pair[0].measure.bucket == "overdue" and pair[0].value >= smallest]
    untold = [pair for pair in pairs if pair[0].unknown >= smallest]
    missing = [said for figure, said in pairs if not figure.is_known]
    return (
        _held_sentence(by_code["open_children"], by_code["nobodys_children"]),
        _late_sentence(late, smallest),
        _missing_sentence(missing) if missing else _untold_sentence(untold, smallest),
    )


def load_shown(load: "Load", problem_titles: dict[str, str]) -> LoadShown:
    """A load with counts of what was read and what was wrong."""
    return LoadShown(
        number=load.number,
        received_time=load.received_time,
        source=SOURCE_WORDS.get(load.source, load.source),
        snapshot_on=load.snapshot_on,
        snapshot_from=load.snapshot_from,
        files=tuple(LoadedFile(name=each.name, size=_size(each.size), sha256=each.sha256) for each in load.files),
        read=tuple((sheet, wording.number(count)) for sheet, count in load.counts.items()),
        extract="Full extract" if load.is_full else "A part",
        changes=_changes(load),
        rows_read=sum(load.counts.values()),
        problems=tuple(
            (problem_titles.get(kind, kind.replace("_", " ").capitalize()), wording.number(count))
            for kind, count in sorted(load.problems.items(), key=lambda each: (-each[1], each[0]))
        ),
        problem_count=sum(load.problems.values()),
        rest_as_before=load.rest_as_before,
        withdrawn=load.withdrawn,
    )


def redaction_shown(redaction: "Redaction") -> RedactionShown:
    """A redaction, without what is kept of the child's numbers."""
    return RedactionShown(time=redaction.time, by=redaction.by, authority=redaction.authority, why=redaction.why)


def _changes(load: "Load") -> str:
    """How many rows a load added, changed and withdrew."""
    total = {kind: sum(each[kind] for each in load.changes.values()) for kind in ("added", "changed", "withdrawn")}
    if not any(total.values()):
        return "Nothing is new"
    return ", ".join(f"{wording.number(count)} {kind}" for kind, count in total.items())


def _held_sentence(everybody: FigureShown, nobodys: FigureShown) -> str:
    if "not known" in {everybody.value, nobodys.value}:
        return "How many children are open to the service, and who holds them, is not known."
    opened = f"{everybody.value} children and young people are open to the service"
    if nobodys.value == "0":
        return f"{opened}, and a named worker holds every one of them."
    return f"{opened}; {nobodys.value} of them {'has' if nobodys.value == '1' else 'have'} no named worker."


def _late_sentence(late: Iterable[tuple["Figure", FigureShown]], smallest: int) -> str:
    worst = max(late, key=lambda pair: pair[0].value / max(pair[0].denominator, 1), default=None)
    if worst is None:
        return (
            "Nothing counted here is late."
            if smallest <= 1
            else f"Nothing counted here is late {smallest} times or more."
        )
    said = worst[1]
    return (
        f"{'Most is late here' if smallest <= 1 else f'Of the figures of {smallest} or more, most is late here'}: "
        f"{_inside(said.title)}, {said.value} of {said.denominator}; the longest is {said.longest}."
    )


def _missing_sentence(missing: Sequence[FigureShown]) -> str:
    titles = " and ".join(f"“{said.title}”" for said in missing)
    return f"Nothing is known of {titles}: the files loaded have no list or column for it."


def _untold_sentence(untold: Iterable[tuple["Figure", FigureShown]], smallest: int) -> str:
    least = max(untold, key=lambda pair: pair[0].unknown / max(pair[0].denominator, 1), default=None)
    if least is None:
        return (
            "Everything counted here can be told."
            if smallest <= 1
            else "Little or nothing counted here cannot be told."
        )
    said = least[1]
    return f"Least is known here: {_inside(said.title)}, where {said.unknown} of {said.denominator} cannot be told."


def _inside(title: str) -> str:
    """A title inside a sentence."""
    return title[:1].lower() + title[1:]


def _due_on(dated: "DatedClock") -> date | None:
    """The day to plan by; for what is overdue, the last day that was in time by any reading."""
    return dated.clock.late_after if dated.state is State.OVERDUE else dated.clock.due_on


def _to_go(dated: "DatedClock", on: date) -> str:
    due_on = _due_on(dated)
    if due_on is None or dated.state is State.CANNOT_TELL:
        return ""
    return wording.to_go(calendar.working_days_between(on, due_on), due_on, on)


def _over(dated: "DatedClock") -> str:
    """How far past the last day that was in time by any reading a clock was closed, in working days."""
    clock = dated.clock
    closed_on = clock.met_on if dated.state is State.MET_LATE else clock.ended_on
    if dated.state not in {State.MET_LATE, State.MISSED} or closed_on is None or clock.late_after is None:
        return ""
    return wording.to_go(calendar.working_days_between(closed_on, clock.late_after), clock.late_after, closed_on)


def _waited(days: int | None, unknown: str) -> str:
    return unknown if days is None else wording.counted(days, "day")


def _version(first: date | None) -> str:
    """The version of the law that was applied, by its first day."""
    if first is None:
        return "not known"
    return "always" if first == ALWAYS else f"from {wording.day(first)}"


def _why(clock: Clock, duty: Duty) -> str:
    """What started a clock: the start itself, or, where a duty recurs, the last time, by all that it may have been."""
    if clock.opened_on is None:
        return "No start is recorded"
    if duty.opens is None or (duty.form is Form.EVERY and clock.opened_on != clock.about_on):
        label = " or ".join(dict.fromkeys(event.field.label for event in duty.met_by))
    elif duty.opens_elsewhere and clock.opened_on == clock.about_on:
        label = duty.about.label
    else:
        label = duty.opens.label
    return f"{label} {wording.day(clock.opened_on)}"


def _days_since(earlier: date | None, on: date) -> str:
    return wording.counted((on - earlier).days, "day") if earlier else "not known"


def _age_at(on: date, born_on: date | None) -> str:
    if born_on is None:
        return ""
    years = calendar.age_on(born_on, on)
    return "before birth" if years < 0 else "under 1" if years == 0 else f"aged {years}"


def _size(count: int) -> str:
    return f"{max(count // 1000, 1):,} kB"
