"""AWS Transcribe Call Analytics, post-call output. Times are integer milliseconds.

`ParticipantRole` states who is agent and who customer.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from coachdesk.core.calls import Speaker
from coachdesk.core.errors import Problem
from coachdesk.files.calls.json_text import parse_json
from coachdesk.files.calls.reading import Format, Found, Source
from coachdesk.files.calls.shapes import items, mapping, not_the_shape, text_at
from coachdesk.files.calls.turns import Draft, TimedWord, made_call, whole_ms

_PARTS = {"AGENT": Speaker.AGENT, "CUSTOMER": Speaker.CUSTOMER}


def recognises(head: bytes) -> bool:
    """A Transcript of turns with a ParticipantRole and offsets in milliseconds."""
    return b'"ParticipantRole"' in head and b'"BeginOffsetMillis"' in head


def read(source: Source) -> Iterator[Found]:
    """One call; a turn is one element of `Transcript`."""
    document = parse_json(source)
    if isinstance(document, Problem):
        yield document
        return
    if not isinstance(document, dict) or not isinstance(document.get("Transcript"), list):
        yield not_the_shape(source, "AWS Call Analytics", "a list 'Transcript'")
        return
    talk = mapping(document.get("ConversationCharacteristics"))
    yield made_call(
        source,
        [_draft(item) for item in items(document["Transcript"])],
        source_format="aws-call-analytics",
        call_id=text_at(document, "JobName") or text_at(document, "SessionId"),
        duration_ms=whole_ms(talk.get("TotalConversationDurationMillis")),
        language=text_at(document, "LanguageCode") or None,
    )


def _draft(item: Mapping[str, Any]) -> Draft:
    role = text_at(item, "ParticipantRole")
    words = [
        TimedWord(
            text_at(word, "Content"),
            whole_ms(word.get("BeginOffsetMillis")),
            whole_ms(word.get("EndOffsetMillis")),
            _confidence(word.get("Confidence")),
        )
        for word in items(item.get("Items"))
        if word.get("Type") != "punctuation"
    ]
    return Draft(
        text=text_at(item, "Content"),
        label=role,
        stated=_PARTS.get(role, Speaker.UNKNOWN),
        start_ms=whole_ms(item.get("BeginOffsetMillis")),
        end_ms=whole_ms(item.get("EndOffsetMillis")),
        words=tuple(words),
    )


def _confidence(value: object) -> float | None:
    try:
        return None if value is None else float(str(value))
    except ValueError:
        return None


FORMAT = Format(
    name="aws-call-analytics",
    title="AWS Transcribe Call Analytics",
    recognises=recognises,
    read=read,
)
