"""The two pages of reasons why a limit was not kept: recorded beside a late clock, and withdrawn."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from roker.web import kept_words, results
from roker.web.access import Decision, no, require
from roker.web.answers import ClockNamed
from roker.web.oversight import exceptions
from roker.web.oversight.actions import ChangedMeanwhileError
from roker.web.oversight.forms import LONGEST, WordsForm, new_submission, sent_by
from roker.web.oversight.kinds import EXCEPTION_KINDS
from roker.web.page import page
from roker.web.request import Request

_NOT_OURS = "This form was not complete. Check your words and send it again."
_GONE = no("The record no longer shows this clock, so nothing was recorded. Your words are still below.")
_SENT_BEFORE = (
    "This form was sent before with other words, which were kept. Your words are below: send them as a further reason."
)
_WITHDRAWN = "Somebody withdrew this reason before you, so nothing was changed. Your words are still below."


@dataclass(frozen=True, kw_only=True)
class FormProblem:
    """What is wrong with a form, at which field."""

    sentence: str
    field: str = "text"
    status: int = 400


def record(request: Request, clock: str, person_id: str) -> HttpResponse:
    """The form beside a late clock, and what it sends."""
    results.require_child(request.scope, person_id)
    found = results.clock_named(request.scope, person_id, clock)
    if request.method != "POST":
        if found is None:
            raise Http404
        require(exceptions.may_record(request.person, found))
        return _record_page(request, person_id, found, text=kept_words.take(request))
    trouble = _send(request, found)
    if trouble is None:
        return redirect("child", person_id=person_id)
    return _record_page(request, person_id, found, text=request.POST.get("text", ""), trouble=trouble)


def withdraw(request: Request, number: int, person_id: str) -> HttpResponse:
    """The form that withdraws a reason, and what it sends."""
    results.require_child(request.scope, person_id)
    kept = exceptions.exception_for(number, person_id)
    (reason,) = (each for each in exceptions.of_child(person_id) if each.number == kept.pk)
    clock = results.clock_named(request.scope, person_id, reason.clock_key)
    require(exceptions.may_withdraw(request.person, clock))
    text, trouble = kept_words.take(request), None
    if request.method == "POST":
        text, form, sent = request.POST.get("text", ""), WordsForm(request.POST), sent_by(request)
        if not form.is_valid():
            trouble = FormProblem(sentence=str(form.errors["text"][0]))
        elif sent is None:
            trouble = FormProblem(sentence=_NOT_OURS)
        else:
            try:
                exceptions.withdraw(kept, clock, form.cleaned_data["text"], sent)
                return redirect("child", person_id=person_id)
            except ChangedMeanwhileError:
                trouble = FormProblem(sentence=_WITHDRAWN, status=409)
    return _form_page(request, "withdraw_reason.html", trouble, person_id=person_id, reason=reason, text=text)


def _send(request: Request, clock: ClockNamed | None) -> FormProblem | None:
    """Record what a form sent, or say what is wrong with it. Refuses whoever may not record for this child."""
    decision: Decision = exceptions.may_record(request.person, clock) if clock is not None else _GONE
    if clock is None or (not decision and clock.is_in_reach and not clock.is_late):
        return FormProblem(sentence=decision.sentence, status=409)
    require(decision)
    kind, form, sent, as_at = request.POST.get("kind", ""), WordsForm(request.POST), sent_by(request), request.now
    if kind not in EXCEPTION_KINDS:
        return FormProblem(sentence="Choose the kind of reason.", field="kind")
    if not form.is_valid():
        return FormProblem(sentence=str(form.errors["text"][0]))
    stated = results.as_at(as_at)
    if sent is None or stated is None:
        return FormProblem(sentence=_NOT_OURS)
    try:
        exceptions.record(clock, kind, form.cleaned_data["text"], stated.load_number, sent)
    except ChangedMeanwhileError:
        return FormProblem(sentence=_SENT_BEFORE, status=409)
    return None


def _record_page(
    request: Request, person_id: str, clock: ClockNamed | None, *, text: str, trouble: FormProblem | None = None
) -> HttpResponse:
    chosen = request.POST.get("kind", "")
    kinds = [{"value": "", "text": "Choose one"}]
    kinds += [{"value": each.code, "text": each.title, "selected": each.code == chosen} for each in EXCEPTION_KINDS]  # type: ignore[dict-item]
    return _form_page(request, "record_reason.html", trouble, person_id=person_id, clock=clock, kinds=kinds, text=text)


def _form_page(request: Request, template: str, trouble: FormProblem | None, **answer: object) -> HttpResponse:
    return page(
        request,
        template,
        status=trouble.status if trouble else 200,
        trouble=trouble,
        was_kept=bool(answer["text"]) and request.method != "POST",
        longest=LONGEST,
        submission=new_submission(),
        **answer,
    )
