"""How much of a low figure is chance, and so comes back by itself (regression to the mean).

Lord and Novick, Statistical Theories of Mental Test Scores (1968), 3.7: the true value is expected
between the observed one and the mean of all, in proportion to the reliability.
"""


def reliability(true_spread: float, call_spread: float, calls: int) -> float:
    """The share of the differences between people that is not chance, 0 to 1.

    Args:
        true_spread: standard deviation between people, in points.
        call_spread: standard deviation between calls of one person, in points.
        calls: seen of each.
    """
    between, within = true_spread**2, call_spread**2 / calls
    return between / (between + within)


def expected_next(seen: float, mean: float, reliability: float) -> float:
    """Where somebody is expected next time who was seen here, if nothing is done.

    Args:
        seen: their figure, percent.
        mean: of everybody, percent.
        reliability: of the figure, 0 to 1.
    """
    return mean + reliability * (seen - mean)
