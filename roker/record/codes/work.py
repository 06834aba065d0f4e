"""Codes of how the work is led, of those who do it, and of the dataset itself."""

from roker.record.codes.code_set import CodeSet

WORK = (
    CodeSet(
        code="allocation_basis",
        title="For what a child is held",
        labels={
            "care": "Child in care",
            "protection": "Child protection plan",
            "need": "Child in need",
            "enquiry": "Section 47 enquiry",
            "assessment": "Assessment",
            "referral": "Referral",
            "leaving_care": "Care leaver",
        },
    ),
    CodeSet(
        code="unallocated_kind",
        title="Since when nobody holds a child",
        labels={
            "new": "Since the child was opened",
            "left": "Since whoever held the child stopped, or no longer may",
        },
    ),
    CodeSet(
        code="involvement_kind",
        title="What kind of role a worker has",
        labels={
            "social_worker": "Social worker",
            "practitioner": "Practitioner who is no social worker",
            "personal_adviser": "Personal adviser",
            "allocated": "Whoever holds the child",
            "reviewing_officer": "Independent reviewing officer",
            "other": "Another role",
        },
    ),
    CodeSet(
        code="worker_change_reason",
        title="Why the worker changed",
        labels={
            "MANAGE": "To manage caseloads",
            "FCONTA": "First contact, or referred again",
            "LEFTRL": "The worker left",
            "ORGRST": "The organisation changed",
            "TSPROC": "As every child is transferred",
            "ABSENC": "To stand in for a worker who was absent",
            "CHCHAN": "The child asked for it",
            "PCCHAN": "A parent or carer asked for it",
            "SWDIED": "The worker died",
            "OTHERS": "Another reason",
        },
    ),
    CodeSet(
        code="manager_decision_kind",
        title="What a manager decided",
        labels={
            "threshold": "What to do about a contact or referral",
            "allocation": "Who holds the child",
            "checkpoint": "How an assessment goes on",
            "oversight": "Oversight of the work",
            "step_up": "Step up",
            "step_down": "Step down",
            "closing": "Closing the case",
            "other": "Something else",
        },
    ),
    CodeSet(
        code="transfer_kind",
        title="From where to where a child is transferred",
        labels={
            "team": "Between teams of this authority",
            "in": "From another authority",
            "out": "To another authority",
            "national": "By the National Transfer Scheme",
        },
    ),
    CodeSet(
        code="summary_kind",
        title="Chronology or case summary",
        labels={"chronology": "Chronology", "summary": "Case summary"},
    ),
    CodeSet(
        code="complaint_stage",
        title="Stage of a complaint",
        labels={"1": "Answer of the service", "2": "Investigation", "3": "Panel"},
    ),
    CodeSet(
        code="team_kind",
        title="What a team does",
        labels={
            "front_door": "Front door",
            "early_help": "Early help",
            "assessment": "Assessment",
            "support": "Children in need and protection",
            "care": "Children in care",
            "leaving_care": "Leaving care",
            "disability": "Disabled children",
            "adoption": "Adoption",
            "fostering": "Fostering",
            "review": "Reviewing officers and conference chairs",
            "out_of_hours": "Out of hours",
            "other": "Something else",
        },
    ),
    CodeSet(
        code="organisation_role",
        title="Role of a worker",
        labels={
            "1": "Senior manager",
            "2": "Middle manager",
            "3": "Team manager",
            "4": "Senior practitioner",
            "5": "Holds children",
            "6": "Qualified, and holds no children",
        },
    ),
    CodeSet(
        code="absence_reason",
        title="Why a worker is absent",
        labels={
            "SIC": "Sickness",
            "MAT": "Birth or adoption of a child",
            "PUB": "Public duty",
            "TRN": "Training",
            "UNP": "Unpaid leave",
            "UNA": "Without authorisation",
            "OTH": "Another reason",
        },
        not_confirmed=frozenset({"MAT", "OTH", "PUB", "SIC", "TRN", "UNA", "UNP"}),
    ),
    CodeSet(
        code="authority_report_kind",
        title="Report that the authority owes",
        labels={
            "action_plan": "Statement of action after an inspection",
            "iro_annual": "Yearly report of the reviewing officers",
            "other": "Another report",
        },
    ),
    CodeSet(
        code="submission_status",
        title="How far a payload was sent",
        labels={"PENDING": "To be sent", "SENT": "Sent", "ERROR": "Refused"},
    ),
    CodeSet(
        code="row_state",
        title="What changed in a payload",
        labels={"NEW": "New", "UPDATED": "Changed", "DELETED": "Gone", "UNCHANGED": "Nothing"},
    ),
)
