"""The scripts of a desk as their authors have written them, published or not."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.errors import BadInput, Problem, Severity
from coachdesk.core.scripts import Script
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.files.rule_folder import SCRIPTS
from coachdesk.files.schema import nearest

if TYPE_CHECKING:
    from coachdesk.files.scripts import WrittenScript


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
    """Of all files, sorted by place."""


def folder_to_read(desk: Desk, acting: Acting) -> Path:
    """The folder of the library, as seen from here.

    Raises:
        DeskRefused: this person may not read scripts.
    """
    from coachdesk.files.overlay import shown_from_here

    allowed(desk, acting, Action.READ_SCRIPT)
    return Path(shown_from_here(desk.root / SCRIPTS))


def library(desk: Desk, *, lint: bool = False) -> Library:
    """Every script of the library, faulty ones too; none where there is no library.

    Args:
        desk: whose.
        lint: say as well what cannot be said; the list of words that it needs is slow to read.

    Raises:
        BadInput: the folder can't be read.
    """
    folder = desk.root / SCRIPTS
    if not folder.is_dir():
        return Library(scripts={}, problems=())
    # What people read is published; only authors wait for the readers of files.
    from coachdesk.files.loaded import place_of
    from coachdesk.files.overlay import shown_from_here
    from coachdesk.files.rulebook import load_shelf
    from coachdesk.files.script_library import ScriptLibrary

    loaded = load_shelf(ScriptLibrary(Path(shown_from_here(folder))))
    problems = loaded.problems
    if lint:
        from coachdesk.files.lint.script_words import lint_scripts
        from coachdesk.files.word_list import spoken_frequencies

        problems = lint_scripts(loaded, spoken_frequencies())
    teams = unknown_teams(desk, loaded.written_scripts.values())
    problems = tuple(sorted((*problems, *teams), key=place_of))
    found = {}
    for id, each in sorted(loaded.written_scripts.items()):
        places = {part.location.path for part in each.script.parts()}
        found[id] = Written(
            script=each.script,
            texts=each.texts,
            problems=tuple(p for p in problems if p.location and p.location.path in places),
        )
    return Library(scripts=found, problems=problems)


def unknown_teams(desk: Desk, scripts: "Iterable[WrittenScript]") -> Iterator[Problem]:
    """Teams that nobody of the desk is or was in, as D743: nobody would be asked to read it."""
    known = {
        team
        for person in desk.settings.people
        for team in (person.team, *(spell.team for spell in person.spells))
        if team
    }
    for node in (node for each in scripts for node in each.teams):
        if node.value not in known:
            yield Problem(
                code="D743",
                location=node.location,
                message=f"nobody is in a team '{node.value}'",
                hint=nearest(node.value, known) or "coachdesk people list names the teams",
            )


def written(desk: Desk, script: str, *, lint: bool = False) -> Written:
    """One script of the library; `lint` as in `library`.

    Raises:
        BadInput: there is none of this id (D735), its file can't be understood (all that is wrong
            with it), or the folder can't be read.
    """
    known = library(desk, lint=lint)
    if script not in known.scripts:
        problems = (p for p in known.problems if p.location and _is_of(p.location.path, script))
        hint = nearest(script, known.scripts) or "coachdesk scripts list names them"
        message = f"there is no script '{script}' in the library"
        raise BadInput(*problems, Problem(code="D735", message=message, hint=hint))
    return known.scripts[script]


def _is_of(path: str, script: str) -> bool:
    return PurePath(path).stem == script and PurePath(path).parent.name == SCRIPTS
