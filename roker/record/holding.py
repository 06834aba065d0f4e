"""Who holds a child, and which entries in a worker's place hold nobody's child.

A duty desk, a queue or a vacancy holds nobody: the child's duties stand in the row "Nobody" until a named worker has
them. The lists of an Annex A workbook may name different workers for one child; the list for what weighs most wins,
and if it names no worker the child is nobody's, whatever an older list says.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """Who has to do what a duty asks."""

    SOCIAL_WORKER = "social_worker"
    PERSONAL_ADVISER = "personal_adviser"


BASIS_ORDER: Mapping[Role, tuple[str, ...]] = {
    Role.SOCIAL_WORKER: ("care", "protection", "need", "enquiry", "assessment", "referral", "leaving_care"),
    Role.PERSONAL_ADVISER: ("leaving_care", "care", "protection", "need", "enquiry", "assessment", "referral"),
}
"""Codes of the set allocation_basis, the one that weighs most first."""

_NOT_A_WORKER = frozenset(
    (
        "duty|duty desk|duty team|duty worker|duty social worker|duty manager|unallocated|not allocated|"
        "awaiting allocation|to be allocated|allocation pending|no worker|none|nobody|vacant|vacancy|tbc|tba|unknown|"
        "not known|not recorded|team manager|manager|agency|waiting list|inbox|tray|pool|"
    ).split("|")
)
"""Compared in small letters and without punctuation; the last is the blank."""


def names_nobody(worker: str | None) -> bool:
    """Whether an entry in a worker's place is blank or names a desk, a queue or a vacancy, not a person."""
    if worker is None:
        return True
    return re.sub(r"[^a-z]+", " ", worker.lower()).strip() in _NOT_A_WORKER


def holder_of(allocations: Iterable[Mapping[str, Any]], role: Role, snapshot_on: date) -> tuple[str | None, str | None]:
    """Team and worker who hold a child on the snapshot day: (None, None) where no list names either."""
    order = BASIS_ORDER[role]

    def weight(row: Mapping[str, Any]) -> tuple[bool, int, date]:
        closed = row["basis_to"] is not None and row["basis_to"] <= snapshot_on
        since = row["basis_from"] or date.min
        return (not closed, -order.index(row["basis"]), since)

    heaviest = max(allocations, key=weight, default=None)
    if heaviest is None:
        return None, None
    return heaviest["team"], None if names_nobody(heaviest["worker"]) else heaviest["worker"]


OPEN_SPANS_SQL = """SELECT a.person_id, a.basis, a.basis_from AS from_on,
  CASE WHEN a.basis = 'referral' THEN n.next_on ELSE a.basis_to END AS to_on
FROM allocation a
LEFT JOIN (
  SELECT r.person_id, r.basis_from, MIN(o.day) AS next_on
  FROM allocation r
  JOIN (
    SELECT person_id, basis_from AS day FROM allocation WHERE basis NOT IN ('referral', 'leaving_care')
    UNION ALL
    SELECT person_id, close_date FROM cin_episodes WHERE close_date IS NOT NULL
  ) o ON o.person_id = r.person_id
  WHERE r.basis = 'referral' AND o.day >= r.basis_from
  GROUP BY r.person_id, r.basis_from
) n ON n.person_id = a.person_id AND n.basis_from = a.basis_from
LEFT JOIN cin_episodes c ON c.person_id = a.person_id AND c.referral_date = a.basis_from
LEFT JOIN s47_enquiry e ON e.person_id = a.person_id AND e.s47_start_date = a.basis_from
WHERE NOT (a.basis = 'referral' AND COALESCE(c.referral_nfa, 'U') = 'Y')
  AND NOT (a.basis = 'enquiry' AND COALESCE(e.icpc_not_required, 'U') = 'Y')"""
"""From when to when a child is open, and for what: one row for each plan, period of care, assessment ...

A referral keeps a child open until the next thing that is done (an assessment or enquiry begins, the case closes),
unless it was closed at once. An enquiry after which a conference was deemed unnecessary has no known end: it does not
keep a child open by itself. A span holds from its first day up to, not including, its last."""
