"""What we know of children and of those who work with them: every entity, declared once.

Names are those of the Standard Safeguarding Dataset (Data to Insight), without its table and field prefixes; an entity
or field that it lacks is local and says so by having no `ssd` name. Tables, terms and the manual's data dictionary all
come from here.
"""

from dataclasses import replace

from roker.catalogue import Catalogue
from roker.record.schema import Entity, Field, Kind, Sensitivity

_IDENTIFYING, _SENSITIVE, _NEITHER = Sensitivity.IDENTIFYING, Sensitivity.SENSITIVE, Sensitivity.NEITHER


def _field(  # noqa: PLR0913 - the parts of a declaration
    name: str,
    label: str,
    kind: Kind,
    sensitivity: Sensitivity = _SENSITIVE,
    *,
    codes: str | None = None,
    refers_to: str | None = None,
    local: bool = False,
) -> Field:
    ssd = None if local else name
    return Field(
        entity="", name=name, label=label, kind=kind, sensitivity=sensitivity, codes=codes, refers_to=refers_to, ssd=ssd
    )


def _date(name: str, label: str, *, local: bool = False) -> Field:
    return _field(name, label, Kind.DATE, local=local)


def _code(name: str, label: str, codes: str, *, local: bool = False) -> Field:
    return _field(name, label, Kind.CODE, codes=codes, local=local)


def _text(name: str, label: str, sensitivity: Sensitivity = _SENSITIVE, *, local: bool = False) -> Field:
    return _field(name, label, Kind.TEXT, sensitivity, local=local)


def _id(name: str, label: str, refers_to: str | None = None, *, local: bool = False) -> Field:
    return _field(name, label, Kind.ID, _IDENTIFYING, refers_to=refers_to, local=local)


def _child() -> Field:
    return _id("person_id", "Child's number in the case system", refers_to="person")


def _team(name: str, *, local: bool = False) -> Field:
    return _text(name, "Team", _NEITHER, local=local)


def _worker(name: str, label: str = "Worker", *, local: bool = False) -> Field:
    return _text(name, label, _IDENTIFYING, local=local)


def _entity(
    name: str,
    title: str,
    key: str,
    *fields: Field,
    ssd: str | None = None,
    happened_on: str | None = None,
) -> Entity:
    """An entity whose fields carry its name; `ssd` is its field prefix there, as in "cppl"."""
    owned = tuple(
        replace(each, entity=name, ssd=f"ssd_{name}.{ssd}_{each.ssd}" if ssd and each.ssd else None) for each in fields
    )
    return Entity(
        name=name,
        title=title,
        key=tuple(key.split()),
        fields=owned,
        ssd=f"ssd_{name}" if ssd else None,
        happened_on=happened_on,
    )


person = _entity(
    "person",
    "Child or young person",
    "person_id",
    _id("person_id", "Child's number in the case system"),
    _code("gender", "Gender", "gender"),
    _code("ethnicity", "Ethnicity", "ethnicity"),
    _field("dob", "Date of birth, or expected date", Kind.DATE, _IDENTIFYING),
    ssd="pers",
)

contacts = _entity(
    "contacts",
    "Contact",
    "person_id contact_date contact_source_code",
    _child(),
    _date("contact_date", "Contact received"),
    _code("contact_source_code", "Who made the contact", "referral_source"),
    ssd="cont",
    happened_on="contact_date",
)

early_help_episodes = _entity(
    "early_help_episodes",
    "Early help assessment",
    "person_id episode_start_date",
    _child(),
    _date("episode_start_date", "Early help started"),
    _date("episode_end_date", "Early help assessment completed"),
    _text("episode_organisation", "Organisation", _NEITHER),
    ssd="earl",
    happened_on="episode_start_date",
)

cin_episodes = _entity(
    "cin_episodes",
    "Referral and episode of need",
    "person_id referral_date",
    _id("referral_id", "Referral"),
    _child(),
    _date("referral_date", "Referral received"),
    _code("cin_primary_need_code", "Primary need", "primary_need"),
    _code("referral_source_code", "Who referred", "referral_source"),
    _code("referral_nfa", "No further action on the referral", "yes_no_unknown"),
    _code("close_reason", "Reason for closing", "closure_reason"),
    _date("close_date", "Case closed"),
    _team("referral_team"),
    _worker("referral_worker_id"),
    ssd="cine",
    happened_on="referral_date",
)

cin_assessments = _entity(
    "cin_assessments",
    "Child and family assessment",
    "person_id assessment_start_date",
    _id("assessment_id", "Assessment"),
    _child(),
    _id("referral_id", "Referral that led to it", refers_to="cin_episodes"),
    _date("assessment_start_date", "Assessment started"),
    _code("assessment_child_seen", "Child seen during the assessment", "yes_no_unknown"),
    _date("assessment_auth_date", "Assessment authorised"),
    _code("assessment_support_required", "Support required", "yes_no_unknown", local=True),
    _team("assessment_team"),
    _worker("assessment_worker_id"),
    ssd="cina",
    happened_on="assessment_start_date",
)

