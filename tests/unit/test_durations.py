"""The department's bands of assessments and conferences come out of a constructed file as its tables count them."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from roker import calendar
from roker.measures import DURATIONS, banded
from roker.publication import Edition, Publication, build
from roker.record import ENTITIES, Reading, Record

START = date(2014, 6, 2)
# Working days after the start, and the band of the published table.
ASSESSMENTS = {
    0: "same day", 1: "1 to 10", 10: "1 to 10", 11: "11 to 20", 20: "11 to 20", 21: "21 to 30", 30: "21 to 30",
    31: "31 to 40", 40: "31 to 40", 41: "41 to 45", 45: "41 to 45", 46: "46 to 50", 50: "46 to 50", 51: "51 to 60",
    60: "51 to 60", 61: "61 or more", 120: "61 or more",
}  # fmt: skip
CONFERENCES = {
    0: "0 to 10",
    10: "0 to 10",
    11: "11 to 15",
    15: "11 to 15",
    16: "16 to 20",
    20: "16 to 20",
    21: "21 or more",
}


def _after(days: int) -> date:
    return calendar.add_working_days(START, days) if days else START


def _publication(tmp_path: Path, rows: dict[str, list[dict[str, Any]]]) -> Publication:
    reading = Reading.of_rows(
        {name: [ENTITIES[name].row_of(row) for row in each] for name, each in rows.items()},
        source="test",
        snapshot_on=date(2015, 3, 31),
    )
    path = tmp_path / "publication.duckdb"
    edition = Edition(
        number=1,
        received_time=datetime(2015, 4, 1, tzinfo=UTC),
        source="test",
        files=("test",),
        snapshot_on=date(2015, 3, 31),
        snapshot_from="given",
    )
    build(Record.of(reading), edition, path)
    return Publication.open(path)


def _assessment(number: int, start: date | None, end: date | None) -> dict[str, Any]:
    return {
        "person_id": f"C{number}",
        "assessment_id": f"C{number}/a",
        "assessment_start_date": start,
        "assessment_auth_date": end,
    }


def test_assessments_by_band(tmp_path: Path) -> None:
    rows = [_assessment(days, START, _after(days)) for days in ASSESSMENTS]
    rows += [
        _assessment(901, None, date(2014, 7, 1)),  # no start
        _assessment(902, date(2014, 7, 2), date(2014, 7, 1)),  # out of order
        _assessment(903, START, None),  # still open
        _assessment(904, date(2014, 3, 3), date(2014, 3, 31)),  # finished the year before
        _assessment(905, date(2014, 3, 3), date(2014, 4, 1)),  # begun the year before: 20 working days
    ]
    found = banded(_publication(tmp_path, {"cin_assessments": rows}), DURATIONS["assessment_durations"], 2015)
    expected = dict.fromkeys(DURATIONS["assessment_durations"].labels, 0)
    for band in [*ASSESSMENTS.values(), "21 to 30"]:
        expected[band] += 1
    assert found.counts == expected
    assert (found.total, found.unknown) == (len(ASSESSMENTS) + 3, 2)
    assert sum(found.counts.values()) == found.total - found.unknown


def test_conferences_by_band(tmp_path: Path) -> None:
    enquiries, held = [], []
    for days in CONFERENCES:
        enquiries.append({"person_id": f"C{days}", "s47_enquiry_id": f"C{days}/e", "s47_start_date": START})
        held.append({"person_id": f"C{days}", "s47_enquiry_id": f"C{days}/e", "icpc_date": _after(days)})
    held.append({"person_id": "C0", "s47_enquiry_id": "C0/e", "icpc_date": date(2014, 5, 30)})  # before its enquiry
    held.append({"person_id": "C0", "s47_enquiry_id": None, "icpc_date": date(2014, 7, 1)})
    rows = {"s47_enquiry": enquiries, "initial_cp_conference": held}
    found = banded(_publication(tmp_path, rows), DURATIONS["conference_durations"], 2015)
    expected = dict.fromkeys(DURATIONS["conference_durations"].labels, 0)
    for band in CONFERENCES.values():
        expected[band] += 1
    assert found.counts == expected
    assert (found.total, found.unknown) == (len(CONFERENCES) + 2, 2)


@pytest.mark.parametrize("duration", DURATIONS, ids=lambda duration: duration.code)
def test_bands_meet_without_a_gap(duration: Any) -> None:
    assert list(duration.bands) == sorted(set(duration.bands))
    assert len(duration.labels) == len(duration.bands) + 1
