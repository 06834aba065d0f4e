"""Which children an SSDA903 return is about, and what of their histories stands in each of its files.

A record may hold episodes as the return has them, with legal status and placement in each; or, as case systems do,
each in a history of its own. Then they are put together by day.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from roker.calendar import age_on, birthday
from roker.errors import RokerError
from roker.formats.ssda903_care import FOLLOWED, SHORT_BREAKS
from roker.record import ENTITIES, Record

Row = Mapping[str, Any]

ADOPTED = frozenset({"E11", "E12"})
BIRTHDAYS = range(17, 22)
"""At which OC3 asks how a care leaver is."""
NOT_CONVICTED_BEFORE, DEVELOPMENT_CHECK_UNTIL = 10, 5
"""Ages: convictions are asked of children from ten years on, the development check of those under five."""
_UASC = re.compile(r"\buasc\b|unaccompanied", re.IGNORECASE)
_HOME = re.compile("home|main|permanent|family", re.IGNORECASE)
_NOT_HOME = re.compile("placement|school|temporary", re.IGNORECASE)
_PLACEMENT = {
    "placement_type": "cla_placement_type",
    "placement_provider": "cla_placement_provider",
    "placement_postcode": "cla_placement_postcode",
    "placement_urn": "cla_placement_urn",
}
NEEDED = (
    "address",
    "care_leaver_birthday",
    "care_outcomes",
    "cla_convictions",
    "cla_episodes",
    "cla_health",
    "cla_immunisations",
    "cla_placement",
    "cla_previous_permanence",
    "cla_reviews",
    "cla_substance_misuse",
    "deprivation_of_liberty",
    "immigration_status",
    "involvements",
    "legal_status",
    "missing",
    "mother",
    "permanence",
    "sdq_scores",
)
"""Entities, beside the child's own, that the files are made of."""


@dataclass(frozen=True, kw_only=True)
class ReturnYear:
    """The year of a return, by the calendar year in which it ends."""

    year: int

    @property
    def first(self) -> date:
        """Its first day, 1 April."""
        return date(self.year - 1, 4, 1)

    @property
    def last(self) -> date:
        """Its last day, 31 March."""
        return date(self.year, 3, 31)

    def has(self, day: date | None) -> bool:
        """Whether a day is in the year."""
        return day is not None and self.first <= day <= self.last

    def touches(self, started: date | None, ended: date | None) -> bool:
        """Whether something went on in the year. What has no start that is known began at some time before."""
        return (started is None or started <= self.last) and (ended is None or ended >= self.first)

    def day_of_codes(self, row: Row) -> date:
        """The day on which the codes of a row must be in force: its end, if that is in the year, or the year's."""
        ended = row.get("cla_episode_ceased_date")
        return ended if ended is not None and ended <= self.last else self.last


@dataclass(kw_only=True)
class Child:
    """A child or care leaver of the return, with everything that its files are made of."""

    person: Row
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    """By the number of a worker in the case system, that with Social Work England."""
    told: frozenset[str] = frozenset()
    """Entities of which the record holds anything, of whatever child: of others, nothing is known rather than none."""

    def of(self, entity: str) -> Sequence[Row]:
        """The child's rows of an entity, by key."""
        return self.rows.get(entity, ())

    def was_looked_after(self, of: ReturnYear) -> bool:
        """Whether any episode of care went on in the year."""
        return any(True for _ in _episodes_in(self, of))

    def looked_after_throughout(self, of: ReturnYear) -> bool:
        """Whether the child was looked after on every day of the year, short breaks not counted, and after its end."""
        covered: date | None = None
        for episode in _episodes_in(self, of):
            if SHORT_BREAKS & {piece["legal_status"] for piece in _pieces(self, episode)}:
                continue
            started, ended = episode["cla_episode_start_date"], episode["cla_episode_ceased_date"] or date.max
            if started is None:
                continue
            if covered is None:
                covered = ended if started <= of.first else None
            elif started <= covered:
                covered = max(covered, ended)
        return covered is not None and covered > of.last

    def age_on(self, day: date) -> int | None:
        """The child's age in years; None where the date of birth is not known."""
        return age_on(self.person["dob"], day) if self.person["dob"] else None

    def workers_without_number(self, of: ReturnYear) -> int:
        """How often somebody held the child in the year whose number with Social Work England is not known."""
        return sum(not row["social_worker_registration_no"] for row in _all_workers(self, of))


