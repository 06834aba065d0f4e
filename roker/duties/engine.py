"""What every duty means, for all children at once: the same definitions as SQL that DuckDB, PostgreSQL and Spark read.

The text is made from the catalogue and uses only CASE, UNION ALL, joins by equality, window functions and date
literals. No date is computed in it: the legal arithmetic stands in the due table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roker import calendar
from roker.database import Database, quoted
from roker.duties import due_table
from roker.duties.duty import CLOCK_COLUMNS, DUE_SOON_WORKING_DAYS, Duty, Form, State, Unsure
from roker.record import ENTITIES, Record
from roker.record.holding import BASIS_ORDER, OTHERWISE_OPEN_SQL, SPANS_SQL, names_nobody

_NO_DAY = "CAST(NULL AS DATE)"
_NO_TEXT = "CAST(NULL AS VARCHAR)"
_FIRST, _LAST = "DATE '0001-01-01'", "DATE '9999-12-31'"


def build(record: Record, duties: Iterable[Duty]) -> None:
    """Adds the table `clocks` to the record's database: every clock of every child.

    Beside it stand what it is made from: `due_table`, `birthdays`, `spans`, `otherwise_open`, `nobody` and `holders`.
    """
    duties = tuple(duties)
    database = record.database
    due_table.create(database, duties)
    database.run(f"CREATE TABLE spans AS {SPANS_SQL}")
    database.run(f"CREATE TABLE otherwise_open AS {OTHERWISE_OPEN_SQL}")
    _create_holders(database, record.snapshot_on)
    database.create_table("clocks", CLOCK_COLUMNS)
    for duty in duties:
        database.run(f"INSERT INTO clocks {clocks_sql(duty, Held.of(record))}")


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a source holds, as far as the query of a duty depends on it."""

    record_ends_on: date
    only_latest: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    @classmethod
    def of(cls, record: Record) -> "Held":
        return cls(record_ends_on=record.snapshot_on, only_latest=record.only_latest, absent=record.absent)


def clocks_sql(duty: Duty, held: Held) -> str:
    """The query that gives the clocks of one duty, in the columns of `CLOCK_COLUMNS`."""
    if duty.form is Form.WITHIN:
        spans, step_count = _once_sql(), 1
    elif duty.met_by.entity in held.only_latest:
        spans, step_count = _around_latest_sql(duty), len(duty.steps)
    else:
        spans, step_count = _chain_sql(duty), 1
    about, events = _about_sql(duty, held), _events_sql(duty, held)
    tables = ",\n".join([about, events, spans, _limited_sql(duty)])
    return f"WITH {tables}\n{_dated_sql(duty, step_count)}"


def state_sql(on: date, record_ends_on: date) -> str:
    """The state of a row of `clocks` on a day, as an expression; NULL before the clock opened."""
    day, ends, soon = (_day(each) for each in (on, record_ends_on, _soon(on)))
    return f"""CASE
  WHEN opened_on > {day} THEN {_NO_TEXT}
  WHEN late_after IS NULL THEN 'cannot_tell'
  WHEN met_on <= {day} AND (ended_on IS NULL OR met_on <= ended_on) THEN
    CASE WHEN met_on > {ends} AND late_after > {ends} THEN 'cannot_tell'
      WHEN met_on > late_after THEN 'met_late' WHEN unsure IS NULL THEN 'met' ELSE 'cannot_tell' END
  WHEN ended_on <= {day} THEN
    CASE WHEN ended_on > {ends} AND late_after > {ends} THEN 'cannot_tell'
      WHEN ended_on > late_after THEN 'missed' WHEN unsure IS NULL THEN 'lapsed' ELSE 'cannot_tell' END
  WHEN late_after < {day} THEN CASE WHEN late_after > {ends} THEN 'cannot_tell' ELSE 'overdue' END
  WHEN due_on < {day} THEN 'cannot_tell'
  WHEN due_on <= {soon} THEN 'due_soon'
  ELSE 'running' END"""


