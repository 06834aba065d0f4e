"""The states of a question, what they are called, and which may follow which."""

from collections.abc import Mapping
from enum import StrEnum


class QuestionState(StrEnum):
    """How a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


QUESTION_MOVES: Mapping[QuestionState, frozenset[QuestionState]] = {
    QuestionState.OPEN: frozenset({QuestionState.ANSWERED, QuestionState.WITHDRAWN}),
    QuestionState.ANSWERED: frozenset({QuestionState.ACCEPTED, QuestionState.REOPENED, QuestionState.WITHDRAWN}),
    QuestionState.REOPENED: frozenset({QuestionState.ANSWERED, QuestionState.WITHDRAWN}),
    QuestionState.ACCEPTED: frozenset(),
    QuestionState.WITHDRAWN: frozenset(),
}

QUESTION_STATE_WORDS: Mapping[QuestionState, str] = {
    QuestionState.OPEN: "Waiting for an answer",
    QuestionState.ANSWERED: "Answered",
    QuestionState.ACCEPTED: "Answer accepted",
    QuestionState.REOPENED: "Asked again",
    QuestionState.WITHDRAWN: "Withdrawn",
}

WAITING = frozenset({QuestionState.OPEN, QuestionState.REOPENED})
"""States in which it is the director's turn."""

ALIVE = WAITING | {QuestionState.ANSWERED}
"""States in which somebody still has to do something."""
