"""The clocks of a few children made anew are those of building everything anew, and nobody else's change."""

from collections import Counter
from typing import Any

from roker.duties import DUTIES, engine
from roker.duties.renewing import renew
from roker.record import Record
from tests.equivalence.world import world

CHILDREN, SEED = 900, 2017
_TABLES = ("clocks", "spans", "holders")


def tables(record: Record) -> dict[str, Counter[tuple[Any, ...]]]:
    return {name: Counter(record.database.rows(f"SELECT * FROM {name}")) for name in _TABLES}


def test_a_few_children_made_anew_are_as_in_a_full_build() -> None:
    record = world(SEED, CHILDREN, all_held=True, linked=True)
    database = record.database
    engine.build(record, DUTIES)
    before = tables(record)
    changed = [person_id for (person_id,) in database.rows("SELECT person_id FROM person ORDER BY person_id")][::7]
    for entity in record.entities:
        if entity.name != "person" and "person_id" in entity.field_names():
            database.run(
                f"DELETE FROM {entity.name} WHERE person_id IN (SELECT unnest(?)) AND rowid % 3 = 0", [changed]
            )
    renew(record, DUTIES, changed)
    renewed = tables(record)
    for name in _TABLES:
        database.run(f"DROP TABLE {name}")
    engine.build(record, DUTIES)
    assert renewed == tables(record)
    assert all(renewed[name] != before[name] for name in _TABLES)


def test_a_child_that_is_gone_keeps_no_clock() -> None:
    record = world(SEED, 60, all_held=True, linked=True)
    database = record.database
    engine.build(record, DUTIES)
    (gone,) = database.one("SELECT MIN(person_id) FROM clocks WHERE person_id IS NOT NULL")
    others = database.one("SELECT COUNT(*) FROM clocks WHERE person_id IS NULL OR person_id <> ?", [gone])
    for entity in record.entities:
        if "person_id" in entity.field_names():
            database.run(f"DELETE FROM {entity.name} WHERE person_id = ?", [gone])
    renew(record, DUTIES, [gone])
    assert database.one("SELECT COUNT(*) FROM clocks") == others
