"""A demonstration: a few hundred made-up children, as the Annex A lists of their authority show them on one day.

A service under strain, not a ruin: most work is in time, some is late, some is nobody's. Each story is told backwards
from the snapshot day, so that nothing comes before what leads to it. Child numbers begin with 99, postcodes with ZZ99.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

from roker import calendar
from roker.calendar import Limit, months, working_days
from roker.formats import annex_a, cells
from roker.formats.annex_a_lists import LISTS
from roker.synthetic import stories
from roker.synthetic.stories import PLANTED_UNTIDINESS, Chance, Story

__all__ = ["PLANTED_UNTIDINESS", "SNAPSHOT_ON", "lists", "write_workbook"]

SNAPSHOT_ON = date(2024, 1, 31)
DISABILITY, TEAM, WORKER = "Does the Child have a Disability", "Allocated Team", "Allocated Worker"
Row = dict[str, Any]
Holder = tuple[str, str | None]


def write_workbook(path: Path, seed: int = 2015, snapshot_on: date = SNAPSHOT_ON) -> None:
    """Writes the demonstration as an Annex A workbook, and makes it untidy."""
    annex_a.write(path, lists(seed, snapshot_on))
    sheets = {sheet.name: sheet.rows for sheet in cells.open_workbook(path).sheets()}
    for each in PLANTED_UNTIDINESS:
        rows = sheets[each.sheet]
        rows[each.row - 1][rows[0].index(each.column)] = each.found or ""
    tables = [
        cells.Table(name=name, header=[str(cell) for cell in header], rows=cast("list[list[str | float | date]]", rows))
        for name, (header, *rows) in sheets.items()
    ]
    cells.write_workbook(path, tables)


def lists(seed: int = 2015, snapshot_on: date = SNAPSHOT_ON) -> dict[int, list[Row]]:
    """The rows of each list, by column, before they are made untidy. The same seed makes the same authority."""
    authority = _Authority(chance=Chance(seed), snapshot_on=snapshot_on)
    for story in stories.stories(authority.chance):
        authority.lives += _live(authority, story)
    for make in (_front_door, _leaving_care, _further_contacts):
        make(authority)
    rows: dict[int, list[Row]] = {mapping.number: [] for mapping in LISTS}
    for life in sorted(authority.lives, key=lambda life: life.number):
        for number, own in life.rows.items():
            since = calendar.add_months(snapshot_on, -12 if number == 10 else -6)
            shown = [row for row in own if (row.get(stories.ENDS.get(number, "")) or snapshot_on) >= since]
            rows[number] += [life.about(number, snapshot_on) | row for row in shown]
    rows[11] = authority.adopters
    return {
        mapping.number: [dict.fromkeys(column.name for column in mapping.columns) | row for row in rows[mapping.number]]
        for mapping in LISTS
    }


@dataclass(kw_only=True)
class _Life:
    """A child, and what the lists say of it, by list number. Brothers and sisters share most rows."""

    number: str
    gender: str
    ethnicity: str
    born_on: date
    disability: str
    rows: defaultdict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def about(self, list_number: int, snapshot_on: date) -> Row:
        """The columns that begin every row."""
        about: Row = {
            "Child Unique ID": self.number,
            "Gender": self.gender,
            "Ethnicity": self.ethnicity,
            "Date of Birth": self.born_on,
            "Age of Child (Years)": calendar.age_on(self.born_on, snapshot_on),
        }
        return about if list_number <= 3 else about | {DISABILITY: self.disability}


@dataclass(kw_only=True)
class _Authority:
    """The authority as it grows: the lives so far, and who holds how many of them."""

    chance: Chance
    snapshot_on: date
    lives: list[_Life] = field(default_factory=list)
    adopters: list[Row] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)
    numbers: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = iter(self.chance.sample(range(9_900_000, 10_000_000), 1_000))

    def ago(self, count: int) -> date:
        """So many working days before the snapshot day."""
        day = _working_day(self.snapshot_on)
        for _ in range(count):
            day = _working_day(day - timedelta(days=1))
        return day

    def day(self, count: int | None) -> date | None:
        return None if count is None else self.ago(count)

    def turn(self, team: str, children: int) -> Holder:
        """The worker of a team whose turn it is to take so many children. One worker's turn comes too often."""
        workers = [worker for worker in stories.TEAMS[team] if worker != stories.SAM]
        worker = min(workers, key=lambda each: self.held[each] / (4 if each == stories.OVERLOADED else 1))
        self.held[worker] += children
        return team, worker

    def anybody(self, team: str) -> Holder:
        return team, self.chance.choice(stories.TEAMS[team])


