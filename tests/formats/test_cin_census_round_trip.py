"""A census that is read, written and read again says the same: with whatever a census may say."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from roker.formats import cin_census
from roker.formats.cin_census_layout import READ_ENTITIES, is_in_force
from roker.formats.xml_stream import xml_writer
from roker.record import CODE_SETS, ENTITIES
from tests.formats.cin_census_files import SAMPLE, SCHEMAS, TODAY, as_record, rows

FIRST, LAST = date(2024, 4, 1), date(2025, 3, 31)

_IN_YEAR = st.dates(FIRST, LAST)


def _code(name):
    return st.sampled_from([code for code in CODE_SETS[name].labels if is_in_force(name, code, 2025)])


def _maybe(strategy):
    return st.one_of(st.none(), strategy)


@st.composite
def _referrals(draw):
    """What a census may say in one CINdetails, as nested (element, content)."""
    day = lambda: draw(_IN_YEAR).isoformat()  # noqa: E731 - a date is drawn in a dozen places
    said = [("CINreferralDate", day()), ("ReferralSource", draw(_code("referral_source")))]
    if draw(st.booleans()):
        said += [("CINclosureDate", LAST.isoformat()), ("ReasonForClosure", draw(_code("closure_reason")))]
    if draw(st.booleans()):
        said.append(("DateOfInitialCPC", day()))
    for _ in range(draw(st.integers(0, 2))):
        factors = draw(st.lists(_code("assessment_factor"), min_size=1, max_size=3, unique=True))
        inner = [("AssessmentFactors", code) for code in factors]
        said.append(("Assessments", [("AssessmentActualStartDate", day()), ("FactorsIdentifiedAtAssessment", inner)]))
    if draw(st.booleans()):
        said.append(("CINPlanDates", [("CINPlanStartDate", day())]))
    for _ in range(draw(st.integers(0, 2))):
        required = [("InitialCPCtarget", day()), ("DateOfInitialCPC", day()), ("ICPCnotRequired", "0")]
        said.append(
            (
                "Section47",
                [("S47ActualStartDate", day()), *(required if draw(st.booleans()) else [("ICPCnotRequired", "1")])],
            )
        )
    said.append(("ReferralNFA", draw(st.sampled_from("01"))))
    for _ in range(draw(st.integers(0, 2))):
        plan = [("CPPstartDate", day()), ("InitialCategoryOfAbuse", draw(_code("abuse_category")))]
        plan += [("LatestCategoryOfAbuse", draw(_code("abuse_category"))), ("NumberOfPreviousCPP", "9")]
        days = draw(st.lists(_IN_YEAR, max_size=2, unique=True))
        said.append(
            (
                "ChildProtectionPlans",
                [*plan, *([("Reviews", [("CPPreviewDate", each.isoformat()) for each in days])] if days else [])],
            )
        )
    return "CINdetails", said


@st.composite
def _children(draw):
    """What a census may say of one child."""
    upn = draw(
        st.one_of(st.just(("UPN", "A123456789012")), _code("upn_unknown").map(lambda code: ("UPNunknown", code)))
    )
    birth = draw(st.sampled_from(["PersonBirthDate", "ExpectedPersonBirthDate"]))
    who = [("LAchildID", "0"), upn, (birth, draw(_IN_YEAR).isoformat()), ("Sex", draw(_code("sex")))]
    codes = draw(st.lists(_code("disability"), max_size=3, unique=True))
    disabilities = [("Disabilities", [("Disability", code) for code in codes])] if codes else []
    what = [("Ethnicity", draw(_code("ethnicity"))), *disabilities]
    referrals = draw(st.lists(_referrals(), min_size=1, max_size=2))
    return "Child", [("ChildIdentifiers", who), ("ChildCharacteristics", what), *referrals]


@given(children=st.lists(_children(), min_size=1, max_size=2))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_what_was_read_is_written_and_read_as_the_same(tmp_path, children):
    for number, (_, said) in enumerate(children):
        said[0][1][0] = ("LAchildID", f"C{number}")
    head = [("CollectionDetails", [("Collection", "CIN"), ("Year", "2025"), ("ReferenceDate", "2025-03-31")])]
    with xml_writer(tmp_path / "a.xml") as writer:
        writer.write(("Message", [("Header", head), ("Children", children)]))
    SCHEMAS[2025].assertValid(etree.parse(tmp_path / "a.xml"))
    first = cin_census.read(tmp_path / "a.xml", snapshot_on=None, today=TODAY)
    left_out = cin_census.write(tmp_path / "b.xml", as_record(first), year=2025, authority="201")
    SCHEMAS[2025].assertValid(etree.parse(tmp_path / "b.xml"))
    second = cin_census.read(tmp_path / "b.xml", snapshot_on=None, today=TODAY)
    assert left_out == []
    for name in READ_ENTITIES:
        fields = ENTITIES[name].field_names()
        assert sorted(map(str, rows(first, name, *fields))) == sorted(map(str, rows(second, name, *fields))), name


def test_the_sample_is_written_and_read_as_the_same(tmp_path):
    """Of a year that it says something of; those closed before are not in it."""
    first = cin_census.read(SAMPLE, snapshot_on=None, today=TODAY)
    left_out = cin_census.write(tmp_path / "out.xml", as_record(first), year=2022, authority="201")
    SCHEMAS[2022].assertValid(etree.parse(tmp_path / "out.xml"))
    assert left_out == []
    second = cin_census.read(tmp_path / "out.xml", snapshot_on=None, today=TODAY)
    told = set(rows(second, "person", "person_id"))
    assert 50 < len(told) < 332
    for name in ("person", "disability"):
        fields = ENTITIES[name].field_names()
        there = [row for row in rows(first, name, *fields) if (row[0],) in told]
        assert sorted(map(str, there)) == sorted(map(str, rows(second, name, *fields)))
    assert set(rows(second, "cin_episodes", "referral_id")) <= set(rows(first, "cin_episodes", "referral_id"))
