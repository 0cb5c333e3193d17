"""D: the desk folder and its database. U: how a command was called."""

from coachdesk.core.codes.entry import Code

DESK_CODES: tuple[Code, ...] = ()
