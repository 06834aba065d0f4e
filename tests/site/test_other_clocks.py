"""Clocks that are not children's: on the list of their duty for those who may see it, and in no list of children."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from roker.duties import DUTIES
from roker.duties.duty import Subject
from tests import cast
from tests.site.pages import HTML, parse, plain, words

LIST = "/duties/foster_carer_review/clocks/"


@pytest.fixture
def with_carers(own_home: Path) -> None:
    """A hundred and two carers: one reviewed too late, the others never, all approved in 2022."""
    carers = [{"carer_id": f"FC-{n:03}", "approval_date": date(2022, 5, 2), "agency": "N"} for n in range(1, 103)]
    reviews = [{"carer_id": "FC-001", "review_date": date(2023, 6, 20)}]
    cast.load(own_home, cast.reading_with({"foster_carer": carers, "foster_carer_review": reviews}))


def test_the_list_holds_what_the_duty_counts(with_carers: None, signed_in: Any) -> None:
    maya = signed_in(cast.MAYA)
    page = parse(maya.get("/duties/foster_carer_review/"), "duty")
    (link,) = page.all("a", href=LIST)
    first = parse(maya.get(LIST), LIST)
    second = parse(maya.get(f"{LIST}?page=2"), LIST)
    rows = [row for each in (first, second) for body in each.all("tbody") for row in body.iter(f"{HTML}tr")]
    assert words(link) == f"{len(rows)} clocks"
    said = [words(row) for row in rows]
    assert {each[:6] for each in said} == {f"FC-{n:03}" for n in range(1, 103)}
    assert sum("Overdue" in each for each in said) == 101
    (late,) = [each for each in said if "Met late" in each]
    assert late.startswith("FC-001")
    assert "2 May 2023" in late
    assert "Done 20 June 2023" in late
    assert said.index(late) > 100, "what is closed stands last"


def test_they_are_in_no_work_list_and_no_count(with_carers: None, signed_in: Any) -> None:
    for page in ("/work/", "/teams/", "/service/"):
        assert "FC-0" not in plain(signed_in(cast.DINA).get(page))
    assert "Nothing here." in plain(signed_in(cast.DINA).get("/work/?duty=foster_carer_review"))


def test_who_may_not_see_them_is_shown_no_link_and_no_count(with_carers: None, signed_in: Any) -> None:
    for person in (cast.SAM, cast.LEO):
        assert "clocks</a>" not in plain(signed_in(person).get("/duties/foster_carer_review/"))
        response = signed_in(person).get(LIST)
        assert response.status_code == 403
        assert "FC-0" not in plain(response)


def test_a_duty_owed_to_children_has_its_list_in_the_work_list(at_home: Any, signed_in: Any) -> None:
    dina = signed_in(cast.DINA)
    assert dina.get("/duties/cp_visit/clocks/").status_code == 404
    assert dina.get("/duties/no-such/clocks/").status_code == 404
    assert "/clocks/" not in plain(dina.get("/duties/cp_visit/"))


@pytest.mark.parametrize("duty", [each for each in DUTIES if each.subject is not Subject.CHILD], ids=lambda d: d.code)
def test_every_duty_of_others_has_a_list(duty: Any, at_home: Any, signed_in: Any) -> None:
    page = plain(signed_in(cast.MAYA).get(f"/duties/{duty.code}/clocks/"))
    assert duty.who in page
    assert "0 clocks." in page
