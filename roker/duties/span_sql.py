"""From when to when each clock of a duty runs, as neutral SQL: what met it, and the spans between.

A duty to be done once has one span for each thing that it is about; one to be done again and again, from each time
to the next.
"""

from collections.abc import Mapping, Sequence

from roker.calendar import Limit
from roker.duties.clock import Unsure
from roker.duties.condition_sql import FIRST, LAST, NO_DAY, NO_TEXT, Held, day_sql, earliest, event_flag
from roker.duties.duty import Duty, Event, Form
from roker.duties.numbered import number_of, reference_of, table_of

_EVER = 10**6


def spans_sql(duty: Duty, held: Held, carried: Sequence[str]) -> list[str]:
    """The tables up to `spans`, over the table `about`: when each span opened, was met and ended, what is unsure of it,
    which time it is, and the columns of `about` that are carried on.
    """
    if duty.form is not Form.EVERY:
        return [*([] if _is_met_by_own_row(duty) else [_events_sql(duty, held)]), _once_sql(duty, carried)]
    if any(each.entity in held.only_latest for each in duty.met_by):
        return [_events_sql(duty, held), _around_latest_sql(carried)]
    return [_events_sql(duty, held), _chain_sql(carried)]


def _events_sql(duty: Duty, held: Held) -> str:
    """What may have met the duty: for each `about` one row a day, or of a duty to be done once any number, with whether
    it counts for certain (2) or may (1), and whether it is linked. A date after the record ends is a plan at most.
    """
    found, subject = [], number_of(duty.subject)
    for n, event in enumerate(duty.met_by):
        if event.entity == duty.anchor:
            found.append(
                f"SELECT a.about_key, a.opened_on, own_event_{n} AS event_on, own_counts_{n} AS counts, "
                f"1 AS is_linked, {_or_before(duty, event, f'own_event_{n}', 1)} AS or_before "
                f"FROM about a {_reach(event)} WHERE own_event_{n} IS NOT NULL AND own_counts_{n} <> 0"
            )
            continue
        named = None if event.of_child else reference_of(event.entity, duty.anchor)
        linked = f"AND e.{number_of(named)} = a.own_key" if named and named != duty.subject else ""
        flag = event_flag(event, "e", held)
        found.append(
            f"SELECT a.about_key, a.opened_on, e.{event.field.name} AS event_on, {flag} AS counts, "
            f"{1 if named else 0} AS is_linked, "
            f"{_or_before(duty, event, f'e.{event.field.name}', 1 if named else 0)} AS or_before "
            f"FROM about a JOIN {table_of(event.entity)} e ON e.{subject} = a.who {linked} {_reach(event)} "
            f"WHERE e.{event.field.name} <= {day_sql(held.record_ends_on)} AND {flag} <> 0"
        )
    together = "\n  UNION ALL ".join(found)
    if duty.form is not Form.EVERY:
        return f"events AS (\n  {together}\n)"
    return f"""events AS (
  SELECT about_key, event_on, MAX(counts) AS counts, MAX(or_before) AS or_before FROM (
  {together}) each_event GROUP BY about_key, event_on
)"""


def _or_before(duty: Duty, event: Event, on: str, is_linked: int) -> str:
    """Whether an event counts though it was before the start."""
    if isinstance(event.or_before, Limit):
        return f"CASE WHEN {on} >= reach.{event.or_before.code} THEN 1 ELSE 0 END"
    return str(is_linked * int(event.or_before or duty.form is Form.BEFORE))


def _reach(event: Event) -> str:
    """What joins the first day on which an event may have been done."""
    if not isinstance(event.or_before, Limit):
        return ""
    return "LEFT JOIN due_table reach ON reach.opened_on = a.opened_on"


def _is_met_by_own_row(duty: Duty) -> bool:
    """Whether the row that a clock is about says itself when what has to be done once was done."""
    return duty.form is not Form.EVERY and all(
        each.entity == duty.anchor and not isinstance(each.or_before, Limit) for each in duty.met_by
    )


def _span_sql(carried: Sequence[str], said: Mapping[str, str], rest: str) -> str:
    """Spans of the rows `a` of `about`: by column what is said of them, and what else the limits are told by."""
    columns = {"opened_on": "a.opened_on", **dict.fromkeys(("met_on", "ended_on"), NO_DAY)}
    columns |= {**dict.fromkeys(("unsure", "doubt"), NO_TEXT), "first_turn": "1", "last_turn": "1", **said}
    every = [f"{value} AS {name}" for name, value in columns.items()]
    every += ["a.opened_on AS start_on", *(f"a.{each}" for each in carried)]
    return f"SELECT a.about_key, {', '.join(every)}\n  FROM {rest}"


def _wrong_sql(carried: Sequence[str]) -> str:
    """The spans of what has something wrong with it."""
    return _span_sql(carried, {"unsure": "a.wrong"}, "about a WHERE a.wrong IS NOT NULL")


