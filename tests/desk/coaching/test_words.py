"""Which scorecard a proposal by hand is about, and what a sheet says of silence."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from coachdesk.core.errors import DeskRefused
from coachdesk.desk import coaching
from coachdesk.desk.folder import Desk
from coachdesk.desk.keeping import keep_calls
from coachdesk.desk.screen import screen
from coachdesk.files.calls.plain import parse_plain
from coachdesk.report.coaching_sheet import sheet_lines
from tests.desk.coaching.desks import MORNING, NOT_GREETED, add_calls, coaching_desk
from tests.desk.day import RULES, being


def add_call(desk: Desk, agent: str, direction: str | None) -> None:
    call = parse_plain(NOT_GREETED, call_id=f"{agent}-1")
    call = replace(call, agent=agent, direction=direction, started_at=MORNING, duration_ms=60_000)
    keep_calls(desk, being(None), [(call, "calls.txt")], say=lambda problem: None)
    screen(desk, being(None))


def test_a_proposal_by_hand_is_about_the_scorecard_that_their_calls_have(tmp_path: Path) -> None:
    desk = coaching_desk(tmp_path / "desk", {})
    mail = RULES.replace("scorecard: visit", "scorecard: mail\napplies_to: {direction: [inbound]}")
    (desk.rules / "scorecards/mail.yaml").write_text(mail, "utf-8")
    add_call(desk, "ana", "outbound")
    add_call(desk, "ben", None)
    line = coaching.raise_one(desk, being("ruth"), "ana", "greets")
    assert line.action.topic.form == "visit"
    with pytest.raises(DeskRefused) as refused:
        coaching.raise_one(desk, being("ruth"), "ben", "greets")
    assert refused.value.problems[0].message == "several scorecards have 'greets'"


def test_a_sheet_says_what_is_missing_in_words_and_not_as_rules_do(tmp_path: Path) -> None:
    desk = coaching_desk(tmp_path / "desk", {})
    rule = desk.rules / "scorecards/visit.yaml"
    phrase = "says: ['well [dear] (friend|colleague) ... listen [to {agent_name}]']"
    text = RULES.replace("says: [good morning, hello]", phrase)
    text = text.replace(
        '{expect: pass, call: "A: hello"}', '{expect: pass, call: "A: well friend listen"}'
    )
    rule.write_text(text, "utf-8")
    add_calls(desk, {"ana": "F"})
    coaching.raise_one(desk, being("ruth"), "ana", "greets")
    sheet = "\n".join(sheet_lines(coaching.sheet(desk, being("ruth"), "A1"), 200))
    assert (
        "not said; closest is ana turn 1 “well, listen”, without “friend”;"
        " such as “well dear friend … listen to the agent's name”" in sheet
    )
