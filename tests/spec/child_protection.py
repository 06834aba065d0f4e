"""Spec tables of the duties of child protection, beside those in `first`."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
