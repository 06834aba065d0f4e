"""The files of the SSDA903 return, return of 2026-27 and earlier: their columns, and what each says for the record.

The one mapping of the return: it is read and written by the same lines. What is different from year to year stands
with the column or the code.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from roker.catalogue import Catalogue
from roker.record import ENTITIES, CodeSet, Entity, Kind

SOURCE = "ssda903"
WHO = "CHILD"

UASC = "Unaccompanied asylum-seeking child"
"""How the record says it; the return has a file for these children instead of a word."""
NOT_IN_TOUCH = "0"
"""Stands for the activity and accommodation of somebody with whom nobody is in touch; a code of activity alone."""
OF_THOSE_IN_TOUCH = frozenset({"ACTIV", "ACCOM"})
MARKS = {
    "E99": "the reason why it ended; the mark of a program that closed an episode at the end of a year",
    "LIIAF": "the reason for the change; the mark of a program that closed an episode at the start of the next",
}
"""What programs that repair episodes leave behind. It says that nothing is known."""
SEX_CODES_UNTIL = 2024
"""The last year whose return has 1 and 2 for sex, and neither M, F nor U."""
SEX_AS_NUMBER = {"M": "1", "F": "2"}

ALSO: Mapping[str, Mapping[str, str]] = {
    "sex": {"1": "M", "2": "F"},
    "yes_no_unknown": {"1": "Y", "0": "N", "true": "Y", "false": "N"},
    "missing_type": {"missing": "M", "away": "A", "absent": "A"},
}
"""What else the return, or older ones, has for codes of the record."""
FLAGS = {"Y": "1", "N": "0"}
"""How the return writes yes and no. It has no word for not known."""


def code_of_then(codes: CodeSet, code: str) -> str:
    """What is expected in place of a code that the return did not have at the time."""
    years = f"; this one is in force {codes.years[code]}" if code in codes.years else ""
    return f"another code ({codes.title.lower()}) that the return had then{years}"


@dataclass(frozen=True, kw_only=True)
class Fills:
    """A field that a column fills, or one of the fields between which its cells are shared out."""

    entity: str
    field: str
    part: str | None = None
    """A pattern: of a cell, only what matches it is meant. None for the whole cell."""

    def of(self, text: str | None) -> str | None:
        """What a cell says for this field."""
        if text is None or self.part is None:
            return text
        found = re.search(self.part, text)
        return found[0] if found else None

    def __str__(self) -> str:
        return f"{self.entity}.{self.field}"


@dataclass(frozen=True, kw_only=True)
class ReturnColumn:
    """One column of a file of the return."""

    name: str
    kind: Kind
    fills: tuple[Fills, ...]
    codes: str | None = None
    may_be_blank: bool = True
    may_lie_ahead: bool = False
    """Whether a date may be later than the return."""
    other_names: tuple[str, ...] = ()
    only_xml: bool = False
    """A column that only the expanded return in XML has; a csv file without it lacks nothing."""
    says_none: tuple[str, ...] = ()
    """What stands there where there is nothing to say, and is no filler."""
    joins: bool = False
    """Whether a cell is made of all its fields, one after the other; otherwise of the first that holds anything."""

    def names(self) -> Iterator[str]:
        """Every name by which it is known."""
        return iter((self.name, *self.other_names))


@dataclass(frozen=True, kw_only=True)
class ReturnFile:
    """One file of the return: its columns, and the row of the record that each of its rows makes."""

    code: str
    """Also its name, with ".csv", when it is written."""
    title: str
    makes: str
    """The entity that its rows are about."""
    columns: tuple[ReturnColumn, ...]
    first_year: int = 2011
    """The first return, by the year in which it ends, that has the file."""
    element: str | None = None
    """The element of the XML form that holds a row; None where the columns stand in HEADER itself."""

    def __post_init__(self) -> None:
        for column in self.columns:
            for fills in column.fills:
                filled = getattr(ENTITIES[fills.entity], fills.field)
                if column.codes and filled.codes != column.codes:
                    raise ValueError(f"{self.title}: {column.name} and {filled} have different codes")

    @property
    def entity(self) -> Entity:
        """What its rows are about."""
        return ENTITIES[self.makes]

    def column(self, name: str) -> ReturnColumn:
        """A column by its name."""
        (found,) = (each for each in self.columns if each.name == name)
        return found


def _fills(targets: tuple[str, ...]) -> tuple[Fills, ...]:
    return tuple(Fills(entity=entity, field=field) for entity, _, field in (each.partition(".") for each in targets))


def _date(name: str, *targets: str, blank: bool = True, ahead: bool = False) -> ReturnColumn:
    return ReturnColumn(name=name, kind=Kind.DATE, fills=_fills(targets), may_be_blank=blank, may_lie_ahead=ahead)


def _code(name: str, codes: str, *targets: str, blank: bool = True, also: tuple[str, ...] = ()) -> ReturnColumn:
    return ReturnColumn(
        name=name, kind=Kind.CODE, codes=codes, fills=_fills(targets), may_be_blank=blank, other_names=also
    )


def _flag(name: str, *targets: str) -> ReturnColumn:
    return _code(name, "yes_no_unknown", *targets)


def _text(name: str, *targets: str, only_xml: bool = False) -> ReturnColumn:
    return ReturnColumn(name=name, kind=Kind.TEXT, fills=_fills(targets), only_xml=only_xml)


def _number(name: str, *targets: str, only_xml: bool = False) -> ReturnColumn:
    return ReturnColumn(name=name, kind=Kind.NUMBER, fills=_fills(targets), only_xml=only_xml)


_CHILD = ReturnColumn(
    name=WHO, kind=Kind.ID, fills=_fills(("person.person_id",)), may_be_blank=False, other_names=("CHILDID",)
)
_DOB = _date("DOB", "person.dob", blank=False)
_SEX = _code("SEX", "sex", "person.sex", blank=False)
_UPN = ReturnColumn(
    name="UPN",
    kind=Kind.TEXT,
    may_be_blank=False,
    fills=(
        Fills(entity="person", field="upn", part=r"^(?!UN\d{1,2}$).*"),
        Fills(entity="person", field="upn_unknown", part=r"^UN\d{1,2}$"),
    ),
)
_ACCOM = ReturnColumn(
    name="ACCOM",
    kind=Kind.TEXT,
    says_none=(NOT_IN_TOUCH,),
    joins=True,
    fills=(
        Fills(entity="care_leaver_birthday", field="accommodation", part="^[A-Z]"),
        Fills(entity="care_leaver_birthday", field="accommodation_suitable", part="[12]$"),
    ),
)

_HEADER = ReturnFile(
    code="header",
    title="Header",
    makes="person",
    columns=(
        _CHILD,
        _SEX,
        _DOB,
        _code("ETHNIC", "ethnicity", "person.ethnicity", blank=False),
        _UPN,
        _flag("MOTHER", "person.is_mother"),
        _date("MC_DOB", "mother.childs_dob"),
    ),
)

_EPISODES = ReturnFile(
    code="episodes",
    title="Episodes",
    makes="cla_episodes",
    element="EPISODE",
    columns=(
        _CHILD,
        _date("DECOM", "cla_episodes.cla_episode_start_date", blank=False),
        _code("RNE", "started_reason", "cla_episodes.cla_episode_start_reason", blank=False),
        _code("LS", "legal_status", "cla_episodes.legal_status", blank=False),
        _code("CIN", "primary_need", "cla_episodes.cla_primary_need_code", blank=False),
        _code("PLACE", "placement_type", "cla_episodes.placement_type", blank=False, also=("PL",)),
        _code("PLACE_PROVIDER", "placement_provider", "cla_episodes.placement_provider"),
        _date("DEC", "cla_episodes.cla_episode_ceased_date"),
        _code("REC", "ceased_reason", "cla_episodes.cla_episode_ceased_reason"),
        _code("REASON_PLACE_CHANGE", "placement_change_reason", "cla_episodes.placement_change_reason"),
        _text("HOME_POST", "cla_episodes.home_postcode"),
        _text("PL_POST", "cla_episodes.placement_postcode"),
        _text("URN", "cla_episodes.placement_urn"),
        _text("PL_LA", "cla_episodes.placement_authority", only_xml=True),
        ReturnColumn(
            name="PL_LOCATION",
            kind=Kind.CODE,
            codes="placement_location",
            fills=_fills(("cla_episodes.placement_location",)),
            only_xml=True,
        ),
        _number("PL_DISTANCE", "cla_episodes.placement_distance", only_xml=True),
    ),
)

_REVIEWS = ReturnFile(
    code="reviews",
    title="Reviews",
    makes="cla_reviews",
    element="AREVIEW",
    columns=(
        _CHILD,
        _DOB,
        _date("REVIEW", "cla_reviews.cla_review_date", blank=False),
        _code("REVIEW_CODE", "participation", "cla_reviews.cla_review_participation", blank=False),
    ),
)

_UASC = ReturnFile(
    code="uasc",
    title="UASC",
    makes="immigration_status",
    columns=(_CHILD, _SEX, _DOB, _date("DUC", "immigration_status.immigration_status_end_date", ahead=True)),
)

_OC2 = ReturnFile(
    code="oc2",
    title="OC2",
    makes="care_outcomes",
    element="OC2",
    columns=(
        _CHILD,
        _DOB,
        _number("SDQ_SCORE", "care_outcomes.sdq_score"),
        _code("SDQ_REASON", "sdq_reason", "care_outcomes.sdq_reason"),
        _flag("CONVICTED", "care_outcomes.convicted"),
        _flag("HEALTH_CHECK", "care_outcomes.health_check"),
        _flag("IMMUNISATIONS", "care_outcomes.immunisations"),
        _flag("TEETH_CHECK", "care_outcomes.teeth_check"),
        _flag("HEALTH_ASSESSMENT", "care_outcomes.health_assessment"),
        _flag("SUBSTANCE_MISUSE", "care_outcomes.substance_misuse"),
        _flag("INTERVENTION_RECEIVED", "care_outcomes.intervention_received"),
        _flag("INTERVENTION_OFFERED", "care_outcomes.intervention_offered"),
    ),
)

_OC3 = ReturnFile(
    code="oc3",
    title="OC3",
    makes="care_leaver_birthday",
    columns=(
        _CHILD,
        _DOB,
        _code("IN_TOUCH", "in_touch", "care_leaver_birthday.in_touch", blank=False),
        _code("ACTIV", "activity", "care_leaver_birthday.activity"),
        _ACCOM,
    ),
)

_AD1 = ReturnFile(
    code="ad1",
    title="AD1",
    makes="permanence",
    columns=(
        _CHILD,
        _DOB,
        _date("DATE_INT", "permanence.adm_decision_date", blank=False),
        _date("DATE_MATCH", "permanence.matched_date", blank=False),
        _flag("FOSTER_CARE", "permanence.adopted_by_carer_flag"),
        _number("NB_ADOPTR", "permanence.number_of_adopters"),
        _code("SEX_ADOPTR", "adopter_sex", "permanence.adopter_sex"),
        _code("LS_ADOPTR", "adopter_legal_status", "permanence.adopter_legal_status"),
    ),
)

_PLACED_ADOPTION = ReturnFile(
    code="placed_adoption",
    title="PlacedAdoption",
    makes="permanence",
    element="AD_PLACED",
    columns=(
        _CHILD,
        _DOB,
        _date("DATE_PLACED", "permanence.adm_decision_date", blank=False),
        _date("DATE_PLACED_CEASED", "permanence.decision_reversed_date"),
        _code("REASON_PLACED_CEASED", "adoption_reversed", "permanence.decision_reversed_reason"),
    ),
)

_PREV_PERM = ReturnFile(
    code="prev_perm",
    title="PrevPerm",
    makes="cla_previous_permanence",
    element="PERMANENCE",
    columns=(
        _CHILD,
        _DOB,
        _code("PREV_PERM", "previous_permanence", "cla_previous_permanence.previous_permanence_option", blank=False),
        _text("LA_PERM", "cla_previous_permanence.previous_permanence_la"),
        _text("DATE_PERM", "cla_previous_permanence.previous_permanence_order_date"),
    ),
)

_MISSING = ReturnFile(
    code="missing",
    title="Missing",
    makes="missing",
    element="AMISSING",
    columns=(
        _CHILD,
        _DOB,
        _code("MISSING", "missing_type", "missing.missing_episode_type", blank=False),
        _date("MIS_START", "missing.missing_episode_start_date", blank=False),
        _date("MIS_END", "missing.missing_episode_end_date"),
    ),
)

_SW_EPISODES = ReturnFile(
    code="sw_episodes",
    title="SWEpisodes",
    makes="involvements",
    first_year=2024,
    columns=(
        _CHILD,
        _DOB,
        _text("SW_ID", "involvements.social_worker_registration_no"),
        _date("SW_DECOM", "involvements.involvement_start_date", blank=False),
        _date("SW_DEC", "involvements.involvement_end_date"),
        _code("SW_REASON", "worker_change_reason", "involvements.worker_change_reason"),
    ),
)

_DOLO = ReturnFile(
    code="dolo",
    title="DoLo",
    makes="deprivation_of_liberty",
    first_year=2027,
    columns=(
        _CHILD,
        _DOB,
        _date("DOLO_START", "deprivation_of_liberty.dolo_start_date", blank=False),
        _date("DOLO_END", "deprivation_of_liberty.dolo_end_date"),
    ),
)

FILES: Catalogue[ReturnFile] = Catalogue(
    _HEADER,
    _EPISODES,
    _REVIEWS,
    _UASC,
    _OC2,
    _OC3,
    _AD1,
    _PLACED_ADOPTION,
    _PREV_PERM,
    _MISSING,
    _SW_EPISODES,
    _DOLO,
)
