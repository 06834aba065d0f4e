"""The SSDA903 return as csv: which file is which, what every column says, and what is said of what cannot be read."""

import zipfile
from datetime import date

import pytest

from roker.database import Database
from roker.errors import RokerError
from roker.formats import ssda903
from roker.formats.ssda903_columns import FILES
from roker.local import Local
from roker.record import ENTITIES, Kind
from tests.formats.ssda903_return import EPISODES, HEADER, folder, read, rows, said, said_of

REVIEWS = """
    CHILD | DOB        | REVIEW     | REVIEW_CODE
    101   | 05/06/2010 | 20/05/2023 | PN1
"""


# ------------------------------------------------------------------------------------------------- the whole mapping


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.code)
def test_every_column_of_a_file_comes_to_a_field_of_its_kind(file):
    for column in file.columns:
        for fills in column.fills:
            kind = getattr(ENTITIES[fills.entity], fills.field).kind
            in_words = {Kind.TEXT, Kind.CODE, Kind.ID}
            assert kind is column.kind or {kind, column.kind} <= in_words, f"{column.name}: {fills}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.code)
def test_a_file_is_known_by_its_columns_and_not_by_its_name(file, tmp_path):
    columns = [column.name for column in file.columns if not column.only_xml]
    folder(tmp_path, anything=" | ".join(columns) + "\n" + " | ".join(["101", *[""] * (len(columns) - 1)]))
    assert list(read(tmp_path).counts) == [file.title]


# ------------------------------------------------------------------------------------------------ which file is which


@pytest.mark.parametrize("header", [
    "child,dob,review,review_code",
    " Child , DOB,Review,Review Code ",
    "CHILD;DOB;REVIEW;REVIEW_CODE",
    "REVIEW_CODE,REVIEW,DOB,CHILD",
    "\ufeffCHILD,DOB,REVIEW,REVIEW_CODE",
    "Return of 2023-24\n\nCHILD,DOB,REVIEW,REVIEW_CODE",
])  # fmt: skip
def test_case_blanks_and_order_of_the_header_do_not_matter(header, tmp_path):
    row = "PN1,20/05/2023,05/06/2010,101" if header.startswith("REVIEW") else "101,05/06/2010,20/05/2023,PN1"
    (tmp_path / "a.csv").write_text(f"{header}\n{row.replace(',', ';' if ';' in header else ',')}\n", encoding="utf-8")
    reading = read(tmp_path / "a.csv")
    assert rows(reading, "cla_reviews", "person_id", "cla_review_date", "cla_review_participation") == [
        ("101", date(2023, 5, 20), "PN1")
    ]
    assert said(reading) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_spreadsheet_programs(encoding, tmp_path):
    text = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n101,05/06/2010,P1,Ynys Môn,zz/05/2015\n"
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert rows(read(tmp_path), "cla_previous_permanence", "previous_permanence_la") == [("Ynys Môn",)]


def test_missing_and_unknown_columns_are_said(tmp_path):
    folder(tmp_path, a="CHILD | DOB | REVIEW | Chair | DOB\n101 | 05/06/2010 | 20/05/2023 | Ms X | 05/06/2010")
    reading = read(tmp_path)
    assert said(reading) == [
        "missing_column: a.csv, row 1, “REVIEW_CODE”: ",
        "unrecognised_column: a.csv, row 1, “Chair”: 1 cell that is not blank",
        "repeated_column: a.csv, row 1, “DOB”: 1 cell that is not blank",
    ]
    assert "cla_reviews.cla_review_participation" in reading.absent
    assert "cla_reviews.cla_review_date" not in reading.absent
    assert [each.column for each in reading.columns if each.is_missing] == ["REVIEW_CODE"]


def test_a_header_that_comes_again_is_no_child(tmp_path):
    folder(tmp_path, a=REVIEWS + "CHILD | DOB | REVIEW | REVIEW_CODE\n102 | 29/02/2008 | 20/05/2023 | PN2")
    reading = read(tmp_path)
    assert [who for (who,) in rows(reading, "cla_reviews", "person_id")] == ["101", "102"]
    assert said(reading) == ["repeated_row: a.csv, row 3: the names of the columns"]


def test_a_file_that_could_be_two_is_refused(tmp_path):
    folder(tmp_path, a=HEADER, b="CHILD | DOB | REVIEW | REVIEW_CODE | MISSING | MIS_START | MIS_END\n1 | | | | | |")
    reading = read(tmp_path)
    assert list(reading.counts) == ["Header"]
    (problem,) = [each for each in reading.problems if each.kind == "unrecognised_file"]
    assert problem.at.file == "b.csv"
    assert "Missing" in problem.expected
    assert "Reviews" in problem.expected


