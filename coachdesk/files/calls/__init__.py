"""Transcript formats: one module a format, behind one small interface."""
