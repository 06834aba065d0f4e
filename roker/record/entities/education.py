"""Schooling and special educational needs."""

from roker.record.entities.declaring import IDENTIFYING, NEITHER, a_child, a_date, an_id, coded, entity, text, yes_no

schooling = entity(
    "schooling",
    "Schooling",
    "person_id school_start_date",
    a_child(),
    coded("schooling_kind", "Kind of schooling", "schooling_kind"),
    a_date("school_start_date", "Schooling began"),
    a_date("school_end_date", "Schooling ended"),
    text("school", "Name of the school", IDENTIFYING),
    text("school_urn", "Number of the school", IDENTIFYING),
    a_date("withdrawal_date", "Parents told of teaching at home"),
    a_date("consent_date", "Decision on consent to it"),
    happened_on="school_start_date",
    ended_on="school_end_date",
)

personal_education_plan = entity(
    "personal_education_plan",
    "Personal education plan",
    "person_id education_plan_date",
    a_child(),
    a_date("education_plan_date", "Plan begun or reviewed"),
    yes_no("from_review", "Made in a review"),
    text("school_term", "School term"),
    a_date("plan_completed_date", "Plan completed"),
    yes_no("child_view", "Says what the child thinks"),
    happened_on="education_plan_date",
)

school_term = entity(
    "school_term",
    "School term",
    "term_start_date",
    text("term", "Name of the term", NEITHER),
    a_date("term_start_date", "First day of the term", is_event=False),
    a_date("term_end_date", "Last day of the term", is_event=False),
    happened_on="term_start_date",
    ended_on="term_end_date",
    note="As the authority sets them; no child is named.",
)

term_in_care = entity(
    "term_in_care",
    "School term that began while a child was in care",
    "person_id term_start_date",
    a_child(),
    text("term", "Name of the term", NEITHER),
    a_date("term_start_date", "First day of the term", is_event=False),
    a_date("term_end_date", "Last day of the term", is_event=False),
    a_date("care_end_date", "Ceased to be looked after", is_event=False),
    happened_on="term_start_date",
    ended_on="term_end_date",
    note="Made from school terms and periods of care.",
)

send = entity(
    "send",
    "Special educational needs",
    "person_id",
    an_id("table_id", "Child with special educational needs"),
    a_child(),
    text("upn", "Unique pupil number", IDENTIFYING),
    text("uln", "Unique learner number", IDENTIFYING),
    coded("upn_unknown", "Why there is no number", "upn_unknown"),
    ssd="send_",
    numbered_by="table_id",
    note="Seldom filled as yet, like all entities of education, health and care plans.",
)

ehcp_requests = entity(
    "ehcp_requests",
    "Request for an education, health and care plan",
    "person_id ehcp_req_date",
    an_id("ehcp_request_id", "Request"),
    a_child(local=True),
    an_id("send_table_id", "Child with special educational needs", refers_to="send"),
    a_date("ehcp_req_date", "Request received"),
    a_date("ehcp_req_outcome_date", "Decision to assess told"),
    coded("ehcp_req_outcome", "Decision to assess", "ehcp_decision"),
    ssd="ehcr_",
    happened_on="ehcp_req_date",
    ended_on="ehcp_req_outcome_date",
    numbered_by="ehcp_request_id",
)

ehcp_assessment = entity(
    "ehcp_assessment",
    "Education, health and care needs assessment",
    "person_id ehcp_request_id ehcp_assessment_outcome_date",
    an_id("ehcp_assessment_id", "Assessment"),
    a_child(local=True),
    an_id("ehcp_request_id", "Request", refers_to="ehcp_requests"),
    a_date("ehcp_assessment_outcome_date", "Plan issued, or refusal told"),
    coded("ehcp_assessment_outcome", "Decision to issue a plan", "ehcp_decision"),
    yes_no("ehcp_assessment_exceptions", "An exception to the time limit applies"),
    ssd="ehca_",
    happened_on="ehcp_assessment_outcome_date",
    numbered_by="ehcp_assessment_id",
)

ehcp_named_plan = entity(
    "ehcp_named_plan",
    "Education, health and care plan",
    "person_id named_plan_start_date",
    a_child(local=True),
    an_id("named_plan_id", "Number of the plan"),
    an_id("ehcp_asmt_id", "Assessment", refers_to="ehcp_assessment"),
    a_date("named_plan_start_date", "Plan issued"),
    a_date("named_plan_ceased_date", "Plan ceased"),
    coded("named_plan_ceased_reason", "Why the plan ceased", "ehcp_cease_reason"),
    ssd="ehcn_",
    happened_on="named_plan_start_date",
    ended_on="named_plan_ceased_date",
    numbered_by="named_plan_id",
)

ehcp_active_plans = entity(
    "ehcp_active_plans",
    "Education, health and care plan in force",
    "person_id ehcp_request_id",
    an_id("active_ehcp_id", "Plan in force"),
    a_child(local=True),
    an_id("ehcp_request_id", "Request", refers_to="ehcp_requests"),
    a_date("active_ehcp_last_review_date", "Plan reviewed"),
    ssd="ehcp_",
    happened_on="active_ehcp_last_review_date",
    numbered_by="active_ehcp_id",
)

sen_need = entity(
    "sen_need",
    "Need in an education, health and care plan",
    "person_id active_ehcp_id active_ehcp_need_type active_ehcp_need_rank",
    a_child(local=True),
    an_id("table_id", "Number of the row"),
    an_id("active_ehcp_id", "Plan in force", refers_to="ehcp_active_plans"),
    coded("active_ehcp_need_type", "Kind of need", "sen_need"),
    coded("active_ehcp_need_rank", "Is it the first need or the second", "sen_rank"),
    ssd="senn_",
    numbered_by="table_id",
)
