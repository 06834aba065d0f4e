"""The query that gives every clock of one duty, made from its entry: neutral SQL, step by step as named tables.

It uses CASE, UNION ALL, joins, GROUP BY, window functions, date literals, and LEAST and GREATEST, which pass over NULL
in DuckDB, PostgreSQL and Spark alike. No date is computed in it: the legal arithmetic stands in the due table.
"""

from datetime import date

from roker.calendar import Limit
from roker.database import quoted
from roker.duties.clock import CLOCK_COLUMNS, LIMIT_FAULTS, Unsure
from roker.duties.condition_sql import (
    FIRST,
    LAST,
    NO_DAY,
    NO_TEXT,
    DatedFlags,
    Flags,
    Held,
    RowFlags,
    all_of,
    dated_among,
    key_of,
    reference_of,
    row_flag,
)
from roker.duties.duty import DAY_BEFORE, Duty, Event, Form, Rule, Subject, Until
from roker.duties.unread_sql import about_unread_sql, doubted_sql, own_unread_sql
from roker.record import ENTITIES

_EVER = 10**6


def clocks_sql(duty: Duty, held: Held) -> str:
    """The query that gives the clocks of one duty, in the columns of `CLOCK_COLUMNS`."""
    rows = RowFlags.of(duty, held)
    if duty.form is not Form.EVERY:
        spans = _once_sql()
    elif any(each.entity in held.only_latest for each in duty.met_by):
        spans = _around_latest_sql()
    else:
        spans = _chain_sql()
    tables = [
        _started_sql(duty, held, rows),
        _closing_sql(duty, held),
        *_about_sql(duty, held, rows),
        _events_sql(duty, held),
        spans,
        *_ruled_sql(duty, held, rows),
        _dated_sql(duty, held),
    ]
    unread, clocks = about_unread_sql(duty, held), _clocks_sql(duty)
    if unread is not None:
        tables.append(unread)
        clocks = doubted_sql(duty, clocks)
    columns = ", ".join(name for name, _ in CLOCK_COLUMNS)
    return "WITH " + ",\n".join(tables) + f"\nSELECT {columns} FROM ({clocks}) every_clock"


def day_sql(day: date) -> str:
    """A date literal."""
    return f"DATE '{day}'"


# ----------------------------------------------------------------------------------------------------- what it is about


def _started_sql(duty: Duty, held: Held, rows: RowFlags) -> str:
    """One row for each assessment, enquiry, plan ...: when it opened, when it ended by its own row or the child's."""
    anchor, about = duty.anchor, duty.about.name
    is_child = duty.subject is Subject.CHILD
    joins = ["LEFT JOIN person p ON p.person_id = a.person_id"] if is_child else []
    opened, linked, beside = _opened_sql(duty)
    joins += beside
    known = f"<= {day_sql(held.record_ends_on)}"
    own_ends = [f"CASE WHEN p.death_date {known} THEN p.death_date END"] if is_child and not duty.outlives_child else []
    ends_by_age = is_child and duty.until_age is not None
    if ends_by_age:
        joins.append(f"LEFT JOIN birthdays y ON y.dob = p.dob AND y.age = {duty.until_age}")
        own_ends.append("y.reached_on")
    own_ends += [f"CASE WHEN a.{end.name} {known} THEN a.{end.name} END" for end in duty.ends if end.entity == anchor]
    columns = [
        f"{_about_key(anchor)} AS about_key",
        f"a.{key_of(anchor)} AS own_key",
        f"a.{duty.subject} AS who",
        f"{f'a.{about}' if duty.opens else NO_DAY} AS about_on",
        f"{opened} AS opened_on",
        f"{linked} AS linked",
        f"{'y.reached_on' if ends_by_age else NO_DAY} AS too_old_on",
        f"{_earliest(own_ends)} AS own_end_on",
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
            f"{_flag_of(event, 'a', held)} AS own_counts_{n}"
            for n, event in enumerate(duty.met_by)
            if event.entity == anchor
        ),
    ]
    everything = " ".join([*joins, *rows.joins()])
    return f"started AS (\n  SELECT {', '.join(columns)}\n  FROM {anchor} a {everything}\n)"


