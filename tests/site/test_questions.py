"""A question from the leader to the director and back: who may do what, and the figure frozen at both moments."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from roker.web.access import Refused
from roker.web.oversight import actions
from roker.web.oversight.models import Answer, Move, Question
from roker.web.oversight.moves import QUESTION_MOVES, QUESTION_STATE_WORDS, QuestionState
from tests import cast
from tests.site.asking import MEASURE, answered_question, open_question, sent
from tests.site.pages import HTML, parse, plain, words


def _figures(client: Any, number: int) -> dict[str, tuple[str, str]]:
    """The figures of a question's page: count and where from, by heading."""
    page = parse(client.get(f"/questions/{number}/"), "question")
    found = {}
    for section in page.all("section", class_="roker-figure"):
        (heading,) = section.iter(f"{HTML}h3")
        said = {each.get("class"): words(each) for each in section.iter(f"{HTML}p")}
        found[words(heading)] = (said["roker-figure__value"], said["roker-figure__source"])
    return found


def test_the_figure_is_kept_as_it_stood_when_asked_and_when_answered(own_home: Any, signed_in: Any) -> None:
    leo, dina = signed_in(cast.LEO), signed_in(cast.DINA)
    number = open_question(leo)
    assert _figures(dina, number) == {
        "The figure when asked": ("1 of 1", "As at 31 January 2024, load 1"),
        "The figure now": ("1 of 1", "As at 31 January 2024, load 1"),
    }
    cast.load(own_home, cast.later_reading())
    dina.post(f"/questions/{number}/answer/", sent("She was seen on 9 February."))
    assert _figures(dina, number) == {
        "The figure when asked": ("1 of 1", "As at 31 January 2024, load 1"),
        "The figure when answered": ("0 of 1", "As at 14 February 2024, load 2"),
        "The figure now": ("0 of 1", "As at 14 February 2024, load 2"),
    }
    assert _figures(leo, number) == {
        "The figure when asked": ("1 to 4 of 1 to 4", "As at 31 January 2024, load 1"),
        "The figure when answered": ("0 of 1 to 4", "As at 14 February 2024, load 2"),
        "The figure now": ("0 of 1 to 4", "As at 14 February 2024, load 2"),
    }


def test_from_asking_to_accepting(at_home: Any, signed_in: Any) -> None:
    leo, dina = signed_in(cast.LEO), signed_in(cast.DINA)
    number = open_question(leo, "Why is she not seen?")
    assert "Why is she not seen?" in plain(dina.get("/service/"))
    assert "Why is she not seen?" in plain(leo.get("/overview/"))
    dina.post(f"/questions/{number}/answer/", sent("A worker was ill."))
    assert "Why is she not seen?" not in plain(dina.get("/service/"))
    leo.post(f"/questions/{number}/ask-again/", sent("Who covered?", version=2))
    assert "Asked again" in plain(leo.get(f"/questions/{number}/"))
    assert "Why is she not seen?" in plain(dina.get("/service/"))
    dina.post(f"/questions/{number}/answer/", sent("A duty worker, from today.", version=3))
    leo.post(f"/questions/{number}/accept/", sent(version=4))
    page = plain(dina.get(f"/questions/{number}/"))
    for said in ("A worker was ill.", "Who covered?", "A duty worker, from today.", "Answer accepted"):
        assert said in page
    assert [move.moved_to for move in Move.objects.filter(question=number)] == [
        "answered",
        "reopened",
        "answered",
        "accepted",
    ]
    assert "Why is she not seen?" not in plain(leo.get("/overview/"))


def test_withdrawing_says_why(at_home: Any, signed_in: Any) -> None:
    leo = signed_in(cast.LEO)
    number = open_question(leo)
    leo.post(f"/questions/{number}/withdraw/", sent("Asked of the wrong figure."))
    page = plain(signed_in(cast.DINA).get(f"/questions/{number}/"))
    assert "Withdrawn" in page
    assert "Asked of the wrong figure." in page
    assert ">Answer</a>" not in page


# What each state allows: the sentence of a refusal stands where the button would be.
MOVES = """
state     | answer | accept | ask again | withdraw
open      | yes    | no     | no        | yes
answered  | no     | yes    | yes       | yes
reopened  | yes    | no     | no        | yes
accepted  | no     | no     | no        | no
withdrawn | no     | no     | no        | no
"""


