"""Small children in need censuses for tests: made of what a test names, read, and asked what became of them."""

from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from roker.database import Database
from roker.formats import cin_census
from roker.formats.cin_census_layout import READ_ENTITIES
from roker.record import ENTITIES, Problem, Reading, Record
from roker.record.schema import FOUND_IN

SAMPLES = Path(__file__).parent / "samples"
SAMPLE = SAMPLES / "csc-validator-be-cin" / "fake_CIN_data.xml"
SAMPLE_OF_MODULES = SAMPLES / "csc-validator-be-cin" / "CIN_Census_2026.xml"
TODAY = date(2026, 5, 1)
YEARS = range(2017, 2027)
SCHEMAS = {
    year: etree.XMLSchema(file=str(SAMPLES / "liia-tools-pipeline" / f"CIN_schema_{year}.xsd")) for year in YEARS
}
"""The schema of each census year, by the year in which it ends."""
REFERRAL = (
    "<CINreferralDate>2024-05-01</CINreferralDate><ReferralSource>1A</ReferralSource>"
    "<PrimaryNeedCode>N1</PrimaryNeedCode>{}<ReferralNFA>0</ReferralNFA>{}"
)


def header(year: str = "2025", reference: str = "2025-03-31") -> str:
    """A header of a census."""
    return (
        f"<Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>"
        f"<ReferenceDate>{reference}</ReferenceDate></CollectionDetails>"
        "<Source><SourceLevel>L</SourceLevel><LEA>201</LEA></Source></Header>"
    )


def details(before: str = "", after: str = "") -> str:
    """A referral of 1 May 2024, with what stands before and after its last flag."""
    return f"<CINdetails>{REFERRAL.format(before, after)}</CINdetails>"


def child(*said: str, number: str = "C1001", identifiers: str | None = None, characteristics: str = "") -> str:
    """A child, with what is given inside it; without anything, one plain referral."""
    if identifiers is None:
        identifiers = "<UPNunknown>UN1</UPNunknown><PersonBirthDate>2015-06-07</PersonBirthDate><Sex>F</Sex>"
    characteristics = characteristics or "<Ethnicity>WBRI</Ethnicity>"
    number = f"<LAchildID>{number}</LAchildID>" if number else ""
    return (
        f"<Child><ChildIdentifiers>{number}{identifiers}</ChildIdentifiers>"
        f"<ChildCharacteristics>{characteristics}</ChildCharacteristics>{''.join(said) or details()}</Child>"
    )


CLOSED = "<CINclosureDate>2024-09-01</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>"
ASSESSMENT = (
    "<Assessments><AssessmentActualStartDate>2024-05-02</AssessmentActualStartDate>"
    "<AssessmentInternalReviewDate>2024-05-12</AssessmentInternalReviewDate>"
    "<AssessmentAuthorisationDate>2024-06-01</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>"
    "<AssessmentFactors>2B</AssessmentFactors><AssessmentFactors>1A</AssessmentFactors>"
    "</FactorsIdentifiedAtAssessment></Assessments>"
)
CIN_PLAN = (
    "<CINPlanDates><CINPlanStartDate>2024-06-03</CINPlanStartDate>"
    "<CINPlanEndDate>2024-07-01</CINPlanEndDate></CINPlanDates>"
)
ENQUIRY = (
    "<Section47><S47ActualStartDate>2024-05-07</S47ActualStartDate><InitialCPCtarget>2024-05-29</InitialCPCtarget>"
    "<DateOfInitialCPC>2024-05-28</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>"
)
CP_PLAN = (
    "<ChildProtectionPlans><CPPstartDate>2024-05-28</CPPstartDate><CPPendDate>2024-08-30</CPPendDate>"
    "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>"
    "<NumberOfPreviousCPP>2</NumberOfPreviousCPP><Reviews><CPPreviewDate>2024-08-20</CPPreviewDate></Reviews>"
    "</ChildProtectionPlans>"
)
PRE_PROCEEDINGS = (
    "<PreProceedingsandFGDM><PPStartDate>2026-05-01</PPStartDate><LBPSentDate>2026-05-02</LBPSentDate>"
    "<FGDMMeetingOffer>1</FGDMMeetingOffer><FGDMMeetingFac>0</FGDMMeetingFac>"
    "<InitialPPMeetingDate>2026-05-12</InitialPPMeetingDate><ReviewMeetingsCount>3</ReviewMeetingsCount>"
    "<StepDecisionDate>2026-09-01</StepDecisionDate><PPOutcome>A</PPOutcome><CourtAppDate>2026-09-08</CourtAppDate>"
    "<LetterInitCPDate>2026-09-09</LetterInitCPDate></PreProceedingsandFGDM>"
)
EVERYTHING = details(f"{CLOSED}<DateOfInitialCPC>2024-05-03</DateOfInitialCPC>{ASSESSMENT}{CIN_PLAN}{ENQUIRY}", CP_PLAN)
"""A referral with one of everything but pre-proceedings."""


