"""The clocks of a few children made anew, after something about them was recorded: by the reference, child by child.

For a few hundred children that costs less than planning the engine's queries; the tables are those the engine made.
"""

from collections.abc import Collection, Iterable

from roker.duties import reference
from roker.duties.clock import CLOCK_COLUMNS
from roker.duties.duty import Duty, Subject
from roker.duties.engine import HOLDER_COLUMNS, closing_sql
from roker.record import Record
from roker.record.holding import SPANS_SQL, Role, holder_of, spans_of


def renew(record: Record, duties: Iterable[Duty], person_ids: Collection[str]) -> None:
    """Puts the clocks of some children in `clocks` right, with `spans` and `holders`, all at once or not at all.

    The record has the tables that `engine.build` made of the same duties. Of the rest of it nothing else may have
    changed: neither its last day nor what its sources hold, since clocks of other children hang on those too.
    """
    duties = [duty for duty in duties if duty.subject is Subject.CHILD]
    children = list(record.children(person_ids))
    clocks = [
        tuple(getattr(clock, name) for name, _ in CLOCK_COLUMNS)
        for child in children
        for clock in reference.clocks(child, duties)
    ]
    holders = [
        (child.person_id, role, *holder_of(spans_of(child.rows), role, record.snapshot_on))
        for child in children
        for role in Role
        if child.rows["allocation"]
    ]
    database = record.database
    with database.together():
        for table in ("clocks", "spans", "holders"):
            database.run(f"DELETE FROM {table} WHERE person_id IN (SELECT unnest(?))", [list(person_ids)])
        database.create_table("renewed", CLOCK_COLUMNS, clocks)
        database.run(f"INSERT INTO clocks SELECT *, {closing_sql(record.snapshot_on)} FROM renewed")
        database.run("DROP TABLE renewed")
        database.insert("holders", HOLDER_COLUMNS, holders)
        database.run(
            f"INSERT INTO spans SELECT * FROM ({SPANS_SQL}) every_span WHERE person_id IN (SELECT unnest(?))",
            [list(person_ids)],
        )
