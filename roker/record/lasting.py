"""From when to when something is so of a child, as it follows from the record of all sources together.

A stay in one placement, a series of short breaks, being open, being nobody's and being a care leaver are rows of no
source: they follow from placements, legal statuses, allocations, involvements and periods of care. They are made once,
of the rows that are believed, and say what they follow from. Of a child of whom a source states them, what it states
stays. The rules are those of decision 0015. A span holds from its first day up to, not including, its last.
"""

from collections.abc import Mapping, Set
from datetime import date, timedelta

from roker import calendar
from roker.database import Database
from roker.record.deriving import short_breaks_sql
from roker.record.entities import ENTITIES
from roker.record.filling import day_sql
from roker.record.holding import SPANS_SQL, kind_of_role
from roker.record.occasions import OCCASIONS, WHILE_MADE, Made
from roker.record.unallocated import unallocated_sql
from roker.record.unread import is_unread_sql, unread_text_sql

_FIRST, _LAST = "DATE '0001-01-01'", "DATE '9999-12-31'"
_THIRTEEN_WEEKS = 91
_YEAR = 365
"""Days after a short break within which the next one is of the same series."""
_TEMPORARY = "('T0', 'T1', 'T2', 'T3', 'T4')"
_LONG_TERM = "('U1', 'U4')"
_NO_LONGER_OURS = "('E11', 'E12', 'E2', 'E3')"
"""Adopted, died, or in another authority's care: no relevant child of this authority."""


MADE: Mapping[str, Made] = {
    "placement_stay": Made(
        ways=(("cla_placement.cla_placement_start_date",),),
        only={
            "placement_type": "cla_placement.cla_placement_type",
            "long_term": "cla_placement.cla_placement_type",
            "emergency": "cla_placement.emergency",
            "short_break": "legal_status.legal_status",
        },
    ),
    "short_break_series": Made(ways=(("legal_status.legal_status", "legal_status.legal_status_start_date"),), only={}),
    "leaving_care_status": Made(
        ways=(("period_of_care.entered_care_date", "person.dob"), ("care_leavers.care_leaver_eligibility",)), only={}
    ),
    "open_period": Made(ways=(("allocation.basis_from",),), only={}),
    "unallocated": Made(
        ways=(("allocation.basis_from", "involvements.professional_id", "involvements.involvement_start_date"),),
        only={},
    ),
    **{name: occasion.made for name, occasion in OCCASIONS.items()},
}


def derive_lasting(database: Database, snapshot_on: date) -> None:
    """Fills the entities in `MADE`, in a database with the tables of a record. Doing it again changes nothing."""
    _tell_kinds_of_roles(database)
    if _holds(database, "cla_placement"):
        _add(database, "placement_stay", _stays_sql())
    if _holds(database, "legal_status"):
        _add(database, "short_break_series", _series_sql(snapshot_on))
    if _holds(database, "period_of_care") or _holds(database, "care_leavers"):
        _derive_statuses(database, snapshot_on)
    if _holds(database, "allocation"):
        database.run(f"CREATE TEMPORARY TABLE child_number AS {_CHILD_NUMBER_SQL}")
        database.run(f"CREATE TEMPORARY TABLE open_span AS {_OPEN_SPAN_SQL}")
        _add(database, "open_period", _OPEN_PERIOD_SQL)
        if _holds(database, "involvements"):
            _add(database, "unallocated", unallocated_sql(database, snapshot_on))
            database.run("DROP TABLE nobody_day")
        database.run("DROP TABLE open_span")
        database.run("DROP TABLE child_number")
    for name, occasion in OCCASIONS.items():
        if _holds(database, occasion.of):
            made = f"SELECT o.*, CAST(NULL AS VARCHAR) AS unread FROM ({occasion.sql(database, snapshot_on)}) o"
            _add(database, name, made)
    for table in WHILE_MADE:
        database.run(f"DROP TABLE IF EXISTS {table}")


