"""The scripts of a desk as their authors have written them, published or not."""

from collections.abc import Mapping
from pathlib import PurePath

import msgspec

from coachdesk.core.errors import BadInput, Problem, Severity
from coachdesk.core.scripts import Script
from coachdesk.desk.folder import Desk
from coachdesk.files.schema import nearest


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One script of the library."""

    script: Script
    """Its places are those of the files."""
    texts: Mapping[str, str]
    """Key to exact text of every file behind it."""
    problems: tuple[Problem, ...]
    """Of these files; errors and warnings."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps it from being published."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)


class Library(msgspec.Struct, frozen=True, kw_only=True):
    """Every script, and what is wrong with files that are none."""

    scripts: Mapping[str, Written]
    """By id."""
    problems: tuple[Problem, ...]
    """All of the rules and scripts, sorted by place."""


def library(desk: Desk) -> Library:
    """Every script of the library, faulty ones too.

    Raises:
        BadInput: the folder can't be read.
    """
    from coachdesk.files.rulebook import load

    loaded = load(desk.rules)
    found = {}
    for id, each in sorted(loaded.written_scripts.items()):
        places = {part.location.path for part in each.script.parts()}
        found[id] = Written(
            script=each.script,
            texts=each.texts,
            problems=tuple(p for p in loaded.problems if p.location and p.location.path in places),
        )
    return Library(scripts=found, problems=loaded.problems)


def written(desk: Desk, script: str) -> Written:
    """One script of the library.

    Raises:
        BadInput: there is none of this id (D735), its file can't be understood (all that is wrong
            with it), or the folder can't be read.
    """
    known = library(desk)
    if script not in known.scripts:
        problems = (p for p in known.problems if p.location and _is_of(p.location.path, script))
        hint = nearest(script, known.scripts) or "coachdesk scripts list names them"
        message = f"there is no script '{script}' in the library"
        raise BadInput(*problems, Problem(code="D735", message=message, hint=hint))
    return known.scripts[script]


def _is_of(path: str, script: str) -> bool:
    return PurePath(path).stem == script and PurePath(path).parent.name == "scripts_library"
