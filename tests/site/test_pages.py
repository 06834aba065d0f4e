"""Every page that the cast can reach: strict HTML, one heading, a title, labels, its as-at sentence, nothing inline."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from django.test import Client

from roker import loading
from tests import cast
from tests.site.asking import answered_question, open_question, sent
from tests.site.pages import HTML, Page, crawl, parse, plain, words
from tests.site.test_exceptions import late_clock, record

AS_AT = "As at 31 January 2024, the last day that the record speaks of · load 1, received 1 February 2024 06:30"


def test_every_link_leads_somewhere_and_every_page_is_as_it_should_be(
    at_home: Any, signed_in: Any, anybody: Any
) -> None:
    number = open_question(signed_in(cast.LEO))
    answered_question(signed_in(cast.LEO), signed_in(cast.DINA))
    record(signed_in(cast.DINA), late_clock(signed_in(cast.DINA)))
    pages = _complaints(signed_in, anybody, number)
    for person in (cast.SAM, cast.MAYA, cast.DINA, cast.LEO):
        for address, response in crawl(signed_in(person), ["/"]).items():
            assert response.status_code == 200, (person.sign_in_name, address)
            pages.append(parse(response, address))
    assert len(pages) > 60
    for page in pages:
        _check_frame(page)
        _check_ids(page)
        _check_fields(page)
        _check_nothing_inline(page)


def _complaints(signed_in: Any, anybody: Any, number: int) -> list[Page]:
    """Pages that refuse or complain."""
    leo, dina = signed_in(cast.LEO), signed_in(cast.DINA)
    found = [
        parse(signed_in(person).get(address, follow=True), f"{address} of {person.sign_in_name}")
        for person in cast.PEOPLE
        for address in ("/", "/no-such-page/", "/children/?number=77")
    ]
    return [
        *found,
        parse(anybody.get("/sign-in/"), "/sign-in/"),
        parse(anybody.post("/sign-in/", {"sign_in_name": "sam", "password": "wrong"}), "/sign-in/ refused"),
        parse(leo.post("/questions/ask/icpc_overdue/", sent("")), "/questions/ask/ without words"),
        parse(
            dina.post(f"/questions/{number}/answer/", sent("Late.", version=9)), "/questions/answer/ changed meanwhile"
        ),
        parse(Client(enforce_csrf_checks=True).post("/sign-in/", {}), "/sign-in/ without a token"),
        parse(signed_in(cast.SAM).get(f"/children/{cast.CHLOE}/"), "/children/ refused"),
        parse(leo.get("/sign-out/"), "/sign-out/ opened"),
        parse(record(dina, late_clock(dina), text="", kind=""), "/exceptions/record/ without a kind"),
        parse(record(dina, late_clock(dina), text=""), "/exceptions/record/ without words"),
    ]


def _check_frame(page: Page) -> None:
    headings = page.all("h1")
    assert len(headings) == 1, page.address
    assert words(headings[0]), page.address
    (title,) = page.all("title")
    assert words(title).endswith(" · Roker"), page.address
    assert len(words(title)) > len(" · Roker"), page.address
    assert page.tree.get("lang") == "en", page.address
    assert len(page.all("main", id="main-content")) == 1, page.address
    assert [words(each) for each in page.all("p", class_="roker-as-at")] == [AS_AT], page.address
    levels = [int(each.tag[-1]) for each in page.tree.iter() if each.tag in {f"{HTML}h{n}" for n in range(1, 7)}]
    assert all(after <= before + 1 for before, after in pairwise(levels)), (page.address, levels)


def _check_ids(page: Page) -> None:
    ids = [each.get("id") for each in page.tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids)), (page.address, sorted(each for each in ids if ids.count(each) > 1))
    for each in page.tree.iter():
        for name in ("aria-labelledby", "aria-describedby", "aria-controls"):
            assert set((each.get(name) or "").split()) <= set(ids), (page.address, each.attrib)
    for link in page.all("a"):
        if link.get("href", "").startswith("#"):
            assert link.get("href", "")[1:] in ids, (page.address, link.get("href"))


def _check_fields(page: Page) -> None:
    labelled = {each.get("for") for each in page.all("label")}
    fields = [*page.all("input"), *page.all("select"), *page.all("textarea")]
    for field in fields:
        if field.get("type") != "hidden":
            assert field.get("id") in labelled, (page.address, field.attrib)
    for form in page.all("form"):
        if form.get("method") == "post":
            assert [each for each in form.iter(f"{HTML}input") if each.get("name") == "csrfmiddlewaretoken"], (
                page.address
            )
    for cell in page.all("th"):
        assert cell.get("scope") in {"col", "row"}, page.address
    for link in page.all("a"):
        assert words(link) or link.get("aria-label"), page.address


def _check_nothing_inline(page: Page) -> None:
    for each in page.tree.iter():
        assert not each.get("style"), page.address
        assert not [name for name in each.attrib if name.startswith("on")], page.address
    for script in page.all("script"):
        assert script.get("src", "").startswith("/static/"), page.address
        assert not words(script), page.address
    for link in page.all("link"):
        assert link.get("href", "").startswith("/static/"), page.address


def test_before_the_first_load_every_page_says_what_to_do(settings: Any, tmp_path: Any, signed_in: Any) -> None:
    settings.ROKER_HOME = tmp_path
    for person, address in (
        (cast.SAM, "/work/"),
        (cast.MAYA, "/teams/"),
        (cast.DINA, "/service/"),
        (cast.LEO, "/overview/"),
    ):
        page = parse(signed_in(person).get(address), address)
        assert "roker load PATH" in page.text
        assert "Nothing has been loaded yet." in page.text


def test_an_old_record_is_said_to_be_old(at_home: Any, signed_in: Any) -> None:
    assert "Nothing that happened since is shown." in signed_in(cast.SAM).get("/work/").content.decode()


def test_what_comes_from_the_record_is_escaped(own_home: Any, signed_in: Any) -> None:
    hostile = replace(cast.reading(), snapshot_on=cast.LATER_ON)
    hostile.tables.run("UPDATE allocation SET worker = '<script>alert(1)</script>' WHERE person_id = ?", [cast.DEAN])
    cast.load(own_home, hostile)
    page = signed_in(cast.DINA).get("/teams/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_child_is_found_by_number(at_home: Any, signed_in: Any) -> None:
    sam = signed_in(cast.SAM)
    assert sam.get("/children/", {"number": f" {cast.AMIRA} "}).url == f"/children/{cast.AMIRA}/"
    assert "The record has no child with the number" in sam.get("/children/", {"number": "77"}).content.decode()


def test_an_altered_list_of_loads_is_said_on_the_data_page(own_home: Any, signed_in: Any) -> None:
    manifest = own_home / "store" / "manifest.jsonl"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("cast.xlsx", "past.xlsx"), encoding="utf-8")
    assert "list of loads was altered at line 1" in plain(signed_in(cast.DINA).get("/data/"))


def test_the_data_page_tells_of_redactions_and_of_nobody(own_home: Any, signed_in: Any) -> None:
    order = {"by": "Priya Shah", "authority": "Adoption order", "why": "The former record is sealed"}
    loading.redact(own_home, cast.DEAN, now=datetime(2024, 3, 1, tzinfo=UTC), **order)
    page = plain(signed_in(cast.DINA).get("/data/"))
    assert "by Priya Shah (Adoption order): The former record is sealed" in page
    assert cast.DEAN not in page
    assert signed_in(cast.DINA).get(f"/children/{cast.DEAN}/").status_code == 404
