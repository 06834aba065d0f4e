"""What a single cell says, as a text, an id, a number, a date or a code; and why not, where it says none.

Reading is forgiving and never guesses in silence: what cannot be read has a reason, what only fills a cell is noted.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple, TypedDict

from roker.formats.cells import DAY_ZERO, RawCell
from roker.formats.mapping import plain
from roker.record.codes import CODE_SETS

Value = str | float | date | None


class Fault(NamedTuple):
    """Why a cell was not read, or not with certainty: a kind of problem, and what was expected."""

    kind: str
    expected: str


Answer = tuple[Value, Fault | None]


class Counts(TypedDict):
    """How many of some cells were read, unread, said to be unknown, and blank: part of a line of a mapping report."""

    read: int
    unread: int
    unknown: int
    blank: int


NULL_TEXTS = frozenset(
    (
        "|#n/a|#n/a n/a|n/a|na|null|<null>|none|nan|nat|<na>|nil|-|--|---|\u2013|\u2014|.|(blank)|blank|not applicable|"
        "ssd_ph|placeholder_data|1900-01-01|01/01/1900|1/1/1900|00/01/1900|0/1/1900|1900-01-01 00:00:00|1899-12-30|"
        "30/12/1899|01/01/1900 00:00:00|9999-12-31|31/12/9999|9999-12-31 00:00:00|31/12/9999 00:00:00"
    ).split("|")
)
"""Texts, in small letters, that fill a cell and say nothing."""
UNKNOWN_TEXTS = frozenset({"unknown", "not known", "not recorded", "not available", "not given"})
"""Blank as well, but where a code set has a code for not known, that code."""
NULL_IDS = frozenset({"0", "-1"})
NULL_CELLS = frozenset({date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(9999, 12, 31), time(0, 0)})
"""Dates that stand for none. A zero that is shown as a date comes as midnight."""

FIRST_POSSIBLE, LAST_POSSIBLE = date(1950, 1, 1), date(2099, 12, 31)
"""Nobody whom a children's service knows was born earlier, and no plan reaches further."""

_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad")
_ERROR = re.compile(r"#(REF|VALUE|DIV/0|NAME|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|CONNECT|GETTING_DATA)[!?]?|Err:\d{3}")
_WHOLE_WITH_POINT = re.compile(r"(-?\d+)\.0+")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})")
_IN_WORDS = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4})")
_TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?$")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december".split("|")
_LETTER = re.compile(r"([A-Za-z]{1,2}\d?)\)\s*(.*)")
_CODE_AND_SIGN = re.compile(r"(\w+)\s*(?:[:=)\-\u2010-\u2015]|\.(?!\d))\s*")
_CODE_WITH_DIGIT = re.compile(r"(\w*\d\w*)\s")
_CODE_LAST = re.compile(r"(.*\S)\s*[(\[]\s*(\w+)\s*[)\]]")

LARGEST_NUMBER = 10**15
"""Beyond it a spreadsheet no longer knows the last digit, and nothing that is counted here comes near."""
MOST_NAMED = 6
"""How many codes are named when none of them was found."""

NOT_FAILED = Fault("error_cell", "a value, not a formula that failed")
IMPOSSIBLE = Fault("impossible_date", f"a date between {FIRST_POSSIBLE:%d/%m/%Y} and {LAST_POSSIBLE:%d/%m/%Y}")
NOT_A_DATE = Fault("not_a_date", "a date")
NOT_A_NUMBER = Fault("not_a_number", "a number")
NOT_AN_ID = Fault("not_an_id", "a number in the case system")


