"""Who holds a child, and which entries in a worker's place hold nobody's child.

A duty desk, a queue or a vacancy holds nobody: the child's duties stand in the row "Nobody" until a named worker has
them. The lists of an Annex A workbook may name different workers for one child; the list for what weighs most wins,
and if it names no worker the child is nobody's, whatever an older list says.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from roker.record.unread import is_unread_sql


class Role(StrEnum):
    """Who has to do what a duty asks."""

    SOCIAL_WORKER = "social_worker"
    PERSONAL_ADVISER = "personal_adviser"


BASIS_ORDER: Mapping[Role, tuple[str, ...]] = {
    Role.SOCIAL_WORKER: ("care", "protection", "need", "enquiry", "assessment", "referral", "leaving_care"),
    Role.PERSONAL_ADVISER: ("leaving_care", "care", "protection", "need", "enquiry", "assessment", "referral"),
}
"""Codes of the set allocation_basis, the one that weighs most first."""

_INVOLVED_ONLY = (
    r"review|\biro\b|chair|(?<!case )manager|supervis|\badmin|clerk|business support|solicitor|legal|health|nurse"
    r"|school|teacher|police|advocate|guardian|foster|agencies|external|contact"
)
_KINDS_OF_ROLES = (
    # The first that occurs in what a source writes for a role tells its kind.
    ("reviewing_officer", r"reviewing|\biro\b"),
    ("involved_only", _INVOLVED_ONLY),
    ("practitioner", r"assistant|student|support worker|family support|family worker|early help|lead pract|youth"),
    ("personal_adviser", r"personal advis|\bpa\b"),
    ("social_worker", r"social work|\bsw\b|\basye\b|senior practitioner|consultant practitioner"),
    ("personal_adviser", r"leaving care|after ?care"),
    ("allocated", r"case ?(worker|holder|manager)|allocated|\bcw\b|key ?worker|primary|responsible"),
)
_BY_A_SOCIAL_WORKER = ("allocated", "social_worker", "")
_BY_A_PRACTITIONER = (*_BY_A_SOCIAL_WORKER, "practitioner")
MAY_HOLD: Mapping[str, tuple[str, ...]] = {
    "care": _BY_A_SOCIAL_WORKER,
    "protection": _BY_A_SOCIAL_WORKER,
    "need": _BY_A_PRACTITIONER,
    "enquiry": _BY_A_SOCIAL_WORKER,
    "assessment": _BY_A_SOCIAL_WORKER,
    "referral": _BY_A_PRACTITIONER,
    "leaving_care": ("personal_adviser", "allocated", "", "social_worker"),
}
"""By basis the kinds of roles that may hold a child for it, the one that is preferred first; "" is a role that is blank
or says nothing we know."""

_HELD_BY_NOBODY = re.compile(
    r"unallocated|unassigned|not( yet)? (allocated|assigned)|no (allocated|assigned)"
    r"|(await|pending|needs|requires)\w* alloc"
    r"|alloc\w* (pending|awaited)|to be (allocated|assigned)|vacan(t|cy)"
)
"""What says, anywhere in an entry, that nobody holds the child."""
_WORDS_OF_DESKS = frozenset(
    (
        "a|admin|agency|am|and|assessment|case|cases|desk|door|duty|front|holding|inbox|intake|known|list|locum|manager|"
        "mash|n|na|no|nobody|none|not|officer|of|out|hours|eduty|edt|pm|pool|queue|recorded|referral|screening|sw|social|"
        "supervisor|tba|tbc|team|the|tray|unknown|waiting|worker|workers"
    ).split("|")
)
"""An entry of these words alone names a desk, a queue or a post, not a person."""


def names_nobody(worker: str | None) -> bool:
    """Whether an entry in a worker's place is blank or names a desk, a queue or a vacancy, not a person.

    A staff number, and a name in any script, is somebody.
    """
    words = re.findall(r"\w+", (worker or "").lower())
    return _HELD_BY_NOBODY.search(" ".join(words)) is not None or all(word in _WORDS_OF_DESKS for word in words)


def kind_of_role(role: str) -> str | None:
    """What kind of role a source speaks of, as a code of involvement_kind; None where it says nothing we know."""
    kind = _kind(role)
    return None if not kind else "other" if kind == "involved_only" else kind


def _kind(role: str) -> str:
    words = re.sub(r"[\W_]+", " ", role.lower())
    return next((kind for kind, pattern in _KINDS_OF_ROLES if re.search(pattern, words)), "")


def weight_of_role(role: str | None, basis: str) -> int | None:
    """How far whoever has a role is to be preferred as holder for a basis, 0 before all; None where they hold nobody.

    A reviewing officer, a manager or a school is involved with a child and does not hold the child.
    """
    kind, order = _kind(role or ""), MAY_HOLD[basis]
    return order.index(kind) if kind in order else None


def spans_of(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """From when to when a child is open, for what, and who holds it, as `SPANS_SQL` says it for all."""
    spans = []
    for allocation in rows["allocation"]:
        since, until = allocation["basis_from"], allocation["basis_to"]
        if allocation["basis"] == "referral":
            that_day = [each for each in rows["cin_episodes"] if since and each["referral_date"] == since]
            at_once = bool(that_day) and all(each["referral_nfa"] == "Y" for each in that_day)
            until = since if at_once else min(_begun_since(rows, since), default=None)
        elif _is_unnecessary_enquiry(rows, allocation):
            until = since
        if since is not None and until is not None and until < since:
            until = None  # the dates are out of order: nothing says that it has ended
        spans.append({**allocation, "basis_to": until})
    return spans


def _begun_since(rows: Mapping[str, Sequence[Mapping[str, Any]]], since: date | None) -> Iterator[date]:
    if since is None:
        return
    for each in rows["allocation"]:
        on = each["basis_from"]
        goes_on = each["basis"] not in {None, "referral", "leaving_care"} and not _is_unnecessary_enquiry(rows, each)
        if goes_on and on is not None and on >= since:
            yield on
    for episode in rows["cin_episodes"]:
        is_earlier = episode["referral_date"] is not None and episode["referral_date"] < since
        if episode["close_date"] is not None and episode["close_date"] >= since and not is_earlier:
            yield episode["close_date"]


def _is_unnecessary_enquiry(rows: Mapping[str, Sequence[Mapping[str, Any]]], allocation: Mapping[str, Any]) -> bool:
    since = allocation["basis_from"]
    that_day = [each for each in rows["s47_enquiry"] if since and each["s47_start_date"] == since]
    unnecessary = bool(that_day) and all(each["icpc_not_required"] == "Y" for each in that_day)
    return allocation["basis"] == "enquiry" and unnecessary


Holder = tuple[str | None, str | None, date | None]
"""Team and worker, and since when the worker holds, or nobody does; each None where it is not known."""


def holder_of(spans: Iterable[Mapping[str, Any]], role: Role, snapshot_on: date) -> Holder:
    """Who holds a child on the snapshot day."""
    order = BASIS_ORDER[role]

    def place(row: Mapping[str, Any]) -> tuple[bool, int, int, str, str]:
        closed = row["basis_to"] is not None and row["basis_to"] <= snapshot_on
        since = row["basis_from"] or date.min
        weight = order.index(row["basis"]) if row["basis"] in order else len(order)
        return closed, weight, -since.toordinal(), row["team"] or "", row["worker"] or ""

    heaviest = min(spans, key=place, default=None)
    if heaviest is None:
        return None, None, None
    worker = None if names_nobody(heaviest["worker"]) else heaviest["worker"]
    return heaviest["team"], worker, heaviest["held_from"]


def otherwise_open(rows: Mapping[str, Sequence[Mapping[str, Any]]], closed_on: date) -> bool:
    """Whether a child stays open on the day on which a case closes: another case, a plan or care goes on or begins.

    Then the closing ends nobody's clocks. A second referral of that very day counts too.
    """
    goes_on = any(
        span["basis"] in {"care", "protection", "need"}
        and (span["basis_from"] is None or span["basis_from"] <= closed_on)
        and (span["basis_to"] is None or span["basis_to"] > closed_on)
        for span in spans_of(rows)
    )
    return goes_on or any(
        episode["referral_date"] == closed_on and episode["referral_nfa"] != "Y" and episode["close_date"] is None
        for episode in rows["cin_episodes"]
    )


SPANS_SQL = f"""SELECT person_id, basis, from_on, team, worker, held_from, found_in, end_unread,
  CASE WHEN to_on < from_on THEN NULL ELSE to_on END AS to_on
