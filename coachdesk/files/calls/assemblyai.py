"""AssemblyAI transcripts. Turns and words are in milliseconds, `audio_duration` is in seconds."""

from collections.abc import Iterator, Mapping
from typing import Any

from coachdesk.core.errors import Problem
from coachdesk.files.calls.json_text import parse_json
from coachdesk.files.calls.reading import Format, Found, Source
from coachdesk.files.calls.shapes import items, mapping, not_the_shape, number_at, text_at
from coachdesk.files.calls.turns import Draft, TimedWord, made_call, ms_of_seconds, whole_ms


def recognises(head: bytes) -> bool:
    """AssemblyAI's models and the audio that it was given."""
    return b'"audio_url"' in head and (b'"acoustic_model"' in head or b'"utterances"' in head)


def read(source: Source) -> Iterator[Found]:
    """One call; without utterances the whole text is one turn of an unknown speaker."""
    parsed = parse_json(source)
    if isinstance(parsed, Problem):
        yield parsed
        return
    document = mapping(parsed)
    words = [_word(word) for word in items(document.get("words"))]
    drafts = [_utterance(each) for each in items(document.get("utterances"))]
    if not drafts and text_at(document, "text"):
        drafts = [
            Draft(
                text=text_at(document, "text"),
                start_ms=words[0].start_ms if words else None,
                end_ms=words[-1].end_ms if words else None,
                words=tuple(words),
            )
        ]
    if not drafts and "text" not in document:
        yield not_the_shape(source, "AssemblyAI", "'utterances' or a 'text'")
        return
    yield made_call(
        source,
        drafts,
        source_format="assemblyai",
        call_id=text_at(document, "id"),
        duration_ms=ms_of_seconds(document.get("audio_duration")),
        language=text_at(document, "language_code") or None,
    )


def _utterance(item: Mapping[str, Any]) -> Draft:
    return Draft(
        text=text_at(item, "text"),
        label=text_at(item, "speaker"),
        start_ms=whole_ms(item.get("start")),
        end_ms=whole_ms(item.get("end")),
        words=tuple(_word(word) for word in items(item.get("words"))),
    )


def _word(word: Mapping[str, Any]) -> TimedWord:
    return TimedWord(
        text_at(word, "text"),
        whole_ms(word.get("start")),
        whole_ms(word.get("end")),
        number_at(word, "confidence"),
    )


FORMAT = Format(name="assemblyai", title="AssemblyAI", recognises=recognises, read=read)
