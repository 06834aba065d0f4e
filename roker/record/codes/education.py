"""Codes of schooling and special educational needs."""

from roker.record.codes.code_set import CodeSet

EDUCATION = (
    CodeSet(
        code="schooling_kind",
        title="Kind of schooling",
        labels={
            "school": "School",
            "alternative": "Alternative provision",
            "home": "Taught at home",
            "college": "College or training",
            "none": "None",
        },
    ),
    CodeSet(
        code="sen_need",
        title="Special educational need",
        labels={
            "SPLD": "Specific learning difficulty",
            "MLD": "Moderate learning difficulty",
            "SLD": "Severe learning difficulty",
            "PMLD": "Profound and multiple learning difficulty",
            "SEMH": "Social, emotional and mental health",
            "SLCN": "Speech, language and communication",
            "HI": "Hearing",
            "VI": "Sight",
            "MSI": "Hearing and sight",
            "PD": "Physical disability",
            "ASD": "Autism",
            "OTH": "Another need",
        },
    ),
    CodeSet(code="sen_rank", title="First need or second", labels={"1": "First need", "2": "Second need"}),
    CodeSet(
        code="ehcp_decision",
        title="Decision on an education, health and care plan",
        labels={
            "Y": "Yes",
            "N": "No",
            "A": "Not yet made",
            "W": "Withdrawn",
            "H": "Made before these records",
        },
    ),
    CodeSet(
        code="ehcp_cease_reason",
        title="Why an education, health and care plan ceased",
        labels={
            "1": "Too old",
            "2": "Needs met without a plan",
            "3": "Went on to higher education",
            "4": "Went on to work",
            "5": "Moved to another authority",
            "6": "Left education",
            "7": "Left England",
            "8": "Died",
            "9": "Another reason",
        },
    ),
)
