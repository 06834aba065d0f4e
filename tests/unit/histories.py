"""Histories as small tables: rows of any entity, with column names short enough for a line."""

from datetime import date
from typing import Any

from roker.database import Database
from roker.record import ENTITIES, Entity
from roker.record.unread import unread_text

ON = date(2024, 1, 31)
"""The snapshot day."""

SHORT = {
    "cla_episodes": {
        "from": "cla_episode_start_date",
        "began": "cla_episode_start_reason",
        "to": "cla_episode_ceased_date",
        "ended": "cla_episode_ceased_reason",
        "period": "cla_id",
        "entered": "entered_care_date",
        "need": "cla_primary_need_code",
        "iro": "cla_last_iro_contact_date",
    },
    "period_of_care": {
        "period": "cla_id",
        "entered": "entered_care_date",
        "ceased": "ceased_date",
        "why": "ceased_reason",
    },
    "legal_status": {
        "status": "legal_status",
        "from": "legal_status_start_date",
        "to": "legal_status_end_date",
    },
    "cla_reviews": {"period": "cla_id", "on": "cla_review_date"},
    "cla_visits": {"period": "cla_id", "on": "cla_visit_date"},
    "cla_placement": {
        "period": "cla_id",
        "on": "cla_placement_start_date",
        "from": "cla_placement_start_date",
        "to": "cla_placement_end_date",
        "type": "cla_placement_type",
        "home": "cla_placement_urn",
        "postcode": "cla_placement_postcode",
    },
    "permanence": {"period": "cla_id", "on": "adm_decision_date"},
    "cp_plans": {
        "plan": "cp_plan_id",
        "from": "cp_plan_start_date",
        "to": "cp_plan_end_date",
        "elsewhere": "cp_plan_ola",
    },
    "cp_visits": {"plan": "cp_plan_id", "on": "cp_visit_date"},
    "cp_reviews": {"plan": "cp_plan_id", "on": "cp_review_date"},
    "cin_episodes": {
        "case": "referral_id",
        "from": "referral_date",
        "to": "close_date",
        "nfa": "referral_nfa",
        "team": "referral_team",
        "worker": "referral_worker_id",
    },
    "cin_assessments": {
        "case": "referral_id",
        "on": "assessment_start_date",
        "to": "assessment_auth_date",
        "team": "assessment_team",
        "worker": "assessment_worker_id",
    },
    "cin_plans": {
        "plan": "cin_plan_id",
        "case": "referral_id",
        "on": "cin_plan_start_date",
        "to": "cin_plan_end_date",
        "team": "cin_plan_team",
        "worker": "cin_plan_worker_id",
    },
    "s47_enquiry": {
        "enquiry": "s47_enquiry_id",
        "case": "referral_id",
        "on": "s47_start_date",
        "to": "s47_end_date",
        "unnecessary": "icpc_not_required",
        "team": "s47_completed_by_team",
        "worker": "s47_completed_by_worker_id",
    },
    "initial_cp_conference": {
        "enquiry": "s47_enquiry_id",
        "case": "referral_id",
        "on": "icpc_date",
        "transfer": "icpc_transfer_in",
    },
    "involvements": {
        "worker": "professional_id",
        "role": "professional_role_id",
        "team": "professional_team",
        "from": "involvement_start_date",
        "to": "involvement_end_date",
    },
    "professionals": {"worker": "professional_id", "staff": "staff_id", "name": "professional_name"},
    "department": {"team": "team_id", "name": "team_name"},
    "care_leavers": {
        "adviser": "care_leaver_personal_advisor",
        "worker": "care_leaver_worker_id",
        "team": "care_leaver_allocated_team",
        "eligibility": "care_leaver_eligibility",
        "contact": "care_leaver_latest_contact",
        "since": "eligibility_start_date",
    },
    "allocation": {"from": "basis_from", "to": "basis_to"},
    "placement_stay": {"from": "stay_start_date", "to": "stay_end_date"},
    "worker_post": {"from": "post_start_date", "to": "post_end_date"},
}
"""Short names of columns, for tables that fit on a line."""

HISTORY = {"involvements": "child | worker | from\nnobody here | W0 | 2020-01-01"}
"""What tells that a source gives histories, and is of no child in the tables."""


def told(**tables: str) -> Database:
    """A database with what some tables say; each row is of child C1 unless it says otherwise."""
    database = Database.in_memory()
    database.run(";".join(f"CREATE TABLE {each.name} ({_columns(each)})" for each in ENTITIES))
    for name, text in tables.items():
        rows = [_row(name, number, row) for number, row in enumerate(_rows_of(text), 1)]
        database.insert(name, ENTITIES[name].columns(), rows)
    return database


def _columns(entity: Entity) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in entity.columns())


