"""Who may do what: permissions, roles, scopes, and the decision that every guard, button and refusal uses.

A role is data. What a person may see of the record is a scope; `results` applies it to every answer. A refusal
carries its sentence; what is hidden looks in every way like what does not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.http import Http404

from roker.catalogue import Catalogue


@dataclass(frozen=True)
class Decision:
    """Yes, or no with a sentence that a page can show. True and false like a bool."""

    allowed: bool
    sentence: str = ""

    def __post_init__(self) -> None:
        if self.allowed == bool(self.sentence):
            raise ValueError("a refusal has a sentence, and a permission has none")

    def __bool__(self) -> bool:
        return self.allowed


yes = Decision(allowed=True)


def no(sentence: str) -> Decision:
    """A refusal with its sentence."""
    return Decision(allowed=False, sentence=sentence)


class Refused(PermissionDenied):
    """Answered with status 403 and the sentence."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.sentence)
        self.sentence = decision.sentence


def require(decision: Decision) -> None:
    """Go on, or refuse with the decision's sentence."""
    if not decision:
        raise Refused(decision)


class Permission(StrEnum):
    """What a person may do here."""

    OWN_ACCOUNT = "own_account"
    SEE_WORK = "see_work"
    SEE_TEAMS = "see_teams"
    SEE_CHILDREN = "see_children"
    SEE_SERVICE = "see_service"
    SEE_TOTALS = "see_totals"
    SEE_QUESTIONS = "see_questions"
    ASK_QUESTIONS = "ask_questions"
    ANSWER_QUESTIONS = "answer_questions"
    RECORD_EXCEPTION = "record_exception"
    SEE_DUTIES = "see_duties"
    SEE_OTHER_CLOCKS = "see_other_clocks"
    SEE_LOADS = "see_loads"


MEANINGS: Mapping[Permission, str] = {
    Permission.OWN_ACCOUNT: "Open one's own first page and sign out.",
    Permission.SEE_WORK: "See what has to be done for which child, and by when.",
    Permission.SEE_TEAMS: "See who holds how many children and how much of their work is late.",
    Permission.SEE_CHILDREN: "Open the pages of children in one's own reach.",
    Permission.SEE_SERVICE: "See exact figures of the whole service and the children behind them.",
    Permission.SEE_TOTALS: "See totals of the whole service, without names and with small counts hidden.",
    Permission.SEE_QUESTIONS: "Read the questions that were asked, and their answers.",
    Permission.ASK_QUESTIONS: "Ask a question of a figure, and accept its answer or ask again.",
    Permission.ANSWER_QUESTIONS: "Answer a question.",
    Permission.RECORD_EXCEPTION: "Record why a limit was not kept for a child in one's own reach, and withdraw that.",
    Permission.SEE_DUTIES: "Read what is asked of the service, and by which law.",
    Permission.SEE_OTHER_CLOCKS: "See the clocks of workers, carers, adopters, homes and the authority itself.",
    Permission.SEE_LOADS: "See which files were loaded, when, and what was wrong in them.",
}

REFUSALS: Mapping[Permission, str] = {
    Permission.SEE_WORK: "Work lists name children. They are for social workers, team managers and the director.",
    Permission.SEE_TEAMS: "This page shows what each worker holds. It is for team managers and the director.",
    Permission.SEE_CHILDREN: "Pages of children are for the workers who hold them, their managers and the director.",
    Permission.SEE_SERVICE: "This page is the director's.",
    Permission.SEE_TOTALS: "This page is for those who answer for the service to the public. You see the work itself.",
    Permission.SEE_QUESTIONS: "Questions are between those who answer for the service and the director.",
    Permission.ASK_QUESTIONS: "Only those who answer for the service to the public ask questions here.",
    Permission.ANSWER_QUESTIONS: "Only the director answers questions.",
    Permission.RECORD_EXCEPTION: "Only team managers and the director record why a limit was not kept.",
    Permission.SEE_DUTIES: "The duties are shown to everybody who has a role here.",
    Permission.SEE_OTHER_CLOCKS: "Clocks of workers, carers and homes are for team managers and the director.",
    Permission.SEE_LOADS: "What was loaded, and what was wrong in it, is shown to team managers and the director.",
}


NO_ROLE = no("Your account has no role yet. Ask the person who looks after Roker to give you one.")


