"""The words in which entities are declared: one short function for each kind of field, and one for an entity."""

from dataclasses import replace

from roker.record.schema import Entity, Field, Kind, Sensitivity

IDENTIFYING, SENSITIVE, NEITHER = Sensitivity.IDENTIFYING, Sensitivity.SENSITIVE, Sensitivity.NEITHER


def field(  # noqa: PLR0913 - the parts of a declaration
    name: str,
    label: str,
    kind: Kind,
    sensitivity: Sensitivity = SENSITIVE,
    *,
    codes: str | None = None,
    refers_to: str | None = None,
    local: bool = False,
    ssd: str | None = None,
    ssd_other_names: tuple[str, ...] = (),
    is_event: bool = True,
) -> Field:
    """A field. `ssd` is its name there where it differs, without the table's prefix; a local field has none."""
    return Field(
        entity="",
        name=name,
        label=label,
        kind=kind,
        sensitivity=sensitivity,
        codes=codes,
        refers_to=refers_to,
        ssd=None if local else (ssd or name),
        ssd_other_names=ssd_other_names,
        is_event=is_event,
    )


def a_date(name: str, label: str, *, local: bool = False, is_event: bool = True) -> Field:
    """A day on which something happened; no event where another row tells the same day."""
    return field(name, label, Kind.DATE, local=local, is_event=is_event)


def due_date(name: str, label: str, *, local: bool = False) -> Field:
    """A day by which something is to happen, or on which something runs out."""
    return field(name, label, Kind.DATE, local=local, is_event=False)


def a_time(name: str, label: str, *, local: bool = False) -> Field:
    """A day with its time."""
    return field(name, label, Kind.TIME, local=local)


def coded(name: str, label: str, codes: str, *, local: bool = False) -> Field:
    """One code of a code set."""
    return field(name, label, Kind.CODE, codes=codes, local=local)


def yes_no(name: str, label: str, *, local: bool = False, ssd: str | None = None) -> Field:
    """Yes, no or not known."""
    return field(name, label, Kind.CODE, codes="yes_no_unknown", local=local, ssd=ssd)


def text(name: str, label: str, sensitivity: Sensitivity = SENSITIVE, *, local: bool = False) -> Field:
    """Free text."""
    return field(name, label, Kind.TEXT, sensitivity, local=local)


def number(name: str, label: str, sensitivity: Sensitivity = SENSITIVE, *, local: bool = False) -> Field:
    """A count or a measure."""
    return field(name, label, Kind.NUMBER, sensitivity, local=local)


def json_text(name: str, label: str, codes: str | None = None, sensitivity: Sensitivity = SENSITIVE) -> Field:
    """A text that holds JSON; `codes` are the names that may stand in it."""
    return field(name, label, Kind.JSON, sensitivity, codes=codes)


def an_id(name: str, label: str, refers_to: str | None = None, *, local: bool = False) -> Field:
    """A number or made id: the row's own, another row's, or one that several rows share."""
    return field(name, label, Kind.ID, IDENTIFYING, refers_to=refers_to, local=local)


def a_child(label: str = "Child's number in the case system", *, local: bool = False, ssd: str | None = None) -> Field:
    """The child that a row is about."""
    return field("person_id", label, Kind.ID, IDENTIFYING, refers_to="person", local=local, ssd=ssd)


def a_team(name: str, label: str = "Team", *, local: bool = False) -> Field:
    """A team as written: its number in one system, its name in another."""
    return text(name, label, NEITHER, local=local)


def a_worker(name: str, label: str = "Worker", *, local: bool = False) -> Field:
    """A worker as written: a number in one system, a name in another."""
    return text(name, label, IDENTIFYING, local=local)


def entity(  # noqa: PLR0913 - the parts of a declaration
    name: str,
    title: str,
    key: str,
    *fields: Field,
    ssd: str | None = None,
    happened_on: str | None = None,
    ended_on: str | None = None,
    numbered_by: str | None = None,
    note: str = "",
) -> Entity:
    """An entity whose fields carry its name.

    `ssd` is the prefix of its fields in the Standard Safeguarding Dataset, as "cppl_"; without it the entity is local.
    """
    owned = tuple(
        replace(
            each,
            entity=name,
            ssd=f"ssd_{name}.{ssd}{each.ssd}" if ssd is not None and each.ssd else None,
            ssd_other_names=tuple(f"ssd_{name}.{ssd}{other}" for other in each.ssd_other_names),
        )
        for each in fields
    )
    return Entity(
        name=name,
        title=title,
        key=tuple(key.split()),
        fields=owned,
        ssd=f"ssd_{name}" if ssd is not None else None,
        happened_on=happened_on,
        ended_on=ended_on,
        numbered_by=numbered_by,
        note=note,
    )
