"""Birthdays, terms, months, intervals and ends of care that follow from the record: tables of cases."""

import pytest

from roker.record import ENTITIES
from roker.record.lasting import absent_with, derive_lasting
from roker.record.occasions import OCCASIONS
from tests.unit.histories import ON, everything, shown, told


def made(entity: str, *fields: str, **tables: str) -> list[str]:
    database = told(**tables)
    derive_lasting(database, ON)
    return shown(database, entity, *fields)


def test_assessments_in_two_stages_are_those_of_which_the_kind_is_told() -> None:
    found = made(
        "initial_core_assessment",
        "assessment_kind",
        "assessment_start_date",
        "assessment_auth_date",
        cin_assessments="""on         | to         | assessment_kind
                           2012-01-03 | 2012-01-10 | initial
                           2012-01-12 |            | core
                           2013-06-03 | 2013-07-01 | single
                           2012-05-01 | 2012-05-08 |""",
    )
    assert found == ["core 2012-01-12 -", "initial 2012-01-03 2012-01-10"]


@pytest.mark.parametrize(
    ("case", "born", "enquired", "expected"),
    [
        ("before the birth is expected", "| 2024-05-01", "2024-01-10", ["2024-01-10 2024-05-01 2024-05-01"]),
        ("born early", "2023-12-20 | 2024-01-10", "2023-11-01", ["2023-11-01 2024-01-10 2024-01-10"]),
        ("born late", "2024-01-20 | 2024-01-10", "2023-11-01", ["2023-11-01 2024-01-10 2024-01-20"]),
        ("after the birth", "2023-12-20 | 2024-01-10", "2023-12-21", []),
        ("on the day of the birth", "2023-12-20 | 2024-01-10", "2023-12-20", []),
        ("on the day that was expected", "| 2024-01-10", "2024-01-10", []),
        ("no birth was expected", "2023-12-20 |", "2023-12-01", []),
    ],
)
def test_enquiries_about_unborn_children(case: str, born: str, enquired: str, expected: list[str]) -> None:
    fields = ("s47_start_date", "expected_dob", "unborn_until_date")
    person, enquiry = f"dob | expected_dob\n{born}", f"on\n{enquired}"
    assert made("unborn_enquiry", *fields, person=person, s47_enquiry=enquiry) == expected


def test_from_one_assessment_of_a_risk_to_the_next_of_its_kind() -> None:
    found = made(
        "exploitation_interval",
        "exploitation_kind",
        "interval_start_date",
        "next_assessed_date",
        "risk_end_date",
        exploitation_assessment="""exploitation_kind | assessed_date | risk_end_date
                                   sexual            | 2023-05-01    |
                                   criminal          | 2023-06-01    |
                                   sexual            | 2023-07-01    | 2023-09-01""",
    )
    assert found == [
        "criminal 2023-06-01 - -",
        "sexual 2023-05-01 2023-07-01 -",
        "sexual 2023-07-01 - 2023-09-01",
    ]


@pytest.mark.parametrize(
    ("case", "ceased", "reviews", "expected"),
    [
        ("the last goes on", "", "2023-05-01 |", ["2023-05-01 -"]),
        ("the next ends it", "", "2023-05-01 |\n2023-08-01 |", ["2023-05-01 2023-08-01", "2023-08-01 -"]),
        ("the end of care does", "2023-09-01", "2023-05-01 |", ["2023-05-01 2023-09-01"]),
        ("one that was cancelled is none", "", "2023-05-01 |\n2023-06-01 | Y", ["2023-05-01 -"]),
        ("one that is planned is none", "", "2023-05-01 |\n2024-02-01 |", ["2023-05-01 -"]),
        ("a review after care ended", "2023-04-01", "2023-05-01 |", ["2023-05-01 -"]),
    ],
)
def test_from_review_to_review(case: str, ceased: str, reviews: str, expected: list[str]) -> None:
    care = f"period | entered | ceased\nP | 2023-01-10 | {ceased}"
    held = "period | on | cla_review_cancelled\n" + "\n".join(f"P | {line}" for line in reviews.splitlines())
    fields = ("interval_start_date", "interval_end_date")
    assert made("review_interval", *fields, period_of_care=care, cla_reviews=held) == expected


