"""Health of children in care, their conduct, and what a year in care came to."""

from roker.record.entities.declaring import a_child, a_date, an_id, coded, entity, number, text, yes_no

cla_health = entity(
    "cla_health",
    "Health assessment or dental check",
    "person_id health_check_type health_check_date",
    a_child(),
    an_id("health_check_id", "Number of the row"),
    coded("health_check_type", "Kind of check", "health_check_type"),
    a_date("health_check_date", "Check made"),
    coded("health_check_status", "Was it made", "health_check_status"),
    a_date("health_check_requested_date", "Check requested", local=True),
    a_date("consent_date", "Consent given", local=True),
    ssd="clah_",
    happened_on="health_check_date",
    numbered_by="health_check_id",
)

sdq_scores = entity(
    "sdq_scores",
    "Strengths and difficulties score",
    "person_id sdq_completed_date",
    a_child(),
    an_id("table_id", "Number of the row"),
    a_date("sdq_completed_date", "Questionnaire completed"),
    number("sdq_score", "Score, from 0 to 40"),
    coded("sdq_reason", "Why there is no score", "sdq_reason"),
    ssd="csdq_",
    happened_on="sdq_completed_date",
    numbered_by="table_id",
)

cla_immunisations = entity(
    "cla_immunisations",
    "Immunisations of a looked-after child",
    "person_id",
    a_child(),
    yes_no("immunisations_status", "Immunisations up to date"),
    a_date("immunisations_status_date", "Day on which that was so"),
    ssd="clai_",
    happened_on="immunisations_status_date",
    note="One row a child, the latest.",
)

cla_substance_misuse = entity(
    "cla_substance_misuse",
    "Substance misuse of a looked-after child",
    "person_id substance_misuse_date",
    a_child(),
    an_id("substance_misuse_id", "Number of the row"),
    a_date("substance_misuse_date", "Date of the misuse"),
    text("substance_misused", "Substance"),
    yes_no("intervention_received", "Help received"),
    yes_no("intervention_offered", "Help offered", local=True),
    ssd="clas_",
    happened_on="substance_misuse_date",
    numbered_by="substance_misuse_id",
)

cla_convictions = entity(
    "cla_convictions",
    "Conviction of a looked-after child",
    "person_id cla_conviction_date",
    a_child(),
    an_id("cla_conviction_id", "Number of the row"),
    a_date("cla_conviction_date", "Date of the offence"),
    text("cla_conviction_offence", "Offence"),
    ssd="clac_",
    happened_on="cla_conviction_date",
    numbered_by="cla_conviction_id",
)

care_outcomes = entity(
    "care_outcomes",
    "Outcomes of a year in care",
    "person_id year_end_date",
    a_child(),
    a_date("year_end_date", "Last day of the year"),
    number("sdq_score", "Score of strengths and difficulties, from 0 to 40"),
    coded("sdq_reason", "Why there is no score", "sdq_reason"),
    yes_no("convicted", "Convicted, or cautioned, in the year"),
    yes_no("health_check", "Development check up to date, under five years"),
    yes_no("immunisations", "Immunisations up to date"),
    yes_no("teeth_check", "Teeth checked in the year"),
    yes_no("health_assessment", "Health assessment in the year"),
    yes_no("substance_misuse", "Substance misuse found in the year"),
    yes_no("intervention_received", "Help received for it"),
    yes_no("intervention_offered", "Help offered for it"),
    happened_on="year_end_date",
    note="As the return states it (file OC2): whether, and not when.",
)
