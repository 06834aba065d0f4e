"""The door to the record: the only file of the site that asks the engine. Every answer passes the asker's scope here.

What leaves is said in words (`answers`). For those who see totals only, small counts are kept back before they leave.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.utils import timezone

from roker.catalogue import Catalogue
from roker.duties import DUTIES, Duty
from roker.duties.duty import Subject
from roker.errors import RokerError
from roker.formats import PROBLEM_KINDS
from roker.measures import MEASURES, Counts, Figure, Measure, behind, children_by_status, figure, figures
from roker.measures.disclosure import NOT_SHOWN, THRESHOLD, in_full, suppressed, suppressed_parts
from roker.publication import Bucket, ChildSummary, DatedClock, Holding, Publication, Where
from roker.record import Field
from roker.store import Store
from roker.web import phrases, reach, showing, wording
from roker.web.access import Reach, Scope, may_see_child, no, require, yes
from roker.web.answers import (
    AsAt,
    Cell,
    Child,
    ChildList,
    Choice,
    ClockNamed,
    FigureShown,
    GridRow,
    Heading,
    ListBehind,
    Loads,
    OtherClocks,
    Overview,
    Paging,
    Section,
    TeamGrid,
    Teams,
    WorkList,
)
from roker.web.reach import Holder

SECTION = 50
"""Rows of a section that stands among others; the rest is one click away."""

BUCKET_TITLES: Mapping[Bucket, str] = {
    Bucket.OVERDUE: "Overdue",
    Bucket.TODAY: "Today",
    Bucket.THIS_WEEK: "This week",
    Bucket.CANNOT_TELL: "Cannot tell",
    Bucket.LATER: "Later",
}
_IN_GRID = (Bucket.OVERDUE, Bucket.TODAY, Bucket.THIS_WEEK, Bucket.CANNOT_TELL)


def as_at(now: datetime) -> AsAt | None:
    """What every page states of its figures; None before the first load."""
    current = showing.current()
    if current is None:
        return None
    edition = current.edition
    return AsAt(
        on=showing.day_of(current),
        ends_on=edition.snapshot_on,
        load_number=edition.number,
        received_time=edition.received_time,
        days_ago=(timezone.localdate(now) - edition.snapshot_on).days,
    )


# ----------------------------------------------------------------------------------------------------------- work lists


def work_list(scope: Scope, asked: Mapping[str, str]) -> WorkList:
    """What has to be done, in the parts of a work list. `asked`: team, worker, duty, show (one part), page."""
    current, on = showing.asked()
    team, worker, duty, show = (asked.get(name, "") for name in ("team", "worker", "duty", "show"))
    if (duty and duty not in DUTIES) or (show and show not in set(Bucket)):
        raise Http404
    holders = _held_by(_holdings(current, on, scope))
    found = [
        clock
        for part in reach.parts(scope, holders, team, worker)
        for clock in current.clocks(on, Where(duty=duty or None, open_only=True, **asdict(part)))
    ]
    found.sort(key=_longest_first)
    filters = {"team": team, "worker": worker, "duty": duty}
    buckets = [Bucket(show)] if show else list(Bucket)
    return WorkList(
        whose=reach.whose(scope, holders, team, worker),
        sections=tuple(_section(bucket, found, on, filters, asked if show else None) for bucket in buckets),
        total=len(found),
        teams=reach.team_choices(holders, team),
        workers=reach.worker_choices(holders, team, worker),
        duties=tuple(Choice(key=each.code, text=each.title, chosen=each.code == duty) for each in current.duties()),
        alone=show,
        query=_query(**filters),
        kind=DUTIES[duty].title if duty else "",
        unknown=_not_on_record(current, on, scope),
    )


def _not_on_record(current: Publication, on: date, scope: Scope) -> str:
    """Where the account's worker or team is not on the record: an empty list must not read as good news."""
    if scope.reach is Reach.OWN and scope.worker not in {each.worker for each in current.holdings(on)}:
        return phrases.not_on_record("worker", scope.worker)
    if scope.reach is Reach.TEAM and scope.team not in current.teams():
        return phrases.not_on_record("team", scope.team)
    return ""


def _section(
    bucket: Bucket, clocks: Sequence[DatedClock], on: date, filters: Mapping[str, str], alone: Mapping[str, str] | None
) -> Section:
    clocks = [clock for clock in clocks if clock.bucket is bucket]
    paging = None
    shown: Sequence[DatedClock] = clocks[:SECTION]
    if alone is not None:
        shown, paging = Paging.of(clocks, alone.get("page", ""))
    return Section(
        code=bucket,
        title=BUCKET_TITLES[bucket],
        rows=tuple(phrases.work_row(each, on) for each in shown),
        total=len(clocks),
        query=_query(**filters, show=bucket),
        paging=paging,
    )


