"""The children in need census as it is written: valid by the schema of its year, and saying what the record says."""

from datetime import date, datetime

import pytest

from roker.errors import RokerError
from roker.formats import cin_census
from roker.formats.cin_census_layout import CHILD, FORMER_UPN
from tests.formats.cin_census_files import FIRST, LAST, PERSON_ROW, REFERRAL_ROW, YEARS, record_of, texts, written

# ---------------------------------------------------------------------------------------------------------- the return


def _everything():
    """A child with something in every module, at home in any year from 2017 on."""
    return record_of(
        person=[{**PERSON_ROW, "upn": "A123456789012", "upn_unknown": None, "death_date": LAST}],
        linked_identifiers=[{"identifier_type": FORMER_UPN, "identifier_value": "B123456789012"}],
        disability=[{"disability_code": "MOB"}, {"disability_code": "AUT"}],
        cin_episodes=[{**REFERRAL_ROW, "referral_date": date(2016, 5, 3)}],
        cin_assessments=[{"assessment_id": "1/a", "referral_id": "1/r", "assessment_start_date": date(2016, 5, 3)}],
        assessment_factors=[{"assessment_id": "1/a", "assessment_factors_json": '["2B", "1A"]'}],
        cin_plans=[{"cin_plan_id": "1/c", "referral_id": "1/r", "cin_plan_start_date": date(2016, 6, 1)}],
        s47_enquiry=[{"s47_enquiry_id": "1/s", "referral_id": "1/r", "s47_start_date": date(2016, 7, 1)}],
        initial_cp_conference=[
            {"icpc_id": "1/i", "s47_enquiry_id": "1/s", "icpc_date": date(2016, 7, 15)},
            {"icpc_id": "1/j", "referral_id": "1/r", "icpc_date": date(2016, 7, 1), "icpc_transfer_in": "Y"},
        ],
        cp_plans=[
            {
                "cp_plan_id": "1/p",
                "referral_id": "1/r",
                "cp_plan_start_date": date(2016, 7, 15),
                "cp_plan_initial_category": "NEG",
                "cp_plan_latest_category": "EMO",
                "number_of_previous_plans": 1,
            }
        ],
        cp_reviews=[{"cp_plan_id": "1/p", "cp_review_date": date(year, 1, 15)} for year in range(2017, 2028)],
        pre_proceedings=[
            {"pre_pro_decision_date": date(2016, 8, 1), "pre_pro_meetings_num": 2, "pre_pro_outcome": "A"}
        ],
        snapshot_on=date(2027, 3, 31),
    )


@pytest.mark.parametrize("year", YEARS)
def test_every_module_is_valid_in_every_year(tmp_path, year):
    document, left_out = written(tmp_path, _everything(), year)
    assert left_out == []
    names = {each.tag for each in document.iter()}
    expected = {each.name for module in CHILD.everything() if module.is_of(year) for each in (module, *module.items)}
    others = {"UPNunknown", "ExpectedPersonBirthDate", "PersonDeathDate", "CINclosureDate", "ReasonForClosure"}
    others |= {"AssessmentAuthorisationDate", "AssessmentInternalReviewDate", "CINPlanEndDate", "CPPendDate"}
    others |= {"GenderCurrent"} if year > 2024 else {"Sex"}
    others |= set() if year >= 2022 else {"CINPlanStartDate"}
    if year > 2017:  # the enquiry is of 2016-17
        others |= {"Section47", "S47ActualStartDate", "InitialCPCtarget", "ICPCnotRequired"}
    others |= {item.name for module in CHILD.everything() if not module.is_of(year) for item in module.items}
    assert names >= expected - others
    assert texts(document, "CPPreviewDate") == [f"{year}-01-15"]


def test_the_module_of_2027(tmp_path):
    document, _ = written(tmp_path, _everything(), 2027)
    (module,) = document.iter("PreProceedingsandFGDM")
    assert [(each.tag, each.text) for each in module] == [
        ("PPStartDate", "2016-08-01"),
        ("ReviewMeetingsCount", "2"),
        ("PPOutcome", "A"),
    ]