def _working_day(day: date) -> date:
    """The day itself if it is a working day, otherwise the last one before."""
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _after(start: date, day: date) -> date | None:
    """The working day up to a day, if it comes after the start of what it belongs to."""
    day = _working_day(day)
    return day if day > start else None


def _held_by(holder: Holder) -> Row:
    return {TEAM: holder[0], WORKER: holder[1]}


def _family(authority: _Authority, size: int, known_on: date, ages: tuple[int, int]) -> list[_Life]:
    """Brothers and sisters born before they were known, of these ages now; twins where there is no room for more."""
    chance = authority.chance
    youngest = max((authority.snapshot_on - known_on).days + 7, ages[0] * 366)
    oldest = max(youngest, ages[1] * 365 + 360)
    days = chance.randint(min(youngest + (size - 1) * 700, oldest), oldest)
    room = (days - youngest) // max(size - 1, 1)
    ethnicity = chance.pick(stories.ETHNICITIES)
    family = []
    for _ in range(size):
        life = _Life(
            number=str(next(authority.numbers)),
            gender=chance.pick({"M": 53, "F": 47}),
            ethnicity=ethnicity,
            born_on=authority.snapshot_on - timedelta(days=days),
            disability=chance.pick({"N": 88, "Y": 9, "U": 3}),
        )
        family.append(life)
        days -= chance.randint(330, min(room, 1300)) if room >= 330 else 0
    return family


def _referred(authority: _Authority, size: int, worked: int, ages: tuple[int, int], **other: Any) -> list[_Life]:
    """A family, the contact about them, and the referral just before the day on which somebody took it up."""
    chance = authority.chance
    source = chance.pick(stories.SOURCES)
    received_on = authority.ago(worked) - timedelta(days=chance.randint(0, 2))
    if source != stories.POLICE:
        received_on = _working_day(received_on)
    contact_on = received_on - timedelta(days=chance.randint(0, 1))
    referral = {
        "Date of referral": received_on,
        "Referral Source": source,
        "Referral NFA?": "N",
        "Number of Referrals in Last 12 Months": chance.pick({0: 79, 1: 17, 2: 4}),
        **_held_by(authority.anybody(stories.FRONT_DOOR)),
        **other,
    }
    family = _family(authority, size, contact_on, ages)
    for life in family:
        life.rows[1].append({"Date of Contact": contact_on, "Contact Source": source})
        life.rows[3].append(referral)
    return family


def _live(authority: _Authority, story: Story) -> list[_Life]:
    """A family with its story. What is over stays with those who did it, what is open is with who holds the family."""
    holder = (story.team, story.worker)
    if story.worker == stories.NEXT:
        open_now = story.closed is None
        holder = authority.turn(story.team, story.children) if open_now else authority.anybody(story.team)
    family = _referred(authority, story.children, story.assessed, story.ages)
    shared = {4: _assessment(authority, story, holder)}
    if story.discussed is not None or (story.care is None and story.assessed > 12 and authority.chance.often(0.3)):
        shared[5] = _enquiry(authority, story, shared[4])
    if story.plan == "Y":
        shared[7] = _plan(authority, story, holder)
    if story.care is not None:
        _look_after(authority, story, family, holder)
    seen_on = _seen(authority, story) if shared[4]["Child Seen During Continuous Assessment"] == "Y" else None
    need = _need(authority, story, holder, family[0].rows[3][0]["Date of referral"])
    for life in family:
        for number, row in shared.items():
            life.rows[number].append(row)
        for care in life.rows[8]:
            care["Child's Category of Need"] = need["Primary Need Code"]
        visits = [row["Date of the Last Statutory Visit"] for row in life.rows[7]]
        visits += [row["Date of Last Social Work Visit"] for row in life.rows[8]]
        life.rows[6].append(need | {"Date Child Was Last Seen": max(filter(None, visits), default=seen_on)})
        if need["Primary Need Code"] == "N2":
            life.disability = "Y"
    if story.adoption:
        _adopt(authority, story, *family)
    return family


