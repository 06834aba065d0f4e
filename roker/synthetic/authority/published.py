"""Published figures that the synthetic authority is made by: mixes, bands and series, each with its source.

Statistics of the Department for Education (children in need, children looked after, children's social work workforce,
Local Authority Interactive Tool of November 2024 and April 2026) and of the Ministry of Justice: Open Government
Licence v3.0. What was read in inspection reports says so. "Assumed" is ours: no figure is published.
"""

from collections.abc import Mapping

from roker.synthetic.authority.chance import Mix, Spread, bands

Series = Mapping[float, float]
"""By the year that ends on 31 March of it (workforce: 30 September)."""

# ------------------------------------------------------------------------------------------------------------ who comes

SOURCES = {
    # Characteristics of children in need, 2020, table C5; shares within a group assumed.
    "1A": 4.0, "1B": 2.0, "1C": 0.6, "1D": 1.5, "2A": 18.2, "2B": 2.1, "3A": 2.5, "3B": 3.0, "3C": 1.2, "3D": 2.3,
    "3E": 3.5, "3F": 2.5, "4": 1.3, "5A": 6.1, "5B": 5.0, "5C": 3.0, "6": 28.7, "7": 3.9, "8": 4.9, "9": 2.1, "10": 1.4,
}  # fmt: skip
"""Who refers, per cent of referrals."""
SCHOOLS = frozenset({"2A", "2B"})
WEEKDAY = (1.12, 1.06, 1.03, 1.03, 1.0, 0.42, 0.34)
"""Contacts by weekday, Monday first. Assumed: nothing is published; police and families come at weekends too."""
WEEKDAY_OFFICES = (1.12, 1.06, 1.03, 1.03, 0.96, 0.0, 0.0)
"""The same for those who work on working days alone. Assumed."""
IN_HOLIDAYS = 0.24
"""Of what schools send in term time, what they send in holidays (school referrals fell by 76% when schools shut in May
2020: vulnerable children and young people survey)."""
MONTH = (0.99, 1.03, 1.06, 0.98, 1.03, 1.05, 1.08, 0.87, 1.02, 1.04, 1.05, 0.84)
"""January to December. August dip, busy July and September (Shropshire 2017-20); the rest assumed."""
HOUSEHOLD = Mix({1: 52, 2: 26, 3: 13, 4: 6, 5: 3})
"""Children of one household that come together. Assumed."""
AGES = bands((2, -0.4), (2.001, 0), (10, 1), (27, 5), (52, 10), (84, 16), (100, 17.9))
"""Age of the first child of a household. Children in need by age, 2016; unborn 1.8% (2020)."""
NEED = Mix({"N1": 53.0, "N5": 16.0, "N4": 9.0, "N2": 8.5, "N8": 3.5, "N3": 3.0, "N6": 2.3, "N7": 0.4, "N9": 4.3})
"""Abuse or neglect, family dysfunction and disability published (2014-16); the rest assumed."""
ETHNICITY = Mix(
    {
        "WBRI": 66.0, "WOTH": 5.0, "WIRI": 0.4, "WIRT": 0.2, "WROM": 0.6, "MWBC": 3.2, "MWBA": 1.4, "MWAS": 1.8,
        "MOTH": 2.4, "AIND": 1.3, "APKN": 2.9, "ABAN": 1.5, "AOTH": 1.7, "BCRB": 1.8, "BAFR": 4.9, "BOTH": 1.9,
        "CHNE": 0.2, "OOTH": 3.2, "NOBT": 1.2, "REFU": 0.3,
    }
)  # fmt: skip
"""Children in need at 31 March 2020; groups published, shares within a group assumed."""
ETHNICITY_NORTH_EAST = Mix({"WBRI": 92.0, "WOTH": 2.6, "MOTH": 1.6, "ABAN": 1.2, "BAFR": 1.0, "OOTH": 1.1, "NOBT": 0.5})
"""Sunderland 2015: 96% of children in care white."""
MALE = 0.548
"""Children in need, 2020: male 53.8%, female 44.2% (of known)."""
DISABLED = 0.126
FACTORS = {
    "3B": 31.7, "3A": 11.3, "4B": 33.5, "4A": 17.6, "1B": 14.3, "2B": 14.1, "17A": 19.0, "16A": 17.6, "18C": 12.0,
    "18B": 3.0, "19C": 3.7, "19B": 2.5, "11A": 2.4, "24A": 3.2, "10A": 3.3, "13A": 1.7, "15A": 5.0, "7A": 3.7,
    "2A": 4.5, "1A": 2.6, "5A": 9.0, "6A": 4.5, "14A": 6.0, "12A": 0.6,
}  # fmt: skip
"""Factors at assessment, per cent of episodes with a factor, England 2025; the last six assumed."""

