"""Faults that can be planted, each alone, into any scenario: what goes wrong, and which finding of 2015 it is like.

Most are switches: the model asks for them where the work is done or recorded, and notes in the Truth what it did. Some
are done to the department on their first day, and undone after the last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roker.catalogue import Catalogue
from roker.errors import RokerError
from roker.synthetic.authority import days

if TYPE_CHECKING:
    from roker.synthetic.authority.department import Department

Deed = Callable[["Department"], None]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something that goes wrong in a department while it is on."""

    code: str
    title: str
    findings: str
    """Rows of the findings of July 2015 that it is like; empty for a signature of published data."""
    begin: Deed | None = None
    """What is done on the first day, beside the switch."""
    end: Deed | None = None


@dataclass(frozen=True, kw_only=True)
class Plant:
    """A fault, from a day up to and including another."""

    fault: str
    first: date
    last: date
    most: float | None = None
    """At most so many children at one time, for 10,000 residents aged 0 to 17; None is all whom the fault meets."""

    def __post_init__(self) -> None:
        if self.fault not in FAULTS:
            raise RokerError(f"There is no fault “{self.fault}”. There are {', '.join(FAULTS.codes())}.")
        if self.last < self.first:
            raise RokerError(f"The fault “{self.fault}” ends before it begins.")


def plant(department: Department, planted: Plant) -> None:
    """Has a fault begin and end on its days, in a department that has not run yet."""
    fault = FAULTS[planted.fault]
    if planted.last.toordinal() < department.begins or planted.first.toordinal() > department.end:
        return
    if planted.most is not None:
        department.most[fault.code] = round(planted.most * department.population / 10_000)
    department.loop.at(planted.first.toordinal() + 0.01, _begin, department, fault)
    department.loop.at(planted.last.toordinal() + 0.99, _end, department, fault)


def _begin(department: Department, fault: Fault) -> None:
    department.switches.add(fault.code)
    if fault.begin is not None:
        fault.begin(department)


def _end(department: Department, fault: Fault) -> None:
    department.switches.discard(fault.code)
    if fault.end is not None:
        fault.end(department)


# ------------------------------------------------------------------------------------------------ done on the first day


def _back_date(d: Department) -> None:
    """Visits that nobody made are written down, for days of the weeks before, for four in ten children on a plan."""
    chance, day = d.chances["back-dating"], d.today
    for child in list(d.on_plan.children):
        if not chance.happens(0.4):
            continue
        for _ in range(chance.between(1, 3)):
            on = days.next_working(day - chance.between(12, 60))
            if child.plan.start < on < day and child.born < on:
                d.book.add("cp_visits", day, person_id=child.id, cp_plan_id=child.plan.id, cp_visit_date=on,
                           cp_visit_seen="Y", cp_visit_seen_alone="Y")  # fmt: skip
                d.truth.note("back_dating", on, child=child, worker=child.worker, until=day, entity="cp_visits")


def _close_in_bulk(d: Department) -> None:
    """A third of the children in need are closed on one day, whatever their need."""
    chance = d.chances["bulk closures"]
    for child in list(d.in_need.children):
        if child.need and not child.enquiry and not child.assessment and chance.happens(0.34):
            d.truth.note("bulk_closures", d.today, child=child, worker=child.worker, entity="cin_episodes")
            d.need.end(child, child.need)


def _leave_the_desk(d: Department) -> None:
    d.front_door.desk.people = max(1, int(d.front_door.desk.people * 0.55))
    d.truth.note("desk_short_of_people", d.today, entity="contacts")


def _come_to_the_desk(d: Department) -> None:
    d.front_door.size_desk()


def _raise_limits(d: Department) -> None:
    """Half of the posts of case holders are cut, and no limit to a caseload is kept."""
    d.limits, d.workforce.cut = 4.0, 0.55
    d.truth.note("caseloads_too_high", d.today, entity="involvements")


def _restore_limits(d: Department) -> None:
    d.limits, d.workforce.cut = 1.0, 1.0


def _give_out(d: Department) -> None:
    d.caseload.give_out_held()


def _write_up(d: Department) -> None:
    d.need.write_up()


def _change_managers(d: Department) -> None:
    d.workforce.change_managers()


