"""Annex A in whatever it comes: a workbook, csv files in a folder or an archive, one csv file, several workbooks."""

import zipfile
from datetime import date

import pytest

from roker.database import Database
from roker.errors import RokerError
from roker.formats import annex_a, annex_a_files
from roker.formats.annex_a_lists import LISTS
from roker.record import ENTITIES, Cell

TODAY = date(2024, 5, 1)
D1 = date(2024, 1, 2)


@pytest.fixture
def all_lists(a_row):
    return {mapping.number: [a_row(mapping.number)] for mapping in LISTS}


@pytest.fixture
def folder(tmp_path, all_lists):
    annex_a.write(tmp_path / "lists", all_lists)
    return tmp_path / "lists"


def _said(reading):
    return {name: [row[:-1] for row in rows] for name, rows in reading.rows.items() if name != "stated_value"}


def _line(*cells):
    return ",".join(f'"{cell}"' for cell in cells) + "\n"


def test_a_folder_of_csv_files_says_the_same_as_a_workbook(tmp_path, folder, all_lists, read):
    annex_a.write(tmp_path / "a.xlsx", all_lists)
    workbook, files = read(tmp_path / "a.xlsx").reading, read(folder).reading
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{mapping.name}.csv" for mapping in LISTS)
    assert _said(files) == _said(workbook)
    assert files.counts == workbook.counts
    assert files.problems == workbook.problems == ()
    assert len(files.files) == 11
    assert {each.name for each in files.files} == {f"{mapping.name}.csv" for mapping in LISTS}


@pytest.mark.parametrize("inside", ["", "annex a/"])
def test_an_archive_of_csv_files(tmp_path, folder, read, inside):
    with zipfile.ZipFile(tmp_path / "lists.zip", "w") as archive:
        archive.writestr("__MACOSX/._List 1.csv", b"\0")
        for path in folder.iterdir():
            archive.write(path, f"{inside}{path.name}")
    made = read(tmp_path / "lists.zip")
    assert _said(made.reading) == _said(read(folder).reading)
    assert made.problems() == []


def test_a_folder_of_workbooks(tmp_path, all_lists, read):
    (tmp_path / "lists").mkdir()
    for number, rows in all_lists.items():
        annex_a.write(tmp_path / "lists" / f"part {number}.xlsx", {number: rows})
    made = read(tmp_path / "lists")
    assert len(made.reading.counts) == 11
    assert made.problems() == []


def test_a_workbook_in_an_archive(tmp_path, all_lists, read):
    annex_a.write(tmp_path / "a.xlsx", all_lists)
    with zipfile.ZipFile(tmp_path / "sent.zip", "w") as archive:
        archive.write(tmp_path / "a.xlsx", "a.xlsx")
    assert read(tmp_path / "sent.zip").reading.files == read(tmp_path / "a.xlsx").reading.files


def test_one_csv_file_of_one_list(folder, read):
    made = read(folder / "List 7.csv")
    assert made.reading.counts == {"List 7": 1}
    assert made.rows("cp_plans", "cp_plan_start_date", "found_in") == [(D1, "List 7, row 2")]
    assert len(made.problems("missing_list")) == 10


def test_a_csv_file_is_known_by_its_columns(tmp_path, header, a_row, read):
    """With a title and blank lines above the header, semicolons, the encoding of Windows, a name that says nothing."""
    row = a_row(3, {"Allocated Worker": "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}"})
    lines = [["Annex A; as at 1 May"], [], header(3), [], [str(value) for value in row.values()]]
    text = "\n".join(";".join(f'"{cell}"' for cell in line) for line in lines)
    text = text.replace('"Annex A; as at 1 May"', "Annex A" + ";" * 10)
    (tmp_path / "export.csv").write_bytes(text.encode("cp1252"))
    made = read(tmp_path / "export.csv")
    assert made.rows("cin_episodes", "referral_worker_id", "found_in") == [
        ("Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}", "List 3, row 5")
    ]
    assert made.kinds() == {"missing_list"}


