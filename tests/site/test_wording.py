"""How days, waits and ages are said."""

from datetime import UTC, date, datetime

import pytest

from roker.web import phrases, reach, wording
from roker.web.access import Reach, Scope
from roker.web.answers import AsAt

ON = date(2024, 1, 31)  # a Wednesday

# How a due day stands, by the working days that are left.
TO_GO = """
due        | left | said
2024-01-26 | -3   | 3 working days over
2024-01-30 | -1   | 1 working day over
2024-01-31 | 0    | today
2024-02-01 | 1    | 1 working day left
2024-02-07 | 5    | 5 working days left
2024-02-03 | 0    | before the next working day
2024-01-28 | 0    | over since the last working day
"""


def test_how_a_due_day_stands() -> None:
    for line in TO_GO.strip().splitlines()[1:]:
        due, left, said = [cell.strip() for cell in line.split("|")]
        assert wording.to_go(int(left), date.fromisoformat(due), ON) == said
    assert wording.to_go(None, None, ON) == ""


def test_days_and_times_as_people_write_them() -> None:
    assert wording.day(date(2024, 1, 3)) == "3 January 2024"
    assert wording.day(None) == "not recorded"
    assert wording.moment(datetime(2024, 7, 1, 9, 5, tzinfo=UTC)) == "1 July 2024 10:05"
    assert wording.moment(datetime(2024, 1, 1, 9, 5)) == "1 January 2024 09:05"
    assert wording.since(ON, ON) == "today"
    assert wording.since(date(2024, 1, 30), ON) == "1 day"
    assert wording.counted(1, "child", "children") == "1 child"
    assert wording.counted(1200, "child", "children") == "1,200 children"


@pytest.mark.parametrize(
    ("years", "said"),
    [(None, "Age not known"), (-1, "Not yet born"), (0, "Under 1 year"), (1, "1 year"), (17, "17 years")],
)
def test_ages(years: int | None, said: str) -> None:
    assert phrases.age(years) == said


def test_the_warning_comes_after_a_week() -> None:
    seven, eight = (
        AsAt(on=ON, ends_on=ON, load_number=1, received_time=datetime(2024, 2, 1, tzinfo=UTC), days_ago=days)
        for days in (7, 8)
    )
    assert seven.warning == ""
    assert eight.warning.startswith("The record ends on 31 January 2024, 8 days before today.")


def test_those_who_see_totals_have_no_part_of_the_record() -> None:
    with pytest.raises(ValueError, match="no part of the record"):
        reach.parts(Scope(reach=Reach.TOTALS), [], "", "")