def _need(authority: _Authority, story: Story, holder: Holder, referred_on: date) -> Row:
    return {
        "CIN Start Date": referred_on,
        "Primary Need Code": authority.chance.pick(story.needs),
        "CIN Closure Date": authority.day(story.closed),
        "Reason for Closure": story.closed_because,
        "Case Status": story.status,
        **_held_by(holder),
    }


def _assessment(authority: _Authority, story: Story, holder: Holder) -> Row:
    """An assessment. Most children have been seen; fewer in the first days."""
    chance, done = authority.chance, story.finished is not None
    seen = chance.often(0.95 if done else min(story.assessed, 19) / 20)
    return {
        "Continuous Assessment Start Date": authority.ago(story.assessed),
        "Child Seen During Continuous Assessment": "Y" if seen else "N",
        "Continuous Assessment Date of Authorisation": authority.day(story.finished),
        "Was the child assessed as requiring LA children's social care support?": story.support if done else None,
        **_held_by(authority.anybody(chance.choice((stories.FIRST, stories.SECOND))) if done else holder),
    }


def _enquiry(authority: _Authority, story: Story, assessment: Row) -> Row:
    """A section 47 enquiry by whoever assesses; one that the story does not tell of needed no conference."""
    chance, discussed, unnecessary = authority.chance, story.discussed, None
    if discussed is None:
        discussed, unnecessary = max(story.finished or 0, story.assessed - chance.randint(0, 8)), "Y"
    elif story.conference is not None:
        unnecessary = "N"
    return {
        "Strategy discussion initiating Section 47 Enquiry Start Date": authority.ago(discussed),
        "Was an Initial Child Protection Conference deemed unnecessary?": unnecessary,
        "Date of Initial Child Protection Conference": authority.day(story.conference),
        "Did the Initial Child Protection Conference Result in a Child Protection Plan": story.plan,
        "Number of Section 47 Enquiries in the last 12 months": chance.pick({0: 82, 1: 15, 2: 3}),
        "Number of ICPCs in the last 12 months": 0,
        TEAM: assessment[TEAM],
        WORKER: assessment[WORKER],
    }


def _seen(authority: _Authority, story: Story) -> date | None:
    """When somebody last saw the children, apart from statutory visits."""
    chance, over = authority.chance, story.closed or 0
    if story.finished is None:
        return authority.ago(max(0, story.assessed - chance.randint(1, 15))) if story.assessed else None
    days = over + chance.within({(0, 20): 75, (21, 40): 18, (41, 70): 7})
    return authority.ago(max(over, min(days, story.assessed - 1)))


def _plan(authority: _Authority, story: Story, holder: Holder) -> Row:
    """A protection plan from the day of the conference; visits and review conferences stop where it ends."""
    assert story.conference is not None
    chance, over = authority.chance, story.plan_ended or 0
    late = chance.late("visit", story.team, 0.17)
    visited = story.visited or over + chance.within(stories.VISITED_LATE if late else stories.VISITED_IN_TIME)
    visited_on = authority.ago(visited) if visited < story.conference else None
    started_on, ended_on = authority.ago(story.conference), authority.day(story.plan_ended)
    skipped, limits = chance.late("review", story.team, 0.08), (months(3), months(6))
    reviewed_on = _latest_review(authority, started_on, limits, authority.snapshot_on, skipped)
    category = chance.pick(stories.ABUSE)
    return {
        "Child Protection Plan Start Date": started_on,
        "Initial Category of Abuse": category,
        "Latest Category of Abuse": category if chance.often(0.9) else chance.pick(stories.ABUSE),
        "Date of the Last Statutory Visit": visited_on,
        "Was the Child Seen Alone?": chance.pick({"Y": 7, "N": 3}) if visited_on else None,
        "Date of latest review conference": ended_on or reviewed_on,
        "Child Protection Plan End Date": ended_on,
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": "N",
        "Number of Previous Child Protection Plans": chance.pick({0: 80, 1: 17, 2: 3}),
        **_held_by(holder),
    }


