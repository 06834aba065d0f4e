"""The tables that the duties read, once, with numbers for ids: what joins them is then short and quickly compared.

A row of the table of an entity has a number, `row_key`. Whoever is named by a column (a child, a worker ...), and each
row that another refers to, stands there with its number, beside the fields that the duties ask for.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from graphlib import TopologicalSorter

from roker.database import Database
from roker.duties import due_table
from roker.duties.duty import Condition, Duty, InForce, Is, Recorded, Subject, Until, plain
from roker.record import ENTITIES, Field
from roker.record.entities import cin_episodes, person
from roker.record.holding import Role
from roker.record.schema import UNREAD

HELD = ("team", "worker", "held_from")


def table_of(entity: str) -> str:
    """The name of the numbered table of an entity."""
    return f"n_{entity}"


def number_of(column: str | None) -> str:
    """The name of the column that holds the number of whoever, or of the row, that a column names."""
    return f"{column}_n"


def names_of(subject: Subject) -> str:
    """The name of the table of everyone of a kind: `who`, their number, and `name`; of children also who holds them."""
    return f"who_{subject}"


def held_column(column: str, role: Role) -> str:
    """The column of the table of children with one of `HELD` for a role."""
    return f"{column}_{role}"


def reference_of(entity: str, other: str) -> str | None:
    """The field by which one entity refers to another; None where it does not."""
    if other == person.name:
        return None
    return next((each.name for each in ENTITIES[entity].fields if each.refers_to == other), None)


def own_key(duty: Duty) -> str:
    """The column of a duty's anchor that rows refer to: its number, or the number of whoever the clocks are of."""
    return "row_key" if ENTITIES[duty.anchor].own_id not in {None, str(duty.subject)} else number_of(duty.subject)


def create(database: Database, duties: Iterable[Duty], unread: Collection[str], record_ends_on: date) -> None:
    """The tables for some duties, of a record of which the fields `unread` hold cells that could not be read.

    They need the tables `birthdays`, `holders` and `otherwise_open`. Beside them stands `case_closing`: the closings of
    cases after which the child is not otherwise open.
    """
    duties = tuple(duties)
    fields, subjects = _fields_of(duties, unread), _subjects_of(duties)
    references = _references_of(duties)
    for subject in sorted({each for of in subjects.values() for each in of}):
        _create_names(database, subject, sorted(name for name, of in subjects.items() if subject in of))
    _create_person(database, duties, fields[person.name])
    others = {name: sorted(other for one, other in references if one == name) for name in sorted(subjects)}
    for name in TopologicalSorter(others).static_order():
        if name != person.name:
            _create_entity(database, name, fields.get(name, set()), subjects[name], others[name])
    children = names_of(Subject.CHILD)
    child = number_of(Subject.CHILD)
    database.run(f"""CREATE TABLE case_closing AS SELECT DISTINCT w.who AS {child}, e.referral_date, e.close_date
FROM cin_episodes e JOIN {children} w ON w.name = e.person_id
LEFT JOIN otherwise_open o ON o.person_id = e.person_id AND o.closed_on = e.close_date
WHERE e.close_date <= DATE '{record_ends_on}' AND o.person_id IS NULL""")


def made(database: Database) -> set[str]:
    """The names of the tables that `create` made."""
    names = {"case_closing", *map(table_of, ENTITIES.codes()), *map(names_of, Subject)}
    return names & database.tables()


def _asked(duties: Iterable[Duty]) -> Iterator[tuple[Duty, Condition]]:
    for duty in duties:
        for each in (*duty.conditions(), *plain(each for event in duty.events for each in event.where)):
            yield duty, each


def _fields_of(duties: Collection[Duty], unread: Collection[str]) -> dict[str, set[str]]:
    """By entity, the fields that the duties ask for."""
    asked: set[Field] = {person.dob, person.death_date, cin_episodes.close_date, cin_episodes.referral_date}
    for duty in duties:
        asked |= {duty.about, *duty.ends, *(each.field for each in duty.events), *filter(None, [duty.opens])}
        asked |= {each.limit.field for each in duty.versions if isinstance(each.limit, Until)}
    for _, condition in _asked(duties):
        field: Field | None = getattr(condition, "field", None)
        asked |= {field} if field else set()
        if isinstance(condition, InForce):
            entity = ENTITIES[condition.field.entity]
            asked |= {getattr(entity, name) for name in (entity.happened_on, entity.ended_on) if name}
    found: dict[str, set[str]] = {}
    for each in asked:
        found.setdefault(each.entity, set()).update({each.name, UNREAD} if str(each) in unread else {each.name})
    return found


