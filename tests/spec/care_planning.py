"""Spec tables of the duties of care plans, placements, health and education of children in care."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
