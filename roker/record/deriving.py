"""What follows from what sources tell: periods of care, references left blank, and who holds a child for what.

Annex A states periods of care and allocations; the other sources tell the episodes, plans and involvements that they
follow from. What is derived stands in the same tables and says so ("derived from cla_episodes: ..."). What a source
states is never replaced. The rules are those of decision 0010; where a source leaves a choice, the one is taken that
cannot hide a child.
"""

from dataclasses import dataclass
from datetime import date

from roker.database import Database
from roker.record.allocating import derive_allocations
from roker.record.entities import (
    ENTITIES,
    cin_assessments,
    cin_plans,
    cla_placement,
    cla_reviews,
    cla_visits,
    cp_reviews,
    cp_visits,
    initial_cp_conference,
    permanence,
    s47_enquiry,
)
from roker.record.filling import FIRST, LAST, NO_DAY, fill
from roker.record.schema import Field
from roker.record.unread import is_unread_sql, unread_text_sql

_ENQUIRY_BEFORE = 60
"""Days before a conference in which the enquiry that led to it is looked for: twice fifteen working days and more."""

_MADE = ("care_episode", "derived_period", "derived_link", "begun", "in_need", "basis", "role_weight", "worker_name",
         "team_name", "derived_allocation")  # fmt: skip
"""Tables that are there while deriving."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """A reference that can be told by its day: the one plan, period of care or case of the child that covers it."""

    reference: Field
    on: Field
    orphans: bool = False
    """Whether one that matches nothing is looked for too: a child has one plan, and one period of care, at a time. A
    case that is named and not there is another one."""
    first_only: bool = False
    """Whether only the first thing in a span belongs to it: a later assessment need not be that of the referral."""


LINKS = (
    Link(reference=cla_placement.cla_id, on=cla_placement.cla_placement_start_date, orphans=True),
    Link(reference=cla_reviews.cla_id, on=cla_reviews.cla_review_date, orphans=True),
    Link(reference=cla_visits.cla_id, on=cla_visits.cla_visit_date, orphans=True),
    Link(reference=permanence.cla_id, on=permanence.adm_decision_date, orphans=True),
    Link(reference=cp_visits.cp_plan_id, on=cp_visits.cp_visit_date, orphans=True),
    Link(reference=cp_reviews.cp_plan_id, on=cp_reviews.cp_review_date, orphans=True),
    Link(reference=cin_assessments.referral_id, on=cin_assessments.assessment_start_date, first_only=True),
    Link(reference=cin_plans.referral_id, on=cin_plans.cin_plan_start_date),
    Link(reference=s47_enquiry.referral_id, on=s47_enquiry.s47_start_date),
    Link(reference=initial_cp_conference.referral_id, on=initial_cp_conference.icpc_date),
)


def derive(database: Database, snapshot_on: date) -> None:
    """Adds what follows from the rows in a database that has a table, not a view, for each entity.

    Doing it again changes nothing. A record of lists alone, which states who holds whom, stays just as it is; one
    without episodes of care and involvements, as the CIN census gives, has its references and gets allocations only.
    """
    histories = any(_holds(database, name) for name in ("involvements", "cla_episodes"))
    if not histories and _holds(database, "allocation"):
        return
    if histories:
        if _holds(database, "cla_episodes"):
            _derive_periods(database)
        for link in LINKS:
            _link_byday_sql(database, link)
        _link_conferences(database)
    derive_allocations(database, snapshot_on)
    for name in _MADE:
        database.run(f"DROP TABLE IF EXISTS {name}")


def _holds(database: Database, entity: str) -> bool:
    return bool(database.rows(f"SELECT 1 FROM {entity} LIMIT 1"))


# ---------------------------------------------------------------------------------------------------- periods of care


def short_breaks_sql(spans: str) -> str:
    """Of spans (person_id, from_on, to_on), each once, whether they are short breaks.

    "Y": from their first day on, and under no other legal status, not even an unread one. "N": under another one. NULL:
    no legal status says either; `is_unread` is 1 where one of them could not be read.
    """
    return f"""SELECT e.person_id, e.from_on, e.to_on,
  CASE WHEN MIN(CASE WHEN s.legal_status IN ('V3', 'V4') THEN 1 ELSE 0 END) = 1
      AND MIN(COALESCE(s.legal_status_start_date, {FIRST})) <= e.from_on THEN 'Y'
    WHEN MAX(CASE WHEN s.legal_status NOT IN ('V3', 'V4') THEN 1 ELSE 0 END) = 1 THEN 'N' END AS short_break,
  MAX(CASE WHEN {is_unread_sql("legal_status", "s")} THEN 1 ELSE 0 END) AS is_unread
