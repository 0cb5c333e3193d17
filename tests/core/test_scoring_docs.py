"""The numbers that docs/scoring.md states come out."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.form import Criterion, Form, Method, NaPolicy, Scoring, Section
from coachdesk.core.location import Location
from coachdesk.core.score import score
from coachdesk.report.figures import two_places

DOCS = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text("utf-8")


def rows(heading: str) -> Iterator[tuple[str, str]]:
    """First and last cell of each row of the last table under a heading."""
    part = DOCS.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    for line in part.splitlines():
        cells = [cell.strip(" `") for cell in line.strip("|").split("|")]
        if line.startswith("|") and re.fullmatch(r"\d+\.\d\d", cells[-1]):
            yield cells[0].split("`")[0].split(" ")[0], cells[-1]


def form(scoring: Scoring, *sections: tuple[int, str]) -> Form:
    """Sections as (weight, points of each criterion)."""
    return Form(
        kind="scorecard",
        id="f",
        version=1,
        title="",
        scoring=scoring,
        sections=tuple(
            Section(
                id=f"s{s}",
                title="",
                weight=Fraction(weight),
                criteria=tuple(
                    Criterion(id=f"{s}.{n}", ask="", points=Fraction(each), location=Location("f"))
                    for n, each in enumerate(points.split())
                ),
            )
            for s, (weight, points) in enumerate(sections)
        ),
    )


def answers(made: Form, written: str) -> list[Answer]:
    """`p`, `f` or `n` for each criterion, in form order."""
    states = {"p": State.PASS, "f": State.FAIL, "n": State.NA}
    return [
        Answer(criterion=c.id, state=states[letter])
        for (_, c), letter in zip(made.criteria(), written, strict=True)
    ]


def shown(made: Form, written: str) -> str:
    calc = score(made, answers(made, written)).calc
    assert calc is not None
    return str(two_places(calc))


METHODS = list(rows("Methods"))
POLICIES = list(rows("NA policies"))


def test_the_tables_are_found() -> None:
    assert [each for each, _ in METHODS] == list(Method)
    assert [each for each, _ in POLICIES] == list(NaPolicy)


@pytest.mark.parametrize(("method", "stated"), METHODS)
def test_the_methods_give_the_stated_numbers(method: str, stated: str) -> None:
    made = form(Scoring(method=Method(method)), (40, "1 1 1"), (20, "4"))
    assert shown(made, "pffp") == stated


@pytest.mark.parametrize(("policy", "stated"), POLICIES)
def test_the_policies_give_the_stated_numbers(policy: str, stated: str) -> None:
    made = form(Scoring(na=NaPolicy(policy)), (20, "1 1"), (50, "1 1 1"), (30, "1"))
    assert shown(made, "pnppfn") == stated
