"""Codes are in force on some days and not on others, and some are taken by one return alone."""

from datetime import date

import pytest

from roker.record import CODE_SETS, CodeSet
from roker.record.codes import Years

# The last day before a change, and the first day after it.
ON_THE_DAY = [
    ("referral_source", "5D", "2022-03-31", False),
    ("referral_source", "5D", "2022-04-01", True),
    ("closure_reason", "RC9", "2022-03-31", False),
    ("closure_reason", "RC9", "2022-04-01", True),
    ("assessment_factor", "18A", "2020-03-31", True),
    ("assessment_factor", "18A", "2020-04-01", False),
    ("assessment_factor", "18B", "2020-03-31", False),
    ("assessment_factor", "18B", "2020-04-01", True),
    ("assessment_factor", "24A", "2021-03-31", False),
    ("assessment_factor", "24A", "2021-04-01", True),
    ("ceased_reason", "E43", "2018-03-31", True),
    ("ceased_reason", "E45", "2018-03-31", False),
    ("ceased_reason", "E43", "2018-04-01", False),
    ("ceased_reason", "E45", "2018-04-01", True),
    ("placement_change_reason", "CUSTOD", "2018-03-31", False),
    ("placement_change_reason", "CUSTOD", "2018-04-01", True),
    ("placement_type", "P2", "2023-10-27", True),
    ("placement_type", "P2", "2023-10-28", False),
    ("placement_type", "H5", "2024-03-31", True),
    ("placement_type", "K3", "2024-03-31", False),
    ("placement_type", "H5", "2024-04-01", False),
    ("placement_type", "K3", "2024-04-01", True),
    ("placement_type", "Z1", "2025-03-31", True),
    ("placement_type", "Z12", "2025-03-31", False),
    ("placement_type", "Z1", "2025-04-01", False),
    ("placement_type", "Z12", "2025-04-01", True),
    ("activity", "F3", "2018-03-31", True),
    ("activity", "F3", "2018-04-01", False),
    ("placement_type", "U4", "2010-01-01", True),
    ("placement_type", "U4", "2026-01-01", True),
    ("placement_type", "no such code", "2026-01-01", False),
]


@pytest.mark.parametrize(("code_set", "code", "on", "in_force"), ON_THE_DAY)
def test_a_code_is_in_force_on_its_days_alone(code_set, code, on, in_force):
    assert CODE_SETS[code_set].in_force(code, date.fromisoformat(on)) is in_force


@pytest.mark.parametrize(
    ("code_set", "code", "source", "taken"),
    [
        ("primary_need", "N9", "cin", True),
        ("primary_need", "N9", "ssda903", False),
        ("primary_need", "N1", "ssda903", True),
        ("upn_unknown", "UN7", "ssda903", False),
        ("activity", "0", "ssda903", True),
        ("ethnicity", "UNKNOWN", "cin", False),
        ("ethnicity", "no such code", "cin", False),
    ],
)
def test_a_return_takes_some_codes_alone(code_set, code, source, taken):
    assert CODE_SETS[code_set].taken_by(code, source) is taken


def test_what_is_not_confirmed_says_so():
    assert CODE_SETS["placement_type"].not_confirmed == {"Z11", "Z12", "Z13", "Z14"}
    assert CODE_SETS["upn_unknown"].not_confirmed == {"UN6"}


@pytest.mark.parametrize("code_set", CODE_SETS, ids=lambda code_set: code_set.code)
def test_every_label_says_something_of_its_own(code_set):
    labels = list(code_set.labels.values())
    assert all(label and label[0] == label[0].upper() and not label.endswith(".") for label in labels)
    assert len(set(labels)) == len(labels)


def test_years_in_words():
    assert str(Years(first=date(2018, 4, 1))) == "from 1 April 2018"
    assert str(Years(first=date(2018, 4, 1), last=date(2020, 3, 31))) == "from 1 April 2018 until 31 March 2020"


def test_years_that_say_nothing_or_end_before_they_begin_are_refused():
    with pytest.raises(ValueError, match="a first day or a last day"):
        Years()
    with pytest.raises(ValueError, match="cannot begin on 2020-04-01"):
        Years(first=date(2020, 4, 1), last=date(2020, 3, 31))


@pytest.mark.parametrize(
    "parts",
    [
        {"unknown": "X"},
        {"years": {"X": Years(first=date(2020, 4, 1))}},
        {"only_in": {"X": ("cin",)}},
        {"not_confirmed": frozenset({"X"})},
    ],
    ids=str,
)
def test_a_code_set_that_names_a_code_it_lacks_is_refused(parts):
    with pytest.raises(ValueError, match="colours: no code “X”"):
        CodeSet(code="colours", title="Colour", labels={"R": "Red"}, **parts)
