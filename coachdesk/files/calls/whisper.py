"""Whisper output in its flavours (openai-whisper, whisper-timestamped, faster-whisper, the API).

Times are seconds. Nobody says who speaks, and a segment may hold two speakers.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from coachdesk.core.calls import CallWarning
from coachdesk.core.errors import Problem
from coachdesk.files.calls.json_text import parse_json
from coachdesk.files.calls.reading import Format, Found, Source
from coachdesk.files.calls.shapes import items, mapping, not_the_shape, number_at, text_at
from coachdesk.files.calls.turns import Draft, TimedWord, made_call, ms_of_seconds

LEAST_LOGPROB = -1.0
"""Below this mean log probability the recogniser itself doubts the segment (Whisper's own mark)."""
MOST_NO_SPEECH = 0.6
"""Above this probability of silence the words may be invented (Whisper's own mark)."""


def recognises(head: bytes) -> bool:
    """Segments with start, end and text, and no maker's mark of another format."""
    segments = b'"segments"' in head and b'"start"' in head and b'"text"' in head
    others = (b'"speaker"', b'"results"', b'"version"', b'"metadata"', b'"monologues"')
    return segments and head.lstrip()[:1] == b"{" and not any(other in head for other in others)


def read(source: Source) -> Iterator[Found]:
    """One call; a turn is one segment."""
    parsed = parse_json(source)
    if isinstance(parsed, Problem):
        yield parsed
        return
    document = mapping(parsed)
    if not isinstance(document.get("segments"), list):
        yield not_the_shape(source, "Whisper", "a list 'segments'")
        return
    segments = items(document["segments"])
    yield made_call(
        source,
        [_draft(segment) for segment in segments],
        source_format="whisper",
        duration_ms=ms_of_seconds(document.get("duration")),
        language=_language(text_at(document, "language")),
        warnings=[
            CallWarning("C302", f"Whisper itself doubts turn {index + 1}", index)
            for index, segment in enumerate(segments)
            if _doubtful(segment)
        ],
    )


def _language(stated: str) -> str | None:
    """The tag of a language that the API states by its English name; anything else as stated."""
    return _TAGS.get(stated.casefold(), stated) or None


_TAGS = {
    "arabic": "ar",
    "chinese": "zh",
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "german": "de",
    "hindi": "hi",
    "indonesian": "id",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
    "thai": "th",
    "turkish": "tr",
    "ukrainian": "uk",
    "vietnamese": "vi",
}


def _draft(segment: Mapping[str, Any]) -> Draft:
    return Draft(
        text=text_at(segment, "text"),
        start_ms=ms_of_seconds(segment.get("start")),
        end_ms=ms_of_seconds(segment.get("end")),
        words=tuple(_word(word) for word in items(segment.get("words"))),
    )


def _word(word: Mapping[str, Any]) -> TimedWord:
    confidence = number_at(word, "confidence")
    return TimedWord(
        text_at(word, "word") or text_at(word, "text"),
        ms_of_seconds(word.get("start")),
        ms_of_seconds(word.get("end")),
        number_at(word, "probability") if confidence is None else confidence,
    )


def _doubtful(segment: Mapping[str, Any]) -> bool:
    logprob = number_at(segment, "avg_logprob")
    silence = number_at(segment, "no_speech_prob")
    return (logprob is not None and logprob < LEAST_LOGPROB) or (
        silence is not None and silence > MOST_NO_SPEECH
    )


FORMAT = Format(name="whisper", title="Whisper", recognises=recognises, read=read)