def _longest_first(dated: DatedClock) -> tuple[date, date, str, str]:
    """The order of the publication's own lists, kept where two of them are put together."""
    clock = dated.clock
    return clock.late_after or date.min, clock.opened_on or date.min, clock.subject_id, clock.duty


# ---------------------------------------------------------------------------------------------------------------- teams


def teams(scope: Scope, sort: str) -> Teams:
    """Who holds what, team by team: nobody on top, even at zero."""
    current, on = showing.asked()
    titles = {"name": "Worker", **{each.value: BUCKET_TITLES[each] for each in _IN_GRID}, "children": "Children held"}
    if sort not in titles:
        raise Http404
    holdings = _holdings(current, on, scope)
    by_team: dict[str | None, list[Holding]] = {}
    for each in sorted(holdings, key=lambda each: (each.worker is not None, -_amount(each, sort), each.worker or "")):
        by_team.setdefault(each.team, []).append(each)
    return Teams(
        headings=tuple(Heading(text=text, sort=name, sorted_by=name == sort) for name, text in titles.items()),
        teams=tuple(
            TeamGrid(
                team=team or phrases.NO_TEAM,
                key=reach.key_of_team(team),
                rows=tuple(_grid_row(each) for each in by_team[team]),
            )
            for team in sorted(by_team, key=lambda name: (name is not None, name or ""))
        ),
        unknown=_not_on_record(current, on, scope),
        nobodys=sum(each.children for each in holdings if each.worker is None),
        nobodys_by_team=tuple(_nobodys(each) for each in holdings if each.worker is None and each.children),
    )


def _amount(holding: Holding, column: str) -> int:
    if column == "children":
        return holding.children
    return 0 if column == "name" else holding.clocks[Bucket(column)]


def _grid_row(holding: Holding) -> GridRow:
    who = holding.worker or phrases.NOBODY
    where = {"team": reach.key_of_team(holding.team), "worker": reach.key_of_worker(holding.worker)}
    cells = [
        Cell(
            count=holding.clocks[bucket],
            route="work",
            query=_query(**where, show=bucket),
            label=f"{who}: {BUCKET_TITLES[bucket].lower()}",
        )
        for bucket in _IN_GRID
    ]
    children = Cell(count=holding.children, route="held", query=_query(**where), label=f"{who}: children held")
    return GridRow(worker=who, is_nobody=holding.worker is None, cells=(*cells, children))


def _nobodys(holding: Holding) -> Cell:
    query = _query(team=reach.key_of_team(holding.team), worker=reach.NOBODY_KEY)
    return Cell(count=holding.children, route="held", query=query, label=holding.team or phrases.NO_TEAM)


def held(scope: Scope, asked: Mapping[str, str]) -> ChildList:
    """The open children that a worker of a team, or nobody, holds. `asked`: team, worker, page."""
    current, on = showing.asked()
    holders = _held_by(_holdings(current, on, scope))
    team, worker = asked.get("team", ""), asked.get("worker", "")
    found = [
        each
        for part in reach.parts(scope, holders, team, worker)
        for each in current.children(on, Where(**asdict(part)))
    ]
    shown, paging = Paging.of(found, asked.get("page", ""))
    return ChildList(
        title=reach.whose(scope, holders, team, worker),
        rows=tuple(phrases.child_row(each, on) for each in shown),
        paging=paging,
        query=_query(team=team, worker=worker),
    )


# ---------------------------------------------------------------------------------------------------------------- child


def child(scope: Scope, person_id: str) -> Child:
    """A child's page. Refuses with a sentence where the child is out of reach."""
    current, on = showing.asked()
    summary, clocks = _reached(scope, person_id)
    explanations = {_same_clock(each): each for each in current.explain(person_id)}
    upcoming = [each for each in clocks if each.bucket not in (None, Bucket.CANNOT_TELL)]
    return Child(
        person_id=person_id,
        age=phrases.age(summary.age),
        gender=phrases.gender(summary.gender),
        status=phrases.status(summary.status),
        since_on=summary.since_on,
        waited=phrases.days_open(summary, on),
        team=summary.team or phrases.NO_TEAM,
        worker=summary.worker or phrases.NOBODY,
        is_nobody=summary.worker is None,
        next_due=tuple(phrases.work_row(each, on) for each in upcoming[:3]),
        clocks=tuple(
            phrases.child_clock(
                each,
                current.catalogue[each.clock.duty],
                explanations.get(_same_clock(each)),
                on,
                is_in_reach=scope.covers_team(each.clock.team),
            )
            for each in clocks
        ),
        timeline=tuple(phrases.happening(each, summary.born_on) for each in current.timeline(person_id)),
    )


