"""Every address of the site, with the permission it asks for. A row without one cannot be made."""

from roker.web.access import Permission
from roker.web.oversight import exception_pages as reasons
from roker.web.oversight import pages as oversight
from roker.web.pages import account, another_day, child, data, duties, overview, team, worklist
from roker.web.people.looks import Sight
from roker.web.routes import Public, Route

_FORM = ("GET", "HEAD", "POST")

ROUTES = (
    Route(path="", view=account.first, name="first", permission=Permission.OWN_ACCOUNT),
    Route(
        path="sign-in/",
        view=account.sign_in,
        name="sign_in",
        permission=Public("Nobody could sign in otherwise."),
        methods=_FORM,
    ),
    Route(
        path="sign-out/",
        view=account.sign_out,
        name="sign_out",
        permission=Permission.OWN_ACCOUNT,
        methods=("POST",),
    ),
    Route(
        path="another-day/",
        view=another_day.another_day,
        name="another_day",
        permission=Permission.OWN_ACCOUNT,
        methods=_FORM,
    ),
    Route(path="work/", view=worklist.work, name="work", permission=Permission.SEE_WORK, sight=Sight.LIST),
    Route(path="teams/", view=team.teams, name="teams", permission=Permission.SEE_TEAMS, sight=Sight.LIST),
    Route(path="teams/children/", view=team.held, name="held", permission=Permission.SEE_TEAMS, sight=Sight.LIST),
    Route(path="children/", view=child.find, name="find", permission=Permission.SEE_CHILDREN),
    Route(
        path="children/<path:person_id>/",
        view=child.child,
        name="child",
        permission=Permission.SEE_CHILDREN,
        sight=Sight.CHILD,
    ),
    Route(
        path="overview/",
        view=overview.overview,
        name="overview",
        permission=Permission.SEE_TOTALS,
        sight=Sight.FIGURES,
    ),
    Route(
        path="service/",
        view=overview.service,
        name="service",
        permission=Permission.SEE_SERVICE,
        sight=Sight.FIGURES,
    ),
    Route(
        path="service/<slug:code>/",
        view=overview.behind,
        name="behind",
        permission=Permission.SEE_SERVICE,
        sight=Sight.LIST,
    ),
    Route(path="questions/", view=oversight.questions, name="questions", permission=Permission.SEE_QUESTIONS),
    Route(
        path="questions/ask/<slug:code>/",
        view=oversight.ask,
        name="ask",
        permission=Permission.ASK_QUESTIONS,
        sight=Sight.FIGURES,
        methods=_FORM,
        takes_words=True,
    ),
    Route(
        path="questions/<int:number>/",
        view=oversight.question,
        name="question",
        permission=Permission.SEE_QUESTIONS,
        sight=Sight.FIGURES,
    ),
    Route(
        path="questions/<int:number>/answer/",
        view=oversight.answer,
        name="answer",
        permission=Permission.ANSWER_QUESTIONS,
        sight=Sight.FIGURES,
        methods=_FORM,
        takes_words=True,
    ),
    Route(
        path="questions/<int:number>/accept/",
        view=oversight.accept,
        name="accept",
        permission=Permission.ASK_QUESTIONS,
        methods=("POST",),
    ),
    Route(
        path="questions/<int:number>/ask-again/",
        view=oversight.ask_again,
        name="ask_again",
        permission=Permission.ASK_QUESTIONS,
        sight=Sight.FIGURES,
        methods=_FORM,
        takes_words=True,
    ),
    Route(
        path="questions/<int:number>/withdraw/",
        view=oversight.withdraw,
        name="withdraw",
        permission=Permission.ASK_QUESTIONS,
        sight=Sight.FIGURES,
        methods=_FORM,
        takes_words=True,
    ),
    Route(
        path="exceptions/record/<slug:clock>/<path:person_id>/",
        view=reasons.record,
        name="record_reason",
        permission=Permission.RECORD_EXCEPTION,
        sight=Sight.CHILD,
        methods=_FORM,
        takes_words=True,
    ),
    Route(
        path="exceptions/withdraw/<int:number>/<path:person_id>/",
        view=reasons.withdraw,
        name="withdraw_reason",
        permission=Permission.RECORD_EXCEPTION,
        sight=Sight.CHILD,
        methods=_FORM,
        takes_words=True,
    ),
    Route(path="duties/", view=duties.listed, name="duties", permission=Permission.SEE_DUTIES),
    Route(path="duties/<slug:code>/", view=duties.duty, name="duty", permission=Permission.SEE_DUTIES),
    Route(
        path="duties/<slug:code>/clocks/",
        view=duties.clocks,
        name="duty_clocks",
        permission=Permission.SEE_OTHER_CLOCKS,
        sight=Sight.LIST,
    ),
    Route(path="data/", view=data.data, name="data", permission=Permission.SEE_LOADS, sight=Sight.LIST),
)

urlpatterns = [route.pattern() for route in ROUTES]

handler400 = "roker.web.pages.refusals.bad_request"
handler403 = "roker.web.pages.refusals.not_allowed"
handler404 = "roker.web.pages.refusals.not_found"
handler500 = "roker.web.pages.refusals.failed"