def _opened_sql(duty: Duty) -> tuple[str, str, list[str]]:
    """The day that opens a clock, whether it is what the law counts from (1 or 0), and the joins to it."""
    anchor, about = duty.anchor, f"a.{duty.about.name}"
    if duty.opens is None:
        return NO_DAY, "1", []
    if not duty.opens_elsewhere:
        return about, "1", []
    other, named = duty.opens.entity, reference_of(anchor, duty.opens.entity)
    day = f"o.{duty.opens.name}"
    join = f"LEFT JOIN {other} o ON o.{key_of(other)} = a.{named} AND o.{duty.subject} = a.{duty.subject}"
    linked = f"CASE WHEN {day} IS NULL THEN 0 ELSE 1 END"
    if not duty.later_from_own_start:
        return f"COALESCE({day}, {about})", linked, [join]
    place = f"RANK() OVER (PARTITION BY a.{duty.subject}, a.{named} ORDER BY COALESCE({about}, {LAST}))"
    return f"CASE WHEN {day} IS NOT NULL AND {place} = 1 THEN {day} ELSE {about} END", linked, [join]


def _about_key(anchor: str) -> str:
    """What tells the rows apart: their own id, or their place in an order of all columns."""
    entity = ENTITIES[anchor]
    if entity.own_id:
        return f"a.{entity.own_id}"
    return f"ROW_NUMBER() OVER (ORDER BY {', '.join(f'a.{name}' for name, _ in entity.columns())})"


def _untils(duty: Duty) -> list[str]:
    return sorted({each.limit.field.name for each in duty.versions if isinstance(each.limit, Until)})


def _flag_of(event: Event, row: str, held: Held) -> str:
    return all_of([row_flag(each, row, held) for each in event.where])


def _counting(event: Event, row: str, held: Held) -> str:
    """The day of an event, if it is not after the end of the record."""
    return f"CASE WHEN {row}.{event.field.name} <= {day_sql(held.record_ends_on)} THEN {row}.{event.field.name} END"


def _closing_sql(duty: Duty, held: Held) -> str:
    """The first end that another entity of the child holds, from the opening on: the closing of the case, or what takes
    the place of the duty.

    A closing of a case that began after the clock opened, or after which the child stays open, ends nothing.
    """
    ends_on = day_sql(held.record_ends_on)
    closings = [
        f"""SELECT s.about_key, e.{end.name} AS closed_on FROM started s
  JOIN {end.entity} e ON e.person_id = s.who
  LEFT JOIN otherwise_open o ON o.person_id = e.person_id AND o.closed_on = e.{end.name}
  WHERE e.{end.name} >= s.opened_on AND e.{end.name} <= {ends_on} AND o.person_id IS NULL
    AND (e.{ENTITIES[end.entity].happened_on} IS NULL OR e.{ENTITIES[end.entity].happened_on} <= s.opened_on)"""
        for end in duty.ends
        if end.entity != duty.anchor
    ]
    closings += [
        f"""SELECT s.about_key, e.{event.field.name} AS closed_on FROM started s
  JOIN {event.entity} e ON e.{duty.subject} = s.who
  WHERE e.{event.field.name} >= s.opened_on AND e.{event.field.name} <= {ends_on}
    AND {_flag_of(event, "e", held)} = 2"""
        for event in duty.gives_way_to
    ]
    if not closings:
        return f"closing AS (SELECT about_key, {NO_DAY} AS closed_on FROM started WHERE 1 = 0)"
    together = "\n  UNION ALL ".join(closings)
    return f"closing AS (SELECT about_key, MIN(closed_on) AS closed_on FROM ({together}) each_end GROUP BY about_key)"


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
    return [
        "asked AS (SELECT *, opened_on AS start_on, opened_on AS on_day FROM started)",
        *dated.tables(),
        f"""about AS (
  SELECT {", ".join(f"s.{name}" for name in carried)}, {_earliest(["s.own_end_on", "c.closed_on"])} AS end_on,
    CASE WHEN {"1 = 1" if not_in_files else "1 = 0"} THEN '{Unsure.NOT_IN_FILES}'
      WHEN {applies} = 1 THEN '{Unsure.MAY_NOT_APPLY}'
      WHEN s.too_old_on <= s.opened_on THEN '{Unsure.OVER_AGE}'
      WHEN s.own_end_on < s.opened_on THEN '{Unsure.DATES_OUT_OF_ORDER}' ELSE {NO_TEXT} END AS wrong
  FROM asked s LEFT JOIN closing c ON c.about_key = s.about_key {" ".join(dated.joins("s"))}
  WHERE {applies} <> 0
)""",
    ]


