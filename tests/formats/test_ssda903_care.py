"""Episodes of the SSDA903 return put together: periods of care, placements, legal statuses, and what cannot be so."""

from datetime import date

import pytest

from roker.record import Record
from roker.record.deriving import derive
from tests.formats.ssda903_return import folder, read, rows, said_of, table

FULL = "CHILD|DECOM|RNE|LS|CIN|PLACE|PLACE_PROVIDER|DEC|REC|REASON_PLACE_CHANGE|HOME_POST|PL_POST|URN"
NOT_BEFORE = "a day not before the end of the episode in row 2, which is "


@pytest.fixture
def care(tmp_path):
    """Reads episodes of one child from short tables: PL is a placement, told by its postcode; U6 unless said."""

    def made(text: str):
        header, *lines = table(text)
        full = [FULL]
        for line in lines:
            told = dict(zip(header, line, strict=True))
            row = {
                "CHILD": "1",
                "CIN": "N1",
                "PLACE": "U6",
                "PLACE_PROVIDER": "PR1",
                "PL_POST": told.pop("PL", "A"),
            } | told
            full.append("|".join(row.get(column, "") for column in FULL.split("|")))
        return read(folder(tmp_path, a="\n".join(full)))

    return made


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_a_placement_goes_on_where_only_the_legal_status_changed(care):
    reading = care("""
        DECOM      | RNE | LS | PL | DEC        | REC | REASON_PLACE_CHANGE
        01/05/2022 | S   | V2 | A  | 10/06/2022 | X1  |
        10/06/2022 | L   | C1 | A  | 01/02/2023 | X1  | CREQB
        01/02/2023 | P   | C1 | B  |            |     |
    """)
    assert rows(reading, "cla_placement", "cla_placement_id", "cla_id", "cla_placement_start_date",
                "cla_placement_end_date", "cla_placement_postcode", "cla_placement_change_reason", "found_in") == [
        ("1/2022-05-01", "1/2022-05-01", day("2022-05-01"), day("2023-02-01"), "A", "CREQB",
         "a.csv, row 2, and 1 more"),
        ("1/2023-02-01", "1/2022-05-01", day("2023-02-01"), None, "B", None, "a.csv, row 4"),
    ]  # fmt: skip
    assert rows(reading, "legal_status", "legal_status", "legal_status_start_date", "legal_status_end_date") == [
        ("V2", day("2022-05-01"), day("2022-06-10")),
        ("C1", day("2022-06-10"), None),
    ]
    assert rows(reading, "cla_episodes", "cla_placement_id", "cla_id", "entered_care_date") == [
        ("1/2022-05-01", "1/2022-05-01", day("2022-05-01")),
        ("1/2022-05-01", "1/2022-05-01", day("2022-05-01")),
        ("1/2023-02-01", "1/2022-05-01", day("2022-05-01")),
    ]
    assert said_of(reading, ["contradiction", "gap", "overlap"]) == []


@pytest.mark.parametrize(("reason", "period", "placement", "legal_status"), [
    ("S", True, True, True),
    ("L", False, False, True),
    ("P", False, True, False),
    ("T", False, True, False),
    ("B", False, True, True),
    ("U", False, True, True),
])  # fmt: skip
def test_what_began_before_the_first_episode_of_the_return_began_on_a_day_that_is_not_known(
    reason, period, placement, legal_status, care
):
    reading = care(f"DECOM | RNE | LS | DEC | REC\n01/05/2023 | {reason} | C2 | |")
    began = day("2023-05-01")
    assert rows(reading, "cla_episodes", "cla_id", "entered_care_date") == [
        ("1/2023-05-01", began) if period else (None, None)
    ]
    assert rows(reading, "cla_placement", "cla_placement_id", "cla_placement_start_date") == [
        ("1/2023-05-01", began) if placement else ("1/~2023-05-01", None)
    ]
    assert rows(reading, "legal_status", "legal_status_start_date") == [(began if legal_status else None,)]


@pytest.mark.parametrize(("ended", "reason", "next_reason", "one_period"), [
    ("10/06/2022", "X1", "P", True),
    ("09/06/2022", "X1", "P", True),
    ("10/06/2022", "", "P", True),
    ("", "", "P", True),
    ("11/06/2022", "E8", "P", True),
    ("10/06/2022", "E8", "P", True),
    ("10/06/2022", "E8", "S", False),
    ("09/06/2022", "E8", "P", False),
    ("09/06/2022", "E4A", "S", False),
])  # fmt: skip
def test_periods_are_those_that_the_record_derives(ended, reason, next_reason, one_period, care):
    reading = care(f"""
        DECOM      | RNE           | LS | DEC     | REC
        01/05/2022 | S             | C1 | {ended} | {reason}
        10/06/2022 | {next_reason} | C1 |         |
    """)
    read_here = [cla_id for (cla_id,) in rows(reading, "cla_episodes", "cla_id")]
    record = Record.of(reading)
    derive(record.database, record.snapshot_on)
    derived = [cla_id for (cla_id,) in record.database.rows("SELECT cla_id FROM cla_episodes ORDER BY found_in")]
    periods = {cla_id for (cla_id,) in record.database.rows("SELECT cla_id FROM period_of_care")}
    assert (derived[0] == derived[1]) is one_period
    assert read_here == [None if "~" in cla_id else cla_id for cla_id in derived]
    assert periods == set(derived)


