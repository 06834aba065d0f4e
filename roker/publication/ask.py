"""The questions asked of a publication, each answered from its file."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from roker import calendar
from roker.catalogue import Catalogue
from roker.database import Database, Row
from roker.duties import DUTIES, Clock, Duty, State, Unsure, engine, reference
from roker.duties.clock import CLOCK_COLUMNS, DUE_SOON_WORKING_DAYS
from roker.duties.reference import Explanation
from roker.duties.standards import with_local
from roker.publication.shapes import Bucket, ChildSummary, DatedClock, Edition, Holding, TimelineEvent, Where
from roker.record import ENTITIES, Field, Record
from roker.record.holding import BASIS_ORDER, Role
from roker.record.schema import FOUND_IN

_CLOCK_NAMES = [name for name, _ in CLOCK_COLUMNS]
_ALL = Where()
_STATUS_ORDER = BASIS_ORDER[Role.SOCIAL_WORKER]


class Publication:
    """The questions that pages and commands ask. Safe for threads: each question uses a cursor of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        facts: dict[str, str] = dict(database.rows("SELECT name, value FROM edition"))
        self._absent = frozenset(name for (name,) in database.rows("SELECT name FROM absent"))
        self.edition = Edition(
            number=int(facts["number"]),
            received_time=datetime.fromisoformat(facts["received_time"]),
            source=facts["source"],
            files=tuple(json.loads(facts["files"])),
            snapshot_on=date.fromisoformat(facts["snapshot_on"]),
            snapshot_from=facts["snapshot_from"],
            limits=json.loads(facts["limits"]),
        )
        self.catalogue = Catalogue(*with_local(DUTIES, self.edition.limits))
        """Every duty, with the authority's own limits."""

    @classmethod
    def open(cls, path: Path) -> "Publication":
        """The publication in a file, read-only. Raises DatabaseError where it is damaged."""
        return cls(Database.open_read_only(path))

    def lacks(self, field: Field) -> bool:
        """Whether the files loaded have no such field at all: nothing can then be counted by it."""
        return str(field) in self._absent

    def close(self) -> None:
        self._database.close()

    def clocks(self, on: date, where: Where = _ALL) -> list[DatedClock]:
        """Clocks that have opened by the day: overdue ones first, the longest first, then by due day."""
        chosen, parameters = _chosen(where, "clocks")
        dated = self._dated_sql(on, others=where.others)
        rows = self._rows(
            f"""SELECT {", ".join(_CLOCK_NAMES)}, state, why, bucket FROM ({dated}) dated
            WHERE {chosen}
            ORDER BY CASE bucket WHEN 'overdue' THEN 0 WHEN 'today' THEN 1 WHEN 'this_week' THEN 2
              WHEN 'cannot_tell' THEN 3 WHEN 'later' THEN 4 ELSE 5 END,
              late_after NULLS FIRST, opened_on NULLS FIRST, subject_id, duty""",
            parameters,
        )
        return [_dated_clock(row, on) for row in rows]

    def count_of_clocks(self, on: date, where: Where) -> int:
        """How many `clocks` gives."""
        chosen, parameters = _chosen(where, "clocks")
        dated = self._dated_sql(on, others=where.others)
        ((count,),) = self._rows(f"SELECT COUNT(*) FROM ({dated}) dated WHERE {chosen}", parameters)
        return int(count)

    def longest_overdue(self, on: date, where: Where) -> int | None:
        """Days since the last day in time, for the clock that is furthest past it; None where none is overdue."""
        chosen, parameters = _chosen(where, "clocks")
        dated = self._dated_sql(on, others=where.others)
        ((last,),) = self._rows(
            f"SELECT MIN(late_after) FROM ({dated}) dated WHERE bucket = 'overdue' AND {chosen}",
            parameters,
        )
        return (on - last).days if last else None

    def children(self, on: date, where: Where = _ALL) -> list[ChildSummary]:
        """Children open on the day, the longest open first."""
        chosen, parameters = _chosen(where, "children")
        rows = self._rows(
            f"{_CHILD_SELECT} FROM ({_children_sql(on)}) c WHERE status IS NOT NULL AND {chosen} "
            "ORDER BY since_on NULLS FIRST, person_id",
            parameters,
        )
        return [_child_summary(row, on) for row in rows]

    def child(self, person_id: str, on: date) -> ChildSummary | None:
        """One child, open or not; None where the record has no such child."""
        rows = self._rows(f"{_CHILD_SELECT} FROM ({_children_sql(on)}) c WHERE person_id = ?", [person_id])
        return _child_summary(rows[0], on) if rows else None

    def holdings(self, on: date, team: str | None = None) -> list[Holding]:
        """The team grid: for each team a row for nobody, even at zero, then its workers by name.

        What no team has stands first, in a row for nobody without a team. `team` chooses one team.
        """
        counts: dict[tuple[str | None, str | None], dict[Bucket, int]] = {(None, None): {}}
        counts |= {(each, None): {} for each in self.teams()}
        for row_team, worker, bucket, count in self._rows(
            f"SELECT team, worker, bucket, COUNT(*) FROM ({self._dated_sql(on)}) dated "
            "WHERE bucket IS NOT NULL GROUP BY 1, 2, 3"
        ):
            counts.setdefault((row_team, worker), {})[Bucket(bucket)] = count
        children = {
            (row_team, worker): count
            for row_team, worker, count in self._rows(
                f"SELECT team, worker, COUNT(*) FROM ({_children_sql(on)}) c WHERE status IS NOT NULL GROUP BY 1, 2"
            )
        }
        keys = [key for key in counts.keys() | children.keys() if team is None or key[0] == team]
        keys.sort(key=lambda key: (key[0] is not None, key[0] or "", key[1] is not None, key[1] or ""))
        return [
            Holding(
                team=key[0],
                worker=key[1],
                clocks={bucket: counts.get(key, {}).get(bucket, 0) for bucket in Bucket},
                children=children.get(key, 0),
            )
            for key in keys
        ]

    def teams(self) -> list[str]:
        """Every team that holds or held a child."""
        return [
            name for (name,) in self._rows("SELECT DISTINCT team FROM holders WHERE team IS NOT NULL ORDER BY team")
        ]

    def timeline(self, person_id: str) -> list[TimelineEvent]:
        """What happened to a child, the latest first."""
        rows = self._rows(
            f"SELECT happened_on, what, detail, {FOUND_IN} FROM timeline WHERE person_id = ? "
            "ORDER BY happened_on DESC, what",
            [person_id],
        )
        return [
            TimelineEvent(happened_on=on, what=what, detail=detail or "", found_in=found)
            for on, what, detail, found in rows
        ]

    def explain(self, person_id: str) -> list[Explanation]:
        """Every clock of a child with its steps, by the slow reference; empty for an unknown child."""
        with self._cursor() as database:
            only_latest = frozenset(name for (name,) in database.rows("SELECT name FROM only_latest"))
            record = Record(
                database=database,
                entities=tuple(ENTITIES),
                snapshot_on=self.edition.snapshot_on,
                only_latest=only_latest,
                absent=self._absent,
            )
            child = record.child(person_id)
        return reference.explain(child, self.duties()) if child else []

    def pairs(self, starts: Field, ends: Field, first: date, last: date) -> list[tuple[date | None, date, int]]:
        """Start, end and how many, of what ended between two days. `starts` stands beside `ends`, or in the entity that
        its row refers to.
        """
        begun, joined = f"e.{starts.name}", ""
        if starts.entity != ends.entity:
            entity = ENTITIES[ends.entity]
            (named,) = (each.name for each in entity.fields if each.refers_to == starts.entity)
            begun = f"b.{starts.name}"
            joined = f"LEFT JOIN {starts.entity} b ON b.{ENTITIES[starts.entity].own_id} = e.{named}"
        return self._rows(
            f"SELECT {begun}, e.{ends.name}, COUNT(*) FROM {ends.entity} e {joined} "
            f"WHERE e.{ends.name} BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 2, 1",
            [first, last],
        )

    def duties(self) -> list[Duty]:
        """The duties of which the files loaded can tell anything."""
        return [duty for duty in self.catalogue if not duty.missing(self._absent)]

    def missing(self, duty: Duty) -> tuple[Field, ...]:
        """The fields that no file has and without which nothing can be said of a duty; empty where something can."""
        return duty.missing(self._absent)

    def person_ids(self) -> list[str]:
        """Every child on the record."""
        return [person_id for (person_id,) in self._rows("SELECT person_id FROM person ORDER BY person_id")]

    def _dated_sql(self, on: date, *, others: bool = False) -> str:
        """Clocks with state and bucket: children's, or those of all others."""
        whose = "IS NULL" if others else "IS NOT NULL"
        ends = self.edition.snapshot_on
        day = f"DATE '{on.isoformat()}'"
        soon = calendar.add_working_days(on, DUE_SOON_WORKING_DAYS).isoformat()
        return f"""SELECT *, {engine.unsure_sql(on, ends)} AS why,
          CASE WHEN met_on <= {day} OR ended_on <= {day} THEN NULL
            WHEN state = 'overdue' THEN 'overdue' WHEN state = 'cannot_tell' THEN 'cannot_tell'
            WHEN due_on = {day} THEN 'today' WHEN due_on <= DATE '{soon}' THEN 'this_week' ELSE 'later' END AS bucket
        FROM (SELECT *, {engine.state_sql(on, ends)} AS state FROM clocks WHERE person_id {whose}) stated
        WHERE state IS NOT NULL"""

    @contextmanager
    def _cursor(self) -> Iterator[Database]:
        cursor = self._database.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def _rows(self, sql: str, parameters: list[Any] | None = None) -> list[Row]:
        with self._cursor() as cursor:
            return cursor.rows(sql, parameters or [])


