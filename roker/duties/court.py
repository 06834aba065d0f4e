"""Duties of courts and pre-proceedings."""

from roker.duties.duty import Duty

COURT_DUTIES: tuple[Duty, ...] = ()