def unsure_sql(on: date, record_ends_on: date) -> str:
    """Why the state on a day cannot be told, as an expression over `state` and a row of `clocks`."""
    day, ends = _day(on), _day(record_ends_on)
    return f"""CASE WHEN state <> '{State.CANNOT_TELL}' THEN {_NO_TEXT}
  WHEN late_after IS NULL THEN unsure
  WHEN met_on <= {day} AND (ended_on IS NULL OR met_on <= ended_on) THEN
    CASE WHEN met_on > {ends} AND late_after > {ends} THEN '{Unsure.RECORD_ENDED}' ELSE unsure END
  WHEN ended_on <= {day} THEN
    CASE WHEN ended_on > {ends} AND late_after > {ends} THEN '{Unsure.RECORD_ENDED}' ELSE unsure END
  WHEN late_after < {day} THEN '{Unsure.RECORD_ENDED}'
  ELSE unsure END"""


def _soon(on: date) -> date:
    return calendar.add_working_days(on, DUE_SOON_WORKING_DAYS)


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"


def _key(entity: str) -> str:
    """The field that tells rows of an entity apart and that others refer to: its own id, or the child."""
    return ENTITIES[entity].fields[0].name


def _reference(entity: str, other: str) -> str:
    return next(each.name for each in ENTITIES[entity].fields if each.refers_to == other)


def _about_sql(duty: Duty, held: Held) -> str:
    """One row for each assessment, enquiry, plan ...: when it opened, when it ended unmet, what is wrong with it."""
    anchor, about = duty.anchor, duty.about.name
    joins, opened, linked, own_ends = [], f"a.{about}", "1", []
    if duty.opens is None:
        opened = _NO_DAY
    elif duty.opens_elsewhere:
        other = duty.opens.entity
        joins.append(
            f"LEFT JOIN {other} o ON o.{_key(other)} = a.{_reference(anchor, other)} AND o.person_id = a.person_id"
        )
        opened = f"COALESCE(o.{duty.opens.name}, a.{about})"
        linked = f"CASE WHEN o.{duty.opens.name} IS NULL THEN 0 ELSE 1 END"
    if duty.until_age is not None:
        joins.append("LEFT JOIN person p ON p.person_id = a.person_id")
        joins.append(f"LEFT JOIN birthdays b ON b.dob = p.dob AND b.age = {duty.until_age}")
        own_ends.append("b.reached_on")
    known = f"<= {_day(held.record_ends_on)}"
    own_ends += [f"CASE WHEN a.{end.name} {known} THEN a.{end.name} END" for end in duty.ends if end.entity == anchor]
    not_in_files = any(str(each) in held.absent for each in duty.needs)
    excluded = [
        f"(a.{each.field.name} IS NULL OR a.{each.field.name} NOT IN ({', '.join(map(quoted, each.codes))}))"
        for each in duty.exclusions
    ]
    return f"""started AS (
  SELECT a.{_key(anchor)} AS about_key, a.person_id, {f"a.{about}" if duty.opens else _NO_DAY} AS about_on,
    {opened} AS opened_on, {linked} AS linked, {"b.reached_on" if duty.until_age else _NO_DAY} AS too_old_on,
    {_earliest(own_ends)} AS own_end_on, a.{duty.met_by.name if duty.met_by.entity == anchor else about} AS own_event_on
  FROM {anchor} a {" ".join(joins)}
  {"WHERE " + " AND ".join(excluded) if excluded else ""}
),
{_closing_sql(duty, held)},
about AS (
  SELECT s.about_key, s.person_id, s.about_on, s.opened_on, s.linked, s.own_event_on,
    {_earliest(["s.own_end_on", "c.closed_on"])} AS end_on,
    CASE WHEN {"1 = 1" if not_in_files else "1 = 0"} THEN '{Unsure.NOT_IN_FILES}'
      WHEN s.too_old_on <= s.opened_on THEN '{Unsure.OVER_AGE}'
      WHEN s.own_end_on < s.opened_on THEN '{Unsure.DATES_OUT_OF_ORDER}' ELSE {_NO_TEXT} END AS wrong
  FROM started s LEFT JOIN closing c ON c.about_key = s.about_key
)"""