FROM (
  SELECT a.person_id, a.basis, a.basis_from AS from_on, a.team, a.worker, a.held_from, a.found_in,
    CASE WHEN {is_unread_sql("basis_to", "a")} THEN 1 ELSE 0 END AS end_unread,
    CASE WHEN a.basis = 'referral' THEN CASE WHEN c.at_once = 1 THEN a.basis_from ELSE n.next_on END
      WHEN a.basis = 'enquiry' AND e.unnecessary = 1 THEN a.basis_from
      ELSE a.basis_to END AS to_on
  FROM allocation a
  LEFT JOIN (
    SELECT r.person_id, r.basis_from, MIN(CASE WHEN o.day < r.basis_from OR o.case_on < r.basis_from THEN NULL
      ELSE o.day END) AS next_on
    FROM allocation r
    JOIN (
      SELECT b.person_id, b.basis_from AS day, CAST(NULL AS DATE) AS case_on FROM allocation b
      LEFT JOIN s47_enquiry u ON u.person_id = b.person_id AND u.s47_start_date = b.basis_from AND b.basis = 'enquiry'
      WHERE b.basis NOT IN ('referral', 'leaving_care') AND (u.icpc_not_required IS NULL OR u.icpc_not_required <> 'Y')
      UNION ALL
      SELECT person_id, close_date, referral_date FROM cin_episodes WHERE close_date IS NOT NULL
    ) o ON o.person_id = r.person_id
    WHERE r.basis = 'referral'
    GROUP BY r.person_id, r.basis_from
  ) n ON n.person_id = a.person_id AND n.basis_from = a.basis_from
  LEFT JOIN (
    SELECT person_id, referral_date, MIN(CASE WHEN referral_nfa = 'Y' THEN 1 ELSE 0 END) AS at_once
    FROM cin_episodes GROUP BY person_id, referral_date
  ) c ON c.person_id = a.person_id AND c.referral_date = a.basis_from AND a.basis = 'referral'
  LEFT JOIN (
    SELECT person_id, s47_start_date, MIN(CASE WHEN icpc_not_required = 'Y' THEN 1 ELSE 0 END) AS unnecessary
    FROM s47_enquiry GROUP BY person_id, s47_start_date
  ) e ON e.person_id = a.person_id AND e.s47_start_date = a.basis_from AND a.basis = 'enquiry'
) dated"""
"""From when to when a child is open, for what, and who holds it: one row for each plan, period of care, assessment ...

A referral keeps a child open until the next thing is begun (an assessment, an enquiry that goes on) or the case closes,
unless it was closed at once, and every other of that day with it; the closing of a case that began before the referral
does not answer it. An enquiry after which a conference was deemed unnecessary has no known end: it keeps nobody open. A
span holds from its first day up to, not including, its last; an end before its start is no end. `end_unread` is 1 where
it may have ended, as what says so could not be read."""

OTHERWISE_OPEN_SQL = """SELECT c.person_id, c.close_date AS closed_on FROM cin_episodes c
JOIN spans o ON o.person_id = c.person_id
WHERE c.close_date IS NOT NULL AND o.basis IN ('care', 'protection', 'need')
  AND (o.from_on IS NULL OR o.from_on <= c.close_date) AND (o.to_on IS NULL OR o.to_on > c.close_date)
UNION
SELECT c.person_id, c.close_date FROM cin_episodes c
JOIN cin_episodes r ON r.person_id = c.person_id AND r.referral_date = c.close_date
WHERE r.close_date IS NULL AND (r.referral_nfa IS NULL OR r.referral_nfa <> 'Y')"""
"""The closings of cases after which the child stays open, as `otherwise_open` says it, over the table `spans`."""
