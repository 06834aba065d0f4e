"""What the episodes of the SSDA903 return say together: periods of care, placements and legal statuses; and where they
contradict each other. Nothing is repaired: what does not fit together is kept and said.

An episode that is the first of its child in the return may go on from one of an earlier return. Its reason (RNE) tells:
"L", only the legal status changed, means that the placement is older than the episode, and by how much is not known.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from roker.record.schema import UNREAD

SHORT_BREAKS = frozenset({"V3", "V4"})
"""Legal statuses of short breaks: the child is not looked after in between, and each is a period by itself."""
FOLLOWED = "X1"
_STARTED = "S"
_SAME_PLACEMENT = frozenset({"L"})
_SAME_LEGAL_STATUS = frozenset({"P", "T"})
_FACTS = ("placement_type", "placement_provider", "placement_postcode", "placement_urn")
_PLACED = {
    "cla_placement_type": "placement_type",
    "cla_placement_urn": "placement_urn",
    "cla_placement_distance": "placement_distance",
    "cla_placement_provider": "placement_provider",
    "cla_placement_postcode": "placement_postcode",
    "placement_location": "placement_location",
    "placement_authority": "placement_authority",
}
"""What the first episode says of a placement, by field."""
_MOVED = {
    "cla_placement_end_date": "cla_episode_ceased_date",
    "cla_placement_change_reason": "placement_change_reason",
}
"""What the last one says."""

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something in a child's episodes that cannot be so: a kind of problem, and the row and column to look at."""

    kind: str
    index: int
    column: str
    found: str
    expected: str


@dataclass(frozen=True, kw_only=True)
class Care:
    """What the episodes of all children say."""

    episodes: Sequence[Row]
    placements: Sequence[Row]
    legal_statuses: Sequence[Row]
    findings: Sequence[Finding]


@dataclass(frozen=True, kw_only=True)
class Period:
    """A period of care, as far as the episodes of one return tell of it."""

    cla_id: str
    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day and (self.last is None or day <= self.last)


def care_of(episodes: Sequence[Row], snapshot_on: date) -> Care:
    """Placements and legal statuses of episodes, which become rows of `cla_episodes` with their references.

    An episode has its place in the file as "index" and "number" beside its fields, and "marked" if a program ended it.
    """
    placements: list[Row] = []
    legal_statuses: list[Row] = []
    findings: list[Finding] = []
    for episode in episodes:
        findings += _about_one(episode)
    by_child = sorted((each for each in episodes if each["cla_episode_start_date"]), key=_order)
    for _, of_child in groupby(by_child, key=lambda each: each["person_id"]):
        history = list(of_child)
        findings += _about_history(history, snapshot_on)
        for period in _runs(history, _goes_on):
            _give_period(period)
            placements += _placements(period)
            legal_statuses += _legal_statuses(period)
    _number_apart(placements, episodes)
    return Care(episodes=episodes, placements=placements, legal_statuses=legal_statuses, findings=findings)


def periods_of(episodes: Sequence[Row]) -> dict[str, list[Period]]:
    """The periods of care of each child, by the episodes that are of one."""
    by_id: dict[tuple[str, str], list[Row]] = {}
    for episode in episodes:
        if episode["cla_id"] is not None:
            by_id.setdefault((episode["person_id"], episode["cla_id"]), []).append(episode)
    periods: dict[str, list[Period]] = {}
    for (person_id, cla_id), of_period in by_id.items():
        ends = [episode["cla_episode_ceased_date"] for episode in of_period]
        period = Period(
            cla_id=cla_id,
            first=min(episode["cla_episode_start_date"] for episode in of_period),
            last=None if None in ends else max(ends),
        )
        periods.setdefault(person_id, []).append(period)
    return periods


def _order(episode: Row) -> tuple[str, date, date, int]:
    ended = episode["cla_episode_ceased_date"] or date.max
    return episode["person_id"], episode["cla_episode_start_date"], ended, episode["index"]