def _earliest(days: list[str]) -> str:
    """The earliest of some days, any of which may be NULL."""
    return _one_of("LEAST", days)


def _latest(days: list[str]) -> str:
    """The latest of some days, any of which may be NULL."""
    return _one_of("GREATEST", days)


def _one_of(which: str, days: list[str]) -> str:
    return f"{which}({', '.join(days)})" if len(days) > 1 else days[0] if days else NO_DAY


# ---------------------------------------------------------------------------------------------------- from when to when


def _events_sql(duty: Duty, held: Held) -> str:
    """What may have met the duty: one row a day for each `about`, with whether it counts for certain (2) or may (1),
    and whether it is linked. A date after the record ends is a plan at most.
    """
    found = []
    for n, event in enumerate(duty.met_by):
        if event.entity == duty.anchor:
            found.append(
                f"SELECT a.about_key, own_event_{n} AS event_on, own_counts_{n} AS counts, 1 AS is_linked, "
                f"{_or_before(duty, event, f'own_event_{n}', 1)} AS or_before FROM about a {_reach(event)} "
                f"WHERE own_event_{n} IS NOT NULL AND own_counts_{n} <> 0"
            )
            continue
        named = None if event.of_child else reference_of(event.entity, duty.anchor)
        linked = f"AND e.{named} = a.own_key" if named else ""
        flag = _flag_of(event, "e", held)
        found.append(
            f"SELECT a.about_key, e.{event.field.name} AS event_on, {flag} AS counts, "
            f"{1 if named else 0} AS is_linked, "
            f"{_or_before(duty, event, f'e.{event.field.name}', 1 if named else 0)} AS or_before "
            f"FROM about a JOIN {event.entity} e ON e.{duty.subject} = a.who {linked} {_reach(event)} "
            f"WHERE e.{event.field.name} <= {day_sql(held.record_ends_on)} AND {flag} <> 0"
        )
    together = "\n  UNION ALL ".join(found)
    return f"""events AS (
  SELECT about_key, event_on, MAX(counts) AS counts, MAX(is_linked) AS is_linked, MAX(or_before) AS or_before FROM (
  {together}) each_event GROUP BY about_key, event_on
)"""


def _or_before(duty: Duty, event: Event, on: str, is_linked: int) -> str:
    """Whether an event counts though it was before the start."""
    if isinstance(event.or_before, Limit):
        return f"CASE WHEN {on} >= reach.due_on THEN 1 ELSE 0 END"
    return str(is_linked * int(event.or_before or duty.form is Form.BEFORE))


def _reach(event: Event) -> str:
    """What joins the first day on which an event may have been done."""
    if not isinstance(event.or_before, Limit):
        return ""
    return f"LEFT JOIN due_table reach ON reach.limit_code = '{event.or_before.code}' AND reach.opened_on = a.opened_on"


_NONE_DOUBT = f"{NO_TEXT} AS doubt"
_WRONG = f"""SELECT about_key, opened_on, {NO_DAY} AS met_on, {NO_DAY} AS ended_on, wrong AS unsure, {_NONE_DOUBT},
    1 AS first_turn, 1 AS last_turn FROM about WHERE wrong IS NOT NULL"""


