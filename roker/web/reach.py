"""Which part of the record a scope and the filters of an address choose together.

Teams and workers travel in addresses as keys.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from django.http import Http404

from roker.web.access import Reach, Scope
from roker.web.answers import Choice
from roker.web.keys import key_of
from roker.web.phrases import NO_TEAM, NOBODY

NOBODY_KEY = "nobody"
NO_TEAM_KEY = "none"

Holder: TypeAlias = tuple[str | None, str | None]
"""A team and a worker; None is no team, or nobody."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the record; what is left at its default does not choose."""

    team: str | None = None
    no_team: bool = False
    worker: str | None = None
    nobody: bool = False


def parts(scope: Scope, holders: Sequence[Holder], team_key: str, worker_key: str) -> list[Part]:
    """Scope and filters as parts that do not overlap. A key of nothing in scope is not found."""
    if scope.reach is Reach.TOTALS:
        raise ValueError("those who see totals have no part of the record")
    if scope.reach is Reach.OWN:
        if team_key or worker_key:
            raise Http404
        return [Part(worker=scope.worker)]
    chosen = _of_teams(scope, holders, team_key)
    if worker_key == NOBODY_KEY:
        return [replace(each, nobody=True) for each in chosen]
    if worker_key:
        worker = _named(worker_key, {key_of_worker(name): name for _, name in holders})
        return [replace(each, worker=worker) for each in chosen]
    return chosen


def _of_teams(scope: Scope, holders: Sequence[Holder], team_key: str) -> list[Part]:
    if team_key == NO_TEAM_KEY:
        return [Part(no_team=True)]
    if team_key:
        return [Part(team=_named(team_key, {key_of_team(team): team for team, _ in holders}))]
    return [Part(team=scope.team), Part(no_team=True)] if scope.reach is Reach.TEAM else [Part()]


def _named(key: str, names: Mapping[str, str | None]) -> str:
    name = names.get(key)
    if name is None:
        raise Http404
    return name


def whose(scope: Scope, holders: Sequence[Holder], team_key: str, worker_key: str) -> str:
    """Whose work a list shows."""
    if scope.reach is Reach.OWN:
        return scope.worker
    everything = f"{scope.team}, and children with no team" if scope.reach is Reach.TEAM else "All teams"
    teams = {key_of_team(team): team or NO_TEAM for team, _ in holders}
    workers = {key_of_worker(worker): worker or NOBODY for _, worker in holders}
    team = teams[team_key] if team_key else everything
    return f"{workers[worker_key]} · {team}" if worker_key else team


def team_choices(holders: Sequence[Holder], chosen: str) -> tuple[Choice, ...]:
    """The teams that a filter offers."""
    found = dict.fromkeys(team for team, _ in holders)
    return tuple(
        Choice(key=key_of_team(team), text=team or NO_TEAM, chosen=key_of_team(team) == chosen) for team in found
    )


def worker_choices(holders: Sequence[Holder], team_key: str, chosen: str) -> tuple[Choice, ...]:
    """The workers that a filter offers, nobody first; those of the chosen team, where one is."""
    found = {worker for team, worker in holders if not team_key or key_of_team(team) == team_key}
    ordered = sorted(found, key=lambda name: (name is not None, name or ""))
    return tuple(
        Choice(key=key_of_worker(each), text=each or NOBODY, chosen=key_of_worker(each) == chosen) for each in ordered
    )


def key_of_team(team: str | None) -> str:
    """What addresses carry for a team."""
    return NO_TEAM_KEY if team is None else key_of("team", team)


def key_of_worker(worker: str | None) -> str:
    """What addresses carry for a worker."""
    return NOBODY_KEY if worker is None else key_of("worker", worker)