def absent_with(database: Database, absent: Set[str]) -> frozenset[str]:
    """The fields that no source has, when those of the entities made here are told by what they are made of."""
    filled = database.filled_tables()
    found = set(absent)
    for name, made in MADE.items():
        fields = {f"{name}.{field}" for field in ENTITIES[name].field_names()}
        lacking = {f"{name}.{field}" for field, source in made.only.items() if source in absent}
        if all(any(source in absent for source in way) for way in made.ways):
            lacking = fields
        found -= fields
        # What a source states is told, though nothing follows from anything.
        found |= lacking & absent if name in filled and lacking == fields else lacking
    return frozenset(found)


def _holds(database: Database, entity: str) -> bool:
    return bool(database.rows(f"SELECT 1 FROM {entity} LIMIT 1"))


def _add(database: Database, name: str, sql: str) -> None:
    """Adds what follows, for every child, or home, of whom nothing of the kind is stated."""
    columns = [*ENTITIES[name].field_names(), "unread", "found_in"]
    who = "person_id" if "person_id" in columns else columns[0]
    stated = f"WHERE NOT EXISTS (SELECT 1 FROM {name} s WHERE s.{who} = d.{who})"
    database.run(f"""INSERT INTO {name} ({", ".join(columns)})
SELECT {", ".join(f"d.{column}" for column in columns)} FROM ({sql}) d {stated if _holds(database, name) else ""}""")


def _tell_kinds_of_roles(database: Database) -> None:
    roles = database.rows(
        "SELECT DISTINCT professional_role_id FROM involvements "
        "WHERE involvement_kind IS NULL AND professional_role_id IS NOT NULL"
    )
    kinds = [(role, kind) for (role,) in roles if (kind := kind_of_role(role)) is not None]
    if kinds:
        database.create_table("role_kind", (("role", "VARCHAR"), ("kind", "VARCHAR")), kinds)
        database.run("""UPDATE involvements SET involvement_kind = r.kind FROM role_kind r
WHERE r.role = involvements.professional_role_id AND involvements.involvement_kind IS NULL""")
        database.run("DROP TABLE role_kind")


def _joined_sql(spans: str, by: str, also: str = "", near: str = "0") -> str:
    """Spans (with `by`, from_on, to_on, end_unread and found_in) joined where they touch, or come `near` days after
    each other. `end_unread`: 1 where each of them that has no end has one that could not be read.
    """
    before = f"PARTITION BY {by} ORDER BY from_on, to_on ROWS BETWEEN UNBOUNDED PRECEDING"
    return f"""SELECT {by}, MIN(from_on) AS from_on, MAX(to_on) AS to_on, {also}
  MIN(CASE WHEN to_on = {_LAST} THEN end_unread END) AS end_unread,
  MIN(found_in) || CASE WHEN COUNT(*) > 1 THEN ', and ' || (COUNT(*) - 1) || ' more' ELSE '' END AS found_in
FROM (
  SELECT *, SUM(begins) OVER ({before} AND CURRENT ROW) AS run FROM (
    SELECT *, CASE WHEN from_on - {near} <= MAX(to_on) OVER ({before} AND 1 PRECEDING) THEN 0 ELSE 1 END AS begins
    FROM ({spans}) each_one
  ) marked
) runs GROUP BY {by}, run"""


def _flag_sql(name: str, row: str = "") -> str:
    return f"CASE WHEN {is_unread_sql(name, row)} THEN 1 ELSE 0 END"


# --------------------------------------------------------------------------------------------------------------- stays

_HOME = ("cla_placement_urn", "cla_placement_postcode", "carer_id")
_SAME_HOME = " AND ".join(
    [
        "cla_placement_type = LAG(cla_placement_type) OVER before_it",
        *(f"COALESCE({it} <> LAG({it}) OVER before_it, FALSE) = FALSE" for it in _HOME),
        f"({' OR '.join(f'{it} = LAG({it}) OVER before_it' for it in _HOME)})",
    ]
)
"""Type, home and carer are the same as far as both are told, and home or carer is told: a child is back there."""

