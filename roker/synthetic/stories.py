"""What the demonstration tells: the teams of an invented authority, and what happened to its families, with the odds.

Nobody here ever lived, and no worker or place exists. Odds follow the published figures of a service under strain.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any, TypeVar

AUTHORITY, NEIGHBOURS = "Harrowmere", ("Eastmarsh", "Coldbeck", "Thornholme")
TEAMS = {
    "Front Door": ("Alison Threlfall", "Yusuf Demirhan", "Grace Nwachuku", "Piotr Zielonka"),
    "Assessment Team 1": ("Sam Okafor", "Helen Braithby", "Farah Siddiqa", "Tomasz Wronek"),
    "Assessment Team 2": ("Nadia Belkacim", "Joanne Garthside", "Kwabena Asomah", "Rhys Penhallow"),
    "Safeguarding Team North": ("Judith Stobhill", "Imran Qadeeri", "Ewa Malczyk", "Tendai Moyana"),
    "Safeguarding Team South": ("Bola Adekanle", "Catrin Meredydd", "Sunil Raghavar", "Laura Emmotson"),
    "Children in Care Team": ("Patrick Dunmorrow", "Samira Haddadi", "Beth Cawthorn", "Lukas Oravek"),
    "Leaving Care Team": ("Denise Applegarth", "Hamza Tariqi", "Chloe Winterburn", "Obinna Ezeudo"),
    "Children with Disabilities Team": ("Ruth Allanby", "Priyanka Sethuran", "Gareth Llewyn", "Marisol Quintera"),
}
FRONT_DOOR, FIRST, SECOND, NORTH, SOUTH, IN_CARE, LEAVING, DISABILITIES = TEAMS
SAM, OVERLOADED, STEADY = "Sam Okafor", "Judith Stobhill", SOUTH
"""Whom the tour follows; who has far too many children; the team that is hardly ever late."""
NEXT = "whoever's turn it is"
"""In a worker's place: chosen when the family is given out."""

POLICE = "6"
SOURCES = {POLICE: 29, "2A": 19, "3A": 5, "3B": 4, "3E": 5, "5A": 8, "5D": 6, "1A": 6, "1B": 2, "7": 4, "4": 1, "8": 5}
ETHNICITIES = {"WBRI": 77, "WOTH": 4, "WROM": 1, "MWBC": 3, "MWAS": 2, "APKN": 3, "ABAN": 2, "BAFR": 4, "AIND": 2}
NEEDS = {"N1": 58, "N5": 18, "N4": 10, "N3": 5, "N6": 4, "N8": 3, "N7": 2}
ABUSE = {"NEG": 48, "EMO": 36, "PHY": 8, "SAB": 4, "MUL": 4}
PLACEMENTS = (  # up to which age, and the odds
    (9, {"U6": 45, "U4": 30, "U3": 12, "U1": 13}),
    (15, {"U6": 40, "U4": 30, "U1": 12, "K2": 18}),
    (99, {"U6": 25, "U4": 25, "K2": 20, "H5": 30}),
)
EARLY_HELP = ("Early Help Hub East", "Early Help Hub West", "Millrace Primary School")
HOMES = {"X": 1, "D": 4, "U": 6, "K": 2, "B": 4, "Z": 3, "T": 2, "S": 1}
ACTIVITIES = {"F1": 1, "F2": 3, "F4": 1, "F5": 3, "P5": 1, "G4": 2, "G5": 4, "G6": 1}

