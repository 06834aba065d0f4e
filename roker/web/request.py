"""A request as views receive it: with the one time it was asked at, who asks, and how far they see."""

from datetime import datetime

from django.http import HttpRequest

from roker.web.access import Scope
from roker.web.people.models import User


class Request(HttpRequest):
    """`now` is there always; `person` and `scope` past the guard of a route that needs somebody signed in."""

    now: datetime
    person: User
    scope: Scope


def signed_in(request: HttpRequest) -> User | None:
    """Who asks, or None. For pages that are shown to both."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None
