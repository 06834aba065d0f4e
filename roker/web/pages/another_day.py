"""In the demonstration: choosing another day to look at, and waiting until what was known then is prepared."""

import logging
from threading import Thread

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from roker.errors import RokerError
from roker.web import choosing
from roker.web.page import page
from roker.web.request import Request

_LOOK_AGAIN = 3
"""Seconds until the page that waits looks again."""
_log = logging.getLogger(__name__)


def another_day(request: Request) -> HttpResponse:
    """The form, what it sends, and the page that waits."""
    if not choosing.may_choose(request):
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    as_at, known = given.get("as_at", ""), given.get("known", "")
    if request.method != "POST" and not known:
        return page(request, "another_day.html", trouble="", waits_for=None)
    try:
        chosen = choosing.read(as_at, known)
    except RokerError as error:
        return page(request, "another_day.html", status=400, trouble=str(error), waits_for=None)
    if choosing.is_ready(chosen):
        choosing.keep(request, chosen)
        return redirect("first")
    Thread(target=_prepare, args=(chosen,), daemon=True).start()
    response = page(request, "another_day.html", trouble="", waits_for=choosing.known_on(chosen))
    response.headers["Refresh"] = f"{_LOOK_AGAIN}; url={request.path}?as_at={chosen.as_at or ''}&known={chosen.load}"
    return response


def _prepare(chosen: choosing.Chosen) -> None:
    try:
        choosing.prepare(chosen)
    except Exception as error:
        _log.error("What was known earlier could not be prepared: %s", type(error).__name__)
