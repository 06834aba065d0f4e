"""Spec tables of the duties of complaints and allegations."""

from tests.spec.table import Spec

_STAGE, _RECEIVED = "complaint.complaint_stage", "complaint.received_date"
_EXTENDED, _ANSWERED = "complaint.extended_to_date", "complaint.response_date"
_STEPS = (
    # The step of stage 3, its start, what meets it; for a start on 2024-03-22 the last day and the day after it; a
    # start whose last day was the day before 2024-05-15, one whose last day is that day; the last day for 2006-09-01.
    ("panel", _RECEIVED, "complaint.panel_date", "2024-05-08", "2024-05-09", "2024-04-01", "2024-04-02", "2006-10-13"),
    ("panel_report", "complaint.panel_date", "complaint.panel_report_date", "2024-04-02", "2024-04-03", "2024-05-07", "2024-05-08", "2006-09-08"),
    ("authority_response", "complaint.panel_report_date", _ANSWERED, "2024-04-16", "2024-04-17", "2024-04-22", "2024-04-23", "2006-09-22"),
)  # fmt: skip


def _of_step(
    step: str, start: str, done: str, due: str, next_day: str, over: str, today: str, first_due: str
) -> tuple[Spec, ...]:
    duty = f"complaint_stage3_{step}"
    not_begun = "cannot tell" if step == "panel" else "none"
    return (
        Spec(
            duty=duty,
            title="Counted in working days, over bank holidays",
            as_at="2024-05-15",
            rows=f"""
                {_STAGE} | {start}    | {done}     | due        | state
                3        | 2024-03-22 | {due}      | {due}      | met
                3        | 2024-03-22 | 2024-03-22 | {due}      | met
                3        | 2024-03-22 | {next_day} | {due}      | met late
                3        | {over}     |            | 2024-05-14 | overdue
                3        | {today}    |            | 2024-05-15 | due soon
                2        | 2024-03-22 |            |            | none
                         | 2024-03-22 |            |            | none
                3        |            |            |            | {not_begun}
            """,
        ),
        Spec(
            duty=duty,
            title="In force since 1 September 2006",
            as_at="2006-12-29",
            rows=f"""
                {_STAGE} | {start}    | due         | state       | why
                3        | 2006-08-31 |             | cannot tell | no version
                3        | 2006-09-01 | {first_due} | overdue     |
            """,
        ),
        Spec(
            duty=duty,
            title="Where the files have no such day",
            as_at="2024-05-15",
            absent=(done,),
            rows=f"""
                {_STAGE} | {start}    | due | state       | why
                3        | 2024-03-22 |     | cannot tell | not in files
            """,
        ),
    )