def test_the_header(tmp_path):
    document, _ = written(tmp_path, record_of(), made_time=datetime(2025, 5, 6, 7, 8, 9), serial=3)
    found = {each.tag: each.text for each in document.getroot()[0].iter() if not len(each)}
    assert found == {
        "Collection": "CIN",
        "Year": "2025",
        "ReferenceDate": "2025-03-31",
        "SourceLevel": "L",
        "LEA": "201",
        "SoftwareCode": "Roker",
        "SerialNo": "003",
        "DateTime": "2025-05-06T07:08:09",
    }


@pytest.mark.parametrize(
    ("year", "authority", "record", "sentence"),
    [
        (2016, "201", {}, "The census of 2016 is not known; those of 2017 to 2027 are."),
        (2028, "201", {}, "The census of 2028 is not known; those of 2017 to 2027 are."),
        (2025, "E06000001", {}, "Give the authority by the three digits of its number"),
        (2026, "201", {}, "The record speaks of 31/03/2025, and the census of 2026 begins on 01/04/2025. Load what"),
        (2020, "201", {}, "Nobody on the record belongs into the census of 2020. Nothing was written."),
    ],
)
def test_what_cannot_be_written_is_refused(tmp_path, year, authority, record, sentence):
    with pytest.raises(RokerError) as refused:
        cin_census.write(tmp_path / "out.xml", record_of(**record), year=year, authority=authority)
    assert str(refused.value).startswith(sentence)
    assert list(tmp_path.iterdir()) == []


# ----------------------------------------------------------------------------------------------- who and what is in it


@pytest.mark.parametrize(
    ("referred", "closed", "told", "closure"),
    [
        (date(2024, 3, 31), date(2024, 3, 31), False, []),
        (date(2020, 1, 1), date(2024, 4, 1), True, ["2024-04-01"]),
        (date(2020, 1, 1), None, True, []),
        (LAST, None, True, []),
        (date(2025, 4, 1), None, False, []),
        (date(2024, 5, 1), date(2025, 4, 1), True, []),
    ],
)
def test_a_referral_open_in_the_year_is_told_as_it_stood_on_its_last_day(tmp_path, referred, closed, told, closure):
    second = {**REFERRAL_ROW, "referral_id": "1/q", "referral_date": date(2024, 6, 1)}
    reason = "RC7" if closed else None
    first = {**REFERRAL_ROW, "referral_date": referred, "close_date": closed, "close_reason": reason}
    document, _ = written(tmp_path, record_of(cin_episodes=[second, first], snapshot_on=date(2025, 6, 1)))
    assert (referred.isoformat() in texts(document, "CINreferralDate")) is told
    assert texts(document, "CINclosureDate") == closure
    assert texts(document, "ReasonForClosure") == ["RC7"] * len(closure)


@pytest.mark.parametrize(
    ("entity", "began", "ended", "element"),
    [
        ("cin_assessments", "assessment_start_date", "assessment_auth_date", "AssessmentActualStartDate"),
        ("cin_plans", "cin_plan_start_date", "cin_plan_end_date", "CINPlanStartDate"),
        ("s47_enquiry", "s47_start_date", "s47_end_date", "S47ActualStartDate"),
        ("cp_plans", "cp_plan_start_date", "cp_plan_end_date", "CPPstartDate"),
    ],
)
@pytest.mark.parametrize(
    ("from_", "until", "is_told"),
    [
        (date(2024, 1, 8), date(2024, 3, 31), False),
        (date(2024, 1, 8), date(2024, 4, 1), True),
        (date(2024, 1, 8), None, True),
        (FIRST, FIRST, True),
        (LAST, None, True),
        (date(2025, 4, 1), None, False),
    ],
)
def test_events_that_went_on_in_the_year(tmp_path, entity, began, ended, element, from_, until, is_told):
    category = {"cp_plan_initial_category": "NEG", "cp_plan_latest_category": "NEG", "number_of_previous_plans": 0}
    row = {began: from_, ended: until, "referral_id": "1/r"} | (category if entity == "cp_plans" else {})
    episode = {**REFERRAL_ROW, "referral_date": date(2023, 5, 1)}
    document, _ = written(tmp_path, record_of(cin_episodes=[episode], **{entity: [row]}, snapshot_on=date(2025, 6, 1)))
    assert texts(document, element) == ([from_.isoformat()] if is_told else [])


