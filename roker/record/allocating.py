"""Who holds a child for what, where no source states it: from cases, plans, care and involvements (decision 0010)."""

from collections.abc import Iterable
from datetime import date

from roker.database import Database
from roker.record.codes import CODE_SETS
from roker.record.filling import FIRST, LAST, NO_DAY, NO_TEXT, day_sql, fill
from roker.record.holding import weight_of_role
from roker.record.unread import is_unread_sql, unread_text_sql

_BEGUN_SQL = """SELECT person_id, referral_id, assessment_start_date AS begun_on FROM cin_assessments
UNION ALL SELECT person_id, referral_id, s47_start_date FROM s47_enquiry
UNION ALL SELECT person_id, referral_id, cin_plan_start_date FROM cin_plans
UNION ALL SELECT person_id, referral_id, cp_plan_start_date FROM cp_plans
UNION ALL SELECT person_id, CAST(NULL AS VARCHAR), entered_care_date FROM period_of_care"""
"""What a referral leads to: once one of these is begun the child is in need, and no longer waits at the front door."""

_IN_NEED_SQL = """SELECT r.person_id, r.referral_date, r.close_date, r.referral_id, r.referral_team AS team,
  r.referral_worker_id AS worker, r.unread, r.found_in
FROM cin_episodes r JOIN (
  SELECT b.referral_id FROM begun b WHERE b.referral_id IS NOT NULL
  UNION
  SELECT c.referral_id FROM cin_episodes c JOIN begun b ON b.person_id = c.person_id
  WHERE (b.referral_id IS NULL OR b.referral_id LIKE '~%') AND b.begun_on >= c.referral_date
    AND (c.close_date IS NULL OR b.begun_on <= c.close_date)
) e ON e.referral_id = r.referral_id
WHERE r.referral_nfa IS NULL OR r.referral_nfa <> 'Y'"""


def _ended_with_case(end: str, start: str) -> str:
    """The earlier of a thing's own end and the closing of the case `r` that it belongs to."""
    closes_it = f"r.close_date >= {start} AND r.close_date < COALESCE({end}, {LAST})"
    return f"CASE WHEN {closes_it} THEN r.close_date ELSE {end} END"


def _unread_sql(row: str, start: str, *ends: str) -> str:
    """What could not be read of the days of an allocation for the thing in `row`; `ends` are conditions."""
    return unread_text_sql({"basis_from": is_unread_sql(start, row), "basis_to": " OR ".join(ends)})


def _bases_sql(snapshot_on: date) -> str:
    """For what a child is held: one row for each plan, period of care, case, enquiry ..., whoever holds it."""
    enquired = f"""COALESCE(c.held_on, CASE WHEN s.icpc_not_required = 'N' THEN {NO_DAY} ELSE s.s47_end_date END)"""
    closing = is_unread_sql("close_date", "r")
    enquiring = f"{is_unread_sql('s47_end_date', 's')} AND COALESCE(s.icpc_not_required, '') <> 'N'"
    return f"""SELECT person_id, 'care' AS basis, entered_care_date AS from_on, ceased_date AS to_on,
  {NO_TEXT} AS team, {NO_TEXT} AS worker, 'period_of_care' AS entity,
  {_unread_sql("p", "entered_care_date", is_unread_sql("ceased_date", "p"))} AS unread, found_in FROM period_of_care p
UNION ALL
SELECT person_id, 'protection', cp_plan_start_date, cp_plan_end_date, {NO_TEXT}, {NO_TEXT}, 'cp_plans',
  {_unread_sql("p", "cp_plan_start_date", is_unread_sql("cp_plan_end_date", "p"))}, found_in
FROM cp_plans p WHERE cp_plan_ola IS NULL OR cp_plan_ola <> 'Y'
UNION ALL
SELECT n.person_id, 'need', n.referral_date, n.close_date, COALESCE(p.team, n.team), COALESCE(p.worker, n.worker),
  'cin_episodes', {_unread_sql("n", "referral_date", is_unread_sql("close_date", "n"))}, n.found_in
FROM in_need n LEFT JOIN (
  SELECT referral_id, cin_plan_team AS team, cin_plan_worker_id AS worker,
    ROW_NUMBER() OVER (PARTITION BY referral_id ORDER BY cin_plan_start_date DESC, cin_plan_id) AS nth FROM cin_plans
) p ON p.referral_id = n.referral_id AND p.nth = 1
UNION ALL
SELECT p.person_id, 'need', p.cin_plan_start_date, p.cin_plan_end_date, p.cin_plan_team, p.cin_plan_worker_id,
  'cin_plans', {_unread_sql("p", "cin_plan_start_date", is_unread_sql("cin_plan_end_date", "p"))}, p.found_in
FROM cin_plans p WHERE p.cin_plan_id NOT IN (
  SELECT q.cin_plan_id FROM cin_plans q JOIN in_need n ON n.person_id = q.person_id
  WHERE n.referral_id = q.referral_id OR (n.referral_date <= q.cin_plan_start_date
    AND (n.close_date IS NULL OR n.close_date > q.cin_plan_start_date)))
UNION ALL
SELECT s.person_id, 'enquiry', s.s47_start_date, {_ended_with_case(enquired, "s.s47_start_date")},
  s.s47_completed_by_team, s.s47_completed_by_worker_id, 's47_enquiry',
  {_unread_sql("s", "s47_start_date", enquiring, is_unread_sql("held_on", "c"), closing)}, s.found_in
FROM s47_enquiry s LEFT JOIN (
  SELECT person_id, s47_enquiry_id, MIN(CASE WHEN icpc_date <= {day_sql(snapshot_on)} THEN icpc_date END) AS held_on,
    MAX(CASE WHEN {is_unread_sql("icpc_date")} THEN ' held_on ' END) AS unread
  FROM initial_cp_conference GROUP BY person_id, s47_enquiry_id
) c ON c.s47_enquiry_id = s.s47_enquiry_id AND c.person_id = s.person_id
LEFT JOIN cin_episodes r ON r.referral_id = s.referral_id AND r.person_id = s.person_id
UNION ALL
SELECT a.person_id, 'assessment', a.assessment_start_date,
  {_ended_with_case("a.assessment_auth_date", "a.assessment_start_date")}, a.assessment_team, a.assessment_worker_id,
  'cin_assessments',
  {_unread_sql("a", "assessment_start_date", is_unread_sql("assessment_auth_date", "a"), closing)}, a.found_in
FROM cin_assessments a LEFT JOIN cin_episodes r ON r.referral_id = a.referral_id AND r.person_id = a.person_id
UNION ALL
SELECT person_id, 'referral', referral_date, close_date, referral_team, referral_worker_id, 'cin_episodes',
  {_unread_sql("r", "referral_date", closing)}, found_in
FROM cin_episodes r
UNION ALL
SELECT person_id, 'leaving_care', {NO_DAY}, {NO_DAY}, care_leaver_allocated_team,
  COALESCE(care_leaver_personal_advisor, care_leaver_worker_id), 'care_leavers', {NO_TEXT}, found_in
FROM care_leavers WHERE COALESCE(care_leaver_eligibility, '') <> 'N'"""