def _once_sql() -> str:
    """One span for each `about`: from the opening to the first event on or after it, or to the first of all."""
    return f"""done AS (
  SELECT a.about_key, MIN(CASE WHEN {_COUNTS} THEN e.event_on END) AS met_on, MAX(e.is_linked) AS is_linked
  FROM about a JOIN events e ON e.about_key = a.about_key GROUP BY a.about_key
),
spans AS (
  {_WRONG}
  UNION ALL
  SELECT a.about_key, a.opened_on, d.met_on, a.end_on,
    CASE WHEN a.opened_on IS NULL THEN '{Unsure.START_NOT_RECORDED}'
      WHEN d.is_linked = 1 AND d.met_on IS NULL THEN '{Unsure.DATES_OUT_OF_ORDER}' ELSE {NO_TEXT} END,
    CASE WHEN e.counts = 1 THEN '{Unsure.MAY_NOT_COUNT}'
      WHEN a.linked = 0 THEN '{Unsure.START_NOT_LINKED}' ELSE {NO_TEXT} END, 1, 1
  FROM about a LEFT JOIN done d ON d.about_key = a.about_key
  LEFT JOIN events e ON e.about_key = a.about_key AND e.event_on = d.met_on WHERE a.wrong IS NULL
)"""


_COUNTS = f"(e.or_before = 1 OR e.event_on >= COALESCE(a.opened_on, {FIRST}))"
_WITHIN = f"{_COUNTS} AND e.event_on <= COALESCE(a.end_on, {LAST})"


_MAY_NOT_COUNT = f"'{Unsure.MAY_NOT_COUNT}'"


def _chain_sql() -> str:
    """A span from the opening to the first event, from each event to the next, and on from the last."""
    return f"""turns AS (
  SELECT a.about_key, a.opened_on AS turn_on, 0 AS place, 2 AS counts FROM about a
  WHERE a.wrong IS NULL AND a.opened_on IS NOT NULL
  UNION ALL
  SELECT a.about_key, e.event_on, 1, e.counts FROM about a JOIN events e ON e.about_key = a.about_key
  WHERE a.wrong IS NULL AND {_WITHIN}
),
ordered AS (
  SELECT about_key, turn_on, counts, LEAD(turn_on) OVER (PARTITION BY about_key ORDER BY place, turn_on) AS next_on,
    LEAD(counts) OVER (PARTITION BY about_key ORDER BY place, turn_on) AS next_counts,
    ROW_NUMBER() OVER (PARTITION BY about_key ORDER BY place, turn_on)
      + CASE WHEN MIN(place) OVER (PARTITION BY about_key) = 1 THEN 1 ELSE 0 END AS turn FROM turns
),
spans AS (
  {_WRONG}
  UNION ALL
  SELECT a.about_key, t.turn_on, t.next_on, a.end_on, {NO_TEXT},
    CASE WHEN t.counts = 1 OR t.next_counts = 1 THEN {_MAY_NOT_COUNT} ELSE {NO_TEXT} END, t.turn, t.turn
  FROM ordered t JOIN about a ON a.about_key = t.about_key
  {_NOT_STARTED}
)"""


_NOT_STARTED = f"""UNION ALL
  SELECT a.about_key, {NO_DAY}, {NO_DAY}, a.end_on, '{Unsure.START_NOT_RECORDED}', {NO_TEXT}, 1, 1
  FROM about a LEFT JOIN events e ON e.about_key = a.about_key
  WHERE a.wrong IS NULL AND a.opened_on IS NULL AND e.about_key IS NULL"""


