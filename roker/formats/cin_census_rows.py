"""From the elements of a child to rows of the record, as they stream by: which element fills what, the layout says."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from roker.database import Database
from roker.formats.cin_census_layout import CHILD, MADE_WITH, SOURCE, Item, Module, code_tables
from roker.formats.cin_census_problems import Note, Tally
from roker.formats.cin_census_shelves import GAP, NULL, Ids, Shelf, Texts, Unread
from roker.formats.values import date_reader, read_id, read_number, read_text
from roker.formats.xml_stream import Element, local_names, strays_in
from roker.local import Local
from roker.record import CODE_SETS, ENTITIES, Kind

UNDATED = "~undated"
"""Stands in a made id for the day of what has no date."""
NOWHERE = -1


class Step(NamedTuple):
    """What is done with an element of one name."""

    place: int
    """Where its value goes in the row; below zero for what makes rows of its own, and for modules."""
    texts: Mapping[str | None, "str | Unread"] | Ids
    plan: "Plan | None" = None
    """Of a module, how it is read."""
    item: Item | None = None
    within: "Plan | None" = None
    shelf: Shelf | None = None
    """Of an element that makes rows of its own, where they go, and the module in which it stands."""
    is_listed: bool = False
    """Whether its values are put together as a list."""


Later = list[tuple[Step, Element]]
"""Elements that make rows of their own, with what is done with each."""


class Plan:
    """How the elements of one module become rows, worked out once from the layout."""

    def __init__(self, module: Module, readers: "Readers", around: "Plan | None" = None) -> None:
        self.module = module
        self.name = module.name
        self.steps: dict[str, Step] = {}
        self.shelves: dict[str, Shelf] = {}
        """By element, the shelves of those that make rows of their own; and by module, of all rows made."""
        self.inner: list[Plan] = []
        self.is_row = bool(module.makes)
        self.home: Plan = self if around is None or self.is_row else around.home
        if self.is_row:
            self._make_row(around.home.module.makes if around else "")
        self._take_steps(readers)
        self.is_list = [step.is_listed for step in self.steps.values()] == [True]
        """Whether nothing but the values of one list stands in it."""
        self.quick: dict[str, tuple[int, Any]] = {
            name: (step.place, step.texts) if step.place >= 0 else (NOWHERE, step)
            for name, step in self.steps.items()
            if step.plan is None or step.plan.is_row or step.plan.is_list
        }
        """The steps of nearly all elements, for speed: a value's place and texts, or what is left for later."""

    def _make_row(self, within: str) -> None:
        """Reserves places for the values of a row, and for those of a row made with it."""
        made = self.module.makes
        second, fixed = MADE_WITH.get(made, ("", {}))
        grouped = list(_grouped(self.module))
        own = [each for each in grouped if each.entity == made]
        others = [each for each in grouped if second and each.entity == second]
        self.places = [*own, *others]
        self.own_places = len(own)
        self.blank = [NULL] * len(self.places)
        self.required = _required(self.places)
        self.must = [place for places, _ in self.required for place in places]
        dated = ENTITIES[made].happened_on or ENTITIES[made].key[0]
        self.key = next(place for place, each in enumerate(own) if each.field.name == dated)
        self.shelf = self.shelves[self.name] = Shelf(made, within, own, fixed={})
        self.second: Shelf | None = None
        if second:
            self.second = Shelf(second, made, others, extra=("referral_id",), fixed=fixed)
            self.shelves[f"{self.name}, {second}"] = self.second
            second_date = ENTITIES[second].happened_on
            self.second_key = next(place for place, each in enumerate(others) if each.field.name == second_date)

    def _take_steps(self, readers: "Readers") -> None:
        for item in self.module.items:
            if item in self.home.places:
                self.steps[item.name] = Step(self.home.places.index(item), readers.of(item), None, item)
            else:
                shelf = Shelf(item.entity, self.home.module.makes, [item], fixed=item.fixed or {})
                self.shelves[item.name] = shelf
                self.steps[item.name] = Step(
                    NOWHERE, readers.of(item), None, item, self, shelf, item.field.kind is Kind.JSON
                )
        for module in self.module.modules:
            plan = Plan(module, readers, self)
            self.inner.append(plan)
            self.steps[module.name] = Step(NOWHERE, {}, plan)

    def shelf_of(self, item: Item) -> Shelf:
        """Where what an element of this module says is put."""
        if item.name in self.shelves and self.shelves[item.name].items.get(item.field.name) is item:
            return self.shelves[item.name]
        homes = [shelf for shelf in self.home.shelves.values() if item in shelf.items.values()]
        return homes[0]

    def everything(self) -> Iterator["Plan"]:
        """It and all plans in it."""
        yield self
        for each in self.inner:
            yield from each.everything()


