"""What is asked of the service, by which law: the catalogue of duties, one duty, and one that is not computed."""

from django.http import Http404, HttpResponse

from roker.duties import DUTIES, NOT_COMPUTED
from roker.web import law, results
from roker.web.access import Permission, may
from roker.web.page import page
from roker.web.request import Request


def listed(request: Request) -> HttpResponse:
    """Every duty by area, with its limit and whether it can be counted with the files loaded."""
    return page(request, "duties.html", catalogue=law.catalogued(*results.catalogue()))


def duty(request: Request, code: str) -> HttpResponse:
    """One duty with all its versions, by its own code or that of a rule; or why it is not computed."""
    if code in NOT_COMPUTED:
        return page(request, "not_computed.html", entry=law.not_computed(NOT_COMPUTED[code]))
    code = next((each.code for each in DUTIES if code in {each.code, *(rule.code for rule in each.rules)}), "")
    if not code:
        raise Http404
    duties, missing = results.catalogue()
    may_list = may(request.person, Permission.SEE_OTHER_CLOCKS)
    listed_count = results.count_of_other_clocks(code) if may_list else None
    return page(request, "duty.html", duty=law.shown(duties[code], missing), listed_count=listed_count)


def clocks(request: Request, code: str) -> HttpResponse:
    """The clocks of a duty that are not children's."""
    return page(
        request, "duty_clocks.html", clocks=results.other_clocks(request.scope, code, request.GET.get("page", ""))
    )