def children_of(record: Record, of: ReturnYear) -> list[Child]:
    """Every child of a return, in the order of their numbers."""
    if not record.database.one("SELECT COUNT(*) FROM cla_episodes")[0]:
        raise RokerError("The record holds no episodes of care. The SSDA903 return cannot be written without them.")
    of_year = f"""SELECT person_id FROM cla_episodes
WHERE (cla_episode_start_date IS NULL OR cla_episode_start_date <= DATE '{of.last}')
  AND (cla_episode_ceased_date IS NULL OR cla_episode_ceased_date >= DATE '{of.first}')
UNION SELECT person_id FROM care_leaver_birthday WHERE birthday_date BETWEEN DATE '{of.first}' AND DATE '{of.last}'"""
    by_entity = {name: _by_child(record, name, of_year) for name in NEEDED}
    professionals = record.database.rows(
        "SELECT professional_id, social_worker_registration_no FROM professionals "
        "WHERE social_worker_registration_no IS NOT NULL"
    )
    numbers: dict[str, str] = dict(professionals)
    told = frozenset(name for name in NEEDED if record.database.rows(f"SELECT 1 FROM {name} LIMIT 1"))
    return [
        Child(
            person=rows[0],
            rows={name: of_child.get(who, ()) for name, of_child in by_entity.items()},
            numbers=numbers,
            told=told,
        )
        for who, rows in _by_child(record, "person", of_year).items()
    ]


def _by_child(record: Record, name: str, of_year: str) -> dict[str, list[Row]]:
    entity = ENTITIES[name]
    columns = [column for column, _ in entity.columns()]
    found = record.database.rows(
        f"SELECT {', '.join(columns)} FROM {name} WHERE person_id IN ({of_year}) ORDER BY {', '.join(entity.key)}"
    )
    by_child: dict[str, list[Row]] = {}
    for row in found:
        known = dict(zip(columns, row, strict=True))
        by_child.setdefault(known["person_id"], []).append(known)
    return by_child


# ----------------------------------------------------------------------------------------------------------- episodes


def _episodes_in(child: Child, of: ReturnYear) -> Iterator[Row]:
    for episode in child.of("cla_episodes"):
        if of.touches(episode["cla_episode_start_date"], episode["cla_episode_ceased_date"]):
            yield episode


def _episodes(child: Child, of: ReturnYear) -> Iterator[Row]:
    """Episodes with their legal status and placement; one for each legal status where that changed during it."""
    for episode in _episodes_in(child, of):
        for piece in _pieces(child, episode):
            if of.touches(piece["cla_episode_start_date"], piece["cla_episode_ceased_date"]):
                yield piece


def _pieces(child: Child, episode: Row) -> Iterator[dict[str, Any]]:
    whole = {**episode, **_placement(child, episode)}
    whole["home_postcode"] = episode["home_postcode"] or _home_postcode(child, episode)
    started, ended = episode["cla_episode_start_date"], episode["cla_episode_ceased_date"]
    changes = [] if episode["legal_status"] else _legal_statuses(child, started, ended)
    if not changes:
        yield whole
        return
    for number, (legal_status, since) in enumerate(changes):
        last = number == len(changes) - 1
        piece = {**whole, "legal_status": legal_status}
        if number:
            piece |= {"cla_episode_start_date": since, "cla_episode_start_reason": "L"}
        if not last:
            piece |= {
                "cla_episode_ceased_date": changes[number + 1][1],
                "cla_episode_ceased_reason": FOLLOWED,
                "placement_change_reason": None,
            }
        yield piece


