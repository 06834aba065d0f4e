"""Duties of visits to children in care, in short breaks, and in custody after care."""

from datetime import date

from roker.calendar import Limit, months, weeks, working_days
from roker.duties.children_in_care import PLACED_FOR_ADOPTION, SINCE_2011
from roker.duties.duty import (
    Aged,
    AnyOf,
    Condition,
    Confidence,
    Duty,
    Event,
    Form,
    Happened,
    InForce,
    Is,
    Lasted,
    Not,
    Recorded,
    Rule,
    Strength,
    Turn,
    Version,
)
from roker.duties.law import in_force, source
from roker.record.entities import (
    approval,
    cla_reviews,
    cla_visits,
    connected_carer_assessment,
    leaving_care_status,
    legal_status,
    notification,
    other_visit,
    period_of_care,
    placement_stay,
    short_break_series,
    stay,
)

_SEEN = Event(
    field=cla_visits.cla_visit_date, where=(Not(condition=Is(field=cla_visits.cla_visit_seen, codes=("N",))),)
)
_UNLESS_NOT_SEEN = "A visit counts unless the record says that the child was not seen: a blank does not say so."
_LONG_STAYS = ("hospital", "care_home", "school")

_FIRST_TIME = Turn(number=1)
_AFTER_A_YEAR = Lasted(limit=months(12))
_REVIEWED = Happened(field=cla_reviews.cla_review_date)
_AT_HOME = Is(field=placement_stay.placement_type, codes=("P1",))
_ARRANGED_BY_OTHERS = Is(field=placement_stay.placement_type, codes=("R2", "R5", "S1"))
_IN_CARE = InForce(field=legal_status.legal_status, codes=("C1", "C2"))
_LONG_TERM = Is(field=placement_stay.long_term, codes=("Y",))

_BEFORE_ASSESSMENT: tuple[Condition, ...] = (
    Is(field=placement_stay.emergency, codes=("Y",)),
    Not(condition=InForce(field=approval.approval_kind, codes=("with_parents",))),
    _IN_CARE,
)
"""Placed with a parent under regulation 19."""
_INTERIM_ORDER: tuple[Condition, ...] = (InForce(field=legal_status.legal_status, codes=("C1",)),)
_APPROVED_FOR_A_TIME: tuple[Condition, ...] = (
    Is(field=placement_stay.placement_type, codes=("U3",)),
    InForce(field=connected_carer_assessment.temporary_approval_date),
    Not(condition=Lasted(limit=weeks(24))),
)
"""With a relative or friend who is still assessed, for as long as an approval for a time can last."""
_FEWER_AGREED: tuple[Condition, ...] = (
    _LONG_TERM,
    InForce(field=approval.approval_kind, codes=("long_term_foster", "visits")),
    InForce(field=approval.child_agreed, codes=("Y",)),
    _AFTER_A_YEAR,
)
_MEANT_TO_LAST = AnyOf(
    conditions=(_LONG_TERM, InForce(field=approval.approval_kind, codes=("permanence", "long_term_foster")))
)


def _by_law(limit: Limit, provision: str) -> tuple[Version, ...]:
    """The only version of a limit of the care planning regulations."""
    return (in_force(limit, source("CPPCR2010", provision), SINCE_2011),)


def _of_long_stays(limit: Limit, provision: str) -> tuple[Version, ...]:
    """The only version of a limit of the regulations on children in long-term residential care."""
    return (in_force(limit, source("LTR2011", provision), date(2011, 4, 25)),)


_FIRST_YEAR = (
    in_force(weeks(6), source("CPPCR2010", "regulation 28(2)(b)"), SINCE_2011, until=date(2020, 4, 23)),
    in_force(
        weeks(6),
        source("SI2020-445", "on regulation 28"),
        date(2020, 4, 24),
        until=date(2020, 9, 25),
        note="Relaxed: as soon as reasonably practicable where the six weeks could not be kept.",
    ),
    in_force(weeks(6), source("CPPCR2010", "regulation 28(2)(b)"), date(2020, 9, 26)),
)


