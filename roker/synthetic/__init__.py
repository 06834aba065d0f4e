"""Made-up authorities: children who never lived, in files like those that an authority exports."""

from roker.synthetic import demonstration

__all__ = ["demonstration"]
