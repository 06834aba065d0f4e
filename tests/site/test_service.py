"""What the command line asks of the site: people, and a server that starts, refuses and stops cleanly."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.db import OperationalError

from roker.errors import RokerError
from roker.web import service
from roker.web.people.models import User
from roker.web.people.sign_in import DEMONSTRATION_PASSWORD
from tests import cast

NEW = {"sign_in_name": "Ned", "full_name": "Ned Novak", "password": "correct horse battery"}


@pytest.fixture(autouse=True)
def _names_the_home_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service names the home directory in the environment; it is put back after each test."""
    monkeypatch.setenv("ROKER_HOME", os.environ.get("ROKER_HOME", ""))


def test_demonstration_people_are_added_once(own_home: Path, db: Any) -> None:
    User.objects.all().delete()
    first = service.add_demonstration_people(own_home)
    assert first == service.add_demonstration_people(own_home)
    assert first == [
        ("sam", "lighthouse-2015", "Sam Okafor, social worker"),
        ("maya", "lighthouse-2015", "Maya Lindqvist, team manager"),
        ("dina", "lighthouse-2015", "Dina Ferreira, director of children's services"),
        ("leo", "lighthouse-2015", "Leo Marchetti, leader of the council"),
    ]
    assert User.objects.filter(is_demonstration=True).count() == 4


def test_a_real_account_is_never_made_a_demonstration_account(own_home: Path, accounts: Any) -> None:
    assert service.add_demonstration_people(own_home) == []
    assert not User.objects.filter(is_demonstration=True).exists()


def test_a_person_is_added(own_home: Path, db: Any) -> None:
    service.add_person(own_home, role="social_worker", worker="Ned Novak", **NEW)
    ned = User.objects.get(sign_in_name="ned")
    assert ned.check_password(NEW["password"])
    assert (ned.role, ned.worker, ned.is_demonstration) == ("social_worker", "Ned Novak", False)


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"role": "mayor"}, "There is no role “mayor”."),
        ({"role": "social_worker"}, "Say under which name the record knows this worker."),
        ({"role": "team_manager"}, "Say which team of the record this person manages."),
        ({"role": "director", "password": "short"}, "too short"),
        ({"role": "director", "password": DEMONSTRATION_PASSWORD}, "password of the demonstration people"),
        ({"role": "director", "sign_in_name": "SAM"}, "have this sign-in name|has this sign-in name"),
        ({"role": "social_worker", "worker": "sam okafor"}, "this worker's name, already"),
    ],
    ids=lambda each: str(each)[:40],
)
def test_who_cannot_be_added(details: dict[str, str], sentence: str, own_home: Path, accounts: Any) -> None:
    with pytest.raises(RokerError, match=sentence):
        service.add_person(own_home, **{**NEW, **details})


def test_another_home_directory_needs_another_process(own_home: Path, tmp_path_factory: Any, db: Any) -> None:
    with pytest.raises(RokerError, match="already uses the home directory"):
        service.prepare(tmp_path_factory.mktemp("other"))


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "roker.example.org"])
def test_demonstration_people_are_for_this_machine_alone(host: str, own_home: Path, accounts: Any) -> None:
    User.objects.filter(sign_in_name="sam").update(is_demonstration=True)
    with pytest.raises(RokerError, match="Demonstration people sign in with a password that everybody knows"):
        service.serve(own_home, host, 8000, lambda: None)


@pytest.mark.parametrize("host", ["0.0.0.0", "roker.example.org"])
def test_other_machines_reach_it_by_https_alone(host: str, own_home: Path, accounts: Any) -> None:
    with pytest.raises(RokerError, match="must reach Roker by https"):
        service.serve(own_home, host, 8000, lambda: None)


def test_a_port_in_use_is_said_in_one_sentence(own_home: Path, settings: Any, db: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RokerError, match=rf"Port {port} is in use\. .* such as --port {port + 1}"):
            service.serve(own_home, "localhost", port, lambda: None)
    with pytest.raises(RokerError, match=r"cannot listen on 203\.0\.113\.9"):
        service.serve(own_home, "203.0.113.9", port, lambda: None)


SERVE = """
import sys
from pathlib import Path
from roker.web import service
home = Path(sys.argv[1])
service.prepare(home)
service.add_demonstration_people(home)
service.serve(home, "127.0.0.1", int(sys.argv[2]), lambda: None)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The site as the command line serves it, in a process of its own."""
    cast.load(tmp_path, cast.reading())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(tmp_path), str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "ROKER_HOME": ""},
    )
    yield process, f"http://127.0.0.1:{port}"
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_it_serves_quietly_and_stops_at_once(server: tuple[subprocess.Popen[str], str]) -> None:
    process, address = server
    page = _fetch(f"{address}/sign-in/")
    assert "As at 31 January 2024" in page
    for name in re.findall(r'/static/[^"]+', page):
        assert _fetch(address + name)
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate(timeout=15)
    assert time.monotonic() - started < 8
    assert process.returncode == 0
    assert (said, complained) == ("", "")


def _fetch(address: str) -> str:
    for _ in range(150):
        try:
            with urlopen(address, timeout=10) as response:
                return str(response.read(), "utf-8")
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def test_a_database_that_cannot_be_written_is_said_in_one_sentence(own_home: Path, monkeypatch: Any) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr("django.core.management.call_command", refused)
    with pytest.raises(RokerError, match="cannot be written"):
        service.prepare(own_home)
