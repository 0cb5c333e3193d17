"""The shape of one entry in the table of codes."""

import msgspec


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """What `coachdesk explain CODE` shows."""

    id: str
    """A letter and three digits, such as `R201`."""
    title: str
    """What is wrong, in a few words."""
    cause: str
    """Why this is a problem, in plain sentences."""
    example: str
    """A short text that has the problem."""
    cure: str
    """The same text mended, or what to do."""
