"""Those who do the work: teams, social workers with hours and children, leavers, starters, agency staff, sickness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roker.synthetic.authority import days
from roker.synthetic.authority.chance import Mix, Spread
from roker.synthetic.authority.loop import Line
from roker.synthetic.authority.people import FAMILY_NAMES, FORENAMES_OF_BOYS, FORENAMES_OF_GIRLS, Child

if TYPE_CHECKING:
    from roker.synthetic.authority.department import Department

HOURS_A_YEAR = 1500.0
"""Hours that a full-time case holder works on children in a year, after leave and training. Assumed (calibration)."""
HOURS_A_DAY = HOURS_A_YEAR / 226
"""On the days on which the person is there."""
OVERTIME = 0.24
"""Most that people work beyond it, as 45 against 37 hours a week (surveys of 2012 and 2018)."""
SICK_DAYS = Spread([(0, 1), (0.6, 4), (0.85, 10), (0.95, 40), (1, 120)])
_AGENCY_DOES = 0.72
"""Of what others do in an hour: they come and go, and have the families to get to know. Assumed."""
_ABSENCE = Mix({"SIC": 90, "MAT": 3, "TRN": 4, "OTH": 3})

TEAMS = (
    # kind, name, share of the case holders, caseload above which nothing more is given out
    ("front_door", "Front Door", 0.0, 0),
    ("assessment", "Assessment", 0.335, 26),
    ("support", "Safeguarding", 0.455, 28),
    ("care", "Children in Care", 0.155, 26),
    ("disability", "Disabled Children", 0.055, 30),
    ("leaving_care", "Leaving Care", 0.0, 40),
    ("review", "Reviewing Officers", 0.0, 0),
    ("adoption", "Permanence", 0.0, 0),
    ("fostering", "Fostering", 0.0, 0),
    ("early_help", "Early Help", 0.0, 0),
    ("out_of_hours", "Out of Hours", 0.0, 0),
)


class Worker:
    """A person with hours, with what waits to be done, and with the children held."""

    __slots__ = (
        "agency", "away_until", "children", "code", "fte", "gone_on", "line", "name", "newly", "post", "registration",
        "role", "row", "started", "team",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913 - what is known of a worker
        self, code: str, name: str, team: Team, line: Line, *, role: str, agency: bool, newly: bool
    ) -> None:
        self.code, self.name, self.team, self.line, self.role = code, name, team, line, role
        self.agency, self.newly, self.fte = agency, newly, 1.0
        self.children: dict[int, Child] = {}
        self.away_until = 0.0
        self.gone_on: int | None = None
        self.started = 0
        self.registration = ""
        self.post = self.row = -1

    def room(self) -> float:
        """How full the caseload is, against that of others: less for the newly qualified."""
        return len(self.children) / (self.fte * (0.7 if self.newly else 1.0))

    def pressure(self) -> float:
        """Weeks of work that wait."""
        return self.line.waiting_hours / (self.line.a_day * 5)


class Team:
    """A team with its case holders, its manager, and the children who wait to be given to somebody."""

    __slots__ = ("code", "kind", "limit", "manager", "name", "posts", "row", "vacant", "waiting", "workers")

    def __init__(self, code: str, kind: str, name: str, limit: int) -> None:
        self.code, self.kind, self.name, self.limit = code, kind, name, limit
        self.workers: list[Worker] = []
        self.waiting: list[Child] = []
        self.manager: Worker | None = None
        self.posts = 0.0
        self.row = -1
        self.vacant: list[int] = []
        """Rows of the posts that nobody has, the longest vacant first."""

    @property
    def led_by(self) -> str | None:
        """The name of the manager."""
        return self.manager.name if self.manager else None


class Workforce:
    """Every team and worker, and how they come and go."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["workforce"]
        self.teams: dict[str, list[Team]] = {}
        self.workers: list[Worker] = []
        self._number = 0
        self.cut = 1.0
        """What is left of the posts, as a fault may have it."""

    def open(self, day: int) -> None:
        """Makes teams and fills them; what waits comes by itself in the time before the first day that is shown."""
        for kind, name, _, limit in TEAMS:
            count = self._teams_of(kind, day)
            for number in range(count):
                called = name if count == 1 else f"{name} {number + 1}"
                team = Team(f"T{len(self.all_teams()) + 1:02d}", kind, called, limit)
                self.teams.setdefault(kind, []).append(team)
                self._open_team(team, day)
        self._set_posts(day)
        for team in self.all_teams():
            for _ in range(round(team.posts * 1.05)):
                self.hire(team, day, agency=self.chance.happens(self._agency(team.kind)), at_first=True)
        for kind, share, role in (
            ("review", 0.055, "6"),
            ("adoption", 0.06, "6"),
            ("fostering", 0.1, "6"),
            ("front_door", 0.08, "6"),
            ("out_of_hours", 0.03, "6"),
            ("leaving_care", 0.0, "5"),
        ):
            per_team = self.d.figure("social_workers") * self.d.population / 10_000 * share
            if kind == "leaving_care":
                per_team = self.d.population / 10_000 * 1.7
            for team in self.teams[kind]:
                for _ in range(max(1, round(per_team))):
                    agency = role != "5" and self.chance.happens(self.d.share("agency"))
                    self.hire(team, day, agency=agency, role=role, at_first=True)
        self.d.loop.at(day + 7, self._week)
        self.d.loop.at(day + 30, self._month)

    def _teams_of(self, kind: str, day: int) -> int:
        share = next(share for code, _, share, _ in TEAMS if code == kind)
        return max(1, round(self._holders_wanted(day) * share / 7)) if share else 1

    def all_teams(self) -> list[Team]:
        """Every team, in a fixed order."""
        return [team for teams in self.teams.values() for team in teams]

    def _holders_wanted(self, day: int) -> float:
        """Case holders that the expected work asks for, full-time, times what of them the authority affords."""
        at = self.d.scenario.at
        in_need = at("in_need_open", day) - at("in_care", day) - at("plans_open", day) - 0.19 * at("referrals", day)
        hours = (
            11.5 * at("referrals", day) * (1 - at("no_action", day) / 100) + 9 * at("enquiries", day)
            + 10 * at("conferences", day) + 92 * at("plans_open", day) + 38 * max(in_need, 40) + 66 * at("in_care", day)
        )  # fmt: skip
        return 1.19 * hours / HOURS_A_YEAR * self.d.population / 10_000 * at("capacity", day) / 100

    def _set_posts(self, day: int) -> None:
        vacancy = self._vacancy()
        wanted = self._holders_wanted(day)
        for kind, _, share, _ in TEAMS:
            agency = self._agency(kind)
            for team in self.teams[kind]:
                if share:
                    team.posts = self.cut * wanted * share / len(self.teams[kind]) * (1 - agency) / (1 - vacancy)

    def _open_team(self, team: Team, day: int) -> None:
        d = self.d
        d.book.add(
            "department", day, team_id=team.code, team_name=team.name, team_parent_name="Wearmouth Children's Services"
        )
        team.manager = self.hire(team, day, agency=False, role="3", at_first=True)
        team.row = d.book.add(
            "team", day, team=team.name, team_kind=team.kind, service="Wearmouth Children's Services",
            manager=team.manager.name, team_start_date=days.years_before(day, 4),
        )  # fmt: skip

    # ------------------------------------------------------------------------------------------------ coming and going

    def hire(self, team: Team, day: int, *, agency: bool, role: str = "5", at_first: bool = False) -> Worker:
        """Somebody starts in a team."""
        d, chance = self.d, self.chance
        self._number += 1
        newly = role == "5" and not agency and chance.happens(0.05 if at_first else 0.3)
        forename = chance.one(FORENAMES_OF_GIRLS if chance.happens(0.8) else FORENAMES_OF_BOYS)
        name = f"{forename} {chance.one(FAMILY_NAMES)} {self._number}"
        line = Line(d.loop, people=1, a_day=HOURS_A_DAY, later=days.work)
        worker = Worker(f"W{self._number:05d}", name, team, line, role=role, agency=agency, newly=newly)
        worker.started = day - chance.between(30, 1800) if at_first else day
        worker.fte = 1.0 if chance.happens(0.82) else 0.6
        worker.line.a_day = HOURS_A_DAY * worker.fte
        worker.registration = f"SW9{self._number:06d}"
        if role == "5":
            team.workers.append(worker)
        self.workers.append(worker)
        title = {"3": "Team manager", "5": "Personal adviser" if team.kind == "leaving_care" else "Social worker"}.get(
            role, "Social worker"
        )
        worker.row = d.book.add(
            "professionals", day, professional_id=worker.code, staff_id=f"S{self._number:05d}", professional_name=name,
            social_worker_registration_no=worker.registration, professional_job_title=title,
            professional_department=team.name, full_time_equivalency=worker.fte,
            agency_worker_flag="Y" if agency else "N",
        )  # fmt: skip
        qualified = "N" if team.kind == "leaving_care" and role == "5" else "Y"
        worker.post = d.book.add(
            "worker_post", day, worker=name, team=team.name, organisation_role=role, qualified=qualified,
            social_worker_registration_no=worker.registration if qualified == "Y" else None, registered=qualified,
            newly_qualified="Y" if newly else "N", agency="Y" if agency else "N", interim="Y" if agency else "N",
            full_time_equivalent=worker.fte, caseload_limit=(team.limit or None), post_start_date=worker.started,
        )  # fmt: skip
        self._plan_absence(worker)
        if role == "5":
            d.loop.at(day + chance.between(5, 30), self._supervise, worker)
        d.loop.at(day + chance.between(20, 300), self._train, worker)
        self._give_out_waiting(team)
        return worker

    def leave(self, worker: Worker, day: int, why: str) -> None:
        """Somebody leaves: the children wait until the manager gives them to others."""
        d = self.d
        worker.gone_on = day
        if worker in worker.team.workers:
            worker.team.workers.remove(worker)
        self.workers.remove(worker)
        d.book.change("worker_post", worker.post, day, post_end_date=day, leaving_reason=why)
        left = worker.line.empty()
        by_child: dict[int, list[Any]] = {}
        for urgency, _, hours, action, of in left:
            by_child.setdefault(of[0].number, []).append((urgency, hours, action, of))
        for child in list(worker.children.values()):
            child.waiting += by_child.pop(child.number, [])
            d.caseload.let_go(child, day, "LEFTRL")
            if "unallocated_after_leaver" in d.switches and worker.role == "5":
                d.caseload.hold_back("unallocated_after_leaver", child, worker.team)
                continue
            d.caseload.ask_for(child, worker.team, day, days.on(day, self.chance.between(1, 6)))

    def _month(self) -> None:
        d, day, chance = self.d, self.d.today, self.chance
        self._set_posts(day)
        monthly = 1.22 * d.figure("turnover") / 100 / 12
        for worker in list(self.workers):
            if worker.role == "3":
                continue
            strain = min(worker.pressure(), 6.0)
            taken_over = "agency_takes_over" in d.switches and not worker.agency
            leaves = 0.06 if worker.agency else monthly * 4 if taken_over else monthly
            if chance.happens(leaves * (0.85 + 0.35 * strain)):
                if taken_over:
                    d.truth.note("agency_takes_over", day, worker=worker, entity="worker_post")
                d.loop.at(days.next_working(day + chance.between(0, 29)) + 0.8, self._leave, worker)
            else:
                self._pass_on(worker, day)
        for team in self.all_teams():
            if team.posts:
                self._recruit(team, day)
        d.loop.at(day + 30, self._month)

    def _leave(self, worker: Worker) -> None:
        """Of their own will; where posts are not counted somebody follows."""
        if worker.gone_on is None:
            day = self.d.today
            self.leave(worker, day, "Contract ended" if worker.agency else "Left the authority")
            if not worker.team.posts:
                agency = worker.role != "5" and self.chance.happens(self.d.share("agency"))
                self.hire(worker.team, days.on(day, 1), agency=agency, role=worker.role)

    def _pass_on(self, worker: Worker, day: int) -> None:
        """Some of the children of a worker are given to others, month by month; many where that is the fault."""
        d, chance = self.d, self.d.chances["changes of worker"]
        often = "workers_changed_often" in d.switches
        share = 0.16 if often else d.share("handed_on") if worker.team.kind == "care" else 0.0
        for child in list(worker.children.values()) if share else ():
            if chance.happens(share):
                if often:
                    d.truth.note("workers_changed_often", day, child=child, worker=worker, entity="involvements")
                d.caseload.let_go(child, day, "MANAGE")
                d.caseload.ask_for(child, worker.team, day, days.on(day, 1))

    def _agency(self, kind: str) -> float:
        """The share of agency workers among case holders, who are most of them: fewer with children in care."""
        if "agency_takes_over" in self.d.switches:
            return 0.75
        return min(0.68, self.d.share("agency") * (0.25 if kind in {"care", "disability"} else 1.9))

    def change_managers(self) -> None:
        """Six managers in ten leave on a day, and interim ones come."""
        d, day = self.d, self.d.today
        for team in self.all_teams():
            if team.manager is not None and d.chances["manager faults"].happens(0.6):
                self.leave(team.manager, day, "Left the authority")
                team.manager = self.hire(team, day, agency=True, role="3")
                d.book.change("team", team.row, day, manager=team.manager.name)
                d.truth.note("managers_interim", day, worker=team.manager, entity="worker_post")

    def _vacancy(self) -> float:
        """The share of posts of case holders that are vacant: those of others are filled at once."""
        return min(0.5, 1.6 * self.d.share("vacancy"))

    def _count_vacant(self, team: Team, day: int) -> None:
        """Posts that nobody of the authority's own has are vacancies, the newest filled first."""
        book, agency = self.d.book, sum(worker.agency for worker in team.workers)
        vacant = max(0, round(team.posts - sum(worker.fte for worker in team.workers if not worker.agency)))
        while len(team.vacant) > vacant:
            book.change("vacancy", team.vacant.pop(), day, vacancy_end_date=day)
        while len(team.vacant) < vacant:
            covered = "Y" if len(team.vacant) < agency else "N"
            team.vacant.append(
                book.add(
                    "vacancy", day, team=team.name, organisation_role="5", full_time_equivalent=1.0,
                    vacancy_start_date=day, covered_by_agency=covered,
                )
            )  # fmt: skip

    def _recruit(self, team: Team, day: int) -> None:
        """Somebody for a vacant post, at most one a month; agency workers for what stays vacant, a few at once."""
        agency, vacancy = self._agency(team.kind), self._vacancy()
        own = sum(worker.fte for worker in team.workers if not worker.agency)
        if own < team.posts * (1 - vacancy) - 0.5:
            self.hire(team, day, agency=False)
        lacking = team.posts * (1 - vacancy) / (1 - agency) - sum(worker.fte for worker in team.workers)
        for _ in range(min(round(lacking), 3)):
            self.hire(team, day, agency=True)
        spare = [each for each in team.workers if each.agency]
        if lacking < -1.2 and spare:
            self.leave(spare[0], day, "Contract ended")
        self._count_vacant(team, day)

    def _week(self) -> None:
        d = self.d
        for worker in self.workers:
            base = HOURS_A_DAY * worker.fte * (0.85 if worker.newly else _AGENCY_DOES if worker.agency else 1.0)
            worker.line.a_day = base * (1 + min(OVERTIME, 0.16 * worker.pressure()))
        on = days.DATE[d.today]
        if on.month == 10 and on.day <= 7:
            for worker in self.workers:
                if worker.role == "5":
                    d.book.change("professionals", worker.row, d.today, professional_caseload=len(worker.children))
        d.loop.at(d.today + 7, self._week)

    # ----------------------------------------------------------------------------------------- absence and supervision

    def _plan_absence(self, worker: Worker) -> None:
        gap = 0.85 * SICK_DAYS.mean() / max(self.d.figure("absence") / 100, 0.005)
        self.d.loop.at(self.d.loop.now + self.chance.exponential(gap), self._fall_ill, worker)

    def _fall_ill(self, worker: Worker) -> None:
        d, day = self.d, self.d.today
        if worker.gone_on is not None:
            return
        until = day + self.chance.days(SICK_DAYS)
        worker.line.open_from = float(until)
        row = d.book.add(
            "sickness", day, worker=worker.name, absence_reason=self.chance.of(_ABSENCE), sickness_start_date=day
        )
        d.loop.at(until, self._come_back, row, day)
        if until - day > 28 and self.chance.happens(0.5):
            for child in list(worker.children.values()):
                d.caseload.let_go(child, day + 5, "ABSENC")
                d.caseload.ask_for(child, worker.team, day, days.on(day, self.chance.between(5, 12)))
        self._plan_absence(worker)

    def _come_back(self, row: int, since: int) -> None:
        day = self.d.today
        lost = days.working_between(since, day)
        self.d.book.change("sickness", row, day, sickness_end_date=day, working_days_lost=lost)

    def _supervise(self, worker: Worker) -> None:
        """Monthly, of the worker and of some of the children held; less often where supervision is neglected."""
        d, day = self.d, self.d.today
        if worker.gone_on is not None:
            return
        if "supervision_missed" in d.switches and d.chances["supervision faults"].happens(0.7):
            d.truth.note("supervision_missed", day, worker=worker, entity="worker_supervision")
        elif self.chance.happens(d.figure("supervised") / 100):
            by = worker.team.led_by
            d.book.add(
                "worker_supervision", day, worker=worker.name, supervision_date=day, minutes=self.chance.between(60,
                                                                                                                 120),
                record_completed=self.chance.yes(0.9), supervised_by=by,
            )  # fmt: skip
            for child in list(worker.children.values()):
                if self.chance.happens(0.55):
                    d.book.add(
                        "supervision", d.recorded(worker), person_id=child.id, supervision_date=day,
                        team=worker.team.name,
                        reason_recorded=self.chance.yes(0.8), next_due_date=day + 42,
                        worker=worker.name, supervised_by=by,
                    )  # fmt: skip
        d.loop.at(days.next_working(day + self.chance.between(26, 34)), self._supervise, worker)

    def _train(self, worker: Worker) -> None:
        d, day = self.d, self.d.today
        if worker.gone_on is not None:
            return
        course = self.chance.one(
            ("Safeguarding", "Assessment", "Court work", "Direct work with children", "Exploitation")
        )
        d.book.add("training", day, worker=worker.name, course=course, completed_date=day, expiry_date=day + 1095)
        d.loop.at(day + self.chance.between(150, 420), self._train, worker)

    def _give_out_waiting(self, team: Team) -> None:
        for child in team.waiting[:8]:
            self.d.caseload.ask_for(child, team, self.d.today, days.on(self.d.today, 1))
        del team.waiting[:8]
