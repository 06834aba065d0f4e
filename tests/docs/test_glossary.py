"""The glossary is one sentence a word, and names in the project are made of its words."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import roker
from roker.duties.clock import CLOCK_COLUMNS
from roker.record import ENTITIES

GLOSSARY = (Path(__file__).parents[2] / "GLOSSARY.md").read_text(encoding="utf-8")
ENTRY = re.compile(r"^- \*\*(?P<term>[^*]+)\*\*(?: \((?P<also>[^)]+)\))?: (?P<said>.+)$")

# Plain English that needs no entry. A word of the field or of Roker belongs in the glossary instead.
PLAIN = frozenset(
    """
    about accepted active address adopted advice agree agreed alone apart application approval approved assessed
    aware bedroom birthday by cancelled celebration chaired challenge change changed check choice closed common
    completed computed concern config contacted continue course covered created current damaged data database date
    death description directed distance employer end ended endorsed entered error estimated exceptions expected
    expiry explain explained extended failed file filed final finance first forename from grade impact interim
    internal interval is issue job language last lawyer led legacy line link linked loaded location long lost
    meanwhile minutes month name named nationality newly next not number offered option organisation other outcome
    outline own papers part password payload place placed point postcode present previous protected provided quiet
    raised rank reached read received recorded refusal release report request requested required resolved response
    restored reversed safe search seen sent shared short shown sign signed sought staff start still submission
    summary surname tablet target teeth temporary term the theme timestamp timetable title to told took training
    twenty type unborn understand unknown updated valid view wanted wider withdrawal words worries written year yet
    young
    """.split()
)


def entries() -> list[re.Match[str]]:
    return [found for line in GLOSSARY.splitlines() if (found := ENTRY.match(line))]


def words_of(text: str) -> set[str]:
    return {singular(word) for word in re.findall(r"[a-z0-9]+", text.lower())}


def singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


KNOWN = {singular(word) for word in PLAIN} | {
    word for entry in entries() for word in words_of(f"{entry['term']} {entry['also'] or ''}")
}


def parts(name: str) -> list[str]:
    """The words of a snake_case or CamelCase name."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[sS]\d+|\d+", name)]


def unknown(name: str) -> set[str]:
    return {part for part in parts(name) if singular(part) not in KNOWN and not part.isdigit()}


def public_classes() -> Iterator[tuple[str, str]]:
    for module in pkgutil.walk_packages(roker.__path__, "roker."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            for name, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
                if found.__module__ == module.name and not name.startswith("_"):
                    yield module.name, name


def test_every_line_of_a_list_is_an_entry():
    lines = [line for line in GLOSSARY.splitlines() if line.startswith("- ")]
    assert [line for line in lines if not ENTRY.match(line)] == []


def test_every_entry_is_one_sentence():
    long = [entry["term"] for entry in entries() if not re.fullmatch(r"[^*]+?\.( \*[^*]+\.\*)?", _plain(entry["said"]))]
    assert long == []


def _plain(said: str) -> str:
    """Without the title in italics that one sentence has inside."""
    return said.replace("*Working Together to Safeguard Children*", "Working Together to Safeguard Children")


def test_every_word_has_one_entry():
    terms = [entry["term"].lower() for entry in entries()]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []


@pytest.mark.parametrize("section", GLOSSARY.split("\n## ")[1:], ids=lambda section: section.splitlines()[0])
def test_each_part_is_in_order(section):
    terms = [found["term"].lower() for line in section.splitlines() if (found := ENTRY.match(line))]
    assert terms == sorted(terms)


def test_a_plain_word_is_in_use():
    in_use = {
        singular(part) for name in [*record_names(), *(name for _, name in public_classes())] for part in parts(name)
    }
    assert sorted(word for word in PLAIN if singular(word) not in in_use) == []


def record_names() -> set[str]:
    names = {entity.name for entity in ENTITIES} | {each.name for entity in ENTITIES for each in entity.fields}
    return names | {name for name, _ in CLOCK_COLUMNS}


def test_names_of_entities_and_columns():
    assert {name: unknown(name) for name in sorted(record_names()) if unknown(name)} == {}


def test_names_of_public_classes():
    assert {f"{module}.{name}": unknown(name) for module, name in public_classes() if unknown(name)} == {}
