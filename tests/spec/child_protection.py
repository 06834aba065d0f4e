"""Spec tables of the duties of enquiries, child protection plans and protection in an emergency."""

from tests.spec.table import Spec

_NOTICE = "notification.notification_kind | notification.aware_date | notification.sent_date"

SPECS: tuple[Spec, ...] = (
    Spec(
        duty="strategy_discussion",
        title="Held by the end of the working day after the concern",
        as_at="2024-05-10",
        rows="""
            strategy_discussion.concern_date | strategy_discussion.discussion_date | strategy_discussion.discussion_reason | due        | state       | why
            2024-05-02                       | 2024-05-02                          | significant_harm                      | 2024-05-03 | met         |
            2024-05-02                       | 2024-05-03                          | significant_harm                      | 2024-05-03 | met         |
            2024-05-02                       | 2024-05-07                          | significant_harm                      | 2024-05-03 | met late    |
            2024-05-04                       | 2024-05-07                          | significant_harm                      | 2024-05-07 | met         |
            2024-05-08                       |                                     | significant_harm                      | 2024-05-09 | overdue     |
            2024-05-09                       |                                     | significant_harm                      | 2024-05-10 | due soon    |
            2024-05-02                       | 2024-05-03                          | missing                               |            | none        |
            2024-05-02                       | 2024-05-03                          |                                       |            | none        |
                                             | 2024-05-03                          | significant_harm                      |            | cannot tell | start not recorded
            2024-05-02                       | 2024-05-01                          | significant_harm                      |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="strategy_discussion",
        title="The closing of the case ends it",
        as_at="2024-05-10",
        rows="""
            referred   | case closed | strategy_discussion.concern_date | strategy_discussion.discussion_reason | due        | state
            2024-05-01 | 2024-05-03  | 2024-05-02                       | significant_harm                      | 2024-05-03 | lapsed
            2024-05-01 | 2024-05-07  | 2024-05-02                       | significant_harm                      | 2024-05-03 | missed
        """,
    ),
    Spec(
        duty="strategy_discussion",
        title="Where the files do not say what discussions were about",
        as_at="2024-05-10",
        absent=("strategy_discussion.discussion_reason",),
        rows="""
            strategy_discussion.concern_date | strategy_discussion.discussion_date | due | state       | why
            2024-05-02                       | 2024-05-03                          |     | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="s47_enquiry_completed",
        title="Fifteen working days from the strategy discussion, over Easter",
        as_at="2024-05-01",
        rows="""
            discussed  | s47_enquiry.s47_end_date | due        | state       | why
            2024-03-25 | 2024-04-16               | 2024-04-17 | met         |
            2024-03-25 | 2024-04-17               | 2024-04-17 | met         |
            2024-03-25 | 2024-04-18               | 2024-04-17 | met late    |
            2024-04-09 |                          | 2024-04-30 | overdue     |
            2024-04-10 |                          | 2024-05-01 | due soon    |
            2024-04-18 |                          | 2024-05-10 | running     |
            2024-03-25 | 2024-03-22               |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="s47_enquiry_completed",
        title="The closing of the case ends it",
        as_at="2024-05-01",
        rows="""
            referred   | case closed | discussed  | due        | state
            2024-03-22 | 2024-04-17  | 2024-03-25 | 2024-04-17 | lapsed
            2024-03-22 | 2024-04-18  | 2024-03-25 | 2024-04-17 | missed
        """,
    ),
    Spec(
        duty="s47_enquiry_completed",
        title="Where the files do not say when enquiries were completed",
        as_at="2024-05-01",
        absent=("s47_enquiry.s47_end_date",),
        rows="""
            discussed  | due | state       | why
            2024-03-25 |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="s47_child_seen",
        title="Twenty-four hours, of which only the days are recorded: on the day for certain, the day after perhaps",
        as_at="2024-06-07",
        all_held=True,
        rows="""
            born       | discussed  | s47_enquiry.s47_child_seen_date | due        | late after | state       | why
            2015-06-01 | 2024-06-03 | 2024-06-03                      | 2024-06-03 | 2024-06-04 | met         |
            2015-06-01 | 2024-06-03 | 2024-06-04                      | 2024-06-03 | 2024-06-04 | cannot tell | only the day
            2015-06-01 | 2024-06-03 | 2024-06-05                      | 2024-06-03 | 2024-06-04 | met late    |
            2015-06-01 | 2024-06-05 |                                 | 2024-06-05 | 2024-06-06 | overdue     |
            2015-06-01 | 2024-06-06 |                                 | 2024-06-06 | 2024-06-07 | cannot tell | only the day
            2015-06-01 | 2024-06-07 |                                 | 2024-06-07 | 2024-06-08 | due soon    |
                       | 2024-06-03 | 2024-06-03                      |            |            | cannot tell | may not apply
        """,
    ),
    Spec(
        duty="s47_child_seen",
        title="Visits of either kind meet it, unless they say that the child was not seen",
        as_at="2024-06-07",
        rows="""
            born       | discussed  | visited    | cp_visits.cp_visit_seen | cin_visits.cin_visit_date | cin_visits.cin_visit_seen | due        | state
            2015-06-01 | 2024-06-03 | 2024-06-03 | Y                       |                           |                           | 2024-06-03 | met
            2015-06-01 | 2024-06-03 | 2024-06-03 | N                       |                           |                           | 2024-06-03 | overdue
            2015-06-01 | 2024-06-03 |            |                         | 2024-06-03                |                           | 2024-06-03 | met
            2015-06-01 | 2024-06-03 |            |                         | 2024-06-03                | N                         | 2024-06-03 | overdue
            2015-06-01 | 2024-06-03 |            |                         | 2024-06-02                | Y                         | 2024-06-03 | overdue
        """,
        all_held=True,
    ),
    Spec(
        duty="s47_child_seen",
        title="The end of the enquiry, or of the case, ends it",
        as_at="2024-06-07",
        rows="""
            born       | referred   | case closed | discussed  | s47_enquiry.s47_end_date | due        | state
            2015-06-01 |            |             | 2024-06-03 | 2024-06-03               | 2024-06-03 | lapsed
            2015-06-01 |            |             | 2024-06-03 | 2024-06-05               | 2024-06-03 | missed
            2015-06-01 | 2024-06-03 | 2024-06-05  | 2024-06-03 |                          | 2024-06-03 | missed
        """,
    ),
    Spec(
        duty="cp_visit",
        title="A visit without the child starts nothing anew; one that does not say counts",
        as_at="2024-03-01",
        all_held=True,
        rows="""
            plan started | visited                | cp_visits.cp_visit_seen | opened     | due        | state    | clocks
            2024-02-12   | 2024-02-19             | Y                       | 2024-02-19 | 2024-03-04 | due soon | met, due soon
            2024-02-12   | 2024-02-19             |                         | 2024-02-19 | 2024-03-04 | due soon | met, due soon
            2024-02-12   | 2024-02-19             | U                       | 2024-02-19 | 2024-03-04 | due soon | met, due soon
            2024-02-12   | 2024-02-19             | N                       | 2024-02-12 | 2024-02-26 | overdue  | overdue
            2024-02-12   | 2024-02-26, 2024-02-27 | N, Y                    | 2024-02-27 | 2024-03-12 | running  | met late, running
        """,
    ),
    Spec(
        duty="cp_visit",
        title="Where the files do not say whether the child was seen",
        as_at="2024-03-01",
        absent=("cp_visits.cp_visit_seen",),
        rows="""
            plan started | visited    | opened     | due        | state    | clocks
            2024-01-08   | 2024-02-19 | 2024-02-19 | 2024-03-04 | due soon | cannot tell, due soon
            2024-01-08   | 2024-02-15 | 2024-02-15 | 2024-02-29 | overdue  | cannot tell, overdue
        """,
    ),
    Spec(
        duty="cp_visit",
        title="A plan of another authority gives nothing to do: its clock ends on the day on which it opens",
        as_at="2024-03-01",
        rows="""
            plan started | cp_plans.cp_plan_ola | due        | state
            2024-02-12   | Y                    | 2024-02-26 | lapsed
            2024-02-12   | N                    | 2024-02-26 | overdue
            2024-02-12   | U                    | 2024-02-26 | overdue
            2024-02-12   |                      | 2024-02-26 | overdue
        """,
    ),
    Spec(
        duty="cp_visit",
        title="Where the files do not say whose plans they are, they are taken for the authority's own",
        as_at="2024-03-01",
        absent=("cp_plans.cp_plan_ola",),
        rows="""
            plan started | due        | state
            2024-02-12   | 2024-02-26 | overdue
            2024-02-16   | 2024-03-01 | due soon
        """,
    ),
    Spec(
        duty="cp_plan_duration_trigger",
        title="Fifteen months from the start; the end of the plan meets it",
        as_at="2024-04-30",
        rows="""
            born       | plan started | plan ended | due        | state       | why
                       | 2023-01-09   | 2024-04-08 | 2024-04-09 | met         |
                       | 2023-01-09   | 2024-04-09 | 2024-04-09 | met         |
                       | 2023-01-09   | 2024-04-10 | 2024-04-09 | met late    |
                       | 2022-11-30   | 2024-02-29 | 2024-02-29 | met         |
                       | 2023-01-09   |            | 2024-04-09 | overdue     |
                       | 2023-01-30   |            | 2024-04-30 | due soon    |
                       | 2023-03-01   |            | 2024-06-01 | running     |
            2006-04-09 | 2023-01-09   |            | 2024-04-09 | lapsed      |
            2006-04-10 | 2023-01-09   |            | 2024-04-09 | missed      |
                       | 2023-01-09   | 2023-01-06 |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="cp_plan_duration_trigger",
        title="Legal planning takes its place; another authority's plan has no such limit",
        as_at="2024-04-30",
        rows="""
            plan started | cp_plans.cp_plan_ola | legal_planning_meeting.meeting_date | due        | state
            2023-01-09   |                      | 2024-04-09                          | 2024-04-09 | lapsed
            2023-01-09   |                      | 2024-04-10                          | 2024-04-09 | missed
            2023-01-09   |                      | 2023-01-06                          | 2024-04-09 | overdue
            2023-01-09   | Y                    |                                     | 2024-04-09 | lapsed
        """,
    ),
    Spec(
        duty="police_protection",
        title="Seventy-two hours, of which only the days are recorded",
        as_at="2024-06-10",
        rows="""
            legal_status.legal_status | legal_status.legal_status_start_date | legal_status.legal_status_end_date | due        | late after | state       | why
            L1                        | 2024-06-03                           | 2024-06-04                         | 2024-06-05 | 2024-06-06 | met         |
            L1                        | 2024-06-03                           | 2024-06-05                         | 2024-06-05 | 2024-06-06 | met         |
            L1                        | 2024-06-03                           | 2024-06-06                         | 2024-06-05 | 2024-06-06 | cannot tell | only the day
            L1                        | 2024-06-03                           | 2024-06-07                         | 2024-06-05 | 2024-06-06 | met late    |
            L1                        | 2024-06-06                           |                                    | 2024-06-08 | 2024-06-09 | overdue     |
            L1                        | 2024-06-07                           |                                    | 2024-06-09 | 2024-06-10 | cannot tell | only the day
            L1                        | 2024-06-08                           |                                    | 2024-06-10 | 2024-06-11 | due soon    |
            L2                        | 2024-06-03                           |                                    |            |            | none        |
                                      | 2024-06-03                           |                                    |            |            | none        |
            L1                        | 2024-06-03                           | 2024-05-31                         |            |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="police_protection",
        title="A status that follows, or the end of care, takes its place where no end was recorded",
        as_at="2024-06-10",
        rows="""
            legal_status.legal_status | legal_status.legal_status_start_date | in care from | left care  | due        | state
            L1, L2                    | 2024-06-03, 2024-06-05               |              |            | 2024-06-05 | lapsed
            L1, V2                    | 2024-06-03, 2024-06-07               |              |            | 2024-06-05 | missed
            L1                        | 2024-06-03                           | 2024-06-03   | 2024-06-04 | 2024-06-05 | lapsed
            L1                        | 2024-06-03                           | 2024-06-03   | 2024-06-07 | 2024-06-05 | missed
        """,
    ),
    Spec(
        duty="police_protection",
        title="Where the files have no end of legal statuses",
        as_at="2024-06-10",
        absent=("legal_status.legal_status_end_date",),
        rows="""
            legal_status.legal_status | legal_status.legal_status_start_date | due | state       | why
            L1                        | 2024-06-03                           |     | cannot tell | not in files
            C2                        | 2024-06-03                           |     | none        |
        """,
    ),
    Spec(
        duty="emergency_protection_order",
        title="Eight days beginning with the day of the order, where no day is stated on which it runs out",
        as_at="2024-06-14",
        rows="""
            legal_status.legal_status | legal_status.legal_status_start_date | legal_status.legal_status_end_date | due        | state       | why
            L2                        | 2024-06-03                           | 2024-06-09                         | 2024-06-10 | met         |
            L2                        | 2024-06-03                           | 2024-06-10                         | 2024-06-10 | met         |
            L2                        | 2024-06-03                           | 2024-06-11                         | 2024-06-10 | met late    |
            L2                        | 2024-06-06                           |                                    | 2024-06-13 | overdue     |
            L2                        | 2024-06-07                           |                                    | 2024-06-14 | due soon    |
            L1                        | 2024-06-03                           |                                    |            | none        |
            L2                        | 2024-06-03                           | 2024-05-31                         |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="emergency_protection_order",
        title="The day stated in the order, or in its extension, governs; what follows takes its place",
        as_at="2024-06-21",
        rows="""
            legal_status.legal_status | legal_status.legal_status_start_date | legal_status.expiry_date | legal_status.legal_status_end_date | in care from | left care  | due        | state       | why
            L2                        | 2024-06-03                           | 2024-06-07               | 2024-06-07                         |              |            | 2024-06-07 | met         |
            L2                        | 2024-06-03                           | 2024-06-07               | 2024-06-08                         |              |            | 2024-06-07 | met late    |
            L2                        | 2024-06-03                           | 2024-06-17               | 2024-06-17                         |              |            | 2024-06-17 | met         |
            L2                        | 2024-06-03                           | 2024-06-17               |                                    |              |            | 2024-06-17 | overdue     |
            L2, C1                    | 2024-06-03, 2024-06-10               |                          |                                    |              |            | 2024-06-10 | lapsed      |
            L2, C1                    | 2024-06-03, 2024-06-11               |                          |                                    |              |            | 2024-06-10 | missed      |
            L2                        | 2024-06-03                           |                          |                                    | 2024-06-03   | 2024-06-10 | 2024-06-10 | lapsed      |
            L2                        | 2024-06-03                           | 2024-05-31               |                                    |              |            |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="emergency_protection_order",
        title="Where the files do not state when orders run out, an extension cannot be told from a delay",
        as_at="2024-06-14",
        absent=("legal_status.expiry_date",),
        rows="""
            legal_status.legal_status | legal_status.legal_status_start_date | legal_status.legal_status_end_date | due | state       | why
            L2                        | 2024-06-03                           | 2024-06-12                         |     | cannot tell | limit not recorded
        """,
    ),
    Spec(
        duty="serious_incident_notification",
        title="Five working days from the day on which the authority knew; a death does not end it",
        as_at="2024-06-14",
        rows=f"""
            {_NOTICE} | person.death_date | due | state | why
            serious_incident | 2024-06-03 | 2024-06-07 |            | 2024-06-10 | met         |
            serious_incident | 2024-06-03 | 2024-06-10 |            | 2024-06-10 | met         |
            serious_incident | 2024-06-03 | 2024-06-11 |            | 2024-06-10 | met late    |
            serious_incident | 2024-06-06 |            |            | 2024-06-13 | overdue     |
            serious_incident | 2024-06-07 |            |            | 2024-06-14 | due soon    |
            serious_incident | 2024-06-06 |            | 2024-06-05 | 2024-06-13 | overdue     |
            serious_incident | 2024-06-06 |            | 2024-06-10 | 2024-06-13 | overdue     |
            serious_incident | 2024-06-03 | 2024-06-10 | 2024-06-01 | 2024-06-10 | met         |
            serious_incident |            |            |            |            | cannot tell | start not recorded
            rapid_review     | 2024-06-06 |            |            |            | none        |
                             | 2024-06-06 |            |            |            | none        |
        """,
    ),
    Spec(
        duty="serious_incident_notification",
        title="To Ofsted from 26 March 2015, to the national panel from 29 June 2018",
        as_at="2024-06-14",
        rows=f"""
            {_NOTICE} | due | state | why | law
            serious_incident | 2015-03-25 |  |            | cannot tell | no version |
            serious_incident | 2015-03-26 |  | 2015-04-02 | overdue     |            | 2015-03-26
            serious_incident | 2018-06-28 |  | 2018-07-05 | overdue     |            | 2015-03-26
            serious_incident | 2018-06-29 |  | 2018-07-06 | overdue     |            | 2018-06-29
            serious_incident | 2023-12-14 |  | 2023-12-21 | overdue     |            | 2018-06-29
            serious_incident | 2023-12-15 |  | 2023-12-22 | overdue     |            | 2023-12-15
        """,
    ),
    Spec(
        duty="serious_incident_notification",
        title="Where the files do not say when it was sent",
        as_at="2024-06-14",
        absent=("notification.sent_date",),
        rows="""
            notification.notification_kind | notification.aware_date | due | state       | why
            serious_incident               | 2024-06-06              |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="rapid_review",
        title="Fifteen working days from the day on which the partners knew; a death does not end it",
        as_at="2024-06-28",
        rows=f"""
            {_NOTICE} | person.death_date | due | state
            rapid_review     | 2024-06-03 | 2024-06-21 |            | 2024-06-24 | met
            rapid_review     | 2024-06-03 | 2024-06-24 |            | 2024-06-24 | met
            rapid_review     | 2024-06-03 | 2024-06-25 |            | 2024-06-24 | met late
            rapid_review     | 2024-06-06 |            | 2024-06-06 | 2024-06-27 | overdue
            rapid_review     | 2024-06-07 |            |            | 2024-06-28 | due soon
            rapid_review     | 2024-06-20 |            | 2024-06-19 | 2024-07-11 | running
            serious_incident | 2024-06-03 |            |            |            | none
        """,
    ),
    Spec(
        duty="rapid_review",
        title="A month until 28 June 2018, working days from the day after",
        as_at="2024-06-28",
        rows=f"""
            born | {_NOTICE} | due | state | why
                       | rapid_review | 2013-04-14 |  |            | cannot tell | no version
                       | rapid_review | 2013-04-15 |  | 2013-05-15 | overdue     |
                       | rapid_review | 2018-06-28 |  | 2018-07-28 | overdue     |
                       | rapid_review | 2018-06-29 |  | 2018-07-20 | overdue     |
                       | rapid_review | 2023-12-14 |  | 2024-01-09 | overdue     |
                       | rapid_review | 2023-12-15 |  | 2024-01-10 | overdue     |
            2006-06-27 | rapid_review | 2024-06-06 |  | 2024-06-27 | lapsed      |
        """,
    ),
    Spec(
        duty="rapid_review",
        title="Where the files do not say when it was sent",
        as_at="2024-06-28",
        absent=("notification.sent_date",),
        rows="""
            notification.notification_kind | notification.aware_date | due | state       | why
            rapid_review                   | 2024-06-06              |     | cannot tell | not in files
        """,
    ),
)
