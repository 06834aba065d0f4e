"""Spec tables of the duties of supervision, recording and the workforce."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
