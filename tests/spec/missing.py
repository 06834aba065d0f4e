"""Spec tables of the duties of children missing and exploited."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
