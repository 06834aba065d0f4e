"""The pages on formats and problems: what is read from which column, and what is said when it cannot be read."""

from docs.generator.markdown import bullets, code, codes, link, table, whole_page
from roker.formats import PROBLEM_KINDS
from roker.formats.annex_a_lists import EDITION, LISTS, NEVER_CARRIED, ONLY_LATEST
from roker.formats.mapping import Column, ListMapping, Makes
from roker.record import CODE_SETS, ENTITIES

_ABOUT_FORMATS = f"""Roker reads workbooks of Annex A, the child-level lists that Ofsted asks for in an inspection \
of local authority children's services (ILACS), in the edition of {EDITION} and the one before it: `.xlsx` and `.ods`. \
To load one, see [load your workbook](../how-to/load-your-workbook.md).

A list is known by its sheet's name and its columns, never by position. Columns are compared without regard to \
capitals, punctuation, kinds of apostrophe, spaces, and a closing “(Y/N)” or “(dd/mm/yyyy)”. Every column has a \
place: what is no event of its own (an age, a count, a status) is kept as a [stated value](#stated-value). What cannot \
be read becomes a [problem](problems.md); nothing is dropped silently."""

_ONLY_LATEST = """## Only the latest

For these the lists hold, for each child, only the latest date. What came before it cannot be told."""

_NEVER = """## Never told

Fields, by their names in the Standard Safeguarding Dataset without its prefixes, that no list has a column for. Blank \
would be another answer."""

_STATED = """## Stated value

What a list states and no field holds goes, as written, to the entity `stated_value` of the \
[data dictionary](entities.md), with the number of the list, the row and the column."""

_ABOUT_PROBLEMS = """What a load may say about a file. Each problem names the file, sheet, row and column, what was \
found and what was expected; `roker load PATH --problems FILE.xlsx` saves them all. A problem never stops a load; a \
file that cannot be opened at all does, with one sentence."""


def formats_page() -> str:
    """The eleven lists."""
    return whole_page(
        "Formats",
        "`roker/formats/annex_a_lists.py`",
        _ABOUT_FORMATS,
        table(["List", "Who is on it", "Columns"], [_contents_row(each) for each in LISTS]),
        *(_list(each) for each in LISTS),
        _ONLY_LATEST,
        bullets(link(ENTITIES[e].title, "entities.md", ENTITIES[e].title) for e in sorted(ONLY_LATEST)),
        _NEVER,
        bullets(code(each) for each in sorted(NEVER_CARRIED)),
        _STATED,
    )


def _contents_row(each: ListMapping) -> list[str]:
    return [link(each.name, "", _heading(each)), each.title, str(len(each.columns))]


def _heading(each: ListMapping) -> str:
    return f"{each.name}: {each.title}"


def _list(each: ListMapping) -> str:
    told_apart = f"“{each.who}”" + (f" and “{each.dated}”" if each.dated else "")
    makes = "; ".join(_made(row) for row in each.makes)
    return "\n\n".join(
        [
            f"## {_heading(each)}",
            f"Rows are told apart by {told_apart}. Each makes: {makes}.",
            table(
                ["Column", "Also met as", "Kind", "May be blank", "Goes to"],
                [_column(column) for column in each.columns],
            ),
        ]
    )


def _made(makes: Makes) -> str:
    title = link(makes.entity.title, "entities.md", makes.entity.title)
    fixed = "".join(f", with {code(name)} {code(value)}" for name, value in makes.fixed.items())
    return f"{title}{fixed}" + (f", if {code(makes.needs)} is known" if makes.needs else "")


def _column(column: Column) -> list[str]:
    kind = column.kind.value
    if column.codes:
        kind = f"code: {_code_set(column.codes)}"
    since = f" (since {column.since})" if column.since else ""
    return [
        column.name + since,
        "; ".join(column.other_names),
        kind,
        "yes" if column.may_be_blank else "",
        codes(column.fills) if column.fills else link("stated value", "", "Stated value"),
    ]


def _code_set(name: str) -> str:
    if name not in CODE_SETS:
        return name.replace("_", " ")
    return link(CODE_SETS[name].title, "codes.md", CODE_SETS[name].title)


def problems_page() -> str:
    """Every kind of problem."""
    return whole_page(
        "Problems",
        "`roker/formats/problems.py`",
        _ABOUT_PROBLEMS,
        table(
            ["Problem", "Code", "What it means", "What to do"],
            [[each.title, code(each.code), each.meaning, each.remedy] for each in PROBLEM_KINDS],
        ),
    )
