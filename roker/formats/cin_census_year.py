"""What of a child's record belongs into the census of a year: which referrals, and which of their events.

A child is in it with any referral, open case, assessment, plan, enquiry or care on any day from 1 April to 31 March. Of
an event, what came after the year is left out, as nobody knew it on its last day.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, kw_only=True)
class CensusYear:
    """A census year by the year in which it ends: 2025 for 2024-25."""

    ends_in: int

    @property
    def first_day(self) -> date:
        """1 April."""
        return date(self.ends_in - 1, 4, 1)

    @property
    def last_day(self) -> date:
        """31 March: the reference date."""
        return date(self.ends_in, 3, 31)

    def has(self, day: date | None) -> bool:
        """Whether a day is in the year."""
        return day is not None and self.first_day <= day <= self.last_day

    def touches(self, began_on: date | None, ended_on: date | None) -> bool:
        """Whether what began and ended on these days, or has not ended, was there on any day of the year."""
        began = began_on is not None and began_on <= self.last_day
        return began and (ended_on is None or ended_on >= self.first_day)

    def known(self, day: date | None) -> date | None:
        """A day, if it had come by the end of the year."""
        return day if day is not None and day <= self.last_day else None


@dataclass(kw_only=True)
class Referral:
    """A referral with the events of the year that belong to it."""

    row: Row
    events: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, entity: str) -> list[Row]:
        """Its events of one entity."""
        return self.events.get(entity, [])


Tell = Callable[[str, str], None]
"""Told of an element that was left out, and why."""

_BEGAN_AND_ENDED = {
    "cin_assessments": ("Assessments", "assessment_start_date", "assessment_auth_date"),
    "cin_plans": ("CINPlanDates", "cin_plan_start_date", "cin_plan_end_date"),
    "cp_plans": ("ChildProtectionPlans", "cp_plan_start_date", "cp_plan_end_date"),
    "pre_proceedings": ("PreProceedingsandFGDM", "pre_pro_decision_date", "agree_stepdown_issue_date"),
}
"""By entity, its module, and the fields of its first and last day."""


def referrals_of_year(rows: Rows, year: CensusYear, *, enquiries_end: bool, tell: Tell) -> list[Referral]:
    """The referrals of a child that the census tells of, each with its events, in the order of their dates.

    `enquiries_end` says whether the record knows when enquiries ended.
    """
    dated = [row for row in rows["cin_episodes"] if row["referral_date"] and row["referral_date"] <= year.last_day]
    if len(dated) < len([row for row in rows["cin_episodes"] if year.known(row["referral_date"] or year.first_day)]):
        tell("CINdetails", "The day of the referral is not known.")
    referrals = [Referral(row=row) for row in sorted(dated, key=lambda row: (row["referral_date"], row["referral_id"]))]
    for entity, day, row in _events(rows, year, enquiries_end=enquiries_end):
        referral = _referral_of(row, day, referrals)
        if referral is None:
            name = _BEGAN_AND_ENDED.get(entity, ("Section47" if entity == "s47_enquiry" else "DateOfInitialCPC",))[0]
            tell(name, f"No referral is known to which the one of {day:%d/%m/%Y} belongs.")
        else:
            referral.events.setdefault(entity, []).append(row)
    _tell_of_other_conferences(rows, year, tell)
    told = [each for each in referrals if _is_of_year(each, year)]
    if not told and _was_looked_after(rows, year):
        if not referrals:
            tell("Child", "The child was looked after in the year, and no referral is known.")
        return referrals[-1:]
    return told


def _is_of_year(referral: Referral, year: CensusYear) -> bool:
    is_open = year.touches(referral.row["referral_date"], referral.row["close_date"])
    return is_open or any(entity != "initial_cp_conference" for entity in referral.events)


def _events(rows: Rows, year: CensusYear, *, enquiries_end: bool) -> Iterator[tuple[str, date, Row]]:
    """The events of the year: what began or went on in it, and conferences, which belong to something else."""
    for entity, (_, began, ended) in _BEGAN_AND_ENDED.items():
        for row in rows.get(entity, ()):
            is_ours = row.get("cp_plan_ola") != "Y"
            if is_ours and year.touches(row[began], row[ended]):
                yield entity, row[began], row
    for row in rows["s47_enquiry"]:
        if _enquiry_is_of_year(row, rows, year, enquiries_end=enquiries_end):
            yield "s47_enquiry", row["s47_start_date"], row
    for row in rows["initial_cp_conference"]:
        if row["icpc_transfer_in"] == "Y" and year.known(row["icpc_date"]):
            yield "initial_cp_conference", row["icpc_date"], row


def _enquiry_is_of_year(row: Row, rows: Rows, year: CensusYear, *, enquiries_end: bool) -> bool:
    """Whether an enquiry began, went on, or led to a conference in the year."""
    began = row["s47_start_date"]
    if began is None or began > year.last_day:
        return False
    if began >= year.first_day:
        return True
    held = [each["icpc_date"] for each in rows["initial_cp_conference"] if _led_to(row, each, rows)]
    if any(year.has(day) for day in held):
        return True
    if enquiries_end:
        return row["s47_end_date"] is None or row["s47_end_date"] >= year.first_day
    # A source that does not say when enquiries end says at least which of them came to something.
    return row["icpc_not_required"] != "Y" and not any(held)


def _led_to(enquiry: Row, conference: Row, rows: Rows) -> bool:
    """Whether an enquiry led to a conference: the one that it names; where it names none, the latest before it."""
    named = conference["s47_enquiry_id"]
    if any(each["s47_enquiry_id"] == named for each in rows["s47_enquiry"] if named is not None):
        return bool(enquiry["s47_enquiry_id"] == named)
    return enquiry is _latest_enquiry_before(conference, rows)


def _latest_enquiry_before(conference: Row, rows: Rows) -> Row | None:
    held = conference["icpc_date"]
    if held is None or conference["icpc_transfer_in"] == "Y":
        return None
    began = [each for each in rows["s47_enquiry"] if each["s47_start_date"] and each["s47_start_date"] <= held]
    return max(began, key=lambda each: each["s47_start_date"], default=None)


def conferences_of(enquiry: Row, rows: Rows) -> list[Row]:
    """The conferences to which an enquiry led, those that were held first."""
    found = [each for each in rows["initial_cp_conference"] if _led_to(enquiry, each, rows)]
    return sorted(found, key=lambda row: row["icpc_date"] or date.max)


def _tell_of_other_conferences(rows: Rows, year: CensusYear, tell: Tell) -> None:
    """Tells of the conferences of the year that belong nowhere."""
    for row in rows["initial_cp_conference"]:
        is_told = row["icpc_transfer_in"] == "Y" or any(_led_to(each, row, rows) for each in rows["s47_enquiry"])
        if year.has(row["icpc_date"]) and not is_told:
            day = f"{row['icpc_date']:%d/%m/%Y}"
            tell("DateOfInitialCPC", f"No enquiry led to that of {day}, and it was not transferred in.")


def _referral_of(row: Row, day: date, referrals: Sequence[Referral]) -> Referral | None:
    """The referral that an event names; where it names none that is known, the one that was open on the day."""
    for each in referrals:
        if row.get("referral_id") is not None and each.row["referral_id"] == row["referral_id"]:
            return each
    before = [each for each in referrals if each.row["referral_date"] <= day]
    at_the_time = [each for each in before if each.row["close_date"] is None or day <= each.row["close_date"]]
    return next(iter([*at_the_time[::-1], *before[::-1]]), None)


def _was_looked_after(rows: Rows, year: CensusYear) -> bool:
    care = (
        ("cla_episodes", "cla_episode_start_date", "cla_episode_ceased_date"),
        ("period_of_care", "entered_care_date", "ceased_date"),
    )
    return any(year.touches(row[began], row[ended]) for entity, began, ended in care for row in rows.get(entity, ()))
