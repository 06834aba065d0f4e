"""How long a clock has run in all, and with the present holder: another worker does not start it again."""

from datetime import date

import pytest

from roker.duties import Clock

ON = date(2024, 1, 31)


def clock(opened: str | None, held: str | None, met: str | None = None, ended: str | None = None) -> Clock:
    days = [date.fromisoformat(each) if each else None for each in (opened, held, met, ended)]
    opened_on, held_from, met_on, ended_on = days
    return Clock(
        duty="cp_visit",
        subject_id="C1",
        person_id="C1",
        about_on=opened_on,
        opened_on=opened_on,
        due_on=None,
        late_after=None,
        met_on=met_on,
        ended_on=ended_on,
        unsure=None,
        step="",
        version=None,
        held_from=held_from,
    )


@pytest.mark.parametrize(
    ("case", "made", "in_all", "with_holder"),
    [
        ("one worker from before the start", clock("2024-01-01", "2023-06-01"), 30, 30),
        ("a new worker", clock("2024-01-01", "2024-01-25"), 30, 6),
        ("a worker who comes tomorrow", clock("2024-01-01", "2024-02-01"), 30, 0),
        ("not known since when", clock("2024-01-01", None), 30, None),
        ("no start", clock(None, "2024-01-25"), None, None),
        ("met before the worker came", clock("2024-01-01", "2024-01-25", met="2024-01-11"), 10, 0),
        ("met since", clock("2024-01-01", "2024-01-05", met="2024-01-11"), 10, 6),
        ("ended before it was met", clock("2024-01-01", None, met="2024-01-20", ended="2024-01-11"), 10, None),
        ("done beforehand", clock("2024-01-10", "2024-01-01", met="2024-01-02"), 0, 0),
        ("met after the day asked", clock("2024-01-01", None, met="2024-02-20"), 30, None),
    ],
)
def test_waiting(case: str, made: Clock, in_all: int | None, with_holder: int | None) -> None:
    assert made.waited_days(ON) == in_all
    assert made.waited_with_holder_days(ON) == with_holder
