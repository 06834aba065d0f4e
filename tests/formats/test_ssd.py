"""Ids, references and cells of the Standard Safeguarding Dataset are read with the drift that authorities have."""

from datetime import date

import pytest

from roker.local import Local
from roker.record import ENTITIES
from tests.formats.made_ssd import PEOPLE, PLANS, read_in


@pytest.fixture
def read(tmp_path):
    return read_in(tmp_path / "extract")


# --------------------------------------------------------------------------------------------------- ids and references


def test_ids_are_made_of_child_and_day_and_followed(read):
    header = "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date"
    visits = f"{header}\n9,100,5002,2024-01-20\n8,200,5003,2024-02-09\n"
    made = read({"ssd_person": PEOPLE, "ssd_cp_plans": PLANS, "ssd_cp_visits": visits})
    assert made.rows("cp_plans", "cp_plan_id", "system_id", "found_in") == [
        ("100/2023-01-10", "5001", "ssd_cp_plans.csv, row 2"),
        ("100/2024-01-10", "5002", "ssd_cp_plans.csv, row 3"),
        ("200/2024-02-01", "5003", "ssd_cp_plans.csv, row 4"),
    ]
    assert made.rows("cp_visits", "cp_plan_id", "cp_visit_id", "system_id") == [
        ("100/2024-01-10", None, "9"),
        ("200/2024-02-01", None, "8"),
    ]


def test_numbers_given_anew_change_nothing_but_the_evidence(read):
    visits = "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date\n{},100,{},2024-01-20\n"
    before = read({"ssd_cp_plans": PLANS, "ssd_cp_visits": visits.format(9, 5002)})
    names = ENTITIES["cp_visits"].field_names()
    old = before.rows("cp_visits", *names), before.rows("cp_plans", *ENTITIES["cp_plans"].field_names())
    after = read({"ssd_cp_plans": PLANS.replace("500", "770"), "ssd_cp_visits": visits.format(77, 7702)})
    assert old == (after.rows("cp_visits", *names), after.rows("cp_plans", *ENTITIES["cp_plans"].field_names()))


@pytest.mark.parametrize(
    ("second", "ids", "problems"),
    [
        ("5009,100,2024-01-10,2024-04-01", ["100/2024-01-10", "100/2024-01-10/2"], []),
        ("5000,100,2024-01-10,2024-04-01", ["100/2024-01-10/2", "100/2024-01-10"], []),
        ("5009,100,2024-01-10,", ["100/2024-01-10"], ["repeated_row: ssd_cp_plans.csv, row 3: 1 row"]),
        ("5002,100,2024-01-10,", ["100/2024-01-10"], ["repeated_row: ssd_cp_plans.csv, row 3: 1 row"]),
        ("5009,100,,", ["100/2024-01-10", "100/~5009"], []),
        ("5009,200,2024-01-10,", ["100/2024-01-10", "200/2024-01-10"], []),
    ],
)
def test_two_of_one_day(read, second, ids, problems):
    header = PLANS.splitlines()[0]
    made = read({"ssd_person": PEOPLE, "ssd_cp_plans": f"{header}\n5002,100,2024-01-10,\n{second}\n"})
    assert [row for (row,) in made.rows("cp_plans", "cp_plan_id")] == ids
    assert made.problems("repeated_row", "orphan") == problems


def test_references_to_a_repeat_lead_to_the_row_that_was_kept(read):
    plans = f"{PLANS.splitlines()[0]}\n5002,100,2024-01-10,\n5009,100,2024-01-10,\n"
    visits = "cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date\n100,5009,2024-01-20\n"
    made = read({"ssd_person": PEOPLE, "ssd_cp_plans": plans, "ssd_cp_visits": visits})
    assert made.rows("cp_visits", "cp_plan_id") == [("100/2024-01-10",)]


