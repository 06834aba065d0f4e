"""What a reading of Annex A tells of itself: every column counted, what it covers, and in whose words it was read."""

import re
from datetime import date
from pathlib import Path

import pytest

from roker.errors import RokerError
from roker.formats.annex_a_lists import LISTS
from roker.local import Local

TODAY = date(2024, 5, 1)
TOMORROW = date(2024, 5, 2)


def _line(made, column):
    (found,) = (each for each in made.reading.columns if each.column == column)
    return found


def test_every_cell_of_every_column_is_counted(sheets, header, a_row, read):
    """Whatever stands there: rows about nobody and repeated rows are counted nowhere."""
    untidy = ["", "n/a", "Unknown", "31/02/2024", "perhaps", 7.0, "a) Yes", "=#REF!", date(2024, 1, 2), "c) Unknown"]
    given = {}
    for mapping in LISTS:
        rows = [list(a_row(mapping.number).values())]
        who = header(mapping.number).index(mapping.who)
        for turn in range(len(untidy)):
            row = [untidy[(turn + place) % len(untidy)] for place in range(len(mapping.columns))]
            row[who] = str(200 + turn)
            rows.append(row)
        rows += [rows[-1], ["" if place == who else "x" for place in range(len(mapping.columns))], []]
        given[mapping.name] = [[*header(mapping.number), "Shoe size"], *(row and [*row, "7"] for row in rows)]
    reading = read(sheets(given), snapshot_on=TODAY).reading
    assert set(reading.counts.values()) == {11}
    for mapping in LISTS:
        lines = [line for line in reading.columns if line.sheet == mapping.name]
        assert [line.column for line in lines] == [*(column.name for column in mapping.columns), "Shoe size"]
        for line in lines:
            assert line.read + line.unread + line.unknown + line.blank == reading.counts[mapping.name], line
    assert any(line.unread for line in reading.columns)
    assert any(line.unknown for line in reading.columns)


def test_how_cells_are_counted(one_list):
    nfa, day = "Referral NFA?", "Date of referral"
    cells = [
        ("a) Yes", "01/02/2024"),
        ("c) Unknown", "unknown"),
        ("perhaps", "31/02/2024"),
        ("n/a", None),
        ("b) Never", 45000.0),
    ]
    made = one_list(
        3, *({"Child Unique ID": str(who), nfa: cell, day: on} for who, (cell, on) in enumerate(cells, start=1))
    )
    line = _line(made, nfa)
    assert (line.read, line.unread, line.unknown, line.blank) == (2, 1, 1, 1)
    assert line.fills == "cin_episodes.referral_nfa"
    line = _line(made, day)
    assert (line.read, line.unread, line.unknown, line.blank) == (2, 1, 1, 1)
    assert line.fills == "cin_episodes.referral_date, allocation.basis_from"


def test_what_a_list_states_is_counted_too(one_list):
    cells = ["a) Looked after child", "Step-down", None]
    made = one_list(6, *({"Child Unique ID": str(who), "Case Status": cell} for who, cell in enumerate(cells, start=1)))
    line = _line(made, "Case Status")
    assert (line.fills, line.read, line.unread, line.blank) == ("stated_value.value", 1, 1, 1)


def test_columns_missing_and_columns_of_others(sheets, header, a_row, read):
    names = [*header(2)[:-1], "Shoe size", "Gender", "Left blank"]
    rows = [[*list(a_row(2, who=who).values())[:-1], size, "F", ""] for who, size in (("1", 38), ("2", ""))]
    made = read(sheets({"List 2": [names, *rows]}))
    missing, size, twice, blank = made.reading.columns[-4:]
    assert (missing.column, missing.is_missing, missing.fills) == (
        "Organisation completing assessment",
        True,
        "early_help_episodes.episode_organisation",
    )
    assert (missing.read, missing.unread, missing.unknown, missing.blank) == (0, 0, 0, 0)
    assert (size.column, size.fills, size.is_missing, size.unread, size.blank) == ("Shoe size", "", False, 1, 1)
    assert (twice.column, twice.fills, twice.unread) == ("Gender", "", 2)
    assert (blank.column, blank.fills, blank.blank) == ("Left blank", "", 2)


def test_a_column_is_called_as_the_file_calls_it(sheets, header, a_row, read):
    names = [f" {name.upper()} " for name in header(2)]
    made = read(sheets({"Sheet 1": [names, list(a_row(2).values())]}))
    assert _line(made, "GENDER").sheet == "Sheet 1"


# --------------------------------------------------------------------------------------------------- what it covers


