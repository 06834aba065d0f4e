"""The whole service in figures: guarded for those who see totals only, exact for the director."""

from django.http import HttpResponse

from roker.web import results
from roker.web.oversight import exceptions, reading
from roker.web.page import page
from roker.web.request import Request


def overview(request: Request) -> HttpResponse:
    """For those who answer for the service: totals, each with its open questions."""
    return page(request, "overview.html", overview=results.overview(), questions=reading.alive(request.now))


def service(request: Request) -> HttpResponse:
    """The director's first page: unanswered questions on top, then exact figures."""
    return page(
        request, "service.html", overview=results.service(request.scope), questions=reading.waiting(request.now)
    )


def behind(request: Request, code: str) -> HttpResponse:
    """The list that a figure counts."""
    found = results.list_behind(request.scope, code, request.GET.get("page", ""))
    return page(request, "behind.html", behind=found, reasons=exceptions.beside(found.rows))
