"""What the duties read, as pandas frames: ids are numbers, days datetimes, codes categories. Limits and conditions.

A condition is answered for many rows at once by a flag: 2 where it holds, 0 where not, 1 where that cannot be told.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from roker import calendar
from roker.calendar import Limit, Unit
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
)
from roker.duties.facts import reference
from roker.record import ENTITIES, Field, Kind, Record
from roker.record.holding import OTHERWISE_OPEN_SQL

Flags = np.ndarray
_CALENDAR = pd.date_range(calendar.FIRST_DAY, calendar.LAST_DAY, unit="s")
_HOLIDAYS = np.array([each.day for each in calendar.BANK_HOLIDAYS], dtype="datetime64[D]")
_NOTHING = -1
"""The number that stands for a blank id."""


@dataclass(frozen=True, kw_only=True)
class Frames:
    """A record in memory. An id is the number of the row that has it: of a child, that of the row of `person`."""

    tables: dict[str, pd.DataFrame]
    names: dict[str, np.ndarray]
    """By subject, the name that each number stands for."""
    snapshot_on: pd.Timestamp
    only_latest: frozenset[str]
    absent: frozenset[str]
    _due: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)

    def lacks(self, field: Field) -> bool:
        return str(field) in self.absent

    def last_days(self, limit: Limit, opened_on: pd.Series) -> tuple[pd.Series, pd.Series]:
        """The last day in time for certain and the last that may be, from the table of the law by place in it."""
        if limit.code not in self._due:
            self._due[limit.code] = _due_table(limit)
        places = ((opened_on - _CALENDAR[0]) // pd.Timedelta(days=1)).fillna(-1).astype(np.int64).to_numpy()
        inside = (places >= 0) & (places < len(_CALENDAR))
        due, late = (
            np.where(inside, each[np.where(inside, places, 0)], np.datetime64("NaT")) for each in self._due[limit.code]
        )
        return pd.Series(due, index=opened_on.index), pd.Series(late, index=opened_on.index)

    @cached_property
    def birthdays(self) -> Callable[[int], pd.Series]:
        """The day on which each child reaches an age."""
        known: dict[int, pd.Series] = {}

        def of(age: int) -> pd.Series:
            if age not in known:
                known[age] = self.tables["person"]["dob"] + pd.DateOffset(years=age)
            return known[age]

        return of


def _due_table(limit: Limit) -> tuple[np.ndarray, np.ndarray]:
    days, count = _CALENDAR.to_numpy().astype("datetime64[D]"), -limit.count if limit.before else limit.count
    one = np.timedelta64(1, "D")
    if limit.unit is Unit.WORKING_DAYS and count:
        counted = count if count > 0 else count + 1
        due = np.busday_offset(days, counted, roll="preceding", holidays=_HOLIDAYS) - (one if count < 0 else 0 * one)
    elif limit.unit is Unit.MONTHS:
        due = (_CALENDAR + pd.DateOffset(months=count)).to_numpy().astype("datetime64[D]")
    else:
        due = days + {Unit.WEEKS: 7 * count, Unit.HOURS: count // 24 - 1}.get(limit.unit, count) * one
    due = due - one if limit.beginning_with else due
    late = due + one if limit.unit is Unit.HOURS else due
    outside = (due < days[0]) | (late > days[-1])
    due, late = due.astype("datetime64[s]"), late.astype("datetime64[s]")
    due[outside], late[outside] = np.datetime64("NaT"), np.datetime64("NaT")
    return due, late


def take(values: pd.Series, places: np.ndarray) -> pd.Series:
    """The values at some places, blank at -1, with a new index."""
    found = (
        values.take(np.where(places < 0, 0, places)).reset_index(drop=True)
        if len(values)
        else pd.Series(
            pd.array([pd.NaT] * len(places), dtype=values.dtype)
            if values.dtype.kind == "M"
            else np.full(len(places), None)
        )
    )
    return found.where(places >= 0) if (places < 0).any() else found


# ----------------------------------------------------------------------------------------------------------- conditions


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Rows of which conditions are asked: of which row of the anchor, of whom, since when, on which day."""

    frames: Frames
    duty: Duty
    about: np.ndarray
    who: np.ndarray
    start_on: pd.Series
    on: pd.Series
    turns: tuple[Flags | int, Flags | int] = (1, 1)

    def hold(self, conditions: Iterable[Condition]) -> Flags:
        """Whether all of some conditions hold."""
        flags = [self._flag(each) for each in conditions]
        return np.minimum.reduce(flags) if flags else np.full(len(self.on), 2, dtype=np.int8)

    def _flag(self, condition: Condition) -> Flags:
        match condition:
            case Not(condition=inner):
                return 2 - self._flag(inner)
            case AnyOf(conditions=several):
                return np.maximum.reduce([self._flag(each) for each in several])
            case Is() | Recorded():
                return self._of_row(condition)
            case Turn(number=number):
                first, last = self.turns
                told = np.where(np.asarray(first) == last, 2, 1)
                return np.broadcast_to(np.where((number < first) | (number > last), 0, told), len(self.on))
            case Lasted(limit=limit):
                due, _ = self.frames.last_days(limit, self.start_on)
                return _told(due <= self.on, ~due.isna())
            case Aged(at_least=at_least, under=under):
                return self._aged(at_least, under)
            case InForce(field=field, codes=codes):
                return self._in_force(field, codes)
            case Happened(field=field):
                return self._happened(field)

    def _of_row(self, condition: Is | Recorded) -> Flags:
        """As the row of the anchor, the child, or a row that it refers to has it."""
        entity = condition.field.entity
        if self.frames.lacks(condition.field):
            return np.ones(len(self.on), dtype=np.int8)
        of_rows = row_flag(self.frames, condition)
        if entity == self.duty.anchor:
            return of_rows[self.about]
        places = self.who if entity == "person" else referred(self.frames, self.duty, entity)[self.about]
        return np.where(places >= 0, of_rows[np.where(places < 0, 0, places)] if len(of_rows) else 0, 0)

    def _aged(self, at_least: int, under: int | None) -> Flags:
        if self.duty.subject is not Subject.CHILD:
            return np.ones(len(self.on), dtype=np.int8)
        of = self.frames.birthdays
        holds = pd.Series(True, index=self.on.index)
        if at_least:
            holds &= take(of(at_least), self.who) <= self.on
        if under:
            holds &= take(of(under), self.who) > self.on
        return _told(holds, ~(take(self.frames.tables["person"]["dob"], self.who).isna() | self.on.isna()))

    def _in_force(self, field: Field, codes: Sequence[str]) -> Flags:
        entity = ENTITIES[field.entity]
        began, ended = str(entity.happened_on), str(entity.ended_on)
        if self.frames.lacks(field) or f"{entity.name}.{began}" in self.frames.absent:
            return np.ones(len(self.on), dtype=np.int8)
        periods = self.frames.tables[entity.name]
        periods = periods[periods[field.name].isin(codes)] if codes else periods
        periods = periods[["who", began, ended]]
        pairs = self._rows().merge(periods, on="who")
        goes_on = (pairs[began] <= pairs["on"]) & ~(pairs[ended] <= pairs["on"])
        return self._of_those(pairs.loc[goes_on, "row"], ~self.on.isna())

    def _happened(self, field: Field) -> Flags:
        if self.frames.lacks(field):
            return np.ones(len(self.on), dtype=np.int8)
        pairs = self._rows().merge(self.frames.tables[field.entity][["who", field.name]], on="who")
        within = (pairs[field.name] >= pairs["start_on"]) & (pairs[field.name] <= pairs["on"])
        return self._of_those(pairs.loc[within, "row"], ~(self.on.isna() | self.start_on.isna()))

    def _rows(self) -> pd.DataFrame:
        rows = pd.DataFrame({"row": np.arange(len(self.on)), "who": self.who, "on": self.on, "start_on": self.start_on})
        return rows[rows["who"] >= 0]

    def _of_those(self, rows: pd.Series, known: pd.Series) -> Flags:
        holds = np.zeros(len(self.on), dtype=bool)
        holds[rows.to_numpy()] = True
        return _told(holds, known)


