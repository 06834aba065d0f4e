"""The census as it is written: one file a year, valid by its schema, with a list of what could not be said in it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from roker.calendar import OutsideCalendarError, add_working_days
from roker.errors import RokerError
from roker.formats.cin_census_layout import (
    CHILD,
    EARLIEST_YEAR,
    LATEST_YEAR,
    READ_ENTITIES,
    SPELT,
    WHERE_UNKNOWN,
    Item,
    Module,
    is_in_force,
)
from roker.formats.cin_census_year import CensusYear, Referral, Row, Rows, conferences_of, referrals_of_year
from roker.formats.problems import problem
from roker.formats.xml_stream import Node, xml_writer
from roker.record import CODE_SETS, ENTITIES, Cell, Kind, Problem, Record

DAYS_TO_CONFERENCE = 15
"""Working days from the strategy discussion to the initial conference. Working Together 2023, chapter 3."""
LONGEST_ID = 20

_AT_ONCE = 500
_ASKED = (*READ_ENTITIES, "cla_episodes", "period_of_care")
"""The entities that say who is in the census, and what is told of them."""
_UPN = re.compile(r"[A-Za-z]\d{11}[\dA-Za-z]")
_MODULES = {module.name: module for module in CHILD.everything()}
_CODE_SETS = {item.name: item.field.codes for each in _MODULES.values() for item in each.items if item.field.codes}
_Said = dict[str, Any]
"""By the name of an element, its text, its texts, or what is said in each module of that name."""


def write(  # noqa: PLR0913 - what a header asks for
    path: Path,
    record: Record,
    *,
    year: int,
    authority: str,
    made_time: datetime | None = None,
    serial: int = 1,
    software: str = "Roker",
) -> list[Problem]:
    """Writes the census of the year that ends on 31 March of `year`, and gives what it could not say, and why.

    `authority` is the number that the Department gives to the authority, of three digits. Refuses a year whose layout
    is not known, and a record that ends before the year begins.
    """
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise RokerError(f"The census of {year} is not known; those of {EARLIEST_YEAR} to {LATEST_YEAR} are.")
    if not re.fullmatch(r"\d{3}", authority, re.ASCII):
        raise RokerError("Give the authority by the three digits of its number with the Department for Education.")
    census = CensusYear(ends_in=year)
    if record.snapshot_on < census.first_day:
        raise RokerError(
            f"The record speaks of {record.snapshot_on:%d/%m/%Y}, and the census of {year} begins on "
            f"{census.first_day:%d/%m/%Y}. Load what was exported later."
        )
    left_out: list[Problem] = []
    written = 0
    with xml_writer(path) as writer:
        writer.open("Message")
        writer.write(_header(census, authority, made_time, serial, software))
        writer.open("Children")
        for rows in _children(record):
            child = ChildOfYear(rows, census, record, path.name)
            if (node := child.node()) is not None:
                writer.write(node)
                written += 1
            left_out += child.left_out
        writer.close()
        writer.close()
        if not written:
            raise RokerError(f"Nobody on the record belongs into the census of {year}. Nothing was written.")
    return left_out


def _header(year: CensusYear, authority: str, made_time: datetime | None, serial: int, software: str) -> Node:
    details: list[Node] = [
        ("Collection", "CIN"),
        ("Year", str(year.ends_in)),
        ("ReferenceDate", year.last_day.isoformat()),
    ]
    source: list[Node] = [
        ("SourceLevel", "L"),
        ("LEA", authority),
        ("SoftwareCode", software),
        ("SerialNo", f"{serial:03}"),
    ]
    if made_time is not None:
        source.append(("DateTime", made_time.replace(microsecond=0, tzinfo=None).isoformat()))
    return "Header", [("CollectionDetails", details), ("Source", source)]


def _children(record: Record) -> Iterator[Rows]:
    """The rows of one child after the other; only those of a few are in memory."""
    there = record.database.tables()
    names = [name for name in _ASKED if name in there]
    people = [person_id for (person_id,) in record.database.rows("SELECT person_id FROM person ORDER BY person_id")]
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        by_child: dict[str, dict[str, list[Row]]] = {each: {name: [] for name in _ASKED} for each in some}
        for name in names:
            columns = ENTITIES[name].field_names()
            found = record.database.rows(
                f"SELECT {', '.join(columns)} FROM {name} WHERE person_id BETWEEN ? AND ? "
                f"ORDER BY {', '.join(ENTITIES[name].key)}",
                [some[0], some[-1]],
            )
            for values in found:
                row = dict(zip(columns, values, strict=True))
                if row["person_id"] in by_child:
                    by_child[row["person_id"]][name].append(row)
        yield from by_child.values()


class ChildOfYear:
    """What the census of a year says of one child."""

    def __init__(self, rows: Rows, year: CensusYear, record: Record, file: str) -> None:
        self._rows = rows
        self._year = year
        self._record = record
        self._file = file
        self.left_out: list[Problem] = []
        """What of the child could not be said, or is not known and something stands in for it."""
        self._person = rows["person"][0]

    def node(self) -> Node | None:
        """The element of the child; None where nothing is said of it."""
        referrals = referrals_of_year(
            self._rows,
            self._year,
            enquiries_end=not self._record.lacks("s47_enquiry.s47_end_date"),
            tell=self._leave_out,
        )
        details = [each for referral in referrals if (each := self._details(referral)) is not None]
        if not details:
            return None
        said: _Said = {}
        for name in ("ChildIdentifiers", "ChildCharacteristics"):
            said |= self._whole(name, self._texts(_MODULES[name], self._person)) or {}
        self._identify(said)
        said["Disability"] = self._codes("Disability", [row["disability_code"] for row in self._rows["disability"]])
        said["CINdetails"] = details
        return _node(CHILD, said, self._year.ends_in)

    # ------------------------------------------------------------------------------------------------------ the child

    def _identify(self, said: _Said) -> None:
        """Numbers and dates of birth, of which the census takes one each."""
        if len(said["LAchildID"]) > LONGEST_ID or not said["LAchildID"].isalnum():
            self._leave_out("LAchildID", f"It should have at most {LONGEST_ID} letters and digits.", said["LAchildID"])
        former = [row["identifier_value"] for row in self._rows["linked_identifiers"] if _is_former_upn(row)]
        said["FormerUPN"] = former[-1] if former else None
        for name in ("UPN", "FormerUPN"):
            if said.get(name) and not _UPN.fullmatch(said[name]):
                self._leave_out(name, "It is no unique pupil number.")
                said[name] = None
        if said.get("UPN"):
            said["UPNunknown"] = None
        elif not said.get("UPNunknown"):
            self._leave_out("UPN", "Neither a number nor a reason why there is none is known.")
        if said.get("PersonBirthDate"):
            said["ExpectedPersonBirthDate"] = None

    # --------------------------------------------------------------------------------------------------- the referral

    def _details(self, referral: Referral) -> _Said | None:
        row, year = referral.row, self._year
        said = self._texts(_MODULES["CINdetails"], row)
        if year.known(row["close_date"]) is None and said["ReasonForClosure"]:
            said["ReasonForClosure"] = None
            if row["close_date"] is None:
                self._leave_out("ReasonForClosure", "The day of the closure is not known.")
        said["Assessments"] = self._each(referral, "cin_assessments", self._assessment)
        said["CINPlanDates"] = self._each(referral, "cin_plans", self._cin_plan)
        said["Section47"] = self._each(referral, "s47_enquiry", self._enquiry)
        said["ChildProtectionPlans"] = self._each(referral, "cp_plans", self._cp_plan)
        if _MODULES["PreProceedingsandFGDM"].is_of(year.ends_in):
            said["PreProceedingsandFGDM"] = self._each(referral, "pre_proceedings", self._pre_proceedings)
        transferred = sorted(each["icpc_date"] for each in referral.of("initial_cp_conference"))
        said["DateOfInitialCPC"] = transferred[-1].isoformat() if transferred else None
        for day in transferred[:-1]:
            self._leave_out("CINdetails.DateOfInitialCPC", f"Only the latest is told, and that of {day:%d/%m/%Y} not.")
        if said.get("ReferralNFA") is None:
            went_on = any(referral.events.values()) or said["CINclosureDate"] is None or said["PrimaryNeedCode"]
            if went_on:
                said["ReferralNFA"] = SPELT["yes_no_unknown"]["N"]
                self._leave_out("ReferralNFA", "It is not known; something was done.", said["ReferralNFA"])
        return self._whole("CINdetails", said)

    def _each(self, referral: Referral, entity: str, make: Any) -> list[_Said]:
        return [said for row in referral.of(entity) if (said := make(row)) is not None]

    def _assessment(self, row: Row) -> _Said | None:
        said = self._texts(_MODULES["Assessments"], row)
        if row["assessment_auth_date"] is None or said["AssessmentAuthorisationDate"]:
            said["AssessmentFactors"] = self._factors(row["assessment_id"])
        return self._whole("Assessments", said)

    def _factors(self, assessment_id: str) -> list[str]:
        found: list[str] = []
        for row in self._rows["assessment_factors"]:
            if row["assessment_id"] == assessment_id and row["assessment_factors_json"]:
                held = self._parsed("AssessmentFactors", row["assessment_factors_json"])
                # Older extracts hold an object of code to yes or no.
                found += [code for code in held if not isinstance(held, dict) or held[code] in {"Y", "Yes", True}]
        return self._codes("AssessmentFactors", found)

    def _parsed(self, element: str, text: str) -> Any:
        """A text in JSON; nothing where it breaks off."""
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            self._leave_out(element, "What is recorded breaks off.")
            return {}

    def _cin_plan(self, row: Row) -> _Said | None:
        return self._whole("CINPlanDates", self._texts(_MODULES["CINPlanDates"], row))

    def _pre_proceedings(self, row: Row) -> _Said | None:
        return self._whole("PreProceedingsandFGDM", self._texts(_MODULES["PreProceedingsandFGDM"], row))

    def _enquiry(self, row: Row) -> _Said | None:
        said = self._texts(_MODULES["Section47"], row)
        conferences = conferences_of(row, self._rows)
        first = conferences[0] if conferences else None
        held_on = self._year.known(first["icpc_date"]) if first else None
        said["DateOfInitialCPC"] = held_on.isoformat() if held_on else None
        for later in conferences[1:]:
            if self._year.known(later["icpc_date"]):
                why = f"The enquiry led to an earlier one as well; that of {later['icpc_date']:%d/%m/%Y} is not told."
                self._leave_out("Section47.DateOfInitialCPC", why)
        if said["ICPCnotRequired"] is None:
            outcome = self._parsed("ICPCnotRequired", row["s47_outcome_json"] or "{}")
            said["ICPCnotRequired"] = SPELT["yes_no_unknown"][_not_required(row, outcome, first is not None)]
        target = first["icpc_target_date"] if first else None
        if target is None and said["ICPCnotRequired"] == SPELT["yes_no_unknown"]["N"]:
            target = self._target(row["s47_start_date"])
        said["InitialCPCtarget"] = target.isoformat() if target else None
        return self._whole("Section47", said)

    def _target(self, day: date) -> date | None:
        try:
            return add_working_days(day, DAYS_TO_CONFERENCE)
        except OutsideCalendarError:
            self._leave_out("InitialCPCtarget", "The working days of that time are not known.")
            return None

    def _cp_plan(self, row: Row) -> _Said | None:
        said = self._texts(_MODULES["ChildProtectionPlans"], row)
        earlier = sum(
            each["cp_plan_start_date"] is not None
            and each["cp_plan_start_date"] < row["cp_plan_start_date"]
            and each["cp_plan_ola"] != "Y"
            for each in self._rows["cp_plans"]
        )
        stated = row["number_of_previous_plans"]
        said["NumberOfPreviousCPP"] = str(max(earlier, int(stated or 0)))
        if stated is None:
            why = "It is not stated; the record was counted, which may not go back to the first plan."
            self._leave_out("NumberOfPreviousCPP", why, said["NumberOfPreviousCPP"])
        elif earlier > stated:
            why = f"It is stated as {stated:g}, and the record has more."
            self._leave_out("NumberOfPreviousCPP", why, said["NumberOfPreviousCPP"])
        days = {each["cp_review_date"] for each in self._rows["cp_reviews"] if each["cp_plan_id"] == row["cp_plan_id"]}
        said["CPPreviewDate"] = [day.isoformat() for day in sorted(filter(self._year.has, days))]
        return self._whole("ChildProtectionPlans", said)

    # ------------------------------------------------------------------------------------------------------ any module

    def _texts(self, module: Module, row: Row) -> _Said:
        """What the elements of a module say that are fields of a row, as they are written."""
        made = module.makes or "person"
        return {item.name: self._text(item, row) for item in module.items if item.entity == made}

    def _text(self, item: Item, row: Row) -> str | None:
        value = row[item.field.name]
        if not item.is_of(self._year.ends_in):
            return None
        if isinstance(value, date) and not item.may_lie_ahead:
            value = self._year.known(value)
        if value is None:
            return None
        if item.field.kind is Kind.CODE:
            return next(iter(self._codes(item.name, [value])), None)
        return (
            value.isoformat() if isinstance(value, date) else f"{value:g}" if isinstance(value, float) else str(value)
        )

    def _codes(self, name: str, codes: Sequence[str]) -> list[str]:
        """Codes as the census of the year writes them, in the order of their set; others are left out."""
        code_set = _CODE_SETS[name]
        order = list(CODE_SETS[code_set].labels)
        taken = {code for code in codes if is_in_force(code_set, code, self._year.ends_in)}
        for code in dict.fromkeys(codes):
            if code not in taken:
                self._leave_out(name, f"The census of {self._year.ends_in} does not take {code}.")
        return [SPELT.get(code_set, {}).get(code, code) for code in sorted(taken, key=order.index)]

    def _whole(self, name: str, said: _Said) -> _Said | None:
        """What is said in a module, if nothing is missing that the schema asks for."""
        for item in _MODULES[name].items:
            if item.is_required and item.is_of(self._year.ends_in) and not said.get(item.name):
                if (unknown := self._where_unknown(item)) is None:
                    self._leave_out(name, f"{item.name} must be there, and is not known.")
                    return None
                said[item.name] = unknown
        return said

    def _where_unknown(self, item: Item) -> str | None:
        """What is written of a required element that the record does not say."""
        code = WHERE_UNKNOWN.get(item.name)
        if code is None:
            return None
        written = SPELT.get(item.field.codes or "", {}).get(code, code)
        self._leave_out(item.name, "It is not known.", written)
        return written

    def _leave_out(self, element: str, why: str, written: str = "") -> None:
        """Notes what the census does not say, or what is written in its place."""
        at = Cell(file=self._file, column=element)
        kind, instead = ("stands_in", f": “{written}”") if written else ("left_blank", "")
        self.left_out.append(problem(kind, at, found=f"{self._person['person_id']}{instead}", expected=why))


def _is_former_upn(row: Row) -> bool:
    return bool(row["identifier_type"] == "FORMER_UPN" and row["identifier_value"])


def _not_required(enquiry: Row, outcome: Any, has_conference: bool) -> str:
    """Whether an enquiry ended without a conference, where nobody said so."""
    flag = outcome.get("CP_CONFERENCE_FLAG") if isinstance(outcome, dict) else None
    if flag in {"Y", "N"}:
        return "N" if flag == "Y" else "Y"
    if has_conference:
        return "N"
    return "Y" if enquiry["s47_nfa"] == "Y" or enquiry["s47_end_date"] else "N"


def _node(module: Module, said: Mapping[str, Any], year: int) -> Node:
    """An element with what is said in it, in the order of the schema."""
    parts: list[Node] = []
    for part in module.parts:
        found = said.get(part.name)
        if not part.is_of(year):
            continue
        if isinstance(part, Item):
            parts += [(part.name, text) for text in ([found] if isinstance(found, str) else found or ())]
        elif part.makes:
            parts += [_node(part, each, year) for each in found or ()]
        elif (inner := _node(part, said, year))[1]:
            parts.append(inner)
    return module.name, parts
