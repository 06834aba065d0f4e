"""The mapping of Annex A as a whole: every column has its place in the record, every field its column."""

import pytest

from roker.formats.annex_a import CODE_TABLES
from roker.formats.annex_a_codes import ALSO, SPELT
from roker.formats.annex_a_lists import LISTS, MADE, NEVER_CARRIED, ONLY_LATEST
from roker.formats.mapping import Column, ListMapping, Makes, plain
from roker.record import CODE_SETS, ENTITIES, Kind

COLUMNS = [(mapping, column) for mapping in LISTS for column in mapping.columns]


def test_there_are_eleven_lists_of_169_columns():
    assert [len(mapping.columns) for mapping in LISTS] == [7, 8, 11, 12, 14, 14, 17, 34, 17, 16, 19]
    assert len(COLUMNS) == 169


def test_the_columns_that_fill_no_field():
    """They become stated values."""
    stated: dict[str, list[int]] = {}
    for mapping, column in COLUMNS:
        if not column.fills:
            stated.setdefault(column.name, []).append(mapping.number)
    assert stated == {
        "Age of Child (Years)": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        "Does the Child have a Disability": [4, 5, 6, 7, 8, 9, 10],
        "Number of Referrals in Last 12 Months": [3],
        "Number of Section 47 Enquiries in the last 12 months": [5],
        "Number of ICPCs in the last 12 months": [5],
        "Date Child Was Last Seen": [6],
        "Case Status": [6],
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": [7],
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": [8],
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": [8],
        "Number of Placements in the Last 12 months": [8],
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": [8],
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months": [8],
        "Was the child offered a Return Interview after their last missing episode (Y/N)?": [8],
        "Did the child accept a Return Interview after their last missing episode (Y/N)?": [8],
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": [9],
    }


@pytest.mark.parametrize("mapping", LISTS, ids=lambda mapping: mapping.name)
def test_whatever_a_list_makes_has_its_key(mapping):
    for makes in mapping.makes:
        given = {*mapping.filled(makes), *makes.fixed, *makes.linked, "person_id"}
        assert set(makes.entity.key) - given - ({"basis_from"} if makes.without_date else set()) == set()


def test_the_fields_that_no_list_fills():
    filled = {
        f"{makes.entity.name}.{name}"
        for mapping in LISTS
        for makes in mapping.makes
        for name in {*mapping.filled(makes), *makes.fixed, *makes.linked}
    } | {f"{entity.name}.person_id" for entity in MADE if "person_id" in entity.field_names()}
    own = {f"{makes.entity.name}.{makes.entity.own_id}" for mapping in LISTS for makes in mapping.makes}
    assert not NEVER_CARRIED & (filled | own)
    assert _fields_of(MADE) == NEVER_CARRIED | filled | own & _fields_of(MADE)
    assert {entity.name for entity in MADE} >= ONLY_LATEST


def _fields_of(entities):
    return {str(field) for entity in entities for field in entity.fields}


def test_every_code_column_has_its_codes_spelt():
    assert {column.codes for _, column in COLUMNS if column.codes} == {*SPELT}
    assert {*ALSO} <= {*SPELT}
    for name, spelt in SPELT.items():
        if name in CODE_SETS:
            assert set(spelt) <= set(CODE_SETS[name].labels)


@pytest.mark.parametrize("table", CODE_TABLES.values(), ids=list(CODE_TABLES))
def test_no_two_codes_are_spelt_alike(table):
    assert len({plain(text) for text in table.spelt.values()}) == len(table.spelt)


def test_codes_are_spelt_the_annex_a_way():
    assert CODE_TABLES["yes_no_unknown"].spelt["Y"] == "a) Yes"
    assert CODE_TABLES["ethnicity"].spelt["APKN"] == "k) APKN"
    assert CODE_TABLES["primary_need"].spelt["N1"] == "N1 - Abuse or neglect"
    assert CODE_TABLES["placement_type"].spelt["K3"] == f"K3: {CODE_SETS['placement_type'].labels['K3']}"


def _list(*columns, **more):
    return ListMapping(
        number=1,
        title="Some",
        who="Child Unique ID",
        dated=None,
        months_back=0,
        makes=(Makes(entity=ENTITIES["person"]),),
        columns=columns,
        **more,
    )


def test_a_column_and_its_field_are_of_one_kind():
    with pytest.raises(ValueError, match=r"List 1: “Gender” and person\.gender are not of one kind"):
        _list(Column(name="Gender", kind=Kind.TEXT, fills=("person.gender",)))
    with pytest.raises(ValueError, match="not of one kind"):
        _list(Column(name="Gender", kind=Kind.CODE, codes="ethnicity", fills=("person.gender",)))


def test_two_columns_have_two_names():
    with pytest.raises(ValueError, match="List 1: two columns have one name"):
        _list(Column(name="Age", kind=Kind.TEXT), Column(name="Years", kind=Kind.TEXT, other_names=("age?",)))
