"""Spec tables of the duties of contacts and referrals."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
