"""In the demonstration another day can be looked at, and what was known earlier: by nobody else, and never to write."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from roker import loading
from roker.web.people.models import User
from tests import cast
from tests.site.pages import plain

PATH = "/another-day/"


@pytest.fixture
def dina(own_home: Any, signed_in: Any) -> Any:
    """The director of a demonstration with two loads, two weeks apart."""
    cast.load(own_home, cast.later_reading(), datetime(2024, 2, 15, 6, 30, tzinfo=UTC))
    User.objects.filter(sign_in_name="dina").update(is_demonstration=True)
    return signed_in(cast.DINA)


def as_at(client: Any) -> str:
    text = plain(client.get("/service/"))
    return text[text.index("As at ") :][:60]


def wait(client: Any, response: Any) -> Any:
    """Follows the page that waits, as a browser does."""
    for _ in range(200):
        if response.status_code == 302:
            return response
        _, _, address = response.headers["Refresh"].partition("url=")
        time.sleep(0.1)
        response = client.get(address)
    raise AssertionError("it was never prepared")


def test_a_day_before_the_last_is_looked_at(dina: Any) -> None:
    assert as_at(dina).startswith("As at 14 February 2024, the last day")
    assert dina.post(PATH, {"as_at": "2024-02-05", "known": ""}).status_code == 302
    assert as_at(dina).startswith("As at 5 February 2024, an earlier day than 14 February 2024")
    dina.post(PATH, {"as_at": "", "known": ""})
    assert as_at(dina).startswith("As at 14 February 2024, the last day")


def test_what_was_known_by_an_earlier_load_is_prepared_and_looked_at(dina: Any) -> None:
    waiting = dina.post(PATH, {"as_at": "", "known": "1"})
    assert "What was known on 31 January 2024 is being put together" in plain(waiting)
    wait(dina, waiting)
    assert as_at(dina).startswith("As at 31 January 2024, the last day")
    assert "2024-02-09" not in plain(dina.get(f"/children/{cast.AMIRA}/"))
    # it is there now: nobody waits a second time
    dina.post(PATH, {"as_at": "", "known": ""})
    assert dina.post(PATH, {"as_at": "2024-01-20", "known": "1"}).status_code == 302
    assert as_at(dina).startswith("As at 20 January 2024, an earlier day than 31 January 2024")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"as_at": "2024-02-15", "known": ""}, "Choose a day up to 14 February 2024"),
        ({"as_at": "2024-02-10", "known": "1"}, "Choose a day up to 31 January 2024"),
        ({"as_at": "1066-10-14", "known": ""}, "Choose a day up to 14 February 2024"),
        ({"as_at": "yesterday", "known": ""}, "Write the day as 2024-02-14"),
        ({"as_at": "", "known": "77"}, "Choose one of the loads"),
        ({"as_at": "", "known": "../1"}, "Choose one of the loads"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(dina: Any, given: dict[str, str], said: str) -> None:
    response = dina.post(PATH, given)
    assert response.status_code == 400
    assert said in plain(response)
    assert as_at(dina).startswith("As at 14 February 2024, the last day")


def test_nothing_is_written_by_somebody_who_looks_at_another_day(dina: Any) -> None:
    dina.post(PATH, {"as_at": "2024-02-05", "known": ""})
    response = dina.post("/questions/1/answer/", {"text": "All is well."})
    assert response.status_code == 403
    assert "Go back to the last day before you write anything." in plain(response)


def test_outside_the_demonstration_there_is_no_other_day(own_home: Any, signed_in: Any) -> None:
    maya = signed_in(cast.MAYA)
    assert "look at another day" not in plain(maya.get("/teams/"))
    for response in (maya.get(PATH), maya.post(PATH, {"as_at": "2024-01-20", "known": ""})):
        assert response.status_code == 404


def test_one_person_s_choice_is_nobody_else_s(dina: Any, signed_in: Any) -> None:
    dina.post(PATH, {"as_at": "2024-02-05", "known": ""})
    assert as_at(signed_in(cast.DINA)).startswith("As at 14 February 2024")


def test_a_redacted_child_is_gone_from_what_was_known_earlier(own_home: Any, dina: Any) -> None:
    wait(dina, dina.post(PATH, {"as_at": "", "known": "1"}))
    assert dina.get(f"/children/{cast.CHLOE}/").status_code == 200
    now = datetime(2024, 3, 1, tzinfo=UTC)
    loading.redact(own_home, cast.CHLOE, by="Dina Ferreira", authority="Court order", why="Ordered.", now=now)
    assert dina.get(f"/children/{cast.CHLOE}/").status_code == 404
    assert as_at(dina).startswith("As at 14 February 2024, the last day")  # what was prepared is gone
    wait(dina, dina.post(PATH, {"as_at": "", "known": "1"}))
    assert dina.get(f"/children/{cast.CHLOE}/").status_code == 404
