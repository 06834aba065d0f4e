"""What does not fit into the children in need census is not written, and is told."""

from datetime import date

import pytest

from roker.formats import cin_census
from tests.formats.cin_census_files import PERSON_ROW, REFERRAL_ROW, record_of, texts, written


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"cin_episodes": [REFERRAL_ROW, {**REFERRAL_ROW, "referral_id": "1/x", "referral_date": None}]},
            ("CINdetails", "The day of the referral is not known.", ""),
        ),
        (
            {"cin_episodes": [{**REFERRAL_ROW, "close_reason": "RC7"}]},
            ("ReasonForClosure", "The day of the closure is not known.", ""),
        ),
        (
            {"initial_cp_conference": [{"icpc_date": date(2024, 5, day), "icpc_transfer_in": "Y"} for day in (8, 9)]},
            ("CINdetails.DateOfInitialCPC", "Only the latest is told, and that of 08/05/2024 not.", ""),
        ),
        (
            {
                "s47_enquiry": [{"s47_enquiry_id": "1/s", "s47_start_date": date(2024, 5, 7)}],
                "initial_cp_conference": [
                    {"s47_enquiry_id": "1/s", "icpc_date": date(2024, 5, day)} for day in (20, 21)
                ],
            },
            (
                "Section47.DateOfInitialCPC",
                "The enquiry led to an earlier one as well; that of 21/05/2024 is not told.",
                "",
            ),
        ),
        (
            {
                "cin_episodes": [{**REFERRAL_ROW, "referral_date": date(2005, 5, 1)}],
                "s47_enquiry": [{"s47_enquiry_id": "1/s", "s47_start_date": date(2005, 5, 7)}],
            },
            ("InitialCPCtarget", "The working days of that time are not known.", ""),
        ),
    ],
)
def test_what_does_not_fit_into_the_census_is_told(tmp_path, given, told):
    document, left_out = written(tmp_path, record_of(**given))
    assert left_out == [told]
    assert len(texts(document, "CINreferralDate")) == 1


def test_a_number_that_is_no_number_of_the_census_is_written_and_told(tmp_path):
    person = {**PERSON_ROW, "person_id": "C-1"}
    _, left_out = written(tmp_path, record_of(person=[person], cin_episodes=[{**REFERRAL_ROW, "person_id": "C-1"}]))
    assert left_out == [("LAchildID", "It should have at most 20 letters and digits.", "C-1")]


def test_a_child_looked_after_without_any_referral_is_told(tmp_path):
    care = [{"cla_id": "2/k", "person_id": "2", "entered_care_date": date(2024, 5, 1)}]
    record = record_of(person=[PERSON_ROW, {**PERSON_ROW, "person_id": "2"}], period_of_care=care)
    (left_out,) = cin_census.write(tmp_path / "out.xml", record, year=2025, authority="201")
    why = "The child was looked after in the year, and no referral is known."
    assert (left_out.kind, left_out.at.file, left_out.at.column) == ("left_blank", "out.xml", "Child")
    assert (left_out.found, left_out.expected) == ("2", why)
