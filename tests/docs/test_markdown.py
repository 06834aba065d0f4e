"""Code in Markdown runs, links lead somewhere, and no page names a machine or an address that it should not."""

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from docs.generator.commands import commands
from roker import cli
from tests.docs.markdown import ROOT, anchors, blocks, links, name, pages, prose

PAGES = pytest.mark.parametrize("page", pages(), ids=name)
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
MACHINE_PATH = re.compile(r"(?<![\w.])(/(home|Users|root|work|tmp|mnt)/[\w.]|[A-Z]:\\)\S*")
ADDRESS = re.compile(r"https?://[^\s)>`\"'|]+")


@PAGES
def test_shell_blocks(page: Path):
    for block in blocks(page, "sh"):
        for line in block.code.splitlines():
            run_to_the_arguments(shlex.split(line, comments=True))


def run_to_the_arguments(words: list[str]) -> None:
    """As far as a command goes before it does anything: `roker` takes the arguments, `make` has the target."""
    match words:
        case [] | ["export", _]:
            return
        case ["make", *targets]:
            assert set(targets) <= TARGETS
        case ["roker" | ".venv/bin/roker", *arguments]:
            cli.parser().parse_args(arguments)
        case _:
            pytest.fail(f"{shlex.join(words)}: a command that no test knows")


@PAGES
def test_commands_in_the_text(page: Path):
    known = commands(cli.parser())
    text = prose(page)
    assert [each for each in re.findall(r"`roker ([a-z][a-z-]*)", text) if each not in known] == []
    assert [each for each in re.findall(r"`make ([a-z]+)`", text) if each not in TARGETS] == []


@PAGES
def test_python_blocks(page: Path):
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block.code, name(page), "exec"), names)  # noqa: S102 - our own pages


@PAGES
def test_links(page: Path):
    broken = [target for target in links(page) if not urlsplit(target).scheme and not leads_somewhere(page, target)]
    assert broken == []


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, heading = target.partition("#")
    found = (page.parent / path).resolve() if path else page
    return found.exists() and (not heading or heading in anchors(found))


@PAGES
def test_no_machine_path(page: Path):
    assert [found[0] for found in MACHINE_PATH.finditer(page.read_text(encoding="utf-8"))] == []


@PAGES
def test_addresses(page: Path):
    hosts = {urlsplit(found).hostname or "" for found in ADDRESS.findall(page.read_text(encoding="utf-8"))}
    assert sorted(host for host in hosts if not may_be_named(host)) == []


def may_be_named(host: str) -> bool:
    """Official texts, the origin of what was taken over, and this machine."""
    return host.endswith(".gov.uk") or host in {"gov.uk", "github.com", "127.0.0.1", "localhost"}
