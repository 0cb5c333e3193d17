"""Whatever stands in a file, reading gives calls and problems at places, and never fails."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.errors import Problem
from coachdesk.files.calls.formats import FORMATS
from coachdesk.files.calls.openfiles import read_calls
from coachdesk.files.calls.reading import ReadCall

WHOLE: dict[str, Any] = {
    "aws-call-analytics": {
        "JobName": "j",
        "LanguageCode": "en-US",
        "Participants": [{"ParticipantRole": "AGENT"}],
        "ConversationCharacteristics": {"TotalConversationDurationMillis": 9000},
        "Transcript": [
            {
                "Content": "hello there",
                "ParticipantRole": "AGENT",
                "BeginOffsetMillis": 10,
                "EndOffsetMillis": 900,
                "Items": [
                    {
                        "Type": "pronunciation",
                        "Content": "hello",
                        "Confidence": "0.9",
                        "BeginOffsetMillis": 10,
                        "EndOffsetMillis": 400,
                    }
                ],
            }
        ],
    },
    "deepgram": {
        "metadata": {"request_id": "r", "duration": 9.5},
        "results": {
            "channels": [
                {
                    "detected_language": "en",
                    "alternatives": [
                        {"words": [{"word": "hi", "start": 0.1, "end": 0.5, "speaker": 0}]}
                    ],
                }
            ],
            "utterances": [{"transcript": "hi", "start": 0.1, "end": 0.5, "channel": 0}],
        },
    },
    "assemblyai": {
        "id": "a",
        "audio_url": "u",
        "acoustic_model": "m",
        "audio_duration": 9,
        "text": "hi",
        "language_code": "en",
        "words": [{"text": "hi", "start": 10, "end": 50, "confidence": 0.9}],
        "utterances": [{"speaker": "A", "text": "hi", "start": 10, "end": 50, "words": []}],
    },
    "whisper": {
        "text": " hi",
        "language": "en",
        "duration": 9.0,
        "segments": [
            {
                "start": 0.1,
                "end": 0.5,
                "text": " hi",
                "avg_logprob": -0.2,
                "words": [{"word": " hi", "start": 0.1, "end": 0.5, "probability": 0.7}],
            }
        ],
    },
    "jsonl": {
        "id": "c",
        "source_format": "jsonl",
        "started_at": "2026-11-23T10:02:00+00:00",
        "time_zone": "Europe/Berlin",
        "duration_ms": 9000,
        "gaps": [{"start_ms": 1, "end_ms": 5}],
        "meta": {"plan": "gold"},
        "turns": [
            {
                "index": 0,
                "speaker": "agent",
                "label": "A",
                "start_ms": 1,
                "end_ms": 90,
                "text": "hi",
                "words": [{"start": 0, "end": 2, "start_ms": 1, "end_ms": 90}],
            }
        ],
    },
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(["\ud800", "1e999", "2026-02-30", "\x00\x1b[2J", "Mars/Base", "9" * 5000]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.none(), max_size=2),
)
PIECES = (
    *("WEBVTT", "\n", "\n\n", "00:01.000 --> 00:02.000", "00:99:01,5 --> 1:2", "Ana: hi"),
    *("<v Bo>", "</v>", "speaker,text\n", 'agent,"', "[00:01-00:00] ", "\r", "\x85", "："),
    *("start,end\n", "&#55296;", "-->", "A:", "9999999:59:59.999 --> 0:0"),
)


def places(value: Any) -> int:
    """How many values there are in the document, itself among them."""
    if isinstance(value, dict):
        return 1 + sum(map(places, value.values()))
    if isinstance(value, list):
        return 1 + sum(map(places, value))
    return 1


def spoiled(value: Any, at: int, by: Any) -> Any:
    """The document with the value number `at` replaced."""
    if at == 0:
        return by
    at -= 1
    changed: Any = dict(value) if isinstance(value, dict) else list(value)
    for key in value if isinstance(value, dict) else range(len(value)):
        size = places(value[key])
        if at < size:
            changed[key] = spoiled(value[key], at, by)
            break
        at -= size
    return changed


def outcome(path: Path, from_format: str | None) -> list[ReadCall | Problem]:
    found = list(read_calls([str(path)], from_format=from_format))
    for each in found:
        if isinstance(each, Problem):
            assert each.location is not None
            assert each.location.path == str(path)
            assert each.location.line >= 1
            assert each.location.column >= 1
            assert "\n" not in str(each)
        else:
            for turn in each.call.turns:
                turn.text.encode()
                turn.label.encode()
    return found


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "call"


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_document_is_one_call_of_its_format(file: Path, name: str) -> None:
    file.write_text(json.dumps(WHOLE[name]), "utf-8")
    (found,) = outcome(file, None)
    assert isinstance(found, ReadCall)
    assert found.call.source_format == name
    assert len(found.call.turns) == 1


@pytest.mark.parametrize("name", WHOLE)
@given(data=st.data())
def test_a_document_with_one_odd_value_is_read_or_refused(
    file: Path, name: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, places(WHOLE[name]) - 1))
    file.write_text(json.dumps(spoiled(WHOLE[name], at, data.draw(ODD))), "utf-8")
    assert len(outcome(file, name)) == 1


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_by_every_format(
    file: Path, name: str, content: bytes
) -> None:
    file.write_bytes(content)
    outcome(file, name)


@pytest.mark.parametrize("name", ["webvtt", "srt", "plain", "csv"])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_row_of_a_text_formats_own_signs_is_read_or_refused(
    file: Path, name: str, pieces: list[str]
) -> None:
    file.write_text("".join(pieces), "utf-8")
    outcome(file, name)
