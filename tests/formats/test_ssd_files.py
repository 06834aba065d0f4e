"""An extract of the Standard Safeguarding Dataset is read as a whole: its files, what they lack, their damage."""

from datetime import date
from pathlib import Path

import pytest

from roker.database import Database
from roker.errors import RokerError
from roker.formats import ssd
from tests.formats.made_ssd import PEOPLE, PLANS, TODAY, read_in


@pytest.fixture
def read(tmp_path):
    return read_in(tmp_path / "extract")


# ------------------------------------------------------------------------------------------------ files, names, absence


@pytest.mark.parametrize(
    "name", ["ssd_cp_plans.csv", "cp_plans.csv", "SSD_CP_PLANS.CSV", "ssd_development.ssd_cp_plans.csv", "Cp_Plans.txt"]
)
def test_names_of_files(read, name):
    assert len(read({name: PLANS}).rows("cp_plans", "person_id")) == 3


@pytest.mark.parametrize(
    "header",
    [
        "cp_plan_id,person_id,cp_plan_start_date,cp_plan_end_date",
        "CPPL_CP_PLAN_ID,CPPL_PERSON_ID,CPPL_CP_PLAN_START_DATE,CPPL_CP_PLAN_END_DATE",
        ' "cppl_cp_plan_id", cppl_person_id ,"cppl_cp_plan_start_date",cppl_cp_plan_end_date',
    ],
)
def test_names_of_columns(read, header):
    made = read({"ssd_cp_plans": PLANS.replace(PLANS.splitlines()[0], header)})
    assert made.rows("cp_plans", "cp_plan_id", "cp_plan_end_date")[0] == ("100/2023-01-10", date(2023, 6, 10))


def test_live_names_are_known(read):
    made = read({"ssd_person": "pers_person_id,pers_single_unique_id,pers_dob\n100,999,2012-01-01\n"})
    assert made.rows("person", "common_child_id") == [("999",)]


def test_what_is_missing_is_absent_and_said(read):
    made = read({"ssd_person": PEOPLE, "ssd_cp_plans": PLANS})
    absent = made.reading.absent
    assert {"cp_plans.cp_plan_ola", "cp_visits.cp_visit_date", "person.ethnicity"} <= absent
    assert not {"cp_plans.cp_plan_id", "cp_plans.cp_plan_end_date", "person.person_id"} & absent
    assert "missing_column: ssd_cp_plans.csv, “cppl_cp_plan_ola”: " in made.problems("missing_column")
    missing = made.problems("missing_table")
    assert "missing_table: ssd_cp_visits: " in missing
    assert not any("ssd_ehcp" in each for each in missing)


def test_a_table_of_headings_alone_says_nothing(read):
    made = read({"ssd_person": PEOPLE, "ssd_cp_plans": PLANS.splitlines()[0] + "\n"})
    assert made.problems("empty_list") == ["empty_list: ssd_cp_plans.csv: "]
    assert "cp_plans.cp_plan_end_date" in made.reading.absent


def test_what_is_not_known_is_said(read):
    made = read(
        {
            "ssd_cp_plans": PLANS,
            "cp_plans": PLANS,
            "notes": "a,b\n1,2\n",
            "ssd_cohort": "x\n1\n",
            "ssd_contacts": "cont_person_id,cont_contact_date,colour,shade\n100,2024-01-01,red,\n",
            "ssd_person": b"PK\x03\x04 a workbook",
        }
    )
    assert made.problems("table_twice", "unrecognised_table", "unrecognised_column", "unreadable_file") == [
        "unrecognised_table: notes.csv: notes.csv",
        "table_twice: ssd_cp_plans.csv: ssd_cp_plans.csv",
        "unreadable_file: ssd_person.csv: It is a workbook or another archive.",
        "unrecognised_column: ssd_contacts.csv, “colour”: 1 cell",
    ]


