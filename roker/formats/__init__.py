"""Formats: files of other systems, read into the record, and written."""

from roker.formats import annex_a
from roker.formats.problems import PROBLEM_KINDS, ProblemKind
from roker.formats.problems import write as write_problems

__all__ = ["PROBLEM_KINDS", "ProblemKind", "annex_a", "write_problems"]
