"""What a test needs beside Python: where it is missing the test skips, or fails where nothing may be missing."""

import os
from typing import NoReturn

import pytest

EVERYTHING = "ROKER_TEST_EVERYTHING"
"""The environment variable that says that nothing may be missing; `.ci/run` sets it."""


def missing(what: str) -> NoReturn:
    """Skips the test, or fails it where nothing may be missing, with a sentence on what is missing."""
    if os.environ.get(EVERYTHING):
        pytest.fail(what)
    pytest.skip(what)
