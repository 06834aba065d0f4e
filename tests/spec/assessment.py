"""Spec tables of the duties of assessment and children in need, beside those in `first`."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
