"""The made-up duty of CONTRIBUTING gives what its table says, by both engines."""

import pytest

from roker.catalogue import Catalogue
from tests.docs.markdown import ROOT, blocks
from tests.spec import table, test_duties


@pytest.fixture
def example(monkeypatch) -> dict:
    names: dict = {}
    for block in blocks(ROOT / "CONTRIBUTING.md", "python"):
        exec(block.code, names)  # noqa: S102 - our own page
    for column, field in names["COLUMNS"].items():
        monkeypatch.setitem(table.COLUMNS, column, field)
    monkeypatch.setattr(test_duties, "DUTIES", Catalogue(names["duty"]))
    return names


@pytest.mark.parametrize("find", [test_duties.by_reference, test_duties.by_engine])
def test_the_table_holds(example, find):
    for case in example["spec"].cases():
        test_duties.test_row(example["spec"], case, find)


def test_its_columns_are_new(example):
    assert example["spec"].duty == example["duty"].code
    assert set(example["COLUMNS"]) <= set(example["spec"].header())
