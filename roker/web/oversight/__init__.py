"""Oversight: questions asked of figures, and their answers."""