FROM ({spans}) e JOIN legal_status s ON s.person_id = e.person_id
WHERE s.legal_status_start_date = e.from_on
  OR (COALESCE(s.legal_status_start_date, {FIRST}) < COALESCE(e.to_on, {LAST})
    AND COALESCE(s.legal_status_end_date, {LAST}) > e.from_on)
GROUP BY e.person_id, e.from_on, e.to_on"""


_EPISODE_SPANS_SQL = """SELECT DISTINCT person_id, cla_episode_start_date AS from_on, cla_episode_ceased_date AS to_on
FROM cla_episodes WHERE cla_episode_start_date IS NOT NULL"""

_CARE_EPISODE_SQL = f"""WITH kept AS (
  SELECT e.*, COALESCE(e.cla_episode_start_date, {FIRST}) AS start_on,
    COALESCE(e.cla_episode_ceased_date, {LAST}) AS end_on
  FROM cla_episodes e LEFT JOIN ({short_breaks_sql(_EPISODE_SPANS_SQL)}) b ON b.person_id = e.person_id
    AND b.from_on = e.cla_episode_start_date
    AND COALESCE(b.to_on, {LAST}) = COALESCE(e.cla_episode_ceased_date, {LAST})
  WHERE (b.short_break IS NULL OR b.short_break <> 'Y') AND e.person_id IS NOT NULL
),
marked AS (
  SELECT *, CASE
      WHEN cla_id <> LAG(cla_id) OVER earlier THEN 1
      WHEN LAG(cla_episode_ceased_reason) OVER earlier = 'X1' THEN 0
      WHEN LAG(end_on) OVER earlier > start_on THEN 0
      WHEN LAG(end_on) OVER earlier = start_on AND (cla_episode_start_reason IS NULL OR cla_episode_start_reason <> 'S'
        OR LAG(cla_episode_ceased_reason) OVER earlier IS NULL) THEN 0
      ELSE 1 END AS is_new
  FROM kept WINDOW earlier AS (PARTITION BY person_id ORDER BY start_on, end_on, system_id)
),
runs AS (
  SELECT *, SUM(is_new) OVER (PARTITION BY person_id ORDER BY start_on, end_on, system_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run
  FROM marked
),
labelled AS (
  SELECT *, COALESCE(cla_id, MAX(cla_id) OVER (PARTITION BY person_id, run), 'run ' || run) AS label FROM runs
),
begun AS (
  SELECT *, FIRST_VALUE(cla_episode_start_date) OVER of_label AS known_from,
    COALESCE(MIN(entered_care_date) OVER (PARTITION BY person_id, label),
      CASE WHEN COALESCE(FIRST_VALUE(cla_episode_start_reason) OVER of_label, 'S') = 'S'
        THEN FIRST_VALUE(cla_episode_start_date) OVER of_label END) AS entered_on
  FROM labelled WINDOW of_label AS (PARTITION BY person_id, label ORDER BY start_on, end_on, system_id)
)
SELECT *, person_id || '/'
  || COALESCE(CAST(entered_on AS VARCHAR), '~' || CAST(known_from AS VARCHAR), '~') AS period_id
FROM begun"""
"""Episodes with the period of care that they are of. An episode goes on from the one before it by the source's own
number of the period; else if that one ended with X1, overlaps it, was left open, or ended on the day on which this one
began, unless it ended for another reason and the child started to be looked after anew."""

_ENDED_AT, _ENDED_FOR = map(is_unread_sql, ("cla_episode_ceased_date", "cla_episode_ceased_reason"))
_PERIOD_UNREAD_SQL = unread_text_sql(
    {
        "entered_care_date": f"MIN(entered_on) IS NULL AND BOOL_OR({is_unread_sql('entered_care_date')} "
        f"OR nth = 1 AND {is_unread_sql('cla_episode_start_date')})",
        "ceased_date": f"BOOL_OR(nth_from_last = 1 AND goes_on = 0 AND {_ENDED_AT})",
        "ceased_reason": f"BOOL_OR(nth_from_last = 1 AND {_ENDED_FOR})",
    }
)
_DERIVED_PERIOD_SQL = f"""WITH placed AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY period_id ORDER BY start_on, end_on, system_id) AS nth,
    ROW_NUMBER() OVER (PARTITION BY period_id ORDER BY start_on DESC, end_on DESC, system_id DESC) AS nth_from_last,
    CASE WHEN cla_episode_ceased_reason = 'X1' AND start_on = MAX(start_on) OVER (PARTITION BY person_id)
      THEN 1 ELSE 0 END AS goes_on
  FROM care_episode
),
periods AS (
  SELECT period_id, person_id, MIN(entered_on) AS entered_on, MIN(known_from) AS known_from,
    MAX(CASE WHEN nth_from_last = 1 AND goes_on = 0 THEN cla_episode_ceased_date END) AS ended_on,
    MAX(CASE WHEN nth_from_last = 1 THEN cla_episode_ceased_reason END) AS ended_for,
    COALESCE(MAX(CASE WHEN nth_from_last = 1 THEN cla_primary_need_code END), MAX(cla_primary_need_code)) AS need,
    MAX(cla_last_iro_contact_date) AS iro_on,
    MAX(CASE WHEN nth = 1 THEN system_id END) AS system_id,
    MAX(CASE WHEN nth = 1 THEN found_in END) AS found_in, COUNT(*) AS episodes,
    {_PERIOD_UNREAD_SQL} AS unread
  FROM placed GROUP BY period_id, person_id
),
named AS (
  SELECT d.period_id,
    MIN(CASE WHEN s.cla_id = d.period_id OR s.entered_care_date = d.entered_on THEN s.cla_id END) AS same_id,
    COUNT(DISTINCT CASE WHEN s.ceased_date IS NULL OR s.ceased_date >= d.known_from THEN s.cla_id END) AS covering,
    MIN(CASE WHEN s.ceased_date IS NULL OR s.ceased_date >= d.known_from THEN s.cla_id END) AS covering_id
  FROM periods d JOIN period_of_care s ON s.person_id = d.person_id
  WHERE s.cla_id = d.period_id OR s.entered_care_date = d.entered_on
    OR (d.entered_on IS NULL AND s.entered_care_date <= d.known_from)
  GROUP BY d.period_id
),
agreed AS (
  SELECT period_id, CASE WHEN same_id IS NOT NULL THEN same_id
      WHEN covering = 1 AND COUNT(*) OVER (PARTITION BY COALESCE(same_id, covering_id)) = 1 THEN covering_id
    END AS stated_id
  FROM named
)
SELECT p.period_id, n.stated_id,
  p.person_id, p.entered_on, p.known_from,
  p.ended_on, CASE WHEN p.ended_for <> 'X1' THEN p.ended_for END AS ended_for, p.need, p.iro_on, p.system_id, p.unread,
  'derived from cla_episodes: ' || p.found_in
    || CASE WHEN p.episodes > 1 THEN ', and ' || (p.episodes - 1) || ' more' ELSE '' END AS found_in
