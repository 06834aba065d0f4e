"""The leader sees totals: no page and no address gives a child, a worker or a team."""

import re
from typing import Any

from django.urls import reverse

from roker.web import reach
from roker.web.urls import ROUTES
from tests import cast
from tests.site.asking import answered_question, open_question, sent
from tests.site.pages import crawl, plain


def _names_on(response: Any) -> list[str]:
    said = plain(response) + str(response.headers)
    return [name for name in cast.NAMES if name in said]


def _every_address(number: int) -> list[str]:
    """Every route, with every child, and with keys and figures where a route takes any."""
    addresses = []
    for route in ROUTES:
        if "person_id" in route.path:
            more = {name: key for name, key in (("clock", "0" * 16), ("number", number)) if f":{name}>" in route.path}
            addresses += [reverse(route.name, kwargs={"person_id": child, **more}) for child in cast.CHILDREN]
        elif "number" in route.path:
            addresses += [reverse(route.name, kwargs={"number": each}) for each in range(1, number + 1)]
        elif "code" in route.path:
            addresses += [
                reverse(route.name, kwargs={"code": code}) for code in ("cp_visit_overdue", "nobodys_children")
            ]
        else:
            addresses.append(reverse(route.name))
    team, worker = reach.key_of_team(cast.TEAM), reach.key_of_worker(cast.SAM.worker)
    addresses += [f"/children/?number={child}" for child in cast.CHILDREN]
    addresses += [
        f"/{path}?team={team}&worker={worker}&show=overdue" for path in ("work/", "teams/children/", "overview/")
    ]
    return addresses


def test_no_page_that_the_leader_can_reach_names_anybody(own_home: Any, signed_in: Any) -> None:
    leo, dina = signed_in(cast.LEO), signed_in(cast.DINA)
    open_question(leo)
    number = answered_question(leo, dina)
    cast.load(own_home, cast.later_reading())
    reached = crawl(leo, ["/", *_every_address(number)])
    assert len(reached) > 40
    for address, response in reached.items():
        assert _names_on(response) == [], address


def test_no_form_that_the_leader_can_send_names_anybody(at_home: Any, signed_in: Any) -> None:
    leo = signed_in(cast.LEO)
    number = open_question(leo)
    for address in _every_address(number):
        if address == "/sign-out/":  # what is sent afterwards comes from nobody
            continue
        for text in ("Why?", ""):
            assert _names_on(leo.post(address, sent(text))) == [], address


def test_a_child_on_the_record_looks_to_the_leader_like_any_wrong_address(at_home: Any, signed_in: Any) -> None:
    leo = signed_in(cast.LEO)
    missing = _without_tokens(leo.get("/no-such-page/"))
    for child in (*cast.CHILDREN, "CH-99999", "../x"):
        response = leo.get(f"/children/{child}/")
        assert response.status_code == 404
        assert _without_tokens(response) == missing
    for number in (cast.AMIRA, "CH-99999", ""):
        assert _without_tokens(leo.get(f"/children/?number={number}")) == missing


def _without_tokens(response: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_small_counts_are_kept_back_now_and_in_what_was_frozen(own_home: Any, signed_in: Any) -> None:
    leo, dina = signed_in(cast.LEO), signed_in(cast.DINA)
    number = answered_question(leo, dina)
    overview = plain(leo.get("/overview/"))
    assert '<span class="roker-figure__number">1 to 4</span>' in overview
    assert '<span class="roker-figure__number">1</span>' not in overview
    page = plain(leo.get(f"/questions/{number}/"))
    assert page.count('<span class="roker-figure__number">1 to 4</span>') == 3
    assert '<span class="roker-figure__number">1</span>' not in page
    exact = plain(dina.get(f"/questions/{number}/"))
    assert exact.count('<span class="roker-figure__number">1</span>') == 3


def test_the_director_cannot_answer_with_a_name(at_home: Any, signed_in: Any) -> None:
    leo, dina = signed_in(cast.LEO), signed_in(cast.DINA)
    number = open_question(leo)
    for text, named in (
        (f"It is child {cast.AMIRA}.", cast.AMIRA),
        ("sam okafor was ill, and then on leave.", "Sam Okafor"),
    ):
        response = dina.post(f"/questions/{number}/answer/", sent(text))
        assert response.status_code == 400
        assert named in plain(response)
        assert text in plain(response), "what was typed is kept"
    assert dina.post(f"/questions/{number}/answer/", sent("Two of 12 were seen late.")).status_code == 302


def test_an_asker_is_not_told_whether_a_word_is_a_name(at_home: Any, signed_in: Any) -> None:
    leo = signed_in(cast.LEO)
    number = open_question(leo, text=f"What of {cast.AMIRA}?")
    assert leo.get(f"/questions/{number}/").status_code == 200
