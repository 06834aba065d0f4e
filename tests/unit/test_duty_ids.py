"""All 141 limits of the catalogue that research compiled are a duty, a rule of one, or said not to be computed.

`duty_ids.csv` has each with where it stands and the codes under which it is found: its own, or those of its steps.
"""

import csv
from collections import Counter
from pathlib import Path

from roker.duties import DUTIES, NOT_COMPUTED

with (Path(__file__).parent / "duty_ids.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
FOUND_AS = {row["id"]: row["computed_as"].split() for row in ROWS}
DUTY_CODES = set(DUTIES.codes())
RULE_CODES = {rule.code for duty in DUTIES for rule in duty.rules}


def test_each_is_found_once() -> None:
    assert len(ROWS) == len(FOUND_AS) == 141
    assert all(row["origin"] for row in ROWS)
    asked = Counter(code for codes in FOUND_AS.values() for code in codes)
    assert set(asked.values()) == {1}
    assert sorted(asked.keys() - DUTY_CODES - RULE_CODES - set(NOT_COMPUTED.codes())) == []


def test_what_is_not_computed_is_neither_duty_nor_rule() -> None:
    codes = set(NOT_COMPUTED.codes())
    assert codes <= FOUND_AS.keys()
    assert codes & (DUTY_CODES | RULE_CODES) == set()


def test_no_duty_is_in_none_of_them() -> None:
    asked = {code for codes in FOUND_AS.values() for code in codes}
    assert [duty.code for duty in DUTIES if not {duty.code, *(rule.code for rule in duty.rules)} & asked] == []
