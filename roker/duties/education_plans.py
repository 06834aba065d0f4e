"""Duties of education, health and care plans."""

from roker.duties.duty import Duty

EDUCATION_PLANS_DUTIES: tuple[Duty, ...] = ()