class Reach(StrEnum):
    """How much of the record a role sees."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"
    TOTALS = "totals"


REACH_WORDS: Mapping[Reach, str] = {
    Reach.OWN: "own children",
    Reach.TEAM: "the children of the team, and children with no team",
    Reach.ALL: "all children",
    Reach.TOTALS: "totals only, no child",
}


@dataclass(frozen=True, kw_only=True)
class Role:
    """What people of one kind see first, how far they see, and what they may do."""

    code: str
    title: str
    reach: Reach
    first_page: str
    """The name of a route."""
    may: frozenset[Permission]


_CASEWORK = {Permission.SEE_WORK, Permission.SEE_CHILDREN, Permission.SEE_DUTIES}

ROLES: Catalogue[Role] = Catalogue(
    Role(
        code="social_worker",
        title="Social worker",
        reach=Reach.OWN,
        first_page="work",
        may=frozenset(_CASEWORK),
    ),
    Role(
        code="team_manager",
        title="Team manager",
        reach=Reach.TEAM,
        first_page="teams",
        may=frozenset(
            {
                *_CASEWORK,
                Permission.SEE_TEAMS,
                Permission.RECORD_EXCEPTION,
                Permission.SEE_OTHER_CLOCKS,
                Permission.SEE_LOADS,
            }
        ),
    ),
    Role(
        code="director",
        title="Director of children's services",
        reach=Reach.ALL,
        first_page="service",
        may=frozenset(
            {
                *_CASEWORK,
                Permission.SEE_TEAMS,
                Permission.SEE_SERVICE,
                Permission.SEE_QUESTIONS,
                Permission.ANSWER_QUESTIONS,
                Permission.RECORD_EXCEPTION,
                Permission.SEE_OTHER_CLOCKS,
                Permission.SEE_LOADS,
            }
        ),
    ),
    Role(
        code="leader",
        title="Leader of the council",
        reach=Reach.TOTALS,
        first_page="overview",
        may=frozenset(
            {Permission.SEE_TOTALS, Permission.SEE_QUESTIONS, Permission.ASK_QUESTIONS, Permission.SEE_DUTIES}
        ),
    ),
)

HIDDEN_FROM_TOTALS = frozenset({Permission.SEE_CHILDREN, Permission.RECORD_EXCEPTION})
"""For those who see totals only, these pages are not there: a refusal would still speak of a child."""


class Account(Protocol):
    """What is asked of a signed-in person."""

    @property
    def role(self) -> str: ...
    @property
    def team(self) -> str: ...
    @property
    def worker(self) -> str: ...


def role_of(person: Account) -> Role | None:
    """The person's role; None where they have none, or one that is no more."""
    return ROLES[person.role] if person.role in ROLES else None  # noqa: SIM401 - a catalogue has no get


def may(person: Account, permission: Permission) -> Decision:
    """Whether the person's role holds a permission. One's own account needs no role."""
    if permission is Permission.OWN_ACCOUNT:
        return yes
    role = role_of(person)
    if role is None:
        return NO_ROLE
    return yes if permission in role.may else no(REFUSALS[permission])


def require_permission(person: Account, permission: Permission) -> None:
    """Go on, refuse with a sentence, or, where even the refusal would say too much, be not there at all."""
    decision = may(person, permission)
    role = role_of(person)
    if not decision and role is not None and role.reach is Reach.TOTALS and permission in HIDDEN_FROM_TOTALS:
        raise Http404
    require(decision)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The part of the record that one person sees. A scope that names nobody cannot be built: it would be all."""

    reach: Reach
    worker: str = ""
    team: str = ""

    def __post_init__(self) -> None:
        if self.reach is Reach.OWN and not self.worker:
            raise ValueError("a scope of one's own children needs a worker")
        if self.reach is Reach.TEAM and not self.team:
            raise ValueError("a scope of a team needs a team")

    def covers_team(self, team: str | None) -> bool:
        """Whether the whole of a team, or the children with no team (None), may be seen."""
        return self.reach is Reach.ALL or (self.reach is Reach.TEAM and team in (self.team, None))

    def covers(self, team: str | None, worker: str | None) -> bool:
        """Whether what is held by this worker of this team may be seen."""
        if self.reach is Reach.OWN:
            return worker == self.worker
        return self.covers_team(team)


def scope_of(person: Account) -> Scope:
    """The person's scope. Refuses where the account does not say whose children they are."""
    role = role_of(person)
    if role is None:
        raise Refused(NO_ROLE)
    if role.reach is Reach.OWN and not person.worker:
        raise Refused(no("Your account does not say under which name the record knows you. Ask for it to be added."))
    if role.reach is Reach.TEAM and not person.team:
        raise Refused(no("Your account does not say which team you manage. Ask for it to be added."))
    return Scope(reach=role.reach, worker=person.worker, team=person.team)


def may_see_child(scope: Scope, holders: frozenset[tuple[str | None, str | None]], *, is_open: bool) -> Decision:
    """Whether a child of the record is in reach; `holders` are the (team, worker) who hold it or one of its duties.

    A child with no team is every manager's to see while it is open, so that nobody's child is seen; once closed, it is
    not.
    """
    reached = (each for each in holders if is_open or each[0] is not None or scope.reach is not Reach.TEAM)
    if any(scope.covers(team, worker) for team, worker in reached):
        return yes
    if scope.reach is Reach.OWN:
        return no("This child is not one of yours. If you need to see the page, ask your team manager.")
    return no("This child is held by another team. If you need to see the page, ask that team's manager.")
