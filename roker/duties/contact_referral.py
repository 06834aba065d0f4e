"""Duties of contacts and referrals."""

from roker.duties.duty import Duty

CONTACT_REFERRAL_DUTIES: tuple[Duty, ...] = ()