def _around_latest_sql() -> str:
    """Where only the latest event is held: a span that cannot be told up to it, and one from it on."""
    return f"""latest AS (
  SELECT a.about_key, MAX(CASE WHEN {_WITHIN} THEN e.event_on END) AS known_on,
    MAX(CASE WHEN {_COUNTS} THEN 1 ELSE 0 END) AS held
  FROM about a JOIN events e ON e.about_key = a.about_key WHERE a.wrong IS NULL GROUP BY a.about_key
),
spans AS (
  {_WRONG}
  UNION ALL
  SELECT a.about_key, a.opened_on, {NO_DAY}, COALESCE(l.known_on, a.end_on), '{Unsure.ONLY_LATEST_HELD}', {NO_TEXT},
    1, 1
  FROM about a JOIN latest l ON l.about_key = a.about_key
  WHERE l.held = 1 AND (a.opened_on IS NULL OR l.known_on IS NULL OR l.known_on > a.opened_on)
  UNION ALL
  SELECT a.about_key, l.known_on, {NO_DAY}, a.end_on, {NO_TEXT},
    CASE WHEN e.counts = 1 THEN {_MAY_NOT_COUNT} ELSE {NO_TEXT} END, 2, {_EVER}
  FROM about a JOIN latest l ON l.about_key = a.about_key
  JOIN events e ON e.about_key = a.about_key AND e.event_on = l.known_on
  UNION ALL
  SELECT a.about_key, a.opened_on, {NO_DAY}, a.end_on, {NO_TEXT}, {NO_TEXT}, 1, 1
  FROM about a LEFT JOIN latest l ON l.about_key = a.about_key
  WHERE a.wrong IS NULL AND a.opened_on IS NOT NULL AND (l.held IS NULL OR l.held = 0)
  {_NOT_STARTED}
)"""


# ------------------------------------------------------------------------------------------------------- by which limit


def _ruled_sql(duty: Duty, held: Held, rows: RowFlags) -> list[str]:
    """Spans with, for each rule, whether it may be the one that applies, the version then in force, and its limit."""
    asked = dated_among([each for rule in duty.rules for each in rule.when])
    dated = DatedFlags(name="then", source="days", who=duty.subject, held=held, conditions=asked)
    flags = Flags(rows=rows, dated=dated)
    carried = ["who", "about_on", "dob", *(f"row_flag_{n}" for n, _ in enumerate(rows.conditions))]
    carried += [f"until_{name}" for name in _untils(duty)]
    ruled = [f"{flags.of_rule(rule, 'd')} AS rule_{n}" for n, rule in enumerate(duty.rules)]
    limits = [
        f"{_version_sql(rule)} AS version_{n}, {_limit_sql(rule)} AS limit_{n}" for n, rule in enumerate(duty.rules)
    ]
    return [
        f"""days AS (
  SELECT s.*, a.opened_on AS start_on, s.opened_on AS on_day, {", ".join(f"a.{name}" for name in carried)}
  FROM spans s JOIN about a ON a.about_key = s.about_key
)""",
        *dated.tables(),
        f"""ruled AS (
  SELECT d.*, {", ".join(ruled)} FROM days d {" ".join(dated.joins("d"))}
)""",
        f"""limited AS (
  SELECT r.*, {", ".join(limits)}, {", ".join(f"{_may_sql(n)} AS may_{n}" for n, _ in enumerate(duty.rules))}
  FROM ruled r WHERE unsure IS NOT NULL OR {" OR ".join(f"rule_{n} > 0" for n, _ in enumerate(duty.rules))}
)""",
    ]


def _may_sql(place: int) -> str:
    """Whether a rule may be the first that applies: 1 or 0."""
    earlier = "".join(f" AND rule_{n} < 2" for n in range(place))
    return f"CASE WHEN unsure IS NULL AND rule_{place} > 0{earlier} THEN 1 ELSE 0 END"


def _version_sql(rule: Rule) -> str:
    """The first day of the version that was in force when the clock opened."""
    return _by_version(rule, {n: day_sql(each.in_force_from) for n, each in enumerate(rule.versions)}, NO_DAY)


def _limit_sql(rule: Rule) -> str:
    """The code of its limit."""
    return _by_version(rule, {n: quoted(each.limit.code) for n, each in enumerate(rule.versions)}, NO_TEXT)


def _by_version(rule: Rule, said: dict[int, str], otherwise: str) -> str:
    cases = " ".join(
        f"WHEN opened_on >= {day_sql(each.in_force_from)}"
        + (f" AND opened_on <= {day_sql(each.in_force_to)}" if each.in_force_to else "")
        + f" THEN {said[n]}"
        for n, each in enumerate(rule.versions)
    )
    return f"CASE {cases} ELSE {otherwise} END"


