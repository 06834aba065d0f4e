"""What surrounds the main ways: who a child is, carers, homes, private fostering, allegations, complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roker.synthetic.authority import days
from roker.synthetic.authority.chance import Chance, Mix, Spread
from roker.synthetic.authority.people import FAMILY_NAMES, Child, upn

if TYPE_CHECKING:
    from roker.synthetic.authority.department import Department
    from roker.synthetic.authority.workforce import Worker

_DISABILITIES = ("LD", "AUT", "BEH", "COMM", "MOB", "PC", "HEAR", "VIS", "CON", "INC", "HAND", "DDA")
_ARRANGEMENT = Spread([(0, 40), (0.5, 250), (1, 1100)])
_OUTCOME = Mix({"substantiated": 38, "unsubstantiated": 32, "unfounded": 20, "false": 7, "malicious": 3})
_FOSTER = frozenset({"U1", "U2", "U3", "U4", "U5", "U6"})


class Others:
    """What happens at small rates, and what is noted of a child once."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["others"]
        self.who = department.chances["who"]
        self._carers: list[tuple[str, bool]] = []
        self._homes: list[tuple[str, bool]] = []
        self.keeper: Worker | None = None
        """The worker who does not record assessments, while that fault is on."""
        self._visits: Chance = department.chances["visits that fail"]

    def open(self, day: int) -> None:
        """Carers and homes, and what comes month by month."""
        d, chance = self.d, self.chance
        d.book.add(
            "version_log",
            day,
            version_number="1.2.9",
            release_date=day,
            description="Made up",
            is_current="Y",
            created_at=float(day),
        )
        self._ensure()
        for month in range((d.end - day) // 30 + 1):
            d.loop.at(day + month * 30 + 0.2, self._month)
        for year in range((d.end - day) // 365 + 1):
            on = day + year * 365
            d.book.add("authority_report", on + 90, report_kind="iro_annual", due_from_date=on,
                       sent_date=on + 80 if chance.happens(0.8) else None,
                       sent_to="Corporate parenting board")  # fmt: skip

    def _ensure(self) -> None:
        """Carers and homes there are from before the first day; made when they are first asked for."""
        d, day, chance = self.d, self.d.begins, self.chance
        if self._carers:
            return
        for number in range(max(12, round(26 * d.population / 10_000))):
            own_id, agency = f"FC99{number:04d}", chance.happens(0.33)
            self._carers.append((own_id, agency))
            since = day - chance.between(100, 4000)
            d.book.add("foster_carer", since, carer_id=own_id, carer=f"Household {chance.one(FAMILY_NAMES)} {number}",
                       approval_date=since,
                       approval_terms="0 to 18", places=chance.between(1, 3),
                       agency="Y" if agency else "N")  # fmt: skip
            d.loop.at(day + chance.between(5, 360), self._review_carer, own_id)
        for number in range(max(3, round(1.4 * d.population / 10_000) + 8)):
            own = number < max(1, round(d.population / 12_000))
            urn = f"SC99{number:04d}"
            self._homes.append((urn, own))
            d.book.add("childrens_home", day, home_urn=urn, home=f"{chance.one(FAMILY_NAMES)} House {number}",
                       own="Y" if own else "N",
                       home_start_date=day - chance.between(100, 4000))  # fmt: skip
            if own:
                d.loop.at(day + chance.between(1, 28), self._visit_home, urn)

    def _review_carer(self, carer: str) -> None:
        d, day = self.d, days.next_working(self.d.today)
        d.book.add("foster_carer_review", day + 3, carer_id=carer, review_date=day, still_approved="Y")
        d.loop.at(day + self.chance.between(320, 390), self._review_carer, carer)

    def _visit_home(self, urn: str) -> None:
        d, day = self.d, days.next_working(self.d.today)
        d.book.add(
            "childrens_home_visit",
            day + 8,
            home_urn=urn,
            visit_date=day,
            report_date=day + 7,
            worker="Independent visitor",
        )
        d.loop.at(day + self.chance.between(24, 32), self._visit_home, urn)

    def carer(self, kind: str, *, own: bool) -> tuple[str | None, str | None]:
        """The foster carer, or the home by its number, of a placement of a kind."""
        self._ensure()
        if kind in _FOSTER:
            carer, agency = self.chance.one(self._carers)
            return carer, f"SC98{int(carer[4:]) % 40:04d}" if agency and not own else None
        if kind in {"K1", "K2", "K3", "H5", "R1", "S1"}:
            return None, self.chance.one(self._homes)[0]
        return None, None

    # ------------------------------------------------------------------------------------------------- who a child is

    def introduce(self, child: Child, day: int) -> None:
        """What is noted of a child when the child becomes known."""
        d, chance, family = self.d, self.who, child.family
        age = days.age(child.born, day)
        ethnicity = family.ethnicity if chance.happens(0.96) else "NOBT"
        unborn = child.born > day
        house, _, street = family.street.partition(" ")
        numbered = age >= 4 and chance.happens(0.93)
        child.person_row = d.book.add(
            "person", day, person_id=child.id, legacy_id=None,
            upn=upn(child.number) if numbered else None,
            forename=None if unborn else child.forename, surname=family.name, sex="U" if unborn else child.sex,
            gender="U" if unborn else child.sex, ethnicity=ethnicity, dob=None if unborn else child.born,
            dob_estimated="N", expected_dob=child.born if unborn else None,
            upn_unknown=None if numbered else "UN1" if age < 4 else "UN4",
            common_child_id=None, send_flag="Y" if child.disabled and chance.happens(0.6) else "N", is_mother="N",
            nationality="British", first_language="English",
        )  # fmt: skip
        if unborn:
            d.loop.at(child.born + 0.1, self._is_born, child)
        d.book.add("family", day, person_id=child.id, family_id=f"F99{family.number:05d}")
        d.book.add(
            "address", day, person_id=child.id, address_type="Home",
            address_start_date=child.born if age < 3 and not unborn else day - 200,
            address_json=f'{{"HOUSE":"{house}","STREET":"{street}","TOWN":"Wearmouth"}}',
            address_postcode=family.postcode,
        )  # fmt: skip
        if child.disabled:
            code = chance.one(_DISABILITIES)
            d.book.add("disability", day, person_id=child.id, disability_code=code)
        elif chance.happens(0.6):
            d.book.add("disability", day, person_id=child.id, disability_code="NONE")

    def _is_born(self, child: Child) -> None:
        child.unborn = False
        self.d.book.change("person", child.person_row, self.d.recorded(None), dob=child.born, forename=child.forename,
                           sex=child.sex,
                           gender=child.sex)  # fmt: skip

    def asylum(self, child: Child) -> None:
        """A child who came alone and asks for asylum."""
        d = self.d
        d.book.add("immigration_status", d.today + 3, person_id=child.id,
                   immigration_status="Unaccompanied asylum-seeking child",
                   immigration_status_start_date=d.today)  # fmt: skip

    def early_help(self, child: Child) -> None:
        """Early help after an assessment without further action."""
        d, chance, day = self.d, self.chance, self.d.today
        ends = day + chance.between(60, 240)
        row = d.book.add("early_help_episodes", day + 2, person_id=child.id, episode_start_date=day,
                         episode_reason="Step down",
                         episode_organisation="Wearmouth Early Help", early_help_assessment_date=day + 25)  # fmt: skip
        d.book.change("early_help_episodes", row, ends, episode_end_date=ends, episode_end_reason="Needs met")

    # ---------------------------------------------------------------------------------------------------- small rates

    def _month(self) -> None:
        d, chance = self.d, self.chance
        size = d.population / 10_000 / 12
        open_children = [pool for pool in (d.in_need, d.on_plan, d.in_care) if len(pool)]
        for _ in range(chance.count(0.9 * size)):
            self._private_fostering()
        for _ in range(chance.count(12 * size)):
            self._allegation(chance.one(chance.one(open_children).children))
        for _ in range(chance.count(5 * size)):
            child = chance.one(chance.one(open_children).children)
            took = chance.between(5, 25)
            row = d.book.add("complaint", d.today + 1, person_id=child.id, complaint_stage="1", received_date=d.today)
            d.book.change("complaint", row, days.on(d.today, took), response_date=days.on(d.today, took),
                          upheld=chance.yes(0.4))  # fmt: skip
        for _ in range(chance.count(40 * size)):
            child = chance.one(chance.one(open_children).children)
            d.book.add("case_summary", d.recorded(child.worker), person_id=child.id,
                       summary_kind=chance.one(("chronology", "summary")),
                       updated_date=d.today, worker=child.worker.name if child.worker else None)  # fmt: skip
        for _ in range(chance.count(30 * size)):
            child = chance.one(chance.one(open_children).children)
            begins = d.today + chance.between(10, 80)
            row = d.book.add("service_request", d.today + 2, person_id=child.id,
                             service=chance.one(("Parenting course", "CAMHS", "Young carers")),
                             requested_date=d.today, provider="Wearmouth Partnership")  # fmt: skip
            d.book.change("service_request", row, begins, service_start_date=begins)
        for _ in range(chance.count(4 * size)):
            child = chance.one(chance.one(open_children).children)
            d.book.add("family_group_meeting", d.today + 3, person_id=child.id, offered_date=d.today, accepted="Y",
                       meeting_date=d.today + 30, plan_agreed=chance.yes(0.7))  # fmt: skip

    def _private_fostering(self) -> None:
        d, chance, day = self.d, self.chance, self.d.today
        child = d.new_child(d.new_family("others"), day - chance.between(1500, 5600), "others")
        length = chance.days(_ARRANGEMENT)
        own_id = child.key(day)
        ends = min(day + length, days.birthday(child.born, 16))
        row = d.book.add(
            "private_fostering", d.recorded(None), arrangement_id=own_id, person_id=child.id, notified_date=day,
            notified_kind=chance.one(("existing", "existing", "found", "proposed")), arrangement_start_date=day,
            assessment_date=days.on(day, chance.between(15, 45)), decision_date=days.on(day, chance.between(46, 55)),
            suitable="Y",
            carer=f"Household {child.family.name}",
        )  # fmt: skip
        if ends <= d.end:
            d.book.change("private_fostering", row, ends + 3, arrangement_end_date=ends)
        visit = days.on(day, chance.between(2, 8))
        while visit < min(ends, d.end):
            d.book.add(
                "private_fostering_visit", visit + 3, person_id=child.id, arrangement_id=own_id, visit_date=visit,
                visit_seen="Y",
                visit_seen_alone=chance.yes(0.8), carer_seen="Y", premises_seen="Y",
                parent_contacted="N",
                report_date=visit + 3,
            )  # fmt: skip
            visit = days.next_working(visit + chance.between(32, 46))

    def _allegation(self, child: Child) -> None:
        d, chance, day = self.d, self.chance, days.next_working(self.d.today)
        ends = day + chance.between(15, 200)
        row = d.book.add(
            "allegation", day + 1, person_id=child.id, aware_date=day, about=f"Person {chance.between(1000, 9999)}",
            employer=chance.one(("School", "Nursery", "Fostering agency", "Sports club")),
            lado_told_date=day + chance.between(0, 2),
            discussion_date=days.on(day, chance.between(1, 6)), worker="Designated officer",
        )  # fmt: skip
        d.book.change("allegation", row, ends, allegation_outcome=chance.of(_OUTCOME), closed_date=ends)

    # ---------------------------------------------------------------------------------------------- what faults ask for

    def skips(self, child: Child, entity: str) -> bool:
        """Whether a visit is not made, or made and not recorded, because such a fault is on."""
        switches = self.d.switches
        if not switches:
            return False
        for fault, share in (("visits_not_made", 0.45), ("visits_not_recorded", 0.45)):
            if fault in switches and self._visits.happens(share):
                self.d.truth.note(fault, self.d.today, child=child, worker=child.worker, entity=entity)
                return True
        return False

    def keeps_back(self, worker: Worker) -> bool:
        """Whether it is the worker who does not record assessments."""
        if self.keeper is None or self.keeper.gone_on is not None:
            self.keeper = worker
        return self.keeper is worker
