"""Life in care: visits, reviews, health, questionnaires, education plans, and what a year in care came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roker.synthetic.authority import days
from roker.synthetic.authority.people import Child
from roker.synthetic.authority.published import PARTICIPATION

if TYPE_CHECKING:
    from roker.synthetic.authority.care import CareSpell
    from roker.synthetic.authority.department import Department

_YES_NO = ("N", "Y")


class CareLife:
    """What is done again and again for a child in care."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["life in care"]
        self._immunised: dict[int, int] = {}

    def open(self, day: int) -> None:
        """Terms and years, which come for everybody at once."""
        first, last = days.DATE[day].year, days.DATE[self.d.end].year
        for name, begins, ends in days.terms(first, last + 1):
            if begins >= day and begins <= self.d.end:
                self.d.loop.at(begins, self._term, name, begins, ends)
        for year in range(first, last + 1):
            at = days.DATE[day].replace(year=year, month=3, day=31).toordinal()
            if day < at <= self.d.end:
                self.d.loop.at(at + 0.9, self._year, at)

    def begin(self, child: Child, spell: CareSpell) -> None:
        """Everything that begins with care; of care that began before the run, what comes next."""
        d, chance, day = self.d, self.chance, self.d.today
        old = day - spell.start > 30
        d.loop.at(day + (chance.between(3, 35) if old else chance.between(2, 6)), self._ask_visit, child, spell)
        due = day + chance.between(10, 170) if old else days.on(day, 20)
        spell.reviews = 3 if old else 0
        self._plan_review(child, spell, due)
        if old:
            d.loop.at(day + chance.between(5, 340), self._health, child, spell)
        elif chance.happens(0.95):
            late = not chance.happens(0.3 + 0.45 * d.share("decided_in_a_day"))
            if "health_late" in d.switches and d.chances["health faults"].happens(0.7):
                late = True
                d.truth.note("health_late", day, child=child, worker=child.worker, entity="cla_health")
            d.loop.at(
                days.on(day, chance.between(22, 60) if late else chance.between(9, 20)), self._health, child, spell
            )
        d.loop.at(day + chance.between(20, 330), self._dental, child, spell)
        d.loop.at(day + chance.between(60, 360), self._questionnaire, child, spell)
        self._immunise(child, spell)
        if not old:
            self._begin_anew(child, spell)
        d.missing.begin(child)

    def _begin_anew(self, child: Child, spell: CareSpell) -> None:
        """What is offered or asked for when care begins: an advocate, a carer's approval, a review of locked doors."""
        d, chance, day = self.d, self.chance, self.d.today
        if d.age(child) >= 10 and chance.happens(0.45):
            accepted = chance.happens(0.35)
            d.book.add("advocacy", d.recorded(child.worker), person_id=child.id, advocacy_kind="advocate",
                       offered_date=day + 2,
                       accepted="Y" if accepted else "N",
                       advocacy_start_date=day + 12 if accepted else None)  # fmt: skip
        if spell.type in {"U3", "U2"} and "carers_unapproved" in d.switches:
            d.truth.note(
                "carers_unapproved", day, child=child, worker=child.worker, entity="connected_carer_assessment"
            )
        elif spell.type in {"U3", "U2"}:
            assessed = days.on(day, chance.between(60, 95))
            d.book.add(
                "connected_carer_assessment", d.recorded(child.worker), person_id=child.id,
                carer=f"Carer of {child.id}",
                assessment_start_date=day, temporary_approval_date=day, assessment_end_date=assessed,
                panel_date=days.on(day, 100), decision_date=days.on(day, 106),
                approved=chance.yes(0.86),
            )  # fmt: skip
        if spell.type == "K1":
            d.book.add(
                "secure_review",
                day + 25,
                person_id=child.id,
                secure_review_date=day + 25,
                independent="Y",
                still_required="Y",
            )
            d.book.add("deprivation_of_liberty", day, person_id=child.id, dolo_start_date=day, dolo_end_date=day + 84)

    # ----------------------------------------------------------------------------------------------- visits and reviews

    def _ask_visit(self, child: Child, spell: CareSpell) -> None:
        if not spell.over:
            self.d.caseload.work(self.d.today - 3.0, 3.4, self._visit, child, spell)

    def _visit(self, child: Child, spell: CareSpell) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        if spell.over:
            return
        if not d.others.skips(child, "cla_visits"):
            seen = chance.yes(0.96)
            alone = "Y" if seen == "Y" and d.age(child) > 3 and chance.happens(0.72) else "N"
            d.tell(
                "cla_visits",
                child,
                cla_id=spell.id,
                cla_visit_date=day,
                cla_visit_seen=seen,
                cla_visit_seen_alone=alone,
            )
        in_time = chance.happens(d.share("care_visits_in_time"))
        after = chance.between(28, 40) if in_time else chance.between(44, 85)
        d.loop.at(days.next_working(day + after), self._ask_visit, child, spell)

    def _plan_review(self, child: Child, spell: CareSpell, due: int) -> None:
        d, chance = self.d, self.chance
        in_time = chance.happens(d.share("care_reviews_in_time"))
        if "late_reviews" in d.switches and chance.happens(0.5):
            in_time = False
            d.truth.note("late_reviews", due, child=child, entity="cla_reviews")
        held = due - chance.between(5, 14) if in_time else due + chance.between(2, 45)
        d.loop.at(days.next_working(max(held, d.today + 1)) + 0.3, self._review, child, spell, due)

    def _review(self, child: Child, spell: CareSpell, due: int) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        if spell.over:
            return
        spell.reviews += 1
        goes_home = spell.reason in {"E4A", "E4B", "E13"}
        adoption = spell.reason in {"E11", "E12"}
        plan = (
            "ADOPTION"
            if adoption
            else "SGO_CAO"
            if spell.reason[:2] == "E4" and not goes_home
            else "RETURN"
            if goes_home
            else "LTFOST"
        )
        if spell.type in {"K2", "S1"} and plan == "LTFOST":
            plan = "RESPLMT"
        agreed = spell.reviews > 1
        if agreed and "no_permanence_plan" in d.switches and d.chances["permanence faults"].happens(0.6):
            agreed = False
            d.truth.note("no_permanence_plan", day, child=child, entity="cla_reviews")
        d.book.add(
            "cla_reviews", day + chance.between(0, 6), person_id=child.id, cla_id=spell.id, cla_review_due_date=due,
            cla_review_date=day, cla_review_cancelled="N", visit_interval_days=42,
            cla_review_participation="PN0" if d.age(child) < 4 else chance.of(PARTICIPATION),
            permanence_plan=plan if agreed else None, decision_sent_date=days.on(day, chance.between(2, 8)),
            record_completed_date=days.on(day, chance.between(8, 24)), record_sent_date=days.on(day,
                                                                                                chance.between(12, 28)),
            chaired_by=spell.worker,
        )  # fmt: skip
        if child.worker is not None:
            child.worker.line.give(day + 1.0, 4.0, _done, child)
        d.book.change("cla_episodes", spell.episode, day + 3, cla_last_iro_contact_date=day)
        self._between_reviews(child, spell, day)
        self._plan_review(child, spell, days.next_working(day + (91 if spell.reviews == 1 else 183)))

    def _between_reviews(self, child: Child, spell: CareSpell, day: int) -> None:
        """Checks and challenges by the reviewing officer."""
        d, chance = self.d, self.chance
        if chance.happens(0.35):
            check = days.next_working(day + chance.between(50, 90))
            d.book.add(
                "iro_check", check + 2, person_id=child.id, cla_id=spell.id, check_date=check, worker=spell.worker
            )
        if chance.happens(0.05):
            ends = day + chance.between(10, 90)
            row = d.book.add("iro_challenge", day, person_id=child.id, raised_date=day, challenge_stage="Team manager",
                             worker=spell.worker)  # fmt: skip
            if "challenges_without_effect" in d.switches:
                d.truth.note("challenges_without_effect", day, child=child, entity="iro_challenge")
            elif chance.happens(0.8):
                d.book.change("iro_challenge", row, ends, resolved_date=ends, plan_changed=chance.one(_YES_NO))

    # ----------------------------------------------------------------------------------------------------------- health

    def _health(self, child: Child, spell: CareSpell) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        if spell.over:
            return
        if chance.happens(d.share("health")):
            d.book.add(
                "cla_health", d.recorded(child.worker), person_id=child.id, health_check_type="HEALTH",
                health_check_date=day,
                health_check_status="COMPLETED", health_check_requested_date=day - chance.between(8, 20),
                consent_date=day - chance.between(8, 20),
            )  # fmt: skip
        gap = 180 if d.age(child) < 5 else 355
        d.loop.at(day + gap - chance.between(0, 20), self._health, child, spell)

    def _dental(self, child: Child, spell: CareSpell) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        if spell.over:
            return
        if d.age(child) >= 1 and chance.happens(d.share("dental")):
            d.book.add("cla_health", d.recorded(child.worker), person_id=child.id, health_check_type="DENTAL",
                       health_check_date=day, health_check_status="COMPLETED")  # fmt: skip
        if d.age(child) < 5 and chance.happens(0.85):
            d.book.add("cla_health", d.recorded(child.worker), person_id=child.id, health_check_type="DEVELOPMENT",
                       health_check_date=day + 1, health_check_status="COMPLETED")  # fmt: skip
        d.loop.at(day + chance.between(320, 364), self._dental, child, spell)

    def _questionnaire(self, child: Child, spell: CareSpell) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        if spell.over:
            return
        if 4 <= d.age(child) <= 16 and "blank_returns" not in d.switches:
            if chance.happens(d.share("sdq_returned")):
                score = int(chance.share() * 14 + chance.share() * 15)
                d.book.add(
                    "sdq_scores", d.recorded(child.worker), person_id=child.id, sdq_completed_date=day, sdq_score=score
                )
            elif chance.happens(0.5):
                d.book.add("sdq_scores", d.recorded(child.worker), person_id=child.id, sdq_completed_date=day,
                           sdq_reason=chance.one(("SDQ2", "SDQ4", "SDQ5")))  # fmt: skip
        d.loop.at(day + chance.between(340, 390), self._questionnaire, child, spell)

    def _immunise(self, child: Child, spell: CareSpell) -> None:
        d, day = self.d, self.d.today
        if spell.over:
            return
        status = "Y" if self.chance.happens(d.share("immunised")) else "N"
        if child.number in self._immunised:
            d.book.change("cla_immunisations", self._immunised[child.number], day, immunisations_status=status,
                          immunisations_status_date=day)  # fmt: skip
        else:
            self._immunised[child.number] = d.book.add(
                "cla_immunisations",
                day + 20,
                person_id=child.id,
                immunisations_status=status,
                immunisations_status_date=day,
            )
        d.loop.at(day + 365, self._immunise, child, spell)

    # ----------------------------------------------------------------------------------------------- terms and years

    def _term(self, name: str, begins: int, ends: int) -> None:
        d, chance = self.d, self.chance
        d.book.add("school_term", begins - 60, term=name, term_start_date=begins, term_end_date=ends)
        for child in list(d.in_care.children):
            if 3 <= d.age(child) < 18 and chance.happens(0.86):
                on = days.next_working(begins + chance.between(10, 70))
                done = chance.happens(0.9)
                if child.care.end > on:
                    d.book.add(
                        "personal_education_plan", d.recorded(child.worker, on), person_id=child.id,
                        education_plan_date=on,
                        from_review=chance.yes(0.3), school_term=name,
                        plan_completed_date=on + chance.between(0, 15) if done else None,
                        child_view=chance.yes(0.8),
                    )  # fmt: skip

    def _year(self, day: int) -> None:
        """What the return asks of those who were in care for all of a year, and what happened to a few."""
        d, chance = self.d, self.chance
        for child in list(d.in_care.children):
            age = d.age(child)
            convicted = age >= 10 and chance.happens(d.share("convicted"))
            if convicted:
                on = day - chance.between(1, 350)
                if on > child.care.start:
                    d.book.add(
                        "cla_convictions",
                        day,
                        person_id=child.id,
                        cla_conviction_date=on,
                        cla_conviction_offence="Theft",
                    )
            misuses = age >= 11 and chance.happens(0.07)
            if misuses and day - 120 > child.care.start:
                d.book.add("cla_substance_misuse", day, person_id=child.id,
                           substance_misuse_date=day - chance.between(1, 110),
                           substance_misused="Cannabis", intervention_received="Y",
                           intervention_offered="Y")  # fmt: skip
            if child.care.start > day - 365:
                continue
            asked = 4 <= age <= 16 and "blank_returns" not in d.switches
            scored = asked and chance.happens(d.share("sdq_returned"))
            d.book.add(
                "care_outcomes", day + 40, person_id=child.id, year_end_date=day, convicted="Y" if convicted else "N",
                sdq_score=int(chance.share() * 28) if scored else None,
                health_check="Y" if age < 5 else None,
                immunisations="Y" if chance.happens(d.share("immunised")) else "N",
                teeth_check="Y" if chance.happens(d.share("dental")) else "N",
                health_assessment="Y" if chance.happens(d.share("health")) else "N",
                substance_misuse="Y" if misuses else "N", intervention_received="Y" if misuses else None,
            )  # fmt: skip


def _done(_: Child) -> None:
    """The work of a review is done: nothing more follows."""
