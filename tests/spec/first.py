"""Spec tables of the first duties: rows on, before and after each limit, and what happens when something is missing."""

from tests.spec.table import Spec

SPECS = (
    Spec(
        duty="child_and_family_assessment",
        title="Counted from the start of the assessment, where the source does not link the referral",
        as_at="2024-05-15",
        rows="""
            assessment started | authorised | case closed | due        | state       | why
            2024-03-04         |            |             | 2024-05-09 | overdue     |
            2024-03-07         |            |             | 2024-05-14 | overdue     |
            2024-03-08         |            |             | 2024-05-15 | due soon    |
            2024-03-11         |            |             | 2024-05-16 | due soon    |
            2024-04-08         |            |             | 2024-06-12 | running     |
            2024-01-02         | 2024-03-04 |             | 2024-03-05 | cannot tell | start not linked
            2024-01-02         | 2024-03-05 |             | 2024-03-05 | cannot tell | start not linked
            2024-01-02         | 2024-03-06 |             | 2024-03-05 | met late    |
            2024-01-02         | 2024-01-02 |             | 2024-03-05 | cannot tell | start not linked
            2024-01-02         |            | 2024-03-05  | 2024-03-05 | cannot tell | start not linked
            2024-01-02         |            | 2024-03-06  | 2024-03-05 | missed      |
            2024-01-02         | 2024-01-01 |             |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="child_and_family_assessment",
        title="Of the assessments of one referral, the first alone counts from it",
        as_at="2024-03-08",
        linked=True,
        rows="""
            referred   | assessment started     | authorised | opened     | due        | state    | clocks
            2024-01-02 | 2024-01-03, 2024-02-01 | 2024-03-05 | 2024-02-01 | 2024-04-08 | running  | met, running
            2024-01-02 | 2024-01-03, 2024-02-01 | 2024-03-06 | 2024-02-01 | 2024-04-08 | running  | met late, running
            2024-01-02 | 2024-02-01, 2024-01-03 | -          | 2024-02-01 | 2024-04-08 | running  | overdue, running
            2024-01-02 | 2024-01-03, 2024-01-03 | -          | 2024-01-02 | 2024-03-05 | overdue  | overdue, overdue
        """,
    ),
    Spec(
        duty="child_and_family_assessment",
        title="Counted from the referral, where the source links it",
        as_at="2024-05-15",
        linked=True,
        rows="""
            referred   | assessment started | authorised | opened     | due        | state    | why
            2024-01-02 | 2024-01-09         | 2024-03-04 | 2024-01-02 | 2024-03-05 | met      |
            2024-01-02 | 2024-01-09         | 2024-03-05 | 2024-01-02 | 2024-03-05 | met      |
            2024-01-02 | 2024-01-09         | 2024-03-06 | 2024-01-02 | 2024-03-05 | met late |
            2024-03-07 | 2024-04-30         |            | 2024-03-07 | 2024-05-14 | overdue  |
            2024-03-08 | 2024-04-30         |            | 2024-03-08 | 2024-05-15 | due soon |
        """,
    ),
    Spec(
        duty="child_and_family_assessment",
        title="The single assessment began on 15 April 2013",
        as_at="2013-09-30",
        linked=True,
        rows="""
            referred   | assessment started | opened     | due        | state       | why
            2013-04-12 | 2013-04-16         | 2013-04-12 |            | cannot tell | no version
            2013-04-15 | 2013-04-16         | 2013-04-15 | 2013-06-19 | overdue     |
        """,
    ),
    Spec(
        duty="child_and_family_assessment",
        title="Each later edition of Working Together repeats the 45 working days",
        as_at="2024-02-29",
        linked=True,
        rows="""
            referred   | assessment started | authorised | due        | state
            2015-03-26 | 2015-03-27         | 2015-06-03 | 2015-06-03 | met
            2015-03-26 | 2015-03-27         | 2015-06-04 | 2015-06-03 | met late
            2018-07-04 | 2018-07-05         | 2018-09-06 | 2018-09-06 | met
            2018-07-04 | 2018-07-05         | 2018-09-07 | 2018-09-06 | met late
            2023-12-15 | 2023-12-18         | 2024-02-21 | 2024-02-21 | met
            2023-12-15 | 2023-12-18         | 2024-02-22 | 2024-02-21 | met late
        """,
    ),
    Spec(
        duty="child_and_family_assessment",
        title="A child, and dates that the calendar knows",
        as_at="2024-05-15",
        rows="""
            born       | assessment started | due        | state       | why
            2006-05-15 | 2024-05-14         | 2024-07-17 | cannot tell | start not linked
            2006-05-16 | 2024-05-14         | 2024-07-17 | running     |
            2006-05-14 | 2024-05-14         |            | cannot tell | over age
                       | 2005-12-30         |            | cannot tell | no version
        """,
    ),
    Spec(
        duty="icpc",
        title="On, before and after the fifteenth working day, over Easter",
        as_at="2024-05-01",
        rows="""
            discussed  | held       | unnecessary | due        | state       | why
            2024-03-25 | 2024-03-25 |             | 2024-04-17 | met         |
            2024-03-25 | 2024-04-16 |             | 2024-04-17 | met         |
            2024-03-25 | 2024-04-17 |             | 2024-04-17 | met         |
            2024-03-25 | 2024-04-18 |             | 2024-04-17 | met late    |
            2024-03-25 |            |             | 2024-04-17 | overdue     |
            2024-04-09 |            |             | 2024-04-30 | overdue     |
            2024-04-10 |            |             | 2024-05-01 | due soon    |
            2024-04-17 |            |             | 2024-05-09 | due soon    |
            2024-04-18 |            |             | 2024-05-10 | running     |
            2024-03-25 |            | N           | 2024-04-17 | overdue     |
            2024-03-25 |            | U           | 2024-04-17 | overdue     |
            2024-03-25 |            | Y           |            | none        |
            2024-03-25 | 2024-03-22 |             |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="icpc",
        title="Closing the case ends the clock; a Saturday counts from the next working day",
        as_at="2024-05-01",
        rows="""
            discussed  | held       | case closed | due        | state
            2024-03-25 |            | 2024-04-17  | 2024-04-17 | lapsed
            2024-03-25 |            | 2024-04-18  | 2024-04-17 | missed
            2024-03-25 | 2024-04-17 | 2024-04-16  | 2024-04-17 | lapsed
            2024-03-25 | 2024-04-17 | 2024-04-17  | 2024-04-17 | met
            2024-03-25 |            | 2024-03-22  | 2024-04-17 | overdue
            2024-04-06 |            |             | 2024-04-26 | overdue
            2024-04-05 |            |             | 2024-04-26 | overdue
        """,
    ),
    Spec(
        duty="icpc",
        title="The closing of an earlier case ends nothing while the child stays open",
        as_at="2024-01-31",
        rows="""
            referred   | case closed | another case from | discussed  | due        | state
            2023-05-01 | 2023-12-01  |                   | 2023-12-01 | 2023-12-22 | lapsed
            2023-05-01 | 2023-12-01  | 2023-12-01        | 2023-12-01 | 2023-12-22 | overdue
            2023-05-01 | 2023-12-08  | 2023-12-01        | 2023-12-01 | 2023-12-22 | overdue
            2023-05-01 | 2023-12-08  | 2023-12-11        | 2023-12-01 | 2023-12-22 | lapsed
            2023-12-04 | 2023-12-08  |                   | 2023-12-01 | 2023-12-22 | overdue
        """,
    ),
    Spec(
        duty="icpc",
        title="A start left blank",
        as_at="2024-01-31",
        rows="""
            discussed | held       | due | state       | why
                      |            |     | cannot tell | start not recorded
                      | 2024-01-10 |     | cannot tell | start not recorded
        """,
    ),
    Spec(
        duty="cp_visit",
        title="A start left blank: the time since the latest visit is counted all the same",
        as_at="2024-01-31",
        rows="""
            plan started | visited    | due        | state       | why                | clocks
                         |            |            | cannot tell | start not recorded | cannot tell
                         | 2024-01-16 | 2024-01-30 | overdue     |                    | cannot tell, overdue
        """,
    ),
    Spec(
        duty="cp_visit",
        title="A visit planned for after the record ends is not a visit",
        as_at="2024-02-20",
        record_ends="2024-01-31",
        rows="""
            plan started | visited    | due        | state       | why
            2024-01-08   | 2024-02-14 | 2024-01-22 | overdue     |
            2024-01-22   | 2024-02-14 | 2024-02-05 | cannot tell | record ended
        """,
    ),
    Spec(
        duty="cp_visit",
        title="Where the files have no column for visits, or for the end of plans",
        as_at="2024-01-31",
        absent=("cp_visits.cp_visit_date",),
        rows="""
            plan started | due | state       | why
            2023-01-08   |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="icpc",
        title="In force since 1 April 2006; the calendar begins with 2006",
        as_at="2006-05-31",
        rows="""
            discussed  | due        | state       | why
            2005-12-30 |            | cannot tell | no version
            2006-03-31 |            | cannot tell | no version
            2006-04-01 | 2006-04-25 | overdue     |
        """,
    ),
    Spec(
        duty="icpc",
        title="Each later edition of Working Together repeats the fifteen working days",
        as_at="2024-01-31",
        rows="""
            discussed  | held       | due        | state
            2010-03-17 | 2010-04-09 | 2010-04-09 | met
            2010-03-17 | 2010-04-12 | 2010-04-09 | met late
            2013-04-15 | 2013-05-07 | 2013-05-07 | met
            2013-04-15 | 2013-05-08 | 2013-05-07 | met late
            2015-03-26 | 2015-04-20 | 2015-04-20 | met
            2018-07-04 | 2018-07-25 | 2018-07-25 | met
            2023-12-15 | 2024-01-10 | 2024-01-10 | met
            2023-12-15 | 2024-01-11 | 2024-01-10 | met late
        """,
    ),
    Spec(
        duty="icpc",
        title="When the record ends before the as-at day",
        as_at="2024-05-01",
        record_ends="2024-04-17",
        rows="""
            discussed  | held       | due        | state       | why
            2024-03-25 |            | 2024-04-17 | overdue     |
            2024-03-26 |            | 2024-04-18 | cannot tell | record ended
            2024-04-11 |            | 2024-05-02 | due soon    |
            2024-03-26 | 2024-04-16 | 2024-04-18 | met         |
            2024-03-26 | 2024-04-17 | 2024-04-18 | met         |
            2024-03-26 | 2024-04-18 | 2024-04-18 | cannot tell | record ended
            2024-03-25 | 2024-04-18 | 2024-04-17 | overdue     |
        """,
    ),
    Spec(
        duty="cp_visit",
        title="An eighteenth birthday after the record ends",
        as_at="2024-05-01",
        record_ends="2024-04-17",
        rows="""
            born       | plan started | due        | state       | why
            2006-04-30 | 2024-04-03   | 2024-04-17 | missed      |
            2006-04-30 | 2024-04-04   | 2024-04-18 | cannot tell | record ended
            2006-04-30 | 2024-04-17   | 2024-05-01 | cannot tell | record ended
            2006-04-17 | 2024-04-04   | 2024-04-18 | lapsed      |
        """,
    ),
    Spec(
        duty="cp_visit",
        title="Ten working days from the plan's start, or from the latest visit, which is all that is held",
        as_at="2024-05-15",
        rows="""
            plan started | visited    | plan ended | opened     | due        | state       | why              | clocks
            2024-04-29   |            |            | 2024-04-29 | 2024-05-14 | overdue     |                  | overdue
            2024-04-30   |            |            | 2024-04-30 | 2024-05-15 | due soon    |                  | due soon
            2024-05-09   |            |            | 2024-05-09 | 2024-05-23 | running     |                  | running
            2024-01-08   | 2024-04-29 |            | 2024-04-29 | 2024-05-14 | overdue     |                  | cannot tell, overdue
            2024-01-08   | 2024-04-30 |            | 2024-04-30 | 2024-05-15 | due soon    |                  | cannot tell, due soon
            2024-04-30   | 2024-04-30 |            | 2024-04-30 | 2024-05-15 | due soon    |                  | due soon
            2024-01-08   | 2023-12-20 |            | 2024-01-08 | 2024-01-22 | overdue     |                  | overdue
            2024-01-08   | 2024-03-04 | 2024-03-18 | 2024-03-04 | 2024-03-18 | lapsed      |                  | cannot tell, lapsed
            2024-01-08   | 2024-03-04 | 2024-03-19 | 2024-03-04 | 2024-03-18 | missed      |                  | cannot tell, missed
            2024-01-08   | 2024-03-20 | 2024-03-19 | 2024-01-08 |            | cannot tell | only latest held | cannot tell
            2024-01-08   |            | 2024-01-05 | 2024-01-08 |            | cannot tell | dates out of order | cannot tell
        """,
    ),
    Spec(
        duty="cp_visit",
        title="Where every visit is held, each interval has its clock",
        as_at="2024-03-01",
        all_held=True,
        rows="""
            plan started | visited                            | opened     | due        | state   | clocks
            2024-01-08   | 2024-01-22                         | 2024-01-22 | 2024-02-05 | overdue | met, overdue
            2024-01-08   | 2024-01-23                         | 2024-01-23 | 2024-02-06 | overdue | met late, overdue
            2024-01-08   | 2024-01-22, 2024-02-05, 2024-02-20 | 2024-02-20 | 2024-03-05 | due soon | met, met, met late, due soon
            2024-01-08   | 2024-01-08                         | 2024-01-08 | 2024-01-22 | overdue | met, overdue
        """,
    ),
    Spec(
        duty="lac_review",
        title="The first review within twenty working days; the next within three months or six, if it is not known which",
        as_at="2024-07-31",
        rows="""
            in care from | reviewed   | left care  | opened     | due        | late after | state       | why              | clocks
            2024-07-02   |            |            | 2024-07-02 | 2024-07-30 | 2024-07-30 | overdue     |                  | overdue
            2024-07-03   |            |            | 2024-07-03 | 2024-07-31 | 2024-07-31 | due soon    |                  | due soon
            2024-07-11   |            |            | 2024-07-11 | 2024-08-08 | 2024-08-08 | running     |                  | running
            2023-01-10   | 2024-05-31 |            | 2024-05-31 | 2024-08-31 | 2024-11-30 | running     |                  | cannot tell, running
            2023-01-10   | 2024-04-30 |            | 2024-04-30 | 2024-07-30 | 2024-10-30 | cannot tell | step not known   | cannot tell, cannot tell
            2023-01-10   | 2024-01-31 |            | 2024-01-31 | 2024-04-30 | 2024-07-31 | cannot tell | step not known   | cannot tell, cannot tell
            2023-01-10   | 2024-01-30 |            | 2024-01-30 | 2024-04-30 | 2024-07-30 | overdue     |                  | cannot tell, overdue
            2023-01-10   | 2024-01-30 | 2024-07-30 | 2024-01-30 | 2024-04-30 | 2024-07-30 | cannot tell | step not known   | cannot tell, cannot tell
            2023-01-10   | 2024-01-30 | 2024-07-31 | 2024-01-30 | 2024-04-30 | 2024-07-30 | missed      |                  | cannot tell, missed
        """,
    ),
    Spec(
        duty="lac_review",
        title="Where every review is held: twenty working days, three months, then six",
        as_at="2024-12-31",
        all_held=True,
        rows="""
            in care from | reviewed                                       | opened     | due        | state    | clocks
            2024-01-02   | 2024-01-30                                     | 2024-01-30 | 2024-04-30 | overdue  | met, overdue
            2024-01-02   | 2024-01-31                                     | 2024-01-31 | 2024-04-30 | overdue  | met late, overdue
            2024-01-02   | 2024-01-30, 2024-04-30                         | 2024-04-30 | 2024-10-30 | overdue  | met, met, overdue
            2024-01-02   | 2024-01-30, 2024-05-01                         | 2024-05-01 | 2024-11-01 | overdue  | met, met late, overdue
            2024-01-02   | 2024-01-30, 2024-04-30, 2024-10-30             | 2024-10-30 | 2025-04-30 | running  | met, met, met, running
            2024-01-02   | 2024-01-30, 2024-04-30, 2024-10-31             | 2024-10-31 | 2025-04-30 | running  | met, met, met late, running
        """,
    ),
    Spec(
        duty="lac_review",
        title="Four weeks under the regulations of 1991, twenty working days since 1 April 2011",
        as_at="2011-06-30",
        rows="""
            in care from | due        | state   | law
            2011-03-31   | 2011-04-28 | overdue | 1991-10-14
            2011-04-01   | 2011-05-05 | overdue | 2011-04-01
        """,
    ),
    Spec(
        duty="lac_review",
        title="The versions of 2020 changed no number",
        as_at="2020-12-31",
        all_held=True,
        rows="""
            in care from | opened     | due        | state   | law
            2020-04-23   | 2020-04-23 | 2020-05-22 | overdue | 2011-04-01
            2020-04-24   | 2020-04-24 | 2020-05-26 | overdue | 2020-04-24
            2020-09-25   | 2020-09-25 | 2020-10-23 | overdue | 2020-04-24
            2020-09-26   | 2020-09-26 | 2020-10-23 | overdue | 2020-09-26
        """,
    ),
    Spec(
        duty="pa_keep_in_touch",
        title="Eight weeks from the latest contact",
        as_at="2024-05-15",
        rows="""
            born       | latest contact | eligibility | in touch | opened     | due        | state       | why                | clocks
                       | 2024-03-19     | FR          | YES      | 2024-03-19 | 2024-05-14 | overdue     |                    | cannot tell, overdue
                       | 2024-03-20     | FR          | YES      | 2024-03-20 | 2024-05-15 | due soon    |                    | cannot tell, due soon
                       | 2024-03-28     | R           | YES      | 2024-03-28 | 2024-05-23 | running     |                    | cannot tell, running
                       | 2024-03-19     |             |          | 2024-03-19 | 2024-05-14 | overdue     |                    | cannot tell, overdue
                       |                | FR          | YES      |            |            | cannot tell | start not recorded | cannot tell
                       |                | FR          | NO       |            |            | cannot tell | start not recorded | cannot tell
                       | 2024-03-19     | FR          | REFU     |            |            | none        |                    | none
                       | 2024-03-19     | Q           | YES      |            |            | none        |                    | none
            2001-01-01 | 2024-03-19     | FR          | YES      | 2024-03-19 | 2024-05-14 | overdue     |                    | cannot tell, overdue
            1999-05-14 | 2024-03-19     | FR          | YES      | 2024-03-19 | 2024-05-14 | lapsed      |                    | cannot tell, lapsed
        """,
    ),
    Spec(
        duty="pa_keep_in_touch",
        title="The duty as the catalogue has it began on 1 October 2001; the calendar begins with 2006",
        as_at="2006-03-31",
        rows="""
            latest contact | due        | state       | why
            2001-09-30     |            | cannot tell | no version
            2001-10-01     |            | cannot tell | outside calendar
            2006-01-01     | 2006-02-26 | overdue     |
        """,
    ),
)
