"""Permissions, roles, scopes and decisions."""

import pytest
from django.http import Http404

from roker.web import access
from roker.web.access import (
    HIDDEN_FROM_TOTALS,
    MEANINGS,
    REACH_WORDS,
    REFUSALS,
    ROLES,
    Decision,
    Permission,
    Reach,
    Scope,
)
from tests import cast

OWN = Scope(reach=Reach.OWN, worker="Sam Okafor")
TEAM = Scope(reach=Reach.TEAM, team="Assessment Team 1")
ALL = Scope(reach=Reach.ALL)
TOTALS = Scope(reach=Reach.TOTALS)


def test_a_refusal_has_a_sentence_and_a_permission_has_none() -> None:
    assert access.yes
    assert not access.no("Ask your manager.")
    with pytest.raises(ValueError, match="a refusal has a sentence"):
        Decision(allowed=False)
    with pytest.raises(ValueError, match="a refusal has a sentence"):
        Decision(allowed=True, sentence="Please do.")


def test_every_permission_has_a_meaning_and_every_one_but_the_own_account_a_refusal() -> None:
    assert set(MEANINGS) == set(Permission)
    assert set(REFUSALS) == set(Permission) - {Permission.OWN_ACCOUNT}
    assert set(REACH_WORDS) == set(Reach)
    assert all(sentence.endswith(".") for sentence in (*MEANINGS.values(), *REFUSALS.values()))


# Who may do what, as the table of roles says it.
ROLE_TABLE = """
permission        | social_worker | team_manager | director | leader
see_work          | yes           | yes          | yes      | no
see_teams         | no            | yes          | yes      | no
see_children      | yes           | yes          | yes      | no
see_service       | no            | no           | yes      | no
see_totals        | no            | no           | no       | yes
see_questions     | no            | no           | yes      | yes
ask_questions     | no            | no           | no       | yes
answer_questions  | no            | no           | yes      | no
record_exception  | no            | yes          | yes      | no
see_duties        | yes           | yes          | yes      | yes
see_other_clocks  | no            | yes          | yes      | no
see_loads         | no            | yes          | yes      | no
"""


def test_who_may_do_what() -> None:
    header, *rows = [[cell.strip() for cell in line.split("|")] for line in ROLE_TABLE.strip().splitlines()]
    assert header[1:] == ROLES.codes()
    for permission, *expected in rows:
        people = [cast.Person(sign_in_name="x", full_name="X", role=code) for code in header[1:]]
        assert ["yes" if access.may(each, Permission(permission)) else "no" for each in people] == expected
    assert {row[0] for row in rows} == {each.value for each in Permission} - {"own_account"}


def test_those_who_see_totals_have_no_permission_that_shows_a_child() -> None:
    for role in ROLES:
        if role.reach is Reach.TOTALS:
            named = {Permission.SEE_WORK, Permission.SEE_TEAMS, Permission.SEE_CHILDREN, Permission.SEE_SERVICE}
            assert not role.may & named
            assert not role.may & HIDDEN_FROM_TOTALS


def test_somebody_without_a_role_has_their_account_and_nothing_else() -> None:
    for permission in Permission:
        decision = access.may(cast.STRANGER, permission)
        assert decision == (access.yes if permission is Permission.OWN_ACCOUNT else access.NO_ROLE)
    with pytest.raises(access.Refused, match="has no role yet"):
        access.scope_of(cast.STRANGER)
    with pytest.raises(access.Refused):
        access.require_permission(cast.STRANGER, Permission.SEE_CHILDREN)


def test_what_is_hidden_is_not_refused() -> None:
    with pytest.raises(Http404):
        access.require_permission(cast.LEO, Permission.SEE_CHILDREN)
    with pytest.raises(access.Refused) as refused:
        access.require_permission(cast.LEO, Permission.SEE_WORK)
    assert refused.value.sentence == REFUSALS[Permission.SEE_WORK]
    access.require_permission(cast.SAM, Permission.SEE_CHILDREN)


def test_the_scope_of_each_role() -> None:
    assert access.scope_of(cast.SAM) == Scope(reach=Reach.OWN, worker="Sam Okafor", team="Assessment Team 1")
    assert access.scope_of(cast.MAYA) == TEAM
    assert access.scope_of(cast.DINA) == ALL
    assert access.scope_of(cast.LEO) == TOTALS


def test_an_account_that_does_not_say_whose_children_it_sees_sees_none() -> None:
    for role, missing in (("social_worker", "under which name"), ("team_manager", "which team")):
        with pytest.raises(access.Refused, match=missing):
            access.scope_of(cast.Person(sign_in_name="x", full_name="X", role=role))


def test_a_scope_that_names_nobody_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="needs a worker"):
        Scope(reach=Reach.OWN)
    with pytest.raises(ValueError, match="needs a team"):
        Scope(reach=Reach.TEAM)


# Who sees a child by who holds it: team, worker.
HOLDERS = [
    (("Assessment Team 1", "Sam Okafor"), {"own", "team", "all"}),
    (("Care Team", "Sam Okafor"), {"own", "all"}),
    (("Assessment Team 1", "Priya Nairn"), {"team", "all"}),
    (("Assessment Team 1", None), {"team", "all"}),
    ((None, None), {"team", "all"}),
    (("Care Team", None), {"all"}),
]


@pytest.mark.parametrize(("holder", "seen_by"), HOLDERS, ids=str)
def test_a_child_is_seen_by_those_who_hold_it(holder: tuple[str | None, str | None], seen_by: set[str]) -> None:
    for scope in (OWN, TEAM, ALL, TOTALS):
        decision = access.may_see_child(scope, frozenset({holder}), is_open=True)
        assert bool(decision) == (scope.reach in seen_by)
        assert decision or "ask" in decision.sentence
    assert access.may_see_child(
        OWN, frozenset({("Care Team", None), holder, ("Leaving Care", "Sam Okafor")}), is_open=True
    )


def test_a_closed_child_without_a_team_is_the_directors_alone() -> None:
    nobodys = frozenset({(None, None)})
    manager = access.Scope(reach=access.Reach.TEAM, team="North")
    assert access.may_see_child(manager, nobodys, is_open=True)
    assert not access.may_see_child(manager, nobodys, is_open=False)
    assert access.may_see_child(access.Scope(reach=access.Reach.ALL), nobodys, is_open=False)
