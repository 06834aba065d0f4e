"""The modules and elements of the children in need census, the fields that they fill, and what changed in which year.

One mapping, read in both directions. Names, order and years are those of the schemas of 2017 to 2026, as restated by
the London shared pipeline. The module of 2026-27 stands as it is in a public sample; no schema confirms it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from roker.formats.values import CodeTable, code_table
from roker.local import Local
from roker.record import CODE_SETS, ENTITIES, Field

SOURCE = "cin_census"
FORMER_UPN = "FORMER_UPN"
"""The kind of identifier that a former pupil number is, in the code set `identifier_type`."""
EARLIEST_YEAR, LATEST_YEAR = 2017, 2027
"""The census years, each by the year in which it ends, whose layout is known."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """An element that holds a value."""

    name: str
    fills: str
    """The field that it fills: "person.dob"."""
    cbds: str = ""
    """The item's number in the Common Basic Data Set."""
    is_required: bool = False
    is_repeated: bool = False
    """Whether there is one element a value. Each is a row of its own, or one of a list where the field is JSON."""
    fixed: Mapping[str, str] | None = None
    """Fields that are the same in every row that the item makes; such an item is a row of its own."""
    since: int | None = None
    """The first census year that has it; None for always."""
    until: int | None = None
    """The last census year that has it; None for still."""
    may_lie_ahead: bool = False
    """Whether a date may be later than the snapshot day, as an expected date of birth."""

    @property
    def field(self) -> Field:
        """The field that it fills."""
        entity, _, name = self.fills.partition(".")
        found: Field = getattr(ENTITIES[entity], name)
        return found

    @property
    def entity(self) -> str:
        """The entity of the field that it fills."""
        return self.fills.partition(".")[0]

    def is_of(self, year: int) -> bool:
        """Whether the census of a year has it."""
        return (self.since or EARLIEST_YEAR) <= year <= (self.until or LATEST_YEAR)


@dataclass(frozen=True, kw_only=True)
class Module:
    """An element that holds others, in the order of the schema."""

    name: str
    parts: tuple["Item | Module", ...]
    makes: str = ""
    """The entity of which each such element is a row; without it, its values belong to the element around it."""
    since: int | None = None
    is_confirmed: bool = True
    """Whether a schema shows it; if not, it is read and written as the specification is reported to have it."""

    @property
    def items(self) -> tuple[Item, ...]:
        """The elements with values that stand in it."""
        return tuple(each for each in self.parts if isinstance(each, Item))

    @property
    def modules(self) -> tuple["Module", ...]:
        """The modules that stand in it."""
        return tuple(each for each in self.parts if isinstance(each, Module))

    def is_of(self, year: int) -> bool:
        """Whether the census of a year has it."""
        return (self.since or EARLIEST_YEAR) <= year

    def everything(self) -> Iterator["Module"]:
        """It and all modules in it."""
        yield self
        for module in self.modules:
            yield from module.everything()


_IDENTIFIERS = Module(
    name="ChildIdentifiers",
    parts=(
        Item(name="LAchildID", fills="person.person_id", cbds="N00097", is_required=True),
        Item(name="UPN", fills="person.upn", cbds="N00001"),
        Item(
            name="FormerUPN",
            fills="linked_identifiers.identifier_value",
            cbds="N00002",
            fixed={"identifier_type": FORMER_UPN},
        ),
        Item(name="UPNunknown", fills="person.upn_unknown", cbds="N00135"),
        Item(name="PersonBirthDate", fills="person.dob", cbds="N00066"),
        Item(name="ExpectedPersonBirthDate", fills="person.expected_dob", cbds="N00098", may_lie_ahead=True),
        Item(name="GenderCurrent", fills="person.gender", cbds="N00007", is_required=True, until=2024),
        Item(name="Sex", fills="person.sex", cbds="N00783", is_required=True, since=2025),
        Item(name="PersonDeathDate", fills="person.death_date", cbds="N00108"),
    ),
)

