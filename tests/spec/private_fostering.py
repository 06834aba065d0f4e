"""Spec tables of the duties of private fostering."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