@pytest.mark.parametrize(
    ("enquiry", "held", "is_told"),
    [
        ({}, None, True),
        ({"icpc_not_required": "Y"}, None, False),
        ({}, date(2024, 3, 20), False),
        ({}, date(2024, 4, 2), True),
    ],
)
def test_older_enquiries_where_nothing_says_when_they_ended(tmp_path, enquiry, held, is_told):
    """As in a census that was read: one that came to something is over."""
    row = {"s47_enquiry_id": "1/s", "s47_start_date": date(2024, 3, 12), "referral_id": "1/r", **enquiry}
    conference = [{"icpc_id": "1/i", "s47_enquiry_id": "1/s", "icpc_date": held}] if held else []
    episode = {**REFERRAL_ROW, "referral_date": date(2024, 3, 1)}
    record = record_of(
        cin_episodes=[episode],
        s47_enquiry=[row],
        initial_cp_conference=conference,
        absent=frozenset({"s47_enquiry.s47_end_date"}),
    )
    document, _ = written(tmp_path, record)
    assert texts(document, "S47ActualStartDate") == (["2024-03-12"] if is_told else [])


@pytest.mark.parametrize("ref", ["1/r", None, "~999"])
def test_an_event_without_its_referral_goes_to_the_one_open_on_the_day(tmp_path, ref):
    others = [
        {**REFERRAL_ROW, "referral_id": "1/old", "referral_date": date(2024, 4, 2), "close_date": date(2024, 4, 20)},
        {**REFERRAL_ROW, "referral_id": "1/new", "referral_date": date(2024, 12, 1)},
    ]
    plan = {"cin_plan_id": "1/c", "cin_plan_start_date": date(2024, 6, 1), "referral_id": ref}
    document, _ = written(tmp_path, record_of(cin_episodes=[*others, REFERRAL_ROW], cin_plans=[plan]))
    (found,) = document.iter("CINPlanDates")
    assert found.getparent()[0].text == "2024-05-01"


def test_what_belongs_to_no_referral_is_left_out_and_told(tmp_path):
    plan = {"cin_plan_id": "1/c", "cin_plan_start_date": date(2024, 4, 6)}
    _, left_out = written(tmp_path, record_of(cin_plans=[plan]))
    assert left_out == [("CINPlanDates", "No referral is known to which the one of 06/04/2024 belongs.", "")]


@pytest.mark.parametrize(("ceased", "is_told"), [(None, True), (FIRST, True), (date(2024, 3, 31), False)])
def test_a_child_looked_after_is_in_it(tmp_path, ceased, is_told):
    closed = {**REFERRAL_ROW, "referral_date": date(2020, 1, 1), "close_date": date(2020, 2, 1), "close_reason": "RC7"}
    care = [{"cla_id": "1/k", "entered_care_date": date(2020, 1, 15), "ceased_date": ceased}]
    record = record_of(cin_episodes=[closed], period_of_care=care)
    if is_told:
        assert texts(written(tmp_path, record)[0], "CINreferralDate") == ["2020-01-01"]
    else:
        with pytest.raises(RokerError, match="Nobody"):
            written(tmp_path, record)


# --------------------------------------------------------------------------------------------------- single elements


