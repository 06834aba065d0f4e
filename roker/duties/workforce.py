"""Duties of supervision, recording and the workforce."""

from roker.duties.duty import Duty

WORKFORCE_DUTIES: tuple[Duty, ...] = ()