FROM periods p LEFT JOIN agreed n ON n.period_id = p.period_id"""
"""Periods of care, one for each child and day; `stated_id` is what a source that states the same one calls it. The last
episode of a child that ended with X1 has not ended care: the next one is not on the record yet."""


def _derive_periods(database: Database) -> None:
    """Periods of care from their episodes, and the references of everything that names one."""
    database.run(f"CREATE TEMPORARY TABLE care_episode AS {_CARE_EPISODE_SQL}")
    database.run(f"CREATE TEMPORARY TABLE derived_period AS {_DERIVED_PERIOD_SQL}")
    fills = {
        "ceased_date": "ended_on",
        "ceased_reason": "ended_for",
        "primary_need_code": "need",
        "last_iro_contact_date": "iro_on",
    }
    fill(database, "period_of_care", "derived_period", fills, "period_of_care.cla_id = d.stated_id")
    database.run(f"""INSERT INTO period_of_care ({", ".join(["cla_id", "person_id", "entered_care_date", *fills])},
  system_id, unread, found_in)
SELECT period_id, person_id, entered_on, {", ".join(fills.values())}, system_id, unread, found_in
FROM derived_period WHERE stated_id IS NULL ORDER BY person_id, known_from""")
    database.run("""CREATE TEMPORARY TABLE derived_link AS
SELECT DISTINCT e.person_id, e.cla_id AS written, COALESCE(d.stated_id, d.period_id) AS made
FROM care_episode e JOIN derived_period d ON d.period_id = e.period_id
WHERE e.cla_id IS NOT NULL AND e.cla_id <> COALESCE(d.stated_id, d.period_id)""")
    for name in ("cla_episodes", *(link.reference.entity for link in LINKS if link.reference.name == "cla_id")):
        database.run(f"""UPDATE {name} SET cla_id = l.made FROM derived_link l
WHERE {name}.person_id = l.person_id AND {name}.cla_id = l.written""")
    database.run("""UPDATE cla_episodes SET cla_id = l.made FROM (
  SELECT e.person_id, e.start_on, MIN(COALESCE(d.stated_id, d.period_id)) AS made
  FROM care_episode e JOIN derived_period d ON d.period_id = e.period_id WHERE e.cla_id IS NULL
  GROUP BY e.person_id, e.start_on) l