def _grouped(module: Module) -> Iterator[Item]:
    """The items that fill one row: those of a module and of the groups in it, without those that make rows."""
    yield from (each for each in module.items if not each.is_repeated and not each.fixed)
    for each in module.modules:
        if not each.makes:
            yield from _grouped(each)


def _required(places: Sequence[Item]) -> list[tuple[list[int], Item]]:
    """Where a value must stand, each with its element; one place of several where years have different elements."""
    always = [([n], item) for n, item in enumerate(places) if item.is_required and not (item.since or item.until)]
    by_year = [n for n, item in enumerate(places) if item.is_required and (item.since or item.until)]
    return [*always, (by_year, places[by_year[-1]])] if by_year else always


class Readers:
    """How the texts of each element are read; what was read once is kept for the whole file."""

    def __init__(self, local: Local) -> None:
        self._kinds: dict[Kind, Texts | Ids] = {
            Kind.ID: Ids(read_id),
            Kind.TEXT: Ids(read_text),
            Kind.NUMBER: Texts(read_number),
            Kind.DATE: Texts(date_reader()),
        }
        self._codes = {name: Texts(table.read) for name, table in code_tables(local).items()}

    def of(self, item: Item) -> Texts | Ids:
        """The readings for an element."""
        return self._codes[item.field.codes] if item.field.codes else self._kinds[item.field.kind]


class _Clash(Exception):  # noqa: N818 - it is no error, but a reason to read a child with more care
    """Two rows of one child would have one id."""


