"""How a password is checked: slowly, not too often, and never the demonstration password for a real account."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from roker.web.access import Decision, no, yes
from roker.web.people.models import FailedSignIn, User

DEMONSTRATION_PASSWORD = "lighthouse-2015"

_WINDOW = timedelta(minutes=15)
_LIMIT_BY_NAME = 5
_LIMIT_BY_ADDRESS = 30


class OwnPassword(ModelBackend):
    """Name and password, with the time of a check spent on unknown names too."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **details: Any
    ) -> User | None:
        person = super().authenticate(request, username=username, password=password, **details)
        if not isinstance(person, User):
            return None
        if password == DEMONSTRATION_PASSWORD and not person.is_demonstration:
            return None
        return person


class NotTheDemonstrationPassword:
    """Refuses a password that everybody can read in the source."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002 - Django's signature
        if password.strip().lower() == DEMONSTRATION_PASSWORD:
            raise ValidationError("This is the password of the demonstration people. Choose another one.")

    def get_help_text(self) -> str:
        return "The password of the demonstration people cannot be used."


def may_try(sign_in_name: str, address: str, now: datetime) -> Decision:
    """Whether a further attempt is taken; the same answer for names that exist and names that do not."""
    recent = FailedSignIn.objects.filter(address=address, failed_time__gt=now - _WINDOW)
    by_name = recent.filter(sign_in_name=_kept_name(sign_in_name)).count()
    if by_name >= _LIMIT_BY_NAME or recent.count() >= _LIMIT_BY_ADDRESS:
        return no("Too many attempts failed. Wait 15 minutes, then try again.")
    return yes


def record_failure(sign_in_name: str, address: str, now: datetime) -> None:
    """Count a failed attempt; forget those that no longer count."""
    FailedSignIn.objects.filter(failed_time__lte=now - _WINDOW).delete()
    FailedSignIn.objects.create(sign_in_name=_kept_name(sign_in_name), address=address[:60], failed_time=now)


def forget_failures(sign_in_name: str, address: str) -> None:
    """After signing in, earlier mistakes no longer count."""
    FailedSignIn.objects.filter(sign_in_name=_kept_name(sign_in_name), address=address).delete()


def _kept_name(sign_in_name: str) -> str:
    return sign_in_name.strip().lower()[:60]
