"""The event loop, and those who work through what waits for them: a desk with people at it, or one person with hours.

Time is a number of days: the whole part is the day (`date.toordinal`), the rest how much of its working hours is gone.
"""

from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from typing import Any

Action = Callable[..., object]
Later = Callable[[float, float, float], float]
"""Of a time, hours of work and hours a day: the time at which they are done."""


class Loop:
    """Events in the order of their time; at one time, in the order in which they were asked for."""

    __slots__ = ("_events", "_number", "now")

    def __init__(self, now: float = 0.0) -> None:
        self.now = now
        self._events: list[tuple[float, int, Action, tuple[Any, ...]]] = []
        self._number = 0

    def at(self, time: float, action: Action, *of: Any) -> None:
        """Has an action done at a time; at once, after what is being done, where that time has gone."""
        self._number += 1
        heappush(self._events, (max(self.now, time), self._number, action, of))

    def run(self, until: float) -> int:
        """Does everything before a time, and says how many events that were."""
        events, done = self._events, 0
        while events and events[0][0] < until:
            self.now, _, action, of = heappop(events)
            action(*of)
            done += 1
        self.now = until
        return done


def day_and_night(time: float, hours: float, a_day: float) -> float:
    """When hours are done if every day is worked."""
    return time + hours / a_day


class Line:
    """What waits in one line for one of several who do it, the most urgent first.

    One person with a pile of work is a line of one. `a_day` is the hours that each works a day.
    """

    __slots__ = ("_later", "_loop", "_number", "a_day", "busy", "open_from", "people", "waiting", "waiting_hours")

    def __init__(self, loop: Loop, *, people: int, a_day: float, later: Later) -> None:
        self._loop, self._later = loop, later
        self.people, self.a_day = people, a_day
        self.waiting: list[tuple[float, int, float, Action, tuple[Any, ...]]] = []
        self.waiting_hours = 0.0
        self.busy = 0
        self.open_from = 0.0
        self._number = 0

    def give(self, urgency: float, hours: float, action: Action, *of: Any) -> None:
        """Adds work: the lower the urgency, the sooner it is taken up; among equals the first that came."""
        self._number += 1
        heappush(self.waiting, (urgency, self._number, hours, action, of))
        self.waiting_hours += hours
        if self.busy < self.people:
            self._take_up()

    def _take_up(self) -> None:
        _, _, hours, action, of = heappop(self.waiting)
        self.waiting_hours -= hours
        self.busy += 1
        begins = max(self._loop.now, self.open_from)
        self._loop.at(self._later(begins, hours, self.a_day), self._done, action, of)

    def _done(self, action: Action, of: tuple[Any, ...]) -> None:
        self.busy -= 1
        action(*of)
        if self.waiting and self.busy < self.people:
            self._take_up()

    def empty(self) -> Sequence[tuple[float, int, float, Action, tuple[Any, ...]]]:
        """Takes away everything that waits, in the order in which it would have been done."""
        left, self.waiting, self.waiting_hours = sorted(self.waiting, key=lambda each: each[:2]), [], 0.0
        return left