def test_files_that_are_none_of_the_return_are_said_and_the_others_read(tmp_path):
    folder(tmp_path, a=HEADER, b="NAME | TOWN\nx | y")
    (tmp_path / "notes.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "broken.csv").write_bytes(b"CHILD,DOB\n1,\0\n")
    (tmp_path / ".hidden.csv").write_bytes(b"\0")
    reading = read(tmp_path)
    assert reading.problems[1].remedy.startswith("broken.csv holds bytes that are no text")
    assert said(reading) == [
        "unrecognised_file: b.csv: NAME, TOWN",
        "unreadable_file: broken.csv: ",
        "unrecognised_file: notes.docx: notes.docx",
    ]


def test_one_of_two_like_files_is_read_and_the_better_first(tmp_path):
    later = REVIEWS.replace("REVIEW_CODE", "CODE").replace("20/05", "21/05")
    folder(tmp_path, a=later, b=REVIEWS)
    reading = read(tmp_path)
    assert rows(reading, "cla_reviews", "found_in") == [("b.csv, row 2",)]
    assert said(reading, "list_twice") == ["list_twice: a.csv: Reviews, not read"]


def test_missing_files_are_said_of_a_folder_by_year(tmp_path):
    folder(tmp_path, a=HEADER, b=EPISODES)
    files = [problem.expected for problem in read(tmp_path).problems if problem.kind == "missing_file"]
    assert "a file with the columns of SWEpisodes" in files
    assert "a file with the columns of DoLo" not in files
    assert said(read(tmp_path / "a.csv"), "missing_file") == []


def test_an_archive_is_read_like_its_folder(tmp_path):
    folder(tmp_path, a=HEADER, b=EPISODES)
    with zipfile.ZipFile(tmp_path / "return.zip", "w") as archive:
        archive.write(tmp_path / "a.csv", "2024/a.csv")
        archive.write(tmp_path / "b.csv", "2024/b.csv")
        archive.writestr("__MACOSX/._a.csv", b"\0")
    reading = read(tmp_path / "return.zip")
    assert reading.counts == {"Header": 2, "Episodes": 2}
    assert [each.name for each in reading.files] == ["a.csv", "b.csv"]


@pytest.mark.parametrize(("name", "content", "sentence"), [
    ("return.zip", b"PK\x03\x04 and no more", "is damaged or no zip archive"),
    ("a.csv", b"", "is empty"),
    ("a.csv", b"NAME,TOWN\nx,y\n", "is no file of the SSDA903 return"),
    ("a.csv", b"CHILD,DOB,REVIEW,REVIEW_CODE\n", "nobody under them"),
    ("a.csv", b"CHILD,DOB,REVIEW,REVIEW_CODE\n1,2,3,\"4", "quotation mark"),
    ("a.csv", ",".join(f"C{n}" for n in range(20_000)).encode(), "has 20,000 columns"),
    ("a.csv", b"CHILD,DOB,REVIEW,REVIEW_CODE\n1,,,PN1\n", "no date that tells of which year"),
    ("a.xml", b"<Message/>", "no SSDA903 return"),
    ("a.xml", b"<EXPSSDA903/>", "holds no “CHILD”"),
])  # fmt: skip
def test_what_is_no_return_is_refused_in_one_sentence(name, content, sentence, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RokerError, match=sentence) as refused:
        read(tmp_path / name, snapshot_on=None)
    assert "\n" not in str(refused.value)


def test_an_empty_folder_and_a_large_archive_are_refused(tmp_path, monkeypatch):
    with pytest.raises(RokerError, match="holds no file of the SSDA903 return"):
        read(tmp_path)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "x" * 100)
    monkeypatch.setattr("roker.formats.ssda903_files.LARGEST_UNPACKED", 50)
    with pytest.raises(RokerError, match="that is no return"):
        read(tmp_path / "a.zip")


def test_only_a_return_is_recognised(tmp_path):
    folder(tmp_path, a=HEADER)
    (tmp_path / "b.csv").write_text("NAME,TOWN\n")
    (tmp_path / "c.xml").write_text("<EXPSSDA903/>")
    (tmp_path / "d.xml").write_text("<Message/>")
    recognised = {each.name for each in [tmp_path, *tmp_path.iterdir()] if ssda903.recognises(each)}
    assert recognised == {tmp_path.name, "a.csv", "c.xml"}


