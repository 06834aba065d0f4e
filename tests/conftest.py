"""Fixtures that more than one room of tests uses: the cast's record, their accounts, clients signed in as them."""

import gc
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from tests import cast

# No time limit for one example, since machines are noisy; the same examples every time, so that a failure is a change.
hypothesis_settings.register_profile("roker", deadline=None, derandomize=True)
hypothesis_settings.load_profile("roker")


def pytest_unconfigure() -> None:
    """Hypothesis leaves a callback that keeps DuckDB's types past the end of the process, which DuckDB then reports."""
    gc.callbacks.clear()
    gc.collect()


@pytest.fixture(scope="session")
def cast_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Roker home directory with the cast's first load; read only."""
    home = tmp_path_factory.mktemp("cast")
    cast.load(home, cast.reading())
    return home


@pytest.fixture
def at_home(settings: Any, cast_home: Path) -> Path:
    """The site shows the cast's first load."""
    settings.ROKER_HOME = cast_home
    return cast_home


@pytest.fixture
def own_home(settings: Any, cast_home: Path, tmp_path: Path) -> Path:
    """A Roker home directory of the test's own, with the cast's first load, that the site shows."""
    home = tmp_path / "home"
    shutil.copytree(cast_home, home)
    settings.ROKER_HOME = home
    return home


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database has the cast's accounts, made once: hashing passwords is slow on purpose."""
    from roker.web.people.models import User

    with django_db_blocker.unblock():
        for person in cast.PEOPLE:
            User.objects.add(
                sign_in_name=person.sign_in_name,
                password=person.password,
                full_name=person.full_name,
                role=person.role,
                team=person.team,
                worker=person.worker,
            )


@pytest.fixture
def accounts(db: None) -> dict[str, Any]:
    """The cast's accounts, by sign-in name."""
    from roker.web.people.models import User

    return {person.sign_in_name: person for person in User.objects.all()}


@pytest.fixture
def signed_in(accounts: dict[str, Any]) -> Callable[[cast.Person], Any]:
    """A client signed in as one of the cast."""
    from django.test import Client

    def sign_in(person: cast.Person, **options: Any) -> Client:
        client = Client(**options)
        client.force_login(accounts[person.sign_in_name])
        return client

    return sign_in


@pytest.fixture
def anybody(db: None) -> Any:
    """A client that nobody has signed in with."""
    from django.test import Client

    return Client()
