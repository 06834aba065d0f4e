"""A seeded world of children whose dates sit next to the limits: where two engines would part, they part here."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from roker import calendar
from roker.calendar import Limit, months, weeks, working_days
from roker.duties import DUTIES
from roker.record import ENTITIES, Kind, Reading, Record
from roker.record.schema import FOUND_IN, UNREAD
from tests.equivalence.neighbours import Neighbours

RECORD_ENDS_ON = date(2024, 1, 31)
LATEST_ONLY = frozenset(
    "cp_visits cp_reviews cla_reviews cla_visits care_leavers cla_health cla_placement legal_status "
    "ehcp_active_plans".split()
)

_EDGES = (
    date(2013, 4, 15),  # the single assessment begins
    date(2011, 4, 1),  # twenty working days begin
    date(2020, 4, 24),
    date(2020, 9, 26),
    date(2006, 4, 1),
    date(2022, 9, 16),  # the working day before a one-off bank holiday
    date(2023, 12, 22),
    date(2024, 1, 31),
    date(2023, 8, 31),  # months without a corresponding day
    date(2023, 11, 30),
    date(2006, 1, 1),  # the calendar begins and ends
    date(2028, 12, 15),
)

Rows = dict[str, list[dict[str, Any]]]


def world(seed: int, children: int, *, all_held: bool, linked: bool) -> Record:
    """A record of so many children, as a source that holds everything or only the latest, linked or not."""
    random, spoiling = Random(seed), Random(seed + 1)
    rows: dict[str, list[tuple[Any, ...]]] = {entity.name: [] for entity in ENTITIES}
    for number, made in enumerate(_children(random, children, linked=linked)):
        if spoiling.random() < 0.1:
            _spoil(spoiling, made)
        for entity, each in _known(made, f"{number:06}", linked=linked).items():
            keys = ENTITIES[entity].key
            seen = set()
            for row in each:
                key = tuple(row.get(name) for name in keys)
                if key not in seen:
                    seen.add(key)
                    rows[entity].append(
                        ENTITIES[entity].row_of(
                            {name: row.get(name) for name in (*ENTITIES[entity].field_names(), UNREAD, FOUND_IN)}
                        )
                    )
    reading = Reading.of_rows(rows, source="world", snapshot_on=RECORD_ENDS_ON)
    return replace(Record.of(reading), only_latest=frozenset() if all_held else LATEST_ONLY)


def days_to_ask(record: Record) -> list[date]:
    """Days on which the state of some clock changes, and the days around the end of the record."""
    found = {RECORD_ENDS_ON + timedelta(days=n) for n in (-1, 0, 1, 30)}
    rows = record.database.rows(
        "SELECT DISTINCT late_after FROM clocks WHERE late_after IS NOT NULL ORDER BY late_after"
    )
    for (day,) in rows[:: max(1, len(rows) // 12)]:
        found |= {day, day + timedelta(days=1)}
    return sorted(day for day in found if calendar.covers(day) and calendar.covers(day + timedelta(days=14)))


def _spoil(random: Random, rows: Rows) -> None:
    """Makes dates and codes of a child unreadable; of some rows it is then not known what they belong to."""
    for entity, each in rows.items():
        spoilt = [field for field in ENTITIES[entity].fields if field.kind in {Kind.DATE, Kind.CODE}]
        for row in each:
            for field in spoilt:
                if row.get(field.name) is not None and random.random() < 0.15:
                    row[field.name], row[UNREAD] = None, f"{row.get(UNREAD) or ''} {field.name} "
            for field in ENTITIES[entity].fields if row.get(UNREAD) else ():
                if field.refers_to not in {None, "person"} and random.random() < 0.3:
                    row[field.name] = random.choice((None, "~1"))


def _children(random: Random, children: int, *, linked: bool) -> Iterator[Rows]:
    """Half of them about the first duties, the others about each of the duties in turn."""
    for _ in range(children // 2):
        yield _child(random)
    duties = [Neighbours(random=random, duty=duty, record_ends_on=RECORD_ENDS_ON) for duty in DUTIES]
    for number in range(children // 2):
        rows = duties[number % len(duties)].child(number)
        _allocations(random, rows)
        yield rows


def _known(rows: Rows, person_id: str, *, linked: bool) -> Rows:
    """The rows of a child, with the child's number in all of them."""
    for entity, each in rows.items():
        names = ENTITIES[entity].field_names()
        for number, row in enumerate(each):
            if "person_id" in names:
                row["person_id"] = person_id
            row.setdefault(FOUND_IN, f"{entity} {number}")
            for name, value in row.items():
                if name.endswith("_id") and name != "person_id" and name in names and value is not None:
                    row[name] = f"{person_id}/{value}"
    if not linked:
        for row in rows.get("cin_assessments", []):
            row["referral_id"] = None
    rows["care_leavers"] = rows.get("care_leavers", [])[:1]
    return rows


