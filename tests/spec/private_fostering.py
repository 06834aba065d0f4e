"""Spec tables of the duties of private fostering."""

from tests.spec.table import Spec

_KIND, _NOTICE = "private_fostering.notified_kind", "private_fostering.notified_date"
_VISIT = "private_fostering_visit.visit_date"
_FIRST_VISITS = (
    # The duty, the way in which the authority knew, and one that is another duty's.
    ("pf_visit_existing", "existing", "proposed"),
    ("pf_visit_proposed", "proposed", "found"),
)
_CYCLES = (
    # The duty, how the authority knew, another way, and the day from which the visits count.
    ("pf_visit", "found", "proposed", "private_fostering.notified_date"),
    ("pf_visit_after_proposal", "proposed", "existing", "private_fostering.arrangement_start_date"),
)


def _of_first_visit(duty: str, kind: str, other: str) -> tuple[Spec, ...]:
    return (
        Spec(
            duty=duty,
            title="Seven working days from the notice, over bank holidays",
            as_at="2024-05-14",
            rows=f"""
                {_KIND}  | {_NOTICE}  | {_VISIT}   | due        | state       | why
                {kind}   | 2024-03-22 | 2024-04-03 | 2024-04-04 | met         |
                {kind}   | 2024-03-22 | 2024-04-04 | 2024-04-04 | met         |
                {kind}   | 2024-03-22 | 2024-04-05 | 2024-04-04 | met late    |
                {kind}   | 2024-03-22 | 2024-03-22 | 2024-04-04 | met         |
                {kind}   | 2024-05-01 |            | 2024-05-13 | overdue     |
                {kind}   | 2024-05-02 |            | 2024-05-14 | due soon    |
                {kind}   | 2024-05-13 |            | 2024-05-22 | running     |
                {kind}   | 2024-03-22 | 2024-03-21 |            | cannot tell | dates out of order
                {kind}   |            | 2024-03-21 |            | cannot tell | start not recorded
                {other}  | 2024-03-22 |            |            | none        |
            """,
        ),
        Spec(
            duty=duty,
            title="One visit has to see child, carer and home, and to speak to the parents",
            as_at="2024-05-14",
            rows=f"""
                {_KIND} | {_NOTICE}  | {_VISIT}   | private_fostering_visit.visit_seen | private_fostering_visit.carer_seen | private_fostering_visit.premises_seen | private_fostering_visit.parent_contacted | state
                {kind}  | 2024-03-22 | 2024-04-03 | Y                                  | Y                                  | Y                                     | Y                                        | met
                {kind}  | 2024-03-22 | 2024-04-03 | N                                  | Y                                  | Y                                     | Y                                        | overdue
                {kind}  | 2024-03-22 | 2024-04-03 | Y                                  | N                                  | Y                                     | Y                                        | overdue
                {kind}  | 2024-03-22 | 2024-04-03 | Y                                  | Y                                  | N                                     | Y                                        | overdue
                {kind}  | 2024-03-22 | 2024-04-03 | Y                                  | Y                                  | Y                                     | N                                        | overdue
            """,
        ),
        Spec(
            duty=duty,
            title="The end of the arrangement or of the case, care, or a sixteenth birthday ends it",
            as_at="2024-05-14",
            rows=f"""
                born       | {_KIND} | {_NOTICE}  | private_fostering.arrangement_end_date | in care from | case closed | due        | state       | why
                           | {kind}  | 2024-03-22 | 2024-04-04                             |              |             | 2024-04-04 | lapsed      |
                           | {kind}  | 2024-03-22 | 2024-04-05                             |              |             | 2024-04-04 | missed      |
                           | {kind}  | 2024-03-22 |                                        | 2024-04-04   |             | 2024-04-04 | lapsed      |
                           | {kind}  | 2024-03-22 |                                        | 2024-03-21   |             | 2024-04-04 | overdue     |
                           | {kind}  | 2024-03-22 |                                        |              | 2024-04-04  | 2024-04-04 | lapsed      |
                2008-04-04 | {kind}  | 2024-03-22 |                                        |              |             | 2024-04-04 | lapsed      |
                2008-03-22 | {kind}  | 2024-03-22 |                                        |              |             |            | cannot tell | over age
            """,
        ),
        Spec(
            duty=duty,
            title="In force since the regulations of 2005; relaxed in 2020 without another number",
            as_at="2020-12-31",
            rows=f"""
                {_KIND} | {_NOTICE}  | due        | state       | why              | law
                {kind}  | 2005-06-30 |            | cannot tell | no version       |
                {kind}  | 2005-07-01 |            | cannot tell | outside calendar | 2005-07-01
                {kind}  | 2020-04-23 | 2020-05-04 | overdue     |                  | 2005-07-01
                {kind}  | 2020-04-24 | 2020-05-05 | overdue     |                  | 2020-04-24
                {kind}  | 2020-09-25 | 2020-10-06 | overdue     |                  | 2020-04-24
                {kind}  | 2020-09-26 | 2020-10-06 | overdue     |                  | 2020-09-26
            """,
        ),
        Spec(
            duty=duty,
            title="Where the files do not say how the authority knew",
            as_at="2024-05-14",
            absent=(_KIND,),
            rows=f"""
                {_NOTICE}  | due | state       | why
                2024-03-22 |     | cannot tell | may not apply
            """,
        ),
        Spec(
            duty=duty,
            title="Where the files do not say whether the carer was seen",
            as_at="2024-05-14",
            absent=("private_fostering_visit.carer_seen",),
            rows=f"""
                {_KIND} | {_NOTICE}  | {_VISIT}   | due        | state       | why
                {kind}  | 2024-03-22 | 2024-04-03 | 2024-04-04 | cannot tell | may not count
                {kind}  | 2024-03-22 | 2024-04-05 | 2024-04-04 | met late    |
            """,
        ),
    )


