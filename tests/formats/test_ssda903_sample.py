"""A sample return that others made (see samples/): random, so that every row is kept and its faults are said."""

from collections import Counter
from datetime import date

import pytest

from roker.formats.csv_text import read_csv
from tests.formats.ssda903_return import SAMPLE, read

ROWS = {
    "Header": 2675, "Episodes": 5050, "Reviews": 12580, "UASC": 132, "OC2": 2675, "OC3": 53, "AD1": 29,
    "PlacedAdoption": 29, "PrevPerm": 2675, "Missing": 43, "SWEpisodes": 1, "DoLo": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def sample():
    return read(SAMPLE, snapshot_on=None, today=date(2026, 5, 1))


def test_every_file_is_recognised_and_every_row_read(sample):
    assert sample.counts == ROWS
    in_files = sum(len(read_csv(path).rows) - 1 for path in SAMPLE.glob("*.csv"))
    repeated = sum(each.kind == "repeated_row" for each in sample.problems)
    assert in_files == sum(ROWS.values()) + repeated


def test_every_row_is_on_the_record(sample):
    held = {name: sample.tables.one(f"SELECT COUNT(*) FROM {name}")[0] for name in sample.tables.tables()}
    assert held == {
        "person": 2676, "mother": 1, "cla_episodes": 5050, "cla_placement": 4504, "legal_status": 3343,
        "cla_reviews": 12580, "immigration_status": 132, "care_outcomes": 2675, "care_leaver_birthday": 53,
        "permanence": 29, "cla_previous_permanence": 2675, "missing": 43, "involvements": 1,
        "deprivation_of_liberty": 1,
    }  # fmt: skip


def test_every_cell_is_read_blank_or_said(sample):
    for column in sample.columns:
        (count,) = {ROWS[title] for title in ROWS if _title(sample, column.sheet) == title}
        assert column.read + column.unread + column.unknown + column.blank == count, column
    assert {(each.sheet, each.column, each.unread) for each in sample.columns if each.unread} == {
        ("oc3.csv", "ACCOM", 2),
        ("placed_for_adoption.csv", "REASON_PLACED_CEASED", 29),
        ("sw_episodes.csv", "SW_REASON", 1),
    }


def _title(sample, file: str) -> str:
    by_file = {
        "header": "Header", "episodes": "Episodes", "reviews": "Reviews", "uasc": "UASC", "oc2": "OC2", "oc3": "OC3",
        "ad1": "AD1", "placed_for_adoption": "PlacedAdoption", "previous_permanence": "PrevPerm", "missing": "Missing",
        "sw_episodes": "SWEpisodes", "DoLo": "DoLo",
    }  # fmt: skip
    return by_file[file.removesuffix(".csv")]


def test_the_problems_are_few_enough_to_be_read(sample):
    kinds = Counter(each.kind for each in sample.problems)
    assert sum(kinds.values()) < 400
    assert kinds["orphan"] == 2
    assert [each.found for each in sample.problems if each.at.column == "REASON_PLACED_CEASED"] == [
        "“XXX” in 29 rows, from row 2"
    ]