s47_enquiry = _entity(
    "s47_enquiry",
    "Section 47 enquiry",
    "person_id s47_start_date",
    _id("s47_enquiry_id", "Enquiry"),
    _child(),
    _date("s47_start_date", "Strategy discussion that began the enquiry"),
    _code("icpc_not_required", "Conference deemed unnecessary", "yes_no_unknown", local=True),
    _team("s47_completed_by_team"),
    _worker("s47_completed_by_worker_id"),
    ssd="s47e",
    happened_on="s47_start_date",
)

initial_cp_conference = _entity(
    "initial_cp_conference",
    "Initial child protection conference",
    "person_id s47_enquiry_id icpc_date",
    _id("s47_enquiry_id", "Enquiry that led to it", refers_to="s47_enquiry"),
    _child(),
    _date("icpc_date", "Conference held"),
    _code("icpc_outcome_cp_flag", "Led to a child protection plan", "yes_no_unknown"),
    ssd="icpc",
    happened_on="icpc_date",
)

cp_plans = _entity(
    "cp_plans",
    "Child protection plan",
    "person_id cp_plan_start_date",
    _id("cp_plan_id", "Plan"),
    _child(),
    _date("cp_plan_start_date", "Plan started"),
    _date("cp_plan_end_date", "Plan ended"),
    _code("cp_plan_initial_category", "Category of abuse at first", "abuse_category"),
    _code("cp_plan_latest_category", "Latest category of abuse", "abuse_category"),
    ssd="cppl",
    happened_on="cp_plan_start_date",
)

cp_visits = _entity(
    "cp_visits",
    "Child protection visit",
    "person_id cp_plan_id cp_visit_date",
    _child(),
    _id("cp_plan_id", "Plan", refers_to="cp_plans"),
    _date("cp_visit_date", "Visit made"),
    _code("cp_visit_seen_alone", "Child seen alone", "yes_no_unknown"),
    ssd="cppv",
    happened_on="cp_visit_date",
)

cp_reviews = _entity(
    "cp_reviews",
    "Child protection review conference",
    "person_id cp_plan_id cp_review_date",
    _child(),
    _id("cp_plan_id", "Plan", refers_to="cp_plans"),
    _date("cp_review_date", "Review conference held"),
    ssd="cppr",
    happened_on="cp_review_date",
)

period_of_care = _entity(
    "period_of_care",
    "Period of care",
    "person_id entered_care_date",
    _id("cla_id", "Period of care", local=True),
    _child(),
    _date("entered_care_date", "Started to be looked after", local=True),
    _date("ceased_date", "Ceased to be looked after", local=True),
    _code("ceased_reason", "Reason for ceasing", "ceased_reason", local=True),
    _code("primary_need_code", "Category of need", "primary_need", local=True),
    _code("permanence_plan", "Permanence plan", "permanence_plan", local=True),
    _date("last_iro_contact_date", "Last contact of the reviewing officer", local=True),
    happened_on="entered_care_date",
)

legal_status = _entity(
    "legal_status",
    "Legal status",
    "person_id legal_status_start_date legal_status",
    _child(),
    _code("legal_status", "Legal status", "legal_status"),
    _date("legal_status_start_date", "Legal status began"),
    ssd="lega",
    happened_on="legal_status_start_date",
)

cla_reviews = _entity(
    "cla_reviews",
    "Looked-after review",
    "person_id cla_id cla_review_date",
    _id("cla_id", "Period of care", refers_to="period_of_care"),
    _child(),
    _date("cla_review_date", "Review held"),
    ssd="clar",
    happened_on="cla_review_date",
)

cla_visits = _entity(
    "cla_visits",
    "Visit to a looked-after child",
    "person_id cla_id cla_visit_date",
    _id("cla_id", "Period of care", refers_to="period_of_care"),
    _child(),
    _date("cla_visit_date", "Visit made"),
    ssd="clav",
    happened_on="cla_visit_date",
)

cla_health = _entity(
    "cla_health",
    "Health assessment or dental check",
    "person_id health_check_type health_check_date",
    _child(),
    _code("health_check_type", "Kind of check", "health_check_type"),
    _date("health_check_date", "Check made"),
    ssd="clah",
    happened_on="health_check_date",
)

