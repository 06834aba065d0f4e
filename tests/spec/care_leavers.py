"""Spec tables of the duties of care leavers, beside those in `first`."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
