"""What every duty means in pandas, vectorised, from the same entries: what the engine is measured against.

It is given more than the engine: who holds a child and which closings of a case end nothing were worked out before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from benchmarks.pandas_facts import Asked, Frames, counts, referred, take
from roker import calendar
from roker.calendar import Limit
from roker.duties.clock import DUE_SOON_WORKING_DAYS, LIMIT_DOUBTS, LIMIT_FAULTS, State, Unsure
from roker.duties.duty import DAY_BEFORE, Duty, Event, Form, Rule, Subject, Until
from roker.duties.facts import reference

REASONS = [each.value for each in Unsure]
_CODE = {each: n for n, each in enumerate(Unsure)}
_SURE, _EVER = -1, 10**6
_NO_DAY = np.datetime64("NaT", "s")


def build(frames: Frames, duties: Iterable[Duty]) -> pd.DataFrame:
    """Every clock of everybody, with numbers for subjects."""
    duties = tuple(duties)
    steps = {code: n for n, code in enumerate(dict.fromkeys(rule.code for duty in duties for rule in duty.rules))}
    found = [_of_duty(frames, duty, steps).assign(duty=n) for n, duty in enumerate(duties)]
    clocks = pd.concat(found, ignore_index=True)
    words = {
        "duty": [each.code for each in duties],
        "unsure": REASONS,
        "step": list(steps),
        "team": frames.names["held_team"],
        "worker": frames.names["held_worker"],
    }
    return clocks.assign(**{name: pd.Categorical.from_codes(clocks[name], each) for name, each in words.items()})


def state(clocks: pd.DataFrame, on: date, record_ends_on: date) -> pd.Series:
    """The state of each clock on a day; blank before it opened."""
    day, ends, soon = (
        pd.Timestamp(each) for each in (on, record_ends_on, calendar.add_working_days(on, DUE_SOON_WORKING_DAYS))
    )
    due, late, met, ended = (clocks[name] for name in ("due_on", "late_after", "met_on", "ended_on"))
    unsure = clocks["unsure"].cat.codes
    is_met = (met <= day) & (ended.isna() | (met <= ended))
    is_ended = ~is_met & (ended <= day)
    closed_on = met.where(is_met, ended)
    in_time = (unsure < 0) | (unsure.isin([_CODE[each] for each in LIMIT_DOUBTS]) & (closed_on <= due))
    is_closed, was_late = is_met | is_ended, closed_on > late
    cases = [
        (clocks["opened_on"] > day, None),
        (late.isna() | (is_closed & (closed_on > ends) & (late > ends)), State.CANNOT_TELL),
        (is_met & was_late, State.MET_LATE),
        (is_ended & was_late, State.MISSED),
        (is_closed & ~in_time, State.CANNOT_TELL),
        (is_met, State.MET),
        (is_ended, State.LAPSED),
        ((late < day) & (late > ends), State.CANNOT_TELL),
        (late < day, State.OVERDUE),
        (due < day, State.CANNOT_TELL),
        (due <= soon, State.DUE_SOON),
    ]
    order = list(State)
    codes = [-1 if each is None else order.index(each) for _, each in cases]
    chosen = np.select([test for test, _ in cases], codes, order.index(State.RUNNING))
    return pd.Series(pd.Categorical.from_codes(chosen, [each.value for each in order]), index=clocks.index)


def count(clocks: pd.DataFrame, on: date, record_ends_on: date) -> pd.Series:
    """How many clocks of each duty are in each state on a day."""
    stated = pd.DataFrame({"duty": clocks["duty"], "state": state(clocks, on, record_ends_on)})
    return stated.groupby(["duty", "state"], observed=True).size()


def _of_duty(frames: Frames, duty: Duty, steps: dict[str, int]) -> pd.DataFrame:
    about = _about(frames, duty)
    events = _events(frames, duty, about)
    right = about[about["wrong"] == _SURE]
    if duty.form is not Form.EVERY:
        spans = _once(right, events)
    elif any(each.entity in frames.only_latest for each in duty.met_by):
        spans = _around_latest(right, events)
    else:
        spans = _chain(right, events)
    wrong = about[about["wrong"] != _SURE]
    wrong = pd.DataFrame({"about": wrong["about"], "opened_on": wrong["opened_on"], "unsure": wrong["wrong"]})
    wrong = wrong.assign(met_on=_NO_DAY, ended_on=_NO_DAY, doubt=_SURE, first=1, last=1)
    spans = pd.concat([wrong, spans] if len(wrong) else [spans], ignore_index=True)
    return _clocks(frames, duty, about, spans, steps)


# ----------------------------------------------------------------------------------------------------- what it is about


def _about(frames: Frames, duty: Duty) -> pd.DataFrame:
    """One row for each assessment, enquiry, plan ... to which the duty applies, by its place in the table."""
    rows, person = frames.tables[duty.anchor], frames.tables["person"]
    about = pd.DataFrame({"about": np.arange(len(rows)), "who": rows["who"]})
    about["about_on"] = about["opened_on"] = rows[duty.about.name] if duty.opens else _NO_DAY
    about["linked"] = True
    if duty.opens and duty.opens_elsewhere:
        named = referred(frames, duty, duty.opens.entity)
        opened = take(frames.tables[duty.opens.entity][duty.opens.name], named)
        about["linked"] = opened.notna()
        if duty.later_from_own_start:
            first = about["about_on"].groupby(named).transform("min")
            opened = opened.where((about["about_on"] == first) | (about["about_on"].isna() & first.isna()))
        about["opened_on"] = opened.fillna(about["opened_on"])
    who, ends = about["who"].to_numpy(), []
    too_old = pd.Series(_NO_DAY, index=about.index)
    if duty.subject is Subject.CHILD:
        if not duty.outlives_child:
            ends.append(_known(take(person["death_date"], who), frames))
        if duty.until_age is not None:
            too_old = take(frames.birthdays(duty.until_age), who)
            ends.append(too_old)
    ends += [_known(rows[end.name], frames) for end in duty.ends if end.entity == duty.anchor]
    own_end = _earliest(ends, about.index)
    asked = Asked(
        frames=frames,
        duty=duty,
        about=about["about"].to_numpy(),
        who=who,
        start_on=about["opened_on"],
        on=about["opened_on"],
    )
    applies = asked.hold(duty.where)
    about["end_on"] = _earliest([own_end, _closing(frames, duty, about)], about.index)
    wrong = [
        (np.full(len(about), any(frames.lacks(each) for each in duty.needs)), Unsure.NOT_IN_FILES),
        (applies == 1, Unsure.MAY_NOT_APPLY),
        (too_old <= about["opened_on"], Unsure.OVER_AGE),
        (own_end < about["opened_on"], Unsure.DATES_OUT_OF_ORDER),
    ]
    about["wrong"] = np.select([test for test, _ in wrong], [_CODE[each] for _, each in wrong], _SURE)
    return about[applies > 0]


def _known(days: pd.Series, frames: Frames) -> pd.Series:
    return days.where(days <= frames.snapshot_on)


def _earliest(days: list[pd.Series], index: pd.Index) -> pd.Series:
    """The earliest of some days, any of which may be blank."""
    if not days:
        return pd.Series(_NO_DAY, index=index)
    first = days[0].to_numpy()
    for each in days[1:]:
        first = np.fmin(first, each.to_numpy())
    return pd.Series(first, index=index)


def _latest(days: list[pd.Series], index: pd.Index) -> pd.Series:
    """The latest of some days, any of which may be blank."""
    last = days[0].to_numpy()
    for each in days[1:]:
        last = np.fmax(last, each.to_numpy())
    return pd.Series(last, index=index)


def _closing(frames: Frames, duty: Duty, about: pd.DataFrame) -> pd.Series:
    """The first closing of a case, or of what takes the duty's place, from the opening on."""
    opened, found = about[["about", "who", "opened_on"]], []
    for end in duty.ends:
        if end.entity != duty.anchor:
            cases = frames.tables["case_closing"]
            pairs = opened.merge(cases, on="who")
            ended = (pairs["close_date"] >= pairs["opened_on"]) & ~(pairs["referral_date"] > pairs["opened_on"])
            found.append(pairs.loc[ended, ["about", "close_date"]].set_axis(["about", "on"], axis=1))
    for event in duty.gives_way_to:
        pairs = opened.merge(_happened(frames, event, at_least=2), on="who")
        found.append(pairs.loc[pairs["on"] >= pairs["opened_on"], ["about", "on"]])
    if not found:
        return pd.Series(_NO_DAY, index=about.index)
    return pd.concat(found).groupby("about")["on"].min().reindex(about["about"]).set_axis(about.index)


