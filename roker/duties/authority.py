"""Duties whose subject is no child: workers, foster carers, prospective adopters and the authority itself."""

from datetime import date

from roker.calendar import Limit, months, weeks, working_days
from roker.duties.duty import Confidence, Duty, Event, Form, Is, Lasted, Not, Rule, Source, Strength, Subject, Until
from roker.duties.law import in_force, source
from roker.record.entities import (
    authority_report,
    childrens_home_visit,
    foster_carer,
    foster_carer_review,
    home_month,
    prospective_adopter,
    worker_post,
    worker_supervision,
)

_AREA = "Workers, carers and the authority"
_STANDARDS = source("EMPSTD", "supervision")
_SINCE_2011 = date(2011, 1, 1)
_STAGE_1 = source("AAR2005", "regulation 27(2) and (3), as substituted by SI 2013/985")


def _supervision(code: str, limit: Limit, *until: Limit) -> Rule:
    """Sessions at most so far apart; until the post has lasted so long, where that is given."""
    when = tuple(Not(condition=Lasted(limit=each)) for each in until)
    return Rule(code=code, versions=(in_force(limit, _STANDARDS, _SINCE_2011),), when=when)


AUTHORITY_DUTIES = (
    Duty(
        code="worker_supervision",
        title="Supervision of a social worker",
        asks="Hold a supervision session with the worker",
        area=_AREA,
        who="A qualified social worker past the assessed and supported year",
        strength=Strength.NATIONAL_GUIDANCE,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=worker_post.post_start_date,
        opens=worker_post.post_start_date,
        met_by=(Event(field=worker_supervision.supervision_date),),
        rules=(_supervision("worker_supervision", months(1)),),
        where=(
            Is(field=worker_post.qualified, codes=("Y",)),
            Not(condition=Is(field=worker_post.newly_qualified, codes=("Y",))),
        ),
        ends=(worker_post.post_end_date,),
        subject=Subject.WORKER,
        notes=(
            "The standard asks for sessions of at least 90 minutes; how long a session took is not tested.",
            "Leave and sickness suspend it in the standard. Roker does not subtract them: record the reason.",
        ),
    ),
    Duty(
        code="nqsw_supervision",
        title="Supervision of a newly qualified social worker",
        asks="Hold a supervision session with the newly qualified worker",
        area=_AREA,
        who="A social worker in the assessed and supported year",
        strength=Strength.NATIONAL_GUIDANCE,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=worker_post.post_start_date,
        opens=worker_post.post_start_date,
        met_by=(Event(field=worker_supervision.supervision_date),),
        rules=(
            _supervision("nqsw_supervision_weekly", weeks(1), weeks(6)),
            _supervision("nqsw_supervision_fortnightly", weeks(2), months(6)),
            _supervision("nqsw_supervision_monthly", months(1)),
        ),
        where=(Is(field=worker_post.newly_qualified, codes=("Y",)),),
        ends=(worker_post.post_end_date,),
        subject=Subject.WORKER,
        notes=("The year has no end on the record: a post that goes on after it is another row.",),
    ),
    Duty(
        code="foster_carer_review",
        title="Review of a foster carer's approval",
        asks="Review the foster carer's approval",
        area=_AREA,
        who="A foster carer whom the authority approved",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=foster_carer.approval_date,
        opens=foster_carer.approval_date,
        met_by=(Event(field=foster_carer_review.review_date),),
        rules=(
            Rule(
                code="foster_carer_review",
                versions=(in_force(months(12), source("FOST2011", "regulation 28(2) and (5)"), date(2011, 4, 1)),),
            ),
        ),
        where=(Not(condition=Is(field=foster_carer.agency, codes=("Y",))),),
        ends=(foster_carer.approval_end_date,),
        subject=Subject.FOSTER_CARER,
        notes=("The first review goes to the fostering panel.",),
    ),
    Duty(
        code="adopter_stage1",
        title="Adopter assessment, stage 1",
        asks="Decide on the applicant after stage 1",
        area=_AREA,
        who="A prospective adopter whose registration of interest was accepted",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=prospective_adopter.stage_1_start_date,
        opens=prospective_adopter.stage_1_start_date,
        met_by=(Event(field=prospective_adopter.stage_1_end_date),),
        rules=(
            Rule(
                code="adopter_stage1",
                versions=(
                    in_force(
                        months(8),
                        source("ADOPT-SG", "the single process before July 2013"),
                        date(2005, 12, 30),
                        until=date(2013, 6, 30),
                        confidence=Confidence.CORROBORATED,
                        note="From secondary sources; the whole assessment, not a stage.",
                    ),
                    in_force(months(2), _STAGE_1, date(2013, 7, 1)),
                ),
            ),
        ),
        ends=(prospective_adopter.leaving_date,),
        subject=Subject.ADOPTER,
        notes=("It may take longer for good reason, such as late checks, or if the applicant asks: record which.",),
    ),
    Duty(
        code="adopter_stage2",
        title="Adopter assessment, stage 2",
        asks="Decide on the adopter's suitability",
        area=_AREA,
        who="A prospective adopter who gave notice to proceed",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=prospective_adopter.stage_2_start_date,
        opens=prospective_adopter.stage_2_start_date,
        met_by=(Event(field=prospective_adopter.stage_2_end_date),),
        rules=(
            Rule(
                code="adopter_stage2",
                versions=(
                    in_force(
                        months(4),
                        source("AAR2005", "regulation 30B(1) and (2), as substituted by SI 2013/985"),
                        date(2013, 7, 1),
                    ),
                ),
            ),
        ),
        ends=(prospective_adopter.leaving_date,),
        subject=Subject.ADOPTER,
        notes=("It may take longer only in exceptional circumstances, or if the applicant asks.",),
    ),
    Duty(
        code="ofsted_action_plan",
        title="Action plan after an inspection",
        asks="Send the written statement of action",
        area=_AREA,
        who="The authority, on receiving an inspection report",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=authority_report.due_from_date,
        opens=authority_report.due_from_date,
        met_by=(Event(field=authority_report.sent_date),),
        rules=(
            Rule(
                code="ofsted_action_plan",
                versions=(
                    in_force(
                        working_days(70), source("EIA2006", "section 137; SI 2007/462 regulation 3"), date(2007, 4, 1)
                    ),
                ),
            ),
        ),
        where=(Is(field=authority_report.report_kind, codes=("action_plan",)),),
        subject=Subject.AUTHORITY,
        notes=(
            "The regulations are not limited to inadequate judgements: check which inspections trigger section 137.",
            "The report itself has to be published within 30 working days of receipt (regulation 2).",
        ),
    ),
    Duty(
        code="iro_annual_report",
        title="Annual report of the reviewing officers",
        asks="Present the annual report of the reviewing officers",
        area=_AREA,
        who="The authority, a year after the report before",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=authority_report.due_from_date,
        opens=authority_report.due_from_date,
        met_by=(Event(field=authority_report.sent_date),),
        rules=(
            Rule(
                code="iro_annual_report",
                versions=(
                    in_force(
                        months(12),
                        source("IROH", "annual report"),
                        date(2011, 4, 1),
                        confidence=Confidence.UNCONFIRMED,
                    ),
                ),
            ),
        ),
        where=(Is(field=authority_report.report_kind, codes=("iro_annual",)),),
        subject=Subject.AUTHORITY,
        notes=("Each report owed is a row with the day from which it is owed: the day of the report before.",),
    ),
    Duty(
        code="childrens_home_independent_visit",
        title="Independent visit to a children's home",
        asks="Have the home visited by an independent person this month",
        area=_AREA,
        who="Each children's home that the authority runs",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=home_month.month_start_date,
        opens=home_month.month_start_date,
        met_by=(Event(field=childrens_home_visit.visit_date),),
        rules=(
            Rule(
                code="childrens_home_independent_visit",
                versions=(
                    in_force(
                        Until(field=home_month.month_end_date),
                        Source(title="Children's Homes Regulations 2001", provision="regulation 33, not read"),
                        date(2002, 4, 1),
                        until=date(2015, 3, 31),
                        confidence=Confidence.UNCONFIRMED,
                    ),
                    in_force(
                        Until(field=home_month.month_end_date),
                        source("CHR2015", "regulation 44(1), (4) and (7)"),
                        date(2015, 4, 1),
                        note="Relaxed from 24 April to 25 September 2020 by SI 2020/445.",
                    ),
                ),
            ),
        ),
        ends=(home_month.home_end_date,),
        subject=Subject.CHILDRENS_HOME,
        notes=(
            "At least once in each month of the calendar, and not so long after the last visit.",
            "Months are counted since visits to any home are held; the month in which a home opened has no clock.",
            "The report of the visit is not looked at. Nor is the review of the quality of care every six months.",
            "The dataset has no homes: they come from a list.",
        ),
    ),
)
