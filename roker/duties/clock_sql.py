"""The query that gives every clock of one duty, made from its entry: neutral SQL, step by step as named tables.

It uses CASE, UNION ALL, joins, GROUP BY, window functions, date literals, and LEAST and GREATEST, which pass over NULL
in DuckDB, PostgreSQL and Spark alike. No date is computed in it: the legal arithmetic stands in the due table.
"""

from collections.abc import Sequence

from roker.database import quoted
from roker.duties.clock import CLOCK_COLUMNS, LIMIT_FAULTS, Unsure
from roker.duties.condition_sql import (
    LAST,
    NO_DAY,
    NO_TEXT,
    DatedFlags,
    Flags,
    Held,
    RowFlags,
    all_of,
    dated_among,
    day_sql,
    earliest,
    event_flag,
    latest,
)
from roker.duties.due_table import age_column, late_column
from roker.duties.duty import DAY_BEFORE, Duty, Event, Form, Rule, Subject, Until
from roker.duties.numbered import HELD, held_column, names_of, number_of, own_key, reference_of, table_of
from roker.duties.span_sql import spans_sql
from roker.duties.unread_sql import about_unread_sql, doubted_sql, own_unread_sql


def clocks_sql(duty: Duty, held: Held) -> str:
    """The query that gives the clocks of one duty, in the columns of `CLOCK_COLUMNS`."""
    rows = RowFlags.of(duty, held)
    carried = ["who", "about_on", "dob", *(f"row_flag_{n}" for n, _ in enumerate(rows.conditions))]
    carried += [f"until_{name}" for name in _untils(duty)]
    tables = [
        _started_sql(duty, held, rows),
        *_closing_sql(duty, held),
        *_about_sql(duty, held, rows),
        *spans_sql(duty, held, carried),
        *_ruled_sql(duty, held, rows),
        _dated_sql(duty, held),
    ]
    unread, clocks = about_unread_sql(duty, held), _clocks_sql(duty)
    if unread is not None:
        tables.append(unread)
        clocks = doubted_sql(duty, clocks)
    columns = ", ".join(name for name, _ in CLOCK_COLUMNS)
    return "WITH " + ",\n".join(tables) + f"\nSELECT {columns} FROM ({clocks}) every_clock"


# ----------------------------------------------------------------------------------------------------- what it is about


def _started_sql(duty: Duty, held: Held, rows: RowFlags) -> str:
    """One row for each assessment, enquiry, plan ...: when it opened, when it ended by its own row or the child's."""
    anchor, about = duty.anchor, duty.about.name
    is_child = duty.subject is Subject.CHILD
    joins = [f"LEFT JOIN {table_of('person')} p ON p.person_id_n = a.person_id_n"] if is_child else []
    opened, linked, beside = _opened_sql(duty)
    joins += beside
    known = f"<= {day_sql(held.record_ends_on)}"
    own_ends = [f"CASE WHEN p.death_date {known} THEN p.death_date END"] if is_child and not duty.outlives_child else []
    too_old = f"p.{age_column(duty.until_age)}" if is_child and duty.until_age is not None else NO_DAY
    own_ends += [too_old] if too_old != NO_DAY else []
    own_ends += [f"CASE WHEN a.{end.name} {known} THEN a.{end.name} END" for end in duty.ends if end.entity == anchor]
    columns = [
        "a.row_key AS about_key",
        f"a.{own_key(duty)} AS own_key",
        f"a.{number_of(duty.subject)} AS who",
        f"{f'a.{about}' if duty.opens else NO_DAY} AS about_on",
        f"{opened} AS opened_on",
        f"{linked} AS linked",
        f"{too_old} AS too_old_on",
        f"{earliest(own_ends)} AS own_end_on",
        f"{'p.dob' if is_child else NO_DAY} AS dob",
        f"{own_unread_sql(duty, held)} AS own_unread",
        *rows.columns(),
        *(f"a.{name} AS until_{name}" for name in _untils(duty)),
        *(
            f"{_counting(event, 'a', held)} AS own_event_{n}"
            for n, event in enumerate(duty.met_by)
            if event.entity == anchor
        ),
        *(
            f"{event_flag(event, 'a', held)} AS own_counts_{n}"
            for n, event in enumerate(duty.met_by)
            if event.entity == anchor
        ),
    ]
    everything = " ".join([*joins, *rows.joins()])
    return f"started AS (\n  SELECT {', '.join(columns)}\n  FROM {table_of(anchor)} a {everything}\n)"


