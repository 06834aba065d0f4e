"""The eleven child-level lists of Annex A: the columns of every edition, and what each says for the record.

A column that fills no field of the record becomes a stated value: what the list says of a child (an age, a count, a
status) that is no event of its own. None is left out.
"""

from roker.formats.mapping import Column, ListMapping, Makes
from roker.record import ENTITIES, Kind

# Every pair of words below is a row that a list makes and the field of it that a column fills.


def _text(name: str, *fills: str, blank: bool = False, also: tuple[str, ...] = ()) -> Column:
    return Column(name=name, kind=Kind.TEXT, fills=fills, may_be_blank=blank, other_names=also)


def _number(name: str, *fills: str, blank: bool = False, also: tuple[str, ...] = ()) -> Column:
    return Column(name=name, kind=Kind.NUMBER, fills=fills, may_be_blank=blank, other_names=also)


def _date(name: str, *fills: str, blank: bool = False) -> Column:
    return Column(name=name, kind=Kind.DATE, fills=fills, may_be_blank=blank)


def _code(
    name: str,
    codes: str,
    *fills: str,
    blank: bool = False,
    also: tuple[str, ...] = (),
) -> Column:
    return Column(name=name, kind=Kind.CODE, codes=codes, fills=fills, may_be_blank=blank, other_names=also)


def _id(name: str, *fills: str, blank: bool = False, also: tuple[str, ...] = ()) -> Column:
    return Column(name=name, kind=Kind.ID, fills=fills, may_be_blank=blank, other_names=also)


def _makes(entity: str, *linked: str, without_date: bool = False) -> Makes:
    return Makes(entity=ENTITIES[entity], linked=linked, without_date=without_date)


def _allocated_for(basis: str) -> Makes:
    """Who holds the child, for what. A row without a date still says who."""
    return Makes(entity=ENTITIES["allocation"], fixed={"basis": basis}, says=("team", "worker"), without_date=True)


_WHO = "Child Unique ID"
_ADOPTER = "Individual adopter identifier"
_CHILD_ID = _id(_WHO, "person.person_id", also=("Child Unique Identifier", "Child ID"))
_ABOUT_THE_CHILD = (
    _code("Gender", "gender", "person.gender", also=("Sex",)),
    _code("Ethnicity", "ethnicity", "person.ethnicity"),
    Column(name="Date of Birth", kind=Kind.DATE, fills=("person.dob",), may_be_blank=True, may_lie_ahead=True),
    _number("Age of Child (Years)", blank=True, also=("Age",)),
)
_THE_CHILD = (_CHILD_ID, *_ABOUT_THE_CHILD)
_DISABILITY = _code("Does the Child have a Disability", "yes_no_unknown")
_FAMILY = "Family identifier"


def _team(*fills: str) -> Column:
    return _text("Allocated Team", "allocation.team", *fills)


def _worker(*fills: str) -> Column:
    return _text("Allocated Worker", "allocation.worker", *fills)


_CONTACTS = ListMapping(
    number=1,
    title="Contacts",
    months_back=6,
    who=_WHO,
    dated="Date of Contact",
    makes=(_makes("person"), _makes("contacts")),
    columns=(
        *_THE_CHILD,
        _date("Date of Contact", "contacts.contact_date"),
        _code("Contact Source", "referral_source", "contacts.contact_source_code"),
    ),
)

_EARLY_HELP = ListMapping(
    number=2,
    title="Early help assessments",
    months_back=6,
    who=_WHO,
    dated="Assessment start date",
    makes=(_makes("person"), _makes("early_help_episodes")),
    columns=(
        *_THE_CHILD,
        _date("Assessment start date", "early_help_episodes.episode_start_date"),
        _date("Assessment completion date", "early_help_episodes.episode_end_date", blank=True),
        _text("Organisation completing assessment", "early_help_episodes.episode_organisation"),
    ),
)

_REFERRALS = ListMapping(
    number=3,
    title="Referrals",
    months_back=6,
    who=_WHO,
    dated="Date of referral",
    makes=(_makes("person"), _makes("cin_episodes", "referral_id"), _allocated_for("referral")),
    columns=(
        *_THE_CHILD,
        _date("Date of referral", "cin_episodes.referral_date", "allocation.basis_from"),
        _code("Referral Source", "referral_source", "cin_episodes.referral_source_code"),
        _code("Referral NFA?", "yes_no_unknown", "cin_episodes.referral_nfa"),
        _number("Number of Referrals in Last 12 Months"),
        _team("cin_episodes.referral_team"),
        _worker("cin_episodes.referral_worker_id"),
    ),
)

