"""Which cells that could not be read may say something of a clock, for all children: neutral SQL.

Only fields of which the record has such a cell are asked for, so that a record without any costs nothing.
"""

from roker.duties.clock import CLOCK_COLUMNS, Unsure
from roker.duties.condition_sql import LAST, NO_DAY, Held, all_of, row_flag
from roker.duties.duty import Duty, Event, Form
from roker.duties.numbered import number_of, own_key, reference_of, table_of
from roker.record import ENTITIES, Field
from roker.record.unread import is_unread_sql


def own_unread_sql(duty: Duty, held: Held) -> str:
    """Whether such a cell stands in the row `a` itself that a clock is about: 1 or 0."""
    tests = [is_unread_sql(end.name, "a") for end in duty.ends if end.entity == duty.anchor and held.has_unread(end)]
    tests += [
        f"({is_unread_sql(event.field.name, 'a')} AND {_flag(event, 'a', held)} <> 0)"
        for event in duty.met_by
        if event.entity == duty.anchor and held.has_unread(event.field)
    ]
    return f"CASE WHEN {' OR '.join(tests)} THEN 1 ELSE 0 END" if tests else "0"


def about_unread_sql(duty: Duty, held: Held) -> str | None:
    """The table `unread_about`: the `about_key` of each row of `started` that such a cell may speak of. None where the
    record has no such cell.
    """
    own = [each for each in (*duty.ends, *(event.field for event in duty.met_by)) if each.entity == duty.anchor]
    found = ["SELECT about_key FROM started WHERE own_unread = 1"] if any(map(held.has_unread, own)) else []
    found += [
        _event_sql(duty, event, held)
        for event in duty.met_by
        if event.entity != duty.anchor and held.has_unread(event.field)
    ]
    found += [_closing_sql(duty, end) for end in duty.ends if end.entity != duty.anchor and held.has_unread(end)]
    found += [
        f"SELECT s.about_key FROM started s JOIN {table_of(event.entity)} e ON e.{number_of(duty.subject)} = s.who "
        f"WHERE {is_unread_sql(event.field.name, 'e')} AND {_flag(event, 'e', held)} <> 0"
        for event in duty.gives_way_to
        if held.has_unread(event.field)
    ]
    if not found:
        return None
    together = "\n  UNION ALL ".join(found)
    return f"unread_about AS (\n  SELECT DISTINCT about_key FROM ({together}) each_cell\n)"


def doubted_sql(duty: Duty, clocks: str) -> str:
    """The clocks as `unread_about` leaves them: late is never certain, and in time only what is known to be so."""
    known = f"unsure IS NULL AND (COALESCE(met_on, {LAST}) <= due_on OR COALESCE(ended_on, {LAST}) <= due_on)"
    doubted = "u.about_key IS NOT NULL AND c.due_on IS NOT NULL"
    if duty.form is not Form.NOT_BEFORE:
        doubted += f" AND NOT ({known})"
    changed = {
        "late_after": f"CASE WHEN {doubted} THEN {NO_DAY} ELSE c.late_after END AS late_after",
        "unsure": f"CASE WHEN {doubted} THEN '{Unsure.UNREAD}' ELSE c.unsure END AS unsure",
    }
    columns = ", ".join(changed.get(name, f"c.{name}") for name, _ in CLOCK_COLUMNS)
    return f"SELECT {columns} FROM ({clocks}) c LEFT JOIN unread_about u ON u.about_key = c.about_key"


def _event_sql(duty: Duty, event: Event, held: Held) -> str:
    """Of an event that refers to what it is about: its own, and those that refer to nothing on the record, since what
    has no day is linked by none.
    """
    named = None if event.of_child else reference_of(event.entity, duty.anchor)
    test = f"{is_unread_sql(event.field.name, 'e')} AND {_flag(event, 'e', held)} <> 0"
    rows = f"SELECT s.about_key FROM started s JOIN {table_of(event.entity)} e ON e.{number_of(duty.subject)} = s.who"
    if named is None:
        return f"{rows} WHERE {test}"
    if named == duty.subject:
        return f"{rows} WHERE {test}"
    key, who = own_key(duty), number_of(duty.subject)
    return (
        f"{rows} LEFT JOIN {table_of(duty.anchor)} o ON o.{key} = e.{number_of(named)} AND o.{who} = e.{who} "
        f"WHERE {test} AND (o.{key} IS NULL OR o.{key} = s.own_key)"
    )


def _closing_sql(duty: Duty, end: Field) -> str:
    began = f"e.{ENTITIES[end.entity].happened_on}"
    return (
        f"SELECT s.about_key FROM started s JOIN {table_of(end.entity)} e ON e.{number_of(duty.subject)} = s.who "
        f"WHERE {is_unread_sql(end.name, 'e')} AND s.opened_on IS NOT NULL "
        f"AND ({began} IS NULL OR {began} <= s.opened_on)"
    )


def _flag(event: Event, row: str, held: Held) -> str:
    return all_of([row_flag(each, row, held) for each in event.where])
