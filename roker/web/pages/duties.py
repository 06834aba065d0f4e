"""What is asked of the service, by which law: the catalogue of duties, and one duty."""

from django.http import Http404, HttpResponse

from roker.duties import DUTIES
from roker.web import law, results
from roker.web.page import page
from roker.web.request import Request


def listed(request: Request) -> HttpResponse:
    """Every duty by area, with its limit and whether it can be counted with the files loaded."""
    return page(request, "duties.html", catalogue=law.catalogued(*results.catalogue()))


def duty(request: Request, code: str) -> HttpResponse:
    """One duty with all its versions."""
    if code not in DUTIES:
        raise Http404
    duties, missing = results.catalogue()
    return page(request, "duty.html", duty=law.shown(duties[code], missing))