def require_child(scope: Scope, person_id: str) -> None:
    """Go on where a child is in reach. Refuses as its page does."""
    _reached(scope, person_id)


def clock_named(scope: Scope, person_id: str, key: str) -> ClockNamed | None:
    """One clock of a child by its key; None where the record does not show it. Refuses as the child's page does."""
    _, on = showing.asked()
    _, clocks = _reached(scope, person_id)
    named = [phrases.clock_named(each, on, is_in_reach=scope.covers_team(each.clock.team)) for each in clocks]
    # Of several of one key, the one that is late: the reason is about that.
    return next((each for each in sorted(named, key=lambda each: not each.is_late) if each.key == key), None)


def _reached(scope: Scope, person_id: str) -> tuple[ChildSummary, list[DatedClock]]:
    """A child with its clocks. Not found where the record has no such child; refused where it is out of reach."""
    current, on = showing.asked()
    summary = current.child(person_id, on)
    if summary is None:
        raise Http404
    clocks = current.clocks(on, Where(person_id=person_id))
    holders = {(summary.team, summary.worker), *((each.clock.team, each.clock.worker) for each in clocks)}
    is_open = summary.status is not None or any(each.is_open for each in clocks)
    require(may_see_child(scope, frozenset(holders), is_open=is_open))
    return summary, clocks


def has_child(person_id: str) -> bool:
    """Whether the record has such a child. Only for pages that say so anyway to those who may open them."""
    current, on = showing.asked()
    return current.child(person_id, on) is not None


def _same_clock(each: Any) -> tuple[object, ...]:
    clock = each.clock
    return clock.duty, clock.about_on, clock.opened_on, clock.met_on, clock.ended_on


# -------------------------------------------------------------------------------------------------------------- figures


def overview() -> Overview:
    """The whole service for those who see totals only: small counts are kept back."""
    current, on = showing.asked()
    found = figures(current, on)
    shown = tuple(map(phrases.figure_shown, suppressed(found)))
    parts = suppressed_parts(children_by_status(current, on))
    if NOT_SHOWN in parts.values():
        # Figures above give some of the parts: with those, a hidden one could be worked out from the rest.
        parts = dict.fromkeys(parts, NOT_SHOWN)
    return Overview(
        sentences=phrases.sentences(found, shown, smallest=THRESHOLD),
        figures=shown,
        parts=tuple((phrases.status(status), count) for status, count in parts.items()),
    )


def service(scope: Scope) -> Overview:
    """The whole service to the digit."""
    require(yes if scope.reach is Reach.ALL else no("Exact figures are for those who see all children."))
    current, on = showing.asked()
    found = figures(current, on)
    shown = tuple(map(phrases.figure_shown, in_full(found)))
    parts = children_by_status(current, on)
    return Overview(
        sentences=phrases.sentences(found, shown, smallest=1),
        figures=shown,
        parts=tuple((phrases.status(status), f"{count:,}") for status, count in parts.items()),
    )


def list_behind(scope: Scope, code: str, page: str) -> ListBehind:
    """The clocks or children that a figure counts."""
    require(yes if scope.reach is Reach.ALL else no("Lists behind figures are for those who see all children."))
    current, on = showing.asked()
    measure = _measure(code)
    counted = figure(current, measure, on)
    where = behind(measure)
    clocks: Sequence[DatedClock] = ()
    children: Sequence[ChildSummary] = ()
    if measure.counts is Counts.CLOCKS:
        clocks, paging = Paging.of(current.clocks(on, where), page)
    else:
        children, paging = Paging.of(current.children(on, where), page)
    return ListBehind(
        figure=_for(scope, counted),
        rows=tuple(phrases.work_row(each, on) for each in clocks),
        children=tuple(phrases.child_row(each, on) for each in children),
        paging=paging,
    )


def figure_now(scope: Scope, code: str) -> FigureShown:
    """A figure as it stands, as this person may see it."""
    current, on = showing.asked()
    return _for(scope, figure(current, _measure(code), on))


def freeze(code: str) -> dict[str, Any]:
    """A figure to be kept beside a question or an answer: numbers alone, as plain JSON."""
    current, on = showing.asked()
    now = figure(current, _measure(code), on)
    return {
        "value": now.value,
        "denominator": now.denominator,
        "unknown": now.unknown,
        "longest_days": now.longest_days,
        "as_at": now.as_at.isoformat(),
        "edition_number": now.edition_number,
        "is_known": now.is_known,
    }