@pytest.mark.parametrize(
    ("enquiry", "conference", "expected"),
    [
        ({"icpc_not_required": "Y"}, None, "1"),
        ({"icpc_not_required": "N"}, None, "0"),
        ({"s47_outcome_json": '{"CP_CONFERENCE_FLAG": "Y"}'}, None, "0"),
        ({"s47_outcome_json": '{"CP_CONFERENCE_FLAG": "N"}', "s47_nfa": "N"}, None, "1"),
        ({"s47_nfa": "Y"}, None, "1"),
        ({"s47_end_date": date(2024, 5, 30)}, None, "1"),
        ({"s47_end_date": date(2024, 5, 30)}, date(2024, 5, 28), "0"),
        ({}, None, "0"),
    ],
)
def test_whether_a_conference_was_not_required(tmp_path, enquiry, conference, expected):
    row = {"s47_enquiry_id": "1/s", "s47_start_date": date(2024, 5, 7), "referral_id": "1/r", **enquiry}
    held = [{"icpc_id": "1/i", "s47_enquiry_id": "1/s", "icpc_date": conference}] if conference else []
    document, _ = written(tmp_path, record_of(s47_enquiry=[row], initial_cp_conference=held))
    assert texts(document, "ICPCnotRequired") == [expected]
    # Fifteen working days from 7 May 2024, with the bank holiday of 27 May.
    assert texts(document, "InitialCPCtarget") == (["2024-05-29"] if expected == "0" else [])


def test_a_target_that_is_recorded_stays(tmp_path):
    row = {"s47_enquiry_id": "1/s", "s47_start_date": date(2024, 5, 7), "referral_id": "1/r"}
    planned = {"icpc_id": "1/i", "s47_enquiry_id": "1/s", "icpc_target_date": date(2024, 5, 28)}
    document, _ = written(tmp_path, record_of(s47_enquiry=[row], initial_cp_conference=[planned]))
    assert texts(document, "InitialCPCtarget") == ["2024-05-28"]
    assert texts(document, "DateOfInitialCPC") == []


def test_only_a_conference_transferred_in_stands_beside_the_enquiries(tmp_path):
    enquiry = {"s47_enquiry_id": "1/s", "s47_start_date": date(2024, 5, 7), "referral_id": "1/r"}
    conferences = [
        {"icpc_id": "1/i", "s47_enquiry_id": "1/s", "icpc_date": date(2024, 5, 21), "referral_id": "1/r"},
        {"icpc_id": "1/j", "icpc_date": date(2024, 5, 22), "referral_id": "1/r", "icpc_transfer_in": "Y"},
    ]
    document, _ = written(tmp_path, record_of(s47_enquiry=[enquiry], initial_cp_conference=conferences))
    found = {each.getparent().tag: each.text for each in document.iter("DateOfInitialCPC")}
    assert found == {"Section47": "2024-05-21", "CINdetails": "2024-05-22"}


def test_a_conference_that_belongs_to_nothing_is_left_out_and_told(tmp_path):
    _, left_out = written(
        tmp_path, record_of(initial_cp_conference=[{"icpc_id": "1/i", "icpc_date": date(2024, 5, 21)}])
    )
    why = "No enquiry led to that of 21/05/2024, and it was not transferred in."
    assert left_out == [("DateOfInitialCPC", why, "")]


def test_a_conference_that_names_no_enquiry_is_of_the_latest_before_it(tmp_path):
    enquiries = [
        {"s47_enquiry_id": f"1/{day}", "s47_start_date": date(2024, 5, day), "referral_id": "1/r"} for day in (7, 9, 28)
    ]
    conference = {"icpc_id": "1/i", "icpc_date": date(2024, 5, 21)}
    document, left_out = written(tmp_path, record_of(s47_enquiry=enquiries, initial_cp_conference=[conference]))
    (found,) = document.iter("DateOfInitialCPC")
    assert found.getparent().findtext("S47ActualStartDate") == "2024-05-09"
    assert left_out == []


