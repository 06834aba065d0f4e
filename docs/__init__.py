"""The manual: written by hand, except for the reference pages that `generate.py` makes."""