_ASSESSMENTS = ListMapping(
    number=4,
    title="Assessments",
    months_back=6,
    who=_WHO,
    dated="Continuous Assessment Start Date",
    makes=(
        _makes("person"),
        _makes("cin_assessments", "assessment_id", without_date=True),
        _allocated_for("assessment"),
    ),
    columns=(
        *_THE_CHILD,
        _DISABILITY,
        _date("Continuous Assessment Start Date", "cin_assessments.assessment_start_date", "allocation.basis_from"),
        _code("Child Seen During Continuous Assessment", "yes_no_unknown", "cin_assessments.assessment_child_seen"),
        _date(
            "Continuous Assessment Date of Authorisation",
            "cin_assessments.assessment_auth_date",
            "allocation.basis_to",
            blank=True,
        ),
        _code(
            "Was the child assessed as requiring LA children's social care support?",
            "yes_no_unknown",
            "cin_assessments.assessment_support_required",
            blank=True,
        ),
        _team("cin_assessments.assessment_team"),
        _worker("cin_assessments.assessment_worker_id"),
    ),
)

_ENQUIRIES = ListMapping(
    number=5,
    title="Section 47 enquiries and initial child protection conferences",
    months_back=6,
    who=_WHO,
    dated="Strategy discussion initiating Section 47 Enquiry Start Date",
    makes=(
        _makes("person"),
        _makes("s47_enquiry", "s47_enquiry_id", without_date=True),
        _makes("initial_cp_conference", "s47_enquiry_id"),
        _allocated_for("enquiry"),
    ),
    columns=(
        *_THE_CHILD,
        _DISABILITY,
        _date(
            "Strategy discussion initiating Section 47 Enquiry Start Date",
            "s47_enquiry.s47_start_date",
            "allocation.basis_from",
        ),
        _code(
            "Was an Initial Child Protection Conference deemed unnecessary?",
            "yes_no_unknown",
            "s47_enquiry.icpc_not_required",
            blank=True,
        ),
        _date(
            "Date of Initial Child Protection Conference",
            "initial_cp_conference.icpc_date",
            "allocation.basis_to",
            blank=True,
        ),
        _code(
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            "yes_no_unknown",
            "initial_cp_conference.icpc_outcome_cp_flag",
            blank=True,
        ),
        _number("Number of Section 47 Enquiries in the last 12 months"),
        _number("Number of ICPCs in the last 12 months"),
        _team("s47_enquiry.s47_completed_by_team"),
        _worker("s47_enquiry.s47_completed_by_worker_id"),
    ),
)

_CHILDREN_IN_NEED = ListMapping(
    number=6,
    title="Children in need",
    months_back=6,
    who=_WHO,
    dated="CIN Start Date",
    makes=(_makes("person"), _makes("cin_episodes", "referral_id"), _allocated_for("need")),
    columns=(
        *_THE_CHILD,
        _DISABILITY,
        _date("CIN Start Date", "cin_episodes.referral_date", "allocation.basis_from", blank=True),
        _code("Primary Need Code", "primary_need", "cin_episodes.cin_primary_need_code"),
        _date("Date Child Was Last Seen", blank=True),
        _date("CIN Closure Date", "cin_episodes.close_date", "allocation.basis_to", blank=True),
        _code("Reason for Closure", "closure_reason", "cin_episodes.close_reason", blank=True),
        _code("Case Status", "case_status"),
        _team(),
        _worker(),
    ),
)

_PROTECTION_PLANS = ListMapping(
    number=7,
    title="Child protection plans",
    months_back=6,
    who=_WHO,
    dated="Child Protection Plan Start Date",
    makes=(
        _makes("person"),
        _makes("cp_plans", "cp_plan_id", without_date=True),
        _makes("cp_visits", "cp_plan_id"),
        _makes("cp_reviews", "cp_plan_id"),
        _allocated_for("protection"),
    ),
    columns=(
        *_THE_CHILD,
        _DISABILITY,
        _date("Child Protection Plan Start Date", "cp_plans.cp_plan_start_date", "allocation.basis_from"),
        _code("Initial Category of Abuse", "abuse_category", "cp_plans.cp_plan_initial_category"),
        _code("Latest Category of Abuse", "abuse_category", "cp_plans.cp_plan_latest_category"),
        _date("Date of the Last Statutory Visit", "cp_visits.cp_visit_date", blank=True),
        _code("Was the Child Seen Alone?", "yes_no_unknown", "cp_visits.cp_visit_seen_alone", blank=True),
        _date("Date of latest review conference", "cp_reviews.cp_review_date", blank=True),
        _date("Child Protection Plan End Date", "cp_plans.cp_plan_end_date", "allocation.basis_to", blank=True),
        _code(
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
            "yes_no_unknown",
        ),
        _number("Number of Previous Child Protection Plans", "cp_plans.number_of_previous_plans"),
        _team(),
        _worker(),
    ),
)

