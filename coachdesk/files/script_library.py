"""A library of scripts on disk, or some files of it, without any rules."""

from collections.abc import Iterator
from pathlib import Path

from coachdesk.files.rule_folder import SCRIPTS, RuleFolder


class ScriptLibrary(RuleFolder):
    """The scripts at a path, with the shared blocks that they include."""

    def __init__(self, path: Path) -> None:
        """Find the library that a path belongs to.

        Args:
            path: a script, a file of blocks, a folder of them, or a folder that holds
                `scripts_library/`.

        Raises:
            BadInput: F101 when the path cannot be read.
        """
        if (path / SCRIPTS).is_dir():
            path = path / SCRIPTS
        super().__init__(path, _library_of(path))

    def asked(self) -> Iterator[str]:
        """The files under the given path."""
        assert self.scripts is not None
        base = self.scripts.resolve()
        for path in self.files:
            real = self.real_given / path.relative_to(self.given) if self.is_folder else None
            yield f"{SCRIPTS}/{(real or self.real_given).relative_to(base).as_posix()}"


def _library_of(path: Path) -> Path:
    """The nearest folder called as libraries are; else the one that holds the script itself."""
    real = path.resolve()
    for folder in (real, *real.parents):
        if folder.name == SCRIPTS:
            return folder
    holds = real if real.is_dir() else real.parent
    return holds.parent if holds.name == "blocks" else holds
