"""Small counts: kept back, zero shown, and no hidden part can be worked out from the parts that are shown."""

from itertools import product

import pytest

from roker.measures.disclosure import NOT_SHOWN, THRESHOLD, shown, suppressed_parts


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (1, "1 to 4"), (4, "1 to 4"), (5, "5"), (1234, "1,234")])
def test_one_count(count: int, text: str) -> None:
    assert shown(count) == text


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"a": 10, "b": 20}, {"a": "10", "b": "20"}),
        ({"a": 10, "b": 0}, {"a": "10", "b": "0"}),
        ({"a": 3, "b": 20, "c": 9}, {"a": NOT_SHOWN, "b": "20", "c": NOT_SHOWN}),
        ({"a": 3, "b": 2, "c": 9}, {"a": NOT_SHOWN, "b": NOT_SHOWN, "c": "9"}),
        ({"a": 1, "b": 1, "c": 9, "d": 30}, {"a": NOT_SHOWN, "b": NOT_SHOWN, "c": NOT_SHOWN, "d": "30"}),
        ({"a": 2, "b": 0}, {"a": NOT_SHOWN, "b": "0"}),
    ],
)
def test_parts_of_a_total(parts: dict[str, int], expected: dict[str, str]) -> None:
    assert suppressed_parts(parts) == expected


def test_a_small_part_does_not_follow_from_the_total() -> None:
    """Every split of three parts: the shown parts and the total leave at least two values for each small part.

    A total that is small itself is not shown. That a reader might also turn the rule itself round is not tested here.
    """
    for counts in product(range(12), repeat=3):
        parts = dict(zip("abc", counts, strict=True))
        seen = suppressed_parts(parts)
        hidden = [parts[name] for name in parts if seen[name] == NOT_SHOWN]
        assert all(seen[name] == NOT_SHOWN for name, count in parts.items() if 0 < count < THRESHOLD)
        if hidden and shown(sum(counts)) == str(sum(counts)):
            each_may_be = [range(1, sum(hidden) - len(hidden) + 2) for _ in hidden]
            possible = [other for other in product(*each_may_be) if sum(other) == sum(hidden)]
            for n in range(len(hidden)):
                assert len({other[n] for other in possible}) > 1, (counts, seen)