def test_a_whole_workbook_tells_everything_since_a_day(sheets, header, a_row, read):
    given = {mapping.name: [header(mapping.number), list(a_row(mapping.number).values())] for mapping in LISTS}
    days = read(sheets(given), snapshot_on=date(2024, 4, 30)).reading.speaks_from
    six, twelve, same = date(2023, 10, 30), date(2023, 4, 30), date(2024, 4, 30)
    names = (
        "contacts early_help_episodes cin_episodes cin_assessments s47_enquiry initial_cp_conference cp_plans cp_visits"
    )
    names += " cp_reviews period_of_care legal_status cla_reviews cla_visits cla_health cla_placement"
    assert {name: days[name] for name in names.split()} == dict.fromkeys(names.split(), six)
    assert (days["permanence"], days["care_leavers"], days["prospective_adopter"]) == (twelve, same, same)
    assert days["allocation"] == same


@pytest.mark.parametrize("absent", ["no list", "headings alone"])
def test_a_missing_list_leaves_what_it_shares_told_in_part(sheets, header, a_row, read, absent):
    """List 6 tells of some of the referrals of list 3: what is not there may stand on the list that is not there."""
    given = {mapping.name: [header(mapping.number), list(a_row(mapping.number).values())] for mapping in LISTS}
    given["List 3"] = given["List 3"][:1]
    if absent == "no list":
        del given["List 3"]
    reading = read(sheets(given), snapshot_on=TODAY).reading
    assert {name for name, day in reading.speaks_from.items() if day == TOMORROW} == {
        "person",
        "cin_episodes",
        "allocation",
        "stated_value",
    }
    assert "cin_episodes" in reading.rows


def test_a_list_that_is_not_there_has_no_tables(one_list):
    assert {*one_list(7, {}).reading.rows} == {
        "person",
        "cp_plans",
        "cp_visits",
        "cp_reviews",
        "allocation",
        "stated_value",
    }


def test_headings_alone_have_no_tables(sheets, header, a_row, read):
    made = read(sheets({"List 7": [header(7)], "List 1": [header(1), list(a_row(1).values())]}))
    assert {*made.reading.rows} == {"person", "contacts", "stated_value"}


# ------------------------------------------------------------------------------------------------------ local words


def test_local_words_are_codes(one_list, sheets, header, a_row, read):
    local = Local.of_text('[values.annex_a.primary_need]\n"PSRMEM - Memory" = "N2"\n"x" = "N1"\n')
    rows = [
        list(a_row(6, {"Primary Need Code": word}, who=str(number)).values())
        for number, word in enumerate(["psrmem memory", "X", "N3", "a) Abuse"], start=1)
    ]
    made = read(sheets({"List 6": [header(6), *rows]}), local=local)
    assert made.rows("cin_episodes", "cin_primary_need_code") == [("N2",), ("N1",), ("N3",), (None,)]
    again = read(sheets({"List 6": [header(6), *rows]}))
    assert again.rows("cin_episodes", "cin_primary_need_code") == [(None,), (None,), ("N3",), (None,)]


def test_local_names_of_columns(sheets, header, a_row, read):
    local = Local.of_text(
        '[columns.annex_a."List 6"]\n"Key worker" = "Allocated Worker"\n"CIN start" = "CIN Start Date"\n'
    )
    called = {"Allocated Worker": "KEY WORKER", "CIN Start Date": "Cin Start"}
    rows = [[called.get(name, name) for name in header(6)], list(a_row(6).values())]
    made = read(sheets({"List 6": rows}), local=local)
    assert made.kinds() == {"missing_list"}
    assert made.rows("allocation", "basis_from", "worker") == [(date(2024, 1, 2), "a text")]
    assert _line(made, "KEY WORKER").fills == "allocation.worker"
    assert read(sheets({"List 6": rows})).kinds() >= {"missing_column", "unrecognised_column"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[columns.annex_a."List 6"]\n"Key worker" = "Worker"\n',
            "local.toml: List 6 has no column “Worker”, which “Key worker” should stand for.",
        ),
        (
            '[columns.annex_a."List 12"]\n"Key worker" = "Allocated Worker"\n',
            "local.toml: no list of Annex A reads “List 12” ([columns.annex_a]). There are: List 1, List 2,",
        ),
        (
            '[values.annex_a.allocation_basis]\n"x" = "need"\n',
            "local.toml: no list of Annex A reads “allocation_basis” ([values.annex_a]). There are: gender,",
        ),
    ],
)
def test_a_setting_that_no_list_reads_is_refused(sheets, header, a_row, read, text, sentence):
    path = sheets({"List 2": [header(2), list(a_row(2).values())]})
    with pytest.raises(RokerError) as refused:
        read(path, local=Local.of_text(text))
    assert str(refused.value).startswith(sentence)


def test_the_examples_of_the_manual_are_read(sheets, header, a_row, read):
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "set-local-words.md").read_text(encoding="utf-8")
    local = Local.of_text("\n".join(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)))
    names = ["Key worker" if name == "Allocated Worker" else name for name in header(6)]
    row = a_row(6, {"Primary Need Code": "PSRMEM - Support with memory and cognition"})
    made = read(sheets({"List 6": [names, list(row.values())]}), local=local)
    assert made.kinds() == {"missing_list"}
    assert made.rows("cin_episodes", "cin_primary_need_code") == [("N2",)]