def _until_reviewed(code: str, provision: str, later: Limit, when: tuple[Condition, ...]) -> tuple[Rule, ...]:
    """Weekly up to the first review, and at a longer interval after it."""
    return (
        Rule(code=code, versions=_by_law(weeks(1), provision), when=(*when, Not(condition=_REVIEWED))),
        Rule(code=f"{code}_reviewed", versions=_by_law(later, provision), when=(*when, _REVIEWED)),
    )


_IN_EVERY_PLACEMENT = (
    Rule(code="lac_visit_first_week", versions=_by_law(weeks(1), "regulation 28(2)(a)"), when=(_FIRST_TIME,)),
    Rule(code="lac_visit_first_year", versions=_FIRST_YEAR, when=(Not(condition=_AFTER_A_YEAR),)),
    Rule(
        code="lac_visit_after_year_to_18",
        versions=_by_law(months(3), "regulation 28(2)(c)"),
        when=(_MEANT_TO_LAST,),
    ),
    Rule(code="lac_visit_after_year", versions=_by_law(weeks(6), "regulation 28(2)(c)")),
)
_WITH_OTHERS = (
    *_until_reviewed("lac_visit_connected_or_ico_home", "regulation 28(4)(a)", weeks(4), _APPROVED_FOR_A_TIME),
    Rule(
        code="lac_visit_long_term_foster",
        versions=(
            in_force(
                months(6),
                source("CPPCR2010", "regulation 28(3A), inserted by SI 2015/495, regulation 5"),
                date(2015, 4, 1),
                confidence=Confidence.CORROBORATED,
            ),
        ),
        when=_FEWER_AGREED,
    ),
    *_IN_EVERY_PLACEMENT,
)
_WITH_PARENTS = (
    *_until_reviewed("lac_visit_parent_reg19", "regulation 28(3)", weeks(6), _BEFORE_ASSESSMENT),
    *_until_reviewed("lac_visit_connected_or_ico_home", "regulation 28(4)(b)", weeks(4), _INTERIM_ORDER),
    Rule(
        code="lac_visit_care_order_home_first",
        versions=_by_law(weeks(1), "regulation 28(5)"),
        when=(_FIRST_TIME,),
    ),
    Rule(code="lac_visit_care_order_home", versions=_by_law(weeks(6), "regulation 28(5)")),
)
_BY_OTHER_BODIES = (
    Rule(
        code="lac_visit_other_arrangements_first",
        versions=_by_law(weeks(1), "regulation 28(6)(a)"),
        when=(_IN_CARE, _FIRST_TIME),
    ),
    Rule(
        code="lac_visit_other_arrangements",
        versions=_by_law(weeks(6), "regulation 28(6)(b)"),
        when=(_IN_CARE, Not(condition=_AFTER_A_YEAR)),
    ),
    Rule(
        code="lac_visit_other_arrangements_after_year",
        versions=_by_law(months(3), "regulation 28(6)(c)"),
        when=(_IN_CARE,),
    ),
    *_IN_EVERY_PLACEMENT,
)

_OF_ALL_VISITS = (
    "A week is seven days. A visit on the day of the move counts; some authorities do not count it.",
    "Every move starts anew, but not a temporary one (T0 to T4) and not another legal status alone.",
    "A clock keeps its limit until the next visit, whatever changes meanwhile.",
    "A child's own plan may ask for more, as many authorities do: four weeks is common.",
    _UNLESS_NOT_SEEN,
)
_FIRST_REVIEW = "The first review is read as the first since the placement began, even if it was cancelled."
_NO_APPROVALS = "Where no file has approvals, plan by the shorter limit; only the longer one shows what is late."