_CHILD_SELECT = "SELECT person_id, dob, gender, status, since_on, team, worker"


def _children_sql(on: date) -> str:
    """Every child with what it is on the day and who holds it now."""
    day = f"DATE '{on.isoformat()}'"
    weights = " ".join(f"WHEN '{basis}' THEN {n}" for n, basis in enumerate(_STATUS_ORDER))
    return f"""SELECT p.person_id, p.dob, p.gender, s.basis AS status, s.from_on AS since_on,
      CASE WHEN s.basis = 'leaving_care' THEN a.team ELSE w.team END AS team,
      CASE WHEN s.basis = 'leaving_care' THEN a.worker ELSE w.worker END AS worker
    FROM person p
    LEFT JOIN (
      SELECT person_id, basis, from_on,
        ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY CASE basis {weights} END, from_on) AS place
      FROM spans WHERE (from_on IS NULL OR from_on <= {day}) AND (to_on IS NULL OR to_on > {day})
    ) s ON s.person_id = p.person_id AND s.place = 1
    LEFT JOIN holders w ON w.person_id = p.person_id AND w.role = '{Role.SOCIAL_WORKER}'
    LEFT JOIN holders a ON a.person_id = p.person_id AND a.role = '{Role.PERSONAL_ADVISER}'"""


