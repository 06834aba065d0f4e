"""Who holds a child: the heaviest list wins, and a desk, a queue or a blank holds nobody."""

from datetime import date

import pytest

from roker.record.holding import Role, holder_of, names_nobody

SNAPSHOT = date(2024, 1, 31)


@pytest.mark.parametrize(
    ("entry", "nobody"),
    [
        (None, True),
        ("", True),
        ("  ", True),
        ("Duty", True),
        ("DUTY DESK", True),
        ("Duty-Team.", True),
        ("Unallocated", True),
        ("Team Manager", True),
        ("Awaiting allocation", True),
        ("Unassigned", True),
        ("Unallocated - North", True),
        ("No allocated worker", True),
        ("Not yet allocated", True),
        ("Pending Allocation", True),
        ("Vacant post 12", True),
        ("Duty SW", True),
        ("Assessment Duty", True),
        ("Unknown worker", True),
        ("Ada Brook", False),
        ("10234", False),
        ("李明", False),
        ("Duty, Ann", False),
        ("Brook-Duty, A", False),
    ],
)
def test_names_nobody(entry: str | None, nobody: bool) -> None:
    assert names_nobody(entry) is nobody


def allocation(basis: str, worker: str | None, since: str | None = None, until: str | None = None) -> dict[str, object]:
    return {
        "basis": basis,
        "basis_from": date.fromisoformat(since) if since else None,
        "basis_to": date.fromisoformat(until) if until else None,
        "team": f"{basis} team",
        "worker": worker,
        "held_from": date(2023, 5, 5),
    }


@pytest.mark.parametrize(
    ("case", "allocations", "expected"),
    [
        ("no list has the child", [], (None, None)),
        ("care weighs more than need", [allocation("need", "Ann"), allocation("care", "Ben")], ("care team", "Ben")),
        ("a blank on the heavier list is nobody", [allocation("referral", "Ann"), allocation("need", None)], ("need team", None)),
        ("what has ended weighs less", [allocation("protection", "Ann", until="2024-01-31"), allocation("need", "Ben")], ("need team", "Ben")),
        ("what ends tomorrow has not ended", [allocation("protection", "Ann", until="2024-02-01"), allocation("need", "Ben")], ("protection team", "Ann")),
        ("of two alike the later began", [allocation("assessment", "Ann", "2023-01-01"), allocation("assessment", "Ben", "2023-06-01")], ("assessment team", "Ben")),
        ("a desk is nobody", [allocation("referral", "Duty desk")], ("referral team", None)),
    ],
)  # fmt: skip
def test_holder(case: str, allocations: list[dict[str, object]], expected: tuple[str | None, str | None]) -> None:
    since = date(2023, 5, 5) if allocations else None
    assert holder_of(allocations, Role.SOCIAL_WORKER, SNAPSHOT) == (*expected, since)


def test_the_personal_adviser_comes_first_for_a_care_leaver() -> None:
    both = [allocation("care", "Ann"), allocation("leaving_care", "Pat")]
    assert holder_of(both, Role.PERSONAL_ADVISER, SNAPSHOT)[:2] == ("leaving_care team", "Pat")
    assert holder_of(both, Role.SOCIAL_WORKER, SNAPSHOT)[:2] == ("care team", "Ann")
