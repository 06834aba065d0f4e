"""Why a limit was not kept: who may record it, for which clocks, where it is shown, and that it changes no count."""

from datetime import date
from typing import Any

import pytest
from django.db import models

from roker.web import keys, results
from roker.web.access import REFUSALS, Permission
from roker.web.oversight.kinds import EXCEPTION_KINDS
from roker.web.oversight.models import AppendOnlyError, ExceptionWithdrawal, ReasonedException
from tests import cast
from tests.site.asking import sent
from tests.site.pages import crawl, parse, plain, words

NOT_SEEN = "Her worker was ill; <b>a colleague</b> spoke to the school."


def late_clock(client: Any, person_id: str = cast.AMIRA, state: str = "Overdue") -> str:
    """The address at which a reason is recorded for the first clock of a child in a state."""
    page = parse(client.get(f"/children/{person_id}/"), person_id)
    cards = [each for each in page.all("article", class_="roker-clock") if state in words(each).split("How this")[0]]
    hrefs = [link.get("href", "") for link in cards[0].iter() if "/exceptions/record/" in link.get("href", "")]
    assert len(hrefs) == 1, hrefs
    return hrefs[0]


def other_clock(person_id: str, *, is_late: bool) -> str:
    """The same address, made without a page."""
    found = [each for each in _clocks(person_id) if (each.state in {"overdue", "met_late", "missed"}) == is_late]
    return f"/exceptions/record/{_key(found[0].clock)}/{person_id}/"


def _clocks(person_id: str) -> list[Any]:
    from roker.publication import Where
    from roker.web import showing

    current, on = showing.asked()
    return current.clocks(on, Where(person_id=person_id))


def _key(clock: Any) -> str:
    return keys.key_of_clock(clock.duty, clock.subject_id, clock.about_on, clock.opened_on)


def record(client: Any, address: str, text: str = NOT_SEEN, kind: str = "no_worker") -> Any:
    return client.post(address, sent(text, kind=kind))


def _counts(client: Any) -> list[str]:
    return [words(each) for each in parse(client.get("/teams/"), "teams").all("td")] + [
        words(each) for each in parse(client.get("/work/"), "work").all("span", class_="roker-count")
    ]


def test_a_reason_stands_beside_its_clock_and_no_count_changes(at_home: Any, signed_in: Any) -> None:
    maya = signed_in(cast.MAYA)
    address = late_clock(maya)
    counts, states = _counts(maya), _states(maya)
    response = record(maya, address)
    assert response.status_code == 302
    assert response.url == f"/children/{cast.AMIRA}/", "nothing of the reason is in the address"
    for client, page in (
        (maya, f"/children/{cast.AMIRA}/"),
        (signed_in(cast.SAM), f"/children/{cast.AMIRA}/"),
        (maya, "/work/"),
        (signed_in(cast.SAM), "/work/"),
        (signed_in(cast.DINA), "/work/?show=overdue"),
    ):
        said = plain(client.get(page))
        assert "Reason recorded:" in said, page
        assert EXCEPTION_KINDS["no_worker"].title in said
        assert NOT_SEEN in said
        assert "Maya Lindqvist" in said
    assert _counts(maya) == counts
    assert _states(maya) == states
    assert "Overdue" in states


def _states(client: Any) -> list[str]:
    page = parse(client.get(f"/children/{cast.AMIRA}/"), "child")
    return [words(each) for each in page.all("span") if (each.get("class") or "").startswith("roker-state ")]


def test_what_somebody_wrote_is_escaped(at_home: Any, signed_in: Any) -> None:
    maya = signed_in(cast.MAYA)
    record(maya, late_clock(maya))
    for page in (f"/children/{cast.AMIRA}/", "/work/"):
        text = maya.get(page).content.decode()
        assert "<b>a colleague" not in text
        assert "&lt;b&gt;a colleague&lt;/b&gt;" in text


def test_the_director_records_for_any_child_and_the_form_sent_twice_records_once(at_home: Any, signed_in: Any) -> None:
    dina = signed_in(cast.DINA)
    address, form = late_clock(dina, cast.ELLA), sent("He was abroad.", kind="not_found")
    for _ in range(2):
        assert dina.post(address, form).status_code == 302
    (kept,) = ReasonedException.objects.all()
    assert (kept.subject_id, kept.kind, kept.load_number) == (cast.ELLA, "not_found", 1)
    assert kept.recorded_by.full_name == "Dina Ferreira"


