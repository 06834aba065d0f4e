"""A field that is blank because its cell could not be read is told from one that is blank."""

from datetime import date

from roker.record import ENTITIES, Reading, Record
from roker.record.schema import UNREAD

DAY = date(2024, 4, 8)


def reading(rows, *, source="ssd", snapshot_on=DAY, **more):
    """A reading of rows given by field name."""
    made = {name: [ENTITIES[name].row_of(row) for row in of_entity] for name, of_entity in rows.items()}
    return Reading.of_rows(made, source=source, snapshot_on=snapshot_on, **more)


def test_every_row_of_a_child_says_which_of_its_cells_could_not_be_read():
    visits = [
        {"person_id": "1", "cp_visit_date": date(2024, 3, 4)},
        {"person_id": "1", UNREAD: " cp_visit_date "},
    ]
    record = Record.of(reading({"person": [{"person_id": "1"}], "cp_visits": visits}))
    rows = record.child("1").rows
    assert [(row["cp_visit_date"], row[UNREAD]) for row in rows["cp_visits"]] == [
        (date(2024, 3, 4), None),
        (None, " cp_visit_date "),
    ]
    assert rows["person"][0][UNREAD] is None


def test_every_table_has_the_column_and_no_entity_has_it_as_a_field():
    database = Record.of(reading({})).database
    for entity in ENTITIES:
        assert UNREAD not in entity.field_names()
        assert database.rows(f"SELECT {UNREAD} FROM {entity.name}") == []
