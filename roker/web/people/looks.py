"""The reading log: one line for each list, child or page of figures that somebody opened, and who looked at a child."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Max

from roker.web.people.models import Look, User


class Sight(StrEnum):
    """What a page shows, for the log."""

    CHILD = "child"
    LIST = "list"
    FIGURES = "figures"
    NOTHING = "nothing"
    """Forms and pages without anything of the record; not logged."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One person's looks at one child."""

    full_name: str
    role_title: str
    times: int
    last_time: datetime


def record_look(  # noqa: PLR0913 - the parts of a line
    person: User,
    sight: Sight,
    page: str,
    *,
    now: datetime,
    load_number: int | None,
    person_id: str = "",
    filters: str = "",
    refused: bool = False,
) -> None:
    """Add a line. `filters` is cut at its field's length; it is there to make the list again, not as evidence."""
    Look.objects.create(
        looked_by=person,
        looked_time=now,
        sight=sight,
        page=page,
        person_id=person_id[:120],
        filters=filters[:300],
        load_number=load_number,
        refused=refused,
    )


def who_looked(person_id: str) -> list[Looked]:
    """Everybody who opened a child's page, the latest first. Refused attempts are not among them."""
    grouped = (
        Look.objects.filter(person_id=person_id, sight=Sight.CHILD, refused=False)
        .order_by()
        .values("looked_by")
        .annotate(times=Count("id"), last_time=Max("looked_time"))
        .order_by("-last_time")
    )
    people = User.objects.in_bulk([row["looked_by"] for row in grouped])
    return [
        Looked(
            full_name=people[row["looked_by"]].full_name,
            role_title=people[row["looked_by"]].role_title,
            times=row["times"],
            last_time=row["last_time"],
        )
        for row in grouped
    ]