class Readings(dict[RawCell, Value]):
    """Cell to value. Each different cell is read once: a list of 20,000 rows has few different dates and codes.

    `faults` says why cells were not read; `blanks` holds the fillers that were read as blank, `unknowns` the cells that
    say that something is not known. TRUE and 1 are one cell here, as they are to spreadsheet programs.
    """

    def __init__(self, read: Callable[[RawCell], Answer], unknown: str | None = None) -> None:
        """`unknown` is the code for "not known", where there is one."""
        super().__init__()
        self._read = read
        self._unknown = unknown
        self.faults: dict[RawCell, Fault] = {}
        self.blanks: set[RawCell] = set()
        self.unknowns: set[RawCell] = set()

    def __missing__(self, raw: RawCell) -> Value:
        value, fault = self._read(raw)
        if fault is not None:
            self.faults[raw] = fault
        elif value is None and (text := shown(raw)):
            self.blanks.add(raw)
            if text.casefold() in UNKNOWN_TEXTS:
                self.unknowns.add(raw)
        elif value is not None and value == self._unknown:
            self.unknowns.add(raw)
        self[raw] = value
        return value

    def of(self, cells: Sequence[RawCell]) -> list[Value]:
        """What each of many cells says."""
        return list(map(self.__getitem__, cells))

    def counts(self, cells: Sequence[RawCell], values: Sequence[Value] | None = None) -> Counts:
        """How many of the cells were read, unread, said to be unknown, and blank. `values`, what they were read as, is
        given where it is known, for speed.
        """
        if values is not None and not (self.faults or self.unknowns) and (all(values) or None not in values):
            return Counts(read=len(cells), unread=0, unknown=0, blank=0)
        counts = Counts(read=0, unread=0, unknown=0, blank=0)
        for cell, count in Counter(cells).items():
            counts[self._outcome(cell)] += count
        return counts

    def _outcome(self, cell: RawCell) -> Literal["read", "unread", "unknown", "blank"]:
        if cell in self.unknowns:
            return "unknown"
        if self[cell] is not None:
            return "read"
        return "unread" if cell in self.faults else "blank"


class IdReadings(Readings):
    """Readings of ids, of which nearly every one is different: those of digits alone need no closer look."""

    def of(self, cells: Sequence[RawCell]) -> list[Value]:
        """What each of many cells says."""
        return list(cells) if _are_digits(cells) else super().of(cells)  # type: ignore[arg-type]


def _are_digits(cells: Sequence[RawCell]) -> bool:
    """Whether every cell is a text of digits that `read_id` leaves as it is."""
    try:
        return "".join(cells).isdecimal() and all(cells) and "0" not in cells  # type: ignore[arg-type]
    except TypeError:  # a number, a date
        return False


def cleaned(text: str) -> str:
    """Single spaces instead of any others, and nothing that cannot be seen."""
    return " ".join(text.translate(_INVISIBLE).split())


def shown(raw: RawCell) -> str:
    """A cell as text: whole numbers without ".0", dates as ISO, text cleaned."""
    if isinstance(raw, str):
        return cleaned(raw)
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime) and raw.time() == time(0, 0):
        return raw.date().isoformat()
    return str(raw)


def _nothing(raw: RawCell) -> Answer | None:
    """The answer for what says nothing, or None where there is something to read."""
    if isinstance(raw, datetime):
        raw = raw.date()
    if raw in NULL_CELLS:
        return None, None
    if isinstance(raw, str):
        text = cleaned(raw)
        if text.casefold() in NULL_TEXTS:
            return None, None
        if _ERROR.fullmatch(text):
            return None, NOT_FAILED
    return None


def read_text(raw: RawCell) -> Answer:
    """Any text, cleaned."""
    nothing = _nothing(raw)
    if nothing is not None:
        return nothing
    text = shown(raw)
    return (None, None) if text.casefold() in UNKNOWN_TEXTS else (text, None)


def read_stated(raw: RawCell) -> Answer:
    """A text as it stands, "Unknown" too, for it is what the list states."""
    nothing = _nothing(raw)
    return nothing if nothing is not None else (shown(raw), None)


