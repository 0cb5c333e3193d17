"""Deepgram pre-recorded output. Times are seconds.

Turns are `results.utterances` where they were asked for, else the runs of one speaker in the words
of each channel. Neither a speaker number nor a channel says who is agent.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from coachdesk.core.errors import Problem
from coachdesk.files.calls.json_text import parse_json
from coachdesk.files.calls.reading import Format, Found, Source
from coachdesk.files.calls.shapes import items, mapping, not_the_shape, number_at, text_at
from coachdesk.files.calls.turns import Draft, TimedWord, made_call, ms_of_seconds


def recognises(head: bytes) -> bool:
    """Deepgram's request metadata, or its results by channel and alternative."""
    metadata = b'"request_id"' in head or b'"transaction_key"' in head
    channels = b'"channels"' in head and b'"alternatives"' in head
    return b'"results"' in head and channels and (metadata or b'"words"' in head)


def read(source: Source) -> Iterator[Found]:
    """One call."""
    document = parse_json(source)
    if isinstance(document, Problem):
        yield document
        return
    results = mapping(mapping(document).get("results"))
    channels = items(results.get("channels"))
    if not channels and not items(results.get("utterances")):
        yield not_the_shape(source, "Deepgram", "'results' with 'channels' or 'utterances'")
        return
    metadata = mapping(mapping(document).get("metadata"))
    many = len(channels) > 1
    utterances = items(results.get("utterances"))
    drafts = (
        [_utterance(each, many) for each in utterances]
        if utterances
        else [draft for number, each in enumerate(channels) for draft in _runs(each, number, many)]
    )
    drafts.sort(key=lambda draft: -1 if draft.start_ms is None else draft.start_ms)
    yield made_call(
        source,
        drafts,
        source_format="deepgram",
        call_id=text_at(metadata, "request_id"),
        duration_ms=ms_of_seconds(metadata.get("duration")),
        language=text_at(channels[0], "detected_language") or None if channels else None,
    )


def _utterance(item: Mapping[str, Any], many: bool) -> Draft:
    label = text_at(item, "speaker")
    if not label and many:
        label = f"channel {text_at(item, 'channel')}"
    return Draft(
        text=text_at(item, "transcript"),
        label=label,
        start_ms=ms_of_seconds(item.get("start")),
        end_ms=ms_of_seconds(item.get("end")),
        words=tuple(_word(word) for word in items(item.get("words"))),
    )


def _runs(channel: Mapping[str, Any], number: int, many: bool) -> Iterator[Draft]:
    alternatives = items(channel.get("alternatives"))
    words = items(alternatives[0].get("words")) if alternatives else []
    for speaker, group in groupby(words, key=lambda word: text_at(word, "speaker")):
        run = [_word(word) for word in group]
        yield Draft(
            text=" ".join(word.text for word in run),
            label=speaker or (f"channel {number}" if many else ""),
            start_ms=run[0].start_ms,
            end_ms=run[-1].end_ms,
            words=tuple(run),
        )


def _word(word: Mapping[str, Any]) -> TimedWord:
    return TimedWord(
        text_at(word, "punctuated_word") or text_at(word, "word"),
        ms_of_seconds(word.get("start")),
        ms_of_seconds(word.get("end")),
        number_at(word, "confidence"),
    )


FORMAT = Format(name="deepgram", title="Deepgram", recognises=recognises, read=read)
