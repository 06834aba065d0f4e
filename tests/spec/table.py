"""Spec tables: small tables that a practitioner can read, which are tests of both engines and the manual's examples."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from roker.duties import DUTIES
from roker.record import ENTITIES, Kind, Reading, Record
from roker.record.schema import FOUND_IN, UNREAD

LATEST_ONLY = frozenset({"cp_visits", "cla_reviews", "care_leavers", "ehcp_active_plans"})
"""What a source such as Annex A holds only the latest of."""

# What a column of a spec table fills: an entity and its field. A column may name them itself, too.
COLUMNS = {
    "born": "person.dob",
    "referred": "cin_episodes.referral_date",
    "case closed": "cin_episodes.close_date",
    "assessment started": "cin_assessments.assessment_start_date",
    "authorised": "cin_assessments.assessment_auth_date",
    "discussed": "s47_enquiry.s47_start_date",
    "unnecessary": "s47_enquiry.icpc_not_required",
    "held": "initial_cp_conference.icpc_date",
    "plan started": "cp_plans.cp_plan_start_date",
    "plan ended": "cp_plans.cp_plan_end_date",
    "visited": "cp_visits.cp_visit_date",
    "in care from": "period_of_care.entered_care_date",
    "left care": "period_of_care.ceased_date",
    "reviewed": "cla_reviews.cla_review_date",
    "latest contact": "care_leavers.care_leaver_latest_contact",
    "eligibility": "care_leavers.care_leaver_eligibility",
    "in touch": "care_leavers.care_leaver_in_touch",
}
EXPECTED = ("opened", "due", "late after", "state", "why", "clocks", "law")
UNREADABLE = ("31/02/2024", "Perhaps")
"""What stands in a cell and is neither a date nor a code that is known."""
ANOTHER_CASE = "another case from"
"""A second case of the child, open since that day."""


def field_of(column: str) -> str:
    """What a column fills, as "entity.field"."""
    return COLUMNS.get(column, column)


@dataclass(frozen=True, kw_only=True)
class Spec:
    """One table for one duty. Each row is one child; the clock expected is the child's last."""

    duty: str
    title: str
    as_at: str
    rows: str
    all_held: bool = False
    """The source holds every visit, review and contact, not only the latest."""
    linked: bool = False
    """The source links the assessment to its referral."""
    also_latest: tuple[str, ...] = ()
    """Entities of which the source, too, holds only the latest row."""
    absent: tuple[str, ...] = ()
    """Fields that no file loaded has."""
    record_ends: str = ""
    """Last day of which the record speaks; the as-at day where not given."""

    @property
    def as_at_day(self) -> date:
        return date.fromisoformat(self.as_at)

    @property
    def record_ends_on(self) -> date:
        return date.fromisoformat(self.record_ends or self.as_at)

    def header(self) -> list[str]:
        return _cells(self._lines()[0])

    def cases(self) -> list[dict[str, str]]:
        header = self.header()
        unknown = {each for each in header if "." not in each} - COLUMNS.keys() - {*EXPECTED, ANOTHER_CASE}
        assert not unknown, f"columns that the rig does not know: {unknown}"
        return [dict(zip(header, _cells(line), strict=True)) for line in self._lines()[1:]]

    def _lines(self) -> list[str]:
        return [line.strip() for line in self.rows.strip().splitlines() if line.strip()]


def record_of(spec: Spec, cases: Mapping[str, Mapping[str, str]]) -> Record:
    """A record of children, by their numbers, who each have what a row of a spec table says.

    Several values in a cell, parted by commas, are those of several rows of the entity; "-" leaves one blank.
    """
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for child, case in cases.items():
        for entity, each in _rows_of(spec, child, case).items():
            rows.setdefault(entity, []).extend(_tuple(entity, row) for row in each)
    record = Record.of(Reading.of_rows(rows, source="spec", snapshot_on=spec.record_ends_on))
    only_latest = frozenset[str]() if spec.all_held else LATEST_ONLY
    return replace(record, only_latest=only_latest.union(spec.also_latest), absent=frozenset(spec.absent))


def _rows_of(spec: Spec, child: str, case: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {"person": [{"person_id": child}]}
    another: list[dict[str, Any]] = []
    for column, text in case.items():
        if column in EXPECTED or not text:
            continue
        if column == ANOTHER_CASE:
            since = date.fromisoformat(text)
            rows["allocation"] = [{"person_id": child, "basis": "need", "basis_from": since}]
            another = [{"person_id": child, "referral_id": f"{child}/another", "referral_date": since}]
            continue
        entity, field = field_of(column).split(".")
        for place, value in enumerate(text.split(", ")):
            found = rows.setdefault(entity, [])
            if place == len(found):
                found.append(_named(entity, spec, child))
            if value in UNREADABLE:
                found[place][UNREAD] = f"{found[place].get(UNREAD, '')} {field} "
            else:
                found[place][field] = _value(entity, field, value)
    rows.setdefault("cin_episodes", []).extend(another)
    if spec.duty in DUTIES and not rows.get(DUTIES[spec.duty].anchor):  # a row whose dates are all blank
        rows[DUTIES[spec.duty].anchor] = [_named(DUTIES[spec.duty].anchor, spec, child)]
    _refer(rows, child, linked=spec.linked)
    return rows


def _named(entity: str, spec: Spec, child: str) -> dict[str, Any]:
    """A row that names the child, or whoever else the duty is owed to or by."""
    names = {"person_id"} | ({DUTIES[spec.duty].subject} if spec.duty in DUTIES else set())
    return dict.fromkeys(names & set(ENTITIES[entity].field_names()), child)


def _value(entity: str, field: str, text: str) -> Any:
    if text == "-":
        return None
    kind = getattr(ENTITIES[entity], field).kind
    if kind is Kind.DATE:
        return date.fromisoformat(text)
    if kind is Kind.TIME:
        return datetime.fromisoformat(text)
    return float(text) if kind is Kind.NUMBER else text


def _refer(rows: dict[str, list[dict[str, Any]]], child: str, *, linked: bool) -> None:
    """Gives rows ids of their own, and the first row of each kind as what the others refer to."""
    for entity, each in rows.items():
        own_id = ENTITIES[entity].own_id
        for field in ENTITIES[entity].fields:
            for place, row in enumerate(each, 1):
                if field.name == own_id:
                    row.setdefault(field.name, f"{child}/{field.name}/{place}")
                elif field.refers_to not in {None, "person"} and ENTITIES[field.refers_to or ""].own_id:
                    row.setdefault(field.name, f"{child}/{ENTITIES[field.refers_to or ''].own_id}/1")
        if entity == "cin_assessments" and not linked:
            for row in each:
                row["referral_id"] = None


def _tuple(entity: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return ENTITIES[entity].row_of({FOUND_IN: "spec", **row})


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