def read_id(raw: RawCell) -> Answer:
    """The number of a child: text, for it may have letters and zeros in front, and nothing is counted with it."""
    if isinstance(raw, str) and raw.isdecimal() and raw not in NULL_IDS:  # most are, and nearly all are different
        return raw, None
    nothing = _nothing(raw)
    if nothing is not None:
        return nothing
    if not isinstance(raw, str | float | int) or isinstance(raw, bool):
        return None, NOT_AN_ID
    text = _WHOLE_WITH_POINT.sub(r"\1", shown(raw))
    return (None, None) if text in NULL_IDS or text.casefold() in UNKNOWN_TEXTS else (text, None)


def read_number(raw: RawCell) -> Answer:
    """A number; a whole one without a point."""
    nothing = _nothing(raw)
    if nothing is not None:
        return nothing
    if isinstance(raw, bool) or not isinstance(raw, str | float | int):
        return None, NOT_A_NUMBER
    if isinstance(raw, str):
        text = cleaned(raw).casefold().replace(",", "")
        if text in UNKNOWN_TEXTS:
            return None, None
        if not _NUMBER.fullmatch(text):
            return None, NOT_A_NUMBER
        raw = float(text)
    if not abs(raw) < LARGEST_NUMBER:
        return None, NOT_A_NUMBER
    return (int(raw) if float(raw).is_integer() else raw), None


def date_reader(day_zero: date = DAY_ZERO) -> Callable[[RawCell], Answer]:
    """Reads dates, of a workbook that counts its days from `day_zero`."""

    def read(raw: RawCell) -> Answer:
        nothing = _nothing(raw)
        if nothing is not None:
            return nothing
        if isinstance(raw, datetime):
            return _possible(raw.date())
        if isinstance(raw, date):
            return _possible(raw)
        if isinstance(raw, str):
            return _date_in_text(cleaned(raw), day_zero)
        if isinstance(raw, bool | time | timedelta):
            return None, NOT_A_DATE
        return _date_of_serial(raw, day_zero)

    return read


read_date = date_reader()


def _possible(day: date) -> Answer:
    return (day, None) if FIRST_POSSIBLE <= day <= LAST_POSSIBLE else (None, IMPOSSIBLE)


def _date_of_serial(number: float, day_zero: date) -> Answer:
    first, last = ((each - day_zero).days for each in (FIRST_POSSIBLE, LAST_POSSIBLE))
    return (day_zero + timedelta(days=int(number)), None) if first <= number < last + 1 else (None, NOT_A_DATE)


def _date_in_text(text: str, day_zero: date) -> Answer:
    if text.casefold() in UNKNOWN_TEXTS:
        return None, None
    text = _TIME_OF_DAY.sub("", text)
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif (found := _IN_WORDS.fullmatch(text.casefold())) and (named := _month(found[2])):
        day, month, year = int(found[1]), named, int(found[3])
    elif _SERIAL.fullmatch(text):
        return _date_of_serial(float(text), day_zero)
    else:
        return None, NOT_A_DATE
    try:
        return _possible(date(year, month, day))
    except ValueError:
        return None, IMPOSSIBLE


def _month(word: str) -> int:
    """The number of a month by its name or the beginning of it; 0 where the word is none."""
    return next((number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word)), 0)


