"""What every duty means, for one child, slowly: loops and dates, and each step in words that a practitioner can check.

The engine says the same for all children at once; a test holds the two together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from roker import calendar
from roker.calendar import Limit
from roker.catalogue import in_force
from roker.duties.duty import DUE_SOON_WORKING_DAYS, Clock, Confidence, Duty, Form, State, Unsure, Version
from roker.record import ENTITIES, ChildRecord, Field
from roker.record.holding import holder_of, otherwise_open, spans_of
from roker.record.schema import FOUND_IN

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of an explanation: what was found or worked out, the day it speaks of, and where it was found."""

    text: str
    day: date | None = None
    found_in: str = ""


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """A clock, and how it came to be what it is."""

    clock: Clock
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class _Event:
    """A dated row of the record: when, what it is called, where it was found."""

    on: date
    text: str
    found_in: str

    @property
    def step(self) -> Step:
        return Step(text=self.text, day=self.on, found_in=self.found_in)


def clocks(child: ChildRecord, duties: Iterable[Duty]) -> list[Clock]:
    """Every clock of a child, in the order of the duties and then of opening."""
    return [explanation.clock for explanation in explain(child, duties)]


def explain(child: ChildRecord, duties: Iterable[Duty]) -> list[Explanation]:
    """Every clock of a child, each with its steps."""
    found: list[Explanation] = []
    for duty in duties:
        team, worker = holder_of(spans_of(child.rows), duty.held_by, child.snapshot_on)
        for about in child.rows[duty.anchor]:
            if not any(about[each.field.name] in each.codes for each in duty.exclusions):
                found += [
                    replace(each, clock=replace(each.clock, team=team, worker=worker))
                    for each in _clocks_about(child, duty, about)
                ]
    return found


def state(clock: Clock, on: date, record_ends_on: date) -> tuple[State, Unsure | None] | None:
    """How a clock stands on a day, and why where it cannot be told; None before it opened.

    The record says nothing of days after `record_ends_on`: what was still to be done then, and fell due later, may
    have been done. A date after that day is a plan at most, and proves nothing.
    """
    if clock.opened_on is not None and clock.opened_on > on:
        return None
    if clock.late_after is None or clock.due_on is None:
        return State.CANNOT_TELL, clock.unsure
    met = clock.met_on is not None and clock.met_on <= on and _first(clock.met_on, clock.ended_on) == clock.met_on
    ended = not met and clock.ended_on is not None and clock.ended_on <= on
    if met or ended:
        closed_on = clock.met_on if met else clock.ended_on
        assert closed_on is not None
        return _closed(clock, closed_on, clock.late_after, record_ends_on, met=met)
    if on > clock.late_after:
        if clock.late_after > record_ends_on:
            return State.CANNOT_TELL, Unsure.RECORD_ENDED
        return State.OVERDUE, None
    if on > clock.due_on:
        return State.CANNOT_TELL, clock.unsure
    if clock.due_on <= calendar.add_working_days(on, DUE_SOON_WORKING_DAYS):
        return State.DUE_SOON, None
    return State.RUNNING, None


def _closed(
    clock: Clock, closed_on: date, late_after: date, record_ends_on: date, *, met: bool
) -> tuple[State, Unsure | None]:
    """How a clock stands that was met, or that ended unmet, on `closed_on`."""
    if closed_on > record_ends_on and late_after > record_ends_on:
        return State.CANNOT_TELL, Unsure.RECORD_ENDED
    if closed_on > late_after:
        return (State.MET_LATE if met else State.MISSED), None
    if clock.unsure is not None:
        return State.CANNOT_TELL, clock.unsure
    return (State.MET if met else State.LAPSED), None


def _clocks_about(child: ChildRecord, duty: Duty, about: Row) -> list[Explanation]:
    """The clocks of one assessment, enquiry, plan, period of care or young person."""
    opening, start_linked = _opening(child, duty, about)
    events = _events(child, duty, about)
    about_on = about[duty.about.name] if duty.opens is not None else None
    blank = Clock(
        duty=duty.code,
        person_id=child.person_id,
        about_on=about_on,
        opened_on=opening.on if opening else None,
        due_on=None,
        late_after=None,
        met_on=None,
        ended_on=None,
        unsure=None,
        step="",
        version=None,
    )
    steps = [opening.step] if opening else []
    if any(str(each) in child.absent for each in duty.needs):
        return [_cannot_tell(blank, Unsure.NOT_IN_FILES, steps)]
    too_old = _too_old(child, duty)
    if opening and too_old and too_old.on <= opening.on:
        return [_cannot_tell(blank, Unsure.OVER_AGE, [*steps, too_old.step])]
    end = _end(child, duty, about, opening)
    if opening and end and end.on < opening.on:
        return [_cannot_tell(blank, Unsure.DATES_OUT_OF_ORDER, [*steps, end.step])]
    if duty.form is Form.WITHIN:
        if opening is None:
            done = replace(blank, met_on=events[0].on if events else None, ended_on=end.on if end else None)
            return [_cannot_tell(done, Unsure.START_NOT_RECORDED, [event.step for event in events[:1]])]
        return [_once(duty, blank, opening, events, end, start_linked)]
    return _again_and_again(child, duty, blank, opening, events, end)


