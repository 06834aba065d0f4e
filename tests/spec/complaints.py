"""Spec tables of the duties of complaints and allegations."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
