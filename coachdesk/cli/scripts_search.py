"""`coachdesk scripts search`."""

from pathlib import Path

import click

from coachdesk.cli.checking import counted
from coachdesk.cli.on_desk import desk_option, formats, person_option, say
from coachdesk.cli.rule_paths import is_in_desk, scripts_meant
from coachdesk.core.errors import ExitCode
from coachdesk.core.scripts.search import search
from coachdesk.files.rulebook import load_shelf
from coachdesk.files.script_library import ScriptLibrary
from coachdesk.files.yaml_nodes import locate
from coachdesk.report.script_hits import hit_lines, hits_object


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--scripts",
    "path",
    type=click.Path(path_type=Path),
    help="Look there, desk or not; otherwise in the library of the desk.",
)
@desk_option("folder")
@person_option
@formats("text", "json")
def search_scripts(
    words: tuple[str, ...],
    path: Path | None,
    folder: Path | None,
    named: str | None,
    output_format: str,
) -> int:
    """Find words in the scripts: what is said, what the customer says, titles and reasons.

    A step or block must have all the WORDS; words in quotes must stand together. The beginning of
    an English word finds it; Chinese is found by any of its characters that stand together.

    Exit code 0: something was found. 1: nothing was.
    """
    loaded = load_shelf(ScriptLibrary(path or _library(folder, named)))
    found = []
    for hit in search(loaded.scripts.values(), words):
        node = loaded.written_scripts[hit.script].nodes.get(hit.at) if hit.at else None
        place = locate(node, hit.spans[0][0]) if node else hit.part.location
        found.append((hit, place))
    if output_format == "json":
        import json

        click.echo(json.dumps(hits_object(found), ensure_ascii=False, indent=2))
    else:
        for line in hit_lines(found):
            click.echo(line)
        looked = counted({"script": len(loaded.scripts)})
        say(f"{counted({'text': len(found)})} in {looked}")
    if loaded.has_errors:
        say("some scripts have errors: see 'coachdesk scripts check'")
    return ExitCode.CLEAN if found else ExitCode.FINDINGS


def _library(folder: Path | None, named: str | None) -> Path:
    """The library of the desk; where there is no desk, the scripts that this folder means."""
    if folder is None and not is_in_desk(Path()):
        return scripts_meant(Path())
    from coachdesk.cli.on_desk import acting_person, desk_at
    from coachdesk.desk.scripts.library import folder_to_read

    acting = acting_person(named)
    return folder_to_read(desk_at(folder, acting), acting)
