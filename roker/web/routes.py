"""What an address of the site is: its path, its view, and the permission without which it cannot be declared."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeAlias, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from roker.web import access, choosing, kept_words, results, showing
from roker.web.access import Permission, Refused
from roker.web.pages import refusals
from roker.web.people.looks import Sight, record_look
from roker.web.people.models import User
from roker.web.request import Request

View: TypeAlias = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Public:
    """Declares that anybody may open a page, and why."""

    why: str

    def __post_init__(self) -> None:
        if not self.why:
            raise ValueError("a public page says why it is public")


@dataclass(frozen=True, kw_only=True)
class Route:
    """One address. `sight` says what the reading log notes of it."""

    path: str
    view: View
    name: str
    permission: Permission | Public
    sight: Sight = Sight.NOTHING
    methods: tuple[str, ...] = ("GET", "HEAD")
    takes_words: bool = False
    """A form with words that are kept when the session has ended."""

    def __post_init__(self) -> None:
        if not isinstance(self.permission, Permission | Public):
            raise TypeError(f"/{self.path} declares no permission")

    def pattern(self) -> URLPattern:
        return path(self.path, _guarded(self), name=self.name)


def _guarded(route: Route) -> View:
    """The view behind its guard: who asks, whether they may, and a line in the reading log."""

    @wraps(route.view)
    def guard(request: HttpRequest, **parts: Any) -> HttpResponse:
        if isinstance(route.permission, Permission):
            if not isinstance(request.user, User):
                return _to_sign_in(request, route)
            access.require_permission(request.user, route.permission)
            _introduce(request, request.user, route)
        if request.method not in route.methods:
            return refusals.wrong_method(request, route.methods)
        if request.method == "POST" and route.permission is not Permission.OWN_ACCOUNT:
            access.require(choosing.may_write(request))
        return _answer(cast("Request", request), route, parts)

    return guard


def _introduce(request: HttpRequest, person: User, route: Route) -> None:
    asked = cast("Request", request)
    asked.person = person
    if route.permission is not Permission.OWN_ACCOUNT:
        asked.scope = access.scope_of(person)


_SHOWN = (200, 400, 409)
"""A form that complains shows the page that it stands on."""


def _answer(request: Request, route: Route, parts: dict[str, Any]) -> HttpResponse:
    try:
        response = route.view(request, **parts)
    except showing.NoLoadYet:
        return refusals.no_load_yet(request)
    except Refused:
        _note(request, route, parts, refused=True)
        raise
    if response.status_code in _SHOWN:
        _note(request, route, parts, refused=False)
    return response


def _note(request: Request, route: Route, parts: dict[str, Any], *, refused: bool) -> None:
    if route.sight is not Sight.NOTHING:
        as_at = results.as_at(request.now)
        record_look(
            request.person,
            route.sight,
            route.name,
            now=request.now,
            load_number=as_at.load_number if as_at else None,
            person_id=parts.get("person_id", ""),
            filters=request.GET.urlencode(),
            refused=refused,
        )


def _to_sign_in(request: HttpRequest, route: Route) -> HttpResponse:
    """To the sign-in page and then back; words that were sent after the session had ended are kept on the way."""
    back = request.get_full_path()
    if request.method == "POST":
        kept_words.keep(request)
        back = request.path if route.takes_words else reverse("first")
    return HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode({'next': back})}")