@pytest.mark.parametrize(
    ("stated", "others", "expected", "told"),
    [
        (2, [], "2", False),
        (0, [], "0", False),
        (None, [date(2020, 1, 1)], "1", True),
        (None, [date(2024, 9, 1)], "0", True),
        (0, [date(2020, 1, 1)], "1", True),
    ],
)
def test_the_number_of_earlier_plans(tmp_path, stated, others, expected, told):
    """This one is not counted, later ones are not, nor are those of other authorities."""
    kind = {"cp_plan_initial_category": "NEG", "cp_plan_latest_category": "NEG", "referral_id": "1/r"}
    plans = [{**kind, "cp_plan_start_date": day, "cp_plan_end_date": day} for day in [*others, date(2019, 1, 1)]]
    plans[-1]["cp_plan_ola"] = "Y"
    this = {**kind, "cp_plan_start_date": date(2024, 6, 1), "number_of_previous_plans": stated}
    document, left_out = written(tmp_path, record_of(cp_plans=[*plans, this]))
    (found,) = [each.getparent() for each in document.iter("CPPstartDate") if each.text == "2024-06-01"]
    assert found.findtext("NumberOfPreviousCPP") == expected
    assert any(element == "NumberOfPreviousCPP" and text == expected for element, _, text in left_out) is told


@pytest.mark.parametrize(("ola", "is_told"), [("Y", False), ("N", True), (None, True)])
def test_a_plan_of_another_authority_is_not_told(tmp_path, ola, is_told):
    kind = {"cp_plan_initial_category": "NEG", "cp_plan_latest_category": "NEG", "number_of_previous_plans": 0}
    document, _ = written(
        tmp_path, record_of(cp_plans=[{**kind, "cp_plan_start_date": date(2024, 6, 1), "cp_plan_ola": ola}])
    )
    assert bool(texts(document, "CPPstartDate")) is is_told


@pytest.mark.parametrize(
    ("person", "upn", "reason", "told"),
    [
        ({"upn": "A123456789012", "upn_unknown": "UN1"}, ["A123456789012"], [], []),
        ({"upn": "A12345678901B", "upn_unknown": None}, ["A12345678901B"], [], []),
        ({"upn": "wrong", "upn_unknown": "UN4"}, [], ["UN4"], ["UPN"]),
        ({"upn": None, "upn_unknown": "UN9"}, [], [], ["UPNunknown", "UPN"]),
        ({"upn": None, "upn_unknown": None}, [], [], ["UPN"]),
    ],
)
def test_a_pupil_number_or_the_reason_for_none(tmp_path, person, upn, reason, told):
    document, left_out = written(tmp_path, record_of(person=[{**PERSON_ROW, **person}]))
    assert (texts(document, "UPN"), texts(document, "UPNunknown")) == (upn, reason)
    assert [element for element, *_ in left_out] == told


@pytest.mark.parametrize(
    ("year", "field", "code", "element", "expected"),
    [
        (2024, "gender", "I", "GenderCurrent", "9"),
        (2024, "gender", "U", "GenderCurrent", "0"),
        (2024, "gender", None, "GenderCurrent", "0"),
        (2025, "sex", "M", "Sex", "M"),
        (2025, "sex", None, "Sex", "U"),
        (2025, "ethnicity", "UNKNOWN", "Ethnicity", "NOBT"),
        (2025, "ethnicity", None, "Ethnicity", "NOBT"),
    ],
)
def test_codes_about_the_child(tmp_path, year, field, code, element, expected):
    person = {**PERSON_ROW, field: code}
    episode = {**REFERRAL_ROW, "referral_date": date(2023, 5, 1)}
    document, left_out = written(tmp_path, record_of(person=[person], cin_episodes=[episode]), year)
    assert texts(document, element) == [expected]
    assert [(name, text) for name, _, text in left_out if text] == (
        [(element, expected)] if code in {None, "UNKNOWN"} else []
    )


