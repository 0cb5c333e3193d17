"""`coachdesk scripts search`."""

from pathlib import Path

import click

from coachdesk.cli.checking import counted
from coachdesk.cli.on_desk import formats, say
from coachdesk.cli.rule_paths import scripts_meant
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
    help="Where to look; otherwise the scripts of the desk around this folder.",
)
@formats("text", "json")
def search_scripts(words: tuple[str, ...], path: Path | None, output_format: str) -> int:
    """Find words in the scripts: what is said, what the customer says, titles and reasons.

    A step or block must have all the WORDS; words in quotes must stand together. The beginning of
    an English word finds it; Chinese is found by any of its characters that stand together.

    Exit code 0: something was found. 1: nothing was.
    """
    loaded = load_shelf(ScriptLibrary(path or scripts_meant(Path())))
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