def test_the_first_of_two_rows_of_a_child_is_kept(read):
    made = read({"ssd_person": "pers_person_id,pers_sex,pers_dob\n1,F,2012-01-01\n1,M,2012-01-01\n1,F,2012-01-01\n"})
    assert made.rows("person", "person_id", "sex") == [("1", "F")]
    assert made.problems("disagreement", "repeated_row") == [
        "disagreement: ssd_person.csv, row 3, “pers_person_id”: 1 row",
        "repeated_row: ssd_person.csv, row 4: 1 row",
    ]


@pytest.mark.parametrize(
    "content",
    [
        PLANS.encode("utf-16"),
        PLANS.encode("utf-16-le"),
        PLANS.encode("utf-8-sig"),
        PLANS.replace("\n", "\r\n").encode(),
        PLANS.replace(",", ";").encode(),
        PLANS.replace(",", "\t").encode(),
        PLANS.replace(",", "|").encode(),
        b"sep=,\r\n" + PLANS.replace("\n", "\r\n").encode(),
        b"\n\n" + PLANS.encode(),
        PLANS.replace("2023-01-10", "2023-01-\x0010").encode(),
        PLANS.replace("\n5002", "\r\n5002").encode(),
        PLANS.replace("\n", ",\n").encode(),
        PLANS.replace("5001,100", '"5001","100"').encode(),
        PLANS.replace("\n5002", "\n\n5002").encode(),
        PLANS.rstrip("\n").encode(),
    ],
)
def test_however_it_is_written(read, content):
    made = read({"ssd_person": PEOPLE, "ssd_cp_plans": content})
    assert made.rows("cp_plans", "cp_plan_id", "cp_plan_end_date") == [
        ("100/2023-01-10", date(2023, 6, 10)),
        ("100/2024-01-10", None),
        ("200/2024-02-01", None),
    ]
    assert made.problems("bad_row", "unreadable_file") == []


def test_windows_letters_are_read_and_said(read):
    made = read({"ssd_person": "pers_person_id,pers_dob,pers_forename\n1,2012-01-01,Zoë €n\n".encode("cp1252")})
    assert made.rows("person", "forename") == [("Zoë €n",)]
    assert made.problems("other_encoding") == ["other_encoding: ssd_person.csv: Windows-1252"]


def test_rows_that_cannot_be_taken_apart_are_told_and_the_others_read(read):
    lines = PLANS.splitlines()
    content = "\n".join([lines[0], lines[1], "5,100", lines[2], '6,100,"a "b" c",', lines[3]]) + "\n"
    made = read({"ssd_person": PEOPLE, "ssd_cp_plans": content})
    assert made.rows("cp_plans", "system_id", "found_in") == [
        ("5001", "ssd_cp_plans.csv, row 2"),
        ("5002", "ssd_cp_plans.csv, row 4"),
        ("5003", "ssd_cp_plans.csv, row 6"),
    ]
    assert made.problems("bad_row") == [
        "bad_row: ssd_cp_plans.csv, row 3: 5,100",
        'bad_row: ssd_cp_plans.csv, row 5: 6,100,"a "b" c",',
    ]


def test_a_quotation_mark_that_is_never_closed_costs_one_row(read):
    made = read({"ssd_person": PEOPLE, "ssd_cp_plans": PLANS.replace("5002,100", '"5002,100')})
    assert [each for (each,) in made.rows("cp_plans", "system_id")] == ["5001", "5003"]
    assert made.problems("bad_row") == ['bad_row: ssd_cp_plans.csv, row 3: "5002,100,2024-01-10,']


def test_a_text_over_several_lines_is_one_cell(read):
    made = read(
        {"ssd_person": 'pers_person_id,pers_dob,pers_nationality\n1,2012-01-01,"one\r\n two"\n2,2013-01-01,x\n'}
    )
    assert made.rows("person", "nationality", "found_in") == [
        ("one two", "ssd_person.csv, row 2"),
        ("x", "ssd_person.csv, row 3"),
    ]


# ---------------------------------------------------------------------------------------------------------- the whole


