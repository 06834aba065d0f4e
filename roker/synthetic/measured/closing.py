"""Whether stocks and flows close: what was open before, and what came, less what went, is what is open after."""

from dataclasses import dataclass
from datetime import date

from roker import calendar
from roker.database import Database
from roker.synthetic.measured.need import COUNTS_AS_NEED
from roker.synthetic.measured.protection import OWN_PLAN

_SPANS = {
    "cases": f"""SELECT e.person_id, e.referral_date AS from_on, e.close_date AS to_on FROM cin_episodes e
WHERE {COUNTS_AS_NEED}""",
    "plans": f"""SELECT p.person_id, p.cp_plan_start_date AS from_on, p.cp_plan_end_date AS to_on FROM cp_plans p
WHERE {OWN_PLAN}""",
    "care": "SELECT person_id, entered_care_date AS from_on, ceased_date AS to_on FROM period_of_care",
}
LABELS = {"cases": "Cases of children in need", "plans": "Child protection plans", "care": "Periods of care"}


@dataclass(frozen=True, kw_only=True)
class Closing:
    """Children with something open before a year and after it, and how often something began and ended in it.

    Children are counted at the ends and spans in between, so that a child with two at once does not close.
    """

    code: str
    year: int
    before: int
    began: int
    ended: int
    after: int

    @property
    def closes(self) -> bool:
        """Whether nothing came from nowhere, and nothing was lost."""
        return self.before + self.began - self.ended == self.after

    @property
    def difference(self) -> int:
        """What is open and should not be; negative where something is lacking."""
        return self.after - (self.before + self.began - self.ended)


def closings(database: Database, year: int) -> list[Closing]:
    """Cases, plans and care over the year that ends on 31 March."""
    after = date(year, 3, 31)
    before = calendar.add_months(after, -12)
    return [_closing(database, code, year, before, after) for code in _SPANS]


def _closing(database: Database, code: str, year: int, before: date, after: date) -> Closing:
    def open_on(day: date) -> str:
        is_open = f"from_on <= DATE '{day}' AND (to_on IS NULL OR to_on > DATE '{day}')"
        return f"COUNT(DISTINCT CASE WHEN {is_open} THEN person_id END)"

    def within(column: str) -> str:
        condition = f"{column} > DATE '{before}' AND {column} <= DATE '{after}'"
        return f"COUNT(CASE WHEN {condition} THEN 1 END)"

    counted = database.one(
        f"SELECT {open_on(before)}, {within('from_on')}, {within('to_on')}, {open_on(after)} FROM ({_SPANS[code]}) s"
    )
    return Closing(code=code, year=year, before=counted[0], began=counted[1], ended=counted[2], after=counted[3])
