"""Rows for one authority of a given size, quickly made: right in number and shape, not a believable life each."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from roker.record import ENTITIES, Reading

SNAPSHOT_ON = date(2024, 1, 31)
_START = date(2018, 1, 1)
_DAYS = (SNAPSHOT_ON - _START).days


def reading(children: int, seed: int = 1) -> Reading:
    """A reading with about one assessment for two children, and a plan, a period of care or a care leaver for some."""
    random = Random(seed)
    rows: dict[str, list[tuple[Any, ...]]] = {entity.name: [] for entity in ENTITIES}
    for number in range(children):
        _add_child(random, rows, f"99{number:06}")
    return Reading.of_rows(rows, source="benchmark", snapshot_on=SNAPSHOT_ON)


def _add_child(random: Random, rows: dict[str, list[tuple[Any, ...]]], child: str) -> None:
    def add(entity: str, **values: Any) -> None:
        rows[entity].append(ENTITIES[entity].row_of({**values, "found_in": "List 1, row 2"}))

    start = _START + timedelta(days=random.randrange(_DAYS))
    add("person", person_id=child, gender="F", ethnicity="WBRI", dob=start - timedelta(days=random.randrange(5000)))
    add("cin_episodes", referral_id=child, person_id=child, referral_date=start)
    add("allocation", person_id=child, basis="need", basis_from=start, team="Team", worker=f"Worker {child[-2:]}")
    if random.random() < 0.7:
        done = start + timedelta(days=random.randrange(20, 80))
        add(
            "cin_assessments",
            assessment_id=child,
            person_id=child,
            referral_id=child,
            assessment_start_date=start,
            assessment_auth_date=done if done < SNAPSHOT_ON else None,
        )
    if random.random() < 0.3:
        add("s47_enquiry", s47_enquiry_id=child, person_id=child, s47_start_date=start)
        if random.random() < 0.6:
            held = start + timedelta(days=random.randrange(5, 40))
            add("initial_cp_conference", s47_enquiry_id=child, person_id=child, icpc_date=held)
    if random.random() < 0.15:
        end = start + timedelta(days=random.randrange(90, 700))
        add("cp_plans", cp_plan_id=child, person_id=child, cp_plan_start_date=start, cp_plan_end_date=end)
        for day in _every(random, start, min(end, SNAPSHOT_ON), 14):
            add("cp_visits", person_id=child, cp_plan_id=child, cp_visit_date=day)
    if random.random() < 0.12:
        add("period_of_care", cla_id=child, person_id=child, entered_care_date=start)
        for day in _every(random, start, SNAPSHOT_ON, 150):
            add("cla_reviews", cla_id=child, person_id=child, cla_review_date=day)
    if random.random() < 0.05:
        add("care_leavers", person_id=child, care_leaver_eligibility="FR", care_leaver_latest_contact=start)


def _every(random: Random, start: date, end: date, days: int) -> list[date]:
    found, day = [], start
    while (day := day + timedelta(days=random.randrange(days - 4, days + 5))) < end:
        found.append(day)
    return found


def plans(count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """Rows of an Annex A list of child protection plans."""
    random = Random(seed)
    for number in range(count):
        start = SNAPSHOT_ON - timedelta(days=random.randrange(10, 700))
        yield {
            "Child Unique ID": f"99{number:06}",
            "Gender": random.choice("MF"),
            "Ethnicity": "WBRI",
            "Date of Birth": start - timedelta(days=random.randrange(5000)),
            "Age of Child (Years)": 7,
            "Does the Child have a Disability": "N",
            "Child Protection Plan Start Date": start,
            "Initial Category of Abuse": "NEG",
            "Latest Category of Abuse": "EMO",
            "Date of the Last Statutory Visit": start + timedelta(days=7),
            "Was the Child Seen Alone?": "Y",
            "Number of Previous Child Protection Plans": 0,
            "Allocated Team": "North",
            "Allocated Worker": f"Worker {number % 400}",
        }
