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
        case InForce():
            return f"on that day a row of {_row_in_force(condition)}"
        case Happened(field=field):
            return f"“{field.label}” has been since the start"
        case Lasted(limit=limit):
            return f"it has lasted {limit} or longer"
        case Aged(at_least=at_least, under=under):
            return f"the child is {_ages(at_least, under)}"


def _row_in_force(condition: InForce) -> str:
    field, codes = condition.field, condition.codes
    said = f", with “{field.label}” {_codes(field, codes)}" if codes else ""
    return f"“{ENTITIES[field.entity].title}” is in force{said}"


def _negation(condition: Condition) -> str:
    match condition:
        case Not(condition=inner):
            return condition_words(inner)
        case AnyOf(conditions=several):
            return _none_of(several)
        case Is():
            return _none_of((condition,))
        case Recorded(field=field):
            return f"“{field.label}” is not recorded"
        case Turn(number=number):
            return f"it is not the {_TIMES[number - 1]} time"
        case InForce():
            return f"on that day no row of {_row_in_force(condition)}"
        case Happened(field=field):
            return f"“{field.label}” has not been since the start"
        case Lasted(limit=limit):
            return f"it has lasted less than {limit}"
        case Aged(at_least=at_least, under=under):
            return f"the child is not {_ages(at_least, under)}"


def _none_of(several: tuple[Condition, ...]) -> str:
    """That none of several holds; those that ask for codes of one field are said in one."""
    fields = dict.fromkeys(each.field for each in several if isinstance(each, Is))
    said = []
    for field in fields:
        codes = tuple(code for each in several if isinstance(each, Is) and each.field == field for code in each.codes)
        said.append(f"“{field.label}” is {_neither(_labels(field, codes))}")
    return ", and ".join([*said, *(_negation(each) for each in several if not isinstance(each, Is))])


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


def _neither(labels: list[str]) -> str:
    match labels:
        case [one]:
            return f"not {one}"
        case [one, other]:
            return f"neither {one} nor {other}"
        case _:
            return f"none of {', '.join(labels[:-1])} and {labels[-1]}"


def _codes(field: Field, codes: tuple[str, ...]) -> str:
    return " or ".join(_labels(field, codes))


def _labels(field: Field, codes: tuple[str, ...]) -> list[str]:
    labels = CODE_SETS[field.codes].labels if field.codes else {}
    return [f"“{labels.get(code, code)}”" for code in codes]


def _ages(at_least: int, under: int | None) -> str:
    if under is None:
        return f"{at_least} or over"
    return f"{at_least} or over and under {under}" if at_least else f"under {under}"
