"""Spec tables of the duties of what care leavers need and are asked."""

from tests.spec.table import Spec

_STATUS = "leaving_care_status.eligibility | leaving_care_status.status_start_date"
_REVIEW = "pathway_plan.pathway_plan_date | pathway_plan.from_review"
_HOME = "care_leaver_home.home_start_date | care_leaver_home.provided"
_VISIT = "care_leaver_contact.contact_kind | care_leaver_contact.contact_date"
_BIRTHDAY = "born | leaver_birthday.birthday_date"

SPECS: tuple[Spec, ...] = (
    Spec(
        duty="eligible_child_needs_assessment",
        title="Three months from becoming eligible; an assessment of the year before counts",
        as_at="2024-05-15",
        rows=f"""
            {_STATUS} | pathway_assessment.assessment_end_date | due | state | why
            E  | 2024-02-14 |            | 2024-05-14 | overdue     |
            E  | 2024-02-15 |            | 2024-05-15 | due soon    |
            E  | 2024-05-01 |            | 2024-08-01 | running     |
            E  | 2023-11-30 | 2024-02-28 | 2024-02-29 | met         |
            E  | 2023-11-30 | 2024-02-29 | 2024-02-29 | met         |
            E  | 2023-11-30 | 2024-03-01 | 2024-02-29 | met late    |
            E  | 2023-11-30 | 2022-11-30 | 2024-02-29 | met         |
            E  | 2023-11-30 | 2022-11-29 | 2024-02-29 | overdue     |
            E  |            | 2024-02-28 |            | cannot tell | start not recorded
            R  | 2023-11-30 |            |            | none        |
            FR | 2023-11-30 |            |            | none        |
               | 2023-11-30 |            |            | none        |
        """,
    ),
    Spec(
        duty="eligible_child_needs_assessment",
        title="It ends when the status does, and at 18",
        as_at="2024-05-15",
        rows=f"""
            born | {_STATUS} | leaving_care_status.status_end_date | due | state
                       | E | 2024-02-14 | 2024-05-14 | 2024-05-14 | lapsed
                       | E | 2024-02-14 | 2024-05-15 | 2024-05-14 | missed
            2006-05-14 | E | 2024-02-14 |            | 2024-05-14 | lapsed
            2006-05-15 | E | 2024-02-14 |            | 2024-05-14 | missed
        """,
    ),
    Spec(
        duty="eligible_child_needs_assessment",
        title="In force since 1 April 2011",
        as_at="2011-08-01",
        rows=f"""
            {_STATUS} | due | state | why
            E | 2011-03-31 |            | cannot tell | no version
            E | 2011-04-01 | 2011-07-01 | overdue     |
        """,
    ),
    Spec(
        duty="eligible_child_needs_assessment",
        title="Where the files have no assessments of care leavers",
        as_at="2024-05-15",
        absent=("pathway_assessment.assessment_end_date",),
        rows=f"""
            {_STATUS} | due | state | why
            E | 2024-02-14 | | cannot tell | not in files
        """,
    ),
    Spec(
        duty="relevant_child_needs_assessment",
        title="Three months from leaving care; an earlier assessment or plan counts",
        as_at="2024-05-15",
        rows=f"""
            {_STATUS} | pathway_assessment.assessment_end_date | pathway_plan.pathway_plan_date | due | state
            R  | 2024-02-14 |            |            | 2024-05-14 | overdue
            R  | 2024-02-15 |            |            | 2024-05-15 | due soon
            R  | 2024-05-01 |            |            | 2024-08-01 | running
            R  | 2023-11-30 | 2024-02-29 |            | 2024-02-29 | met
            R  | 2023-11-30 | 2024-03-01 |            | 2024-02-29 | met late
            R  | 2023-11-30 |            | 2024-02-29 | 2024-02-29 | met
            R  | 2023-11-30 | 2024-03-01 | 2021-11-30 | 2024-02-29 | met
            R  | 2023-11-30 |            | 2021-11-29 | 2024-02-29 | overdue
            R  | 2023-11-30 | 2021-11-30 |            | 2024-02-29 | met
            E  | 2023-11-30 |            |            |            | none
               | 2023-11-30 |            |            |            | none
        """,
    ),
    Spec(
        duty="relevant_child_needs_assessment",
        title="It ends when the young person is looked after again, and at 18",
        as_at="2024-05-15",
        rows=f"""
            born | {_STATUS} | leaving_care_status.status_end_date | due | state
                       | R | 2024-02-14 | 2024-05-14 | 2024-05-14 | lapsed
                       | R | 2024-02-14 | 2024-05-15 | 2024-05-14 | missed
            2006-05-14 | R | 2024-02-14 |            | 2024-05-14 | lapsed
        """,
    ),
    Spec(
        duty="relevant_child_needs_assessment",
        title="In force since 1 April 2011",
        as_at="2011-08-01",
        rows=f"""
            {_STATUS} | due | state | why
            R | 2011-03-31 |            | cannot tell | no version
            R | 2011-04-01 | 2011-07-01 | overdue     |
        """,
    ),
    Spec(
        duty="relevant_child_needs_assessment",
        title="Where the files have no pathway plans",
        as_at="2024-05-15",
        absent=("pathway_plan.pathway_plan_date",),
        rows=f"""
            {_STATUS} | due | state | why
            R | 2024-02-14 | | cannot tell | not in files
        """,
    ),
    Spec(
        duty="pa_visit_before_review",
        title="A visit at home in the 28 days before the review, or on its day",
        as_at="2024-05-15",
        rows=f"""
            {_REVIEW} | {_HOME} | {_VISIT} | care_leaver_contact.at_home | care_leaver_contact.reached | due | state
            2024-05-01 | Y | 2024-02-01 | Y | visit | 2024-04-03 | Y | Y | 2024-05-01 | met
            2024-05-01 | Y | 2024-02-01 | Y | visit | 2024-05-01 | Y | Y | 2024-05-01 | met
            2024-05-01 |   | 2024-02-01 | Y | visit | 2024-04-20 |   |   | 2024-05-01 | met
            2024-05-01 | Y | 2024-02-01 | Y | visit | 2024-04-02 | Y | Y | 2024-05-01 | overdue
            2024-05-01 | Y | 2024-02-01 | Y | visit | 2024-05-02 | Y | Y | 2024-05-01 | met late
            2024-05-01 | Y | 2024-02-01 | Y |       |            |   |   | 2024-05-01 | overdue
            2024-05-01 | Y | 2024-02-01 | Y | call  | 2024-04-20 | Y | Y | 2024-05-01 | overdue
            2024-05-01 | Y | 2024-02-01 | Y | visit | 2024-04-20 | N | Y | 2024-05-01 | overdue
            2024-05-01 | Y | 2024-02-01 | Y | visit | 2024-04-20 | Y | N | 2024-05-01 | overdue
            2024-05-01 | Y | 2024-05-01 | Y |       |            |   |   | 2024-05-01 | overdue
            2024-05-01 | Y | 2024-05-02 | Y |       |            |   |   |            | none
            2024-05-01 | N | 2024-02-01 | Y |       |            |   |   |            | none
            2024-05-01 | Y | 2024-02-01 | N |       |            |   |   |            | none
            2024-05-01 | Y | 2024-02-01 |   |       |            |   |   |            | none
            2024-05-15 | Y | 2024-02-01 | Y |       |            |   |   | 2024-05-15 | due soon
            2024-05-16 | Y | 2024-02-01 | Y |       |            |   |   |            | none
                       | Y | 2024-02-01 | Y |       |            |   |   |            | none
        """,
    ),
    Spec(
        duty="pa_visit_before_review",
        title="Not after the home was left, nor from the 21st birthday on, which ends it",
        as_at="2024-05-15",
        rows=f"""
            born | {_REVIEW} | {_HOME} | care_leaver_home.home_end_date | due | state | why
                       | 2024-05-01 | Y | 2024-02-01 | Y | 2024-05-01 |            | none        |
                       | 2024-05-01 | Y | 2024-02-01 | Y | 2024-05-02 | 2024-05-01 | overdue     |
            2003-05-01 | 2024-05-01 | Y | 2024-02-01 | Y |            |            | cannot tell | over age
            2003-05-02 | 2024-05-01 | Y | 2024-02-01 | Y |            | 2024-05-01 | missed      |
            2003-05-16 | 2024-05-01 | Y | 2024-02-01 | Y |            | 2024-05-01 | overdue     |
        """,
    ),
    Spec(
        duty="pa_visit_before_review",
        title="In force since 1 April 2011",
        as_at="2011-05-03",
        rows=f"""
            {_REVIEW} | {_HOME} | due | state | why
            2011-03-31 | Y | 2011-01-03 | Y |            | cannot tell | no version
            2011-04-01 | Y | 2011-01-03 | Y | 2011-04-01 | overdue     |
        """,
    ),
    Spec(
        duty="pa_visit_before_review",
        title="Where the files do not say who provides the home",
        as_at="2024-05-15",
        absent=("care_leaver_home.provided",),
        rows=f"""
            {_REVIEW} | care_leaver_home.home_start_date | due | state | why
            2024-05-01 | Y | 2024-02-01 | | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="care_leaver_birthday_status",
        title="Within a month of the birthday, or before it",
        as_at="2024-05-15",
        rows=f"""
            {_BIRTHDAY} | leaver_birthday.in_touch | leaver_birthday.recorded_date | due | state | why
            2005-04-14 | 2024-04-14 |     |            | 2024-05-14 | overdue     |
            2005-04-15 | 2024-04-15 |     |            | 2024-05-15 | due soon    |
            2005-05-10 | 2024-05-10 |     |            | 2024-06-10 | running     |
            2005-03-31 | 2024-03-31 | YES | 2024-04-30 | 2024-04-30 | met         |
            2005-03-31 | 2024-03-31 | NO  | 2024-05-01 | 2024-04-30 | met late    |
            2005-03-31 | 2024-03-31 | YES | 2024-01-08 | 2024-04-30 | met         |
            2005-03-31 | 2024-03-31 | YES |            |            | none        |
                       | 2024-03-31 |     |            |            | cannot tell | may not apply
            2002-05-16 | 2023-05-16 |     |            | 2023-06-16 | overdue     |
        """,
    ),
    Spec(
        duty="care_leaver_birthday_status",
        title="From the 17th birthday to the 21st; the 22nd ends it",
        as_at="2024-05-16",
        rows=f"""
            {_BIRTHDAY} | due | state
            2008-04-14 | 2024-04-14 |            | none
            2007-04-14 | 2024-04-14 | 2024-05-14 | overdue
            2006-04-14 | 2024-04-14 | 2024-05-14 | overdue
            2004-04-14 | 2024-04-14 | 2024-05-14 | overdue
            2003-04-14 | 2024-04-14 | 2024-05-14 | overdue
            2002-05-15 | 2023-05-15 | 2023-06-15 | missed
        """,
    ),
    Spec(
        duty="care_leaver_birthday_status",
        title="The 19th birthday is asked for since 2011",
        as_at="2011-06-01",
        rows=f"""
            {_BIRTHDAY} | due | state | why
            1992-03-31 | 2011-03-31 |            | cannot tell | no version
            1992-04-01 | 2011-04-01 | 2011-05-01 | overdue     |
        """,
    ),
    Spec(
        duty="care_leaver_birthday_status",
        title="The 20th and the 21st are asked for since 2014",
        as_at="2014-06-02",
        rows=f"""
            {_BIRTHDAY} | due | state | why
            1994-03-31 | 2014-03-31 |            | cannot tell | no version
            1994-04-01 | 2014-04-01 | 2014-05-01 | overdue     |
            1993-04-01 | 2014-04-01 | 2014-05-01 | overdue     |
        """,
    ),
    Spec(
        duty="care_leaver_birthday_status",
        title="The 17th and the 18th are asked for since 2015",
        as_at="2015-06-01",
        rows=f"""
            {_BIRTHDAY} | due | state | why
            1998-03-31 | 2015-03-31 |            | cannot tell | no version
            1998-04-01 | 2015-04-01 | 2015-05-01 | overdue     |
            1997-04-01 | 2015-04-01 | 2015-05-01 | overdue     |
        """,
    ),
    Spec(
        duty="care_leaver_birthday_status",
        title="Where the files do not say when it was recorded",
        as_at="2024-05-15",
        absent=("leaver_birthday.recorded_date",),
        rows=f"""
            {_BIRTHDAY} | due | state | why
            2005-04-14 | 2024-04-14 | | cannot tell | not in files
        """,
    ),
    Spec(
        duty="care_leaver_annual_offer_21_25",
        title="A year from the 21st birthday, and from each offer",
        as_at="2024-05-15",
        rows=f"""
            {_BIRTHDAY} | {_STATUS} | {_VISIT} | opened | due | state | clocks
            2002-05-14 | 2023-05-14 | FR | 2020-05-14 |              |                        | 2023-05-14 | 2024-05-14 | overdue  | overdue
            2002-05-15 | 2023-05-15 | FR | 2020-05-15 |              |                        | 2023-05-15 | 2024-05-15 | due soon | due soon
            2002-08-01 | 2023-08-01 | FR | 2020-08-01 |              |                        | 2023-08-01 | 2024-08-01 | running  | running
            2001-05-14 | 2022-05-14 | FR | 2019-05-14 | offer        | 2023-05-14             | 2023-05-14 | 2024-05-14 | overdue  | met, overdue
            2001-05-14 | 2022-05-14 | FR | 2019-05-14 | offer        | 2023-05-15             | 2023-05-15 | 2024-05-15 | due soon | met late, due soon
            2001-05-14 | 2022-05-14 | FR | 2019-05-14 | offer, offer | 2023-05-14, 2024-05-14 | 2024-05-14 | 2025-05-14 | running  | met, met, running
            2002-05-14 | 2023-05-14 | FR | 2020-05-14 | visit        | 2023-06-01             | 2023-05-14 | 2024-05-14 | overdue  | overdue
            2002-05-14 | 2023-05-14 | FR | 2020-05-14 | offer        | 2023-05-13             | 2023-05-14 | 2024-05-14 | overdue  | overdue
            2002-05-14 | 2023-05-14 | R  | 2020-05-14 |              |                        |            |            | none     | none
            2002-05-14 | 2023-05-14 | Q  | 2020-05-14 |              |                        |            |            | none     | none
            2003-05-14 | 2024-05-14 | FR | 2024-05-15 |              |                        |            |            | none     | none
            2004-05-14 | 2024-05-14 | FR | 2022-05-14 |              |                        |            |            | none     | none
        """,
    ),
    Spec(
        duty="care_leaver_annual_offer_21_25",
        title="The 25th birthday ends it; without a date of birth it cannot be told",
        as_at="2024-05-15",
        rows=f"""
            {_BIRTHDAY} | {_STATUS} | {_VISIT} | due | state | why
            1999-05-14 | 2020-05-14 | FR | 2017-05-14 | offer | 2023-05-14 | 2024-05-14 | lapsed      |
            1999-05-14 | 2020-05-14 | FR | 2017-05-14 | offer | 2023-05-13 | 2024-05-13 | missed      |
                       | 2023-05-14 | FR | 2020-05-14 |       |            |            | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="care_leaver_annual_offer_21_25",
        title="In force since 1 April 2018",
        as_at="2019-04-02",
        rows=f"""
            {_BIRTHDAY} | {_STATUS} | due | state | why
            1997-03-31 | 2018-03-31 | FR | 2015-03-31 |            | cannot tell | no version
            1997-04-01 | 2018-04-01 | FR | 2015-04-01 | 2019-04-01 | overdue     |
        """,
    ),
    Spec(
        duty="care_leaver_annual_offer_21_25",
        title="Where the files have no offers",
        as_at="2024-05-15",
        absent=("care_leaver_contact.contact_date",),
        rows=f"""
            {_BIRTHDAY} | {_STATUS} | due | state | why
            2002-05-14 | 2023-05-14 | FR | 2020-05-14 | | cannot tell | not in files
        """,
    ),
)
