"""Codes of enquiries, conferences, child protection plans, missing and exploitation."""

from roker.record.codes.code_set import CodeSet

PROTECTION = (
    CodeSet(
        code="abuse_category",
        title="Category of abuse",
        labels={
            "NEG": "Neglect",
            "PHY": "Physical abuse",
            "SAB": "Sexual abuse",
            "EMO": "Emotional abuse",
            "MUL": "More than one category",
        },
    ),
    CodeSet(
        code="participation",
        title="How the child took part",
        labels={
            "PN0": "Under four years old",
            "PN1": "Came, and spoke",
            "PN2": "Came, and an advocate spoke",
            "PN3": "Came, and told without words",
            "PN4": "Came, and did not contribute",
            "PN5": "Did not come, and told an advocate",
            "PN6": "Did not come, and sent views in another way",
            "PN7": "Did not come, and sent no views",
        },
    ),
    CodeSet(
        code="s47_outcome",
        title="Outcome of an enquiry",
        labels={
            "NFA_FLAG": "No further action",
            "LEGAL_ACTION_FLAG": "Legal action",
            "PROV_OF_SERVICES_FLAG": "Services given",
            "PROV_OF_SB_CARE_FLAG": "Short breaks given",
            "CP_CONFERENCE_FLAG": "Child protection conference",
            "NFA_CONTINUE_SINGLE_FLAG": "Child and family assessment continues",
            "MONITOR_FLAG": "To be watched",
            "OTHER_OUTCOMES_EXIST_FLAG": "Another outcome",
            "TOTAL_NO_OF_OUTCOMES": "Number of outcomes",
            "OUTCOME_COMMENTS": "Comments",
        },
    ),
    CodeSet(
        code="icpc_outcome",
        title="Outcome of an initial conference",
        labels={
            "NFA_FLAG": "No further action",
            "REFERRAL_TO_OTHER_AGENCY_FLAG": "Referral to another agency",
            "SINGLE_ASSESSMENT_FLAG": "Child and family assessment",
            "PROV_OF_SERVICES_FLAG": "Services given",
            "CP_FLAG": "Child protection plan",
            "OTHER_OUTCOMES_EXIST_FLAG": "Another outcome",
            "TOTAL_NO_OF_OUTCOMES": "Number of outcomes",
            "COMMENTS": "Comments",
        },
    ),
    CodeSet(
        code="discussion_reason",
        title="What a strategy discussion was about",
        labels={
            "significant_harm": "Significant harm that is suspected",
            "missing": "Missing",
            "exploitation": "Exploitation",
            "allegation": "An allegation against somebody who works with children",
            "other": "Another reason",
        },
    ),
    CodeSet(
        code="missing_type",
        title="Missing or away",
        labels={"M": "Missing", "A": "Away without authorisation"},
    ),
    CodeSet(
        code="interview_outcome",
        title="What came of the offer of a return interview",
        labels={
            "held": "Held",
            "declined": "The child did not want it",
            "not_reached": "The child was not reached",
            "not_offered": "Not offered",
        },
    ),
    CodeSet(
        code="exploitation_kind",
        title="Kind of exploitation",
        labels={
            "sexual": "Sexual exploitation",
            "criminal": "Criminal exploitation",
            "trafficking": "Trafficking or modern slavery",
            "other": "Another kind",
        },
    ),
    CodeSet(
        code="notification_kind",
        title="What a notification is about",
        labels={
            "serious_incident": "Serious incident, to the national panel",
            "rapid_review": "Rapid review, to the national panel",
            "missing": "Missing from a placement",
            "modern_slavery": "Referral as a victim of modern slavery",
            "concern": "Concern about a looked-after child, received",
            "provider_notice": "Enforcement notice to a children's home, received",
            "long_stay": "Long stay in hospital, a care home or a school, received",
        },
    ),
    CodeSet(
        code="allegation_outcome",
        title="What came of an allegation",
        labels={
            "substantiated": "Substantiated",
            "unsubstantiated": "Neither shown nor disproved",
            "unfounded": "Unfounded",
            "false": "False",
            "malicious": "Malicious",
        },
    ),
)
