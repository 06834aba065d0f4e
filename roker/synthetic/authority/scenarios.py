"""Scenarios: what an authority is like, year by year, as tables that the model reads and never changes."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from roker.errors import RokerError
from roker.synthetic.authority.chance import Mix, Spread, bands
from roker.synthetic.authority.days import year_of
from roker.synthetic.authority.faults import Plant
from roker.synthetic.authority.published import (
    CARE_NEED,
    CATEGORY,
    CONFERENCE_IN_TIME,
    ENGLAND,
    ETHNICITY,
    ETHNICITY_NORTH_EAST,
    SUNDERLAND,
    Series,
)

# Assumed, or as the inspection reports of 2014 to 2025 say of authorities that were good.
_TYPICAL: Mapping[str, Series] = {
    **ENGLAND,
    "plan_visits_in_time": {2015: 88},
    "care_visits_in_time": {2015: 86},
    "care_reviews_in_time": {2015: 93},
    "decided_in_a_day": {2015: 90},
    "accepted_s20": {2015: 62, 2025: 57},
    "in_touch": {2014: 84, 2015: 87, 2025: 94},
    "activity_unknown": {2015: 13, 2025: 6},
    "return_interview": {2015: 62, 2025: 75},
    "supervised": {2015: 80},
    "unrecorded": {2015: 3},
    "blank": {2015: 4},
    "capacity": {2015: 100},
    "limit": {2015: 100},
    "stays_voluntary": {2015: 36, 2025: 24},
    "missing_counted": {2015: 95},
    "enter_0": {2015: 19, 2025: 16},
    "enter_1": {2015: 19, 2025: 14},
    "enter_5": {2015: 18, 2025: 15},
    "enter_10": {2015: 29, 2025: 27},
    "enter_asylum": {2015: 25, 2025: 40},
    "own_foster": {2015: 64, 2025: 55},
    "own_other": {2015: 22, 2025: 15},
    "voluntary_of_others": {2015: 9, 2025: 12},
    "far_of_outside": {2015: 36, 2025: 41},
    "with_parents": {2015: 100},
    "missing_again": {2015: 9},
    "health_refers": {2015: 100},
    "handed_on": {2015: 6},
}


_MEANT: Mapping[str, float] = {
    **dict.fromkeys(("plans_open", "in_need_open", "in_care"), -0.24),
    **dict.fromkeys(("social_workers", "vacancy", "agency", "turnover", "absence", "caseload"), -0.75),
    "sdq_returned": -0.24,
    **dict.fromkeys(("in_touch", "activity_unknown", "suitable", "at_work"), -0.12),
}
"""Years to add to a day for the year whose figure is about it: flows are about the middle of a year that ends on
31 March, stocks about its end, and those of the workforce about 30 September."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What an authority is like."""

    code: str
    title: str
    authority: str = "Wearmouth"
    """A place that is not on any map of authorities."""
    series: Mapping[str, Series]
    delay: Mapping[float, str] = field(default_factory=lambda: {2000: "typical"})
    """From a year on, how late people record: a key of `published.DELAY`."""
    ethnicity: Mix[str] = ETHNICITY
    category: Mix[str] = CATEGORY
    conference: Spread = CONFERENCE_IN_TIME
    """Working days to a conference in time."""
    care_need: Mix[str] = CARE_NEED
    faults: tuple[Plant, ...] = ()
    """The faults that belong to it."""

    def at(self, name: str, day: int) -> float:
        """A figure on a day: as published for the year around it, a straight line from year to year."""
        series = self.series[name]
        years = sorted(series)
        year = year_of(day) + _MEANT.get(name, 0.25)
        after = bisect_right(years, year)
        if after in {0, len(years)}:
            return float(series[years[0] if after == 0 else years[-1]])
        low, high = years[after - 1], years[after]
        return series[low] + (series[high] - series[low]) * (year - low) / (high - low)

    def delay_on(self, day: int) -> str:
        """How late people record on a day."""
        year = year_of(day)
        return self.delay[max((each for each in self.delay if each <= year), default=min(self.delay))]


def _with(**changed: float | Series) -> Mapping[str, Series]:
    """The typical authority but for some figures."""
    return {
        **_TYPICAL,
        **{name: {2015: each} if isinstance(each, int | float) else each for name, each in changed.items()},
    }


