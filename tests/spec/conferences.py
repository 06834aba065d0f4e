"""Spec tables of the duties of child protection conferences and core groups."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = (
    Spec(
        duty="icpc",
        title="An enquiry about a child who has a plan leads to no initial conference",
        as_at="2024-05-01",
        rows="""
            plan started | plan ended | discussed  | due        | state
            2024-01-08   |            | 2024-03-25 |            | none
            2024-01-08   | 2024-03-25 | 2024-03-25 | 2024-04-17 | overdue
            2024-04-16   |            | 2024-03-25 | 2024-04-17 | overdue
        """,
    ),
    Spec(
        duty="icpc",
        title="An enquiry after which there was no further action leads to none: its clock ends where it opened",
        as_at="2024-05-01",
        rows="""
            discussed  | s47_enquiry.s47_end_date | s47_enquiry.s47_nfa | held       | due        | state
            2024-03-25 | 2024-04-18               | Y                   |            | 2024-04-17 | lapsed
            2024-03-25 |                          | Y                   |            | 2024-04-17 | lapsed
            2024-03-25 | 2024-04-10               | N                   |            | 2024-04-17 | overdue
            2024-03-25 | 2024-04-10               |                     |            | 2024-04-17 | overdue
            2024-03-25 | 2024-04-10               | N                   | 2024-04-17 | 2024-04-17 | met
        """,
    ),
    Spec(
        duty="icpc",
        title="Where the files have no plans, it cannot be told whether a conference is due",
        as_at="2024-05-01",
        absent=("cp_plans.cp_plan_start_date",),
        rows="""
            discussed  | due | state       | why
            2024-03-25 |     | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="transfer_in_conference",
        title="Fifteen working days from the day on which the plan of another authority was accepted",
        as_at="2024-05-01",
        rows="""
            plan started | cp_plans.cp_plan_ola | transfer.transfer_kind | transfer.accepted_date | held       | initial_cp_conference.icpc_transfer_in | due        | state
            2024-01-08   | Y                    | in                     | 2024-04-03             | 2024-04-23 | Y                                      | 2024-04-24 | met
            2024-01-08   | Y                    | in                     | 2024-04-03             | 2024-04-24 | Y                                      | 2024-04-24 | met
            2024-01-08   | Y                    | in                     | 2024-04-03             | 2024-04-25 | Y                                      | 2024-04-24 | met late
            2024-01-08   | Y                    | in                     | 2024-04-03             | 2024-04-24 | N                                      | 2024-04-24 | overdue
            2024-01-08   | Y                    | in                     | 2024-04-10             |            |                                        | 2024-05-01 | due soon
            2024-01-08   | Y                    | in                     | 2024-04-24             |            |                                        | 2024-05-16 | running
            2024-01-08   | N                    | in                     | 2024-04-03             |            |                                        |            | none
                         |                      | in                     | 2024-04-03             |            |                                        |            | none
            2024-01-08   | Y                    | out                    | 2024-04-03             |            |                                        |            | none
            2024-01-08   | Y                    | in                     |                        |            |                                        |            | none
        """,
    ),
    Spec(
        duty="transfer_in_conference",
        title="A refusal, or the closing of the case, ends it",
        as_at="2024-05-01",
        rows="""
            plan started | cp_plans.cp_plan_ola | transfer.transfer_kind | transfer.accepted_date | transfer.refused_date | referred   | case closed | due        | state
            2024-01-08   | Y                    | in                     | 2024-04-03             | 2024-04-24            |            |             | 2024-04-24 | lapsed
            2024-01-08   | Y                    | in                     | 2024-04-03             | 2024-04-25            |            |             | 2024-04-24 | missed
        """,
    ),
    Spec(
        duty="transfer_in_conference",
        title="Where the files do not say whose plans they are; and the first day that the catalogue knows",
        as_at="2006-05-31",
        absent=("initial_cp_conference.icpc_transfer_in",),
        rows="""
            plan started | cp_plans.cp_plan_ola | transfer.transfer_kind | transfer.accepted_date | held       | due        | state       | why
            2006-01-09   | Y                    | in                     | 2006-03-31             |            |            | cannot tell | no version
            2006-01-09   | Y                    | in                     | 2006-04-01             |            | 2006-04-25 | overdue     |
            2006-01-09   | Y                    | in                     | 2006-04-01             | 2006-04-24 | 2006-04-25 | cannot tell | may not count
        """,
    ),
    Spec(
        duty="conference_report_shared_initial",
        title="Shared two working days before the conference",
        as_at="2024-06-28",
        rows="""
            held       | initial_cp_conference.report_shared_date | due        | state    | why
            2024-06-20 | 2024-06-17                               | 2024-06-18 | met      |
            2024-06-20 | 2024-06-18                               | 2024-06-18 | met      |
            2024-06-20 | 2024-06-19                               | 2024-06-18 | met late |
            2024-06-20 | 2024-06-20                               | 2024-06-18 | met late |
            2024-06-20 | 2024-06-21                               | 2024-06-18 | missed   |
            2024-06-20 |                                          | 2024-06-18 | missed   |
            2024-05-28 | 2024-05-23                               | 2024-05-23 | met      |
            2024-05-28 | 2024-05-24                               | 2024-05-23 | met late |
            2024-07-04 |                                          |            | none     |
                       | 2024-06-18                               |            | none     |
        """,
    ),
    Spec(
        duty="conference_report_shared_initial",
        title="Where the files do not say when reports were shared",
        as_at="2024-06-28",
        absent=("initial_cp_conference.report_shared_date",),
        rows="""
            held       | due | state       | why
            2024-06-20 |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="conference_report_shared_review",
        title="Shared five working days before the review conference",
        as_at="2024-06-28",
        rows="""
            cp_reviews.cp_review_date | cp_reviews.report_shared_date | due        | state
            2024-06-20                | 2024-06-12                    | 2024-06-13 | met
            2024-06-20                | 2024-06-13                    | 2024-06-13 | met
            2024-06-20                | 2024-06-14                    | 2024-06-13 | met late
            2024-06-20                |                               | 2024-06-13 | missed
            2024-07-04                |                               |            | none
                                      | 2024-06-13                    |            | none
        """,
    ),
    Spec(
        duty="conference_report_shared_review",
        title="Where the files do not say when reports were shared",
        as_at="2024-06-28",
        absent=("cp_reviews.report_shared_date",),
        rows="""
            cp_reviews.cp_review_date | due | state       | why
            2024-06-20                |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="conference_record_distributed_initial_outline",
        title="The outline plan sent by the end of the next working day",
        as_at="2024-06-28",
        rows="""
            held       | initial_cp_conference.outline_sent_date | due        | state       | why
            2024-06-20 | 2024-06-20                              | 2024-06-21 | met         |
            2024-06-21 | 2024-06-24                              | 2024-06-24 | met         |
            2024-06-21 | 2024-06-25                              | 2024-06-24 | met late    |
            2024-06-26 |                                         | 2024-06-27 | overdue     |
            2024-06-27 |                                         | 2024-06-28 | due soon    |
                       |                                         |            | none        |
            2024-06-20 | 2024-06-19                              |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="conference_record_distributed_initial_minutes",
        title="The minutes sent within twenty working days",
        as_at="2024-06-28",
        rows="""
            held       | initial_cp_conference.minutes_sent_date | due        | state
            2024-05-13 | 2024-06-10                              | 2024-06-11 | met
            2024-05-13 | 2024-06-11                              | 2024-06-11 | met
            2024-05-13 | 2024-06-12                              | 2024-06-11 | met late
            2024-05-13 |                                         | 2024-06-11 | overdue
            2024-06-24 |                                         | 2024-07-22 | running
                       |                                         |            | none
        """,
    ),
    Spec(
        duty="conference_record_distributed_review_outline",
        title="The outline plan sent by the end of the next working day",
        as_at="2024-06-28",
        rows="""
            cp_reviews.cp_review_date | cp_reviews.outline_sent_date | due        | state
            2024-06-20                | 2024-06-20                   | 2024-06-21 | met
            2024-06-21                | 2024-06-24                   | 2024-06-24 | met
            2024-06-21                | 2024-06-25                   | 2024-06-24 | met late
            2024-06-26                |                              | 2024-06-27 | overdue
                                      |                              |            | none
        """,
    ),
    Spec(
        duty="conference_record_distributed_review_minutes",
        title="The minutes sent within twenty working days",
        as_at="2024-06-28",
        rows="""
            cp_reviews.cp_review_date | cp_reviews.minutes_sent_date | due        | state
            2024-05-13                | 2024-06-10                   | 2024-06-11 | met
            2024-05-13                | 2024-06-11                   | 2024-06-11 | met
            2024-05-13                | 2024-06-12                   | 2024-06-11 | met late
            2024-06-24                |                              | 2024-07-22 | running
                                      |                              |            | none
        """,
    ),
    Spec(
        duty="conference_record_distributed_review_minutes",
        title="Where the files do not say when minutes were sent",
        as_at="2024-06-28",
        absent=("cp_reviews.minutes_sent_date",),
        rows="""
            cp_reviews.cp_review_date | due | state       | why
            2024-05-13                |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="core_group_first",
        title="Ten working days from the start of the plan",
        as_at="2024-01-24",
        rows="""
            plan started | core_group.core_group_date | core_group.cp_plan_id | plan ended | cp_plans.cp_plan_ola | due        | state
            2024-01-08   | 2024-01-19                 |                       |            |                      | 2024-01-22 | met
            2024-01-08   | 2024-01-22                 |                       |            |                      | 2024-01-22 | met
            2024-01-08   | 2024-01-22                 | -                     |            |                      | 2024-01-22 | met
            2024-01-08   | 2024-01-23                 |                       |            |                      | 2024-01-22 | met late
            2024-01-08   | 2024-01-05                 |                       |            |                      | 2024-01-22 | overdue
            2024-01-09   |                            |                       |            |                      | 2024-01-23 | overdue
            2024-01-10   |                            |                       |            |                      | 2024-01-24 | due soon
            2024-01-18   |                            |                       |            |                      | 2024-02-01 | running
            2024-01-08   |                            |                       | 2024-01-22 |                      | 2024-01-22 | lapsed
            2024-01-08   |                            |                       | 2024-01-23 |                      | 2024-01-22 | missed
            2024-01-08   |                            |                       |            | Y                    | 2024-01-22 | lapsed
        """,
    ),
    Spec(
        duty="core_group_first",
        title="Each edition of Working Together asks for it within ten working days",
        as_at="2024-01-24",
        rows="""
            plan started | core_group.core_group_date | due        | state       | why        | law
            2006-03-31   | 2006-04-03                 |            | cannot tell | no version |
            2006-04-01   | 2006-04-18                 | 2006-04-18 | met         |            | 2006-04-01
            2010-03-17   | 2010-03-31                 | 2010-03-31 | met         |            | 2010-03-17
            2013-04-15   | 2013-04-29                 | 2013-04-29 | met         |            | 2013-04-15
            2015-03-26   | 2015-04-13                 | 2015-04-13 | met         |            | 2015-03-26
            2018-07-04   | 2018-07-19                 | 2018-07-18 | met late    |            | 2018-07-04
            2023-12-15   | 2024-01-03                 | 2024-01-03 | met         |            | 2023-12-15
        """,
    ),
    Spec(
        duty="core_group_first",
        title="Where the files have no core groups",
        as_at="2024-01-24",
        absent=("core_group.core_group_date",),
        rows="""
            plan started | due | state       | why
            2024-01-08   |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="core_group_subsequent",
        title="Six weeks from each core group to the next; before the first there is no clock of this kind",
        as_at="2024-03-04",
        rows="""
            plan started | core_group.core_group_date | plan ended | cp_plans.cp_plan_ola | opened     | due        | state    | clocks
            2024-01-08   |                            |            |                      |            |            | none     | none
            2024-01-08   | 2024-01-22                 |            |                      | 2024-01-22 | 2024-03-04 | due soon | due soon
            2024-01-08   | 2024-01-19                 |            |                      | 2024-01-19 | 2024-03-01 | overdue  | overdue
            2024-01-08   | 2024-01-19, 2024-03-01     |            |                      | 2024-03-01 | 2024-04-12 | running  | met, running
            2024-01-08   | 2024-01-19, 2024-03-02     |            |                      | 2024-03-02 | 2024-04-13 | running  | met late, running
            2024-01-08   | 2024-01-19                 | 2024-03-01 |                      | 2024-01-19 | 2024-03-01 | lapsed   | lapsed
            2024-01-08   | 2024-01-19                 | 2024-03-02 |                      | 2024-01-19 | 2024-03-01 | missed   | missed
            2024-01-08   | 2024-01-19                 |            | Y                    |            |            | none     | none
        """,
    ),
    Spec(
        duty="core_group_subsequent",
        title="Where the files have no core groups",
        as_at="2024-01-24",
        absent=("core_group.core_group_date",),
        rows="""
            plan started | due | state       | why
            2024-01-08   |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="cp_review",
        title="The first review within three months of the conference, each later one within six of the one before",
        as_at="2024-10-31",
        rows="""
            plan started | cp_reviews.cp_review_date          | plan ended | opened     | due        | state    | clocks
            2024-07-30   |                                    |            | 2024-07-30 | 2024-10-30 | overdue  | overdue
            2024-07-31   |                                    |            | 2024-07-31 | 2024-10-31 | due soon | due soon
            2024-08-30   |                                    |            | 2024-08-30 | 2024-11-30 | running  | running
            2023-11-30   | 2024-02-29                         |            | 2024-02-29 | 2024-08-29 | overdue  | met, overdue
            2024-01-08   | 2024-04-08                         |            | 2024-04-08 | 2024-10-08 | overdue  | met, overdue
            2024-01-08   | 2024-04-09                         |            | 2024-04-09 | 2024-10-09 | overdue  | met late, overdue
            2024-01-08   | 2024-04-08, 2024-10-08             |            | 2024-10-08 | 2025-04-08 | running  | met, met, running
            2024-01-08   | 2024-04-08, 2024-10-09             |            | 2024-10-09 | 2025-04-09 | running  | met, met late, running
            2024-01-08   | 2024-03-25, 2024-07-08, 2024-10-31 |            | 2024-10-31 | 2025-04-30 | running  | met, met, met, running
            2024-01-08   | 2024-04-08                         | 2024-10-08 | 2024-04-08 | 2024-10-08 | lapsed   | met, lapsed
            2024-01-08   | 2024-04-08                         | 2024-10-09 | 2024-04-08 | 2024-10-08 | missed   | met, missed
        """,
    ),
    Spec(
        duty="cp_review",
        title="A review in which too few agencies took part does not count; another authority's plan has none",
        as_at="2024-10-31",
        rows="""
            plan started | cp_plans.cp_plan_ola | cp_reviews.cp_review_date | cp_reviews.cp_review_quorate | opened     | due        | state   | clocks
            2024-01-08   |                      | 2024-04-08                | N                            | 2024-01-08 | 2024-04-08 | overdue | overdue
            2024-01-08   |                      | 2024-04-08, 2024-05-10    | N, Y                         | 2024-05-10 | 2024-11-10 | running | met late, running
            2024-01-08   |                      | 2024-04-08                | U                            | 2024-04-08 | 2024-10-08 | overdue | met, overdue
            2024-01-08   | Y                    |                           |                              | 2024-01-08 | 2024-04-08 | lapsed  | lapsed
        """,
    ),
    Spec(
        duty="cp_review",
        title="Where the files do not say how many agencies took part",
        as_at="2024-10-31",
        absent=("cp_reviews.cp_review_quorate",),
        rows="""
            plan started | cp_reviews.cp_review_date | due        | state   | clocks
            2024-01-08   | 2024-04-08                | 2024-10-08 | overdue | cannot tell, overdue
            2024-01-08   | 2024-04-09                | 2024-10-09 | overdue | met late, overdue
            2024-04-08   | 2024-07-01                | 2025-01-01 | running | cannot tell, running
        """,
    ),
    Spec(
        duty="cp_review",
        title="Each edition of Working Together asks for it within three months, and then six",
        as_at="2024-10-31",
        rows="""
            plan started | cp_reviews.cp_review_date | plan ended | opened     | due        | state       | why        | clocks         | law
            2006-03-31   |                           | 2006-06-30 | 2006-03-31 |            | cannot tell | no version | cannot tell    |
            2006-04-01   |                           | 2006-07-01 | 2006-04-01 | 2006-07-01 | lapsed      |            | lapsed         | 2006-04-01
            2010-03-17   |                           | 2010-06-18 | 2010-03-17 | 2010-06-17 | missed      |            | missed         | 2010-03-17
            2013-01-15   | 2013-04-15                | 2013-10-15 | 2013-04-15 | 2013-10-15 | lapsed      |            | met, lapsed    | 2013-04-15
            2015-03-26   |                           | 2015-06-26 | 2015-03-26 | 2015-06-26 | lapsed      |            | lapsed         | 2015-03-26
            2018-07-04   |                           | 2018-10-04 | 2018-07-04 | 2018-10-04 | lapsed      |            | lapsed         | 2018-07-04
            2023-12-15   |                           | 2024-03-15 | 2023-12-15 | 2024-03-15 | lapsed      |            | lapsed         | 2023-12-15
        """,
    ),
    Spec(
        duty="rcpc_after_birth",
        title="A review within ten working days of the birth of a child who has a plan",
        as_at="2024-06-28",
        rows="""
            born       | plan started | plan ended | cp_plans.cp_plan_ola | cp_reviews.cp_review_date | cp_reviews.cp_review_quorate | due        | state
            2024-06-03 | 2024-05-07   |            |                      | 2024-06-14                |                              | 2024-06-17 | met
            2024-06-03 | 2024-05-07   |            |                      | 2024-06-17                |                              | 2024-06-17 | met
            2024-06-03 | 2024-05-07   |            |                      | 2024-06-18                |                              | 2024-06-17 | met late
            2024-06-03 | 2024-05-07   |            |                      | 2024-06-17                | N                            | 2024-06-17 | overdue
            2024-06-03 | 2024-05-07   |            |                      | 2024-05-31                |                              | 2024-06-17 | overdue
            2024-06-14 | 2024-05-07   |            |                      |                           |                              | 2024-06-28 | due soon
            2024-06-24 | 2024-05-07   |            |                      |                           |                              | 2024-07-08 | running
            2024-06-03 | 2024-06-04   |            |                      |                           |                              |            | none
            2024-06-03 | 2024-05-07   | 2024-06-03 |                      |                           |                              |            | none
            2024-06-03 | 2024-05-07   |            | Y                    |                           |                              |            | none
            2024-06-03 |              |            |                      |                           |                              |            | none
                       | 2024-05-07   |            |                      |                           |                              |            | none
        """,
    ),
    Spec(
        duty="rcpc_after_birth",
        title="The end of the plan ends it",
        as_at="2024-06-28",
        rows="""
            born       | plan started | plan ended | due        | state
            2024-06-03 | 2024-05-07   | 2024-06-17 | 2024-06-17 | lapsed
            2024-06-03 | 2024-05-07   | 2024-06-18 | 2024-06-17 | missed
        """,
    ),
    Spec(
        duty="rcpc_after_birth",
        title="Where the files have no review conferences",
        as_at="2024-06-28",
        absent=("cp_reviews.cp_review_date",),
        rows="""
            born       | plan started | due | state       | why
            2024-06-03 | 2024-05-07   |     | cannot tell | not in files
            2024-06-03 |              |     | none        |
        """,
    ),
    Spec(
        duty="prebirth_conference_timing",
        title="Ten weeks before the expected day of birth; shown from that day on",
        as_at="2024-06-28",
        rows="""
            unborn_enquiry.expected_dob | unborn_enquiry.unborn_until_date | held       | due        | state
            2024-06-26                  | 2024-06-26                       | 2024-04-16 | 2024-04-17 | met
            2024-06-26                  | 2024-06-26                       | 2024-04-17 | 2024-04-17 | met
            2024-06-26                  | 2024-06-26                       | 2024-04-18 | 2024-04-17 | met late
            2024-06-26                  | 2024-06-26                       | 2024-06-26 | 2024-04-17 | met late
            2024-06-26                  | 2024-06-26                       | 2024-06-27 | 2024-04-17 | missed
            2024-06-26                  | 2024-06-26                       |            | 2024-04-17 | missed
            2024-06-26                  | 2024-06-28                       | 2024-06-27 | 2024-04-17 | met late
            2024-06-26                  | 2024-07-03                       |            | 2024-04-17 | overdue
            2024-06-26                  | 2024-06-26                       | 2023-09-20 | 2024-04-17 | met
            2024-06-26                  | 2024-06-26                       | 2023-09-19 | 2024-04-17 | missed
            2024-06-29                  | 2024-06-29                       |            |            | none
        """,
    ),
    Spec(
        duty="prebirth_conference_timing",
        title="Not where the enquiry led to nothing, or a conference was deemed unnecessary",
        as_at="2024-06-28",
        rows="""
            unborn_enquiry.expected_dob | unborn_enquiry.s47_nfa | unborn_enquiry.icpc_not_required | due        | state
            2024-06-26                  | N                      | N                                | 2024-04-17 | overdue
            2024-06-26                  |                        |                                  | 2024-04-17 | overdue
            2024-06-26                  | Y                      |                                  |            | none
            2024-06-26                  |                        | Y                                |            | none
        """,
    ),
    Spec(
        duty="prebirth_conference_timing",
        title="Where the files do not say whether a conference was deemed unnecessary",
        as_at="2024-06-28",
        absent=("unborn_enquiry.icpc_not_required",),
        rows="""
            unborn_enquiry.expected_dob | due | state       | why
            2024-06-26                  |     | cannot tell | may not apply
        """,
    ),
)
