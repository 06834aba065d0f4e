"""Duties of private fostering."""

from roker.duties.duty import Duty

PRIVATE_FOSTERING_DUTIES: tuple[Duty, ...] = ()