WHERE cla_episodes.person_id = l.person_id AND cla_episodes.cla_episode_start_date = l.start_on
  AND cla_episodes.cla_id IS NULL""")
    database.run("DROP TABLE derived_link")


# ---------------------------------------------------------------------------------------------------------- references


def _link_byday_sql(database: Database, link: Link) -> None:
    """Fills a reference where exactly one span of the child covers the day."""
    name, field, day = link.reference.entity, link.reference.name, link.on.name
    target = ENTITIES[link.reference.refers_to or ""]
    blank = f"{name}.{field} IS NULL"
    if link.orphans:
        blank = f"({blank} OR {name}.{field} NOT IN (SELECT {target.own_id} FROM {target.name}))"
    if not database.rows(f"SELECT 1 FROM {name} WHERE {blank} AND {day} IS NOT NULL LIMIT 1"):
        return
    looked_for = "1 = 1" if link.first_only else blank
    not_first = (
        f"""AND on_day = first_on AND target_id NOT IN (
  SELECT {field} FROM {name} WHERE {field} IS NOT NULL)"""
        if link.first_only
        else ""
    )
    database.run(f"""CREATE TEMPORARY TABLE derived_link AS
SELECT person_id, on_day, target_id FROM (
  SELECT c.*, COUNT(*) OVER (PARTITION BY person_id, on_day) AS spans,
    MIN(on_day) OVER (PARTITION BY target_id) AS first_on
  FROM (
    SELECT DISTINCT x.person_id, x.on_day, s.target_id
    FROM (SELECT DISTINCT person_id, {day} AS on_day FROM {name} WHERE {looked_for}) x
    JOIN ({_spans_sql(database, target.name)}) s ON s.person_id = x.person_id
    WHERE s.from_on <= x.on_day AND (s.to_on IS NULL OR s.to_on >= x.on_day)
  ) c
) covered WHERE spans = 1 {not_first}""")
    database.run(f"""UPDATE {name} SET {field} = l.target_id FROM derived_link l
WHERE {name}.person_id = l.person_id AND {name}.{day} = l.on_day AND {blank}""")
    database.run("DROP TABLE derived_link")


def _spans_sql(database: Database, entity: str) -> str:
    """From when to when the rows of an entity go on, by the ids that others refer to."""
    if entity == "cin_episodes":
        return """SELECT person_id, referral_id AS target_id, referral_date AS from_on,
  COALESCE(close_date, CASE WHEN referral_nfa = 'Y' THEN referral_date END) AS to_on FROM cin_episodes"""
    if entity == "cp_plans":
        return """SELECT person_id, cp_plan_id AS target_id, cp_plan_start_date AS from_on, cp_plan_end_date AS to_on
FROM cp_plans"""
    known = "derived_period" in database.tables()
    return f"""SELECT p.person_id, p.cla_id AS target_id, p.ceased_date AS to_on,
  COALESCE(p.entered_care_date, {"d.known_from" if known else NO_DAY}) AS from_on
FROM period_of_care p {"LEFT JOIN derived_period d ON d.period_id = p.cla_id" if known else ""}"""


def _link_conferences(database: Database) -> None:
    """Fills in the enquiry that led to a conference, where the child had exactly one in the time before it."""
    database.run(f"""UPDATE initial_cp_conference SET s47_enquiry_id = l.s47_enquiry_id FROM (
  SELECT c.person_id, c.icpc_date, MIN(e.s47_enquiry_id) AS s47_enquiry_id
  FROM (SELECT DISTINCT person_id, icpc_date FROM initial_cp_conference WHERE s47_enquiry_id IS NULL) c
  JOIN s47_enquiry e ON e.person_id = c.person_id
  LEFT JOIN initial_cp_conference o ON o.s47_enquiry_id = e.s47_enquiry_id AND o.person_id = e.person_id
  WHERE e.s47_start_date <= c.icpc_date AND e.s47_start_date >= c.icpc_date - {_ENQUIRY_BEFORE}
    AND (e.icpc_not_required IS NULL OR e.icpc_not_required <> 'Y')
  GROUP BY c.person_id, c.icpc_date HAVING COUNT(DISTINCT e.s47_enquiry_id) = 1 AND COUNT(o.person_id) = 0
) l
WHERE initial_cp_conference.person_id = l.person_id AND initial_cp_conference.icpc_date = l.icpc_date
  AND initial_cp_conference.s47_enquiry_id IS NULL
  AND (initial_cp_conference.icpc_transfer_in IS NULL OR initial_cp_conference.icpc_transfer_in <> 'Y')""")
