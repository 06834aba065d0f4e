"""What an authority looks like in figures, counted from its record as published statistics count it.

Dates are counted here from the calendar alone: nothing is learnt from duties or measures.
"""

from collections.abc import Iterable

from roker.catalogue import Catalogue
from roker.record import Record
from roker.synthetic.measured import care, care_life, need, protection, workforce
from roker.synthetic.measured.closing import LABELS as CLOSING_LABELS
from roker.synthetic.measured.closing import Closing, closings
from roker.synthetic.measured.quantity import Amount, Quantity, Question, Unit, answers, count_days

QUESTIONS: tuple[Question, ...] = (
    *need.QUESTIONS,
    *protection.QUESTIONS,
    *care.QUESTIONS,
    *care_life.QUESTIONS,
    *workforce.QUESTIONS,
)
QUANTITIES = Catalogue(*(each for question in QUESTIONS for each in question.quantities))
QUESTION_OF = {each.code: question for question in QUESTIONS for each in question.quantities}

Measured = dict[tuple[int, str], Amount]
"""By the year that ends and the code of a quantity."""


def measure(record: Record, *, population: int, years: Iterable[int]) -> Measured:
    """Every quantity for each year, of so many residents aged 0 to 17.

    A year of the workforce ends on 30 September, all others on 31 March; one of which the record does not see the end
    is left out.
    """
    count_days(record.database)
    told: Measured = {}
    for year in years:
        for question in QUESTIONS:
            if question.ends_in(year) <= record.snapshot_on:
                found = answers(record.database, question, year, population)
                told |= {(year, code): amount for code, amount in found.items()}
    return told


__all__ = [
    "CLOSING_LABELS",
    "QUANTITIES",
    "QUESTIONS",
    "QUESTION_OF",
    "Amount",
    "Closing",
    "Measured",
    "Quantity",
    "Question",
    "Unit",
    "closings",
    "measure",
]