def _opened_sql(duty: Duty) -> tuple[str, str, list[str]]:
    """The day that opens a clock, whether it is what the law counts from (1 or 0), and the joins to it."""
    anchor, about = duty.anchor, f"a.{duty.about.name}"
    if duty.opens is None:
        return NO_DAY, "1", []
    if not duty.opens_elsewhere:
        return about, "1", []
    other, who = duty.opens.entity, number_of(duty.subject)
    named = number_of(reference_of(anchor, other))
    day = f"o.{duty.opens.name}"
    join = f"LEFT JOIN {table_of(other)} o ON o.row_key = a.{named} AND o.{who} = a.{who}"
    linked = f"CASE WHEN {day} IS NULL THEN 0 ELSE 1 END"
    if not duty.later_from_own_start:
        return f"COALESCE({day}, {about})", linked, [join]
    place = f"RANK() OVER (PARTITION BY a.{who}, a.{named} ORDER BY COALESCE({about}, {LAST}))"
    return f"CASE WHEN {day} IS NOT NULL AND {place} = 1 THEN {day} ELSE {about} END", linked, [join]


def _untils(duty: Duty) -> list[str]:
    return sorted({each.limit.field.name for each in duty.versions if isinstance(each.limit, Until)})


def _counting(event: Event, row: str, held: Held) -> str:
    """The day of an event, if it is not after the end of the record."""
    return f"CASE WHEN {row}.{event.field.name} <= {day_sql(held.record_ends_on)} THEN {row}.{event.field.name} END"


def _closing_sql(duty: Duty, held: Held) -> list[str]:
    """The first end that another entity of the child holds, from the opening on: the closing of the case, or what takes
    the place of the duty. No table where there can be none.

    A closing of a case that began after the clock opened, or after which the child stays open, ends nothing.
    """
    ends_on = day_sql(held.record_ends_on)
    closings = [
        """SELECT s.about_key, e.close_date AS closed_on FROM started s JOIN case_closing e ON e.person_id_n = s.who
  WHERE e.close_date >= s.opened_on AND (e.referral_date IS NULL OR e.referral_date <= s.opened_on)"""
        for end in duty.ends
        if end.entity != duty.anchor
    ]
    closings += [
        f"""SELECT s.about_key, e.{event.field.name} AS closed_on FROM started s
  JOIN {table_of(event.entity)} e ON e.{number_of(duty.subject)} = s.who
  WHERE e.{event.field.name} >= s.opened_on AND e.{event.field.name} <= {ends_on}
    AND {event_flag(event, "e", held)} = 2"""
        for event in duty.gives_way_to
    ]
    if not closings:
        return []
    together = "\n  UNION ALL ".join(closings)
    return [f"closing AS (SELECT about_key, MIN(closed_on) AS closed_on FROM ({together}) each_end GROUP BY about_key)"]


def _about_sql(duty: Duty, held: Held, rows: RowFlags) -> list[str]:
    """What the duty applies to: when it ended unmet, and what is wrong with it."""
    dated = DatedFlags(name="whether", source="asked", who=duty.subject, held=held, conditions=dated_among(duty.where))
    flags = Flags(rows=rows, dated=dated)
    applies = all_of([flags.of(each, "s") for each in duty.where])
    not_in_files = any(held.lacks(each) for each in duty.needs)
    carried = ["about_key", "own_key", "who", "about_on", "opened_on", "linked", "dob"]
    carried += [f"row_flag_{n}" for n, _ in enumerate(rows.conditions)]
    carried += [f"until_{name}" for name in _untils(duty)]
    for n, event in enumerate(duty.met_by):
        carried += [f"own_event_{n}", f"own_counts_{n}"] if event.entity == duty.anchor else []
    asked = ["asked AS (SELECT *, opened_on AS start_on, opened_on AS on_day FROM started)"] if dated.conditions else []
    joins, ended = dated.joins("s"), "s.own_end_on"
    if _closing_sql(duty, held):
        joins, ended = [*joins, "LEFT JOIN closing c ON c.about_key = s.about_key"], "LEAST(s.own_end_on, c.closed_on)"
    return [
        *asked,
        *dated.tables(),
        f"""about AS (
  SELECT {", ".join(f"s.{name}" for name in carried)}, {ended} AS end_on,
    CASE {f"WHEN 1 = 1 THEN '{Unsure.NOT_IN_FILES}'" if not_in_files else ""}
      WHEN {applies} = 1 THEN '{Unsure.MAY_NOT_APPLY}'
      WHEN s.too_old_on <= s.opened_on THEN '{Unsure.OVER_AGE}'
      WHEN s.own_end_on < s.opened_on THEN '{Unsure.DATES_OUT_OF_ORDER}' ELSE {NO_TEXT} END AS wrong
  FROM {"asked" if asked else "started"} s {" ".join(joins)}
  WHERE {applies} <> 0
)""",
    ]


