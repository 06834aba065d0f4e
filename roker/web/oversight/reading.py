"""Questions as pages show them: found, put in order, with their ages. Changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from roker.web import results, wording
from roker.web.access import Decision, Permission, Scope, may
from roker.web.answers import FigureShown
from roker.web.oversight import actions
from roker.web.oversight.models import Question
from roker.web.oversight.moves import ALIVE, WAITING, QuestionState
from roker.web.people.models import User


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """A question in a list."""

    number: int
    measure: str
    measure_title: str
    text: str
    asked_by: str
    asked_time: datetime
    age: str
    state: str
    state_words: str
    is_waiting: bool


@dataclass(frozen=True, kw_only=True)
class AnswerShown:
    """An answer with the figure as it stood."""

    text: str
    answered_by: str
    answered_time: datetime
    figure: FigureShown


@dataclass(frozen=True, kw_only=True)
class MoveShown:
    """One change of a question's state."""

    words: str
    by: str
    time: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class QuestionPage:
    """A question with everything that belongs to it, and what this person may do with it."""

    line: QuestionLine
    version: int
    when_asked: FigureShown
    now: FigureShown | None
    """None where the figure is no longer counted."""
    answers: tuple[AnswerShown, ...]
    moves: tuple[MoveShown, ...]
    may_answer: Decision
    may_accept: Decision
    may_ask_again: Decision
    may_withdraw: Decision
    is_asker: bool
    is_answerer: bool


def question_for(number: int) -> Question:
    """A question by its number."""
    found = _all().filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def everything(now: datetime) -> list[QuestionLine]:
    """Those that somebody still has to do something about first, then the rest; the longest wait on top."""
    lines = [line(each, now) for each in _all()]
    return sorted(lines, key=lambda each: (each.state not in WAITING, each.state not in ALIVE))


def alive(now: datetime) -> list[QuestionLine]:
    """Questions that are not settled."""
    return [line(each, now) for each in _all().filter(state__in=ALIVE)]


def waiting(now: datetime) -> list[QuestionLine]:
    """Questions without an answer, the longest wait on top."""
    return [line(each, now) for each in _all().filter(state__in=WAITING)]


def line(question: Question, now: datetime) -> QuestionLine:
    """A question as lists show it."""
    asked_on, today = (timezone.localdate(each) for each in (question.asked_time, now))
    return QuestionLine(
        number=question.pk,
        measure=question.measure,
        measure_title=results.measure_title(question.measure),
        text=question.text,
        asked_by=question.asked_by.full_name,
        asked_time=question.asked_time,
        age=wording.since(asked_on, today),
        state=question.state,
        state_words=question.state_words,
        is_waiting=question.is_waiting,
    )


def question_page(question: Question, person: User, scope: Scope, now: datetime) -> QuestionPage:
    """The question with its figures as this person may see them: when asked, at each answer, and now."""
    measure = question.measure
    return QuestionPage(
        line=line(question, now),
        version=question.version,
        when_asked=results.thaw(scope, measure, question.figure),
        now=results.figure_now(scope, measure) if results.is_counted(measure) else None,
        answers=tuple(
            AnswerShown(
                text=each.text,
                answered_by=each.answered_by.full_name,
                answered_time=each.answered_time,
                figure=results.thaw(scope, measure, each.figure),
            )
            for each in question.answers.select_related("answered_by")
        ),
        moves=tuple(
            MoveShown(words=each.moved_to_words, by=each.moved_by.full_name, time=each.moved_time, reason=each.reason)
            for each in question.moves.select_related("moved_by")
            if each.moved_to != QuestionState.ANSWERED
        ),
        may_answer=actions.may_answer(person, question),
        may_accept=actions.may_accept(person, question),
        may_ask_again=actions.may_ask_again(person, question),
        may_withdraw=actions.may_withdraw(person, question),
        is_asker=bool(may(person, Permission.ASK_QUESTIONS)),
        is_answerer=bool(may(person, Permission.ANSWER_QUESTIONS)),
    )


def _all() -> QuerySet[Question]:
    return Question.objects.select_related("asked_by")
