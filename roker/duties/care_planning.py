"""Duties of care plans and placements of children in care."""

from datetime import date

from roker.calendar import Limit, before, calendar_days, months, weeks, working_days
from roker.duties.children_in_care import PLACED_FOR_ADOPTION, SHORT_BREAKS, SINCE_2011
from roker.duties.duty import (
    Aged,
    AnyOf,
    Condition,
    Confidence,
    Duty,
    Event,
    Form,
    InForce,
    Is,
    Not,
    Recorded,
    Rule,
    Strength,
    Version,
)
from roker.duties.law import in_force, source
from roker.record.entities import (
    approval,
    care_end,
    cin_episodes,
    cla_care_plan,
    cla_placement,
    connected_carer_assessment,
    legal_status,
    period_of_care,
    placement_plan,
)

TEMPORARY_MOVES = ("T0", "T1", "T2", "T3", "T4")
REMAND = ("J1",)
DETENTION = ("R5", "K1")
"""Where a child is who is remanded to youth detention accommodation."""

_HAS_NO_PLAN_YET = Not(condition=InForce(field=cla_care_plan.cla_care_plan_start_date))
_PLACED_BY_THE_AUTHORITY: tuple[Condition, ...] = (
    Not(condition=Is(field=cla_placement.cla_placement_type, codes=(*TEMPORARY_MOVES, "R2", "R5"))),
    Not(condition=Is(field=cla_placement.cla_placement_type, codes=PLACED_FOR_ADOPTION)),
    Not(condition=InForce(field=legal_status.legal_status, codes=SHORT_BREAKS)),
    AnyOf(
        conditions=(
            Not(condition=InForce(field=legal_status.legal_status, codes=REMAND)),
            Not(condition=Is(field=cla_placement.cla_placement_type, codes=("K1",))),
        )
    ),
)
"""Placements of the care planning regulations: not temporary moves, hospital, custody, adoption or short breaks."""
_WHICH_PLACEMENTS = (
    "Temporary moves, hospital, custody, short breaks and placements for adoption are left out: the law has other "
    "plans for them, or the authority does not place the child."
)
_EMERGENCY, _WITH_PARENTS = ("emergency_foster",), ("with_parents",)
_EMERGENCY_LAW = source("CPPCR2010", "regulation 23(1)-(2)")
_CORONAVIRUS = source("SI2020-445", "24 weeks, and for any person")


def _approved_for(usual: Limit) -> tuple[Version, ...]:
    """How long an approval for a time may last, and the longer time of 2020."""
    by_law = source("CPPCR2010", "regulations 24(1) and 25(1)-(6)")
    return (
        in_force(usual, by_law, SINCE_2011, until=date(2020, 4, 23)),
        in_force(
            weeks(24),
            _CORONAVIRUS,
            date(2020, 4, 24),
            until=date(2020, 9, 25),
            note="Whether these 24 weeks could be extended was not read.",
        ),
        in_force(usual, by_law, date(2020, 9, 26)),
    )


