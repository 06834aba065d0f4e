"""Code sets: the values that a code field may hold, as the returns write them, with a plain label for each.

A code that a return no longer takes stays here, for older records hold it; which years may use it is for the rules of
each return to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from roker.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class CodeSet:
    """The codes of one field, with their labels in plain words."""

    code: str
    title: str
    labels: Mapping[str, str]
    unknown: str | None = None
    """The code that says "not known", if there is one: then "Unknown" is an answer, and not a blank."""

    def __post_init__(self) -> None:
        if self.unknown is not None and self.unknown not in self.labels:
            raise ValueError(f"{self.code}: no code “{self.unknown}”")


_ABOUT_THE_PERSON = (
    CodeSet(
        code="gender",
        title="Gender",
        labels={"M": "Male", "F": "Female", "U": "Not known or not yet born", "I": "Neither"},
        unknown="U",
    ),
    CodeSet(
        code="ethnicity",
        title="Ethnicity",
        labels={
            "WBRI": "White British",
            "WIRI": "White Irish",
            "WIRT": "Traveller of Irish heritage",
            "WOTH": "Any other White background",
            "WROM": "Gypsy or Roma",
            "MWBC": "White and Black Caribbean",
            "MWBA": "White and Black African",
            "MWAS": "White and Asian",
            "MOTH": "Any other mixed background",
            "AIND": "Indian",
            "APKN": "Pakistani",
            "ABAN": "Bangladeshi",
            "AOTH": "Any other Asian background",
            "BCRB": "Caribbean",
            "BAFR": "African",
            "BOTH": "Any other Black background",
            "CHNE": "Chinese",
            "OOTH": "Any other ethnic group",
            "REFU": "Refused to say",
            "NOBT": "Not yet obtained",
            "UNKNOWN": "Not known",
        },
        unknown="UNKNOWN",
    ),
    CodeSet(
        code="yes_no_unknown",
        title="Yes, no or not known",
        labels={"Y": "Yes", "N": "No", "U": "Not known"},
        unknown="U",
    ),
)

_AT_THE_FRONT_DOOR = (
    CodeSet(
        code="referral_source",
        title="Who made the contact or referral",
        labels={
            "1A": "Family member or carer",
            "1B": "Somebody who knows the child",
            "1C": "The child",
            "1D": "Another person",
            "2A": "School",
            "2B": "Education service",
            "3A": "General practice",
            "3B": "Health visitor",
            "3C": "School nurse",
            "3D": "Other primary health service",
            "3E": "Emergency department",
            "3F": "Other health service",
            "4": "Housing",
            "5A": "Social care in this authority",
            "5B": "Another service of this authority",
            "5C": "Another authority",
            "5D": "Early help in this authority",
            "6": "Police",
            "7": "Court, probation or another legal agency",
            "8": "Another source",
            "9": "Anonymous",
            "10": "Not known who",
        },
        unknown="10",
    ),
    CodeSet(
        code="primary_need",
        title="Primary need",
        labels={
            "N1": "Abuse or neglect",
            "N2": "Disability of the child",
            "N3": "Illness or disability of a parent",
            "N4": "Family in acute stress",
            "N5": "Family dysfunction",
            "N6": "Socially unacceptable behaviour",
            "N7": "Low income",
            "N8": "Absent parenting",
            "N9": "Not in need",
            "N0": "Not stated",
        },
        unknown="N0",
    ),
    CodeSet(
        code="closure_reason",
        title="Why the case closed",
        labels={
            "RC1": "Adopted",
            "RC2": "Died",
            "RC3": "Child arrangements order made",
            "RC4": "Special guardianship order made",
            "RC5": "Moved to another authority",
            "RC6": "Moved to adult services",
            "RC7": "Ended for any other reason, such as no longer in need",
            "RC8": "Closed after assessment without further action",
            "RC9": "Closed after assessment and passed to early help",
        },
    ),
)

_PROTECTION = (
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
)

_CARE = (
    CodeSet(
        code="legal_status",
        title="Legal status",
        labels={
            "C1": "Interim care order",
            "C2": "Full care order",
            "D1": "Freeing order",
            "E1": "Placement order",
            "V2": "Accommodated by agreement (section 20)",
            "V3": "Short breaks, each one recorded",
            "V4": "Short breaks, recorded as one agreement",
            "L1": "Police protection",
            "L2": "Emergency protection order",
            "L3": "Child assessment order",
            "J1": "On remand",
            "J2": "Detained by the police and accommodated",
            "J3": "Youth rehabilitation order with residence",
        },
    ),
    CodeSet(
        code="permanence_plan",
        title="Permanence plan",
        labels={
            "RETURN": "Return to family",
            "ADOPTION": "Adoption",
            "SGO_CAO": "Special guardianship or child arrangements order",
            "SUPPLIV": "Supported living in the community",
            "RESPLMT": "Long-term residential placement",
            "LTFOST": "Long-term fostering",
            "OTHER": "Another plan",
        },
    ),
    CodeSet(
        code="ceased_reason",
        title="Why care, or an episode of it, ceased",
        labels={
            "X1": "Another episode of care followed at once",
            "E11": "Adopted, nobody opposing",
            "E12": "Adopted, a parent's consent dispensed with",
            "E2": "Died",
            "E3": "Another authority took over the care",
            "E4A": "Returned home, as planned",
            "E4B": "Returned home, not as planned",
            "E13": "To a parent or relative without parental responsibility",
            "E41": "Child arrangements or residence order",
            "E43": "Special guardianship to former carers (until 2018)",
            "E44": "Special guardianship to other carers (until 2018)",
            "E45": "Special guardianship to a former carer who is a relative or friend",
            "E46": "Special guardianship to another former carer",
            "E47": "Special guardianship to a relative or friend who was not the carer",
            "E48": "Special guardianship to somebody else",
            "E5": "Independent living with support",
            "E6": "Independent living without support",
            "E7": "Residential care of adult services",
            "E8": "Ended for any other reason",
            "E9": "Sentenced to custody",
            "E14": "Remand ended",
            "E15": "Found to be 18 or over",
            "E16": "Moved abroad",
            "E17": "Reached 18 and stayed with the carers",
        },
    ),
    CodeSet(
        code="placement_type",
        title="Placement type",
        labels={
            "U1": "Foster care with a relative or friend, long term",
            "U2": "Foster care with a relative or friend who may adopt",
            "U3": "Foster care with a relative or friend, other",
            "U4": "Foster care, long term",
            "U5": "Foster care with carers who may adopt",
            "U6": "Foster care, other",
            "A3": "Placed for adoption by consent with the foster carer",
            "A4": "Placed for adoption by consent with others",
            "A5": "Placed for adoption by order with the foster carer",
            "A6": "Placed for adoption by order with others",
            "P1": "With parents",
            "P2": "Independent living (until 2023)",
            "P3": "Residential employment",
            "H5": "Semi-independent living (until 2024)",
            "K1": "Secure children's home",
            "K2": "Children's home",
            "K3": "Supported accommodation (from 2024)",
            "R1": "Residential care home",
            "R2": "Hospital or other health setting",
            "R3": "Family centre or mother and baby unit",
            "R5": "Young offender institution",
            "S1": "Residential school",
            "T0": "Temporary, any kind",
            "T1": "Temporary, in hospital",
            "T2": "Temporary, on holiday",
            "T3": "Temporary, the carer being on holiday",
            "T4": "Temporary, up to seven days",
            "Z1": "Another placement (until 2025)",
            "Z11": "Another placement, first kind (from 2025)",
            "Z12": "Another placement, second kind (from 2025)",
            "Z13": "Another placement, third kind (from 2025)",
            "Z14": "Another placement, fourth kind (from 2025)",
        },
    ),
    CodeSet(
        code="placement_provider",
        title="Who provides the placement",
        labels={
            "PR0": "Parents or others with parental responsibility",
            "PR1": "This authority",
            "PR2": "Another authority",
            "PR3": "Another public body",
            "PR4": "A private provider",
            "PR5": "A voluntary body",
        },
    ),
    CodeSet(
        code="placement_location",
        title="Where the placement is",
        labels={"IN": "Inside the authority", "OUT": "Outside the authority"},
    ),
    CodeSet(
        code="health_check_type",
        title="Kind of health check",
        labels={"HEALTH": "Health assessment", "DENTAL": "Dental check"},
    ),
)

_LEAVING_CARE = (
    CodeSet(
        code="care_leaver_eligibility",
        title="Kind of care leaver",
        labels={
            "R": "Relevant child",
            "FR": "Former relevant child",
            "Q": "Qualifying care leaver",
            "E": "Eligible child",
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
            "F3": "Full time in training or work (until 2023)",
            "P3": "Part time in training or work (until 2023)",
            "F4": "Full time in an apprenticeship",
            "P4": "Part time in an apprenticeship",
            "F5": "Full time in training or work, not an apprenticeship",
            "P5": "Part time in training or work, not an apprenticeship",
            "G4": "Not in education, work or training: illness or disability",
            "G5": "Not in education, work or training: another reason",
            "G6": "Not in education, work or training: pregnancy or parenting",
        },
    ),
)

_ADOPTION = (
    CodeSet(
        code="adoption_reversed",
        title="Why the child should no longer be placed for adoption",
        labels={
            "RD1": "The child's needs changed",
            "RD2": "The court made no placement order",
            "RD3": "No adopters were found",
            "RD4": "Another reason",
        },
    ),
    CodeSet(
        code="adopter_leaving",
        title="Why the adopter left the process",
        labels={"1": "Adopter withdrew", "2": "Put on hold", "3": "Application refused"},
    ),
)

_HERE = (
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
)

CODE_SETS: Catalogue[CodeSet] = Catalogue(
    *_ABOUT_THE_PERSON,
    *_AT_THE_FRONT_DOOR,
    *_PROTECTION,
    *_CARE,
    *_LEAVING_CARE,
    *_ADOPTION,
    *_HERE,
)