def _runs(history: Sequence[Row], goes_on: Callable[[Row, Row], bool]) -> Iterator[list[Row]]:
    """Cuts a history wherever an episode does not go on from the one before."""
    run: list[Row] = []
    for episode in history:
        if run and not goes_on(run[-1], episode):
            yield run
            run = []
        run.append(episode)
    if run:
        yield run


def _goes_on(earlier: Row, later: Row) -> bool:
    """Whether two episodes are of one period of care, as `roker.record.deriving` has it: by X1, by days that overlap,
    or by days that meet unless the child is said to have started anew.
    """
    if not SHORT_BREAKS.isdisjoint({earlier["legal_status"], later["legal_status"]}):
        return False
    ended, reason = earlier["cla_episode_ceased_date"], earlier["cla_episode_ceased_reason"]
    if reason == FOLLOWED or ended is None or ended > later["cla_episode_start_date"]:
        return True
    started_anew = later["cla_episode_start_reason"] == _STARTED
    return bool(ended == later["cla_episode_start_date"] and (not started_anew or reason is None))


def _give_period(period: Sequence[Row]) -> None:
    """The period of care of its episodes, if its first day is in the return; else `roker.record.deriving` finds it by
    the episodes that earlier returns told.
    """
    first = period[0]
    if first["legal_status"] in SHORT_BREAKS or first["cla_episode_start_reason"] not in {_STARTED, None}:
        return
    for episode in period:
        episode["cla_id"] = _made_id(first, known=True)
        episode["entered_care_date"] = first["cla_episode_start_date"]


def _made_id(first: Row, *, known: bool) -> str:
    """The id of what began with an episode; marked where it began earlier, on a day that is not in the return."""
    return f"{first['person_id']}/{'' if known else '~'}{first['cla_episode_start_date'].isoformat()}"


def _placements(period: Sequence[Row]) -> Iterator[Row]:
    """One row for consecutive episodes in the same placement."""
    for run in _runs(period, _same_placement):
        first, last = run[0], run[-1]
        known = first is not period[0] or first["cla_episode_start_reason"] not in _SAME_PLACEMENT
        placement_id = _made_id(first, known=known)
        yield {
            "cla_placement_id": placement_id,
            "person_id": first["person_id"],
            "cla_id": first.get("cla_id"),
            "cla_placement_start_date": first["cla_episode_start_date"] if known else None,
            **{name: first.get(said) for name, said in _PLACED.items()},
            **{name: last.get(said) for name, said in _MOVED.items()},
            UNREAD: _unread(first, _PLACED) | _unread(last, _MOVED),
            "found_in": _found_in(run),
            "of": [each["index"] for each in run],
        }


def _same_placement(earlier: Row, later: Row) -> bool:
    return later["cla_episode_start_reason"] in _SAME_PLACEMENT and all(earlier[of] == later[of] for of in _FACTS)


def _legal_statuses(period: Sequence[Row]) -> Iterator[Row]:
    """One row for consecutive episodes under the same legal status."""
    for run in _runs(period, _same_legal_status):
        first, last = run[0], run[-1]
        known = first is not period[0] or first["cla_episode_start_reason"] not in _SAME_LEGAL_STATUS
        unread = _unread(first, {"legal_status": "legal_status"})
        if first["legal_status"] is not None or unread:
            yield {
                "person_id": first["person_id"],
                "legal_status": first["legal_status"],
                "legal_status_start_date": first["cla_episode_start_date"] if known else None,
                "legal_status_end_date": last["cla_episode_ceased_date"],
                UNREAD: unread | _unread(last, {"legal_status_end_date": "cla_episode_ceased_date"}),
                "found_in": _found_in(run),
            }


def _same_legal_status(earlier: Row, later: Row) -> bool:
    said = {"legal_status": "legal_status"}
    return bool(earlier["legal_status"] == later["legal_status"] and _unread(earlier, said) == _unread(later, said))


