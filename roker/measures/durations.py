"""How long things took, in the bands that the Department for Education publishes, beside the clocks of the law.

The department counts what was finished in a year to 31 March, in working days from the recorded start of the thing
itself: an assessment from its own start, though the guidance counts from the referral (tables C2 and C4).
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from roker import calendar
from roker.catalogue import Catalogue
from roker.publication import Publication
from roker.record import Field
from roker.record.entities import cin_assessments, initial_cp_conference, s47_enquiry


@dataclass(frozen=True, kw_only=True)
class Duration:
    """From what to what working days are counted, and the last day of each band; the last band has no end."""

    code: str
    title: str
    starts: Field
    ends: Field
    """Beside `starts`, or in an entity that refers to it."""
    bands: tuple[int, ...]
    reading: str

    @property
    def labels(self) -> tuple[str, ...]:
        """The bands in words: "same day", "1 to 10" ..., "61 or more"."""
        firsts = [0, *(last + 1 for last in self.bands)]
        said = [
            "same day" if last == 0 else f"{first} to {last}" for first, last in zip(firsts, self.bands, strict=False)
        ]
        return (*said, f"{firsts[-1]} or more")


@dataclass(frozen=True, kw_only=True)
class Banded:
    """How many took how long, of those finished in a year."""

    duration: Duration
    first: date
    last: date
    counts: Mapping[str, int]
    """By band, in order; the bands add up to `total` without `unknown`."""
    total: int
    unknown: int
    """Finished in the year, with no start on the record, or with one after the end."""


DURATIONS: Catalogue[Duration] = Catalogue(
    Duration(
        code="assessment_durations",
        title="Assessments by how long they took from their own start",
        starts=cin_assessments.assessment_start_date,
        ends=cin_assessments.assessment_auth_date,
        bands=(0, 10, 20, 30, 40, 45, 50, 60),
        reading="Completed assessments only, in the year of completion: what is still open is in none of the bands.",
    ),
    Duration(
        code="conference_durations",
        title="Initial child protection conferences by how long after the start of the enquiry",
        starts=s47_enquiry.s47_start_date,
        ends=initial_cp_conference.icpc_date,
        bands=(10, 15, 20),
        reading="Each enquiry that led to a conference counts. One held before its enquiry is left out of the bands.",
    ),
)
"""As the department publishes them."""


def banded(publication: Publication, duration: Duration, year: int) -> Banded:
    """The bands of a year that ends on 31 March of `year`."""
    first, last = date(year - 1, 4, 1), date(year, 3, 31)
    counts = dict.fromkeys(duration.labels, 0)
    total = unknown = 0
    for start, end, count in publication.pairs(duration.starts, duration.ends, first, last):
        total += count
        if start is None or start > end or not calendar.covers(start):
            unknown += count
        else:
            days = calendar.working_days_between(start, end)
            counts[duration.labels[bisect_left(duration.bands, days)]] += count
    return Banded(duration=duration, first=first, last=last, counts=counts, total=total, unknown=unknown)
