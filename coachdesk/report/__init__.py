"""Core values to text, JSON, CSV, HTML, SARIF and JUnit: no terminal toolkit."""
