"""What the vocabulary says, in sentences: conditions, events and limits as a practitioner reads them."""

from roker.calendar import Limit
from roker.duties.duty import Aged, AnyOf, Condition, Event, Happened, InForce, Is, Lasted, Not, Recorded, Rule, Turn
from roker.record import CODE_SETS, ENTITIES, Field

_TIMES = ("first", "second", "third", "fourth")


def condition_words(condition: Condition) -> str:
    """A condition as the part of a sentence after “where”."""
    match condition:
        case Not(condition=inner):
            return _negation(inner)
        case AnyOf(conditions=several):
            return " or ".join(map(condition_words, several))
        case Is(field=field, codes=codes):
            return f"“{field.label}” is {_codes(field, codes)}"
        case Recorded(field=field):
            return f"“{field.label}” is recorded"
        case Turn(number=number):
            return f"it is the {_TIMES[number - 1]} time"
        case _:
            return _on_the_day(condition)


def _on_the_day(condition: InForce | Happened | Lasted | Aged) -> str:
    match condition:
        case InForce(field=field, codes=codes):
            said = f", with “{field.label}” {_codes(field, codes)}" if codes else ""
            return f"on that day a row of “{ENTITIES[field.entity].title}” is in force{said}"
        case Happened(field=field):
            return f"“{field.label}” has been since the start"
        case Lasted(limit=limit):
            return f"it has lasted {limit} or longer"
        case Aged(at_least=at_least, under=under):
            return f"the child is {_ages(at_least, under)}"


def _negation(condition: Condition) -> str:
    match condition:
        case Is(field=field, codes=codes):
            return f"“{field.label}” is not {_codes(field, codes)}"
        case Recorded(field=field):
            return f"“{field.label}” is not recorded"
        case _:
            return f"it is not so that {condition_words(condition)}"


def where_words(conditions: tuple[Condition, ...]) -> str:
    """Several conditions, joined; empty where there are none."""
    return ", and ".join(map(condition_words, conditions))


def event_words(event: Event) -> str:
    """An event with what has to hold of it."""
    conditions = where_words(event.where)
    before = event.or_before
    early = (
        f", from {before} the start on" if isinstance(before, Limit) else ", also before the start" if before else ""
    )
    return f"{event.field.label}{f', where {conditions}' if conditions else ''}{early}"


def limits_words(rules: tuple[Rule, ...]) -> str:
    """The limits now in force of all rules, each with when it applies."""
    said = []
    for rule in rules:
        when = where_words(rule.when)
        said.append(f"{rule.versions[-1].limit}{f' where {when}' if when else ''}")
    return "; otherwise ".join(said)


def _codes(field: Field, codes: tuple[str, ...]) -> str:
    labels = CODE_SETS[field.codes].labels if field.codes else {}
    return " or ".join(f"“{labels.get(code, code)}”" for code in codes)


def _ages(at_least: int, under: int | None) -> str:
    if under is None:
        return f"{at_least} or over"
    return f"{at_least} or over and under {under}" if at_least else f"under {under}"