FAULTS = Catalogue(
    Fault(code="front_door_held", title="Referrals held without progress", findings="31a", end=_give_out),
    Fault(code="desk_short_of_people", title="Contacts wait for a decision", findings="29a 30c", begin=_leave_the_desk,
          end=_come_to_the_desk),
    Fault(code="ungraded_police_contacts", title="Police contacts without a grade of risk", findings="30b 48c"),
    Fault(code="unrecorded_assessments", title="One worker does not record assessments", findings="31d",
          end=_write_up),
    Fault(code="unallocated_after_leaver", title="Nobody holds the children of a worker who left",
          findings="31b 126 140a", end=_give_out),
    Fault(code="transfers_never_accepted", title="Transfers between teams are not accepted", findings="33a",
          end=_give_out),
    Fault(code="caseloads_too_high", title="Too few workers, and no limit to what they hold", findings="140a",
          begin=_raise_limits, end=_restore_limits),
    Fault(code="workers_changed_often", title="Children are passed from worker to worker", findings="37a 77"),
    Fault(code="visits_not_made", title="Visits are not made", findings="37b 78a"),
    Fault(code="visits_not_recorded", title="Visits are made and not recorded", findings="79b"),
    Fault(code="back_dating", title="Visits written down afterwards, before an inspection", findings="",
          begin=_back_date),
    Fault(code="missing_plans", title="Plans are not written", findings="36a"),
    Fault(code="core_groups_missed", title="Core groups do not meet", findings="38a"),
    Fault(code="conference_drift", title="First conferences are held late", findings="41c"),
    Fault(code="legal_drift", title="Months between legal advice and a decision", findings="37c 62c 65a"),
    Fault(code="voluntary_care_drift", title="Children stay in voluntary care without a plan", findings="64b"),
    Fault(code="late_reviews", title="Reviews are held late", findings="66d"),
    Fault(code="permanence_late", title="Matching and placing for adoption take long", findings="65b"),
    Fault(code="no_permanence_plan", title="No plan for permanence by the second review", findings="66b"),
    Fault(code="challenges_without_effect", title="Challenges of reviewing officers change nothing", findings="66a"),
    Fault(code="carers_unapproved", title="Children live with connected carers whom nobody approved", findings="59a"),
    Fault(code="health_late", title="First health assessments are late", findings="93"),
    Fault(code="unknown_activity", title="Nobody knows what care leavers do", findings="117b 119"),
    Fault(code="unsuitable_accommodation", title="Care leavers in unsuitable homes", findings="113"),
    Fault(code="undercounted_missing", title="Missing episodes are not recorded", findings="82b"),
    Fault(code="interviews_missed", title="No interview after a child was missing", findings="45a 81a"),
    Fault(code="supervision_missed", title="Supervision is not held", findings="140b"),
    Fault(code="referrals_not_seen", title="Children who were referred are not seen", findings="31c"),
    Fault(code="discussions_unfinished", title="Records of strategy discussions are left without an outcome",
          findings="34b"),
    Fault(code="enquiries_without_outcome", title="Enquiries end without an outcome on the record", findings="41b"),
    Fault(code="recorded_offline", title="Records are kept in documents, and typed in a month or two later",
          findings="41e 128a"),
    Fault(code="returns_not_prepared", title="Children go home from care without a plan or visits", findings="61b"),
    Fault(code="proceedings_long", title="Care proceedings last long", findings="63a"),
    Fault(code="leavers_not_in_touch", title="Care leavers are not in touch", findings="112"),
    Fault(code="leavers_homeless", title="Care leavers have no home", findings="116a"),
    Fault(code="managers_interim", title="Managers leave, and interim ones come", findings="126",
          begin=_change_managers),
    Fault(code="agency_takes_over", title="Staff leave, and agency workers take their place", findings="139a 139b"),
    Fault(code="bulk_closures", title="Many cases closed on one day", findings="", begin=_close_in_bulk),
    Fault(code="blank_returns", title="Questionnaires are not returned at all", findings=""),
    Fault(code="definition_moved", title="The day of an assessment now means that of its draft", findings="128a"),
)  # fmt: skip
"""Named faults."""

NOT_PLANTED = {
    "125": "Whether findings come back is seen in the register of findings, which the site keeps.",
    "129a": "Audits and what became of them are kept by the site: so are audits that are too generous.",
    "130b": "What scrutiny asked and what was answered is kept by the site.",
    "135": "Who sits on a board and what it measures is kept by the site.",
}
"""Findings of July 2015, marked for a first release, that are none of a case record; and why."""
