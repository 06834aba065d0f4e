"""Questions with answers and moves, and reasons why limits were not kept. Written only by `actions`, `exceptions`."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import models

from roker.record.schema import Sensitivity
from roker.web.oversight.kinds import EXCEPTION_KINDS
from roker.web.oversight.moves import ALIVE, QUESTION_STATE_WORDS, WAITING, QuestionState

_IDENTIFYING, _SENSITIVE, _NEITHER = Sensitivity.IDENTIFYING, Sensitivity.SENSITIVE, Sensitivity.NEITHER
_STATES = [(state.value, QUESTION_STATE_WORDS[state]) for state in QuestionState]


class Question(models.Model):
    """A question asked of a figure. It stays until its asker is content or withdraws it."""

    measure = models.CharField(max_length=60)
    text = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="questions")
    asked_time = models.DateTimeField()
    figure = models.JSONField()
    """The figure at the moment of asking: numbers, day and load. Small counts are kept back when it is shown."""
    state = models.CharField(max_length=20, choices=_STATES, default=QuestionState.OPEN)
    version = models.PositiveIntegerField(default=1)
    """Rises with every change; somebody who saw an older one is told instead of overwriting."""
    submission = models.UUIDField(unique=True)
    """Carried by the form, so that sending it twice asks once."""

    sensitivity: ClassVar[Mapping[str, Sensitivity]] = {
        "id": _NEITHER,
        "measure": _NEITHER,
        "text": _SENSITIVE,
        "asked_by": _IDENTIFYING,
        "asked_time": _NEITHER,
        "figure": _SENSITIVE,
        "state": _NEITHER,
        "version": _NEITHER,
        "submission": _NEITHER,
    }

    class Meta:
        """Oldest first: the longest wait is on top."""

        ordering: ClassVar[list[str]] = ["asked_time", "id"]

    def __str__(self) -> str:
        return f"question {self.pk}"

    @property
    def state_words(self) -> str:
        return QUESTION_STATE_WORDS[QuestionState(self.state)]

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE


class Answer(models.Model):
    """An answer to a question. Never changed; a question asked again gets a further one."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="answers")
    answered_time = models.DateTimeField()
    figure = models.JSONField()
    """The figure at the moment of answering."""

    sensitivity: ClassVar[Mapping[str, Sensitivity]] = {
        "id": _NEITHER,
        "question": _NEITHER,
        "text": _SENSITIVE,
        "answered_by": _IDENTIFYING,
        "answered_time": _NEITHER,
        "figure": _SENSITIVE,
    }

    class Meta:
        """In the order in which they were given."""

        ordering: ClassVar[list[str]] = ["answered_time", "id"]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Move(models.Model):
    """One change of a question's state: by whom, when, and why where a reason was given. Never changed."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="moves")
    moved_to = models.CharField(max_length=20, choices=_STATES)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_time = models.DateTimeField()
    reason = models.TextField(blank=True)
    submission = models.UUIDField(unique=True)

    sensitivity: ClassVar[Mapping[str, Sensitivity]] = {
        "id": _NEITHER,
        "question": _NEITHER,
        "moved_to": _NEITHER,
        "moved_by": _IDENTIFYING,
        "moved_time": _NEITHER,
        "reason": _SENSITIVE,
        "submission": _NEITHER,
    }

    class Meta:
        """In the order in which they happened."""

        ordering: ClassVar[list[str]] = ["moved_time", "id"]

    def __str__(self) -> str:
        return f"move {self.pk}"

    @property
    def moved_to_words(self) -> str:
        return QUESTION_STATE_WORDS[QuestionState(self.moved_to)]


class AppendOnlyError(Exception):
    """What was recorded stays as it was recorded."""


_Row = TypeVar("_Row", bound=models.Model)


class AppendedRows(models.QuerySet[_Row]):
    """Rows that are added and read, never changed or taken away."""

    def update(self, **kwargs: Any) -> int:  # noqa: ARG002 - Django's signature
        raise AppendOnlyError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError


class Appended(models.Model):
    """A row that is added once and stays."""

    class Meta:
        """Never a table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError


class ReasonedException(Appended):
    """Why a limit was not kept, as a manager recorded it. The clock stays as late as it is."""

    objects: ClassVar["models.Manager[ReasonedException]"] = models.Manager.from_queryset(AppendedRows)()

    duty = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=120, db_index=True)
    """The child's number in the case system."""
    about_on = models.DateField(null=True)
    opened_on = models.DateField(null=True)
    kind = models.CharField(max_length=40, choices=[(each.code, each.title) for each in EXCEPTION_KINDS])
    text = models.TextField()
    load_number = models.PositiveIntegerField()
    """The load that showed the clock as late."""
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_time = models.DateTimeField()
    submission = models.UUIDField(unique=True)

    sensitivity: ClassVar[Mapping[str, Sensitivity]] = {
        "id": _NEITHER,
        "duty": _NEITHER,
        "subject_id": _IDENTIFYING,
        "about_on": _SENSITIVE,
        "opened_on": _SENSITIVE,
        "kind": _SENSITIVE,
        "text": _SENSITIVE,
        "load_number": _NEITHER,
        "recorded_by": _IDENTIFYING,
        "recorded_time": _NEITHER,
        "submission": _NEITHER,
    }

    class Meta:
        """In the order in which they were recorded."""

        ordering: ClassVar[list[str]] = ["recorded_time", "id"]

    def __str__(self) -> str:
        return f"exception {self.pk}"


class ExceptionWithdrawal(Appended):
    """That a reason no longer stands: on whose word, when and why. The reason stays to be read."""

    objects: ClassVar["models.Manager[ExceptionWithdrawal]"] = models.Manager.from_queryset(AppendedRows)()

    exception = models.OneToOneField(ReasonedException, on_delete=models.PROTECT, related_name="withdrawal")
    text = models.TextField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_time = models.DateTimeField()
    submission = models.UUIDField(unique=True)

    sensitivity: ClassVar[Mapping[str, Sensitivity]] = {
        "id": _NEITHER,
        "exception": _NEITHER,
        "text": _SENSITIVE,
        "withdrawn_by": _IDENTIFYING,
        "withdrawn_time": _NEITHER,
        "submission": _NEITHER,
    }

    def __str__(self) -> str:
        return f"withdrawal {self.pk}"