def _once_sql(duty: Duty, carried: Sequence[str]) -> str:
    """One span for each `about`: from the opening to the first event on or after it, or to the first of all."""
    said = {
        "met_on": "CASE WHEN a.wrong IS NULL THEN d.met_on END",
        "ended_on": "CASE WHEN a.wrong IS NULL THEN a.end_on END",
        "unsure": f"""CASE WHEN a.wrong IS NOT NULL THEN a.wrong
      WHEN a.opened_on IS NULL THEN '{Unsure.START_NOT_RECORDED}'
      WHEN d.is_linked = 1 AND d.met_on IS NULL THEN '{Unsure.DATES_OUT_OF_ORDER}' ELSE {NO_TEXT} END""",
        "doubt": f"""CASE WHEN a.wrong IS NOT NULL THEN {NO_TEXT}
      WHEN d.sure_on > d.met_on OR (d.met_on IS NOT NULL AND d.sure_on IS NULL) THEN '{Unsure.MAY_NOT_COUNT}'
      WHEN a.linked = 0 THEN '{Unsure.START_NOT_LINKED}' ELSE {NO_TEXT} END""",
    }
    if _is_met_by_own_row(duty):
        done = _own_done_sql(duty)
        said = {name: value.replace("d.", "a.") for name, value in said.items()}
        return f"{done},\nspans AS (\n  {_span_sql(carried, said, 'done a')}\n)"
    spans = _span_sql(carried, said, "about a LEFT JOIN done d ON d.about_key = a.about_key")
    return f"""done AS (
  SELECT about_key, MIN(CASE WHEN {_COUNTS} THEN event_on END) AS met_on,
    MIN(CASE WHEN counts = 2 AND {_COUNTS} THEN event_on END) AS sure_on, MAX(is_linked) AS is_linked
  FROM events GROUP BY about_key
),
spans AS (
  {spans}
)"""


def _own_done_sql(duty: Duty) -> str:
    """The same where the row itself says it."""
    met, sure, linked = [], [], []
    for n, event in enumerate(duty.met_by):
        any_day = event.or_before or duty.form is Form.BEFORE
        test = "" if any_day else f" AND own_event_{n} >= COALESCE(opened_on, {FIRST})"
        met.append(f"CASE WHEN own_counts_{n} <> 0{test} THEN own_event_{n} END")
        sure.append(f"CASE WHEN own_counts_{n} = 2{test} THEN own_event_{n} END")
        linked.append(f"(own_event_{n} IS NOT NULL AND own_counts_{n} <> 0)")
    is_linked = f"CASE WHEN {' OR '.join(linked)} THEN 1 ELSE 0 END"
    return f"""done AS (
  SELECT *, {earliest(met)} AS met_on, {earliest(sure)} AS sure_on, {is_linked} AS is_linked FROM about
)"""


_COUNTS = f"(or_before = 1 OR event_on >= COALESCE(opened_on, {FIRST}))"
_WITHIN = f"{_COUNTS} AND event_on <= COALESCE(end_on, {LAST})"
_MAY_NOT_COUNT = f"'{Unsure.MAY_NOT_COUNT}'"


def _chain_sql(carried: Sequence[str]) -> str:
    """A span from the opening to the first event, from each event to the next, and on from the last."""
    turn = {
        "opened_on": "t.turn_on",
        "met_on": "t.next_on",
        "ended_on": "a.end_on",
        "doubt": f"CASE WHEN t.counts = 1 OR t.next_counts = 1 THEN {_MAY_NOT_COUNT} ELSE {NO_TEXT} END",
        "first_turn": "t.turn",
        "last_turn": "t.turn",
    }
    return f"""turns AS (
  SELECT about_key, opened_on AS turn_on, 0 AS place, 2 AS counts FROM about
  WHERE wrong IS NULL AND opened_on IS NOT NULL
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
  {_wrong_sql(carried)}
  UNION ALL
  {_span_sql(carried, turn, "ordered t JOIN about a ON a.about_key = t.about_key")}
  UNION ALL
  {_not_started_sql(carried)}
)"""


def _not_started_sql(carried: Sequence[str]) -> str:
    """The spans of what has no start on the record and was never done."""
    return _span_sql(
        carried,
        {"opened_on": NO_DAY, "ended_on": "a.end_on", "unsure": f"'{Unsure.START_NOT_RECORDED}'"},
        "about a LEFT JOIN events e ON e.about_key = a.about_key\n"
        "  WHERE a.wrong IS NULL AND a.opened_on IS NULL AND e.about_key IS NULL",
    )


def _around_latest_sql(carried: Sequence[str]) -> str:
    """Where only the latest event is held: a span that cannot be told up to it, and one from it on."""
    latest = "about a JOIN latest l ON l.about_key = a.about_key"
    up_to = _span_sql(
        carried,
        {"ended_on": "COALESCE(l.known_on, a.end_on)", "unsure": f"'{Unsure.ONLY_LATEST_HELD}'"},
        f"{latest}\n  WHERE l.held = 1 AND (a.opened_on IS NULL OR l.known_on IS NULL OR l.known_on > a.opened_on)",
    )
    since = _span_sql(
        carried,
        {
            "opened_on": "l.known_on",
            "ended_on": "a.end_on",
            "doubt": f"CASE WHEN e.counts = 1 THEN {_MAY_NOT_COUNT} ELSE {NO_TEXT} END",
            "first_turn": "2",
            "last_turn": str(_EVER),
        },
        f"{latest}\n  JOIN events e ON e.about_key = a.about_key AND e.event_on = l.known_on",
    )
    never = _span_sql(
        carried,
        {"ended_on": "a.end_on"},
        "about a LEFT JOIN latest l ON l.about_key = a.about_key\n"
        "  WHERE a.wrong IS NULL AND a.opened_on IS NOT NULL AND (l.held IS NULL OR l.held = 0)",
    )
    spans = [_wrong_sql(carried), up_to, since, never, _not_started_sql(carried)]
    together = "\n  UNION ALL\n  ".join(spans)
    return f"""latest AS (
  SELECT a.about_key, MAX(CASE WHEN {_WITHIN} THEN e.event_on END) AS known_on,
    MAX(CASE WHEN {_COUNTS} THEN 1 ELSE 0 END) AS held
  FROM about a JOIN events e ON e.about_key = a.about_key WHERE a.wrong IS NULL GROUP BY a.about_key
),
spans AS (
  {together}
)"""
