"""Duties of children missing and exploited."""

from roker.duties.duty import Duty

MISSING_DUTIES: tuple[Duty, ...] = ()
