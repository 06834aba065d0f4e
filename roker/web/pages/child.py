"""A child's page, and finding a child by number."""

from django.http import HttpResponse
from django.shortcuts import redirect

from roker.web import results
from roker.web.access import Permission, may
from roker.web.oversight import exceptions
from roker.web.page import page
from roker.web.people.looks import who_looked
from roker.web.request import Request


def child(request: Request, person_id: str) -> HttpResponse:
    """The strip, the clocks, the timeline, and who has looked."""
    found = results.child(request.scope, person_id)
    recorded = exceptions.of_child(person_id)
    shown = {clock.key for clock in found.clocks}
    return page(
        request,
        "child.html",
        child=found,
        looked=who_looked(person_id),
        reasons=exceptions.by_clock(recorded),
        reasons_of_no_clock=[each for each in recorded if each.clock_key not in shown],
        may_record=bool(may(request.person, Permission.RECORD_EXCEPTION)),
    )


def find(request: Request) -> HttpResponse:
    """Opens the child of a number; says so where the record has none."""
    number = request.GET.get("number", "").strip()
    if number and results.has_child(number):
        return redirect("child", person_id=number)
    return page(request, "find.html", number=number)