# ---------------------------------------------------------------------------------------------- what the columns say


def test_header(tmp_path):
    reading = read(folder(tmp_path, a=HEADER))
    assert rows(reading, "person", "person_id", "sex", "dob", "ethnicity", "upn", "upn_unknown", "is_mother") == [
        ("101", "M", date(2010, 6, 5), "WBRI", "A123456789012", None, None),
        ("102", "F", date(2008, 2, 29), "MWBC", None, "UN1", "Y"),
    ]
    assert rows(reading, "mother", "person_id", "childs_person_id", "childs_dob", "found_in") == [
        ("102", None, date(2024, 2, 3), "a.csv, row 3")
    ]
    assert said(reading) == []


@pytest.mark.parametrize(("code", "entity", "text", "expected"), [
    ("uasc", "immigration_status", "CHILD | SEX | DOB | DUC\n101 | 1 | 05/06/2010 | 05/06/2028",
     {"immigration_status": "Unaccompanied asylum-seeking child", "immigration_status_end_date": date(2028, 6, 5)}),
    ("oc2", "care_outcomes",
     """CHILD | DOB | SDQ_SCORE | SDQ_REASON | CONVICTED | HEALTH_CHECK | IMMUNISATIONS | TEETH_CHECK |\
HEALTH_ASSESSMENT | SUBSTANCE_MISUSE | INTERVENTION_RECEIVED | INTERVENTION_OFFERED
     101 | 05/06/2010 | 12.0 | | 0 | | 1 | 1 | 1.0 | 1 | 0 | 1""",
     {"year_end_date": date(2024, 3, 31), "sdq_score": 12, "sdq_reason": None, "convicted": "N", "health_check": None,
      "immunisations": "Y", "teeth_check": "Y", "health_assessment": "Y", "substance_misuse": "Y",
      "intervention_received": "N", "intervention_offered": "Y"}),
    ("oc3", "care_leaver_birthday", "CHILD | DOB | IN_TOUCH | ACTIV | ACCOM\n101 | 05/06/2005 | YES | F5 | U1",
     {"birthday_date": date(2023, 6, 5), "in_touch": "YES", "activity": "F5", "accommodation": "U",
      "accommodation_suitable": "1"}),
    ("oc3", "care_leaver_birthday", "CHILD | DOB | IN_TOUCH | ACTIV | ACCOM\n101 | 29/02/2004 | NO | 0 | 0",
     {"birthday_date": date(2024, 2, 29), "in_touch": "NO", "activity": "0", "accommodation": None,
      "accommodation_suitable": None}),
    ("ad1", "permanence",
     """CHILD | DOB | DATE_INT | DATE_MATCH | FOSTER_CARE | NB_ADOPTR | SEX_ADOPTR | LS_ADOPTR
     101 | 05/06/2022 | 01/05/2023 | 02/06/2023 | 0 | 2 | MF | L11""",
     {"adm_decision_date": date(2023, 5, 1), "matched_date": date(2023, 6, 2), "adopted_by_carer_flag": "N",
      "number_of_adopters": 2, "adopter_sex": "MF", "adopter_legal_status": "L11"}),
    ("placed", "permanence",
     """CHILD | DOB | DATE_PLACED | DATE_PLACED_CEASED | REASON_PLACED_CEASED
     101 | 05/06/2022 | 01/05/2023 | 02/06/2023 | RD3""",
     {"adm_decision_date": date(2023, 5, 1), "decision_reversed_date": date(2023, 6, 2),
      "decision_reversed_reason": "RD3"}),
    ("prev", "cla_previous_permanence",
     "CHILD | DOB | PREV_PERM | LA_PERM | DATE_PERM\n101 | 05/06/2010 | P2 | 301 | ZZ/05/2015",
     {"previous_permanence_option": "P2", "previous_permanence_la": "301",
      "previous_permanence_order_date": "zz/05/2015"}),
    ("missing", "missing",
     "CHILD | DOB | MISSING | MIS_START | MIS_END\n101 | 05/06/2010 | M | 01/05/2023 | 02/05/2023",
     {"missing_episode_type": "M", "missing_episode_start_date": date(2023, 5, 1),
      "missing_episode_end_date": date(2023, 5, 2)}),
    ("sw", "involvements",
     "CHILD | DOB | SW_ID | SW_DECOM | SW_DEC | SW_REASON\n101 | 05/06/2010 | SW123 | 01/05/2023 | | MANAGE",
     {"professional_id": None, "social_worker_registration_no": "SW123",
      "involvement_start_date": date(2023, 5, 1), "involvement_end_date": None, "worker_change_reason": "MANAGE"}),
    ("dolo", "deprivation_of_liberty", "CHILD | DOB | DOLO_START | DOLO_END\n101 | 05/06/2010 | 01/05/2023 |",
     {"dolo_start_date": date(2023, 5, 1), "dolo_end_date": None}),
])  # fmt: skip
def test_what_a_row_says(code, entity, text, expected, tmp_path):
    reading = read(folder(tmp_path, **{code: text}))
    assert rows(reading, entity, "person_id", *expected, "found_in") == [
        ("101", *expected.values(), f"{code}.csv, row 2")
    ]
    assert said(reading) == []


