"""Bring calls into the desk: read, redact, keep."""
