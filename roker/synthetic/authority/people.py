"""Families and their children, plainly made up: no name, postcode or number could be a real one."""

from typing import Any

from roker.synthetic.authority.chance import Chance
from roker.synthetic.authority.days import DATE

FORENAMES_OF_GIRLS = (
    "Amber|Bryony|Coral|Dawn|Elodie|Fern|Ginger|Hazel|Iris|Juniper|Kestrel|Lark|Marina|Nova|Olive|Pearl|Quilla|Rowan|"
    "Sorrel|Thea|Una|Violet|Willow|Xanthe|Yarrow|Zinnia"
).split("|")
FORENAMES_OF_BOYS = (
    "Ash|Birch|Cliff|Drake|Elder|Flint|Glen|Heath|Ivo|Jasper|Kit|Linden|Moss|Noble|Oakley|Perry|Quill|Reed|Sterling|"
    "Thorn|Umber|Vale|Wolf|Xander|York|Zephyr"
).split("|")
FAMILY_NAMES = (
    "Anchorage|Breakwater|Cablelay|Driftnet|Ebbtide|Fathom|Gangway|Harbourlight|Inkwave|Jettyman|Keelson|Lanternrow|"
    "Moorings|Netloft|Oarlock|Pierhead|Quayside|Ropewalk|Seawrack|Tidewater|Upstream|Vanesail|Windlass|Yardarm|Zincfloat"
).split("|")
STREETS = ("Lampblack Row|Mast Lane|Old Buoy Street|Pilot Steps|Rudder Close|Signal Court|Tar Barrel Yard").split("|")


class Family:
    """Brothers and sisters at one address."""

    __slots__ = ("children", "ethnicity", "name", "number", "places", "repeat", "street")

    def __init__(self, number: int, chance: Chance, ethnicity: str) -> None:
        self.number = number
        self.name = f"{chance.one(FAMILY_NAMES)}-{chance.one(FAMILY_NAMES)}"
        self.street = f"{1 + number % 97} {chance.one(STREETS)}"
        self.ethnicity = ethnicity
        self.children: list[Child] = []
        self.repeat = 0
        self.places = 0

    @property
    def postcode(self) -> str:
        """ZZ99 is kept for what is no real address."""
        return f"ZZ99 {self.number % 9 + 1}{_LETTERS[self.number // 9 % 20]}{_LETTERS[self.number // 180 % 20]}"


_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


class Child:
    """A child whom the department knows, and what is open about the child."""

    __slots__ = (
        "assessment", "born", "care", "case", "disabled", "due", "enquiry", "family", "forename", "gone",
        "held", "id", "last_closed", "leaving", "need", "number", "person_row", "plan", "plans", "sex", "short_breaks",
        "team", "unborn", "waiting", "worker",
    )  # fmt: skip

    def __init__(self, number: int, family: Family, born: int, chance: Chance, *, today: int) -> None:
        self.number, self.family, self.born, self.due = number, family, born, born
        self.id = f"99{number:06d}"
        is_boy = chance.happens(0.548)
        self.sex = "M" if is_boy else "F"
        self.forename = chance.one(FORENAMES_OF_BOYS if is_boy else FORENAMES_OF_GIRLS)
        self.unborn = born > today
        self.disabled = False
        self.gone = False
        self.case: Any = None
        self.assessment: Any = None
        self.enquiry: Any = None
        self.need: Any = None
        self.plan: Any = None
        self.care: Any = None
        self.leaving: Any = None
        self.plans = 0
        self.short_breaks = False
        self.last_closed = 0
        self.person_row = -1
        self.team: Any = None
        self.worker: Any = None
        self.held: Any = None
        self.waiting: list[tuple[float, float, Any, tuple[Any, ...]]] = []
        family.children.append(self)

    def key(self, day: int) -> str:
        """The id of something that happened to the child on a day, as the record makes it."""
        return f"{self.id}/{DATE[day]}"

    def is_open(self) -> bool:
        """Whether anything is open about the child."""
        return bool(self.case and not self.case.closed)


class Pool:
    """Children among whom one may be picked, in a fixed order whatever was added and taken out."""

    __slots__ = ("_at", "children")

    def __init__(self) -> None:
        self.children: list[Child] = []
        self._at: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.children)

    def add(self, child: Child) -> None:
        """Adds a child; one that is there stays."""
        if child.number not in self._at:
            self._at[child.number] = len(self.children)
            self.children.append(child)

    def take_out(self, child: Child) -> None:
        """Takes a child out; one that is not there is no matter."""
        at = self._at.pop(child.number, None)
        if at is None:
            return
        last = self.children.pop()
        if last is not child:
            self.children[at] = last
            self._at[last.number] = at


def upn(number: int) -> str:
    """A unique pupil number of authority 999, which there is not."""
    return f"Z999{number:09d}"
