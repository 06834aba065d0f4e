"""From when to when nobody held an open child: the gaps that involvements leave.

What weighs most of all that a child is open for on a day decides whose role may hold the child, as
`roker.record.holding` has it. An involvement holds from its first day up to its last, or until its worker left. A
worker whom only a row or a list names holds from where the last involvement ended, else throughout.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from roker.database import Database
from roker.record.filling import day_sql
from roker.record.holding import BASIS_ORDER, MAY_HOLD, Role, names_nobody, weight_of_role
from roker.record.unread import unread_text_sql

_FIRST, _LAST = "DATE '0001-01-01'", "DATE '9999-12-31'"
_ORDER = BASIS_ORDER[Role.SOCIAL_WORKER]
_GROUPS = tuple(tuple(bases) for _, bases in groupby(_ORDER, lambda basis: MAY_HOLD[basis]))
"""Bases that weigh one after the other and that the same roles may hold a child for."""
_HOLDERS = tuple(dict.fromkeys(MAY_HOLD[group[0]] for group in _GROUPS))
"""The kinds of roles that may hold a child for something, each set of them once."""
_HELD = tuple(f"held_{n}" for n in range(len(_HOLDERS)))


def unallocated_sql(database: Database, snapshot_on: date) -> str:
    """The gaps, with the fields of `unallocated`, over `open_span` and what is made here; it is there for this only."""
    database.create_table(
        "may_hold", (("role", "VARCHAR"), *((name, "INTEGER") for name in _HELD)), _who_may_hold(database)
    )
    columns = (("worker", "VARCHAR"), ("until", "DATE"))
    for name, workers in (("involved", _involved(database)), ("named", _named(database))):
        database.create_table(name, columns, workers)
    database.run(f"CREATE TEMPORARY TABLE stood AS {_STOOD_SQL}")
    database.run(f"CREATE TEMPORARY TABLE nobody_day AS {_NOBODY_DAY_SQL}")
    for name in ("may_hold", "involved", "named", "stood"):
        database.run(f"DROP TABLE {name}")
    return _gaps_sql(snapshot_on)


def _who_may_hold(database: Database) -> Iterator[tuple[object, ...]]:
    roles = database.rows("SELECT DISTINCT COALESCE(professional_role_id, '') FROM involvements")
    for (role,) in roles:
        flags = [any(_may(role, basis) for basis in _ORDER if MAY_HOLD[basis] == kinds) for kinds in _HOLDERS]
        if any(flags):
            yield role, *map(int, flags)


def _may(role: str, basis: str) -> bool:
    return weight_of_role(role, basis) is not None


def _involved(database: Database) -> Iterator[tuple[str, date | None]]:
    """Workers who are somebody, by what involvements call them, with the day on which the last post of one ended."""
    posts = f"SELECT worker, MAX(COALESCE(post_end_date, {_LAST})) FROM worker_post GROUP BY worker"
    ended = {worker: until for worker, until in database.rows(posts) if until < date.max}
    for worker, name in database.rows("""SELECT i.worker, MIN(p.professional_name)
FROM (SELECT DISTINCT professional_id AS worker FROM involvements WHERE professional_id IS NOT NULL) i
LEFT JOIN professionals p ON p.professional_id = i.worker GROUP BY i.worker"""):
        if not names_nobody(name or worker):
            yield worker, ended.get(worker, ended.get(name))


def _named(database: Database) -> Iterator[tuple[str, None]]:
    for (worker,) in database.rows("SELECT DISTINCT worker FROM open_span WHERE worker IS NOT NULL"):
        if not names_nobody(worker):
            yield worker, None


def _listed(bases: tuple[str, ...]) -> str:
    return ", ".join(f"'{basis}'" for basis in bases)


_STOOD_SQL = f"""SELECT n.child, {", ".join(f"m.{name}" for name in _HELD)},
  COALESCE(i.involvement_start_date, {_FIRST}) AS from_on,
  LEAST(COALESCE(i.involvement_end_date, {_LAST}), COALESCE(w.until, {_LAST})) AS to_on
