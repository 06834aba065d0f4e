"""Holds a request still: one time, and one publication, from its start to its end."""

from collections.abc import Callable
from typing import TypeAlias

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from roker.web import choosing, showing

Answer: TypeAlias = Callable[[HttpRequest], HttpResponse]


def one_moment(answer: Answer) -> Answer:
    """The time is asked once, as `request.now`; and the figures of a page never come from two loads."""

    def held_still(request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        with showing.one_publication(choosing.past_of(request)):
            return answer(request)

    return held_still
