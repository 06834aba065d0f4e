"""Every decision record has its number, its three parts, and fits on a page."""

import re
from pathlib import Path

import pytest

from tests.docs.markdown import ROOT

DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
DECISION = pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)


def test_numbers_are_there_once_each_without_a_gap():
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))


@DECISION
def test_name_of_the_file(path: Path):
    assert re.fullmatch(r"\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md", path.name)


@DECISION
def test_heading_has_the_number_of_the_file(path: Path):
    assert re.match(rf"# {path.name[:4]} \S", path.read_text(encoding="utf-8"))


@DECISION
def test_parts(path: Path):
    headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]


@DECISION
def test_fits_on_a_page(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 60