def test_short_breaks_are_no_period_of_care(care):
    reading = care("""
        DECOM      | RNE | LS | DEC        | REC
        01/05/2023 | S   | V4 | 03/05/2023 | E4A
        03/05/2023 | S   | C1 |            |
    """)
    assert rows(reading, "cla_episodes", "cla_id") == [(None,), ("1/2023-05-03",)]
    assert rows(reading, "cla_placement", "cla_id") == [(None,), ("1/2023-05-03",)]


def test_two_placements_that_began_on_one_day_have_ids_of_their_own(care):
    reading = care("""
        DECOM      | RNE | LS | PL | DEC        | REC
        01/05/2023 | S   | C1 | A  | 01/05/2023 | X1
        01/05/2023 | P   | C1 | B  |            |
    """)
    assert rows(reading, "cla_episodes", "cla_placement_id") == [("1/2023-05-01",), ("1/2023-05-01/2",)]
    assert rows(reading, "cla_placement", "cla_placement_id") == [("1/2023-05-01",), ("1/2023-05-01/2",)]


@pytest.mark.parametrize(("text", "problems"), [
    ("01/05/2022|S|C1|A|10/06/2022|X1\n12/06/2022|P|C1|B||",
     ["gap: a.csv, row 3, “DECOM”: 12/06/2022: 10/06/2022, as the episode in row 2 ended with X1"]),
    ("01/05/2022|S|C1|A|10/06/2022|X1",
     ["gap: a.csv, row 2, “REC”: X1: an episode from 10/06/2022, or the reason why care ended"]),
    ("01/05/2022|S|C1|A|01/04/2024|X1", []),
    ("01/05/2022|S|C1|A|10/06/2022|X1\n09/06/2022|P|C1|B||",
     [f"overlap: a.csv, row 3, “DECOM”: 09/06/2022: {NOT_BEFORE}until 10/06/2022"]),
    ("01/05/2022|S|C1|A||\n09/06/2022|P|C1|B||",
     [f"overlap: a.csv, row 3, “DECOM”: 09/06/2022: {NOT_BEFORE}without an end"]),
    ("01/05/2022|S|C1|A|10/06/2022|X1\n10/06/2022|S|C1|B||",
     ["contradiction: a.csv, row 3, “RNE”: S: another reason than S, as the episode in row 2 ended with X1"]),
    ("01/05/2022|S|C1|A|10/06/2022|E8\n12/06/2022|P|C1|B||",
     ["contradiction: a.csv, row 3, “RNE”: P: S, as the episode in row 2 ended care with E8"]),
    ("01/05/2022|S|C1|A|10/06/2022|X1\n10/06/2022|L|C2|B||",
     ["contradiction: a.csv, row 3, “RNE”: L: the same placement as in row 2, or another reason than L"]),
    ("01/05/2022|S|C1|A|10/06/2022|",
     ["contradiction: a.csv, row 2, “REC”: blank: the reason why it ended on 10/06/2022"]),
    ("01/05/2022|S|C1|A||E8", ["contradiction: a.csv, row 2, “DEC”: blank: the day on which it ended for E8"]),
    ("01/05/2022|S|C1|A|30/04/2022|E8",
     ["ends_before_start: a.csv, row 2, “DEC”: 30/04/2022: a day not before 01/05/2022, on which it began"]),
])  # fmt: skip
def test_what_cannot_be_so_is_said_and_nothing_is_repaired(text, problems, care):
    reading = care("DECOM|RNE|LS|PL|DEC|REC\n" + text)
    found = said_of(reading, ["gap", "overlap", "contradiction", "ends_before_start"])
    assert found == problems
    kept = rows(reading, "cla_episodes", "cla_episode_start_date", "cla_episode_ceased_date")
    assert [(f"{start:%d/%m/%Y}", f"{end:%d/%m/%Y}" if end else "") for start, end in kept] == [
        (line.split("|")[0], line.split("|")[4]) for line in text.splitlines()
    ]


def test_an_episode_without_its_first_day_is_kept_by_itself(care):
    reading = care("DECOM | RNE | LS | DEC | REC\n | S | C1 | |\n01/05/2023 | S | C2 | |")
    assert rows(reading, "cla_episodes", "cla_episode_start_date", "cla_id", "cla_placement_id", "legal_status") == [
        (None, None, None, "C1"),
        (day("2023-05-01"), "1/2023-05-01", "1/2023-05-01", "C2"),
    ]
    assert said_of(reading, ["blank"]) == ["blank: a.csv, row 2, “DECOM”: : a date"]


def test_a_hundred_findings_of_a_kind_are_said_one_by_one_and_the_rest_counted(tmp_path):
    lines = [f"{child}|01/05/2022|S|C1|N1|U6|PR1||E8||||" for child in range(1, 104)]
    reading = read(folder(tmp_path, a="\n".join([FULL, *lines])))
    found = said_of(reading, ["contradiction"])
    assert len(found) == 101
    assert found[-1].startswith("contradiction: a.csv, row 102, “DEC”: 3 further rows of 3 children, from row 102")
