"""What comes round or runs from one time to the next: birthdays, terms, months, intervals, ends of care.

A source tells reviews, assessments, periods of care and homes. What lies between two of them, or begins on a day in one
of them, follows from the record of all sources together, as what `roker.record.lasting` makes. The rules are those of
decision 0015.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from roker import calendar
from roker.database import Database
from roker.record.filling import day_sql

_FIRST, _LAST = "DATE '0001-01-01'", "DATE '9999-12-31'"
_TWENTY_DAYS = calendar.working_days(20)
_BIRTHDAYS = range(17, 22)


@dataclass(frozen=True, kw_only=True)
class Made:
    """What must be on the record for an entity to be made, as "entity.field"."""

    ways: tuple[tuple[str, ...], ...]
    """Ways in which it can be made; each needs all its fields."""
    only: Mapping[str, str] = field(default_factory=dict)
    """Of its fields, those that come from one other field."""


@dataclass(frozen=True, kw_only=True)
class _Occasion:
    """An entity that follows from others: what it is made of, and the query that gives its rows."""

    of: str
    """The entity without which there is none."""
    made: Made
    sql: Callable[[Database, date], str]


def _day(text: str) -> str:
    """A day of an SQL text, and none where it is the last that there is."""
    return f"CASE WHEN {text} < {_LAST} THEN {text} END"


def _derived(entity: str, found_in: str) -> str:
    """Where a row stood that something follows from; one that follows itself from others says so already."""
    said = f"CASE WHEN {found_in} LIKE 'derived from %' THEN '' ELSE 'derived from {entity}: ' END"
    return f"{said} || {found_in} AS found_in"


# -------------------------------------------------------------------------------------------- assessments and enquiries


def _initial_core_assessments_sql(_database: Database, _snapshot_on: date) -> str:
    return f"""SELECT a.person_id, a.referral_id, a.assessment_kind, a.assessment_start_date, a.assessment_auth_date,
  {_derived("cin_assessments", "a.found_in")}
FROM cin_assessments a WHERE a.assessment_kind IN ('initial', 'core') AND a.person_id IS NOT NULL"""


def _unborn_enquiries_sql(_database: Database, _snapshot_on: date) -> str:
    """Enquiries that began before the child was born, and before the day on which the birth was expected."""
    return f"""SELECT e.person_id, e.s47_enquiry_id, e.s47_start_date, e.s47_nfa, e.icpc_not_required,
  p.expected_dob,
  CASE WHEN p.dob > p.expected_dob THEN p.dob ELSE p.expected_dob END AS unborn_until_date,
  {_derived("s47_enquiry", "e.found_in")}
FROM s47_enquiry e JOIN person p ON p.person_id = e.person_id
WHERE e.s47_start_date < p.expected_dob AND (p.dob IS NULL OR e.s47_start_date < p.dob)"""


def _exploitation_sql(_database: Database, _snapshot_on: date) -> str:
    """Of one kind of exploitation, from each assessment to the next."""
    return f"""SELECT a.person_id, a.exploitation_kind, a.assessed_date AS interval_start_date,
  LEAD(a.assessed_date) OVER (
    PARTITION BY a.person_id, a.exploitation_kind ORDER BY a.assessed_date, a.found_in) AS next_assessed_date,
  a.risk_end_date, {_derived("exploitation_assessment", "a.found_in")}
FROM exploitation_assessment a WHERE a.assessed_date IS NOT NULL AND a.person_id IS NOT NULL"""


# ----------------------------------------------------------------------------------------------------------------- care

_HELD_SQL = """SELECT person_id, cla_id, cla_review_date AS held_on, MIN(found_in) AS found_in FROM cla_reviews
  WHERE cla_review_date IS NOT NULL AND person_id IS NOT NULL
    AND (cla_review_cancelled IS NULL OR cla_review_cancelled <> 'Y')
  GROUP BY person_id, cla_id, cla_review_date"""


def _review_intervals_sql(_database: Database, snapshot_on: date) -> str:
    """From each review held to the next, or to the end of care. A review that is only planned is none."""
    return f"""SELECT r.person_id, r.cla_id, r.held_on AS interval_start_date,
  COALESCE(r.next_on, CASE WHEN p.ceased_date >= r.held_on THEN p.ceased_date END) AS interval_end_date,
  {_derived("cla_reviews", "r.found_in")}
