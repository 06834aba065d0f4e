"""Pages that say no: not allowed, not found, not now, not like this."""

from django.http import HttpRequest, HttpResponse
from django.template import loader

from roker.web.page import page

_PLAIN_REFUSAL = "You are not allowed to see this page."


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the sentence of the refusal."""
    sentence = getattr(exception, "sentence", _PLAIN_REFUSAL)
    return page(request, "refusals/not_allowed.html", status=403, sentence=sentence)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404. The same for what does not exist and what is hidden."""
    return page(request, "refusals/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """400, without asking anything: the request may be forged."""
    return HttpResponse(loader.render_to_string("refusals/error.html"), status=400)


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """500, without asking anything: what failed may fail again."""
    return HttpResponse(loader.render_to_string("refusals/error.html"), status=500)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403 for a form without a valid token; what was typed is shown, so that it can be copied."""
    return page(request, "refusals/form_too_old.html", status=403, text=request.POST.get("text", ""))


def wrong_method(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    """405: an address that takes forms was opened, or the other way round."""
    response = page(request, "refusals/wrong_method.html", status=405)
    response.headers["Allow"] = ", ".join(methods)
    return response


def no_load_yet(request: HttpRequest) -> HttpResponse:
    """There is nothing to show before the first load; says how to load."""
    return page(request, "refusals/no_load_yet.html")
