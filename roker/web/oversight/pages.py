"""The pages of questions: asked of a figure, answered, accepted, asked again or withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from django.http import HttpResponse
from django.shortcuts import redirect

from roker.web import kept_words, results
from roker.web.access import Decision, require
from roker.web.answers import FigureShown
from roker.web.oversight import actions, reading
from roker.web.oversight.forms import LONGEST, WordsForm, new_submission, sent_by
from roker.web.oversight.models import Question
from roker.web.page import page
from roker.web.people.models import User
from roker.web.request import Request

_CHANGED = "The question changed while you had this page open. Read it again; your words are still below."
_NOT_OURS = "This form was not complete. Check your words and send it again."


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a page with a text box asks for."""

    title: str
    label: str
    hint: str
    button: str
    danger: bool = False


ASK = Wanted(
    title="Ask a question",
    label="Your question",
    hint="Ask what you want to understand. Do not name a child or a worker.",
    button="Ask this question",
)
ANSWER = Wanted(
    title="Answer the question",
    label="Your answer",
    hint="Say what lies behind the figure, what you are doing, and when it will show. "
    "Do not name a child or a worker: the person who asked sees no names.",
    button="Send this answer",
)
ASK_AGAIN = Wanted(
    title="Ask again",
    label="What the answer does not say",
    hint="The question goes back to the director with this reason. Do not name a child or a worker.",
    button="Ask again",
)
WITHDRAW = Wanted(
    title="Withdraw the question",
    label="Why you withdraw it",
    hint="The question stays on the list as withdrawn, with this reason.",
    button="Withdraw the question",
    danger=True,
)


def questions(request: Request) -> HttpResponse:
    """Every question: those waiting for somebody first."""
    return page(request, "questions.html", questions=reading.everything(request.now))


def question(request: Request, number: int) -> HttpResponse:
    """One question, its answers, and the figure then and now."""
    return _question_page(request, reading.question_for(number))


def ask(request: Request, code: str) -> HttpResponse:
    """A new question of a figure."""
    figure = results.figure_now(request.scope, code)

    def send(text: str, sent: actions.Sent) -> int:
        return actions.ask(code, text, results.freeze(code), sent).pk

    return _words(request, ASK, send, figure=figure)


def answer(request: Request, number: int) -> HttpResponse:
    """The director's answer."""
    asked = reading.question_for(number)

    def send(text: str, sent: actions.Sent) -> int:
        actions.answer(asked, text, results.freeze(asked.measure), sent)
        return asked.pk

    return _words(request, ANSWER, send, asked=asked, decide=actions.may_answer, no_names=True)


def ask_again(request: Request, number: int) -> HttpResponse:
    """Back to the director, with a reason."""
    asked = reading.question_for(number)

    def send(text: str, sent: actions.Sent) -> int:
        actions.ask_again(asked, text, sent)
        return asked.pk

    return _words(request, ASK_AGAIN, send, asked=asked, decide=actions.may_ask_again)


def withdraw(request: Request, number: int) -> HttpResponse:
    """No longer asked, with a reason."""
    asked = reading.question_for(number)

    def send(text: str, sent: actions.Sent) -> int:
        actions.withdraw(asked, text, sent)
        return asked.pk

    return _words(request, WITHDRAW, send, asked=asked, decide=actions.may_withdraw)


def accept(request: Request, number: int) -> HttpResponse:
    """The asker is content with the answer."""
    asked = reading.question_for(number)
    sent = sent_by(request)
    if sent is None:
        return _question_page(request, asked, trouble=_NOT_OURS, status=400)
    try:
        actions.accept(asked, sent)
    except actions.ChangedMeanwhileError:
        return _question_page(request, reading.question_for(number), trouble=_CHANGED, status=409)
    return redirect("question", number=number)


Decide: TypeAlias = Callable[[User, Question], Decision]


def _words(  # noqa: PLR0913 - the parts of a page with a text box
    request: Request,
    wanted: Wanted,
    send: Callable[[str, actions.Sent], int],
    *,
    figure: FigureShown | None = None,
    asked: Question | None = None,
    decide: Decide | None = None,
    no_names: bool = False,
) -> HttpResponse:
    """A page with a text box: shown, or sent and then shown again with what is wrong and every word kept."""
    if request.method != "POST":
        if asked is not None and decide is not None:
            require(decide(request.person, asked))
        return _words_page(request, wanted, figure=figure, asked=asked, text=kept_words.take(request))
    trouble, text, sent = _checked(request, no_names=no_names)
    status = 400
    if sent is not None and not trouble:
        try:
            return redirect("question", number=send(text, sent))
        except actions.ChangedMeanwhileError:
            trouble, status = _CHANGED, 409
            asked = reading.question_for(asked.pk) if asked is not None else None
    return _words_page(request, wanted, figure=figure, asked=asked, text=text, trouble=trouble, status=status)


def _checked(request: Request, *, no_names: bool) -> tuple[str, str, actions.Sent | None]:
    """What is wrong with a form, its words, and who sent it."""
    text = request.POST.get("text", "")
    form, sent = WordsForm(request.POST), sent_by(request)
    if not form.is_valid():
        return str(form.errors["text"][0]), text, sent
    if sent is None:
        return _NOT_OURS, text, None
    named = results.names_in(request.scope, text) if no_names else []
    if named:
        return f"Take these out, the person who asked must not see them: {', '.join(named)}.", text, sent
    return "", str(form.cleaned_data["text"]), sent


def _words_page(  # noqa: PLR0913 - the parts of a page with a text box
    request: Request,
    wanted: Wanted,
    *,
    figure: FigureShown | None,
    asked: Question | None,
    text: str,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    shown = None
    if asked is not None:
        shown = reading.question_page(asked, request.person, request.scope, request.now)
        figure = shown.now
    return page(
        request,
        "words.html",
        status=status,
        wanted=wanted,
        figure=figure,
        question=shown,
        text=text,
        was_kept=bool(text) and request.method != "POST",
        trouble=trouble,
        longest=LONGEST,
        submission=new_submission(),
        version=asked.version if asked is not None else 1,
    )


def _question_page(request: Request, asked: Question, *, trouble: str = "", status: int = 200) -> HttpResponse:
    return page(
        request,
        "question.html",
        status=status,
        question=reading.question_page(asked, request.person, request.scope, request.now),
        submission=new_submission(),
        trouble=trouble,
    )
