"""The declaration of the record holds together: keys, ids, references, code sets, ends, and what names a person."""

import pytest

from roker.record import CODE_SETS, ENTITIES, Entity, Field, Kind, Sensitivity
from roker.record.entities import HEADINGS

FIELDS = [field for entity in ENTITIES for field in entity.fields]
REFERRED_TO = {field.refers_to for field in FIELDS if field.refers_to}
OF_CHILDREN = [entity for entity in ENTITIES if "person_id" in entity.field_names() and entity.name != "person"]

# One row a child, or one row a thing that the key names: their date is no part of what tells them apart.
NOT_BY_DATE = {
    "care_leavers",
    "childrens_home",
    "cla_immunisations",
    "ehcp_active_plans",
    "foster_carer",
}

# Ids that other rows share, and that no row of the record owns.
SHARED = {
    "adoptive_family_id",
    "cp_review_meeting_id",
    "family_id",
    "icpc_meeting_id",
    "plo_family_id",
    "legacy_id",
    "staff_id",
}


def of(entities):
    return pytest.mark.parametrize("entity", entities, ids=lambda entity: entity.name)


def test_every_entity_stands_under_one_heading():
    assert [entity for under in HEADINGS.values() for entity in under] == list(ENTITIES)


def test_what_the_dataset_has_and_what_is_local():
    of_dataset = [entity for entity in ENTITIES if entity.ssd]
    assert len(of_dataset) == 48
    assert all(field.ssd is None for entity in ENTITIES if not entity.ssd for field in entity.fields)
    assert ENTITIES["cp_plans"].number_of_previous_plans.ssd is None
    assert ENTITIES["cp_plans"].cp_plan_start_date.ssd == "ssd_cp_plans.cppl_cp_plan_start_date"
    assert ENTITIES["person"].common_child_id.ssd_other_names == ("ssd_person.pers_single_unique_id",)


@of(OF_CHILDREN)
def test_a_row_about_a_child_says_which_child(entity):
    child = entity.person_id
    assert (child.kind, child.refers_to, child.sensitivity) == (Kind.ID, "person", Sensitivity.IDENTIFYING)


@of([entity for entity in ENTITIES if entity.happened_on])
def test_an_event_is_told_apart_by_its_day(entity):
    assert (entity.happened_on in entity.key) != (entity.name in NOT_BY_DATE)
    assert getattr(entity, entity.happened_on).kind is Kind.DATE


@of([entity for entity in ENTITIES if entity.ended_on])
def test_what_lasts_ends_on_a_day(entity):
    assert getattr(entity, entity.ended_on).kind is Kind.DATE
    assert entity.ended_on not in entity.key
    assert entity.ended_on != entity.happened_on


def test_a_reference_is_to_an_entity_that_has_an_id_of_its_own():
    references = [field for field in FIELDS if field.refers_to]
    assert [field for field in references if not ENTITIES[field.refers_to].own_id or field.kind is not Kind.ID] == []


@of(ENTITIES)
def test_an_entity_has_an_id_of_its_own_if_others_refer_to_it_or_it_is_the_key(entity):
    assert (entity.own_id is not None) == (entity.name in REFERRED_TO or entity.key == (entity.own_id,))


@of(ENTITIES)
def test_every_id_is_a_reference_the_number_of_the_row_or_shared(entity):
    ids = [field.name for field in entity.fields if field.kind is Kind.ID and not field.refers_to]
    assert [name for name in ids if name != entity.numbered_by and name not in SHARED] == []


def test_every_code_set_is_used_and_every_one_used_is_there():
    assert {field.codes for field in FIELDS if field.codes} == set(CODE_SETS.codes())


@of(ENTITIES)
def test_what_says_who_somebody_is_is_identifying(entity):
    names = {"dob", "upn", "uln", "forename", "surname", "postcode", "urn", "worker", "carer", "by"}
    says_who = [
        field
        for field in entity.fields
        if field.kind is Kind.ID or (field.kind is not Kind.CODE and field.name.rpartition("_")[2] in names)
    ]
    assert [field for field in says_who if field.sensitivity is not Sensitivity.IDENTIFYING] == []


def test_a_day_by_which_something_is_due_is_no_event():
    assert not ENTITIES["cp_reviews"].cp_review_due.is_event
    assert ENTITIES["cp_reviews"].cp_review_date.is_event


# What cannot be built.


def a_field(**parts):
    told = {"entity": "visits", "name": "seen", "label": "Seen", "kind": Kind.TEXT, "sensitivity": Sensitivity.NEITHER}
    return Field(**{**told, **parts})


@pytest.mark.parametrize(
    "parts",
    [{"kind": Kind.CODE}, {"kind": Kind.TEXT, "codes": "gender"}, {"kind": Kind.DATE, "codes": "gender"}],
    ids=["a code field without codes", "a text with codes", "a date with codes"],
)
def test_a_field_whose_codes_do_not_fit_is_refused(parts):
    with pytest.raises(ValueError, match=r"visits\.seen: a code field names its code set"):
        a_field(**parts)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"key": ("day",)}, "day is unknown"),
        ({"happened_on": "day"}, "day is unknown"),
        ({"ended_on": "day"}, "day is unknown"),
        ({"numbered_by": "visit_id"}, "visit_id is unknown"),
        ({"fields": (a_field(), a_field())}, "used twice"),
    ],
)
def test_an_entity_that_names_what_it_lacks_is_refused(parts, said):
    told = {"name": "visits", "title": "Visit", "key": ("seen",), "fields": (a_field(),)}
    with pytest.raises(ValueError, match=said):
        Entity(**{**told, **parts})


def test_a_row_of_values_that_are_no_columns_is_refused():
    with pytest.raises(ValueError, match="cp_plans has no colour"):
        ENTITIES["cp_plans"].row_of({"person_id": "1", "colour": "red"})


def test_a_field_that_an_entity_lacks_is_an_attribute_error():
    with pytest.raises(AttributeError, match="colour"):
        _ = ENTITIES["cp_plans"].colour
