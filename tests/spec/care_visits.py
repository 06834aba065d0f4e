"""Spec tables of the duties of visits to children in care."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
