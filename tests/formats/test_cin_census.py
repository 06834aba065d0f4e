"""The children in need census as it is read: what it fills, what is told of it, and files that are none."""

from collections import Counter
from datetime import date

import pytest

from roker.database import Database
from roker.errors import RokerError
from roker.formats import cin_census, cin_census_shelves
from roker.formats.cin_census_layout import CHILD, READ_ENTITIES
from roker.local import Local
from roker.record import CODE_SETS, ENTITIES, Kind
from tests.formats.cin_census_files import (
    ASSESSMENT,
    CLOSED,
    CP_PLAN,
    ENQUIRY,
    EVERYTHING,
    PRE_PROCEEDINGS,
    SAMPLE,
    SAMPLE_OF_MODULES,
    TODAY,
    census,
    child,
    details,
    header,
    problems,
    read,
    rows,
)

# ------------------------------------------------------------------------------------------------- what fills what


def test_the_child(tmp_path):
    identifiers = (
        "<UPN>A123456789012</UPN><FormerUPN>B123456789012</FormerUPN><PersonBirthDate>2015-06-07</PersonBirthDate>"
        "<ExpectedPersonBirthDate>2015-06-01</ExpectedPersonBirthDate><Sex>M</Sex>"
        "<PersonDeathDate>2024-12-01</PersonDeathDate>"
    )
    disabilities = "<Disabilities><Disability>MOB</Disability><Disability>AUT</Disability></Disabilities>"
    characteristics = f"<Ethnicity>APKN</Ethnicity>{disabilities}"
    reading = read(tmp_path, census(child(identifiers=identifiers, characteristics=characteristics)))
    known = "person_id", "upn", "upn_unknown", "dob", "expected_dob", "sex", "gender", "death_date", "ethnicity"
    born, due, died = date(2015, 6, 7), date(2015, 6, 1), date(2024, 12, 1)
    assert rows(reading, "person", *known) == [
        ("C1001", "A123456789012", None, born, due, "M", None, died, "APKN"),
    ]
    assert rows(reading, "disability", "person_id", "disability_code") == [("C1001", "MOB"), ("C1001", "AUT")]
    assert rows(reading, "linked_identifiers", "person_id", "identifier_type", "identifier_value") == [
        ("C1001", "FORMER_UPN", "B123456789012"),
    ]
    assert problems(reading) == []


def test_a_referral_and_its_events(tmp_path):
    reading = read(tmp_path, census(child(EVERYTHING)))
    referral, closed = "C1001/2024-05-01", date(2024, 9, 1)
    fields = "referral_id", "referral_date", "referral_source_code", "cin_primary_need_code", "referral_nfa"
    assert rows(reading, "cin_episodes", *fields, "close_date", "close_reason") == [
        (referral, date(2024, 5, 1), "1A", "N1", "N", closed, "RC7"),
    ]
    fields = "assessment_id", "referral_id", "assessment_auth_date", "assessment_internal_review_date"
    assert rows(reading, "cin_assessments", *fields) == [
        ("C1001/2024-05-02", referral, date(2024, 6, 1), date(2024, 5, 12)),
    ]
    assert rows(reading, "assessment_factors", "person_id", "assessment_id", "assessment_factors_json") == [
        ("C1001", "C1001/2024-05-02", '["1A", "2B"]'),
    ]
    assert rows(reading, "cin_plans", "cin_plan_id", "referral_id", "cin_plan_end_date") == [
        ("C1001/2024-06-03", referral, date(2024, 7, 1)),
    ]
    assert rows(reading, "s47_enquiry", "s47_enquiry_id", "referral_id", "icpc_not_required") == [
        ("C1001/2024-05-07", referral, "N"),
    ]
    fields = "cp_plan_id", "referral_id", "cp_plan_end_date", "cp_plan_initial_category", "cp_plan_latest_category"
    assert rows(reading, "cp_plans", *fields, "number_of_previous_plans") == [
        ("C1001/2024-05-28", referral, date(2024, 8, 30), "NEG", "EMO", 2),
    ]
    assert rows(reading, "cp_reviews", "person_id", "cp_plan_id", "cp_review_date") == [
        ("C1001", "C1001/2024-05-28", date(2024, 8, 20)),
    ]
    assert problems(reading) == []


