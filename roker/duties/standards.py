"""Limits that an authority sets itself, in place of the national ones: never looser than the law."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from roker import calendar
from roker.calendar import Limit
from roker.duties.duty import Confidence, Duty, Form, Rule, Source, Strength
from roker.errors import RokerError

_LAW = (Strength.STATUTE, Strength.REGULATIONS)


def with_local(duties: Iterable[Duty], limits: Mapping[str, str]) -> tuple[Duty, ...]:
    """The duties with the limits of an authority, by the code of a rule ("cp_visit": "15 working days").

    A limit of its own holds for every clock that opens under the law now in force. Refuses a code that is no rule's,
    and a limit looser than a confirmed one of an Act or of regulations.
    """
    duties = tuple(duties)
    rules = {rule.code: rule for duty in duties for rule in duty.rules}
    for code in limits:
        if code not in rules:
            raise RokerError(f"local.toml: “{code}” is the code of no duty ([duties]). The page on duties lists them.")
    for sentence in looser(duties, limits, Confidence.CONFIRMED):
        raise RokerError(f"local.toml: {sentence} The law may only be tightened.")
    return tuple(
        replace(duty, rules=tuple(_local(rule, limits) if rule.code in limits else rule for rule in duty.rules))
        for duty in duties
    )


def looser(duties: Iterable[Duty], limits: Mapping[str, str], *confidences: Confidence) -> list[str]:
    """A sentence for each limit that is looser than one of an Act or of regulations, read so far."""
    found = []
    for duty in duties:
        for rule in duty.rules:
            law = rule.versions[-1]
            confidence = max(law.confidence, duty.confidence, key=list(Confidence).index)
            if rule.code not in limits or duty.strength not in _LAW or confidence not in confidences:
                continue
            own = calendar.limit_of(limits[rule.code])
            if not isinstance(law.limit, Limit) or _is_looser(own, law.limit, duty.form):
                found.append(f"{own} for “{rule.code}” is looser than the law: {law.limit}, by {law.law}.")
    return found


def _is_looser(own: Limit, law: Limit, form: Form) -> bool:
    """Whether any day of the calendar gives more time by the one than by the other."""
    if form in {Form.BEFORE, Form.NOT_BEFORE} or law.before:
        own = calendar.before(own) if form is Form.BEFORE else own
    for day in calendar.days():
        try:
            later = calendar.late_after(own, day) > calendar.late_after(law, day)
            earlier = calendar.late_after(own, day) < calendar.late_after(law, day)
        except calendar.OutsideCalendarError:
            continue
        if earlier if form is Form.NOT_BEFORE else later:
            return True
    return False


def _local(rule: Rule, limits: Mapping[str, str]) -> Rule:
    """A rule whose limit now in force is the authority's own; the national one stands beside it."""
    *earlier, law = rule.versions
    own = calendar.limit_of(limits[rule.code])
    said = f"set by the authority; nationally {law.limit}, by {law.law}"
    limit = calendar.before(own) if isinstance(law.limit, Limit) and law.limit.before else own
    here = replace(law, limit=limit, law=Source(title="Local standard", provision=said))
    return replace(rule, versions=(*earlier, here))
