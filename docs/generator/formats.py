"""The pages on formats and problems: what is read from which column, and what is said when it cannot be read."""

from collections.abc import Iterable

from docs.generator.markdown import bullets, code, codes, link, table, whole_page
from roker.formats import PROBLEM_KINDS
from roker.formats.annex_a_layouts import LAYOUTS, NEWEST
from roker.formats.annex_a_lists import LISTS, MADE, NEVER_CARRIED, ONLY_LATEST
from roker.formats.mapping import Column, Layout, ListMapping, Makes
from roker.record import CODE_SETS, ENTITIES, Entity

_ABOUT_FORMATS = """Roker reads and writes Annex A, the child-level lists that Ofsted asks for in an inspection of \
local authority children's services (ILACS): one workbook, `.xlsx` or `.ods`, or a `.csv` file or workbook for each \
list, in a folder or packed as `.zip`. To load it, see [load your workbook](../how-to/load-your-workbook.md).

A list is known by its columns and by the name of its sheet or file, never by position. Columns are compared without \
regard to capitals, punctuation, kinds of apostrophe, spaces, and a closing “(Y/N)” or “(dd/mm/yyyy)”. An authority \
can add [its own names and codes](../how-to/set-local-words.md). Every column has a place: what is no event of its own \
(an age, a count, a status) is kept as a [stated value](#stated-value). What cannot be read becomes a \
[problem](problems.md); nothing is dropped silently."""

_EDITIONS = """## Editions

Each list is read in the edition whose columns it has, and written in the one that is asked for. A code that an \
edition does not offer is read all the same, and written with its label."""

_ONLY_LATEST = """## Only the latest

For these the lists hold, for each child, only the latest date. What came before it cannot be told."""

_NEVER = """## Never told

Fields of the entities that lists tell of, for which no list has a column. Blank would be another answer. Of other \
entities Annex A tells nothing at all."""

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
        table(["List", "Who is on it", "Reaches back", "Columns"], [_contents_row(each) for each in LISTS]),
        _EDITIONS,
        table(
            ["Edition", "From", "To", "Lists with fewer columns", "Codes not offered", "How well it is known"],
            [_edition_row(each) for each in LAYOUTS],
        ),
        *(_list(each) for each in LISTS),
        _ONLY_LATEST,
        bullets(link(ENTITIES[e].title, "entities.md", ENTITIES[e].title) for e in sorted(ONLY_LATEST)),
        _NEVER,
        table(["Entity", "Fields"], [_never_row(each) for each in MADE if _never(each)]),
        _STATED,
    )


def _contents_row(each: ListMapping) -> list[str]:
    back = f"{each.months_back} months" if each.months_back else "the snapshot day alone"
    return [link(each.name, "", _heading(each)), each.title, back, str(len(each.columns))]


def _edition_row(each: Layout) -> list[str]:
    fewer = (f"list {number}: {len(each.columns(mapping))}" for number, mapping in _by_number(each.lacks))
    codes_lacking = (f"{name.replace('_', ' ')}: {', '.join(some)}" for name, some in each.lacks_codes.items())
    until = f"{each.in_force_to:%d/%m/%Y}" if each.in_force_to else ""
    return [
        each.title,
        f"{each.in_force_from:%d/%m/%Y}",
        until,
        "; ".join(fewer),
        "; ".join(codes_lacking),
        each.confidence,
    ]


def _by_number(numbers: Iterable[int]) -> list[tuple[int, ListMapping]]:
    return [(each.number, each) for each in LISTS if each.number in numbers]


def _never(each: Entity) -> list[str]:
    return [field.name for field in each.fields if str(field) in NEVER_CARRIED]


def _never_row(each: Entity) -> list[str]:
    return [link(each.title, "entities.md", each.title), codes(_never(each))]


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
                [_column(each, column) for column in each.columns],
            ),
        ]
    )


def _made(makes: Makes) -> str:
    title = link(makes.entity.title, "entities.md", makes.entity.title)
    fixed = "".join(f", with {code(name)} {code(value)}" for name, value in makes.fixed.items())
    return f"{title}{fixed}" + (f", if {code(makes.needs)} is known" if makes.needs else "")


def _column(each: ListMapping, column: Column) -> list[str]:
    kind = column.kind.value
    if column.codes:
        kind = f"code: {_code_set(column.codes)}"
    since = "" if all(column in layout.columns(each) for layout in LAYOUTS) else f" (since {NEWEST.title})"
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