def test_conferences(tmp_path):
    """One that an enquiry led to, and one that was transferred in."""
    reading = read(tmp_path, census(child(EVERYTHING)))
    fields = "icpc_id", "s47_enquiry_id", "referral_id", "icpc_transfer_in", "icpc_target_date", "icpc_date"
    assert sorted(rows(reading, "initial_cp_conference", *fields)) == [
        ("C1001/2024-05-03", None, "C1001/2024-05-01", "Y", None, date(2024, 5, 3)),
        ("C1001/2024-05-28", "C1001/2024-05-07", "C1001/2024-05-01", "N", date(2024, 5, 29), date(2024, 5, 28)),
    ]


def test_a_conference_that_is_only_planned(tmp_path):
    reading = read(
        tmp_path, census(child(details(ENQUIRY.replace("<DateOfInitialCPC>2024-05-28</DateOfInitialCPC>", ""))))
    )
    assert rows(reading, "initial_cp_conference", "icpc_id", "icpc_target_date", "icpc_date") == [
        ("C1001/~undated", date(2024, 5, 29), None),
    ]


def test_pre_proceedings_of_2027(tmp_path):
    reading = read(
        tmp_path,
        census(child(details("", PRE_PROCEEDINGS)), head=header("2027", "2027-03-31")),
        today=date(2027, 5, 1),
    )
    fields = "pre_pro_decision_date", "family_group_meeting_offered", "family_group_meeting_held", "pre_pro_outcome"
    assert rows(reading, "pre_proceedings", *fields, "pre_pro_meetings_num", "court_application_date") == [
        (date(2026, 5, 1), "Y", "N", "A", 3, date(2026, 9, 8)),
    ]
    assert problems(reading) == []


@pytest.mark.parametrize(
    ("written", "year", "field", "expected"),
    [
        ("<GenderCurrent>1</GenderCurrent>", "2024", "gender", "M"),
        ("<GenderCurrent>2</GenderCurrent>", "2024", "gender", "F"),
        ("<GenderCurrent>0</GenderCurrent>", "2024", "gender", "U"),
        ("<GenderCurrent>9</GenderCurrent>", "2024", "gender", "I"),
        ("<Sex>M</Sex>", "2025", "sex", "M"),
        ("<Sex>U</Sex>", "2025", "sex", "U"),
        ("<Sex>1</Sex>", "2025", "sex", "M"),
    ],
)
def test_sex_and_gender(tmp_path, written, year, field, expected):
    text = census(child(identifiers=written), head=header(year, f"{year}-03-31"))
    reading = read(tmp_path, text)
    assert rows(reading, "person", field) == [(expected,)]
    assert {"sex", "gender"} - {each.removeprefix("person.") for each in reading.absent} == {field}


@pytest.mark.parametrize(
    ("written", "expected"), [("true", "Y"), ("false", "N"), ("1", "Y"), ("0", "N"), (" True ", "Y"), ("perhaps", None)]
)
def test_yes_and_no(tmp_path, written, expected):
    text = census(child()).replace("<ReferralNFA>0<", f"<ReferralNFA>{written}<")
    reading = read(tmp_path, text)
    assert rows(reading, "cin_episodes", "referral_nfa") == [(expected,)]
    assert bool(problems(reading)) is (expected is None)


def test_no_disability_is_an_answer(tmp_path):
    """“None” only fills a cell elsewhere."""
    characteristics = "<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities>"
    reading = read(tmp_path, census(child(characteristics=characteristics)))
    assert rows(reading, "disability", "disability_code") == [("NONE",)]
    assert problems(reading) == []


def test_where_rows_were_found(tmp_path):
    reading = read(tmp_path, census(child(EVERYTHING)))
    found = {name: rows(reading, name, "found_in")[0][0] for name in ("person", "cp_plans", "cp_reviews")}
    assert found == {
        "person": "Child, line 15",
        "cp_plans": "ChildProtectionPlans, line 52",
        "cp_reviews": "CPPreviewDate, line 59",
    }


