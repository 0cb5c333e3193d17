"""The scripts of a desk as their authors have written them, published or not."""

from collections.abc import Mapping

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


def library(desk: Desk) -> Mapping[str, Written]:
    """Every script of the library by id, faulty ones too.

    Raises:
        BadInput: the folder can't be read.
    """
    from coachdesk.files.rulebook import load

    loaded = load(desk.rules)
    found = {}
    for id, script in sorted(loaded.scripts.items()):
        path = script.steps[0].location.path if script.steps else ""
        problems = [p for p in loaded.problems if p.location and p.location.path == path]
        key = f"scripts_library/{id}.yaml"
        text = (desk.root / key).read_text("utf-8")
        found[id] = Written(script=script, texts={key: text}, problems=tuple(problems))
    return found


def written(desk: Desk, script: str) -> Written:
    """One script of the library.

    Raises:
        BadInput: there is none of this id (D735), or the folder can't be read.
    """
    known = library(desk)
    if script not in known:
        hint = nearest(script, known) or "coachdesk scripts list names them"
        message = f"there is no script '{script}' in the library"
        raise BadInput(Problem(code="D735", message=message, hint=hint))
    return known[script]