_STAY_UNREAD_SQL = unread_text_sql(
    {
        "stay_start_date": f"e.from_on = {_FIRST} AND e.start_unread = 1",
        "stay_end_date": "e.stay_end_date IS NULL AND (e.end_unread = 1 OR e.ceased_unread = 1)",
        "placement_type": "e.placement_type IS NULL AND e.type_unread = 1",
        "long_term": "e.placement_type IS NULL AND e.type_unread = 1",
        "short_break": "b.short_break IS NULL AND b.is_unread = 1",
        "emergency": "e.emergency IS NULL AND e.emergency_unread = 1",
    }
)


_RUNS_SQL = f"""WITH placed AS (
  SELECT *, COALESCE(cla_placement_start_date, {_FIRST}) AS from_on, COALESCE(cla_placement_end_date, {_LAST}) AS to_on,
    CASE WHEN cla_placement_type IN {_TEMPORARY} THEN 1 ELSE 0 END AS is_temporary,
    ROW_NUMBER() OVER (PARTITION BY person_id, cla_id ORDER BY COALESCE(cla_placement_start_date, {_FIRST}),
      COALESCE(cla_placement_end_date, {_LAST}), cla_placement_id) AS nth
  FROM cla_placement WHERE person_id IS NOT NULL
),
marked AS (
  SELECT *, CASE WHEN nth - LAG(nth) OVER before_it > 1 AND {_SAME_HOME} THEN 0 ELSE 1 END AS begins
  FROM placed WHERE is_temporary = 0 WINDOW before_it AS (PARTITION BY person_id, cla_id ORDER BY nth)
  UNION ALL
  SELECT *, CASE WHEN nth = 1 THEN 1 ELSE 0 END FROM placed WHERE is_temporary = 1
),
runs AS (
  SELECT *, SUM(begins) OVER (PARTITION BY person_id, cla_id ORDER BY nth
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run
  FROM marked
),
last_in_run AS (
  SELECT *, MAX(CASE WHEN is_temporary = 0 THEN nth ELSE 0 END) OVER (PARTITION BY person_id, cla_id, run) AS lasting
  FROM runs
)"""
"""Placements by the stay to which they belong: a temporary move belongs to the stay before it."""


def _stays_sql() -> str:
    """Stays in one placement: a temporary move belongs to the stay before it, and so does the return from it."""
    return f"""{_RUNS_SQL},
stays AS (
  SELECT person_id, cla_id, MAX(CASE WHEN begins = 1 THEN cla_placement_id END) AS cla_placement_id,
    MIN(from_on) AS from_on, MAX(CASE WHEN nth >= lasting THEN to_on END) AS to_on,
    MAX(CASE WHEN begins = 1 THEN cla_placement_type END) AS placement_type,
    MAX(CASE WHEN begins = 1 THEN emergency END) AS emergency,
    MAX({_flag_sql("cla_placement_start_date")}) AS start_unread,
    MAX(CASE WHEN begins = 1 THEN {_flag_sql("cla_placement_type")} END) AS type_unread,
    MAX(CASE WHEN begins = 1 THEN {_flag_sql("emergency")} END) AS emergency_unread,
    MIN(CASE WHEN nth >= lasting AND to_on = {_LAST} THEN {_flag_sql("cla_placement_end_date")} END) AS end_unread,
    MAX(CASE WHEN begins = 1 THEN found_in END) AS found_in, COUNT(*) AS placements
  FROM last_in_run GROUP BY person_id, cla_id, run
),
ended AS (
  SELECT s.*, CASE WHEN s.to_on < {_LAST} THEN s.to_on
    WHEN p.ceased_date < COALESCE(LEAD(s.from_on) OVER after_it, {_LAST}) AND p.ceased_date >= s.from_on
      THEN p.ceased_date
    ELSE LEAD(s.from_on) OVER after_it END AS stay_end_date, COALESCE(p.ceased_unread, 0) AS ceased_unread
  FROM stays s LEFT JOIN (
    SELECT person_id, cla_id, MAX(ceased_date) AS ceased_date, MAX({_flag_sql("ceased_date")}) AS ceased_unread
    FROM period_of_care GROUP BY person_id, cla_id
  ) p ON p.cla_id = s.cla_id AND p.person_id = s.person_id
  WINDOW after_it AS (PARTITION BY s.person_id ORDER BY s.from_on, s.to_on, s.cla_placement_id)
)
SELECT e.person_id, e.cla_id, e.cla_placement_id, CASE WHEN e.from_on > {_FIRST} THEN e.from_on END AS stay_start_date,
  e.stay_end_date, e.placement_type,
  CASE WHEN e.placement_type IN {_LONG_TERM} THEN 'Y' WHEN e.placement_type IS NOT NULL THEN 'N' END AS long_term,
  b.short_break, e.emergency, {_STAY_UNREAD_SQL} AS unread, 'derived from cla_placement: ' || e.found_in
    || CASE WHEN e.placements > 1 THEN ', and ' || (e.placements - 1) || ' more' ELSE '' END AS found_in
FROM ended e LEFT JOIN (
  {short_breaks_sql("SELECT DISTINCT person_id, from_on, stay_end_date AS to_on FROM ended")}
) b ON b.person_id = e.person_id AND b.from_on = e.from_on
  AND COALESCE(b.to_on, {_LAST}) = COALESCE(e.stay_end_date, {_LAST})"""