def test_namespaces_and_words_of_an_authority(tmp_path):
    text = census(child(EVERYTHING)).replace("<Message>", '<Message xmlns="urn:x">').replace(">NEG<", ">Lack of care<")
    local = Local.of_text('[values.cin_census.abuse_category]\n"Lack of care" = "NEG"\n')
    reading = read(tmp_path, text, local=local)
    assert rows(reading, "cp_plans", "cp_plan_initial_category") == [("NEG",)]
    assert problems(reading) == []


def test_names_that_an_authority_gives_to_elements(tmp_path):
    text = census(child(details(ASSESSMENT))).replace("AssessmentActualStartDate", "AssessmentStart")
    local = Local.of_text('[columns.cin_census.Assessments]\nAssessmentStart = "AssessmentActualStartDate"\n')
    assert rows(read(tmp_path, text, local=local), "cin_assessments", "assessment_start_date") == [(date(2024, 5, 2),)]


def test_names_that_an_authority_gives_to_elements_of_a_list(tmp_path):
    text = census(child(details(ASSESSMENT))).replace("AssessmentFactors>", "Factor>")
    local = Local.of_text('[columns.cin_census.FactorsIdentifiedAtAssessment]\nFactor = "AssessmentFactors"\n')
    reading = read(tmp_path, text, local=local)
    assert rows(reading, "assessment_factors", "assessment_factors_json") == [('["1A", "2B"]',)]
    assert [each.read for each in reading.columns if each.column == "AssessmentFactors"] == [1]


def test_factors_in_two_places_of_one_assessment_are_one_list(tmp_path):
    inner = "</AssessmentFactors></FactorsIdentifiedAtAssessment><FactorsIdentifiedAtAssessment><AssessmentFactors>"
    text = census(child(details(ASSESSMENT.replace("</AssessmentFactors><AssessmentFactors>", inner))))
    reading = read(tmp_path, text)
    assert rows(reading, "assessment_factors", "assessment_factors_json") == [('["1A", "2B"]',)]


# ------------------------------------------------------------------------------------------------------------ identity


def _on_one_day(*ended):
    """Enquiries of one day that say different things."""
    enquiry = (
        "<Section47><S47ActualStartDate>2024-05-07</S47ActualStartDate>"
        "<ICPCnotRequired>{}</ICPCnotRequired></Section47>"
    )
    return "".join(enquiry.format(each) for each in ended)


def test_two_things_of_one_day_are_told_apart_however_the_file_is_sorted(tmp_path):
    sorted_rows = [
        sorted(rows(read(tmp_path, census(child(details(each)))), "s47_enquiry", "s47_enquiry_id", "icpc_not_required"))
        for each in (_on_one_day(0, 1), _on_one_day(1, 0))
    ]
    assert sorted_rows[0] == sorted_rows[1] == [("C1001/2024-05-07", "N"), ("C1001/2024-05-07/2", "Y")]


def test_what_is_said_twice_is_one_row(tmp_path):
    reading = read(tmp_path, census(child(details(_on_one_day(0, 0)))))
    assert rows(reading, "s47_enquiry", "s47_enquiry_id") == [("C1001/2024-05-07",)]
    assert problems(reading) == ["repeated_row: Section47, row 33, “S47ActualStartDate”: 2024-05-07, for C1001"]


def test_referrals_that_say_the_same_are_one_with_the_events_of_both(tmp_path):
    """Whichever stands first, and whatever else stands in either."""
    plans = [CP_PLAN, CP_PLAN.replace("EMO", "NEG")]
    found = [
        sorted(rows(read(tmp_path, census(child(*each))), "cp_plans", "cp_plan_id", "cp_plan_latest_category"))
        for each in (
            [details("", plans[0]), details(_on_one_day(1), plans[1])],
            [details("", plans[1]), details(_on_one_day(1), plans[0])],
        )
    ]
    assert found[0] == found[1] == [("C1001/2024-05-28", "EMO"), ("C1001/2024-05-28/2", "NEG")]


