"""Children in care: entries, legal statuses, placements and moves, episodes, reviews, and how care ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roker.synthetic.authority import days
from roker.synthetic.authority.chance import Mix
from roker.synthetic.authority.need import Spell
from roker.synthetic.authority.people import Child
from roker.synthetic.authority.published import (
    AGE_AT_ENTRY,
    CARE,
    CARE_END,
    MOVE_REASON,
    PLACEMENT,
    PLACEMENT_TYPE,
)

if TYPE_CHECKING:
    from roker.synthetic.authority.department import Department

_BY_COMPULSION = Mix({"C1": 54, "L1": 33, "L2": 6, "J1": 7})
"""How care begins without an agreement: starters, England 2015."""
_ADOPTION = frozenset({"E11", "E12"})
_ADOPTED_BEFORE = 10
"""Children adopted from care are younger than this here; very few are older in published figures."""
GUARDIANSHIP = frozenset({"E45", "E46", "E43", "E44"})
_CLOSES = {"E11": "RC1", "E12": "RC1", "E2": "RC2", "E3": "RC5", "E41": "RC3", "E45": "RC4", "E46": "RC4"}
_FOSTER = frozenset({"U1", "U2", "U3", "U4", "U5", "U6"})
_HOMES = frozenset({"K1", "K2", "R1", "S1", "H5", "K3"})

_GUARDIANS = Mix({"E45": 64, "E46": 36})
_AGES = ((0, 1), (1, 5), (5, 10), (10, 16), (16, 18))
"""Bands of age in which those who come into care are published."""


class CareSpell(Spell):
    """A period of care, with what is so at present."""

    __slots__ = (
        "begun", "carer", "distance", "episode", "legal", "legal_row", "location", "need", "order", "placed",
        "placement", "placement_id", "placements", "postcode", "provider", "reason", "reviews", "type", "urn",
    )  # fmt: skip

    def __init__(self, child: Child, day: int, legal: str) -> None:
        super().__init__(-1, child.key(day), day)
        self.begun = self.placed = day
        self.episode = self.placement = self.legal_row = self.order = -1
        self.placements = self.reviews = 0
        self.legal = legal
        self.need = self.reason = self.type = self.provider = self.location = self.postcode = self.placement_id = ""
        self.carer: str | None = None
        self.urn: str | None = None
        self.distance = 0.0


class Care:
    """What is done when a child comes into care, while the child stays, and at the end."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["care"]
        self.moves = department.chances["placements"]

    def open(self, day: int) -> None:
        """Those in care when the run begins, each some way into a period of care; and the entries of every day."""
        d, chance = self.d, self.chance
        wanted = int(d.figure("in_care") * d.population / 10_000)
        while len(d.in_care) < wanted:
            age, length = chance.length(AGE_AT_ENTRY), chance.days(CARE)
            length = min(int(length * _stays(age)), int((18 - age) * 365.25))
            if length < 10 or length < chance.share() * 3600:
                continue
            since = day - int(chance.share() * length)
            child = d.new_child(d.new_family("care"), since - int(age * 365.25), "care", since=since)
            d.caseload.open(child, since, "6", "N1")
            self.enter(child, since, length=max(length, day - since + 5))
        d.loop.at(day, self._day)

    def reviewer(self, child: Child) -> str | None:
        """The reviewing officer of a family."""
        officers = [each for each in self.d.workforce.workers if each.team.kind == "review"]
        return officers[child.family.number % len(officers)].name if officers else None

    # ----------------------------------------------------------------------------------------------------------- entry

    def _day(self) -> None:
        d, chance = self.d, self.chance
        for _ in range(chance.count(d.a_day("entries") / 1.32)):
            share = chance.share()
            child = self._picked(share)
            first = "V2" if chance.happens(d.share("accepted_s20")) else chance.of(_BY_COMPULSION)
            for each in child.family.children:
                together = each is child or (each.is_open() and d.age(each) < 16 and chance.happens(0.5))
                if (
                    together
                    and not each.care
                    and not each.leaving
                    and not each.gone
                    and 0 <= d.age(each) < 18
                    and each.born <= d.today
                ):
                    if first == "J1" and d.age(each) < 12:
                        first = "V2"
                    if d.age(each) == 17 and first == "C1":
                        first = "V2"
                    self.enter(each, d.today, first)
        d.loop.at(d.today + 1, self._day)

    def _picked(self, share: float) -> Child:
        """A child who comes into care, of an age as published: mostly one who is known."""
        d, chance = self.d, self.chance
        youngest, oldest = self._age_wanted()
        pool = d.on_plan if share < 0.36 else d.in_need if share < 0.6 else d.in_assessment
        known = share <= (0.8 if youngest else 0.3)
        for _ in range(40 if known and len(pool) else 0):
            child = chance.one(pool.children)
            if child.born <= d.today and not child.care and youngest <= d.age(child) < oldest:
                return child
        asylum = oldest > 13 and chance.happens(d.share("enter_asylum"))
        within = chance.share() if youngest else chance.share() ** 4  # most babies come soon after birth
        born = d.today - int((youngest + within * (oldest - youngest)) * 365.25)
        child = d.new_child(d.new_family("care"), born, "care")
        d.caseload.open(child, d.today, "6" if asylum else "5B", "N8" if asylum else "N1", decided=d.today)
        if asylum:
            d.others.asylum(child)
        return child

    def _age_wanted(self) -> tuple[int, int]:
        left = self.chance.share()
        for youngest, oldest in _AGES[:-1]:
            left -= self.d.share(f"enter_{youngest}")
            if left < 0:
                return youngest, oldest
        return _AGES[-1]

    def enter(self, child: Child, day: int, first: str = "", length: int = 0) -> None:
        """A child starts to be looked after, on a day that may lie back when the run begins."""
        d, chance = self.d, self.chance
        if days.birthday(child.born, 18) <= max(day, d.today) + 14 and not length:
            return
        if child.case is None or child.case.closed:
            d.caseload.open(child, day, "5B", "N1", decided=day)
        spell = CareSpell(child, day, first or ("V2" if chance.happens(d.share("accepted_s20")) else "C1"))
        spell.end, spell.reason = self._end_of(child, day, length)
        if not first and day < d.today - 300:
            self._long_in_care(child, spell)
        abused = chance.happens(d.share("care_abuse"))
        spell.need = "N8" if child.case.need == "N8" else "N1" if abused else chance.of(d.scenario.care_need)
        spell.worker = self.reviewer(child)
        child.care = spell
        d.in_care.add(child)
        self._place(child, spell, day)
        self._legal(child, spell, day, spell.legal)
        self._episode(child, spell, day, "S")
        d.book.add("cla_care_plan", d.recorded(child.worker, day), person_id=child.id, cla_care_plan_start_date=day,
                   cla_care_plan_json='{"LTFOST18":"Y"}' if spell.end - day > 1500 else '{"RETURN6M":"Y"}')  # fmt: skip
        if child.need:
            d.need.end(child)
        if spell.end <= d.today:
            spell.end = d.today + 5
        d.court.begin(child, spell)
        d.beside.care_begins(child, day)
        d.care_life.begin(child, spell)
        self._find_team(child, spell)
        self._plan_move(child, spell)
        d.loop.at(spell.end + 0.6, self.end, child, spell)

    def _long_in_care(self, child: Child, spell: CareSpell) -> None:
        """The status of a child whom the run finds in care: some wait for adopters who will not be found."""
        d, chance = self.d, self.chance
        voluntary = chance.happens(0.7 * d.share("stays_voluntary") + 0.05)
        hoped = days.age(child.born, d.today) < 6 and chance.happens(0.5)
        spell.legal = "E1" if spell.reason in _ADOPTION else "V2" if voluntary else "E1" if hoped else "C2"
        if hoped:
            d.loop.at(d.today + chance.between(30, 600), self.change_legal, child, spell, "C2")

    def _find_team(self, child: Child, spell: CareSpell) -> None:
        d, chance, day = self.d, self.chance, spell.start
        if child.team is None:
            d.caseload.ask_for(
                child, d.caseload.team_for("care" if day < d.today - 200 else "support", child), d.today, d.today
            )
        else:
            d.loop.at(days.on(d.today, chance.between(20, 130)), self._move_team, child, spell)

    def _move_team(self, child: Child, spell: CareSpell) -> None:
        if not spell.over:
            self.d.caseload.move(child, "care")

    def _end_of(self, child: Child, day: int, length: int) -> tuple[int, str]:
        """When care will end and how, as published shares have it; at 18 at the latest."""
        d, chance = self.d, self.chance
        adult, age = days.birthday(child.born, 18), days.age(child.born, day)
        if not length:
            wanted = d.figure("in_care") * d.population / 10_000
            usual = d.figure("in_care") / d.figure("entries") / 1.4
            scale = usual * (1 + 2.0 * (wanted - len(d.in_care)) / wanted)
            length = max(3, int(chance.length(CARE) * _stays(age) * max(0.5, min(scale, 2.2))))
        reason = chance.of(CARE_END["young" if age < 8 else "older"])
        if age < 6 and chance.happens(d.share("adopted")):
            reason = "E12" if chance.happens(0.85) else "E11"
        if chance.happens(d.share("guardianship")):
            reason, length = chance.of(_GUARDIANS), max(length, chance.between(140, 340))
        elif reason in _ADOPTION and age < 6:
            length = chance.between(600, 900) if day < d.today - 300 else chance.between(380, 560)
        elif reason in _ADOPTION:
            reason = "E4A"
        if reason in GUARDIANSHIP and days.year_of(min(day + length, adult)) < 2018.245:
            reason = "E43" if reason == "E45" else "E44"
        if reason in {"E9", "E14"} and age + length / 365.25 < 12:
            reason = "E4A"
        if reason in _ADOPTION and age + length / 365.25 >= _ADOPTED_BEFORE:
            reason = "E4A"
        if day + length >= adult:
            return adult, chance.of(CARE_END["at_18"])
        return day + length, reason

    def put_off(self, spell: CareSpell, child: Child, until: int) -> None:
        """Care lasts at least until a day, or until the child is of age."""
        spell.end = min(max(spell.end, until), days.birthday(child.born, 18))

    # -------------------------------------------------------------------------------- statuses, placements, episodes

    def _legal(self, child: Child, spell: CareSpell, day: int, legal: str) -> None:
        book, recorded = self.d.book, max(day, self.d.recorded(child.worker, day) if self.moves.happens(0.3) else day)
        if spell.legal_row >= 0:
            book.change("legal_status", spell.legal_row, recorded, legal_status_end_date=day)
        spell.legal = legal
        spell.legal_row = book.add(
            "legal_status", recorded, person_id=child.id, legal_status=legal, legal_status_start_date=day,
            legal_status_start_time=day + 0.625 if legal in {"L1", "L2"} else None,
            expiry_date=day + 3 if legal == "L1" else day + 8 if legal == "L2" else None,
        )  # fmt: skip

    def _place(self, child: Child, spell: CareSpell, day: int, kind: str = "", reason: str = "CARPL") -> None:
        d, chance = self.d, self.moves
        age = max(days.age(child.born, day), 0)
        group = "baby" if age < 2 else "child" if age < 10 else "teenager" if age < 16 else "older"
        kind = kind or chance.of(PLACEMENT_TYPE[group])
        if kind == "P1" and not chance.happens(d.share("with_parents")):
            kind = "U6"
        year = days.year_of(day)
        if kind == "H5" and year >= 2024.25:
            kind = "K3"
        if kind == "P2" and year > 2023.8:
            kind = "U6"
        if spell.placement >= 0:
            d.book.change("cla_placement", spell.placement, d.recorded(child.worker, day), cla_placement_end_date=day,
                          cla_placement_change_reason=reason)  # fmt: skip
        spell.type, spell.placed, spell.placements = kind, day, spell.placements + 1
        own = chance.happens(d.share("own_foster" if kind in _FOSTER else "own_other"))
        voluntary = d.share("voluntary_of_others")
        spell.provider = "PR0" if kind == "P1" else "PR1" if own else "PR5" if chance.happens(voluntary) else "PR4"
        spell.location = "OUT" if chance.happens(0.24 if own else 0.62) else "IN"
        is_far = spell.location == "OUT" and chance.happens(d.share("far_of_outside"))
        spell.distance = round(20.1 + chance.share() * 60 if is_far else chance.share() * 12, 1)
        spell.carer, spell.urn = d.others.carer(kind, own=own)
        spell.postcode = (
            child.family.postcode
            if kind == "P1"
            else f"ZZ99 {chance.between(1, 9)}{chance.one('PLRS')}{chance.one('ABDE')}"
        )
        spell.placement_id = child.key(day)
        spell.placement = d.book.add(
            "cla_placement", max(day, d.recorded(child.worker, day)), cla_placement_id=spell.placement_id,
            person_id=child.id,
            cla_id=spell.id, cla_placement_start_date=day, cla_placement_type=kind, cla_placement_urn=spell.urn,
            cla_placement_distance=spell.distance, cla_placement_provider=spell.provider,
            cla_placement_postcode=spell.postcode,
            placement_location=spell.location, placement_authority="999" if spell.location == "OUT" else None,
            carer_id=spell.carer, emergency=chance.yes(0.12),
        )  # fmt: skip
        if not (self.d.blank() or "missing_plans" in d.switches):
            d.book.add("placement_plan", d.recorded(child.worker, day), person_id=child.id,
                       cla_placement_id=spell.placement_id,
                       placement_plan_date=day + chance.between(0, 4), carer_told_date=day + 5, delegated_date=day + 5,
                       notified_date=day + chance.between(0, 6))  # fmt: skip
        approved = {"P1": "with_parents", "U4": "long_term_foster", "K1": "secure"}.get(
            kind, "distant" if spell.location == "OUT" else ""
        )
        if approved:
            d.book.add("approval", d.recorded(child.worker, day), person_id=child.id, approval_kind=approved,
                       assessed_date=day,
                       cla_placement_id=spell.placement_id, approval_date=day,
                       approval_role="nominated_officer")  # fmt: skip

    def _episode(self, child: Child, spell: CareSpell, day: int, reason: str) -> None:
        """Ends the episode there is, and begins the next."""
        d = self.d
        recorded = max(day, d.recorded(child.worker, day) if self.moves.happens(0.4) else day)
        if spell.episode >= 0:
            d.book.change(
                "cla_episodes", spell.episode, recorded, cla_episode_ceased_date=day, cla_episode_ceased_reason="X1"
            )
        spell.begun = day
        spell.episode = d.book.add(
            "cla_episodes", recorded, person_id=child.id, cla_placement_id=spell.placement_id,
            cla_episode_start_date=day,
            cla_episode_start_reason=reason, cla_primary_need_code=spell.need, cla_id=spell.id,
            referral_id=child.case.id,
            entered_care_date=spell.start, legal_status=spell.legal, placement_type=spell.type,
            placement_provider=spell.provider,
            placement_urn=spell.urn, placement_postcode=spell.postcode, home_postcode=child.family.postcode,
            placement_location=spell.location, placement_distance=spell.distance,
            placement_authority="999" if spell.location == "OUT" else None,
        )  # fmt: skip

    def change_legal(self, child: Child, spell: CareSpell, legal: str) -> None:
        """Another legal status from today on."""
        day = self.d.today
        if spell.over or spell.legal == legal:
            return
        self._legal(child, spell, day, legal)
        if day > spell.begun:
            self._episode(child, spell, day, "L")

    def move(self, child: Child, spell: CareSpell, kind: str = "") -> None:
        """Another placement from today on."""
        day = self.d.today
        if spell.over or day <= spell.placed or day <= spell.begun:
            return
        was = (spell.type, spell.carer)
        reason = "CARPL" if kind else self.moves.of(MOVE_REASON)
        self._place(child, spell, day, kind, reason)
        self._episode(child, spell, day, "P" if spell.carer != was[1] or spell.carer is None else "T")

    def _plan_move(self, child: Child, spell: CareSpell) -> None:
        d = self.d
        after = self.moves.days(PLACEMENT)
        if d.age(child) < 10:
            after = int(after * 1.3)
        if d.today + after < spell.end - 2:
            d.loop.at(d.today + max(after, 1) + 0.5, self._moved, child, spell)

    def _moved(self, child: Child, spell: CareSpell) -> None:
        if spell.over or spell.type in {"A3", "A4", "A5", "A6"}:
            return
        if child.worker is not None:
            child.worker.line.give(self.d.today - 3.0, 7.0, _done, child)
        self.move(child, spell)
        self._plan_move(child, spell)

    # ------------------------------------------------------------------------------------------------------------- end

    def end(self, child: Child, spell: CareSpell) -> None:
        """Care ends as was to be."""
        d, day = self.d, self.d.today
        if spell.over:
            return
        if day < spell.end:  # put off meanwhile
            d.loop.at(spell.end + 0.6, self.end, child, spell)
            return
        if spell.reason in _ADOPTION and d.age(child) >= _ADOPTED_BEFORE:
            spell.reason = "E44" if days.year_of(day) < 2018.245 else "E46"
        spell.over = True
        child.care = None
        d.in_care.take_out(child)
        recorded = day if d.age(child) >= 18 else d.recorded(child.worker)  # systems end care at 18 by themselves
        d.book.change(
            "cla_episodes", spell.episode, recorded, cla_episode_ceased_date=day, cla_episode_ceased_reason=spell.reason
        )
        d.book.change("legal_status", spell.legal_row, recorded, legal_status_end_date=day)
        d.book.change("cla_placement", spell.placement, recorded, cla_placement_end_date=day)
        d.court.ended(child, spell)
        if spell.legal == "V2":
            d.book.add("approval", recorded, person_id=child.id, approval_kind="ceasing", approval_date=day,
                       approval_role="nominated_officer", child_agreed="Y")  # fmt: skip
        if child.plan:
            d.protection.end_plan(child, child.plan)
        if spell.reason == "E9":
            d.beside.custody(child, day)
        self._afterwards(child, spell)

    def _afterwards(self, child: Child, spell: CareSpell) -> None:
        """What comes after care: leaving care, help at home, or nothing more."""
        d, day = self.d, self.d.today
        if d.age(child) >= 18:
            d.leaving.begin(child, day)
            d.caseload.settle(child, "RC6")
        elif self._not_prepared(child, spell):
            d.caseload.settle(child)
        elif spell.reason in {"E4A", "E4B", "E13", "E9", "E14", "E8"} and self.chance.happens(0.75):
            d.need.start(child, day)
            d.caseload.settle(child)
            if self.chance.happens(0.22) and d.age(child) < 15:
                d.loop.at(day + self.chance.between(20, 500), self._come_back, child)
        else:
            d.caseload.settle(child, _CLOSES.get(spell.reason, "RC7"))
            child.gone = spell.reason in {"E11", "E12", "E3", "E2"}

    def _not_prepared(self, child: Child, spell: CareSpell) -> bool:
        """Whether a child goes home without a plan and without visits, because that is the fault."""
        d = self.d
        if spell.reason not in {"E4A", "E4B"} or "returns_not_prepared" not in d.switches or child.need:
            return False
        if not d.chances["return faults"].happens(0.7):
            return False
        d.truth.note("returns_not_prepared", d.today, child=child, worker=child.worker, entity="care_end")
        return True

    def _come_back(self, child: Child) -> None:
        if not child.gone and not child.care and not child.leaving and self.d.age(child) < 18:
            self.enter(child, self.d.today, "V2")


def _stays(age: float) -> float:
    """How long care lasts that begins at an age, against the mean of all ages. Assumed: so stocks by age come out."""
    return 0.28 if age < 1 else 0.22 if age < 5 else 0.95 if age < 10 else 2.4


def _done(_: Child) -> None:
    """Work on a move is done: nothing more follows."""
