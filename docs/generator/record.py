"""The pages on entities and on code sets: what is kept of a child, and which values a code may have."""

from docs.generator.markdown import code, codes, link, table, whole_page
from roker.formats.annex_a_codes import SPELT
from roker.record import CODE_SETS, ENTITIES, CodeSet, Entity, Field, Kind
from roker.record.entities import HEADINGS
from roker.record.schema import FOUND_IN, RECORDED_TIME, SYSTEM_ID, UNREAD

_ABOUT_ENTITIES = f"""Every kind of thing on the record, declared once in `roker/record/entities`. Names of entities \
and fields, and which table each field stands in, are those of the Standard Safeguarding Dataset (SSD) of Data to \
Insight, without its prefixes; titles and labels are ours, and what the dataset lacks is “local”. Credit is on the \
page [sources](sources.md).

Rows of an entity are told apart by its key: what happened to whom and when, not by a number that a case system may \
give anew. The system's own number is evidence. Every row carries it in `{SYSTEM_ID}`, with the time at which the \
system says that it was recorded in `{RECORDED_TIME}`, and where it stood in `{FOUND_IN}`: “List 7, row 12”. A field \
whose cell could not be read is blank, and `{UNREAD}` names it, so that it is told from one that was left blank.

An id that other rows refer to is made of the child and the day, as in `4711/2024-03-01`. Sensitivity says what a \
field could do to a person if somebody saw it who need not: *identifying* says who it is, *sensitive* tells something \
private, *neither* does neither."""

_ABOUT_CODES = """The values that a code field may have, or the names that may stand in a JSON field. A code that a \
return no longer takes stays here, as older records hold it; the days in force stand beside it where they are known, \
and the returns that alone take it. Codes are those of the Department for Education and of the Standard Safeguarding \
Dataset of Data to Insight; what they mean is said in our own words. A meaning that was not read in an official \
source is marked *not confirmed*.

What an Annex A workbook writes for a code stands beside it too; other ways of writing it are also understood: the \
code alone, the letter, the words, small letters or capitals."""


def entities_page() -> str:
    """The data dictionary."""
    return whole_page(
        "Entities",
        "`roker/record/entities`",
        _ABOUT_ENTITIES,
        *(_contents(heading, entities) for heading, entities in HEADINGS.items()),
        *(_entity(each) for each in ENTITIES),
    )


def _contents(heading: str, entities: tuple[Entity, ...]) -> str:
    rows = [[link(e.title, "", e.title), code(e.name), _ssd(e.ssd), str(len(e.fields))] for e in entities]
    return f"**{heading}**\n\n{table(['Entity', 'Name', 'In the SSD', 'Fields'], rows)}"


def _entity(entity: Entity) -> str:
    placed = f" On the timeline at {code(entity.happened_on)}." if entity.happened_on else ""
    ended = f" Over at {code(entity.ended_on)}." if entity.ended_on else ""
    numbered = f" The system's number of the row is {code(entity.numbered_by)}." if entity.numbered_by else ""
    about = f"{code(entity.name)}, in the SSD: {_ssd(entity.ssd)}. Key: {codes(entity.key)}."
    return "\n\n".join(
        [
            f"## {entity.title}",
            f"{about}{placed}{ended}{numbered} {entity.note}".rstrip(),
            table(["Field", "Label", "Kind", "Sensitivity", "In the SSD"], [_field(each) for each in entity.fields]),
        ]
    )


def _field(field: Field) -> list[str]:
    kind = field.kind.value
    if field.codes:
        title = CODE_SETS[field.codes].title
        kind = f"{'JSON, with' if field.kind is Kind.JSON else 'code:'} {link(title, 'codes.md', title)}"
    elif field.refers_to:
        title = ENTITIES[field.refers_to].title
        kind = f"{kind} of {link(title, '', title)}"
    others = "".join(f", or {code(name)}" for name in field.ssd_other_names)
    return [code(field.name), field.label, kind, field.sensitivity.value, _ssd(field.ssd) + others]


def _ssd(name: str | None) -> str:
    return code(name) if name else "local"


def codes_page() -> str:
    """Every code set."""
    return whole_page(
        "Code sets",
        "`roker/record/codes` and `roker/formats/annex_a_codes.py`",
        _ABOUT_CODES,
        *(_code_set(each) for each in CODE_SETS),
    )


def _code_set(code_set: CodeSet) -> str:
    used = [field for entity in ENTITIES for field in entity.fields if field.codes == code_set.code]
    spelt = SPELT.get(code_set.code, {})
    unknown = f" {code(code_set.unknown)} says that it is not known." if code_set.unknown else ""
    fields = codes(map(str, used)) if used else "no field, only stated values"
    columns = {
        "Code": [code(each) for each in code_set.labels],
        "Means": [_meaning(code_set, each) for each in code_set.labels],
        "In force": [str(code_set.years.get(each, "")) for each in code_set.labels],
        "Only in": [_returns(code_set.only_in.get(each, ())) for each in code_set.labels],
        "As Annex A writes it": [spelt.get(each, "") for each in code_set.labels],
    }
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    return "\n\n".join(
        [
            f"## {code_set.title}",
            f"{code(code_set.code)}, used by {fields}.{unknown}",
            table(list(filled), [list(row) for row in zip(*filled.values(), strict=True)]),
        ]
    )


def _meaning(code_set: CodeSet, each: str) -> str:
    return code_set.labels[each] + (" *(not confirmed)*" if each in code_set.not_confirmed else "")


def _returns(names: tuple[str, ...]) -> str:
    titles = {"cin": "CIN census", "ssda903": "SSDA903", "sen2": "SEN2", "annex_a": "Annex A"}
    return ", ".join(titles[name] for name in names)
