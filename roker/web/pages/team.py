"""The team page, and the children behind its counts."""

from django.http import HttpResponse

from roker.web import results
from roker.web.page import page
from roker.web.request import Request


def teams(request: Request) -> HttpResponse:
    """Who holds what. Nobody stands on top."""
    return page(request, "teams.html", teams=results.teams(request.scope, request.GET.get("sort", "name")))


def held(request: Request) -> HttpResponse:
    """The open children that one row of the team page counts."""
    return page(request, "held.html", children=results.held(request.scope, request.GET.dict()))
