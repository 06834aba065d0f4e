"""Spec tables of the duties of adoption and special guardianship."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
