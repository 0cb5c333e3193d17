"""Keep redacted calls on the desk: whole batches, and each content once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

import msgspec

from coachdesk.core.calls import Call
from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.core.visible import visible
from coachdesk.desk.folder import Acting, Desk
from coachdesk.store import calls
from coachdesk.store.calls import Clash

BATCH = 256
"""Calls in one transaction; what was kept before a stop stays."""


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did."""

    added: int
    known: int
    """There already, with the same content."""
    refused: int
    """Not added, because their id stands for another call."""
    unreadable: int = 0
    """Errors met while reading."""
    masked: Mapping[str, int] = msgspec.field(default_factory=dict)
    """What was masked before it was kept, by kind."""

    @property
    def is_whole(self) -> bool:
        """Whether everything that was named is in the desk now."""
        return not (self.refused or self.unreadable)


def keep_calls(
    desk: Desk,
    acting: Acting,
    redacted: Iterable[tuple[Call, str]],
    *,
    say: Callable[[Problem], None],
    progress: Callable[[int], None] = lambda done: None,
) -> Imported:
    """Keeps calls in the order given, a batch at a time; a second time changes nothing.

    Args:
        desk: where they go.
        acting: who imports.
        redacted: each call with the name of its file; nothing is masked here any more.
        say: told of every call that is refused.
        progress: called with the number of calls done.

    Raises:
        DeskRefused: the desk can't be opened or written.
        StoreFailed: the disk refused; batches before that are kept.
    """
    added = known = refused = 0
    with desk.opened(acting) as db:
        for batch in _batches(redacted):
            done = calls.add(db, batch, at=acting.clock(), actor=acting.actor)
            added, known = added + done.added, known + done.known
            refused += len(done.clashes)
            for clash in done.clashes:
                say(_refusal(clash, batch[clash.position][1]))
            progress(added + known + refused)
    return Imported(added=added, known=known, refused=refused)


def _batches(redacted: Iterable[tuple[Call, str]]) -> Iterator[list[tuple[Call, str]]]:
    stream = iter(redacted)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _refusal(clash: Clash, path: str) -> Problem:
    origin = f" from {visible(clash.kept_from)}" if clash.kept_from else ""
    return Problem(
        code="D301",
        location=Location(path),
        message=f"call '{clash.call}' was not imported: the desk has another call of that id,"
        f" in since {clash.kept_at[:16].replace('T', ' ')} UTC{origin}",
        hint="the stored call stays; give this one an id of its own",
    )
