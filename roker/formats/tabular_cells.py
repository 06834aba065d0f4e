"""How a whole column of text is read: SQL for what is written plainly, and one reader in Python for all the rest.

The SQL gives NULL wherever it is not sure, and never another value than the reader would: each different text that it
leaves is then read once by the reader of `roker.formats.values`. Tests hold the two together.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from roker.database import quoted
from roker.formats.cells import RawCell
from roker.formats.values import (
    FIRST_POSSIBLE,
    LAST_POSSIBLE,
    NOT_A_DATE,
    NULL_TEXTS,
    UNKNOWN_TEXTS,
    Answer,
    Fault,
    cleaned,
    code_table,
    read_date,
    read_id,
    read_number,
    read_text,
)
from roker.record import CODE_SETS, Field, Kind

Reader = Callable[[RawCell], Answer]

LONGEST_FILLER = 24
"""Longer than any text that only fills a cell."""
_FILLERS = sorted(text for text in NULL_TEXTS | UNKNOWN_TEXTS if text and text.isascii())
_FILLED_DAYS = sorted(text for text in NULL_TEXTS if re.search(r"\d", text) and " " not in text)
_SPACES = r"[\x{09}-\x{0D}\x{1C}-\x{20}\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]+"
_INVISIBLE = r"[\x{200B}-\x{200F}\x{FEFF}\x{AD}]"
_UNGUARD = r"regexp_replace({x}, '^''(''*[=+@\-\t\r\n])', '\1')"
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
_PLAIN_TEXT = '[!"$-&(-~][!-~]*( [!-~]+)*'
_PLAIN_ID = "[0-9A-Za-z][0-9A-Za-z_/-]*"
_TIME = r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?"
_ZONE = r"(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?")
_TIME_BEHIND_DAY = re.compile(r"(\S+)[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
_PAIR = re.compile(r'"([A-Za-z0-9_]+)"\s*:\s*("(?:[^"\\]|\\.)*"|true|false|null|-?\d+(?:\.\d+)?)')
_QUOTED = re.compile(r'"([^"\\]+)"')

CUT_SHORT = Fault("json_cut_short", "a whole text in JSON")
NOT_JSON = Fault("not_json", "a text in JSON: a list or an object")
NOT_A_TIME = Fault("not_a_date", "a date with a time")
SAID_YES = frozenset({"y", "yes", "true", "1", "t"})


@dataclass(frozen=True, kw_only=True)
class CellReader:
    """How the cells of one column are read."""

    plainly: str
    """SQL of the value of a column `{x}`, NULL where it is blank or not written plainly."""
    slowly: Reader
    """For any cell."""
    is_guarded: bool = True
    """Whether an apostrophe may stand before a text that could be a formula."""

    def sql(self, column: str) -> str:
        return self.plainly.replace("{x}", column)

    def __call__(self, raw: str) -> Answer:
        return self.slowly(unguarded(raw) if self.is_guarded else raw)


def unguarded(text: str) -> str:
    """A text without the apostrophe that keeps a spreadsheet program from taking it for a formula."""
    return text[1:] if _GUARDED.match(text) else text


def guarded(column: str) -> str:
    """The SQL of a text as it is written to a file that a person may open."""
    return rf"CASE WHEN regexp_matches({column}, '^''*[=+@\-\t\r\n]') THEN '''' || {column} ELSE {column} END"


def cell_reader(field: Field, *, words: Mapping[str, str], also: Mapping[str, str], as_id: bool = False) -> CellReader:
    """The reader of a field's cells. `also` are words that the format is met with, `words` those of the authority;
    `as_id` reads a text as an id, as workers and teams are numbers in some systems.
    """
    if field.kind is Kind.CODE:
        return _code_reader(field.codes or "", words, also)
    if field.kind is Kind.JSON:
        return _json_reader(field.codes)
    return _READERS[Kind.ID if as_id else field.kind]


def evidence_reader(kind: Kind) -> CellReader:
    """The reader of a column that is no field: a system's number, the time at which a row was recorded."""
    return _READERS[kind]


def bare(reader: CellReader) -> CellReader:
    """The reader for a file that no spreadsheet program opens: an apostrophe stands for itself."""
    return replace(reader, plainly=reader.plainly.replace(_UNGUARD, "{x}"), is_guarded=False)


def _any_of(texts: list[str]) -> str:
    # Not a cast to an ENUM: each text that is none costs microseconds there.
    return f"({', '.join(map(quoted, texts))})"


def _code_reader(codes: str, words: Mapping[str, str], also: Mapping[str, str]) -> CellReader:
    labels = CODE_SETS[codes].labels
    # NONE and NA are answers where they are codes, and fillers anywhere else.
    own = {code: code for code in labels if code.casefold() in NULL_TEXTS | UNKNOWN_TEXTS}
    table = code_table(codes, also=also, local_words={**own, **words})
    plain = [code for code in labels if code not in words]
    return CellReader(plainly=f"CASE WHEN {{x}} IN {_any_of(plain)} THEN {{x}} END", slowly=table.read)


def _json_reader(codes: str | None) -> CellReader:
    known = CODE_SETS[codes].labels if codes else {}
    lists = codes == "assessment_factor"

    def read(raw: RawCell) -> Answer:
        return read_json(raw, known, as_list=lists)

    begins = "{x}[1] = '['" if lists else "{x}[1] IN ('[', '{')"
    ends = "{x}[-1] IN (']', '}')"
    return CellReader(plainly=f"CASE WHEN {begins} AND {ends} AND json_valid({{x}}) THEN {{x}} END", slowly=read)


