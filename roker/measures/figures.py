"""Measures worked out on a day: every figure is the count of a list that those allowed can open."""

from datetime import date

from roker.duties import DUTIES
from roker.measures.catalogue import MEASURES
from roker.measures.measure import Counts, Figure, Measure
from roker.publication import Bucket, Publication, Where


def behind(measure: Measure) -> Where:
    """The choice of clocks or children that a measure counts: the list behind the number."""
    return Where(duty=measure.duty, bucket=measure.bucket, status=measure.status, nobody=measure.nobody)


def figure(publication: Publication, measure: Measure, on: date) -> Figure:
    """One measure on a day."""
    return (
        _of_clocks(publication, measure, on)
        if measure.counts is Counts.CLOCKS
        else _of_children(publication, measure, on)
    )


def figures(publication: Publication, on: date) -> list[Figure]:
    """Every measure on a day, in the order of the catalogue."""
    return [figure(publication, measure, on) for measure in MEASURES]


def children_by_status(publication: Publication, on: date) -> dict[str, int]:
    """Open children by what they are on the day (in care, on a plan ...): parts that add up to all of them."""
    counts: dict[str, int] = {}
    for child in publication.children(on):
        counts[child.status or ""] = counts.get(child.status or "", 0) + 1
    return counts


def _of_clocks(publication: Publication, measure: Measure, on: date) -> Figure:
    where = behind(measure)
    duty = DUTIES[measure.duty or ""]
    return Figure(
        measure=measure,
        value=publication.count_of_clocks(on, where),
        denominator=publication.count_of_clocks(on, Where(duty=measure.duty, open_only=True)),
        unknown=publication.count_of_clocks(on, Where(duty=measure.duty, bucket=Bucket.CANNOT_TELL)),
        longest_days=publication.longest_overdue(on, where),
        as_at=on,
        edition_number=publication.edition.number,
        is_known=not publication.missing(duty),
    )


def _of_children(publication: Publication, measure: Measure, on: date) -> Figure:
    counted = publication.children(on, behind(measure))
    all_open = publication.children(on)
    since = [child.since_on for child in counted if child.since_on is not None]
    return Figure(
        measure=measure,
        value=len(counted),
        denominator=len(publication.person_ids()) if measure.counts_everybody else len(all_open),
        unknown=0,
        longest_days=(on - min(since)).days if since and not measure.counts_everybody else None,
        as_at=on,
        edition_number=publication.edition.number,
        is_known=not any(publication.lacks(field) for field in measure.needs),
    )
