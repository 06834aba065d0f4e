"""The kinds of problem that reading a file can find, in plain words; and how they are saved for those who mend them.

The manual's page on problems comes from `PROBLEM_KINDS`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from roker.catalogue import Catalogue
from roker.formats.cells import Table, write_workbook
from roker.record import Cell, Problem

LONGEST_FOUND = 80
"""How much of what was found is kept: enough to know it again."""


@dataclass(frozen=True, kw_only=True)
class ProblemKind:
    """One kind of problem: what it means for the record, and what can be done."""

    code: str
    title: str
    meaning: str
    remedy: str


_IN_THE_SYSTEM = "Correct it in the case system and export again."
_IN_THE_WORKBOOK = "Correct the workbook, or the export that makes it, and load it again."

PROBLEM_KINDS: Catalogue[ProblemKind] = Catalogue(
    # --------------------------------------------------------------------------------------------- sheets and lists
    ProblemKind(
        code="missing_list",
        title="A list is missing",
        meaning="No sheet holds this list. Nothing that it tells is known, which is not the same as nothing to tell.",
        remedy="Add the list to the workbook.",
    ),
    ProblemKind(
        code="empty_list",
        title="A list has no rows",
        meaning="The list is there but holds nobody. That is either good news or a failed export.",
        remedy="Check that the list should be empty.",
    ),
    ProblemKind(
        code="no_header",
        title="A list has no header row",
        meaning="The sheet has the name of a list, but none of its first rows holds the names of columns. "
        "It was not read.",
        remedy="Put the names of the columns above the rows.",
    ),
    ProblemKind(
        code="list_twice",
        title="Two sheets hold one list",
        meaning="Only one of them was read: a visible one before a hidden one, one with the list's name before one "
        "without it, then the first.",
        remedy="Keep one sheet for each list.",
    ),
    ProblemKind(
        code="sheet_misnamed",
        title="A sheet holds another list than its name says",
        meaning="It was read as the list whose columns it has.",
        remedy="Rename the sheet.",
    ),
    ProblemKind(
        code="unrecognised_sheet",
        title="A sheet is none of the lists",
        meaning="Neither its name nor its columns are those of a list. It was not read.",
        remedy="Nothing, if it is not a list. Otherwise give it the list's name and columns.",
    ),
    ProblemKind(
        code="hidden_sheet",
        title="A list stands on a hidden sheet",
        meaning="It was read all the same; whoever looks at the workbook does not see it.",
        remedy="Show the sheet, or remove it if it is not meant.",
    ),
    ProblemKind(
        code="unreadable_file",
        title="A file cannot be opened",
        meaning="It lies beside others that were read. Nothing of it is known.",
        remedy="Give it in the form that is asked for, and load all files again.",
    ),
    # ---------------------------------------------------------------------------------------------------- columns
    ProblemKind(
        code="older_edition",
        title="A list has the columns of an older edition",
        meaning="What the later columns tell is not known.",
        remedy="Export the list in the newer layout.",
    ),
    ProblemKind(
        code="missing_column",
        title="A column is missing",
        meaning="What it tells is not known for anybody on the list.",
        remedy="Add the column, or give it the name that the list asks for.",
    ),
    ProblemKind(
        code="empty_column",
        title="A column that must be filled in is blank throughout",
        meaning="What it tells is not known for anybody on the list.",
        remedy="Find out why the export leaves it blank.",
    ),
    ProblemKind(
        code="unrecognised_column",
        title="A column is none of the list's",
        meaning="It holds something, which was not read.",
        remedy="Nothing, if it is an addition of your own. Otherwise give it the name that the list asks for.",
    ),
    ProblemKind(
        code="repeated_column",
        title="A column stands there twice",
        meaning="The first was read, the other was not.",
        remedy="Keep one of them.",
    ),
    ProblemKind(
        code="read_as_blank",
        title="A filler was read as blank",
        meaning="Texts and dates that only fill a cell, such as #N/A, NULL or 01/01/1900, say that nothing is known.",
        remedy="Nothing, if that is what it means. Better leave such cells blank.",
    ),
    # ------------------------------------------------------------------------------------------------------- rows
    ProblemKind(
        code="nobody_named",
        title="A row does not say about whom it is",
        meaning="Without the number of the child or adopter nothing on the row can be kept.",
        remedy="Fill in the number and load it again.",
    ),
    ProblemKind(
        code="stray_text",
        title="A row holds a single cell",
        meaning="It was taken for a note, not for a child, and was not read.",
        remedy="Remove notes below the list. If it is a child, fill in the rest of the row.",
    ),
    ProblemKind(
        code="repeated_row",
        title="A row stands there twice",
        meaning="The two say the same and were read as one.",
        remedy="Find out why the export repeats it.",
    ),
    ProblemKind(
        code="disagreement",
        title="Two rows say different things",
        meaning="Both are about the same thing, and only one can be right. The first was kept.",
        remedy="Find out which is right, and correct the other in the case system.",
    ),
    ProblemKind(
        code="no_key_date",
        title="A date is missing without which other cells cannot be kept",
        meaning="The other cells tell of something that happened, and nothing says when. The child and whatever does "
        "not need the date were kept.",
        remedy="Fill in the date in the case system and export again.",
    ),
    # ------------------------------------------------------------------------------------------------------ cells
    ProblemKind(
        code="blank",
        title="A cell that must be filled in is blank",
        meaning="It is not known.",
        remedy="Fill it in in the case system and export again.",
    ),
    ProblemKind(
        code="error_cell",
        title="A formula failed",
        meaning="The cell shows an error of the spreadsheet program and was read as blank.",
        remedy=_IN_THE_WORKBOOK,
    ),
    ProblemKind(
        code="not_an_id",
        title="Not the number of a child, an adopter or a family",
        meaning="It was read as blank.",
        remedy=_IN_THE_WORKBOOK,
    ),
    ProblemKind(
        code="not_a_date",
        title="Not a date",
        meaning="It was read as blank.",
        remedy=_IN_THE_SYSTEM,
    ),
    ProblemKind(
        code="impossible_date",
        title="A date that cannot be",
        meaning="There is no such day, or it is too far away to be meant. It was read as blank.",
        remedy=_IN_THE_SYSTEM,
    ),
    ProblemKind(
        code="later_than_snapshot",
        title="A date later than the day the file speaks of",
        meaning="It was kept. Something planned stands where something done should be, or a day, month or year was "
        "mistyped.",
        remedy=_IN_THE_SYSTEM,
    ),
    ProblemKind(
        code="not_a_number",
        title="Not a number",
        meaning="A stated value was kept as written; anything else was read as blank.",
        remedy=_IN_THE_SYSTEM,
    ),
    ProblemKind(
        code="not_a_code",
        title="None of the codes that may stand there",
        meaning="A stated value was kept as written; anything else was read as blank.",
        remedy="Use one of the list's codes in the export.",
    ),
    ProblemKind(
        code="letter_only",
        title="Only the letter of a code was understood",
        meaning="The words after the letter are not those of the list. The letter was followed.",
        remedy="Check that the letter and the words mean the same, and write them as the list does.",
    ),
    # ------------------------------------------------------------------------------------------- files in XML
    ProblemKind(
        code="unknown_element",
        title="An element is none of the return's",
        meaning="Neither it nor anything in it was read.",
        remedy="Give it the name that the return asks for, or leave it out.",
    ),
    ProblemKind(
        code="beside_elements",
        title="A text or an attribute stands beside the elements",
        meaning="A return says everything in its elements. This was not read.",
        remedy="Correct the export that makes the file.",
    ),
    ProblemKind(
        code="element_twice",
        title="An element stands there twice",
        meaning="There can be only one. The first was read, the other was not.",
        remedy="Find out which is right, and correct it in the case system.",
    ),
    ProblemKind(
        code="missing_module",
        title="A module stands nowhere in the file",
        meaning="Nothing that it tells is known, which is not the same as nothing to tell.",
        remedy="Check that the export makes it.",
    ),
    ProblemKind(
        code="child_twice",
        title="A child stands there more than once",
        meaning="What is said of the child was put together.",
        remedy="Find out why the export repeats the child.",
    ),
    ProblemKind(
        code="other_year",
        title="An element or a code is not of this year's return",
        meaning="It was read all the same.",
        remedy="Export the return in the layout and with the codes of its year.",
    ),
    ProblemKind(
        code="reference_day",
        title="The reference date is not the last day of the year",
        meaning="A census speaks of a year that ends on 31 March.",
        remedy="Set the reference date to 31 March, or give the snapshot day when the file is loaded.",
    ),
    # --------------------------------------------------------------------------------- files of a return, and histories
    ProblemKind(
        code="unrecognised_file",
        title="A file is none of the return",
        meaning="Its columns are those of no file of the return, or of two as much as of one. It was not read.",
        remedy="Nothing, if it does not belong there. Otherwise give it the columns of one file.",
    ),
    ProblemKind(
        code="missing_file",
        title="A file of the return is missing",
        meaning="Nothing that it tells is known, which is not the same as nothing to tell.",
        remedy="Nothing, if there is nobody to tell of. Otherwise add the file and load all of them again.",
    ),
    ProblemKind(
        code="overlap",
        title="Two stretches of time overlap",
        meaning="A child cannot be in two episodes of care at a time. Both were kept as they are.",
        remedy="Correct the days on which they began or ended in the case system.",
    ),
    ProblemKind(
        code="gap",
        title="An episode of care that is to follow does not",
        meaning="The episode before ended with X1, which says that another began on the same day. They were kept as "
        "they are.",
        remedy="Correct the day, or the reason for the end, in the case system.",
    ),
    ProblemKind(
        code="ends_before_start",
        title="Something ended before it began",
        meaning="Both days were kept as they are.",
        remedy=_IN_THE_SYSTEM,
    ),
    ProblemKind(
        code="contradiction",
        title="Two cells contradict each other",
        meaning="Each was read and kept; they cannot both be right.",
        remedy=_IN_THE_SYSTEM,
    ),
    ProblemKind(
        code="left_blank",
        title="Something on the record cannot be said in the return",
        meaning="The return of that year has no such code. The cell was left blank in what was written.",
        remedy="Record what the return of the year asks for, and write it again.",
    ),
    ProblemKind(
        code="stands_in",
        title="Something stands in for what the record does not say",
        meaning="The return must have an answer there. The code for not known was written, or what follows from the "
        "rest of the record.",
        remedy="Record it in the case system, and write the return again.",
    ),
    # ------------------------------------------------------------------------------------------- one table a file
    ProblemKind(
        code="missing_table",
        title="A table is missing",
        meaning="Nothing that it tells is known, which is not the same as nothing to tell.",
        remedy="Add the table to the extract.",
    ),
    ProblemKind(
        code="unrecognised_table",
        title="A file is none of the tables",
        meaning="Its name is that of no table. It was not read.",
        remedy="Nothing, if it is not meant. Otherwise give it the table's name.",
    ),
    ProblemKind(
        code="table_twice",
        title="Two files hold one table",
        meaning="The first by name was read, the other was not.",
        remedy="Keep one file for each table.",
    ),
    ProblemKind(
        code="bad_row",
        title="A row cannot be taken apart into cells",
        meaning="It has too many or too few cells, or a quotation mark that is not closed. It was not read, and "
        "where a quotation mark is never closed, nothing below it was.",
        remedy="Correct the export that makes the file.",
    ),
    ProblemKind(
        code="other_encoding",
        title="A file is not in UTF-8",
        meaning="It was read in the encoding that it seems to have. Letters with accents may be wrong.",
        remedy="Export the file in UTF-8.",
    ),
    ProblemKind(
        code="orphan",
        title="A row refers to something that is not there",
        meaning="The row was kept. What it belongs to is not known, or lies outside the extract.",
        remedy="Find out why the extract leaves it out. Nothing, if it lies before the first day of the extract.",
    ),
    ProblemKind(
        code="estimated_birth",
        title="Only an expected date of birth is given, and it is past",
        meaning="It was taken for the date of birth, as systems put estimated dates there.",
        remedy="Record the date of birth in the case system, where it is known.",
    ),
    ProblemKind(
        code="json_cut_short",
        title="A text in JSON is cut short",
        meaning="What could be read of it was kept.",
        remedy="Make the column of the extract wide enough.",
    ),
    ProblemKind(
        code="not_json",
        title="Not a text in JSON",
        meaning="It was read as blank.",
        remedy="Correct the export that makes the file.",
    ),
)


def problem(kind: str, at: Cell, *, found: str = "", expected: str = "", remedy: str = "") -> Problem:
    """A problem of one of the kinds, with that kind's remedy unless a better one is known."""
    remedy = remedy or PROBLEM_KINDS[kind].remedy
    return Problem(at=at, kind=kind, found=shortened(found), expected=expected, remedy=remedy)


def shortened(text: str) -> str:
    """At most `LONGEST_FOUND` characters, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1] + "…"


def write(problems: Sequence[Problem], path: Path) -> None:
    """Saves problems as a workbook: how many there are of each kind, then each of them with its place."""
    counts = Counter(each.kind for each in problems)
    summary: list[list[str | float | date | None]] = [
        [kind.title, counts[kind.code], kind.meaning, kind.remedy] for kind in PROBLEM_KINDS if counts[kind.code]
    ]
    each_one: list[list[str | float | date | None]] = [
        [
            PROBLEM_KINDS[each.kind].title,
            each.at.file,
            each.at.sheet,
            each.at.row,
            each.at.column,
            each.found,
            each.expected,
            each.remedy,
        ]
        for each in problems
    ]
    write_workbook(
        path,
        [
            Table(name="Summary", header=["Problem", "How many", "What it means", "What to do"], rows=summary),
            Table(
                name="Problems",
                header=["Problem", "File", "Sheet", "Row", "Column", "Found", "Expected", "What to do"],
                rows=each_one,
            ),
        ],
    )
