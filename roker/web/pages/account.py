"""Signing in and out, and the first page of each role."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from roker.web import access
from roker.web.page import page
from roker.web.people import sign_in as checks
from roker.web.people.models import User
from roker.web.request import Request, signed_in

_WRONG = "The sign-in name or the password is wrong."


def sign_in(request: Request) -> HttpResponse:
    """The form, and what it sends."""
    if request.method == "POST":
        return _try(request)
    if signed_in(request) is not None:
        return _onwards(request)
    return _form(request)


def sign_out(request: Request) -> HttpResponse:
    """Ends the session, whatever it held."""
    logout(request)
    return redirect("sign_in")


def first(request: Request) -> HttpResponse:
    """Sends each person to the page their role opens first."""
    role = access.role_of(request.person)
    if role is None:
        raise access.Refused(access.NO_ROLE)
    return redirect(role.first_page)


def _try(request: Request) -> HttpResponse:
    name, password = request.POST.get("sign_in_name", ""), request.POST.get("password", "")
    address = _address(request)
    decision = checks.may_try(name, address, request.now)
    if not decision:
        return _form(request, trouble=decision.sentence, status=429)
    person = authenticate(request, username=name, password=password)
    if not isinstance(person, User):
        checks.record_failure(name, address, request.now)
        return _form(request, trouble=_WRONG, status=400)
    checks.forget_failures(name, address)
    login(request, person)
    return _onwards(request)


def _address(request: HttpRequest) -> str:
    """Where an attempt comes from: behind a server of ours, what that server saw."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _form(request: Request, *, trouble: str = "", status: int = 200) -> HttpResponse:
    people = User.objects.filter(is_demonstration=True, is_active=True).order_by("id")
    return page(
        request,
        "account/sign_in.html",
        status=status,
        trouble=trouble,
        sign_in_name=request.POST.get("sign_in_name", ""),
        back=_back(request),
        demonstration_people=[(each.sign_in_name, each.full_name, each.role_title) for each in people],
        demonstration_password=checks.DEMONSTRATION_PASSWORD,
    )


def _onwards(request: Request) -> HttpResponse:
    return HttpResponseRedirect(_back(request) or "/")


def _back(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if safe else ""
