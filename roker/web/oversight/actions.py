"""Everything that changes a question, and who may do it. Each change is one transaction and leaves a move behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from roker.web.access import Decision, Permission, may, no, require, yes
from roker.web.oversight.models import Answer, Move, Question
from roker.web.oversight.moves import QUESTION_MOVES, QUESTION_STATE_WORDS, QuestionState
from roker.web.people.models import User

Frozen = dict[str, Any]


class ChangedMeanwhileError(Exception):
    """Somebody else changed the question after this person saw it. Nothing was written."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What a form carries besides its words: who sent it when, which state of the question they saw, and its own id."""

    by: User
    time: datetime
    submission: UUID
    version: int = 1


def may_answer(person: User, question: Question) -> Decision:
    """Nobody answers a question of their own."""
    decision = may(person, Permission.ANSWER_QUESTIONS)
    if decision and question.asked_by_id == person.pk:
        return no("Somebody other than the person who asked must answer.")
    return decision and _may_move(question, QuestionState.ANSWERED)


def may_accept(person: User, question: Question) -> Decision:
    """Only who asked accepts, and nobody an answer of their own."""
    decision = _is_asker(person, question)
    if decision and any(answer.answered_by_id == person.pk for answer in question.answers.all()):
        return no("Nobody accepts an answer of their own.")
    return decision and _may_move(question, QuestionState.ACCEPTED)


def may_ask_again(person: User, question: Question) -> Decision:
    """Only who asked asks again."""
    return _is_asker(person, question) and _may_move(question, QuestionState.REOPENED)


def may_withdraw(person: User, question: Question) -> Decision:
    """Only who asked withdraws."""
    return _is_asker(person, question) and _may_move(question, QuestionState.WITHDRAWN)


def ask(measure: str, text: str, figure: Frozen, sent: Sent) -> Question:
    """A new question with the figure as it stands; the same question where the form was sent twice."""
    require(may(sent.by, Permission.ASK_QUESTIONS))
    with transaction.atomic():
        question, _ = Question.objects.get_or_create(
            submission=sent.submission,
            defaults={
                "measure": measure,
                "text": text,
                "asked_by": sent.by,
                "asked_time": sent.time,
                "figure": figure,
            },
        )
    if question.asked_by_id != sent.by.pk:
        raise ChangedMeanwhileError
    return question


def answer(question: Question, text: str, figure: Frozen, sent: Sent) -> None:
    """An answer with the figure as it stands now."""

    def add_answer(current: Question) -> None:
        Answer.objects.create(question=current, text=text, answered_by=sent.by, answered_time=sent.time, figure=figure)

    _move(question, QuestionState.ANSWERED, may_answer, sent, then=add_answer)


def accept(question: Question, sent: Sent) -> None:
    """The asker is content; the question is settled."""
    _move(question, QuestionState.ACCEPTED, may_accept, sent)


def ask_again(question: Question, reason: str, sent: Sent) -> None:
    """The answer does not do; the question waits again."""
    _move(question, QuestionState.REOPENED, may_ask_again, sent, reason=reason)


def withdraw(question: Question, reason: str, sent: Sent) -> None:
    """The asker no longer asks; the question stays to be read."""
    _move(question, QuestionState.WITHDRAWN, may_withdraw, sent, reason=reason)


def _is_asker(person: User, question: Question) -> Decision:
    decision = may(person, Permission.ASK_QUESTIONS)
    if decision and question.asked_by_id != person.pk:
        return no("Only the person who asked can do this.")
    return decision


def _may_move(question: Question, to: QuestionState) -> Decision:
    now = QuestionState(question.state)
    if to in QUESTION_MOVES[now]:
        return yes
    return no(f"This cannot be done now: the question stands as “{QUESTION_STATE_WORDS[now]}”.")


def _move(  # noqa: PLR0913 - the parts of a move
    question: Question,
    to: QuestionState,
    decide: Callable[[User, Question], Decision],
    sent: Sent,
    *,
    reason: str = "",
    then: Callable[[Question], None] | None = None,
) -> None:
    """Move a question on, unless this very form already did; refuse where another change came between."""
    with transaction.atomic():
        if Move.objects.filter(submission=sent.submission, question=question, moved_by=sent.by).exists():
            return
        current = Question.objects.select_for_update().get(pk=question.pk)
        if current.version != sent.version:
            raise ChangedMeanwhileError
        require(decide(sent.by, current))
        current.state, current.version = to, current.version + 1
        current.save(update_fields=["state", "version"])
        Move.objects.create(
            question=current,
            moved_to=to,
            moved_by=sent.by,
            moved_time=sent.time,
            reason=reason,
            submission=sent.submission,
        )
        if then is not None:
            then(current)
