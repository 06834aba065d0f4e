"""Spec tables of the duties of courts and pre-proceedings."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = (
    Spec(
        duty="care_proceedings_26_weeks",
        title="Twenty-six weeks beginning with the day of issue, or the day to which the court extended them",
        as_at="2024-07-31",
        rows="""
            proceedings.proceedings_kind | proceedings.issue_date | proceedings.proceedings_end_date | proceedings.extended_to_date | due        | state       | why
            care                         | 2024-01-01             | 2024-06-28                       |                              | 2024-06-30 | met         |
            care                         | 2024-01-01             | 2024-06-30                       |                              | 2024-06-30 | met         |
            care                         | 2024-01-01             | 2024-07-01                       |                              | 2024-06-30 | met late    |
            supervision                  | 2024-01-01             |                                  |                              | 2024-06-30 | overdue     |
            interim_care                 | 2024-02-01             |                                  |                              | 2024-07-31 | due soon    |
            care                         | 2024-05-01             |                                  |                              | 2024-10-29 | running     |
            care                         | 2024-01-01             | 2024-07-19                       | 2024-07-19                   | 2024-07-19 | met         |
            care                         | 2024-01-01             | 2024-07-20                       | 2024-07-19                   | 2024-07-19 | met late    |
            care                         | 2024-01-01             |                                  | 2024-08-23                   | 2024-08-23 | running     |
            special_guardianship         | 2024-01-01             |                                  |                              |            | none        |
            care                         |                        |                                  |                              |            | cannot tell | start not recorded
            care                         | 2024-01-01             |                                  | 2023-12-01                   |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="care_proceedings_26_weeks",
        title="The limit began on 22 April 2014; the young person's eighteenth birthday ends it",
        as_at="2014-12-31",
        rows="""
            born       | proceedings.proceedings_kind | proceedings.issue_date | due        | state       | why
                       | care                         | 2014-04-21             |            | cannot tell | no version
                       | care                         | 2014-04-22             | 2014-10-20 | overdue     |
            1996-10-20 | care                         | 2014-04-22             | 2014-10-20 | lapsed      |
        """,
    ),
    Spec(
        duty="care_proceedings_26_weeks",
        title="Where the files do not say to when proceedings were extended",
        as_at="2024-07-31",
        absent=("proceedings.extended_to_date",),
        rows="""
            proceedings.proceedings_kind | proceedings.issue_date | proceedings.proceedings_end_date | due | state       | why
            care                         | 2024-01-01             | 2024-07-19                       |     | cannot tell | limit not recorded
        """,
    ),
    Spec(
        duty="pre_proceedings_duration",
        title="Sixteen weeks from the decision to begin to the decision how it ends",
        as_at="2024-05-02",
        rows="""
            pre_proceedings.pre_pro_decision_date | pre_proceedings.agree_stepdown_issue_date | due        | state       | why
            2024-01-08                            | 2024-04-26                                | 2024-04-29 | met         |
            2024-01-08                            | 2024-04-29                                | 2024-04-29 | met         |
            2024-01-08                            | 2024-04-30                                | 2024-04-29 | met late    |
            2024-01-08                            |                                           | 2024-04-29 | overdue     |
            2024-01-11                            |                                           | 2024-05-02 | due soon    |
            2024-04-01                            |                                           | 2024-07-22 | running     |
                                                  | 2024-04-29                                |            | cannot tell | start not recorded
            2024-01-08                            | 2024-01-05                                |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="pre_proceedings_duration",
        title="An application to the court, and the closing of the case, end it",
        as_at="2024-05-02",
        rows="""
            referred   | case closed | pre_proceedings.pre_pro_decision_date | proceedings.issue_date | proceedings.proceedings_kind | due        | state
                       |             | 2024-01-08                            | 2024-04-29             | care                         | 2024-04-29 | lapsed
                       |             | 2024-01-08                            | 2024-04-30             | care                         | 2024-04-29 | missed
                       |             | 2024-01-08                            | 2024-04-01             | child_arrangements           | 2024-04-29 | overdue
                       |             | 2024-01-08                            | 2023-12-04             | care                         | 2024-04-29 | overdue
            2023-12-11 | 2024-04-29  | 2024-01-08                            |                        |                              | 2024-04-29 | lapsed
        """,
    ),
    Spec(
        duty="pre_proceedings_duration",
        title="The first day that the catalogue knows",
        as_at="2014-08-31",
        rows="""
            pre_proceedings.pre_pro_decision_date | due        | state       | why
            2014-04-21                            |            | cannot tell | no version
            2014-04-22                            | 2014-08-12 | overdue     |
        """,
    ),
    Spec(
        duty="pre_proceedings_letter",
        title="Five working days from the decision, over a bank holiday",
        as_at="2024-05-31",
        rows="""
            pre_proceedings.pre_pro_decision_date | pre_proceedings.pre_pro_letter_date | pre_proceedings.agree_stepdown_issue_date | due        | state       | why
            2024-05-01                            | 2024-05-08                          |                                           | 2024-05-09 | met         |
            2024-05-01                            | 2024-05-09                          |                                           | 2024-05-09 | met         |
            2024-05-01                            | 2024-05-10                          |                                           | 2024-05-09 | met late    |
            2024-05-23                            |                                     |                                           | 2024-05-31 | due soon    |
            2024-05-22                            |                                     |                                           | 2024-05-30 | overdue     |
            2024-05-01                            |                                     | 2024-05-09                                | 2024-05-09 | lapsed      |
            2024-05-01                            |                                     | 2024-05-10                                | 2024-05-09 | missed      |
                                                  | 2024-05-09                          |                                           |            | cannot tell | start not recorded
        """,
    ),
    Spec(
        duty="pre_proceedings_letter",
        title="An application to the court ends it",
        as_at="2024-05-31",
        rows="""
            pre_proceedings.pre_pro_decision_date | proceedings.issue_date | proceedings.proceedings_kind | due        | state
            2024-05-01                            | 2024-05-07             | care                         | 2024-05-09 | lapsed
            2024-05-01                            | 2024-05-07             | adoption                     | 2024-05-09 | overdue
        """,
    ),
    Spec(
        duty="pre_proceedings_letter",
        title="Where the files do not say when letters were sent",
        as_at="2024-05-31",
        absent=("pre_proceedings.pre_pro_letter_date",),
        rows="""
            pre_proceedings.pre_pro_decision_date | due | state       | why
            2024-05-01                            |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="pre_proceedings_first_meeting",
        title="Ten working days from the letter",
        as_at="2024-06-28",
        rows="""
            pre_proceedings.pre_pro_letter_date | pre_proceedings.initial_pre_pro_meeting_date | pre_proceedings.agree_stepdown_issue_date | due        | state
            2024-06-03                          | 2024-06-14                                   |                                           | 2024-06-17 | met
            2024-06-03                          | 2024-06-17                                   |                                           | 2024-06-17 | met
            2024-06-03                          | 2024-06-18                                   |                                           | 2024-06-17 | met late
            2024-06-03                          |                                              |                                           | 2024-06-17 | overdue
            2024-06-14                          |                                              |                                           | 2024-06-28 | due soon
            2024-06-03                          |                                              | 2024-06-17                                | 2024-06-17 | lapsed
            2024-06-03                          |                                              | 2024-06-18                                | 2024-06-17 | missed
                                                |                                              |                                           |            | none
        """,
    ),
    Spec(
        duty="pre_proceedings_first_meeting",
        title="Where the files do not say when letters were sent",
        as_at="2024-06-28",
        absent=("pre_proceedings.pre_pro_letter_date",),
        rows="""
            pre_proceedings.initial_pre_pro_meeting_date | due | state       | why
            2024-06-14                                   |     | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="pre_proceedings_review",
        title="Six weeks from the first meeting, and from each review to the next",
        as_at="2024-04-15",
        rows="""
            pre_proceedings.initial_pre_pro_meeting_date | pre_proceedings_review.review_date | pre_proceedings_review.pre_proceedings_id | pre_proceedings.agree_stepdown_issue_date | opened     | due        | state    | clocks
            2024-03-04                                   |                                    |                                           |                                           | 2024-03-04 | 2024-04-15 | due soon | due soon
            2024-03-01                                   |                                    |                                           |                                           | 2024-03-01 | 2024-04-12 | overdue  | overdue
            2024-01-08                                   | 2024-02-19                         |                                           |                                           | 2024-02-19 | 2024-04-01 | overdue  | met, overdue
            2024-01-08                                   | 2024-02-19                         | -                                         |                                           | 2024-02-19 | 2024-04-01 | overdue  | met, overdue
            2024-01-08                                   | 2024-02-20, 2024-04-02             |                                           |                                           | 2024-04-02 | 2024-05-14 | running  | met late, met, running
            2024-01-08                                   |                                    |                                           | 2024-02-19                                | 2024-01-08 | 2024-02-19 | lapsed   | lapsed
            2024-01-08                                   |                                    |                                           | 2024-02-20                                | 2024-01-08 | 2024-02-19 | missed   | missed
                                                         |                                    |                                           |                                           |            |            | none     | none
        """,
    ),
    Spec(
        duty="pre_proceedings_review",
        title="Where the files count the reviews and do not date them",
        as_at="2024-04-15",
        absent=("pre_proceedings_review.review_date",),
        rows="""
            pre_proceedings.initial_pre_pro_meeting_date | pre_proceedings.pre_pro_meetings_num | due | state       | why
            2024-01-08                                   | 2                                    |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="section_37_report",
        title="Eight weeks beginning with the day of the direction, or the day that the court set",
        as_at="2024-07-31",
        rows="""
            court_report.report_kind | court_report.directed_date | court_report.filed_date | court_report.due_date | due        | state       | why
            section_37               | 2024-06-03                 | 2024-07-26              |                       | 2024-07-28 | met         |
            section_37               | 2024-06-03                 | 2024-07-28              |                       | 2024-07-28 | met         |
            section_37               | 2024-06-03                 | 2024-07-29              |                       | 2024-07-28 | met late    |
            section_37               | 2024-06-03                 |                         |                       | 2024-07-28 | overdue     |
            section_37               | 2024-06-06                 |                         |                       | 2024-07-31 | due soon    |
            section_37               | 2024-06-24                 |                         |                       | 2024-08-18 | running     |
            section_37               | 2024-06-03                 | 2024-07-05              | 2024-07-05            | 2024-07-05 | met         |
            section_37               | 2024-06-03                 | 2024-07-08              | 2024-07-05            | 2024-07-05 | met late    |
            section_37               | 2024-06-03                 |                         | 2024-08-30            | 2024-08-30 | running     |
            section_7                | 2024-06-03                 |                         |                       |            | none        |
                                     | 2024-06-03                 |                         |                       |            | none        |
            section_37               |                            | 2024-07-05              |                       |            | cannot tell | start not recorded
        """,
    ),
    Spec(
        duty="section_37_report",
        title="Where the files do not say what day the court set",
        as_at="2024-07-31",
        absent=("court_report.due_date",),
        rows="""
            court_report.report_kind | court_report.directed_date | due | state       | why
            section_37               | 2024-06-03                 |     | cannot tell | limit not recorded
        """,
    ),
    Spec(
        duty="contact_refusal_emergency",
        title="Seven days at most, unless contact is restored or a court agrees",
        as_at="2024-06-14",
        rows="""
            contact_refusal.refused_date | contact_refusal.restored_date | contact_refusal.court_authority_date | due        | state       | why
            2024-06-03                   | 2024-06-09                    |                                      | 2024-06-10 | met         |
            2024-06-03                   | 2024-06-10                    |                                      | 2024-06-10 | met         |
            2024-06-03                   | 2024-06-11                    |                                      | 2024-06-10 | met late    |
            2024-06-03                   |                               | 2024-06-10                           | 2024-06-10 | met         |
            2024-06-03                   | 2024-06-13                    | 2024-06-07                           | 2024-06-10 | met         |
            2024-06-06                   |                               |                                      | 2024-06-13 | overdue     |
            2024-06-07                   |                               |                                      | 2024-06-14 | due soon    |
            2024-06-03                   | 2024-05-31                    |                                      |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="contact_refusal_emergency",
        title="The end of care ends it; it must be known of the court, too",
        as_at="2024-06-14",
        rows="""
            in care from | left care  | contact_refusal.refused_date | due        | state
            2024-01-08   | 2024-06-10 | 2024-06-03                   | 2024-06-10 | lapsed
            2024-01-08   | 2024-06-11 | 2024-06-03                   | 2024-06-10 | missed
        """,
    ),
    Spec(
        duty="contact_refusal_emergency",
        title="Where the files do not say whether a court agreed",
        as_at="2024-06-14",
        absent=("contact_refusal.court_authority_date",),
        rows="""
            contact_refusal.refused_date | due | state       | why
            2024-06-03                   |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="supervision_order_expiry",
        title="A year beginning with the day of the order, or the day on which the order says that it runs out",
        as_at="2024-06-14",
        rows="""
            court_order.order_kind | court_order.order_start_date | court_order.order_end_date | court_order.expiry_date | due        | state       | why
            supervision            | 2023-06-05                   | 2024-06-03                 |                         | 2024-06-04 | met         |
            supervision            | 2023-06-05                   | 2024-06-04                 |                         | 2024-06-04 | met         |
            supervision            | 2023-06-05                   | 2024-06-05                 |                         | 2024-06-04 | met late    |
            supervision            | 2023-06-05                   |                            |                         | 2024-06-04 | overdue     |
            supervision            | 2023-06-15                   |                            |                         | 2024-06-14 | due soon    |
            supervision            | 2024-01-08                   |                            |                         | 2025-01-07 | running     |
            supervision            | 2023-06-05                   |                            | 2025-06-04              | 2025-06-04 | running     |
            supervision            | 2023-06-05                   | 2023-12-05                 | 2023-12-04              | 2023-12-04 | met late    |
            interim_supervision    | 2023-06-05                   |                            |                         |            | none        |
            care                   | 2023-06-05                   |                            |                         |            | none        |
            supervision            |                              |                            |                         |            | cannot tell | start not recorded
        """,
    ),
    Spec(
        duty="supervision_order_expiry",
        title="Where the files do not say when orders run out, an extension cannot be told from a delay",
        as_at="2024-06-14",
        absent=("court_order.expiry_date",),
        rows="""
            court_order.order_kind | court_order.order_start_date | due | state       | why
            supervision            | 2023-06-05                   |     | cannot tell | limit not recorded
        """,
    ),
)
