"""Duties of care plans, placements, health and education of children in care."""

from roker.duties.duty import Duty

CARE_PLANNING_DUTIES: tuple[Duty, ...] = ()