class CodeTable:
    """The codes of one column: every way of writing each of them."""

    def __init__(
        self,
        *,
        labels: Mapping[str, str],
        spelt: Mapping[str, str],
        also: Mapping[str, str],
        unknown: str | None,
        local_words: Mapping[str, str] | None = None,
    ) -> None:
        """`labels` are plain words by code; `spelt` is how the format writes codes: "6" as "q) 6: Police"; `also` are
        further words, as `plain` makes them, with the codes they mean; `unknown` is the code for "not known";
        `local_words` are those of one authority, as it writes them, and come before anything else.
        """
        self._labelled = {code: f"{code}: {label}" for code, label in labels.items()}
        self.spelt = {**self._labelled, **spelt}
        self.unknown = unknown
        self._local = {_as_compared(words): code for words, code in (local_words or {}).items()}
        self._codes = {code.casefold(): code for code in self.spelt}
        self._letters: dict[str, str] = {}
        meanings: dict[str, set[str]] = {}
        for code, label in labels.items():
            meanings.setdefault(plain(label), set()).add(code)
        for code, text in spelt.items():
            letter = _LETTER.fullmatch(text)
            if letter:
                self._letters[letter[1].casefold()] = code
            rest = letter[2] if letter else text
            for part in {rest, self._without_code(rest)}:
                meanings.setdefault(plain(part), set()).add(code)
        # "Individual" is the label of four sources: by itself it tells none of them.
        self._meanings = {text: codes.pop() for text, codes in meanings.items() if len(codes) == 1}
        self._meanings.update(also)
        self._not_one = Fault("not_a_code", _choice([f"“{text}”" for text in self.spelt.values()]))

    def with_label(self, code: str) -> str:
        """A code that the format does not spell, in plain words."""
        return self._labelled.get(code) or self.spelt[code]

    def read(self, raw: RawCell) -> Answer:
        """The code that a cell means. A code beats a letter when they disagree: authorities letter differently."""
        text = _WHOLE_WITH_POINT.sub(r"\1", shown(raw))
        if text and (local := self._local.get(_as_compared(text))):
            return local, None
        nothing = _nothing(raw)
        if nothing is not None:
            return nothing
        letter = _LETTER.fullmatch(text)
        lettered = self._letters.get(letter[1].casefold()) if letter else None
        words = letter[2] if letter and lettered else text
        code = self._code_in(words)
        if code:
            return code, None
        if words.casefold() in UNKNOWN_TEXTS:
            return self.unknown, None
        if lettered:
            return lettered, Fault("letter_only", f"“{self.spelt[lettered]}”") if words else None
        return None, self._not_one

    def _without_code(self, words: str) -> str:
        found = _CODE_AND_SIGN.match(words)
        return words[found.end() :] if found and found[1].casefold() in self._codes else words

    def _code_in(self, words: str) -> str | None:
        """The code that words are, mean, begin with, or end with in brackets."""
        meant = self._codes.get(words.casefold()) or self._meanings.get(plain(words))
        if meant:
            return meant
        found = _CODE_AND_SIGN.match(words) or _CODE_WITH_DIGIT.match(words)
        code = self._codes.get(found[1].casefold()) if found else None
        if code is None and (found := _CODE_LAST.fullmatch(words)):
            code = self._codes.get(found[2].casefold())
            # A single sign in brackets may number something else: "Foster placement (2)".
            if code is not None and len(code) == 1 and self._meanings.get(plain(found[1])) != code:
                return None
        return code


def code_table(
    code_set: str,
    *,
    spelt: Mapping[str, str] | None = None,
    also: Mapping[str, str] | None = None,
    local_words: Mapping[str, str] | None = None,
) -> CodeTable:
    """The table of a code set of the record, as one format and one authority write it.

    It reads the code, its label, the letter before it where `spelt` has one, "code - label" and "label (code)". A set
    that the record does not have, because only a list states it, has what `spelt` says and nothing more. `also` are
    further words that the format is met with, `local_words` those of the authority: `local.words(format, code_set)`.
    """
    known = CODE_SETS[code_set] if code_set in CODE_SETS else None  # noqa: SIM401 - a catalogue is no dict
    return CodeTable(
        labels=known.labels if known else {},
        spelt=spelt or {},
        also={_as_compared(words): code for words, code in (also or {}).items()},
        unknown=known.unknown if known else None,
        local_words=local_words,
    )


def _as_compared(text: str) -> str:
    """Words as `plain` makes them; of marks alone, the marks."""
    return plain(text) or cleaned(text).casefold()


def _choice(texts: Sequence[str]) -> str:
    """All of a few texts, or the ends of many."""
    if len(texts) <= MOST_NAMED:
        return f"{', '.join(texts[:-1])} or {texts[-1]}"
    return f"one of {len(texts)} values, from {texts[0]} to {texts[-1]}"
