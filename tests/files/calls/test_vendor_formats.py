"""Real files of real makers give exactly what was counted from them by a separate script."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from coachdesk.core.errors import Problem
from coachdesk.files.calls import (
    assemblyai,
    aws_call_analytics,
    deepgram,
    srt,
    webvtt,
    whisper,
)
from coachdesk.files.calls.reading import HEAD_BYTES, Format, ReadCall, Source

READERS: dict[str, Format] = {
    "aws-call-analytics": aws_call_analytics.FORMAT,
    "deepgram": deepgram.FORMAT,
    "assemblyai": assemblyai.FORMAT,
    "whisper": whisper.FORMAT,
    "webvtt": webvtt.FORMAT,
    "srt": srt.FORMAT,
}
"""Folder of the shared files to the format that it holds."""

FILES = {
    "aws-call-analytics": ["example-call.json", "docs-redacted.json", "docs-postcall.json"],
    "deepgram": [
        "dg_utterances.json",
        "dg_speakers.json",
        "dg_speakers_no_utterances.json",
        "dg_transcription.json",
        "dg_whisper_transcription.json",
    ],
    "assemblyai": ["assemblyai_utterances.json", "assemblyai_transcription.json"],
    "whisper": ["whisper_timestamped.json", "faster_whisper_words.json"],
    "webvtt": [
        "podcast-voice.vtt",
        "captions_with_bom.vtt",
        "comments.vtt",
        "cue_tags.vtt",
        "invalid.vtt",
        "invalid_timeframe.vtt",
        "missing_timeframe.vtt",
        "missing_caption_text.vtt",
        "no_captions.vtt",
        "empty.vtt",
        "sample.vtt",
        "using_identifiers.vtt",
        "youtube_dl.vtt",
        "long_string_chinese.vtt",
        "long_string_japanese.vtt",
        "long_string_arabic.vtt",
    ],
    "srt": ["podcast-speakers.srt", "sample.srt", "missing_timeframe.srt"],
}
CASES = [(folder, name) for folder, names in FILES.items() for name in names]


def read(folder: str, path: Path) -> ReadCall:
    source = Source(path=str(path), stem=path.stem, data=path.read_bytes())
    reader = READERS[folder].read
    assert reader is not None
    (found,) = reader(source)
    assert isinstance(found, ReadCall), str(found)
    return found


def plain(text: str) -> str:
    """Inline tags and line breaks are no words; the expectation counts the payload raw."""
    return " ".join(re.sub(r"<[^<>]*>", "", text).split())


def expected_of(shared_data: Path, folder: str, name: str) -> dict[str, Any]:
    everything = json.loads((shared_data / "vendor-formats" / "expected.json").read_text("utf-8"))
    found: dict[str, Any] = everything[f"{folder}/{name}"]
    return found


@pytest.mark.parametrize(("folder", "name"), CASES)
def test_vendor_file_gives_what_was_counted_from_it(
    shared_data: Path, folder: str, name: str
) -> None:
    expected = expected_of(shared_data, folder, name)
    call = read(folder, shared_data / "vendor-formats" / folder / name).call
    turns = call.turns
    assert len(turns) == expected["turns"]
    for ends, key in ((turns[:1], "first_turn"), (turns[-1:], "last_turn")):
        wanted = expected.get(key)
        if wanted is None:
            continue
        assert ends[0].start_ms == wanted["start_ms"]
        assert ends[0].end_ms == wanted["end_ms"]
        if "speaker" in wanted:
            assert (ends[0].label or "none") == wanted["speaker"]
        if "text_start" in wanted:
            assert ends[0].text.startswith(plain(wanted["text_start"]))
        if "text_end" in wanted:
            assert ends[0].text.endswith(plain(wanted["text_end"]))
    if "speakers" in expected:
        labels = dict.fromkeys(turn.label or "none" for turn in turns)
        assert list(labels) == expected["speakers"]
        assert len(labels.keys() - {"none"}) == expected["n_speakers"]
    if "turns_without_time" in expected:
        missing = [t for t in turns if t.start_ms is None or t.end_ms is None]
        assert len(missing) == expected["turns_without_time"]
    pairs = list(pairwise(turns))
    if "neighbour_overlaps" in expected:
        overlaps = sum((b.start_ms or 0) < (a.end_ms or 0) for a, b in pairs)
        assert overlaps == expected["neighbour_overlaps"]
    if "start_goes_back" in expected:
        assert (
            sum((b.start_ms or 0) < (a.start_ms or 0) for a, b in pairs)
            == expected["start_goes_back"]
        )
    if "sum_of_turn_ms_per_speaker" in expected:
        talk: dict[str, int] = {}
        for turn in turns:
            assert turn.start_ms is not None
            assert turn.end_ms is not None
            label = turn.label or "none"
            talk[label] = talk.get(label, 0) + turn.end_ms - turn.start_ms
        assert talk == expected["sum_of_turn_ms_per_speaker"]
    if "words" in expected:
        assert sum(len(turn.text.split()) for turn in turns) == expected["words"]
    if "stated_duration_ms" in expected:
        assert call.duration_ms == expected["stated_duration_ms"]


@pytest.mark.parametrize(("folder", "name"), CASES)
def test_every_timed_word_stands_where_it_says(shared_data: Path, folder: str, name: str) -> None:
    call = read(folder, shared_data / "vendor-formats" / folder / name).call
    for turn in call.turns:
        for word in turn.words:
            assert turn.text[word.start : word.end].strip()


def test_each_file_is_recognised_by_its_own_format_and_others_by_none(shared_data: Path) -> None:
    for path in sorted((shared_data / "vendor-formats").glob("*/*")):
        head = path.read_bytes()[:HEAD_BYTES]
        found = [name for name, each in READERS.items() if each.recognises(head)]
        folder = path.parent.name
        if path.name in ("empty.vtt", "pyannote_turns.csv"):
            assert found == [], path.name
        elif path.name == "verbose_json.json":
            assert found == ["whisper"]
        else:
            assert found == ([folder] if folder in READERS else []), f"{folder}/{path.name}"


def test_api_whisper_rounds_its_float_noise(shared_data: Path) -> None:
    call = read("whisper", shared_data / "vendor-formats" / "openai" / "verbose_json.json").call
    assert (call.duration_ms, call.turns[0].end_ms) == (8470, 3320)


@pytest.mark.parametrize("name", ["missing_timeframe.vtt", "invalid_timeframe.vtt", "invalid.vtt"])
def test_what_could_not_be_used_is_told(shared_data: Path, name: str) -> None:
    call = read("webvtt", shared_data / "vendor-formats" / "webvtt" / name).call
    assert {warning.code for warning in call.warnings} & {"C303", "C304"}


def source(text: str) -> Source:
    return Source(path="x", stem="x", data=text.encode())


def test_two_voices_in_one_cue_are_two_turns() -> None:
    reader = webvtt.FORMAT.read
    assert reader is not None
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hi &amp; hello</v> <v.loud Bo>Hey\n"
    (found,) = reader(source(text))
    assert isinstance(found, ReadCall)
    assert [(t.label, t.text) for t in found.call.turns] == [("Ana", "Hi & hello"), ("Bo", "Hey")]


@pytest.mark.parametrize("folder", ["aws-call-analytics", "deepgram", "assemblyai", "whisper"])
@pytest.mark.parametrize("text", ["", "[1]", '{"a": {}}', '{"results": 3}', '{"Transcript": 1}'])
def test_a_document_of_another_shape_is_one_problem(folder: str, text: str) -> None:
    reader = READERS[folder].read
    assert reader is not None
    (found,) = reader(source(text))
    assert isinstance(found, Problem)
    assert str(found).startswith("x:1:1: C")
