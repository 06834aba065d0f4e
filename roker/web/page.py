"""Puts an answer into the frame that every page has: who is signed in, where they can go, and as at which day."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from roker.web import choosing, results
from roker.web.access import Permission, may
from roker.web.answers import AsAt
from roker.web.people.models import User
from roker.web.request import Request, signed_in


@dataclass(frozen=True, kw_only=True)
class Link:
    """One entry of the navigation: a route, and its permission."""

    route: str
    text: str
    permission: Permission


LINKS = (
    Link(route="service", text="Service", permission=Permission.SEE_SERVICE),
    Link(route="overview", text="Overview", permission=Permission.SEE_TOTALS),
    Link(route="work", text="Work list", permission=Permission.SEE_WORK),
    Link(route="teams", text="Teams", permission=Permission.SEE_TEAMS),
    Link(route="questions", text="Questions", permission=Permission.SEE_QUESTIONS),
    Link(route="duties", text="Duties", permission=Permission.SEE_DUTIES),
    Link(route="data", text="Data", permission=Permission.SEE_LOADS),
)
"""What the navigation offers, to those who may."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the layout of a page needs besides its answer."""

    as_at: AsAt | None
    person: User | None
    links: tuple[dict[str, Any], ...]
    may_find_child: bool
    days: choosing.Days | None
    """In the demonstration: which days can be looked at."""


def page(request: HttpRequest, template: str, *, status: int = 200, **answer: Any) -> HttpResponse:
    """The page. Templates are given plain dataclasses, texts and numbers."""
    person = signed_in(request)
    frame = Frame(
        as_at=results.as_at(cast("Request", request).now),
        person=person,
        links=_links(request, person),
        may_find_child=person is not None and bool(may(person, Permission.SEE_CHILDREN)),
        days=choosing.days_for(request),
    )
    return render(request, template, {"frame": frame, **answer}, status=status)


def _links(request: HttpRequest, person: User | None) -> tuple[dict[str, Any], ...]:
    if person is None:
        return ()
    allowed = [link for link in LINKS if may(person, link.permission)]
    return tuple(
        {
            "href": reverse(link.route),
            "text": link.text,
            "current": request.path == reverse(link.route),
            "active": request.path.startswith(reverse(link.route)),
        }
        for link in allowed
    )
