"""C: transcripts that cannot be read, or are read with a reservation."""

from coachdesk.core.codes.entry import Code

CALL_CODES: tuple[Code, ...] = ()
