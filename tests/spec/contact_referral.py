"""Spec tables of the duties of contacts and referrals."""

from tests.spec.table import Spec

SPECS: tuple[Spec, ...] = (
    Spec(
        duty="contact_screening_decision",
        title="A decision by the end of the next working day, over a bank holiday weekend",
        as_at="2024-05-10",
        rows="""
            contacts.contact_date | contacts.contact_decision_date | due        | state       | why
            2024-05-02            | 2024-05-02                     | 2024-05-03 | met         |
            2024-05-02            | 2024-05-03                     | 2024-05-03 | met         |
            2024-05-02            | 2024-05-07                     | 2024-05-03 | met late    |
            2024-05-03            | 2024-05-07                     | 2024-05-07 | met         |
            2024-05-04            | 2024-05-07                     | 2024-05-07 | met         |
            2024-05-04            | 2024-05-08                     | 2024-05-07 | met late    |
            2024-05-08            |                                | 2024-05-09 | overdue     |
            2024-05-09            |                                | 2024-05-10 | due soon    |
            2024-05-10            |                                | 2024-05-13 | due soon    |
            2024-05-02            | 2024-05-01                     |            | cannot tell | dates out of order
                                  | 2024-05-03                     |            | cannot tell | start not recorded
        """,
    ),
    Spec(
        duty="contact_screening_decision",
        title="Each contact has a clock of its own; a young person of eighteen has none that counts",
        as_at="2024-05-10",
        rows="""
            born       | contacts.contact_date  | contacts.contact_decision_date | due        | state       | why      | clocks
                       | 2024-05-01, 2024-05-02 | 2024-05-02, 2024-05-07         | 2024-05-03 | met late    |          | met, met late
            2006-05-02 | 2024-05-02             |                                |            | cannot tell | over age | cannot tell
            2006-05-03 | 2024-05-02             |                                | 2024-05-03 | lapsed      |          | lapsed
        """,
    ),
    Spec(
        duty="contact_screening_decision",
        title="Where the files say what was decided and not when",
        as_at="2024-05-10",
        absent=("contacts.contact_decision_date",),
        rows="""
            contacts.contact_date | due | state       | why
            2024-05-02            |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="referral_decision",
        title="A decision by the end of the next working day",
        as_at="2024-06-14",
        linked=True,
        rows="""
            referred   | cin_episodes.referral_decision_date | due        | state       | why
            2024-06-03 | 2024-06-03                          | 2024-06-04 | met         |
            2024-06-03 | 2024-06-04                          | 2024-06-04 | met         |
            2024-06-03 | 2024-06-05                          | 2024-06-04 | met late    |
            2024-06-07 | 2024-06-10                          | 2024-06-10 | met         |
            2024-06-08 | 2024-06-10                          | 2024-06-10 | met         |
            2024-06-08 | 2024-06-11                          | 2024-06-10 | met late    |
            2024-06-12 |                                     | 2024-06-13 | overdue     |
            2024-06-13 |                                     | 2024-06-14 | due soon    |
            2024-06-14 |                                     | 2024-06-17 | due soon    |
            2024-06-03 | 2024-05-31                          |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="referral_decision",
        title="A next step shows that a decision had been made by then",
        as_at="2024-06-14",
        linked=True,
        rows="""
            referred   | cin_episodes.referral_decision_date | assessment started | discussed  | due        | state
            2024-06-03 |                                     | 2024-06-04         |            | 2024-06-04 | met
            2024-06-03 |                                     |                    | 2024-06-04 | 2024-06-04 | met
            2024-06-03 |                                     | 2024-06-06         | 2024-06-04 | 2024-06-04 | met
            2024-06-03 |                                     | 2024-06-05         |            | 2024-06-04 | met late
            2024-06-03 | 2024-06-04                          | 2024-06-12         |            | 2024-06-04 | met
        """,
    ),
    Spec(
        duty="referral_decision",
        title="An assessment that is not linked to the referral shows nothing of it",
        as_at="2024-06-14",
        rows="""
            referred   | assessment started | due        | state
            2024-06-03 | 2024-06-04         | 2024-06-04 | overdue
        """,
    ),
    Spec(
        duty="referral_decision",
        title="No further action is a decision; without a day for it there is no clock",
        as_at="2024-06-14",
        rows="""
            referred   | cin_episodes.referral_nfa | case closed | due        | state
            2024-06-03 | Y                         | 2024-06-04  | 2024-06-04 | met
            2024-06-03 | Y                         | 2024-06-05  | 2024-06-04 | met late
            2024-06-03 | Y                         |             |            | none
            2024-06-03 | N                         |             | 2024-06-04 | overdue
            2024-06-03 | N                         | 2024-06-04  | 2024-06-04 | lapsed
            2024-06-03 | N                         | 2024-06-05  | 2024-06-04 | missed
        """,
    ),
    Spec(
        duty="referral_decision",
        title="Where the files have no column for the day of the decision",
        as_at="2024-06-14",
        linked=True,
        absent=("cin_episodes.referral_decision_date",),
        rows="""
            referred   | assessment started | due | state       | why
            2024-06-03 | 2024-06-04         |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="referral_decision",
        title="Each edition of Working Together asks for it within one working day",
        as_at="2024-06-14",
        rows="""
            referred   | cin_episodes.referral_decision_date | due        | state       | why        | law
            2006-03-31 | 2006-04-03                          |            | cannot tell | no version |
            2006-04-01 | 2006-04-03                          | 2006-04-03 | met         |            | 2006-04-01
            2010-03-17 | 2010-03-18                          | 2010-03-18 | met         |            | 2010-03-17
            2013-04-15 | 2013-04-16                          | 2013-04-16 | met         |            | 2013-04-15
            2015-03-26 | 2015-03-27                          | 2015-03-27 | met         |            | 2015-03-26
            2018-07-04 | 2018-07-06                          | 2018-07-05 | met late    |            | 2018-07-04
            2023-12-15 | 2023-12-18                          | 2023-12-18 | met         |            | 2023-12-15
        """,
    ),
    Spec(
        duty="case_allocation_after_decision",
        title="A named worker by the end of the next working day",
        as_at="2024-06-14",
        rows="""
            unallocated.unallocated_start_date | unallocated.unallocated_end_date | unallocated.unallocated_kind | unallocated.basis | due        | state       | why
            2024-06-07                         | 2024-06-07                       | new                          | need              | 2024-06-10 | met         |
            2024-06-07                         | 2024-06-10                       | new                          | assessment        | 2024-06-10 | met         |
            2024-06-07                         | 2024-06-11                       | new                          | care              | 2024-06-10 | met late    |
            2024-06-12                         |                                  | new                          | protection        | 2024-06-13 | overdue     |
            2024-06-13                         |                                  | new                          | need              | 2024-06-14 | due soon    |
            2024-06-07                         |                                  | left                         | need              |            | none        |
            2024-06-07                         |                                  |                              | need              |            | none        |
            2024-06-07                         |                                  | new                          | referral          |            | none        |
            2024-06-07                         |                                  | new                          | leaving_care      |            | none        |
                                               |                                  | new                          | need              |            | cannot tell | start not recorded
        """,
    ),
    Spec(
        duty="case_allocation_after_decision",
        title="The closing of the case ends it",
        as_at="2024-06-14",
        rows="""
            referred   | case closed | unallocated.unallocated_start_date | unallocated.unallocated_kind | unallocated.basis | due        | state
            2024-06-06 | 2024-06-10  | 2024-06-07                         | new                          | need              | 2024-06-10 | lapsed
            2024-06-06 | 2024-06-11  | 2024-06-07                         | new                          | need              | 2024-06-10 | missed
        """,
    ),
    Spec(
        duty="early_help_assessment",
        title="Thirty working days from the start of early help, over two bank holidays",
        as_at="2024-05-31",
        rows="""
            early_help_episodes.episode_start_date | early_help_episodes.early_help_assessment_date | early_help_episodes.episode_end_date | due        | state       | why
            2024-04-02                             | 2024-05-14                                     |                                      | 2024-05-15 | met         |
            2024-04-02                             | 2024-05-15                                     |                                      | 2024-05-15 | met         |
            2024-04-02                             | 2024-05-16                                     |                                      | 2024-05-15 | met late    |
            2024-04-02                             |                                                |                                      | 2024-05-15 | overdue     |
            2024-05-24                             |                                                |                                      | 2024-07-08 | running     |
            2024-04-02                             |                                                | 2024-05-15                           | 2024-05-15 | lapsed      |
            2024-04-02                             |                                                | 2024-05-16                           | 2024-05-15 | missed      |
            2024-04-02                             |                                                | 2024-03-28                           |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="early_help_assessment",
        title="The end of early help is not the day of its assessment",
        as_at="2024-05-31",
        absent=("early_help_episodes.early_help_assessment_date",),
        rows="""
            early_help_episodes.episode_start_date | early_help_episodes.episode_end_date | due | state       | why
            2024-04-02                             | 2024-05-10                           |     | cannot tell | not in files
        """,
    ),
)