def _legal_statuses(child: Child, started: date | None, ended: date | None) -> list[tuple[str | None, date | None]]:
    """The legal statuses of an episode, each with its first day in it, by their own history; None for days of none."""
    begun = started or date.min
    spans = [
        (row["legal_status"], max(row["legal_status_start_date"] or date.min, begun))
        for row in child.of("legal_status")
        if row["legal_status"]
        and (row["legal_status_start_date"] or date.min) < (ended or date.max)
        and (row["legal_status_end_date"] or date.max) > begun
    ]
    changes: list[tuple[str | None, date | None]] = []
    for legal_status, since in sorted(spans, key=lambda span: span[1]):
        if changes and changes[-1][1] == since:
            changes[-1] = (legal_status, since)  # two on one day: the later in the history replaced the other
        elif not changes or changes[-1][0] != legal_status:
            changes.append((legal_status, since))
    if changes and started and changes[0][1] != started:
        changes.insert(0, (None, started))
    return changes


def _placement(child: Child, episode: Row) -> dict[str, Any]:
    """The placement of an episode: its own, else that which it refers to or which covers its first day."""
    if any(episode[name] is not None for name in _PLACEMENT):
        return {}
    started, ended = episode["cla_episode_start_date"], episode["cla_episode_ceased_date"]
    placements = child.of("cla_placement")
    placement_id = episode["cla_placement_id"]
    named = [each for each in placements if placement_id and each["cla_placement_id"] == placement_id]
    covering = [
        each
        for each in placements
        if started
        and (each["cla_placement_start_date"] or date.min) <= started
        and (each["cla_placement_end_date"] or date.max) > started
    ]
    found = next(iter(named or covering[-1:]), None)
    if found is None:
        return {}
    moved = ended is not None and found["cla_placement_end_date"] == ended
    return {
        **{own: found[name] for own, name in _PLACEMENT.items()},
        "placement_change_reason": found["cla_placement_change_reason"] if moved else None,
    }


def _home_postcode(child: Child, episode: Row) -> str | None:
    """Where the child lived when this period of care began."""
    entered = episode["entered_care_date"]
    if entered is None:
        return None
    lived = [
        each
        for each in child.of("address")
        if each["address_postcode"]
        and not _NOT_HOME.search(each["address_type"] or "")
        and (each["address_start_date"] or date.min) <= entered
        and (each["address_end_date"] or date.max) >= entered
    ]
    lived.sort(
        key=lambda each: (bool(_HOME.search(each["address_type"] or "")), each["address_start_date"] or date.min)
    )
    return lived[-1]["address_postcode"] if lived else None


# ------------------------------------------------------------------------------------------------ the other files


def _header(child: Child, of: ReturnYear) -> Iterator[Row]:
    """Everybody in the return; of mothers, those who were looked after."""
    if not child.was_looked_after(of):
        yield {"is_mother": None, "childs_dob": None}
        return
    yield {"childs_dob": min((row["childs_dob"] for row in child.of("mother") if row["childs_dob"]), default=None)}


def _reviews(child: Child, of: ReturnYear) -> Iterator[Row]:
    if child.was_looked_after(of):
        for row in child.of("cla_reviews"):
            if of.has(row["cla_review_date"]) and row["cla_review_cancelled"] != "Y":
                yield row


def _uasc(child: Child, of: ReturnYear) -> Iterator[Row]:
    statuses = [row for row in child.of("immigration_status") if _UASC.search(row["immigration_status"] or "")]
    known = [row for row in statuses if of.touches(*_span(row, "immigration_status"))]
    if known and child.was_looked_after(of):
        born = child.person["dob"]
        ended = known[-1]["immigration_status_end_date"] or (birthday(born, 18) if born else None)
        yield {"immigration_status_end_date": ended}


def _span(row: Row, of: str) -> tuple[date | None, date | None]:
    return row[f"{of}_start_date"], row[f"{of}_end_date"]


def _oc2(child: Child, of: ReturnYear) -> Iterator[Row]:
    """Outcomes of those looked after all through the year: as a return stated them, else as events tell."""
    if child.looked_after_throughout(of):
        stated = [row for row in child.of("care_outcomes") if row["year_end_date"] == of.last]
        yield stated[0] if stated else _outcomes_by_event(child, of)