def _of_cycle(duty: str, kind: str, other: str, start: str) -> tuple[Spec, ...]:
    return (
        Spec(
            duty=duty,
            title="Six weeks apart in the first year, then twelve",
            as_at="2024-05-15",
            rows=f"""
                {_KIND} | {start}    | {_VISIT}               | private_fostering_visit.visit_seen | opened     | due        | state       | clocks
                {kind}  | 2024-04-02 |                        |                                    | 2024-04-02 | 2024-05-14 | overdue     | overdue
                {kind}  | 2024-04-03 |                        |                                    | 2024-04-03 | 2024-05-15 | due soon    | due soon
                {kind}  | 2024-05-01 |                        |                                    | 2024-05-01 | 2024-06-12 | running     | running
                {kind}  | 2024-02-21 | 2024-04-03             | Y                                  | 2024-04-03 | 2024-05-15 | due soon    | met, due soon
                {kind}  | 2024-02-20 | 2024-04-03             | Y                                  | 2024-04-03 | 2024-05-15 | due soon    | met late, due soon
                {kind}  | 2024-02-21 | 2024-04-03             | N                                  | 2024-02-21 | 2024-04-03 | overdue     | overdue
                {kind}  | 2024-02-21 | 2024-04-03             |                                    | 2024-04-03 | 2024-05-15 | due soon    | met, due soon
                {kind}  | 2023-02-21 | 2024-02-20             | Y                                  | 2024-02-20 | 2024-04-02 | overdue     | met late, overdue
                {kind}  | 2023-02-20 | 2024-02-20             | Y                                  | 2024-02-20 | 2024-05-14 | overdue     | met late, overdue
                {kind}  | 2023-02-19 | 2024-02-20, 2024-05-14 | Y, Y                               | 2024-05-14 | 2024-08-06 | running     | met late, met, running
                {kind}  | 2023-02-19 | 2024-02-20, 2024-05-15 | Y, Y                               | 2024-05-15 | 2024-08-07 | running     | met late, met late, running
                {other} | 2024-04-02 |                        |                                    |            |            | none        | none
            """,
        ),
        Spec(
            duty=duty,
            title="The end of the arrangement or of the case, care, or a sixteenth birthday ends it",
            as_at="2024-05-15",
            rows=f"""
                born       | {_KIND} | {start}    | private_fostering.arrangement_end_date | in care from | case closed | due        | state
                           | {kind}  | 2024-04-02 | 2024-05-14                             |              |             | 2024-05-14 | lapsed
                           | {kind}  | 2024-04-02 | 2024-05-15                             |              |             | 2024-05-14 | missed
                           | {kind}  | 2024-04-02 |                                        | 2024-05-14   |             | 2024-05-14 | lapsed
                           | {kind}  | 2024-04-02 |                                        |              | 2024-05-14  | 2024-05-14 | lapsed
                2008-05-14 | {kind}  | 2024-04-02 |                                        |              |             | 2024-05-14 | lapsed
            """,
        ),
        Spec(
            duty=duty,
            title="In force since the regulations of 2005; the calendar begins with 2006",
            as_at="2006-03-31",
            rows=f"""
                {_KIND} | {start}    | due        | state       | why
                {kind}  | 2005-12-30 |            | cannot tell | outside calendar
                {kind}  | 2006-01-02 | 2006-02-13 | overdue     |
            """,
        ),
        Spec(
            duty=duty,
            title="Where the files do not say whether the child was seen",
            as_at="2024-05-15",
            absent=("private_fostering_visit.visit_seen",),
            rows=f"""
                {_KIND} | {start}    | {_VISIT}   | opened     | due        | state    | clocks
                {kind}  | 2024-02-21 | 2024-04-02 | 2024-04-02 | 2024-05-14 | overdue  | cannot tell, overdue
            """,
        ),
    )


