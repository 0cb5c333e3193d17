"""Every transcript format, the specific before the general: the order of recognising."""

from difflib import get_close_matches

from coachdesk.core.errors import BadInput, Problem
from coachdesk.files.calls import (
    assemblyai,
    aws_call_analytics,
    csv_turns,
    deepgram,
    jsonl,
    plain,
    srt,
    webvtt,
    whisper,
)
from coachdesk.files.calls.reading import HEAD_BYTES, Format

FORMATS: tuple[Format, ...] = (
    aws_call_analytics.FORMAT,
    deepgram.FORMAT,
    assemblyai.FORMAT,
    jsonl.FORMAT,
    whisper.FORMAT,
    webvtt.FORMAT,
    srt.FORMAT,
    csv_turns.FORMAT,
    plain.FORMAT,
)
"""A new format is a module with a `FORMAT`, and a line here."""


def format_named(name: str) -> Format:
    """The format that `--from` names.

    Raises:
        BadInput: C106 when there is none, naming the nearest.
    """
    found = next((each for each in FORMATS if each.name == name), None)
    if found is not None:
        return found
    names = [each.name for each in FORMATS]
    near = get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]}?" if near else f"formats: {', '.join(names)}"
    raise BadInput(Problem(code="C106", message=f"there is no format '{name}'", hint=hint))


def recognised(head: bytes) -> Format | None:
    """The format of a file that begins so; None where no format knows it."""
    start = head[:HEAD_BYTES]
    return next((each for each in FORMATS if each.recognises(start)), None)
