"""Signing in and out: slowly for guessers, by forms with a token, into a session of one's own."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from roker.web.people import sign_in
from roker.web.people.models import FailedSignIn, User
from tests import cast
from tests.site.pages import plain


def _try(client: Any, name: str = "sam", password: str = cast.SAM.password, **more: str) -> Any:
    return client.post("/sign-in/", {"sign_in_name": name, "password": password, **more})


def test_signing_in_leads_to_the_first_page_and_out_again(at_home: Any, anybody: Any) -> None:
    assert _try(anybody).url == "/"
    assert anybody.get("/work/").status_code == 200
    assert anybody.post("/sign-out/").url == "/sign-in/"
    assert anybody.get("/work/").url == "/sign-in/?next=%2Fwork%2F"


@pytest.mark.parametrize("name", ["sam", "SAM", " Sam "])
def test_a_sign_in_name_is_taken_in_any_case(name: str, at_home: Any, anybody: Any) -> None:
    assert _try(anybody, name).status_code == 302


@pytest.mark.parametrize(("name", "password"), [("sam", "wrong"), ("nobody-here", "wrong"), ("", ""), ("sam", "")])
def test_what_is_wrong_is_not_told_apart(name: str, password: str, at_home: Any, anybody: Any) -> None:
    response = _try(anybody, name, password)
    assert response.status_code == 400
    assert "The sign-in name or the password is wrong." in plain(response)


def test_an_account_that_was_closed_cannot_be_used(at_home: Any, signed_in: Any, anybody: Any) -> None:
    sam = signed_in(cast.SAM)
    User.objects.filter(sign_in_name="sam").update(is_active=False)
    assert _try(anybody).status_code == 400
    assert sam.get("/work/").status_code == 302, "nor a session that was open"


def test_a_session_is_a_new_one_after_signing_in_and_gone_after_signing_out(at_home: Any, anybody: Any) -> None:
    anybody.post("/questions/ask/icpc_overdue/", {"text": "kept"})
    before = anybody.cookies["roker_session"].value
    _try(anybody)
    during = anybody.cookies["roker_session"].value
    assert during != before
    anybody.post("/sign-out/")
    anybody.cookies["roker_session"] = during
    assert anybody.get("/work/").status_code == 302


def test_cookies_are_for_this_site_alone(at_home: Any, anybody: Any) -> None:
    anybody.get("/sign-in/")
    _try(anybody)
    for name in ("roker_session", "roker_csrf"):
        assert anybody.cookies[name]["httponly"]
        assert anybody.cookies[name]["samesite"] == "Lax"


def test_a_form_without_its_token_is_refused(at_home: Any, accounts: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    assert _try(client).status_code == 403
    client.force_login(accounts["leo"])
    response = client.post("/questions/ask/icpc_overdue/", {"text": "What I had written."})
    assert response.status_code == 403
    assert "What I had written." in plain(response)
    assert client.post("/sign-out/").status_code == 403


@pytest.mark.parametrize(
    "away", ["https://example.org/", "//example.org/", "javascript:alert(1)", "\\\\example.org", "work"]
)
def test_signing_in_never_leads_to_another_site(away: str, at_home: Any, anybody: Any) -> None:
    assert _try(anybody, next=away).url == "/"


def test_signing_in_leads_to_where_one_wanted_to_go(at_home: Any, anybody: Any) -> None:
    asked = anybody.get("/work/?show=overdue").url
    assert asked == "/sign-in/?next=%2Fwork%2F%3Fshow%3Doverdue"
    assert 'name="next" value="/work/?show=overdue"' in plain(anybody.get(asked))
    assert _try(anybody, next="/work/?show=overdue").url == "/work/?show=overdue"


def test_the_sixth_attempt_waits_whether_the_name_exists_or_not(at_home: Any, anybody: Any) -> None:
    for name in ("sam", "nobody-here"):
        for _ in range(5):
            assert _try(anybody, name, "wrong").status_code == 400
        refused = _try(anybody, name)
        assert refused.status_code == 429
        assert "Wait 15 minutes" in plain(refused)
    assert _try(anybody, "maya", cast.MAYA.password).status_code == 302, "another name from the same place"


def test_another_place_is_not_made_to_wait(at_home: Any, anybody: Any) -> None:
    for _ in range(5):
        _try(anybody, password="wrong")
    assert _try(Client(REMOTE_ADDR="127.0.0.9")).status_code == 302


def test_behind_a_server_of_ours_places_are_those_that_it_saw(settings: Any, at_home: Any, anybody: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for _ in range(5):
        anybody.post("/sign-in/", {"sign_in_name": "sam"}, headers={"x-forwarded-for": "made up, 203.0.113.7"})
    assert {each.address for each in FailedSignIn.objects.all()} == {"203.0.113.7"}
    settings.SECURE_PROXY_SSL_HEADER = None
    assert _try(anybody).status_code == 302


def test_attempts_are_forgotten_after_a_quarter_of_an_hour_and_after_signing_in(db: Any) -> None:
    now = timezone.now()
    for _ in range(5):
        sign_in.record_failure("Sam", "127.0.0.1", now)
    assert not sign_in.may_try("sam", "127.0.0.1", now)
    assert sign_in.may_try("sam", "127.0.0.1", now + timedelta(minutes=15))
    sign_in.forget_failures("SAM", "127.0.0.1")
    assert sign_in.may_try("sam", "127.0.0.1", now)


def test_one_place_cannot_try_many_names(db: Any) -> None:
    now = timezone.now()
    for n in range(30):
        sign_in.record_failure(f"name{n}", "127.0.0.1", now)
    assert not sign_in.may_try("sam", "127.0.0.1", now)
    sign_in.record_failure("sam", "127.0.0.1", now + timedelta(minutes=20))
    assert FailedSignIn.objects.count() == 1


def test_demonstration_people_are_listed_where_there_are_any(at_home: Any, anybody: Any) -> None:
    assert "Demonstration people" not in plain(anybody.get("/sign-in/"))
    User.objects.filter(sign_in_name="sam").update(is_demonstration=True)
    page = plain(anybody.get("/sign-in/"))
    assert "Sam Okafor" in page
    assert "Maya Lindqvist" not in page


def test_the_demonstration_password_opens_demonstration_accounts_alone(at_home: Any, anybody: Any) -> None:
    sam = User.objects.get(sign_in_name="sam")
    sam.set_password(sign_in.DEMONSTRATION_PASSWORD)
    sam.save()
    assert _try(anybody, password=sign_in.DEMONSTRATION_PASSWORD).status_code == 400
    User.objects.filter(sign_in_name="sam").update(is_demonstration=True)
    assert _try(anybody, password=sign_in.DEMONSTRATION_PASSWORD).status_code == 302