def _latest_review(
    authority: _Authority, started_on: date, limits: Sequence[Limit], until: date, skipped: bool
) -> date | None:
    """The latest of a chain of reviews, each a little before it is due; where skipped, the last one was not held."""
    held = [started_on]
    while held[-1] <= until:
        due_on = calendar.last_day_in_time(limits[min(len(held), len(limits)) - 1], held[-1])
        held.append(_working_day(due_on - timedelta(days=authority.chance.randint(0, 9))))
    held = held[1 : -2 if skipped else -1]
    return held[-1] if held else None


def _look_after(authority: _Authority, story: Story, family: list[_Life], holder: Holder) -> None:
    """A period of care. Brothers and sisters have reviews and visits together, and most of them one placement."""
    assert story.care is not None
    chance, over = authority.chance, story.care_ended or 0
    started_on, until = authority.ago(story.care), authority.ago(over)
    visited = over + chance.within({(0, 29): 90, (30, 60): 10})
    limits = (working_days(20), months(3), months(6))
    health_on, dental_on, officer_on = (
        _after(started_on, until - timedelta(days=chance.within(days)))
        for days in ({(10, 350): 90, (370, 500): 10}, {(10, 350): 80, (370, 600): 20}, {(1, 90): 1})
    )
    shared = {
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": "Y" if story.alone_here else "N",
        "Date Started to be Looked After": started_on,
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": "N",
        **_legal_status(authority, story, story.care - over),
        "Date of Latest Statutory Review": _latest_review(authority, started_on, limits, until, story.review_skipped),
        "Date of Last Social Work Visit": authority.ago(visited) if visited < story.care else None,
        "Date of Last IRO Visit / Contact to the Child": officer_on,
        "Date of Last Health Assessment": health_on,
        "Date of Last Dental Check": dental_on,
        "Date Ceased to be Looked After": authority.day(story.care_ended),
        "Reason Ceased to be Looked After": story.care_ended_because,
        **_held_by(holder),
    }
    together = _placement(authority, story, family[-1])
    for life in family:
        if story.alone_here:
            life.gender, life.ethnicity = "M", chance.pick({"AOTH": 3, "OOTH": 3, "BAFR": 2})
        own = together if chance.often(0.65) else _placement(authority, story, life)
        life.rows[8].append(shared | own | _missing(authority, life))


def _legal_status(authority: _Authority, story: Story, going: int) -> Row:
    """The latest legal status, and since when: by agreement, an interim order, a full order, a placement order."""
    assert story.care is not None
    chance = authority.chance
    status = "V2" if story.alone_here else chance.pick({"C2": 75, "V2": 25} if going > 170 else {"C1": 45, "V2": 55})
    waited = chance.randint(*{"C2": (110, 165), "C1": (0, min(going, 15)), "V2": (0, 0)}[status])
    plans: dict[str | None, int] = {"RETURN": 8, None: 2} if going < 150 else {"LTFOST": 7, "SGO_CAO": 2, "OTHER": 1}
    ordered = len(story.adoption) >= 2
    return {
        "Child's Legal Status": "E1" if ordered else status,
        "Start date of current legal status": authority.ago(story.adoption[1] if ordered else story.care - waited),
        "What is the permanence plan for this child?": "ADOPTION" if story.adoption else chance.pick(plans),
    }


