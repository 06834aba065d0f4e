"""Young people who leave care: contact, home, activity, pathway plans, birthdays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roker.synthetic.authority import days
from roker.synthetic.authority.need import Spell
from roker.synthetic.authority.people import Child
from roker.synthetic.authority.published import AT_WORK, HOME, NOT_AT_WORK, UNSUITABLE

if TYPE_CHECKING:
    from roker.synthetic.authority.department import Department

_NOT_KNOWN = "R"
_PROVIDED = frozenset({"D", "E", "U", "T"})


class LeavingCare:
    """What is done for those who left care at 18, until they are 21."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["leaving care"]

    def open(self, day: int) -> None:
        """Those who had left care when the run begins."""
        d, chance = self.d, self.chance
        for _ in range(round(9.5 * 3 * d.population / 10_000)):
            born = day - chance.between(18 * 366, 21 * 365 - 40)
            adult = days.birthday(born, 18)
            since = adult - chance.between(300, 2600)
            child = d.new_child(d.new_family("leaving care"), born, "leaving care", since=since)
            d.caseload.open(child, since, "5B", "N1")
            d.care.enter(child, since, "V2" if chance.happens(0.3) else "C2", length=adult - since)
            self._past(child, adult)

    def _past(self, child: Child, adult: int) -> None:
        """Care that was over before the run began."""
        d, spell = self.d, child.care
        spell.over = True
        child.care = None
        d.in_care.take_out(child)
        d.book.change(
            "cla_episodes", spell.episode, adult, cla_episode_ceased_date=adult, cla_episode_ceased_reason="E5"
        )
        d.book.change("legal_status", spell.legal_row, adult, legal_status_end_date=adult)
        d.book.change("cla_placement", spell.placement, adult, cla_placement_end_date=adult)
        self.begin(child, adult)

    def begin(self, child: Child, day: int) -> None:
        """A young person of 18 becomes a care leaver, and has a personal adviser."""
        d, chance, today = self.d, self.chance, self.d.today
        if child.leaving or child.gone:
            return
        team = d.workforce.teams["leaving_care"][0]
        spell = child.leaving = Spell(-1, child.key(day), day, days.birthday(child.born, 21))
        spell.row = d.book.add(
            "care_leavers", day, person_id=child.id, care_leaver_eligibility="FR", eligibility_start_date=day,
            care_leaver_allocated_team=team.code, health_summary_date=day + 10 if chance.happens(0.8) else None,
        )  # fmt: skip
        spell.last = 1 if chance.happens(self._of_known("at_work")) else 0
        if child.worker is not None:
            d.caseload.let_go(child, today, "TSPROC")
        d.caseload.ask_for(child, team, today, days.on(today, chance.between(0, 4)))
        self._home(child, spell, day)
        began = days.next_working(day - chance.between(20, 90))
        d.book.add(
            "pathway_assessment",
            d.recorded(None, day),
            person_id=child.id,
            assessment_start_date=began,
            assessment_end_date=day,
        )
        d.loop.at(today + chance.between(2, 40), self._ask_contact, child, spell)
        d.loop.at(today + chance.between(5, 150), self._plan, child, spell, 1)
        for age in (18, 19, 20, 21):
            on = days.birthday(child.born, age)
            if on > today:
                d.loop.at(on + 0.5, self._birthday, child, spell, on)
        d.loop.at(max(spell.end, today + 2) + 0.8, self._end, child, spell)

    def _home(self, child: Child, spell: Spell, day: int) -> str:
        d, chance = self.d, self.chance
        unsuitable = chance.happens(1 - self._of_known("suitable"))
        if "unsuitable_accommodation" in d.switches and chance.happens(0.35):
            unsuitable = True
            d.truth.note("unsuitable_accommodation", day, child=child, worker=child.worker, entity="care_leaver_home")
        kind = chance.of(UNSUITABLE if unsuitable else HOME)
        if "leavers_homeless" in d.switches and d.chances["home faults"].happens(0.25):
            unsuitable, kind = True, d.chances["home faults"].one(("S", "V", "W"))
            d.truth.note("leavers_homeless", day, child=child, worker=child.worker, entity="care_leaver_home")
        if spell.parent is not None:
            d.book.change("care_leaver_home", spell.parent.row, day, home_end_date=day)
        row = d.book.add("care_leaver_home", d.recorded(child.worker, day), person_id=child.id, home_start_date=day,
                         accommodation=kind,
                         accommodation_suitable="2" if unsuitable else "1",
                         provided="Y" if kind in _PROVIDED else "N")  # fmt: skip
        spell.parent = Spell(row, kind, day)
        spell.parent.over = unsuitable
        return kind

    def _of_known(self, name: str) -> float:
        """A published share of all, as one of those of whom anything is known."""
        return min(1.0, self.d.share(name) / (1 - self.d.share("activity_unknown")))

    def _activity(self, spell: Spell) -> str:
        if self.chance.happens(0.15):
            spell.last = 1 if self.chance.happens(self._of_known("at_work")) else 0
        found = self.chance.of(AT_WORK if spell.last else NOT_AT_WORK)
        before_2018 = days.DATE[self.d.today].year < 2018
        return {"F5": "F3", "P5": "P3"}.get(found, found) if before_2018 else found

    def _ask_contact(self, child: Child, spell: Spell) -> None:
        if not spell.over:
            self.d.caseload.work(self.d.today + 0.0, 1.8, self._contact, child, spell)

    def _contact(self, child: Child, spell: Spell) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        if spell.over:
            return
        reached = chance.happens(d.share("in_touch") ** 0.6)
        if "leavers_not_in_touch" in d.switches and d.chances["contact faults"].happens(0.7):
            reached = False
            d.truth.note("leavers_not_in_touch", day, child=child, worker=child.worker, entity="care_leaver_contact")
        d.tell("care_leaver_contact", child, contact_kind="visit" if chance.happens(0.55) else "call", contact_date=day,
               reached="Y" if reached else "N", at_home=chance.yes(0.4),
               worker=child.worker.name if child.worker else None)  # fmt: skip
        if chance.happens(0.09):
            self._home(child, spell, day)
        if reached and spell.parent is not None:
            unknown = chance.happens(d.share("activity_unknown")) or (
                "unknown_activity" in d.switches and chance.happens(0.7)
            )
            if unknown and "unknown_activity" in d.switches:
                d.truth.note("unknown_activity", day, child=child, worker=child.worker, entity="care_leavers")
            d.book.change(
                "care_leavers", spell.row, d.recorded(child.worker), care_leaver_in_touch="YES",
                care_leaver_latest_contact=day,
                care_leaver_accommodation=spell.parent.id, care_leaver_accom_suitable="2" if spell.parent.over else "1",
                care_leaver_activity=None if unknown else self._activity(spell),
                care_leaver_personal_advisor=child.worker.code if child.worker else None,
                care_leaver_worker_id=child.worker.code if child.worker else None,
            )  # fmt: skip
        elif chance.happens(0.5):
            d.book.change("care_leavers", spell.row, d.recorded(child.worker), care_leaver_in_touch="NO",
                          care_leaver_accommodation=_NOT_KNOWN, care_leaver_activity=None)  # fmt: skip
        d.loop.at(days.next_working(day + chance.between(38, 62)), self._ask_contact, child, spell)

    def _plan(self, child: Child, spell: Spell, version: int) -> None:
        d, chance, day = self.d, self.chance, days.next_working(self.d.today)
        if spell.over:
            return
        if not ("missing_plans" in d.switches and chance.happens(0.5)):
            d.tell("pathway_plan", child, pathway_plan_date=day, version_number=version,
                   from_review="N" if version == 1 else "Y",
                   young_person_signed_date=day + 3 if chance.happens(0.7) else None,
                   worker=child.worker.name if child.worker else None)  # fmt: skip
            d.book.change("care_leavers", spell.row, d.recorded(child.worker), pathway_plan_review_date=day)
        d.loop.at(
            day + (chance.between(150, 182) if chance.happens(0.82) else chance.between(190, 260)),
            self._plan,
            child,
            spell,
            version + 1,
        )

    def _birthday(self, child: Child, spell: Spell, on: int) -> None:
        d, chance = self.d, self.chance
        if child.leaving is not spell and on != spell.end:
            return
        in_touch = chance.happens(d.share("in_touch"))
        known = not chance.happens(d.share("activity_unknown"))
        home = spell.parent
        d.book.add(
            "care_leaver_birthday", d.recorded(child.worker), person_id=child.id, birthday_date=on,
            in_touch="YES" if in_touch else "NO", activity=self._activity(spell) if known else None,
            accommodation=(home.id if known and home else None),
            accommodation_suitable=("2" if home.over else "1") if known and home else None,
            recorded_date=on + chance.between(0, 60),
        )  # fmt: skip

    def _end(self, child: Child, spell: Spell) -> None:
        d = self.d
        if spell.over:
            return
        spell.over = True
        child.leaving = None
        d.book.change("care_leavers", spell.row, d.today, care_leaver_eligibility="N")
        d.caseload.settle(child, "RC6")
        child.gone = True