def read_json(raw: RawCell, known: Mapping[str, str], *, as_list: bool) -> Answer:
    """A text in JSON as it stands; what was cut short, as far as it goes. `known` are the names that may stand in it.

    `as_list` makes a list of codes of an object of flags, as factors were given before 2026.
    """
    text = raw.strip() if isinstance(raw, str) else str(raw)
    if not text.startswith(("[", "{")):
        value, fault = read_text(raw)
        if value is None or fault:
            return None, fault
        codes = [each for each in re.split(r"[\s,;|]+", str(value)) if each]
        return (json.dumps(codes), None) if codes and set(codes) <= known.keys() else (None, NOT_JSON)
    held, fault = _json_held(text)
    if held is None:
        return None, fault
    if as_list and isinstance(held, dict):
        held = [name for name, flag in held.items() if str(flag).casefold() in SAID_YES]
        return json.dumps(held), fault
    return (text if _is_json(text) else json.dumps(held, ensure_ascii=False)), fault


def _json_held(text: str) -> tuple[Any, Fault | None]:
    """What a text in JSON holds, line breaks inside its texts forgiven; of one that was cut short, what is left."""
    try:
        return json.loads(text, strict=False), None
    except (ValueError, RecursionError):
        if text.startswith("{"):
            held: Any = {name: json.loads(found, strict=False) for name, found in _PAIR.findall(text)}
        else:
            held = _QUOTED.findall(text)
        return held or None, CUT_SHORT


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def read_time(raw: RawCell) -> Answer:
    """A day with its time, in UTC; a day alone is its midnight."""
    text = cleaned(raw) if isinstance(raw, str) else str(raw)
    if _ISO_TIME.fullmatch(text):
        try:
            time = datetime.fromisoformat(text)
        except ValueError:
            return None, NOT_A_TIME
        if time.tzinfo:
            time = time.astimezone(UTC).replace(tzinfo=None)
        day, fault = read_date(time.date().isoformat())
        return (time, None) if day else (None, fault)
    behind = _TIME_BEHIND_DAY.fullmatch(text)
    day, fault = read_date(behind[1] if behind else raw)
    if not isinstance(day, date):
        return None, NOT_A_TIME if fault is NOT_A_DATE else fault
    hour, minute, second = (int(each or 0) for each in behind.groups()[1:]) if behind else (0, 0, 0)
    if hour > 23 or minute > 59 or second > 59:
        return None, NOT_A_TIME
    return datetime(day.year, day.month, day.day, hour, minute, second), None


def _plain_text() -> str:
    """Text with single spaces; a long one is cleaned here, a short one may be a filler and is left."""
    clean = f"trim(regexp_replace(regexp_replace({_UNGUARD}, '{_INVISIBLE}', '', 'g'), '{_SPACES}', ' ', 'g'))"
    filler = f"starts_with({{x}}, 'Err:') OR lower({{x}}) IN {_any_of(_FILLERS)}"
    plain = quoted(_PLAIN_TEXT)
    return (
        f"CASE WHEN regexp_full_match({{x}}, {plain}) "
        f"THEN CASE WHEN strlen({{x}}) > {LONGEST_FILLER} OR NOT ({filler}) THEN {{x}} END "
        f"WHEN strlen({{x}}) > {4 * LONGEST_FILLER} AND length({clean}) > {LONGEST_FILLER} THEN {clean} END"
    )


def _plain_id() -> str:
    """Letters and digits with a digit among them: no filler but a few days that stand for none."""
    ok = (
        f"regexp_full_match({{y}}, '[1-9][0-9]*') OR (regexp_full_match({{y}}, '{_PLAIN_ID}') AND {{y}} <> '0' "
        f"AND regexp_matches({{y}}, '[0-9]') AND {{y}} NOT IN {_any_of(_FILLED_DAYS)})"
    )
    trimmed = "trim({x})"
    whole = "regexp_replace({x}, '[.]0+$', '')"
    return (
        f"CASE WHEN {ok.replace('{y}', '{x}')} THEN {{x}} "
        f"WHEN {ok.replace('{y}', trimmed)} THEN {trimmed} "
        f"WHEN regexp_full_match({{x}}, '[1-9][0-9]*[.]0+') THEN {whole} END"
    )


def _plain_date() -> str:
    limits = f"BETWEEN DATE '{FIRST_POSSIBLE}' AND DATE '{LAST_POSSIBLE}'"
    with_time = f"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_TIME}{_ZONE}"
    day = (
        f"CASE WHEN {{x}} LIKE '____-__-__' THEN TRY_CAST({{x}} AS DATE) "
        f"WHEN regexp_full_match({{x}}, '{with_time}') THEN TRY_CAST({{x}}[:10] AS DATE) END"
    )
    return f"CASE WHEN ({day}) {limits} THEN ({day}) END"


def _plain_time() -> str:
    limits = f"BETWEEN TIMESTAMP '{FIRST_POSSIBLE}' AND TIMESTAMP '{LAST_POSSIBLE} 23:59:59.999999'"
    time = (
        "CASE WHEN regexp_full_match({x}, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}"
        "([.][0-9]{1,6})?') THEN TRY_CAST({x} AS TIMESTAMP) END"
    )
    return f"CASE WHEN ({time}) {limits} THEN ({time}) END"


_READERS: Mapping[Kind, CellReader] = {
    Kind.ID: CellReader(plainly=_plain_id(), slowly=read_id),
    Kind.TEXT: CellReader(plainly=_plain_text(), slowly=read_text),
    Kind.DATE: CellReader(plainly=_plain_date(), slowly=read_date),
    Kind.TIME: CellReader(plainly=_plain_time(), slowly=read_time),
    Kind.NUMBER: CellReader(
        plainly="CASE WHEN regexp_full_match({x}, '-?[0-9]{1,14}([.][0-9]{1,9})?') THEN TRY_CAST({x} AS DOUBLE) END",
        slowly=read_number,
    ),
}
