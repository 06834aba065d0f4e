"""Working days, months and ages: against an independent list of bank holidays, and at the edges of the table."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roker import calendar
from roker.calendar import (
    FIRST_DAY,
    LAST_DAY,
    OutsideCalendarError,
    before,
    beginning_with,
    calendar_days,
    hours,
    months,
    weeks,
    working_days,
)

DAYS = st.dates(date(2006, 1, 1), date(2028, 6, 1))


def test_bank_holidays_agree_with_an_independent_list() -> None:
    independent = holidays.country_holidays("GB", subdiv="ENG", years=range(2006, 2029))
    on_weekdays = {day for day in independent if day.weekday() < 5}
    assert {holiday.day for holiday in calendar.BANK_HOLIDAYS} == on_weekdays


@pytest.mark.parametrize(
    "day",
    ["2011-04-29", "2012-06-04", "2012-06-05", "2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"],
)
def test_one_off_holidays(day: str) -> None:
    assert not calendar.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2012-05-28", "2020-05-04", "2022-05-30"])
def test_moved_holidays_are_working_days(day: str) -> None:
    assert calendar.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2024-03-25", 15, "2024-04-17"),  # over Good Friday and Easter Monday
        ("2024-01-02", 45, "2024-03-05"),
        ("2023-12-22", 1, "2023-12-27"),
        ("2024-01-06", 1, "2024-01-08"),  # a Saturday
        ("2024-01-07", 1, "2024-01-08"),
    ],
)
def test_add_working_days(start: str, count: int, due: str) -> None:
    assert calendar.add_working_days(date.fromisoformat(start), count) == date.fromisoformat(due)


@given(DAYS, st.integers(1, 60))
def test_the_nth_working_day_is_counted_one_by_one(start: date, count: int) -> None:
    day, counted = start, 0
    while counted < count:
        day += timedelta(days=1)
        counted += calendar.is_working_day(day)
    assert calendar.add_working_days(start, count) == day
    assert calendar.working_days_between(start, day) == count


@given(DAYS, DAYS)
def test_working_days_between_turns_round(start: date, end: date) -> None:
    assert calendar.working_days_between(start, end) == -calendar.working_days_between(end, start)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2024-01-31", months(1), "2024-02-29"),
        ("2023-01-31", months(1), "2023-02-28"),
        ("2023-11-30", months(3), "2024-02-29"),
        ("2023-08-31", months(6), "2024-02-29"),
        ("2024-02-29", months(6), "2024-08-29"),
        ("2024-03-20", weeks(8), "2024-05-15"),
        ("2024-04-30", working_days(10), "2024-05-15"),
    ],
)
def test_last_day_in_time(start: str, limit: calendar.Limit, due: str) -> None:
    assert calendar.last_day_in_time(limit, date.fromisoformat(start)) == date.fromisoformat(due)


@pytest.mark.parametrize("day", [FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1)])
def test_a_day_outside_the_table_is_refused(day: date) -> None:
    for ask in (
        lambda: calendar.is_working_day(day),
        lambda: calendar.add_working_days(day, 1),
        lambda: calendar.working_days_between(day, FIRST_DAY),
        lambda: calendar.last_day_in_time(months(1), day),
    ):
        with pytest.raises(OutsideCalendarError, match="outside the working day calendar"):
            ask()


@pytest.mark.parametrize("limit", [working_days(10), weeks(2), months(1)], ids=str)
def test_a_due_day_outside_the_table_is_refused(limit: calendar.Limit) -> None:
    with pytest.raises(OutsideCalendarError):
        calendar.last_day_in_time(limit, LAST_DAY - timedelta(days=5))


@pytest.mark.parametrize(
    ("born", "age", "reached"),
    [("2006-05-15", 18, "2024-05-15"), ("2004-02-29", 18, "2022-02-28"), ("2000-02-29", 24, "2024-02-29")],
)
def test_birthday(born: str, age: int, reached: str) -> None:
    assert calendar.birthday(date.fromisoformat(born), age) == date.fromisoformat(reached)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2006-05-15", "2024-05-14", 17),
        ("2006-05-15", "2024-05-15", 18),
        ("2004-02-29", "2022-02-27", 17),
        ("2004-02-29", "2022-02-28", 18),
        ("2024-06-01", "2024-05-15", -1),
    ],
)
def test_age(born: str, day: str, age: int) -> None:
    assert calendar.age_on(date.fromisoformat(born), date.fromisoformat(day)) == age


def test_limit_in_words() -> None:
    assert [str(limit) for limit in (working_days(1), working_days(45), weeks(8), months(6))] == [
        "1 working day",
        "45 working days",
        "8 weeks",
        "6 months",
    ]
    assert [str(beginning_with(weeks(26))), str(before(working_days(2))), str(hours(72))] == [
        "26 weeks beginning with that day",
        "2 working days before",
        "72 hours",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: weeks(-1),
        lambda: hours(30),
        lambda: beginning_with(working_days(3)),
        lambda: beginning_with(before(weeks(1))),
    ],
    ids=["less than nothing", "part of a day", "beginning with working days", "beginning with, before"],
)
def test_a_limit_that_no_law_has_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"limit|hours|beginning"):
        wrong()


@pytest.mark.parametrize(
    ("start", "limit", "certain", "possible"),
    [
        ("2024-03-25", hours(24), "2024-03-25", "2024-03-26"),
        ("2024-03-25", hours(72), "2024-03-27", "2024-03-28"),
        ("2024-03-25", beginning_with(calendar_days(8)), "2024-04-01", "2024-04-01"),
        ("2024-01-01", beginning_with(weeks(26)), "2024-06-30", "2024-06-30"),
        ("2024-03-25", calendar_days(7), "2024-04-01", "2024-04-01"),
        ("2024-03-25", working_days(0), "2024-03-25", "2024-03-25"),
        ("2024-04-02", before(working_days(1)), "2024-04-01", "2024-04-01"),
        ("2024-04-02", before(working_days(2)), "2024-03-27", "2024-03-27"),
        ("2024-04-06", before(working_days(1)), "2024-04-04", "2024-04-04"),
        ("2024-05-31", before(months(3)), "2024-02-29", "2024-02-29"),
    ],
)
def test_every_way_of_counting(start: str, limit: calendar.Limit, certain: str, possible: str) -> None:
    day = date.fromisoformat(start)
    assert str(calendar.last_day_in_time(limit, day)) == certain
    assert str(calendar.late_after(limit, day)) == possible
