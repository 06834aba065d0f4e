"""The catalogue of duties on the site: every duty with its law, and what no file has said plainly."""

from typing import Any

import pytest

from roker.duties import DUTIES, NOT_COMPUTED
from roker.web import law, results
from tests import cast
from tests.site.pages import plain


def test_the_list_has_every_duty_and_counts_them(at_home: Any, signed_in: Any) -> None:
    said = plain(signed_in(cast.LEO).get("/duties/"))
    assert all(f'href="/duties/{duty.code}/">{duty.title}<' in said for duty in DUTIES)
    assert f'<span class="roker-count">{len(DUTIES)}</span>' in said


def test_what_no_file_has_is_named_and_not_counted(at_home: Any, signed_in: Any, monkeypatch: Any) -> None:
    field = DUTIES["icpc"].met_by[0].field
    monkeypatch.setattr(results, "catalogue", lambda: (DUTIES, {"icpc": (field,)}))
    page = plain(signed_in(cast.SAM).get("/duties/icpc/"))
    assert f"Not counted with the files loaded: no file has {field.label}" in page
    assert "Not counted" not in plain(signed_in(cast.SAM).get("/duties/cp_visit/"))
    assert f"{len(DUTIES) - 1} of {len(DUTIES)} can be counted" in plain(signed_in(cast.SAM).get("/duties/"))


def test_before_the_first_load_nothing_is_said_to_be_counted(at_home: Any, signed_in: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(results, "catalogue", lambda: (DUTIES, None))
    said = plain(signed_in(cast.SAM).get("/duties/"))
    assert "can be counted" not in said
    assert said.count("Nothing has been loaded yet") >= len(DUTIES)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.code)
def test_each_duty_says_its_law_its_versions_and_its_doubts(duty: Any, at_home: Any, signed_in: Any) -> None:
    said = plain(signed_in(cast.LEO).get(f"/duties/{duty.code}/"))
    assert all(str(version.law) in said and str(version.limit) in said for version in duty.versions)
    assert all(note in said for note in duty.notes)
    assert (law.CONFIDENCE_WORDS[duty.confidence] or "<") in said


def test_what_is_not_computed_stands_in_the_list_with_its_reason(at_home: Any, signed_in: Any) -> None:
    said = plain(signed_in(cast.LEO).get("/duties/")).split('id="not-computed"')[1]
    assert all(f'href="/duties/{entry.code}/">{entry.title}<' in said for entry in NOT_COMPUTED)
    assert all(entry.reason in said and str(entry.source) in said for entry in NOT_COMPUTED)


@pytest.mark.parametrize("entry", NOT_COMPUTED, ids=lambda entry: entry.code)
def test_each_that_is_not_computed_says_why(entry: Any, at_home: Any, signed_in: Any) -> None:
    said = plain(signed_in(cast.LEO).get(f"/duties/{entry.code}/"))
    assert "Not computed: it has no clock" in said
    assert entry.asks in said
    assert entry.reason in said
    assert str(entry.source) in said


def test_the_code_of_a_rule_leads_to_its_duty(at_home: Any, signed_in: Any) -> None:
    by_rule = plain(signed_in(cast.LEO).get("/duties/lac_review_second/"))
    assert f'<h1 class="govuk-heading-l">{DUTIES["lac_review"].title}</h1>' in by_rule


def test_a_duty_that_is_not_there(at_home: Any, signed_in: Any) -> None:
    assert signed_in(cast.LEO).get("/duties/no-such/").status_code == 404
