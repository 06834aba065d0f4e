"""The forms of oversight: words, and what a form carries unseen so that sending it twice or late does no harm."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django import forms

from roker.web.oversight.actions import Sent
from roker.web.request import Request

LONGEST = 2_000


class WordsForm(forms.Form):
    """A text, and which state of the question its writer saw."""

    text = forms.CharField(
        max_length=LONGEST,
        error_messages={
            "required": "Write something before you send it.",
            "max_length": f"Write {LONGEST:,} characters or fewer.",
        },
    )

    def __init__(self, data: Mapping[str, str] | None = None) -> None:
        # Browsers send a new line as two characters and count it as one.
        super().__init__({"text": data.get("text", "").replace("\r\n", "\n")} if data is not None else None)


class SentForm(forms.Form):
    """What every form of oversight carries unseen."""

    submission = forms.UUIDField()
    version = forms.IntegerField(min_value=1)


def new_submission() -> UUID:
    """The id of a form about to be shown."""
    return uuid4()


def sent_by(request: Request) -> Sent | None:
    """Who sent a form, and when, and which state they saw; None for a form that this site did not make."""
    form = SentForm(request.POST)
    if not form.is_valid():
        return None
    return Sent(by=request.person, time=request.now, **form.cleaned_data)
