"""Reasons why a limit was not kept: recorded beside a late clock, withdrawn, and found again for pages.

What is recorded changes no clock, no list and no count: it stands beside the clock and is read with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from roker.duties import DUTIES
from roker.web import wording
from roker.web.access import Decision, Permission, may, no, require, yes
from roker.web.answers import ClockNamed, WorkRow
from roker.web.keys import key_of_clock
from roker.web.oversight.actions import ChangedMeanwhileError, Sent
from roker.web.oversight.kinds import EXCEPTION_KINDS
from roker.web.oversight.models import ExceptionWithdrawal, ReasonedException
from roker.web.people.models import User


@dataclass(frozen=True, kw_only=True)
class ReasonShown:
    """A reason as pages show it, with its withdrawal where there is one."""

    number: int
    clock_key: str
    clock: str
    """The clock in words, for when the record no longer shows it."""
    kind: str
    text: str
    by: str
    time: datetime
    load_number: int
    withdrawn_by: str
    """Blank while the reason stands."""
    withdrawn_time: datetime | None
    withdrawn_why: str


def may_record(person: User, clock: ClockNamed) -> Decision:
    """Managers record, for clocks of a team of theirs that are late."""
    decision = may(person, Permission.RECORD_EXCEPTION)
    if not decision:
        return decision
    if not clock.is_in_reach:
        return no("Another team holds this clock. Only that team's manager or the director records a reason for it.")
    if not clock.is_late:
        return no(f"This clock stands as “{clock.state_words}”. A reason is recorded only where a limit was not kept.")
    return yes


def record(clock: ClockNamed, kind: str, text: str, load_number: int, sent: Sent) -> None:
    """Keep a reason; once, where the form was sent twice."""
    require(may_record(sent.by, clock))
    with transaction.atomic():
        kept, _ = ReasonedException.objects.get_or_create(
            submission=sent.submission,
            defaults={
                "duty": clock.duty,
                "subject_id": clock.person_id,
                "about_on": clock.about_on,
                "opened_on": clock.opened_on,
                "kind": kind,
                "text": text,
                "load_number": load_number,
                "recorded_by": sent.by,
                "recorded_time": sent.time,
            },
        )
    same = (kept.recorded_by.pk, kept.duty, kept.subject_id, kept.about_on, kept.opened_on, kept.kind, kept.text)
    if same != (sent.by.pk, clock.duty, clock.person_id, clock.about_on, clock.opened_on, kind, text):
        raise ChangedMeanwhileError


def may_withdraw(person: User, clock: ClockNamed | None) -> Decision:
    """Whoever might record it; where the record no longer shows the clock, any manager who may see the child."""
    decision = may(person, Permission.RECORD_EXCEPTION)
    if decision and clock is not None and not clock.is_in_reach:
        return no("Another team holds this clock. Only that team's manager or the director withdraws its reasons.")
    return decision


def withdraw(exception: ReasonedException, clock: ClockNamed | None, text: str, sent: Sent) -> None:
    """The reason no longer stands; it stays to be read. Raises ChangedMeanwhileError where somebody came before."""
    require(may_withdraw(sent.by, clock))
    with transaction.atomic():
        kept, _ = ExceptionWithdrawal.objects.get_or_create(
            exception=exception,
            defaults={
                "text": text,
                "withdrawn_by": sent.by,
                "withdrawn_time": sent.time,
                "submission": sent.submission,
            },
        )
    if kept.submission != sent.submission or kept.text != text:
        raise ChangedMeanwhileError


def exception_for(number: int, person_id: str) -> ReasonedException:
    """A reason by its number and the child it is about; not found where the two do not belong together."""
    found = ReasonedException.objects.filter(pk=number, subject_id=person_id).first()
    if found is None:
        raise Http404
    return found


def of_child(person_id: str) -> list[ReasonShown]:
    """Every reason recorded for a child, those withdrawn too, the oldest first."""
    return [_shown(each) for each in _with_people().filter(subject_id=person_id)]


def by_clock(reasons: Iterable[ReasonShown]) -> dict[str, list[ReasonShown]]:
    """Reasons by the key of their clock."""
    found: dict[str, list[ReasonShown]] = {}
    for each in reasons:
        found.setdefault(each.clock_key, []).append(each)
    return found


def beside(rows: Sequence[WorkRow]) -> Mapping[str, list[ReasonShown]]:
    """The reasons that stand for the clocks of a list, by the key of the clock."""
    if not rows:
        return {}
    children = {row.person_id for row in rows}
    standing = _with_people().filter(subject_id__in=children, withdrawal=None)
    return by_clock(_shown(each) for each in standing)


def _with_people() -> QuerySet[ReasonedException]:
    return ReasonedException.objects.select_related("recorded_by", "withdrawal", "withdrawal__withdrawn_by")


def _shown(kept: ReasonedException) -> ReasonShown:
    withdrawal: ExceptionWithdrawal | None = getattr(kept, "withdrawal", None)
    duty = DUTIES[kept.duty].title if kept.duty in DUTIES else "A duty that Roker no longer knows"
    return ReasonShown(
        number=kept.pk,
        clock_key=key_of_clock(kept.duty, kept.subject_id, kept.about_on, kept.opened_on),
        clock=f"{duty}, started {wording.day(kept.opened_on)}",
        kind=EXCEPTION_KINDS[kept.kind].title,
        text=kept.text,
        by=kept.recorded_by.full_name,
        time=kept.recorded_time,
        load_number=kept.load_number,
        withdrawn_by=withdrawal.withdrawn_by.full_name if withdrawal else "",
        withdrawn_time=withdrawal.withdrawn_time if withdrawal else None,
        withdrawn_why=withdrawal.text if withdrawal else "",
    )
