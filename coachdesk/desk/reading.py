"""Read call files as Coachdesk sees them: the same way for looking, scoring and importing."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from coachdesk.core.calls import Call
from coachdesk.core.errors import Problem
from coachdesk.core.redact import NamedPattern, redact
from coachdesk.files.calls.openfiles import read_calls
from coachdesk.files.calls.reading import Roles
from coachdesk.files.calls.strangers import with_strangers_told


def calls_in(
    files: Sequence[str],
    *,
    say: Callable[[Problem], None],
    masked: Counter[str],
    from_format: str | None = None,
    roles: Roles | None = None,
    index: str | None = None,
    patterns: Sequence[NamedPattern] = (),
    as_is: bool = False,
) -> Iterator[Call]:
    """The calls of the files, redacted, as a stream.

    Args:
        files: names of files and folders, patterns, or `-` for standard input.
        say: told of everything that can't be read.
        masked: counts what was masked, by mark.
        from_format: the name of a format; None: as the content shows.
        roles: who is agent and who customer.
        index: the name of a CSV that tells of the calls what their files do not.
        patterns: what to mask besides card data.
        as_is: mask nothing; for looking at a file on this machine alone.

    Raises:
        BadInput: there is no such format, or the index has errors.
    """
    found = read_calls(files, from_format=from_format, roles=roles, index=index)
    for each in with_strangers_told(found):
        if isinstance(each, Problem):
            say(each)
        elif as_is:
            yield each.call
        else:
            done = redact(each.call, patterns)
            masked.update(done.counts)
            yield done.call