def test_two_assessments_of_one_day_differ_by_their_factors(tmp_path):
    other = ASSESSMENT.replace(">2B<", ">3B<")
    reading = read(tmp_path, census(child(details(ASSESSMENT + other))))
    assert sorted(rows(reading, "assessment_factors", "assessment_id", "assessment_factors_json")) == [
        ("C1001/2024-05-02", '["1A", "2B"]'),
        ("C1001/2024-05-02/2", '["1A", "3B"]'),
    ]


def test_a_factor_that_only_one_of_two_assessments_has_under_its_name_is_kept(tmp_path):
    other = ASSESSMENT.replace("<AssessmentFactors>1A</AssessmentFactors>", "<Factor>1A</Factor>")
    reading = read(tmp_path, census(child(details(ASSESSMENT + other))))
    assert sorted(rows(reading, "assessment_factors", "assessment_factors_json")) == [('["1A", "2B"]',), ('["2B"]',)]


@pytest.mark.parametrize("times", [2, 3])
def test_a_child_told_of_several_times_is_one(tmp_path, times):
    others = [child(number="C2", identifiers="<Sex>M</Sex>")]
    again = [child(EVERYTHING), *others, *[child(EVERYTHING)] * (times - 1)]
    whole = read(tmp_path, census(*again))
    once = read(tmp_path, census(child(EVERYTHING), *others))
    for entity in READ_ENTITIES:
        fields = ENTITIES[entity].field_names()
        assert sorted(map(str, rows(whole, entity, *fields))) == sorted(map(str, rows(once, entity, *fields)))
    assert problems(whole, "child_twice") == [f"child_twice: Child, row 15, “LAchildID”: C1001, {times} times"]
    places = dict(rows(whole, "person", "person_id", "found_in"))
    assert {who: place.count("Child, line") for who, place in places.items()} == {"C1001": times, "C2": 1}


def test_two_birth_dates_of_one_child_are_a_problem(tmp_path):
    other = "<UPNunknown>UN1</UPNunknown><PersonBirthDate>2016-06-07</PersonBirthDate><Sex>F</Sex>"
    reading = read(tmp_path, census(child(), child(details().replace("05-01", "05-02"), identifiers=other)))
    assert rows(reading, "person", "dob") == [(date(2015, 6, 7),)]
    assert problems(reading, "disagreement") == [
        "disagreement: ChildIdentifiers, row 32, “PersonBirthDate”: 07/06/2016"
    ]
    assert [each.expected for each in reading.problems if each.kind == "disagreement"] == [
        "07/06/2015, as in Child, line 15"
    ]
    assert len(rows(reading, "cin_episodes", "referral_id")) == 2


def test_what_only_the_second_place_knows_is_added(tmp_path):
    first = "<Sex>F</Sex>"
    second = "<PersonBirthDate>2015-06-07</PersonBirthDate><Sex>F</Sex>"
    reading = read(tmp_path, census(child(identifiers=first), child(details(CLOSED), identifiers=second)))
    assert rows(reading, "person", "dob") == [(date(2015, 6, 7),)]
    assert rows(reading, "cin_episodes", "close_reason") == [("RC7",)]
    assert problems(reading, "disagreement") == []


# -------------------------------------------------------------------------------------- the day, and what is not known


@pytest.mark.parametrize(
    ("year", "reference", "given", "snapshot", "told"),
    [
        ("2025", "2025-03-31", None, date(2025, 3, 31), []),
        ("2025", "31/03/2025", None, date(2025, 3, 31), []),
        ("2025", "2025-04-01", None, date(2025, 3, 31), ["“ReferenceDate”: 01/04/2025"]),
        ("2024", "2025-03-31", None, date(2025, 3, 31), ["“Year”: 2024"]),
        ("2025", "2025-07-21", None, date(2025, 7, 21), ["“ReferenceDate”: 21/07/2025"]),
        ("2025", "2025-03-31", date(2024, 12, 31), date(2024, 12, 31), []),
        ("2025", "", date(2024, 12, 31), date(2024, 12, 31), []),
        ("2027", "2027-03-31", date(2026, 4, 30), date(2026, 4, 30), []),
    ],
)
def test_the_day_that_a_census_speaks_of(tmp_path, year, reference, given, snapshot, told):
    reading = read(tmp_path, census(child(), head=header(year, reference)), snapshot_on=given)
    assert reading.snapshot_on == snapshot
    assert [each.partition(", ")[2].partition(", ")[2] for each in problems(reading, "reference_day")] == told