def test_a_social_worker_is_refused_with_a_sentence_and_offered_nothing(at_home: Any, signed_in: Any) -> None:
    sam, address = signed_in(cast.SAM), late_clock(signed_in(cast.MAYA))
    assert "/exceptions/" not in plain(sam.get(f"/children/{cast.AMIRA}/"))
    for response in (sam.get(address), record(sam, address)):
        assert response.status_code == 403
        assert REFUSALS[Permission.RECORD_EXCEPTION] in plain(response)
    assert not ReasonedException.objects.exists()


def test_for_those_who_see_totals_there_is_nothing_there(at_home: Any, signed_in: Any) -> None:
    maya, leo = signed_in(cast.MAYA), signed_in(cast.LEO)
    address = late_clock(maya)
    record(maya, address)
    assert leo.get(address).status_code == record(leo, address).status_code == 404
    assert all(NOT_SEEN not in plain(page) for page in crawl(leo, ["/"]).values())


def test_a_child_of_another_team(at_home: Any, signed_in: Any) -> None:
    maya, dina = signed_in(cast.MAYA), signed_in(cast.DINA)
    address = late_clock(dina, cast.ELLA)
    record(dina, address)
    number = ReasonedException.objects.get().pk
    for response in (
        maya.get(address),
        record(maya, address),
        maya.get(f"/children/{cast.ELLA}/"),
        maya.get(f"/exceptions/withdraw/{number}/{cast.ELLA}/"),
        maya.post(f"/exceptions/withdraw/{number}/{cast.ELLA}/", sent("Mine.")),
    ):
        assert response.status_code == 403
        assert "This child is held by another team." in plain(response)
        assert NOT_SEEN not in plain(response)
    assert maya.get(f"/exceptions/withdraw/{number}/{cast.AMIRA}/").status_code == 404, "not its reason"
    assert NOT_SEEN not in plain(maya.get("/work/"))
    assert ReasonedException.objects.count() == 1
    assert not ExceptionWithdrawal.objects.exists()


def test_a_clock_that_is_not_late_takes_no_reason(at_home: Any, signed_in: Any) -> None:
    dina = signed_in(cast.DINA)
    address = other_clock(cast.AMIRA, is_late=False)
    assert address not in plain(dina.get(f"/children/{cast.AMIRA}/"))
    assert "A reason is recorded only where a limit was not kept." in plain(dina.get(address))
    response = record(dina, address)
    assert response.status_code == 409
    assert "A reason is recorded only where a limit was not kept." in plain(response)
    assert NOT_SEEN in plain(response), "no word is lost"
    assert not ReasonedException.objects.exists()


def test_only_late_clocks_offer_it(at_home: Any, signed_in: Any) -> None:
    dina = signed_in(cast.DINA)
    for person_id in cast.CHILDREN:
        offered = plain(dina.get(f"/children/{person_id}/")).count("/exceptions/record/")
        assert offered == sum(each.state in {"overdue", "met_late", "missed"} for each in _clocks(person_id))


