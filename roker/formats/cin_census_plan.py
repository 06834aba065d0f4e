"""How the elements of each module of the census become rows of the record: worked out once, from the layout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roker.formats.cin_census_layout import CHILD, MADE_WITH, SOURCE, Item, Module, code_tables
from roker.formats.cin_census_shelves import NULL, Ids, Shelf, Texts
from roker.formats.values import date_reader, read_id, read_number, read_text
from roker.formats.xml_stream import local_names
from roker.local import Local
from roker.record import ENTITIES, Kind

NOWHERE = -1


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What is done with an element of one name."""

    name: str = ""
    """Its name, where it is an element of the census."""
    within: str = ""
    """The module in which it stands."""
    place: int = NOWHERE
    """Where its value goes in the row; below zero for what makes rows of its own, and for modules."""
    texts: Texts | Ids | None = None
    shelf: Shelf | None = None
    """Of an element that makes rows of its own, where they go."""
    is_listed: bool = False
    """Whether its values are put together as a list."""
    plan: "Plan | None" = None
    """Of a module, how it is read."""


_STRANGER = Step()


class Steps(dict[str, Step]):
    """Tag to what is done with such an element of a module. A namespace is no part of a name."""

    def __missing__(self, tag: str) -> Step:
        step = self.get(local_names[tag], _STRANGER)
        if step is not _STRANGER:
            self[tag] = step
        return step


class Plan:
    """How the elements of one module become rows."""

    def __init__(self, module: Module, readers: "_Readers", around: "Plan | None" = None) -> None:
        self.module = module
        self.name = module.name
        self.makes = module.makes
        self.steps = Steps()
        self.shelves: dict[str, Shelf] = {}
        """By element, the shelves of those that make rows of their own; and by module, of all rows made."""
        self.inner: list[Plan] = []
        self.is_row = bool(self.makes)
        self.home: Plan = self if around is None or self.is_row else around.home
        if self.is_row:
            self._make_row(around.home.makes if around else "")
        self._take_steps(readers)

    def _make_row(self, within: str) -> None:
        """Reserves places for the values of a row, and for those of a row made with it."""
        made = self.makes
        second, fixed = MADE_WITH.get(made, ("", {}))
        grouped = list(_grouped(self.module))
        own = [each for each in grouped if each.entity == made]
        others = [each for each in grouped if second and each.entity == second]
        self.places = [*own, *others]
        self.own_places = len(own)
        self.blank = [NULL] * len(self.places)
        self.required = _required(self.places)
        self.must = [places[-1] for places, _ in self.required]
        dated = ENTITIES[made].happened_on or ENTITIES[made].key[0]
        self.key = next(place for place, each in enumerate(own) if each.field.name == dated)
        self.shelf = self.shelves[self.name] = Shelf(self.name, made, within, own)
        self.second: Shelf | None = None
        if second:
            self.second = Shelf(self.name, second, made, others, ids=("referral_id",), fixed=fixed)
            self.shelves[f"{self.name}, {second}"] = self.second
            second_date = ENTITIES[second].happened_on
            self.second_key = next(place for place, each in enumerate(others) if each.field.name == second_date)

    def _take_steps(self, readers: "_Readers") -> None:
        for item in self.module.items:
            place, shelf = NOWHERE, None
            if item in self.home.places:
                place = self.home.places.index(item)
            else:
                shelf = Shelf(item.name, item.entity, self.home.makes, [item], fixed=item.fixed)
                self.shelves[item.name] = shelf
            self.steps[item.name] = Step(
                name=item.name,
                within=self.name,
                place=place,
                texts=readers.of(item),
                shelf=shelf,
                is_listed=item.field.kind is Kind.JSON,
            )
        for module in self.module.modules:
            plan = Plan(module, readers, self)
            self.inner.append(plan)
            self.steps[module.name] = Step(name=module.name, within=self.name, plan=plan)
        for found, known in readers.local.column_names(SOURCE, self.name).items():
            if known in self.steps:
                self.steps[found] = self.steps[known]

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


def plan_of_child(local: Local) -> Plan:
    """How a child is read, with the words of an authority."""
    return Plan(CHILD, _Readers(local))


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


class _Readers:
    """How the texts of each element are read; what was read once is kept for the whole file."""

    def __init__(self, local: Local) -> None:
        self.local = local
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
