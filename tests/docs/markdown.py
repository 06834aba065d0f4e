"""The Markdown of the project as tests read it: pages, code blocks, links and headings."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docs.generator.markdown import anchor

ROOT = Path(__file__).parents[2]
_NOT_OURS = {".venv", "build", "dist", "node_modules", "var", "htmlcov"}
_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True, kw_only=True)
class Block:
    """A block of code and its language."""

    language: str
    code: str


def pages() -> list[Path]:
    """Every Markdown file that belongs to the project."""
    found = (path for path in ROOT.rglob("*.md"))
    return sorted(path for path in found if not any(_is_not_ours(part) for part in path.relative_to(ROOT).parts))


def _is_not_ours(part: str) -> bool:
    return part in _NOT_OURS or part.startswith(".")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str) -> list[Block]:
    found = (Block(**each.groupdict()) for each in _FENCE.finditer(page.read_text(encoding="utf-8")))
    return [block for block in found if block.language == language]


def prose(page: Path) -> str:
    """The text without its blocks of code."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> Iterator[str]:
    """Targets of links, but for those inside code."""
    for found in _LINK.finditer(re.sub(r"`[^`\n]*`", "code", prose(page))):
        yield found["target"]


def anchors(page: Path) -> set[str]:
    """The addresses of a page's headings; one that is there twice gets a number the second time."""
    found: Counter[str] = Counter()
    addresses = set()
    for line in prose(page).splitlines():
        if line.startswith("#"):
            address = anchor(re.sub(r"[`*]", "", line.lstrip("#").strip()))
            addresses.add(f"{address}-{found[address]}" if found[address] else address)
            found[address] += 1
    return addresses