def test_two_files_tell_of_one_decision_for_adoption(tmp_path):
    reading = read(
        folder(
            tmp_path,
            ad1="CHILD | DOB | DATE_INT | DATE_MATCH | FOSTER_CARE | NB_ADOPTR | SEX_ADOPTR | LS_ADOPTR\n"
            "101 | 05/06/2022 | 01/05/2023 | 02/06/2023 | 0 | 1 | F1 | L0",
            placed="CHILD | DOB | DATE_PLACED | DATE_PLACED_CEASED | REASON_PLACED_CEASED\n"
            "101 | 05/06/2022 | 01/05/2023 | | \n102 | 29/02/2008 | 03/05/2023 | |",
        )
    )
    assert rows(reading, "permanence", "person_id", "adm_decision_date", "matched_date", "found_in") == [
        ("101", date(2023, 5, 1), date(2023, 6, 2), "ad1.csv, row 2; placed.csv, row 2"),
        ("102", date(2023, 5, 3), None, "placed.csv, row 3"),
    ]


def test_a_review_knows_its_period_of_care(tmp_path):
    reading = read(folder(tmp_path, a=HEADER, b=EPISODES, c=REVIEWS + "101 | 05/06/2010 | 01/04/2022 | PN1"))
    assert rows(reading, "cla_reviews", "cla_review_date", "cla_id") == [
        (date(2023, 5, 20), "101/2022-05-01"),
        (date(2022, 4, 1), None),
    ]


# ------------------------------------------------------------------------------------------- what cannot be, or differs


def test_each_cell_that_cannot_be_read_is_said(tmp_path):
    text = REVIEWS + "102 | 31/02/2008 | soon | PN9\n | | 01/05/2023 | PN1\n | | |\n101 | 05/06/2010 | 20/05/2023 | PN1"
    assert said(read(folder(tmp_path, a=text))) == [
        "impossible_date: a.csv, row 3, “DOB”: 31/02/2008",
        "not_a_date: a.csv, row 3, “REVIEW”: soon",
        "not_a_code: a.csv, row 3, “REVIEW_CODE”: PN9",
        "nobody_named: a.csv, row 4, “CHILD”: 01/05/2023; PN1",
        "repeated_row: a.csv, row 6, “CHILD”: 101",
    ]


@pytest.mark.parametrize(("times", "problems"), [
    (5, [f"not_a_code: a.csv, row {row}, “REVIEW_CODE”: XXX" for row in range(2, 7)]),
    (6, ["not_a_code: a.csv, row 2, “REVIEW_CODE”: “XXX” in 6 rows, from row 2"]),
])  # fmt: skip
def test_the_same_fault_again_and_again_is_said_once(times, problems, tmp_path):
    text = "CHILD | DOB | REVIEW | REVIEW_CODE\n" + "\n".join(
        f"{number} | 05/06/2010 | 20/05/2023 | XXX" for number in range(1, times + 1)
    )
    assert said(read(folder(tmp_path, a=text))) == problems


def test_the_mapping_report_counts_every_cell(tmp_path):
    text = REVIEWS + "102 | | NULL | PN9"
    columns = {each.column: each for each in read(folder(tmp_path, a=text)).columns}
    assert {name: (each.fills, each.read, each.unread, each.unknown, each.blank) for name, each in columns.items()} == {
        "CHILD": ("person.person_id", 2, 0, 0, 0),
        "DOB": ("person.dob", 1, 0, 0, 1),
        "REVIEW": ("cla_reviews.cla_review_date", 1, 0, 0, 1),
        "REVIEW_CODE": ("cla_reviews.cla_review_participation", 1, 1, 0, 0),
    }