@pytest.mark.parametrize(
    ("case", "care", "statuses", "expected"),
    [
        ("the twentieth working day", "2023-03-01 | 2023-03-29 | E4A", "V2 | 2023-03-01 |", ["2023-03-29 V2 Y"]),
        ("the day before", "2023-03-01 | 2023-03-28 | E4A", "V2 | 2023-03-01 |", ["2023-03-28 V2 N"]),
        (
            "the status of the last day",
            "2023-03-01 | 2023-06-01 | E4A",
            "V2 | 2023-03-01 | 2023-05-01\nC2 | 2023-05-01 | 2023-06-01",
            ["2023-06-01 C2 Y"],
        ),
        (
            "of two of them V2",
            "2023-03-01 | 2023-06-01 | E4A",
            "V2 | 2023-03-01 |\nC1 | 2023-05-01 |",
            ["2023-06-01 V2 Y"],
        ),
        ("one that began on the day is none", "2023-03-01 | 2023-06-01 | E4A", "V2 | 2023-06-01 |", ["2023-06-01 - Y"]),
        ("a start that is not known", "| 2023-06-01 | E4A", "V2 | |", ["2023-06-01 V2 -"]),
        ("care that goes on", "2023-03-01 | |", "V2 | 2023-03-01 |", []),
        ("an end that is planned", "2023-03-01 | 2024-02-01 |", "V2 | 2023-03-01 |", []),
    ],
)
def test_ends_of_care(case: str, care: str, statuses: str, expected: list[str]) -> None:
    fields = ("care_end_date", "legal_status", "twenty_days")
    tables = {
        "period_of_care": f"entered | ceased | why\n{care}",
        "legal_status": f"status | from | to\n{statuses}",
    }
    assert made("care_end", *fields, **tables) == expected


@pytest.mark.parametrize(
    ("case", "care", "expected"),
    [
        ("in care on its first day", "2023-09-04 |", ["Autumn 2023-09-04 -", "Spring 2024-01-08 -"]),
        ("from the day after", "2023-09-05 |", ["Spring 2024-01-08 -"]),
        ("left in the term", "2023-01-10 | 2023-10-01", ["Autumn 2023-09-04 2023-10-01"]),
        ("left on its first day", "2023-01-10 | 2023-09-04", []),
        ("since a day that is not known", "| 2023-10-01", ["Autumn 2023-09-04 2023-10-01"]),
    ],
)
def test_terms_in_care(case: str, care: str, expected: list[str]) -> None:
    terms = """term   | term_start_date | term_end_date
               Autumn | 2023-09-04      | 2023-12-20
               Spring | 2024-01-08      | 2024-03-28
               Summer | 2024-04-15      | 2024-07-19"""
    fields = ("term", "term_start_date", "care_end_date")
    assert made("term_in_care", *fields, school_term=terms, period_of_care=f"entered | ceased\n{care}") == expected


@pytest.mark.parametrize(
    ("case", "home", "visits", "expected"),
    [
        (
            "since the first month in which there is a visit",
            "2020-05-06 |",
            "2023-11-15",
            ["2023-11-01 2023-11-30", "2023-12-01 2023-12-31", "2024-01-01 2024-01-31"],
        ),
        ("since it was opened", "2023-12-01 |", "2023-01-15", ["2023-12-01 2023-12-31", "2024-01-01 2024-01-31"]),
        ("not the month in which it was opened", "2023-12-02 |", "2023-01-15", ["2024-01-01 2024-01-31"]),
        ("the month in which it was closed", "2020-05-06 | 2023-12-01", "2023-12-01", ["2023-12-01 2023-12-31"]),
        ("without any visit this month alone", "2020-05-06 |", "", ["2024-01-01 2024-01-31"]),
    ],
)
def test_months_of_a_home(case: str, home: str, visits: str, expected: list[str]) -> None:
    tables = {"childrens_home": f"home_urn | own | home_start_date | home_end_date\nSC1 | Y | {home}\nSC2 | N | {home}"}
    if visits:
        tables["childrens_home_visit"] = f"home_urn | visit_date\nSC1 | {visits}"
    assert made("home_month", "month_start_date", "month_end_date", **tables) == expected


