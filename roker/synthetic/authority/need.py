"""Assessments, and children in need: plans, visits, reviews."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from roker.synthetic.authority import days
from roker.synthetic.authority.people import Child
from roker.synthetic.authority.published import ASSESSMENT_IN_TIME, ASSESSMENT_LATE, FACTORS, NEED_SPELL

if TYPE_CHECKING:
    from roker.synthetic.authority.department import Department

_LEAVING_CARE = 24
"""Of 10,000 children, those who left care and are open as such."""
_SPELL_YEARS = NEED_SPELL.mean() / 365.25
_FACTORS_LATER = {"18B": 2020, "18C": 2020, "19B": 2020, "19C": 2020, "24A": 2021}
_FACTORS_BEFORE = {"18B": "18A", "18C": "18A", "19B": "19A", "19C": "19A"}


class Spell:
    """Something open about a child, from a day on, with its row and its id."""

    __slots__ = ("end", "id", "last", "over", "parent", "row", "start", "worker")

    def __init__(self, row: int, own_id: str, start: int, end: int = 0) -> None:
        self.row, self.id, self.start, self.end = row, own_id, start, end
        self.over = False
        self.last = start
        self.parent: Spell | None = None
        self.worker: str | None = None


class Need:
    """What is done for children in need."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["need"]
        self.visits = department.chances["need visits"]
        self._kept_back: list[tuple[Child, Spell]] = []
        """Assessments that were made, and that nobody wrote down."""

    def open(self, day: int) -> None:
        """Those who are children in need when the run begins, each some way into a plan."""
        d, chance = self.d, self.chance
        for _ in range(int(self._wanted())):
            while (length := chance.days(NEED_SPELL)) < chance.share() * 2400:
                pass
            gone = int(chance.share() * length)
            family = d.new_family("need")
            child = d.new_child(
                family, day - gone - chance.between(30, max(60, 5900 - length)), "need", since=day - gone
            )
            d.caseload.open(child, day - gone, "2A", "N2" if child.disabled else "N1")
            self.start(child, day - gone, length=length)

    def _wanted(self) -> float:
        """How many children should be in need without plan of protection, care or assessment."""
        figure = self.d.figure
        rest = figure("in_need_open") - figure("in_care") - figure("plans_open") - _LEAVING_CARE
        assessed = figure("referrals") * (1 - figure("no_action") / 100) * 0.118
        return max(rest - assessed, 30.0) * self.d.population / 10_000

    # ----------------------------------------------------------------------------------------------------- assessments

    def assess(self, child: Child, start: int) -> None:
        """Opens an assessment: to be allocated, the child to be seen, and to be finished by a day that is meant."""
        d, chance = self.d, self.chance
        own_id = child.key(start)
        team = d.caseload.team_for("disability" if child.disabled else "assessment", child)
        row = d.book.add(
            "cin_assessments", d.today, assessment_id=own_id, person_id=child.id, referral_id=child.case.id,
            assessment_start_date=start, assessment_kind="single", assessment_team=team.code,
            assessment_internal_review_date=days.on(start, 10),
        )  # fmt: skip
        spell = child.assessment = Spell(row, own_id, start)
        d.in_assessment.add(child)
        d.caseload.ask_for(child, team, d.today, days.on(d.today, chance.between(0, 2)))
        in_time = chance.happens(d.share("assessed_in_time") ** 0.85)
        meant = int(chance.length(ASSESSMENT_IN_TIME if in_time else ASSESSMENT_LATE))
        seen = days.on(start, min(chance.between(1, 8), max(meant - 2, 0)))
        d.loop.at(seen, self._ask, "see", child, spell)
        if meant > 15:
            d.loop.at(days.on(start, meant // 2 + 2), self._ask, "see_again", child, spell)
        d.loop.at(days.on(start, max(meant - 1, 0)), self._ask, "finish", child, spell)

    def _ask(self, what: str, child: Child, spell: Spell) -> None:
        if spell.over:
            return
        work, day = self.d.caseload.work, self.d.today
        if what == "finish":
            work(day - 6.0, 4.6, self._finish, child, spell)
        else:
            work(day - (4.0 if what == "see" else 0.0), 2.7, self._see, child, spell)

    def _see(self, child: Child, spell: Spell) -> None:
        d, day = self.d, self.d.today
        if spell.over or child.assessment is not spell or child.born > day:
            return
        if "referrals_not_seen" in d.switches and d.chances["seeing faults"].happens(0.6):
            d.truth.note("referrals_not_seen", day, child=child, worker=child.worker, entity="cin_assessments")
            return
        alone = "Y" if d.age(child) > 3 and self.visits.happens(0.7) else "N"
        d.tell(
            "other_visit", child, visit_kind="assessment", visit_date=day, visit_seen="Y", visit_seen_alone=alone,
            worker=child.worker.name if child.worker else None,
        )  # fmt: skip
        if spell.last == spell.start:
            spell.last = day
            recorded = d.recorded(child.worker)
            d.book.change(
                "cin_assessments", spell.row, recorded, assessment_child_seen_date=day, assessment_child_seen="Y"
            )
            if self.visits.happens(0.5):
                d.book.add(
                    "manager_decision", recorded, person_id=child.id, decision_kind="checkpoint", decision_date=day,
                    decision="Goes on", reason_recorded="Y", team=child.team.name if child.team else None,
                    worker=child.team.led_by if child.team else None,
                )  # fmt: skip

    def _finish(self, child: Child, spell: Spell) -> None:
        d, worker = self.d, child.worker
        if spell.over or child.assessment is not spell:
            return
        keeps = worker is not None and "unrecorded_assessments" in d.switches and d.others.keeps_back(worker)
        if keeps and len(self._kept_back) < d.most.get("unrecorded_assessments", len(self._kept_back) + 1):
            self._kept_back.append((child, spell))
            d.truth.note("unrecorded_assessments", spell.start, child=child, worker=worker, entity="cin_assessments")
            return
        self._finished(child, spell)

    def write_up(self) -> None:
        """What was kept back is written down at last."""
        for child, spell in self._kept_back:
            if not spell.over and child.assessment is spell:
                self._finished(child, spell)
        self._kept_back.clear()

    def _finished(self, child: Child, spell: Spell) -> None:
        spell.over, child.assessment = True, None
        self.d.in_assessment.take_out(child)
        self._conclude(child, spell)

    def _conclude(self, child: Child, spell: Spell) -> None:
        """What the assessment found, and what comes of it."""
        d, chance, day, worker = self.d, self.chance, self.d.today, child.worker
        close = min(0.95, 1.25 * d.share("not_in_need") / (1 - d.share("no_action")))
        busy = bool(child.plan or child.care or child.enquiry)
        share = chance.share()
        closes = share < close and not busy
        seen = None if spell.last != spell.start or child.unborn else "N"
        outcome = "NFA_FLAG" if closes else "PROV_OF_SERVICES_FLAG"
        signed = day
        if "definition_moved" in d.switches and day - spell.start > 15:
            signed = days.next_working(day - 9)
            d.truth.note("definition_moved", day, child=child, worker=worker, entity="cin_assessments")
        changed = {
            "assessment_auth_date": signed, "assessment_worker_id": worker.code if worker else None,
            "assessment_outcome_json": None if d.blank() else f'{{"{outcome}":"Y"}}',
            "assessment_outcome_nfa": "Y" if closes else "N", "assessment_support_required": "N" if closes else "Y",
        }  # fmt: skip
        if seen:
            changed["assessment_child_seen"] = seen
        d.book.change("cin_assessments", spell.row, d.recorded(worker), **changed)
        self._factors(child, spell, closes=closes)
        if busy:
            return
        if closes:
            d.caseload.settle(child, "RC9" if days.DATE[day].year >= 2023 and chance.happens(0.4) else "RC8")
            if chance.happens(0.12):
                d.others.early_help(child)
        elif chance.share() < self._share_of_plans(close):
            self.start(child, day)
        else:
            d.caseload.settle(child)

    def _share_of_plans(self, close: float) -> float:
        """Of those assessed and not closed at once, how many get a plan: as many as keep the published stock."""
        d = self.d
        wanted = self._wanted()
        a_year = d.figure("referrals") * (1 - d.share("no_action")) * (1 - close) * d.population / 10_000
        step_down = 0.6 * d.figure("plans") * d.population / 10_000
        usual = (wanted / _SPELL_YEARS - step_down) / max(a_year, 1)
        return max(0.05, usual * (1 + 2.5 * (wanted - len(d.in_need)) / wanted))

    def _factors(self, child: Child, spell: Spell, *, closes: bool) -> None:
        d, chance, year = self.d, self.visits, days.DATE[self.d.today].year
        found = []
        for code, share in FACTORS.items():
            if chance.share() * (160 if closes else 85) < share:
                found.append(
                    _FACTORS_BEFORE[code] if _FACTORS_LATER.get(code, 0) > year and code in _FACTORS_BEFORE else code
                )
        found = [each for each in dict.fromkeys(found) if _FACTORS_LATER.get(each, 0) <= year]
        d.book.add(
            "assessment_factors", d.recorded(child.worker), person_id=child.id, assessment_id=spell.id,
            assessment_factors_json=json.dumps(found or ["21"]),
        )  # fmt: skip

    # ----------------------------------------------------------------------------------------------------------- plans

    def start(self, child: Child, day: int, length: int = 0) -> None:
        """A child in need plan, for as long as is drawn; nothing is started twice."""
        d, chance = self.d, self.chance
        if child.need or child.plan or child.care or child.gone:
            return
        if "missing_plans" in d.switches and chance.happens(0.3):
            d.truth.note("missing_plans", day, child=child, worker=child.worker, entity="cin_plans")
            row, own_id = -1, ""
        else:
            own_id = child.key(day)
            row = d.book.add(
                "cin_plans", max(day, d.recorded(child.worker, day)), cin_plan_id=own_id, person_id=child.id,
                referral_id=child.case.id, cin_plan_start_date=day,
                cin_plan_team=child.team.code if child.team else None,
                cin_plan_worker_id=child.worker.code if child.worker else None,
            )  # fmt: skip
            d.book.add(
                "plan_version", d.recorded(child.worker, day), person_id=child.id, plan_kind="need", version_date=day,
                shared_date=day + 7, visit_interval_days=28, contingency=chance.yes(0.7),
                worker=child.worker.name if child.worker else None,
            )  # fmt: skip
        spell = child.need = Spell(row, own_id, day, day + (length or max(20, chance.days(NEED_SPELL))))
        d.in_need.add(child)
        today = d.today
        if child.team is None:
            d.caseload.ask_for(
                child, d.caseload.team_for("disability" if child.disabled else "support", child), today, today
            )
        else:
            d.caseload.move(child, "support")
        d.loop.at(today + self.visits.between(6, 26), self._ask_visit, child, spell)
        d.loop.at(today + self.visits.between(40, 88), self._ask_review, child, spell)
        d.loop.at(max(spell.end, today + 10), self._end, child, spell)

    def _ask_visit(self, child: Child, spell: Spell) -> None:
        if not spell.over:
            self.d.caseload.work(self.d.today + 4.0, 2.5, self._visit, child, spell)

    def _visit(self, child: Child, spell: Spell) -> None:
        d, chance, day = self.d, self.visits, self.d.today
        if spell.over:
            return
        if child.born <= day and not d.others.skips(child, "cin_visits"):
            seen = chance.yes(0.93)
            alone = "Y" if seen == "Y" and chance.happens(0.6) and d.age(child) > 3 else "N"
            d.tell("cin_visits", child, cin_visit_date=day, cin_visit_seen=seen, cin_visit_seen_alone=alone,
                   cin_visit_bedroom=chance.yes(0.4))  # fmt: skip
        d.loop.at(days.next_working(day + chance.between(20, 31)), self._ask_visit, child, spell)

    def _ask_review(self, child: Child, spell: Spell) -> None:
        if not spell.over:
            self.d.caseload.work(self.d.today + 5.0, 2.0, self._review, child, spell)

    def _review(self, child: Child, spell: Spell) -> None:
        d, day = self.d, self.d.today
        if spell.over or spell.row < 0:
            return
        d.tell(
            "cin_review", child, cin_plan_id=spell.id, cin_review_date=day, plan_continues="Y",
            child_took_part="Y" if d.age(child) > 6 and self.visits.happens(0.5) else "N",
            chaired_by=child.worker.name if child.worker else None,
        )  # fmt: skip
        d.loop.at(days.next_working(day + self.visits.between(75, 100)), self._ask_review, child, spell)

    def _end(self, child: Child, spell: Spell) -> None:
        if not spell.over:
            self.d.caseload.work(self.d.today + 1.0, 1.5, self.end, child, spell)

    def end(self, child: Child, spell: Spell | None = None) -> None:
        """The plan ends: the case closes, unless there is something else."""
        d, day, spell = self.d, self.d.today, spell or child.need
        if spell is None or spell.over:
            return
        spell.over = True
        if child.need is spell:
            child.need = None
        d.in_need.take_out(child)
        if spell.row >= 0:
            d.book.change("cin_plans", spell.row, d.recorded(child.worker), cin_plan_end_date=day)
        moved = self.chance.happens(0.03)
        d.caseload.settle(child, "RC6" if d.age(child) >= 17 else "RC5" if moved else "RC7")
