"""Bring the calls of files into the desk: read, redact, keep."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.calls import Call
from coachdesk.core.errors import Problem, Severity
from coachdesk.core.redact import redact
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.keeping import Imported, keep_calls
from coachdesk.files.calls.openfiles import read_calls
from coachdesk.files.calls.reading import Roles
from coachdesk.files.calls.strangers import with_strangers_told


def import_files(
    desk: Desk,
    acting: Acting,
    files: Sequence[str],
    *,
    say: Callable[[Problem], None],
    from_format: str | None = None,
    roles: Roles | None = None,
    index: str | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Imported:
    """Reads, redacts and keeps the calls of files; what can't be read is told, the rest is kept.

    Args:
        desk: where they go.
        acting: who imports.
        files: names of files and folders, patterns, or `-` for standard input.
        say: told of everything that can't be read or kept, and of reservations.
        from_format: the name of a format; None: as the content shows.
        roles: who is who, before what desk.yaml says.
        index: the name of a CSV that tells of the calls what their files do not.
        progress: called with the number of calls done.

    Raises:
        BadInput: no file is meant, there is no such format, or the index has errors.
        DeskRefused: the desk can't be opened or written, or this person may not import.
        StoreFailed: the disk refused; batches before that are kept.
    """
    allowed(desk, acting, Action.IMPORT)
    known = {label.casefold(): part for label, part in desk.settings.roles.items()}
    meant = Roles({**known, **(roles.by_label if roles else {})})
    masked: Counter[str] = Counter()
    problems = 0

    def redacted() -> Iterator[tuple[Call, str]]:
        nonlocal problems
        found = read_calls(files, from_format=from_format, roles=meant, index=index)
        for each in with_strangers_told(found):
            if isinstance(each, Problem):
                problems += each.severity is Severity.ERROR
                say(each)
            else:
                done = redact(each.call, desk.settings.patterns)
                masked.update(done.counts)
                yield done.call, each.path

    kept = keep_calls(desk, acting, redacted(), say=say, progress=progress)
    return msgspec.structs.replace(kept, unreadable=problems, masked=dict(masked))
