"""What was loaded, when, and what was wrong in it."""

from django.http import HttpResponse

from roker.web import results
from roker.web.page import page
from roker.web.request import Request


def data(request: Request) -> HttpResponse:
    """Every load, with counts of problems and never what was found."""
    return page(request, "data.html", loaded=results.loads())
