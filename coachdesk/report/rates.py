"""Rates, means and changes in words: the count first, the interval always, or why there is none."""

from coachdesk.core.rates import Difference, Mean, Rate, Refusal, Verdict
from coachdesk.report.figures import number, percent

REFUSED = {
    Refusal.TOO_FEW: "too few",
    Refusal.TOO_MANY_UNKNOWN: "too many unknown",
    Refusal.NOT_RANDOM: "picked, not drawn at random",
    Refusal.MIXED_VERSIONS: "other questions before",
    Refusal.ALL_ALIKE: "all alike, so no range",
}
VERDICT = {
    Verdict.HIGHER: "higher",
    Verdict.LOWER: "lower",
    Verdict.NOT_DISTINGUISHABLE: "not distinguishable",
}


def rate_words(found: Rate, nothing: str = "no call has an outcome") -> str:
    """Such as `18 of 20, 90 % (70–97 %)`, or `3 of 8, too few`."""
    if not found.of:
        return nothing
    counted = f"{found.count:,} of {found.of:,}"
    if found.refusal is not None:
        return f"{counted}, {REFUSED[found.refusal]}"
    return f"{counted}, {share_words(found)}"


def share_words(found: Rate) -> str:
    """Such as `90 % (70–97 %)`; the reason where there is no rate."""
    if found.low is None or found.high is None:
        return REFUSED[found.refusal or Refusal.TOO_FEW]
    share = 100 * found.count / found.of
    return f"{share:.0f} % ({100 * found.low:.0f}–{100 * found.high:.0f} %)"


def mean_words(found: Mean) -> str:
    """Such as `81.80 % (77.7–85.9 %)`; the reason where there is no mean."""
    if found.value is None:
        return REFUSED[found.refusal or Refusal.TOO_FEW]
    if found.low is None or found.high is None:
        return f"{percent(found.value)}, {REFUSED[found.refusal or Refusal.ALL_ALIKE]}"
    return f"{percent(found.value)} ({found.low:.1f}–{found.high:.1f} %)"


def change_words(found: Difference) -> str:
    """Such as `+30 points (+3 to +53), higher`; the reason where nothing can be said."""
    if found.value is None or found.low is None or found.high is None or found.verdict is None:
        return REFUSED[found.refusal or Refusal.TOO_FEW]
    points = f"{_points(found.value)} points ({_points(found.low)} to {_points(found.high)})"
    return f"{points}, {VERDICT[found.verdict]}"


def _points(share: float) -> str:
    rounded = round(100 * share)
    return f"{rounded:+d}" if rounded else "0"


def rate_object(found: Rate) -> dict[str, object]:
    """The rate for machines: shares from 0 to 1, null where there is none."""
    share = None if found.low is None else found.count / found.of
    return {
        "count": found.count,
        "of": found.of,
        "share": _rounded(share),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "refused": found.refusal,
    }


def mean_object(found: Mean) -> dict[str, object]:
    """The mean for machines: percent, null where there is none."""
    return {
        "of": found.of,
        "value": number(found.value),
        "low": _rounded(found.low, 2),
        "high": _rounded(found.high, 2),
        "refused": found.refusal,
    }


def change_object(found: Difference) -> dict[str, object]:
    """The change for machines: a difference of shares, -1 to 1."""
    return {
        "before": rate_object(found.before),
        "after": rate_object(found.after),
        "difference": _rounded(found.value),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "verdict": found.verdict,
        "refused": found.refusal,
    }


def _rounded(value: float | None, places: int = 4) -> float | None:
    return None if value is None else round(value, places)
