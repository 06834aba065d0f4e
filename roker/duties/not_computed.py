"""What the law, guidance or a measure asks and Roker does not compute: each with where it stands and why not.

Beside the duties this is the rest of the catalogue, so that nobody takes what is missing for what is in order.
"""

from dataclasses import dataclass
from enum import StrEnum

from roker.catalogue import Catalogue
from roker.duties.duty import Source
from roker.duties.law import source


class Kind(StrEnum):
    """Why something is not computed."""

    NOT_IN_FORCE = "not_in_force"
    NEEDS_WHAT_NO_FILE_HOLDS = "needs_what_no_file_holds"
    CANNOT_BE_SAID = "cannot_be_said"
    MEASURE = "measure"


KIND_WORDS = {
    Kind.NOT_IN_FORCE: "Not in force yet",
    Kind.NEEDS_WHAT_NO_FILE_HOLDS: "Needs what no file holds",
    Kind.CANNOT_BE_SAID: "Has no limit that a clock could count",
    Kind.MEASURE: "A measure of many children, no duty to one",
}


@dataclass(frozen=True, kw_only=True)
class NotComputed:
    """One that is not computed."""

    code: str
    title: str
    asks: str
    """What is asked, in a sentence."""
    source: Source
    kind: Kind
    reason: str
    """Why it is not computed, in a sentence or two; of what is not in force, what is awaited."""


_SCORECARD = source("ADOPT-SG", "adoption scorecards")
_NO_DAY_FOR_A_CHILD = (
    "It has no last day for any child, and the measures here have neither averages nor years of three."
)

NOT_COMPUTED: Catalogue[NotComputed] = Catalogue(
    NotComputed(
        code="family_group_decision_making_offer",
        title="Family group decision-making offered",
        asks="Before care or supervision proceedings the authority offers the family a meeting to plan for the child.",
        source=source("CWSA2026", "section 1, inserting section 31ZA of the Children Act 1989"),
        kind=Kind.NOT_IN_FORCE,
        reason=(
            "Regulations under section 78(5) are awaited, which say from which day on. The record has room for the "
            "meetings, and for the decision not to offer one."
        ),
    ),
    NotComputed(
        code="home_education_consent_cp",
        title="Consent to teaching at home",
        asks=(
            "A child with a section 47 enquiry, a child protection plan or a place in a special school is not "
            "withdrawn to be taught at home without the authority's consent."
        ),
        source=source("CWSA2026", "section 37, inserting section 434A of the Education Act 1996"),
        kind=Kind.NOT_IN_FORCE,
        reason=(
            "Regulations are awaited, which say from which day on and whether the decision has a time limit. Few "
            "authorities have the rolls of schools."
        ),
    ),
    NotComputed(
        code="secure_without_court",
        title="Secure accommodation without a court",
        asks="Without an order a child is kept in secure accommodation for 72 hours at most, in all, in any 28 days.",
        source=source("SECURE1991", "regulation 10(1) to (3), as made; Children Act 1989, section 25"),
        kind=Kind.CANNOT_BE_SAID,
        reason=(
            "Hours of several stays are added up over any 28 days, with a rule of its own for Sundays. The record has "
            "days alone, and a clock has one start."
        ),
    ),
    NotComputed(
        code="pathway_plan_review_new_accommodation",
        title="Pathway plan review after a move",
        asks="After a move to accommodation that it provides the authority reviews the plan, once 28 days have passed.",
        source=source("CLR2010", "regulation 7(3)(a)"),
        kind=Kind.CANNOT_BE_SAID,
        reason=(
            "It is due as soon as is practicable after 28 days: there is no last day. The reviews after that one have "
            "a clock, as pathway plan reviews in provided accommodation."
        ),
    ),
    NotComputed(
        code="missing_lac_review_trigger",
        title="Review of a child in care who is often missing",
        asks="The case of a looked-after child who is persistently absent, or at risk from it, is reviewed.",
        source=source("CPPCR2010", "regulation 33(3), as amended by SI 2013/3239"),
        kind=Kind.CANNOT_BE_SAID,
        reason=(
            "The regulations say neither how often makes it persistent nor by when. Three times in 90 days, and twenty "
            "working days, are local."
        ),
    ),
    NotComputed(
        code="school_place",
        title="School place after an emergency move",
        asks="A looked-after child who was moved in an emergency has a school place within twenty school days.",
        source=source("EDU2018", "not read: the number is not confirmed"),
        kind=Kind.NEEDS_WHAT_NO_FILE_HOLDS,
        reason=(
            "School days are those of the child's own school, with its half terms and training days. No file has them, "
            "and the first and last days of terms do not tell them."
        ),
    ),
    NotComputed(
        code="case_recording",
        title="Work recorded in time",
        asks="What was done for a child is written on the record within so many hours or days.",
        source=source("LOCAL", "24 hours, two or five working days, by what it was"),
        kind=Kind.NEEDS_WHAT_NO_FILE_HOLDS,
        reason=(
            "What is not recorded yet stands in no file, so that nothing could ever be overdue. How long it took is "
            "printed by the command “roker delays”, as far as loads can tell."
        ),
    ),
    NotComputed(
        code="immunisations_up_to_date",
        title="Immunisations up to date",
        asks="How many children who were looked after for a year by 31 March had all their immunisations then.",
        source=source("903", "file OC2"),
        kind=Kind.MEASURE,
        reason=(
            "It is asked of a cohort on one day of the year, and the measures here have no cohorts of a year. The "
            "health assessments of each child have clocks."
        ),
    ),
    NotComputed(
        code="sdq_annual",
        title="Strengths and difficulties questionnaire",
        asks="How many children aged 4 to 16 who were looked after for a year by 31 March had a score in that year.",
        source=source("903", "file OC2"),
        kind=Kind.MEASURE,
        reason=(
            "It is asked of a cohort in a year from April to March, and not so long after the last score. The measures "
            "here have no cohorts of a year."
        ),
    ),
    NotComputed(
        code="adoption_a10_entry_to_placement",
        title="A10 and A1: from care to adopters",
        asks="How many days it took on average from entering care to moving in with adopters, over three years.",
        source=_SCORECARD,
        kind=Kind.MEASURE,
        reason=_NO_DAY_FOR_A_CHILD,
    ),
    NotComputed(
        code="adoption_a2_order_to_match",
        title="A2: from placement order to match",
        asks="How many days it took on average from the placement order to the decision on a match, over three years.",
        source=_SCORECARD,
        kind=Kind.MEASURE,
        reason=_NO_DAY_FOR_A_CHILD,
    ),
    NotComputed(
        code="adoption_a3_wait_under_threshold",
        title="A3: children who waited less than 14 months",
        asks="Which share of children waited less than 14 months from entering care to moving in with adopters.",
        source=_SCORECARD,
        kind=Kind.MEASURE,
        reason=(
            "It is a share of all who were adopted or wait, over three years, which the measures here cannot say. "
            "Nobody owes a child a placement by a day that the scorecard sets."
        ),
    ),
)
"""What is not computed, what is awaited first."""