def _placement(authority: _Authority, story: Story, life: _Life) -> Row:
    """The latest placement, and how many there were in twelve months."""
    assert story.care is not None
    chance, over = authority.chance, story.care_ended or 0
    began = story.care if chance.often(0.6) else chance.randint(over, story.care)
    age = calendar.age_on(life.born_on, authority.ago(began))
    kind = chance.pick(next(odds for up_to, odds in stories.PLACEMENTS if age <= up_to))
    if len(story.adoption) >= 4:
        kind, began = "A6", story.adoption[3]
    home, outside = kind in {"K2", "H5"}, chance.often(0.35)
    return {
        "Start Date of Most Recent Placement": authority.ago(began),
        "Placement Type": kind,
        "Placement Provider": chance.pick({"PR4": 75, "PR1": 15, "PR5": 10} if home else {"PR1": 65, "PR4": 35}),
        "Placement postcode": "ZZ99 9" + "".join(chance.choices("ABDEFGHJLNPQRSTUWXYZ", k=2)),
        "URN of Placement": f"SC999{chance.randint(100, 999)}" if home else None,
        "Placement Location": "OUT" if outside else "IN",
        "LA of Placement": chance.choice(stories.NEIGHBOURS) if outside else stories.AUTHORITY,
        "Number of Placements in the Last 12 months": 1 + (began < min(story.care, 250)),
    }


def _missing(authority: _Authority, life: _Life) -> Row:
    """Times missing from the placement, and the interview after the last of them."""
    chance = authority.chance
    times = chance.randint(1, 6) if (authority.snapshot_on - life.born_on).days > 4200 and chance.often(0.2) else 0
    offered = chance.pick({"Y": 8, "N": 2}) if times else None
    return {
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": times,
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months": 0,
        "Was the child offered a Return Interview after their last missing episode (Y/N)?": offered,
        "Did the child accept a Return Interview after their last missing episode (Y/N)?": (
            chance.pick({"Y": 6, "N": 4}) if offered == "Y" else None
        ),
    }


def _adopt(authority: _Authority, story: Story, life: _Life) -> None:
    """The steps towards adoption, and from the match on the adopters too."""
    assert story.care is not None
    steps = [authority.day(step) for step in (*story.adoption, *[None] * (5 - len(story.adoption)))]
    number = f"AF{200 + len(authority.lives)}" if steps[2] else None
    row = {"Family identifier": number, "Date the Child Entered Care": authority.ago(story.care)}
    life.rows[10].append(row | dict(zip(stories.ADOPTION_STEPS, steps, strict=True)))
    if number:
        before = authority.chance.backwards(story.adoption[2], stories.ADOPTER_GAPS)
        _adopters(authority, number, (*before, *story.adoption[3:]))


def _adopters(authority: _Authority, family: str, steps: Sequence[int]) -> None:
    """One or two adopters of a family, with the steps that they have taken."""
    days = dict(zip(stories.ADOPTER_STEPS, map(authority.day, steps), strict=False))
    chance = authority.chance
    ethnicity = chance.pick(stories.ETHNICITIES)
    for gender in chance.pick({("F", "M"): 6, ("F", "F"): 2, ("M", "M"): 1, ("F",): 3}):
        row = {
            "Individual adopter identifier": f"AD{4001 + len(authority.adopters)}",
            "Family identifier": family,
            "Gender": gender,
            "Ethnicity": ethnicity,
            "Disability": "N",
            "Is the (prospective) adopter fostering for adoption?": "N",
            "No. of children placed": 1 if len(steps) > 8 else None,
        }
        authority.adopters.append(row | days)


