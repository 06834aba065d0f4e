"""Made-up children about one duty, made from its own entry: every date next to a limit, every condition in doubt."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from roker import calendar
from roker.calendar import Limit, weeks
from roker.duties.duty import (
    Aged,
    AnyOf,
    Condition,
    Duty,
    Event,
    Happened,
    InForce,
    Is,
    Lasted,
    Not,
    Recorded,
    Subject,
    Until,
    plain,
)
from roker.record import CODE_SETS, ENTITIES, Kind

Rows = dict[str, list[dict[str, Any]]]


@dataclass(kw_only=True)
class Neighbours:
    """Children whom one duty may be about, each told apart by hardly more than a day."""

    random: Random
    duty: Duty
    record_ends_on: date
    rows: Rows = field(default_factory=dict)
    number: int = 0
    wanted: dict[Condition, bool] = field(default_factory=dict)
    """Conditions that are to hold, or not to, so that every duty applies to somebody."""

    def child(self, number: int) -> Rows:
        """One child, or other subject, whose rows say a little more or less than what the duty asks for."""
        self.rows = {"person": [{}]}
        self.number = number
        of_rule = self.random.choice(self.duty.rules).when
        asked = (*self.duty.where, *of_rule) if self.random.random() < 0.5 else ()
        self.wanted = dict.fromkeys(asked, True) | {each.condition: False for each in asked if isinstance(each, Not)}
        self.wanted |= {self.random.choice(each.conditions): True for each in asked if isinstance(each, AnyOf)}
        for _ in range(self.random.choice((1, 1, 1, 2))):
            self._about(self._start())
        if self.duty.subject is Subject.CHILD and self.random.random() < 0.15:
            self.rows["person"][0]["death_date"] = self._around(self._start())
        return self.rows

    # --------------------------------------------------------------------------------------------------------- a start

    def _limits(self) -> list[Limit]:
        found = [each.limit for each in self.duty.versions if isinstance(each.limit, Limit)]
        found += [each.limit for each in self.duty.conditions() if isinstance(each, Lasted)]
        return found or [weeks(4)]

    def _start(self) -> date:
        """The first day of a version, a day whose limit ends about the end of the record, or any day."""
        firsts = [each.in_force_from for each in self.duty.versions if each.in_force_from > calendar.FIRST_DAY]
        if firsts and self.random.random() < 0.3:
            return self.random.choice(firsts) + timedelta(days=self.random.choice((-1, 0, 0, 1)))
        if self.random.random() < 0.6:
            limit = self.random.choice(self._limits())
            days = {"hours": 1, "days": 1, "working_days": 7 / 5, "weeks": 7, "months": 30.4}[limit.unit]
            count = limit.count / 24 if limit.unit == "hours" else limit.count
            back = int(count * days) * (-1 if limit.before else 1)
            return self.record_ends_on - timedelta(days=back + self.random.choice(range(-4, 8)))
        return date(2006, 1, 2) + timedelta(days=self.random.randrange(6_700))

    def _near(self, start: date) -> date:
        """A day next to the last one in time by one of the limits."""
        return self._beside(self.random.choice(self._limits()), start)

    def _beside(self, limit: Limit, start: date) -> date:
        """A day next to the last one in time by a limit."""
        try:
            due = calendar.last_day_in_time(limit, start)
        except calendar.OutsideCalendarError:
            due = start + timedelta(days=20)
        return due + timedelta(days=self.random.choice((-3, -1, -1, 0, 0, 0, 1, 1, 3)))

    def _around(self, start: date) -> date:
        """The day itself, a day beside it, or one next to a limit."""
        beside = start + timedelta(days=self.random.choice((-1, 0, 0, 1)))
        return self.random.choice((beside, self._near(start), self._near(start)))

    def _maybe(self, value: Any, share: float = 0.75) -> Any:
        return value if self.random.random() < share else None

    # ----------------------------------------------------------------------------------------------------- what it says

    def _about(self, start: date) -> None:
        duty, random = self.duty, self.random
        about = self._row(duty.anchor)
        about[duty.about.name] = self._maybe(start, 0.93)
        for until in {each.limit.field.name for each in duty.versions if isinstance(each.limit, Until)}:
            about[until] = self._maybe(self._around(start + timedelta(days=30)))
        for end in duty.ends:
            row = about if end.entity == duty.anchor else self._row(end.entity)
            if row is not about and (began := ENTITIES[end.entity].happened_on):
                row[began] = self._maybe(start - timedelta(days=random.choice((-1, 0, 1, 30))))
            row[end.name] = self._maybe(self._around(self._near(start)), 0.5)
        if duty.opens and duty.opens_elsewhere:
            opened = self._row(duty.opens.entity)
            opened[duty.opens.name] = self._maybe(start - timedelta(days=random.choice((0, 0, 1, 7))), 0.9)
            self._refer(about, duty.anchor, duty.opens.entity, opened)
        turns = list(self._events(about, start))
        for condition in plain((*duty.where, *(each for rule in duty.rules for each in rule.when))):
            self._decide(condition, about, random.choice([start, *turns]), start)
        for event in duty.gives_way_to:
            self._put(event, self._row(event.entity), self._maybe(self._around(random.choice([start, *turns])), 0.4))

    def _events(self, about: dict[str, Any], start: date) -> Iterator[date]:
        last = start
        for n in range(self.random.choice((0, 1, 1, 2, 3, 4))):
            event = self.random.choice(self.duty.met_by)
            first = self.random.choice((start, start - timedelta(days=1))) if n == 0 else last
            last = self.random.choice((first, self._near(last), self._near(last)))
            if n == 0 and isinstance(event.or_before, Limit):
                last = self.random.choice((last, self._beside(event.or_before, start)))
            row = about if event.entity == self.duty.anchor else self._row(event.entity)
            self._refer(row, event.entity, self.duty.anchor, about)
            self._put(event, row, last)
            if ENTITIES[event.entity].ended_on and ENTITIES[event.entity].happened_on == event.field.name:
                row[ENTITIES[event.entity].ended_on or ""] = self._maybe(self._around(last), 0.3)
            yield last

    def _put(self, event: Event, row: dict[str, Any], day: date | None) -> None:
        row[event.field.name] = day
        for condition in plain(event.where):
            assert isinstance(condition, Is | Recorded)
            place = row if condition.field.entity == event.entity else self.rows["person"][0]
            place[condition.field.name] = self._value(condition)

    def _decide(self, condition: Condition, about: dict[str, Any], day: date, start: date) -> None:
        """Rows that decide a condition on a day, or nearly."""
        match condition:
            case Is(field=field) | Recorded(field=field):
                if field.entity in {self.duty.anchor, "person"}:
                    place = about if field.entity == self.duty.anchor else self.rows["person"][0]
                else:
                    place = self._row(field.entity)
                    self._refer(about, self.duty.anchor, field.entity, place)
                place[field.name] = self._value(condition)
            case InForce(field=field):
                entity = ENTITIES[field.entity]
                counts = {None: (0, 1, 1, 2), True: (1,), False: (0,)}[self.wanted.get(condition)]
                for _ in range(self.random.choice(counts)):
                    row = self._row(entity.name)
                    row[entity.happened_on or ""] = self._maybe(
                        day - timedelta(days=self.random.choice((-1, 0, 1, 90))), 0.95
                    )
                    row[entity.ended_on or ""] = self._maybe(day + timedelta(days=self.random.choice((0, 1, 40))), 0.6)
                    if condition.codes:
                        row[field.name] = self._value(condition)
            case Happened(field=field):
                beside = self.random.choice((day, start)) + timedelta(days=self.random.choice((-1, 0, 0, 1)))
                self._row(field.entity)[field.name] = self._maybe(beside)
            case Aged(at_least=at_least, under=under):
                age = self.random.choice([each for each in (at_least, under) if each] or [5])
                beside = (1, 1, 400) if self.wanted.get(condition) and age == under else (-1, 0, 0, 1)
                born = calendar.add_months(day + timedelta(days=self.random.choice(beside)), -12 * age)
                self.rows["person"][0]["dob"] = self._maybe(born, 0.9)

    def _value(self, condition: Is | InForce | Recorded) -> Any:
        field, wanted = condition.field, self.wanted.get(condition)
        if wanted is False:
            return None
        if wanted and not isinstance(condition, Recorded) and condition.codes:
            return self.random.choice(condition.codes)
        if isinstance(condition, Recorded):
            value = {Kind.DATE: self.record_ends_on - timedelta(days=50), Kind.NUMBER: 1.0}.get(field.kind, "something")
            return self._maybe(value, 1 if wanted else 0.5)
        others = list(CODE_SETS[field.codes].labels) if field.codes else ["another"]
        return self.random.choice(
            [*condition.codes, self.random.choice(condition.codes), self.random.choice(others), None]
        )

    # ------------------------------------------------------------------------------------------------------------- rows

    def _row(self, entity: str) -> dict[str, Any]:
        row: dict[str, Any] = self.rows["person"][0] if entity == "person" else {}
        if self.duty.subject is not Subject.CHILD:
            row[self.duty.subject] = f"{self.duty.subject} {self.number}"
        found = self.rows.setdefault(entity, [])
        if row not in found or entity != "person":
            found.append(row)
        own_id = ENTITIES[entity].own_id
        if own_id and own_id not in {"person_id", self.duty.subject}:
            row[own_id] = f"{entity}{len(found)}"
        return row

    def _refer(self, row: dict[str, Any], entity: str, other: str, to: dict[str, Any]) -> None:
        """Lets a row refer to another, mostly."""
        own_id = ENTITIES[other].own_id
        for each in ENTITIES[entity].fields:
            if each.refers_to == other and other != "person" and own_id:
                row[each.name] = self._maybe(to.get(own_id), 0.9)
