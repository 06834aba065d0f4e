"""What decides for one child whether a duty applies and by which limit, in plain Python: each condition on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from roker import calendar
from roker.calendar import Limit
from roker.duties.clock import Unsure
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
    Turn,
    Until,
)
from roker.record import ENTITIES, ChildRecord, Field
from roker.record.unread import is_unread

Row = Mapping[str, Any]
ANY_TURN = (1, 10**6)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A child, a duty, the row that its clocks are about and the day on which that began."""

    child: ChildRecord
    duty: Duty
    about: Row
    opened_on: date | None

    def hold(self, conditions: Iterable[Condition], on: date | None, turns: tuple[int, int] = ANY_TURN) -> bool | None:
        """Whether all of some conditions hold on a day; None where that cannot be told."""
        return _all([self._holds(each, on, turns) for each in conditions])

    def counts(self, event: Event, row: Row) -> bool | None:
        """Whether a row is such an event; None where that cannot be told."""
        return _all([self._of_row(each, row, event.entity) for each in event.where])

    def last_days(self, limit: Limit | Until, start: date) -> tuple[date, date] | Unsure:
        """The last day that is in time for certain and the last that may be, or why neither is known."""
        if isinstance(limit, Until):
            day = self.about[limit.field.name]
            if day is None:
                return Unsure.LIMIT_NOT_RECORDED
            return (day, day) if day >= start else Unsure.DATES_OUT_OF_ORDER
        try:
            return calendar.last_day_in_time(limit, start), calendar.late_after(limit, start)
        except calendar.OutsideCalendarError:
            return Unsure.OUTSIDE_CALENDAR

    def _holds(self, condition: Condition, on: date | None, turns: tuple[int, int]) -> bool | None:
        match condition:
            case Not(condition=inner):
                return _opposite(self._holds(inner, on, turns))
            case AnyOf(conditions=several):
                return _opposite(_all([_opposite(self._holds(each, on, turns)) for each in several]))
            case Is() | Recorded():
                return self._of_row(condition, self.about, self.duty.anchor)
            case Turn(number=number):
                first, last = turns
                return None if first <= number <= last and first < last else first == number
            case Lasted(limit=limit):
                return self._lasted(limit, on)
            case Aged(at_least=at_least, under=under):
                return self._aged(at_least, under, on)
            case InForce(field=field, codes=codes):
                return self._in_force(field, codes, on)
            case Happened(field=field):
                return self._happened(field, on)

    def _of_row(self, condition: Condition, row: Row, entity: str) -> bool | None:
        if isinstance(condition, Not):
            return _opposite(self._of_row(condition.condition, row, entity))
        if isinstance(condition, AnyOf):
            return _opposite(_all([_opposite(self._of_row(each, row, entity)) for each in condition.conditions]))
        assert isinstance(condition, Is | Recorded)
        if str(condition.field) in self.child.absent:
            return None
        holding = self._holding(condition.field, row, entity)
        if holding is not None and is_unread(holding, condition.field.name):
            return None
        value = holding[condition.field.name] if holding is not None else None
        return value in condition.codes if isinstance(condition, Is) else value is not None

    def _holding(self, field: Field, row: Row, entity: str) -> Row | None:
        """The row that holds a field: the row itself, the child's, or the one that it refers to."""
        if field.entity == entity:
            return row
        if field.entity == "person":
            return self.child.person
        return next(iter(referred_to(self.child, entity, row, field.entity)), None)

    def _lasted(self, limit: Limit, on: date | None) -> bool | None:
        if on is None or self.opened_on is None:
            return None
        try:
            return calendar.last_day_in_time(limit, self.opened_on) <= on
        except calendar.OutsideCalendarError:
            return None

    def _aged(self, at_least: int, under: int | None, on: date | None) -> bool | None:
        dob = self.child.person["dob"] if self.duty.subject is Subject.CHILD else None
        if on is None or dob is None:
            return None
        is_old_enough = not at_least or calendar.birthday(dob, at_least) <= on
        return is_old_enough and (under is None or on < calendar.birthday(dob, under))

    def _in_force(self, field: Field, codes: Sequence[str], on: date | None) -> bool | None:
        entity = ENTITIES[field.entity]
        began = entity.happened_on or ""
        if on is None or {str(field), f"{entity.name}.{began}"} & self.child.absent:
            return None
        found = [_goes_on(row, field, codes, on) for row in self.child.rows[entity.name]]
        if True in found:
            return True
        days = (row[began] for row in self.child.rows[entity.name] if row[began] is not None)
        return None if None in found else self._unless_hidden(entity.name, days, on)

    def _happened(self, field: Field, on: date | None) -> bool | None:
        if on is None or self.opened_on is None or str(field) in self.child.absent:
            return None
        days = [row[field.name] for row in self.child.rows[field.entity] if row[field.name] is not None]
        if any(self.opened_on <= day <= on for day in days):
            return True
        if any(is_unread(row, field.name) for row in self.child.rows[field.entity]):
            return None
        return self._unless_hidden(field.entity, days, on)

    def _unless_hidden(self, entity: str, days: Iterable[date], on: date) -> bool | None:
        """That there was none by a day; unknown where only the latest row is held and that is a later one."""
        return None if entity in self.child.only_latest and any(day > on for day in days) else False


def _goes_on(row: Row, field: Field, codes: Sequence[str], on: date) -> bool | None:
    """Whether a period with one of some codes goes on on a day; None where a cell that decides it was not read."""
    entity = ENTITIES[field.entity]
    began, ended = (getattr(entity, name or "") for name in (entity.happened_on, entity.ended_on))
    start, end = row[began.name], row[ended.name]
    if (start is not None and start > on) or (end is not None and end <= on):
        return False
    if start is None and not is_unread(row, began.name):
        return False
    if codes and row[field.name] not in codes and not is_unread(row, field.name):
        return False
    return None if any(is_unread(row, each.name) for each in (began, ended, *((field,) if codes else ()))) else True


def _all(answers: Sequence[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _opposite(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def referred_to(child: ChildRecord, entity: str, row: Row, other: str) -> list[Row]:
    """The rows of another entity that a row names."""
    named = reference(entity, other)
    if named is None or row[named[0]] is None:
        return []
    return [each for each in child.rows[other] if each[named[1]] == row[named[0]]]


def reference(entity: str, other: str) -> tuple[str, str] | None:
    """The field by which one entity refers to another and the field that it names, or None."""
    for each in ENTITIES[entity].fields:
        if each.refers_to == other and other != "person":
            return each.name, ENTITIES[other].fields[0].name
    return None
