"""The department as a whole: its clock, chances, book, people, and what every part of it asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from roker.synthetic.authority import days
from roker.synthetic.authority.beside import Beside
from roker.synthetic.authority.book import Book
from roker.synthetic.authority.care import Care
from roker.synthetic.authority.care_life import CareLife
from roker.synthetic.authority.caseload import Caseload
from roker.synthetic.authority.chance import Chances
from roker.synthetic.authority.court import Court
from roker.synthetic.authority.faults import Plant, plant
from roker.synthetic.authority.front_door import FrontDoor
from roker.synthetic.authority.leaving import LeavingCare
from roker.synthetic.authority.loop import Loop
from roker.synthetic.authority.missing import MissingChildren
from roker.synthetic.authority.need import Need
from roker.synthetic.authority.others import Others
from roker.synthetic.authority.people import Child, Family, Pool
from roker.synthetic.authority.protection import Protection
from roker.synthetic.authority.published import DELAY
from roker.synthetic.authority.scenarios import Scenario
from roker.synthetic.authority.truth import Truth
from roker.synthetic.authority.workforce import Worker, Workforce

WARM_UP = 1095
"""Days before the first day that is shown, for queues, plans and repeat referrals to come into balance."""
Progress = Callable[[int, int], None]
"""Told the days done, and all there are."""


class Department:
    """An authority's children's service from before its first day to its last."""

    def __init__(  # noqa: PLR0913 - what makes a run
        self, scenario: Scenario, *, population: int, first: date, last: date, seed: int, planted: Sequence[Plant] = ()
    ) -> None:
        self.scenario, self.population, self.seed = scenario, population, seed
        self.first, self.end = first.toordinal(), last.toordinal()
        self.begins = self.first - WARM_UP
        self.loop = Loop(float(self.begins))
        self.chances = Chances(seed)
        self.chance = self.chances["recording"]
        self.book, self.truth = Book(), Truth()
        self.limits = 1.0
        """What caseload limits are multiplied by, as a fault may."""
        self.most: dict[str, int] = {}
        """Of a fault, how many children it may meet at one time, where that is limited."""
        self.switches: set[str] = set()
        """Faults that are on at present, by code."""
        self.children: list[Child] = []
        self.families: list[Family] = []
        self.in_assessment, self.in_need, self.on_plan, self.in_care = Pool(), Pool(), Pool(), Pool()
        self.planted = (*scenario.faults, *planted)
        self._figures: dict[tuple[str, int], float] = {}
        self._delays = {name: DELAY[name] for name in DELAY}
        self.workforce, self.caseload = Workforce(self), Caseload(self)
        self.front_door, self.need, self.protection = FrontDoor(self), Need(self), Protection(self)
        self.care, self.care_life, self.court = Care(self), CareLife(self), Court(self)
        self.missing, self.leaving, self.others = MissingChildren(self), LeavingCare(self), Others(self)
        self.beside = Beside(self)

    @property
    def today(self) -> int:
        """The present day."""
        return int(self.loop.now)

    def figure(self, name: str) -> float:
        """A figure of the scenario, about today."""
        month = int(self.loop.now) // 30
        found = self._figures.get((name, month))
        if found is None:
            found = self._figures[name, month] = self.scenario.at(name, month * 30 + 15)
        return found

    def share(self, name: str) -> float:
        """A figure that is a percentage, as a share."""
        return self.figure(name) / 100

    def limit(self) -> float:
        """What the limits to caseloads are stretched to."""
        return self.limits * self.share("limit")

    def a_day(self, name: str) -> float:
        """A figure that is a rate for 10,000 children a year, as what is expected here in a day."""
        return self.figure(name) * self.population / 10_000 / 365.25

    # ---------------------------------------------------------------------------------------------------- recording

    def recorded(self, worker: Worker | None, since: int = 0) -> int:
        """The day on which something of today is recorded: later by whoever has much to do; offline work in a batch."""
        day = since or int(self.loop.now)
        spread = self._delays[self.scenario.delay_on(day)]
        share = self.chance.share()
        delay = spread.at(share)
        if worker is not None:
            delay *= 1 + min(1.5, 0.4 * worker.pressure())
        recorded = day + int(delay)
        if "recorded_offline" in self.switches and self.chances["offline faults"].happens(0.6):
            recorded = max(recorded, (day // 30 + 2) * 30)
            self.truth.note("recorded_offline", day, worker=worker, until=recorded)
        if share > 0.985:  # kept in a document, and typed in at the end of a month
            recorded = (recorded // 30 + 1) * 30
        return recorded

    def blank(self) -> bool:
        """Whether something that should be filled in is left blank."""
        return self.chance.share() < self.share("blank")

    def tell(self, entity: str, child: Child, /, **values: Any) -> int:
        """Records something that is done again and again; at times it is not recorded, or it is twice."""
        recorded = self.recorded(child.worker)
        share = self.chance.share()
        if share < self.share("unrecorded") * 0.5:
            self.truth.note("not_recorded", self.today, child=child, worker=child.worker, entity=entity)
            return -1
        if share > 0.9985:
            self.truth.note("recorded_twice", self.today, child=child, worker=child.worker, entity=entity)
            self.book.add(entity, recorded + 1, person_id=child.id, **values)
        return self.book.add(entity, recorded, person_id=child.id, **values)

    # -------------------------------------------------------------------------------------------------------- people

    def new_family(self, stream: str) -> Family:
        """A family that was not known before."""
        chance = self.chances[stream]
        family = Family(len(self.families) + 1, chance, chance.of(self.scenario.ethnicity))
        self.families.append(family)
        return family

    def new_child(self, family: Family, born: int, stream: str, *, since: int = 0) -> Child:
        """A child of a family, as from now on the system knows the child."""
        chance, day = self.chances[stream], since or self.today
        child = Child(len(self.children) + 1, family, born, chance, today=day)
        self.children.append(child)
        child.disabled = chance.happens(0.055)
        self.others.introduce(child, day)
        self.beside.introduce(child, day)
        return child

    # --------------------------------------------------------------------------------------------------------- run

    def run(self, progress: Progress = lambda done, whole: None) -> None:  # noqa: ARG005 - tells nobody
        """Goes through every day."""
        for part in (self.workforce, self.care, self.need, self.leaving, self.front_door, self.protection, self.court,
                     self.care_life, self.missing, self.others, self.beside):  # fmt: skip
            part.open(self.begins)
        for each in self.planted:
            plant(self, each)
        whole = self.end + 1 - self.begins
        day = self.begins
        while day <= self.end:
            until = min(day + 30, self.end + 1)
            self.loop.run(float(until))
            day = until
            progress(day - self.begins, whole)
        for fault, child, since in self.caseload.held_back():
            self.truth.note(fault, since, child=child, worker=child.worker, until=self.end, entity="involvements")

    def age(self, child: Child) -> int:
        """Age in whole years today."""
        return days.age(child.born, self.today)
