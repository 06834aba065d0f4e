"""Lines of work against what queueing theory says of them: Erlang C, and Pollaczek and Khinchine."""

from collections.abc import Callable
from math import factorial

import pytest

from roker.synthetic.authority.chance import Chance, Spread
from roker.synthetic.authority.loop import Line, Loop, day_and_night

ARRIVALS = 200_000


def mean_wait(*, people: int, between: float, hours: Callable[[Chance], float]) -> float:
    """The mean time in the line before work is taken up, in hours, with arrivals at random."""
    loop, chance = Loop(), Chance(7, "line")
    line = Line(loop, people=people, a_day=24.0, later=day_and_night)
    waits: list[float] = []

    def done(came: float, took: float) -> None:
        waits.append((loop.now - came) * 24 - took)

    def arrive(left: int) -> None:
        took = hours(chance)
        line.give(loop.now, took, done, loop.now, took)
        if left:
            loop.at(loop.now + chance.exponential(between) / 24, arrive, left - 1)

    loop.at(0.0, arrive, ARRIVALS)
    loop.run(until=1e9)
    assert len(waits) == ARRIVALS + 1
    return sum(waits) / len(waits)


def erlang_c_wait(people: int, between: float, mean: float) -> float:
    """The mean wait in an M/M/c line (Erlang 1917)."""
    offered = mean / between
    full = offered**people / factorial(people) * people / (people - offered)
    waits = full / (sum(offered**n / factorial(n) for n in range(people)) + full)
    return waits * mean / (people - offered)


@pytest.mark.parametrize(("people", "between", "mean"), [(1, 1.0, 0.6), (3, 1.0, 2.4), (8, 1.0, 6.0)])
def test_several_people_at_a_desk_keep_people_waiting_as_erlang_says(people: int, between: float, mean: float) -> None:
    found = mean_wait(people=people, between=between, hours=lambda chance: chance.exponential(mean))
    assert found == pytest.approx(erlang_c_wait(people, between, mean), rel=0.12)


def test_uneven_work_keeps_it_waiting_as_pollaczek_and_khinchine_say() -> None:
    work = Spread([(0, 0.1), (0.9, 0.5), (1, 2.5)])
    mean = work.mean()
    # Of a straight line from a to b, the mean of squares is (a*a + a*b + b*b) / 3.
    squares = 0.9 * (0.01 + 0.05 + 0.25) / 3 + 0.1 * (0.25 + 1.25 + 6.25) / 3
    expected = squares / (2 * (1 - mean))
    assert mean_wait(people=1, between=1.0, hours=lambda chance: chance.length(work)) == pytest.approx(
        expected, rel=0.1
    )


def test_events_of_one_time_come_in_the_order_in_which_they_were_asked_for() -> None:
    loop, seen = Loop(), []
    for name in "bac":
        loop.at(1.0, seen.append, name)
    loop.at(0.5, seen.append, "first")
    assert loop.run(until=2.0) == 4
    assert seen == ["first", "b", "a", "c"]
    assert loop.now == 2.0


def test_the_more_urgent_is_taken_up_first_and_what_waits_can_be_taken_away() -> None:
    loop, seen = Loop(), []
    line = Line(loop, people=1, a_day=24.0, later=day_and_night)
    for urgency, name in ((5, "begun"), (9, "later"), (1, "urgent")):
        line.give(urgency, 1.0, seen.append, name)
    loop.run(until=1.5 / 24)
    assert seen == ["begun"]
    assert [of for *_, of in line.empty()] == [("later",)]
    loop.run(until=1.0)
    assert seen == ["begun", "urgent"]


def test_counts_come_as_often_as_they_should() -> None:
    chance = Chance(3, "counts")
    found = [chance.count(2.5) for _ in range(20_000)]
    mean = sum(found) / len(found)
    assert mean == pytest.approx(2.5, rel=0.03)
    assert sum((each - mean) ** 2 for each in found) / len(found) == pytest.approx(2.5, rel=0.05)


def test_streams_of_a_seed_do_not_disturb_each_other() -> None:
    assert Chance(1, "a").share() == Chance(1, "a").share()
    assert Chance(1, "a").share() != Chance(1, "b").share()
    assert Chance(1, "a").share() != Chance(2, "a").share()
