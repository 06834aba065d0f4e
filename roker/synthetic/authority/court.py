"""The courts: legal planning, pre-proceedings, proceedings and their orders, and the way to adoption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roker.synthetic.authority import days
from roker.synthetic.authority.chance import Spread
from roker.synthetic.authority.people import Child

if TYPE_CHECKING:
    from roker.synthetic.authority.care import CareSpell
    from roker.synthetic.authority.department import Department

_LENGTH = Spread([(0, 0.35), (0.25, 0.75), (0.5, 0.93), (0.75, 1.2), (1, 2.3)])
"""Of the mean length of proceedings (2016: mean 26.9 weeks, median 24.9)."""
_NOT_ADOPTED = 0.85
"""Of young children with a care order who are not adopted, those for whom adoption was planned. Assumed."""
_LONG = 110
_ADOPTION = {"E11", "E12"}
_ORDERS = {"E43", "E44", "E45", "E46"}


class Court:
    """What courts are asked for, and what they order."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["court"]

    def open(self, day: int) -> None:
        """Pre-proceedings with families on plans, every month."""
        self.d.loop.at(day + 30, self._month)

    def _month(self) -> None:
        d, chance, day = self.d, self.chance, days.next_working(self.d.today)
        for _ in range(chance.count(len(d.on_plan) * 0.011)):
            child = chance.one(d.on_plan.children)
            if child.care or not child.is_open():
                continue
            late = "legal_drift" in d.switches
            recorded = d.recorded(child.worker)
            asked = day - (chance.between(30, 120) if late else chance.between(2, 20))
            if late:
                d.truth.note("legal_drift", asked, child=child, worker=child.worker, entity="legal_planning_meeting")
            d.book.add("legal_planning_meeting", recorded, person_id=child.id, advice_sought_date=asked,
                       meeting_date=day,
                       legal_gateway_outcome="B", decision_date=day, lawyer_present="Y",
                       chaired_by=child.team.led_by if child.team else None)  # fmt: skip
            row = d.book.add(
                "pre_proceedings", recorded, table_id=child.key(day), person_id=child.id,
                plo_family_id=f"F{child.family.number}",
                pre_pro_decision_date=day, initial_pre_pro_meeting_date=days.on(day, chance.between(8, 30)),
                legal_gateway_outcome="B", pre_pro_letter_date=days.on(day, chance.between(3, 9)),
                letter_agreed_date=days.on(day, 2),
                pre_pro_parents_legal_rep="Y", family_group_meeting_offered=chance.yes(0.8),
                cp_plans_referral_period=1,
            )  # fmt: skip
            d.loop.at(days.on(day, chance.between(30, 60)), self._review, child, child.key(day), row, 1)
        d.loop.at(day + 30, self._month)

    def _review(self, child: Child, own_id: str, row: int, number: int) -> None:
        d, day = self.d, days.next_working(self.d.today)
        d.book.add(
            "pre_proceedings_review",
            d.recorded(child.worker),
            person_id=child.id,
            pre_proceedings_id=own_id,
            review_date=day,
        )
        if child.care or not child.is_open() or number >= 2 + (3 if "legal_drift" in d.switches else 0):
            d.book.change("pre_proceedings", row, day, agree_stepdown_issue_date=day, pre_pro_meetings_num=number,
                          pre_pro_outcome="Proceedings" if child.care else "Stepped down")  # fmt: skip
        else:
            d.loop.at(days.on(day, self.chance.between(30, 60)), self._review, child, own_id, row, number + 1)

    # ------------------------------------------------------------------------------------------------------ proceedings

    def begin(self, child: Child, spell: CareSpell) -> None:
        """What a court will be asked for in a period of care."""
        d, chance = self.d, self.chance
        stays = spell.end - spell.start
        if spell.start < d.today - 300:
            return
        if spell.legal in {"L1", "L2"}:
            then = "C1" if stays > _LONG else "V2"
            d.loop.at(spell.start + (3 if spell.legal == "L1" else 8) + 0.4, self._after_emergency, child, spell, then)
        elif spell.legal == "C1":
            d.loop.at(spell.start + 0.4, self._issue, child, spell)
        elif spell.legal == "V2" and stays > 200:
            adoption = spell.reason in _ADOPTION
            drifts = chance.happens(0.9 if "voluntary_care_drift" in d.switches else d.share("stays_voluntary"))
            drifts = drifts and not adoption
            if "voluntary_care_drift" in d.switches and drifts:
                d.truth.note("voluntary_care_drift", spell.start, child=child, entity="legal_status")
            if not drifts:
                d.loop.at(
                    spell.start + chance.between(3 if adoption else 40, 85 if adoption else 240) + 0.4,
                    self._issue,
                    child,
                    spell,
                )

    def _after_emergency(self, child: Child, spell: CareSpell, then: str) -> None:
        if spell.over:
            return
        if then == "C1":
            self._issue(child, spell)
        else:
            self.d.care.change_legal(child, spell, then)

    def _issue(self, child: Child, spell: CareSpell) -> None:
        """An application is issued, the interim order made, and the final hearing listed."""
        d, chance = self.d, self.chance
        if spell.over:
            return
        day = d.today
        final = min(
            day + int(d.figure("court_weeks") * 6.3 * chance.length(_LENGTH)), days.birthday(child.born, 18) - 3
        )
        if final <= day:
            return
        if "proceedings_long" in d.switches:
            final = min(day + int((final - day) * 1.7), days.birthday(child.born, 18) - 3)
            d.truth.note("proceedings_long", day, child=child, worker=child.worker, until=final, entity="proceedings")
        d.care.put_off(spell, child, final + 4)
        row = d.book.add(
            "proceedings", d.recorded(child.worker), person_id=child.id, proceedings_kind="care",
            application_date=day - chance.between(0, 2), issue_date=day,
            court_reference=f"ZZ{day % 97:02d}C{child.number:05d}",
            timetable_date=day + 182, extended_to_date=day + 238 if final > day + 182 else None,
            extended_reason="More assessment needed" if final > day + 182 else None,
        )  # fmt: skip
        d.book.add("court_order", day, person_id=child.id, order_kind="interim_care", order_start_date=day)
        d.book.add("court_report", d.recorded(child.worker), person_id=child.id, report_kind="other",
                   directed_date=day + 1,
                   due_date=day + 60, filed_date=day + chance.between(45, 75))  # fmt: skip
        d.care.change_legal(child, spell, "C1")
        d.caseload.work(day - 8.0, 14.0, _done, child)
        d.loop.at(final + 0.5, self._final, child, spell, row)

    def _final(self, child: Child, spell: CareSpell, row: int) -> None:
        d, day = self.d, self.d.today
        if spell.over:
            return
        adoption = spell.reason in _ADOPTION
        order = "special_guardianship" if spell.reason in _ORDERS and spell.end - day < 60 else "care"
        d.book.change(
            "proceedings",
            row,
            d.recorded(child.worker),
            final_hearing_date=day,
            order_made=order,
            proceedings_end_date=day,
        )
        d.book.add("court_order", day, person_id=child.id, order_kind=order, order_start_date=day)
        hoped = not adoption and order == "care" and d.age(child) < 6 and d.chance.happens(_NOT_ADOPTED)
        if order == "care" and spell.end > day + 10:
            d.care.change_legal(child, spell, "E1" if adoption or hoped else "C2")
        if adoption or hoped:
            d.book.add("court_order", day, person_id=child.id, order_kind="placement", order_start_date=day)
            self._to_adoption(child, spell, day)

    def _to_adoption(self, child: Child, spell: CareSpell, order: int) -> None:
        """Decision, match and placing between the order and the adoption."""
        d, chance = self.d, self.chance
        decided = max(spell.start + 60, order - chance.between(25, 70))
        to_match = int(d.figure("order_to_match") * (0.4 + 1.15 * chance.share()))
        if "permanence_late" in d.switches:
            d.truth.note("permanence_late", order, child=child, worker=child.worker, entity="permanence")
            to_match *= 2
        matched = order + to_match
        placed = matched + chance.between(12, 32)
        row = d.book.add(
            "permanence", max(d.recorded(child.worker, order), order), table_id=None, person_id=child.id,
            cla_id=spell.id,
            entered_care_date=spell.start, plan_endorsed_date=decided - 20, adm_decision_date=decided,
            placement_order_date=order,
            papers_received_date=decided - 6, decision_told_date=decided + 2, decision_written_date=decided + 6,
            adopted_by_carer_flag="N", part_of_sibling_group="Y" if len(child.family.children) > 1 else "N",
            adoption_worker_id=child.worker.code if child.worker else None,
        )  # fmt: skip
        if spell.reason not in _ADOPTION:
            d.loop.at(order + chance.between(500, 950) + 0.5, self._given_up, child, spell, row)
        elif placed < days.birthday(child.born, 18) - 400:
            d.care.put_off(spell, child, placed + chance.between(120, 260))
            d.beside.adopters(child, matched, placed)
            d.loop.at(matched, self._matched, child, spell, row)
            d.loop.at(placed + 0.5, self._placed, child, spell, row)

    def _given_up(self, child: Child, spell: CareSpell, row: int) -> None:
        """No family was found: the child is to stay with carers, under a care order."""
        d, day = self.d, self.d.today
        if not spell.over:
            d.book.change("permanence", row, d.recorded(child.worker), decision_reversed_date=day,
                          decision_reversed_reason="RD3")  # fmt: skip
            d.care.change_legal(child, spell, "C2")

    def _matched(self, child: Child, spell: CareSpell, row: int) -> None:
        d, day = self.d, self.d.today
        if not spell.over:
            d.book.change("permanence", row, d.recorded(child.worker), matched_date=day,
                          match_papers_received_date=day - 5,
                          number_of_adopters=2, adopter_sex="MF", adopter_legal_status="L11",
                          adoptive_family_id=f"AF{child.number}", panel_date=day - 8)  # fmt: skip

    def _placed(self, child: Child, spell: CareSpell, row: int) -> None:
        d, day = self.d, self.d.today
        if spell.over or spell.type == "A6":
            return
        d.care.move(child, spell, "A6")
        d.book.change("permanence", row, d.recorded(child.worker), placed_for_adoption_date=day,
                      adoption_application_date=min(day + 100, spell.end - 10))  # fmt: skip
        spell.order = row

    def ended(self, child: Child, spell: CareSpell) -> None:
        """The order with which care ended, where there is one."""
        d, day = self.d, self.d.today
        if spell.reason in _ADOPTION:
            d.book.add("court_order", day, person_id=child.id, order_kind="adoption", order_start_date=day)
            if spell.order >= 0:
                d.book.change("permanence", spell.order, d.recorded(child.worker), permanence_order_date=day,
                              permanence_order_type="ADOPTION", celebration_date=day + 14)  # fmt: skip
        elif spell.reason in _ORDERS:
            d.book.add("court_order", day, person_id=child.id, order_kind="special_guardianship", order_start_date=day)
            d.book.add("court_report", day, person_id=child.id, report_kind="special_guardianship",
                       directed_date=day - 90,
                       due_date=day - 20, filed_date=day - self.chance.between(15, 30))  # fmt: skip


def _done(_: Child) -> None:
    """Work for the court is done: nothing more follows."""
