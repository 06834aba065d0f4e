"""What decides whether a duty applies and by which limit, as neutral SQL: a flag for each condition.

A flag is 2 where the condition holds, 0 where it does not, and 1 where that cannot be told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from roker.database import quoted
from roker.duties.due_table import age_column
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
    Rule,
    Turn,
    plain,
)
from roker.duties.numbered import number_of, reference_of, table_of
from roker.record import ENTITIES, Field, Record
from roker.record.unread import is_unread_sql

NO_DAY = "CAST(NULL AS DATE)"
NO_TEXT = "CAST(NULL AS VARCHAR(40))"
FIRST, LAST = "DATE '0001-01-01'", "DATE '9999-12-31'"
Dated = Aged | Happened | InForce | Lasted
"""Conditions that are asked of a day."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a source holds, as far as the query of a duty depends on it."""

    record_ends_on: date
    only_latest: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    """Fields of which some cell could not be read."""

    @classmethod
    def of(cls, record: Record) -> "Held":
        return cls(
            record_ends_on=record.snapshot_on,
            only_latest=record.only_latest,
            absent=record.absent,
            unread=record.unread_fields(),
        )

    def has_unread(self, field: Field) -> bool:
        return str(field) in self.unread

    def lacks(self, field: Field) -> bool:
        return str(field) in self.absent


def day_sql(day: date) -> str:
    """A date literal."""
    return f"DATE '{day}'"


def earliest(days: list[str]) -> str:
    """The earliest of some days, any of which may be NULL."""
    return _one_of("LEAST", days)


def latest(days: list[str]) -> str:
    """The latest of some days, any of which may be NULL."""
    return _one_of("GREATEST", days)


def _one_of(which: str, days: list[str]) -> str:
    return f"{which}({', '.join(days)})" if len(days) > 1 else days[0] if days else NO_DAY


def all_of(flags: Sequence[str]) -> str:
    """Whether all of some flags hold."""
    if not flags:
        return "2"
    if len(flags) == 1:
        return flags[0]
    never = " OR ".join(f"{each} = 0" for each in flags)
    always = " AND ".join(f"{each} = 2" for each in flags)
    return f"CASE WHEN {never} THEN 0 WHEN {always} THEN 2 ELSE 1 END"


def any_of(flags: Sequence[str]) -> str:
    """Whether one of some flags holds."""
    never = " AND ".join(f"{each} = 0" for each in flags)
    always = " OR ".join(f"{each} = 2" for each in flags)
    return f"CASE WHEN {always} THEN 2 WHEN {never} THEN 0 ELSE 1 END"


def opposite(flag: str) -> str:
    """The flag of the opposite."""
    return f"(2 - {flag})"


@dataclass(frozen=True, kw_only=True)
class RowFlags:
    """Conditions that the row of a duty's `about`, or a row beside it, answers: as columns, with their joins."""

    duty: Duty
    held: Held
    conditions: tuple[Condition, ...]

    @classmethod
    def of(cls, duty: Duty, held: Held) -> "RowFlags":
        asked = tuple(each for each in duty.conditions() if isinstance(each, Is | Recorded))
        return cls(duty=duty, held=held, conditions=asked)

    def columns(self) -> list[str]:
        """Each as `row_flag_n`, over the row `a`, the child `p` and the rows `b_...` that the row refers to."""
        return [
            f"{row_flag(each, self._place_of(each), self.held)} AS row_flag_{n}"
            for n, each in enumerate(self.conditions)
        ]

    def joins(self) -> list[str]:
        anchor, who, found = self.duty.anchor, number_of(self.duty.subject), []
        for each in self.conditions:
            other = field_of(each).entity
            if other not in {anchor, "person"}:
                named = number_of(reference_of(anchor, other))
                found.append(
                    f"LEFT JOIN {table_of(other)} b_{other} ON b_{other}.row_key = a.{named} "
                    f"AND b_{other}.{who} = a.{who}"
                )
        return list(dict.fromkeys(found))

    def name_of(self, condition: Condition) -> str:
        return f"row_flag_{self.conditions.index(condition)}"

    def _place_of(self, condition: Condition) -> str:
        entity = field_of(condition).entity
        return "a" if entity == self.duty.anchor else "p" if entity == "person" else f"b_{entity}"