def _rows_of(text: str) -> list[dict[str, str]]:
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def _row(name: str, number: int, given: dict[str, str]) -> tuple[Any, ...]:
    entity = ENTITIES[name]
    short = {"child": "person_id", **SHORT.get(name, {})}
    row: dict[str, Any] = {short.get(column, column): _value(cell) for column, cell in given.items()}
    if "person_id" in entity.field_names():
        row.setdefault("person_id", "C1")
    if entity.own_id and entity.own_id != "person_id":
        row.setdefault(entity.own_id, f"{row.get('person_id')}/{row.get(entity.happened_on or '')}")
    if row.get("unread"):
        row["unread"] = unread_text(row["unread"].split())
    return entity.row_of({**row, "system_id": str(number), "found_in": f"{name}.csv, row {number}"})


def _value(cell: str) -> Any:
    if not cell:
        return None
    return date.fromisoformat(cell) if cell[:2] in {"19", "20"} and len(cell) == 10 else cell


def shown(database: Database, entity: str, *fields: str) -> list[str]:
    """Rows in words, of some fields: "C1 2023-01-01 -"."""
    rows = database.rows(f"SELECT {', '.join(fields)} FROM {entity}")
    return sorted(" ".join("-" if each is None else str(each) for each in row) for row in rows)


def everything(database: Database) -> dict[str, list[Any]]:
    return {entity.name: sorted(database.rows(f"FROM {entity.name}"), key=repr) for entity in ENTITIES}


FIVE_CHILDREN = {
    "person": """child | dob
                 AMIRA | 2017-05-09
                 BEN   | 2021-03-30
                 CHLOE | 2012-11-02
                 DEAN  | 2019-08-17
                 ELLA  | 2004-06-21""",
    "cin_episodes": """child | case    | from       | to         | nfa | team | worker
                       AMIRA | AMIRA/R | 2023-10-02 |            | N   | T1   | W1
                       BEN   | BEN/R   | 2023-11-29 |            | N   | T1   | W1
                       CHLOE | CHLOE/R | 2020-01-06 | 2020-09-01 | N   | T1   | W1
                       DEAN  | DEAN/R  | 2024-01-08 |            | N   | T1   | W4""",
    "cin_assessments": """child | case    | on         | to         | worker
                          AMIRA |         | 2023-10-03 | 2023-11-17 | W1
                          BEN   | BEN/R   | 2023-11-30 |            | W1""",
    "s47_enquiry": """child | enquiry | case | on         | to
                      AMIRA | AMIRA/E |      | 2023-11-20 | 2023-12-01""",
    "initial_cp_conference": """child | enquiry | case | on
                                AMIRA |         |      | 2023-12-08""",
    "cp_plans": """child | plan    | from       | to
                   AMIRA | AMIRA/P | 2023-12-08 |""",
    "cp_visits": """child | plan | on
                    AMIRA |      | 2023-12-20
                    AMIRA | ~99  | 2024-01-03""",
    "cla_episodes": """child | from       | began | to         | ended | period | entered
                       CHLOE | 2020-01-13 | S     | 2020-02-10 | X1    | ~1     |
                       CHLOE | 2020-02-10 | P     | 2020-08-28 | E4A   | ~1     |
                       CHLOE | 2023-06-01 | S     | 2023-08-01 | X1    |        |
                       CHLOE | 2023-08-01 | B     |            |       |        |
                       ELLA  | 2019-03-01 | P     | 2022-06-21 | E5    |        | 2015-02-01""",
    "cla_reviews": """child | period | on
                      CHLOE | ~1     | 2020-02-07
                      CHLOE |        | 2023-06-28
                      CHLOE |        | 2023-09-20""",
    "care_leavers": """child | adviser | worker | team | eligibility | contact
                       ELLA  | W3      |        | T3   | FR          | 2023-11-01""",
    "involvements": """child | worker | team | role          | from       | to
                       AMIRA | W1     | T1   | Social Worker | 2023-10-02 |
                       AMIRA | W9     | T9   | IRO           | 2023-12-08 |
                       BEN   | W1     | T1   | Social Worker | 2023-11-30 | 2024-01-12
                       CHLOE | W1     | T1   | Social Worker | 2020-01-06 | 2020-09-01
                       CHLOE | W2     | T2   | Social Worker | 2023-06-01 |
                       ELLA  | W3     | T3   | PA            | 2022-06-21 |""",
    "professionals": """worker | name
                        W1 | Sam Okafor
                        W2 | Priya Nairn
                        W3 | Tom Whitfold
                        W4 | Duty desk""",
    "department": "team | name\nT1 | Assessment\nT2 | Children in care\nT3 | Leaving care",
}
"""On a plan and held; being assessed and nobody's; in care, after an earlier time; at the front door; a care leaver."""