# ------------------------------------------------------------------------------------------------------- how long it is

ASSESSMENT_IN_TIME = bands((1.8, 0.5), (15.7, 10.5), (36.9, 20.5), (55.3, 30.5), (78.1, 40.5), (100.0, 45.9))
"""Working days of assessments that end within 45, England 2025 (table C2), with the hump before the limit:
here the bands to 40 days are as published, and the rest falls on days 41 to 45."""
ASSESSMENT_LATE = Spread([(0, 46), (0.405, 51), (0.705, 61), (0.9, 85), (1, 160)])
"""Working days of those that end later: 46-50, 51-60 and 61 and more; the tail of the last assumed."""
CONFERENCE_IN_TIME = bands((4.0, 5.0), (22.0, 10.9), (45.0, 13.5), (70.0, 14.6), (100.0, 15.9))
"""Working days from the strategy discussion to a conference held within 15 (England 2015 and 2025, table C4)."""
CONFERENCE_LATE = Spread([(0, 16), (0.43, 20.9), (0.8, 30), (1, 65)])
PLAN = bands((15.9, 91), (26.9, 183), (70.4, 365), (95.6, 731), (100.0, 1200))
"""Days of plans that ended, England 2025 (table D7)."""
NEED_SPELL = bands((18.0, 45), (43.0, 118), (63.0, 210), (82.0, 420), (92.5, 800), (100.0, 3500))
"""Days under a child in need plan, so that whole episodes end in the published bands (table B1); assumed by itself."""
CARE = bands((7, 14), (14, 56), (28, 183), (47, 365), (68, 731), (77, 1096), (86, 1826), (95, 3652), (100, 6400))
"""Days of periods of care that ended 2024; mean published as 864 days."""
PLACEMENT = bands((10, 8), (24, 45), (40, 150), (50, 365), (71, 800), (90, 1900), (100, 4500))
"""Days in one placement; median 139 and mean 307 published of those that ended in 2024, longer here as care may end
first."""
AGE_AT_ENTRY = bands((1.5, 0.01), (18, 1), (35, 5), (51, 10), (79, 16), (100, 17.6))
"""Starters by age, England 2015 and 2025."""
MISSING_LENGTH = bands((34, 0.9), (90, 2.9), (97.8, 7.9), (100, 24))
"""Days of missing incidents, 2024."""
DELAY = {
    "good": Spread([(0, 0.0), (0.5, 1.0), (0.9, 5.0), (0.99, 20.0), (1, 60.0)]),
    "typical": Spread([(0, 0.0), (0.5, 3.0), (0.9, 14.0), (0.99, 45.0), (1, 120.0)]),
    "failing": Spread([(0, 0.0), (0.5, 5.0), (0.9, 30.0), (0.99, 110.0), (1, 200.0)]),
}
"""Days from what happened to its record. Assumed: median, 90th percentile."""

# --------------------------------------------------------------------------------------------------------- what becomes

