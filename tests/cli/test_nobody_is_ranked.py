"""No list puts people, teams, places or lines in the order of a figure that chance could turn."""

import json
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from coachdesk.core.people import name_key
from tests.cli.test_people_roster import run

Interval = tuple[float, float]
Listed = Sequence[tuple[str, Interval | None]]
"""Names as they are listed, each with the interval of its figure; None: no figure."""


def interval(figure: dict[str, Any]) -> Interval | None:
    return None if figure["low"] is None else (figure["low"], figure["high"])


def is_ranked(found: Listed) -> bool:
    """Whether the order is not by name though two of these figures can't be told apart."""
    names = [name for name, _ in found]
    alike = any(
        one is None or other is None or (one[0] <= other[1] and other[0] <= one[1])
        for (_, one), (_, other) in combinations(found, 2)
    )
    return alike and names != sorted(names, key=name_key)


def test_the_check_itself_finds_a_rank() -> None:
    assert is_ranked([("Bo", (0.5, 0.9)), ("Ana", (0.4, 0.8))])
    assert is_ranked([("Bo", (0.5, 0.9)), ("Ana", None)])
    assert not is_ranked([("Ana", (0.4, 0.8)), ("Bo", (0.5, 0.9))])
    assert not is_ranked([("Bo", (0.9, 1.0)), ("Ana", (0.4, 0.8))])


def read(demo: Path, *args: str) -> Any:
    done = run(demo, *args, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def of_team(demo: Path) -> Iterator[Listed]:
    for team in read(demo, "team"):
        page = read(demo, "team", team)
        yield [(each["name"], None) for each in page["members"]]


def of_audits(demo: Path) -> Iterator[Listed]:
    for by in ("place", "team", "agent"):
        for form in read(demo, "audits", "results", "--by", by):
            yield [
                (each["name"], interval(each["mean"])) for each in form["groups"] if each["name"]
            ]
    for form in read(demo, "audits", "results", "--by", "shopper"):
        yield [(each["shopper"], None) for each in form["shoppers"]]


def of_scripts(demo: Path) -> Iterator[Listed]:
    for script in read(demo, "scripts", "list"):
        done = run(demo, "scripts", "adherence", script["id"], "--format", "json")
        if done.returncode:
            continue
        for line in json.loads(done.stdout)["lines"]:
            for who in ("agents", "teams"):
                yield [(each["name"], interval(each["used"])) for each in line[who]]


@pytest.mark.parametrize("lists", [of_team, of_audits, of_scripts])
def test_whoever_can_not_be_told_apart_stands_by_name(demo: Path, lists: Any) -> None:
    found = list(lists(demo))
    assert any(len(each) > 1 for each in found), "nothing was compared"
    assert [each for each in found if is_ranked(each)] == []


def test_what_is_told_by_count_says_that_it_is_no_rank(demo: Path) -> None:
    page = run(demo, "person", "tom becker").stdout
    assert "What fails stands by count, not by rank" in " ".join(page.split())
