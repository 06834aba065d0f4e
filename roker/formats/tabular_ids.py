"""Ids that are made of what happened, the references between tables, and rows that stand there twice.

A system's own number of a row finds what refers to it within the same files, and is kept as evidence. The id that the
record holds says whose row it is and of which day, as forms are numbered anew and days are not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from roker.database import Database, quoted
from roker.formats.problems import problem
from roker.formats.tabular_table import OWN, SYSTEM, KnownRows, ReadTable
from roker.record import ENTITIES, Entity, Field, Problem
from roker.record.schema import FOUND_IN, RECORDED_TIME, SYSTEM_ID, UNREAD

ORPHAN = "~"
"""Stands before a number that nothing in the files has, and before that of a row without a day."""
PERIODS = "period_of_care"
_EXPECTED = {
    "nobody_named": "the number of a child",
    "orphan": "a number that stands in the table of what is referred to",
    "disagreement": "one row for each",
}


def is_made(entity: Entity) -> bool:
    """Whether the own id of an entity is made of what happened; otherwise it is the number that the system gives."""
    return entity.own_id is not None and entity.own_id not in entity.key


def references(entity: Entity) -> list[Field]:
    """The fields that carry the made id of another row."""
    return [each for each in entity.fields if each.refers_to and is_made(ENTITIES[each.refers_to])]


@dataclass(kw_only=True)
class Linking:
    """Tables that were read together, as they refer to each other."""

    database: Database
    tables: dict[str, ReadTable] = field(default_factory=dict)
    """By entity."""
    people: str = ""
    """The table of the children who have a row of their own."""
    problems: list[Problem] = field(default_factory=list)
    numbered: dict[str, str] = field(default_factory=dict)
    """By entity, the table of its system's numbers with the ids that are made for them."""
    _in_work: set[str] = field(default_factory=set)
    _parents: dict[str, list[Field]] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    """Entities with a table of the rows that share child and day."""
    derived: set[str] = field(default_factory=set)
    """Entities whose rows have their child from what they refer to."""

    def beside(self, table: ReadTable) -> KnownRows:
        """What a table may look up while it is gone through: the numbers that were made into ids before."""
        known = [each for each in references(table.entity) if table.has(each.name) and each.refers_to in self.numbered]
        if not table.has("person_id"):
            known = []
        return KnownRows(
            people=self.people, numbered={each.name: self.numbered[each.refers_to or ""] for each in known}
        )

    def add(self, table: ReadTable) -> None:
        """Takes a table that was read, and makes the ids that those to come will look up."""
        name = table.entity.name
        self.tables[name] = table
        if not table.has("person_id") or table.blank("person_id"):
            return
        if name == "person":
            self.people = "people"
            self.database.run(f"CREATE TABLE people AS SELECT DISTINCT person_id FROM ({table.sql(['person_id'])})")
        if is_made(table.entity):
            self._number(table)
        elif name == "cla_episodes":
            self._number_periods(table)

    def link(self) -> None:
        """Makes what ids there are still to make, and notes what is repeated and what refers to nothing."""
        for table in self.tables.values():
            if is_made(table.entity):
                self._number(table)
        if "cla_episodes" in self.tables:
            self._number_periods(self.tables["cla_episodes"])
        for name, table in self.tables.items():
            self._find_parents(table)
            self._check(table)
            if name not in self._in_work:
                self._find_repeated(table)

    # ------------------------------------------------------------------------------------------------- whose row it is

    def _find_parents(self, table: ReadTable) -> list[Field]:
        """The references through which a row's child is found, where the row does not name it."""
        name = table.entity.name
        if name in self._parents:
            return self._parents[name]
        self._parents[name] = []
        if "person_id" in table.entity.field_names() and table.blank("person_id"):
            for each in references(table.entity):
                parent = self.tables.get(each.refers_to or "")
                if not table.has(each.name):
                    continue
                if parent and parent.entity.name not in self._in_work:
                    self._number(parent)
                if each.refers_to == PERIODS and "cla_episodes" in self.tables and PERIODS not in self.numbered:
                    self._number_periods(self.tables["cla_episodes"])
                if each.refers_to in self.numbered:
                    self._parents[name].append(each)
        if self._parents[name]:
            self.derived.add(name)
        return self._parents[name]

    def _sql(self, table: ReadTable, names: Sequence[str], only: str = "") -> str:
        """A query for columns by name; a child that a row does not name is found through what it refers to."""
        parents = self._find_parents(table) if "person_id" in names else []
        if not parents:
            return table.sql(names, only)
        extra = [each.name for each in parents if each.name not in names]
        found = ", ".join(f"p{index}.person_id" for index, _ in enumerate(parents))
        columns = [
            f"coalesce(t.person_id, {found}) AS person_id" if name == "person_id" else f"t.{name}" for name in names
        ]
        joins = "".join(
            f" LEFT JOIN (SELECT number, any_value(person_id) AS person_id FROM {self.numbered[each.refers_to or '']} "
            f"GROUP BY number HAVING count(DISTINCT person_id) = 1) p{index} "
            f"ON p{index}.number = t.{each.name} AND t.person_id IS NULL"
            for index, each in enumerate(parents)
        )
        return f"SELECT t.number, {', '.join(columns)} FROM ({table.sql([*names, *extra], only)}) t{joins}"

    # ------------------------------------------------------------------------------------------------------- made ids

    def _number(self, table: ReadTable) -> None:
        """Makes the ids of an entity that others refer to."""
        entity = table.entity
        if entity.name in self._in_work:
            return
        self._in_work.add(entity.name)
        day = entity.happened_on
        rows = f"rows_{entity.name}"
        wanted = [OWN, "person_id", *([day] if day else [])]
        on = day or "NULL::DATE"
        self.database.run(
            f"CREATE TABLE {rows} AS SELECT number, {OWN} AS own, person_id, {on} AS on_day "
            f"FROM ({self._sql(table, wanted)})"
        )
        together = "person_id, on_day, CASE WHEN on_day IS NULL THEN own END"
        self.database.run(
            f"CREATE TEMPORARY TABLE together AS SELECT r.number FROM {rows} r SEMI JOIN (SELECT person_id, on_day, "
            f"CASE WHEN on_day IS NULL THEN own END AS own FROM {rows} WHERE person_id IS NOT NULL "
            f"GROUP BY {together} HAVING count(*) > 1) g ON g.person_id = r.person_id "
            f"AND g.on_day IS NOT DISTINCT FROM r.on_day "
            f"AND g.own IS NOT DISTINCT FROM CASE WHEN r.on_day IS NULL THEN r.own END"
        )
        self._place(table, ["person_id", *([day] if day else [])])
        nth = f" LEFT JOIN again_{entity.name} a USING (number)" if entity.name in self.repeated else ""
        place = "a.nth" if nth else "1"
        self.database.run(
            f"CREATE TABLE ids_{entity.name} AS SELECT own AS number, person_id, "
            f"min({_made_id('person_id', 'on_day', 'own', place)}) AS id FROM {rows}{nth} "
            "WHERE own IS NOT NULL AND person_id IS NOT NULL GROUP BY own, person_id"
        )
        self.database.run(f"DROP TABLE {rows}")
        self.numbered[entity.name] = f"ids_{entity.name}"

    def _place(self, table: ReadTable, together: Sequence[str]) -> None:
        """Tells rows of one child and day apart: repeats of one are left out, others get the next number.

        What is in `together` is looked at alone, as most rows have a day for themselves.
        """
        entity = table.entity
        if self.database.one("SELECT count(*) FROM together")[0]:
            said = [
                each.name for each in entity.fields if each.name not in {entity.numbered_by, entity.own_id, *together}
            ]
            said = [name for name in said if table.has(name)]
            own = SYSTEM if table.has(SYSTEM) else OWN if table.has(OWN) else "NULL"
            columns = [*together, *said, *([own] if own != "NULL" else [])]
            undated = f"CASE WHEN {entity.happened_on} IS NULL THEN {own} END" if entity.happened_on else own
            alone = ", ".join([*together, *([undated] if is_made(entity) else [])])
            same = ", ".join([alone, *said])
            self.database.run(f"""CREATE TABLE again_{entity.name} AS
WITH rows AS ({self._sql(table, columns, "together")}),
heads AS (SELECT *, first_value(number) OVER (PARTITION BY {same} ORDER BY {own}, number) AS head FROM rows),
places AS (SELECT number AS head, row_number() OVER (PARTITION BY {alone} ORDER BY {", ".join([own, *said])}) AS nth
  FROM heads WHERE number = head)
SELECT h.number, p.nth, h.number = h.head AS is_kept, h.number <> h.head AS is_repeat
FROM heads h JOIN places p USING (head)""")
            self.repeated.add(entity.name)
        self.database.run("DROP TABLE together")

    def _number_periods(self, table: ReadTable) -> None:
        """Ids of periods of care by the source's own number of the period, as `roker.record.deriving` makes them."""
        if PERIODS in self.numbered or not table.has("cla_id"):
            return
        wanted = ["person_id", "cla_id", "entered_care_date", "cla_episode_start_date", "cla_episode_start_reason"]
        self.database.run(f"""CREATE TABLE ids_{PERIODS} AS
SELECT cla_id AS number, person_id, person_id || '/' || coalesce(min(entered_care_date)::VARCHAR,
  CASE WHEN coalesce(arg_min(coalesce(cla_episode_start_reason, 'S'), cla_episode_start_date), 'S') = 'S'
    THEN min(cla_episode_start_date)::VARCHAR END, '~' || min(cla_episode_start_date)::VARCHAR, '~') AS id
FROM ({self._sql(table, wanted)}) WHERE NOT starts_with(cla_id, person_id || '/') GROUP BY cla_id, person_id""")
        self.numbered[PERIODS] = f"ids_{PERIODS}"

    # --------------------------------------------------------------------------------------------- repeats and orphans

    def _find_repeated(self, table: ReadTable) -> None:
        """Finds rows that say the same; of the one row that there is of a child or worker, the first is kept."""
        entity = table.entity
        keys = [name for name in entity.key if table.has(name) or name == "person_id"]
        if not table.has_repeats or not keys:
            return
        self.database.run(
            f"CREATE TEMPORARY TABLE together AS WITH keys AS MATERIALIZED ("
            f"SELECT {table.file.number} AS number, {table.key_hash} AS key FROM {table.file.relation}) "
            "SELECT number FROM keys SEMI JOIN (SELECT key FROM keys GROUP BY key HAVING count(*) > 1) g USING (key)"
        )
        self._place(table, keys)
        if entity.name in self.repeated and len(entity.key) == 1:
            at = f"again_{entity.name}"
            count, first = self.database.one(f"SELECT count(*), min(number) FROM {at} WHERE is_kept AND nth > 1")
            if count:
                self._note(table, "disagreement", keys[0], (count, first))
                self.database.run(f"UPDATE {at} SET is_kept = false WHERE nth > 1")

    def _check(self, table: ReadTable) -> None:
        """Notes rows about nobody, and references to nothing."""
        used = [
            each for each in references(table.entity) if table.has(each.name) and table.blank(each.name) < table.rows
        ]
        is_child = "person_id" in table.entity.field_names()
        unnamed = is_child and table.blank("person_id") > 0
        # Where the child of each row is named and no reference was seen to lead nowhere, there is nothing to look for.
        wanted = [each for each in used if unnamed or table.orphans.get(each.name, 1)]
        if not (wanted or unnamed):
            return
        counts, joins = [], ""
        if unnamed:
            counts += ["count(*) FILTER (t.person_id IS NULL)", "min(t.number) FILTER (t.person_id IS NULL)"]
        for index, each in enumerate(wanted):
            missing = f"t.{each.name} IS NOT NULL"
            if each.refers_to in self.numbered:
                joins += f" LEFT JOIN {self.numbered[each.refers_to]} i{index} ON {self._match(each, index)}"
                missing += f" AND i{index}.id IS NULL"
            counts += [f"count(*) FILTER ({missing})", f"min(t.number) FILTER ({missing})"]
        names = [*(["person_id"] if is_child else []), *(each.name for each in wanted)]
        found = list(self.database.one(f"SELECT {', '.join(counts)} FROM ({self._sql(table, names)}) t{joins}"))
        if unnamed:
            self._note(table, "nobody_named", "person_id", (found.pop(0), found.pop(0)))
        for each in wanted:
            self._note(table, "orphan", each.name, (found.pop(0), found.pop(0)))

    def _note(self, table: ReadTable, kind: str, name: str, rows: tuple[int, int | None]) -> None:
        """Notes a kind of problem of some rows: how many, and the first."""
        count, first = rows
        if count:
            found = f"{count:,} row{'s' if count > 1 else ''}"
            at = table.cell(self._heading(table, name), first)
            self.problems.append(problem(kind, at, found=found, expected=_EXPECTED[kind]))

    @staticmethod
    def _heading(table: ReadTable, name: str) -> str:
        return table.columns[name].name if name in table.columns else name

    @staticmethod
    def _match(reference: Field, index: int) -> str:
        # Some systems number a form once for all children of a family.
        return f"i{index}.number = t.{reference.name} AND i{index}.person_id = t.person_id"

    # ------------------------------------------------------------------------------------------- the rows of the record

    def view(self, table: ReadTable, *, keeps_made: bool) -> str:
        """The query for an entity's rows, just as the record has them. `keeps_made`: references may be made ids."""
        entity = table.entity
        fields = entity.field_names()
        values, joins = self._referring(table, keeps_made)
        conditions = ["t.person_id IS NOT NULL"] if "person_id" in fields else []
        place = "1"
        if entity.name in self.repeated:
            joins += f" LEFT JOIN again_{entity.name} a ON a.number = t.number"
            conditions.append("a.is_kept IS NOT FALSE")
            place = "a.nth"
        own = f"t.{OWN}" if table.has(OWN) else "NULL::VARCHAR"
        system = f"t.{SYSTEM}" if table.has(SYSTEM) else own
        if is_made(entity):
            on_day = f"t.{entity.happened_on}" if entity.happened_on else "NULL::DATE"
            made = _made_id("t.person_id", on_day, own, place)
            values[entity.own_id or ""] = made
            system = f"nullif({system}, {made})"
        elif entity.numbered_by and entity.numbered_by not in entity.key:
            values[entity.numbered_by] = "NULL::VARCHAR"
        columns = [f"{values.get(name, f't.{name}')} AS {name}" for name in fields]
        columns.append(f"{system} AS {SYSTEM_ID}")
        columns.append(f"{'t.recorded_time' if table.has(RECORDED_TIME) else 'NULL::TIMESTAMP'} AS {RECORDED_TIME}")
        columns.append(f"t.{UNREAD}")
        columns.append(f"{quoted(table.called + ', row ')} || t.number AS {FOUND_IN}")
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        evidence = [name for name in (OWN, SYSTEM, RECORDED_TIME) if table.has(name)]
        return f"SELECT {', '.join(columns)} FROM ({self._sql(table, [*fields, *evidence, UNREAD])}) t{joins}{where}"

    def _referring(self, table: ReadTable, keeps_made: bool) -> tuple[dict[str, str], str]:
        """The values of references, by field, and the joins that they need."""
        values, joins = {}, ""
        for index, each in enumerate(references(table.entity)):
            if not table.has(each.name):
                continue
            written = f"t.{each.name}"
            values[each.name] = f"CASE WHEN {written} IS NOT NULL THEN {self._orphan(written, keeps_made)} END"
            if each.refers_to in self.numbered:
                joins += f" LEFT JOIN {self.numbered[each.refers_to]} i{index} ON {self._match(each, index)}"
                values[each.name] = f"coalesce(i{index}.id, {values[each.name]})"
        return values, joins

    @staticmethod
    def _orphan(text: str, keeps_made: bool) -> str:
        as_written = f"contains({text}, '/') OR " if keeps_made else ""
        return f"CASE WHEN {as_written}starts_with({text}, '{ORPHAN}') THEN {text} ELSE '{ORPHAN}' || {text} END"

    def missing_people(self) -> str:
        """A query for the children of whom rows tell and who have none of their own, with where the first stands."""
        people = self.tables.get("person")
        told = []
        for name, table in self.tables.items():
            if name != "person" and table.has("person_id") and (table.strangers or not people):
                query = table.sql(["person_id"])
                told.append(f"SELECT person_id, {quoted(table.called + ', row ')} || number AS found_in FROM ({query})")
        if not told:
            return ""
        known = f"ANTI JOIN ({people.sql(['person_id'])}) k USING (person_id)" if people else ""
        return (
            f"SELECT person_id, min(found_in) AS found_in FROM ({' UNION ALL '.join(told)}) r {known} "
            "WHERE person_id IS NOT NULL GROUP BY person_id"
        )

    def repeats(self) -> Iterable[Problem]:
        """A problem for each table with rows that say the same as another."""
        for name in sorted(self.repeated):
            table = self.tables[name]
            count, first = self.database.one(f"SELECT count(*), min(number) FROM again_{name} WHERE is_repeat")
            if count:
                found = f"{count:,} row{'s' if count > 1 else ''}"
                expected = "each row once"
                yield problem("repeated_row", table.cell(row=first), found=found, expected=expected)


def _made_id(person: str, day: str, own: str, place: str) -> str:
    """The SQL of an id: whose row it is and of which day, and the place of it where there are several."""
    nth = f" || CASE WHEN {place} > 1 THEN '/' || {place} ELSE '' END" if place != "1" else ""
    undated = (
        f"CASE WHEN starts_with({own}, {person} || '/{ORPHAN}') THEN {own} ELSE {person} || '/{ORPHAN}' || {own} END"
    )
    if day == "NULL::DATE":
        return undated
    return f"CASE WHEN {day} IS NULL THEN {undated} ELSE {person} || '/' || {day}{nth} END"
