"""Coachdesk: lint sales calls, score them honestly, and coach from the evidence."""

__version__ = "0.1.0"