def _closing_sql(duty: Duty, held: Held) -> str:
    """The first end that another entity of the child holds, from the opening on: the closing of the case.

    A closing of a case that began after the clock opened, or after which the child stays open, ends nothing.
    """
    closings = [
        f"""SELECT s.about_key, e.{end.name} AS closed_on FROM started s
  JOIN {end.entity} e ON e.person_id = s.person_id
  LEFT JOIN otherwise_open o ON o.person_id = e.person_id AND o.closed_on = e.{end.name}
  WHERE e.{end.name} >= s.opened_on AND e.{end.name} <= {_day(held.record_ends_on)} AND o.person_id IS NULL
    AND (e.{ENTITIES[end.entity].happened_on} IS NULL OR e.{ENTITIES[end.entity].happened_on} <= s.opened_on)"""
        for end in duty.ends
        if end.entity != duty.anchor
    ]
    if not closings:
        return f"closing AS (SELECT {_NO_TEXT} AS about_key, {_NO_DAY} AS closed_on)"
    together = "\n  UNION ALL ".join(closings)
    return f"closing AS (SELECT about_key, MIN(closed_on) AS closed_on FROM ({together}) each_end GROUP BY about_key)"


def _earliest(days: list[str]) -> str:
    """The earliest of some days, any of which may be NULL."""
    if not days:
        return _NO_DAY
    first, *others = days
    for other in others:
        first = f"CASE WHEN {first} IS NULL OR {other} < {first} THEN {other} ELSE {first} END"
    return first


def _events_sql(duty: Duty, held: Held) -> str:
    """What may have met the duty: one row a day for each `about`. A date after the record ends is a plan at most."""
    known = f"<= {_day(held.record_ends_on)}"
    if duty.met_by.entity == duty.anchor:
        return f"events AS (SELECT about_key, own_event_on AS event_on FROM about WHERE own_event_on {known})"
    entity, field = duty.met_by.entity, duty.met_by.name
    return f"""events AS (
  SELECT DISTINCT a.about_key, e.{field} AS event_on FROM about a
  JOIN {entity} e ON e.{_reference(entity, duty.anchor)} = a.about_key AND e.person_id = a.person_id
  WHERE e.{field} {known}
)"""


_SPAN = "about_key, person_id, about_on, opened_on, met_on, ended_on, unsure, first_step, last_step, linked"

_WRONG = f"""SELECT about_key, person_id, about_on, opened_on, {_NO_DAY} AS met_on, {_NO_DAY} AS ended_on,
    wrong AS unsure, 0 AS first_step, 0 AS last_step, linked FROM about WHERE wrong IS NOT NULL"""


def _once_sql() -> str:
    """One span for each `about`: from the opening to the first event on or after it."""
    return f"""done AS (
  SELECT a.about_key, MIN(CASE WHEN e.event_on >= COALESCE(a.opened_on, {_FIRST}) THEN e.event_on END) AS met_on
  FROM about a JOIN events e ON e.about_key = a.about_key GROUP BY a.about_key
),
spans AS (
  {_WRONG}
  UNION ALL
  SELECT a.about_key, a.person_id, a.about_on, a.opened_on, d.met_on, a.end_on,
    CASE WHEN a.opened_on IS NULL THEN '{Unsure.START_NOT_RECORDED}'
      WHEN d.about_key IS NOT NULL AND d.met_on IS NULL THEN '{Unsure.DATES_OUT_OF_ORDER}' ELSE {_NO_TEXT} END,
    0, 0, a.linked
  FROM about a LEFT JOIN done d ON d.about_key = a.about_key WHERE a.wrong IS NULL
)"""


def _within_sql(prefix: str) -> str:
    return f"{prefix}event_on >= COALESCE(a.opened_on, {_FIRST}) AND {prefix}event_on <= COALESCE(a.end_on, {_LAST})"