@pytest.mark.parametrize(
    ("head", "given", "sentence"),
    [
        ("", None, "cin.xml states no reference date. Give the last day that it speaks of with --snapshot."),
        (header("2025", "soon"), None, "cin.xml states no reference date."),
        (
            header("2027", "2027-03-31"),
            None,
            "cin.xml has a reference date that has not come, 31/03/2027. Give the last",
        ),
        (header(), date(2026, 5, 2), "02/05/2026 has not come yet. Give the last day that the census speaks of."),
        (header().replace("CIN<", "CSWW<"), None, "cin.xml is no children in need census: its header names another"),
    ],
)
def test_without_a_day_nothing_is_read(tmp_path, head, given, sentence):
    with pytest.raises(RokerError) as refused:
        read(tmp_path, census(child(), head=head), snapshot_on=given)
    assert str(refused.value).startswith(sentence)


def test_a_census_tells_of_its_year(tmp_path):
    reading = read(tmp_path, census(child()))
    assert reading.source == "cin_census"
    assert dict(reading.speaks_from) == dict.fromkeys(READ_ENTITIES, date(2024, 4, 1))
    assert reading.only_latest == frozenset()


def test_what_a_census_does_not_carry_is_absent(tmp_path):
    reading = read(tmp_path, census(child(EVERYTHING)))
    assert {
        "cp_visits.cp_visit_date",
        "cin_episodes.referral_team",
        "person.forename",
        "person.gender",
    } <= reading.absent
    carried = {item.fills for module in CHILD.everything() for item in module.items}
    assert {each for each in reading.absent if each in carried and not each.startswith("pre_proceedings")} == {
        "person.gender"
    }
    assert not {"cp_plans.referral_id", "cp_plans.cp_plan_id", "cp_plans.person_id"} & reading.absent


def test_a_module_that_stands_nowhere_is_not_known(tmp_path):
    """Not one enquiry in a year is more often a failed export."""
    reading = read(tmp_path, census(child()))
    assert [each.at.sheet for each in reading.problems if each.kind == "missing_module"] == [
        "Assessments",
        "CINPlanDates",
        "ChildProtectionPlans",
        "Section47",
    ]
    assert {"s47_enquiry.s47_start_date", "cp_reviews.cp_review_date"} <= reading.absent
    assert reading.counts == {
        "Child": 1,
        "CINdetails": 1,
        **dict.fromkeys(
            ["Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "PreProceedingsandFGDM"], 0
        ),
    }


def test_how_each_element_was_read(tmp_path):
    some = [
        child(number="C1"),
        child(number="C2").replace("WBRI", "XXXX"),
        child(number="C3").replace("<Ethnicity>WBRI</Ethnicity>", ""),
        child(number="C4").replace("<Sex>F</Sex>", "<Sex>U</Sex>"),
    ]
    reading = read(tmp_path, census(*some))
    counts = {each.column: (each.read, each.unread, each.unknown, each.blank) for each in reading.columns}
    assert counts["Ethnicity"] == (2, 1, 0, 1)
    assert counts["Sex"] == (3, 0, 1, 0)
    assert counts["UPN"] == (0, 0, 0, 4)
    assert {each.column for each in reading.columns if each.is_missing} >= {"UPN", "S47ActualStartDate", "Disability"}
    assert [each.fills for each in reading.columns if each.column == "Sex"] == ["person.sex"]


# -------------------------------------------------------------------------------------------------------- whole files


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (census(root="EXPSSDA903"), "cin.xml is no children in need census: its outermost element is not “Message”."),
        (census(), "cin.xml is a census without any child in it. Check the export."),
        (census(child(), child())[:-40], "cin.xml breaks off in line 47, before its end. Copy or export it again."),
        ("", "cin.xml is empty. Export it again."),
    ],
)
def test_what_is_no_census_leaves_nothing_behind(tmp_path, text, sentence):
    with Database.on_disk(tmp_path / "workspace.duckdb") as workspace:
        with pytest.raises(RokerError) as refused:
            read(tmp_path, text, workspace=workspace)
        assert str(refused.value) == sentence
        assert workspace.tables() == set()


