"""What the Standard Safeguarding Dataset is met with: words for its codes, tables that may be left out, dates ahead.

Names of tables and fields stand with the entities. Words beside the codes of the record are those that extracts of
several case systems write.
"""

from collections.abc import Mapping

_YES_NO = {"1": "Y", "0": "N", "true": "Y", "false": "N", "t": "Y", "f": "N"}

ALSO: Mapping[str, Mapping[str, str]] = {
    "yes_no_unknown": {**_YES_NO, "unknown": "U"},
    "yes_no_not_applicable": {**_YES_NO, "n/a": "NA", "not applicable": "NA"},
    "sex": {"1": "M", "2": "F", "0": "U", "9": "U", "01": "M", "02": "F", "00": "U", "09": "U", "I": "U"},
    "gender": {"1": "M", "2": "F", "0": "U", "9": "I", "01": "M", "02": "F", "00": "U", "09": "I"},
    "ethnicity": {"CNHE": "CHNE"},
    "in_touch": {"y": "YES", "n": "NO"},
    "suitability": {"y": "1", "n": "2", "yes": "1", "no": "2", "not suitable": "2"},
    "care_leaver_eligibility": {
        "relevant": "R",
        "former relevant": "FR",
        "qualifying": "Q",
        "eligible": "E",
        "ineligible": "N",
        "not eligible": "N",
    },
    "missing_type": {"absent": "A", "away": "A", "unauthorised absence": "A"},
    "health_check_type": {
        "health": "HEALTH",
        "health assessment": "HEALTH",
        "review health assessment": "HEALTH",
        "initial health assessment": "HEALTH",
        "dental": "DENTAL",
        "dental check": "DENTAL",
        "development check": "DEVELOPMENT",
    },
    "health_check_status": {"complete": "COMPLETED", "done": "COMPLETED"},
}
"""Other words that are met, by code set."""

SPELT: Mapping[str, Mapping[str, str]] = {
    "care_leaver_eligibility": {"R": "Relevant", "FR": "Former Relevant", "Q": "Qualifying", "E": "Eligible"},
    "health_check_status": {
        "COMPLETED": "Completed",
        "PLANNED": "Planned",
        "REFUSED": "Refused",
        "CANCELLED": "Cancelled",
    },
    "submission_status": {"PENDING": "Pending", "SENT": "Sent", "ERROR": "Error"},
    "row_state": {"NEW": "New", "UPDATED": "Updated", "DELETED": "Deleted", "UNCHANGED": "Unchanged"},
}
"""How the dataset spells codes that it spells otherwise than the record, by code set."""

PLACEHOLDERS = frozenset(
    "send sen_need ehcp_requests ehcp_assessment ehcp_named_plan ehcp_active_plans pre_proceedings voice_of_child "
    "s251_finance version_log api_data_staging".split()
)
"""Tables that hardly any extract fills; that one is missing is not worth a word."""

BESIDE = frozenset("ssd_cohort ssd_dim_date ssd_pre_cla_care_plan cohort dim_date pre_cla_care_plan".split())
"""Tables of extracts that tell nothing of a child which the others do not."""

ONLY_LATEST = frozenset({"care_leavers", "cla_immunisations", "ehcp_active_plans"})
"""Tables with one row for each child or plan, the latest state."""

YEARS_BACK = 6
"""How far back an extract reaches, counted from the day it is made; what goes on is in it, whenever it began."""

AS_IDS = frozenset(
    "early_help_episodes.episode_worker_id cin_episodes.referral_team cin_episodes.referral_worker_id "
    "cin_assessments.assessment_team cin_assessments.assessment_worker_id cin_plans.cin_plan_team "
    "cin_plans.cin_plan_worker_id s47_enquiry.s47_completed_by_worker_id s47_enquiry.s47_completed_by_team "
    "initial_cp_conference.icpc_team initial_cp_conference.icpc_worker_id care_leavers.care_leaver_personal_advisor "
    "care_leavers.care_leaver_allocated_team care_leavers.care_leaver_worker_id permanence.adoption_worker_id "
    "involvements.professional_id involvements.professional_team".split()
)
"""Teams and workers: numbers in some systems, names in others. 0 and -1 stand for none."""

MAY_LIE_AHEAD = frozenset(
    "person.expected_dob initial_cp_conference.icpc_target_date cp_reviews.cp_review_due "
    "cla_reviews.cla_review_due_date immigration_status.immigration_status_end_date "
    "legal_status.legal_status_end_date cin_plans.cin_plan_end_date cla_care_plan.cla_care_plan_end_date "
    "care_leavers.pathway_plan_review_date involvements.involvement_end_date linked_identifiers.valid_to_date "
    "address.address_end_date mother.childs_dob school_term.term_start_date school_term.term_end_date".split()
)
"""Dates that may well be later than the day on which the extract was made."""
