"""Which cells that could not be read may say something of a clock, for one child: that it was done, or has ended."""

from collections.abc import Iterator

from roker.duties.duty import Event
from roker.duties.facts import Facts, Row, reference
from roker.record import ENTITIES, Field
from roker.record.unread import is_unread


def cells(facts: Facts) -> list[tuple[Field, Row]]:
    """The cells, each with its row. While there is one, late is never certain."""
    return [*_events(facts), *_ends(facts)]


def _events(facts: Facts) -> Iterator[tuple[Field, Row]]:
    for event in facts.duty.met_by:
        if not any(is_unread(row, event.field.name) for row in facts.child.rows[event.entity]):
            continue
        for row in _rows_that_may_be(facts, event):
            if is_unread(row, event.field.name) and facts.counts(event, row) is not False:
                yield event.field, row


def _rows_that_may_be(facts: Facts, event: Event) -> list[Row]:
    """The row itself; rows that refer to it, or to nothing on the record, since what has no day is linked by none."""
    duty, about, rows = facts.duty, facts.about, facts.child.rows[event.entity]
    if event.entity == duty.anchor:
        return [about]
    named = None if event.of_child else reference(event.entity, duty.anchor)
    if named is None:
        return list(rows)
    others = {row[named[1]] for row in facts.child.rows[duty.anchor]} - {about[named[1]]}
    return [row for row in rows if row[named[0]] not in others]


def _ends(facts: Facts) -> Iterator[tuple[Field, Row]]:
    duty, opened_on = facts.duty, facts.opened_on
    for end in duty.ends:
        if end.entity == duty.anchor:
            if is_unread(facts.about, end.name):
                yield end, facts.about
            continue
        began = ENTITIES[end.entity].happened_on or ""
        for row in facts.child.rows[end.entity]:
            is_earlier = opened_on is not None and (row[began] is None or row[began] <= opened_on)
            if is_earlier and is_unread(row, end.name):
                yield end, row
    for event in duty.gives_way_to:
        for row in facts.child.rows[event.entity]:
            if is_unread(row, event.field.name) and facts.counts(event, row) is not False:
                yield event.field, row
