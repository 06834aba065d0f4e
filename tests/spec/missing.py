"""Spec tables of the duties of children missing and exploited."""

from tests.spec.table import Spec

_RISK = "exploitation_interval.interval_start_date | exploitation_interval.next_assessed_date"

SPECS: tuple[Spec, ...] = (
    Spec(
        duty="return_home_interview",
        title="Seventy-two hours from the return, of which only the days are recorded",
        as_at="2024-06-10",
        rows="""
            missing.missing_episode_start_date | missing.missing_episode_end_date | return_interview.interview_date | due        | late after | state       | why
            2024-06-01                         | 2024-06-03                       | 2024-06-03                      | 2024-06-05 | 2024-06-06 | met         |
            2024-06-01                         | 2024-06-03                       | 2024-06-05                      | 2024-06-05 | 2024-06-06 | met         |
            2024-06-01                         | 2024-06-03                       | 2024-06-06                      | 2024-06-05 | 2024-06-06 | cannot tell | only the day
            2024-06-01                         | 2024-06-03                       | 2024-06-07                      | 2024-06-05 | 2024-06-06 | met late    |
            2024-06-04                         | 2024-06-06                       |                                 | 2024-06-08 | 2024-06-09 | overdue     |
            2024-06-04                         | 2024-06-07                       |                                 | 2024-06-09 | 2024-06-10 | cannot tell | only the day
            2024-06-04                         | 2024-06-08                       |                                 | 2024-06-10 | 2024-06-11 | due soon    |
            2024-06-04                         |                                  |                                 |            |            | none        |
            2024-06-01                         | 2024-06-03                       | 2024-06-02                      |            |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="return_home_interview",
        title="An offer that the child declined meets it; one that did not reach the child does not",
        as_at="2024-06-10",
        rows="""
            missing.missing_episode_end_date | return_interview.offered_date | return_interview.interview_outcome | return_interview.interview_date | due        | state
            2024-06-03                       | 2024-06-05                    | declined                           |                                 | 2024-06-05 | met
            2024-06-03                       | 2024-06-07                    | declined                           |                                 | 2024-06-05 | met late
            2024-06-03                       | 2024-06-04                    | not_reached                        |                                 | 2024-06-05 | overdue
            2024-06-03                       | 2024-06-04                    |                                    |                                 | 2024-06-05 | overdue
            2024-06-03                       | 2024-06-04                    | held                               | 2024-06-05                      | 2024-06-05 | met
            2024-06-03                       | 2024-06-04                    | not_reached                        | 2024-06-05                      | 2024-06-05 | overdue
        """,
    ),
    Spec(
        duty="return_home_interview",
        title="An interview counts for the episode that it names",
        as_at="2024-06-10",
        rows="""
            missing.missing_episode_start_date | missing.missing_episode_end_date | return_interview.interview_date | clocks       | state
            2024-06-01, 2024-06-04             | 2024-06-02, 2024-06-05           | 2024-06-03                      | met, overdue | overdue
        """,
    ),
    Spec(
        duty="return_home_interview",
        title="The guidance of 2009 and that of 2014 ask for the same",
        as_at="2014-02-28",
        rows="""
            missing.missing_episode_end_date | return_interview.interview_date | due        | state       | why        | law
            2009-06-30                       |                                 |            | cannot tell | no version |
            2009-07-01                       | 2009-07-03                      | 2009-07-03 | met         |            | 2009-07-01
            2013-12-31                       |                                 | 2014-01-02 | overdue     |            | 2009-07-01
            2014-01-01                       |                                 | 2014-01-03 | overdue     |            | 2014-01-01
        """,
    ),
    Spec(
        duty="return_home_interview",
        title="Where the files say whether an interview was offered and not when",
        as_at="2024-06-10",
        absent=("return_interview.interview_date", "return_interview.offered_date"),
        rows="""
            missing.missing_episode_end_date | missing.missing_rhi_offered | due | state       | why
            2024-06-03                       | Y                           |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="missing_strategy_meeting",
        title="A meeting within three working days, then every week, until the child is found",
        as_at="2024-06-14",
        rows="""
            missing.missing_episode_start_date | strategy_discussion.discussion_date | strategy_discussion.discussion_reason | missing.missing_episode_end_date | opened     | due        | state    | clocks
            2024-06-03                         | 2024-06-06                          | missing                               |                                  | 2024-06-06 | 2024-06-13 | overdue  | met, overdue
            2024-06-03                         | 2024-06-07                          | missing                               |                                  | 2024-06-07 | 2024-06-14 | due soon | met late, due soon
            2024-06-03                         | 2024-06-06, 2024-06-13              | missing, missing                      |                                  | 2024-06-13 | 2024-06-20 | due soon | met, met, due soon
            2024-06-03                         | 2024-06-06, 2024-06-14              | missing, missing                      |                                  | 2024-06-14 | 2024-06-21 | due soon | met, met late, due soon
            2024-06-03                         | 2024-06-06                          | significant_harm                      |                                  | 2024-06-03 | 2024-06-06 | overdue  | overdue
            2024-06-10                         |                                     |                                       |                                  | 2024-06-10 | 2024-06-13 | overdue  | overdue
            2024-06-11                         |                                     |                                       |                                  | 2024-06-11 | 2024-06-14 | due soon | due soon
            2024-06-03                         |                                     |                                       | 2024-06-06                       | 2024-06-03 | 2024-06-06 | lapsed   | lapsed
            2024-06-03                         |                                     |                                       | 2024-06-07                       | 2024-06-03 | 2024-06-06 | missed   | missed
        """,
    ),
    Spec(
        duty="missing_strategy_meeting",
        title="Where the files do not say what discussions were about",
        as_at="2024-06-14",
        absent=("strategy_discussion.discussion_reason",),
        rows="""
            missing.missing_episode_start_date | strategy_discussion.discussion_date | due        | state   | clocks
            2024-06-03                         | 2024-06-06                          | 2024-06-13 | overdue | cannot tell, overdue
        """,
    ),
    Spec(
        duty="missing_lac_notification",
        title="Told by the end of the next working day that a child in care is missing",
        as_at="2024-06-14",
        rows="""
            in care from | left care  | missing.missing_episode_start_date | notification.sent_date | notification.notification_kind | due        | state
            2024-01-08   |            | 2024-06-07                         | 2024-06-07             | missing                        | 2024-06-10 | met
            2024-01-08   |            | 2024-06-07                         | 2024-06-10             | missing                        | 2024-06-10 | met
            2024-01-08   |            | 2024-06-07                         | 2024-06-11             | missing                        | 2024-06-10 | met late
            2024-01-08   |            | 2024-06-07                         | 2024-06-07             | modern_slavery                 | 2024-06-10 | overdue
            2024-01-08   |            | 2024-06-07                         | 2024-06-06             | missing                        | 2024-06-10 | overdue
            2024-01-08   |            | 2024-06-13                         |                        |                                | 2024-06-14 | due soon
            2024-01-08   | 2024-06-07 | 2024-06-07                         |                        |                                |            | none
                         |            | 2024-06-07                         |                        |                                |            | none
            2024-06-10   |            | 2024-06-07                         |                        |                                |            | none
            2024-01-08   | 2024-06-10 | 2024-06-07                         |                        |                                | 2024-06-10 | lapsed
        """,
    ),
    Spec(
        duty="missing_lac_notification",
        title="Where the files have no periods of care, or no notifications",
        as_at="2024-06-14",
        absent=("period_of_care.entered_care_date",),
        rows="""
            missing.missing_episode_start_date | notification.sent_date | notification.notification_kind | due | state       | why
            2024-06-07                         | 2024-06-07             | missing                        |     | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="nrm_referral",
        title="Referred by the end of the next working day",
        as_at="2024-06-14",
        rows="""
            notification.notification_kind | notification.aware_date | notification.sent_date | due        | state       | why
            modern_slavery                 | 2024-06-06              | 2024-06-06             | 2024-06-07 | met         |
            modern_slavery                 | 2024-06-07              | 2024-06-10             | 2024-06-10 | met         |
            modern_slavery                 | 2024-06-07              | 2024-06-11             | 2024-06-10 | met late    |
            modern_slavery                 | 2024-06-12              |                        | 2024-06-13 | overdue     |
            modern_slavery                 | 2024-06-13              |                        | 2024-06-14 | due soon    |
            missing                        | 2024-06-07              |                        |            | none        |
            modern_slavery                 |                         | 2024-06-10             |            | cannot tell | start not recorded
            modern_slavery                 | 2015-10-31              | 2015-11-02             |            | cannot tell | no version
            modern_slavery                 | 2015-11-01              | 2015-11-02             | 2015-11-02 | met         |
        """,
    ),
    Spec(
        duty="uasc_transfer",
        title="Ten working days at first, five since 24 August 2022",
        as_at="2022-09-30",
        rows="""
            transfer.transfer_kind | transfer.sent_date | transfer.handover_date | transfer.refused_date | due        | state       | why        | law
            national               | 2021-12-13         |                        |                       |            | cannot tell | no version |
            national               | 2021-12-14         | 2021-12-30             |                       | 2021-12-30 | met         |            | 2021-12-14
            national               | 2021-12-14         | 2021-12-31             |                       | 2021-12-30 | met late    |            | 2021-12-14
            national               | 2022-08-23         | 2022-09-07             |                       | 2022-09-07 | met         |            | 2021-12-14
            national               | 2022-08-24         | 2022-09-01             |                       | 2022-09-01 | met         |            | 2022-08-24
            national               | 2022-08-24         | 2022-09-02             |                       | 2022-09-01 | met late    |            | 2022-08-24
            national               | 2022-08-24         |                        |                       | 2022-09-01 | overdue     |            | 2022-08-24
            national               | 2022-09-27         |                        |                       | 2022-10-04 | due soon    |            | 2022-08-24
            national               | 2022-08-24         |                        | 2022-09-01            | 2022-09-01 | lapsed      |            | 2022-08-24
            national               | 2022-08-24         |                        | 2022-09-02            | 2022-09-01 | missed      |            | 2022-08-24
            in                     | 2022-08-24         |                        |                       |            | none        |            |
        """,
    ),
    Spec(
        duty="exploitation_risk_review",
        title="Three months from each assessment to the next",
        as_at="2024-05-15",
        rows=f"""
            {_RISK} | exploitation_interval.risk_end_date | due | state | why
            2024-02-14 |            |            | 2024-05-14 | overdue     |
            2024-02-15 |            |            | 2024-05-15 | due soon    |
            2024-05-01 |            |            | 2024-08-01 | running     |
            2023-11-30 | 2024-02-28 |            | 2024-02-29 | met         |
            2023-11-30 | 2024-02-29 |            | 2024-02-29 | met         |
            2023-11-30 | 2024-03-01 |            | 2024-02-29 | met late    |
            2024-02-14 |            | 2024-02-14 | 2024-05-14 | lapsed      |
            2024-02-14 |            | 2024-05-14 | 2024-05-14 | lapsed      |
            2024-02-14 |            | 2024-05-15 | 2024-05-14 | missed      |
            2024-02-14 |            | 2024-02-13 |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="exploitation_risk_review",
        title="The closing of the case ends it, and an eighteenth birthday",
        as_at="2024-05-15",
        rows=f"""
            born | referred | case closed | {_RISK} | due | state
                       | 2024-01-02 | 2024-05-14 | 2024-02-14 | | 2024-05-14 | lapsed
                       | 2024-01-02 | 2024-05-15 | 2024-02-14 | | 2024-05-14 | missed
            2006-05-14 |            |            | 2024-02-14 | | 2024-05-14 | lapsed
        """,
    ),
    Spec(
        duty="exploitation_risk_review",
        title="Where the files do not say when the risk was assessed",
        as_at="2024-05-15",
        absent=("exploitation_interval.next_assessed_date",),
        rows="""
            exploitation_interval.interval_start_date | due | state       | why
            2024-02-14                                |     | cannot tell | not in files
        """,
    ),
)
