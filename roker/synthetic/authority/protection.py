"""Protection: strategy discussions, enquiries, conferences, plans with their visits, core groups and reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roker.synthetic.authority import days
from roker.synthetic.authority.need import Spell
from roker.synthetic.authority.people import Child
from roker.synthetic.authority.published import CONFERENCE_LATE, PARTICIPATION, PLAN

if TYPE_CHECKING:
    from roker.synthetic.authority.department import Department


class Protection:
    """What is done for children who may suffer significant harm."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["protection"]
        self.visits = department.chances["protection visits"]
        self._together: dict[int, tuple[int, float, int, float, float]] = {}
        """By family: brothers and sisters are discussed on one day and come to one conference."""

    def open(self, day: int) -> None:
        """Those on a plan when the run begins, and the discussions of every day from then on."""
        d, chance = self.d, self.chance
        for _ in range(int(d.figure("plans_open") * d.population / 10_000)):
            while (length := chance.days(PLAN)) < chance.share() * 1200:
                pass
            gone = int(chance.share() * length)
            child = d.new_child(
                d.new_family("protection"), day - gone - chance.between(20, 5400), "protection", since=day - gone
            )
            d.caseload.open(child, day - gone - 20, "6", "N1")
            self._start_plan(child, day - gone, "", length=length)
        d.loop.at(day, self._day)

    def _day(self) -> None:
        """Concerns about children who are open already."""
        d, chance = self.d, self.chance
        if days.is_working(d.today):
            expected = d.a_day("enquiries") * 0.51 * 365.25 / 253
            for _ in range(chance.count(expected / 1.45)):
                share = chance.share()
                pool = d.in_assessment if share < 0.62 else d.in_need if share < 0.92 else d.in_care
                if len(pool):
                    child = chance.one(pool.children)
                    for each in child.family.children:
                        if each is child or (each.is_open() and not each.plan and chance.happens(0.62)):
                            self.discuss(each)
        d.loop.at(d.today + 1, self._day)

    # ------------------------------------------------------------------------------------------- discussion and enquiry

    def discuss(self, child: Child) -> None:
        """A strategy discussion, and the enquiry that it begins."""
        d, chance, day = self.d, self.chance, days.next_working(self.d.today)
        if child.enquiry or child.plan or not child.is_open():
            return
        if child.family.number not in self._together or self._together[child.family.number][0] != day:
            in_time = chance.happens(d.share("conferences_in_time"))
            length = int(chance.length(d.scenario.conference if in_time else CONFERENCE_LATE))
            if "conference_drift" in d.switches and d.chances["conference faults"].happens(0.6):
                length = max(length, 17 + d.chances["conference faults"].between(0, 30))
                d.truth.note("conference_drift", day, child=child, worker=child.worker, entity="initial_cp_conference")
            self._together[child.family.number] = (day, chance.share(), max(length, 3), chance.share(), chance.share())
        own_id, case = child.key(day), child.case
        recorded = max(d.recorded(child.worker, day) if chance.happens(0.4) else day, day)
        left = "discussions_unfinished" in d.switches and d.chances["discussion faults"].happens(0.5)
        if left:
            d.truth.note("discussions_unfinished", day, child=child, worker=child.worker, entity="strategy_discussion")
        d.book.add(
            "strategy_discussion", recorded, person_id=child.id, discussion_date=day,
            discussion_reason="significant_harm",
            concern_date=day - chance.between(0, 1), referral_id=case.id, social_care_present="Y",
            police_present=chance.yes(0.9),
            health_present=chance.yes(0.72), education_present=chance.yes(0.45),
            led_to_enquiry=None if left else "Y", joint_enquiry=chance.yes(0.4),
            record_completed_date=None if left else recorded,
            team=child.team.name if child.team else None,
        )  # fmt: skip
        row = d.book.add(
            "s47_enquiry", recorded, s47_enquiry_id=own_id, person_id=child.id, referral_id=case.id, s47_start_date=day,
            s47_completed_by_team=child.team.code if child.team else None,
        )  # fmt: skip
        spell = child.enquiry = Spell(row, own_id, day)
        if child.team is None:
            d.caseload.ask_for(child, d.caseload.team_for("assessment", child), day, day)
        d.loop.at(day + 0.2, self._ask_to_see, child, spell)
        _, lot, length, _, _ = self._together[child.family.number]
        goes_on = lot < 0.98 * d.figure("conferences") / d.figure("enquiries")
        finish = min(length - 2, chance.between(6, 11)) if goes_on else chance.between(3, 14)
        d.loop.at(days.on(day, max(finish, 1)), self._ask_to_finish, child, spell, goes_on)
        if goes_on:
            d.loop.at(days.on(day, length) + 0.5, self._confer, child, spell)

    def _ask_to_see(self, child: Child, spell: Spell) -> None:
        self.d.caseload.work(self.d.today - 30.0, 3.0, self._see, child, spell)

    def _see(self, child: Child, spell: Spell) -> None:
        d, day = self.d, self.d.today
        if spell.over or child.born > day:
            return
        alone = "Y" if d.age(child) > 3 and self.visits.happens(0.75) else "N"
        d.book.change(
            "s47_enquiry", spell.row, d.recorded(child.worker), s47_child_seen_date=day, s47_child_seen_alone=alone
        )
        d.tell("other_visit", child, visit_kind="enquiry", visit_date=day, visit_seen="Y", visit_seen_alone=alone,
               worker=child.worker.name if child.worker else None)  # fmt: skip

    def _ask_to_finish(self, child: Child, spell: Spell, goes_on: bool) -> None:
        self.d.caseload.work(self.d.today - 20.0, 5.5, self._finish, child, spell, goes_on)

    def _finish(self, child: Child, spell: Spell, goes_on: bool) -> None:
        d, day = self.d, self.d.today
        if spell.end:
            return
        spell.end = day
        worker = child.worker.code if child.worker else None
        outcome = "CP_CONFERENCE_FLAG" if goes_on else "PROV_OF_SERVICES_FLAG"
        untold = "enquiries_without_outcome" in d.switches and d.chances["enquiry faults"].happens(0.6)
        if untold:
            d.truth.note("enquiries_without_outcome", day, child=child, worker=child.worker, entity="s47_enquiry")
        d.book.change(
            "s47_enquiry", spell.row, d.recorded(child.worker), s47_end_date=day,
            s47_nfa=None if untold else "N" if goes_on else "Y",
            s47_outcome_json=None if d.blank() or untold else f'{{"{outcome}":"Y"}}',
            icpc_not_required="N" if goes_on else "Y",
            s47_completed_by_worker_id=worker,
        )  # fmt: skip
        if not goes_on:
            self._close_enquiry(child, spell)

    def _close_enquiry(self, child: Child, spell: Spell) -> None:
        spell.over = True
        if child.enquiry is spell:
            child.enquiry = None
        if not child.assessment and not child.need and self.chance.happens(0.35):
            self.d.need.start(child, self.d.today)
        self.d.caseload.settle(child)

    # ------------------------------------------------------------------------------------------------ conference, plan

    def _confer(self, child: Child, spell: Spell) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        if child.gone or not child.is_open():
            return
        self._finish(child, spell, True)
        together = self._together[child.family.number]
        becomes_plan = (
            together[3] < min(0.99, d.figure("plans") / d.figure("conferences")) and not child.plan and not child.care
        )
        own_id, plan_id = child.key(day), child.key(day) if becomes_plan else None
        reviewer = d.care.reviewer(child)
        d.book.add(
            "initial_cp_conference", day + chance.between(0, 3), icpc_id=own_id, person_id=child.id,
            icpc_meeting_id=f"M{child.family.number}-{day}", s47_enquiry_id=spell.id, cp_plan_id=plan_id,
            referral_id=child.case.id, icpc_transfer_in="N", icpc_target_date=days.on(spell.start, 15), icpc_date=day,
            icpc_outcome_cp_flag="Y" if becomes_plan else "N",
            icpc_outcome_json='{"CP_FLAG":"Y"}' if becomes_plan else '{"PROV_OF_SERVICES_FLAG":"Y"}',
            icpc_team=child.team.code if child.team else None,
            icpc_worker_id=child.worker.code if child.worker else None,
            report_shared_date=days.next_working(day - chance.between(0, 5)),
            icpc_quorate=chance.yes(0.93),
            police_present=chance.yes(0.6), health_present=chance.yes(0.8),
            education_present=chance.yes(0.7), icpc_participation=self._part(child),
            outline_sent_date=days.on(day, chance.between(1, 3)), minutes_sent_date=days.on(day, chance.between(8, 24)),
        )  # fmt: skip
        spell.over = True
        if child.enquiry is spell:
            child.enquiry = None
        if becomes_plan:
            self._start_plan(child, day, own_id, reviewer=reviewer)
        else:
            d.need.start(child, day)
            d.caseload.settle(child)

    def _part(self, child: Child) -> str:
        return "PN0" if self.d.age(child) < 4 else self.chance.of(PARTICIPATION)

    def _start_plan(
        self, child: Child, day: int, conference: str, length: int = 0, reviewer: str | None = None
    ) -> None:
        d, chance, today = self.d, self.chance, self.d.today
        earlier = 1 if child.plans == 0 and chance.happens(d.share("second_plan") * 0.7) else child.plans
        category = self.category(child)
        own_id = child.key(day)
        row = d.book.add(
            "cp_plans", day, cp_plan_id=own_id, person_id=child.id, referral_id=child.case.id,
            icpc_id=conference or None,
            cp_plan_start_date=day, cp_plan_initial_category=category, cp_plan_latest_category=category,
            cp_plan_ola="N",
            number_of_previous_plans=earlier,
        )  # fmt: skip
        child.plans += 1
        wanted = self.wanted()
        usual = d.figure("plans_open") / d.figure("plans") / (PLAN.mean() / 365.25)
        scale = max(0.4, min(usual * (1 + 1.2 * (wanted - len(d.on_plan)) / wanted), 1.9))
        spell = child.plan = Spell(row, own_id, day, day + (length or int(max(40, chance.length(PLAN) * scale))))
        spell.worker = reviewer
        d.on_plan.add(child)
        if child.need:
            d.need.end(child)
        if child.team is None:
            d.caseload.ask_for(child, d.caseload.team_for("support", child), today, today)
        else:
            d.caseload.move(child, "support")
        d.loop.at(days.on(today, self.visits.between(2, 8)), self._ask_visit, child, spell)
        if not ("core_groups_missed" in d.switches and chance.happens(0.5)):
            d.loop.at(days.on(today, chance.between(5, 10)) + 0.4, self._core_group, child, spell)
        else:
            d.truth.note("core_groups_missed", day, child=child, worker=child.worker, entity="core_group")
        self._plan_review(child, spell, max(day + 91, today + chance.between(1, 60)))
        d.book.add(
            "plan_version", d.recorded(child.worker, day), person_id=child.id, plan_kind="protection", version_date=day,
            shared_date=days.on(day, 5), visit_interval_days=14, contingency=chance.yes(0.75),
            worker=child.worker.name if child.worker else None,
        )  # fmt: skip

    def category(self, child: Child) -> str:
        """The category of abuse: sexual abuse hardly of the youngest."""
        found = self.chance.of(self.d.scenario.category)
        return "NEG" if found == "SAB" and self.d.age(child) < 2 else found

    def _ask_visit(self, child: Child, spell: Spell) -> None:
        if not spell.over:
            self.d.caseload.work(self.d.today - 60.0, 2.8, self._visit, child, spell)

    def _visit(self, child: Child, spell: Spell) -> None:
        d, chance, day = self.d, self.visits, self.d.today
        if spell.over:
            return
        if child.born <= day and not d.others.skips(child, "cp_visits"):
            seen = chance.yes(0.95)
            alone = "Y" if seen == "Y" and d.age(child) > 3 and chance.happens(0.7) else "N"
            d.tell("cp_visits", child, cp_plan_id=spell.id, cp_visit_date=day, cp_visit_seen=seen,
                   cp_visit_seen_alone=alone, cp_visit_bedroom=chance.yes(0.5))  # fmt: skip
        in_time = chance.happens(d.share("plan_visits_in_time") ** 0.6)
        after = chance.between(6, 9) if in_time else chance.between(11, 26)
        d.loop.at(days.on(day, after), self._ask_visit, child, spell)

    def _core_group(self, child: Child, spell: Spell) -> None:
        d, chance, day = self.d, self.visits, self.d.today
        if spell.over:
            return
        d.tell(
            "core_group", child, cp_plan_id=spell.id, core_group_date=day, family_present=chance.yes(0.85),
            police_present="N", health_present=chance.yes(0.7),
            education_present=chance.yes(0.65), minutes_sent_date=days.on(day, chance.between(2,
                                                                                                                  12)),
            chaired_by=child.worker.name if child.worker else None,
        )  # fmt: skip
        if child.worker is not None:
            child.worker.line.give(day + 3.0, 1.6, _written, child)
        d.loop.at(days.next_working(day + chance.between(25, 42)) + 0.4, self._core_group, child, spell)

    def wanted(self) -> float:
        """How many plans should be open, as published."""
        return self.d.figure("plans_open") * self.d.population / 10_000

    def _plan_review(self, child: Child, spell: Spell, due: int) -> None:
        d, chance = self.d, self.chance
        in_time = chance.happens(d.share("plan_reviews_in_time"))
        held = due - chance.between(0, 16) if in_time else due + chance.between(2, 40)
        if "late_reviews" in d.switches and chance.happens(0.5):
            held = due + chance.between(15, 90)
            d.truth.note("late_reviews", due, child=child, entity="cp_reviews")
        if spell.end < held - 40 and spell.end > d.today + 30:
            held = min(held, spell.end)
        d.loop.at(days.next_working(max(held, d.today + 1)) + 0.4, self._review, child, spell, due)

    def _review(self, child: Child, spell: Spell, due: int) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        if spell.over:
            return
        ends = day >= spell.end - 45 or child.gone or d.age(child) >= 18
        if ends and spell.end < day + 400 and len(d.on_plan) < 0.96 * self.wanted() and chance.happens(0.6):
            ends, spell.end = False, day + 150  # plans go on longer where the published stock is higher
        if child.care and day > child.care.start + 20:
            ends = True
        d.book.add(
            "cp_reviews", day + chance.between(0, 4), person_id=child.id, cp_plan_id=spell.id, cp_review_due=due,
            cp_review_date=day, cp_review_meeting_id=f"M{child.family.number}-{day}",
            cp_review_outcome_continue_cp="N" if ends else "Y", cp_review_quorate=chance.yes(0.93),
            cp_review_participation=self._part(child), report_shared_date=days.next_working(day - 3),
            police_present=chance.yes(0.3), health_present=chance.yes(0.75),
            education_present=chance.yes(0.7), outline_sent_date=days.on(day, 2),
            minutes_sent_date=days.on(day, chance.between(8, 24)),
        )  # fmt: skip
        if ends:
            self.end_plan(child, spell)
        else:
            self._plan_review(child, spell, day + 182)

    def end_plan(self, child: Child, spell: Spell) -> None:
        """The plan ends: most children stay in need for a time."""
        d, day = self.d, self.d.today
        if spell.over:
            return
        spell.over = True
        if child.plan is spell:
            child.plan = None
        d.on_plan.take_out(child)
        d.book.change("cp_plans", spell.row, day + self.chance.between(0, 3), cp_plan_end_date=day)
        if not child.care and self.chance.happens(0.62):
            d.need.start(child, day)
        d.caseload.settle(child)


def _written(_: Child) -> None:
    """Minutes are written: nothing more follows."""