# Bands of working days, each with its odds; busiest just before the limit, as everywhere.
Bands = Mapping[tuple[int, int], int]
ASSESSED_IN_TIME, ASSESSED_LATE = {(1, 20): 28, (21, 40): 36, (41, 45): 36}, {(46, 50): 45, (51, 60): 30, (61, 85): 25}
ASSESSMENT_OPEN = {(1, 20): 38, (21, 39): 32, (40, 45): 13, (46, 60): 12, (61, 95): 5}
CONFERENCE_IN_TIME, CONFERENCE_LATE = {(7, 11): 25, (12, 15): 75}, {(16, 20): 65, (21, 32): 35}
VISITED_IN_TIME, VISITED_LATE = {(0, 10): 1}, {(11, 17): 75, (18, 35): 25}
NEED_BEGAN, PLAN_BEGAN = {(2, 123): 48, (124, 380): 52}, {(3, 120): 58, (121, 260): 30, (261, 420): 12}
CARE_BEGAN = {(32, 124): 20, (125, 370): 30, (371, 1030): 30, (1031, 2000): 20}
ADOPTION_GAPS = ((120, 170), (15, 50), (60, 160), (10, 25), (120, 190))
"""From care to the decision, and on to the order, the match, the placement and the adoption."""
ADOPTION_STEPS = (
    "Date of Decision that Child Should be Placed for Adoption",
    "Date of Placement Order",
    "Date of Matching Child and Prospective Adopters",
    "Date Placed for Adoption",
    "Date of Adoption Order",
)
ADOPTER_GAPS = ((5, 20), (35, 45), (1, 20), (70, 90), (3, 8), (10, 30), (20, 150))
"""From the enquiry through the stages to the approval, and on to the match."""
ADOPTER_STEPS = (
    "Date enquiry received",
    "Date Stage 1 started",
    "Date Stage 1 ended",
    "Date Stage 2 started",
    "Date Stage 2 ended",
    "Date application submitted",
    "Date application approved",
    "Date adopter matched with child(ren)",
    "Date child/children placed with adopter(s)",
    "Date of Adoption Order",
)
LEAVER_CONTACT = {(1, 55): 78, (57, 180): 13, (380, 800): 9}
"""Days since the last contact, not working days."""
ENDS = {
    1: "Date of Contact",
    2: "Assessment completion date",
    3: "Date of referral",
    4: "Continuous Assessment Date of Authorisation",
    5: "Strategy discussion initiating Section 47 Enquiry Start Date",
    6: "CIN Closure Date",
    7: "Child Protection Plan End Date",
    8: "Date Ceased to be Looked After",
    10: "Date of Adoption Order",
}
"""The column of each list that its look-back counts from; where it is blank, the row is still open and stays."""
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Untidiness:
    """A cell that is wrong on purpose, as some are in any export: reading the workbook must report it."""

    sheet: str
    row: int
    """As a spreadsheet program counts; the header is row 1."""
    column: str
    found: str | None
    kind: str
    """The kind of problem that it is, in `roker.formats.PROBLEM_KINDS`."""


PLANTED_UNTIDINESS = tuple(
    Untidiness(sheet=sheet, row=row, column=column, found=found, kind=kind)
    for sheet, row, column, found, kind in (
        ("List 1", 24, "Contact Source", "11: Neighbourhood hub", "not_a_code"),
        ("List 2", 9, "Child Unique ID", None, "nobody_named"),
        ("List 4", 31, "Child Seen During Continuous Assessment", None, "blank"),
        ("List 7", 13, "Date of latest review conference", "31/02/2023", "impossible_date"),
        ("List 8", 17, "Number of Placements in the Last 12 months", "two", "not_a_number"),
        ("List 8", 35, "Date of Last Health Assessment", "14/11/2042", "later_than_snapshot"),
        ("List 9", 6, "Latest Pathway Plan Review Date", "early autumn", "not_a_date"),
    )
)


