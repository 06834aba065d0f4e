"""The editions of Working Together to Safeguard Children, and versions of limits that each of them repeats."""

from datetime import date

from roker.calendar import Limit
from roker.duties.duty import Confidence, Source, Version

_TITLE = "Working Together to Safeguard Children"

_EDITIONS = (
    # First day in force, last day, edition, chapter, how far the day and the text were read.
    (
        date(2006, 4, 1),
        date(2010, 3, 16),
        "2006",
        "chapter 5",
        Confidence.CORROBORATED,
        "The first day is unconfirmed.",
    ),
    (
        date(2010, 3, 17),
        date(2013, 4, 14),
        "2010",
        "chapter 5",
        Confidence.CORROBORATED,
        "The first day is unconfirmed.",
    ),
    (date(2013, 4, 15), date(2015, 3, 25), "2013", "chapter 1", Confidence.CONFIRMED, ""),
    (date(2015, 3, 26), date(2018, 7, 3), "2015", "chapter 1", Confidence.CONFIRMED, ""),
    (date(2018, 7, 4), date(2023, 12, 14), "2018", "chapter 1", Confidence.CONFIRMED, ""),
    (date(2023, 12, 15), None, "2023", "chapter 3", Confidence.CONFIRMED, ""),
)

LATEST = Source(title=f"{_TITLE} 2023", provision="chapter 3")


def since(first_day: date, limit: Limit, *, confidence: Confidence = Confidence.CONFIRMED) -> tuple[Version, ...]:
    """One limit, as every edition from a day on repeats it. `confidence` says how far the limit itself was read, where
    that is less far than the edition.
    """
    return tuple(
        Version(
            in_force_from=start,
            in_force_to=end,
            limit=limit,
            law=Source(title=f"{_TITLE} {edition}", provision=chapter),
            confidence=read if confidence is Confidence.CONFIRMED else confidence,
            note=note,
        )
        for start, end, edition, chapter, read, note in _EDITIONS
        if start >= first_day
    )
