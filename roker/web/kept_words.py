"""Words typed into a form when the session had ended: kept through signing in, for the person who typed them."""

from django.http import HttpRequest

_KEY = "kept_words"
_LONGEST = 5_000


def keep(request: HttpRequest) -> None:
    """Keep what was typed, with whose form it was and where; replaces anything kept before."""
    words = request.POST.get("text", "")
    if words.strip():
        request.session[_KEY] = {
            "at": request.path,
            "for": request.POST.get("sender", ""),
            "text": words[:_LONGEST],
        }


def take(request: HttpRequest) -> str:
    """What this person had typed into this form before signing in again, once; otherwise nothing."""
    kept = request.session.get(_KEY)
    if not kept or kept["at"] != request.path:
        return ""
    del request.session[_KEY]
    return str(kept["text"]) if kept["for"] == str(request.user.pk) else ""