def _chain_sql(duty: Duty) -> str:
    """A span from the opening to the first event, from each event to the next, and on from the last."""
    return f"""turns AS (
  SELECT a.about_key, a.opened_on AS turn_on, 0 AS place FROM about a
  WHERE a.wrong IS NULL AND a.opened_on IS NOT NULL
  UNION ALL
  SELECT a.about_key, e.event_on, 1 FROM about a JOIN events e ON e.about_key = a.about_key
  WHERE a.wrong IS NULL AND {_within_sql("e.")}
),
ordered AS (
  SELECT about_key, turn_on, LEAD(turn_on) OVER (PARTITION BY about_key ORDER BY turn_on, place) AS next_on,
    ROW_NUMBER() OVER (PARTITION BY about_key ORDER BY turn_on, place) - 1
      + CASE WHEN MIN(place) OVER (PARTITION BY about_key) = 1 THEN 1 ELSE 0 END AS step FROM turns
),
spans AS (
  {_WRONG}
  UNION ALL
  SELECT a.about_key, a.person_id, a.about_on, t.turn_on, t.next_on, a.end_on, {_NO_TEXT}, {_step("t.step", duty)},
    {_step("t.step", duty)}, a.linked
  FROM ordered t JOIN about a ON a.about_key = t.about_key
  {_NOT_STARTED}
)"""


_NOT_STARTED = f"""UNION ALL
  SELECT a.about_key, a.person_id, a.about_on, {_NO_DAY}, {_NO_DAY}, a.end_on, '{Unsure.START_NOT_RECORDED}', 0, 0,
    a.linked
  FROM about a LEFT JOIN events e ON e.about_key = a.about_key
  WHERE a.wrong IS NULL AND a.opened_on IS NULL AND e.about_key IS NULL"""


def _step(place: str, duty: Duty) -> str:
    last = len(duty.steps) - 1
    return f"CASE WHEN {place} > {last} THEN {last} ELSE {place} END"


def _around_latest_sql(duty: Duty) -> str:
    """Where only the latest event is held: a span that cannot be told up to it, and one from it on."""
    last = len(duty.steps) - 1
    next_step = min(1, last)
    return f"""latest AS (
  SELECT a.about_key, MAX(CASE WHEN {_within_sql("e.")} THEN e.event_on END) AS known_on,
    MAX(CASE WHEN e.event_on >= COALESCE(a.opened_on, {_FIRST}) THEN 1 ELSE 0 END) AS held
  FROM about a JOIN events e ON e.about_key = a.about_key WHERE a.wrong IS NULL GROUP BY a.about_key
),
spans AS (
  {_WRONG}
  UNION ALL
  SELECT a.about_key, a.person_id, a.about_on, a.opened_on, {_NO_DAY}, COALESCE(l.known_on, a.end_on),
    '{Unsure.ONLY_LATEST_HELD}', 0, 0, a.linked
  FROM about a JOIN latest l ON l.about_key = a.about_key
  WHERE l.held = 1 AND (a.opened_on IS NULL OR l.known_on IS NULL OR l.known_on > a.opened_on)
  UNION ALL
  SELECT a.about_key, a.person_id, a.about_on, l.known_on, {_NO_DAY}, a.end_on, {_NO_TEXT}, {next_step}, {last},
    a.linked
  FROM about a JOIN latest l ON l.about_key = a.about_key WHERE l.known_on IS NOT NULL
  UNION ALL
  SELECT a.about_key, a.person_id, a.about_on, a.opened_on, {_NO_DAY}, a.end_on, {_NO_TEXT}, 0, 0, a.linked
  FROM about a LEFT JOIN latest l ON l.about_key = a.about_key
  WHERE a.wrong IS NULL AND a.opened_on IS NOT NULL AND (l.held IS NULL OR l.held = 0)
  {_NOT_STARTED}
)"""


def _limited_sql(duty: Duty) -> str:
    """Spans with the version that was in force when they opened."""
    cases = " ".join(
        f"WHEN opened_on >= {_day(each.in_force_from)}"
        + (f" AND opened_on <= {_day(each.in_force_to)}" if each.in_force_to else "")
        + f" THEN {_day(each.in_force_from)}"
        for each in duty.versions
    )
    return f"""versioned AS (
  SELECT {_SPAN}, CASE WHEN unsure IS NOT NULL THEN {_NO_DAY} {cases} ELSE {_NO_DAY} END AS version FROM spans
)"""


