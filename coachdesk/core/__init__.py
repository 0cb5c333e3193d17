"""Frozen values and pure functions: no files, no database, no terminal."""
