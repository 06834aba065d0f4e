"""Codes of care leavers."""

from roker.record.codes.code_set import CodeSet, until

LEAVING_CARE = (
    CodeSet(
        code="care_leaver_eligibility",
        title="Kind of care leaver",
        labels={
            "R": "Relevant child",
            "FR": "Former relevant child",
            "Q": "Qualifying care leaver",
            "E": "Eligible child",
            "N": "Not eligible now",
        },
    ),
    CodeSet(
        code="in_touch",
        title="Is the authority in touch",
        labels={
            "YES": "In touch",
            "NO": "Not in touch",
            "DIED": "Died",
            "REFU": "Does not want contact",
            "NREQ": "No longer needs the service",
            "RHOM": "Returned home for six months or more",
        },
    ),
    CodeSet(
        code="accommodation",
        title="Accommodation",
        labels={
            "B": "With parents or relatives",
            "C": "Community home or residential care",
            "D": "Semi-independent or transitional",
            "E": "Supported lodgings",
            "G": "Abroad",
            "H": "Deported",
            "K": "Ordinary lodgings without formal support",
            "R": "Not known where",
            "S": "No fixed abode",
            "T": "Foyer or similar",
            "U": "Independent living",
            "V": "Emergency accommodation",
            "W": "Bed and breakfast",
            "X": "In custody",
            "Y": "Other accommodation",
            "Z": "With former foster carers",
        },
        unknown="R",
    ),
    CodeSet(
        code="suitability",
        title="Is the accommodation suitable",
        labels={"1": "Suitable", "2": "Unsuitable"},
    ),
    CodeSet(
        code="activity",
        title="Main activity",
        labels={
            "F1": "Full time in higher education",
            "P1": "Part time in higher education",
            "F2": "Full time in other education",
            "P2": "Part time in other education",
            "F3": "Full time in training or work",
            "P3": "Part time in training or work",
            "F4": "Full time in an apprenticeship",
            "P4": "Part time in an apprenticeship",
            "F5": "Full time in training or work, not an apprenticeship",
            "P5": "Part time in training or work, not an apprenticeship",
            "G4": "Not in education, work or training: illness or disability",
            "G5": "Not in education, work or training: another reason",
            "G6": "Not in education, work or training: pregnancy or parenting",
            "0": "Not in touch",
        },
        years={"F3": until(2018), "P3": until(2018)},
        only_in={"0": ("ssda903",)},
    ),
    CodeSet(
        code="care_leaver_contact_kind",
        title="How the authority was in touch",
        labels={
            "visit": "Visit",
            "call": "Call",
            "message": "Message",
            "offer": "Offer of support, from 21 on",
        },
    ),
)
