"""Formats: files of other systems, read into the record, and written."""

from roker.formats import annex_a, cin_census, local_extras, ssd, ssda903
from roker.formats.problems import PROBLEM_KINDS, ProblemKind
from roker.formats.problems import write as write_problems
from roker.formats.recognising import FORMATS, Format, files_of, is_address, recognised

__all__ = [
    "FORMATS",
    "PROBLEM_KINDS",
    "Format",
    "ProblemKind",
    "annex_a",
    "cin_census",
    "files_of",
    "is_address",
    "local_extras",
    "recognised",
    "ssd",
    "ssda903",
    "write_problems",
]
