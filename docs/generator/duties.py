"""The page on duties: what is asked, by which law, how it is counted, and the spec tables as examples."""

from docs.generator import examples
from docs.generator.markdown import bullets, code, day, link, sentence, table, whole_page
from roker.duties import DUTIES, NOT_COMPUTED, Duty
from roker.duties.duty import ALWAYS, Confidence, Event, Form, Rule, Strength, Version
from roker.duties.not_computed import KIND_WORDS
from roker.duties.words import event_words, limits_words, where_words
from roker.record import ENTITIES, Field
from roker.record.holding import Role

STRENGTHS = {
    Strength.STATUTE: "An Act of Parliament asks for it.",
    Strength.REGULATIONS: "Regulations ask for it.",
    Strength.STATUTORY_GUIDANCE: "Statutory guidance asks for it: an authority must follow it unless it has a good "
    "reason, which it can show.",
    Strength.NATIONAL_GUIDANCE: "National guidance advises it.",
    Strength.LOCAL: "A local standard: the number is the authority's own, not the law's.",
}
CONFIDENCES = {
    Confidence.CONFIRMED: "Confirmed: read in the legislation or an official text; a local standard, in published "
    "procedures.",
    Confidence.CORROBORATED: "Corroborated: several other sources say the same; the official text was not read.",
    Confidence.UNCONFIRMED: "**Not confirmed**: believed to be so. Check it before relying on it.",
}
HOLDERS = {Role.SOCIAL_WORKER: "the child's social worker", Role.PERSONAL_ADVISER: "the personal adviser"}

_ONCE = {
    Form.WITHIN: "Once.",
    Form.NO_LONGER_THAN: "Once: the state may not last longer.",
    Form.BEFORE: "Once, by the day of what it is counted from, or so long before it.",
    Form.NOT_BEFORE: "It may not be done sooner.",
}
_NOT_COMPUTED = "Not computed, and why"
_ABOUT_ALL = f"""Each duty is one entry of the catalogue. From the entry and the record Roker makes \
[clocks](../explanation/clocks.md): one for each thing that has to be done for one child. How a clock may stand is on \
the page [states](states.md); how days, weeks and months are counted on the page [calendar](calendar.md).

The law in force on the day a clock opens decides the limit. Weekends, school holidays, absence and \
reassignment do not stop a clock. These are facts in our own words, not legal advice: every limit needs the agreement \
of the authority's lawyer and principal social worker.

What is asked and has no clock stands at the end, under {link(_NOT_COMPUTED, "", _NOT_COMPUTED)}. To check a duty by \
hand, see [check a rule](../how-to/check-a-rule.md)."""


def page() -> str:
    """The whole page."""
    contents = table(
        ["Duty", "Code", "Limit now", "Standing"],
        [[link(each.title, "", each.title), code(each.code), _now(each), _standing(each)] for each in DUTIES],
    )
    made_from = "`roker/duties/` and `tests/spec/duties.py`"
    return whole_page("Duties", made_from, _ABOUT_ALL, contents, *(_duty(each) for each in DUTIES), _not_computed())


def _not_computed() -> str:
    """What the catalogue has beside the duties."""
    rows = [
        [each.title, code(each.code), each.asks, str(each.source), KIND_WORDS[each.kind], each.reason]
        for each in NOT_COMPUTED
    ]
    header = ["What", "Code", "What is asked", "Where it stands", "Kind", "Why not"]
    about = "These have no clock. They are in no list and no figure."
    return "\n\n".join([f"## {_NOT_COMPUTED}", about, table(header, rows)])


def _now(duty: Duty) -> str:
    return limits_words(duty.rules)


def _standing(duty: Duty) -> str:
    return f"{duty.strength.replace('_', ' ').capitalize()}, {_confidence_word(duty.confidence)}"


def _confidence_word(confidence: Confidence) -> str:
    return "not confirmed" if confidence is Confidence.UNCONFIRMED else confidence.value


def _duty(duty: Duty) -> str:
    parts = [
        f"## {duty.title}",
        table(["", ""], _facts(duty)),
        "**In force**",
        table(
            ["From", "To", "Limit", "Where it stands", "How far it was read", "Note"],
            [_version(duty, rule, each) for rule in duty.rules for each in rule.versions],
        ),
        *(["**Notes**", bullets(duty.notes)] if duty.notes else []),
        "**Examples**, which are tests of both ways of working the duty out:",
        *examples.tables(duty),
    ]
    return "\n\n".join(parts)


def _facts(duty: Duty) -> list[list[str]]:
    also = "; ".join(str(source) for source in duty.see_also)
    return [
        ["Code", code(duty.code)],
        ["What is asked", sentence(duty.asks)],
        ["Of whom", sentence(HOLDERS[duty.held_by])],
        ["For whom", sentence(duty.who)],
        ["See also", sentence(also) if also else "Nothing."],
        ["Strength", STRENGTHS[duty.strength]],
        ["Confidence", CONFIDENCES[duty.confidence]],
        ["A clock is about", _field(duty.about)],
        ["Counted from", _counted_from(duty)],
        ["Met by", sentence("; ".join(_event(each) for each in duty.met_by))],
        ["How often", _how_often(duty)],
        ["What ends it", _ends(duty)],
        ["Applies where", sentence(where_words(duty.where)) if duty.where else "Always."],
        *([["Gives way to", sentence("; ".join(map(_event, duty.gives_way_to)))]] if duty.gives_way_to else []),
    ]


def _field(field: Field) -> str:
    entity = ENTITIES[field.entity]
    return f"{field.label} ({link(entity.title, 'entities.md', entity.title)}, {code(str(field))})"


def _counted_from(duty: Duty) -> str:
    if duty.opens is None:
        return "No start is recorded: only the time from each event to the next is counted."
    if duty.opens_elsewhere:
        later = f". The first alone; later ones from {_field(duty.about)}" if duty.later_from_own_start else ""
        return f"{_field(duty.opens)}{later}. Where the source does not link it, {_field(duty.about)}"
    return _field(duty.opens)


def _how_often(duty: Duty) -> str:
    if duty.form is not Form.EVERY:
        return _ONCE[duty.form]
    start = "" if duty.opens is None else "from the start to the first time, and then "
    return sentence(f"again and again: {start}from each time it was done to the next")


def _ends(duty: Duty) -> str:
    ends = [_field(field) for field in duty.ends]
    if duty.until_age is not None:
        ends.append(f"the {duty.until_age}{_ordinal(duty.until_age)} birthday, where the date of birth is recorded")
    return sentence("; ".join(ends if duty.outlives_child else [*ends, "the death of the child"])) or "Nothing."


def _ordinal(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number not in {11, 12, 13} else "th"


def _event(event: Event) -> str:
    return f"{event_words(event)} ({code(str(event.field))})"


def _version(duty: Duty, rule: Rule, version: Version) -> list[str]:
    first = "always (no day in law)" if version.in_force_from == ALWAYS else day(version.in_force_from)
    named = f"{code(rule.code)}: " if len(duty.rules) > 1 else ""
    when = f", where {where_words(rule.when)}" if rule.when else ""
    return [
        first,
        day(version.in_force_to, "until further notice"),
        f"{named}{version.limit}{when}",
        str(version.law),
        _confidence_word(max(version.confidence, duty.confidence, key=list(Confidence).index)),
        version.note,
    ]