@pytest.mark.parametrize(
    ("text", "kind", "trouble", "field"),
    [
        ("", "court", "Write something", "text"),
        ("Why.", "", "Choose the kind of reason.", "kind"),
        ("Why.", "no_such", "Choose the kind of reason.", "kind"),
        ("x" * 2001, "court", "2,000 characters", "text"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    text: str, kind: str, trouble: str, field: str, at_home: Any, signed_in: Any
) -> None:
    maya = signed_in(cast.MAYA)
    response = record(maya, late_clock(maya), text, kind)
    page = parse(response, "record")
    assert response.status_code == 400
    assert trouble in page.text
    assert [each for each in page.all("a", href=f"#{field}") if trouble in words(each)]
    assert words(page.all("title")[0]).startswith("Error: ")
    assert "".join(page.all("textarea")[0].itertext()) == text
    assert not ReasonedException.objects.exists()


def test_a_form_that_this_site_did_not_make_records_nothing(at_home: Any, signed_in: Any) -> None:
    maya = signed_in(cast.MAYA)
    response = maya.post(late_clock(maya), {"text": "Why.", "kind": "court"})
    assert response.status_code == 400
    assert "This form was not complete" in plain(response)
    assert not ReasonedException.objects.exists()


def test_withdrawn_with_who_and_why_and_still_to_be_read(at_home: Any, signed_in: Any) -> None:
    maya, dina = signed_in(cast.MAYA), signed_in(cast.DINA)
    record(maya, late_clock(maya))
    kept = ReasonedException.objects.get()
    address = f"/exceptions/withdraw/{kept.pk}/{cast.AMIRA}/"
    assert address in plain(maya.get(f"/children/{cast.AMIRA}/"))
    assert NOT_SEEN in plain(dina.get(address))
    assert "Write something" in plain(dina.post(address, sent("")))
    assert dina.post(address, sent("It was another child's.")).url == f"/children/{cast.AMIRA}/"
    said = plain(maya.get(f"/children/{cast.AMIRA}/"))
    assert "Reason withdrawn:" in said
    assert "Reason recorded:" not in said
    assert "Withdrawn by Dina Ferreira" in said
    assert "It was another child's." in said
    assert NOT_SEEN in said
    assert NOT_SEEN not in plain(maya.get("/work/"))
    again = maya.post(address, sent("I too."))
    assert again.status_code == 409
    assert "Somebody withdrew this reason before you" in plain(again)
    assert ExceptionWithdrawal.objects.count() == 1


def test_what_was_recorded_is_never_changed_or_taken_away(at_home: Any, signed_in: Any) -> None:
    maya = signed_in(cast.MAYA)
    record(maya, late_clock(maya))
    maya.post(f"/exceptions/withdraw/{ReasonedException.objects.get().pk}/{cast.AMIRA}/", sent("Wrong child."))
    kept: list[type[models.Model]] = [ReasonedException, ExceptionWithdrawal]
    for model in kept:
        row = model._default_manager.get()
        row.text = "Otherwise."  # type: ignore[attr-defined]
        for change in (
            row.save,
            row.delete,
            model._default_manager.all().delete,
            lambda model=model: model._default_manager.update(text="Otherwise."),
        ):
            with pytest.raises(AppendOnlyError):
                change()
        assert model._default_manager.get().text != "Otherwise."  # type: ignore[attr-defined]


def test_when_a_later_load_shows_another_clock_the_reason_stays_where_it_was(own_home: Any, signed_in: Any) -> None:
    maya = signed_in(cast.MAYA)
    address = late_clock(maya)
    record(maya, address)
    kept = ReasonedException.objects.get()
    later = cast.later_reading()  # she was seen: the visit that was waited for is another clock's start
    later.tables.run("UPDATE cp_plans SET cp_plan_start_date = ?", [date(2023, 12, 9)])
    later.tables.run("DELETE FROM cp_visits")
    later.tables.run("DELETE FROM cin_assessments")
    later.tables.run("DELETE FROM cin_episodes WHERE person_id = ?", [cast.AMIRA])
    cast.load(own_home, later)
    said = plain(maya.get(f"/children/{cast.AMIRA}/"))
    assert "Reasons recorded for a clock that the record no longer shows" in said
    part = said.split("that the record no longer shows")[1].split('id="timeline"')[0]
    assert NOT_SEEN in part
    assert kept.opened_on is not None
    assert str(kept.opened_on.year) in part
    assert said.count(NOT_SEEN) == 1
    assert NOT_SEEN not in plain(maya.get("/work/"))
    assert maya.get(address).status_code == 404
    response = record(maya, address, "Further words.")
    assert response.status_code == 409
    assert "The record no longer shows this clock" in plain(response)
    assert "Further words." in plain(response)
    assert ReasonedException.objects.count() == 1


def test_the_reason_is_in_no_log(at_home: Any, signed_in: Any, caplog: Any) -> None:
    maya = signed_in(cast.MAYA)
    address = late_clock(maya)
    assert "2023" not in address, "an address carries no day of the record"
    with caplog.at_level("DEBUG"):
        record(maya, address)
        record(maya, address, kind="")
        record(signed_in(cast.SAM), address)
    told = [each.getMessage() for each in caplog.records if not each.name.startswith("django.db")]
    assert all(NOT_SEEN not in each and "a colleague" not in each for each in told)
    assert results.has_child(cast.AMIRA)