def _dated_sql(duty: Duty, held: Held) -> str:
    """The spans with the last day in time of each rule that may apply, from the due table, or why there is none."""
    places = range(len(duty.rules))
    joins = " ".join(
        f"LEFT JOIN due_table d{n} ON d{n}.limit_code = v.limit_{n} AND d{n}.opened_on = v.opened_on" for n in places
    )
    due = _earliest([f"CASE WHEN v.may_{n} = 1 THEN {_last_day(duty, n, 'due_on')} END" for n in places])
    late = _latest([f"CASE WHEN v.may_{n} = 1 THEN {_last_day(duty, n, 'late_after')} END" for n in places])
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
  FROM limited v {joins}
),
told AS (
  SELECT about_key, who, about_on, opened_on, met_on, ended_on, wrong, doubt, due, late, may_be, version, step,
    CASE WHEN fault IS NULL AND {too_late} THEN '{Unsure.ONLY_LATEST_HELD}' ELSE fault END AS fault FROM dated
)"""


def _last_day(duty: Duty, place: int, column: str) -> str:
    """The last day in time by a rule: of the due table, or recorded beside the start."""
    untils = [each.limit for each in duty.rules[place].versions if isinstance(each.limit, Until)]
    cases = " ".join(
        f"WHEN v.limit_{place} = '{until.code}' THEN v.until_{until.field.name}" for until in dict.fromkeys(untils)
    )
    return f"CASE {cases} ELSE d{place}.{column} END" if cases else f"d{place}.{column}"


def _fault(duty: Duty, place: int, fault: Unsure) -> str:
    """Whether a rule that may apply has no last day, for a reason."""
    untils = dict.fromkeys(each.limit for each in duty.rules[place].versions if isinstance(each.limit, Until))
    is_until = " OR ".join(f"v.limit_{place} = '{each.code}'" for each in untils) or "1 = 0"
    day = _last_day(duty, place, "late_after")
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
    person_id, rest, holders = (
        NO_TEXT,
        f"t.step, t.version, {NO_TEXT} AS team, {NO_TEXT} AS worker, {NO_DAY} AS held_from",
        "",
    )
    if duty.subject is Subject.CHILD:
        person_id, rest = "t.who", "t.step, t.version, h.team, h.worker, h.held_from"
        holders = f"LEFT JOIN holders h ON h.person_id = t.who AND h.role = '{duty.held_by}'"
    who = f"'{duty.code}' AS duty, t.who AS subject_id, {person_id} AS person_id"
    start = f"SELECT t.about_key, {who}, t.about_on, t.opened_on"
    if duty.form is not Form.NOT_BEFORE:
        return f"""{start}, CASE WHEN t.fault IS NULL THEN t.due END AS due_on,
  CASE WHEN t.fault IS NULL THEN t.late END AS late_after, t.met_on, t.ended_on, {_DOUBTS} AS unsure, {rest}
FROM told t {holders}"""
    early, beyond = "t.met_on < t.due", "t.met_on < t.due AND b.due_on IS NULL"
    known = f"t.fault IS NULL AND NOT COALESCE({beyond}, FALSE)"
    return f"""{start}, CASE WHEN {known} THEN t.due END AS due_on,
  CASE WHEN {known} THEN CASE WHEN {early} THEN b.due_on ELSE t.late END END AS late_after,
  CASE WHEN t.wrong IS NOT NULL THEN t.met_on WHEN {known} AND NOT COALESCE({early}, FALSE) THEN t.due END AS met_on,
  CASE WHEN {known} AND {early} THEN t.met_on ELSE t.ended_on END AS ended_on,
  CASE WHEN t.fault IS NULL AND {beyond} THEN '{Unsure.OUTSIDE_CALENDAR}' ELSE {_DOUBTS} END AS unsure, {rest}
FROM told t LEFT JOIN due_table b ON b.limit_code = '{DAY_BEFORE.code}' AND b.opened_on = t.met_on {holders}"""
