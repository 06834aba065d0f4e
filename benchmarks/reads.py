"""What the duties read of a record: the entities, whose they are, and the columns."""

from collections.abc import Iterator

from roker.duties import DUTIES, Duty
from roker.duties.condition_sql import reference_of
from roker.duties.duty import InForce, Is, Recorded, Subject, Until, plain
from roker.record import ENTITIES, Field


def fields_read() -> dict[str, set[str]]:
    """By entity, the fields that some duty asks for."""
    found: dict[str, set[str]] = {"person": {"dob", "death_date"}, "cin_episodes": {"referral_date", "close_date"}}
    for duty in DUTIES:
        for field in _fields(duty):
            found.setdefault(field.entity, set()).add(field.name)
        for name, field_name in _references(duty):
            found.setdefault(name, set()).add(field_name)
    return found


def subjects_read() -> dict[str, Subject]:
    """By entity, whose clocks its rows tell of."""
    found = {"person": Subject.CHILD, "cin_episodes": Subject.CHILD}
    for duty in DUTIES:
        found |= dict.fromkeys((field.entity for field in _fields(duty) if field.entity != "person"), duty.subject)
    return found


def columns_read() -> dict[str, list[str]]:
    """By entity, every column that has to be read to build the clocks, and to tell who holds a child."""
    subjects = subjects_read()
    found = {name: sorted({*fields, subjects[name]}) for name, fields in fields_read().items()}
    return found | {"allocation": ["basis", "basis_from", "basis_to", "person_id", "team", "worker"]}


def _fields(duty: Duty) -> Iterator[Field]:
    yield from (duty.about, *duty.ends, *(each.field for each in duty.events), *filter(None, [duty.opens]))
    yield from (each.limit.field for each in duty.versions if isinstance(each.limit, Until))
    for condition in (*duty.conditions(), *plain(each for event in duty.events for each in event.where)):
        field = getattr(condition, "field", None)
        if field is None:
            continue
        yield field
        if isinstance(condition, InForce):
            entity = ENTITIES[field.entity]
            yield from (each for each in entity.fields if each.name in {entity.happened_on, entity.ended_on})


def _references(duty: Duty) -> Iterator[tuple[str, str]]:
    """The columns by which rows are linked, on both sides."""
    pairs = [(each.entity, duty.anchor) for each in duty.met_by if not each.of_child]
    pairs += [(duty.anchor, duty.opens.entity)] if duty.opens else []
    pairs += [(duty.anchor, each.field.entity) for each in duty.conditions() if isinstance(each, Is | Recorded)]
    for name, other in pairs:
        named = reference_of(name, other)
        if named:
            yield name, named
            yield other, ENTITIES[other].fields[0].name
