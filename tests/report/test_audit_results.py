"""Figures of visits as text: what a column counts is said below it."""

from fractions import Fraction

import msgspec

from coachdesk.core.audits import Beside, Execution, Visited, mean_score, severities
from coachdesk.core.audits.figures import By, VisitFigures
from coachdesk.core.rates import difference, rate
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


def test_line_by_line_no_row_is_wider_than_the_screen() -> None:
    used, calls = rate(11, 12), rate(286, 286)
    steps = ("greeting", "recording-notice")
    figures = VisitFigures(
        form="card-counter",
        version=1,
        title="Counter",
        visits=12,
        picked=0,
        method="flat",
        mean=mean_score([]),
        outcomes=(),
        lines=tuple(
            Execution(
                criterion=step,
                line=f"outbound-card-sale/{step}",
                used=used,
                not_due=11,
                unknown=0,
            )
            for step in steps
        ),
        beside=tuple(
            Beside(
                line=f"outbound-card-sale/{step}",
                visits=used,
                calls=calls,
                difference=difference(calls, used),
            )
            for step in steps
        ),
    )
    wide = list(result_lines([figures], By.LINE, {}, columns=120))
    assert sum("LINE of outbound-card-sale" in line for line in wide) == 2
    assert any(line.split()[:4] == ["recording-notice", "286", "of", "286,"] for line in wide)
    narrow = list(result_lines([figures], By.LINE, {}, columns=80))
    assert max(map(len, narrow)) <= 80
    assert any(line.startswith("    on calls 286 of 286, 100 %") for line in narrow)
    # The words of the script stand in front again where the lines are of two.
    other = msgspec.structs.replace(figures.lines[0], line="shop-guide/greeting")
    both = msgspec.structs.replace(figures, lines=(*figures.lines, other), beside=())
    told = "\n".join(result_lines([both], By.LINE, {}, columns=80))
    assert "  outbound-card-sale/greeting " in told
    assert "  shop-guide/greeting " in told