def test_a_child_has_one_date_of_birth(tmp_path):
    reading = read(folder(tmp_path, a=HEADER, b=REVIEWS.replace("05/06/2010", "06/05/2010")))
    assert rows(reading, "person", "person_id", "dob")[0] == ("101", date(2010, 6, 5))
    assert said_of(reading, ["disagreement"]) == [
        "disagreement: b.csv, row 2, “DOB”: 06/05/2010: 05/06/2010, as in a.csv, row 2"
    ]


def test_a_child_who_is_not_in_header_is_kept_and_said_once(tmp_path):
    twice = REVIEWS.replace("101", "999") + "999 | 05/06/2010 | 21/05/2023 | PN1"
    reading = read(folder(tmp_path, a=HEADER, b=twice))
    assert rows(reading, "person", "person_id", "dob", "found_in")[-1] == ("999", date(2010, 6, 5), "b.csv, row 2")
    assert len(reading.rows["cla_reviews"]) == 2
    assert said(reading) == ["orphan: b.csv, row 2, “CHILD”: 999"]


def test_two_rows_for_one_thing_are_both_kept_and_said(tmp_path):
    reading = read(folder(tmp_path, a=REVIEWS + "101 | 05/06/2010 | 20/05/2023 | PN2"))
    assert rows(reading, "cla_reviews", "cla_review_participation") == [("PN1",), ("PN2",)]
    assert said_of(reading, ["disagreement"]) == [
        "disagreement: a.csv, row 3, “CHILD”: 101: one row for this; row 2 says something else"
    ]


@pytest.mark.parametrize(("snapshot_on", "written", "faults"), [
    (date(2024, 3, 31), "1", []),
    (date(2024, 3, 31), "F", ["other_year: a.csv, row 2, “SEX”: F"]),
    (date(2025, 3, 31), "F", []),
    (date(2025, 3, 31), "2", ["other_year: a.csv, row 2, “SEX”: 2"]),
])  # fmt: skip
def test_sex_was_a_number_until_2024(snapshot_on, written, faults, tmp_path):
    text = f"CHILD | SEX | DOB | DUC\n101 | {written} | 05/06/2010 | 05/06/2028"
    reading = read(folder(tmp_path, a=text), snapshot_on=snapshot_on, today=date(2025, 6, 1))
    assert said(reading) == faults
    assert rows(reading, "person", "sex") == [("M" if written == "1" else "F",)]


@pytest.mark.parametrize(("place", "ended", "fault"), [
    ("P2", "27/10/2023", False),
    ("P2", "28/10/2023", True),
    ("P2", "", True),
    ("H5", "", False),
    ("K3", "", True),
    ("Z11", "", True),
])  # fmt: skip
def test_a_placement_code_must_be_in_force_when_the_episode_ends(place, ended, fault, tmp_path):
    text = "\n".join(EPISODES.strip().splitlines()[:2]).replace("U6", place).replace("10/09/2023", ended)
    reading = read(folder(tmp_path, a=text.replace("X1", "E8" if ended else "")))
    assert said(reading, "other_year") == ([f"other_year: a.csv, row 2, “PLACE”: {place}"] if fault else [])
    assert rows(reading, "cla_episodes", "placement_type") == [(place,)]


def test_what_programs_that_repair_episodes_leave_is_not_known(tmp_path):
    text = EPISODES.replace("X1 |     ", "E99|LIIAF")
    reading = read(folder(tmp_path, a=text))
    assert rows(reading, "cla_episodes", "cla_episode_ceased_reason", "placement_change_reason")[0] == (None, None)
    assert said(reading) == [
        "read_as_blank: a.csv, “REC”: “E99” in 1 cell",
        "read_as_blank: a.csv, “REASON_PLACE_CHANGE”: “LIIAF” in 1 cell",
    ]


def test_words_and_names_of_columns_of_an_authority(tmp_path):
    local = Local(
        values={"ssda903": {"participation": {"came and spoke": "PN1"}}},
        columns={"ssda903": {"reviews": {"Held on": "REVIEW"}}},
    )
    folder(tmp_path, a="CHILD | DOB | Held on | REVIEW_CODE\n101 | 05/06/2010 | 20/05/2023 | Came and spoke")
    reading = read(tmp_path, local=local)
    assert rows(reading, "cla_reviews", "cla_review_date", "cla_review_participation") == [(date(2023, 5, 20), "PN1")]
    assert said(reading) == []