def _series_sql(snapshot_on: date) -> str:
    """An agreement of short breaks (V4), or breaks (V3) of which none follows the one before by more than a year."""
    spans = f"""SELECT person_id, legal_status, COALESCE(legal_status_start_date, {_FIRST}) AS from_on,
      COALESCE(legal_status_end_date, {_LAST}) AS to_on, {_flag_sql("legal_status_end_date")} AS end_unread,
      found_in
    FROM legal_status WHERE legal_status IN ('V3', 'V4') AND person_id IS NOT NULL"""
    near = f"CASE WHEN legal_status = 'V3' THEN {_YEAR} ELSE 0 END"
    may_go_on = day_sql(snapshot_on - timedelta(days=_YEAR))
    return f"""SELECT person_id, legal_status, CASE WHEN from_on > {_FIRST} THEN from_on END AS series_start_date,
  CASE WHEN to_on < CASE WHEN legal_status = 'V3' THEN {may_go_on} ELSE {_LAST} END THEN to_on END AS series_end_date,
  {unread_text_sql({"series_end_date": "end_unread = 1"})} AS unread,
  'derived from legal_status: ' || found_in AS found_in
FROM ({_joined_sql(spans, "person_id, legal_status", near=near)}) j"""


# --------------------------------------------------------------------------------------------------------- care leavers

_AGES = (14, 16, 18, 25)

_KNOWN_CARE_SQL = f"""SELECT p.person_id, COALESCE(p.entered_care_date, e.known_from) AS from_on,
      COALESCE(p.ceased_date, {_LAST}) AS to_on, {_flag_sql("ceased_date", "p")} AS end_unread, p.ceased_reason,
      p.found_in
    FROM period_of_care p LEFT JOIN (
      SELECT cla_id, MIN(cla_episode_start_date) AS known_from FROM cla_episodes GROUP BY cla_id
    ) e ON e.cla_id = p.cla_id
    WHERE COALESCE(p.entered_care_date, e.known_from) IS NOT NULL"""
"""Periods of care; one whose start is not known counts from its first known episode on."""


