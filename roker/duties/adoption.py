"""Duties of adoption and special guardianship, as far as a child is their subject."""

from datetime import date

from roker.calendar import Limit, months, weeks, working_days
from roker.duties.duty import (
    AnyOf,
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
    Source,
    Strength,
    Turn,
    Until,
    Version,
)
from roker.duties.law import in_force, source
from roker.record import Field
from roker.record.entities import cin_episodes, cla_reviews, cla_visits, court_report, period_of_care, permanence

SINCE_2005 = date(2005, 12, 30)
"""First day of the Adoption and Children Act 2002 and of its regulations on agencies."""
SINCE_2011 = date(2011, 4, 1)
"""First day of the adoption guidance and national minimum standards as the catalogue has them."""
AREA = "Adoption and permanence"

_DECIDED: tuple[Condition, ...] = (Recorded(field=permanence.adm_decision_date),)
_HELD = (Not(condition=Is(field=cla_reviews.cla_review_cancelled, codes=("Y",))),)
_LEFT_CARE = Event(field=period_of_care.ceased_date)
_ENDS = (permanence.decision_reversed_date, permanence.permanence_order_date, cin_episodes.close_date)
_NOT_FOR_PLACEMENT = (
    "A decision against adoption has no field: enter it as the decision that the child should no longer be placed."
)
_REVIEWED_BESIDE = "The ordinary looked-after reviews are counted beside it: one review counts for both."


def _unconfirmed(limit: Limit, law: Source, since: date = SINCE_2011) -> tuple[Version, ...]:
    """The only version of a limit whose text was not read."""
    return (in_force(limit, law, since, confidence=Confidence.UNCONFIRMED),)


def _not_placed(limit: Limit) -> tuple[Version, ...]:
    """A limit for reviews of children who wait for a placement, with the relaxation of 2020."""
    by_law = source("AAR2005", "regulation 36(1)")
    return (
        in_force(limit, by_law, SINCE_2005, until=date(2020, 4, 23)),
        in_force(
            limit,
            source("SI2020-445", "on regulation 36"),
            date(2020, 4, 24),
            until=date(2020, 9, 25),
            note="Relaxed: the wording was not read, and the number is kept.",
        ),
        in_force(limit, by_law, date(2020, 9, 26)),
    )


def _decision(step: str, title: str, papers: Field, decided: Field, note: str) -> Duty:
    """A decision of the decision maker on papers received."""
    code = f"adm_decision_{step}"
    return Duty(
        code=code,
        title=title,
        asks="Decide, as agency decision maker",
        area=AREA,
        who="A child on whom papers went to the agency decision maker",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=papers,
        opens=papers,
        met_by=(Event(field=decided),),
        rules=(Rule(code=code, versions=_unconfirmed(working_days(7), source("ADOPT-SG", "agency decision maker"))),),
        where=(Recorded(field=papers),),
        ends=_ENDS,
        gives_way_to=(_LEFT_CARE,),
        see_also=(source("ADOPT-NMS", "standard 17"), source("AAR2005", "regulation 19: no number of days")),
        notes=(
            "Seven working days are believed; for the ten that are also heard of no source was found.",
            "The dataset has no day on which the papers were received.",
            note,
        ),
    )


def _notified(step: str, title: str, asks: str, told: Field, days: int) -> Duty:
    """One of the two ways in which parents are told of the decision."""
    code = f"adm_decision_notified_{step}"
    return Duty(
        code=code,
        title=title,
        asks=asks,
        area=AREA,
        who="The parents of a child for whom adoption was decided",
        strength=Strength.NATIONAL_GUIDANCE,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=permanence.adm_decision_date,
        opens=permanence.adm_decision_date,
        met_by=(Event(field=told),),
        rules=(Rule(code=code, versions=_unconfirmed(working_days(days), source("ADOPT-NMS", "standard 17"))),),
        where=_DECIDED,
        see_also=(source("AAR2005", "regulations 19(3) and 30B(4)-(5): in writing, no number of days"),),
        notes=(
            "Only the decision on the child is counted; adopters are told too, and the record does not say when.",
            "The dataset has no such day.",
        ),
    )


