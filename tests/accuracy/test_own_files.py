"""The same calls, written as own JSON Lines and read back: nothing changes, answers included."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from coachdesk.core.calls import Call, CallWarning
from coachdesk.files.calls.openfiles import read_calls
from coachdesk.files.calls.reading import ReadCall
from tests.accuracy.comparisons import RULES, scored
from tests.accuracy.sources import CALLS
from tests.conftest import Run


def written(calls: list[Call], path: Path) -> Path:
    """The calls as the documented object, one a line; written without the product's own writer."""
    lines = []
    for call in calls:
        turns = [
            {"index": t.index, "speaker": t.speaker.value, "text": t.text, "start_ms": t.start_ms}
            for t in call.turns
        ]
        lines.append(
            {
                "id": call.id,
                "source_format": call.source_format,
                "language": call.language,
                "turns": turns,
            }
        )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def bare(call: Call) -> Call:
    """The call without what a reader noticed about its file."""
    nothing: tuple[CallWarning, ...] = ()
    return msgspec.structs.replace(call, warnings=nothing)


def on_one_line(text: str) -> str:
    """Reading turns tabs and line breaks into blanks, one for one, so that every span stays."""
    return text.translate({ord(sign): " " for sign in "\t\n\r"})


def as_read(call: Call) -> Call:
    """The call with every turn on one line."""
    turns = tuple(msgspec.structs.replace(t, text=on_one_line(t.text)) for t in call.turns)
    return msgspec.structs.replace(call, turns=turns)


@pytest.mark.parametrize("data_set", CALLS)
def test_every_call_comes_back_as_it_was(shared_data: Path, tmp_path: Path, data_set: str) -> None:
    calls = list(CALLS[data_set](shared_data))
    found = list(read_calls([str(written(calls, tmp_path / "calls.jsonl"))]))
    assert [bare(each.call) for each in found if isinstance(each, ReadCall)] == [
        as_read(call) for call in calls
    ]
    assert len(found) == len(calls)


@pytest.mark.parametrize("data_set", ["star", "crosswoz", "abcd"])
def test_the_command_gives_the_same_answers(
    shared_data: Path, tmp_path: Path, coachdesk: Run, data_set: str
) -> None:
    path = written(list(CALLS[data_set](shared_data)), tmp_path / "calls.jsonl")
    rules = RULES / f"{data_set}.yaml"
    done = coachdesk("score", path, "--rules", rules, "--format", "jsonl")
    assert done.returncode == 1, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    for line, expected in zip(lines, scored(shared_data, data_set), strict=True):
        assert line["call"] == expected.call.id
        states = {each["id"]: each["state"] for each in line["criteria"]}
        assert states == {a.criterion: a.state.value for a in expected.evaluation.answers}
        for criterion in line["criteria"]:
            for piece in criterion["evidence"]:
                text = on_one_line(expected.call.turns[piece["turn"]].text)
                assert text[piece["start"] : piece["end"]] == piece["text"]


def test_a_desk_imports_and_scores_every_call_once(
    shared_data: Path, tmp_path: Path, coachdesk: Run
) -> None:
    """Dialogues of two sets share a number, so the set goes before it.

    142 calls are Chinese (120 of crosswoz, 22 of robocalls). The three English scorecards leave
    those out, the Chinese one leaves out the other 966, and the one for robocalls takes all.
    """
    evaluations = 1108 * len(CALLS) - 3 * 142 - 966
    for data_set, calls_of in CALLS.items():
        named = [
            msgspec.structs.replace(call, id=f"{data_set}-{call.id}")
            for call in calls_of(shared_data)
        ]
        written(named, tmp_path / f"{data_set}.jsonl")
    files = [tmp_path / f"{data_set}.jsonl" for data_set in CALLS]
    desk = tmp_path / "desk"
    assert coachdesk("init", desk).returncode == 0
    shutil.rmtree(desk / "rules")
    shutil.copytree(RULES, desk / "rules" / "scorecards")
    for added in (1108, 0):
        done = coachdesk("import", "--desk", desk, "--format", "json", *files)
        counts = json.loads(done.stdout)
        assert (done.returncode, counts["added"], counts["refused"]) == (0, added, 0), done.stderr
        assert counts["masked"] == {}, "opening hours and phone numbers are no cards"
    for scored_now in (evaluations, 0):
        done = coachdesk("screen", "--desk", desk, "--format", "json")
        assert json.loads(done.stdout)["evaluations"] == scored_now, done.stderr
    done = coachdesk("rescore", "--verify", "--desk", desk, "--format", "json")
    assert json.loads(done.stdout) == {"evaluations": evaluations, "differences": []}
