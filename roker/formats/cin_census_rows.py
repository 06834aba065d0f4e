"""From the elements of a child to rows that wait for the record: first read, then given their ids."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from roker.database import Database
from roker.formats.cin_census_plan import Plan, Step, plan_of_child
from roker.formats.cin_census_problems import Note, Tally
from roker.formats.cin_census_shelves import GAP, NULL, Shelf, Unread
from roker.formats.xml_stream import Element, local_names, strays_in
from roker.local import Local
from roker.record import CODE_SETS, ENTITIES, Kind
from roker.record.unread import unread_text

UNDATED = "~undated"
"""Stands in a made id for the day of what has no date."""
_UNREAD = "\x1c"
"""A character that no XML can hold: stands for the text of a value with a row of its own that could not be read."""

Single = tuple[Step, int, str]
"""A value that makes a row of its own or is one of a list: what is done with it, its line, and its text."""
Row = tuple[Plan, int, list[str], list["Row"], list[Single]]
"""What an element says that makes a row: how it is read, its line, its values, and the rows and values within it."""


class _Clash(Exception):  # noqa: N818 - it is no error, but a reason to sort a child with more care
    """Two rows of one child would have one id."""


class ChildRows:
    """Reads children, one after the other, into rows that wait on shelves."""

    def __init__(self, tally: Tally, local: Local) -> None:
        self._tally = tally
        self._plan = plan_of_child(local)
        self.plans = list(self._plan.everything())
        self.shelves = [shelf for plan in self.plans for shelf in plan.shelves.values()]
        self._shelved = [shelf.rows for shelf in self.shelves]
        self._who = ""
        self._notes: list[Note] = []
        self._unread: list[tuple[list[str], int]] = []
        """Values and places in them where something stands that cannot be read."""
        self._used: dict[tuple[str, ...], object] = {}
        """By entity and what an id is made of, what the row with that id says, where that matters."""
        self._with_care = False

    def read(self, child: Element, *, may_have_attributes: bool = True) -> None:
        """Puts all that is said of a child on the shelves."""
        row = self._row_of(child)
        plan, line, values, _, _ = row
        self._who = values[plan.key]
        if self._who is NULL:
            told_of = {each.name for each in self.plans if each.home is plan}  # not of rows that are not kept
            self._notes = [note for note in self._notes if note.module in told_of]
            self._note("nobody_named", plan.name, plan.places[plan.key].name, line, expected="the number of a child")
        else:
            self._put_child(row)
        if may_have_attributes:
            for stray in strays_in(child):
                if stray.name.startswith("@"):
                    self._note("beside_elements", stray.within, stray.name, stray.line, stray.text)
        if self._notes:
            who = "" if self._who is NULL else self._who
            for note in self._notes:
                self._tally.add(replace(note, who=who))
            self._notes.clear()
            self._unread.clear()

    def count_what_was_read(self, tables: Database) -> None:
        """Counts, when everything is in its table, how many values each element gave."""
        of_entity = Counter(shelf.entity for shelf in self.shelves)
        for shelf in self.shelves:
            shelf.count_what_was_read(tables, is_alone=of_entity[shelf.entity] == 1)

    # ---------------------------------------------------------------------------------------------- what elements say

    def _row_of(self, child: Element) -> Row:
        """What a child says. All elements within come in one go, in half the time that asking each for those in it
        takes; how many stand in each says where it ends.
        """
        rest, around = child.iter(), list[tuple[int, Plan, Row]]()
        plan, left = self._plan, len(child)
        row = self._begun(next(rest), plan)
        _, _, values, _, singles = row
        for element in rest:
            left -= 1
            if element.tail is not None:
                self._note_text(plan.name, element, element.tail)
            step = plan.steps[element.tag]
            if step.texts is not None:
                text = step.texts[element.text]
                if type(text) is not str or len(element):
                    text = self._taken(text, element, step, values, rest)
                if step.place < 0:
                    singles.append((step, element.sourceline, text))
                elif values[step.place] is NULL:
                    values[step.place] = text
                else:
                    self._note("element_twice", plan.name, local_names[element.tag], element.sourceline, element.text)
            elif step.plan is not None:
                around.append((left, plan, row))
                plan, left = step.plan, len(element)
                row = self._begun(element, plan, row)
                _, _, values, _, singles = row
            else:
                self._note_strange(element, plan.name, f"an element of {plan.name}", rest)
            while not left and around:
                left, plan, row = around.pop()
                _, _, values, _, singles = row
        return row

    def _begun(self, element: Element, plan: Plan, around: Row | None = None) -> Row:
        """The row that the values of a module go into: one of its own, or that around it."""
        if element.text is not None:
            self._note_text(plan.name, element, element.text)
        if around is not None and not plan.is_row:
            return around
        row: Row = plan, element.sourceline, plan.blank[:], [], []
        if around is not None:
            around[3].append(row)
        return row

    def _taken(
        self, text: str | Unread, element: Element, step: Step, values: list[str], rest: Iterator[Element]
    ) -> str:
        """What an element says, or `NULL`, where that is nothing, or where more than a value stands in it."""
        for each in islice(rest, len(element)):
            self._note_strange(each, step.name, "a value and no element", rest)
            self._note_text(step.name, each, each.tail)
        if isinstance(text, str):
            return text
        raw, line = element.text or "", element.sourceline
        if text.fault is not None:
            self._note(text.fault.kind, step.within, step.name, line, raw, text.fault.expected)
            self._unread.append((values, step.place))
            if step.place < 0 and text.text is None:
                return _UNREAD
        elif raw.strip():
            self._note("read_as_blank", step.within, step.name, line, raw)
        return NULL if text.text is None else text.text

    def _note_strange(self, element: Element, within: str, expected: str, rest: Iterator[Element]) -> None:
        """Tells of an element that is none of the census, and passes over what stands in it."""
        name = local_names[element.tag]
        self._note("unknown_element", within, name, element.sourceline, element.text, expected)
        for _ in zip(islice(element.iter(), 1, None), rest):  # noqa: B905 - the rest is longer
            pass

    def _note_text(self, within: str, at: Element, text: str | None) -> None:
        """Tells of a text beside the elements."""
        if text and not text.isspace():
            self._note("beside_elements", within, "", at.sourceline, text)

    def _note_blanks(self, row: Row) -> None:
        """Tells of elements that must say something and are not there; of what cannot be read is told elsewhere."""
        plan, line, values, _, _ = row
        unread = {place for held, place in self._unread if held is values}
        for places, item in plan.required:
            if all(values[place] is NULL and place not in unread for place in places):
                self._note("blank", plan.name, item.name, line, expected="a value")

    def _note(  # noqa: PLR0913 - the parts of a note
        self, kind: str, module: str, element: str, line: int, found: str | None = "", expected: str = ""
    ) -> None:
        self._notes.append(Note(kind, module, element, line, " ".join((found or "").split()), expected))

    # --------------------------------------------------------------------------------------------- rows and their ids

    def _put_child(self, child: Row) -> None:
        """Puts the row of a child on its shelf, and all rows within it."""
        plan, line, values, rows, singles = child
        counts = list(map(len, self._shelved))
        notes_before = len(self._notes)
        self._with_care = False
        self._used.clear()
        try:
            self._put_within(rows, singles, "")
        except _Clash:
            for shelved, count in zip(self._shelved, counts, strict=True):
                del shelved[count:]
            del self._notes[notes_before:]
            self._with_care = True
            self._used.clear()
            self._put_with_care(rows, singles)
        for place in plan.must:
            if values[place] is NULL:
                self._note_blanks(child)
                break
        plan.shelf.rows.append(GAP.join(("", "", "", *values, str(line), *self._unread_in(child))))

    def _put_within(self, rows: list[Row], singles: list[Single], above: str) -> None:
        """Puts what stands within a row on its shelves."""
        for row in rows:
            plan, _, values, inner, singles_within = row
            own = values[plan.key]
            if own is NULL:
                own = UNDATED
            if (plan.makes, own) in self._used:
                raise _Clash
            self._used[plan.makes, own] = None
            self._put_row(row, own, above)
            if inner or singles_within:
                self._put_within(inner, singles_within, own)
        if singles:
            self._put_singles(singles, above)

    def _put_with_care(self, rows: list[Row], singles: list[Single]) -> None:
        """The same level by level and sorted by what is said: two things of one day are numbered alike, however the
        file is sorted and whatever stands in which of two referrals that say the same.
        """
        level, values = [("", row) for row in rows], [("", singles)]
        while level or values:
            found = sorted(
                ((self._content(row, above), row[1], above, row) for above, row in level), key=itemgetter(0, 1)
            )
            level, values_within = [], []
            for content, line, above, row in found:
                plan, day = row[0], row[2][row[0].key]
                own, is_new = self._own_id(plan.makes, day, content)
                if is_new:
                    self._put_row(row, own, above)
                else:
                    self._note_blanks(row)
                    self._note("repeated_row", plan.name, plan.places[plan.key].name, line, day)
                level += [(own, each) for each in row[3]]
                values_within.append((own, row[4]))
            for above, each in sorted(values, key=itemgetter(0)):
                self._put_singles(sorted(each, key=_by_text), above)
            values = values_within

    def _content(self, row: Row, above: str) -> tuple[str, str, list[str], list[str]]:
        """What a row says, lists too: they are as much of it as its values, and so is what could not be read."""
        plan, _, values, _, singles = row
        listed = {text for step, _, text in singles if step.is_listed and text is not NULL}
        return plan.name, above, [*values, *self._unread_in(row)], sorted(listed)

    def _put_row(self, row: Row, own: str, above: str) -> None:
        """Puts a row on its shelf."""
        plan, line, values, _, _ = row
        for place in plan.must:
            if values[place] is NULL:
                self._note_blanks(row)
                break
        if plan.second:
            own_values, unread = values[: plan.own_places], self._unread_in(row, until=plan.own_places)
            plan.shelf.rows.append(GAP.join((own, self._who, above, *own_values, str(line), *unread)))
            self._put_second(plan.second, row, (own, above))
        else:
            plan.shelf.rows.append(GAP.join((own, self._who, above, *values, str(line), *self._unread_in(row))))

    def _put_second(self, shelf: Shelf, row: Row, ids: tuple[str, str]) -> None:
        """The row that an element makes beside its own: the conference that an enquiry led to."""
        plan, line, values, _, _ = row
        values, unread = values[plan.own_places :], self._unread_in(row, since=plan.own_places)
        if unread or any(value is not NULL for value in values):
            own, is_new = self._own_id(shelf.entity, values[plan.second_key], (ids, values, unread))
            if is_new:
                shelf.rows.append(GAP.join((own, self._who, *ids, *values, str(line), *unread)))

    def _unread_in(self, row: Row, *, since: int = 0, until: int | None = None) -> tuple[str, ...]:
        """What could not be read of some values of a row, as the record has it; nothing where all could."""
        if not self._unread:  # mostly
            return ()
        plan, _, values, _, _ = row
        places = range(*slice(since, until).indices(len(values)))
        found = {place for held, place in self._unread if held is values and values[place] is NULL}
        named = {plan.places[place].field.name for place in places if place in found}
        text = unread_text(name for name in ENTITIES[plan.places[since].entity].field_names() if name in named)
        return (text,) if text else ()

    def _put_singles(self, singles: list[Single], above: str) -> None:
        """The rows that values make: one each, or one of all those of a list."""
        listed: list[Single] = []
        for single in singles:
            step, line, text = single
            if text is NULL or step.shelf is None:
                continue
            if text is _UNREAD:
                self._put_unread(step.shelf, line, above)
            elif step.is_listed:
                listed.append(single)
            else:
                self._put_single(step, step.shelf, line, text, above)
        if listed:
            self._put_list(listed, above)

    def _put_list(self, listed: list[Single], above: str) -> None:
        """The row of a list, which is found where the first of its values is."""
        step, line, _ = listed[0]
        texts = frozenset([text for _, _, text in listed])
        if len(texts) < len(listed):
            self._note_repeats(listed)
        key = step.name, above
        if step.shelf is not None and key not in self._used:  # of two rows that say the same, the lists are the same
            self._used[key] = None
            step.shelf.rows.append(GAP.join(("", self._who, above, _as_json(texts), str(line))))

    def _note_repeats(self, listed: list[Single]) -> None:
        seen = set[str]()
        for step, line, text in listed:
            if text in seen:
                self._note("repeated_row", step.within, step.name, line, text)
            seen.add(text)

    def _put_unread(self, shelf: Shelf, line: int, above: str) -> None:
        """The row that a single day makes which could not be read: that a review was held is known."""
        (item,) = shelf.items.values()
        if item.field.kind is Kind.DATE:
            own = self._own_id(shelf.entity, NULL, object())[0] if shelf.own else ""
            shelf.rows.append(GAP.join((own, self._who, above, NULL, str(line), f" {item.field.name} ")))

    def _put_single(self, step: Step, shelf: Shelf, line: int, text: str, above: str) -> None:
        """The row that a single value makes: a disability, a review."""
        own, is_new = "", True
        if shelf.own:
            own, is_new = self._own_id(shelf.entity, text, (above, text))
        else:
            key = shelf.entity, above, text
            is_new = key not in self._used
            self._used[key] = None
        if is_new:
            shelf.rows.append(GAP.join((own, self._who, above, text, str(line))))
        else:
            self._note("repeated_row", step.within, step.name, line, text)

    def _own_id(self, entity: str, day: str, content: object) -> tuple[str, bool]:
        """What tells a row from others of the child: the day on which it happened, with a number where that is not
        enough. And whether no row that says the same has it.
        """
        made = day = UNDATED if day is NULL else day
        key, number = (entity, made), 1
        while key in self._used:
            if not self._with_care:
                raise _Clash
            if self._used[key] == content:
                return made, False
            number += 1
            made = f"{day}/{number}"
            key = entity, made
        self._used[key] = content
        return made, True


def _by_text(single: Single) -> str:
    """The place of a list is that of its first value in the file."""
    return "" if single[0].is_listed else single[2]


@lru_cache(maxsize=10_000)
def _as_json(codes: frozenset[str]) -> str:
    """Codes as a list in JSON, in the order of their set: what is said does not hang on the order of the file."""
    return json.dumps(sorted(codes, key=_FACTOR_ORDER.__getitem__))


_FACTOR_ORDER = {code: number for number, code in enumerate(CODE_SETS["assessment_factor"].labels)}
