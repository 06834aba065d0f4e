"""Who holds a child: asking for a worker, being given one, being let go, changing teams; opening and closing cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roker.synthetic.authority import days
from roker.synthetic.authority.loop import Action
from roker.synthetic.authority.people import Child
from roker.synthetic.authority.workforce import Team, Worker

if TYPE_CHECKING:
    from roker.synthetic.authority.department import Department

_ROLE = {
    "leaving_care": ("Personal adviser", "personal_adviser"),
    "review": ("Independent reviewing officer", "reviewing_officer"),
}


BESIDE = 1.12
"""Hours for each hour of what is done here, with the calls, messages and forms beside it (surveys of 2009 to 2018: a
quarter of the time is direct work). Assumed."""


class Case:
    """A referral and what followed it, until it was closed."""

    __slots__ = ("closed", "closing", "id", "need", "opened", "reason", "recorded", "row", "source")

    def __init__(self, row: int, own_id: str, opened: int, need: str, source: str) -> None:
        self.row, self.id, self.opened, self.need, self.source = row, own_id, opened, need, source
        self.closed = self.recorded = 0
        self.reason = ""
        self.closing = False


class Caseload:
    """Which worker holds which child, and what of the work on a child waits for whom."""

    def __init__(self, department: Department) -> None:
        self.d = department
        self.chance = department.chances["caseload"]
        self.lots = department.chances["caseload faults"]
        self._held_back: dict[int, tuple[str, Child, Team, int]] = {}

    # --------------------------------------------------------------------------------------------------------- work

    def work(self, urgency: float, hours: float, action: Action, child: Child, *of: Any) -> None:
        """Has whoever holds the child do something; while nobody does, it waits with the child."""
        hours *= BESIDE
        if child.worker is not None:
            child.worker.line.give(urgency, hours, action, child, *of)
        elif child.is_open():
            child.waiting.append((urgency, hours, action, (child, *of)))

    def team_for(self, kind: str, child: Child) -> Team:
        """The team of a kind that works where the family lives."""
        teams = self.d.workforce.teams[kind]
        return teams[child.family.number % len(teams)]

    def ask_for(self, child: Child, team: Team, day: int, when: int) -> None:
        """Asks the manager of a team for a worker, who is given on a later day."""
        child.team = team
        if team.kind == "assessment" and self._held_at_the_door() and self.lots.happens(0.35):
            self.hold_back("front_door_held", child, team)
            return
        self.d.loop.at(max(when, day) + 0.3, self._give, child, team)

    def _held_at_the_door(self) -> bool:
        fault = "front_door_held"
        if fault not in self.d.switches:
            return False
        most = self.d.most.get(fault)
        return most is None or sum(each[0] == fault for each in self._held_back.values()) < most

    def hold_back(self, fault: str, child: Child, team: Team) -> None:
        """A fault has a child wait for a worker until it ends."""
        if fault != "transfers_never_accepted":
            child.team = team
        self._held_back[child.number] = (fault, child, team, self.d.today)

    def _no_longer(self, child: Child) -> None:
        """Notes a wait of that kind that is over."""
        fault, _, _, since = self._held_back.pop(child.number)
        self.d.truth.note(fault, since, child=child, worker=child.worker, until=self.d.today, entity="involvements")

    def give_out_held(self) -> None:
        """Has the children given out who wait for no other reason than a fault that has ended."""
        d = self.d
        for fault, child, team, _ in list(self._held_back.values()):
            if fault in d.switches:
                continue
            self._no_longer(child)
            if child.is_open() and not child.gone:
                if fault == "transfers_never_accepted":
                    self.let_go(child, d.today, "TSPROC")
                self.ask_for(child, team, d.today, days.on(d.today, self.chance.between(1, 4)))

    def held_back(self) -> list[tuple[str, Child, int]]:
        """Who waits because of a fault at the end of the run: the fault, the child, and since when."""
        return [(fault, child, since) for fault, child, _, since in self._held_back.values()]

    def _give(self, child: Child, team: Team) -> None:
        if child.worker is not None or child.team is not team or not child.is_open():
            return
        now = self.d.loop.now
        there = [worker for worker in team.workers if worker.line.open_from <= now + 5]
        brothers = [
            each.worker for each in child.family.children if each.worker is not None and each.worker.team is team
        ]
        if brothers and brothers[0].gone_on is None:
            self.hold(child, brothers[0])
            return
        best = min(there, key=Worker.room, default=None)
        if best is None or (team.limit and best.room() >= team.limit * self.d.limit()):
            team.waiting.append(child)
            return
        self.hold(child, best)

    def hold(self, child: Child, worker: Worker) -> None:
        """A worker holds a child from now on, and does what waited."""
        d, day = self.d, self.d.today
        if child.number in self._held_back:
            self._no_longer(child)
        child.worker, child.team = worker, worker.team
        worker.children[child.number] = child
        role, kind = _ROLE.get(worker.team.kind, ("Social worker", "social_worker"))
        child.held = d.book.add(
            "involvements", day, person_id=child.id, professional_id=worker.code, professional_role_id=role,
            professional_team=worker.team.code, involvement_start_date=day, involvement_kind=kind,
            referral_id=child.case.id if child.case else None, social_worker_registration_no=worker.registration,
        )  # fmt: skip
        waiting, child.waiting = child.waiting, []
        for urgency, hours, action, of in waiting:
            worker.line.give(urgency, hours, action, *of)

    def let_go(self, child: Child, day: int, reason: str) -> None:
        """Nobody holds the child from a day on."""
        worker = child.worker
        if worker is None:
            return
        day = max(day, self.d.today)
        self.d.book.change("involvements", child.held, day, involvement_end_date=day, worker_change_reason=reason)
        worker.children.pop(child.number, None)
        child.worker = None
        team = worker.team
        if team.waiting and (not team.limit or worker.room() < team.limit * self.d.limit()):
            self.ask_for(team.waiting.pop(0), team, day, days.on(day, 1))

    def move(self, child: Child, kind: str) -> None:
        """Sends a child to a team of another kind, which accepts some days later."""
        if child.team is not None and child.team.kind == kind:
            return
        if (
            child.disabled
            and kind in {"support", "care"}
            and child.team is not None
            and child.team.kind == "disability"
        ):
            return
        to = self.team_for("disability" if child.disabled and kind == "support" else kind, child)
        day = self.d.today
        row = self.d.book.add(
            "transfer", self.d.recorded(child.worker), person_id=child.id, transfer_kind="team", sent_date=day,
            from_team=child.team.name if child.team else None, to_team=to.name,
        )  # fmt: skip
        if "transfers_never_accepted" in self.d.switches and self.lots.happens(0.5):
            self.hold_back("transfers_never_accepted", child, to)
            return
        self.d.loop.at(days.on(day, self.chance.between(2, 9)) + 0.5, self._accept, child, to, row)

    def _accept(self, child: Child, to: Team, row: int) -> None:
        day = self.d.today
        if not child.is_open() or child.gone:
            self.d.book.change("transfer", row, day, refused_date=day, refused_reason="Closed before it was accepted")
            return
        self.d.book.change("transfer", row, day, accepted_date=day, handover_date=days.on(day, 2))
        if child.worker is not None:
            self.let_go(child, day, "TSPROC")
        self.ask_for(child, to, day, days.on(day, self.chance.between(0, 2)))

    # ----------------------------------------------------------------------------------------------- opening, closing

    def open(  # noqa: PLR0913 - what is told of a referral
        self, child: Child, day: int, source: str, need: str, *, no_action: bool = False, decided: int = 0
    ) -> Case:
        """A referral: the case opens on the day on which it was received, and is recorded when it was decided on."""
        d = self.d
        last = child.case
        if last is not None and last.closed:  # one that came while the last case stood open is referred as that closes
            day = max(day, last.closed)
        recorded = max(decided, day)
        team = self.team_for("front_door", child)
        manager = team.led_by
        own_id = child.key(day)
        if last is not None and last.recorded > recorded:  # nobody opens a case beside one that stands open
            d.book.change("cin_episodes", last.row, recorded, close_date=last.closed, close_reason=last.reason)
        row = d.book.add(
            "cin_episodes", recorded, referral_id=own_id, person_id=child.id, referral_date=day,
            cin_primary_need_code=None if d.blank() else need, referral_source_code=source,
            referral_outcome_json='{"NFA_FLAG":"Y"}' if no_action else '{"SINGLE_ASSESSMENT_FLAG":"Y"}',
            referral_nfa="Y" if no_action else "N", referral_team=team.code, referral_decision_date=recorded,
            referral_decision_worker=manager,
        )  # fmt: skip
        case = child.case = Case(row, own_id, day, need, source)
        if no_action:
            case.closed = recorded
            child.last_closed = recorded
            d.book.change("cin_episodes", row, recorded, close_date=recorded, close_reason="RC7")
        return case

    def settle(self, child: Child, reason: str = "RC7") -> None:
        """Closes the case once nothing is open about the child any more."""
        case = child.case
        if case is None or case.closed or case.closing:
            return
        if child.assessment or child.enquiry or child.need or child.plan or child.care or child.leaving:
            return
        case.closing = True
        self.d.loop.at(self.d.today + self.chance.between(1, 9), self._close, child, case, reason)

    def _close(self, child: Child, case: Case, reason: str) -> None:
        d, day = self.d, self.d.today
        case.closing = False
        if case.closed or child.assessment or child.enquiry or child.need or child.plan or child.care or child.leaving:
            return
        recorded = d.recorded(child.worker)
        d.book.change("cin_episodes", case.row, recorded, close_date=day, close_reason=reason)
        d.book.add(
            "manager_decision", recorded, person_id=child.id, decision_kind="closing", decision_date=day,
            decision="Close",
            reason_recorded=self.chance.yes(0.85), team=child.team.name if child.team else None,
            worker=child.team.led_by if child.team else None,
        )  # fmt: skip
        self.let_go(child, day, "OTHERS")
        if child.number in self._held_back:
            self._no_longer(child)
        case.closed, case.recorded, case.reason = day, recorded, reason
        child.last_closed = day
        child.waiting = []
        if child.team is not None and child in child.team.waiting:
            child.team.waiting.remove(child)
        child.team = None
        if reason in {"RC1", "RC2", "RC5"}:
            child.gone = True
