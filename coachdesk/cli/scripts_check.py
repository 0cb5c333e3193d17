"""`coachdesk scripts check`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from coachdesk.cli.checking import checking, counted, report_check
from coachdesk.cli.on_desk import desk_option
from coachdesk.cli.rule_paths import is_in_desk, scripts_meant
from coachdesk.core.errors import Problem
from coachdesk.files.lint.script_words import lint_scripts
from coachdesk.files.loaded import place_of
from coachdesk.files.overlay import shown_from_here
from coachdesk.files.rule_folder import SCRIPTS
from coachdesk.files.rulebook import load_shelf
from coachdesk.files.script_library import ScriptLibrary
from coachdesk.files.scripts import WrittenScript
from coachdesk.files.word_list import spoken_frequencies


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@checking
@click.option("--calls", is_flag=True, help="Hold them against the calls of the desk here, too.")
@desk_option("folder")
@click.option(
    "--as",
    "named",
    envvar="COACHDESK_AS",
    metavar="PERSON",
    help="Who you are, as desk.yaml names you.",
)
def check(
    paths: tuple[Path, ...],
    form: str,
    strict: bool,
    calls: bool,
    folder: Path | None,
    named: str | None,
) -> int:
    """Report what is wrong with scripts: what cannot be read, and what cannot be said.

    PATH is a script by its id or its file, a file of shared blocks, a folder of them, or a desk.
    Without it: the scripts
    of the desk around this folder, else ./scripts_library, else the starter scripts.

    With --calls: what the desk's calls since the publication say against its scripts, as warnings.

    Exit code 0: no errors. 1: errors (with --strict also warnings). 2: a file cannot be read, or
    is not YAML that is allowed here.
    """
    shelf = _library(folder, named)
    meant = tuple(_script(path, shelf) for path in paths) or (shelf,)
    problems: set[Problem] = set()
    written: dict[str, WrittenScript] = {}
    for path in meant:
        loaded = load_shelf(ScriptLibrary(path))
        problems |= {*lint_scripts(loaded, spoken_frequencies())}
        written |= loaded.written_scripts
    if folder is not None or is_in_desk(Path()):
        problems |= {*_teams(written.values(), folder, named)}
    if calls:
        problems |= {*_practice(folder, named)}
    what = f"{', '.join(map(str, meant))}: {counted({'script': len(written)})}"
    return report_check(sorted(problems, key=place_of), what, form, strict)


def _library(folder: Path | None, named: str | None) -> Path:
    """The scripts of the desk that is named, else those that this folder means."""
    if folder is None:
        return scripts_meant(Path())
    from coachdesk.cli.on_desk import acting_person, desk_at

    return Path(shown_from_here(desk_at(folder, acting_person(named)).root / SCRIPTS))


def _script(path: Path, shelf: Path) -> Path:
    """The file of a script that is named by its id; any other path as it is."""
    file = shelf / f"{path}.yaml"
    return file if not path.exists() and path.parent == Path() and file.is_file() else path


def _teams(
    written: Iterable[WrittenScript], folder: Path | None, named: str | None
) -> Iterator[Problem]:
    from coachdesk.cli.on_desk import acting_person, desk_at
    from coachdesk.desk.scripts.library import unknown_teams

    return unknown_teams(desk_at(folder, acting_person(named)), written)


def _practice(folder: Path | None, named: str | None) -> tuple[Problem, ...]:
    from coachdesk.cli.on_desk import acting_person, desk_at
    from coachdesk.desk.scripts.practical import practical_findings

    acting = acting_person(named)
    return practical_findings(desk_at(folder, acting), acting)
