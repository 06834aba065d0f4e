"""Who a child is: the child or young person, the family, where they live, and what stays true of them."""

from roker.record.entities.declaring import (
    IDENTIFYING,
    a_child,
    a_date,
    an_id,
    coded,
    entity,
    field,
    json_text,
    text,
    yes_no,
)
from roker.record.schema import Kind

person = entity(
    "person",
    "Child or young person",
    "person_id",
    an_id("person_id", "Child's number in the case system"),
    an_id("legacy_id", "Second or older number of the child, which returns may use"),
    text("upn", "Unique pupil number", IDENTIFYING),
    text("forename", "First name", IDENTIFYING),
    text("surname", "Family name", IDENTIFYING),
    coded("sex", "Sex as registered", "sex"),
    coded("gender", "Gender", "gender"),
    coded("ethnicity", "Ethnicity", "ethnicity"),
    field("dob", "Date of birth, or expected date", Kind.DATE, IDENTIFYING),
    yes_no("dob_estimated", "Date of birth is estimated", local=True),
    field(
        "common_child_id",
        "NHS number, or another number that all services share",
        Kind.TEXT,
        IDENTIFYING,
        ssd_other_names=("single_unique_id",),
    ),
    coded("upn_unknown", "Why there is no unique pupil number", "upn_unknown"),
    yes_no("send_flag", "Has an education, health and care plan"),
    field("expected_dob", "Date on which an unborn child is due", Kind.DATE, IDENTIFYING),
    a_date("death_date", "Date of death"),
    yes_no("is_mother", "Is a mother"),
    text("nationality", "Nationality"),
    text("first_language", "First language", local=True),
    ssd="pers_",
    numbered_by="person_id",
)

family = entity(
    "family",
    "Family",
    "person_id family_id",
    a_child(),
    an_id("table_id", "Number of the row"),
    an_id("family_id", "Number that the members of a family share"),
    ssd="fami_",
    numbered_by="table_id",
)

address = entity(
    "address",
    "Address",
    "person_id address_type address_start_date",
    a_child(),
    an_id("table_id", "Number of the row"),
    json_text("address_json", "Lines of the address", "address_part", sensitivity=IDENTIFYING),
    text("address_type", "Kind of address, such as home or placement"),
    a_date("address_start_date", "Moved in"),
    a_date("address_end_date", "Moved out"),
    text("address_postcode", "Postcode", IDENTIFYING),
    ssd="addr_",
    happened_on="address_start_date",
    ended_on="address_end_date",
    numbered_by="table_id",
)

disability = entity(
    "disability",
    "Disability",
    "person_id disability_code",
    a_child(),
    an_id("table_id", "Number of the row"),
    coded("disability_code", "Disability", "disability"),
    ssd="disa_",
    numbered_by="table_id",
    note="One row a code. The code for none says that somebody asked; no row says nothing.",
)

immigration_status = entity(
    "immigration_status",
    "Immigration status",
    "person_id immigration_status immigration_status_start_date",
    a_child(),
    an_id("immigration_status_id", "Number of the row"),
    text("immigration_status", "Status in words, such as unaccompanied asylum-seeking child"),
    a_date("immigration_status_start_date", "Status began"),
    a_date("immigration_status_end_date", "Status ended"),
    ssd="immi_",
    happened_on="immigration_status_start_date",
    ended_on="immigration_status_end_date",
    numbered_by="immigration_status_id",
)

mother = entity(
    "mother",
    "Mother and her child",
    "person_id childs_person_id childs_dob",
    a_child("Number of the mother, herself known to the service"),
    an_id("table_id", "Number of the row"),
    an_id("childs_person_id", "Her child", refers_to="person"),
    field("childs_dob", "Date of birth of her child", Kind.DATE, IDENTIFYING),
    ssd="moth_",
    numbered_by="table_id",
)

linked_identifiers = entity(
    "linked_identifiers",
    "Another number of a child",
    "person_id identifier_type identifier_value valid_from_date",
    a_child(),
    an_id("table_id", "Number of the row"),
    coded("identifier_type", "What kind of number", "identifier_type"),
    text("identifier_value", "The number", IDENTIFYING),
    a_date("valid_from_date", "Valid from"),
    a_date("valid_to_date", "Valid to"),
    ssd="link_",
    happened_on="valid_from_date",
    ended_on="valid_to_date",
    numbered_by="table_id",
)

voice_of_child = entity(
    "voice_of_child",
    "What the child says",
    "person_id explained_worries story_help_understand agree_worker plan_safe tablet_help_explain",
    a_child(),
    an_id("table_id", "Number of the row"),
    yes_no("explained_worries", "The worries were explained"),
    yes_no("story_help_understand", "The story in words and pictures helped"),
    yes_no("agree_worker", "Agrees with the worker on what must happen"),
    yes_no("plan_safe", "The plan says who does what to keep the child safe"),
    yes_no("tablet_help_explain", "The tablet helped to explain"),
    ssd="voch_",
    numbered_by="table_id",
    note="A draft in the dataset, which few authorities fill.",
)
