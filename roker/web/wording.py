"""How days, times, numbers and waits are said."""

import re
from datetime import UTC, date, datetime

from django.utils import timezone


def day(on: date | None) -> str:
    """As in 31 January 2024; "not recorded" for None."""
    return f"{on.day} {on:%B %Y}" if on else "not recorded"


def moment(at: datetime) -> str:
    """As in 23 November 2026 10:02, on the clock of the site's time zone. A time without a zone is taken as UTC."""
    local = timezone.localtime(at if at.tzinfo else at.replace(tzinfo=UTC))
    return f"{day(local.date())} {local:%H:%M}"


def number(n: int) -> str:
    """As in 12,345."""
    return f"{n:,}"


def counted(n: int, one: str, many: str = "") -> str:
    """As in 1 child, 2 children; without a plural given, an "s" is added."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def to_go(days_left: int | None, due_on: date | None, on: date) -> str:
    """How a due day stands to the day, in working days: "3 working days over", "today", "2 working days left"."""
    if due_on is None or days_left is None:
        return ""
    if due_on == on:
        return "today"
    if due_on < on:
        return f"{counted(-days_left, 'working day')} over" if days_left else "over since the last working day"
    return f"{counted(days_left, 'working day')} left" if days_left else "before the next working day"


def since(earlier: date, on: date) -> str:
    """How many days ago: today, 1 day, 12 days."""
    days = (on - earlier).days
    return {0: "today", 1: "1 day"}.get(days, counted(days, "day"))


def is_named(name: str, plain: str) -> bool:
    """Whether a text names a worker or a team, also with the last name first."""
    words = re.findall(r"\w+", name.casefold())
    turned = [*words[-1:], *words[:-1]]
    return any(re.search(r"\b" + r"\W+".join(map(re.escape, each)) + r"\b", plain) for each in (words, turned) if each)
