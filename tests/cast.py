"""The standing cast: four people who sign in, a stranger, and five made-up children with their histories."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from roker.publication import Edition, build, path_for
from roker.record import ENTITIES, Cell, Problem, Reading, Record, SourceFile
from roker.record.schema import FOUND_IN
from roker.store import Store

SNAPSHOT_ON = date(2024, 1, 31)
LATER_ON = date(2024, 2, 14)
"""The snapshot day of a second load."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who signs in."""

    sign_in_name: str
    full_name: str
    role: str
    team: str = ""
    worker: str = ""
    password: str = "a-long-and-private-phrase"


TEAM, CARE_TEAM, LEAVING_TEAM = "Assessment Team 1", "Children in Care Team", "Leaving Care Team"

SAM = Person(sign_in_name="sam", full_name="Sam Okafor", role="social_worker", team=TEAM, worker="Sam Okafor")
MAYA = Person(sign_in_name="maya", full_name="Maya Lindqvist", role="team_manager", team=TEAM)
DINA = Person(sign_in_name="dina", full_name="Dina Ferreira", role="director")
LEO = Person(sign_in_name="leo", full_name="Leo Marchetti", role="leader")
STRANGER = Person(sign_in_name="stan", full_name="Stan Gray", role="")
PEOPLE = (SAM, MAYA, DINA, LEO, STRANGER)

AMIRA, BEN, CHLOE, DEAN, ELLA = "CH-10041", "CH-10052", "CH-10063", "CH-10074", "CH-10085"
CHILDREN = (AMIRA, BEN, CHLOE, DEAN, ELLA)
"""On a plan and not seen; being assessed; in care; nobody's; a care leaver. Sam holds the first two."""

WORKERS = ("Sam Okafor", "Priya Nairn", "Tom Whitfold")
TEAMS = (TEAM, CARE_TEAM, LEAVING_TEAM)
NAMES = (*CHILDREN, *WORKERS, *TEAMS)
"""What no page of somebody who sees totals may carry."""


def _rows() -> dict[str, list[dict[str, Any]]]:
    """The cast's record on the snapshot day, by entity."""
    return {**_before_a_plan(), **_on_a_plan_or_in_care()}


def _before_a_plan() -> dict[str, list[dict[str, Any]]]:
    return {
        "person": [
            {"person_id": AMIRA, "gender": "F", "dob": date(2017, 5, 9)},
            {"person_id": BEN, "gender": "M", "dob": date(2021, 3, 30)},
            {"person_id": CHLOE, "gender": "F", "dob": date(2012, 11, 2)},
            {"person_id": DEAN, "gender": "M", "dob": date(2019, 8, 17)},
            {"person_id": ELLA, "gender": "F", "dob": date(2004, 6, 21)},
        ],
        "cin_episodes": [
            {
                "referral_id": "R41",
                "person_id": AMIRA,
                "referral_date": date(2023, 10, 2),
                "referral_source_code": "2A",
            },
            {"referral_id": "R52", "person_id": BEN, "referral_date": date(2023, 11, 29), "referral_source_code": "6"},
            {"referral_id": "R74", "person_id": DEAN, "referral_date": date(2024, 1, 8), "referral_source_code": "3E"},
        ],
        "cin_assessments": [
            {
                "assessment_id": "A41",
                "person_id": AMIRA,
                "assessment_start_date": date(2023, 10, 3),
                "assessment_auth_date": date(2023, 11, 17),
            },
            {"assessment_id": "A52", "person_id": BEN, "assessment_start_date": date(2023, 11, 30)},
        ],
        "s47_enquiry": [
            {"s47_enquiry_id": "S41", "person_id": AMIRA, "s47_start_date": date(2023, 11, 20)},
            {"s47_enquiry_id": "S74", "person_id": DEAN, "s47_start_date": date(2024, 1, 10)},
        ],
        "initial_cp_conference": [
            {"s47_enquiry_id": "S41", "person_id": AMIRA, "icpc_date": date(2023, 12, 8), "icpc_outcome_cp_flag": "Y"},
        ],
    }


