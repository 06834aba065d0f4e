"""Duties to privately fostered children."""

from datetime import date

from roker.calendar import Limit, months, weeks, working_days
from roker.duties.duty import (
    Condition,
    Confidence,
    Duty,
    Event,
    Form,
    Is,
    Lasted,
    Not,
    Recorded,
    Rule,
    Strength,
    Version,
)
from roker.duties.law import in_force, local_standard, source
from roker.record import Field
from roker.record.entities import cin_episodes, period_of_care, private_fostering, private_fostering_visit

SINCE_2005 = date(2005, 7, 1)
"""First day of the regulations."""
AREA = "Private fostering"

_PROPOSED: Condition = Is(field=private_fostering.notified_kind, codes=("proposed",))
_FIRST_YEAR: Condition = Not(condition=Lasted(limit=months(12)))
_CAME_INTO_CARE = (Event(field=period_of_care.entered_care_date),)
_UNTIL_SIXTEEN = (
    "Up to the 16th birthday. A disabled child is one up to 18, but since when is not recorded: 16 ends it for all."
)
_NO_LIST = "The dataset has nothing on private fostering: it comes from a list of the authority."


def _was_not_refused(field: Field) -> Condition:
    return Not(condition=Is(field=field, codes=("N",)))


def _first_visit(by_law: str) -> tuple[Version, ...]:
    """Seven working days, with the relaxation of 2020."""
    law = source("PF2005", by_law)
    return (
        in_force(working_days(7), law, SINCE_2005, until=date(2020, 4, 23)),
        in_force(
            working_days(7),
            source("SI2020-445", f"on {by_law} of the regulations of 2005"),
            date(2020, 4, 24),
            until=date(2020, 9, 25),
            note="Relaxed: as soon as was reasonably practicable. The number is kept.",
        ),
        in_force(working_days(7), law, date(2020, 9, 26)),
    )


def _since_2005(limit: Limit, provision: str) -> tuple[Version, ...]:
    return (in_force(limit, source("PF2005", provision), SINCE_2005),)


def _on_notice(code: str, title: str, who: str, by_law: str, where: Condition, notes: tuple[str, ...]) -> Duty:  # noqa: PLR0913 - what tells the two visits apart
    """The visit that a notice asks for."""
    return Duty(
        code=code,
        title=title,
        asks="Visit the home, see child and carer, and speak to the parents",
        area=AREA,
        who=who,
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=private_fostering.notified_date,
        opens=private_fostering.notified_date,
        met_by=(
            Event(
                field=private_fostering_visit.visit_date,
                where=(
                    _was_not_refused(private_fostering_visit.visit_seen),
                    _was_not_refused(private_fostering_visit.carer_seen),
                    _was_not_refused(private_fostering_visit.premises_seen),
                    _was_not_refused(private_fostering_visit.parent_contacted),
                ),
            ),
        ),
        rules=(Rule(code=code, versions=_first_visit(by_law)),),
        where=(where,),
        ends=(private_fostering.arrangement_end_date, cin_episodes.close_date),
        gives_way_to=_CAME_INTO_CARE,
        until_age=16,
        notes=(
            "Working days, not days.",
            (
                "One visit has to do it all: it does not count if the record says that child, carer or home were "
                "not seen, or parents not spoken to."
            ),
            *notes,
            _UNTIL_SIXTEEN,
            _NO_LIST,
        ),
    )


def _visits(code: str, title: str, about: Field, where: tuple[Condition, ...], note: str) -> Duty:
    """Visits from the day on which an arrangement is deemed to begin."""
    return Duty(
        code=code,
        title=title,
        asks="Visit the privately fostered child",
        area=AREA,
        who="A privately fostered child",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=about,
        opens=about,
        met_by=(
            Event(
                field=private_fostering_visit.visit_date,
                where=(_was_not_refused(private_fostering_visit.visit_seen),),
            ),
        ),
        rules=(
            Rule(
                code="pf_visit_first_year",
                versions=_since_2005(weeks(6), "regulation 8(1)(a) and (6)"),
                when=(_FIRST_YEAR,),
            ),
            Rule(code="pf_visit_later_years", versions=_since_2005(weeks(12), "regulation 8(1)(b)")),
        ),
        where=where,
        ends=(private_fostering.arrangement_end_date, cin_episodes.close_date),
        gives_way_to=_CAME_INTO_CARE,
        until_age=16,
        notes=(
            note,
            (
                "The interval is that of the day of the last visit: a visit in the first year asks for the next "
                "in six weeks."
            ),
            (
                "A visit counts if the child was seen. That the child was seen alone is asked too, unless it "
                "would be wrong: it is not counted."
            ),
            "Each visit needs a written report, which has no limit.",
            _UNTIL_SIXTEEN,
            _NO_LIST,
        ),
    )


PRIVATE_FOSTERING_DUTIES = (
    _on_notice(
        "pf_visit_existing",
        "First visit to a privately fostered child",
        "A child found to be privately fostered, or whose arrangement was notified after it began",
        "regulation 7(1)",
        Not(condition=_PROPOSED),
        (
            (
                "By law it counts from the notice. Where nobody gave notice, it counts from the day on which the "
                "authority knew."
            ),
            (
                "A notice that the child has moved in asks for a visit again, even after one on the proposal: "
                "enter it as an arrangement of its own."
            ),
            "Where it is not recorded how the authority knew, this visit is counted.",
        ),
    ),
    _on_notice(
        "pf_visit_proposed",
        "Visit on a proposal to foster privately",
        "A child who is to be privately fostered",
        "regulation 4(1)",
        _PROPOSED,
        (),
    ),
    _visits(
        "pf_visit",
        "Private fostering visit",
        private_fostering.notified_date,
        (Not(condition=_PROPOSED),),
        "The first year counts from the day on which the authority knew, not from the day on which the child moved in.",
    ),
    _visits(
        "pf_visit_after_proposal",
        "Private fostering visit after a proposal",
        private_fostering.arrangement_start_date,
        (_PROPOSED, Recorded(field=private_fostering.arrangement_start_date)),
        "Where the authority knew before, the first year counts from the day on which the child moved in.",
    ),
    Duty(
        code="pf_assessment_decision",
        title="Decision on a private fostering arrangement",
        asks="Decide whether the arrangement is suitable",
        area=AREA,
        who="A privately fostered child",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=private_fostering.notified_date,
        opens=private_fostering.notified_date,
        met_by=(Event(field=private_fostering.decision_date),),
        rules=(
            Rule(
                code="pf_assessment_decision",
                versions=local_standard(
                    working_days(45),
                    "published procedures have 35 to 45 working days",
                    confidence=Confidence.UNCONFIRMED,
                ),
            ),
        ),
        ends=(private_fostering.arrangement_end_date, cin_episodes.close_date),
        gives_way_to=_CAME_INTO_CARE,
        until_age=16,
        notes=("Others have 35 working days, or 42 days.", _UNTIL_SIXTEEN, _NO_LIST),
    ),
)