cla_placement = _entity(
    "cla_placement",
    "Placement",
    "person_id cla_placement_start_date",
    _id("cla_id", "Period of care", refers_to="period_of_care"),
    _child(),
    _date("cla_placement_start_date", "Placement started"),
    _code("cla_placement_type", "Placement type", "placement_type"),
    _code("cla_placement_provider", "Provider", "placement_provider"),
    _field("cla_placement_postcode", "Postcode of the placement", Kind.TEXT, _IDENTIFYING),
    _field("cla_placement_urn", "Ofsted number of the placement", Kind.TEXT, _IDENTIFYING),
    _code("placement_location", "Inside or outside the authority", "placement_location", local=True),
    _text("placement_authority", "Authority of the placement", local=True),
    ssd="clap",
    happened_on="cla_placement_start_date",
)

care_leavers = _entity(
    "care_leavers",
    "Care leaver",
    "person_id",
    _child(),
    _code("care_leaver_eligibility", "Eligibility", "care_leaver_eligibility"),
    _code("care_leaver_in_touch", "Authority in touch", "in_touch"),
    _date("care_leaver_latest_contact", "Latest contact"),
    _code("care_leaver_accommodation", "Accommodation", "accommodation"),
    _code("care_leaver_accom_suitable", "Accommodation suitable", "suitability"),
    _code("care_leaver_activity", "Activity", "activity"),
    _date("pathway_plan_review_date", "Pathway plan reviewed"),
    _worker("care_leaver_personal_advisor", "Personal adviser"),
    _team("care_leaver_allocated_team"),
    _worker("care_leaver_worker_id"),
    ssd="clea",
    happened_on="care_leaver_latest_contact",
)

permanence = _entity(
    "permanence",
    "Adoption decision",
    "person_id adm_decision_date",
    _child(),
    _id("adoptive_family_id", "Adoptive family", local=True),
    _date("entered_care_date", "Entered care", local=True),
    _date("adm_decision_date", "Decision that the child should be placed for adoption"),
    _date("placement_order_date", "Placement order made"),
    _date("matched_date", "Matched with adopters"),
    _date("placed_for_adoption_date", "Placed for adoption"),
    _date("permanence_order_date", "Adoption order made"),
    _date("decision_reversed_date", "Decision that the child should no longer be placed"),
    _code("decision_reversed_reason", "Reason for that", "adoption_reversed"),
    _date("placed_ffa_cp_date", "Placed with carers who may adopt"),
    ssd="perm",
    happened_on="adm_decision_date",
)

prospective_adopter = _entity(
    "prospective_adopter",
    "Prospective adopter",
    "adopter_id",
    _id("adopter_id", "Adopter", local=True),
    _id("adoptive_family_id", "Adoptive family", local=True),
    _code("gender", "Gender", "gender", local=True),
    _code("ethnicity", "Ethnicity", "ethnicity", local=True),
    _code("disability", "Disability", "yes_no_unknown", local=True),
    _code("fostering_for_adoption", "Fostering for adoption", "yes_no_unknown", local=True),
    _date("enquiry_date", "Enquiry received", local=True),
    _date("stage_1_start_date", "Stage 1 started", local=True),
    _date("stage_1_end_date", "Stage 1 ended", local=True),
    _date("stage_2_start_date", "Stage 2 started", local=True),
    _date("stage_2_end_date", "Stage 2 ended", local=True),
    _date("application_date", "Application submitted", local=True),
    _date("approval_date", "Application approved", local=True),
    _date("matched_date", "Matched with a child", local=True),
    _date("placed_date", "Child placed", local=True),
    _field("children_placed", "Number of children placed", Kind.NUMBER, local=True),
    _date("adoption_order_date", "Adoption order made", local=True),
    _date("leaving_date", "Left the process", local=True),
    _code("leaving_reason", "Reason for leaving", "adopter_leaving", local=True),
)

allocation = _entity(
    "allocation",
    "Allocation: who holds a child, as a list states it",
    "person_id basis basis_from",
    _child(),
    _code("basis", "For what", "allocation_basis", local=True),
    _date("basis_from", "Since", local=True),
    _date("basis_to", "Until", local=True),
    _team("team", local=True),
    _worker("worker", local=True),
)

stated_value = _entity(
    "stated_value",
    "What a list states of a child that is no event of its own",
    "person_id list_number stated_of name",
    _child(),
    _field("list_number", "List", Kind.NUMBER, _NEITHER, local=True),
    _text("stated_of", "Row of the list", _NEITHER, local=True),
    _text("name", "Column", _NEITHER, local=True),
    _text("value", "Value as written", local=True),
)

ENTITIES = Catalogue(
    person,
    contacts,
    early_help_episodes,
    cin_episodes,
    cin_assessments,
    s47_enquiry,
    initial_cp_conference,
    cp_plans,
    cp_visits,
    cp_reviews,
    period_of_care,
    legal_status,
    cla_reviews,
    cla_visits,
    cla_health,
    cla_placement,
    care_leavers,
    permanence,
    prospective_adopter,
    allocation,
    stated_value,
)
