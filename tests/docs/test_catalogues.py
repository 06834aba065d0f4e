"""Every entry of every catalogue says what it is, where it stands, since when, and shows an example."""

from collections.abc import Iterable
from typing import Any

import pytest

from docs.generator import pages
from roker.duties import DUTIES, NOT_COMPUTED
from roker.formats import PROBLEM_KINDS
from roker.measures import MEASURES
from roker.record import CODE_SETS, ENTITIES
from roker.web.access import ROLES
from tests.spec.duties import SPECS

ENTRIES = {
    "duties.md": DUTIES,
    "entities.md": ENTITIES,
    "codes.md": CODE_SETS,
    "problems.md": PROBLEM_KINDS,
    "measures.md": MEASURES,
    "roles.md": ROLES,
}
MADE = pages()


def of_all(catalogues: dict[str, Any]) -> Iterable[Any]:
    every = [(page, entry) for page, entries in catalogues.items() for entry in entries]
    return [pytest.param(page, entry, id=f"{page.removesuffix('.md')}-{entry.code}") for page, entry in every]


@pytest.mark.parametrize(("page", "entry"), of_all(ENTRIES))
def test_every_entry_has_a_title_and_is_in_the_manual(page, entry):
    assert entry.title
    assert entry.code == entry.code.lower().replace(" ", "_").replace("-", "_")
    assert f"`{entry.code}`" in MADE[page]
    assert entry.title in MADE[page]


def test_every_catalogue_has_entries():
    assert all(len(entries) for entries in ENTRIES.values())


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.code)
def test_every_duty_names_its_law_with_the_place_in_it(duty):
    assert duty.law
    assert all(source.title and source.provision for source in duty.law)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.code)
def test_every_duty_has_days_in_force(duty):
    assert duty.versions
    assert all(version.in_force_from for version in duty.versions)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.code)
def test_every_duty_shows_an_example_on_its_page(duty):
    titles = [spec.title for spec in SPECS if spec.duty == duty.code]
    assert titles
    assert all(f"**{title}.**" in MADE["duties.md"] for title in titles)


@pytest.mark.parametrize("entry", NOT_COMPUTED, ids=lambda entry: entry.code)
def test_what_is_not_computed_is_in_the_manual_with_its_law_and_the_reason(entry):
    part = MADE["duties.md"].split("## Not computed, and why")[1]
    assert f"`{entry.code}`" in part
    assert all(text in part for text in (entry.title, entry.asks, entry.reason, str(entry.source)))
    assert entry.asks.endswith(".")
    assert entry.reason.endswith(".")


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.code)
def test_every_measure_says_how_to_read_it(measure):
    assert measure.question.endswith("?")
    assert measure.denominator
    assert measure.reading.endswith(".")
    assert measure.duty is None or measure.duty in DUTIES


@pytest.mark.parametrize("kind", PROBLEM_KINDS, ids=lambda kind: kind.code)
def test_every_kind_of_problem_says_what_it_means_and_what_to_do(kind):
    assert kind.meaning.endswith(".")
    assert kind.remedy.endswith(".")


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.code)
def test_every_field_has_a_label_and_says_what_it_could_do(entity):
    assert all(field.label and field.sensitivity for field in entity.fields)
