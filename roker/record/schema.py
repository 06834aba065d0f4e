"""What a record is made of: entities, their fields, and the evidence that every row carries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SYSTEM_ID, RECORDED_TIME, UNREAD, FOUND_IN = "system_id", "recorded_time", "unread", "found_in"
EVIDENCE = ((SYSTEM_ID, "VARCHAR"), (RECORDED_TIME, "TIMESTAMP"), (UNREAD, "VARCHAR"), (FOUND_IN, "VARCHAR"))
"""What every row carries beside its fields, in this order and last: the number that the source system gave it, when the
source says that it was recorded (UTC), which of its fields are blank because their cell could not be read, and where it
stood ("List 7, row 12"). None of it says what happened, so that a row is the same row when a system numbers its forms
anew or an export is sorted otherwise.

`unread` is NULL, or the names of fields, each with a space before and after it (" dob  sex "). A name stands there only
while the field is NULL."""


class Kind(StrEnum):
    """The types a field may have, as in the Standard Safeguarding Dataset."""

    ID = "id"
    TEXT = "text"
    CODE = "code"
    DATE = "date"
    TIME = "time"
    """A day with its time; UTC where the source does not say."""
    NUMBER = "number"
    JSON = "json"
    """A text that holds JSON: an object or a list, as the Standard Safeguarding Dataset has outcomes and factors."""

    @property
    def sql(self) -> str:
        return {"date": "DATE", "time": "TIMESTAMP", "number": "DOUBLE"}.get(self.value, "VARCHAR")


class Sensitivity(StrEnum):
    """What a field could do to a person if it were seen by somebody who need not see it."""

    IDENTIFYING = "identifying"
    SENSITIVE = "sensitive"
    NEITHER = "neither"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of an entity."""

    entity: str
    name: str
    label: str
    kind: Kind
    sensitivity: Sensitivity
    codes: str | None = None
    """The code set of a code field, in `roker.record.codes`; of a JSON field, the names that may stand in its text."""
    refers_to: str | None = None
    """The entity whose id this field carries."""
    ssd: str | None = None
    """The field's full name in the Standard Safeguarding Dataset; None for a local field."""
    ssd_other_names: tuple[str, ...] = ()
    """Other names that extracts of the Standard Safeguarding Dataset give its column."""
    is_event: bool = True
    """Of a date: whether the timeline tells it; not so where something is only due, or where another row tells it."""

    def __post_init__(self) -> None:
        may_name_codes = {Kind.CODE: {True}, Kind.JSON: {True, False}}.get(self.kind, {False})
        if (self.codes is not None) not in may_name_codes:
            raise ValueError(f"{self}: a code field names its code set, a JSON field may, and no other field does")

    def __str__(self) -> str:
        return f"{self.entity}.{self.name}"


@dataclass(frozen=True, kw_only=True)
class Entity:
    """One kind of thing on the record: a child, a plan, a visit. Its rows are told apart by `key`.

    Fields are reached as attributes: `cp_plans.cp_plan_start_date`.
    """

    name: str
    title: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    ssd: str | None = None
    """The table's name in the Standard Safeguarding Dataset; None for a local entity."""
    happened_on: str | None = None
    """The date field that places a row on the child's timeline."""
    ended_on: str | None = None
    """The date field that says when what began on `happened_on` was over; None for what happens on one day."""
    numbered_by: str | None = None
    """The field with the source system's own number of the row, which is evidence: a reader keeps it as `system_id`.
    The field itself holds the made id where it is `own_id`, the number where it is the key, and else stays empty."""
    note: str = ""
    """A sentence for the manual, where the title is not enough."""
    _by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name = {each.name: each for each in self.fields}
        object.__setattr__(self, "_by_name", by_name)
        named = {*self.key, *filter(None, (self.happened_on, self.ended_on, self.numbered_by))}
        unknown = named - by_name.keys()
        if unknown or len(by_name) != len(self.fields):
            raise ValueError(f"{self.name}: {', '.join(sorted(unknown)) or 'a field name'} is unknown or used twice")

    @property
    def code(self) -> str:
        return self.name

    def __getattr__(self, name: str) -> Field:
        try:
            return self.__dict__["_by_name"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def own_id(self) -> str | None:
        """The field with the row's own id, that other rows refer to; None where nothing does.

        It is made of what happened ("4711/2024-03-01"), as systems number forms anew; see `roker.record.identity`.
        """
        first = self.fields[0]
        return first.name if first.kind is Kind.ID and first.refers_to is None else None

    def field_names(self) -> list[str]:
        return [each.name for each in self.fields]

    def row_of(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """A row from values by column name; what is not given is None. Refuses a name that is no column."""
        names = [name for name, _ in self.columns()]
        if unknown := values.keys() - set(names):
            raise ValueError(f"{self.name} has no {', '.join(sorted(unknown))}")
        return tuple(values.get(name) for name in names)

    def columns(self) -> list[tuple[str, str]]:
        """Column names and SQL types, in the order in which rows carry them: fields, then `EVIDENCE`."""
        return [(each.name, each.kind.sql) for each in self.fields] + list(EVIDENCE)
