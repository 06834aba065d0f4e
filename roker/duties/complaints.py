"""Duties of complaints and allegations."""

from roker.duties.duty import Duty

COMPLAINTS_DUTIES: tuple[Duty, ...] = ()
