"""Spec tables of the duties of education, health and care plans."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