_BASIS_SQL = """SELECT * FROM (
  SELECT b.*, ROW_NUMBER() OVER (PARTITION BY person_id, basis, COALESCE(from_on, {first})
    ORDER BY CASE WHEN to_on IS NULL THEN CASE WHEN COALESCE(unread, '') LIKE '% basis_to %' THEN 1 ELSE 0 END
      ELSE 2 END, to_on DESC, found_in) AS nth,
    CASE WHEN to_on <= {day} AND (from_on IS NULL OR to_on >= from_on) THEN to_on ELSE {day} END AS on_day,
    CASE WHEN to_on <= {day} AND (from_on IS NULL OR to_on >= from_on) THEN 1 ELSE 0 END AS is_over
  FROM ({bases}) b WHERE person_id IS NOT NULL
) numbered WHERE nth = 1"""
"""Each basis once: the one that goes on, else one whose end could not be read, before those that have ended; with
the day for which its holder is asked."""

_STANDING_SQL = f"""SELECT person_id, basis, from_on, professional_id, professional_team, found_in, is_standing,
  CASE WHEN is_standing = 1 THEN involvement_start_date ELSE involvement_end_date END AS held_from FROM (
  SELECT c.*, ROW_NUMBER() OVER (PARTITION BY person_id, basis, from_on ORDER BY is_standing DESC,
    CASE WHEN is_standing = 1 THEN weight ELSE 0 END, CASE WHEN is_standing = 1 THEN since_on ELSE until_on END DESC,
    since_on DESC, professional_id) AS place
  FROM (
    SELECT b.person_id, b.basis, b.from_on, i.professional_id, i.professional_team, i.found_in, w.weight,
      i.involvement_start_date, i.involvement_end_date,
      COALESCE(i.involvement_start_date, {FIRST}) AS since_on, COALESCE(i.involvement_end_date, {LAST}) AS until_on,
      CASE WHEN i.involvement_end_date IS NULL OR i.involvement_end_date > b.on_day
        OR (b.is_over = 1 AND i.involvement_end_date = b.on_day) THEN 1 ELSE 0 END AS is_standing
    FROM basis b JOIN involvements i ON i.person_id = b.person_id
    JOIN role_weight w ON w.role = COALESCE(i.professional_role_id, '') AND w.basis = b.basis
    WHERE COALESCE(i.involvement_start_date, {FIRST}) <= b.on_day
      AND COALESCE(i.involvement_end_date, {LAST}) > COALESCE(b.from_on, {FIRST})
      AND (b.basis <> 'leaving_care' OR b.worker IS NULL OR w.weight = 0)
  ) c
) ranked WHERE place = 1"""
"""For each basis the involvement that stands at its end or today, else the last that stood: then nobody holds it."""

