"""SRT captions: numbered blocks, comma times, `Name:` by habit on the first cue of a turn.

A cue without a name goes on with the speaker before it: that decides its part, not its label.
"""

import re
from collections.abc import Iterator

from coachdesk.core.errors import Problem
from coachdesk.files.calls.captions import blocks_of, captions_of
from coachdesk.files.calls.reading import Format, Found, Source
from coachdesk.files.calls.turns import made_call
from coachdesk.files.encoding import decoded

_TIMES = re.compile(rb"(?m)^\s*\d+:\d{2}:\d{2},\d{1,3}\s*-->")


def recognises(head: bytes) -> bool:
    """A time line with commas."""
    return _TIMES.search(head) is not None and not head.startswith((b"WEBVTT", b"\xef\xbb\xbfWEB"))


def read(source: Source) -> Iterator[Found]:
    """One call; a turn is one cue."""
    text = decoded(source.data, source.path, "C102")
    if isinstance(text, Problem):
        yield text
        return
    found = captions_of(list(blocks_of(text)))
    yield made_call(source, found.drafts, source_format="srt", warnings=found.warnings)


FORMAT = Format(name="srt", title="SRT captions", recognises=recognises, read=read)