def test_the_snapshot_day(read):
    contacts = "cont_person_id,cont_contact_date\n100,2024-03-09\n100,2024-05-02\n"
    made = read({"ssd_person": PEOPLE, "ssd_contacts": contacts}, snapshot_on=None)
    assert made.reading.snapshot_on == date(2024, 3, 9)
    assert made.reading.snapshot_from.endswith("ssd_contacts.csv, “cont_contact_date”.")
    assert made.problems("later_than_snapshot") == [
        "later_than_snapshot: ssd_contacts.csv, row 3, “cont_contact_date”: 1 cell, up to 02/05/2024"
    ]
    assert made.reading.speaks_from == {"contacts": date(2018, 3, 9)}


def test_the_window_may_be_told(read):
    contacts = "cont_person_id,cont_contact_date\n100,2024-02-29\n"
    assert read({"ssd_contacts": contacts}, snapshot_on=None).reading.speaks_from == {"contacts": date(2018, 2, 28)}
    told = read({"ssd_contacts": contacts}, speaks_from=date(2010, 1, 1))
    assert told.reading.speaks_from == {"contacts": date(2010, 1, 1)}


def test_due_dates_may_lie_ahead(read):
    header = "cppr_person_id,cppr_cp_review_due,cppr_cp_review_date"
    made = read({"ssd_person": PEOPLE, "ssd_cp_reviews": f"{header}\n100,2024-09-01,2024-03-01\n"})
    assert made.problems("later_than_snapshot") == []


def test_care_leavers_are_of_today(read):
    latest = {"care_leavers", "cla_immunisations", "ehcp_active_plans"}
    assert read({"ssd_person": PEOPLE}).reading.only_latest == latest


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"notes": "a\n1\n"}, "holds none of the tables"),
        ({"ssd_person": PEOPLE.splitlines()[0]}, "no row in any"),
        ({"ssd_person": PEOPLE}, "Give that day with --snapshot"),
    ],
)
def test_what_is_no_extract_is_refused(read, files, sentence):
    with pytest.raises(RokerError, match=sentence):
        read(files, snapshot_on=None)


def test_a_day_to_come_is_refused(read):
    with pytest.raises(RokerError, match="02/05/2024 has not come yet"):
        read({"ssd_person": PEOPLE}, snapshot_on=date(2024, 5, 2))


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RokerError, match="nowhere does not exist"):
        ssd.read(tmp_path / "nowhere", snapshot_on=None, today=TODAY)
    (tmp_path / "file.csv").write_text(PEOPLE)
    with pytest.raises(RokerError, match="Give the folder"):
        ssd.read(tmp_path / "file.csv", snapshot_on=None, today=TODAY)


def test_copies_lie_beside_the_workspace_and_go(read, tmp_path):
    path = tmp_path / "work.duckdb"
    with Database.on_disk(path) as workspace:
        made = read({"ssd_person": PEOPLE.encode("utf-16")}, workspace=workspace)
        assert made.rows("person", "person_id") == [("100",), ("200",)]
        assert not Path(f"{path}.copies").exists()


def test_every_table_has_just_the_columns_of_the_record(read):
    headings = {
        name: ",".join(field.ssd.partition(".")[2] for field in entity.fields if field.ssd)
        for name, entity in ssd.TABLES.items()
    }
    made = read(
        {name: f"{heading}\n{','.join(['1'] * (heading.count(',') + 1))}\n" for name, heading in headings.items()}
    )
    for entity in ssd.TABLES.values():
        described = made.reading.tables.rows(f"DESCRIBE SELECT * FROM {entity.name}")
        assert [(name, kind) for name, kind, *_ in described] == entity.columns()
    assert len(ssd.TABLES) == 48


def test_progress_ends_at_the_end(read):
    told = []
    read({"ssd_person": PEOPLE, "ssd_cp_plans": PLANS}, progress=lambda done, whole: told.append((done, whole)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


class TestFound:
    """What a reading tells of the files themselves."""

    def test_files_and_counts(self, read):
        made = read({"ssd_person": PEOPLE, "ssd_cp_plans": PLANS})
        assert [each.name for each in made.reading.files] == ["ssd_person.csv", "ssd_cp_plans.csv"]
        assert made.reading.files[0].size == len(PEOPLE)
        assert made.reading.counts == {"ssd_person.csv": 2, "ssd_cp_plans.csv": 3}