FROM (
  SELECT h.*, LEAD(held_on) OVER (PARTITION BY person_id, cla_id ORDER BY held_on) AS next_on
  FROM ({_HELD_SQL}) h WHERE held_on <= {day_sql(snapshot_on)}
) r LEFT JOIN (
  SELECT person_id, cla_id, MAX(ceased_date) AS ceased_date FROM period_of_care GROUP BY person_id, cla_id
) p ON p.cla_id = r.cla_id AND p.person_id = r.person_id"""


def _care_ends_sql(database: Database, snapshot_on: date) -> str:
    """Periods of care that ended, with the legal status of the last day, and whether they had lasted long enough."""
    entered = database.rows(
        "SELECT DISTINCT entered_care_date FROM period_of_care "
        "WHERE entered_care_date IS NOT NULL AND ceased_date IS NOT NULL"
    )
    columns = (("entered_on", "DATE"), ("lasted_on", "DATE"))
    database.run("DROP TABLE IF EXISTS lasted_day")
    database.create_table("lasted_day", columns, _twenty_days_from(day for (day,) in entered))
    return f"""SELECT p.person_id, MIN(p.cla_id) AS cla_id, p.ceased_date AS care_end_date,
  MIN(p.ceased_reason) AS ceased_reason,
  COALESCE(MAX(CASE WHEN s.legal_status = 'V2' THEN 'V2' END), MIN(s.legal_status)) AS legal_status,
  MAX(CASE WHEN t.lasted_on <= p.ceased_date THEN 'Y' WHEN t.lasted_on IS NOT NULL THEN 'N' END) AS twenty_days,
  {_derived("period_of_care", "MIN(p.found_in)")}
FROM period_of_care p LEFT JOIN lasted_day t ON t.entered_on = p.entered_care_date
LEFT JOIN legal_status s ON s.person_id = p.person_id AND COALESCE(s.legal_status_start_date, {_FIRST}) < p.ceased_date
  AND COALESCE(s.legal_status_end_date, {_LAST}) >= p.ceased_date
WHERE p.ceased_date <= {day_sql(snapshot_on)} AND p.person_id IS NOT NULL GROUP BY p.person_id, p.ceased_date"""


def _twenty_days_from(days: Iterator[date]) -> Iterator[tuple[date, date]]:
    for day in days:
        try:
            yield day, calendar.last_day_in_time(_TWENTY_DAYS, day)
        except calendar.OutsideCalendarError:
            continue


def _terms_in_care_sql(_database: Database, snapshot_on: date) -> str:
    """Terms that began on a day of care, or before its end where its start is not known."""
    return f"""SELECT p.person_id, t.term, t.term_start_date, t.term_end_date,
  {_day(f"MAX(COALESCE(p.ceased_date, {_LAST}))")} AS care_end_date,
  {_derived("period_of_care", "MIN(p.found_in)")}
FROM school_term t JOIN period_of_care p ON COALESCE(p.entered_care_date, {_FIRST}) <= t.term_start_date
  AND COALESCE(p.ceased_date, {_LAST}) > t.term_start_date
WHERE t.term_start_date <= {day_sql(snapshot_on)} AND p.person_id IS NOT NULL
GROUP BY p.person_id, t.term, t.term_start_date, t.term_end_date"""


def _home_months_sql(database: Database, snapshot_on: date) -> str:
    """Months that began while a home of the authority was open, since visits to any home are held."""
    homes = database.rows("SELECT home_urn, home_start_date, home_end_date FROM childrens_home WHERE own = 'Y'")
    (first_visit,) = database.one("SELECT MIN(visit_date) FROM childrens_home_visit")
    since = _month_of(first_visit) if first_visit and first_visit <= snapshot_on else _month_of(snapshot_on)
    columns = (("home_urn", "VARCHAR"), ("from_on", "DATE"), ("to_on", "DATE"))
    rows = (
        (urn, first, _month_after(first) - timedelta(days=1))
        for urn, opened, closed in homes
        for first in _months(max(opened or since, since), min(closed or snapshot_on, snapshot_on))
    )
    database.run("DROP TABLE IF EXISTS month_of_home")
    database.create_table("month_of_home", columns, rows)
    return f"""SELECT m.home_urn, m.from_on AS month_start_date, m.to_on AS month_end_date, h.home_end_date,
  {_derived("childrens_home", "h.found_in")}
