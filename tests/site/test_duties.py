"""The catalogue of duties on the site: every duty with its law, and what no file has said plainly."""

from typing import Any

import pytest

from roker.duties import DUTIES
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


def test_a_duty_that_is_not_there(at_home: Any, signed_in: Any) -> None:
    assert signed_in(cast.LEO).get("/duties/no-such/").status_code == 404
