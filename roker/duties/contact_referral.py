"""Duties of contacts and referrals."""

from datetime import date

from roker.calendar import working_days
from roker.duties.duty import AnyOf, Confidence, Duty, Event, Form, Is, Not, Recorded, Rule, Strength
from roker.duties.law import local_standard
from roker.duties.working_together import since
from roker.record.entities import (
    cin_assessments,
    cin_episodes,
    contacts,
    early_help_episodes,
    s47_enquiry,
    unallocated,
)

_AREA = "Contact and referral"
_NO_FURTHER_ACTION = Is(field=cin_episodes.referral_nfa, codes=("Y",))

CONTACT_REFERRAL_DUTIES = (
    Duty(
        code="contact_screening_decision",
        title="Decision on a contact",
        asks="Decide what to do about the contact",
        area=_AREA,
        who="A child about whom somebody made contact",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=contacts.contact_date,
        opens=contacts.contact_date,
        met_by=(Event(field=contacts.contact_decision_date),),
        rules=(
            Rule(
                code="contact_screening_decision",
                versions=local_standard(
                    working_days(1),
                    "one working day is the commonest that front doors publish",
                    confidence=Confidence.CORROBORATED,
                ),
            ),
        ),
        notes=(
            "National guidance times the decision on a referral, not on a contact: a contact is not yet a referral.",
            "Some areas ask for 24 hours, or four for what the sender graded as most urgent.",
            "One decision may cover brothers and sisters, or several contacts about one incident: each has its row.",
            "The dataset holds the outcome of a contact without the day on which it was decided.",
        ),
    ),
    Duty(
        code="referral_decision",
        title="Decision on a referral",
        asks="Decide what to do about the referral",
        area=_AREA,
        who="A child referred to children's social care",
        strength=Strength.STATUTORY_GUIDANCE,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=cin_episodes.referral_date,
        opens=cin_episodes.referral_date,
        met_by=(
            Event(field=cin_episodes.referral_decision_date),
            Event(field=cin_assessments.assessment_start_date),
            Event(field=s47_enquiry.s47_start_date),
            Event(field=cin_episodes.close_date, where=(_NO_FURTHER_ACTION,)),
        ),
        rules=(
            Rule(
                code="referral_decision",
                versions=since(date(2006, 4, 1), working_days(1), confidence=Confidence.CORROBORATED),
            ),
        ),
        where=(
            AnyOf(
                conditions=(
                    Not(condition=_NO_FURTHER_ACTION),
                    Recorded(field=cin_episodes.referral_decision_date),
                    Recorded(field=cin_episodes.close_date),
                )
            ),
        ),
        ends=(cin_episodes.close_date,),
        notes=(
            "The day of receipt is day 0, a weekend too.",
            (
                "Where no day of a decision was recorded, a next step that names the referral shows that one had been "
                "made by then; it may have been made earlier."
            ),
            "The dataset has no day of the decision. Without a file that has one, nothing can be told of any referral.",
            "A decision not to act whose day is nowhere has no clock.",
            "The answer to whoever referred belongs to the same day, and is recorded nowhere.",
            "Days between contact and referral hide here: look at them too.",
        ),
    ),
    Duty(
        code="case_allocation_after_decision",
        title="Allocation of a new case",
        asks="Allocate the child to a named worker",
        area=_AREA,
        who="A child newly open for an assessment, an enquiry, a plan or care whom nobody holds",
        strength=Strength.LOCAL,
        confidence=Confidence.CORROBORATED,
        form=Form.WITHIN,
        about=unallocated.unallocated_start_date,
        opens=unallocated.unallocated_start_date,
        met_by=(Event(field=unallocated.unallocated_end_date),),
        rules=(
            Rule(
                code="case_allocation_after_decision",
                versions=local_standard(
                    working_days(1),
                    "one working day is the commonest that practice standards publish",
                    confidence=Confidence.CORROBORATED,
                ),
            ),
        ),
        where=(
            Is(field=unallocated.unallocated_kind, codes=("new",)),
            Not(condition=Is(field=unallocated.basis, codes=("referral", "leaving_care"))),
        ),
        ends=(cin_episodes.close_date,),
        notes=(
            "A desk, a queue, a vacancy or a manager is nobody.",
            "Whether a worker is registered is not tested.",
            "The same day is common for enquiries, child protection and children new to care.",
            "Time after a worker has left is another duty, so that no day is counted twice.",
            "A referral that waits for its decision, and leaving care, are not counted here.",
            "Where the child is closed before anybody had it, that day counts as if somebody had.",
        ),
    ),
    Duty(
        code="early_help_assessment",
        title="Early help assessment",
        asks="Complete the early help assessment and agree the plan",
        area=_AREA,
        who="A child with early help",
        strength=Strength.LOCAL,
        confidence=Confidence.UNCONFIRMED,
        form=Form.WITHIN,
        about=early_help_episodes.episode_start_date,
        opens=early_help_episodes.episode_start_date,
        met_by=(Event(field=early_help_episodes.early_help_assessment_date),),
        rules=(
            Rule(
                code="early_help_assessment",
                versions=local_standard(
                    working_days(30),
                    "published limits run from 15 to 45 working days",
                    confidence=Confidence.UNCONFIRMED,
                ),
            ),
        ),
        ends=(early_help_episodes.episode_end_date,),
        notes=(
            "No national limit exists.",
            "In the dataset the end of an episode is the end of early help; it does not say when help was assessed.",
            "Where early help and children in need became one family help, one assessment may take the place of two.",
        ),
    ),
)