FROM month_of_home m JOIN childrens_home h ON h.home_urn = m.home_urn"""


def _months(since: date, until: date) -> Iterator[date]:
    """First days of months, from the first that is not before `since` to the last that is not after `until`."""
    first = since if since.day == 1 else _month_after(since)
    while first <= until:
        yield first
        first = _month_after(first)


def _month_of(day: date) -> date:
    return day.replace(day=1)


def _month_after(day: date) -> date:
    return calendar.add_months(_month_of(day), 1)


# --------------------------------------------------------------------------------------------------------- care leavers


def _leaver_birthdays_sql(database: Database, snapshot_on: date) -> str:
    """Birthdays of those who were care leavers on the day, with the first day on which what was so on it was recorded.

    Who was born on 29 February may have it written as 1 March.
    """
    births = database.rows(
        "SELECT DISTINCT p.dob FROM person p JOIN leaving_care_status s ON s.person_id = p.person_id "
        "WHERE p.dob IS NOT NULL"
    )
    columns = (("dob", "DATE"), ("birthday_on", "DATE"))
    rows = ((dob, calendar.birthday(dob, age)) for (dob,) in births for age in _BIRTHDAYS)
    database.run("DROP TABLE IF EXISTS birthday_of_leaver")
    database.create_table("birthday_of_leaver", columns, rows)
    return f"""SELECT s.person_id, b.birthday_on AS birthday_date, MIN(r.in_touch) AS in_touch,
  MIN(CASE WHEN r.in_touch IS NOT NULL THEN r.recorded_date END) AS recorded_date,
  {_derived("leaving_care_status", "MIN(s.found_in)")}
FROM leaving_care_status s JOIN person p ON p.person_id = s.person_id JOIN birthday_of_leaver b ON b.dob = p.dob
LEFT JOIN care_leaver_birthday r ON r.person_id = s.person_id
  AND r.birthday_date >= b.birthday_on AND r.birthday_date <= b.birthday_on + 1
WHERE s.eligibility IN ('R', 'FR', 'Q') AND s.status_start_date <= b.birthday_on
  AND (s.status_end_date IS NULL OR s.status_end_date > b.birthday_on) AND b.birthday_on <= {day_sql(snapshot_on)}
GROUP BY s.person_id, b.birthday_on"""


OCCASIONS: Mapping[str, _Occasion] = {
    "initial_core_assessment": _Occasion(
        of="cin_assessments",
        made=Made(
            ways=(("cin_assessments.assessment_kind", "cin_assessments.assessment_start_date"),),
            only={
                "referral_id": "cin_assessments.referral_id",
                "assessment_auth_date": "cin_assessments.assessment_auth_date",
            },
        ),
        sql=_initial_core_assessments_sql,
    ),
    "unborn_enquiry": _Occasion(
        of="s47_enquiry",
        made=Made(
            ways=(("s47_enquiry.s47_start_date", "person.expected_dob"),),
            only={"s47_nfa": "s47_enquiry.s47_nfa", "icpc_not_required": "s47_enquiry.icpc_not_required"},
        ),
        sql=_unborn_enquiries_sql,
    ),
    "exploitation_interval": _Occasion(
        of="exploitation_assessment",
        made=Made(
            ways=(("exploitation_assessment.assessed_date",),),
            only={
                "exploitation_kind": "exploitation_assessment.exploitation_kind",
                "risk_end_date": "exploitation_assessment.risk_end_date",
            },
        ),
        sql=_exploitation_sql,
    ),
    "review_interval": _Occasion(
        of="cla_reviews", made=Made(ways=(("cla_reviews.cla_review_date",),)), sql=_review_intervals_sql
    ),
    "care_end": _Occasion(
        of="period_of_care",
        made=Made(
            ways=(("period_of_care.entered_care_date", "period_of_care.ceased_date"),),
            only={"ceased_reason": "period_of_care.ceased_reason", "legal_status": "legal_status.legal_status"},
        ),
        sql=_care_ends_sql,
    ),
    "term_in_care": _Occasion(
        of="school_term",
        made=Made(
            ways=(("school_term.term_start_date", "school_term.term_end_date", "period_of_care.entered_care_date"),),
            only={"term": "school_term.term", "care_end_date": "period_of_care.ceased_date"},
        ),
        sql=_terms_in_care_sql,
    ),
    "home_month": _Occasion(
        of="childrens_home",
        made=Made(ways=(("childrens_home.own",),), only={"home_end_date": "childrens_home.home_end_date"}),
        sql=_home_months_sql,
    ),
    "leaver_birthday": _Occasion(
        of="leaving_care_status",
        made=Made(
            ways=(
                ("period_of_care.entered_care_date", "person.dob"),
                ("care_leavers.care_leaver_eligibility", "person.dob"),
            ),
            only={
                "in_touch": "care_leaver_birthday.in_touch",
                "recorded_date": "care_leaver_birthday.recorded_date",
            },
        ),
        sql=_leaver_birthdays_sql,
    ),
}
"""What is made, in this order, once `roker.record.lasting` has made what lasts."""

WHILE_MADE = ("lasted_day", "month_of_home", "birthday_of_leaver")
"""Tables that are there while this is made."""
