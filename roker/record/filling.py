"""How what follows from other rows is put beside what a source states, which always stays."""

from datetime import date

from roker.database import Database

FIRST, LAST = "DATE '0001-01-01'", "DATE '9999-12-31'"
NO_DAY, NO_TEXT = "CAST(NULL AS DATE)", "CAST(NULL AS VARCHAR)"


def day_sql(day: date) -> str:
    """A day as an SQL literal."""
    return f"DATE '{day.isoformat()}'"


def fill(database: Database, name: str, derived: str, fills: dict[str, str], same: str) -> None:
    """Gives stated rows what only the derived ones know, or could not read, and from where; what is stated stays."""
    blanks = " OR ".join(f"({name}.{field} IS NULL AND d.{value} IS NOT NULL)" for field, value in fills.items())
    values = ", ".join(f"{field} = COALESCE({name}.{field}, d.{value})" for field, value in fills.items())
    database.run(f"""UPDATE {name} SET {values},
  found_in = CASE WHEN {name}.found_in IS NULL THEN d.found_in ELSE {name}.found_in || '; ' || d.found_in END
FROM {derived} d WHERE {same} AND ({blanks})""")
    database.run(f"""UPDATE {name} SET unread = d.unread FROM {derived} d
WHERE {same} AND {name}.unread IS NULL AND d.unread IS NOT NULL""")