_CHARACTERISTICS = Module(
    name="ChildCharacteristics",
    parts=(
        Item(name="Ethnicity", fills="person.ethnicity", cbds="N00177", is_required=True),
        Module(
            name="Disabilities",
            parts=(Item(name="Disability", fills="disability.disability_code", cbds="N00099", is_repeated=True),),
        ),
    ),
)

_ASSESSMENTS = Module(
    name="Assessments",
    makes="cin_assessments",
    parts=(
        Item(
            name="AssessmentActualStartDate",
            fills="cin_assessments.assessment_start_date",
            cbds="N00159",
            is_required=True,
        ),
        Item(
            name="AssessmentInternalReviewDate",
            fills="cin_assessments.assessment_internal_review_date",
            cbds="N00161",
            may_lie_ahead=True,
        ),
        Item(name="AssessmentAuthorisationDate", fills="cin_assessments.assessment_auth_date", cbds="N00160"),
        Module(
            name="FactorsIdentifiedAtAssessment",
            parts=(
                Item(
                    name="AssessmentFactors",
                    fills="assessment_factors.assessment_factors_json",
                    cbds="N00181",
                    is_repeated=True,
                ),
            ),
        ),
    ),
)

_CIN_PLANS = Module(
    name="CINPlanDates",
    makes="cin_plans",
    since=2022,
    parts=(
        Item(name="CINPlanStartDate", fills="cin_plans.cin_plan_start_date", cbds="N00689", is_required=True),
        Item(name="CINPlanEndDate", fills="cin_plans.cin_plan_end_date", cbds="N00690"),
    ),
)

_ENQUIRIES = Module(
    name="Section47",
    makes="s47_enquiry",
    parts=(
        Item(name="S47ActualStartDate", fills="s47_enquiry.s47_start_date", cbds="N00148", is_required=True),
        Item(
            name="InitialCPCtarget",
            fills="initial_cp_conference.icpc_target_date",
            cbds="N00109",
            may_lie_ahead=True,
        ),
        Item(name="DateOfInitialCPC", fills="initial_cp_conference.icpc_date", cbds="N00110"),
        Item(name="ICPCnotRequired", fills="s47_enquiry.icpc_not_required", cbds="N00111", is_required=True),
    ),
)

_CP_PLANS = Module(
    name="ChildProtectionPlans",
    makes="cp_plans",
    parts=(
        Item(name="CPPstartDate", fills="cp_plans.cp_plan_start_date", cbds="N00105", is_required=True),
        Item(name="CPPendDate", fills="cp_plans.cp_plan_end_date", cbds="N00115"),
        Item(name="InitialCategoryOfAbuse", fills="cp_plans.cp_plan_initial_category", cbds="N00113", is_required=True),
        Item(name="LatestCategoryOfAbuse", fills="cp_plans.cp_plan_latest_category", cbds="N00114", is_required=True),
        Item(name="NumberOfPreviousCPP", fills="cp_plans.number_of_previous_plans", cbds="N00106", is_required=True),
        Module(
            name="Reviews",
            parts=(Item(name="CPPreviewDate", fills="cp_reviews.cp_review_date", cbds="N00116", is_repeated=True),),
        ),
    ),
)

_PRE_PROCEEDINGS = Module(
    name="PreProceedingsandFGDM",
    makes="pre_proceedings",
    since=2027,
    is_confirmed=False,
    parts=(
        Item(name="PPStartDate", fills="pre_proceedings.pre_pro_decision_date"),
        Item(name="LBPSentDate", fills="pre_proceedings.pre_pro_letter_date"),
        Item(name="FGDMMeetingOffer", fills="pre_proceedings.family_group_meeting_offered"),
        Item(name="FGDMMeetingFac", fills="pre_proceedings.family_group_meeting_held"),
        Item(name="InitialPPMeetingDate", fills="pre_proceedings.initial_pre_pro_meeting_date"),
        Item(name="ReviewMeetingsCount", fills="pre_proceedings.pre_pro_meetings_num"),
        Item(name="StepDecisionDate", fills="pre_proceedings.agree_stepdown_issue_date"),
        Item(name="PPOutcome", fills="pre_proceedings.pre_pro_outcome"),
        Item(name="CourtAppDate", fills="pre_proceedings.court_application_date"),
        Item(name="LetterInitCPDate", fills="pre_proceedings.care_pro_letter_date"),
    ),
)

