"""Click: parse, call desk, print report."""