def _review_while_waiting(code: str, title: str, about: Field, who: str, where: tuple[Condition, ...]) -> Duty:
    """Reviews from the day of an authority to place a child until the placement."""
    return Duty(
        code=code,
        title=title,
        asks="Hold the adoption review",
        area=AREA,
        who=who,
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=about,
        opens=about,
        met_by=(Event(field=cla_reviews.cla_review_date, where=_HELD),),
        rules=(
            Rule(code=f"{code}_first", versions=_not_placed(months(3)), when=(Turn(number=1),)),
            Rule(code=f"{code}_subsequent", versions=_not_placed(months(6))),
        ),
        where=where,
        ends=(permanence.placed_for_adoption_date, *_ENDS),
        gives_way_to=(_LEFT_CARE,),
        notes=(
            "Three months after the authority to place, then six months apart at most, until the child is placed.",
            _REVIEWED_BESIDE,
            "An authority to place that the court revoked ends it only once the decision was reversed.",
        ),
    )


ADOPTION_DUTIES = (
    Duty(
        code="adoption_plan_to_adm",
        title="Adoption plan to the decision maker",
        asks="Put the adoption plan to the agency decision maker",
        area=AREA,
        who="A child for whom a review made adoption the plan",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=permanence.plan_endorsed_date,
        opens=permanence.plan_endorsed_date,
        met_by=(Event(field=permanence.adm_decision_date), Event(field=permanence.panel_date)),
        rules=(
            Rule(
                code="adoption_plan_to_adm",
                versions=(
                    in_force(
                        months(2),
                        source("AAR2005", "with the guidance of that time: every plan to the adoption panel"),
                        SINCE_2005,
                        until=date(2012, 8, 31),
                        confidence=Confidence.CORROBORATED,
                    ),
                    in_force(
                        months(2),
                        source("AAR2005", "regulations 17(2)-(2C) and 19(1A), with the guidance's timescales"),
                        date(2012, 9, 1),
                        confidence=Confidence.CORROBORATED,
                        note="Straight to the decision maker where a placement order is needed.",
                    ),
                ),
            ),
        ),
        where=(Recorded(field=permanence.plan_endorsed_date),),
        ends=_ENDS,
        gives_way_to=(_LEFT_CARE,),
        see_also=(source("ADOPT-SG", "timescales"), source("LOCAL", "two months from the review that endorsed it")),
        notes=(
            "The panel counts too: where parents consent, the case still goes there first.",
            "A child whose review made adoption the plan and who has no adoption record yet is not seen.",
            "The dataset does not say which review first made adoption the plan.",
        ),
    ),
    _decision(
        "child",
        "Decision on adoption",
        permanence.papers_received_date,
        permanence.adm_decision_date,
        _NOT_FOR_PLACEMENT,
    ),
    _decision(
        "match",
        "Decision on a match",
        permanence.match_papers_received_date,
        permanence.matched_date,
        "A match that was turned down has no field: enter the next papers in the place of these.",
    ),
    _notified(
        "oral",
        "Adoption decision told",
        "Tell the parents of the decision",
        permanence.decision_told_date,
        2,
    ),
    _notified(
        "written",
        "Adoption decision in writing",
        "Send the parents the decision in writing",
        permanence.decision_written_date,
        5,
    ),
    Duty(
        code="adoption_wider_search",
        title="Wider search for adopters",
        asks="Refer the child to a wider search for adopters",
        area=AREA,
        who="A child for whom adoption was decided, without a match in view",
        strength=Strength.NATIONAL_GUIDANCE,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=permanence.adm_decision_date,
        opens=permanence.adm_decision_date,
        met_by=(Event(field=permanence.wider_search_date),),
        rules=(
            Rule(
                code="adoption_wider_search",
                versions=(in_force(months(3), source("ADOPT-NMS", "standard 13.1"), SINCE_2011),),
            ),
        ),
        where=(*_DECIDED, Not(condition=Recorded(field=permanence.placed_ffa_cp_date))),
        ends=(permanence.matched_date, permanence.placed_for_adoption_date, *_ENDS),
        gives_way_to=(_LEFT_CARE,),
        notes=(
            (
                "A match in view is not recorded: a match made ends the clock, and a child with carers who may "
                "adopt has none."
            ),
            (
                "The Adoption Register for England is believed to have closed in 2019: Link Maker or the regional "
                "agency count."
            ),
            "The dataset has no such day.",
        ),
    ),
    Duty(
        code="adoption_match_after_adm",
        title="Match after the adoption decision",
        asks="Match the child with adopters",
        area=AREA,
        who="A child for whom adoption was decided",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=permanence.adm_decision_date,
        opens=permanence.adm_decision_date,
        met_by=(Event(field=permanence.matched_date),),
        rules=(
            Rule(
                code="adoption_match_after_adm",
                versions=_unconfirmed(months(6), source("ADOPT-SG", "timescales")),
            ),
        ),
        where=_DECIDED,
        ends=_ENDS,
        gives_way_to=(_LEFT_CARE,),
        notes=(
            "Waiting for the placement order is not the authority's delay, but the clock runs on.",
            "Older children, and brothers and sisters, take longer: that is to be told, not excused.",
            "A match that came before the decision cannot be told.",
        ),
    ),
    _review_while_waiting(
        "adoption_review_not_placed",
        "Adoption review before a placement",
        permanence.placement_order_date,
        "A child with a placement order who is not placed yet",
        (Recorded(field=permanence.placement_order_date),),
    ),
    _review_while_waiting(
        "adoption_review_not_placed_consent",
        "Adoption review before a placement by consent",
        permanence.placement_consent_date,
        "A child whose parents consented to a placement for adoption, and who is not placed yet",
        (
            Recorded(field=permanence.placement_consent_date),
            Not(condition=Recorded(field=permanence.placement_order_date)),
        ),
    ),
    Duty(
        code="adoption_placement_review",
        title="Adoption review in a placement",
        asks="Hold the adoption review",
        area=AREA,
        who="A child placed for adoption",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=permanence.placed_for_adoption_date,
        opens=permanence.placed_for_adoption_date,
        met_by=(Event(field=cla_reviews.cla_review_date, where=_HELD),),
        rules=(
            Rule(
                code="adoption_placement_review_first",
                versions=(in_force(weeks(4), source("AAR2005", "regulation 36(3)"), SINCE_2005),),
                when=(Turn(number=1),),
            ),
            Rule(
                code="adoption_placement_review_second",
                versions=(in_force(months(3), source("AAR2005", "regulation 36(3)"), SINCE_2005),),
                when=(Turn(number=2),),
            ),
            Rule(
                code="adoption_placement_review_subsequent",
                versions=(in_force(months(6), source("AAR2005", "regulation 36(3)"), SINCE_2005),),
            ),
        ),
        where=(Recorded(field=permanence.placed_for_adoption_date),),
        ends=_ENDS,
        gives_way_to=(_LEFT_CARE, Event(field=permanence.disrupted_date)),
        notes=(
            "The placement starts the count anew: reviews before it do not matter.",
            "Where the files do not say that a placement ended early, its reviews are counted on.",
            "Carers who may adopt are ordinary carers until the child is placed with them for adoption.",
        ),
    ),
    Duty(
        code="adoption_placement_visit",
        title="Visit to a child placed for adoption",
        asks="Visit the child and the adopters",
        area=AREA,
        who="A child placed for adoption, up to the first review of the placement",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=permanence.placed_for_adoption_date,
        opens=permanence.placed_for_adoption_date,
        met_by=(
            Event(
                field=cla_visits.cla_visit_date,
                where=(Not(condition=Is(field=cla_visits.cla_visit_seen, codes=("N",))),),
            ),
        ),
        rules=(
            Rule(
                code="adoption_placement_visit",
                versions=(in_force(weeks(1), source("AAR2005", "regulation 36(4)"), SINCE_2005),),
                when=(Not(condition=Lasted(limit=weeks(4))),),
            ),
        ),
        where=(Recorded(field=permanence.placed_for_adoption_date),),
        ends=_ENDS,
        gives_way_to=(
            Event(field=cla_reviews.cla_review_date),
            Event(field=permanence.disrupted_date),
            _LEFT_CARE,
        ),
        notes=(
            (
                "In the first week and then weekly, up to the first review. After it the law has no number, only "
                "what that review set, which is not counted."
            ),
            (
                "A visit made four weeks or more after the placement opens no clock: the first review is due by then, "
                "and a source that holds only the latest review does not show it."
            ),
            (
                "Visits of the adoption worker count as well, where the record has them. A visit on which the "
                "child was not seen does not."
            ),
            "That the adopters were seen is not recorded.",
        ),
    ),
    Duty(
        code="adoption_application_minimum_wait",
        title="Earliest adoption application",
        asks="Wait before the adopters apply to the court",
        area=AREA,
        who="A child whom an agency placed for adoption",
        strength=Strength.STATUTE,
        confidence=Confidence.UNCONFIRMED,
        form=Form.NOT_BEFORE,
        about=permanence.placed_for_adoption_date,
        opens=permanence.placed_for_adoption_date,
        met_by=(Event(field=permanence.adoption_application_date),),
        rules=(
            Rule(
                code="adoption_application_minimum_wait",
                versions=_unconfirmed(weeks(10), source("ACA2002", "section 42(2)"), SINCE_2005),
            ),
        ),
        ends=_ENDS,
        gives_way_to=(Event(field=permanence.disrupted_date),),
        notes=(
            (
                "The child must have lived with the adopters all that time; foster carers who apply without the "
                "agency wait longer."
            ),
            "A child who is not placed yet has a clock that cannot be told.",
            "The Act was not read.",
        ),
    ),
    Duty(
        code="later_life_letter",
        title="Later life letter",
        asks="Give the adopters the later life letter and the life story book",
        area=AREA,
        who="An adopted child",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=permanence.celebration_date,
        opens=permanence.celebration_date,
        met_by=(Event(field=permanence.later_life_letter_date, or_before=True),),
        rules=(
            Rule(
                code="later_life_letter",
                versions=_unconfirmed(working_days(10), source("ADOPT-SG", "later life letter")),
            ),
        ),
        where=(
            AnyOf(
                conditions=(
                    Recorded(field=permanence.celebration_date),
                    Is(field=permanence.permanence_order_type, codes=("ADOPTION",)),
                )
            ),
        ),
        see_also=(source("ADOPT-NMS", "later life letter"),),
        notes=(
            (
                "Counted from the celebration of the adoption. Where only the order is recorded it cannot be "
                "told: the celebration came later."
            ),
            "The dataset has neither day.",
        ),
    ),
    Duty(
        code="special_guardianship_report",
        title="Special guardianship report",
        asks="Have the report on special guardianship ready for the court",
        area=AREA,
        who="A child for whom notice of an application for special guardianship was received",
        strength=Strength.STATUTE,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=court_report.directed_date,
        opens=court_report.directed_date,
        met_by=(Event(field=court_report.filed_date),),
        rules=(
            Rule(
                code="special_guardianship_report_directed",
                versions=(
                    in_force(
                        Until(field=court_report.due_date),
                        source("CA1989", "section 14A(7)-(8): the court may want it sooner"),
                        SINCE_2005,
                        confidence=Confidence.UNCONFIRMED,
                    ),
                ),
                when=(Recorded(field=court_report.due_date),),
            ),
            Rule(
                code="special_guardianship_report",
                versions=_unconfirmed(
                    months(3), source("CA1989", "section 14A(7)-(8): three months' notice"), SINCE_2005
                ),
            ),
        ),
        where=(Is(field=court_report.report_kind, codes=("special_guardianship",)),),
        notes=(
            "Three months are the length of the notice; that the report is due in them is how the Act is read here.",
            "The day that the court named comes first, whether sooner or later.",
            "An application that was withdrawn has no field.",
        ),
    ),
)
