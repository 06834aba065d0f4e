"""What the command line asks of the site: make it ready, add people, serve it. Django is set up when one is called."""
# ruff: noqa: PLC0415 - nothing of Django can be imported before the settings know the home directory

import errno
import ipaddress
import os
import socket
from collections.abc import Callable
from pathlib import Path

from roker.errors import RokerError
from roker.web.home import HOME_VARIABLE, keep_secret_key

DEMONSTRATION_TEAM = "Assessment Team 1"
_DEMONSTRATION_PEOPLE = (
    {"sign_in_name": "sam", "full_name": "Sam Okafor", "role": "social_worker", "worker": "Sam Okafor"},
    {"sign_in_name": "maya", "full_name": "Maya Lindqvist", "role": "team_manager"},
    {"sign_in_name": "dina", "full_name": "Dina Ferreira", "role": "director"},
    {"sign_in_name": "leo", "full_name": "Leo Marchetti", "role": "leader"},
)
_WITH_A_TEAM = ("social_worker", "team_manager")


def prepare(home: Path) -> None:
    """Make the site's own database and key in the home directory, or bring them up to date. Says nothing.

    Refuses, with a sentence, a home directory that cannot be written.
    """
    _set_up(home)
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError:
        raise RokerError(
            f"The site's database in {home} cannot be written. Check that the directory may be written to, that there "
            "is free space, and that nobody else holds it."
        ) from None


def add_demonstration_people(home: Path, team: str = DEMONSTRATION_TEAM) -> list[tuple[str, str, str]]:
    """Add the four demonstration people where they are missing; returns sign-in name, password and who they are.

    `team` is that of the social worker and of the manager.
    """
    _set_up(home)
    from roker.web.people.models import User
    from roker.web.people.sign_in import DEMONSTRATION_PASSWORD

    said = []
    for details in _DEMONSTRATION_PEOPLE:
        person = User.objects.filter(sign_in_name=details["sign_in_name"]).first()
        if person is None:
            theirs = team if details["role"] in _WITH_A_TEAM else ""
            person = User.objects.add(password=DEMONSTRATION_PASSWORD, team=theirs, is_demonstration=True, **details)
        if person.is_demonstration:
            said.append(
                (person.sign_in_name, DEMONSTRATION_PASSWORD, f"{person.full_name}, {person.role_title.lower()}")
            )
    return said


def add_person(  # noqa: PLR0913 - the parts of an account
    home: Path, *, sign_in_name: str, full_name: str, role: str, password: str, team: str = "", worker: str = ""
) -> None:
    """Add an account. Refuses, with a sentence, an unknown role, a name taken, a weak password, a missing scope."""
    _set_up(home)
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError

    from roker.web.access import ROLES, Reach
    from roker.web.people.models import User

    if role not in ROLES:
        raise RokerError(f"There is no role “{role}”. The roles are: {', '.join(ROLES.codes())}.")
    if ROLES[role].reach is Reach.OWN and not worker:
        raise RokerError("Say under which name the record knows this worker.")
    if ROLES[role].reach is Reach.TEAM and not team:
        raise RokerError("Say which team of the record this person manages.")
    try:
        validate_password(password)
        User.objects.add(
            sign_in_name=sign_in_name, password=password, full_name=full_name, role=role, team=team, worker=worker
        )
    except ValidationError as error:
        raise RokerError(" ".join(error.messages)) from None
    except IntegrityError:
        raise RokerError("Somebody has this sign-in name, or this worker's name, already.") from None


def serve(home: Path, host: str, port: int, announce: Callable[[], None]) -> None:
    """Serve the site until stopped; `announce` says so just before.

    Refuses, without announcing, a port in use and a host that is not for this machine.
    """
    _set_up(home)
    from django.db import connections

    if not _is_loopback(host) or os.environ.get("ROKER_HTTPS") or os.environ.get("ROKER_ALLOWED_HOSTS"):
        _refuse_others()
    _refuse_busy_port(host, port)
    connections.close_all()  # what is open now must not be shared with the workers
    from roker.web.serving import run

    announce()
    run(host, port)


def _set_up(home: Path) -> None:
    """Settings read the home directory when they are first imported, so it is named before."""
    keep_secret_key(home)
    os.environ[HOME_VARIABLE] = str(home.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roker.web.settings")
    import django
    from django.conf import settings

    django.setup()
    if Path(settings.ROKER_HOME) != home.absolute():
        raise RokerError(f"This process already uses the home directory {settings.ROKER_HOME}.")


def _refuse_others() -> None:
    """Other machines may not reach accounts that anybody can use, nor send passwords that anybody can read."""
    from django.conf import settings

    from roker.web.people.models import User

    if User.objects.filter(is_demonstration=True).exists():
        raise RokerError(
            "Demonstration people sign in with a password that everybody knows, so Roker is for this machine alone. "
            "Leave out --host, or use a home directory without them."
        )
    if not settings.SESSION_COOKIE_SECURE:
        raise RokerError(
            "Other machines must reach Roker by https. Put a server with a certificate in front of it, and set "
            "ROKER_HTTPS=1 and ROKER_ALLOWED_HOSTS to the names under which it is asked for."
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_busy_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise RokerError(
                    f"Port {port} is in use. Stop what uses it, or choose another, such as --port {port + 1}."
                ) from None
            raise RokerError(f"Roker cannot listen on {host}, port {port}: {error.strerror}.") from None
