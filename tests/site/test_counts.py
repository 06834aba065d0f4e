"""Every count opens the list that it counts, and the two never differ."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from roker.store import Store
from tests import cast
from tests.equivalence.world import world
from tests.site.pages import HTML, Page, parse, words


@pytest.fixture(scope="module")
def large_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some hundreds of children next to their limits."""
    home = tmp_path_factory.mktemp("large")
    Store(home).append(cast.reading(), datetime(2024, 2, 1, tzinfo=UTC))
    cast.publish(home, world(11, 400, all_held=False, linked=False))
    return home


def _listed(client: Any, address: str) -> int:
    """The rows of a list, over all of its pages."""
    page = parse(client.get(address), address)
    rows = _rows(page)
    while further := page.all("a", rel="next"):
        page = parse(client.get(further[0].get("href")), "next")
        rows += _rows(page)
    return rows


def _rows(page: Page) -> int:
    tables = page.all("table")
    return sum(len(list(body)) for table in tables for body in table.iter(f"{HTML}tbody"))


def _cells(client: Any, address: str) -> dict[str, int]:
    """Where each count of the team page leads, and the count."""
    page = parse(client.get(address), address)
    cells = [cell for cell in page.all("td") if "data-label" in cell.attrib]
    links = [link for cell in cells for link in cell.iter(f"{HTML}a")]
    return {link.get("href", ""): int(words(link).replace(",", "")) for link in links}


@pytest.mark.parametrize("person", [cast.DINA, cast.MAYA], ids=lambda person: person.sign_in_name)
def test_each_cell_of_the_team_page_is_the_length_of_its_list(
    person: cast.Person, at_home: Path, signed_in: Any
) -> None:
    client = signed_in(person)
    cells = _cells(client, "/teams/")
    assert set(cells.values()) >= {0, 1}
    for address, count in cells.items():
        assert _listed(client, address) == count, address


def test_each_cell_is_the_length_of_its_list_among_many(large_home: Path, settings: Any, signed_in: Any) -> None:
    settings.ROKER_HOME = large_home
    client = signed_in(cast.DINA)
    cells = _cells(client, "/teams/?sort=overdue")
    assert max(cells.values()) > 100, "some list has more than one page"
    for address, count in cells.items():
        assert _listed(client, address) == count, address


def test_each_figure_is_the_length_of_the_list_behind_it(large_home: Path, settings: Any, signed_in: Any) -> None:
    settings.ROKER_HOME = large_home
    client = signed_in(cast.DINA)
    page = parse(client.get("/service/"), "/service/")
    figures = [link for link in page.all("a") if "roker-big" in link.get("class", "")]
    assert len(figures) == 8
    for link in figures:
        assert _listed(client, link.get("href", "")) == int(words(link).replace(",", "")), link.get("href")


def test_a_work_list_says_how_many_and_shows_them_in_pages(large_home: Path, settings: Any, signed_in: Any) -> None:
    settings.ROKER_HOME = large_home
    client = signed_in(cast.DINA)
    page = parse(client.get("/work/"), "/work/")
    stated = {heading.get("id"): int(words(heading).split()[-1].replace(",", "")) for heading in page.all("h2")}
    assert set(stated) == {"overdue", "today", "this_week", "cannot_tell", "later"}
    assert stated["overdue"] > 100
    for part, total in stated.items():
        assert _listed(client, f"/work/?show={part}") == total
    assert (
        f"Showing 1 to 100 of {stated['overdue']:,} pieces of work."
        in client.get("/work/?show=overdue").content.decode()
    )


@pytest.mark.parametrize("page", ["0", "-1", "99999", "1e3", "x", "²"])
def test_a_page_that_does_not_exist_is_the_nearest(page: str, at_home: Path, signed_in: Any) -> None:
    assert signed_in(cast.DINA).get("/work/", {"show": "overdue", "page": page}).status_code == 200


@pytest.mark.parametrize("query", ["team=x", "worker=x", "duty=x", "show=x", "team=none&worker=x"])
def test_a_filter_that_means_nothing_is_not_found(query: str, at_home: Path, signed_in: Any) -> None:
    for person in (cast.MAYA, cast.DINA):
        assert signed_in(person).get(f"/work/?{query}").status_code == 404
    assert signed_in(cast.DINA).get("/teams/?sort=x").status_code == 404


def test_a_manager_cannot_choose_another_team_nor_a_worker_more_than_their_own(at_home: Path, signed_in: Any) -> None:
    from roker.web import reach

    other = reach.key_of_team(cast.CARE_TEAM)
    assert signed_in(cast.MAYA).get(f"/work/?team={other}").status_code == 404
    assert signed_in(cast.DINA).get(f"/work/?team={other}").status_code == 200
    assert signed_in(cast.SAM).get(f"/work/?team={other}").status_code == 404
    assert signed_in(cast.SAM).get(f"/work/?worker={reach.NOBODY_KEY}").status_code == 404


def test_nobody_stands_on_top_of_every_team_whatever_the_order(at_home: Path, signed_in: Any) -> None:
    for sort in ("name", "overdue", "children"):
        page = parse(signed_in(cast.DINA).get(f"/teams/?sort={sort}"), "/teams/")
        tables = [[words(row[0]) for body in table.iter(f"{HTML}tbody") for row in body] for table in page.all("table")]
        assert len(tables) == 1 + len(cast.TEAMS)
        assert all(workers[0] == "Nobody" for workers in tables)
        assert tables[0] == ["Nobody"]


def test_no_name_travels_in_an_address(at_home: Path, signed_in: Any) -> None:
    for address in _cells(signed_in(cast.DINA), "/teams/"):
        for name in (*cast.WORKERS, *cast.TEAMS):
            assert not [part for part in name.split() if len(part) > 2 and part in address]