@pytest.mark.parametrize("children", [3, 4, 6])
def test_what_breaks_off_after_some_loads_leaves_nothing_behind(tmp_path, monkeypatch, children):
    """In the middle of a transaction, at its end, and in the one after it."""
    monkeypatch.setattr(cin_census, "_CHILDREN_AT_ONCE", 1)
    monkeypatch.setattr(cin_census_shelves, "LOADS_AT_ONCE", 4)
    with Database.on_disk(tmp_path / "workspace.duckdb") as workspace:
        text = census(*[child(number=f"C{number}") for number in range(1, children + 1)])
        with pytest.raises(RokerError, match="breaks off"):
            read(tmp_path, text.replace("</Message>", ""), workspace=workspace)
        assert workspace.tables() == set()
        whole = read(tmp_path, text, workspace=workspace)
        assert len(rows(whole, "person", "person_id")) == children


def test_a_workspace_holds_the_tables_and_nothing_else(tmp_path):
    with Database.on_disk(tmp_path / "workspace.duckdb") as workspace:
        reading = read(tmp_path, census(child(EVERYTHING)), workspace=workspace)
        assert reading.tables is workspace
        assert workspace.tables() == set(READ_ENTITIES)
        for name in READ_ENTITIES:
            found = workspace.rows(f"SELECT column_name, data_type FROM (DESCRIBE {name}) t(column_name, data_type)")
            assert [column for column, _ in ENTITIES[name].columns()] == [column for column, *_ in found]


def test_batches_make_no_difference(tmp_path, monkeypatch):
    some = [child(EVERYTHING, number=f"C{number}") for number in range(10, 31)]
    whole = read(tmp_path, census(*some))
    monkeypatch.setattr(cin_census, "_CHILDREN_AT_ONCE", 4)
    by_four = read(tmp_path, census(*some))
    for name in READ_ENTITIES:
        assert sorted(map(str, whole.rows[name])) == sorted(map(str, by_four.rows[name]))
    assert whole.columns == by_four.columns


def test_a_large_sample(tmp_path):
    """332 made-up children, with dates in the future, true and false, and no modules."""
    reading = cin_census.read(SAMPLE, snapshot_on=None, today=TODAY)
    assert reading.snapshot_on == date(2022, 7, 21)
    assert (reading.counts["Child"], reading.counts["CINdetails"]) == (332, 402)
    assert len(rows(reading, "initial_cp_conference", "icpc_id")) == 350
    assert Counter(gender for (gender,) in rows(reading, "person", "gender")).keys() == {"M", "F", "U", "I"}
    kinds = Counter(each.kind for each in reading.problems)
    assert kinds == {"later_than_snapshot": 23, "repeated_row": 5, "missing_module": 4, "reference_day": 1}


def test_a_sample_with_every_module():
    """With a stray text, a code that is none, an empty list of factors and two years that disagree."""
    reading = cin_census.read(SAMPLE_OF_MODULES, snapshot_on=date(2024, 3, 31), today=TODAY)
    assert rows(reading, "person", "person_id", "sex") == [("DfEX0000001", "M"), ("child_fails_assessments", "M")]
    assert rows(reading, "assessment_factors", "assessment_factors_json") == [('["1C", "6B"]',)]
    assert reading.counts["PreProceedingsandFGDM"] == 1
    kinds = Counter(each.kind for each in reading.problems)
    assert kinds == {
        "later_than_snapshot": 9,
        "other_year": 2,
        "reference_day": 1,
        "beside_elements": 1,
        "not_a_code": 1,
    }


def test_the_layout_fills_fields_that_can_hold_it():
    """Every code that an element may hold is one of its set, and dates and numbers fill such fields."""
    for module in CHILD.everything():
        for item in module.items:
            assert item.field.kind is not Kind.TIME
            assert item.field.codes is None or item.field.codes in CODE_SETS
            assert not item.fixed or set(item.fixed) <= set(ENTITIES[item.entity].field_names())
