"""The pages on entities and on code sets: what is kept of a child, and which values a code may have."""

from docs.generator.markdown import code, codes, link, table, whole_page
from roker.formats.annex_a_codes import SPELT
from roker.record import CODE_SETS, ENTITIES, CodeSet, Entity, Field
from roker.record.schema import FOUND_IN

_ABOUT_ENTITIES = f"""Every kind of thing on the record, declared once in `roker/record/entities.py`. Names are \
those of the Standard Safeguarding Dataset (SSD) without its prefixes; what it lacks is “local”. Credit is on the page \
[sources](sources.md).

Rows of an entity are told apart by its key. Every row also says where it came from, in the column `{FOUND_IN}`: \
“List 7, row 12”. Sensitivity says what a field could do to a person if somebody saw it who need not: *identifying* \
says who it is, *sensitive* tells something private, *neither* does neither."""

_ABOUT_CODES = """The values that a code field may have. A code that a return no longer takes stays here, as older \
records hold it. What an Annex A workbook writes for it stands beside it; other ways of writing it are also \
understood: the code alone, the letter, the words, small letters or capitals."""


def entities_page() -> str:
    """The data dictionary."""
    contents = table(
        ["Entity", "Name", "In the SSD", "Fields"],
        [[link(e.title, "", e.title), code(e.name), _ssd(e.ssd), str(len(e.fields))] for e in ENTITIES],
    )
    return whole_page(
        "Entities",
        "`roker/record/entities.py`",
        _ABOUT_ENTITIES,
        contents,
        *(_entity(each) for each in ENTITIES),
    )


def _entity(entity: Entity) -> str:
    placed = f" On the timeline at {code(entity.happened_on)}." if entity.happened_on else ""
    return "\n\n".join(
        [
            f"## {entity.title}",
            f"{code(entity.name)}, in the SSD: {_ssd(entity.ssd)}. Key: {codes(entity.key)}.{placed}",
            table(["Field", "Label", "Kind", "Sensitivity", "In the SSD"], [_field(each) for each in entity.fields]),
        ]
    )


def _field(field: Field) -> list[str]:
    kind = field.kind.value
    if field.codes:
        title = CODE_SETS[field.codes].title
        kind = f"code: {link(title, 'codes.md', title)}"
    elif field.refers_to:
        title = ENTITIES[field.refers_to].title
        kind = f"{kind} of {link(title, '', title)}"
    return [code(field.name), field.label, kind, field.sensitivity.value, _ssd(field.ssd)]


def _ssd(name: str | None) -> str:
    return code(name) if name else "local"


def codes_page() -> str:
    """Every code set."""
    return whole_page(
        "Code sets",
        "`roker/record/codes.py` and `roker/formats/annex_a_codes.py`",
        _ABOUT_CODES,
        *(_code_set(each) for each in CODE_SETS),
    )


def _code_set(code_set: CodeSet) -> str:
    used = [field for entity in ENTITIES for field in entity.fields if field.codes == code_set.code]
    spelt = SPELT.get(code_set.code, {})
    unknown = f" {code(code_set.unknown)} says that it is not known." if code_set.unknown else ""
    fields = codes(map(str, used)) if used else "no field, only stated values"
    return "\n\n".join(
        [
            f"## {code_set.title}",
            f"{code(code_set.code)}, used by {fields}.{unknown}",
            table(
                ["Code", "Means", "As Annex A writes it"],
                [[code(each), label, spelt.get(each, "")] for each, label in code_set.labels.items()],
            ),
        ]
    )
