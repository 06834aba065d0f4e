"""Spec tables of the duties of reviews of children in care, beside those in `first`."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