# ------------------------------------------------------------------------------------------------------- by which limit


def _ruled_sql(duty: Duty, held: Held, rows: RowFlags) -> list[str]:
    """Spans with, for each rule, whether it may be the one that applies, the version then in force, and its limit."""
    asked = dated_among([each for rule in duty.rules for each in rule.when])
    dated = DatedFlags(name="then", source="days", who=duty.subject, held=held, conditions=asked)
    flags = Flags(rows=rows, dated=dated)
    days = ["days AS (SELECT *, opened_on AS on_day FROM spans)"] if asked else []
    ruled = [f"{flags.of_rule(rule, 'd')} AS rule_{n}" for n, rule in enumerate(duty.rules)]
    versions = [f"{_version_sql(rule)} AS version_{n}" for n, rule in enumerate(duty.rules)]
    return [
        *days,
        *dated.tables(),
        f"""ruled AS (
  SELECT d.*, {", ".join(ruled)} FROM {"days" if days else "spans"} d {" ".join(dated.joins("d"))}
)""",
        f"""limited AS (
  SELECT r.*, {", ".join(versions)}, {", ".join(f"{_may_sql(n)} AS may_{n}" for n, _ in enumerate(duty.rules))}
  FROM ruled r WHERE unsure IS NOT NULL OR {" OR ".join(f"rule_{n} > 0" for n, _ in enumerate(duty.rules))}
)""",
    ]


def _may_sql(place: int) -> str:
    """Whether a rule may be the first that applies: 1 or 0."""
    earlier = "".join(f" AND rule_{n} < 2" for n in range(place))
    return f"CASE WHEN unsure IS NULL AND rule_{place} > 0{earlier} THEN 1 ELSE 0 END"


def _version_sql(rule: Rule) -> str:
    """The first day of the version that was in force when the clock opened."""
    return _by_version(rule, [day_sql(each.in_force_from) for each in rule.versions], NO_DAY, "opened_on")


def _by_version(rule: Rule, said: Sequence[str], otherwise: str, day: str) -> str:
    """What is said of the version that was in force on a day."""
    cases = " ".join(
        f"WHEN {day} >= {day_sql(each.in_force_from)}"
        + (f" AND {day} <= {day_sql(each.in_force_to)}" if each.in_force_to else "")
        + f" THEN {said[n]}"
        for n, each in enumerate(rule.versions)
    )
    return f"CASE {cases} ELSE {otherwise} END"


def _dated_sql(duty: Duty, held: Held) -> str:
    """The spans with the last day in time of each rule that may apply, from the due table, or why there is none."""
    places = range(len(duty.rules))
    due = earliest([f"CASE WHEN v.may_{n} = 1 THEN {_last_day(duty, n)} END" for n in places])
    late = latest([f"CASE WHEN v.may_{n} = 1 THEN {_last_day(duty, n, may_be=True)} END" for n in places])
    certain = " OR ".join(f"v.rule_{n} = 2" for n in places)
    no_version = " OR ".join(f"(v.may_{n} = 1 AND v.version_{n} IS NULL)" for n in places)
    faults = " ".join(
        f"WHEN {' OR '.join(_fault(duty, n, fault) for n in places)} THEN '{fault}'" for fault in LIMIT_FAULTS
    )
    version = " ".join(f"WHEN v.may_{n} = 1 THEN v.version_{n}" for n in places)
    code = " ".join(f"WHEN v.may_{n} = 1 THEN {quoted(rule.code)}" for n, rule in enumerate(duty.rules))
    may_be = " + ".join(f"v.may_{n}" for n in places)
    too_late = "1 = 0"
    if duty.form is not Form.EVERY and any(each.entity in held.only_latest for each in duty.met_by):
        too_late = "met_on > late"
    return f"""dated AS (
  SELECT v.about_key, v.who, v.about_on, v.opened_on, v.met_on, v.ended_on, v.unsure AS wrong, v.doubt, {due} AS due,
    {late} AS late, {may_be} AS may_be,
    CASE WHEN v.unsure IS NULL AND ({certain}) AND NOT ({no_version}) THEN CASE {version} END END AS version,
    CASE WHEN v.unsure IS NULL AND ({certain}) AND NOT ({no_version}) AND {may_be} = 1 AND {len(places)} > 1
      THEN CASE {code} END ELSE '' END AS step,
    CASE WHEN v.unsure IS NOT NULL THEN v.unsure WHEN NOT ({certain}) THEN '{Unsure.MAY_NOT_APPLY}'
      WHEN {no_version} THEN '{Unsure.NO_VERSION}' {faults} END AS fault
  FROM limited v LEFT JOIN due_table d ON d.opened_on = v.opened_on
),
told AS (
  SELECT about_key, who, about_on, opened_on, met_on, ended_on, wrong, doubt, due, late, may_be, version, step,
    CASE WHEN fault IS NULL AND {too_late} THEN '{Unsure.ONLY_LATEST_HELD}' ELSE fault END AS fault FROM dated
)"""


