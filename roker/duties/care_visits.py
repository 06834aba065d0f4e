"""Duties of visits to children in care."""

from roker.duties.duty import Duty

CARE_VISITS_DUTIES: tuple[Duty, ...] = ()
