"""WebVTT captions (W3C): `<v Name>` or `Name:` says who speaks, nobody says who is agent."""

import re
from collections.abc import Iterator

from coachdesk.core.calls import CallWarning
from coachdesk.core.errors import Problem
from coachdesk.files.calls.captions import blocks_of, captions_of
from coachdesk.files.calls.reading import Format, Found, Source
from coachdesk.files.calls.turns import made_call
from coachdesk.files.encoding import decoded

_ASIDE = ("NOTE", "STYLE", "REGION")
_TIMES = re.compile(rb"(?m)^\s*(?:\d+:)?\d{1,2}:\d{2}\.\d{3}\s*-->")


def recognises(head: bytes) -> bool:
    """The word WEBVTT in front, or a time line with points."""
    text = head.removeprefix(b"\xef\xbb\xbf")
    return re.match(rb"WEBVTT(?:\s|$)", text) is not None or _TIMES.search(text) is not None


def read(source: Source) -> Iterator[Found]:
    """One call; a turn is one cue, or one voice of it."""
    text = decoded(source.data, source.path, "C102")
    if isinstance(text, Problem):
        yield text
        return
    blocks = list(blocks_of(text))
    warnings = []
    if blocks and blocks[0].lines[0].startswith("WEBVTT"):
        blocks.pop(0)
    elif blocks:
        warnings.append(CallWarning("C304", "the file does not begin with WEBVTT"))
    cues = [block for block in blocks if not block.lines[0].startswith(_ASIDE)]
    found = captions_of(cues)
    yield made_call(
        source,
        found.drafts,
        source_format="webvtt",
        warnings=[*warnings, *found.warnings],
    )


FORMAT = Format(name="webvtt", title="WebVTT captions", recognises=recognises, read=read)
