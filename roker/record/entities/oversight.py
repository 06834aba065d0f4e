"""How the work on a child is led: who holds the child, what managers decided, supervision, transfers, complaints."""

from roker.record.entities.declaring import (
    IDENTIFYING,
    NEITHER,
    a_child,
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

involvements = entity(
    "involvements",
    "Involvement of a worker",
    "person_id professional_id professional_role_id involvement_start_date",
    a_child(),
    an_id("involvements_id", "Number of the row"),
    a_worker("professional_id"),
    text("professional_role_id", "Role of the worker", NEITHER),
    a_team("professional_team"),
    a_date("involvement_start_date", "Involvement began"),
    a_date("involvement_end_date", "Involvement ended"),
    coded("worker_change_reason", "Why the worker changed", "worker_change_reason"),
    an_id("referral_id", "Referral", refers_to="cin_episodes"),
    text("social_worker_registration_no", "Number with Social Work England", IDENTIFYING, local=True),
    coded("involvement_kind", "What kind of role", "involvement_kind", local=True),
    ssd="invo_",
    happened_on="involvement_start_date",
    ended_on="involvement_end_date",
    numbered_by="involvements_id",
)

allocation = entity(
    "allocation",
    "Allocation: who holds a child, as a list states it",
    "person_id basis basis_from",
    a_child(),
    coded("basis", "For what", "allocation_basis"),
    a_date("basis_from", "Since"),
    a_date("basis_to", "Until"),
    a_team("team"),
    a_worker("worker"),
    a_date("held_from", "Held since, by this worker or by nobody", is_event=False),
    ended_on="basis_to",
)

open_period = entity(
    "open_period",
    "Time for which a child is open",
    "person_id open_start_date",
    a_child(),
    a_date("open_start_date", "Open since", is_event=False),
    a_date("open_end_date", "Open until", is_event=False),
    happened_on="open_start_date",
    ended_on="open_end_date",
    note="Made from allocations: cases, plans, care and leaving care, joined where they touch.",
)

unallocated = entity(
    "unallocated",
    "Time for which nobody held an open child",
    "person_id unallocated_start_date",
    a_child(),
    coded("basis", "For what the child was open", "allocation_basis"),
    coded("unallocated_kind", "Since when", "unallocated_kind"),
    a_date("unallocated_start_date", "Nobody since", is_event=False),
    a_date("unallocated_end_date", "Nobody until", is_event=False),
    happened_on="unallocated_start_date",
    ended_on="unallocated_end_date",
    note="Made from allocations and involvements: whoever holds a child is a named worker whose role may.",
)

manager_decision = entity(
    "manager_decision",
    "Decision of a manager",
    "person_id decision_kind decision_date",
    a_child(),
    coded("decision_kind", "What about", "manager_decision_kind"),
    a_date("decision_date", "Decision made"),
    text("decision", "Decision"),
    yes_no("reason_recorded", "Says why"),
    a_team("team"),
    a_worker("worker", "Manager"),
    happened_on="decision_date",
)

supervision = entity(
    "supervision",
    "Supervision of the work on a child",
    "person_id supervision_date",
    a_child(),
    a_date("supervision_date", "Supervision held"),
    yes_no("reason_recorded", "Says what was thought, and why"),
    due_date("next_due_date", "Day by which the next is to be held"),
    a_team("team"),
    a_worker("worker"),
    a_worker("supervised_by", "Who supervised"),
    happened_on="supervision_date",
)

transfer = entity(
    "transfer",
    "Transfer of a child",
    "person_id transfer_kind sent_date",
    a_child(),
    coded("transfer_kind", "From where to where", "transfer_kind"),
    a_date("sent_date", "Sent"),
    a_date("accepted_date", "Accepted"),
    a_date("refused_date", "Refused"),
    text("refused_reason", "Why refused"),
    a_date("handover_date", "Handed over"),
    a_team("from_team", "From the team"),
    a_team("to_team", "To the team"),
    text("from_authority", "From the authority", NEITHER),
    text("to_authority", "To the authority", NEITHER),
    happened_on="sent_date",
)

case_summary = entity(
    "case_summary",
    "Chronology or case summary",
    "person_id summary_kind updated_date",
    a_child(),
    coded("summary_kind", "Which of them", "summary_kind"),
    a_date("updated_date", "Brought up to date"),
    a_worker("worker"),
    happened_on="updated_date",
)

complaint = entity(
    "complaint",
    "Complaint",
    "person_id complaint_stage received_date",
    a_child(),
    coded("complaint_stage", "Stage", "complaint_stage"),
    a_date("received_date", "Received, or moved to this stage"),
    due_date("extended_to_date", "Extended to"),
    a_date("panel_date", "Panel met"),
    a_date("panel_report_date", "Panel reported"),
    a_date("response_date", "Answered"),
    yes_no("upheld", "Upheld"),
    happened_on="received_date",
    ended_on="response_date",
)

stated_value = entity(
    "stated_value",
    "What a list states of a child that is no event of its own",
    "person_id list_number stated_of name",
    a_child(),
    number("list_number", "List", NEITHER),
    text("stated_of", "Row of the list", NEITHER),
    text("name", "Column", NEITHER),
    text("value", "Value as written"),
)