def test_orphans_are_kept_and_counted(read):
    visits = (
        "cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date\n"
        "100,4,2024-01-20\n100,5002,2024-01-21\n200,4,2024-01-20\n300,,2024-01-20\n"
    )
    made = read({"ssd_person": PEOPLE, "ssd_cp_plans": PLANS, "ssd_cp_visits": visits})
    assert made.rows("cp_visits", "person_id", "cp_plan_id") == [
        ("100", "~4"),
        ("100", "100/2024-01-10"),
        ("200", "~4"),
        ("300", None),
    ]
    assert made.problems("orphan") == [
        "orphan: ssd_cp_visits.csv, row 2, “cppv_cp_plan_id”: 2 rows",
        "orphan: ssd_person.csv: 1 child without a row, the first in ssd_cp_visits.csv, row 5",
    ]
    assert made.rows("person", "person_id", "found_in") == [
        ("100", "ssd_person.csv, row 2"),
        ("200", "ssd_person.csv, row 3"),
        ("300", "ssd_cp_visits.csv, row 5"),
    ]


def test_one_number_of_two_children_leads_each_to_its_own(read):
    enquiries = "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date\n7,100,2024-01-02\n7,200,2024-01-03\n"
    conferences = "icpc_icpc_id,icpc_s47_enquiry_id,icpc_person_id,icpc_icpc_date\n1,7,200,2024-01-20\n"
    made = read({"ssd_person": PEOPLE, "ssd_s47_enquiry": enquiries, "ssd_initial_cp_conference": conferences})
    assert made.rows("initial_cp_conference", "icpc_id", "s47_enquiry_id") == [("200/2024-01-20", "200/2024-01-03")]


def test_a_child_is_found_through_what_a_row_refers_to(read):
    made = read(
        {
            "ssd_person": PEOPLE,
            "ssd_cp_plans": PLANS,
            "ssd_cp_visits": "cppv_cp_visit_id,cppv_cp_plan_id,cppv_cp_visit_date\n1,5003,2024-02-09\n2,5,2024-02-09\n",
            "ssd_cin_assessments": "cina_assessment_id,cina_person_id,cina_assessment_start_date\n3,200,2024-01-05\n",
            "ssd_assessment_factors": 'cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\n1,3,"[""1A""]"\n',
        }
    )
    assert made.rows("cp_visits", "person_id", "cp_plan_id") == [("200", "200/2024-02-01")]
    assert made.problems("nobody_named") == ["nobody_named: ssd_cp_visits.csv, row 3, “person_id”: 1 row"]
    assert made.rows("assessment_factors", "person_id", "assessment_id") == [("200", "200/2024-01-05")]
    assert "cp_visits.person_id" not in made.reading.absent


def test_periods_of_care_are_named_by_the_day_they_began(read):
    episodes = (
        "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,clae_cla_id\n"
        "1,100,2023-02-01,S,900\n2,100,2023-05-01,P,900\n3,200,2023-06-01,P,901\n"
    )
    visits = "clav_cla_visit_id,clav_cla_id,clav_person_id,clav_cla_visit_date\n1,900,100,2023-03-01\n"
    made = read({"ssd_person": PEOPLE, "ssd_cla_episodes": episodes, "ssd_cla_visits": visits})
    assert made.rows("cla_episodes", "cla_id") == [("100/2023-02-01",), ("100/2023-02-01",), ("200/~2023-06-01",)]
    assert made.rows("cla_visits", "cla_id") == [("100/2023-02-01",)]


# ------------------------------------------------------------------------------------------------------ cells and drift


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-01", date(2024, 3, 1)),
        ("2024-03-01 00:00:00", date(2024, 3, 1)),
        ("2024-03-01 00:00:00.000", date(2024, 3, 1)),
        ("2024-03-01T13:45:00Z", date(2024, 3, 1)),
        ("01/03/2024", date(2024, 3, 1)),
        ("1 March 2024", date(2024, 3, 1)),
        ("45352", date(2024, 3, 1)),
        ("1900-01-01", None),
        ("9999-12-31", None),
        ("NULL", None),
        ("  ", None),
        ("31/02/2024", None),
        ("soon", None),
    ],
)
def test_dates(read, written, day):
    made = read({"ssd_contacts": f"cont_person_id,cont_contact_date\n100,{written}\n"})
    assert made.rows("contacts", "contact_date") == [(day,)]