def _once(  # noqa: PLR0913 - the parts of one clock
    duty: Duty, blank: Clock, opening: _Event, events: list[_Event], end: _Event | None, start_linked: bool
) -> Explanation:
    clock = replace(blank, ended_on=end.on if end else None)
    after = [event for event in events if event.on >= opening.on]
    if events and not after:
        return _cannot_tell(clock, Unsure.DATES_OUT_OF_ORDER, [opening.step, events[0].step])
    clock = replace(clock, met_on=after[0].on if after else None)
    closing = [event.step for event in _until_first(after, end)]
    return _with_limit(duty, clock, [0], opening, closing, None if start_linked else Unsure.START_NOT_LINKED)


def _again_and_again(  # noqa: PLR0913 - the parts of a chain
    child: ChildRecord, duty: Duty, blank: Clock, opening: _Event | None, events: list[_Event], end: _Event | None
) -> list[Explanation]:
    """A chain: from the start to the first event, from each event to the next, and on from the last."""
    ended_on = end.on if end else None
    closing = [end.step] if end else []
    events = [event for event in events if opening is None or event.on >= opening.on]
    within = [event for event in events if ended_on is None or event.on <= ended_on]
    if opening is None and not events:
        return [_cannot_tell(replace(blank, ended_on=ended_on), Unsure.START_NOT_RECORDED, closing)]
    if duty.met_by.entity in child.only_latest and events:
        return _around_latest(duty, blank, opening, within, end)
    starts = ([opening] if opening else []) + within
    found = []
    for n, start in enumerate(starts):
        following = starts[n + 1] if n + 1 < len(starts) else None
        clock = replace(blank, opened_on=start.on, met_on=following.on if following else None, ended_on=ended_on)
        step = [min(n if opening else n + 1, len(duty.steps) - 1)]
        found.append(_with_limit(duty, clock, step, start, [following.step] if following else closing, None))
    return found


def _around_latest(
    duty: Duty, blank: Clock, opening: _Event | None, within: list[_Event], end: _Event | None
) -> list[Explanation]:
    """Where only the latest event is held: the time before it cannot be told, the time after it can.

    An event after the end leaves all the time up to the end untold.
    """
    closing = [end.step] if end else []
    known = within[-1] if within else end
    assert known is not None
    found = []
    if opening is None or known.on > opening.on or not within:
        steps = [*([opening.step] if opening else []), known.step]
        found.append(_cannot_tell(replace(blank, ended_on=known.on), Unsure.ONLY_LATEST_HELD, steps))
    if within:
        clock = replace(blank, opened_on=known.on, ended_on=end.on if end else None)
        candidates = list(range(1, len(duty.steps))) or [0]
        found.append(_with_limit(duty, clock, candidates, known, closing, None))
    return found


def _with_limit(  # noqa: PLR0913 - the parts of one clock
    duty: Duty,
    clock: Clock,
    candidates: Sequence[int],
    opening: _Event,
    closing: Sequence[Step],
    unsure: Unsure | None,
) -> Explanation:
    """The clock with its due day, by the version in force when it opened and the steps that it may be.

    It is explained in the order in which a person counts: what opened it, the last day in time, what closes it.
    """
    version = in_force(duty.versions, opening.on)
    if version is None:
        return _cannot_tell(clock, Unsure.NO_VERSION, [opening.step, *closing])
    step = duty.steps[candidates[0]] if len(candidates) == 1 else ""
    clock = replace(clock, version=version.in_force_from, step=step)
    limits = [version.limits[n] for n in candidates]
    try:
        last_days = [calendar.last_day_in_time(limit, opening.on) for limit in limits]
    except calendar.OutsideCalendarError:
        return _cannot_tell(clock, Unsure.OUTSIDE_CALENDAR, [opening.step, *closing])
    due_on, late_after = min(last_days), max(last_days)
    if due_on != late_after:
        unsure = Unsure.STEP_NOT_KNOWN
    steps = [opening.step, *_limit_steps(version, limits, last_days), *closing]
    return Explanation(clock=replace(clock, due_on=due_on, late_after=late_after, unsure=unsure), steps=tuple(steps))


