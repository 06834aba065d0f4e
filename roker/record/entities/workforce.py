"""Those who work with children: workers, teams, posts, vacancies, sickness, supervision and training."""

from roker.record.entities.declaring import (
    IDENTIFYING,
    NEITHER,
    a_date,
    a_team,
    a_worker,
    an_id,
    coded,
    due_date,
    entity,
    number,
    text,
    yes_no,
)

professionals = entity(
    "professionals",
    "Worker",
    "professional_id",
    an_id("professional_id", "Number of the worker in the case system"),
    an_id("staff_id", "Number of the worker in reports"),
    text("professional_name", "Name", IDENTIFYING),
    text("social_worker_registration_no", "Number with Social Work England", IDENTIFYING),
    text("professional_job_title", "Job title", NEITHER),
    number("professional_caseload", "Children held on 30 September", NEITHER),
    text("professional_department", "Department", NEITHER),
    number("full_time_equivalency", "Share of full time", NEITHER),
    yes_no("agency_worker_flag", "Agency worker"),
    ssd="prof_",
    numbered_by="professional_id",
)

department = entity(
    "department",
    "Department",
    "team_id",
    an_id("team_id", "Number of the team"),
    text("team_name", "Name of the team", NEITHER),
    an_id("team_parent_id", "Team that it belongs to", refers_to="department"),
    text("team_parent_name", "Name of that team", NEITHER),
    ssd="dept_",
    numbered_by="team_id",
)

team = entity(
    "team",
    "Team",
    "team team_start_date",
    a_team("team"),
    coded("team_kind", "What it does", "team_kind"),
    text("service", "Service", NEITHER),
    a_worker("manager", "Team manager"),
    a_date("team_start_date", "Began"),
    a_date("team_end_date", "Ended"),
    happened_on="team_start_date",
    ended_on="team_end_date",
)

worker_post = entity(
    "worker_post",
    "Post of a worker",
    "worker team post_start_date",
    a_worker("worker"),
    a_team("team"),
    coded("organisation_role", "Role", "organisation_role"),
    text("social_worker_registration_no", "Number with Social Work England", IDENTIFYING),
    yes_no("qualified", "Qualified as a social worker"),
    yes_no("registered", "Registered with Social Work England"),
    yes_no("newly_qualified", "In the first year after qualifying"),
    yes_no("agency", "From an agency"),
    yes_no("interim", "For a time"),
    number("full_time_equivalent", "Share of full time", NEITHER),
    number("caseload_limit", "Children that the worker should hold at most", NEITHER),
    a_date("post_start_date", "Post started"),
    a_date("post_end_date", "Post ended"),
    text("leaving_reason", "Why the worker left"),
    happened_on="post_start_date",
    ended_on="post_end_date",
)

vacancy = entity(
    "vacancy",
    "Vacancy",
    "team organisation_role vacancy_start_date",
    a_team("team"),
    coded("organisation_role", "Role", "organisation_role"),
    number("full_time_equivalent", "Share of full time", NEITHER),
    a_date("vacancy_start_date", "Vacant since"),
    a_date("vacancy_end_date", "Vacant until"),
    yes_no("covered_by_agency", "An agency worker covers it"),
    happened_on="vacancy_start_date",
    ended_on="vacancy_end_date",
)

sickness = entity(
    "sickness",
    "Sickness or other absence of a worker",
    "worker sickness_start_date",
    a_worker("worker"),
    coded("absence_reason", "Why absent", "absence_reason"),
    a_date("sickness_start_date", "Absent since"),
    a_date("sickness_end_date", "Absent until"),
    number("working_days_lost", "Working days lost"),
    happened_on="sickness_start_date",
    ended_on="sickness_end_date",
)

worker_supervision = entity(
    "worker_supervision",
    "Supervision of a worker",
    "worker supervision_date",
    a_worker("worker"),
    a_date("supervision_date", "Supervision held"),
    number("minutes", "Minutes", NEITHER),
    yes_no("record_completed", "Recorded"),
    a_worker("supervised_by", "Who supervised"),
    happened_on="supervision_date",
)

training = entity(
    "training",
    "Training of a worker",
    "worker course completed_date",
    a_worker("worker"),
    text("course", "Course", NEITHER),
    a_date("completed_date", "Completed"),
    due_date("expiry_date", "Day on which it runs out"),
    happened_on="completed_date",
)

authority_report = entity(
    "authority_report",
    "Report that the authority owes",
    "report_kind due_from_date",
    coded("report_kind", "Kind of report", "authority_report_kind"),
    a_date("due_from_date", "Day from which it is owed"),
    a_date("sent_date", "Sent or presented"),
    text("sent_to", "To whom", NEITHER),
    happened_on="due_from_date",
    ended_on="sent_date",
)