def _child(random: Random) -> Rows:
    rows: Rows = {entity.name: [] for entity in ENTITIES}
    opened = _day(random)
    born = random.choice([None, _birth(random, opened, 18), _birth(random, opened, 25), date(2015, 2, 28)])
    rows["person"].append({"dob": born})
    for _ in range(random.choice((1, 1, 2))):
        random.choice((_assessment, _enquiry, _plan, _care, _leaver))(random, rows, opened)
        opened = _near(random, opened, working_days(5))
    _allocations(random, rows)
    return rows


def _assessment(random: Random, rows: Rows, opened: date) -> None:
    referred = random.choice((opened, opened - timedelta(days=1), _near(random, opened, working_days(5))))
    number = len(rows["cin_assessments"])
    rows["cin_assessments"].append(
        {
            "assessment_id": number,
            "referral_id": random.choice((None, number, number)),
            "assessment_start_date": opened,
            "assessment_auth_date": _maybe(random, _near(random, opened, working_days(45))),
        }
    )
    rows["cin_episodes"].append(
        {
            "referral_id": number,
            "referral_date": referred,
            "close_date": _maybe(random, _near(random, opened, working_days(45))),
        }
    )


def _enquiry(random: Random, rows: Rows, opened: date) -> None:
    number = len(rows["s47_enquiry"])
    rows["s47_enquiry"].append(
        {
            "s47_enquiry_id": number,
            "s47_start_date": random.choice((opened, opened, opened, None)),
            "icpc_not_required": random.choice((None, None, "N", "U", "Y")),
        }
    )
    for _ in range(random.choice((0, 1, 1, 2))):
        held = random.choice((opened, _near(random, opened, working_days(15)), opened - timedelta(days=1)))
        conferences = rows["initial_cp_conference"]
        conferences.append({"icpc_id": len(conferences), "s47_enquiry_id": number, "icpc_date": held})
    if random.random() < 0.5:
        closed = random.choice((opened, opened - timedelta(days=1), _near(random, opened, working_days(15))))
        again = random.choice((None, None, closed, closed + timedelta(days=1)))
        if again is not None:
            nfa = random.choice((None, "N", "Y"))
            rows["cin_episodes"].append({"referral_id": f"r{number}", "referral_date": again, "referral_nfa": nfa})
            rows["allocation"].append({"basis": "referral", "basis_from": again, "team": "Door", "worker": "Cy Dale"})
        for basis in random.sample(("need", "enquiry"), 1):
            until = random.choice((None, closed, closed + timedelta(days=1)))
            rows["allocation"].append(
                {"basis": basis, "basis_from": opened, "basis_to": until, "team": "Team", "worker": "Ada Brook"}
            )
        rows["cin_episodes"].append({"referral_id": f"s{number}", "referral_date": opened, "close_date": closed})


