"""The form in which a quantity is asked for: a list of rows, what is counted of it, and out of what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from roker import calendar
from roker.database import Database

_DAYS_FROM, _DAYS_TO = date(1988, 1, 1), date(2030, 12, 31)
_MONTHS = (3, 6, 12, 24, 36, 60, 120)


class Unit(StrEnum):
    """In what a quantity is told."""

    RATE = "for 10,000 residents aged 0 to 17"
    SHARE = "%"
    RATIO = "for each"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MEAN = "mean"

    @property
    def factor(self) -> float:
        """What a counted number over its whole is multiplied by."""
        return {"RATE": 10_000.0, "SHARE": 100.0}.get(self.name, 1.0)


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """One number that is asked of a list of rows.

    `counted` and `out_of` are SQL over the columns of the list: a condition, of which the rows are counted, or
    with `adds` an amount that is added up. A rate has the residents as its whole. With `portion` it is the least value
    of `counted` that this portion of the rows does not go beyond.
    """

    code: str
    label: str
    unit: Unit
    counted: str
    out_of: str = "TRUE"
    adds: bool = False
    portion: float | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """A list of rows in SQL, where it comes from in published statistics, and what is asked of it.

    In the SQL `{first}` and `{last}` stand for the days on which the year begins and ends, `{years_N}` and `{months_N}`
    for the day so long before the last; `counted_day` says of a day its number, its working days and later days.
    """

    heading: str
    table: str
    rows: str
    quantities: tuple[Quantity, ...]
    until: tuple[int, int] = (3, 31)
    """Month and day on which its year ends."""

    def ends_in(self, year: int) -> date:
        """The last day of the year that ends in a calendar year."""
        return date(year, *self.until)


@dataclass(frozen=True, kw_only=True)
class Amount:
    """What was counted, and out of how many."""

    counted: float | None
    out_of: float | None
    unit: Unit
    apart: float | None = None
    """Of several runs together: the standard deviation of the values of each."""

    @property
    def value(self) -> float | None:
        """The quantity in its unit; None where there is nothing that it could be out of."""
        if self.counted is None or not self.out_of:
            return None
        return self.unit.factor * self.counted / self.out_of


def share(code: str, label: str, counted: str, out_of: str = "TRUE") -> Quantity:
    """Of a hundred rows that meet a condition, those that meet another one too."""
    both = counted if out_of == "TRUE" else f"({out_of}) AND ({counted})"
    return Quantity(code=code, label=label, unit=Unit.SHARE, counted=both, out_of=out_of)


def rate(code: str, label: str, counted: str = "TRUE") -> Quantity:
    """Rows that meet a condition, for 10,000 residents aged 0 to 17."""
    return Quantity(code=code, label=label, unit=Unit.RATE, counted=counted)


def ratio(code: str, label: str, counted: str, out_of: str) -> Quantity:
    """Rows that meet a condition for each row that meets another one."""
    return Quantity(code=code, label=label, unit=Unit.RATIO, counted=counted, out_of=out_of)


def mean(code: str, label: str, amount: str, unit: Unit, out_of: str | None = None) -> Quantity:
    """An amount added up, for each row that has one; or over another amount added up."""
    whole = out_of or f"CASE WHEN {amount} IS NOT NULL THEN 1 ELSE 0 END"
    return Quantity(code=code, label=label, unit=unit, counted=amount, out_of=whole, adds=True)


def portion(code: str, label: str, amount: str, of_rows: float, unit: Unit) -> Quantity:
    """The least value that such a portion of the rows does not go beyond (nearest rank)."""
    return Quantity(code=code, label=label, unit=unit, counted=amount, portion=of_rows)


def answers(database: Database, question: Question, year: int, population: int) -> Mapping[str, Amount]:
    """The quantities of a question for the year that ends in a calendar year, by code."""
    words = _words(question.ends_in(year))
    rows = question.rows.format(**words)
    told: dict[str, Amount] = {}
    plain = [each for each in question.quantities if each.portion is None]
    asked = ", ".join(f"{_total(each.counted, each)}, {_total(each.out_of, each)}" for each in plain)
    if plain:
        totals = database.one(f"SELECT {asked.format(**words)} FROM ({rows}) r")
        for at, each in enumerate(plain):
            whole = population if each.unit is Unit.RATE else totals[2 * at + 1]
            told[each.code] = Amount(counted=totals[2 * at] or 0, out_of=whole, unit=each.unit)
    for each in question.quantities:
        if each.portion is not None:
            told[each.code] = _portion(database, rows, each)
    return told


def _total(sql: str, quantity: Quantity) -> str:
    return f"SUM({sql})" if quantity.adds else f"SUM(CASE WHEN {sql} THEN 1 ELSE 0 END)"


def _portion(database: Database, rows: str, quantity: Quantity) -> Amount:
    found = database.one(
        f"""SELECT MIN(v.amount) FROM (
  SELECT r.{quantity.counted} AS amount, ROW_NUMBER() OVER (ORDER BY r.{quantity.counted}) AS place,
    COUNT(*) OVER (PARTITION BY 1) AS whole
  FROM ({rows}) r WHERE r.{quantity.counted} IS NOT NULL
) v WHERE v.place >= {quantity.portion} * v.whole"""
    )[0]
    return Amount(counted=found, out_of=None if found is None else 1, unit=quantity.unit)


def _words(last: date) -> dict[str, str]:
    first = calendar.add_months(last, -12) + timedelta(days=1)
    words = {"first": first, "last": last}
    words |= {f"years_{count}": calendar.add_months(last, -12 * count) for count in range(26)}
    words |= {f"months_{count}": calendar.add_months(last, -count) for count in (3, 6, 30)}
    return {name: f"DATE '{on}'" for name, on in words.items()}


def count_days(database: Database) -> None:
    """Makes the table `counted_day`: of every day its number, the working days up to and including it where the
    calendar knows them, and the corresponding day so many months on (`after_3` and so forth).
    """
    columns = [("day", "DATE"), ("number", "INTEGER"), ("working", "INTEGER")]
    columns += [(f"after_{count}", "DATE") for count in _MONTHS]
    database.run("DROP TABLE IF EXISTS counted_day")
    days = [_DAYS_FROM + timedelta(days=n) for n in range((_DAYS_TO - _DAYS_FROM).days + 1)]
    database.create_table("counted_day", columns, (_counted(day) for day in days))


def _counted(day: date) -> tuple[object, ...]:
    known = calendar.FIRST_DAY <= day <= calendar.LAST_DAY
    working = calendar.working_days_between(calendar.FIRST_DAY, day) if known else None
    return (day, day.toordinal(), working, *(calendar.add_months(day, count) for count in _MONTHS))


def age_sql(born: str, on: str) -> str:
    """Age in whole years on a day, as SQL; negative before birth. Born on 29 February: on 1 March in a common year."""

    def in_year(day: str) -> str:
        return f"(EXTRACT(MONTH FROM {day}) * 100 + EXTRACT(DAY FROM {day}))"

    return (
        f"(EXTRACT(YEAR FROM {on}) - EXTRACT(YEAR FROM {born}) "
        f"- CASE WHEN {in_year(on)} < {in_year(born)} THEN 1 ELSE 0 END)"
    )


def bands(
    code: str, label: str, amount: str, steps: Mapping[str, tuple[str, str]], out_of: str = "TRUE"
) -> tuple[Quantity, ...]:
    """Shares of rows by an amount: of each step its name, what it is called, and the value up to which it goes.

    A step without a value takes what is beyond the one before it.
    """
    made, beyond = [], ""
    for name, (called, to) in steps.items():
        within = f"{amount} <= {to}" if to else ""
        condition = " AND ".join(filter(None, (beyond, within)))
        made.append(share(f"{code}_{name}", f"{label}: {called}", condition, out_of))
        beyond = f"{amount} > {to}"
    return tuple(made)


def mix(
    code: str, label: str, of: str, parts: Mapping[str, tuple[str, str]], out_of: str = "TRUE"
) -> tuple[Quantity, ...]:
    """Shares of rows by a code: of each part its name, what it is called, and the codes that belong to it."""
    return tuple(
        share(f"{code}_{name}", f"{label}: {called}", f"{of} IN ({_listed(codes)})", out_of)
        for name, (called, codes) in parts.items()
    )


def _listed(codes: str) -> str:
    return ", ".join(f"'{each}'" for each in codes.split())
