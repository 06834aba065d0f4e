"""Spec tables of the duties of supervision, oversight and allocation of a child."""

from tests.spec.table import Spec

_GONE, _BACK = "unallocated.unallocated_start_date", "unallocated.unallocated_end_date"
_OPEN = "open_period.open_start_date"

SPECS: tuple[Spec, ...] = (
    Spec(
        duty="unallocated_child",
        title="Not a day without a worker in care or with a plan, else one working day",
        as_at="2024-05-14",
        rows=f"""
            unallocated.unallocated_kind | unallocated.basis | {_GONE}    | {_BACK}    | due        | state       | why
            left                         | care              | 2024-05-13 |            | 2024-05-13 | overdue     |
            left                         | protection        | 2024-05-14 |            | 2024-05-14 | due soon    |
            left                         | care              | 2024-05-02 | 2024-05-02 | 2024-05-02 | met         |
            left                         | protection        | 2024-05-02 | 2024-05-03 | 2024-05-02 | met late    |
            left                         | need              | 2024-05-03 | 2024-05-07 | 2024-05-07 | met         |
            left                         | need              | 2024-05-03 | 2024-05-08 | 2024-05-07 | met late    |
            left                         | leaving_care      | 2024-05-10 |            | 2024-05-13 | overdue     |
            left                         | need              | 2024-05-13 |            | 2024-05-14 | due soon    |
            left                         |                   | 2024-05-13 |            | 2024-05-14 | due soon    |
            new                          | care              | 2024-05-02 |            |            | none        |
                                         | care              | 2024-05-02 |            |            | none        |
            left                         | need              |            | 2024-05-02 |            | cannot tell | start not recorded
        """,
    ),
    Spec(
        duty="unallocated_child",
        title="A 25th birthday ends it",
        as_at="2024-05-14",
        rows=f"""
            born       | unallocated.unallocated_kind | unallocated.basis | {_GONE}    | due        | state
            1999-05-07 | left                         | leaving_care      | 2024-05-03 | 2024-05-07 | lapsed
            1999-05-08 | left                         | leaving_care      | 2024-05-03 | 2024-05-07 | missed
        """,
    ),
    Spec(
        duty="unallocated_child",
        title="Where the files do not say when somebody held the child again",
        as_at="2024-05-14",
        absent=("unallocated.unallocated_end_date",),
        rows=f"""
            unallocated.unallocated_kind | {_GONE}    | due | state       | why
            left                         | 2024-05-03 |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="case_supervision",
        title="A month with a child protection plan, two in care or in need, three for care leavers",
        as_at="2024-05-15",
        rows=f"""
            {_OPEN}    | plan started | plan ended | in care from | left care  | leaving_care_status.eligibility | leaving_care_status.status_start_date | leaving_care_status.status_end_date | due        | state
            2024-04-14 | 2024-04-14   |            |              |            |                                 |                                       |                                     | 2024-05-14 | overdue
            2024-04-15 | 2024-04-14   |            |              |            |                                 |                                       |                                     | 2024-05-15 | due soon
            2024-04-15 | 2024-04-14   |            | 2024-04-14   |            |                                 |                                       |                                     | 2024-05-15 | due soon
            2024-03-14 | 2024-03-15   |            |              |            |                                 |                                       |                                     | 2024-05-14 | overdue
            2024-03-14 | 2023-03-14   | 2024-03-14 |              |            |                                 |                                       |                                     | 2024-05-14 | overdue
            2024-03-14 |              |            | 2024-03-14   |            |                                 |                                       |                                     | 2024-05-14 | overdue
            2024-03-15 |              |            | 2024-03-14   |            | R                               | 2024-03-14                            |                                     | 2024-05-15 | due soon
            2024-02-14 |              |            | 2023-01-02   | 2024-02-14 | R                               | 2024-02-14                            |                                     | 2024-05-14 | overdue
            2024-02-15 |              |            |              |            | FR                              | 2024-02-14                            |                                     | 2024-05-15 | due soon
            2024-03-14 |              |            |              |            | FR                              | 2023-01-02                            | 2024-03-14                          | 2024-05-14 | overdue
            2024-03-14 |              |            |              |            | E                               | 2024-02-14                            |                                     | 2024-05-14 | overdue
            2024-03-15 |              |            |              |            |                                 |                                       |                                     | 2024-05-15 | due soon
        """,
    ),
    Spec(
        duty="case_supervision",
        title="Counted from the last supervision, by what the child was open for on that day",
        as_at="2024-05-15",
        rows=f"""
            born       | {_OPEN}    | plan started | supervision.supervision_date | opened     | due        | state    | clocks
                       | 2024-01-10 |              | 2024-03-10, 2024-05-10       | 2024-05-10 | 2024-07-10 | running  | met, met, running
                       | 2024-01-10 |              | 2024-03-11                   | 2024-03-11 | 2024-05-11 | overdue  | met late, overdue
                       | 2024-01-10 | 2024-03-10   | 2024-03-10, 2024-04-10       | 2024-04-10 | 2024-05-10 | overdue  | met, met, overdue
                       | 2024-01-10 | 2024-03-11   | 2024-03-10, 2024-05-10       | 2024-05-10 | 2024-06-10 | running  | met, met, running
                       | 2024-03-14 |              | 2024-03-13                   | 2024-03-14 | 2024-05-14 | overdue  | overdue
                       |            |              | 2024-03-14                   | 2024-03-14 | 2024-05-14 | overdue  | overdue
            1999-05-14 | 2024-03-14 |              |                              | 2024-03-14 | 2024-05-14 | lapsed   | lapsed
        """,
    ),
    Spec(
        duty="case_supervision",
        title="Where the files do not say who has a child protection plan, it is one of two limits",
        as_at="2024-05-15",
        absent=("cp_plans.cp_plan_start_date",),
        rows=f"""
            {_OPEN}    | due        | late after | state       | why
            2024-03-14 | 2024-04-14 | 2024-05-14 | overdue     |
            2024-03-15 | 2024-04-15 | 2024-05-15 | cannot tell | step not known
        """,
    ),
    Spec(
        duty="management_oversight",
        title="A month from the last decision of a manager",
        as_at="2024-05-15",
        rows=f"""
            born       | {_OPEN}    | manager_decision.decision_date | opened     | due        | state       | why                | clocks
                       | 2024-04-14 |                                | 2024-04-14 | 2024-05-14 | overdue     |                    | overdue
                       | 2024-04-15 |                                | 2024-04-15 | 2024-05-15 | due soon    |                    | due soon
                       | 2024-05-02 |                                | 2024-05-02 | 2024-06-02 | running     |                    | running
                       | 2024-03-31 | 2024-04-30                     | 2024-04-30 | 2024-05-30 | running     |                    | met, running
                       | 2024-03-31 | 2024-05-01                     | 2024-05-01 | 2024-06-01 | running     |                    | met late, running
                       |            |                                |            |            | cannot tell | start not recorded | cannot tell
            2006-05-14 | 2024-04-14 |                                | 2024-04-14 | 2024-05-14 | lapsed      |                    | lapsed
        """,
    ),
    Spec(
        duty="management_oversight",
        title="Where the files have no decisions of managers",
        as_at="2024-05-15",
        absent=("manager_decision.decision_date",),
        rows=f"""
            {_OPEN}    | due | state       | why
            2024-04-14 |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="chronology_summary_update",
        title="Three months from the last time; either of the two counts",
        as_at="2024-05-15",
        rows=f"""
            born       | {_OPEN}    | case_summary.summary_kind | case_summary.updated_date | opened     | due        | state    | clocks
                       | 2024-02-14 |                           |                           | 2024-02-14 | 2024-05-14 | overdue  | overdue
                       | 2024-02-15 |                           |                           | 2024-02-15 | 2024-05-15 | due soon | due soon
                       | 2024-05-02 |                           |                           | 2024-05-02 | 2024-08-02 | running  | running
                       | 2023-11-30 | chronology                | 2024-02-29                | 2024-02-29 | 2024-05-29 | running  | met, running
                       | 2023-11-30 | summary                   | 2024-03-01                | 2024-03-01 | 2024-06-01 | running  | met late, running
            2006-05-14 | 2024-02-14 |                           |                           | 2024-02-14 | 2024-05-14 | lapsed   | lapsed
        """,
    ),
    Spec(
        duty="chronology_summary_update",
        title="Where the files have no such day",
        as_at="2024-05-15",
        absent=("case_summary.updated_date",),
        rows=f"""
            {_OPEN}    | due | state       | why
            2024-02-14 |     | cannot tell | not in files
        """,
    ),
    Spec(
        duty="case_supervision",
        title="The day from which the child is no longer open ends it",
        as_at="2024-05-15",
        rows=f"""
            {_OPEN}    | open_period.open_end_date | supervision.supervision_date | due        | state  | clocks
            2024-01-10 | 2024-03-10                |                              | 2024-03-10 | lapsed | lapsed
            2024-01-10 | 2024-03-11                |                              | 2024-03-10 | missed | missed
            2024-01-10 | 2024-04-20                | 2024-03-01                   | 2024-05-01 | lapsed | met, lapsed
        """,
    ),
    Spec(
        duty="management_oversight",
        title="The day from which the child is no longer open ends it",
        as_at="2024-05-15",
        rows=f"""
            {_OPEN}    | open_period.open_end_date | manager_decision.decision_date | due        | state  | clocks
            2024-03-10 | 2024-04-10                |                                | 2024-04-10 | lapsed | lapsed
            2024-03-10 | 2024-04-11                |                                | 2024-04-10 | missed | missed
            2024-03-10 | 2024-04-20                | 2024-04-02                     | 2024-05-02 | lapsed | met, lapsed
        """,
    ),
    Spec(
        duty="chronology_summary_update",
        title="The day from which the child is no longer open ends it",
        as_at="2024-05-15",
        rows=f"""
            {_OPEN}    | open_period.open_end_date | case_summary.summary_kind | case_summary.updated_date | due        | state  | clocks
            2024-01-10 | 2024-04-10                |                           |                           | 2024-04-10 | lapsed | lapsed
            2024-01-10 | 2024-04-11                |                           |                           | 2024-04-10 | missed | missed
            2024-01-10 | 2024-04-20                | chronology                | 2024-03-01                | 2024-06-01 | lapsed | met, lapsed
        """,
    ),
    Spec(
        duty="case_transfer_handover",
        title="Ten working days from the day on which the new team accepted, over Easter",
        as_at="2024-05-15",
        rows="""
            transfer.transfer_kind | transfer.sent_date | transfer.accepted_date | transfer.handover_date | due        | state       | why
            team                   | 2024-03-20         | 2024-03-22             | 2024-04-08             | 2024-04-09 | met         |
            team                   | 2024-03-20         | 2024-03-22             | 2024-04-09             | 2024-04-09 | met         |
            team                   | 2024-03-20         | 2024-03-22             | 2024-04-10             | 2024-04-09 | met late    |
            team                   |                    | 2024-04-29             |                        | 2024-05-14 | overdue     |
            team                   |                    | 2024-04-30             |                        | 2024-05-15 | due soon    |
            team                   |                    | 2024-05-13             |                        | 2024-05-28 | running     |
            team                   | 2024-03-20         |                        |                        |            | none        |
            out                    | 2024-03-20         | 2024-03-22             |                        |            | none        |
            team                   | 2024-03-20         | 2024-03-22             | 2024-03-21             |            | cannot tell | dates out of order
        """,
    ),
    Spec(
        duty="case_transfer_handover",
        title="The closing of the case ends it",
        as_at="2024-05-15",
        rows="""
            transfer.transfer_kind | transfer.accepted_date | case closed | due        | state
            team                   | 2024-03-22             | 2024-04-09  | 2024-04-09 | lapsed
            team                   | 2024-03-22             | 2024-04-10  | 2024-04-09 | missed
        """,
    ),
    Spec(
        duty="case_transfer_handover",
        title="Where the files do not say what kind of transfer it was",
        as_at="2024-05-15",
        absent=("transfer.transfer_kind",),
        rows="""
            transfer.accepted_date | due | state       | why
            2024-03-22             |     | cannot tell | may not apply
        """,
    ),
)