def _chosen(where: Where, of: str) -> tuple[str, list[Any]]:
    """The condition that a `Where` says, over clocks or over children, and its parameters."""
    columns = {"duty": where.duty, "bucket": where.bucket} if of == "clocks" else {"status": where.status}
    columns |= {"team": where.team, "worker": where.worker, "person_id": where.person_id}
    conditions = [f"{name} = ?" for name, value in columns.items() if value is not None]
    parameters = [str(value) for value in columns.values() if value is not None]
    if where.open_only and of == "clocks":
        conditions.append("bucket IS NOT NULL")
    if where.no_team:
        conditions.append("team IS NULL")
    if where.nobody:
        conditions.append("worker IS NULL")
    return " AND ".join(conditions) or "1 = 1", parameters


def _dated_clock(row: Row, on: date) -> DatedClock:
    *values, state, why, bucket = row
    known = dict(zip(_CLOCK_NAMES, values, strict=True))
    clock = Clock(**{**known, "unsure": Unsure(known["unsure"]) if known["unsure"] else None})
    return DatedClock(
        clock=clock,
        state=State(state),
        unsure=Unsure(why) if why else None,
        is_open=bucket is not None,
        bucket=Bucket(bucket) if bucket else None,
        days_left=calendar.working_days_between(on, clock.due_on) if clock.due_on else None,
    )


def _child_summary(row: Row, on: date) -> ChildSummary:
    person_id, dob, gender, status, since_on, team, worker = row
    return ChildSummary(
        person_id=person_id,
        born_on=dob,
        age=calendar.age_on(dob, on) if dob else None,
        gender=gender,
        status=status,
        since_on=since_on,
        team=team,
        worker=worker,
    )
