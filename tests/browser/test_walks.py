"""The four people walk through their pages: wide, narrow, by keyboard, without JavaScript; axe-core finds no fault."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests import cast

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
WALKS = {
    "": ["/sign-in/", "/no-such-page/"],
    "sam": ["/work/", f"/children/{cast.AMIRA}/", "/children/?number=77", f"/children/{cast.CHLOE}/"],
    "maya": ["/teams/", "/teams/?sort=overdue", "/work/", "/work/?show=overdue", f"/children/{cast.DEAN}/", "/data/"],
    "dina": ["/service/", "/service/cp_visit_overdue/", "/service/open_children/", "/teams/", "/work/", "/questions/"],
    "leo": ["/overview/", "/questions/", "/questions/ask/cp_visit_overdue/"],
}
Visit = Callable[..., Any]


def _faults(page: Any) -> list[str]:
    """What axe-core finds, by its rules for WCAG 2.2 AA and its best practices."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{each['id']}: {json.dumps([node['html'] for node in each['nodes']])}" for each in found["violations"]]


def _check(page: Any, width: int, where: Path) -> None:
    assert _faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} is wider than the screen"
    page.screenshot(path=where, full_page=True)


@pytest.mark.parametrize("screen", WIDTHS)
@pytest.mark.parametrize("who", WALKS, ids=lambda who: who or "anybody")
def test_the_pages_of_each_person(who: str, screen: str, visit: Visit, screens: Path) -> None:
    width, height = WIDTHS[screen]
    page = visit(who, width, height)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    for number, address in enumerate(WALKS[who]):
        page.goto(address)
        for details in page.locator("details").all():
            details.locator("summary").first.click()
        _check(page, width, screens / f"{screen}-{who or 'anybody'}-{number}.png")
    assert complaints == []


@pytest.mark.parametrize("screen", WIDTHS)
def test_a_question_from_the_leader_to_the_director_and_back(screen: str, visit: Visit, screens: Path) -> None:
    width, height = WIDTHS[screen]
    leo, dina = visit("leo", width, height), visit("dina", width, height)
    leo.get_by_role("link", name="Ask a question about: Children on protection plans").click()
    leo.get_by_role("button", name="Ask this question").click()
    assert "There is a problem" in leo.locator("main").inner_text()
    _check(leo, width, screens / f"{screen}-question-problem.png")
    leo.get_by_label("Your question").fill(f"Why was nobody there, seen on a {screen}?")
    leo.get_by_role("button", name="Ask this question").click()
    _check(leo, width, screens / f"{screen}-question-asked.png")
    dina.goto("/service/")
    dina.get_by_role("link", name=f"Why was nobody there, seen on a {screen}?").click()
    dina.get_by_role("button", name="Answer").click()
    _check(dina, width, screens / f"{screen}-question-answering.png")
    dina.get_by_label("Your answer").fill("A worker was ill. She is back, and the visit is tomorrow.")
    dina.get_by_role("button", name="Send this answer").click()
    leo.reload()
    _check(leo, width, screens / f"{screen}-question-answered.png")
    leo.get_by_role("button", name="Accept the answer").click()
    assert "Answer accepted" in leo.locator("main").inner_text()
    _check(leo, width, screens / f"{screen}-question-accepted.png")


_CALLED = """() => {
  const at = document.activeElement
  return at.labels && at.labels.length ? at.labels[0].innerText : at.getAttribute('aria-label') || at.innerText || ''
}"""
_MARKED = "() => { const at = getComputedStyle(document.activeElement); return at.outlineStyle + at.boxShadow }"


def _tab_to(page: Any, name: str, most: int = 60) -> None:
    """Presses Tab until what has the focus is called so; and the focus must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if " ".join(page.evaluate(_CALLED).split()).startswith(name):
            assert page.evaluate(_MARKED) != "nonenone", f"nothing shows that {name} has the focus"
            return
    raise AssertionError(f"Tab does not reach {name} on {page.url}")


def test_signing_in_and_asking_by_keyboard_alone(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to main content"
    page.keyboard.press("Enter")
    _tab_to(page, "Sign-in name")
    page.keyboard.type("leo")
    _tab_to(page, "Password")
    page.keyboard.type("lighthouse-2015")
    page.keyboard.press("Enter")
    page.wait_for_url("**/overview/")
    _tab_to(page, "Ask a question about: Children whom no named worker holds")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/ask/nobodys_children/")
    _tab_to(page, "Your question")
    page.keyboard.type("Whose is this child, and since when?")
    _tab_to(page, "Ask this question")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/*/")
    assert "Whose is this child, and since when?" in page.locator("main").inner_text()


def test_everything_works_without_javascript(visit: Visit) -> None:
    sam = visit("sam", java_script_enabled=False)
    assert sam.get_by_role("heading", name="Work list").is_visible()
    sam.get_by_role("link", name=cast.AMIRA).first.click()
    assert sam.get_by_role("heading", name=f"Child {cast.AMIRA}").is_visible()
    how = sam.locator(".roker-clock__how").first
    how.locator("summary").click()
    assert how.get_by_text("Last day in time").is_visible()
    sam.locator("#find-number").fill(cast.BEN)
    sam.get_by_role("button", name="Find this child").click()
    assert sam.get_by_role("heading", name=f"Child {cast.BEN}").is_visible()
    sam.get_by_role("button", name="Sign out").click()
    assert sam.get_by_role("heading", name="Sign in").is_visible()

    maya = visit("maya", java_script_enabled=False)
    maya.goto("/work/")
    maya.get_by_label("Worker").select_option(label="Nobody")
    maya.get_by_role("button", name="Show").click()
    assert maya.get_by_role("link", name=cast.DEAN).first.is_visible()

    leo = visit("leo", java_script_enabled=False)
    leo.goto("/questions/ask/icpc_overdue/")
    leo.get_by_label("Your question").fill("Asked without JavaScript?")
    leo.get_by_role("button", name="Ask this question").click()
    assert leo.get_by_role("heading", name="The figure when asked").is_visible()


@pytest.fixture
def printed(visit: Visit) -> Any:
    """A child's page as it is printed."""
    page = visit("sam")
    page.goto(f"/children/{cast.AMIRA}/")
    page.emulate_media(media="print")
    return page


def test_a_page_on_paper_says_as_at_when_and_leaves_the_menus_out(printed: Any, screens: Path) -> None:
    printed.screenshot(path=screens / "print-child.png", full_page=True)
    assert printed.locator(".roker-as-at").is_visible()
    for left_out in (".govuk-service-navigation", ".roker-find", ".roker-person__out"):
        assert not printed.locator(left_out).is_visible()
