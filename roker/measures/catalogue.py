"""The measures, each with one definition from the worker's list to the leader's page."""

from roker.catalogue import Catalogue
from roker.duties import DUTIES
from roker.measures.measure import Counts, Measure
from roker.publication import Bucket
from roker.record.entities import cin_assessments, cin_episodes

_UNKNOWN_NOTE = "Those that cannot be told are stated beside it; they may be late too. Zero is the aim."


_LIST_OF_CHILDREN_IN_NEED = (cin_episodes.cin_primary_need_code,)
"""Only the list of children in need has it: without that list, nobody knows how many are open."""


def _overdue(duty: str, title: str, question: str) -> Measure:
    return Measure(
        code=f"{duty}_overdue",
        title=title,
        question=question,
        counts=Counts.CLOCKS,
        duty=duty,
        bucket=Bucket.OVERDUE,
        denominator=f"all that are open for “{DUTIES[duty].title}”",
        reading=f"Fewer is better. It counts what is still not done, not what was finished late. {_UNKNOWN_NOTE}",
    )


MEASURES: Catalogue[Measure] = Catalogue(
    Measure(
        code="open_children",
        title="Children and young people open to us",
        question="How many children does the service answer for?",
        counts=Counts.CHILDREN,
        needs=_LIST_OF_CHILDREN_IN_NEED,
        denominator="all children and young people on the record loaded",
        reading="Neither more nor fewer is better. It is what every other figure stands beside.",
    ),
    Measure(
        code="nobodys_children",
        title="Children whom no named worker holds",
        question="Is any child nobody's?",
        counts=Counts.CHILDREN,
        nobody=True,
        needs=_LIST_OF_CHILDREN_IN_NEED,
        denominator="all children open to us",
        reading="Fewer is better, and zero is the aim. A duty desk, a queue or a vacancy holds nobody.",
    ),
    Measure(
        code="waiting_at_front_door",
        title="Referrals accepted, and nothing begun since",
        question="Are children waiting where nobody looks?",
        counts=Counts.CHILDREN,
        status="referral",
        needs=(cin_episodes.referral_nfa, cin_assessments.assessment_start_date),
        denominator="all children open to us",
        reading="Fewer and shorter is better. A child counts from the referral until an assessment or enquiry begins.",
    ),
    _overdue(
        "child_and_family_assessment",
        "Assessments open past 45 working days",
        "Are children waiting too long to be assessed?",
    ),
    _overdue(
        "icpc", "Conferences not held within 15 working days", "Are children at risk of harm conferenced in time?"
    ),
    _overdue(
        "cp_visit",
        "Children on protection plans not seen in ten working days",
        "Are children on protection plans being seen?",
    ),
    _overdue("lac_review", "Looked-after reviews past their date", "Are plans for children in care being reviewed?"),
    _overdue(
        "pa_keep_in_touch",
        "Care leavers without contact for eight weeks",
        "Are we in touch with young people who have left care?",
    ),
)
"""In the order in which pages show them."""