_CHILDREN_IN_CARE = ListMapping(
    number=8,
    title="Children in care",
    months_back=6,
    who=_WHO,
    dated="Date Started to be Looked After",
    makes=(
        _makes("person"),
        _makes("period_of_care", "cla_id", without_date=True),
        _makes("legal_status"),
        _makes("cla_reviews", "cla_id"),
        _makes("cla_visits", "cla_id"),
        Makes(entity=ENTITIES["cla_health"], name="health_assessment", fixed={"health_check_type": "HEALTH"}),
        Makes(entity=ENTITIES["cla_health"], name="dental_check", fixed={"health_check_type": "DENTAL"}),
        _makes("cla_placement", "cla_id"),
        _allocated_for("care"),
    ),
    columns=(
        *_THE_CHILD,
        _code("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", "yes_no_unknown"),
        _DISABILITY,
        _date("Date Started to be Looked After", "period_of_care.entered_care_date", "allocation.basis_from"),
        _code("Child's Category of Need", "primary_need", "period_of_care.primary_need_code"),
        _code(
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
            "yes_no_unknown",
        ),
        _date("Start date of current legal status", "legal_status.legal_status_start_date"),
        _code("Child's Legal Status", "legal_status", "legal_status.legal_status"),
        _date("Date of Latest Statutory Review", "cla_reviews.cla_review_date", blank=True),
        _date("Date of Last Social Work Visit", "cla_visits.cla_visit_date", blank=True),
        _code(
            "What is the permanence plan for this child?",
            "permanence_plan",
            "period_of_care.permanence_plan",
            blank=True,
        ),
        _date("Date of Last IRO Visit / Contact to the Child", "period_of_care.last_iro_contact_date", blank=True),
        _date("Date of Last Health Assessment", "health_assessment.health_check_date", blank=True),
        _date("Date of Last Dental Check", "dental_check.health_check_date", blank=True),
        _number("Number of Placements in the Last 12 months"),
        _date("Date Ceased to be Looked After", "period_of_care.ceased_date", "allocation.basis_to", blank=True),
        _code("Reason Ceased to be Looked After", "ceased_reason", "period_of_care.ceased_reason", blank=True),
        _date("Start Date of Most Recent Placement", "cla_placement.cla_placement_start_date"),
        _code("Placement Type", "placement_type", "cla_placement.cla_placement_type"),
        _code("Placement Provider", "placement_provider", "cla_placement.cla_placement_provider"),
        _text("Placement postcode", "cla_placement.cla_placement_postcode"),
        _text("URN of Placement", "cla_placement.cla_placement_urn", blank=True),
        _code("Placement Location", "placement_location", "cla_placement.placement_location"),
        _text("LA of Placement", "cla_placement.placement_authority"),
        _number("Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months"),
        _number("Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months"),
        _code(
            "Was the child offered a Return Interview after their last missing episode (Y/N)?",
            "yes_no_unknown",
            blank=True,
        ),
        _code(
            "Did the child accept a Return Interview after their last missing episode (Y/N)?",
            "yes_no_unknown",
            blank=True,
        ),
        _team(),
        _worker(),
    ),
)

_CARE_LEAVERS = ListMapping(
    number=9,
    title="Care leavers",
    months_back=0,
    who=_WHO,
    dated=None,
    makes=(_makes("person"), _makes("care_leavers"), _allocated_for("leaving_care")),
    columns=(
        *_THE_CHILD,
        _code(
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
            "yes_no_unknown",
        ),
        _DISABILITY,
        _team("care_leavers.care_leaver_allocated_team"),
        _worker("care_leavers.care_leaver_worker_id"),
        # After the worker: where a young person has a personal adviser, that is who holds the case.
        _text(
            "Allocated Personal Advisor",
            "care_leavers.care_leaver_personal_advisor",
            "allocation.worker",
            also=("Allocated Personal Adviser",),
        ),
        _code(
            "Eligibility Category",
            "care_leaver_eligibility",
            "care_leavers.care_leaver_eligibility",
            also=("Eligibity Category",),
        ),
        _date("Latest Pathway Plan Review Date", "care_leavers.pathway_plan_review_date", blank=True),
        _code("LA in Touch", "in_touch", "care_leavers.care_leaver_in_touch"),
        _date("Latest Date of Contact", "care_leavers.care_leaver_latest_contact", blank=True),
        _code("Type of Accommodation", "accommodation", "care_leavers.care_leaver_accommodation", blank=True),
        _code(
            "Suitability of Accommodation",
            "suitability",
            "care_leavers.care_leaver_accom_suitable",
            blank=True,
            also=("Suitability of Accomodation",),
        ),
        _code("Activity Status", "activity", "care_leavers.care_leaver_activity", blank=True),
    ),
)

