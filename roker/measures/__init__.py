"""Measures: one definition each, from the worker's list to the leader's page."""

from roker.measures.catalogue import MEASURES
from roker.measures.disclosure import ShownFigure, in_full, shown, suppressed, suppressed_parts
from roker.measures.durations import DURATIONS, Banded, Duration, banded
from roker.measures.figures import behind, children_by_status, figure, figures
from roker.measures.measure import Counts, Figure, Measure

__all__ = [
    "DURATIONS",
    "MEASURES",
    "Banded",
    "Counts",
    "Duration",
    "Figure",
    "Measure",
    "ShownFigure",
    "banded",
    "behind",
    "children_by_status",
    "figure",
    "figures",
    "in_full",
    "shown",
    "suppressed",
    "suppressed_parts",
]