def _on_a_plan_or_in_care() -> dict[str, list[dict[str, Any]]]:
    return {
        "cp_plans": [
            {
                "cp_plan_id": "P41",
                "person_id": AMIRA,
                "cp_plan_start_date": date(2023, 12, 8),
                "cp_plan_initial_category": "NEG",
            },
        ],
        "cp_visits": [
            {"person_id": AMIRA, "cp_plan_id": "P41", "cp_visit_date": date(2024, 1, 2), "cp_visit_seen_alone": "N"},
        ],
        "period_of_care": [{"cla_id": "L63", "person_id": CHLOE, "entered_care_date": date(2023, 6, 1)}],
        "cla_reviews": [{"cla_id": "L63", "person_id": CHLOE, "cla_review_date": date(2023, 9, 20)}],
        "care_leavers": [
            {"person_id": ELLA, "care_leaver_eligibility": "FR", "care_leaver_latest_contact": date(2023, 11, 1)},
        ],
        "allocation": [
            _allocation(AMIRA, "protection", date(2023, 12, 8), TEAM, "Sam Okafor"),
            _allocation(BEN, "assessment", date(2023, 11, 30), TEAM, "Sam Okafor"),
            _allocation(CHLOE, "care", date(2023, 6, 1), CARE_TEAM, "Priya Nairn"),
            _allocation(DEAN, "enquiry", date(2024, 1, 10), None, "Duty desk"),
            _allocation(ELLA, "leaving_care", date(2022, 6, 21), LEAVING_TEAM, "Tom Whitfold"),
        ],
    }


def _allocation(person_id: str, basis: str, since: date, team: str | None, worker: str) -> dict[str, Any]:
    return {"person_id": person_id, "basis": basis, "basis_from": since, "team": team, "worker": worker}


def reading() -> Reading:
    """The first load: what the cast's workbook says on the snapshot day."""
    return _reading(_rows(), SNAPSHOT_ON)


def later_reading() -> Reading:
    """A second load, two weeks on: Amira was seen, Ella was not, and a worker has Dean."""
    rows = _rows()
    rows["cp_visits"][0]["cp_visit_date"] = date(2024, 2, 9)
    rows["allocation"][3] = _allocation(DEAN, "enquiry", date(2024, 1, 10), TEAM, "Sam Okafor")
    return _reading(rows, LATER_ON)


def reading_with(more: dict[str, list[dict[str, Any]]]) -> Reading:
    """A second load with further rows beside the first one's, by entity."""
    return _reading({**_rows(), **more}, LATER_ON)


def _reading(rows: dict[str, list[dict[str, Any]]], snapshot_on: date) -> Reading:
    complete = {
        name: [
            ENTITIES[name].row_of({FOUND_IN: f"{ENTITIES[name].title}, row {n}", **row})
            for n, row in enumerate(each, start=2)
        ]
        for name, each in rows.items()
    }
    problem = Problem(
        at=Cell(file="cast.xlsx", sheet="List 4", row=7, column="Child Seen"),
        kind="not_a_date",
        found="early autumn",
        expected="a date",
        remedy="Correct the date in the case system and export again.",
    )
    return Reading.of_rows(
        complete,
        source="annex_a",
        files=(SourceFile(name="cast.xlsx", size=20_000, sha256=f"{snapshot_on:%d}" * 32),),
        snapshot_on=snapshot_on,
        snapshot_from="given when it was loaded",
        only_latest=frozenset({"cp_visits", "cla_reviews", "care_leavers"}),
        problems=(problem,),
        counts={name: len(each) for name, each in rows.items()},
    )


def load(home: Path, read: Reading, received: datetime = datetime(2024, 2, 1, 6, 30, tzinfo=UTC)) -> None:
    """Keep a reading as a load and publish it, as the command line does."""
    Store(home).append(read, received)
    publish(home, Record.of(read))


def publish(home: Path, record: Record) -> None:
    """Publish a record as that of the loads in a store."""
    kept = Store(home).known()
    assert kept is not None
    edition = Edition(
        number=kept.number,
        received_time=kept.loads[-1].received_time,
        source="annex_a",
        files=("cast.xlsx",),
        snapshot_on=kept.snapshot_on,
        snapshot_from="given when it was loaded",
    )
    build(record, edition, path_for(home, kept.snapshot_on, kept.number, kept.hash))