def _limit_steps(version: Version, limits: list[Limit], last_days: list[date]) -> list[Step]:
    note = f" {version.note}" if version.note else ""
    if version.confidence is not Confidence.CONFIRMED:
        note = f" ({version.confidence.capitalize()}: check it against the text.){note}"
    return [
        Step(text=f"Last day in time: {limit} after that, by {version.law}.{note}", day=day)
        for limit, day in zip(limits, last_days, strict=True)
    ]


def _cannot_tell(clock: Clock, unsure: Unsure, steps: Iterable[Step]) -> Explanation:
    return Explanation(clock=replace(clock, unsure=unsure), steps=tuple(steps))


def _opening(child: ChildRecord, duty: Duty, about: Row) -> tuple[_Event | None, bool]:
    """What starts the clock, and whether it is what the law counts from."""
    if duty.opens is None:
        return None, True
    if duty.opens_elsewhere:
        for row in _referred_to(child, duty.about.entity, about, duty.opens.entity):
            if row[duty.opens.name] is not None:
                return _Event(on=row[duty.opens.name], text=duty.opens.label, found_in=row[FOUND_IN]), True
    if about[duty.about.name] is None:
        return None, True
    return _Event(on=about[duty.about.name], text=duty.about.label, found_in=about[FOUND_IN]), not duty.opens_elsewhere


def _events(child: ChildRecord, duty: Duty, about: Row) -> list[_Event]:
    """What may have met the duty, by day, one a day. A date after the record ends is a plan at most."""
    met_by = duty.met_by
    if met_by.entity == duty.anchor:
        rows: Iterable[Row] = [about]
    else:
        reference, own_id = _reference(met_by.entity, duty.anchor)
        rows = [row for row in child.rows[met_by.entity] if row[reference] == about[own_id]]
    by_day: dict[date, _Event] = {}
    for row in rows:
        if row[met_by.name] is not None and row[met_by.name] <= child.snapshot_on:
            by_day.setdefault(row[met_by.name], _Event(on=row[met_by.name], text=met_by.label, found_in=row[FOUND_IN]))
    return [by_day[day] for day in sorted(by_day)]


def _end(child: ChildRecord, duty: Duty, about: Row, opening: _Event | None) -> _Event | None:
    """The first of what ends the clock unmet: an end beside `about`, the case closing after the start, an age."""
    ends = []
    for each in duty.ends:
        rows = [about] if each.entity == duty.anchor else _that_closed(child, each, opening)
        for row in rows:
            on = row[each.name]
            if on is not None and on <= child.snapshot_on:
                ends.append(_Event(on=on, text=each.label, found_in=row[FOUND_IN]))
    too_old = _too_old(child, duty)
    if too_old:
        ends.append(too_old)
    return min(ends, key=lambda event: event.on, default=None)


def _that_closed(child: ChildRecord, end: Field, opening: _Event | None) -> list[Row]:
    """The cases whose closing ended what opened in them: not those after which the child stayed open."""
    began = ENTITIES[end.entity].happened_on or ""
    return [
        row
        for row in child.rows[end.entity]
        if opening is not None
        and row[end.name] is not None
        and row[end.name] >= opening.on
        and (row.get(began) is None or row[began] <= opening.on)
        and not otherwise_open(child.rows, row[end.name])
    ]


def _too_old(child: ChildRecord, duty: Duty) -> _Event | None:
    dob = child.person["dob"]
    if dob is None or duty.until_age is None:
        return None
    text = f"{duty.until_age}th birthday"
    return _Event(on=calendar.birthday(dob, duty.until_age), text=text, found_in=child.person[FOUND_IN])


def _referred_to(child: ChildRecord, entity: str, row: Row, other: str) -> list[Row]:
    reference, other_id = _reference(entity, other)
    return [each for each in child.rows[other] if row[reference] is not None and each[other_id] == row[reference]]


def _reference(entity: str, other: str) -> tuple[str, str]:
    """The field by which one entity refers to another, and the field of the other that it names."""
    for each in ENTITIES[entity].fields:
        if each.refers_to == other:
            return each.name, ENTITIES[other].fields[0].name
    raise ValueError(f"{entity} does not refer to {other}")


def _until_first(events: Sequence[_Event], end: _Event | None) -> list[_Event]:
    """What closes a clock: its end if that comes first, then the first event; an end after it closes nothing."""
    first = list(events[:1])
    return ([end] if end and (not first or end.on < first[0].on) else []) + first


def _first(day: date, other: date | None) -> date:
    return day if other is None or day <= other else other
