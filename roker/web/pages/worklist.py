"""The work list: what has to be done for which child, and by when."""

from django.http import HttpResponse

from roker.web import results
from roker.web.oversight import exceptions
from roker.web.page import page
from roker.web.request import Request


def work(request: Request) -> HttpResponse:
    """One's own, the team's or everybody's, by role; narrowed by the filters of the address."""
    found = results.work_list(request.scope, request.GET.dict())
    reasons = exceptions.beside([row for section in found.sections for row in section.rows])
    return page(request, "work.html", work=found, reasons=reasons)
