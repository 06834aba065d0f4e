"""What the Standard Safeguarding Dataset has beside children: the cost of placements, releases, payloads to be sent."""

from roker.record.entities.declaring import (
    IDENTIFYING,
    NEITHER,
    a_child,
    a_date,
    a_time,
    an_id,
    coded,
    entity,
    json_text,
    text,
    yes_no,
)

s251_finance = entity(
    "s251_finance",
    "Cost of a placement",
    "person_id cla_placement_id",
    a_child(local=True),
    an_id("table_id", "Number of the row"),
    an_id("cla_placement_id", "Placement", refers_to="cla_placement"),
    text("placeholder_1", "Kept for later", NEITHER),
    text("placeholder_2", "Kept for later", NEITHER),
    text("placeholder_3", "Kept for later", NEITHER),
    text("placeholder_4", "Kept for later", NEITHER),
    ssd="s251_",
    numbered_by="table_id",
    note="A draft in the dataset, without content as yet.",
)

version_log = entity(
    "version_log",
    "Release of the dataset",
    "version_number",
    text("version_number", "Release", NEITHER),
    a_date("release_date", "Released"),
    text("description", "What is in it", NEITHER),
    yes_no("is_current", "Is the present release"),
    a_time("created_at", "Row written"),
    text("created_by", "Who wrote the row", IDENTIFYING),
    text("impact_description", "What it changes", NEITHER),
    ssd="",
    numbered_by="version_number",
    note="Says which release an extract was made with.",
)

api_data_staging = entity(
    "api_data_staging",
    "Payload for the Department for Education",
    "person_id",
    a_child(),
    an_id("id", "Number of the row"),
    json_text("json_payload", "Payload", sensitivity=IDENTIFYING),
    text("current_hash", "Hash of the payload", NEITHER),
    text("previous_hash", "Hash of the payload before", NEITHER),
    coded("submission_status", "How far it was sent", "submission_status"),
    a_time("submission_timestamp", "Last sent"),
    text("api_response", "Answer"),
    coded("row_state", "What changed", "row_state"),
    a_time("last_updated", "Last changed"),
    ssd="",
    numbered_by="id",
    note="What the sending of data leaves behind; no source of facts on a child.",
)
