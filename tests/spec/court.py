"""Spec tables of the duties of courts and pre-proceedings."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = ()