def test_problems_name_the_csv_file(tmp_path, folder, read):
    text = (folder / "List 7.csv").read_text(encoding="utf-8-sig").replace("02/01/2024", "31/02/2024", 1)
    (folder / "List 7.csv").write_text(text, encoding="utf-8")
    (told,) = read(folder).reading.problems
    assert (told.kind, told.at) == ("impossible_date", Cell(file="List 7.csv", row=2, column="Date of Birth"))


def test_the_name_of_a_csv_file_where_its_columns_do_not_tell(tmp_path, header, a_row, read):
    names, cells = header(6)[:7], [str(value) for value in a_row(6).values()][:7]
    for name, counts in (("LIST_6 CIN.csv", {"List 6": 1}), ("something.csv", None)):
        path = tmp_path / name
        path.write_text(_line(*names) + _line(*cells))
        if counts:
            assert read(path).reading.counts == counts
        else:
            with pytest.raises(RokerError, match="holds none of the eleven lists"):
                read(path)


def test_what_lies_beside_is_said_and_the_rest_is_read(folder, read):
    (folder / "notes.docx").write_bytes(b"x")
    (folder / "List 12.csv").write_text("")
    (folder / "~$List 1.xlsx").write_bytes(b"x")
    (folder / ".DS_Store").write_bytes(b"x")
    made = read(folder)
    assert len(made.reading.counts) == 11
    assert [(each.kind, each.at.file, each.expected) for each in made.reading.problems] == [
        ("unreadable_file", "List 12.csv", "List 12.csv is empty. Copy or export it again."),
        ("unrecognised_sheet", "notes.docx", ""),
    ]


def test_a_folder_that_holds_nothing_of_the_kind(tmp_path, read):
    (tmp_path / "a").mkdir()
    with pytest.raises(RokerError) as refused:
        read(tmp_path / "a")
    assert str(refused.value) == (
        "a holds no file that can be read as lists. "
        "Give a workbook (.xlsx or .ods), or a folder or .zip with a file for each list."
    )
    (tmp_path / "a" / "one.csv").write_text("")
    with pytest.raises(RokerError, match=r"^a holds no file that can be read as lists\. one\.csv is empty\."):
        read(tmp_path / "a")


@pytest.mark.parametrize("more", [0, 1])
def test_a_folder_of_too_many_files(tmp_path, monkeypatch, folder, read, more):
    monkeypatch.setattr(annex_a_files, "MOST_FILES", 11)
    for number in range(more):
        (folder / f"more {number}.csv").write_text("x")
    if more:
        with pytest.raises(RokerError, match="holds 12 files, which are not the lists of Annex A"):
            read(folder)
    else:
        assert len(read(folder).reading.counts) == 11


def test_what_is_annex_a(tmp_path, folder):
    (tmp_path / "other.csv").write_text("CHILD,DOB\n1,01/02/2010\n")
    assert annex_a.recognises(folder)
    assert annex_a.recognises(folder / "List 11.csv")
    assert not annex_a.recognises(tmp_path / "other.csv")
    assert not annex_a.recognises(tmp_path / "nowhere.xlsx")


def test_progress_is_told_for_files_too(folder):
    told = []
    annex_a.read(folder, snapshot_on=TODAY, today=TODAY, progress=lambda done, total: told.append((done, total)))
    assert told == [*((2 * each, 22) for each in range(1, 12)), (22, 22)]


def test_the_tables_are_made_where_they_are_wanted(tmp_path, folder):
    with Database.on_disk(tmp_path / "work.duckdb") as workspace:
        reading = annex_a.read(folder, snapshot_on=TODAY, today=TODAY, workspace=workspace)
        assert reading.tables is workspace
        for name in reading.rows:
            described = workspace.rows(f"SELECT column_name, column_type FROM (DESCRIBE {name})")
            assert described == ENTITIES[name].columns()