CATEGORY = Mix({"NEG": 44.7, "EMO": 33.5, "PHY": 8.8, "SAB": 4.7, "MUL": 8.3})
"""Plans at 31 March 2015, England."""
CARE_NEED = Mix({"N5": 38, "N8": 18, "N4": 20, "N2": 8, "N6": 8, "N3": 8})
"""Why children come into care but for abuse or neglect: starters, England 2015; the last four assumed."""
CARE_END = {
    # Leavers, England 2015 to 2025; what is left of a hundred assumed.
    "young": Mix({"E4A": 50, "E4B": 12, "E41": 12, "E13": 14, "E3": 3, "E8": 9}),
    "older": Mix({"E4A": 46, "E4B": 13, "E41": 7, "E13": 9, "E3": 3, "E9": 3, "E14": 4, "E8": 12}),
    "at_18": Mix({"E5": 47, "E6": 12, "E17": 27, "E7": 6, "E8": 8}),
}
PLACEMENT_TYPE = {
    "baby": Mix({"U6": 70, "U3": 11, "U5": 9, "R3": 5, "P1": 4, "R2": 1}),
    "child": Mix({"U6": 64, "U3": 17, "U4": 9, "U1": 3, "P1": 5, "K2": 2}),
    "teenager": Mix({"U6": 45, "U3": 11, "U4": 12, "K2": 24, "P1": 5, "S1": 2, "K1": 0.6, "R1": 1, "H5": 4.4}),
    "older": Mix({"U6": 34, "U4": 9, "U3": 6, "K2": 18, "H5": 26, "P2": 5, "P1": 2}),
}
MOVE_REASON = Mix(
    {"CARPL": 42, "OTHER": 25, "CREQB": 13, "CREQO": 5, "CHILD": 4, "LAREQ": 4, "ALLEG": 2, "STAND": 2, "CLOSE": 3}
)
"""Why placements changed, 2025, without changes of status alone."""
PARTICIPATION = Mix({"PN1": 42, "PN2": 5, "PN3": 3, "PN4": 3, "PN5": 9, "PN6": 29, "PN7": 9})
HOME = Mix({"U": 36, "B": 17, "Z": 15, "D": 14, "E": 6, "T": 4, "K": 4, "C": 4})
"""Accommodation of those who left care, 19 to 21; the shares assumed, what is unsuitable published (11%)."""
UNSUITABLE = Mix({"X": 40, "V": 15, "S": 15, "W": 12, "K": 18})
AT_WORK = Mix({"F1": 6, "F2": 30, "P2": 6, "F5": 38, "P5": 10, "F4": 6, "P4": 4})
NOT_AT_WORK = Mix({"G5": 54, "G4": 29, "G6": 17})

# --------------------------------------------------------------------------------------------------------------- series


def _from(first: int, *values: float) -> Series:
    return {first + at: value for at, value in enumerate(values)}