def _told(holds: Any, known: Any) -> Flags:
    return np.where(np.asarray(known, dtype=bool), np.where(np.asarray(holds, dtype=bool), 2, 0), 1).astype(np.int8)


def row_flag(frames: Frames, condition: Condition) -> Flags:
    """Whether a condition holds of each row of the entity that it asks of."""
    assert isinstance(condition, Is | Recorded)
    values = frames.tables[condition.field.entity][condition.field.name]
    holds = values.isin(condition.codes) if isinstance(condition, Is) else values.notna()
    return np.where(holds.to_numpy(), 2, 0).astype(np.int8)


def counts(frames: Frames, event: Event) -> Flags:
    """Whether each row of an entity is such an event."""

    def of(condition: Condition) -> Flags:
        if isinstance(condition, Not):
            return 2 - of(condition.condition)
        if isinstance(condition, AnyOf):
            return np.maximum.reduce([of(each) for each in condition.conditions])
        assert isinstance(condition, Is | Recorded)
        if frames.lacks(condition.field):
            return np.ones(len(frames.tables[event.entity]), dtype=np.int8)
        return row_flag(frames, condition)

    flags = [of(each) for each in event.where]
    return np.minimum.reduce(flags) if flags else np.full(len(frames.tables[event.entity]), 2, dtype=np.int8)


