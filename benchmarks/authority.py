"""One authority of a given size, quickly made: right in number and shape, not a believable life each."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.reads import fields_read
from benchmarks.ssd_extract import LAST_DAY, define_macros
from benchmarks.ssd_tables import LIVES, TABLES
from roker.database import Database
from roker.record import CODE_SETS, ENTITIES, Field, Kind, Record
from roker.record.deriving import derive
from roker.record.schema import Entity

SNAPSHOT_ON = date(2024, 1, 31)
ENDS_ON = date.fromisoformat(LAST_DAY)
"""The day on which a record ends."""
_KNOWN = 0.52
"""Of the people on a record, those with a referral: one or two each. Of the others there are contacts alone."""


def _some(life: str, key: str, share: float, day: str = "started_on", more: str = "NULL AS link") -> str:
    """A row for a share of the rows of a life."""
    return f"SELECT {key} AS n, person, {day} AS day, {more} FROM {life} WHERE chance('some', {key}, {share})"


def _every(  # noqa: PLR0913 - what one row in so many days is made of
    life: str, key: str, days: int, share: float = 1, since: str = "started_on", more: str = "NULL AS link"
) -> str:
    """A row for every so many days of a life, a few days more or less."""
    return f"""SELECT {key} * 1000 + k AS n, person, {since} + {days} * k + pick('day', {key} * 1000 + k, {days // 2})
      AS day, {more}
    FROM (SELECT *, unnest(range(least((until - {since}) // {days}, 999)))::INT AS k FROM {life}
      WHERE until > {since} AND chance('any', {key}, {share}))"""


_OPEN = "(SELECT * FROM referrals WHERE NOT nfa) open"
_LEAVERS = "(SELECT * FROM care WHERE dob < DATE '2010-01-01') leavers"
_PRE_PROCEEDINGS = "(SELECT * FROM need_plans WHERE chance('proceedings', r, 0.04)) pre"
_STAYS = "(SELECT *, coalesce(ended_on, last_day()) AS until FROM placements) stays"
_POSTS = "(SELECT w AS i, NULL AS person, DATE '2019-04-01' + pick('post', w, 2000) AS started_on, last_day() AS until"
_WORKERS = f"{_POSTS} FROM range(workers() // 5) made(w)) workers"
_CARERS = f"{_POSTS} FROM range(people() // 60) made(w)) carers"
_CONCERNS = "(SELECT i AS w, i, person, first_on + pick('concern', i, greatest(days, 1)) AS started_on FROM people) p"

_LOCAL = {
    "cin_review": _every("need_plans", "r", 84, more="number(25, r) AS link"),
    "other_visit": _every("care", "i", 60, 0.06),
    "stay": _some("care", "i", 0.05),
    "private_fostering": _some(_CONCERNS, "i", 0.006),
    "private_fostering_visit": "SELECT i * 10 + k AS n, person, started_on + 42 * k AS day, number(60, i) AS link "
    f"FROM (SELECT *, unnest(range(6))::INT AS k FROM {_CONCERNS} WHERE chance('some', i, 0.006))",
    "strategy_discussion": _some("enquiries", "e", 0.95),
    "core_group": _every("plans", "e", 42, since="held_on", more="number(30, e) AS link"),
    "return_interview": "SELECT n, person, gone_on + 3 AS day, number(45, n) AS link "
    f"FROM ({TABLES['missing'].rows}) gone WHERE chance('interview', n, 0.7)",
    "notification": _some("care", "i", 0.2),
    "allegation": _some(_CONCERNS, "i", 0.01),
    "placement_plan": _some("placements", "p", 0.8, more="number(35, p) AS link"),
    "approval": _some("placements", "p", 0.4, more="number(35, p) AS link"),
    "secure_review": _every("care", "i", 90, 0.01),
    "contact_refusal": _some("care", "i", 0.04),
    "connected_carer_assessment": _some("placements", "p", 0.08),
    "foster_carer": _some(_CARERS, "i", 1),
    "foster_carer_review": _every(_CARERS, "i", 360, more="number(61, i) AS carer"),
    "prospective_adopter": _some(_CARERS, "i", 0.3),
    "care_leaver_home": _some(_LEAVERS, "i", 0.9, "until"),
    "care_leaver_contact": _every(_LEAVERS, "i", 56),
    "pathway_plan": _every(_LEAVERS, "i", 180),
    "legal_planning_meeting": _some("need_plans", "r", 0.08),
    "pre_proceedings_review": _every(_PRE_PROCEEDINGS, "r", 60, more="number(56, r) AS link"),
    "proceedings": _some("care", "i", 0.6),
    "court_order": _some("care", "i", 0.3),
    "court_report": _some("care", "i", 0.3),
    "personal_education_plan": _every("care", "i", 120),
    "manager_decision": _every(_OPEN, "r", 120),
    "supervision": _every(_OPEN, "r", 60),
    "case_summary": _every(_OPEN, "r", 180),
    "transfer": _some("referrals", "r", 0.4),
    "complaint": _some("referrals", "r", 0.03),
    "worker_post": _some(_WORKERS, "i", 1),
    "worker_supervision": _every(_WORKERS, "i", 35),
    "authority_report": "SELECT k AS n, NULL AS person, DATE '2019-04-01' + k::INT * 200 AS day, NULL AS link "
    "FROM range(12) made(k)",
}
"""Entities that no table of the dataset tells of: the query of their rows, with `n`, `person`, `day` and a link."""

_NUMBERED = {"private_fostering": 60, "foster_carer": 61, "prospective_adopter": 62}
"""By entity, the form of its own number in `number`, where others refer to it."""
_ODDS = "'Y Y Y Y Y Y Y Y N U'"
_RARELY = "'N N N N N N N N N Y'"
_AS_CODES = {
    "cla_placement.cla_placement_type": "one_of('U1 U1 U2 U3 U4 U5 U6 U6 K1 K2 P1 R1 R2 S1 A4 A5 T0', 'type', n, 0)",
    "cla_health.health_check_type": "upper(clah_health_check_type)",
    "cla_health.health_check_status": "upper(clah_health_check_status)",
    "permanence.permanence_order_type": "upper(perm_permanence_order_type)",
    "care_leavers.care_leaver_eligibility": "one_of('FR FR R Q E', 'leaver', n, 0)",
    "legal_status.legal_status": "one_of('C1 C2 C2 V2 V2 E1 L1 L2 J1 V3 V4', 'legal', n, 0)",
    "ehcp_assessment.ehcp_assessment_exceptions": f"one_of({_RARELY}, 'exceptions', n, 0)",
    "ehcp_requests.person_id": "number(10, n)",
    "ehcp_assessment.person_id": "number(10, n)",
    "ehcp_named_plan.person_id": "number(10, n)",
    "ehcp_active_plans.person_id": "number(10, n)",
    "s47_enquiry.icpc_not_required": "one_of('Y N', 'icpc', n, 0)",
    "cp_plans.cp_plan_ola": f"one_of({_RARELY}, 'ola', n, 0)",
    "cla_placement.emergency": f"one_of({_RARELY}, 'emergency', n, 0)",
    "cla_reviews.cla_review_cancelled": f"one_of({_RARELY}, 'cancelled', n, 0)",
    "worker_post.newly_qualified": f"one_of({_RARELY}, 'new', n, 0)",
    "worker_post.worker": "'Worker ' || n",
    "worker_supervision.worker": "'Worker ' || n // 1000",
    "authority_report.report_kind": "one_of('action_plan iro_annual', 'kind', n, 0)",
    "legal_status.expiry_date": "lega_legal_status_start_date + 8",
    "pre_proceedings.pre_pro_letter_date": "past(prep_pre_pro_decision_date + pick('letter', n, 20))",
}
"""What a column is made of where it is neither a column of the dataset nor any code or day."""


def write_record(children: int, folder: Path, seed: int = 1) -> int:
    """Puts the record of an authority with so many children into Parquet files, as it lies in the store, and answers
    how many rows it has.
    """
    rows = 0
    with Database.in_memory() as database:
        define_macros(database, people=int(children * _KNOWN), seed=seed)
        for name, query in LIVES.items():
            database.run(f"CREATE TABLE {name} AS {query}")
        for entity in ENTITIES:
            database.create_table(entity.name, entity.columns())
        for name in {*fields_read(), "cla_episodes", "professionals"}:
            if name in _LOCAL or ENTITIES[name].ssd:
                _fill(database, ENTITIES[name])
        _add_children_with_contacts_alone(database, children)
        for name in LIVES:
            database.run(f"DROP TABLE {name}")
        derive(database, ENDS_ON)
        record = Record.joined(database=database, snapshot_on=ENDS_ON, only_latest=frozenset(), absent=frozenset())
        for entity in record.entities:
            database.write_parquet(entity.name, folder / f"{entity.name}.parquet")
            rows += database.one(f"SELECT COUNT(*) FROM {entity.name}")[0]
    return rows


def _fill(database: Database, entity: Entity) -> None:
    """Rows of an entity: what the dataset has of it, and something for each other code and day."""
    if entity.name in _LOCAL:
        source = _LOCAL[entity.name]
    else:
        table = TABLES[str(entity.ssd).removeprefix("ssd_")]
        source = f"SELECT n, {table.columns} FROM (SELECT *, 0 AS c FROM ({table.rows}))"
    filled = {each.name: sql for each in entity.fields if (sql := _column(entity, each))}
    database.run(f"""INSERT INTO {entity.name} ({", ".join(filled)}, found_in)
SELECT {", ".join(f"{sql} AS {name}" for name, sql in filled.items())}, 'row ' || n FROM ({source}) made""")


def _column(entity: Entity, field: Field) -> str:
    """What a column is made of; nothing for a text that nobody needs."""
    is_local = entity.name in _LOCAL
    if str(field) in _AS_CODES:
        return _AS_CODES[str(field)]
    if field.kind is Kind.JSON:
        return ""
    if field.ssd and not is_local:
        return _identity(entity, field, str(field.ssd).split(".")[-1])
    if field.kind is Kind.ID:
        return _local_id(entity, field) if is_local else ""
    if field.kind is Kind.DATE:
        began = "day" if is_local else str(entity._by_name[entity.happened_on or ""].ssd).split(".")[-1]
        if is_local and field.name == (entity.happened_on or entity.fields[1].name):
            return "day"
        days = 300 if field.name == entity.ended_on else 40
        return (
            f"CASE WHEN chance('{field.name} known', n, 0.8) THEN past({began} + pick('{field.name}', n, {days})) END"
        )
    if field.kind is Kind.CODE:
        labels = list(CODE_SETS[str(field.codes)].labels)
        words = _ODDS if set(labels) == {"Y", "N", "U"} else f"'{' '.join(labels)}'"
        return f"one_of({words}, '{field.name}', n, 0)"
    return ""


def _identity(entity: Entity, field: Field, column: str) -> str:
    """A column of the dataset; ids that are made of what happened are longer than a number."""
    is_made = field.kind is Kind.ID and "person" not in {field.refers_to, entity.name}
    is_made = is_made and (field.name == entity.own_id or field.refers_to is not None)
    return f"{column} || '/2024-03-01'" if is_made else column


def _local_id(entity: Entity, field: Field) -> str:
    if field.refers_to == "person":
        return "person"
    if field.name == entity.own_id:
        return f"number({_NUMBERED[entity.name]}, n) || '/2024-03-01'"
    return ("carer" if field.name == "carer_id" else "link") + " || '/2024-03-01'"


def _add_children_with_contacts_alone(database: Database, children: int) -> None:
    rest = f"range({int(children * _KNOWN)}, {children}) made(i)"
    database.run(f"""INSERT INTO person (person_id, dob, found_in)
SELECT number(10, i), DATE '2004-01-01' + pick('dob', i, 8000), 'row ' || i FROM {rest}""")
    database.run(f"""INSERT INTO contacts (person_id, contact_date, contact_decision_date, found_in)
SELECT number(10, i), day, day + pick('decided', i, 3), 'row ' || i
FROM (SELECT i, DATE '2019-04-01' + pick('contact', i, 2500) AS day FROM {rest}) told""")


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
