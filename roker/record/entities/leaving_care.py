"""Young people who leave care: what they are now, their plans, their homes, and every time somebody was in touch."""

from roker.record.entities.declaring import (
    a_child,
    a_date,
    a_team,
    a_worker,
    an_id,
    coded,
    entity,
    number,
    text,
    yes_no,
)

care_leavers = entity(
    "care_leavers",
    "Care leaver",
    "person_id",
    a_child(),
    an_id("table_id", "Number of the row"),
    coded("care_leaver_eligibility", "Eligibility", "care_leaver_eligibility"),
    a_date("eligibility_start_date", "Eligibility began", local=True),
    coded("care_leaver_in_touch", "Authority in touch", "in_touch"),
    a_date("care_leaver_latest_contact", "Latest contact"),
    coded("care_leaver_accommodation", "Accommodation", "accommodation"),
    coded("care_leaver_accom_suitable", "Accommodation suitable", "suitability"),
    coded("care_leaver_activity", "Activity", "activity"),
    a_date("pathway_plan_review_date", "Pathway plan reviewed"),
    a_worker("care_leaver_personal_advisor", "Personal adviser"),
    a_date("personal_advisor_start_date", "Personal adviser began", local=True),
    a_date("health_summary_date", "Health history given", local=True),
    a_team("care_leaver_allocated_team"),
    a_worker("care_leaver_worker_id"),
    ssd="clea_",
    happened_on="care_leaver_latest_contact",
    numbered_by="table_id",
)

leaving_care_status = entity(
    "leaving_care_status",
    "Status as a care leaver, as it follows from care",
    "person_id eligibility status_start_date",
    a_child(),
    coded("eligibility", "Eligibility", "care_leaver_eligibility"),
    a_date("status_start_date", "Status began", is_event=False),
    a_date("status_end_date", "Status ended", is_event=False),
    happened_on="status_start_date",
    ended_on="status_end_date",
    note="Made from periods of care: 13 weeks since the age of 14, some of them at 16 or 17; else as it is stated.",
)

care_leaver_birthday = entity(
    "care_leaver_birthday",
    "Care leaver at a birthday",
    "person_id birthday_date",
    a_child(),
    a_date("birthday_date", "Birthday"),
    coded("in_touch", "Authority in touch", "in_touch"),
    coded("activity", "Activity", "activity"),
    coded("accommodation", "Accommodation", "accommodation"),
    coded("accommodation_suitable", "Accommodation suitable", "suitability"),
    a_date("recorded_date", "Day on which this was found out"),
    happened_on="birthday_date",
    note="As the return has it (file OC3): what was so at the birthday, and stays as it was found then.",
)

leaver_birthday = entity(
    "leaver_birthday",
    "Birthday of a care leaver, and what was recorded of it",
    "person_id birthday_date",
    a_child(),
    a_date("birthday_date", "Birthday", is_event=False),
    coded("in_touch", "Authority in touch at the birthday", "in_touch"),
    a_date("recorded_date", "Status at the birthday recorded", is_event=False),
    happened_on="birthday_date",
    note="Made from the status as a care leaver: the birthdays from 17 to 21 on which there is one.",
)

care_leaver_contact = entity(
    "care_leaver_contact",
    "Being in touch with a care leaver",
    "person_id contact_kind contact_date",
    a_child(),
    coded("contact_kind", "How", "care_leaver_contact_kind"),
    a_date("contact_date", "Date"),
    yes_no("reached", "Young person reached"),
    yes_no("at_home", "Where the young person lives"),
    a_worker("worker"),
    happened_on="contact_date",
)

care_leaver_home = entity(
    "care_leaver_home",
    "Home of a care leaver",
    "person_id home_start_date",
    a_child(),
    a_date("home_start_date", "Moved in"),
    a_date("home_end_date", "Moved out"),
    coded("accommodation", "Accommodation", "accommodation"),
    coded("accommodation_suitable", "Accommodation suitable", "suitability"),
    yes_no("provided", "Provided by the authority"),
    happened_on="home_start_date",
    ended_on="home_end_date",
)

pathway_assessment = entity(
    "pathway_assessment",
    "Assessment of what a care leaver needs",
    "person_id assessment_start_date",
    a_child(),
    a_date("assessment_start_date", "Assessment started"),
    a_date("assessment_end_date", "Assessment completed"),
    a_worker("worker"),
    happened_on="assessment_start_date",
    ended_on="assessment_end_date",
)

pathway_plan = entity(
    "pathway_plan",
    "Version of a pathway plan",
    "person_id pathway_plan_date",
    a_child(),
    a_date("pathway_plan_date", "Written or reviewed"),
    number("version_number", "Version"),
    yes_no("from_review", "Made in a review"),
    a_date("young_person_signed_date", "Signed by the young person"),
    text("review_reason", "Why it was reviewed"),
    a_worker("worker"),
    happened_on="pathway_plan_date",
)