def census(*children: str, head: str | None = None, root: str = "Message") -> str:
    """A census, one element a line so that lines can be told."""
    head = header() if head is None else head
    whole = f'<?xml version="1.0" encoding="UTF-8"?><{root}>{head}<Children>{"".join(children)}</Children></{root}>'
    return whole.replace("><", ">\n<")


def read(folder: Path, text: str | bytes, **asked: Any) -> Reading:
    """Reads a census."""
    path = folder / "cin.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return cin_census.read(path, **{"snapshot_on": None, "today": TODAY, **asked})


def rows(reading: Reading, entity: str, *fields: str) -> list[tuple[Any, ...]]:
    """The rows of an entity, of these fields alone."""
    names = [name for name, _ in ENTITIES[entity].columns()]
    return [tuple(row[names.index(each)] for each in fields) for row in reading.rows[entity]]


def problems(reading: Reading, *kinds: str) -> list[str]:
    """Problems as "kind: module, row, element: found", of these kinds or of all but missing modules."""
    return [
        f"{each.kind}: {str(each.at).removeprefix('cin.xml, ')}: {each.found}"
        for each in reading.problems
        if (each.kind in kinds if kinds else each.kind != "missing_module")
    ]


def as_record(reading: Reading) -> Record:
    """A record of what the census asks for alone: all other tables would take longer to make than the test."""
    database = Database.in_memory()
    entities = [ENTITIES[name] for name in (*READ_ENTITIES, "cla_episodes", "period_of_care")]
    for entity in entities:
        database.create_table(entity.name, entity.columns(), reading.rows.get(entity.name, ()))
    return Record(database=database, entities=tuple(entities), snapshot_on=reading.snapshot_on, absent=reading.absent)


FIRST, LAST = date(2024, 4, 1), date(2025, 3, 31)

REFERRAL_ROW = {
    "referral_id": "1/r",
    "referral_date": date(2024, 5, 1),
    "referral_source_code": "1A",
    "cin_primary_need_code": "N1",
    "referral_nfa": "N",
}
PERSON_ROW = {"upn_unknown": "UN1", "dob": date(2015, 6, 7), "sex": "F", "gender": "F", "ethnicity": "WBRI"}


def record_of(snapshot_on: date = LAST, absent: frozenset[str] = frozenset(), **given: Any) -> Record:
    """A record of child 1, from rows by entity; with a person and a referral unless they are given."""
    given = {"person": [PERSON_ROW], "cin_episodes": [REFERRAL_ROW]} | given
    made = {
        name: [ENTITIES[name].row_of({"person_id": "1", FOUND_IN: "a test", **each}) for each in found]
        for name, found in given.items()
    }
    return as_record(Reading.of_rows(made, source="test", snapshot_on=snapshot_on, absent=absent))


def texts(document: Any, name: str) -> list[str]:
    """What all elements of a name say."""
    return [each.text for each in document.iter(name)]


def written(folder: Path, record: Record, year: int = 2025, **asked: Any) -> tuple[Any, list[tuple[str, str, str]]]:
    """Writes a record, proves it valid, and gives the document and what was left out."""
    path = folder / "out.xml"
    left_out = cin_census.write(path, record, year=year, authority="201", **asked)
    document = etree.parse(path)
    if year in YEARS:
        SCHEMAS[year].assertValid(document)
    return document, [(each.at.column, each.expected, _stands_in(each)) for each in left_out]


def _stands_in(problem: Problem) -> str:
    """What was written in the place of something not known."""
    assert (problem.kind == "stands_in") is ("“" in problem.found)
    return problem.found.partition("“")[2].rstrip("”")