@pytest.mark.parametrize(
    ("written", "code"),
    [("Y", "Y"), ("N", "N"), ("1", "Y"), ("0", "N"), ("true", "Y"), ("FALSE", "N"), ("Yes", "Y"), ("no", "N"),
     ("Y    ", "Y"), ("1.0", "Y"), ("T", "Y"), ("U", "U"), ("Unknown", "U"), ("", None), ("SSD_PH", None), ("?", None)],
)  # fmt: skip
def test_flags(read, written, code):
    made = read({"ssd_cin_episodes": f"cine_person_id,cine_referral_nfa\n100,{written}\n"})
    assert made.rows("cin_episodes", "referral_nfa") == [(code,)]


@pytest.mark.parametrize(
    ("entity", "column", "written", "field", "code"),
    [
        ("person", "pers_gender", "09", "gender", "I"),
        ("person", "pers_gender", "2", "gender", "F"),
        ("person", "pers_sex", "01", "sex", "M"),
        ("person", "pers_sex", "9", "sex", "U"),
        ("person", "pers_ethnicity", "CNHE", "ethnicity", "CHNE"),
        ("cla_placement", "clap_cla_placement_type", "A3 - placed for adoption", "cla_placement_type", "A3"),
        ("legal_status", "lega_legal_status", "Full care order", "legal_status", "C2"),
        ("disability", "disa_disability_code", "NONE", "disability_code", "NONE"),
        ("disability", "disa_disability_code", "none", "disability_code", "NONE"),
        ("missing", "miss_missing_rhi_offered", "NA", "missing_rhi_offered", "NA"),
        ("care_leavers", "clea_care_leaver_eligibility", "Former Relevant", "care_leaver_eligibility", "FR"),
    ],
)  # fmt: skip
def test_codes(read, entity, column, written, field, code):
    prefix = column.partition("_")[0]
    made = read({f"ssd_{entity}": f"{prefix}_person_id,{column}\n100,{written}\n"})
    assert made.rows(entity, field) == [(code,)]


def test_sex_is_never_taken_from_gender(read):
    made = read({"ssd_person": "pers_person_id,pers_gender,pers_dob\n100,M,2012-01-01\n"})
    assert made.rows("person", "sex", "gender") == [(None, "M")]
    assert "person.sex" in made.reading.absent


@pytest.mark.parametrize(
    ("written", "person"),
    [("100", "100"), ("100.0", "100"), (" 100 ", "100"), ("00100", "00100"), ("P-100/7", "P-100/7"), ("ab c", "ab c")],
)
def test_ids(read, written, person):
    made = read({"ssd_contacts": f"cont_person_id,cont_contact_date\n{written},2024-01-01\n"})
    assert made.rows("contacts", "person_id") == [(person,)]


@pytest.mark.parametrize("written", ["", "-1", "0", "NULL", "#N/A"])
def test_rows_about_nobody_are_counted(read, written):
    made = read({"ssd_contacts": f"cont_person_id,cont_contact_date\n100,2024-01-01\n{written},2024-01-02\n"})
    assert made.rows("contacts", "person_id") == [("100",)]
    assert made.problems("nobody_named") == ["nobody_named: ssd_contacts.csv, row 3, “cont_person_id”: 1 row"]


def test_teams_and_workers_stay_as_written(read):
    header = "cine_person_id,cine_referral_date,cine_referral_team,cine_referral_worker_id"
    made = read({"ssd_cin_episodes": f"{header}\n100,2024-01-01,7.0,Ann  Brook\n100,2024-02-01,-1,0\n"})
    assert made.rows("cin_episodes", "referral_team", "referral_worker_id") == [("7", "Ann Brook"), (None, None)]


