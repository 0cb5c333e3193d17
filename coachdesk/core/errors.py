"""What is wrong, as values to collect and as the one exception that ends a job.

A user's mistake in a file is a `Problem`: readers and checkers collect all of them and go on.
`CoachdeskError` means that this job cannot go on. It is raised once and rendered at the edge
(`cli/main.py`), which also turns its kind into the exit code:

    CoachdeskError
    ├── BadInput      2   a file or an argument that can't be used
    ├── DeskRefused   3   the desk can't be opened or changed as asked
    └── StoreFailed   4   the disk refused; nothing of this step was kept
"""

from enum import IntEnum, StrEnum

import msgspec

from coachdesk.core.location import Location


class ExitCode(IntEnum):
    """What a command says to the shell. A contract: never renumbered."""

    CLEAN = 0
    FINDINGS = 1
    BAD_INPUT = 2
    DESK_REFUSED = 3
    STORE_FAILED = 4


class Severity(StrEnum):
    """How bad a problem is; only errors make a file unusable."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong at one place. `str()` is the one way it is ever shown."""

    code: str
    """Stable, listed in `core/codes`; `coachdesk explain CODE` tells more."""
    message: str
    """What is wrong, in one line, without the place."""
    location: Location | None = None
    """None only where no file is involved."""
    hint: str = ""
    """How to mend it, or empty."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.location}: " if self.location else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.code} {self.severity.value}: {self.message}{hint}"


class CoachdeskError(Exception):
    """This job cannot go on. Carries every problem that says why, at least one."""

    exit_code = ExitCode.BAD_INPUT

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class BadInput(CoachdeskError):
    """A file or an argument cannot be used."""


class DeskRefused(CoachdeskError):
    """The desk cannot be opened, or refuses this change."""

    exit_code = ExitCode.DESK_REFUSED


class StoreFailed(CoachdeskError):
    """The disk or the database failed; nothing of this step was kept."""

    exit_code = ExitCode.STORE_FAILED


class SyntaxFault(Exception):
    """A fault inside one string of the rule language; the reader knows where that string stands."""

    def __init__(self, offset: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.offset = offset
        """0-based code point in the string."""
        self.message = message
        self.hint = hint