def _unread(episode: Row, said: Mapping[str, str]) -> frozenset[str]:
    """The fields told by an episode whose cell could not be read there."""
    named = episode.get(UNREAD) or ()
    return frozenset(name for name, in_episode in said.items() if in_episode in named)


def _found_in(run: Sequence[Row]) -> str:
    more = f", and {len(run) - 1} more" if len(run) > 1 else ""
    return f"{run[0]['found_in']}{more}"


def _number_apart(placements: Sequence[Row], episodes: Sequence[Row]) -> None:
    """Gives two placements that began on one day ids of their own, and the episodes the ids of their placements."""
    times: dict[str, int] = {}
    of_episode: dict[int, str] = {}
    for placement in placements:
        made = placement["cla_placement_id"]
        times[made] = times.get(made, 0) + 1
        if times[made] > 1:
            placement["cla_placement_id"] = f"{made}/{times[made]}"
        of_episode.update(dict.fromkeys(placement.pop("of"), placement["cla_placement_id"]))
    for episode in episodes:
        episode["cla_placement_id"] = of_episode.get(episode["index"])


# -------------------------------------------------------------------------------------------------- what cannot be so


def _about_one(episode: Row) -> Iterator[Finding]:
    started, ended = episode["cla_episode_start_date"], episode["cla_episode_ceased_date"]
    reason, index = episode["cla_episode_ceased_reason"], episode["index"]
    if started and ended and ended < started:
        expected = f"a day not before {_day(started)}, on which it began"
        yield Finding(kind="ends_before_start", index=index, column="DEC", found=_day(ended), expected=expected)
    if reason and not ended:
        expected = f"the day on which it ended for {reason}"
        yield Finding(kind="contradiction", index=index, column="DEC", found="blank", expected=expected)
    if ended and not reason and not episode.get("marked"):
        expected = f"the reason why it ended on {_day(ended)}"
        yield Finding(kind="contradiction", index=index, column="REC", found="blank", expected=expected)


def _about_history(history: Sequence[Row], snapshot_on: date) -> Iterator[Finding]:
    for earlier, later in pairwise(history):
        yield from _about_two(earlier, later)
    last = history[-1]
    ended = last["cla_episode_ceased_date"]
    if last["cla_episode_ceased_reason"] == FOLLOWED and ended and ended <= snapshot_on:
        expected = f"an episode from {_day(ended)}, or the reason why care ended"
        yield Finding(kind="gap", index=last["index"], column="REC", found=FOLLOWED, expected=expected)


def _about_two(earlier: Row, later: Row) -> Iterator[Finding]:
    started, ended = later["cla_episode_start_date"], earlier["cla_episode_ceased_date"]
    reason, why = earlier["cla_episode_ceased_reason"], later["cla_episode_start_reason"]
    index, before = later["index"], f"row {earlier['number']}"
    if ended is None or started < ended:
        until = f"until {_day(ended)}" if ended else "without an end"
        expected = f"a day not before the end of the episode in {before}, which is {until}"
        yield Finding(kind="overlap", index=index, column="DECOM", found=_day(started), expected=expected)
    elif reason == FOLLOWED and started > ended:
        expected = f"{_day(ended)}, as the episode in {before} ended with X1"
        yield Finding(kind="gap", index=index, column="DECOM", found=_day(started), expected=expected)
    if why == _STARTED and reason == FOLLOWED:
        expected = f"another reason than S, as the episode in {before} ended with X1"
        yield Finding(kind="contradiction", index=index, column="RNE", found=why, expected=expected)
    if why not in {_STARTED, None} and reason not in {FOLLOWED, None}:
        expected = f"S, as the episode in {before} ended care with {reason}"
        yield Finding(kind="contradiction", index=index, column="RNE", found=why, expected=expected)
    if why in _SAME_PLACEMENT and _goes_on(earlier, later) and not _same_placement(earlier, later):
        expected = f"the same placement as in {before}, or another reason than {why}"
        yield Finding(kind="contradiction", index=index, column="RNE", found=why, expected=expected)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
