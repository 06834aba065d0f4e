"""Duties of adoption and special guardianship."""

from roker.duties.duty import Duty

ADOPTION_DUTIES: tuple[Duty, ...] = ()