def _statuses_sql(snapshot_on: date) -> str:
    """Eligible: 16 or 17, in care, from the 91st day of care since 14. Relevant: 16 or 17, and eligible until care
    ceased. Former relevant: from 18 to 25, and eligible or relevant until then.
    """
    no_longer_ours = (
        f"MAX(CASE WHEN ceased_reason IN {_NO_LONGER_OURS} THEN to_on END) = MAX(to_on) AS is_no_longer_ours,"
    )
    return f"""WITH care AS (
  {_joined_sql(_KNOWN_CARE_SQL, "person_id", no_longer_ours)}
),
aged AS (
  SELECT c.*, a.age_14, a.age_16, a.age_18, a.age_25, LEAD(c.from_on) OVER (
      PARTITION BY c.person_id ORDER BY c.from_on) AS again_on,
    CASE WHEN LEAST(c.to_on, a.age_18) > GREATEST(c.from_on, a.age_14)
      THEN LEAST(c.to_on, a.age_18) - GREATEST(c.from_on, a.age_14) ELSE 0 END AS days
  FROM care c JOIN person p ON p.person_id = c.person_id JOIN of_age a ON a.dob = p.dob
),
counted AS (
  SELECT *, COALESCE(SUM(days) OVER (PARTITION BY person_id ORDER BY from_on
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS days_before
  FROM aged
),
eligible AS (
  SELECT *, GREATEST(age_16, GREATEST(from_on, age_14)
      + CASE WHEN days_before < {_THIRTEEN_WEEKS} THEN CAST({_THIRTEEN_WEEKS} - 1 - days_before AS INTEGER) ELSE 0 END
    ) AS eligible_on,
    CASE WHEN to_on = {_LAST} THEN end_unread ELSE 0 END AS end_unread,
    LEAST(to_on, age_18) AS ceased_on, LEAST(COALESCE(again_on, age_18), age_18) AS relevant_until
  FROM counted
),
statuses AS (
  SELECT person_id, 'E' AS eligibility, eligible_on AS from_on, ceased_on AS to_on, age_18, age_25, end_unread, found_in
  FROM eligible WHERE eligible_on < ceased_on
  UNION ALL
  SELECT person_id, 'R', ceased_on, relevant_until, age_18, age_25, 0, found_in
  FROM eligible WHERE eligible_on < ceased_on AND ceased_on < age_18 AND COALESCE(is_no_longer_ours, FALSE) = FALSE
)
SELECT person_id, eligibility, from_on AS status_start_date,
  CASE WHEN to_on <= {day_sql(snapshot_on)} THEN to_on END AS status_end_date,
  {unread_text_sql({"status_end_date": f"end_unread = 1 AND to_on > {day_sql(snapshot_on)}"})} AS unread,
  CASE WHEN found_in LIKE 'derived from %' THEN '' ELSE 'derived from period_of_care: ' END || found_in AS found_in
FROM (
  SELECT person_id, eligibility, from_on, to_on, end_unread, found_in FROM statuses
  UNION ALL SELECT person_id, 'FR', age_18, age_25, 0, found_in FROM statuses WHERE to_on = age_18
) known WHERE from_on <= {day_sql(snapshot_on)}"""


def _stated_statuses_sql(snapshot_on: date) -> str:
    """What is stated of care leavers, for those whose time in care the record does not tell."""
    day, started = day_sql(snapshot_on), is_unread_sql("eligibility_start_date", "c")
    return f"""SELECT c.person_id, c.care_leaver_eligibility AS eligibility,
  COALESCE(c.eligibility_start_date, CASE WHEN c.care_leaver_eligibility = 'FR' AND a.age_18 <= {day} THEN a.age_18 END)
    AS status_start_date,
  CASE WHEN c.care_leaver_eligibility IN ('FR', 'Q') THEN CASE WHEN a.age_25 <= {day} THEN a.age_25 END
    WHEN a.age_18 <= {day} THEN a.age_18 END AS status_end_date,
  {unread_text_sql({"status_start_date": started})} AS unread,
  'derived from care_leavers: ' || c.found_in AS found_in
FROM care_leavers c LEFT JOIN person p ON p.person_id = c.person_id LEFT JOIN of_age a ON a.dob = p.dob
WHERE c.care_leaver_eligibility IN ('E', 'R', 'FR', 'Q')"""


