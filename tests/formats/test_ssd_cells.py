"""SQL over whole columns says the same as the reader of single cells, or leaves the cell to it."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roker.database import Database
from roker.formats.ssd_words import ALSO
from roker.formats.tabular_cells import bare, cell_reader, guarded, read_time, unguarded
from roker.formats.values import NULL_TEXTS, UNKNOWN_TEXTS
from roker.record import ENTITIES, Field, Kind, Sensitivity


def _field(kind, codes=None):
    return Field(entity="x", name="x", label="X", kind=kind, sensitivity=Sensitivity.NEITHER, codes=codes)


READERS = {
    **{kind.value: cell_reader(_field(kind), words={}, also={}) for kind in Kind if kind not in {Kind.CODE, Kind.JSON}},
    "worker": cell_reader(_field(Kind.TEXT), words={}, also={}, as_id=True),
    "json": cell_reader(_field(Kind.JSON), words={}, also={}),
    "factors": cell_reader(_field(Kind.JSON, "assessment_factor"), words={}, also={}),
    **{
        codes: cell_reader(_field(Kind.CODE, codes), words={}, also=ALSO.get(codes, {}))
        for codes in sorted({f.codes for entity in ENTITIES for f in entity.fields if f.codes and f.kind is Kind.CODE})
    },
}

_ODD = [
    *sorted(NULL_TEXTS | UNKNOWN_TEXTS),
    *(text.upper() for text in sorted(NULL_TEXTS | UNKNOWN_TEXTS)),
    *"0|00|0.0|1|1.0|1.00|01|-1|+1|1e3|1,234|1.5|.5|5.|-0|0x1A|1_000|999.9".split("|"),
    *"123456789012345|1234567890123456|inf|NaN".split("|"),
    *"2024-02-29|2023-02-29|2024-2-9|2024/02/29|29/02/2024|20240229|2024-02-29 10:11".split("|"),
    *"2024-02-29T10:11:12.5Z|24-02-29".split("|"),
    *"2024-02-29 25:00|2024-02-29 00:00:00.000|1949-12-31|1950-01-01|2099-12-31".split("|"),
    *"2100-01-01|0001-01-01|1900-01-01 ".split("|"),
    *"2024-02-29T10:11:12+01:00|2024-02-29 24:00:00|2024-02-29 10:61:00|epoch|infinity".split("|"),
    *"today|now|2024-02-29x| 2024-02-29".split("|"),
    *"Y|y|N|U|Yes|yes |T|F|NONE|none|NA|n/a|C2|c2|C2 - Full care order|Full care order".split("|"),
    *"E1|#REF!|Err:502|#hash|'|''|'=1|''=1".split("|"),
    *"=1|-x|+44|@a|a  b| a b |a\tb|a\nb|a\xa0b|a\u200bb|\u200b|\xad|Zoë|n\u0131l".split("|"),
    *"NULL\u200b|a#b|a'b|A-1/2|A_1|A 1|A.1|SW123".split("|"),
    *"[]|{}|[1|{\"a\": 1}|{\"a\": \"x\ny\"}| [1]|[1] |null|\"x\"|[\"1A\"]".split("|"),
    *"{\"1A\": \"Yes\"}|1A,2B|{'a': 1}|[NaN]".split("|"),
    "word " * 40,
    "word  " * 40,
    " " * 120 + "null",
    "\xa0" * 120,
    "'=" + "word " * 40,
    "'" + "word " * 40,
    "é" * 200,
    "x" * 25 + "\u200b" * 80 + " y",
]  # fmt: skip

_TEXTS = st.one_of(
    st.sampled_from(_ODD),
    st.text(max_size=40),
    st.text("0123456789-/.: TZ+eE,'=#", max_size=25),
    st.lists(st.sampled_from(_ODD), min_size=2, max_size=3).map(" ".join),
).filter(lambda text: text and "\0" not in text)


@pytest.mark.parametrize("name", READERS)
def test_sql_and_reader_agree(name):
    reader = READERS[name]

    @settings(max_examples=5)
    @given(st.lists(_TEXTS, min_size=80, max_size=80))
    @example(_ODD)
    def check(texts):
        texts = [text for text in texts if text]
        with Database.in_memory() as database:
            for made in (reader, bare(reader)):
                told = database.rows(f"SELECT x, {made.sql('x')} FROM (SELECT unnest(?::VARCHAR[]) AS x)", [texts])
                for text, value in told:
                    if value is not None:
                        assert (value, None) == made(text), text

    check()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("id", "4711"),
        ("id", "00712"),
        ("id", "4711.0"),
        ("id", "  4711 "),
        ("id", "CH-10041"),
        ("worker", "SW123"),
        ("text", "North team"),
        ("text", "O'Brien"),
        ("text", "a long text with a line\nbreak in the middle of it, " * 3),
        ("date", "2024-03-01"),
        ("date", "2024-03-01 00:00:00"),
        ("date", "2024-03-01 00:00:00.000"),
        ("date", "2024-03-01T00:00:00Z"),
        ("time", "2024-03-01 10:11:12.123"),
        ("number", "12"),
        ("number", "-0.25"),
        ("yes_no_unknown", "Y"),
        ("legal_status", "C2"),
        ("json", '{"NFA_FLAG": "Y"}'),
        ("factors", '["1A", "2B"]'),
    ],
)
def test_what_is_usual_is_read_by_sql(name, text):
    with Database.in_memory() as database:
        assert database.one(f"SELECT {READERS[name].sql('x')} FROM (SELECT ?::VARCHAR AS x)", [text]) != (None,)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-03-01 10:11:12", datetime(2024, 3, 1, 10, 11, 12)),
        ("2024-03-01T10:11:12+01:00", datetime(2024, 3, 1, 9, 11, 12)),
        ("2024-03-01T10:11:12Z", datetime(2024, 3, 1, 10, 11, 12)),
        ("01/03/2024 10:11", datetime(2024, 3, 1, 10, 11)),
        ("01/03/2024", datetime(2024, 3, 1)),
        ("2024-03-01", datetime(2024, 3, 1)),
        ("NULL", None),
        ("2024-02-30 10:00", None),
        ("2024-03-01 10:61:00", None),
        ("01/03/2024 25:00", None),
        ("later", None),
        ("1850-01-01T00:00:00Z", None),
    ],
)
def test_times(text, time):
    value, fault = read_time(text)
    assert value == time
    assert (fault is None) == (time is not None or text == "NULL")
    assert value is None or value.tzinfo is None or value.tzinfo is not UTC


@given(st.text("'=+-@\t\r\n a1", max_size=6))
def test_the_guard_comes_off_again(text):
    with Database.in_memory() as database:
        (written,) = database.one(f"SELECT {guarded('x')} FROM (SELECT ?::VARCHAR AS x)", [text])
    assert unguarded(written) == text
    assert written[:1] not in set("=+-@\t\r\n")