def _outcomes_by_event(child: Child, of: ReturnYear) -> Row:
    """Whether something was so in the year, by the events of it; not known where the record has no such events."""
    age = child.age_on(of.last)
    sdq = [row for row in child.of("sdq_scores") if of.has(row["sdq_completed_date"])]
    misuse = [row for row in child.of("cla_substance_misuse") if of.has(row["substance_misuse_date"])]
    convicted = any(of.has(row["cla_conviction_date"]) for row in child.of("cla_convictions"))
    immunisations = child.of("cla_immunisations")
    made = {
        row["health_check_type"]
        for row in child.of("cla_health")
        if of.has(row["health_check_date"]) and (row["health_check_status"] or "").casefold() in {"", "completed"}
    }

    def yes_no(entity: str, known: bool) -> str | None:
        if entity not in child.told:
            return None
        return "Y" if known else "N"

    under_five = age is not None and age < DEVELOPMENT_CHECK_UNTIL
    return {
        "sdq_score": sdq[-1]["sdq_score"] if sdq else None,
        "sdq_reason": sdq[-1]["sdq_reason"] if sdq else None,
        "convicted": yes_no("cla_convictions", convicted) if (age or 0) >= NOT_CONVICTED_BEFORE else None,
        "health_check": yes_no("cla_health", "DEVELOPMENT" in made) if under_five else None,
        "immunisations": immunisations[-1]["immunisations_status"] if immunisations else None,
        "teeth_check": yes_no("cla_health", "DENTAL" in made),
        "health_assessment": yes_no("cla_health", "HEALTH" in made),
        "substance_misuse": yes_no("cla_substance_misuse", bool(misuse)),
        "intervention_received": misuse[-1]["intervention_received"] if misuse else None,
        "intervention_offered": misuse[-1]["intervention_offered"] if misuse else None,
    }


def _oc3(child: Child, of: ReturnYear) -> Iterator[Row]:
    for row in child.of("care_leaver_birthday"):
        if of.has(row["birthday_date"]) and child.age_on(row["birthday_date"]) in {*BIRTHDAYS, None}:
            yield row


def _ad1(child: Child, of: ReturnYear) -> Iterator[Row]:
    adopted = any(
        of.has(row["cla_episode_ceased_date"]) and row["cla_episode_ceased_reason"] in ADOPTED
        for row in child.of("cla_episodes")
    )
    standing = [row for row in child.of("permanence") if row["decision_reversed_date"] is None]
    if adopted and standing:
        yield standing[-1]


def _placed_adoption(child: Child, of: ReturnYear) -> Iterator[Row]:
    if child.was_looked_after(of):
        for row in child.of("permanence"):
            if row["adm_decision_date"] and of.touches(row["adm_decision_date"], row["decision_reversed_date"]):
                yield row


def _previous_permanence(child: Child, of: ReturnYear) -> Iterator[Row]:
    if child.was_looked_after(of):
        yield from child.of("cla_previous_permanence")


def _missing(child: Child, of: ReturnYear) -> Iterator[Row]:
    if child.was_looked_after(of):
        yield from (row for row in child.of("missing") if of.touches(*_span(row, "missing_episode")))


def _all_workers(child: Child, of: ReturnYear) -> Iterator[Row]:
    if child.was_looked_after(of):
        for row in child.of("involvements"):
            if of.touches(*_span(row, "involvement")):
                number = row["social_worker_registration_no"] or child.numbers.get(row["professional_id"])
                yield {**row, "social_worker_registration_no": number}


def _workers(child: Child, of: ReturnYear) -> Iterator[Row]:
    yield from (row for row in _all_workers(child, of) if row["social_worker_registration_no"])


def _deprivation_of_liberty(child: Child, of: ReturnYear) -> Iterator[Row]:
    if child.was_looked_after(of):
        yield from (row for row in child.of("deprivation_of_liberty") if of.touches(*_span(row, "dolo")))


ROWS: Mapping[str, Callable[[Child, ReturnYear], Iterator[Row]]] = {
    "header": _header,
    "episodes": _episodes,
    "reviews": _reviews,
    "uasc": _uasc,
    "oc2": _oc2,
    "oc3": _oc3,
    "ad1": _ad1,
    "placed_adoption": _placed_adoption,
    "prev_perm": _previous_permanence,
    "missing": _missing,
    "sw_episodes": _workers,
    "dolo": _deprivation_of_liberty,
}
"""By file of the return, the rows that it has of a child."""
