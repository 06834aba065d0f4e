"""Duties of complaints, and of allegations that concern a child."""

from datetime import date

from roker.calendar import Limit, working_days
from roker.duties.duty import Condition, Confidence, Duty, Event, Form, Is, Recorded, Rule, Strength, Version
from roker.duties.law import in_force, source
from roker.record import Field
from roker.record.entities import allegation, complaint

SINCE_2006 = date(2006, 9, 1)
"""First day of the regulations on representations."""
AREA = "Complaints and allegations"

_EXTENDED: tuple[Condition, ...] = (Recorded(field=complaint.extended_to_date),)
_WITHDRAWN = "A complaint that was withdrawn has no field: enter that day as the answer."
_NO_LIST = "The dataset has nothing on complaints: they come from a list of the complaints manager."


def _stage_one(limit: Limit, provision: str) -> tuple[Version, ...]:
    """A limit of the first stage, with the relaxation of 2020."""
    law = source("REPS2006", provision)
    return (
        in_force(limit, law, SINCE_2006, until=date(2020, 4, 23)),
        in_force(
            limit,
            source("SI2020-445", f"on {provision} of the regulations of 2006"),
            date(2020, 4, 24),
            until=date(2020, 9, 25),
            note="Relaxed: as reasonably practicable. Which stages were meant was not checked; the number is kept.",
        ),
        in_force(limit, law, date(2020, 9, 26)),
    )


def _since_2006(limit: Limit, provision: str) -> tuple[Version, ...]:
    return (in_force(limit, source("REPS2006", provision), SINCE_2006),)


def _stage(  # noqa: PLR0913 - what tells the stages apart
    code: str,
    title: str,
    asks: str,
    stage: str,
    about: Field,
    met_by: Field,
    rules: tuple[Rule, ...],
    notes: tuple[str, ...],
) -> Duty:
    """One stage of a complaint, or one step of the last."""
    begun: tuple[Condition, ...] = () if about is complaint.received_date else (Recorded(field=about),)
    return Duty(
        code=code,
        title=title,
        asks=asks,
        area=AREA,
        who="Whoever complained under the Children Act about what was done for a child",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=about,
        opens=about,
        met_by=(Event(field=met_by),),
        rules=rules,
        where=(Is(field=complaint.complaint_stage, codes=(stage,)), *begun),
        until_age=None,
        notes=(*notes, _WITHDRAWN, _NO_LIST),
    )


COMPLAINTS_DUTIES = (
    _stage(
        "complaint_stage1",
        "Complaint, stage 1",
        "Answer the complaint",
        "1",
        complaint.received_date,
        complaint.response_date,
        (
            Rule(
                code="complaint_stage1_extended",
                versions=_stage_one(working_days(20), "regulation 14(3)-(5)"),
                when=_EXTENDED,
            ),
            Rule(code="complaint_stage1", versions=_stage_one(working_days(10), "regulation 14(1)")),
        ),
        (
            (
                "The start moves to the day on which an advocate who was asked for is appointed, on which another "
                "person's interest is found sufficient, or to a later day that was agreed: enter the day that "
                "counts."
            ),
            "An extension adds at most ten working days. Where one is recorded, all ten are given.",
        ),
    ),
    _stage(
        "complaint_stage2",
        "Complaint, stage 2",
        "Answer the complaint after its investigation",
        "2",
        complaint.received_date,
        complaint.response_date,
        (
            Rule(
                code="complaint_stage2_extended",
                versions=_since_2006(working_days(65), "regulation 17(3)-(6)"),
                when=_EXTENDED,
            ),
            Rule(code="complaint_stage2", versions=_since_2006(working_days(25), "regulation 17(3)-(6)")),
        ),
        (
            (
                "It starts when stage 2 was asked for, or when both agreed to leave out stage 1; for an oral "
                "complaint, when the authority has its final written record."
            ),
            "That the complainant agrees to a statement of the complaint does not start it.",
            (
                "Up to 65 working days in all if the complainant was told why and by when before day 25. Where an "
                "extension is recorded, all 65 are given."
            ),
        ),
    ),
    _stage(
        "complaint_stage3_panel",
        "Complaint, stage 3: panel",
        "Hold the review panel",
        "3",
        complaint.received_date,
        complaint.panel_date,
        (Rule(code="complaint_stage3_panel", versions=_since_2006(working_days(30), "regulation 18(2)")),),
        ("Counted from the request. The complainant has 20 working days after stage 2 to make it.",),
    ),
    _stage(
        "complaint_stage3_panel_report",
        "Complaint, stage 3: report of the panel",
        "Send out what the panel recommends",
        "3",
        complaint.panel_date,
        complaint.panel_report_date,
        (Rule(code="complaint_stage3_panel_report", versions=_since_2006(working_days(5), "regulation 19(4)")),),
        ("Counted from the meeting of the panel.",),
    ),
    _stage(
        "complaint_stage3_authority_response",
        "Complaint, stage 3: answer of the authority",
        "Answer what the panel recommended",
        "3",
        complaint.panel_report_date,
        complaint.response_date,
        (
            Rule(
                code="complaint_stage3_authority_response",
                versions=_since_2006(working_days(15), "regulation 20(2)-(3)"),
            ),
        ),
        ("It counts from receiving the report; the day of the report itself stands for that.",),
    ),
    Duty(
        code="lado_referral",
        title="Allegation told to the designated officer",
        asks="Tell the designated officer (LADO) of the allegation",
        area=AREA,
        who="A child whom an allegation against somebody who works with children concerns",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=allegation.aware_date,
        opens=allegation.aware_date,
        met_by=(Event(field=allegation.lado_told_date),),
        rules=(
            Rule(
                code="lado_referral",
                versions=(
                    in_force(
                        working_days(1),
                        source("WT2010", "appendix 5"),
                        date(2010, 3, 17),
                        until=date(2013, 4, 14),
                        confidence=Confidence.CORROBORATED,
                        note="The first day is unconfirmed.",
                    ),
                    in_force(
                        working_days(1),
                        source("WT2013", "not read for this limit"),
                        date(2013, 4, 15),
                        until=date(2015, 3, 25),
                        confidence=Confidence.UNCONFIRMED,
                        note="The edition of 2013 is taken to have kept the number of the one before.",
                    ),
                    in_force(
                        working_days(1),
                        source("WT2015", "chapter 2"),
                        date(2015, 3, 26),
                        until=date(2018, 7, 3),
                        confidence=Confidence.CORROBORATED,
                    ),
                    in_force(
                        working_days(1),
                        source("WT2018", "chapter 2"),
                        date(2018, 7, 4),
                        until=date(2023, 12, 14),
                        confidence=Confidence.CORROBORATED,
                    ),
                    in_force(
                        working_days(1),
                        source("WT2023", "chapter 4"),
                        date(2023, 12, 15),
                        confidence=Confidence.CORROBORATED,
                    ),
                ),
            ),
        ),
        notes=(
            "The clock is the employer's. What the authority then has to do is for local procedures.",
            "An allegation that names no child of the record has no clock.",
            "The dataset has nothing on allegations.",
        ),
    ),
)