def _visit(  # noqa: PLR0913 - the parts in which the three differ
    code: str, title: str, who: str, where: tuple[Condition, ...], rules: tuple[Rule, ...], notes: tuple[str, ...]
) -> Duty:
    """Visits in some placements. Each placement has one of the three, by its type.

    They are three since the query of a duty grows threefold with each rule.
    """
    return Duty(
        code=code,
        title=title,
        asks="See the child",
        area="Children in care",
        who=who,
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=placement_stay.stay_start_date,
        opens=placement_stay.stay_start_date,
        met_by=(_SEEN,),
        rules=rules,
        where=(*where, Not(condition=Is(field=placement_stay.short_break, codes=("Y",)))),
        ends=(placement_stay.stay_end_date,),
        see_also=(source("SI2020-909", "visits that were not in person, with a recommendation on record, into 2021"),),
        notes=(*notes, *_OF_ALL_VISITS),
    )


CARE_VISITS_DUTIES = (
    _visit(
        "lac_visit",
        "Visit to a looked-after child",
        "A looked-after child in a placement, but with parents, arranged by others, for adoption or in short breaks",
        (
            Not(condition=Is(field=placement_stay.placement_type, codes=PLACED_FOR_ADOPTION)),
            Not(condition=AnyOf(conditions=(_AT_HOME, _ARRANGED_BY_OTHERS))),
        ),
        _WITH_OTHERS,
        (
            (
                "A relative or friend who is still assessed is taken to be approved for a time (regulation 24), in the "
                "first 24 weeks. The assessment names no placement: any that goes on counts."
            ),
            _FIRST_REVIEW,
            (
                "Fewer visits to a child in long-term fostering need an approval of it, and one to which the child "
                "agreed, in force on the day. Long-term fostering alone is read as meant to last until 18."
            ),
            _NO_APPROVALS,
        ),
    ),
    _visit(
        "lac_visit_at_home",
        "Visit to a child in care at home",
        "A child in care who is placed with parents",
        (_AT_HOME,),
        _WITH_PARENTS,
        (
            (
                "Regulation 19 is told by the mark that the placement was made in an emergency, and by no approval of "
                "it; after the first review its limit is longer than under an interim care order."
            ),
            _FIRST_REVIEW,
            "A care order made at home asks for a visit within a week of it, which has no clock of its own.",
            "Where the legal status is not known, a care order is taken.",
            _NO_APPROVALS,
        ),
    ),
    _visit(
        "lac_visit_other_arrangements",
        "Visit to a child where others arranged it",
        "A looked-after child in hospital, custody or a residential school",
        (_ARRANGED_BY_OTHERS,),
        _BY_OTHER_BODIES,
        (
            "Without a care order the limits of every placement apply.",
            "Each change of the arrangements asks for a visit within a week: told by a new placement alone.",
            _NO_APPROVALS,
        ),
    ),
    Duty(
        code="lac_visit_short_breaks",
        title="Visit to a child in short breaks",
        asks="See the child during a short break",
        area="Children in care",
        who="A child in a series of short breaks",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=short_break_series.series_start_date,
        opens=short_break_series.series_start_date,
        met_by=(_SEEN,),
        rules=(
            Rule(
                code="lac_visit_short_breaks_first",
                versions=_by_law(months(3), "regulation 48(3)(c)(i)"),
                when=(_FIRST_TIME,),
            ),
            Rule(code="lac_visit_short_breaks", versions=_by_law(months(6), "regulation 48(3)(c)(ii)")),
        ),
        ends=(short_break_series.series_end_date,),
        notes=(
            "Legal statuses V3 and V4 tell the series. The law's bounds (17 days a break, 75 a year) are not tested.",
            "Only a visit on a day of a break counts in law; every visit since the series began is counted here.",
            "The interval agreed in the plan may be shorter than six months.",
            _UNLESS_NOT_SEEN,
        ),
    ),
    Duty(
        code="lac_visit_notice_of_concern",
        title="Visit after a notice to a children's home",
        asks="See the child in the home",
        area="Children in care",
        who="A child in a children's home that was given an enforcement notice",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=notification.aware_date,
        opens=notification.aware_date,
        met_by=(_SEEN,),
        rules=(Rule(code="lac_visit_notice_of_concern", versions=_by_law(weeks(1), "regulation 28(7)(b)")),),
        where=(
            Is(field=notification.notification_kind, codes=("provider_notice",)),
            InForce(field=placement_stay.placement_type, codes=("K1", "K2")),
        ),
        gives_way_to=(Event(field=placement_stay.stay_end_date),),
        notes=(
            "Counted from the day on which the authority knew of the notice.",
            "Only the first notice about a home counts in law. Rows name no home: enter the first alone.",
            _UNLESS_NOT_SEEN,
        ),
    ),
    Duty(
        code="detention_visit_former_lac",
        title="Visit in custody after care",
        asks="See the young person in custody",
        area="Children in care",
        who="A child who ceased to be looked after when sentenced, and is no care leaver",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.WITHIN,
        about=period_of_care.ceased_date,
        opens=period_of_care.ceased_date,
        met_by=(
            Event(
                field=other_visit.visit_date,
                where=(
                    Is(field=other_visit.visit_kind, codes=("custody",)),
                    Not(condition=Is(field=other_visit.visit_seen, codes=("N",))),
                ),
            ),
        ),
        rules=(
            Rule(
                code="detention_visit_former_lac",
                versions=(in_force(working_days(10), source("DET2010", "regulation 4(1)(a)-(b)"), SINCE_2011),),
            ),
        ),
        where=(
            Is(field=period_of_care.ceased_reason, codes=("E9",)),
            Aged(under=18),
            Not(condition=InForce(field=leaving_care_status.eligibility, codes=("R",))),
        ),
        gives_way_to=(Event(field=stay.stay_end_date, where=(Is(field=stay.stay_kind, codes=("custody",)),)),),
        notes=(
            "So far as is reasonably practicable: where it is late, the reason belongs on record.",
            "The day on which care ceased stands for the first day of detention.",
            "Later visits are due when the child, a parent, the staff or the youth offending team asks: no number.",
            _UNLESS_NOT_SEEN,
        ),
    ),
    Duty(
        code="long_term_residential_visits",
        title="Visit to a child in a long stay in hospital, a care home or a school",
        asks="Visit the child where they stay",
        area="Children in care",
        who="A child not looked after, in hospital, a care home or a residential school for three months or more",
        strength=Strength.REGULATIONS,
        confidence=Confidence.CONFIRMED,
        form=Form.EVERY,
        about=stay.notified_date,
        opens=stay.notified_date,
        met_by=(
            Event(
                field=other_visit.visit_date,
                where=(
                    Is(field=other_visit.visit_kind, codes=_LONG_STAYS),
                    Not(condition=Is(field=other_visit.visit_seen, codes=("N",))),
                ),
            ),
        ),
        rules=(
            Rule(
                code="long_term_residential_visits_assessed",
                versions=_of_long_stays(months(3), "regulation 3(2)"),
                when=(_FIRST_TIME, Is(field=stay.needs_assessed, codes=("Y",))),
            ),
            Rule(
                code="long_term_residential_visits_first",
                versions=_of_long_stays(working_days(7), "regulation 3(1)"),
                when=(_FIRST_TIME,),
            ),
            Rule(
                code="long_term_residential_visits_later",
                versions=_of_long_stays(months(6), "regulation 3(3)"),
            ),
        ),
        where=(Recorded(field=stay.notified_date), Is(field=stay.stay_kind, codes=_LONG_STAYS)),
        ends=(stay.stay_end_date,),
        gives_way_to=(Event(field=period_of_care.entered_care_date),),
        see_also=(source("CA1989", "sections 85, 86 and 86A"),),
        notes=(
            "Counted from the day on which the authority was told.",
            "Three months for the first visit only where the list says that needs were assessed in the year before.",
            "More visits are due when the child asks, or where welfare needs it: no number.",
            _UNLESS_NOT_SEEN,
        ),
    ),
)