def _front_door(authority: _Authority) -> None:
    """Contacts that went no further, early help, referrals closed at once, those that nobody took up; and adopters."""
    chance, ages = authority.chance, (0, 17)
    for size in chance.sizes(30):
        for life in _referred(authority, size, chance.randint(2, 120), ages):
            authority.lives.append(replace(life, rows=defaultdict(list, {1: life.rows[1]})))
    for size in chance.sizes(20):
        started, length = chance.randint(4, 118), chance.randint(8, 45)
        early_help = {
            "Assessment start date": authority.ago(started),
            "Assessment completion date": authority.ago(started - length) if started >= length else None,
            "Organisation completing assessment": chance.choice(stories.EARLY_HELP),
        }
        for life in _referred(authority, size, started, ages):
            authority.lives.append(replace(life, rows=defaultdict(list, {1: life.rows[1], 2: [early_help]})))
    for size in chance.sizes(12):
        authority.lives += _referred(authority, size, chance.randint(1, 120), ages, **{"Referral NFA?": "Y"})
    for size in chance.sizes(20):
        nobody = chance.pick({None: 1, "Duty desk": 2})
        authority.lives += _referred(authority, size, chance.randint(8, 104), ages, **{WORKER: nobody})
    for number, reached in enumerate((1, 2, 4, 7, 7)):
        steps = chance.backwards(chance.randint(5, 60), stories.ADOPTER_GAPS[: reached - 1])
        _adopters(authority, f"AF{101 + number}", steps)


def _leaving_care(authority: _Authority) -> None:
    """Care leavers; those still in care who will be; and those who left care on their birthday a little while ago."""
    chance, snapshot_on = authority.chance, authority.snapshot_on
    for life in authority.lives:
        for care in life.rows[8]:
            ceased_on = care["Date Ceased to be Looked After"]
            long_enough = care["Date Started to be Looked After"] < snapshot_on - timedelta(days=100)
            if care["Reason Ceased to be Looked After"] == "E5":
                life.born_on = calendar.add_months(ceased_on, -18 * 12)
                life.rows[9].append(_leaver(authority, "FR", chance.randint(1, 50)))
            elif ceased_on is None and long_enough and calendar.age_on(life.born_on, snapshot_on) >= 16:
                held_by = _held_by((care[TEAM], care[WORKER]))
                life.rows[9].append(_leaver(authority, "E", chance.randint(1, 50)) | held_by)
    contacts = [56, 52, 71, None, None, None, *(chance.within(stories.LEAVER_CONTACT) for _ in range(30))]
    for place, days in enumerate(contacts):
        kind, ages = ("R", (16, 17)) if place % 12 == 11 else ("Q" if place % 12 == 10 else "FR", (18, 24))
        (life,) = _family(authority, 1, snapshot_on, ages)
        life.rows[9].append(_leaver(authority, kind, days))
        authority.lives.append(life)


def _leaver(authority: _Authority, eligibility: str, days: int | None) -> Row:
    """A young person who was last in touch so many days ago; of those long out of touch little is known."""
    chance = authority.chance
    team, adviser = authority.turn(stories.LEAVING, 1)
    in_touch = days is not None and days < 200
    contact_on = None if days is None else _working_day(authority.snapshot_on - timedelta(days=days))
    home = chance.pick({"Y": 1} if eligibility == "E" else stories.HOMES) if in_touch else "R"
    suitable = "2" if home in {"S", "X"} or chance.often(0.06) else "1"
    alone = chance.pick({"N": 92, "Y": 8})
    return {
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)": alone,
        **_held_by((team, adviser)),
        "Allocated Personal Advisor": adviser,
        "Eligibility Category": eligibility,
        "Latest Pathway Plan Review Date": authority.ago(chance.within({(3, 125): 80, (126, 220): 20})),
        "LA in Touch": "YES" if in_touch else "NO",
        "Latest Date of Contact": contact_on,
        "Type of Accommodation": home,
        "Suitability of Accommodation": suitable if in_touch else None,
        "Activity Status": chance.pick(stories.ACTIVITIES) if in_touch else None,
    }


def _further_contacts(authority: _Authority) -> None:
    """Contacts about children who were known already."""
    chance, snapshot_on = authority.chance, authority.snapshot_on
    for life in authority.lives:
        for need in life.rows[6]:
            days = min((snapshot_on - need["CIN Start Date"]).days - 1, 180)
            if need["CIN Closure Date"] is None and days > 0 and chance.often(0.3):
                received_on = snapshot_on - timedelta(days=chance.randint(0, days))
                life.rows[1].append({"Date of Contact": received_on, "Contact Source": chance.pick(stories.SOURCES)})
