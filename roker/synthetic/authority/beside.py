"""What a department keeps beside its main work: schools, special needs, short breaks, mothers, adopters, custody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roker.synthetic.authority import days
from roker.synthetic.authority.chance import Mix
from roker.synthetic.authority.people import Child, upn

if TYPE_CHECKING:
    from roker.synthetic.authority.department import Department

_NEEDS = Mix({"ASD": 33, "SLCN": 18, "SEMH": 17, "MLD": 10, "SLD": 10, "PD": 5, "SPLD": 4, "HI": 2, "VI": 1})
_LEAVES_SCHOOL = 16


class Beside:
    """What is noted of some children only."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["beside"]

    def open(self, day: int) -> None:
        """What comes month by month."""
        self.d.loop.at(day + 12.3, self._month)

    def introduce(self, child: Child, day: int) -> None:
        """Schooling, and the special needs of disabled children, when a child becomes known."""
        d, chance = self.d, self.chance
        age = days.age(child.born, day)
        if not 4 <= age < 18:
            return
        began = days.next_working(max(days.birthday(child.born, 4 if age < 11 else 11), child.born))
        at_school = age < _LEAVES_SCHOOL or chance.happens(0.4)
        row = d.book.add(
            "schooling", day, person_id=child.id, schooling_kind="school" if at_school else "college",
            school_start_date=began,
            school=f"Wearmouth {chance.one(('North', 'Harbour', 'Hill', 'Riverside'))} School",
            school_urn=f"999{chance.between(100, 140)}",
        )  # fmt: skip
        if chance.happens(0.06):
            moved = day + chance.between(60, 700)
            d.book.change("schooling", row, moved, school_end_date=moved)
        if chance.happens(0.03):
            d.book.add("linked_identifiers", day, person_id=child.id, identifier_type="CASE",
                       identifier_value=f"OLD{child.number:06d}", valid_from_date=day - 900)  # fmt: skip
        if child.disabled and age < 16 and chance.happens(0.6):
            self._special_needs(child, day)

    def _special_needs(self, child: Child, day: int) -> None:
        d, chance = self.d, self.chance
        asked = day - chance.between(300, 900)
        issued = asked + (chance.between(110, 140) if chance.happens(0.6) else chance.between(145, 240))
        own_id, request, plan = f"{child.id}/send", child.key(asked), f"{child.id}/ehcp"
        d.book.add("send", day, table_id=own_id, person_id=child.id, upn=upn(child.number))
        d.book.add("ehcp_requests", day, ehcp_request_id=request, person_id=child.id, send_table_id=own_id,
                   ehcp_req_date=asked,
                   ehcp_req_outcome_date=asked + 38, ehcp_req_outcome="Y")  # fmt: skip
        d.book.add("ehcp_assessment", day, ehcp_assessment_id=child.key(issued), person_id=child.id,
                   ehcp_request_id=request,
                   ehcp_assessment_outcome_date=issued, ehcp_assessment_outcome="Y",
                   ehcp_assessment_exceptions="N")  # fmt: skip
        d.book.add("ehcp_named_plan", day, named_plan_id=child.key(issued + 1), person_id=child.id,
                   ehcp_asmt_id=child.key(issued), named_plan_start_date=issued)  # fmt: skip
        row = d.book.add("ehcp_active_plans", day, active_ehcp_id=plan, person_id=child.id, ehcp_request_id=request,
                         active_ehcp_last_review_date=max(issued, day - 200))  # fmt: skip
        d.book.add("sen_need", day, person_id=child.id, active_ehcp_id=plan, active_ehcp_need_type=chance.of(_NEEDS),
                   active_ehcp_need_rank="1")  # fmt: skip
        review = day + chance.between(100, 300)
        while review < min(d.end, days.birthday(child.born, 18)):
            d.book.change("ehcp_active_plans", row, review, active_ehcp_last_review_date=review)
            review += chance.between(330, 400)

    # ---------------------------------------------------------------------------------------------------- small rates

    def _month(self) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        size = d.population / 10_000 / 12
        for pool, rate, what in ((d.in_need, 2.0, self._short_breaks), (d.in_care, 0.4, self._refuse_contact),
                                 (d.in_care, 4.0, self._young_mother)):  # fmt: skip
            for _ in range(chance.count(rate * size)):
                if len(pool):
                    what(chance.one(pool.children), day)
        d.loop.at(day + 30, self._month)

    def _short_breaks(self, child: Child, day: int) -> None:
        """An agreement on short breaks, of a disabled child who lives at home."""
        d, chance = self.d, self.chance
        if not child.disabled or child.care or child.short_breaks or not 3 <= d.age(child) < 17:
            return
        child.short_breaks = True
        row = d.book.add(
            "legal_status", d.recorded(child.worker), person_id=child.id, legal_status="V4", legal_status_start_date=day
        )
        ends = min(day + chance.between(200, 1100), days.birthday(child.born, 18))
        d.book.change("legal_status", row, ends, legal_status_end_date=ends)

    def _refuse_contact(self, child: Child, day: int) -> None:
        ordered = day + self.chance.between(1, 6)
        row = self.d.book.add("contact_refusal", self.d.recorded(child.worker), person_id=child.id, refused_date=day)
        self.d.book.change("contact_refusal", row, ordered, court_authority_date=ordered)
        self.d.book.change("contact_refusal", row, day + 90, restored_date=day + 90)

    def _young_mother(self, child: Child, day: int) -> None:
        if child.sex == "F" and self.d.age(child) >= 15:
            born = day - self.chance.between(1, 60)
            self.d.book.add("mother", day, person_id=child.id, childs_dob=born)
            self.d.book.change("person", child.person_row, day, is_mother="Y")

    # --------------------------------------------------------------------------------------- what other parts ask for

    def care_begins(self, child: Child, day: int) -> None:
        """An earlier order that was to last, for a few who come into care."""
        if self.d.age(child) > 3 and self.chance.happens(0.05):
            kind = self.chance.one(("P1", "P2", "P2", "P3"))
            on = days.DATE[day - self.chance.between(400, 1100)]
            self.d.book.add("cla_previous_permanence", day + 5, person_id=child.id,
                            previous_permanence_order_date=f"{on:%d/%m/%Y}",
                            previous_permanence_option=kind, previous_permanence_la="999")  # fmt: skip

    def custody(self, child: Child, day: int) -> None:
        """A child who was looked after is sentenced, and is visited in custody."""
        d, chance = self.d, self.chance
        ends = day + chance.between(60, 200)
        row = d.book.add("stay", day + 1, person_id=child.id, stay_kind="custody", stay_start_date=day,
                         notified_date=day,
                         needs_assessed="Y", place="Young offender institution")  # fmt: skip
        d.book.change("stay", row, ends, stay_end_date=ends)
        visit = days.on(day, 8)
        while visit < min(ends, d.end):
            d.book.add("other_visit", visit + 2, person_id=child.id, visit_kind="custody", visit_date=visit,
                       visit_seen="Y",
                       visit_seen_alone="Y")  # fmt: skip
            visit = days.next_working(visit + chance.between(30, 45))

    def adopters(self, child: Child, matched: int, placed: int) -> None:
        """The two people who adopt, from their first enquiry on."""
        d, chance = self.d, self.chance
        enquired = matched - chance.between(280, 520)
        begins = enquired + chance.between(20, 40)
        second = begins + chance.between(55, 90)
        approved = second + chance.between(100, 150)
        for number, gender in enumerate("MF", start=1):
            row = d.book.add(
                "prospective_adopter", enquired, adopter_id=f"AD{child.number:06d}-{number}",
                adoptive_family_id=f"AF{child.number}",
                gender=gender, ethnicity="WBRI", disability="N", fostering_for_adoption="N", enquiry_date=enquired,
            )  # fmt: skip
            for since, told in (
                (begins, {"stage_1_start_date": begins}),
                (second, {"stage_1_end_date": second, "stage_2_start_date": second}),
                (
                    approved,
                    {"stage_2_end_date": approved, "application_date": approved - 20, "approval_date": approved},
                ),
                (matched, {"matched_date": matched, "children_placed": 1}),
                (placed, {"placed_date": placed}),
            ):
                d.book.change("prospective_adopter", row, since, **told)