def _happened(frames: Frames, event: Event, at_least: int = 1, *more: str) -> pd.DataFrame:
    """The rows of an event that counts, for certain or perhaps, up to the end of the record."""
    rows, flags = frames.tables[event.entity], counts(frames, event)
    kept = (
        (flags >= at_least) & (rows[event.field.name] <= frames.snapshot_on).to_numpy() & (rows["who"] >= 0).to_numpy()
    )
    found = pd.DataFrame({"who": rows["who"], "on": rows[event.field.name], **{name: rows[name] for name in more}})
    return found.assign(counts=flags)[kept]


# ---------------------------------------------------------------------------------------------------- from when to when


def _events(frames: Frames, duty: Duty, about: pd.DataFrame) -> pd.DataFrame:
    """What may have met the duty: one row a day for each `about`, in order."""
    found = []
    for event in duty.met_by:
        or_before = event.or_before is True or duty.form is Form.BEFORE
        named = None if event.of_child else reference(event.entity, duty.anchor)
        if event.entity == duty.anchor:
            rows = frames.tables[duty.anchor].loc[about.index]
            events = pd.DataFrame({"about": about["about"], "on": _known(rows[event.field.name], frames)})
            events["counts"] = counts(frames, event)[about["about"]]
            events = events[events["on"].notna() & (events["counts"] > 0)].assign(is_linked=True, or_before=or_before)
        elif named and named[0] != duty.subject:
            events = _happened(frames, event, 1, named[0]).rename(columns={named[0]: "about"})
            events = about[["about", "who"]].merge(events, on=["about", "who"])
            events = events.assign(is_linked=True, or_before=or_before)
        else:
            events = about.loc[about["who"] >= 0, ["about", "who"]].merge(_happened(frames, event), on="who")
            events = events.assign(is_linked=bool(named), or_before=or_before and bool(named))
        if isinstance(event.or_before, Limit):
            earliest, _ = frames.last_days(event.or_before, about["opened_on"])
            events["or_before"] = events["on"].to_numpy() >= earliest.reindex(events["about"]).to_numpy()
        found.append(events[["about", "on", "counts", "is_linked", "or_before"]])
    events = pd.concat(found, ignore_index=True) if len(found) > 1 else found[0]
    if events.duplicated(["about", "on"]).any():
        return events.groupby(["about", "on"], as_index=False).max()
    return events.sort_values(["about", "on"], ignore_index=True)