@pytest.mark.parametrize(
    ("year", "factors"), [(2020, ["18A", "20"]), (2021, ["18B", "20"]), (2022, ["18B", "20", "24A"])]
)
def test_codes_that_the_year_does_not_take_are_left_out_and_told(tmp_path, year, factors):
    day = date(year - 1, 5, 1)
    held = '["24A", "18A", "18B", "20"]'
    record = record_of(
        cin_episodes=[{**REFERRAL_ROW, "referral_date": day, "referral_source_code": "5D"}],
        cin_assessments=[{"assessment_id": "1/a", "referral_id": "1/r", "assessment_start_date": day}],
        assessment_factors=[{"assessment_id": "1/a", "assessment_factors_json": held}],
    )
    document, left_out = written(tmp_path, record, year)
    assert texts(document, "AssessmentFactors") == factors
    assert texts(document, "ReferralSource") == ["10"]
    gone = [code for code in ("24A", "18A", "18B") if code not in factors]
    assert {why for element, why, _ in left_out if element == "AssessmentFactors"} == {
        f"The census of {year} does not take {code}." for code in gone
    }
    assert ("ReferralSource", "It is not known.", "10") in left_out


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        ('{"1A": "Yes", "2B": "No", "3C": "Y"}', ["1A", "3C"], 0),
        ("[]", [], 0),
        ('["1A", "2B', [], 1),
        ('["1A", "99Z"]', ["1A"], 1),
    ],
)
def test_factors_in_older_shapes(tmp_path, text, expected, told):
    record = record_of(
        cin_assessments=[{"assessment_id": "1/a", "referral_id": "1/r", "assessment_start_date": date(2024, 5, 2)}],
        assessment_factors=[{"assessment_id": "1/a", "assessment_factors_json": text}],
    )
    document, left_out = written(tmp_path, record)
    assert texts(document, "AssessmentFactors") == expected
    assert len(left_out) == told


def test_an_assessment_authorised_after_the_year_is_still_open(tmp_path):
    row = {"assessment_id": "1/a", "referral_id": "1/r", "assessment_start_date": date(2025, 3, 2)}
    record = record_of(
        cin_assessments=[{**row, "assessment_auth_date": date(2025, 4, 2)}],
        assessment_factors=[{"assessment_id": "1/a", "assessment_factors_json": '["1A"]'}],
        snapshot_on=date(2025, 6, 1),
    )
    document, _ = written(tmp_path, record)
    assert texts(document, "AssessmentActualStartDate") == ["2025-03-02"]
    assert texts(document, "AssessmentAuthorisationDate") == texts(document, "AssessmentFactors") == []


@pytest.mark.parametrize(
    ("nfa", "need", "closed", "expected"), [("Y", "N9", None, "1"), (None, None, None, "0"), ("U", "N1", FIRST, "0")]
)
def test_whether_nothing_was_done_on_a_referral(tmp_path, nfa, need, closed, expected):
    row = {
        **REFERRAL_ROW,
        "referral_date": FIRST,
        "referral_nfa": nfa,
        "cin_primary_need_code": need,
        "close_date": closed,
    }
    document, left_out = written(tmp_path, record_of(cin_episodes=[row]))
    assert texts(document, "ReferralNFA") == [expected]
    assert any(element == "ReferralNFA" and text for element, _, text in left_out) is (nfa != "Y")


def test_what_must_be_there_and_is_not_known_leaves_the_module_out(tmp_path):
    plan = {
        "cp_plan_id": "1/p",
        "referral_id": "1/r",
        "cp_plan_start_date": date(2024, 6, 1),
        "number_of_previous_plans": 0,
    }
    document, left_out = written(tmp_path, record_of(cp_plans=[plan]))
    assert texts(document, "CPPstartDate") == []
    assert left_out == [("ChildProtectionPlans", "InitialCategoryOfAbuse must be there, and is not known.", "")]
