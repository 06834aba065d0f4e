"""What every duty means, for one child, slowly: loops and dates, and each step in words that a practitioner can check.

The engine says the same for all children at once; a test holds the two together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roker import calendar
from roker.calendar import Limit
from roker.catalogue import in_force
from roker.duties.clock import DUE_SOON_WORKING_DAYS, LIMIT_DOUBTS, LIMIT_FAULTS, Clock, State, Unsure
from roker.duties.duty import DAY_BEFORE, Confidence, Duty, Event, Form, Rule, Subject, Version
from roker.duties.facts import Facts, Row, reference, referred_to
from roker.duties.unread import cells
from roker.record import ENTITIES, ChildRecord, Field
from roker.record.holding import Holder, Role, holder_of, otherwise_open, spans_of
from roker.record.schema import FOUND_IN


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
    """A dated row of the record: when, what it is called, where it was found, and whether it is known to count."""

    on: date
    text: str
    found_in: str
    counts: bool = True
    is_linked: bool = False
    or_before: bool = False

    @property
    def step(self) -> Step:
        return Step(text=self.text, day=self.on, found_in=self.found_in)


_EVER = 10**6


@dataclass(frozen=True, kw_only=True)
class _Span:
    """From what starts a clock to what closes it. `turns` are the first and the last that it may be, from 1."""

    opened: _Event
    met: _Event | None
    closing: Sequence[Step]
    turns: tuple[int, int] = (1, 1)
    unsure: Unsure | None = None


def clocks(child: ChildRecord, duties: Iterable[Duty]) -> list[Clock]:
    """Every clock of a child, in the order of the duties and then of opening."""
    return [explanation.clock for explanation in explain(child, duties)]


def explain(child: ChildRecord, duties: Iterable[Duty]) -> list[Explanation]:
    """Every clock of a child, each with its steps; of another subject, the clocks that are theirs."""
    found: list[Explanation] = []
    holders: dict[Role, Holder] = {}
    spans = spans_of(child.rows) if child.rows.get("person") else []
    for duty in duties:
        for about in child.rows.get(duty.anchor, ()):
            if duty.held_by not in holders:
                holders[duty.held_by] = holder_of(spans, duty.held_by, child.snapshot_on)
            holder = holders[duty.held_by] if duty.subject is Subject.CHILD else _NOBODY
            found += _clocks_about(child, duty, about, holder)
    return found


def state(clock: Clock, on: date, record_ends_on: date) -> tuple[State, Unsure | None] | None:
    """How a clock stands on a day, and why where it cannot be told; None before it opened.

    The record says nothing of days after `record_ends_on`: what was still to be done then, and fell due later, may
    have been done. A date after that day is a plan at most, and proves nothing.
    """
    if clock.opened_on is not None and clock.opened_on > on:
        return None
    if clock.due_on is None:
        return State.CANNOT_TELL, clock.unsure
    late_after = clock.late_after or date.max
    met = clock.met_on is not None and clock.met_on <= on and _first(clock.met_on, clock.ended_on) == clock.met_on
    ended = not met and clock.ended_on is not None and clock.ended_on <= on
    if met or ended:
        closed_on = clock.met_on if met else clock.ended_on
        assert closed_on is not None
        return _closed(clock, closed_on, late_after, record_ends_on, met=met)
    if on > late_after:
        if late_after > record_ends_on:
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
    in_time = clock.unsure in LIMIT_DOUBTS and clock.due_on is not None and closed_on <= clock.due_on
    if clock.unsure is not None and not in_time:
        return State.CANNOT_TELL, clock.unsure
    return (State.MET if met else State.LAPSED), None


_NOBODY: Holder = (None, None, None)


def _clocks_about(child: ChildRecord, duty: Duty, about: Row, holder: Holder) -> list[Explanation]:
    """The clocks of one assessment, enquiry, plan, period of care or young person."""
    opening, start_linked = _opening(child, duty, about)
    facts = Facts(child=child, duty=duty, about=about, opened_on=opening.on if opening else None)
    unread = [Step(text=f"{field.label}: could not be read", found_in=row[FOUND_IN]) for field, row in cells(facts)]
    return [_doubted(each, duty, unread) for each in _clocks_of(facts, opening, start_linked, holder)]


def _doubted(found: Explanation, duty: Duty, unread: Sequence[Step]) -> Explanation:
    """The clock as cells that could not be read leave it: late is never certain, and in time only what is known so."""
    clock = found.clock
    if not unread or clock.due_on is None:
        return found
    closed = [day for day in (clock.met_on, clock.ended_on) if day is not None]
    is_known = clock.unsure is None and closed and min(closed) <= clock.due_on
    if is_known and duty.form is not Form.NOT_BEFORE:
        return found
    return Explanation(clock=replace(clock, late_after=None, unsure=Unsure.UNREAD), steps=(*found.steps, *unread))


def _clocks_of(facts: Facts, opening: _Event | None, start_linked: bool, holder: Holder) -> list[Explanation]:
    child, duty, about = facts.child, facts.duty, facts.about
    team, worker, held_from = holder
    applies = facts.hold(duty.where, facts.opened_on)
    if applies is False:
        return []
    blank = Clock(
        duty=duty.code,
        subject_id=child.person_id,
        person_id=child.person_id if duty.subject is Subject.CHILD else None,
        about_on=about[duty.about.name] if duty.opens is not None else None,
        opened_on=facts.opened_on,
        due_on=None,
        late_after=None,
        met_on=None,
        ended_on=None,
        unsure=None,
        step="",
        version=None,
        team=team,
        worker=worker,
        held_from=held_from,
    )
    steps = [opening.step] if opening else []
    if any(str(each) in child.absent for each in duty.needs):
        return [_cannot_tell(blank, Unsure.NOT_IN_FILES, steps)]
    if applies is None:
        return [_cannot_tell(blank, Unsure.MAY_NOT_APPLY, steps)]
    too_old = _too_old(child, duty)
    if opening and too_old and too_old.on <= opening.on:
        return [_cannot_tell(blank, Unsure.OVER_AGE, [*steps, too_old.step])]
    end = _end(facts, opening)
    if opening and end and end.on < opening.on:
        return [_cannot_tell(blank, Unsure.DATES_OUT_OF_ORDER, [*steps, end.step])]
    events = _events(facts)
    blank = replace(blank, ended_on=end.on if end else None)
    if duty.form is Form.EVERY:
        return _again_and_again(facts, blank, opening, events, end)
    if opening is None:
        done = replace(blank, met_on=events[0].on if events else None)
        return [_cannot_tell(done, Unsure.START_NOT_RECORDED, [event.step for event in events[:1]])]
    return _once(facts, blank, opening, events, end, None if start_linked else Unsure.START_NOT_LINKED)


def _once(  # noqa: PLR0913 - the parts of one clock
    facts: Facts,
    blank: Clock,
    opening: _Event,
    events: list[_Event],
    end: _Event | None,
    unsure: Unsure | None,
) -> list[Explanation]:
    after = [event for event in events if event.on >= opening.on or event.or_before]
    linked = [event for event in events if event.is_linked]
    if linked and not after:
        return [_cannot_tell(blank, Unsure.DATES_OUT_OF_ORDER, [opening.step, linked[0].step])]
    met = after[0] if after else None
    closing = [event.step for event in _until_first(after, end)]
    if met and not met.counts:
        unsure = Unsure.MAY_NOT_COUNT
    if facts.duty.form is Form.NOT_BEFORE:
        return _not_before(facts, blank, met, _Span(opened=opening, met=None, closing=closing, unsure=unsure))
    span = _Span(opened=opening, met=met, closing=closing, unsure=unsure)
    found = _with_limit(facts, replace(blank, met_on=met.on if met else None), span)
    only_latest = any(each.entity in facts.child.only_latest for each in facts.duty.met_by)
    if only_latest and met and found and found[0].clock.late_after and met.on > found[0].clock.late_after:
        return [
            _cannot_tell(replace(found[0].clock, due_on=None, late_after=None), Unsure.ONLY_LATEST_HELD, found[0].steps)
        ]
    return found


def _not_before(facts: Facts, blank: Clock, done: _Event | None, span: _Span) -> list[Explanation]:
    """What may not be done yet: kept once the day has come, broken by what was done before it."""
    found = _with_limit(facts, blank, span)
    clock, steps = found[0].clock, found[0].steps
    if clock.due_on is None:
        return found
    if done is None or done.on >= clock.due_on:
        return [Explanation(clock=replace(clock, met_on=clock.due_on), steps=steps)]
    try:
        day_before = calendar.last_day_in_time(DAY_BEFORE, done.on)
    except calendar.OutsideCalendarError:
        return [_cannot_tell(replace(clock, due_on=None, late_after=None), Unsure.OUTSIDE_CALENDAR, steps)]
    return [Explanation(clock=replace(clock, late_after=day_before, ended_on=done.on), steps=steps)]


def _again_and_again(
    facts: Facts, blank: Clock, opening: _Event | None, events: list[_Event], end: _Event | None
) -> list[Explanation]:
    """A chain: from the start to the first event, from each event to the next, and on from the last. An event that
    counts though it was before the start is the first.
    """
    ended_on = blank.ended_on
    closing = [end.step] if end else []
    events = [event for event in events if opening is None or event.on >= opening.on or event.or_before]
    within = [event for event in events if ended_on is None or event.on <= ended_on]
    if opening is None and not events:
        return [_cannot_tell(blank, Unsure.START_NOT_RECORDED, closing)]
    if events and any(each.entity in facts.child.only_latest for each in facts.duty.met_by):
        return _around_latest(facts, blank, opening, within, end)
    starts = ([opening] if opening else []) + within
    found = []
    for n, start in enumerate(starts):
        following = starts[n + 1] if n + 1 < len(starts) else None
        turn = n + 1 if opening else n + 2
        span = _Span(
            opened=start,
            met=following,
            closing=[following.step] if following else closing,
            turns=(turn, turn),
            unsure=None if start.counts and (following is None or following.counts) else Unsure.MAY_NOT_COUNT,
        )
        clock = replace(blank, opened_on=start.on, met_on=following.on if following else None)
        found += _with_limit(facts, clock, span)
    return found


def _around_latest(
    facts: Facts, blank: Clock, opening: _Event | None, within: list[_Event], end: _Event | None
) -> list[Explanation]:
    """Where only the latest event is held: the time before it cannot be told, the time after it can.

    An event after the end leaves all the time up to the end untold.
    """
    known = within[-1] if within else end
    assert known is not None
    found = []
    if opening is None or known.on > opening.on or not within:
        steps = [*([opening.step] if opening else []), known.step]
        found.append(_cannot_tell(replace(blank, ended_on=known.on), Unsure.ONLY_LATEST_HELD, steps))
    if within:
        span = _Span(
            opened=known,
            met=None,
            closing=[end.step] if end else [],
            turns=(2, _EVER),
            unsure=None if known.counts else Unsure.MAY_NOT_COUNT,
        )
        found += _with_limit(facts, replace(blank, opened_on=known.on), span)
    return found


def _with_limit(facts: Facts, clock: Clock, span: _Span) -> list[Explanation]:
    """The clock with its due day, by the first rule that applies on the day of its start and the version then in
    force; nothing where no rule applies.

    It is explained in the order in which a person counts: what opened it, the last day in time, what closes it.
    """
    rules, is_certain = _rules_that_may_apply(facts, span)
    if not rules:
        return []
    told = [span.opened.step, *span.closing]
    if not is_certain:
        return [_cannot_tell(clock, Unsure.MAY_NOT_APPLY, told)]
    versions = [in_force(rule.versions, span.opened.on) for rule in rules]
    known = [each for each in versions if each]
    if len(known) < len(versions):
        return [_cannot_tell(clock, Unsure.NO_VERSION, told)]
    step = rules[0].code if len(rules) == 1 and len(facts.duty.rules) > 1 else ""
    version = known[0].in_force_from
    limits = [version.limit for version in known]
    found = [facts.last_days(limit, span.opened.on) for limit in limits]
    wrong = [each for each in found if isinstance(each, Unsure)]
    if wrong:
        return [_cannot_tell(replace(clock, version=version, step=step), min(wrong, key=LIMIT_FAULTS.index), told)]
    days = [each for each in found if not isinstance(each, Unsure)]
    due_on, late_after = min(first for first, _ in days), max(last for _, last in days)
    doubt = None if due_on == late_after else Unsure.STEP_NOT_KNOWN if len(rules) > 1 else Unsure.ONLY_THE_DAY
    steps = [span.opened.step, *_limit_steps(known, [first for first, _ in days]), *span.closing]
    unsure = span.unsure or doubt
    clock = replace(clock, version=version, step=step, due_on=due_on, late_after=late_after, unsure=unsure)
    return [Explanation(clock=clock, steps=tuple(steps))]


def _rules_that_may_apply(facts: Facts, span: _Span) -> tuple[list[Rule], bool]:
    """The rules up to the first that certainly applies, without those that certainly do not, and whether one does."""
    found = []
    for rule in facts.duty.rules:
        applies = facts.hold(rule.when, span.opened.on, span.turns)
        if applies is not False:
            found.append(rule)
        if applies is True:
            return found, True
    return found, False


def _limit_steps(versions: Sequence[Version], last_days: Sequence[date]) -> Iterator[Step]:
    for version, day in zip(versions, last_days, strict=True):
        note = f" {version.note}" if version.note else ""
        if version.confidence is not Confidence.CONFIRMED:
            note = f" ({version.confidence.capitalize()}: check it against the text.){note}"
        counted = f"{version.limit} after that" if isinstance(version.limit, Limit) else str(version.limit)
        yield Step(text=f"Last day in time: {counted}, by {version.law}.{note}", day=day)


def _cannot_tell(clock: Clock, unsure: Unsure, steps: Iterable[Step]) -> Explanation:
    return Explanation(clock=replace(clock, unsure=unsure), steps=tuple(steps))


def _opening(child: ChildRecord, duty: Duty, about: Row) -> tuple[_Event | None, bool]:
    """What starts the clock, and whether it is what the law counts from."""
    if duty.opens is None:
        return None, True
    linked = not duty.opens_elsewhere
    if duty.opens_elsewhere:
        for row in referred_to(child, duty.about.entity, about, duty.opens.entity):
            if row[duty.opens.name] is None:
                continue
            linked = True
            if not (duty.later_from_own_start and _is_later(child, duty, about)):
                return _Event(on=row[duty.opens.name], text=duty.opens.label, found_in=row[FOUND_IN]), True
    if about[duty.about.name] is None:
        return None, True
    return _Event(on=about[duty.about.name], text=duty.about.label, found_in=about[FOUND_IN]), linked


def _is_later(child: ChildRecord, duty: Duty, about: Row) -> bool:
    """Whether another row refers to the same start and began before this one, or did while this one has no day."""
    named = reference(duty.anchor, duty.opens.entity) if duty.opens else None
    assert named is not None
    same = (row for row in child.rows[duty.anchor] if row[named[0]] == about[named[0]])
    on = about[duty.about.name]
    return any(
        row[duty.about.name] is not None and (on is None or row[duty.about.name] < on)
        for row in same
        if row is not about
    )


def _events(facts: Facts) -> list[_Event]:
    """What may have met the duty, by day, one a day. A date after the record ends is a plan at most.

    Of several on a day, one that is known to count is taken.
    """
    by_day: dict[date, _Event] = {}
    for event in facts.duty.met_by:
        rows, is_linked = _rows_that_may_meet(facts, event)
        for row in rows:
            on, counts = row[event.field.name], facts.counts(event, row)
            if on is None or on > facts.child.snapshot_on or counts is False:
                continue
            found = _Event(
                on=on,
                text=event.field.label,
                found_in=row[FOUND_IN],
                counts=counts is True,
                is_linked=is_linked,
                or_before=_counts_before(facts, event, on, is_linked=is_linked),
            )
            if on not in by_day:
                by_day[on] = found
                continue
            other = by_day[on]
            by_day[on] = replace(
                max(other, found, key=lambda each: each.counts),
                is_linked=found.is_linked or other.is_linked,
                or_before=found.or_before or other.or_before,
            )
    return [by_day[day] for day in sorted(by_day)]


def _counts_before(facts: Facts, event: Event, on: date, *, is_linked: bool) -> bool:
    """Whether an event counts though it was before the start."""
    if isinstance(event.or_before, Limit):
        earliest = facts.last_days(event.or_before, facts.opened_on) if facts.opened_on else None
        return isinstance(earliest, tuple) and on >= earliest[0]
    return is_linked and (event.or_before or facts.duty.form is Form.BEFORE)


def _rows_that_may_meet(facts: Facts, event: Event) -> tuple[Sequence[Row], bool]:
    """The row itself, rows linked to it, or else all rows of the child; and whether they are its own."""
    duty, about, rows = facts.duty, facts.about, facts.child.rows[event.entity]
    if event.entity == duty.anchor:
        return [about], True
    named = None if event.of_child else reference(event.entity, duty.anchor)
    if named:
        return [row for row in rows if row[named[0]] is not None and row[named[0]] == about[named[1]]], True
    return rows, False


def _end(facts: Facts, opening: _Event | None) -> _Event | None:
    """The first of what ends the clock unmet: an end beside `about`, the case closing after the start, another status
    with duties of its own, an age, a death.
    """
    child, duty, about = facts.child, facts.duty, facts.about
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
    may_end = duty.subject is Subject.CHILD and not duty.outlives_child
    died_on = child.person["death_date"] if may_end else None
    if died_on is not None and died_on <= child.snapshot_on:
        ends.append(_Event(on=died_on, text="Death of the child", found_in=child.person[FOUND_IN]))
    ends += _gives_way(facts, opening)
    return min(ends, key=lambda event: event.on, default=None)


def _gives_way(facts: Facts, opening: _Event | None) -> Iterator[_Event]:
    for event in facts.duty.gives_way_to:
        for row in facts.child.rows[event.entity]:
            on = row[event.field.name]
            if opening and on is not None and opening.on <= on <= facts.child.snapshot_on and facts.counts(event, row):
                yield _Event(on=on, text=event.field.label, found_in=row[FOUND_IN])


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
    if duty.subject is not Subject.CHILD or duty.until_age is None or child.person["dob"] is None:
        return None
    dob = child.person["dob"]
    text = f"{duty.until_age}th birthday"
    return _Event(on=calendar.birthday(dob, duty.until_age), text=text, found_in=child.person[FOUND_IN])


def _until_first(events: Sequence[_Event], end: _Event | None) -> list[_Event]:
    """What closes a clock: its end if that comes first, then the first event; an end after it closes nothing."""
    first = list(events[:1])
    return ([end] if end and (not first or end.on < first[0].on) else []) + first


def _first(day: date, other: date | None) -> date:
    return day if other is None or day <= other else other