class Chance(Random):
    """What decides; the same seed decides alike."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._owed: dict[tuple[str, str], float] = {}

    def pick(self, odds: Mapping[T, int]) -> T:
        return self.choices(list(odds), list(odds.values()))[0]

    def within(self, bands: Bands) -> int:
        return self.randint(*self.pick(bands))

    def often(self, share: float) -> bool:
        return self.random() < share

    def late(self, what: str, team: str, share: float) -> bool:
        """Whether a team is late with something. Lateness is spread evenly, as a few families make a small sample."""
        owed = self._owed.get((what, team), self.random()) + (share * 0.1 if team == STEADY else share)
        self._owed[what, team] = owed % 1
        return owed >= 1

    def sizes(self, children: int) -> Iterator[int]:
        """Families of so many children in all."""
        while children > 0:
            size = min(children, self.pick({1: 52, 2: 27, 3: 14, 4: 7}))
            children -= size
            yield size

    def backwards(self, last: int, gaps: tuple[tuple[int, int], ...]) -> list[int]:
        """Steps in working days ago, that many apart, up to the last one."""
        steps = [last]
        for gap in reversed(gaps):
            steps.insert(0, steps[0] + self.randint(*gap))
        return steps


@dataclass(frozen=True, kw_only=True)
class Story:
    """What happened to a family, in working days before the snapshot day: a larger number is longer ago.

    None for what did not happen.
    """

    children: int
    team: str
    worker: str | None = NEXT
    ages: tuple[int, int] = (0, 17)
    assessed: int
    finished: int | None = None
    support: str = "Y"
    discussed: int | None = None
    """The strategy discussion."""
    conference: int | None = None
    plan: str | None = None
    """Whether the conference made a plan."""
    visited: int | None = None
    plan_ended: int | None = None
    care: int | None = None
    care_ended: int | None = None
    care_ended_because: str | None = None
    review_skipped: bool = False
    alone_here: bool = False
    """Whether the child came to this country without family."""
    adoption: tuple[int, ...] = ()
    """The decision, the order, the match, the placement and the adoption, as far as it came."""
    closed: int | None = None
    closed_because: str | None = None

    @property
    def status(self) -> str:
        """The case status, the first of the ladder that applies."""
        if self.closed is not None:
            return "CLOSED"
        if self.care is not None and self.care_ended is None:
            return "CLA"
        if self.plan == "Y" and self.plan_ended is None:
            return "CPP"
        return "ASS" if self.finished is None else "CINP"

    @property
    def needs(self) -> dict[str, int]:
        """The odds of each primary need."""
        if self.alone_here:
            return {"N8": 1}
        if self.team == DISABILITIES:
            return {"N2": 3, "N1": 1}
        return NEEDS if self.plan is None and self.care is None else {"N1": 80, "N5": 15, "N3": 5}


def _given() -> Iterator[Story]:
    """The same in every demonstration: Sam's families, nobody's, conferences not held, and the newly in care."""
    for children, assessed in ((1, 71), (2, 52), (1, 47), (2, 45), (1, 44), (2, 42), (3, 12), (1, 3)):
        yield Story(team=FIRST, worker=SAM, children=children, assessed=assessed)
    for assessed, discussed in ((30, 15), (26, 19), (20, 12)):
        yield Story(team=FIRST, worker=SAM, children=1, assessed=assessed, discussed=discussed)
    yield Story(team=FIRST, worker=SAM, children=2, assessed=36, discussed=33, conference=20, plan="Y", visited=12)
    for children, assessed in ((2, 51), (1, 24)):
        yield Story(team=SECOND, worker=None, children=children, assessed=assessed)
    yield Story(team=NORTH, worker=None, children=2, assessed=40, discussed=38, conference=26, plan="Y", visited=22)
    for children, assessed, discussed in ((2, 9, 4), (1, 22, 9), (2, 18, 14), (1, 40, 18), (1, 33, 26)):
        yield Story(team=SECOND, children=children, assessed=assessed, discussed=discussed)
    for children, care in ((1, 20), (2, 17), (1, 24), (1, 6)):
        story = Story(team=IN_CARE, children=children, assessed=care + 40, finished=care + 2, care=care)
        yield replace(story, review_skipped=True)


def _assessed(chance: Chance, children: int, team: str, finished: int, **facts: Any) -> Story:
    """A story that goes back from the day on which an assessment was authorised."""
    length = chance.within(ASSESSED_LATE if chance.late("assessment", team, 0.25) else ASSESSED_IN_TIME)
    return Story(children=children, team=team, assessed=finished + length, finished=finished, **facts)


def _conference(chance: Chance, children: int, team: str, held: int, **facts: Any) -> Story:
    """A story that goes back from the day of a conference; the assessment may not be finished yet."""
    discussed = held + chance.within(CONFERENCE_LATE if chance.late("conference", team, 0.4) else CONFERENCE_IN_TIME)
    story = _assessed(chance, children, team, 0, discussed=discussed, conference=held, **facts)
    assessed = discussed + chance.randint(0, 8)
    finished = assessed - story.assessed
    return replace(story, assessed=assessed, finished=finished if finished >= 0 else None)


def _in_need(chance: Chance) -> Iterator[Story]:
    """Assessments still open, and closed again after them; children in need with a plan, and without one any more."""
    for team, children in ((FIRST, 26), (SECOND, 24), (DISABILITIES, 6)):
        for size in chance.sizes(children):
            yield Story(children=size, team=team, assessed=chance.within(ASSESSMENT_OPEN))
    for size in chance.sizes(32):
        team, finished = chance.choice((FIRST, SECOND)), chance.randint(1, 120)
        closing = {
            "closed": max(finished - chance.randint(1, 5), 0),
            "closed_because": chance.pick({"RC8": 7, "RC9": 3}),
        }
        yield _assessed(chance, size, team, finished, support="N", **closing)
    for team, children in ((NORTH, 27), (SOUTH, 14), (DISABILITIES, 14)):
        for size in chance.sizes(children):
            yield _assessed(chance, size, team, chance.within(NEED_BEGAN))
    for size in chance.sizes(10):
        closing = {"closed": chance.randint(2, 120), "closed_because": "RC7"}
        yield _assessed(chance, size, chance.choice((NORTH, SOUTH)), chance.randint(130, 330), **closing)


def _protected(chance: Chance) -> Iterator[Story]:
    """Children with a protection plan, and those whose plan ended or was not made."""
    for team, children in ((NORTH, 26), (SOUTH, 20), (DISABILITIES, 3)):
        for size in chance.sizes(children):
            yield _conference(chance, size, team, chance.within(PLAN_BEGAN), plan="Y")
    for team, size in ((NORTH, 2), (SOUTH, 1), (NORTH, 1), (SOUTH, 3)):
        yield _conference(chance, size, team, chance.randint(180, 330), plan="Y", plan_ended=chance.randint(3, 115))
    for size in (1, 2, 1, 2):
        yield _conference(chance, size, NORTH, chance.randint(40, 110), plan="N")


def _in_care(chance: Chance) -> Iterator[Story]:
    """Children in care, some after a protection plan, some alone in this country; and those who left care lately."""
    for size in chance.sizes(46):
        care, skipped = chance.within(CARE_BEGAN), chance.late("review", IN_CARE, 0.1)
        if care < 110 and chance.often(0.6):
            facts = {"plan": "Y", "plan_ended": care, "care": care, "review_skipped": skipped}
            yield _conference(chance, size, IN_CARE, care + chance.randint(20, 100), **facts)
        else:
            yield _assessed(chance, size, IN_CARE, care + chance.randint(2, 60), care=care, review_skipped=skipped)
    yield _assessed(chance, 1, DISABILITIES, 520, care=500)
    for care in (50, 95, 180, 290):
        yield _assessed(chance, 1, IN_CARE, care + 1, care=care, ages=(16, 17), alone_here=True)
    for size, because, closing in ((1, "E4A", None), (2, "E4A", None), (1, "E47", "RC4"), (1, "E45", "RC4")):
        ended = chance.randint(8, 115)
        story = _assessed(chance, size, NORTH, chance.randint(180, 420), care=chance.randint(150, 170))
        story = replace(story, care_ended=ended, care_ended_because=because, closed_because=closing)
        yield replace(story, closed=ended) if closing else story
    for ended in (15, 60, 105):
        story = _assessed(chance, 1, IN_CARE, 900, care=chance.randint(500, 880), ages=(17, 17))
        yield replace(story, care_ended=ended, care_ended_because="E5", closed=ended, closed_because="RC7")


def _adopted(chance: Chance) -> Iterator[Story]:
    """Children with a decision that they should be placed for adoption, as far as each has come."""
    for reached in (1, 1, 2, 2, 3, 4, 4, 5, 5):
        care, *steps = chance.backwards(chance.randint(4, 110), ADOPTION_GAPS[:reached])
        story = _assessed(chance, 1, IN_CARE, care + 20, care=care, ages=(0, 5), adoption=tuple(steps))
        if reached == 5:
            ended: dict[str, Any] = {"care_ended": steps[4], "closed": steps[4]}
            story = replace(story, **ended, care_ended_because="E12", closed_because="RC1")
        yield story


def stories(chance: Chance) -> Iterator[Story]:
    """Every family that came further than the front door."""
    yield from _given()
    for told in (_in_need, _protected, _in_care, _adopted):
        yield from told(chance)
