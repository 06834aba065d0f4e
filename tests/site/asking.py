"""Questions as tests ask and answer them: through the forms, like everybody."""

from typing import Any
from uuid import uuid4

MEASURE = "cp_visit_overdue"


def sent(text: str = "", version: int = 1, **more: str) -> dict[str, str]:
    """What a form sends."""
    return {"text": text, "submission": str(uuid4()), "version": str(version), "sender": "", **more}


def open_question(leo: Any, text: str = "Why are they not seen?") -> int:
    """A question that waits; returns its number."""
    response = leo.post(f"/questions/ask/{MEASURE}/", sent(text))
    assert response.status_code == 302, response.content.decode()
    return int(response.url.rstrip("/").rsplit("/", 1)[-1])


def answered_question(leo: Any, dina: Any, text: str = "Two workers left in December.") -> int:
    """A question with an answer; returns its number."""
    number = open_question(leo)
    response = dina.post(f"/questions/{number}/answer/", sent(text))
    assert response.status_code == 302, response.content.decode()
    return number