_DETAILS = Module(
    name="CINdetails",
    makes="cin_episodes",
    parts=(
        Item(name="CINreferralDate", fills="cin_episodes.referral_date", cbds="N00100", is_required=True),
        Item(name="ReferralSource", fills="cin_episodes.referral_source_code", cbds="N00152", is_required=True),
        Item(name="PrimaryNeedCode", fills="cin_episodes.cin_primary_need_code", cbds="N00101"),
        Item(name="CINclosureDate", fills="cin_episodes.close_date", cbds="N00102"),
        Item(name="ReasonForClosure", fills="cin_episodes.close_reason", cbds="N00103"),
        Item(
            name="DateOfInitialCPC",
            fills="initial_cp_conference.icpc_date",
            cbds="N00110",
            fixed={"icpc_transfer_in": "Y"},
        ),
        _ASSESSMENTS,
        _CIN_PLANS,
        _ENQUIRIES,
        Item(name="ReferralNFA", fills="cin_episodes.referral_nfa", cbds="N00112", is_required=True),
        _CP_PLANS,
        _PRE_PROCEEDINGS,
    ),
)

CHILD = Module(name="Child", makes="person", parts=(_IDENTIFIERS, _CHARACTERISTICS, _DETAILS))
"""What is said of one child. A census is a message of a header and one such element for each child."""

MADE_WITH = {"s47_enquiry": ("initial_cp_conference", {"icpc_transfer_in": "N"})}
"""A second row that an element makes beside its own, of the items that fill that entity, with what is the same in all:
an enquiry's conference is none that was transferred in."""

READ_ENTITIES = tuple(
    dict.fromkeys(
        name
        for module in CHILD.everything()
        for name in (module.makes, *(item.entity for item in module.items))
        if name
    )
)
"""The entities of which a census tells."""

SPELT: Mapping[str, Mapping[str, str]] = {
    "yes_no_unknown": {"Y": "1", "N": "0"},
    "gender": {"M": "1", "F": "2", "U": "0", "I": "9"},
}
"""How codes are written where that is not the code itself."""

_ALSO: Mapping[str, Mapping[str, str]] = {
    "yes_no_unknown": {"true": "Y", "false": "N", "1": "Y", "0": "N"},
    "gender": {"1": "M", "2": "F", "0": "U", "9": "I"},
    "sex": {"1": "M", "2": "F", "0": "U"},
    "disability": {"NONE": "NONE"},
}
"""What else is met: schemas write yes and no in two ways, and some files keep the old numbers for the sex. “NONE” is a
code here, and not a filler as elsewhere."""

WHERE_UNKNOWN = {"Ethnicity": "NOBT", "Sex": "U", "GenderCurrent": "U", "ReferralSource": "10"}
"""The code for not known, of required elements that have one: written where the record does not say."""


def code_tables(local: Local) -> dict[str, CodeTable]:
    """How the codes of each set are read, by the name of the set."""
    names = {item.field.codes for module in CHILD.everything() for item in module.items if item.field.codes}
    return {
        name: code_table(name, spelt=_spelt(name), local_words={**_ALSO.get(name, {}), **local.words(SOURCE, name)})
        for name in names
    }


def _spelt(code_set: str) -> dict[str, str]:
    """Every code of a set as the census writes it."""
    return {code: SPELT.get(code_set, {}).get(code, code) for code in CODE_SETS[code_set].labels}


def is_in_force(code_set: str, code: str, year: int) -> bool:
    """Whether the census of a year takes a code."""
    known = CODE_SETS[code_set]
    is_writable = code_set != "yes_no_unknown" or code in SPELT[code_set]
    return is_writable and known.in_force(code, date(year, 3, 31)) and known.taken_by(code, "cin")
