"""Writes the reference pages from the catalogues and the spec tables, or with `--check` says which are out of date."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

REFERENCE = Path(__file__).parent / "reference"
MEND = "Run `make docs` and commit what it wrote."


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 where `--check` found a page that differs from what the catalogues say."""
    parser = argparse.ArgumentParser(prog="docs/generate.py", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; compare, and say what is out of date")
    options = parser.parse_args(arguments)
    # The project's own directory, so that a clone without an installed copy of itself reads its own catalogues.
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from docs.generator import pages  # noqa: PLC0415 - found only after the line above

    made = pages()
    return _check(made, REFERENCE) if options.check else _write(made, REFERENCE)


def _write(made: dict[str, str], directory: Path) -> int:
    for name in out_of_date(made, directory):
        (directory / name).write_text(made[name], encoding="utf-8", newline="\n")
        print(f"wrote docs/reference/{name}")
    return 0


def _check(made: dict[str, str], directory: Path) -> int:
    stale = out_of_date(made, directory)
    for name in stale:
        print(f"docs/reference/{name} is out of date. {MEND}", file=sys.stderr)
    return 1 if stale else 0


def out_of_date(made: dict[str, str], directory: Path) -> list[str]:
    """The pages that are missing from a directory, or differ there."""
    return [name for name, text in made.items() if _committed(directory / name) != text.encode()]


def _committed(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