def _plan(random: Random, rows: Rows, opened: date) -> None:
    number = len(rows["cp_plans"])
    visits = list(_chain(random, opened, working_days(10)))
    ended = _maybe(random, random.choice([_near(random, visits[-1] if visits else opened, working_days(10)), opened]))
    rows["cp_plans"].append({"cp_plan_id": number, "cp_plan_start_date": opened, "cp_plan_end_date": ended})
    rows["cp_visits"] += [{"cp_plan_id": number, "cp_visit_date": visit} for visit in visits]


def _care(random: Random, rows: Rows, opened: date) -> None:
    number = len(rows["period_of_care"])
    reviews = list(
        _chain(
            random, opened, *((working_days(20), months(3), months(6)) if opened.day < 29 else (weeks(4), months(3)))
        )
    )
    ceased = _maybe(random, _near(random, reviews[-1] if reviews else opened, months(6)))
    rows["period_of_care"].append({"cla_id": number, "entered_care_date": opened, "ceased_date": ceased})
    rows["cla_reviews"] += [{"cla_id": number, "cla_review_date": review} for review in reviews]


def _leaver(random: Random, rows: Rows, opened: date) -> None:
    rows["care_leavers"].append(
        {
            "care_leaver_latest_contact": _maybe(random, opened),
            "care_leaver_eligibility": random.choice((None, "R", "FR", "FR", "Q", "E")),
            "care_leaver_in_touch": random.choice((None, "YES", "NO", "REFU", "DIED")),
        }
    )


def _allocations(random: Random, rows: Rows) -> None:
    for basis in random.sample(("care", "protection", "need", "enquiry", "assessment", "referral", "leaving_care"), 3):
        until = random.choice(
            (None, RECORD_ENDS_ON, RECORD_ENDS_ON + timedelta(days=1), RECORD_ENDS_ON - timedelta(days=1))
        )
        worker = random.choice(("Ada Brook", "Ben Cole", "Duty desk", None))
        rows.setdefault("allocation", []).append(
            {
                "basis": basis,
                "basis_from": _maybe(random, _day(random)),
                "basis_to": until,
                "team": f"Team {basis}",
                "worker": worker,
            }
        )


def _chain(random: Random, opened: date, *limits: Limit) -> Iterator[date]:
    last = opened
    for n in range(random.choice((0, 0, 1, 1, 2, 3, 4))):
        last = (
            random.choice((opened, opened - timedelta(days=1)))
            if n == 0 and random.random() < 0.2
            else _near(random, last, limits[min(n, len(limits) - 1)])
        )
        yield last


def _near(random: Random, opened: date, limit: Limit) -> date:
    """A day next to the last one in time."""
    try:
        due = calendar.last_day_in_time(limit, opened)
    except calendar.OutsideCalendarError:
        due = opened + timedelta(days=random.choice((10, 40)))
    return due + timedelta(days=random.choice((-3, -1, -1, 0, 0, 0, 1, 1, 3)))


def _birth(random: Random, opened: date, age: int) -> date:
    """A birth date whose birthday of that age falls next to the opening or to a likely last day."""
    reached = random.choice((opened, _near(random, opened, working_days(10)))) + timedelta(
        days=random.choice((-1, 0, 1))
    )
    return calendar.add_months(reached, -12 * age)


def _day(random: Random) -> date:
    if random.random() < 0.35:
        return random.choice(_EDGES) + timedelta(days=random.choice((-2, -1, 0, 1, 2)))
    limit = random.choice(
        (working_days(45), working_days(15), working_days(10), working_days(20), months(3), months(6), weeks(8))
    )
    if random.random() < 0.5:  # due about the day on which the record ends
        days = {"working_days": 7 * limit.count // 5, "months": 30 * limit.count, "weeks": 7 * limit.count}[limit.unit]
        return RECORD_ENDS_ON - timedelta(days=days + random.choice(range(-6, 7)))
    return date(2005, 12, 20) + timedelta(days=random.randrange(8000))


def _maybe(random: Random, day: date) -> date | None:
    return day if random.random() < 0.75 else None
