"""The front door: contacts by source, day and season, decisions, and the referrals that come of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roker.synthetic.authority import days
from roker.synthetic.authority.chance import Mix, Spread
from roker.synthetic.authority.loop import Line
from roker.synthetic.authority.people import Child, Family
from roker.synthetic.authority.published import (
    AGES,
    HOUSEHOLD,
    IN_HOLIDAYS,
    MONTH,
    NEED,
    SCHOOLS,
    SOURCES,
    WEEKDAY,
    WEEKDAY_OFFICES,
)

if TYPE_CHECKING:
    from roker.synthetic.authority.department import Department

_EVERY_DAY = frozenset({"6", "1A", "1B", "1C", "1D", "3E", "9"})
"""Those who call at weekends too."""
_IN_A_HOUSEHOLD = 1.82
_RETURNS = Spread([(0, 15), (0.25, 70), (0.5, 150), (0.75, 250), (1, 362)])
_MUCH_LATER = Spread([(0, 370), (0.5, 800), (1, 2200)])
_GRADES = Mix({"low": 30, "medium": 45, "high": 25})


class FrontDoor:
    """What comes in, day by day, and the desk at which it is decided on."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["demand"]
        self.returning = 0.0
        self._lot = (0.0, 0.0)
        """Brothers and sisters fare alike: one draw for a household."""
        self._days: dict[tuple[int, bool, int], tuple[float, Mix[str]]] = {}
        self.desk = Line(department.loop, people=1, a_day=6.6, later=days.work)

    def open(self, day: int) -> None:
        """Opens the door: as many people at the desk as the contacts ask for, and a third more."""
        self.size_desk()
        self.returning = self.d.a_day("referrals") * 0.3
        self.d.loop.at(day, self._day)

    def size_desk(self) -> None:
        """As many people at the desk as what comes asks for."""
        a_day = self.d.a_day("referrals") * self.d.figure("contacts_per_referral") * 365.25 / 253
        self.desk.people = max(1, round(a_day * 0.55 / _IN_A_HOUSEHOLD / 6.6 * 1.35 + 0.5))

    def _rhythm(self, day: int) -> tuple[float, Mix[str]]:
        """How much comes on a day, against the mean of a year, and from whom."""
        on = days.DATE[day]
        is_term, is_open = days.is_school_day(day), days.is_working(day)
        key = (on.weekday() if is_open or on.weekday() > 4 else 6, is_term, on.month)
        if key not in self._days:
            weights = {}
            police, health = self.d.figure("police"), self.d.share("health_refers")
            shares = {each: share * (health if each[0] == "3" else 1) for each, share in SOURCES.items()}
            others = sum(shares.values()) - shares["6"]
            for source, share in shares.items():
                usual = police if source == "6" else share * (100 - police) / others
                rhythm = (WEEKDAY if source in _EVERY_DAY else WEEKDAY_OFFICES)[key[0]]
                if source in SCHOOLS:
                    rhythm *= 1.42 if is_term else IN_HOLIDAYS * 1.2
                weights[source] = (
                    usual * rhythm * (1.3 if source in SCHOOLS else 1.28 if source not in _EVERY_DAY else 1.17)
                )
            self._days[key] = (sum(weights.values()) / 100 * MONTH[on.month - 1], Mix(weights))
        return self._days[key]

    def _day(self) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        much, sources = self._rhythm(day)
        referrals, each_referral = d.a_day("referrals"), d.figure("contacts_per_referral")
        fresh = max(referrals * 0.25, referrals - self.returning) / _IN_A_HOUSEHOLD
        self.returning *= 0.99
        for _ in range(chance.count(fresh * much * (0.7 + 0.6 * chance.share()))):
            self._contact(self._household(day), chance.of(sources), goes_on=True)
        for _ in range(chance.count(1.1 * referrals * (each_referral - 1) / _IN_A_HOUSEHOLD * much)):
            known = len(d.families) > 100 and chance.happens(0.62)
            children = self._of_known(chance.one(d.families)) if known else self._household(day)
            if children:
                self._contact(children, chance.of(sources), goes_on=False)
        d.loop.at(day + 1, self._day)

    def _household(self, day: int) -> list[Child]:
        """A family that was not known: the children who come to notice together."""
        chance = self.chance
        family = self.d.new_family("demand")
        born = day - int(chance.length(AGES) * 365.25)
        children = []
        for number in range(chance.of(HOUSEHOLD)):
            if number:
                born += (1 if chance.happens(0.5) else -1) * chance.between(400, 1500) * number
                if not day - 6500 < born <= day - 20:
                    born = day - chance.between(60, 6300)
            children.append(self.d.new_child(family, born, "demand"))
        return children

    def _of_known(self, family: Family) -> list[Child]:
        """The children of a known family who are under 18 and still here."""
        return [child for child in family.children if not child.gone and self.d.age(child) < 17 and not child.leaving]

    def _contact(self, children: list[Child], source: str, *, goes_on: bool) -> None:
        """A contact about some children waits at the desk; the whole decision is made at one time."""
        d, day = self.d, self.d.today
        if not self.chance.happens(d.share("decided_in_a_day")):
            wait = days.on(day, self.chance.between(2, 5 if d.figure("decided_in_a_day") > 80 else 14)) + 0.1
            d.loop.at(wait, self.desk.give, day, 0.55, self._decide, children, source, day, goes_on)
        else:
            self.desk.give(float(day), 0.55, self._decide, children, source, day, goes_on)

    def _decide(self, children: list[Child], source: str, came: int, goes_on: bool) -> None:
        d, decided = self.d, self.d.today
        manager = d.workforce.teams["front_door"][0].led_by
        self._lot = (self.chance.share(), self.chance.share())
        for child in children:
            is_open = child.is_open()
            if child.gone:
                continue
            outcome = "EXISTING_REFERRAL_FLAG" if is_open else "NEW_REFERRAL_FLAG" if goes_on else "NFA_FLAG"
            if outcome == "NFA_FLAG" and self.chance.happens(0.25):
                outcome = "ADVICE_FLAG"
            d.book.add(
                "contacts", max(decided, came), person_id=child.id, contact_date=came, contact_source_code=source,
                contact_outcome_json=f'{{"{outcome}":"Y"}}', contact_decision_date=decided,
                contact_decision_worker=manager, contact_risk_grade=self._grade(source, child),
            )  # fmt: skip
            if goes_on and not is_open:
                self._refer(child, source, came, decided)
        self._return_later(children[0].family, goes_on=goes_on)

    def _grade(self, source: str, child: Child) -> str | None:
        """The police grade the risk that they tell of; not where they neglect to."""
        if source != "6":
            return None
        if "ungraded_police_contacts" in self.d.switches and self.chance.happens(0.6):
            self.d.truth.note("ungraded_police_contacts", self.d.today, child=child, entity="contacts")
            return None
        return self.chance.of(_GRADES)

    def _refer(self, child: Child, source: str, came: int, decided: int) -> None:
        d = self.d
        if d.age(child) >= 18:
            return
        no_action = self._lot[0] < d.share("no_action")
        need = "N2" if child.disabled and self.chance.happens(0.6) else self.chance.of(NEED)
        d.caseload.open(child, came, source, need, no_action=no_action, decided=decided)
        d.book.add(
            "manager_decision", decided, person_id=child.id, decision_kind="threshold", decision_date=decided,
            decision="No further action" if no_action else "Assess",
            reason_recorded=self.chance.yes(0.9),
            team=d.workforce.teams["front_door"][0].name, worker=d.workforce.teams["front_door"][0].led_by,
        )  # fmt: skip
        if no_action:
            return
        d.need.assess(child, came)
        urgent = 0.55 * d.figure("enquiries") / d.figure("referrals") / (1 - d.share("no_action"))
        if need in {"N1", "N5", "N4", "N8"} and self._lot[1] < min(urgent * 1.28, 0.95):
            d.protection.discuss(child)

    def _return_later(self, family: Family, *, goes_on: bool) -> None:
        """Some families come again: within a year as often as published, many more within six."""
        d, chance = self.d, self.chance
        if not goes_on:
            return
        share = chance.share()
        soon = d.share("repeat") * 1.72
        if share < soon:
            d.loop.at(d.today + chance.days(_RETURNS), self._come_again, family)
        elif share < soon + 0.2:
            d.loop.at(d.today + chance.days(_MUCH_LATER), self._come_again, family)

    def _come_again(self, family: Family) -> None:
        children = self._of_known(family)
        if not children:
            return
        closed = [child for child in children if not child.is_open()]
        self.returning += len(closed) * 0.01
        sources = self._rhythm(days.next_working(self.d.today))[1]
        self._contact(children, self.chance.of(sources), goes_on=True)
