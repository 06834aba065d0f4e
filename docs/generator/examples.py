"""Spec tables as a practitioner reads them: labels for names, words for codes, and days written out."""

from collections.abc import Iterator
from datetime import date

from docs.generator.markdown import day, table
from roker.duties import Duty
from roker.duties.clock import STATE_WORDS, UNSURE_WORDS, State, Unsure
from roker.record import CODE_SETS, ENTITIES, Field, Kind
from tests.spec.duties import SPECS
from tests.spec.table import ANOTHER_CASE, EXPECTED, LATEST_ONLY, UNREADABLE, Spec, field_of

NOT_RECORDED = "not recorded"
EXPECTED_WORDS = {
    "opened": "Counted from",
    "due": "Last day in time",
    "late after": "Late for certain after",
    "state": "How the clock stands",
    "why": "Why it cannot be told",
    "clocks": "All its clocks, in order",
    "law": "Version in force from",
    ANOTHER_CASE: "Another case of the child, open since",
}


def tables(duty: Duty) -> Iterator[str]:
    """Each spec table of a duty: what it shows, what it presumes, and its rows."""
    for spec in SPECS:
        if spec.duty == duty.code:
            yield f"**{spec.title}.** {_presumes(duty, spec)}"
            yield _rows(spec)


def _presumes(duty: Duty, spec: Spec) -> str:
    said = [f"Each row is one child or young person, seen as at {day(spec.as_at_day)}."]
    if spec.record_ends_on != spec.as_at_day:
        said.append(f"The record ends on {day(spec.record_ends_on)}.")
    for event in duty.met_by:
        if event.entity in LATEST_ONLY:
            held = "every one" if spec.all_held else "only the latest one"
            said.append(f"Of “{event.field.label.lower()}” the source holds {held}.")
    if duty.opens_elsewhere:
        said.append(f"The source {'links' if spec.linked else 'does not link'} the two dates.")
    said += [f"Of “{ENTITIES[each].title.lower()}” the source holds only the latest row." for each in spec.also_latest]
    for absent in spec.absent:
        entity, name = absent.split(".")
        said.append(f"No file loaded has “{getattr(ENTITIES[entity], name).label}”.")
    return " ".join(said)


def _rows(spec: Spec) -> str:
    header = spec.header()
    return table(
        [EXPECTED_WORDS.get(column) or _field(column).label for column in header],
        [[_said(column, case[column]) for column in header] for case in spec.cases()],
    )


def _field(column: str) -> Field:
    entity, name = field_of(column).split(".")
    found: Field = getattr(ENTITIES[entity], name)
    return found


def _said(column: str, text: str) -> str:
    if column == "why":
        return UNSURE_WORDS[Unsure(text.replace(" ", "_"))] if text else ""
    if column in {"state", "clocks"}:
        return "" if not text else ", ".join(_state(each) for each in text.split(", "))
    if not text:
        return "" if column in EXPECTED else NOT_RECORDED
    if column not in EXPECTED_WORDS and _field(column).codes:
        labels = CODE_SETS[_field(column).codes or ""].labels
        return ", ".join(_unread(each) or labels.get(each, NOT_RECORDED) for each in text.split(", "))
    if column not in EXPECTED_WORDS and _field(column).kind is not Kind.DATE:
        return text
    return ", ".join(_unread(each) or _day(each) for each in text.split(", "))


def _day(text: str) -> str:
    return NOT_RECORDED if text == "-" else day(date.fromisoformat(text))


def _unread(text: str) -> str:
    return f"“{text}”, which cannot be read" if text in UNREADABLE else ""


def _state(text: str) -> str:
    return "no clock" if text == "none" else STATE_WORDS[State(text.replace(" ", "_"))].lower()
