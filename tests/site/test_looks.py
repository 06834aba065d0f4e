"""The reading log: who opened what, and who has looked at a child."""

from typing import Any

from roker.web.people.looks import Sight
from roker.web.people.models import Look
from roker.web.urls import ROUTES
from tests import cast
from tests.site.pages import plain


def _lines() -> list[tuple[str, str, str, str, bool]]:
    return [
        (look.looked_by.sign_in_name, look.sight, look.page, look.person_id, look.refused)
        for look in Look.objects.order_by("id")
    ]


def test_each_child_list_and_page_of_figures_leaves_a_line(at_home: Any, signed_in: Any) -> None:
    signed_in(cast.SAM).get(f"/children/{cast.AMIRA}/")
    signed_in(cast.MAYA).get("/work/?show=overdue")
    signed_in(cast.LEO).get("/overview/")
    assert _lines() == [
        ("sam", "child", "child", cast.AMIRA, False),
        ("maya", "list", "work", "", False),
        ("leo", "figures", "overview", "", False),
    ]
    looks = list(Look.objects.order_by("id"))
    assert looks[1].filters == "show=overdue"
    assert {look.load_number for look in looks} == {1}


def test_a_refused_look_at_a_child_is_noted_and_not_shown_as_a_look(at_home: Any, signed_in: Any) -> None:
    signed_in(cast.SAM).get(f"/children/{cast.CHLOE}/")
    assert _lines() == [("sam", "child", "child", cast.CHLOE, True)]
    assert "Nobody before you." in plain(signed_in(cast.DINA).get(f"/children/{cast.CHLOE}/"))


def test_what_is_not_there_leaves_no_line(at_home: Any, signed_in: Any) -> None:
    signed_in(cast.SAM).get("/children/CH-99999/")
    signed_in(cast.LEO).get(f"/children/{cast.AMIRA}/")
    assert _lines() == []


def test_a_childs_page_says_who_has_looked(at_home: Any, signed_in: Any) -> None:
    for person in (cast.SAM, cast.DINA, cast.SAM):
        signed_in(person).get(f"/children/{cast.AMIRA}/")
    page = plain(signed_in(cast.MAYA).get(f"/children/{cast.AMIRA}/"))
    assert "Sam Okafor, social worker: 2 times, last on " in page
    assert "Dina Ferreira, director of children's services: 1 time, last on " in page
    assert "Maya Lindqvist, team manager: " not in page


def test_every_route_that_shows_a_child_or_a_list_says_so() -> None:
    sights = {route.name: route.sight for route in ROUTES}
    assert sights["child"] is Sight.CHILD
    assert {name for name, sight in sights.items() if sight is Sight.NOTHING} == {
        "first",
        "sign_in",
        "sign_out",
        "another_day",
        "find",
        "questions",
        "accept",
        "duties",
        "duty",
    }