SPECS: tuple[Spec, ...] = (
    *(spec for each in _FIRST_VISITS for spec in _of_first_visit(*each)),
    Spec(
        duty="pf_visit_existing",
        title="Also where nobody gave notice, and where it is not recorded how the authority knew",
        as_at="2024-05-14",
        rows=f"""
            {_KIND} | {_NOTICE}  | due        | state
            found   | 2024-05-01 | 2024-05-13 | overdue
                    | 2024-05-01 | 2024-05-13 | overdue
        """,
    ),
    *(spec for each in _CYCLES for spec in _of_cycle(*each)),
    Spec(
        duty="pf_visit",
        title="Counted from the day on which the authority knew, not from the day on which the child moved in",
        as_at="2024-05-15",
        rows=f"""
            {_KIND}  | {_NOTICE}  | private_fostering.arrangement_start_date | {_VISIT}   | opened     | due        | state
            existing | 2024-04-02 | 2023-01-02                               |            | 2024-04-02 | 2024-05-14 | overdue
                     | 2024-04-02 | 2023-01-02                               | 2024-05-14 | 2024-05-14 | 2024-06-25 | running
        """,
    ),
    Spec(
        duty="pf_visit_after_proposal",
        title="Nothing as long as the child has not moved in",
        as_at="2024-05-15",
        rows=f"""
            {_KIND}  | {_NOTICE}  | private_fostering.arrangement_start_date | due        | state
            proposed | 2024-03-04 | 2024-04-02                               | 2024-05-14 | overdue
            proposed | 2024-03-04 |                                          |            | none
        """,
    ),
    Spec(
        duty="pf_assessment_decision",
        title="Forty-five working days from the notice",
        as_at="2024-05-15",
        rows=f"""
            {_NOTICE}  | private_fostering.decision_date | due        | state       | why
            2024-01-15 | 2024-03-15                      | 2024-03-18 | met         |
            2024-01-15 | 2024-03-18                      | 2024-03-18 | met         |
            2024-01-15 | 2024-03-19                      | 2024-03-18 | met late    |
            2024-03-07 |                                 | 2024-05-14 | overdue     |
            2024-03-08 |                                 | 2024-05-15 | due soon    |
            2024-04-15 |                                 | 2024-06-19 | running     |
            2024-01-15 | 2024-01-12                      |            | cannot tell | dates out of order
                       | 2024-01-12                      |            | cannot tell | start not recorded
        """,
    ),
    Spec(
        duty="pf_assessment_decision",
        title="The end of the arrangement or of the case, care, or a sixteenth birthday ends it",
        as_at="2024-05-15",
        rows=f"""
            born       | {_NOTICE}  | private_fostering.arrangement_end_date | in care from | case closed | due        | state
                       | 2024-01-15 | 2024-03-18                             |              |             | 2024-03-18 | lapsed
                       | 2024-01-15 | 2024-03-19                             |              |             | 2024-03-18 | missed
                       | 2024-01-15 |                                        | 2024-03-18   |             | 2024-03-18 | lapsed
                       | 2024-01-15 |                                        |              | 2024-03-18  | 2024-03-18 | lapsed
            2008-03-18 | 2024-01-15 |                                        |              |             | 2024-03-18 | lapsed
        """,
    ),
)
