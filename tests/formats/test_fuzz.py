"""Damage at random: whatever is given to a reader, it reads it or says in one sentence why not, and leaves nothing.

Each reader is given damaged files for some seconds: ROKER_FUZZ_SECONDS says how many, `make fuzz` takes longer still.
Cases come from a fixed seed, and a failure names its case; ROKER_FUZZ_SEED and ROKER_FUZZ_CASE make it again.
"""

import os
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roker.errors import RokerError
from roker.formats import csv_text
from roker.formats.tabular_cells import read_json, read_time
from roker.formats.values import (
    FIRST_POSSIBLE,
    LAST_POSSIBLE,
    code_table,
    date_reader,
    read_date,
    read_id,
    read_number,
    read_stated,
    read_text,
)
from roker.record import CODE_SETS
from tests.formats.damaged import fuzzing
from tests.formats.damaged.fuzzing import packed, unpacked
from tests.formats.damaged.mutation import VALUES, damaged
from tests.formats.damaged.seeds import SECRET, TARGETS, Target

SECONDS = float(os.environ.get("ROKER_FUZZ_SECONDS", "5"))
SEED = int(os.environ.get("ROKER_FUZZ_SEED", fuzzing.SEED))
FIRST = int(os.environ.get("ROKER_FUZZ_CASE", "0"))

by_code = pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.code)


@by_code
def test_a_reader_reads_or_says_why_not(target, tmp_path):
    cases, read = fuzzing.run(target, tmp_path / "fuzz", seconds=SECONDS, seed=SEED, first=FIRST)
    assert 0 < read <= cases  # not everything is refused at the first look


@by_code
def test_every_seed_is_read_without_damage(target, tmp_path):
    (tmp_path / "seeds").mkdir()
    for number, files in enumerate(target.files(tmp_path / "seeds")):
        case = tmp_path / str(number)
        case.mkdir()
        assert fuzzing.run_case(target, files, case, number=number) == ""


@by_code
def test_a_case_is_the_same_whenever_it_is_made(target, tmp_path):
    (tmp_path / "seeds").mkdir()
    seeds = target.files(tmp_path / "seeds")
    some = [[fuzzing.damaged_files(target, seeds, seed, number) for number in range(20)] for seed in (1, 1, 2)]
    assert some[0] == some[1] != some[2]
    assert sum(files not in seeds for files in some[0]) >= 15


def _failing(read):
    def seed(folder: Path) -> None:
        (folder / "a.csv").write_text("a\n1\n")

    return Target(code="failing", read=read, seeds=(seed,))


def _leaving(path, **_):
    import tempfile

    Path(tempfile.mkdtemp()).joinpath("left.csv").write_text(SECRET)
    raise RokerError("It cannot be read.")


def _of_the_store(path, **_):
    from roker.database import DatabaseError

    raise DatabaseError


def _saying(text):
    def read(path, **_):
        raise RokerError(text)

    return read


def _broken(path, **_):
    raise ZeroDivisionError(SECRET)


def _endless(path, **_):
    while True:
        pass


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (_broken, "ZeroDivisionError"),
        (_saying(f"{SECRET}1 is no date."), "not a sentence that may go to a log"),
        (_saying("one\ntwo."), "not a sentence that may go"),
        (_leaving, "left behind"),
        (_of_the_store, "a sentence about the store"),
        (_endless, "TooSlowError"),
    ],
)
def test_what_no_reader_may_do_is_found(read, said, tmp_path, monkeypatch):
    monkeypatch.setattr(fuzzing, "LONGEST_CASE", 0.2)
    with pytest.raises(fuzzing.NotHeldError, match=said) as failed:
        fuzzing.run(_failing(read), tmp_path / "fuzz", seconds=0, seed=7)
    assert "failing, seed 7, case 0: its files are in" in str(failed.value)
    assert list((tmp_path / "fuzz" / "case-0" / "given").iterdir())


@given(st.dictionaries(st.sampled_from(["a.csv", "é.csv", "a/b.xml"]), st.binary(max_size=50), max_size=3))
def test_what_atheris_keeps_are_files(files):
    assert unpacked(packed(files)) == files


@given(
    st.integers(), st.dictionaries(st.sampled_from(["a.csv", "b.xml", "c.xlsx"]), st.binary(max_size=80), min_size=1)
)
@settings(max_examples=300)
def test_anything_can_be_damaged(seed, files):
    assert isinstance(damaged(Random(seed), files), dict)


# --------------------------------------------------------------------------------------------------------------- values

CELLS = st.one_of(
    st.sampled_from(VALUES),
    st.text(max_size=30),
    st.text("0123456789/-.:TZ +", max_size=25),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
_READERS = {
    "text": read_text,
    "stated": read_stated,
    "id": read_id,
    "number": read_number,
    "date": read_date,
    "date of 1904": date_reader(date(1904, 1, 1)),
    "time": read_time,
    **{name: code_table(name).read for name in ("ethnicity", "yes_no_unknown", "legal_status", "assessment_factor")},
}
_KINDS = {"number": (int, float), "date": date, "date of 1904": date, "time": datetime}


@pytest.mark.parametrize("name", _READERS)
@settings(max_examples=400)
@given(cell=CELLS)
def test_any_cell_is_read_or_has_a_fault(name, cell):
    value, fault = _READERS[name](cell)
    if value is None:
        assert fault is None or (fault.kind and fault.expected)
    else:
        assert isinstance(value, _KINDS.get(name, str))
        assert value == value  # noqa: PLR0124 - "nan" is none
    if isinstance(value, date):
        assert FIRST_POSSIBLE <= (value.date() if isinstance(value, datetime) else value) <= LAST_POSSIBLE


@settings(max_examples=300)
@given(st.one_of(st.sampled_from(VALUES), st.text('[]{}":,1AB\\ ntf', max_size=30)), st.booleans())
def test_any_json_is_read_or_has_a_fault(text, as_list):
    value, fault = read_json(text, CODE_SETS["assessment_factor"].labels, as_list=as_list)
    assert value is None or (isinstance(value, str) and value[0] in "[{") or fault is None


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=100).map(str.encode),
        st.text(max_size=60).map(lambda text: text.encode("utf-16")),
    )
)
def test_any_bytes_are_rows_or_refused(content):
    said = ""
    try:
        read = csv_text.parse_csv("a.csv", content)
    except RokerError as error:
        said = str(error)
    else:
        assert len({len(row) for row in read.rows}) == 1
    assert not said or (said.startswith("a.csv ") and "\n" not in said)