@pytest.mark.parametrize(
    ("case", "born", "status", "recorded", "expected"),
    [
        (
            "each since the status began",
            "2004-06-10",
            "FR | 2022-06-10 |",
            "",
            ["2022-06-10 - -", "2023-06-10 - -"],
        ),
        ("not on the day on which it ended", "2004-06-10", "FR | 2022-06-10 | 2023-06-10", "", ["2022-06-10 - -"]),
        ("none of an eligible child", "2006-06-10", "E | 2022-06-10 |", "", []),
        ("none after the 21st", "2000-06-10", "FR | 2021-06-11 |", "", []),
        (
            "with what was recorded of it",
            "2004-06-10",
            "FR | 2023-01-01 |",
            "2023-06-10 | YES | 2023-06-20",
            ["2023-06-10 YES 2023-06-20"],
        ),
        (
            "what does not say whether in touch is not recorded",
            "2004-06-10",
            "FR | 2023-01-01 |",
            "2023-06-10 | | 2023-06-20",
            ["2023-06-10 - -"],
        ),
        (
            "of another birthday",
            "2004-06-10",
            "FR | 2023-01-01 |",
            "2022-06-10 | YES | 2022-06-20",
            ["2023-06-10 - -"],
        ),
        (
            "born on 29 February",
            "2004-02-29",
            "FR | 2023-01-01 |",
            "2023-03-01 | YES | 2023-03-03",
            ["2023-02-28 YES 2023-03-03"],
        ),
    ],
)
def test_birthdays_of_care_leavers(case: str, born: str, status: str, recorded: str, expected: list[str]) -> None:
    tables = {
        "person": f"dob\n{born}",
        "leaving_care_status": f"eligibility | status_start_date | status_end_date\n{status}",
    }
    if recorded:
        tables["care_leaver_birthday"] = f"birthday_date | in_touch | recorded_date\n{recorded}"
    assert made("leaver_birthday", "birthday_date", "in_touch", "recorded_date", **tables) == expected


ONE_OF_EACH = {
    "person": "dob | expected_dob\n2004-06-10 | 2004-06-11",
    "cin_assessments": "on | assessment_kind\n2012-01-03 | core",
    "s47_enquiry": "on\n2004-05-01",
    "exploitation_assessment": "exploitation_kind | assessed_date\nsexual | 2023-05-01",
    "period_of_care": "period | entered | ceased\nP | 2018-01-10 | 2021-03-01",
    "cla_reviews": "period | on\nP | 2018-02-01",
    "school_term": "term | term_start_date | term_end_date\nAutumn | 2018-09-04 | 2018-12-20",
    "childrens_home": "home_urn | own | home_start_date\nSC1 | Y | 2020-05-06",
}


def test_doing_it_again_changes_nothing() -> None:
    database = told(**ONE_OF_EACH)
    derive_lasting(database, ON)
    before = everything(database)
    assert all(before[name] for name in OCCASIONS)
    derive_lasting(database, ON)
    assert everything(database) == before


def test_what_a_source_states_stays() -> None:
    stated = "person_id | interval_start_date\nC1 | 2019-01-01"
    assert made("review_interval", "interval_start_date", **ONE_OF_EACH, review_interval=stated) == ["2019-01-01"]


@pytest.mark.parametrize("name", OCCASIONS)
def test_each_can_be_told_where_what_it_is_made_of_is(name: str) -> None:
    occasion, database = OCCASIONS[name], told()
    fields = {f"{name}.{field}" for field in ENTITIES[name].field_names()}
    assert not fields & absent_with(database, fields)
    lacking = {source for way in occasion.made.ways for source in way}
    assert fields <= absent_with(database, lacking)
    for field, source in occasion.made.only.items():
        assert fields & absent_with(database, {source}) == {f"{name}.{field}"}
