"""What a measure is, and a figure: a measure on a day, with all that must stand beside a number."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roker.publication import Bucket
from roker.record import Field


class Counts(StrEnum):
    """What a measure counts."""

    CLOCKS = "clocks"
    CHILDREN = "children"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One number that people at every level read alike: what is counted, out of what, and how to read it.

    What it counts is a choice of clocks or of children, the same choice that opens the list behind it.
    """

    code: str
    title: str
    question: str
    """What it answers, in plain words."""
    counts: Counts
    duty: str | None = None
    bucket: Bucket | None = None
    status: str | None = None
    nobody: bool = False
    needs: tuple[Field, ...] = ()
    """For children: fields without which they cannot be counted. A measure of clocks needs what its duty needs."""
    denominator: str
    """What it is out of, in words."""
    reading: str
    """How to read it: whether more is better or worse, and what it leaves out."""

    def __post_init__(self) -> None:
        if self.counts is Counts.CHILDREN and (self.duty or self.bucket):
            raise ValueError(f"{self.code}: children are not chosen by duty")

    @property
    def counts_everybody(self) -> bool:
        """It counts all open children: there is no wait among them to speak of."""
        return self.counts is Counts.CHILDREN and self.status is None and not self.nobody


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A measure on a day."""

    measure: Measure
    value: int
    denominator: int
    unknown: int
    """How many of the denominator cannot be told; they are in neither half, and never good."""
    longest_days: int | None
    """The longest wait among those counted, in days; None where nothing is counted or the start is not known."""
    as_at: date
    edition_number: int
    is_known: bool = True
    """False where the files loaded lack what it is counted from: its numbers then say nothing."""
