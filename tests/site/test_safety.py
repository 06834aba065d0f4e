"""What protects the site: headers, logs without values, one door to the record, fields that state what they are."""

import ast
import io
import logging
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client

import roker.web
from roker.record.schema import Sensitivity
from roker.web import results, showing
from roker.web.home import home_directory, keep_secret_key, secret_key
from roker.web.safety import NoValues
from tests import cast
from tests.site.pages import plain

WEB = Path(roker.web.__file__).parent
MARKED = "Zyxwvut Markedname"


@pytest.mark.parametrize(
    "address", ["/sign-in/", "/work/", f"/children/{cast.AMIRA}/", "/no-such-page/", f"/children/{cast.CHLOE}/"]
)
def test_no_page_is_kept_or_framed_or_runs_what_is_not_ours(address: str, at_home: Any, signed_in: Any) -> None:
    headers = signed_in(cast.SAM).get(address).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert set(policy.values()) == {"'none'", "'self'"}


def test_our_own_files_may_be_kept(anybody: Any, at_home: Any) -> None:
    page = plain(anybody.get("/sign-in/"))
    for name in ("vendor/roker.css", "pages.css", "pages.js", "icon.svg"):
        address = page.partition(f'"/static/{name}')[2].partition('"')[0]
        response = anybody.get(f"/static/{name}{address}")
        assert response.status_code == 200
        assert "max-age=86400" in response.headers["Cache-Control"]
        response.close()


@pytest.fixture
def logged() -> Any:
    """Everything that is logged, as the site writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(NoValues())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def _fail(*_: Any) -> Any:
    try:
        raise KeyError(MARKED)
    except KeyError as error:
        raise ValueError(f"{MARKED} of child {cast.AMIRA}") from error


def test_a_name_in_an_error_is_neither_logged_nor_shown(
    at_home: Any, signed_in: Any, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "child", _fail)
    client = signed_in(cast.SAM, raise_request_exception=False)
    response = client.get(f"/children/{cast.AMIRA}/?name={MARKED}")
    assert response.status_code == 500
    said = plain(response) + str(response.headers) + logged.getvalue()
    for value in (*MARKED.split(), cast.AMIRA):
        assert value not in said
    assert "GET 500 /children/<path:person_id>/" in logged.getvalue()
    assert "builtins.ValueError (text left out)" in logged.getvalue()
    assert "builtins.KeyError (text left out)" in logged.getvalue()
    assert "test_safety.py:" in logged.getvalue(), "where it happened is logged"


def test_addresses_are_logged_without_what_they_ask_for(at_home: Any, signed_in: Any, logged: io.StringIO) -> None:
    signed_in(cast.SAM).get(f"/children/{cast.CHLOE}/")
    signed_in(cast.SAM).get(f"/children/{MARKED}/")
    signed_in(cast.SAM).get(f"/no-such-page/{cast.AMIRA}/")
    Client(enforce_csrf_checks=True).post(f"/children/{cast.AMIRA}/")
    for value in (*MARKED.split(), *cast.CHILDREN):
        assert value not in logged.getvalue()
    assert "GET 403 /children/<path:person_id>/" in logged.getvalue()
    assert "GET 404 /no such page" in logged.getvalue()


def test_other_loggers_give_their_pattern_and_not_what_was_put_into_it(logged: io.StringIO) -> None:
    logging.getLogger("some.library").warning("could not read %s", MARKED)
    logging.getLogger("roker.web").warning("load %s was published", 4)
    assert MARKED not in logged.getvalue()
    assert "could not read %s" in logged.getvalue()
    assert "load 4 was published" in logged.getvalue()


def test_a_request_for_another_host_is_refused_without_a_word(at_home: Any, anybody: Any) -> None:
    response = anybody.get("/sign-in/", headers={"host": "example.org"})
    assert response.status_code == 400
    assert "example.org" not in plain(response)


def test_one_file_alone_asks_the_engine_and_one_opens_what_is_asked() -> None:
    """At run time; a type may be named anywhere."""
    asking = {}
    for path in sorted(WEB.rglob("*.py")):
        asked = {
            name for name in _imported(path) if name.startswith(("roker.publication", "roker.measures", "roker.store"))
        }
        if asked:
            asking[path.name] = asked
    assert set(asking) == {"choosing.py", "results.py", "showing.py"}
    assert asking["choosing.py"] == {"roker.store", "roker.store.Load", "roker.store.Store"}


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def test_views_neither_query_nor_count_days() -> None:
    for path in [*(WEB / "pages").glob("*.py"), WEB / "oversight" / "pages.py"]:
        if path.name != "account.py":
            text = path.read_text(encoding="utf-8")
            assert ".objects" not in text, path
            assert "timedelta" not in text, path


def test_every_field_that_is_kept_states_what_it_could_do_to_a_person() -> None:
    for label in ("people", "oversight"):
        for model in apps.get_app_config(label).get_models():
            stated = model.sensitivity  # type: ignore[attr-defined]
            assert set(stated) == {field.name for field in model._meta.concrete_fields}, model
            assert set(stated.values()) <= set(Sensitivity), model


def test_the_committed_migrations_make_the_tables(db: Any) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_the_secret_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "new"
    assert secret_key(home) != secret_key(home), "nothing is kept before the site is prepared"
    keep_secret_key(home)
    first = secret_key(home)
    keep_secret_key(home)
    assert secret_key(home) == first
    assert len(first) > 50
    assert [path.stat().st_mode & 0o777 for path in home.iterdir()] == [0o600]


def test_where_the_home_directory_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ROKER_HOME", raising=False)
    assert home_directory() == tmp_path / "var"
    monkeypatch.setenv("ROKER_HOME", "/srv/roker")
    assert home_directory() == Path("/srv/roker")


def test_templates_are_strict_and_escape() -> None:
    from django.template import engines
    from jinja2 import UndefinedError

    jinja = engines.all()[0]
    assert jinja.from_string("{{ name }}").render({"name": "<b>"}) == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        jinja.from_string("{{ missing }}").render({})
    button = jinja.from_string('{{ govukButton({"text": name}) }}').render({"name": "<b>"})
    assert "&lt;b&gt;" in button


def test_a_page_and_its_as_at_sentence_come_from_one_load(own_home: Path) -> None:
    from django.utils import timezone

    now = timezone.now()
    with showing.one_publication():
        before = results.as_at(now)
        cast.load(own_home, cast.later_reading())
        assert results.as_at(now) == before
    after = results.as_at(now)
    assert before is not None
    assert after is not None
    assert (before.load_number, after.load_number) == (1, 2)


def test_no_file_or_function_has_grown_too_long() -> None:
    for path in WEB.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 500, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, (path, node.name)