ENGLAND: Mapping[str, Series] = {
    "referrals": _from(2013, 520.4, 573.3, 551, 536, 553.6, 559.6, 553.7, 545.3, 507.1, 552.8, 538.1, 515.7, 519.4),
    "contacts_per_referral": {2014: 3.5, 2018: 3.66, 2022: 4.26, 2024: 4.83},
    "repeat": _from(2013, 24.7, 23.5, 24.2, 22.5, 21.9, 21.9, 22.6, 22.6, 22.7, 21.5, 22.4, 22.4, 22.6),
    "no_action": _from(2013, 14.5, 14.1, 13.8, 9.9, 10.2, 9.4, 8.1, 6.3, 6, 7.6, 7.1, 6.3, 6.5),
    "not_in_need": _from(2013, 19, 19.6, 23, 25.4, 27.8, 28.5, 29.1, 30.2, 30.5, 28.8, 29.9, 30.3, 30.8),
    "police": _from(2015, 26.2, 27.6, 27.5, 28.5, 29.2, 28.7, 32.7, 29.5, 28.8, 28.5, 28.3),
    "assessed_in_time": _from(2015, 81.5, 83.4, 82.9, 82.7, 83.1, 83.8, 87.6, 84.5, 82.5, 84.5, 85.7),
    "enquiries": _from(2015, 139.1, 148.8, 159.1, 169.1, 171.1, 170.5, 168.6, 185.2, 189.4, 186.2, 189.3),
    "conferences": _from(2015, 61.9, 63, 65.9, 67.8, 65.9, 65.7, 61.6, 62.7, 62.5, 59.9, 59.2),
    "conferences_in_time": _from(2015, 74.7, 76.7, 77.2, 76.9, 78.7, 77.6, 83, 79.2, 78.4, 79.7, 81.4),
    "plans": _from(2015, 53.9, 54.6, 56.9, 58.7, 56.7, 56.3, 54.1, 54.7, 53.7, 51.5, 50.8),
    "plans_open": _from(2015, 43.1, 43.4, 43.8, 45.9, 44.5, 43.7, 42.4, 43.3, 42.7, 41.4, 40.6),
    "second_plan": _from(2013, 14.9, 15.8, 16.6, 17.9, 18.7, 20.2, 20.8, 21.9, 22.1, 22.7, 23.6, 24.7, 24.5),
    "plan_reviews_in_time": _from(2015, 93.9, 93.6, 92.1, 90.5, 91.8, 91.5, 93.2, 89.3, 88.1, 89.8, 90.6),
    "in_need_open": _from(
        2013, 331.5, 344.7, 338.2, 339.8, 333.3, 345.4, 339.8, 330.1, 329.6, 343.7, 338.7, 331.2, 330.3
    ),
    "entries": _from(2015, 27.2, 27.7, 28.1, 27.5, 27.0, 26.3, 24.1, 26.4, 27.8, 27.5, 26.5),
    "in_care": _from(2015, 60, 60, 62, 64, 66, 68, 69, 70, 70, 69, 67),
    "missing": _from(2015, 6, 8, 8.5, 9, 8.5, 8.5, 7.5, 8, 8, 7.5, 7.5),
    "suitable": _from(2015, 81, 83, 84, 84, 85, 85, 88, 88, 88, 88, 89),
    "at_work": _from(2015, 48, 49, 50, 51, 52, 53, 52, 55, 56, 54, 54),
    "health": {2015: 89.7, 2018: 88, 2020: 90, 2022: 89, 2025: 90},
    "dental": {2015: 85.8, 2018: 84, 2020: 86, 2021: 40, 2022: 70, 2023: 76, 2024: 79, 2025: 81},
    "immunised": {2015: 87.8, 2018: 85, 2020: 88, 2023: 82, 2025: 84},
    "sdq_returned": {2015: 71.8, 2025: 78},
    "convicted": {2015: 5, 2016: 5, 2017: 4, 2018: 4, 2019: 3, 2021: 2, 2025: 2},
    "order_to_match": {2014: 216, 2015: 241, 2016: 226},
    "care_abuse": {2015: 61, 2025: 64},
    "guardianship": {2015: 14, 2025: 17},
    "adopted": {2015: 34, 2018: 26, 2025: 22},
    "social_workers": {2015: 23.0, 2017: 24.3, 2020: 27.0, 2022: 26.9, 2025: 29.7},
    "vacancy": _from(2015, 17, 16.7, 17, 16.5, 16.4, 16.1, 16.7, 20, 18.9, 17.3, 14.2),
    "agency": _from(2015, 16, 16.1, 15.8, 15.4, 15.8, 15.4, 15.5, 17.6, 17.9, 16.2, 13),
    "turnover": _from(2015, 16, 15.1, 13.4, 15.1, 15, 13.5, 15.4, 17.2, 15.9, 13.9, 11.8),
    "absence": _from(2015, 4, 3.5, 3.1, 3.2, 3.1, 2.9, 3.1, 3.5, 3.3, 3.4, 3.5),
    "caseload": _from(2016, 16.1, 17.7, 17.4, 16.9, 16.3, 16.3, 16.6, 16, 15.4, 15.2),
    "court_weeks": {2013: 33.6, 2014: 30, 2015: 28.3, 2016: 26.9, 2019: 33, 2020: 39, 2021: 45, 2024: 36},
}