def _spans(about: pd.Series, **columns: object) -> pd.DataFrame:
    kept = {"unsure": _SURE, "doubt": _SURE, "first": 1, "last": 1, "met_on": _NO_DAY, "ended_on": _NO_DAY}
    return pd.DataFrame({"about": about, **kept, **columns})


def _once(about: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """One span for each `about`: from the opening to the first event on or after it, or to the first of all."""
    pairs = events.merge(about[["about", "opened_on"]], on="about")
    bound = pairs[pairs["or_before"] | ~(pairs["on"] < pairs["opened_on"])]
    met = bound.drop_duplicates("about").set_index("about").reindex(about["about"])
    linked = about["about"].isin(pairs.loc[pairs["is_linked"], "about"]).to_numpy()
    met_on, is_open = met["on"].to_numpy(), about["opened_on"].notna().to_numpy()
    unsure = np.where(linked & np.isnat(met_on), _CODE[Unsure.DATES_OUT_OF_ORDER], _SURE)
    doubt = np.where(about["linked"], _SURE, _CODE[Unsure.START_NOT_LINKED])
    return _spans(
        about["about"],
        opened_on=about["opened_on"],
        met_on=met_on,
        ended_on=about["end_on"],
        unsure=np.where(is_open, unsure, _CODE[Unsure.START_NOT_RECORDED]),
        doubt=np.where(met["counts"] == 1, _CODE[Unsure.MAY_NOT_COUNT], doubt),
    )


def _within(about: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    pairs = events.merge(about[["about", "opened_on", "end_on"]], on="about")
    return pairs[(pairs["or_before"] | ~(pairs["on"] < pairs["opened_on"])) & ~(pairs["on"] > pairs["end_on"])]


def _not_started(about: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    never = about[about["opened_on"].isna() & ~about["about"].isin(events["about"])]
    unsure = _CODE[Unsure.START_NOT_RECORDED]
    return _spans(never["about"], opened_on=never["opened_on"], ended_on=never["end_on"], unsure=unsure)


def _chain(about: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """A span from the opening to the first event, from each event to the next, and on from the last."""
    opened = about.loc[about["opened_on"].notna(), ["about", "opened_on"]].set_axis(["about", "on"], axis=1)
    turns = pd.concat(
        [opened.assign(place=0, counts=2), _within(about, events)[["about", "on", "counts"]].assign(place=1)]
    ).sort_values(["about", "place", "on"], ignore_index=True)
    of_about = turns.groupby("about")
    following = of_about[["on", "counts"]].shift(-1)
    turn = of_about.cumcount() + 1 + of_about["place"].transform("first")
    spans = _spans(
        turns["about"],
        opened_on=turns["on"],
        met_on=following["on"],
        ended_on=about.set_index("about")["end_on"].reindex(turns["about"]).to_numpy(),
        doubt=np.where((turns["counts"] == 1) | (following["counts"] == 1), _CODE[Unsure.MAY_NOT_COUNT], _SURE),
        first=turn,
        last=turn,
    )
    return pd.concat([spans, _not_started(about, events)], ignore_index=True)


def _around_latest(about: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Where only the latest event is held: a span that cannot be told up to it, and one from it on."""
    known = _within(about, events).drop_duplicates("about", keep="last").set_index("about").reindex(about["about"])
    after = events.merge(about[["about", "opened_on"]], on="about")
    may = after["or_before"] | ~(after["on"] < after["opened_on"])
    held = about["about"].isin(after.loc[may, "about"]).to_numpy()
    rows = about.assign(known_on=known["on"].to_numpy(), counts=known["counts"].to_numpy())
    opened, known_on = rows["opened_on"], rows["known_on"]
    before = rows[held & (opened.isna() | known_on.isna() | (known_on > opened))]
    since = rows[known_on.notna()]
    never = rows[opened.notna() & ~held]
    return pd.concat(
        [
            _spans(
                before["about"],
                opened_on=before["opened_on"],
                ended_on=before["known_on"].fillna(before["end_on"]),
                unsure=_CODE[Unsure.ONLY_LATEST_HELD],
            ),
            _spans(
                since["about"],
                opened_on=since["known_on"],
                ended_on=since["end_on"],
                doubt=np.where(since["counts"] == 1, _CODE[Unsure.MAY_NOT_COUNT], _SURE),
                first=2,
                last=_EVER,
            ),
            _spans(never["about"], opened_on=never["opened_on"], ended_on=never["end_on"]),
            _not_started(about, events),
        ],
        ignore_index=True,
    )


# ------------------------------------------------------------------------------------------------------- by which limit


@dataclass(frozen=True, kw_only=True)
class _Ruled:
    """What one rule says of each span: whether it may be the one, its version, last days, and why there are none."""

    holds: np.ndarray
    may: np.ndarray
    version: np.ndarray
    due: pd.Series
    late: pd.Series
    faults: dict[Unsure, np.ndarray]


def _clocks(
    frames: Frames, duty: Duty, about: pd.DataFrame, spans: pd.DataFrame, steps: dict[str, int]
) -> pd.DataFrame:
    """The spans to which a rule may apply, with their last days."""
    of = about.set_index("about").reindex(spans["about"])
    asked = Asked(
        frames=frames,
        duty=duty,
        about=spans["about"].to_numpy(),
        who=of["who"].to_numpy(),
        start_on=of["opened_on"].reset_index(drop=True),
        on=spans["opened_on"],
        turns=(spans["first"].to_numpy(), spans["last"].to_numpy()),
    )
    spans = spans.assign(who=asked.who, about_on=of["about_on"].to_numpy())
    sure = (spans["unsure"] == _SURE).to_numpy()
    rules, earlier = [], sure
    for rule in duty.rules:
        holds = asked.hold(rule.when)
        may = earlier & (holds > 0)
        rules.append(_ruled(frames, duty, rule, spans, holds, may))
        earlier = earlier & (holds < 2)
    kept = ~sure | np.logical_or.reduce([each.holds > 0 for each in rules])
    return _held(frames, duty, _told(frames, duty, spans, rules, steps)[kept])


def _ruled(  # noqa: PLR0913 - what is known of a rule
    frames: Frames, duty: Duty, rule: Rule, spans: pd.DataFrame, holds: np.ndarray, may: np.ndarray
) -> _Ruled:
    opened = spans["opened_on"]
    version = np.full(len(spans), _NO_DAY)
    due, late = (pd.Series(_NO_DAY, index=spans.index) for _ in range(2))
    recorded = np.zeros(len(spans), dtype=bool)
    for each in rule.versions:
        in_force = opened >= np.datetime64(each.in_force_from, "s")
        if each.in_force_to:
            in_force &= opened <= np.datetime64(each.in_force_to, "s")
        version[in_force] = np.datetime64(each.in_force_from, "s")
        if isinstance(each.limit, Until):
            first = last = take(frames.tables[duty.anchor][each.limit.field.name], spans["about"].to_numpy())
            recorded |= in_force.to_numpy()
        else:
            first, last = frames.last_days(each.limit, opened)
        due, late = first.where(in_force, due), last.where(in_force, late)
    none = late.isna().to_numpy()
    faults = {
        Unsure.OUTSIDE_CALENDAR: may & ~recorded & none,
        Unsure.LIMIT_NOT_RECORDED: may & recorded & none,
        Unsure.DATES_OUT_OF_ORDER: may & recorded & (late < opened).to_numpy(),
    }
    return _Ruled(holds=holds, may=may, version=version, due=due.where(may), late=late.where(may), faults=faults)


def _told(frames: Frames, duty: Duty, spans: pd.DataFrame, rules: list[_Ruled], steps: dict[str, int]) -> pd.DataFrame:
    """The clocks of all spans."""
    due, late = (
        _earliest([each.due for each in rules], spans.index),
        _latest([each.late for each in rules], spans.index),
    )
    may_be = np.sum([each.may for each in rules], axis=0)
    fault, is_told = _faults(duty, frames, spans, rules, late)
    first_rule = np.select([each.may for each in rules], range(len(rules)), _SURE)
    is_one = is_told & (may_be == 1) & (len(rules) > 1)
    places = np.array([steps[rule.code] for rule in duty.rules])
    limit_doubt = np.where(may_be > 1, _CODE[Unsure.STEP_NOT_KNOWN], _CODE[Unsure.ONLY_THE_DAY])
    doubt = np.where((due != late) & due.notna(), limit_doubt, _SURE)
    doubt = np.where(spans["doubt"] != _SURE, spans["doubt"], doubt)
    clocks = pd.DataFrame(
        {
            "subject": spans["who"],
            "about_on": spans["about_on"],
            "opened_on": spans["opened_on"],
            "due_on": due.where(fault == _SURE),
            "late_after": late.where(fault == _SURE),
            "met_on": spans["met_on"],
            "ended_on": spans["ended_on"],
            "unsure": np.where(fault != _SURE, fault, doubt),
            "step": np.where(is_one, places[first_rule], _SURE),
            "version": np.where(
                is_told, np.select([each.may for each in rules], [each.version for each in rules], _NO_DAY), _NO_DAY
            ),
        }
    )
    return _not_before(frames, spans, clocks, due, fault) if duty.form is Form.NOT_BEFORE else clocks


def _faults(
    duty: Duty, frames: Frames, spans: pd.DataFrame, rules: list[_Ruled], late: pd.Series
) -> tuple[np.ndarray, np.ndarray]:
    """Why there is no last day, and whether it is told which version applies."""
    certain = np.logical_or.reduce([each.holds == 2 for each in rules])
    no_version = np.logical_or.reduce([each.may & np.isnat(each.version) for each in rules])
    faults = [(~certain, Unsure.MAY_NOT_APPLY), (no_version, Unsure.NO_VERSION)]
    faults += [(np.logical_or.reduce([each.faults[fault] for each in rules]), fault) for fault in LIMIT_FAULTS]
    sure = (spans["unsure"] == _SURE).to_numpy()
    found = np.select([test for test, _ in faults], [_CODE[each] for _, each in faults], _SURE)
    fault = np.where(sure, found, spans["unsure"])
    if duty.form is not Form.EVERY and any(each.entity in frames.only_latest for each in duty.met_by):
        too_late = (fault == _SURE) & (spans["met_on"] > late).to_numpy()
        fault = np.where(too_late, _CODE[Unsure.ONLY_LATEST_HELD], fault)
    return fault, sure & certain & ~no_version


def _not_before(
    frames: Frames, spans: pd.DataFrame, clocks: pd.DataFrame, due: pd.Series, fault: np.ndarray
) -> pd.DataFrame:
    """What may not be done yet: kept once the day has come, broken by what was done before it."""
    done = spans["met_on"]
    day_before, _ = frames.last_days(DAY_BEFORE, done)
    early = done < due
    beyond = early & day_before.isna()
    is_known = (fault == _SURE) & ~beyond
    outside = (fault == _SURE) & beyond
    wrong = spans["unsure"] != _SURE
    return clocks.assign(
        due_on=due.where(is_known),
        late_after=day_before.where(early, clocks["late_after"]).where(is_known),
        met_on=done.where(wrong, due.where(is_known & ~early)),
        ended_on=done.where(is_known & early, clocks["ended_on"]),
        unsure=clocks["unsure"].where(~outside, _CODE[Unsure.OUTSIDE_CALENDAR]),
    )


_OF_HOLDER = ("team", "worker", "held_from")


def _held(frames: Frames, duty: Duty, clocks: pd.DataFrame) -> pd.DataFrame:
    """With who holds the child."""
    if duty.subject is not Subject.CHILD:
        return clocks.assign(team=_SURE, worker=_SURE, held_from=_NO_DAY)
    holders = frames.tables["holders"]
    who = clocks["subject"].to_numpy()
    return clocks.assign(**{name: holders[f"{name}_{duty.held_by}"].to_numpy()[who] for name in _OF_HOLDER})


def rows_of(frames: Frames, clocks: pd.DataFrame, duties: Iterable[Duty]) -> Iterator[tuple[object, ...]]:
    """The clocks as the engine's rows have them, to compare the two."""
    subjects = {duty.code: duty.subject for duty in duties}
    days = ("about_on", "opened_on", "due_on", "late_after", "met_on", "ended_on")
    columns = [clocks[name].to_numpy().astype("datetime64[D]").tolist() for name in days]
    version, since_on = (clocks[each].to_numpy().astype("datetime64[D]").tolist() for each in ("version", "held_from"))
    words = [clocks[name].astype(object).where(clocks[name].notna(), None) for name in ("unsure", "team", "worker")]
    step = clocks["step"].astype(object).where(clocks["step"].notna(), "")
    for duty, number, *dates, reason, of, since, team, worker, held_from in zip(
        clocks["duty"], clocks["subject"], *columns, words[0], step, version, *words[1:], since_on, strict=True
    ):
        name = frames.names[subjects[duty]][number]
        child = name if subjects[duty] is Subject.CHILD else None
        yield (duty, name, child, *dates, reason, of, since, team, worker, held_from)