def test_an_estimated_birth_is_a_birth_only_when_it_is_past(read):
    people = "pers_person_id,pers_dob,pers_expected_dob\n1,,2020-01-15\n2,,2024-08-01\n3,2019-01-01,2019-01-09\n"
    made = read({"ssd_person": people})
    assert made.rows("person", "dob", "expected_dob") == [
        (date(2020, 1, 15), date(2020, 1, 15)),
        (None, date(2024, 8, 1)),
        (date(2019, 1, 1), date(2019, 1, 9)),
    ]
    assert made.problems("estimated_birth") == ["estimated_birth: ssd_person.csv, row 2, “pers_expected_dob”: 1 child"]


@pytest.mark.parametrize(
    ("written", "held", "kinds"),
    [
        ('["1A", "2B"]', '["1A", "2B"]', []),
        ('{"1A": "Yes", "2B": "No", "3C": "y"}', '["1A", "3C"]', []),
        ("1A, 2B", '["1A", "2B"]', []),
        ('["1A", "2B", "3', '["1A", "2B"]', ["json_cut_short"]),
        ('{"1A": "Yes", "2B": "Y', '["1A"]', ["json_cut_short"]),
        ("[", None, ["json_cut_short"]),
        ("many factors", None, ["not_json"]),
        ("NULL", None, ["read_as_blank"]),
    ],
)
def test_factors(read, written, held, kinds):
    quoted = '"' + written.replace('"', '""') + '"'
    made = read(
        {"ssd_assessment_factors": f"cinf_assessment_id,person_id,cinf_assessment_factors_json\n3,100,{quoted}\n"}
    )
    assert made.rows("assessment_factors", "assessment_factors_json") == [(held,)]
    assert [each.kind for each in made.reading.problems if each.at.column == "cinf_assessment_factors_json"] == kinds


def test_json_with_line_breaks_is_made_whole(read):
    written = '"{""NFA_FLAG"": ""Y"", ""COMMENTS"": ""one\ntwo""}"'
    made = read(
        {"ssd_contacts": f"cont_person_id,cont_contact_date,cont_contact_outcome_json\n100,2024-01-01,{written}\n"}
    )
    assert made.rows("contacts", "contact_outcome_json") == [('{"NFA_FLAG": "Y", "COMMENTS": "one\\ntwo"}',)]


def test_a_column_of_bad_cells_is_a_few_problems(read):
    rows = "\n".join(f"100,day {number % 30}" for number in range(3000))
    made = read({"ssd_contacts": f"cont_person_id,cont_contact_date\n{rows}\n"})
    found = made.problems("not_a_date")
    assert len(found) == 21
    assert found[0] == "not_a_date: ssd_contacts.csv, row 2, “cont_contact_date”: “day 0” in 100 cells"
    assert found[-1] == "not_a_date: ssd_contacts.csv, “cont_contact_date”: 10 more texts in 1,000 cells"


def test_the_words_of_an_authority_come_first(read):
    local = Local.of_text(
        '[values.ssd.referral_source]\n"R7" = "6"\n[columns.ssd.contacts]\n"Wer" = "contact_source_code"\n'
    )
    made = read({"ssd_contacts": "cont_person_id,cont_contact_date,Wer\n100,2024-01-01,R7\n"}, local=local)
    assert made.rows("contacts", "contact_source_code") == [("6",)]


def test_the_mapping_report_counts_every_cell(read):
    rows = "100,Y\n100,yes\n100,U\n100,Unknown\n100,\n100,NULL\n100,perhaps\n"
    made = read({"ssd_cin_episodes": f"cine_person_id,cine_referral_nfa\n{rows}"})
    line = made.line("cine_referral_nfa")
    assert (line.read, line.unknown, line.blank, line.unread) == (2, 2, 2, 1)
    assert line.fills == "cin_episodes.referral_nfa"
    assert made.line("cine_close_date").is_missing