SUNDERLAND: Mapping[str, Series] = {
    "referrals": _from(2013, 560.5, 610.8, 682.6, 786.9, 821.7, 863, 827.8, 667.8, 521.8, 608.5, 579.5, 587.9, 562.4),
    "repeat": _from(2013, 19, 24.5, 19, 26.2, 22, 21.3, 24.6, 22.1, 19.4, 19.7, 23.9, 19.4, 18.5),
    "no_action": {2013: 1.2, 2014: 1.0, 2015: 13, 2016: 25.3, 2017: 9.2, 2018: 0.5, 2019: 0.3, 2020: 0.4, 2025: 0.2},
    "not_in_need": {2014: 1, 2015: 1.4, 2015.6: 2.2, **_from(2016, 26.7, 46.6, 14, 44.9, 30.1, 23.6, 30, 37, 35.1, 32)},
    "police": _from(2015, 30.8, 28, 30.1, 29.5, 29.7, 34.7, 38, 29.2, 32.8, 31.8, 30.1),
    "assessed_in_time": _from(2015, 80.3, 65.5, 68.9, 76.7, 84.3, 90.7, 91.7, 89.9, 85.8, 82.3, 84.4),
    "enquiries": _from(2013, 98.1, 132.7, 147.8, 218.1, 224.6, 276, 356.4, 317.7, 278.6, 252, 217.1, 264.6, 227.2),
    "conferences": _from(2013, 70.4, 86.1, 85, 117.8, 128.8, 157.1, 145.6, 124.4, 125.7, 98.4, 96.8, 127.2, 110.4),
    "conferences_in_time": {2013: 67, 2014: 65, 2015: 59, 2016: 65.7, 2017: 89.9, 2018: 89.4, 2019: 77.8, 2020: 83.7,
                            2021: 89.1, 2022: 82.5, 2023: 82.3, 2024: 92.3, 2025: 89.8},
    "plans": _from(2013, 63.3, 78.9, 79.3, 100.6, 118, 144.7, 128.4, 114.5, 115.9, 93.6, 88.2, 123.9, 102.2),
    "plans_open": _from(2013, 49.6, 56.2, 74.7, 77.6, 78.3, 91.6, 85.8, 67.8, 76, 60.1, 54.1, 92.5, 62.9),
    "second_plan": _from(2013, 13, 13.7, 10.2, 4, 7.8, 21.2, 25.9, 22.6, 23.9, 15, 28.5, 30.2, 31),
    "plan_reviews_in_time": _from(2015, 93.7, 75.1, 96.4, 94.8, 77.1, 93.5, 98.1, 97.6, 97.9, 97.7, 96.4),
    "in_need_open": _from(2013, 430.8, 488.8, 522.8, 460.4, 500.2, 536.3, 467.2, 414.5, 427.8, 391.1, 363.5, 414.2,
                          388.9),
    "entries": {2013: 45.0, 2014: 48.0, 2015: 56.5, 2016: 44.5, 2017: 61.6, 2018: 66.4, 2019: 66.2, 2020: 49.8,
                2021: 46.4, 2022: 42.9, 2023: 33.2, 2024: 46.0, 2025: 40.7},
    "in_care": {2013: 84, 2014: 90, 2015: 105, 2016: 101, 2017: 100, 2018: 107, 2019: 110, 2020: 108, 2025: 90},
    "missing": _from(2015, 7, 8, 7, 7, 12, 14, 12, 11, 16, 13, 14),
    "suitable": _from(2014, 67, 45, 66, 89, 92, 89, 93, 90, 92, 89, 85, 86),
    "at_work": {2014: 43, 2015: 25, 2016: 28, 2017: 55, 2018: 54, 2019: 44, 2020: 47, 2022: 39, 2025: 45},
    "health": {2015: 93.1, 2018: 96, 2020: 94, 2025: 95},
    "dental": {2015: 51, 2018: 99, 2020: 96, 2021: 70, 2025: 75},
    "immunised": {2015: 85.8, 2018: 91, 2025: 93},
    "sdq_returned": {2015: 0, 2016: 40, 2018: 75},
    "convicted": {2015: 13, 2017: 6, 2020: 3, 2025: 2},
    "order_to_match": {2014: 228, 2015: 178},
    "care_abuse": {2014: 60, 2015: 72, 2017: 65},
    "guardianship": {2014: 21, 2015: 19, 2025: 26},
    "adopted": {2015: 44, 2018: 26, 2025: 22},
    "social_workers": {2015: 24.3, 2016: 25.4, 2018: 34.6, 2020: 41.0, 2025: 40.4},
    "vacancy": {2013: 15, 2014: 16, 2015: 18, 2016: 25.6, 2017: 29.4, 2018: 22.7, 2019: 16.1, 2020: 2.1, 2025: 5},
    "agency": {2010: 30, 2014: 36, 2015: 43, 2016: 43, 2017: 37.7, 2018: 14.6, 2019: 9.6, 2020: 0.9, 2025: 0.5},
    "turnover": {2015: 15, 2016: 19.2, 2017: 8.4, 2018: 12.4, 2019: 21.3, 2020: 10.4, 2025: 11.8},
    "absence": {2015: 7, 2016: 6, 2017: 1.6, 2018: 3.2, 2025: 3.9},
    "court_weeks": {2013: 40, 2014: 36, 2015: 34, 2018: 34, 2019: 33, 2020: 39},
}  # fmt: skip
"""Local Authority Interactive Tool, counts by mid-year population where rates are not given; court weeks 2015 and 2018,
and those who had left care in touch and suitably housed in 2014,
from the inspection reports of July 2015 and July 2018;
agency staff were 30% in September 2014, 21% in April 2015 and 43% in September 2015: that of April is left out.
Values before the first published year of a series (conferences in time, vacancy and agency 2013-14, entries 2013-14)
are assumed; repeats are sought more where fewer cases had closed."""