def _dated_sql(duty: Duty, step_count: int) -> str:
    """The clocks: spans with the last day in time of each step that they may be, from the due table."""
    places = ["v.first_step"] if step_count == 1 else [str(n) for n in range(step_count)]
    may_be = (
        ["1 = 1"] if step_count == 1 else [f"v.first_step <= {n} AND {n} <= v.last_step" for n in range(step_count)]
    )
    joins = " ".join(
        f"LEFT JOIN due_table d{n} ON d{n}.limit_code = {_limit_code_sql(duty, place)} AND d{n}.opened_on = v.opened_on"
        for n, place in enumerate(places)
    )
    days = [f"CASE WHEN {each} THEN d{n}.due_on END" for n, each in enumerate(may_be)]
    missing = " OR ".join(f"({each} AND d{n}.due_on IS NULL)" for n, each in enumerate(may_be))
    names = " ".join(f"WHEN {n} THEN {quoted(name)}" for n, name in enumerate(duty.steps))
    known = f"v.unsure IS NULL AND v.version IS NOT NULL AND NOT ({missing})"
    return f"""SELECT '{duty.code}' AS duty, v.person_id, v.about_on, v.opened_on,
  CASE WHEN {known} THEN {_earliest(days)} END AS due_on,
  CASE WHEN {known} THEN {_latest(days)} END AS late_after,
  v.met_on, v.ended_on,
  CASE WHEN v.unsure IS NOT NULL THEN v.unsure
    WHEN v.version IS NULL THEN '{Unsure.NO_VERSION}'
    WHEN {missing} THEN '{Unsure.OUTSIDE_CALENDAR}'
    WHEN {_earliest(days)} <> {_latest(days)} THEN '{Unsure.STEP_NOT_KNOWN}'
    WHEN v.linked = 0 THEN '{Unsure.START_NOT_LINKED}' END AS unsure,
  CASE WHEN v.version IS NULL OR v.first_step <> v.last_step THEN '' ELSE CASE v.first_step {names} END END AS step,
  v.version, h.team, h.worker
FROM versioned v {joins}
LEFT JOIN holders h ON h.person_id = v.person_id AND h.role = '{duty.held_by}'"""


def _latest(days: list[str]) -> str:
    first, *others = days
    for other in others:
        first = f"CASE WHEN {first} IS NULL OR {other} > {first} THEN {other} ELSE {first} END"
    return first


def _limit_code_sql(duty: Duty, place: str) -> str:
    """The code of the limit of a step, by version."""
    versions = []
    for version in duty.versions:
        steps = " ".join(f"WHEN {n} THEN '{limit.code}'" for n, limit in enumerate(version.limits))
        versions.append(f"WHEN v.version = {_day(version.in_force_from)} THEN CASE {place} {steps} END")
    return f"CASE {' '.join(versions)} END"


def _create_holders(database: Database, snapshot_on: date) -> None:
    """The table `holders`: team and worker who hold each child on the snapshot day, for each role."""
    names = database.rows("SELECT DISTINCT worker FROM allocation WHERE worker IS NOT NULL ORDER BY worker")
    database.create_table("nobody", [("worker", "VARCHAR")], [row for row in names if names_nobody(row[0])])
    database.create_table("holders", [(each, "VARCHAR") for each in ("person_id", "role", "team", "worker")])
    for role, order in BASIS_ORDER.items():
        weights = " ".join(f"WHEN '{basis}' THEN {n}" for n, basis in enumerate(order))
        database.run(f"""INSERT INTO holders
SELECT person_id, '{role}', team, CASE WHEN is_nobody = 1 THEN {_NO_TEXT} ELSE worker END FROM (
  SELECT a.person_id, a.team, a.worker, CASE WHEN n.worker IS NULL THEN 0 ELSE 1 END AS is_nobody,
    ROW_NUMBER() OVER (PARTITION BY a.person_id ORDER BY
      CASE WHEN a.to_on <= {_day(snapshot_on)} THEN 1 ELSE 0 END,
      CASE a.basis {weights} END,
      COALESCE(a.from_on, {_FIRST}) DESC) AS place
  FROM spans a LEFT JOIN nobody n ON n.worker = a.worker
) ranked WHERE place = 1""")