_ADOPTION = ListMapping(
    number=10,
    title="Adoption",
    months_back=12,
    who=_WHO,
    dated="Date of Decision that Child Should be Placed for Adoption",
    makes=(_makes("person"), _makes("permanence")),
    columns=(
        _CHILD_ID,
        _id(_FAMILY, "permanence.adoptive_family_id", blank=True),
        *_ABOUT_THE_CHILD,
        _DISABILITY,
        _date("Date the Child Entered Care", "permanence.entered_care_date"),
        _date("Date of Decision that Child Should be Placed for Adoption", "permanence.adm_decision_date"),
        _date("Date of Placement Order", "permanence.placement_order_date", blank=True),
        _date("Date of Matching Child and Prospective Adopters", "permanence.matched_date", blank=True),
        _date("Date Placed for Adoption", "permanence.placed_for_adoption_date", blank=True),
        _date("Date of Adoption Order", "permanence.permanence_order_date", blank=True),
        _date(
            "Date of Decision that Child Should No Longer be Placed for Adoption",
            "permanence.decision_reversed_date",
            blank=True,
        ),
        _code(
            "Reason Why Child No Longer Placed for Adoption",
            "adoption_reversed",
            "permanence.decision_reversed_reason",
            blank=True,
        ),
        _date(
            "Date the child was placed for fostering in FFA or concurrent planning placement",
            "permanence.placed_ffa_cp_date",
            blank=True,
        ),
    ),
)

_ADOPTERS = ListMapping(
    number=11,
    title="Prospective adopters",
    months_back=0,
    who=_ADOPTER,
    dated=None,
    makes=(_makes("prospective_adopter"),),
    columns=(
        _id(_ADOPTER, "prospective_adopter.adopter_id"),
        _id(_FAMILY, "prospective_adopter.adoptive_family_id", blank=True),
        _code("Gender", "gender", "prospective_adopter.gender", also=("Sex",)),
        _code("Ethnicity", "ethnicity", "prospective_adopter.ethnicity"),
        _code("Disability", "yes_no_unknown", "prospective_adopter.disability"),
        _code(
            "Is the (prospective) adopter fostering for adoption?",
            "yes_no_unknown",
            "prospective_adopter.fostering_for_adoption",
        ),
        _date("Date enquiry received", "prospective_adopter.enquiry_date"),
        _date("Date Stage 1 started", "prospective_adopter.stage_1_start_date", blank=True),
        _date("Date Stage 1 ended", "prospective_adopter.stage_1_end_date", blank=True),
        _date("Date Stage 2 started", "prospective_adopter.stage_2_start_date", blank=True),
        _date("Date Stage 2 ended", "prospective_adopter.stage_2_end_date", blank=True),
        _date("Date application submitted", "prospective_adopter.application_date", blank=True),
        _date("Date application approved", "prospective_adopter.approval_date", blank=True),
        _date("Date adopter matched with child(ren)", "prospective_adopter.matched_date", blank=True),
        _date("Date child/children placed with adopter(s)", "prospective_adopter.placed_date", blank=True),
        _number("No. of children placed", "prospective_adopter.children_placed", blank=True),
        _date("Date of Adoption Order", "prospective_adopter.adoption_order_date", blank=True),
        _date("Date of leaving adoption process", "prospective_adopter.leaving_date", blank=True),
        _code(
            "Reason for leaving adoption process",
            "adopter_leaving",
            "prospective_adopter.leaving_reason",
            blank=True,
        ),
    ),
)

LISTS: tuple[ListMapping, ...] = (
    _CONTACTS,
    _EARLY_HELP,
    _REFERRALS,
    _ASSESSMENTS,
    _ENQUIRIES,
    _CHILDREN_IN_NEED,
    _PROTECTION_PLANS,
    _CHILDREN_IN_CARE,
    _CARE_LEAVERS,
    _ADOPTION,
    _ADOPTERS,
)

ONLY_LATEST = frozenset(
    "cp_visits cp_reviews cla_reviews cla_visits care_leavers cla_health cla_placement legal_status".split()
)
"""Entities of which the lists hold the latest row of each child alone."""


def _fields_filled() -> set[str]:
    """Every field that some column fills, or that is known without one."""
    return {
        f"{makes.entity.name}.{name}"
        for mapping in LISTS
        for makes in mapping.makes
        for name in {
            *mapping.filled(makes),
            *makes.fixed,
            *makes.linked,
            makes.entity.own_id or "person_id",
            "person_id",
        }
    }


MADE = tuple(dict.fromkeys(makes.entity for mapping in LISTS for makes in mapping.makes))
"""The entities that lists tell of."""

NEVER_CARRIED = frozenset(str(field) for entity in MADE for field in entity.fields) - _fields_filled()
"""Fields of these entities that no list has a column for."""