FROM involvements i JOIN may_hold m ON m.role = COALESCE(i.professional_role_id, '')
JOIN involved w ON w.worker = i.professional_id JOIN child_number n ON n.person_id = i.person_id"""

_FOR_BASIS = {
    name: _listed(tuple(basis for basis in _ORDER if MAY_HOLD[basis] == kinds))
    for name, kinds in zip(_HELD, _HOLDERS, strict=True)
}
"""By column of `stood`, the bases for which it says that somebody may hold a child."""

_NAMED_SQL = f"""SELECT o.child, o.basis, GREATEST(o.from_on, COALESCE(MAX(s.to_on), {_FIRST})) AS from_on, o.to_on
  FROM open_span o JOIN named n ON n.worker = o.worker
  LEFT JOIN stood s ON s.child = o.child AND s.from_on < o.to_on AND s.to_on > o.from_on
    AND CASE {" ".join(f"WHEN o.basis IN ({bases}) THEN s.{name}" for name, bases in _FOR_BASIS.items())} END = 1
  GROUP BY o.child, o.basis, o.from_on, o.to_on"""
"""From when to when whoever a row or a list names holds a child: after the last involvement in the span, if any."""

_PLACE = 1000
"""More than a child is ever open for at once: how many of each group are open are digits of one number, so that its
size says which group weighs most."""
_DIGIT = {group: _PLACE ** (len(_GROUPS) - place) for place, group in enumerate(_GROUPS, 1)}

_SPANS_SQL = f"""SELECT child, from_on, to_on,
    CASE {" ".join(f"WHEN basis IN ({_listed(group)}) THEN {digit}" for group, digit in _DIGIT.items())} END AS open,
    {", ".join(f"0 AS {name}" for name in _HELD)} FROM open_span
  UNION ALL SELECT child, from_on, to_on, 0, {", ".join(_HELD)} FROM stood
  UNION ALL SELECT child, from_on, to_on, 0,
    {", ".join(f"CASE WHEN basis IN ({bases}) THEN 1 ELSE 0 END" for bases in _FOR_BASIS.values())}
  FROM ({_NAMED_SQL}) n"""
_NOBODY_SQL = " ".join(
    f"WHEN open >= {digit} THEN CASE WHEN {_HELD[_HOLDERS.index(MAY_HOLD[group[0]])]} = 0 THEN 1 ELSE 0 END"
    for group, digit in _DIGIT.items()
)
_SUMS = ("open", *_HELD)

_NOBODY_DAY_SQL = f"""WITH spans AS (SELECT * FROM ({_SPANS_SQL}) s WHERE from_on < to_on),
days AS (
  SELECT child, day, {", ".join(f"SUM({name}) AS {name}" for name in _SUMS)} FROM (
    SELECT child, from_on AS day, {", ".join(_SUMS)} FROM spans
    UNION ALL SELECT child, to_on, {", ".join(f"-{name}" for name in _SUMS)} FROM spans WHERE to_on < {_LAST}
  ) changes GROUP BY child, day
),
standing AS (
  SELECT child, day AS from_on, COALESCE(LEAD(day) OVER by_day, {_LAST}) AS to_on,
    {", ".join(f"SUM({name}) OVER by_day AS {name}" for name in _SUMS)}
  FROM days WINDOW by_day AS (PARTITION BY child ORDER BY day)
)
SELECT child, from_on, to_on FROM standing WHERE CASE {_NOBODY_SQL} ELSE 0 END = 1"""
"""From each day on which anything changed to the next, where the child is open and nobody's."""


def _gaps_sql(snapshot_on: date) -> str:
    weighed = " ".join(f"WHEN '{basis}' THEN '{place}{basis}'" for place, basis in enumerate(_ORDER))
    return f"""WITH gaps AS (
  SELECT child, MIN(from_on) AS from_on, MAX(to_on) AS to_on FROM (
    SELECT *, SUM(begins) OVER (PARTITION BY child ORDER BY from_on) AS run FROM (
      SELECT *, CASE WHEN from_on = LAG(to_on) OVER (PARTITION BY child ORDER BY from_on) THEN 0 ELSE 1 END
        AS begins FROM nobody_day
    ) marked
  ) runs GROUP BY child, run
)
SELECT MIN(o.person_id) AS person_id, SUBSTR(MIN(CASE o.basis {weighed} END), 2) AS basis,
  CASE WHEN MAX(p.open_start_date) IS NULL AND g.from_on > {_FIRST} THEN 'left' ELSE 'new' END AS unallocated_kind,
  CASE WHEN g.from_on > {_FIRST} THEN g.from_on END AS unallocated_start_date,
  CASE WHEN g.to_on < {_LAST} THEN g.to_on END AS unallocated_end_date,
  CASE WHEN MIN(o.found_in) LIKE 'derived from %' THEN '' ELSE 'derived from allocation: ' END || MIN(o.found_in)
    AS found_in,
  {unread_text_sql({"unallocated_end_date": f"g.to_on = {_LAST} AND MAX(e.end_unread) = 1"})} AS unread
FROM gaps g JOIN open_span o ON o.child = g.child AND o.from_on <= g.from_on AND o.to_on > g.from_on
LEFT JOIN (SELECT child, MIN(end_unread) AS end_unread FROM open_span WHERE to_on = {_LAST} GROUP BY child) e
  ON e.child = g.child
LEFT JOIN open_period p ON p.person_id = o.person_id AND p.open_start_date = g.from_on
WHERE g.from_on <= {day_sql(snapshot_on)} AND (g.from_on > {_FIRST} OR g.to_on = {_LAST})
GROUP BY g.child, g.from_on, g.to_on"""
