"""Small numbers, kept from those who see totals only.

A count of one to four says "1 to 4": it might single out a child. Zero is shown as zero, since it is good news or
bad that somebody must answer for. Where parts add up to a total that is shown, further parts are kept back until the
hidden ones cannot be worked out from the rest.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from roker.measures.measure import Counts, Figure, Measure

THRESHOLD = 5
"""The smallest count, but zero, that is shown."""

SMALL = f"1 to {THRESHOLD - 1}"
NOT_SHOWN = "not shown"
NOT_KNOWN = "not known"
"""In place of every number of a figure whose list or column no file had."""


@dataclass(frozen=True, kw_only=True)
class ShownFigure:
    """A figure in words, as the person who asks may see it."""

    measure: Measure
    value: str
    denominator: str
    unknown: str
    longest: str
    """The longest wait, in whole weeks where the count is small, or a sentence saying why none is given."""
    as_at: date
    edition_number: int


def shown(count: int) -> str:
    """A count as it may be shown by itself."""
    return SMALL if 0 < count < THRESHOLD else f"{count:,}"


def suppressed(figures: Iterable[Figure]) -> list[ShownFigure]:
    """Figures with their small counts kept back."""
    return [_shown_figure(figure, shown, _longest(figure)) for figure in figures]


def in_full(figures: Iterable[Figure]) -> list[ShownFigure]:
    """Figures to the digit, for those who see the children behind them."""
    return [_shown_figure(figure, "{:,}".format, _longest_exactly(figure)) for figure in figures]


def _shown_figure(figure: Figure, count: Callable[[int], str], longest: str) -> ShownFigure:
    numbers = [figure.value, figure.denominator, figure.unknown]
    value, denominator, unknown = map(count, numbers) if figure.is_known else [NOT_KNOWN] * 3
    return ShownFigure(
        measure=figure.measure,
        value=value,
        denominator=denominator,
        unknown=unknown,
        longest=longest if figure.is_known else NOT_KNOWN,
        as_at=figure.as_at,
        edition_number=figure.edition_number,
    )


def suppressed_parts(parts: Mapping[str, int]) -> dict[str, str]:
    """Parts of a total that is itself shown: the small ones, and as many more as it takes, are not shown.

    The smallest other part is kept back, and the next, until no hidden small part can be worked out from the total.
    """
    hidden = {name for name, count in parts.items() if 0 < count < THRESHOLD}
    others = sorted((count, name) for name, count in parts.items() if name not in hidden and count > 0)
    while hidden and others and _can_be_worked_out([parts[name] for name in hidden]):
        hidden.add(others.pop(0)[1])
    if hidden and _can_be_worked_out([parts[name] for name in hidden]):
        hidden |= {name for name, count in parts.items() if count > 0}
    return {name: NOT_SHOWN if name in hidden else f"{count:,}" for name, count in parts.items()}


def _can_be_worked_out(hidden: list[int]) -> bool:
    """Whether hidden counts follow from their sum: one alone, all ones, or all as large as a small one can be."""
    return len(hidden) == 1 or sum(hidden) == len(hidden) or all(count == THRESHOLD - 1 for count in hidden)


def _longest(figure: Figure) -> str:
    """The longest wait in words: in days, or in weeks where the count is small."""
    if figure.value == 0 or figure.longest_days is None or figure.value >= THRESHOLD:
        return _longest_exactly(figure)
    weeks = figure.longest_days // 7
    return f"{f'about {weeks} weeks' if weeks > 1 else 'under two weeks'}{_late(figure)}"


def _longest_exactly(figure: Figure) -> str:
    """The longest wait among those counted, or how late the latest is, exactly."""
    if figure.value == 0:
        return "none"
    if figure.longest_days is None:
        return "not counted" if figure.measure.counts_everybody else "not known"
    return f"{figure.longest_days:,} {'day' if figure.longest_days == 1 else 'days'}{_late(figure)}"


def _late(figure: Figure) -> str:
    return " late" if figure.measure.counts is Counts.CLOCKS else ""
