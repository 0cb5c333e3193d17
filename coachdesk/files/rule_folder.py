"""Find and read rule files on disk. Nothing outside the rule folder is ever read.

A rule folder holds `scorecards/`, `audits/`, `packs/`, `coaching/` and more; scripts stand beside
it, in `scripts_library/`. Files are known by their path inside it (`packs/x.yaml`), whatever the
place of the folder.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.location import Location
from coachdesk.files.yaml_source import read_text

SCRIPTS = "scripts_library"
"""The folder of scripts, and the first part of their keys."""
_ENDINGS = (".yaml", ".yml")
_KINDS_OF_FOLDER = ("audits", "certifications", "coaching", "packs", "scorecards")


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What became of looking for one file."""

    key: str
    """Path inside the rule folder, with `/`."""
    shown: str
    """The name that problems carry."""
    text: str | None = None
    """None where it cannot be read; `problems` says why, or it is not there."""
    problems: tuple[Problem, ...] = ()


class Shelf(Protocol):
    """Where rule files come from: a folder, or texts that a desk has stored."""

    def asked(self) -> Iterator[str]:
        """Keys of the files to load, in order."""

    def fetch(self, key: str) -> Found | None:
        """The file of that key, or None where there is none."""

    def shown(self, key: str) -> str:
        """The name of a file as problems show it."""


class StoredTexts:
    """Texts by key, as a desk stores them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def asked(self) -> Iterator[str]:
        """Every key, sorted."""
        yield from sorted(self.texts)

    def fetch(self, key: str) -> Found | None:
        """The stored text."""
        text = self.texts.get(key)
        return None if text is None else Found(key=key, shown=key, text=text)

    def shown(self, key: str) -> str:
        """The key itself."""
        return key


class RuleFolder:
    """A rule folder on disk, and the files of it that were asked for."""

    def __init__(self, path: Path, scripts: Path | None = None) -> None:
        """Find the folder that a path belongs to.

        Args:
            path: a rule file, a rule folder, or a folder that holds `rules/`.
            scripts: the folder of scripts; None: `scripts_library` in the rule folder or beside it.

        Raises:
            BadInput: F101 when the path cannot be read.
        """
        self.given = path
        try:
            is_folder = path.is_dir()
            path.stat()
            if is_folder and not _is_rule_folder(path) and _is_rule_folder(path / "rules"):
                self.given = path = path / "rules"
            real = path.resolve(strict=True)
            self.files = sorted(_files_in(path)) if is_folder else [path]
        except OSError as error:
            raise _unreadable(path, error) from None
        self.root = _root_of(real if is_folder else real.parent)
        self.real_given = real
        self.scripts = scripts or _scripts_of(self.root)
        self.is_folder = is_folder

    def asked(self) -> Iterator[str]:
        """The files under the given path, and the scripts when a whole folder was given."""
        for path in self.files:
            yield self._key(path)
        if self.is_folder and self.real_given == self.root:
            for name in self._script_names():
                yield f"{SCRIPTS}/{name}"

    def fetch(self, key: str) -> Found | None:
        """The text of that file, read now."""
        path = self._path(key)
        if path is None:
            return None
        shown = self.shown(key)
        inside = self.scripts if key.startswith(f"{SCRIPTS}/") and self.scripts else self.root
        try:
            real = path.resolve(strict=True)
        except FileNotFoundError:
            if not path.is_symlink():
                return None
            return _refused(key, shown, "is a symbolic link to nothing")
        except (OSError, RuntimeError):
            return _refused(key, shown, "is a symbolic link that leads nowhere")
        if not real.is_relative_to(inside.resolve()) and real != self.real_given:
            return _refused(key, shown, "leads out of the rule folder")
        text, problems = read_text(real, shown)
        return Found(key=key, shown=shown, text=text, problems=problems)

    def shown(self, key: str) -> str:
        """The path as the user would write it from here."""
        path = self._path(key)
        if path is None:
            return key
        if self.is_folder and path.is_relative_to(self.real_given):
            return str(self.given / path.relative_to(self.real_given))
        if path == self.real_given:
            return str(self.given)
        relative = os.path.relpath(path)
        return str(path) if Path(relative).parts[:3] == ("..", "..", "..") else relative

    def _key(self, path: Path) -> str:
        real = self.real_given / path.relative_to(self.given) if self.is_folder else self.real_given
        return real.relative_to(self.root).as_posix()

    def _path(self, key: str) -> Path | None:
        """Where the key's file is; None where the key could lead out of the folder."""
        parts = key.split("/")
        if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts):
            return None
        if parts[0] == SCRIPTS and self.scripts is not None:
            return self.scripts.joinpath(*parts[1:])
        return self.root.joinpath(*parts)

    def _script_names(self) -> list[str]:
        if self.scripts is None or self.scripts.is_relative_to(self.root):
            return []
        try:
            return sorted(
                each.relative_to(self.scripts).as_posix() for each in _files_in(self.scripts)
            )
        except OSError as error:
            raise _unreadable(self.scripts, error) from None


def _files_in(folder: Path) -> Iterator[Path]:
    """Every rule file below, hidden ones left out; linked folders are not entered."""

    def stop(error: OSError) -> None:
        raise error

    for where, folders, files in os.walk(folder, onerror=stop):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in files:
            if name.endswith(_ENDINGS) and not name.startswith("."):
                yield Path(where, name)


def _is_rule_folder(path: Path) -> bool:
    return any((path / each).is_dir() for each in _KINDS_OF_FOLDER)


def _root_of(folder: Path) -> Path:
    """The nearest folder upwards that holds rules by kind, else the folder itself."""
    for each in (folder, *folder.parents):
        if _is_rule_folder(each):
            return each
    return folder


def _scripts_of(root: Path) -> Path | None:
    for each in (root / SCRIPTS, root.parent / SCRIPTS):
        if each.is_dir():
            return each
    return None


def _refused(key: str, shown: str, message: str) -> Found:
    problem = Problem(code="F102", location=Location(shown), message=message)
    return Found(key=key, shown=shown, problems=(problem,))


def _unreadable(path: Path, error: OSError) -> BadInput:
    place = Location(str(error.filename or path))
    return BadInput(
        Problem(code="F101", location=place, message=f"cannot be read: {error.strerror}")
    )
