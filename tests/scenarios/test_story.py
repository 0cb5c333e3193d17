"""README's one story on the demo desk: an unused line, found, coached, measured, certified.

The figures are counted by hand from samples/floor.json (`P`: asked) and samples/visits.jsonl.
"""

import json
import re
from pathlib import Path

from tests.conftest import ROOT, Run

_STORY = re.compile(r"<!-- story -->\n```sh\n(.*?)```\n<!-- /story -->", re.DOTALL)


def commands() -> list[list[str]]:
    found = _STORY.search((ROOT / "README.md").read_text("utf-8"))
    assert found is not None
    return [line.split("#")[0].split()[1:] for line in found[1].splitlines()]


def asked_before() -> list[tuple[int, int]]:
    """Calls on which the question was asked, of those before the coaching, team by team."""
    agents = json.loads((ROOT / "samples" / "floor.json").read_text("utf-8"))["agents"]
    teams = [agents[at : at + 14] for at in range(0, 42, 14)]
    signs = ["".join(each["asked"][0] for each in team) for team in teams]
    return [(each.count("P"), len(each)) for each in signs]


def test_each_command_of_the_story_tells_its_part(demo: Path, coachdesk: Run) -> None:
    told = [coachdesk(*command, cwd=demo, COLUMNS="80") for command in commands()]
    assert [each.returncode for each in told] == [0] * 5
    calls, shops, action, effect, certificate = (each.stdout for each in told)
    for team, (asked, of) in zip(("Liberty", "Beacon", "Lakeside"), asked_before(), strict=True):
        assert re.search(rf"{team} +{asked} of {of}, ", calls)
    assert re.search(r"\bneeds +3 of 12, 25 %", shops)
    assert "A17 about outbound-card-sale/asks-needs is verified" in action
    assert "5 of 5 drawn calls passed, drawn from 20" in action
    assert "this behaviour: helped: +46.9 points" in " ".join(effect.split())
    assert "coached 33.3 → 85.0 % (n 12), peers 33.3 → 38.1 % (n 12)" in " ".join(effect.split())
    assert "certified" in certificate
    assert "valid to 2027-11-06" in certificate
    assert certificate.count("floor-") == 20  # the calls on which she kept to the script


def test_the_story_stands_on_evidence_that_can_be_opened(demo: Path, coachdesk: Run) -> None:
    shown = json.loads(
        coachdesk("certs", "show", "maya.flores", "--format", "json", cwd=demo).stdout
    )
    card = next(each for each in shown if each["programme"] == "card-sale")
    # Renewed on the day after a trainer saw it all shown, and within the hold of the old one.
    assert [each["step"] for each in card["history"]] == [
        "enrol",
        "assess",
        "pass",
        "assess",
        "pass",
    ]
    evidence = card["rests_on"]["evidence"]
    assert {each["form"] for each in evidence} == {"card-sale-theory", "outbound-card-sale"}
    call = next(each["name"] for each in evidence if each["name"].startswith("floor-"))
    page = coachdesk("show", call, cwd=demo)
    assert page.returncode == 0
    assert "asks-needs" in page.stdout
    action = json.loads(coachdesk("coaching", "show", "A17", "--format", "json", cwd=demo).stdout)
    assert {each["by"] for each in action["history"]} == {
        "ruth.adler", "nadia.haddad", "maya.flores", "owen.reed"
    }  # fmt: skip


def test_the_peers_of_the_effect_are_those_whom_the_coin_left_for_december(
    demo: Path, coachdesk: Run
) -> None:
    effect = json.loads(coachdesk("coaching", "effect", "--format", "json", cwd=demo).stdout)
    (asked,) = [each for each in effect if each["topic"]["criterion"] == "asks-needs"]
    assert asked["actions"] == {"done claimed": 1, "verified": 9, "not effective": 2}
    listed = json.loads(coachdesk("coaching", "list", "--format", "json", cwd=demo).stdout)
    begun = [e for e in listed if e["topic"]["criterion"] == "asks-needs" and e["sessions"]]
    assert len(begun) == 12
    # Four of eight weak people in each of three teams; the others wait.
    assert asked["behaviour"]["peers"] == 12