_ALLOCATION_SQL = f"""SELECT h.person_id, h.basis, h.from_on, h.to_on, COALESCE(t.name, h.team) AS team,
  COALESCE(w.name, h.worker) AS worker, h.held_from, h.unread, h.found_in
FROM (
  SELECT b.person_id, b.basis, b.from_on, b.to_on, CASE WHEN b.to_on IS NULL THEN b.unread
    WHEN b.unread LIKE '% basis_from %' THEN ' basis_from ' END AS unread,
    COALESCE(s.professional_team, b.team) AS team,
    CASE WHEN s.person_id IS NULL THEN b.worker WHEN s.is_standing = 1 THEN s.professional_id END AS worker,
    s.held_from,
    CASE WHEN b.found_in LIKE 'derived from %' THEN '' ELSE 'derived from ' || b.entity || ': ' END || b.found_in
      || CASE WHEN s.person_id IS NULL THEN '' ELSE '; involvements: ' || s.found_in END AS found_in
  FROM basis b LEFT JOIN ({_STANDING_SQL}) s ON s.person_id = b.person_id AND s.basis = b.basis
    AND COALESCE(s.from_on, {FIRST}) = COALESCE(b.from_on, {FIRST})
) h
LEFT JOIN team_name t ON t.id = h.team
LEFT JOIN worker_name w ON w.id = h.worker"""

_WORKER_NAMES_SQL = """WITH named AS (
  SELECT professional_id AS id, MIN(staff_id) AS staff_id, MIN(professional_name) AS name FROM professionals
  WHERE professional_name IS NOT NULL GROUP BY professional_id
),
told_apart AS (
  SELECT id, staff_id,
    name || CASE WHEN COUNT(*) OVER (PARTITION BY name) > 1 THEN ' (' || id || ')' ELSE '' END AS name
  FROM named
)
SELECT id, name FROM told_apart
UNION ALL
SELECT staff_id, MIN(name) FROM told_apart
WHERE staff_id IS NOT NULL AND staff_id NOT IN (SELECT professional_id FROM professionals)
GROUP BY staff_id HAVING COUNT(*) = 1"""
"""Workers by number; where two have one name, each with the number, so that they are not taken for one."""


def derive_allocations(database: Database, snapshot_on: date) -> None:
    """Who holds each child for what, where no source states it."""
    day = day_sql(snapshot_on)
    database.run(f"CREATE TEMPORARY TABLE begun AS SELECT DISTINCT * FROM ({_BEGUN_SQL}) b WHERE begun_on <= {day}")
    database.run(f"CREATE TEMPORARY TABLE in_need AS {_IN_NEED_SQL}")
    bases = _BASIS_SQL.format(first=FIRST, day=day, bases=_bases_sql(snapshot_on))
    database.run(f"CREATE TEMPORARY TABLE basis AS {bases}")
    database.create_table(
        "role_weight", (("role", "VARCHAR"), ("basis", "VARCHAR"), ("weight", "INTEGER")), _weights(database)
    )
    database.run(f"CREATE TEMPORARY TABLE worker_name AS {_WORKER_NAMES_SQL}")
    database.run(
        "CREATE TEMPORARY TABLE team_name AS "
        "SELECT team_id AS id, MIN(team_name) AS name FROM department WHERE team_name IS NOT NULL GROUP BY team_id"
    )
    database.run(f"CREATE TEMPORARY TABLE derived_allocation AS {_ALLOCATION_SQL}")
    same = f"""allocation.person_id = d.person_id AND allocation.basis = d.basis
  AND COALESCE(allocation.basis_from, {FIRST}) = COALESCE(d.from_on, {FIRST})"""
    fill(database, "allocation", "derived_allocation", {"basis_to": "to_on", "team": "team", "worker": "worker"}, same)
    database.run(f"""UPDATE allocation SET held_from = d.held_from FROM derived_allocation d
WHERE {same} AND allocation.held_from IS NULL AND COALESCE(allocation.worker, '') = COALESCE(d.worker, '')""")
    database.run(f"""INSERT INTO allocation (
  person_id, basis, basis_from, basis_to, team, worker, held_from, unread, found_in)
SELECT d.person_id, d.basis, d.from_on, d.to_on, d.team, d.worker, d.held_from, d.unread, d.found_in
FROM derived_allocation d LEFT JOIN allocation ON {same} WHERE allocation.person_id IS NULL
ORDER BY d.person_id, d.from_on""")


def _weights(database: Database) -> Iterable[tuple[str, str, int]]:
    """For each role that is told, and "" for none, the bases for which whoever has it may hold a child."""
    roles = database.rows("SELECT DISTINCT COALESCE(professional_role_id, '') FROM involvements")
    for (role,) in roles:
        for basis in CODE_SETS["allocation_basis"].labels:
            weight = weight_of_role(role, basis)
            if weight is not None:
                yield role, basis, weight