def dated_among(conditions: Iterable[Condition]) -> tuple[Dated, ...]:
    """Those that are asked of a day, without `Not`, each once."""
    return tuple(each for each in plain(conditions) if isinstance(each, Dated))


def field_of(condition: Condition) -> Field:
    """The field of a condition that a row answers."""
    assert isinstance(condition, Is | Recorded)
    return condition.field


def row_flag(condition: Condition, row: str, held: Held) -> str:
    """Whether a condition holds of a row."""
    if isinstance(condition, Not):
        return opposite(row_flag(condition.condition, row, held))
    if isinstance(condition, AnyOf):
        return any_of([row_flag(each, row, held) for each in condition.conditions])
    assert isinstance(condition, Is | Recorded)
    if held.lacks(condition.field):
        return "1"
    value = f"{row}.{condition.field.name}"
    unread = f"WHEN {is_unread_sql(condition.field.name, row)} THEN 1 " if held.has_unread(condition.field) else ""
    if isinstance(condition, Recorded):
        return f"CASE {unread}WHEN {value} IS NULL THEN 0 ELSE 2 END"
    return f"CASE {unread}WHEN {value} IN ({', '.join(map(quoted, condition.codes))}) THEN 2 ELSE 0 END"


@dataclass(frozen=True, kw_only=True)
class DatedFlags:
    """Conditions asked of a day: of the rows of a table with `about_key`, `who`, `start_on`, `on_day`, `dob`."""

    name: str
    source: str
    """The table asked of."""
    who: str
    """The column that names the subject."""
    held: Held
    conditions: tuple[Dated, ...]

    def tables(self) -> list[str]:
        """The tables that the flags are joined from, each named after the flags."""
        found = []
        for n, each in enumerate(self.conditions):
            if isinstance(each, InForce) and not self._is_unknown(each):
                found.append(f"{self.name}_{n} AS ({self._in_force(each)})")
            if isinstance(each, Happened) and not self._is_unknown(each):
                found.append(f"{self.name}_{n} AS ({self._happened(each)})")
        return found

    def joins(self, row: str) -> list[str]:
        """What joins them to a row of the table asked of."""
        found = []
        for n, each in enumerate(self.conditions):
            table = f"{self.name}_{n}"
            match each:
                case Lasted():
                    found.append(f"LEFT JOIN due_table {self._due} ON {self._due}.opened_on = {row}.start_on")
                case Aged():
                    found.append(
                        f"LEFT JOIN {table_of('person')} {self._person} ON {self._person}.person_id_n = {row}.who"
                    )
                case InForce() | Happened() if not self._is_unknown(each):
                    found.append(
                        f"LEFT JOIN {table} ON {table}.about_key = {row}.about_key AND {table}.on_day = {row}.on_day"
                    )
        return list(dict.fromkeys(found))

    @property
    def _due(self) -> str:
        return f"{self.name}_due"

    @property
    def _person(self) -> str:
        return f"{self.name}_person"

    def flag(self, condition: Dated, row: str) -> str:
        """Whether a condition holds of a row of the table asked of."""
        table = f"{self.name}_{self.conditions.index(condition)}"
        match condition:
            case Lasted(limit=limit):
                day = f"{self._due}.{limit.code}"
                return f"CASE WHEN {day} IS NULL THEN 1 WHEN {day} <= {row}.on_day THEN 2 ELSE 0 END"
            case Aged(at_least=at_least, under=under):
                tests = [f"{self._person}.{age_column(at_least)} <= {row}.on_day"] if at_least else []
                tests += [f"{self._person}.{age_column(under)} > {row}.on_day"] if under else []
                unknown = f"{row}.dob IS NULL OR {row}.on_day IS NULL"
                return f"CASE WHEN {unknown} THEN 1 WHEN {' AND '.join(tests) or '1 = 1'} THEN 2 ELSE 0 END"
            case InForce() | Happened():
                if self._is_unknown(condition):
                    return "1"
                unknown = f"{row}.on_day IS NULL" + (
                    f" OR {row}.start_on IS NULL" if isinstance(condition, Happened) else ""
                )
                return f"CASE WHEN {unknown} THEN 1 WHEN {table}.holds IS NULL THEN 0 ELSE {table}.holds END"

    def _is_unknown(self, condition: InForce | Happened) -> bool:
        if isinstance(condition, Happened):
            return self.held.lacks(condition.field)
        entity = ENTITIES[condition.field.entity]
        return self.held.lacks(condition.field) or f"{entity.name}.{entity.happened_on}" in self.held.absent

    def _in_force(self, condition: InForce) -> str:
        entity = ENTITIES[condition.field.entity]
        began, ended = (getattr(entity, each or "") for each in (entity.happened_on, entity.ended_on))
        of_code = f"e.{condition.field.name} IN ({', '.join(map(quoted, condition.codes))})"
        parts = [  # what has to be so, and the field of which an unread cell leaves it open
            (f"e.{began.name} <= d.on_day", began),
            (f"(e.{ended.name} IS NULL OR e.{ended.name} > d.on_day)", ended),
            *([(of_code, condition.field)] if condition.codes else []),
        ]
        doubted = [each for _, each in parts if self.held.has_unread(each)]
        unread = " OR ".join(is_unread_sql(each.name, "e") for each in doubted)
        test = " AND ".join(part for part, _ in parts) + (f" AND NOT ({unread})" if doubted else "")
        may = [
            f"({part} OR {is_unread_sql(each.name, 'e')})" if self.held.has_unread(each) else part
            for part, each in parts
        ]
        return self._holds(entity.name, f"e.{began.name}", test, " AND ".join(may) if doubted else "")

    def _happened(self, condition: Happened) -> str:
        day = f"e.{condition.field.name}"
        unread = is_unread_sql(condition.field.name, "e") if self.held.has_unread(condition.field) else ""
        return self._holds(condition.field.entity, day, f"{day} >= d.start_on AND {day} <= d.on_day", unread)

    def _holds(self, entity: str, day: str, test: str, unread: str) -> str:
        """2 for what holds by a row; 1 where a cell was not read, or only the latest row is held and that is a later
        one; else no row.
        """
        may = [unread] if unread else []
        may += [f"{day} > d.on_day"] if entity in self.held.only_latest else []
        among = " OR ".join(f"({each})" for each in (test, *may))
        holds = f"MAX(CASE WHEN {test} THEN 2 ELSE 1 END)" if may else "2"
        return f"""SELECT d.about_key, d.on_day, {holds} AS holds FROM {self.source} d
  JOIN {table_of(entity)} e ON e.{number_of(self.who)} = d.who WHERE {among} GROUP BY d.about_key, d.on_day"""


@dataclass(frozen=True, kw_only=True)
class Flags:
    """The flags of all conditions of some rules, by where each is found."""

    rows: RowFlags
    dated: DatedFlags

    def of(self, condition: Condition, row: str) -> str:
        """A condition as a flag, over a row that carries the row flags, the turns and the day asked of."""
        match condition:
            case Not(condition=inner):
                return opposite(self.of(inner, row))
            case AnyOf(conditions=several):
                return any_of([self.of(each, row) for each in several])
            case Is() | Recorded():
                return f"{row}.{self.rows.name_of(condition)}"
            case Turn(number=number):
                first, last = f"{row}.first_turn", f"{row}.last_turn"
                return (
                    f"CASE WHEN {number} < {first} OR {number} > {last} THEN 0 WHEN {first} = {last} THEN 2 ELSE 1 END"
                )
            case _:
                return self.dated.flag(condition, row)

    def of_rule(self, rule: Rule, row: str) -> str:
        return all_of([self.of(each, row) for each in rule.when])


def event_flag(event: Event, row: str, held: Held) -> str:
    """Whether an event counts, over its row."""
    return all_of([row_flag(each, row, held) for each in event.where])
