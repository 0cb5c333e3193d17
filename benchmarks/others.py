"""Other engines on the same phrases: the raw scan as the floor, and spaCy's Matcher."""

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from itertools import islice
from typing import Any

from coachdesk.core.calls import Call, runs_of
from coachdesk.core.engine.lines import lines_of
from coachdesk.core.engine.patterns import anchor
from coachdesk.core.engine.phrases import Choice, Gap, Literal, Phrase, Slot
from coachdesk.core.engine.scan import BATCH
from coachdesk.core.form import Form

Pattern = list[dict[str, Any]]


def phrases_of(form: Form) -> list[Phrase]:
    """Every phrase of the form, each once."""
    found = (phrase for signal in form.signals.values() for phrase in signal.phrases)
    return list(dict.fromkeys(found))


def raw_scan(form: Form, calls: Sequence[Call]) -> Callable[[], object] | None:
    """The bare scan of bytes that are normal already, with a callback that does nothing.

    None where Hyperscan is not installed.
    """
    try:
        import hyperscan
    except ImportError:
        return None
    anchors = [anchor(phrase).encode() for phrase in phrases_of(form)]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=anchors,
        ids=list(range(len(anchors))),
        elements=len(anchors),
        flags=[0] * len(anchors),
    )
    buffers = list(_buffers(calls))

    def nothing(*_: object) -> None:
        pass

    def scan() -> None:
        for buffer in buffers:
            database.scan(buffer, match_event_handler=nothing)

    return scan


def _buffers(calls: Sequence[Call]) -> Iterator[bytes]:
    remaining = iter(calls)
    while batch := list(islice(remaining, BATCH)):
        texts = [
            " ".join([turn.text for turn in call.turns[run.first : run.last + 1]])
            for call in batch
            for run in runs_of(call)
        ]
        yield b"\n".join(lines_of(texts))


def spacy_matcher(form: Form, calls: Sequence[Call]) -> tuple[Callable[[], object], str] | None:
    """Tokenising and matching with spaCy, and what it can't express; None where not installed.

    The blank English pipeline: a tokeniser, no model.
    """
    try:
        import spacy
        from spacy.matcher import Matcher
    except ImportError:
        return None
    nlp = spacy.blank("en")
    matcher = Matcher(nlp.vocab)
    left_out = 0
    for number, phrase in enumerate(phrases_of(form)):
        ways = _token_patterns(phrase)
        left_out += not ways
        if ways:
            matcher.add(str(number), ways)
    texts = ["\n".join([turn.text for turn in call.turns]) for call in calls]

    def match() -> None:
        for text in texts:
            matcher(nlp.make_doc(text))

    return match, f"spaCy {version('spacy')}, {left_out} phrases with slots left out"


def _token_patterns(phrase: Phrase) -> list[Pattern]:
    """The phrase over lower-case tokens, one pattern a choice; none where it has a slot."""
    ways: list[Pattern] = [[]]
    for item in phrase.body.items:
        match item:
            case Literal():
                options: list[Pattern] = [[{"LOWER": item.word}]]
            case Gap():
                options = [[{"OP": "?"}] * item.most]
            case Choice():
                options = [
                    [{"LOWER": each.word} for each in option.items if isinstance(each, Literal)]
                    for option in item.options
                ]
            case Slot():
                return []
        ways = [way + option for way in ways for option in options]
    return [way for way in ways if way]