def _subjects_of(duties: Iterable[Duty]) -> dict[str, set[Subject]]:
    """By entity, for whose clocks it is read."""
    found = {person.name: {Subject.CHILD}, cin_episodes.name: {Subject.CHILD}}
    for duty in duties:
        entities = {duty.anchor, *(each.entity for each in duty.events), *(each.entity for each in duty.ends)}
        entities |= {each.field.entity for _, each in _asked([duty]) if hasattr(each, "field")}
        entities |= {duty.opens.entity} if duty.opens else set()
        for name in entities - {person.name}:
            found.setdefault(name, set()).add(duty.subject)
    return found


def _references_of(duties: Iterable[Duty]) -> set[tuple[str, str]]:
    """Which entities are joined to which by a reference."""
    found = set()
    for duty in duties:
        found |= {(each.entity, duty.anchor) for each in duty.met_by if not each.of_child}
        found |= {(duty.anchor, duty.opens.entity)} if duty.opens else set()
        asked = [each for each in duty.conditions() if isinstance(each, Is | Recorded)]
        found |= {(duty.anchor, each.field.entity) for each in asked}
    subjects = {str(each) for each in Subject}
    return {
        (one, other) for one, other in found if one != other and (reference_of(one, other) or "") not in {*subjects, ""}
    }


def _create_names(database: Database, subject: Subject, entities: Iterable[str]) -> None:
    if subject is not Subject.CHILD:
        named = " UNION ALL ".join(
            f"SELECT {subject} AS name FROM {each} WHERE {subject} IS NOT NULL" for each in entities
        )
        database.run(f"""CREATE TABLE {names_of(subject)} AS
SELECT CAST(ROW_NUMBER() OVER (ORDER BY name) AS INTEGER) AS who, name
FROM (SELECT DISTINCT name FROM ({named}) named) once""")
        return
    held = ", ".join(f"h_{role}.{each} AS {held_column(each, role)}" for role in Role for each in HELD)
    joins = " ".join(
        f"LEFT JOIN holders h_{role} ON h_{role}.person_id = p.person_id AND h_{role}.role = '{role}'" for role in Role
    )
    database.run(f"""CREATE TABLE {names_of(subject)} AS
SELECT CAST(ROW_NUMBER() OVER (ORDER BY p.person_id) AS INTEGER) AS who, p.person_id AS name, {held}
FROM person p {joins}""")


def _create_person(database: Database, duties: Iterable[Duty], fields: Iterable[str]) -> None:
    columns = [f"p.{each}" for each in sorted(fields)]
    columns += [f"b.{due_table.age_column(age)}" for age in due_table.ages_of(duties)]
    database.run(f"""CREATE TABLE {table_of(person.name)} AS
SELECT w.who AS row_key, w.who AS {number_of(Subject.CHILD)}, {", ".join(columns)}
FROM person p JOIN {names_of(Subject.CHILD)} w ON w.name = p.person_id LEFT JOIN birthdays b ON b.dob = p.dob""")


def _create_entity(
    database: Database, name: str, fields: set[str], subjects: Iterable[Subject], others: Iterable[str]
) -> None:
    entity = ENTITIES[name]
    subjects = sorted(subjects)
    first = f"w_{subjects[0]}.who"
    taken = {number_of(each): f"w_{each}.who" for each in subjects}
    joins = [f"LEFT JOIN {names_of(each)} w_{each} ON w_{each}.name = e.{each}" for each in subjects]
    if entity.own_id and entity.own_id not in set(subjects):
        taken[f"{entity.own_id}_name"] = f"e.{entity.own_id}"
    for other in others:
        field, own = reference_of(name, other), ENTITIES[other].own_id
        taken[number_of(field or "")] = f"o_{other}.row_key"
        joins.append(f"LEFT JOIN {table_of(other)} o_{other} ON o_{other}.{own}_name = e.{field}")
        joins.append(f"AND o_{other}.{number_of(subjects[0])} = {first}")
    columns = [f"{said} AS {column}" for column, said in taken.items()]
    columns += [f"e.{each}" for each in sorted(fields)]
    database.run(f"""CREATE TABLE {table_of(name)} AS
SELECT CAST(ROW_NUMBER() OVER (ORDER BY {first}) AS INTEGER) AS row_key, {", ".join(columns)}
FROM {name} e {" ".join(joins)}""")