def _derive_statuses(database: Database, snapshot_on: date) -> None:
    births = database.rows("""SELECT DISTINCT p.dob FROM person p
JOIN (SELECT person_id FROM period_of_care UNION SELECT person_id FROM care_leavers) c ON c.person_id = p.person_id
WHERE p.dob IS NOT NULL""")
    columns = [("dob", "DATE"), *((f"age_{age}", "DATE") for age in _AGES)]
    reached = ((dob, *(calendar.birthday(dob, age) for age in _AGES)) for (dob,) in births)
    database.create_table("of_age", columns, reached)
    _add(database, "leaving_care_status", _statuses_sql(snapshot_on))
    _add(database, "leaving_care_status", _stated_statuses_sql(snapshot_on))
    database.run("DROP TABLE of_age")


# ---------------------------------------------------------------------------------------------------------------- open

_CHILD_NUMBER_SQL = """SELECT person_id, CAST(ROW_NUMBER() OVER (ORDER BY person_id) AS INTEGER) AS child
FROM (SELECT DISTINCT person_id FROM allocation WHERE person_id IS NOT NULL) held"""
"""A short number for each child: what follows day by day is put in order by it twice as fast."""

_OPEN_SPAN_SQL = f"""SELECT n.child, s.person_id, s.basis, s.worker, s.found_in, s.end_unread,
  COALESCE(s.from_on, CASE WHEN s.basis = 'leaving_care' AND l.since < COALESCE(s.to_on, {_LAST}) THEN l.since END,
    {_FIRST}) AS from_on,
  COALESCE(s.to_on, {_LAST}) AS to_on
FROM ({SPANS_SQL}) s JOIN child_number n ON n.person_id = s.person_id LEFT JOIN (
  SELECT person_id, MIN(status_start_date) AS since FROM leaving_care_status
  WHERE eligibility IN ('R', 'FR', 'Q') GROUP BY person_id
) l ON l.person_id = s.person_id
WHERE s.from_on IS NULL OR s.to_on IS NULL OR s.from_on < s.to_on"""
"""From when to when a child is open, for what; leaving care since the status began, where no list says since when."""

_JOINED_OPEN_SQL = _joined_sql(
    f"SELECT child, person_id, from_on, to_on, end_unread, found_in FROM open_span WHERE from_on > {_FIRST}",
    "child",
    "MIN(person_id) AS person_id,",
)
_OPEN_UNREAD_SQL = unread_text_sql({"open_end_date": "{} = 1"})
_OPEN_PERIOD_SQL = f"""WITH known AS ({_JOINED_OPEN_SQL})
SELECT person_id, from_on AS open_start_date, CASE WHEN to_on < {_LAST} THEN to_on END AS open_end_date,
  {_OPEN_UNREAD_SQL.format("end_unread")} AS unread,
  CASE WHEN found_in LIKE 'derived from %' THEN '' ELSE 'derived from allocation: ' END || found_in AS found_in
FROM known
UNION ALL
SELECT s.person_id, CAST(NULL AS DATE), CASE WHEN s.to_on < {_LAST} THEN s.to_on END,
  {_OPEN_UNREAD_SQL.format(f"CASE WHEN s.to_on = {_LAST} THEN MIN(s.end_unread) END")},
  CASE WHEN MIN(s.found_in) LIKE 'derived from %' THEN '' ELSE 'derived from allocation: ' END || MIN(s.found_in)
FROM open_span s LEFT JOIN known k ON k.child = s.child AND k.from_on < s.to_on AND k.to_on >= s.to_on
WHERE s.from_on = {_FIRST} AND k.person_id IS NULL GROUP BY s.person_id, s.to_on"""
"""All that a child is open for, joined where it touches. What began on a day that is not known adds nothing where the
child is open anyway when it ends, or goes on; else it is a time of its own."""