# ----------------------------------------------------------------------------------------------- the day, and the whole


@pytest.mark.parametrize(("review", "today", "snapshot", "said_from"), [
    ("31/03/2024", date(2024, 6, 1), date(2024, 3, 31), "The last day of the return's year: the newest date"),
    ("01/04/2023", date(2024, 6, 1), date(2024, 3, 31), "The last day of the return's year: the newest date"),
    ("01/04/2024", date(2024, 6, 1), date(2024, 4, 1), "The year of the return is not over; the newest date"),
])  # fmt: skip
def test_the_newest_date_tells_the_year(review, today, snapshot, said_from, tmp_path):
    text = "CHILD | DOB | REVIEW | REVIEW_CODE\n" + f"101 | 05/06/2010 | {review} | PN1\n102 | | 01/01/2030 | PN1"
    reading = read(folder(tmp_path, a=text), snapshot_on=None, today=today)
    assert reading.snapshot_on == snapshot
    assert reading.snapshot_from.startswith(said_from)
    assert reading.snapshot_from.endswith(f"{review}: a.csv, “REVIEW”.")
    assert said(reading, "later_than_snapshot") == ["later_than_snapshot: a.csv, row 3, “REVIEW”: 01/01/2030"]


def test_a_snapshot_that_has_not_come_is_refused(tmp_path):
    with pytest.raises(RokerError, match="31/03/2025 has not come yet"):
        read(folder(tmp_path, a=REVIEWS), snapshot_on=date(2025, 3, 31))


def test_what_a_return_speaks_of_and_what_it_does_not(tmp_path):
    reading = read(
        folder(tmp_path, a=HEADER, b=EPISODES, c="CHILD | DOB | PREV_PERM | LA_PERM | DATE_PERM\n101 | | P1 | |")
    )
    assert set(reading.speaks_from.values()) == {date(2023, 4, 1)}
    assert {"cla_episodes", "cla_placement", "legal_status"} <= set(reading.speaks_from)
    assert reading.only_latest == {"cla_previous_permanence"}
    assert {"missing.missing_episode_start_date", "cla_episodes.referral_id", "person.forename"} <= reading.absent
    assert reading.absent.isdisjoint(
        {"cla_placement.cla_placement_start_date", "legal_status.legal_status", "cla_episodes.cla_id", "person.dob"}
    )
    assert "care_leavers" not in reading.tables.tables(), "OC3 tells of a birthday, not of today"


def test_a_file_of_headings_alone_tells_nothing(tmp_path):
    reading = read(folder(tmp_path, a=HEADER, b="CHILD | DOB | MISSING | MIS_START | MIS_END"))
    assert said(reading) == ["empty_list: b.csv: Missing"]
    assert "missing.missing_episode_start_date" in reading.absent


def test_tables_are_made_where_the_caller_wants_them_and_rows_are_counted(tmp_path):
    workspace, told = Database.in_memory(), []
    folder(tmp_path, a=HEADER, b=EPISODES)
    reading = read(tmp_path, workspace=workspace, progress=lambda done, of: told.append((done, of)))
    assert reading.tables is workspace
    assert told == [(2, 4), (4, 4)]
    assert [name for name, _ in ENTITIES["person"].columns()] == [
        name
        for (name,) in workspace.rows("SELECT column_name FROM information_schema.columns WHERE table_name = 'person'")
    ]


@pytest.mark.parametrize(("written", "kept", "faults"), [
    ("zz/zz/2015", "zz/zz/2015", []),
    ("2015-05-01", "01/05/2015", []),
    ("last May", "last May", ["not_a_date: a.csv, row 2, “DATE_PERM”: last May"]),
])  # fmt: skip
def test_a_date_of_which_parts_are_not_known_stays_a_text(written, kept, faults, tmp_path):
    reading = read(
        folder(tmp_path, a=f"CHILD | DOB | PREV_PERM | LA_PERM | DATE_PERM\n101 | 05/06/2010 | P1 | | {written}")
    )
    assert rows(reading, "cla_previous_permanence", "previous_permanence_order_date") == [(kept,)]
    assert said(reading) == faults


def test_a_folder_of_hundreds_of_files_is_no_return(tmp_path):
    for number in range(201):
        (tmp_path / f"{number}.txt").write_text("")
    with pytest.raises(RokerError, match="holds 201 files"):
        read(tmp_path)