CARE_PLANNING_DUTIES = (
    Duty(
        code="care_plan_prepared",
        title="Care plan for a child who came into care",
        asks="Prepare the care plan",
        area="Children in care",
        who="A child who became looked after, but by remand, and has no care plan",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=period_of_care.entered_care_date,
        opens=period_of_care.entered_care_date,
        met_by=(Event(field=cla_care_plan.cla_care_plan_start_date),),
        rules=(
            Rule(
                code="care_plan_prepared",
                versions=(in_force(working_days(10), source("CPPCR2010", "regulation 4(2)"), SINCE_2011),),
            ),
        ),
        where=(Not(condition=InForce(field=legal_status.legal_status, codes=REMAND)), _HAS_NO_PLAN_YET),
        ends=(period_of_care.ceased_date,),
        notes=(
            "The law wants the plan before the first placement; ten working days are its limit where that cannot be.",
            (
                "Where a plan is in force on the first day, the duty was kept beforehand and has no clock. So has a "
                "child whose plan of an earlier time in care was never ended."
            ),
            "A care plan for a court (section 31A) and a plan for short breaks are other plans.",
        ),
    ),
    Duty(
        code="remand_care_plan",
        title="Care plan for a child on remand",
        asks="Prepare the care plan, or the detention placement plan",
        area="Children in care",
        who="A child who was remanded and has no care plan",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=legal_status.legal_status_start_date,
        opens=legal_status.legal_status_start_date,
        met_by=(Event(field=cla_care_plan.cla_care_plan_start_date),),
        rules=(
            Rule(
                code="remand_care_plan_detention",
                versions=(
                    in_force(
                        working_days(10),
                        source("CPPCR2010", "Part 8A, regulations 47C(2)(a) and 47C(3), inserted by SI 2013/706"),
                        date(2013, 4, 1),
                        note="The first day in force was not read.",
                    ),
                ),
                when=(InForce(field=cla_placement.cla_placement_type, codes=DETENTION),),
            ),
            Rule(
                code="remand_care_plan",
                versions=(
                    in_force(
                        working_days(5),
                        source("CPPCR2010", "Part 8A, regulation 47B(2)(a), inserted by SI 2013/706"),
                        date(2013, 4, 1),
                        note="The first day in force was not read.",
                    ),
                ),
            ),
        ),
        where=(Is(field=legal_status.legal_status, codes=REMAND), _HAS_NO_PLAN_YET),
        ends=(legal_status.legal_status_end_date,),
        notes=(
            "The limit is that of where the child is on the day of the remand.",
            "The record has no detention placement plan: the start of a care plan stands for it.",
            "A secure children's home is taken for youth detention accommodation.",
        ),
    ),
    Duty(
        code="placement_plan_prepared",
        title="Placement plan",
        asks="Prepare the placement plan",
        area="Children in care",
        who="A looked-after child at each placement that the authority makes",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=cla_placement.cla_placement_start_date,
        opens=cla_placement.cla_placement_start_date,
        met_by=(Event(field=placement_plan.placement_plan_date, or_before=True),),
        rules=(
            Rule(
                code="placement_plan_prepared",
                versions=(in_force(working_days(5), source("CPPCR2010", "regulation 9(1)-(3)"), SINCE_2011),),
            ),
        ),
        where=_PLACED_BY_THE_AUTHORITY,
        ends=(cla_placement.cla_placement_end_date,),
        notes=(
            "The law wants the plan before the placement; five working days are its limit where that cannot be.",
            "It has to be signed too: no source has that day.",
            _WHICH_PLACEMENTS,
        ),
    ),
    Duty(
        code="placement_notification",
        title="Notice of a placement",
        asks="Tell those whom the law lists where the child is placed",
        area="Children in care",
        who="A looked-after child at each placement that the authority makes",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=cla_placement.cla_placement_start_date,
        opens=cla_placement.cla_placement_start_date,
        met_by=(Event(field=placement_plan.notified_date, or_before=True),),
        rules=(
            Rule(
                code="placement_notification",
                versions=(in_force(working_days(5), source("CPPCR2010", "regulation 13(1)-(2)"), SINCE_2011),),
            ),
        ),
        where=_PLACED_BY_THE_AUTHORITY,
        ends=(cla_placement.cla_placement_end_date,),
        see_also=(source("SI2013-3239", "regulation 19: the authority of the area is told too"),),
        notes=(
            (
                "Before the placement, and within five working days where it was made in an emergency: the five days "
                "are applied to all, so that nothing is called late that may have been in time."
            ),
            "One day stands for the notice to everybody: parents, carer, health, school, reviewing officer.",
            "Family members need not be told where that would put the child at risk: the record does not say so.",
            _WHICH_PLACEMENTS,
        ),
    ),
    Duty(
        code="distant_placement_approval",
        title="Placement outside the authority approved",
        asks="Have the placement outside the authority approved before it begins",
        area="Children in care",
        who="A looked-after child placed outside the authority",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.BEFORE,
        about=cla_placement.cla_placement_start_date,
        opens=cla_placement.cla_placement_start_date,
        met_by=(Event(field=approval.approval_date, where=(Is(field=approval.approval_kind, codes=("distant",)),)),),
        rules=(
            Rule(
                code="distant_placement_approval",
                versions=(
                    in_force(
                        calendar_days(0), source("CPPCR2010", "regulation 11"), SINCE_2011, until=date(2014, 1, 26)
                    ),
                    in_force(
                        calendar_days(0),
                        source("SI2013-3239", "regulation 18, substituting regulation 11(1)"),
                        date(2014, 1, 27),
                        note="The first day in force is not confirmed.",
                    ),
                ),
            ),
        ),
        where=(
            Is(field=cla_placement.placement_location, codes=("OUT",)),
            Not(condition=Is(field=cla_placement.cla_placement_type, codes=("P1",))),
            *_PLACED_BY_THE_AUTHORITY,
        ),
        ends=(cla_placement.cla_placement_end_date,),
        notes=(
            (
                "Since 2014 the director approves a placement that is not in an adjoining area, and others the "
                "nominated officer. Which areas adjoin, and who approved, is not looked at: any approval counts."
            ),
            "The approval has to name its placement: one that names none is not counted.",
            "In an emergency parts of it may follow within five working days: the text of 2014 was not compared.",
            f"Placements with parents are left out. {_WHICH_PLACEMENTS}",
        ),
    ),
    Duty(
        code="emergency_foster_placement",
        title="Foster placement in an emergency, outside the carer's approval",
        asks="End the placement, or have the carer's approval changed",
        area="Children in care",
        who="A child placed in an emergency with a foster carer who is approved for other children",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.NO_LONGER_THAN,
        about=cla_placement.cla_placement_start_date,
        opens=cla_placement.cla_placement_start_date,
        met_by=(
            Event(field=cla_placement.cla_placement_end_date),
            Event(field=approval.approval_end_date, where=(Is(field=approval.approval_kind, codes=_EMERGENCY),)),
        ),
        rules=(
            Rule(
                code="emergency_foster_placement",
                versions=(
                    in_force(working_days(6), _EMERGENCY_LAW, SINCE_2011, until=date(2020, 4, 23)),
                    in_force(weeks(24), source("SI2020-445", "24 weeks"), date(2020, 4, 24), until=date(2020, 9, 25)),
                    in_force(working_days(6), _EMERGENCY_LAW, date(2020, 9, 26)),
                ),
            ),
        ),
        where=(
            Is(field=cla_placement.cla_placement_type, codes=("U1", "U2", "U3", "U4", "U5", "U6")),
            Is(field=cla_placement.emergency, codes=("Y",)),
            InForce(field=approval.approval_kind, codes=_EMERGENCY),
        ),
        notes=(
            "Told by the mark of an emergency and an approval for one in force on the day of the placement.",
            "A change of the carer's approval has no day of its own: enter it as the end of the emergency approval.",
        ),
    ),
    Duty(
        code="placement_with_parents_assessment",
        title="Parents assessed after an emergency placement with them",
        asks="Complete the assessment of the parents, and the review of the case",
        area="Children in care",
        who="A child in care who was placed with parents before they were assessed",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=cla_placement.cla_placement_start_date,
        opens=cla_placement.cla_placement_start_date,
        met_by=(
            Event(
                field=approval.assessed_date,
                where=(Is(field=approval.approval_kind, codes=_WITH_PARENTS),),
                or_before=True,
            ),
        ),
        rules=(
            Rule(
                code="placement_with_parents_assessment",
                versions=(in_force(working_days(10), source("CPPCR2010", "regulation 19(b)"), SINCE_2011),),
            ),
        ),
        where=(
            Is(field=cla_placement.cla_placement_type, codes=("P1",)),
            Is(field=cla_placement.emergency, codes=("Y",)),
        ),
        ends=(cla_placement.cla_placement_end_date,),
        notes=(
            "Regulation 19 is told by the mark of an emergency alone: a placement without it is not taken for one.",
            "The assessment has to name its placement: one that names none is not counted.",
        ),
    ),
    Duty(
        code="placement_with_parents_assessment_decision",
        title="Emergency placement with parents confirmed",
        asks="Decide whether the placement with the parents goes on",
        area="Children in care",
        who="A child in care whose parents were assessed after an emergency placement with them",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=approval.assessed_date,
        opens=approval.assessed_date,
        met_by=(Event(field=approval.approval_date),),
        rules=(
            Rule(
                code="placement_with_parents_assessment_decision",
                versions=(in_force(working_days(10), source("CPPCR2010", "regulation 19(c)"), SINCE_2011),),
            ),
        ),
        where=(
            Is(field=approval.approval_kind, codes=_WITH_PARENTS),
            Recorded(field=approval.assessed_date),
            Is(field=cla_placement.emergency, codes=("Y",)),
        ),
        gives_way_to=(Event(field=cla_placement.cla_placement_end_date), Event(field=period_of_care.ceased_date)),
        notes=(
            "Counted from the day on which the assessment was completed: an early one brings the decision forward.",
            "A placement that is not confirmed must end.",
        ),
    ),
    Duty(
        code="connected_person_temporary_approval",
        title="Temporary approval of a connected person",
        asks="Decide whether the carer is approved, or end the placement",
        area="Children in care",
        who="A child placed with a relative or friend who was approved for a time",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.NO_LONGER_THAN,
        about=connected_carer_assessment.temporary_approval_date,
        opens=connected_carer_assessment.temporary_approval_date,
        met_by=(
            Event(field=connected_carer_assessment.decision_date),
            Event(field=connected_carer_assessment.temporary_approval_end_date),
        ),
        rules=(
            Rule(
                code="connected_person_temporary_approval_extended",
                versions=_approved_for(weeks(24)),
                when=(Recorded(field=connected_carer_assessment.temporary_approval_extended_date),),
            ),
            Rule(code="connected_person_temporary_approval", versions=_approved_for(weeks(16))),
        ),
        where=(Recorded(field=connected_carer_assessment.temporary_approval_date),),
        gives_way_to=(Event(field=period_of_care.ceased_date),),
        notes=(
            "After the last day the placement is unlawful unless the carer is approved.",
            "An extension adds at most eight weeks: where one is recorded, all eight are given.",
            "A carer who was refused and asks for a review may be kept on with no number: the decision ends the clock.",
            "Approvals begun between 24 April and 25 September 2020 keep 24 weeks.",
        ),
    ),
    Duty(
        code="ceasing_to_look_after_approval",
        title="Approval of the end of care",
        asks="Have the decision to cease looking after the child approved",
        area="Children in care",
        who="A child under 18 accommodated by agreement for twenty working days or more, whose care ends",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.BEFORE,
        about=care_end.care_end_date,
        opens=care_end.care_end_date,
        met_by=(
            Event(
                field=approval.approval_date,
                where=(Is(field=approval.approval_kind, codes=("ceasing",)),),
                or_before=before(months(3)),
            ),
        ),
        rules=(
            Rule(
                code="ceasing_to_look_after_approval",
                versions=(
                    in_force(
                        calendar_days(0),
                        source("CPPCR2010", "regulation 39, inserted by SI 2015/495, regulation 7"),
                        date(2015, 4, 1),
                    ),
                ),
            ),
        ),
        where=(
            Is(field=care_end.twenty_days, codes=("Y",)),
            Is(field=care_end.legal_status, codes=("V2",)),
            Not(condition=Is(field=care_end.ceased_reason, codes=("E2", "E3", "E11", "E12", "E15", "E17"))),
            Aged(under=18),
        ),
        ends=(cin_episodes.close_date,),
        notes=(
            "How old an approval may be is not laid down: one of the three months before is taken, or of the day.",
            "Shown from the day on which care ended. A case that closes on that day ends it, approved or not.",
            "Of a child aged 16 or 17 the director approves: who did is not looked at.",
            "Not where the child died, was adopted, was 18, or went to another authority's care.",
            "The dataset has no approvals.",
        ),
    ),
)
