"""A catalogue refuses two entries with one code, and versions that overlap."""

from dataclasses import dataclass
from datetime import date

import pytest

from roker.catalogue import Catalogue, check_versions, in_force


@dataclass(frozen=True)
class Thing:
    code: str


@dataclass(frozen=True)
class Rule:
    in_force_from: date
    in_force_to: date | None = None


def test_entries_in_order_and_by_code() -> None:
    catalogue = Catalogue(Thing("b"), Thing("a"))
    assert catalogue.codes() == ["b", "a"]
    assert catalogue["a"] == Thing("a")
    assert "b" in catalogue
    assert "c" not in catalogue
    assert len(catalogue) == 2


def test_a_code_used_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="used more than once: a"):
        Catalogue(Thing("a"), Thing("a"))


OLD, NEW = Rule(date(2011, 4, 1), date(2013, 4, 14)), Rule(date(2013, 4, 15))


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2011-03-31", None), ("2011-04-01", OLD), ("2013-04-14", OLD), ("2013-04-15", NEW), ("2099-01-01", NEW)],
)
def test_version_in_force(day: str, expected: Rule | None) -> None:
    check_versions("x", [OLD, NEW])
    assert in_force([OLD, NEW], date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    "versions",
    [
        [Rule(date(2011, 4, 1)), NEW],
        [Rule(date(2011, 4, 1), date(2013, 4, 15)), NEW],
        [NEW, OLD],
        [Rule(date(2013, 4, 15), date(2013, 4, 14))],
    ],
)
def test_overlapping_versions_are_refused(versions: list[Rule]) -> None:
    with pytest.raises(ValueError, match="x: "):
        check_versions("x", versions)