SPECS: tuple[Spec, ...] = (
    Spec(
        duty="complaint_stage1",
        title="Ten working days, or twenty where it was extended",
        as_at="2024-05-15",
        rows=f"""
            {_STAGE} | {_RECEIVED} | {_EXTENDED} | {_ANSWERED} | due        | state       | why
            1        | 2024-03-22  |             | 2024-04-08  | 2024-04-09 | met         |
            1        | 2024-03-22  |             | 2024-04-09  | 2024-04-09 | met         |
            1        | 2024-03-22  |             | 2024-04-10  | 2024-04-09 | met late    |
            1        | 2024-04-29  |             |             | 2024-05-14 | overdue     |
            1        | 2024-04-30  |             |             | 2024-05-15 | due soon    |
            1        | 2024-05-13  |             |             | 2024-05-28 | running     |
            1        | 2024-03-22  | 2024-04-16  | 2024-04-22  | 2024-04-23 | met         |
            1        | 2024-03-22  | 2024-04-16  | 2024-04-23  | 2024-04-23 | met         |
            1        | 2024-03-22  | 2024-04-30  | 2024-04-24  | 2024-04-23 | met late    |
            1        | 2024-03-22  |             | 2024-03-21  |            | cannot tell | dates out of order
            1        |             |             | 2024-03-21  |            | cannot tell | start not recorded
            2        | 2024-03-22  |             |             |            | none        |
                     | 2024-03-22  |             |             |            | none        |
        """,
    ),
    Spec(
        duty="complaint_stage1",
        title="Neither a closed case nor an eighteenth birthday ends it; a death does",
        as_at="2024-05-15",
        rows=f"""
            born       | person.death_date | case closed | {_STAGE} | {_RECEIVED} | due        | state
            2006-04-01 |                   |             | 1        | 2024-03-22  | 2024-04-09 | overdue
                       |                   | 2024-04-09  | 1        | 2024-03-22  | 2024-04-09 | overdue
                       | 2024-04-09        |             | 1        | 2024-03-22  | 2024-04-09 | lapsed
        """,
    ),
    Spec(
        duty="complaint_stage1",
        title="In force since 1 September 2006; relaxed in 2020 without another number",
        as_at="2020-12-31",
        rows=f"""
            {_STAGE} | {_RECEIVED} | {_EXTENDED} | due        | state       | why        | law
            1        | 2006-08-31  |             |            | cannot tell | no version |
            1        | 2006-09-01  |             | 2006-09-15 | overdue     |            | 2006-09-01
            1        | 2006-09-01  | 2006-09-20  | 2006-09-29 | overdue     |            | 2006-09-01
            1        | 2020-04-23  |             | 2020-05-07 | overdue     |            | 2006-09-01
            1        | 2020-04-24  |             | 2020-05-11 | overdue     |            | 2020-04-24
            1        | 2020-04-24  | 2020-05-12  | 2020-05-26 | overdue     |            | 2020-04-24
            1        | 2020-09-25  |             | 2020-10-09 | overdue     |            | 2020-04-24
            1        | 2020-09-26  |             | 2020-10-09 | overdue     |            | 2020-09-26
            1        | 2020-09-26  | 2020-10-12  | 2020-10-23 | overdue     |            | 2020-09-26
        """,
    ),
    Spec(
        duty="complaint_stage1",
        title="Where the files do not say whether it was extended, it is one of two limits",
        as_at="2024-05-15",
        absent=(_EXTENDED,),
        rows=f"""
            {_STAGE} | {_RECEIVED} | {_ANSWERED} | due        | late after | state       | why
            1        | 2024-03-22  | 2024-04-09  | 2024-04-09 | 2024-04-23 | met         |
            1        | 2024-03-22  | 2024-04-10  | 2024-04-09 | 2024-04-23 | cannot tell | step not known
            1        | 2024-03-22  | 2024-04-24  | 2024-04-09 | 2024-04-23 | met late    |
        """,
    ),
    Spec(
        duty="complaint_stage2",
        title="Twenty-five working days, or sixty-five where it was extended",
        as_at="2024-05-15",
        rows=f"""
            {_STAGE} | {_RECEIVED} | {_EXTENDED} | {_ANSWERED} | due        | state       | why
            2        | 2024-01-02  |             | 2024-02-05  | 2024-02-06 | met         |
            2        | 2024-01-02  |             | 2024-02-06  | 2024-02-06 | met         |
            2        | 2024-01-02  |             | 2024-02-07  | 2024-02-06 | met late    |
            2        | 2024-04-08  |             |             | 2024-05-14 | overdue     |
            2        | 2024-04-09  |             |             | 2024-05-15 | due soon    |
            2        | 2024-05-01  |             |             | 2024-06-07 | running     |
            2        | 2024-01-02  | 2024-03-01  | 2024-04-03  | 2024-04-04 | met         |
            2        | 2024-01-02  | 2024-03-01  | 2024-04-04  | 2024-04-04 | met         |
            2        | 2024-01-02  | 2024-03-01  | 2024-04-05  | 2024-04-04 | met late    |
            2        |             |             | 2024-04-05  |            | cannot tell | start not recorded
            1        | 2024-01-02  |             |             |            | none        |
        """,
    ),
    Spec(
        duty="complaint_stage2",
        title="In force since 1 September 2006",
        as_at="2006-12-29",
        rows=f"""
            {_STAGE} | {_RECEIVED} | {_EXTENDED} | due        | state       | why
            2        | 2006-08-31  |             |            | cannot tell | no version
            2        | 2006-09-01  |             | 2006-10-06 | overdue     |
            2        | 2006-09-01  | 2006-11-01  | 2006-12-01 | overdue     |
        """,
    ),
    *(spec for each in _STEPS for spec in _of_step(*each)),
    Spec(
        duty="lado_referral",
        title="By the end of the next working day, over a bank holiday weekend",
        as_at="2024-05-14",
        rows="""
            allegation.aware_date | allegation.lado_told_date | due        | state       | why
            2024-05-03            | 2024-05-03                | 2024-05-07 | met         |
            2024-05-03            | 2024-05-07                | 2024-05-07 | met         |
            2024-05-03            | 2024-05-08                | 2024-05-07 | met late    |
            2024-05-10            |                           | 2024-05-13 | overdue     |
            2024-05-13            |                           | 2024-05-14 | due soon    |
            2024-05-03            | 2024-05-02                |            | cannot tell | dates out of order
                                  | 2024-05-02                |            | cannot tell | start not recorded
        """,
    ),
    Spec(
        duty="lado_referral",
        title="In every edition of Working Together since 17 March 2010; that of 2013 was not read for it",
        as_at="2024-01-31",
        rows="""
            allegation.aware_date | due        | state       | why        | law
            2010-03-16            |            | cannot tell | no version |
            2010-03-17            | 2010-03-18 | overdue     |            | 2010-03-17
            2013-04-15            | 2013-04-16 | overdue     |            | 2013-04-15
            2015-03-26            | 2015-03-27 | overdue     |            | 2015-03-26
            2018-07-04            | 2018-07-05 | overdue     |            | 2018-07-04
            2023-12-15            | 2023-12-18 | overdue     |            | 2023-12-15
        """,
    ),
)