@pytest.mark.parametrize("row", MOVES.strip().splitlines()[1:], ids=lambda row: row.split()[0])
def test_what_may_follow_each_state(row: str, at_home: Any, signed_in: Any, accounts: Any) -> None:
    state, *expected = [cell.strip() for cell in row.split("|")]
    question = Question.objects.get(pk=open_question(signed_in(cast.LEO)))
    question.state = state
    leo, dina = accounts["leo"], accounts["dina"]
    decisions = (
        actions.may_answer(dina, question),
        actions.may_accept(leo, question),
        actions.may_ask_again(leo, question),
        actions.may_withdraw(leo, question),
    )
    assert ["yes" if decision else "no" for decision in decisions] == expected
    assert all(decision or "This cannot be done now" in decision.sentence for decision in decisions)


def test_every_state_has_words_and_a_place_in_the_table() -> None:
    assert set(QUESTION_MOVES) == set(QuestionState) == set(QUESTION_STATE_WORDS)
    reached = frozenset.union(*QUESTION_MOVES.values()) | {QuestionState.OPEN}
    assert reached == set(QuestionState)


def test_nobody_answers_or_accepts_their_own(at_home: Any, signed_in: Any, accounts: Any) -> None:
    question = Question.objects.get(pk=answered_question(signed_in(cast.LEO), signed_in(cast.DINA)))
    question.asked_by = accounts["dina"]
    assert (
        actions.may_answer(accounts["dina"], question).sentence
        == "Somebody other than the person who asked must answer."
    )
    question.asked_by = accounts["leo"]
    Answer.objects.filter(question=question).update(answered_by=accounts["leo"])
    assert actions.may_accept(accounts["leo"], question).sentence == "Nobody accepts an answer of their own."


def test_only_who_asked_accepts_asks_again_or_withdraws(at_home: Any, signed_in: Any, accounts: Any) -> None:
    question = Question.objects.get(pk=answered_question(signed_in(cast.LEO), signed_in(cast.DINA)))
    other = accounts["leo"]
    other.pk = 999_999
    for decide in (actions.may_accept, actions.may_ask_again, actions.may_withdraw):
        assert decide(other, question).sentence == "Only the person who asked can do this."
    for name in ("dina", "sam", "stan"):
        assert not actions.may_accept(accounts[name], question)


def test_asking_twice_by_one_form_asks_once(at_home: Any, signed_in: Any) -> None:
    leo = signed_in(cast.LEO)
    form = sent("Why?")
    first, second = (leo.post(f"/questions/ask/{MEASURE}/", form) for _ in range(2))
    assert first.url == second.url
    assert Question.objects.count() == 1


def test_answering_twice_by_one_form_answers_once(at_home: Any, signed_in: Any) -> None:
    dina, number = signed_in(cast.DINA), open_question(signed_in(cast.LEO))
    form = sent("Because.")
    for _ in range(2):
        assert dina.post(f"/questions/{number}/answer/", form).status_code == 302
    assert Answer.objects.count() == 1


def test_the_form_of_one_person_does_nothing_for_another(at_home: Any, signed_in: Any, accounts: Any) -> None:
    form = sent("Why?")
    signed_in(cast.LEO).post(f"/questions/ask/{MEASURE}/", form)
    question = Question.objects.get()
    accounts["dina"].role = "leader"
    with pytest.raises(actions.ChangedMeanwhileError):
        actions.ask(MEASURE, "Mine", {}, _sent(accounts["dina"], question.submission))
    accounts["dina"].role = "director"
    with pytest.raises(Refused):
        actions.ask(MEASURE, "Mine", {}, _sent(accounts["dina"], question.submission))


def _sent(person: Any, submission: Any) -> actions.Sent:
    from django.utils import timezone

    return actions.Sent(by=person, time=timezone.now(), submission=submission)


