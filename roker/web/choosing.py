"""In the demonstration, a person may look at another day, and at what was known earlier; nowhere else, and never write.

What was chosen is kept in the person's session. What was known earlier is a publication of its own, which is made when
somebody asks for it first.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from roker import calendar, loading
from roker.errors import RokerError
from roker.store import Load, Store
from roker.web import wording
from roker.web.access import Decision, no, yes
from roker.web.answers import Choice
from roker.web.people.models import User
from roker.web.showing import Past

_KEPT = "another_day"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A day to look at, and the load after which nothing is known; None is the present."""

    as_at: date | None = None
    load: int | None = None


@dataclass(frozen=True, kw_only=True)
class Days:
    """What can be chosen, and what is."""

    first: date
    last: date
    as_at: str
    known: tuple[Choice, ...]
    is_past: bool


def may_choose(request: HttpRequest) -> bool:
    """Whether somebody may look at another day: the people of the demonstration alone."""
    user = getattr(request, "user", None)
    return isinstance(user, User) and user.is_demonstration


def may_write(request: HttpRequest) -> Decision:
    """Whether what is sent may be kept: not by somebody who looks at another day."""
    if _kept(request) != Chosen():
        return no("You are looking at another day. Go back to the last day before you write anything.")
    return yes


def past_of(request: HttpRequest) -> Past:
    """What a request looks at; the present where nothing else was chosen, or what was chosen is there no longer."""
    chosen = _kept(request)
    if chosen.load is None:
        return Past(as_at=chosen.as_at)
    path = _path(chosen.load)
    return Past(as_at=chosen.as_at, path=path) if path and path.exists() else Past()


def days_for(request: HttpRequest) -> Days | None:
    """What the control in the frame of a page offers; None where there is none."""
    found = _loads() if may_choose(request) else []
    if not found:
        return None
    chosen = _kept(request)
    last = found[-1]
    options = [
        Choice(
            key="" if load is last else f"{load.number}",
            text=f"{wording.day(load.snapshot_on)}{', the last load' if load is last else ''}",
            chosen=(chosen.load or last.number) == load.number,
        )
        for load in reversed(found)
    ]
    return Days(
        first=calendar.FIRST_DAY,
        last=last.snapshot_on,
        as_at=chosen.as_at.isoformat() if chosen.as_at else "",
        known=tuple(options),
        is_past=chosen != Chosen(),
    )


def read(as_at: str, known: str) -> Chosen:
    """What a form says. Raises RokerError, with a sentence, where there is no such day or load."""
    found = {load.number: load for load in _loads()}
    if not found:
        raise RokerError("Nothing has been loaded yet.")
    last = max(found.values(), key=lambda load: (load.snapshot_on, load.number))
    if known and (not known.isdecimal() or int(known) not in found):
        raise RokerError("Choose one of the loads that are listed.")
    load = found[int(known)] if known else last
    on = None
    if as_at:
        try:
            on = date.fromisoformat(as_at)
        except ValueError:
            raise RokerError(f"Write the day as {load.snapshot_on}.") from None
        if not calendar.FIRST_DAY <= on <= load.snapshot_on:
            raise RokerError(
                f"Choose a day up to {wording.day(load.snapshot_on)}: nothing was known then of any later one."
            )
    return Chosen(as_at=None if on == load.snapshot_on else on, load=None if load is last else load.number)


def is_ready(chosen: Chosen) -> bool:
    """Whether what was chosen can be shown at once."""
    path = _path(chosen.load) if chosen.load else None
    return chosen.load is None or (path is not None and path.exists())


def prepare(chosen: Chosen) -> None:
    """Makes what is needed to show it; takes as long as a load."""
    time = _time_of(chosen.load) if chosen.load else None
    if time is not None:
        loading.publish_as_known_at(Path(settings.ROKER_HOME), time)


def keep(request: HttpRequest, chosen: Chosen) -> None:
    """Shows it from the next page on."""
    request.session[_KEPT] = {"as_at": chosen.as_at and chosen.as_at.isoformat(), "load": chosen.load}


def known_on(chosen: Chosen) -> date | None:
    """The day of the load that was chosen."""
    return next((load.snapshot_on for load in _loads() if load.number == chosen.load), None)


def _kept(request: HttpRequest) -> Chosen:
    if not may_choose(request):
        return Chosen()
    kept: dict[str, Any] = request.session.get(_KEPT) or {}
    as_at = kept.get("as_at")
    return Chosen(as_at=date.fromisoformat(as_at) if as_at else None, load=kept.get("load"))


def _loads() -> list[Load]:
    """The last load of each day that the record speaks of, the earliest first."""
    last: dict[date, Load] = {}
    for load in Store(Path(settings.ROKER_HOME)).standing():
        last[load.snapshot_on] = load
    return [last[day] for day in sorted(last)]


def _time_of(number: int) -> datetime | None:
    return next((load.received_time for load in _loads() if load.number == number), None)


def _path(number: int) -> Path | None:
    time = _time_of(number)
    return None if time is None else loading.path_as_known_at(Path(settings.ROKER_HOME), time)
