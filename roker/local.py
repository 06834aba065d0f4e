"""What an authority sets for itself in `local.toml`, in the home directory: how it writes values, whom it believes.

A file that cannot be understood is refused with one sentence; a setting that nobody reads would be worse than none.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roker.errors import RokerError
from roker.record import CODE_SETS, ENTITIES

NAME = "local.toml"
SOURCES = ("recorded_here", "local_extras", "ssd", "annex_a", "cin_census", "ssda903")
"""Every source there can be, the one that is believed first where two disagree."""

_Words = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Local:
    """The settings of one authority; without a file, those that every authority starts with."""

    values: Mapping[str, Mapping[str, _Words]] = field(default_factory=dict)
    """By format and code set, the words that the authority writes, with the codes they mean."""
    columns: Mapping[str, Mapping[str, _Words]] = field(default_factory=dict)
    """By format and sheet (or file, or table), the names that its columns have, with the names that Roker knows."""
    limits: Mapping[str, str] = field(default_factory=dict)
    """By the code of a duty's rule, the authority's own limit in place of the national one, as it writes it."""
    precedence: Sequence[str] = SOURCES
    """Sources, the one that is believed first."""
    precedence_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The same, for single entities."""

    @classmethod
    def of_home(cls, home: Path) -> "Local":
        """The settings in a home directory."""
        path = home / NAME
        if not path.exists():
            return cls()
        try:
            text = path.read_text(encoding="utf-8-sig")
            return cls.of_text(text)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise RokerError(f"{NAME} cannot be read as TOML: {error}.") from None

    @classmethod
    def of_text(cls, text: str) -> "Local":
        """The settings that a text in TOML gives. Raises TOMLDecodeError, or a RokerError for what nobody reads."""
        given = tomllib.loads(text)
        _refuse_unknown("a section", given, {"values", "columns", "sources", "duties"})
        sources = _table(given, "sources")
        _refuse_unknown("a setting of [sources]", sources, {"precedence", "precedence_of"})
        values = {format_: _word_lists(_table(given, "values"), format_) for format_ in _table(given, "values")}
        for format_, sets in values.items():
            _refuse_unknown(f"a code set ([values.{format_}])", sets, set(CODE_SETS.codes()))
            for name, words in sets.items():
                _refuse_unknown(f"a code of {name}", words.values(), set(CODE_SETS[name].labels))
        _refuse_unknown("a format ([values])", values, set(SOURCES))
        columns = {format_: _word_lists(_table(given, "columns"), format_) for format_ in _table(given, "columns")}
        _refuse_unknown("a format ([columns])", columns, set(SOURCES))
        of_entities = _table(sources, "precedence_of")
        _refuse_unknown("an entity ([sources.precedence_of])", of_entities, set(ENTITIES.codes()))
        limits = _table(given, "duties")
        if not all(isinstance(limit, str) for limit in limits.values()):
            raise RokerError(f'{NAME}: under [duties] each line should be code = "15 working days".')
        return cls(
            values=values,
            columns=columns,
            limits=dict(limits),
            precedence=_order(sources.get("precedence", SOURCES)),
            precedence_of={entity: _order(order) for entity, order in of_entities.items()},
        )

    def words(self, format_: str, code_set: str) -> _Words:
        """What the authority writes for the codes of a set, in one format."""
        return self.values.get(format_, {}).get(code_set, {})

    def column_names(self, format_: str, sheet: str) -> _Words:
        """What the authority calls the columns of a sheet, in one format."""
        return self.columns.get(format_, {}).get(sheet, {})

    def order_of(self, entity: str) -> Sequence[str]:
        """The sources of an entity, the one that is believed first."""
        return self.precedence_of.get(entity, self.precedence)


def _table(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = given.get(name, {})
    if not isinstance(found, dict):
        raise RokerError(f"{NAME}: “{name}” should be a section of its own, [{name}].")
    return found


def _word_lists(given: Mapping[str, Any], name: str) -> dict[str, dict[str, str]]:
    lists = _table(given, name)
    found = {each: _table(lists, each) for each in lists}
    for title, words in found.items():
        if not all(isinstance(word, str) for word in words.values()):
            raise RokerError(f'{NAME}: under “{title}” each line should be "what is written" = "what it means".')
    return {title: dict(words) for title, words in found.items()}


def _order(given: object) -> Sequence[str]:
    """A whole order: sources that are not named come last, as they stand in `SOURCES`."""
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        raise RokerError(f'{NAME}: an order of sources should be a list such as ["ssd", "annex_a"].')
    _refuse_unknown("a source", given, set(SOURCES))
    return (*given, *(each for each in SOURCES if each not in given))


def _refuse_unknown(what: str, given: Any, known: set[str]) -> None:
    unknown = sorted(set(given) - known)
    if unknown:
        raise RokerError(f"{NAME}: “{unknown[0]}” is not {what}. There are: {', '.join(sorted(known))}.")
