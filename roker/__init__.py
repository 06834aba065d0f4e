"""Roker: one record of every child, the clocks of the law, and oversight, joined."""

__version__ = "0.1.0"