def _last_day(duty: Duty, place: int, *, may_be: bool = False) -> str:
    """The last day in time by a rule, or the last that may be: of the due table, or recorded beside the start."""
    rule = duty.rules[place]
    days = [
        f"v.until_{each.limit.field.name}"
        if isinstance(each.limit, Until)
        else f"d.{late_column(each.limit) if may_be else each.limit.code}"
        for each in rule.versions
    ]
    if len(days) == 1 and rule.versions[0].in_force_to is None:
        return days[0]  # before that version there is none, and then no day is told
    return _by_version(rule, days, NO_DAY, "v.opened_on")


def _fault(duty: Duty, place: int, fault: Unsure) -> str:
    """Whether a rule that may apply has no last day, for a reason."""
    rule = duty.rules[place]
    untils = ["1" if isinstance(each.limit, Until) else "0" for each in rule.versions]
    is_until = f"{_by_version(rule, untils, '0', 'v.opened_on')} = 1" if "1" in untils else "1 = 0"
    day = _last_day(duty, place, may_be=True)
    test = {
        Unsure.OUTSIDE_CALENDAR: f"NOT ({is_until}) AND {day} IS NULL",
        Unsure.LIMIT_NOT_RECORDED: f"({is_until}) AND {day} IS NULL",
        Unsure.DATES_OUT_OF_ORDER: f"({is_until}) AND {day} < v.opened_on",
    }[fault]
    return f"(v.may_{place} = 1 AND {test})"


_DOUBTS = f"""COALESCE(t.fault, t.doubt, CASE WHEN t.due <> t.late THEN CASE WHEN t.may_be > 1
    THEN '{Unsure.STEP_NOT_KNOWN}' ELSE '{Unsure.ONLY_THE_DAY}' END END)"""


def _clocks_sql(duty: Duty) -> str:
    """The clocks."""
    person_id, held = NO_TEXT, [NO_TEXT, NO_TEXT, NO_DAY]
    if duty.subject is Subject.CHILD:
        person_id, held = "h.name", [f"h.{held_column(each, duty.held_by)}" for each in HELD]
    rest = ", ".join(["t.step", "t.version", *(f"{said} AS {name}" for said, name in zip(held, HELD, strict=True))])
    named = f"LEFT JOIN {names_of(duty.subject)} h ON h.who = t.who"
    who = f"'{duty.code}' AS duty, h.name AS subject_id, {person_id} AS person_id"
    start = f"SELECT t.about_key, {who}, t.about_on, t.opened_on"
    if duty.form is not Form.NOT_BEFORE:
        return f"""{start}, CASE WHEN t.fault IS NULL THEN t.due END AS due_on,
  CASE WHEN t.fault IS NULL THEN t.late END AS late_after, t.met_on, t.ended_on, {_DOUBTS} AS unsure, {rest}
FROM told t {named}"""
    before = f"b.{DAY_BEFORE.code}"
    early, beyond = "t.met_on < t.due", f"t.met_on < t.due AND {before} IS NULL"
    known = f"t.fault IS NULL AND NOT COALESCE({beyond}, FALSE)"
    return f"""{start}, CASE WHEN {known} THEN t.due END AS due_on,
  CASE WHEN {known} THEN CASE WHEN {early} THEN {before} ELSE t.late END END AS late_after,
  CASE WHEN t.wrong IS NOT NULL THEN t.met_on WHEN {known} AND NOT COALESCE({early}, FALSE) THEN t.due END AS met_on,
  CASE WHEN {known} AND {early} THEN t.met_on ELSE t.ended_on END AS ended_on,
  CASE WHEN t.fault IS NULL AND {beyond} THEN '{Unsure.OUTSIDE_CALENDAR}' ELSE {_DOUBTS} END AS unsure, {rest}
FROM told t LEFT JOIN due_table b ON b.opened_on = t.met_on {named}"""