class ChildRows:
    """Reads children, one after the other, into rows that wait on shelves."""

    def __init__(self, tally: Tally, local: Local) -> None:
        self._tally = tally
        self._plan = Plan(CHILD, Readers(local))
        self.plans = list(self._plan.everything())
        for plan in self.plans:
            for found, known in local.column_names(SOURCE, plan.name).items():
                if known in plan.steps:
                    plan.steps[found] = plan.steps[known]
        self.shelves = [shelf for plan in self.plans for shelf in plan.shelves.values()]
        self._who = ""
        self._used: dict[str, object] = {}
        self._notes: list[Note] = []
        self._unread: set[int] = set()
        self._with_care = False

    def read(self, child: Element, *, may_have_attributes: bool = True) -> None:
        """Puts all that is said of a child on the shelves."""
        marks = [len(shelf.rows) for shelf in self.shelves]
        for self._with_care in (False, True):
            self._used.clear()
            self._notes.clear()
            self._who = ""
            try:
                self._child(child)
                break
            except _Clash:
                for shelf, mark in zip(self.shelves, marks, strict=True):
                    del shelf.rows[mark:]
        if may_have_attributes:
            for stray in strays_in(child):
                if stray.name.startswith("@"):
                    self._note("beside_elements", stray.within, stray.name, stray.line, stray.text)
        for note in self._notes:
            # What was noted of a child before its number was met is of that child as well.
            self._tally.add(replace(note, who=self._who) if not note.who else note)

    def count_what_was_read(self, tables: Database) -> None:
        """Counts, when everything is in its table, how many values each element gave."""
        for plan in self.plans:
            for name, shelf in plan.shelves.items():
                shelf.count_what_was_read(tables, name.partition(",")[0])

    def _row(self, element: Element, plan: Plan, above: str) -> None:
        """The row that an element makes, and all rows that what stands in it makes."""
        values, later = self._read_row(element, plan)
        own = self._put_row(plan, values, above, element.sourceline, None)
        if later:
            self._rows_within(later, own)

    def _read_row(self, element: Element, plan: Plan) -> tuple[list[str], Later]:
        """The values that an element has for its row, and what stands in it that makes rows of its own."""
        values = plan.blank[:]
        later: Later = []
        self._walk(element, plan, values, later)
        for place in plan.must:
            if values[place] is NULL:
                self._note_blanks(plan, values, element.sourceline)
                break
        if self._unread:
            self._unread.clear()
        return values, later

    def _put_row(self, plan: Plan, values: list[str], above: str, line: int, content: object) -> str:
        """Puts a row on its shelf. Gives its id."""
        found = f"{plan.name}, line {line}"
        own_values = values[: plan.own_places] if plan.second else values
        own, is_new = self._own_id(plan.module.makes, values[plan.key], content)
        if not is_new:
            self._note("repeated_row", plan.name, plan.places[plan.key].name, line, values[plan.key])
            return own
        plan.shelf.rows.append(GAP.join((own, self._who, above, *own_values, found)))
        if plan.second:
            self._second_row(plan.second, values[plan.own_places :], plan.second_key, (own, above), found)
        return own

    def _rows_with_care(self, later: Later, own: str) -> None:
        """All rows within a child, level by level and sorted by what they say: two things of one day are numbered
        alike, however the file is sorted and whatever stands in which of two referrals that say the same.
        """
        level = [(own, step, element) for step, element in later]
        while level:
            rows = []
            others: dict[str, Later] = {}
            for above, step, element in level:
                if step.plan is None or step.plan.is_list:
                    others.setdefault(above, []).append((step, element))
                else:
                    values, inner = self._read_row(element, step.plan)
                    content = (step.plan.name, above, values, sorted(_listed(inner)))
                    rows.append((content, element.sourceline, step.plan, inner))
            rows.sort(key=lambda row: row[:2])
            level = []
            for content, line, plan, inner in rows:
                made = self._put_row(plan, content[2], content[1], line, content)
                level += [(made, step, element) for step, element in inner]
            for above in sorted(others):
                self._rows_within(sorted(others[above], key=lambda each: each[1].text or ""), above)

    def _child(self, element: Element) -> None:
        """The row of a child, and all rows that what is said of the child makes."""
        plan = self._plan
        values = plan.blank[:]
        later: Later = []
        self._walk(element, plan, values, later)
        line = element.sourceline
        if values[plan.key] is not NULL:
            self._who = values[plan.key]
        else:
            self._note("nobody_named", plan.name, plan.places[plan.key].name, line, expected="the number of a child")
            return
        self._note_blanks(plan, values, line)
        self._unread.clear()
        plan.shelf.rows.append(GAP.join(("", "", "", *values, f"{plan.name}, line {line}")))
        if self._with_care:
            self._rows_with_care(later, self._who)
        else:
            self._rows_within(later, self._who)

    def _second_row(self, shelf: Shelf, values: list[str], key: int, ids: tuple[str, str], found: str) -> None:
        """The row that an element makes beside its own: the conference that an enquiry led to."""
        if any(value is not NULL for value in values):
            own, is_new = self._own_id(shelf.entity, values[key], (ids, values))
            if is_new:
                shelf.rows.append(GAP.join((own, self._who, *ids, *values, found)))

    def _walk(self, element: Element, plan: Plan, values: list[str], later: Later) -> None:
        """Takes the values that stand in an element; what makes rows of its own is left for later."""
        quick, nothing = plan.quick, NULL
        if element.text is not None and not element.text.isspace():
            self._note("beside_elements", plan.name, "", element.sourceline, element.text)
        for each in element:
            if each.tail and not each.tail.isspace():
                self._note("beside_elements", plan.name, "", each.sourceline, each.tail)
            known = quick.get(each.tag)
            if known is None:
                self._walk_slowly(each, plan, values, later)
                continue
            place, texts = known
            if place < 0:
                later.append((texts, each))
                continue
            text = texts[each.text]
            if text.__class__ is str and values[place] is nothing:
                values[place] = text
            else:
                self._put(each, plan, plan.steps[each.tag], values)

    def _walk_slowly(self, element: Element, plan: Plan, values: list[str], later: Later) -> None:
        """Goes into a module, or sees what another element is."""
        step = plan.steps.get(element.tag) or self._step_of_stranger(element, plan)
        if step is None:
            return
        if step.place >= 0:
            self._put(element, plan, step, values)
        elif step.plan is None or step.plan.is_row:
            later.append((step, element))
        else:
            self._walk(element, step.plan, values, later)

    def _put(self, element: Element, plan: Plan, step: Step, values: list[str]) -> None:
        """Puts a value into its place, if that is still empty."""
        text = self._taken(element, plan, step)
        if values[step.place] is NULL:
            values[step.place] = text
        else:
            self._note("element_twice", plan.name, local_names[element.tag], element.sourceline, element.text or "")

    def _step_of_stranger(self, element: Element, plan: Plan) -> Step | None:
        """What is done with an element whose tag is none of the module's: perhaps its name is, without a namespace."""
        name = local_names[element.tag]
        step = plan.steps.get(name) if name != element.tag else None
        if step is None:
            expected = f"an element of {plan.name}"
            self._note("unknown_element", plan.name, name, element.sourceline, (element.text or "").strip(), expected)
        return step

    def _taken(self, element: Element, plan: Plan | None, step: Step) -> str:
        """What an element says, or `NULL`, where the quick way does not tell."""
        raw, item = element.text or "", step.item
        if plan is None or item is None:
            raise ValueError("only an element with a value says something")
        text = step.texts[element.text]
        if isinstance(text, str):
            return text
        if text.fault is not None:
            self._note(text.fault.kind, plan.name, item.name, element.sourceline, raw, text.fault.expected)
            self._unread.add(step.place)
        elif raw.strip():
            self._note("read_as_blank", plan.name, item.name, element.sourceline, raw)
        return NULL if text.text is None else text.text

    def _rows_within(self, later: Later, own: str) -> None:
        """The rows that elements within a row's element make."""
        listed: dict[str, tuple[Shelf, int, set[str]]] = {}
        for step, element in later:
            if step.plan is not None:
                if not step.plan.is_list:
                    self._row(element, step.plan, own)
                elif not self._whole_list(element, step.plan, own):
                    one_by_one: Later = []
                    self._walk(element, step.plan, [], one_by_one)
                    self._rows_within(one_by_one, own)
                continue
            text = step.texts[element.text]
            if not isinstance(text, str):
                text = self._taken(element, step.within, step)
            if text is not NULL and step.shelf is not None:
                if step.is_listed:
                    self._list(step, step.shelf, element, text, listed)
                else:
                    self._item_row(step, step.shelf, element, text, own)
        for name, (shelf, line, codes) in listed.items():
            self._list_row(shelf, own, frozenset(codes), f"{name}, line {line}")

    def _list_row(self, shelf: Shelf, own: str, codes: frozenset[str], found: str) -> None:
        """The row of a list, but for that of a row which stands there twice: its list is the same."""
        key = shelf.entity + NULL + own
        if codes and key not in self._used:
            self._used[key] = None
            shelf.rows.append(GAP.join(("", self._who, own, _as_json(codes), found)))

    def _whole_list(self, element: Element, plan: Plan, own: str) -> bool:
        """The quick way with a list: all of its values at once, if nothing is to be told of any of them."""
        ((name, step),) = plan.steps.items()
        codes = []
        for each in element:
            code = step.texts[each.text]
            if code.__class__ is not str or each.tag != name or each.tail:
                return False
            codes.append(code)
        different = frozenset(codes)
        if step.shelf is None or not codes or len(different) < len(codes):
            return False
        self._list_row(step.shelf, own, different, f"{name}, line {next(iter(element)).sourceline}")
        return True

    def _list(
        self, step: Step, shelf: Shelf, element: Element, text: str, listed: dict[str, tuple[Shelf, int, set[str]]]
    ) -> None:
        """Adds a value to the list that it is one of."""
        name = local_names[element.tag]
        if name not in listed:
            listed[name] = shelf, element.sourceline, set()
        if text in listed[name][2]:
            self._note_repeated(element, step, text)
        listed[name][2].add(text)

    def _item_row(self, step: Step, shelf: Shelf, element: Element, text: str, own: str) -> None:
        """The row that a single value makes: a disability, a review."""
        made, is_new = "", True
        if shelf.own:
            made, is_new = self._own_id(shelf.entity, text, (own, text))
        else:
            key = shelf.entity + own + NULL + text
            is_new = key not in self._used
            self._used[key] = None
        if is_new:
            found = f"{local_names[element.tag]}, line {element.sourceline}"
            shelf.rows.append(GAP.join((made, self._who, own, text, found)))
        else:
            self._note_repeated(element, step, text)

    def _own_id(self, entity: str, day: str, content: object) -> tuple[str, bool]:
        """The id that a row is given, made of what happened, and whether no row that says the same has it."""
        own = f"{self._who}/{UNDATED if day is NULL else day}"
        key = entity + NULL + own
        if key not in self._used:
            self._used[key] = content
            return own, True
        if not self._with_care:
            raise _Clash
        number = 1
        while key in self._used:
            if self._used[key] == content:
                return key.partition(NULL)[2], False
            number += 1
            key = f"{entity}{NULL}{own}/{number}"
        self._used[key] = content
        return key.partition(NULL)[2], True

    def _note_repeated(self, element: Element, step: Step, text: str) -> None:
        if step.within is not None:
            self._note("repeated_row", step.within.name, local_names[element.tag], element.sourceline, text)

    def _note_blanks(self, plan: Plan, values: list[str], line: int) -> None:
        for places, item in plan.required:
            for place in places:
                if values[place] is not NULL or place in self._unread:
                    break
            else:
                self._note("blank", plan.name, item.name, line, expected="a value")

    def _note(  # noqa: PLR0913 - the parts of a note
        self, kind: str, module: str, element: str, line: int, found: str = "", expected: str = ""
    ) -> None:
        self._notes.append(Note(kind, module, element, line, " ".join(found.split()), expected, self._who))


@lru_cache(maxsize=10_000)
def _as_json(codes: frozenset[str]) -> str:
    """Codes as a list in JSON, in the order of their set: what is said does not hang on the order of the file."""
    return json.dumps(sorted(codes, key=_FACTOR_ORDER.__getitem__))


_FACTOR_ORDER = {code: number for number, code in enumerate(CODE_SETS["assessment_factor"].labels)}


def _listed(later: Later) -> set[str]:
    """The values of lists, which are as much of a row as those in its own places."""
    found: set[str] = set()
    for step, element in later:
        if step.plan is not None and step.plan.is_list:
            (inner,) = step.plan.steps.values()
            found |= {text for each in element if isinstance(text := inner.texts[each.text], str)}
    return found
