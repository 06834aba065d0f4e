"""The declaration holds all of the Standard Safeguarding Dataset; where it differs, the difference is listed with why.

The facts stand in `ssd_model.csv`, their origin in `ssd_model.md`. A difference that is not listed fails, and so does
a listed one that is no more.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from roker.record import CODE_SETS, ENTITIES, Field, Kind

FACTS = list(csv.DictReader((Path(__file__).parent / "ssd_model.csv").read_text(encoding="utf-8").splitlines()))
OURS = {field.ssd: field for entity in ENTITIES for field in entity.fields if field.ssd}
KINDS = {
    "id": Kind.ID,
    "text": Kind.TEXT,
    "code": Kind.CODE,
    "flag": Kind.CODE,
    "date": Kind.DATE,
    "datetime": Kind.TIME,
    "int": Kind.NUMBER,
    "number": Kind.NUMBER,
    "json": Kind.JSON,
}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What a field is here, and what it is in the dataset."""

    aspect: str
    here: str
    there: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A difference that is meant, of some fields, and why."""

    fields: str
    difference: Difference
    why: str


LISTED = (
    Listed(
        fields="""
            person.pers_gender
        """,
        difference=Difference(aspect="codes", here="", there="0, 00, 01, 02, 09, 1, 2, 9"),
        why="Extracts write the letters of the returns; numbers are read as other words for them.",
    ),
    Listed(
        fields="""
            person.pers_ethnicity
        """,
        difference=Difference(aspect="codes", here="UNKNOWN", there=""),
        why="Annex A writes that it is not known, which is an answer.",
    ),
    Listed(
        fields="""
            person.pers_send_flag person.pers_is_mother cin_episodes.cine_referral_nfa
            cin_assessments.cina_assessment_child_seen cin_assessments.cina_assessment_outcome_nfa
            cin_visits.cinv_cin_visit_seen cin_visits.cinv_cin_visit_seen_alone cin_visits.cinv_cin_visit_bedroom
            s47_enquiry.s47e_s47_nfa initial_cp_conference.icpc_icpc_transfer_in
            initial_cp_conference.icpc_icpc_outcome_cp_flag cp_plans.cppl_cp_plan_ola cp_visits.cppv_cp_visit_seen
            cp_visits.cppv_cp_visit_seen_alone cp_visits.cppv_cp_visit_bedroom
            cp_reviews.cppr_cp_review_outcome_continue_cp cla_immunisations.clai_immunisations_status
            cla_substance_misuse.clas_intervention_received cla_reviews.clar_cla_review_cancelled
            cla_visits.clav_cla_visit_seen cla_visits.clav_cla_visit_seen_alone missing.miss_missing_rhi_offered
            missing.miss_missing_rhi_accepted permanence.perm_adopted_by_carer_flag
            professionals.prof_agency_worker_flag voice_of_child.voch_explained_worries
            voice_of_child.voch_story_help_understand voice_of_child.voch_agree_worker voice_of_child.voch_plan_safe
            voice_of_child.voch_tablet_help_explain
        """,
        difference=Difference(aspect="codes", here="U", there=""),
        why="Yes and no are three-valued here, as unknown is never a value.",
    ),
    Listed(
        fields="""
            early_help_episodes.earl_episode_worker_id cin_episodes.cine_referral_team
            cin_episodes.cine_referral_worker_id cin_assessments.cina_assessment_team
            cin_assessments.cina_assessment_worker_id cin_plans.cinp_cin_plan_team cin_plans.cinp_cin_plan_worker_id
            s47_enquiry.s47e_s47_completed_by_worker_id s47_enquiry.s47e_s47_completed_by_team
            initial_cp_conference.icpc_icpc_team initial_cp_conference.icpc_icpc_worker_id
            care_leavers.clea_care_leaver_personal_advisor care_leavers.clea_care_leaver_allocated_team
            care_leavers.clea_care_leaver_worker_id permanence.perm_adoption_worker_id
            involvements.invo_professional_id involvements.invo_professional_team
        """,
        difference=Difference(aspect="kind", here="text", there="id"),
        why="A worker or team is a number in one system and a name in another, and stays as it is written.",
    ),
    Listed(
        fields="""
            early_help_episodes.earl_episode_worker_id cin_episodes.cine_referral_worker_id
            cin_assessments.cina_assessment_worker_id cin_plans.cinp_cin_plan_worker_id
            s47_enquiry.s47e_s47_completed_by_worker_id initial_cp_conference.icpc_icpc_worker_id
            care_leavers.clea_care_leaver_personal_advisor care_leavers.clea_care_leaver_worker_id
            permanence.perm_adoption_worker_id involvements.invo_professional_id
        """,
        difference=Difference(aspect="refers to", here="", there="professionals"),
        why="A worker is a number in one system and a name in another, so that nothing is referred to.",
    ),
    Listed(
        fields="""
            cin_episodes.cine_referral_team cin_assessments.cina_assessment_team cin_plans.cinp_cin_plan_team
            s47_enquiry.s47e_s47_completed_by_team initial_cp_conference.icpc_icpc_team
            care_leavers.clea_care_leaver_allocated_team involvements.invo_professional_team
        """,
        difference=Difference(aspect="refers to", here="", there="department"),
        why="A team is a number in one system and a name in another, so that nothing is referred to.",
    ),
    Listed(
        fields="""
            assessment_factors.cinf_assessment_id cla_immunisations.clai_person_id
        """,
        difference=Difference(aspect="number of the row", here="False", there="True"),
        why="A row is the child's only one, or the assessment's: the number is of those.",
    ),
    Listed(
        fields="""
            cp_reviews.cppr_cp_review_quorate cla_health.clah_health_check_type
            linked_identifiers.link_identifier_type
        """,
        difference=Difference(aspect="kind", here="code", there="text"),
        why="What is written is one of few values, so that it can be counted.",
    ),
    Listed(
        fields="""
            cla_episodes.clae_cla_id
        """,
        difference=Difference(aspect="refers to", here="period_of_care", there=""),
        why="The period of care is an entity of its own here.",
    ),
    Listed(
        fields="""
            cla_health.clah_health_check_status
        """,
        difference=Difference(
            aspect="codes",
            here="CANCELLED, COMPLETED, PLANNED, REFUSED",
            there="Cancelled, Completed, Planned, Refused",
        ),
        why="Codes are written in one way.",
    ),
    Listed(
        fields="""
            cla_placement.clap_cla_id cla_reviews.clar_cla_id cla_visits.clav_cla_id permanence.perm_cla_id
        """,
        difference=Difference(aspect="refers to", here="period_of_care", there="cla_episodes"),
        why="The period of care is an entity of its own here; there it is a number that episodes share.",
    ),
    Listed(
        fields="""
            cla_reviews.clar_cla_person_id
        """,
        difference=Difference(aspect="name", here="person_id", there="cla_person_id"),
        why="The child has one name in every entity.",
    ),
    Listed(
        fields="""
            care_leavers.clea_care_leaver_eligibility
        """,
        difference=Difference(
            aspect="codes",
            here="E, FR, N, Q, R",
            there="Eligible, Former Relevant, No Current Eligibility, Qualifying, Relevant",
        ),
        why="The dataset writes words; codes are short and stable here.",
    ),
    Listed(
        fields="""
            permanence.perm_part_of_sibling_group ehcp_assessment.ehca_ehcp_assessment_exceptions
            version_log.is_current
        """,
        difference=Difference(aspect="codes", here="N, U, Y", there="0, 1"),
        why="Yes and no are one code set here, however they are written.",
    ),
    Listed(
        fields="""
            permanence.perm_permanence_order_type
        """,
        difference=Difference(
            aspect="codes",
            here="ADOPTION, CAO, SGO",
            there="Adoption, Child Arrangements Order/ Residence Order, Special Guardianship",
        ),
        why="The dataset writes words; codes are short and stable here.",
    ),
    Listed(
        fields="""
            linked_identifiers.link_identifier_type
        """,
        difference=Difference(
            aspect="codes",
            here="CASE, COURT, FORMER_UPN, HOME_OFFICE, INCIDENT, NHS, NI, RAA, UPN, YOT",
            there=(
                "Case Number, Court Case Number, Former Unique Pupil Number, Home Office Registration, "
                "Incident ID, NHS Number, National Insurance Number, RAA ID, Unique Pupil Number, YOT Number"
            ),
        ),
        why="The dataset writes words; codes are short and stable here.",
    ),
    Listed(
        fields="""
            pre_proceedings.prep_la_inital_plan_approved
        """,
        difference=Difference(aspect="name", here="la_initial_plan_approved", there="la_inital_plan_approved"),
        why="The name is misspelt there.",
    ),
    Listed(
        fields="""
            api_data_staging.id
        """,
        difference=Difference(aspect="kind", here="id", there="number"),
        why="A number of a row is no amount.",
    ),
    Listed(
        fields="""
            api_data_staging.person_id
        """,
        difference=Difference(aspect="refers to", here="person", there=""),
        why="The child has one meaning in every entity.",
    ),
    Listed(
        fields="""
            api_data_staging.current_hash api_data_staging.previous_hash
        """,
        difference=Difference(aspect="kind", here="text", there="binary"),
        why="A hash is kept as its letters.",
    ),
    Listed(
        fields="""
            api_data_staging.submission_status
        """,
        difference=Difference(aspect="codes", here="ERROR, PENDING, SENT", there="Error, Pending, Sent"),
        why="The dataset writes words; codes are short and stable here.",
    ),
    Listed(
        fields="""
            api_data_staging.row_state
        """,
        difference=Difference(
            aspect="codes", here="DELETED, NEW, UNCHANGED, UPDATED", there="Deleted, New, Unchanged, Updated"
        ),
        why="The dataset writes words; codes are short and stable here.",
    ),
)


def differences() -> Iterator[tuple[str, Difference]]:
    for fact in FACTS:
        name = f"{fact['table']}.{fact['field']}"
        for aspect, here, there in compared(fact, OURS.get(name)):
            if here != there:
                yield name, Difference(aspect=aspect, here=here, there=there)


def compared(fact: dict[str, str], field: Field | None) -> Iterator[tuple[str, str, str]]:
    """What each side says of a field, aspect by aspect."""
    if field is None:
        yield "declared", "no", "yes"
        return
    yield "name", field.name, plain_name(fact)
    yield "kind", field.kind.value, KINDS[fact["type"]].value if fact["type"] in KINDS else fact["type"]
    yield "refers to", field.refers_to or "", entity_of(fact["refers_to"])
    yield "number of the row", str(ENTITIES[field.entity].numbered_by == field.name), str("pk" in fact["key"])
    if field.kind in (Kind.CODE, Kind.JSON) and fact["codes"]:
        here, there = set(CODE_SETS[field.codes or ""].labels), set(fact["codes"].split("|"))
        yield "codes", ", ".join(sorted(here - there)), ", ".join(sorted(there - here))


def plain_name(fact: dict[str, str]) -> str:
    """A field's name without its table's prefix of four letters, where it has one."""
    has_prefix = fact["table"] not in ("ssd_version_log", "ssd_api_data_staging")
    return fact["field"].partition("_")[2] if has_prefix else fact["field"]


def entity_of(reference: str) -> str:
    return reference.partition(".")[0].removeprefix("ssd_")


def listed() -> dict[tuple[str, Difference], str]:
    return {(f"ssd_{name}", each.difference): each.why for each in LISTED for name in each.fields.split()}


def test_every_difference_is_listed_with_its_reason():
    assert [found for found in differences() if found not in listed()] == []


def test_a_difference_that_is_listed_is_still_one():
    found = set(differences())
    assert [each for each in listed() if each not in found] == []


def test_nothing_is_said_to_be_of_the_dataset_that_it_lacks():
    assert sorted(OURS.keys() - {f"{fact['table']}.{fact['field']}" for fact in FACTS}) == []
    assert sorted(entity.ssd for entity in ENTITIES if entity.ssd) == sorted({fact["table"] for fact in FACTS})


def test_the_facts_are_all_there():
    assert len({fact["table"] for fact in FACTS}) == 48
    assert len({fact["item"] for fact in FACTS}) == len(FACTS) == 361


@pytest.mark.parametrize("name", ["cp_plans", "cla_reviews", "version_log"])
def test_an_entity_says_which_table_it_is(name):
    assert {field.ssd.partition(".")[0] for field in ENTITIES[name].fields if field.ssd} == {f"ssd_{name}"}