def thaw(scope: Scope, code: str, frozen: Mapping[str, Any]) -> FigureShown:
    """A kept figure, as this person may see it now."""
    numbers = {**frozen, "as_at": date.fromisoformat(frozen["as_at"])}
    return _for(scope, Figure(measure=MEASURES[code] if is_counted(code) else _past(code), **numbers))


def is_counted(code: str) -> bool:
    """Whether the catalogue has such a measure."""
    return code in MEASURES


def measure_title(code: str) -> str:
    """What a measure is called, also one that is no longer counted."""
    return (MEASURES[code] if is_counted(code) else _past(code)).title


def _past(code: str) -> Measure:
    """Stands for a measure that was asked about and has since left the catalogue."""
    title = "A figure that is no longer counted"
    return Measure(code=code, title=title, question="", counts=Counts.CLOCKS, denominator="not known", reading="")


def _measure(code: str) -> Measure:
    if code not in MEASURES:
        raise Http404
    return MEASURES[code]


def _for(scope: Scope, each: Figure) -> FigureShown:
    (said,) = in_full([each]) if scope.reach is Reach.ALL else suppressed([each])
    return phrases.figure_shown(said)


# ----------------------------------------------------------------------------------------------------------------- data


def loads() -> Loads:
    """Every load, the newest first, with counts of what was wrong and never what was found."""
    try:
        store = Store(Path(settings.ROKER_HOME))
        found, redacted = store.loads(), store.redactions()
    except RokerError as error:
        return Loads(loads=(), trouble=str(error))
    titles = {kind.code: kind.title for kind in PROBLEM_KINDS}
    shown = tuple(phrases.load_shown(each, titles) for each in reversed(found))
    return Loads(loads=shown, redactions=tuple(map(phrases.redaction_shown, redacted)))


def names_in(scope: Scope, text: str) -> list[str]:
    """Children's numbers and workers' names in a text. Asked only for those who see all of them anyway."""
    require(yes if scope.reach is Reach.ALL else no("Names are for those who see all children."))
    current, on = showing.asked()
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    numbers = {each for each in current.person_ids() if len(each) >= 5}
    children = [each for each in numbers if re.search(rf"(?<!\d){re.escape(each.casefold())}(?!\d)", plain)]
    workers = {each.worker for each in current.holdings(on) if each.worker}
    return sorted([*children, *(each for each in workers | set(current.teams()) if wording.is_named(each, plain))])


def count_of_other_clocks(code: str) -> int | None:
    """How many clocks `other_clocks` lists; None for a duty owed to children, and before the first load."""
    current = showing.current()
    if current is None or DUTIES[code].subject is Subject.CHILD:
        return None
    return current.count_of_clocks(showing.day_of(current), Where(duty=code, others=True))


def other_clocks(scope: Scope, code: str, page: str) -> OtherClocks:
    """The clocks of a duty that workers, carers, homes or the authority have. The record names no team for them."""
    require(no("This list is for managers.") if scope.reach in {Reach.OWN, Reach.TOTALS} else yes)
    if code not in DUTIES or DUTIES[code].subject is Subject.CHILD:
        raise Http404
    current, on = showing.asked()
    clocks, paging = Paging.of(current.clocks(on, Where(duty=code, others=True)), page)
    duty = DUTIES[code]
    rows = tuple(phrases.other_clock(each, on) for each in clocks)
    return OtherClocks(code=code, title=duty.title, who=duty.who, rows=rows, paging=paging)


def catalogue() -> tuple[Catalogue[Duty], Mapping[str, tuple[Field, ...]] | None]:
    """The duties with the authority's own limits; and by duty the fields that no file has and without which nothing can
    be said, or None where nothing was loaded.
    """
    current = showing.current()
    if current is None:
        return DUTIES, None
    return current.catalogue, {each.code: current.missing(each) for each in DUTIES}


# -------------------------------------------------------------------------------------------------------------- choices


def _holdings(current: Publication, on: date, scope: Scope) -> list[Holding]:
    """The rows of the team grid that a person may see; none for those who see their own children alone."""
    require(no("Lists name children.") if scope.reach is Reach.TOTALS else yes)
    if scope.reach is Reach.OWN:
        return []
    return [each for each in current.holdings(on) if scope.covers_team(each.team)]


def _held_by(holdings: Sequence[Holding]) -> list[Holder]:
    return [(each.team, each.worker) for each in holdings]


def _query(**parts: str) -> str:
    return urlencode({name: value for name, value in parts.items() if value})