@pytest.mark.parametrize(("address", "state"), [("answer", "open"), ("withdraw", "open"), ("accept", "answered")])
def test_a_change_in_between_is_told_and_no_word_is_lost(
    address: str, state: str, at_home: Any, signed_in: Any
) -> None:
    leo, dina = signed_in(cast.LEO), signed_in(cast.DINA)
    number = open_question(leo)
    if state == "answered":
        dina.post(f"/questions/{number}/answer/", sent("Because."))
    client = dina if address == "answer" else leo
    response = client.post(f"/questions/{number}/{address}/", sent("My careful words.", version=7))
    assert response.status_code == 409
    assert "The question changed while you had this page open" in plain(response)
    assert address == "accept" or "My careful words." in plain(response)
    assert Question.objects.get().state == state


@pytest.mark.parametrize(
    ("text", "trouble"), [("", "Write something"), ("  ", "Write something"), ("x" * 2001, "2,000 characters")]
)
def test_what_is_wrong_with_a_form_is_said_and_every_word_kept(
    text: str, trouble: str, at_home: Any, signed_in: Any
) -> None:
    response = signed_in(cast.LEO).post(f"/questions/ask/{MEASURE}/", sent(text))
    page = parse(response, "ask")
    assert response.status_code == 400
    assert trouble in page.text
    assert words(next(iter(page.all("title")))).startswith("Error: ")
    assert "".join(page.all("textarea")[0].itertext()) == text
    assert Question.objects.count() == 0


@pytest.mark.parametrize("missing", ["submission", "version"])
def test_a_form_that_this_site_did_not_make_changes_nothing(missing: str, at_home: Any, signed_in: Any) -> None:
    leo, dina = signed_in(cast.LEO), signed_in(cast.DINA)
    number = answered_question(leo, dina)
    for address in (f"/questions/ask/{MEASURE}/", f"/questions/{number}/accept/"):
        response = leo.post(address, {**sent("Why?", version=2), missing: "x"})
        assert response.status_code == 400
        assert "This form was not complete" in plain(response)
    assert Question.objects.count() == 1


def test_words_typed_into_a_session_that_ended_come_back_after_signing_in(at_home: Any, signed_in: Any) -> None:
    leo = signed_in(cast.LEO)
    address = f"/questions/ask/{MEASURE}/"
    page = plain(leo.get(address))
    form = dict(re.findall(r'name="(submission|version|sender)" value="([^"]*)"', page))
    Session.objects.all().delete()
    away = leo.post(address, {**form, "text": "What I had written."}, follow=True)
    assert "Sign in" in plain(away)
    back = leo.post(
        "/sign-in/",
        {
            "sign_in_name": "leo",
            "password": cast.LEO.password,
            "next": away.redirect_chain[-1][0].partition("next=")[2].replace("%2F", "/"),
        },
        follow=True,
    )
    assert back.redirect_chain == [(address, 302)]
    assert "What I had written." in plain(back)
    assert "Your words were kept" in plain(back)
    assert "What I had written." not in plain(leo.get(address)), "once"


def test_kept_words_are_for_the_person_who_typed_them(at_home: Any, anybody: Any, accounts: Any) -> None:
    address = f"/questions/ask/{MEASURE}/"
    anybody.post(address, sent("Mine alone.", sender=str(accounts["dina"].pk)))
    anybody.post("/sign-in/", {"sign_in_name": "leo", "password": cast.LEO.password})
    assert "Mine alone." not in plain(anybody.get(address))


def test_a_question_of_a_figure_that_is_no_longer_counted_stays_to_be_read(at_home: Any, signed_in: Any) -> None:
    leo = signed_in(cast.LEO)
    number = open_question(leo)
    Question.objects.update(measure="counted_no_more")
    assert "This figure is no longer counted." in plain(leo.get(f"/questions/{number}/"))
    assert "A figure that is no longer counted" in plain(leo.get("/questions/"))
    assert leo.get("/questions/ask/counted_no_more/").status_code == 404
    assert signed_in(cast.DINA).get("/service/counted_no_more/").status_code == 404


def test_a_question_that_does_not_exist_is_not_found(at_home: Any, signed_in: Any) -> None:
    for address in ("", "answer/", "withdraw/"):
        assert (
            signed_in(cast.DINA if address == "answer/" else cast.LEO).get(f"/questions/99999/{address}").status_code
            == 404
        )
