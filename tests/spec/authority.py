"""Spec tables of the duties of workers, carers, adopters and the authority."""

from tests.spec.table import Spec

_POST = "worker_post.qualified | worker_post.newly_qualified | worker_post.post_start_date | worker_post.post_end_date"

_MONTH = "home_month.month_start_date | home_month.month_end_date"

SPECS: tuple[Spec, ...] = (
    Spec(
        duty="worker_supervision",
        title="A month from the start of the post, and from each session",
        as_at="2024-05-31",
        all_held=True,
        rows=f"""
            {_POST} | worker_supervision.supervision_date | due | state | clocks
            Y |   | 2024-05-01 |            |                        | 2024-06-01 | due soon | due soon
            Y |   | 2024-04-30 |            |                        | 2024-05-30 | overdue | overdue
            Y |   | 2024-05-14 |            |                        | 2024-06-14 | running | running
            Y | N | 2024-03-15 |            | 2024-04-15, 2024-05-15 | 2024-06-15 | running  | met, met, running
            Y | N | 2024-03-15 |            | 2024-04-16             | 2024-05-16 | overdue  | met late, overdue
            Y | U | 2024-03-15 | 2024-04-14 |                        | 2024-04-15 | lapsed | lapsed
            Y | U | 2024-03-15 | 2024-04-16 |                        | 2024-04-15 | missed | missed
            Y | Y | 2024-05-01 |            |                        |            | none     |
            N |   | 2024-05-01 |            |                        |            | none     |
              |   | 2024-05-01 |            |                        |            | none     |
        """,
    ),
    Spec(
        duty="worker_supervision",
        title="The standard began in 2011",
        as_at="2011-02-28",
        all_held=True,
        rows=f"""
            {_POST} | due | state | why
            Y |   | 2010-12-31 |  |            | cannot tell | no version
            Y |   | 2011-01-01 |  | 2011-02-01 | overdue     |
        """,
    ),
    Spec(
        duty="nqsw_supervision",
        title="Weekly for six weeks, fortnightly to six months, then monthly",
        as_at="2024-12-31",
        all_held=True,
        rows=f"""
            {_POST} | worker_supervision.supervision_date | opened | due | state
            Y | Y | 2024-01-01 |  | 2024-01-08             | 2024-01-08 | 2024-01-15 | overdue
            Y | Y | 2024-01-01 |  | 2024-02-11             | 2024-02-11 | 2024-02-18 | overdue
            Y | Y | 2024-01-01 |  | 2024-02-12             | 2024-02-12 | 2024-02-26 | overdue
            Y | Y | 2024-01-01 |  | 2024-06-30             | 2024-06-30 | 2024-07-14 | overdue
            Y | Y | 2024-01-01 |  | 2024-07-01             | 2024-07-01 | 2024-08-01 | overdue
            Y | Y | 2024-12-24 |  |                        | 2024-12-24 | 2024-12-31 | due soon
            Y | N | 2024-12-24 |  |                        |            |            | none
        """,
    ),
    Spec(
        duty="nqsw_supervision",
        title="The standard began in 2011",
        as_at="2011-02-28",
        all_held=True,
        rows=f"""
            {_POST} | due | state
            Y | Y | 2011-01-01 |  | 2011-01-08 | overdue
        """,
    ),
    Spec(
        duty="foster_carer_review",
        title="Within a year of the approval, and of each review",
        as_at="2024-05-15",
        all_held=True,
        rows="""
            foster_carer.agency | foster_carer.approval_date | foster_carer.approval_end_date | foster_carer_review.review_date | opened | due | state
            N | 2023-05-14 |            |                        | 2023-05-14 | 2024-05-14 | overdue
            N | 2023-05-15 |            |                        | 2023-05-15 | 2024-05-15 | due soon
            N | 2023-06-01 |            |                        | 2023-06-01 | 2024-06-01 | running
              | 2022-05-14 |            | 2023-05-14             | 2023-05-14 | 2024-05-14 | overdue
            N | 2022-05-14 |            | 2023-05-15, 2024-05-15 | 2024-05-15 | 2025-05-15 | running
            N | 2023-05-14 | 2024-05-14 |                        | 2023-05-14 | 2024-05-14 | lapsed
            N | 2011-04-01 | 2012-04-02 |                        | 2011-04-01 | 2012-04-01 | missed
            Y | 2023-05-14 |            |                        |            |            | none
        """,
    ),
    Spec(
        duty="adopter_stage1",
        title="Two months since July 2013, eight for the whole assessment before",
        as_at="2024-05-15",
        all_held=True,
        rows="""
            prospective_adopter.stage_1_start_date | prospective_adopter.stage_1_end_date | prospective_adopter.leaving_date | due | state
            2006-01-02 | 2006-09-02 |            | 2006-09-02 | met
            2013-06-30 | 2014-02-28 |            | 2014-02-28 | met
            2013-06-30 | 2014-03-01 |            | 2014-02-28 | met late
            2013-07-01 | 2013-09-01 |            | 2013-09-01 | met
            2013-07-01 | 2013-09-02 |            | 2013-09-01 | met late
            2024-03-14 |            |            | 2024-05-14 | overdue
            2024-03-15 |            |            | 2024-05-15 | due soon
            2024-03-14 |            | 2024-05-14 | 2024-05-14 | lapsed
        """,
    ),
    Spec(
        duty="adopter_stage2",
        title="Four months from the notice to proceed",
        as_at="2024-05-15",
        all_held=True,
        rows="""
            prospective_adopter.stage_2_start_date | prospective_adopter.stage_2_end_date | due | state | why
            2013-06-30 | 2013-09-30 |            | cannot tell | no version
            2013-07-01 | 2013-11-01 | 2013-11-01 | met         |
            2013-07-01 | 2013-11-02 | 2013-11-01 | met late    |
            2024-01-14 |            | 2024-05-14 | overdue     |
            2024-01-15 |            | 2024-05-15 | due soon    |
        """,
    ),
    Spec(
        duty="ofsted_action_plan",
        title="Seventy working days from the receipt of the report",
        as_at="2015-11-30",
        rows="""
            authority_report.report_kind | authority_report.due_from_date | authority_report.sent_date | due | state
            action_plan | 2015-07-20 |            | 2015-10-27 | overdue
            action_plan | 2015-07-20 | 2015-10-26 | 2015-10-27 | met
            action_plan | 2015-07-20 | 2015-10-27 | 2015-10-27 | met
            action_plan | 2015-07-20 | 2015-10-28 | 2015-10-27 | met late
            action_plan | 2007-04-01 | 2007-07-13 | 2007-07-12 | met late
            other       | 2015-07-20 |            |            | none
        """,
    ),
    Spec(
        duty="iro_annual_report",
        title="A year after the report before",
        as_at="2024-05-15",
        rows="""
            authority_report.report_kind | authority_report.due_from_date | authority_report.sent_date | due | state
            iro_annual | 2023-05-14 |            | 2024-05-14 | overdue
            iro_annual | 2023-05-15 |            | 2024-05-15 | due soon
            iro_annual | 2023-05-14 | 2024-05-14 | 2024-05-14 | met
            iro_annual | 2023-05-14 | 2024-05-15 | 2024-05-14 | met late
            iro_annual | 2011-04-01 | 2012-04-01 | 2012-04-01 | met
            other      | 2023-05-14 |            |            | none
        """,
    ),
    Spec(
        duty="childrens_home_independent_visit",
        title="Once in each month of the calendar",
        as_at="2024-05-17",
        all_held=True,
        rows=f"""
            {_MONTH} | home_month.home_end_date | childrens_home_visit.visit_date | due | state
            2024-05-01 | 2024-05-31 |            |            | 2024-05-31 | running
            2024-05-01 | 2024-05-24 |            |            | 2024-05-24 | due soon
            2024-04-01 | 2024-04-30 |            |            | 2024-04-30 | overdue
            2024-04-01 | 2024-04-30 |            | 2024-04-01 | 2024-04-30 | met
            2024-04-01 | 2024-04-30 |            | 2024-04-30 | 2024-04-30 | met
            2024-04-01 | 2024-04-30 |            | 2024-05-01 | 2024-04-30 | met late
            2024-04-01 | 2024-04-30 |            | 2024-03-31 | 2024-04-30 | overdue
            2024-04-01 | 2024-04-30 | 2024-04-30 |            | 2024-04-30 | lapsed
            2024-04-01 | 2024-04-30 | 2024-05-02 |            | 2024-04-30 | missed
        """,
    ),
    Spec(
        duty="childrens_home_independent_visit",
        title="The regulations of 2015 took the place of those of 2001",
        as_at="2015-05-29",
        all_held=True,
        rows=f"""
            {_MONTH} | due | state | law
            2015-03-01 | 2015-03-31 | 2015-03-31 | overdue | 2002-04-01
            2015-04-01 | 2015-04-30 | 2015-04-30 | overdue | 2015-04-01
        """,
    ),
    Spec(
        duty="childrens_home_independent_visit",
        title="Where the files have no visits to homes",
        as_at="2024-05-17",
        absent=("childrens_home_visit.visit_date",),
        rows=f"""
            {_MONTH} | due | state | why
            2024-04-01 | 2024-04-30 | | cannot tell | not in files
        """,
    ),
)
