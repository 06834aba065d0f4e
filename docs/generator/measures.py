"""The page on measures: what each number counts, out of what, and how it is read."""

from docs.generator.markdown import code, link, sentence, table, whole_page
from roker.duties import DUTIES
from roker.measures import MEASURES, Counts, Measure
from roker.measures.disclosure import NOT_SHOWN, SMALL, THRESHOLD
from roker.record import CODE_SETS

_ABOUT = """A measure has one definition, from the worker's list to the leader's page. Every figure is the count of a \
list, which those who may see the children can open. Beside it stand its day, what it is out of, how many cannot be \
told, and the longest wait."""

_DISCLOSURE = f"""## Small numbers

Whoever sees totals only sees a count under {THRESHOLD} as “{SMALL}”; zero is shown as zero. Where parts of a total \
are shown, small parts say “{NOT_SHOWN}”, and as many more as it takes, so that none can be worked out from the rest. \
A wait behind a small count is told in whole weeks."""


def page() -> str:
    """The whole page."""
    return whole_page(
        "Measures",
        "`roker/measures/`",
        _ABOUT,
        *(_measure(each) for each in MEASURES),
        _DISCLOSURE,
    )


def _measure(measure: Measure) -> str:
    rows = [
        ["Code", code(measure.code)],
        ["Answers", measure.question],
        ["Counts", _counts(measure)],
        ["Out of", sentence(measure.denominator)],
        ["How to read it", measure.reading],
    ]
    if measure.duty:
        title = DUTIES[measure.duty].title
        rows.insert(2, ["Duty", link(title, "duties.md", title)])
    return f"## {measure.title}\n\n{table(['', ''], rows)}"


def _counts(measure: Measure) -> str:
    if measure.counts is Counts.CLOCKS:
        part = f" in the part {code(measure.bucket)} of a work list" if measure.bucket else ""
        return f"Open clocks of the duty{part} ({link('states', 'states.md', 'Parts of a work list')})."
    said = "Children and young people who are open"
    if measure.status:
        said += f", held for “{CODE_SETS['allocation_basis'].labels[measure.status].lower()}”"
    if measure.nobody:
        said += ", whom no named worker holds"
    return f"{said}."
