"""A publication: one immutable file with the clocks, children and timelines of one load, and the questions asked of it.

Built aside and renamed into place in one step; opened read-only by any number of processes. It depends on the load
alone: the state of a clock is a function of its row and a day, so any day can be asked of one file.
"""

from roker.duties.reference import Explanation, Step
from roker.publication.ask import Publication
from roker.publication.build import EARLIER, build, earlier, keep_earlier, keep_last_two, path_for, publications
from roker.publication.shapes import (
    Bucket,
    ChildSummary,
    DatedClock,
    Edition,
    Holding,
    TimelineEvent,
    Where,
)

__all__ = [
    "EARLIER",
    "Bucket",
    "ChildSummary",
    "DatedClock",
    "Edition",
    "Explanation",
    "Holding",
    "Publication",
    "Step",
    "TimelineEvent",
    "Where",
    "build",
    "earlier",
    "keep_earlier",
    "keep_last_two",
    "path_for",
    "publications",
]