def referred(frames: Frames, duty: Duty, other: str) -> np.ndarray:
    """The place of the row of another entity that each row of the anchor names, of the same subject; -1 without."""
    named = reference(duty.anchor, other)
    if named is None:
        return np.full(len(frames.tables[duty.anchor]), _NOTHING)
    rows, others = frames.tables[duty.anchor], frames.tables[other]
    places = rows[named[0]].to_numpy()
    if not len(others):
        return np.full(len(rows), _NOTHING)
    same = others["who"].to_numpy()[np.where(places < 0, 0, places)] == rows["who"].to_numpy()
    return np.where((places >= 0) & same, places, _NOTHING)


# -------------------------------------------------------------------------------------------------------------- loading


def load(record: Record, fields: Mapping[str, set[str]], subjects: Mapping[str, Subject]) -> Frames:
    """The frames of a record that holds `holders` and `spans` already: by entity the fields asked for, and
    `who`, the number of the subject that it is about.
    """
    raw = {name: _frame(record, name, fields[name], subjects[name]) for name in subjects}
    raw["person"] = raw["person"].sort_values("person_id", ignore_index=True)
    names = {
        subject: pd.Index(pd.unique(pd.concat([raw[name][subject] for name, of in subjects.items() if of is subject])))
        for subject in set(subjects.values()) - {Subject.CHILD}
    } | {Subject.CHILD: pd.Index(raw["person"]["person_id"])}
    own = {
        name: pd.Index(table[ENTITIES[name].own_id]) for name, table in raw.items() if ENTITIES[name].own_id in table
    }
    tables = {}
    for name, table in raw.items():
        who = names[subjects[name]].get_indexer(table[subjects[name]])
        numbered = {
            each.name: own[each.refers_to].get_indexer(table[each.name])
            for each in ENTITIES[name].fields
            if each.refers_to in own and each.name in table and each.name != subjects[name]
        }
        codes = [each.name for each in ENTITIES[name].fields if each.kind is Kind.CODE and each.name in table]
        tables[name] = table.assign(**numbered, who=who).astype(dict.fromkeys(codes, "category"))
    tables["case_closing"], tables["holders"], held = _worked_out(record, names[Subject.CHILD])
    return Frames(
        tables=tables,
        names={subject: each.to_numpy() for subject, each in names.items()} | held,
        snapshot_on=pd.Timestamp(record.snapshot_on),
        only_latest=record.only_latest,
        absent=record.absent,
    )


def _frame(record: Record, name: str, fields: set[str], subject: Subject) -> pd.DataFrame:
    entity = ENTITIES[name]
    wanted = {*fields, subject, entity.own_id, *(each.name for each in entity.fields if each.refers_to)}
    columns = [each for each in entity.field_names() if each in wanted]
    return _read(record, f"SELECT {', '.join(columns)} FROM {name}")


def _read(record: Record, query: str) -> pd.DataFrame:
    """A query as a frame: what DuckDB hands over, which is quicker than rows."""
    frame = record.database._connection.sql(query).df()
    days = frame.select_dtypes("datetime").columns
    return frame.astype(dict.fromkeys(days, "datetime64[s]"))


def _worked_out(record: Record, children: pd.Index) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, np.ndarray]]:
    """The closings of cases that end something, who holds each child in each role, and the teams and workers."""
    cases = _read(
        record,
        f"""SELECT e.person_id, e.referral_date, e.close_date FROM cin_episodes e
LEFT JOIN ({OTHERWISE_OPEN_SQL}) o ON o.person_id = e.person_id AND o.closed_on = e.close_date
WHERE e.close_date <= DATE '{record.snapshot_on}' AND o.person_id IS NULL""",
    )
    cases = cases.assign(who=children.get_indexer(cases.pop("person_id")))
    held, by_child, names = _read(record, "SELECT * FROM holders"), pd.DataFrame(index=range(len(children))), {}
    held["who"] = children.get_indexer(held["person_id"])
    for column in ("team", "worker"):
        held[column], names[f"held_{column}"] = pd.factorize(held[column])
    for role, of_role in held.groupby("role"):
        of_child = of_role.set_index("who")
        for column in ("team", "worker"):
            by_child[f"{column}_{role}"] = of_child[column].reindex(by_child.index, fill_value=_NOTHING)
        by_child[f"held_from_{role}"] = of_child["held_from"].reindex(by_child.index)
    return cases, by_child, {name: np.asarray(each, dtype=object) for name, each in names.items()}
