"""The shape of the code: no file over 500 lines, no function over 50, a first line that says what a file knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("roker", "benchmarks", "docs", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
CATALOGUES = {"annex_a_lists.py", "annex_a_codes.py", "problems.py", "ssd_tables.py"}
"""Data alone, which may be as long as it is."""
SPECS = {"test_annex_a.py", "test_engines.py"}
"""Tables of cases, likewise, in tests; and all of `tests/spec`."""


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_shape(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert not text.strip() or (ast.get_docstring(tree) or "").strip(), "the first line says what the file knows"
    if path.parent.name == "spec":
        return
    assert text.count("\n") <= 500 or path.name in CATALOGUES | SPECS
    long = [each.name for each in functions(tree) if (each.end_lineno or 0) - each.lineno > 50]
    assert long == []
    assert not {"utils", "helpers", "misc", "base", "manager"} & {path.stem, *path.relative_to(ROOT).parts}
