"""Figures of visits as text: what a column counts is said below it."""

from fractions import Fraction

from coachdesk.core.audits import Visited, mean_score, severities
from coachdesk.core.audits.figures import By, VisitFigures
from coachdesk.report.audit_results import result_lines


def visit(shopper: str, place: str, score: int) -> Visited:
    return Visited(
        visit="V1", form="shop", version=1, place=place, shopper=shopper, score=Fraction(score)
    )


def test_visits_of_a_shopper_are_those_that_can_be_compared() -> None:
    # Mia went to the quay with Leo, and to the pier alone.
    visits = [visit("mia", "quay", 80), visit("leo", "quay", 70), visit("mia", "pier", 90)]
    figures = VisitFigures(
        form="shop",
        version=1,
        title="Shop",
        visits=3,
        picked=0,
        method="flat",
        mean=mean_score(visits),
        outcomes=(),
        shoppers=severities(visits),
    )
    lines = list(result_lines([figures], By.SHOPPER, {}, columns=80))
    told = " ".join(line.strip() for line in lines)
    assert [line.split()[:2] for line in lines if "too few" in line][1:] == [
        ["leo", "1"],
        ["mia", "1"],
    ]
    assert "VISITS are the shopper's own at places where others went too" in told
    assert "from 5 visits on" in told
    assert all(len(line) <= 80 for line in lines)
    others = list(result_lines([figures], By.PLACE, {}, columns=80))
    assert "VISITS are" not in " ".join(others)