SCENARIOS: Mapping[str, Scenario] = {
    each.code: each
    for each in (
        Scenario(code="typical", title="As England is, year by year", series=_TYPICAL),
        Scenario(
            code="good",
            title="As authorities that inspectors found good: medians of 2016 and 2025",
            delay={2000: "good"},
            series=_with(
                referrals=480, assessed_in_time=89, conferences_in_time=87, plan_visits_in_time=96,
                plan_reviews_in_time=97.5, care_reviews_in_time=97, care_visits_in_time=95, vacancy=11, agency=9,
                turnover=12, absence=2.8, decided_in_a_day=97, in_touch=95, activity_unknown=3, repeat=18,
                in_need_open=319, in_care=52, entries=22, return_interview=85, supervised=95,
                handed_on=3.5, unrecorded=1, blank=1.5,
                capacity=108, missing_counted=99,
            ),
        ),
        Scenario(
            code="outstanding",
            title="As authorities that inspectors found outstanding: medians of 2025, and Sunderland 2021 to 2025",
            delay={2000: "good"},
            series=_with(
                referrals=500, assessed_in_time=90, conferences_in_time=90, plan_visits_in_time=98,
                plan_reviews_in_time=97.5, care_reviews_in_time=99, care_visits_in_time=97, vacancy=6, agency=3,
                turnover=10, absence=3, decided_in_a_day=98, in_touch=97, activity_unknown=2, suitable=92,
                return_interview=88, supervised=97,
                handed_on=2, unrecorded=0.5, blank=1, capacity=114, missing_counted=100,
            ),
        ),
        Scenario(
            code="sunderland-2015",
            title="From good to failing, 2012 to 2015, by the published figures of Sunderland",
            ethnicity=ETHNICITY_NORTH_EAST,
            category=Mix({"NEG": 86, "EMO": 8, "PHY": 3, "SAB": 2, "MUL": 1}),
            care_need=Mix({"N5": 74, "N8": 5, "N4": 7, "N2": 6, "N6": 4, "N3": 4}),
            conference=bands((4.0, 5.0), (12.5, 10.9), (35.0, 13.5), (66.0, 14.6), (100.0, 15.9)),
            delay={2000: "good", 2012: "typical", 2014: "failing"},
            faults=(  # as inspectors found: 122 children held for five months, and one worker with 45 assessments
                Plant(fault="front_door_held", first=date(2014, 11, 24), last=date(2015, 5, 22), most=22.4),
                Plant(fault="unrecorded_assessments", first=date(2014, 12, 15), last=date(2015, 6, 12), most=8.3),
                Plant(fault="ungraded_police_contacts", first=date(2014, 4, 1), last=date(2015, 12, 31)),
            ),
            series={
                **_TYPICAL,
                **SUNDERLAND,
                "contacts_per_referral": {2013: 3.3, 2015: 3.6},
                "plan_visits_in_time": {2013: 93, 2014: 91, 2015: 88, 2016: 85},
                "care_visits_in_time": {2013: 92, 2014: 86, 2015: 70, 2016: 66},
                "care_reviews_in_time": {2013: 99, 2014: 98.5, 2015: 86, 2016: 68},
                "decided_in_a_day": {2013: 93, 2014: 80, 2015: 58},
                "accepted_s20": {2013: 78, 2014: 79, 2015: 83},
                "in_touch": {2013: 70, 2014: 52, 2015: 29, 2016: 27},
                "activity_unknown": {2013: 22, 2014: 28, 2015: 58, 2016: 77},
                "return_interview": {2013: 60, 2015: 40},
                "supervised": {2013: 82, 2014: 65, 2015: 45},
                "unrecorded": {2013: 3, 2014: 5, 2015: 10},
                "blank": {2013: 4, 2015: 10},
                "capacity": {2013: 110, 2014: 104, 2015: 98, 2016: 98},
                "limit": {2013: 105, 2014: 140, 2015: 250},
                "stays_voluntary": {2013: 56, 2014: 66, 2015: 84},
                "missing_counted": {2013: 80, 2015: 60},
                "enter_0": {2014: 31, 2015: 29},
                "enter_1": {2014: 26, 2015: 24},
                "enter_5": {2014: 18, 2015: 17},
                "enter_10": {2014: 23, 2015: 25},
                "enter_asylum": {2015: 6},
                "own_foster": {2014: 90, 2015: 86},
                "own_other": {2015: 34},
                "voluntary_of_others": {2015: 64},
                "far_of_outside": {2015: 20},
                "with_parents": {2015: 38},
                "missing_again": {2015: 19},
                "health_refers": {2015: 148},
                "handed_on": {2015: 0},
            },
        ),
        Scenario(
            code="relapse",
            title="A backlog team clears, the board closes early, work slides back: 2016 to 2019",
            ethnicity=ETHNICITY_NORTH_EAST,
            delay={2000: "failing", 2016: "typical", 2018.5: "failing"},
            faults=(  # unallocated again in 2019, after managers had changed; the board had closed in March 2018
                Plant(fault="managers_interim", first=date(2018, 4, 3), last=date(2018, 4, 3)),
                Plant(fault="unallocated_after_leaver", first=date(2018, 10, 1), last=date(2019, 6, 30)),
            ),
            series={
                **_TYPICAL,
                **SUNDERLAND,
                "plan_visits_in_time": {2016: 72, 2017: 88, 2018: 90, 2019: 74},
                "care_visits_in_time": {2016: 68, 2017: 86, 2018: 88, 2019: 76},
                "care_reviews_in_time": {2016: 70, 2017: 92, 2018: 94, 2019: 82},
                "decided_in_a_day": {2016: 60, 2017: 88, 2018.5: 84, 2019.2: 50},
                "in_touch": {2016: 45, 2017: 90, 2018: 96, 2019: 92},
                "activity_unknown": {2016: 40, 2017: 10, 2018: 5},
                "return_interview": {2016: 45, 2018: 66},
                "supervised": {2016: 50, 2017: 80, 2018: 82, 2019: 60},
                "unrecorded": {2016: 9, 2017: 4, 2019: 6},
                "blank": {2016: 9, 2018: 4, 2019: 6},
                "limit": {2016: 180, 2017: 100, 2018: 110, 2019: 170},
                "stays_voluntary": {2016: 50},
                "capacity": {2016: 80, 2017: 108, 2018: 100, 2019: 86},
                "missing_counted": {2016: 65, 2018: 85},
            },
        ),
    )
}  # fmt: skip


def scenario_of(code: str) -> Scenario:
    """The scenario of a code. Refuses others."""
    if code not in SCENARIOS:
        raise RokerError(f"There is no scenario “{code}”. There are {', '.join(sorted(SCENARIOS))}.")
    return SCENARIOS[code]
