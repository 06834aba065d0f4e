"""What is told of a census that is partly unread: one problem for what is wrong in one way, none in silence."""

import pytest

from tests.formats.cin_census_files import EVERYTHING, census, child, details, header, problems, read, rows


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            ">2024-09-01<",
            ">2024-02-31<",
            "impossible_date: CINdetails, row 29, “CINclosureDate”: 2024-02-31, for C1001",
        ),
        (">2024-09-01<", ">soon<", "not_a_date: CINdetails, row 29, “CINclosureDate”: soon, for C1001"),
        (">2024-09-01<", ">NULL<", "read_as_blank: CINdetails, row 29, “CINclosureDate”: NULL, for C1001"),
        (">RC7<", ">RC99<", "not_a_code: CINdetails, row 30, “ReasonForClosure”: RC99, for C1001"),
        (">2<", ">two<", "not_a_number: ChildProtectionPlans, row 57, “NumberOfPreviousCPP”: two, for C1001"),
        (">2B<", ">2Z<", "not_a_code: FactorsIdentifiedAtAssessment, row 37, “AssessmentFactors”: 2Z, for C1001"),
        (">2B<", ">1A<", "repeated_row: FactorsIdentifiedAtAssessment, row 38, “AssessmentFactors”: 1A, for C1001"),
        (
            ">2024-09-01<",
            ">2025-09-01<",
            "later_than_snapshot: CINdetails, row 25, “CINclosureDate”: 01/09/2025, for C1001",
        ),
        ("<Sex>F</Sex>", "<Sex>F</Sex><Sex>M</Sex>", "element_twice: ChildIdentifiers, row 21, “Sex”: M, for C1001"),
        (
            "<Sex>F</Sex>",
            "<Shoe>7</Shoe><Sex>F</Sex>",
            "unknown_element: ChildIdentifiers, row 20, “Shoe”: 7, for C1001",
        ),
        (
            "<Sex>F</Sex>",
            "<Shoe><Sex>M</Sex><Foot><Toe>5</Toe></Foot></Shoe><Sex>F</Sex>",
            "unknown_element: ChildIdentifiers, row 20, “Shoe”: for C1001",
        ),
        ("<Sex>F</Sex>", "<Sex>F<Shoe><Toe/></Shoe></Sex>", "unknown_element: Sex, row 20, “Shoe”: for C1001"),
        ("<Sex>F</Sex>", "", "blank: Child, row 15, “Sex”: for C1001"),
        ("<Sex>F</Sex>", "<Sex/>", "blank: Child, row 15, “Sex”: for C1001"),
        ("<Sex>F</Sex>", "<Sex>F</Sex>Sex", "beside_elements: ChildIdentifiers, row 20: Sex, for C1001"),
        ("<Sex>F</Sex>", '<Sex kind="x">F</Sex>', "beside_elements: Sex, row 20, “@kind”: x, for C1001"),
        ("<Children>", "<Adults>1</Adults><Children>", "unknown_element: Message, row 14, “Adults”: 1"),
        ("</Child></", "</Child><Adult>1</Adult></", "unknown_element: Children, row 64, “Adult”: 1"),
        ("<LAchildID>C1001</LAchildID>", "", "nobody_named: Child, row 15, “LAchildID”: "),
        (">RC7<", ">rc 9<", "not_a_code: CINdetails, row 30, “ReasonForClosure”: rc 9, for C1001"),
    ],
)
def test_each_thing_that_is_not_read_is_told(tmp_path, old, new, problem):
    text = census(child(EVERYTHING)).replace("\n", "")
    assert old in text
    assert problems(read(tmp_path, text.replace(old, new).replace("><", ">\n<"))) == [problem]


@pytest.mark.parametrize(
    "stray", ["<Shoe><Sex>M</Sex><Foot><Toe>5</Toe></Foot></Shoe><Sex>F", "<Sex>F<Shoe><Sex>M</Sex></Shoe>"]
)
def test_what_stands_behind_a_strange_element_is_read(tmp_path, stray):
    reading = read(tmp_path, census(child(EVERYTHING).replace("<Sex>F", stray)))
    assert rows(reading, "person", "sex", "ethnicity") == [("F", "WBRI")]
    assert rows(reading, "cp_reviews", "person_id", "cp_plan_id") == [("C1001", "C1001/2024-05-28")]


def test_one_problem_for_what_is_wrong_in_one_way(tmp_path):
    some = [child(number=f"C{number}").replace(">N1<", ">N77<") for number in range(1, 13)]
    reading = read(tmp_path, census(*some))
    assert problems(reading) == ["not_a_code: CINdetails, row 28, “PrimaryNeedCode”: N77, 12 times, first for C1"]


def test_problems_do_not_grow_with_the_file(tmp_path):
    some = [child(number=f"C{number}").replace(">N1<", f">N{number}<") for number in range(1000, 1200)]
    reading = read(tmp_path, census(*some))
    assert len(problems(reading)) == 51
    assert (
        problems(reading)[-1]
        == "not_a_code: CINdetails, row 878, “PrimaryNeedCode”: 150 further values, first for C1050"
    )


@pytest.mark.parametrize(
    ("year", "old", "new", "problem"),
    [
        ("2024", "", "", "other_year: ChildIdentifiers, “Sex”: "),
        ("2022", ">1A</R", ">5D</R", "other_year: CINdetails, row 25, “ReferralSource”: 5D, for C1001"),
        (
            "2021",
            ">2B<",
            ">18A<",
            "other_year: FactorsIdentifiedAtAssessment, row 37, “AssessmentFactors”: 18A, for C1001",
        ),
        ("2021", "", "", "other_year: CINPlanDates: "),
    ],
)
def test_elements_and_codes_of_another_year_are_read_and_told(tmp_path, year, old, new, problem):
    text = census(child(EVERYTHING), head=header(year, f"{year}-03-31")).replace("2024-", f"{int(year) - 1}-")
    reading = read(tmp_path, text.replace(old, new) if old else text)
    assert problem in problems(reading, "other_year")
    assert len(rows(reading, "cin_plans", "cin_plan_id")) == 1


def test_what_is_blank_in_each_of_two_rows_that_say_the_same_is_told(tmp_path):
    enquiry = "<Section47><S47ActualStartDate>2024-05-07</S47ActualStartDate></Section47>"
    reading = read(tmp_path, census(child(details(enquiry * 2))))
    assert problems(reading, "blank") == ["blank: Section47, row 29, “ICPCnotRequired”: 2 times, first for C1001"]
