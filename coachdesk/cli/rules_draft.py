"""`coachdesk rules draft`."""

from pathlib import Path

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk, report_problems, say
from coachdesk.core.errors import BadInput, ExitCode, Severity
from coachdesk.core.visible import visible
from coachdesk.desk.drafts import DraftFile, draft_of, save_draft, start_draft
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.publishing import discard_draft, problems_of_draft, raise_versions
from coachdesk.files.overlay import shown_from_here
from coachdesk.files.yaml_source import read_text


@click.command()
@click.argument("file", required=False)
@on_desk
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Take the text of this file as the draft of FILE.",
)
@click.option(
    "--raise-versions", "raising", is_flag=True, help="Raise the version wherever publishing asks."
)
@click.option("--discard", is_flag=True, help="Throw away the draft of FILE, or all of it.")
@formats("text", "json")
def draft(
    desk: Desk,
    acting: Acting,
    file: str | None,
    source: Path | None,
    raising: bool,
    discard: bool,
    output_format: str,
) -> int:
    """Change rule files beside those in force.

    FILE is a rule file, such as scorecards/greeting.yaml, or the id of a scorecard: its draft is
    begun, to be edited where the list says. Nobody is judged by a draft before it is published.

    Exit code 0: nothing stands against publishing, or there is no draft. 1: something does.
    """
    if source is not None and (file is None or discard):
        raise click.UsageError("--from goes with FILE")
    if discard and raising:
        raise click.UsageError("--discard leaves nothing to raise")
    if discard:
        for key in discard_draft(desk, acting, file):
            say(f"discarded the draft of {key}")
    elif source is not None and file is not None:
        save_draft(desk, acting, file, _text_of(source))
    elif file is not None:
        start_draft(desk, acting, file)
    if raising:
        for key in raise_versions(desk, acting):
            say(f"raised the version of {key}")
    files = draft_of(desk, acting)
    problems = problems_of_draft(desk, acting) if files else ()
    if output_format == "json":
        _echo_json(files, [str(each) for each in problems])
    else:
        for each in files:
            path = visible(shown_from_here(each.path))
            click.echo(f"{path}  {_standing(each)}")
        if not files:
            click.echo("no draft")
    report_problems(problems)
    bad = any(each.severity is Severity.ERROR for each in problems)
    return ExitCode.FINDINGS if bad else ExitCode.CLEAN


def _standing(file: DraftFile) -> str:
    if file.overtaken:
        return "the rules were changed since"
    if file.is_new:
        return "new"
    return "changed" if file.changed else "as in the rules"


def _echo_json(files: tuple[DraftFile, ...], problems: list[str]) -> None:
    facts = {
        "files": [
            {
                "key": each.key,
                "path": str(each.path),
                "changed": each.changed,
                "new": each.is_new,
                "overtaken": each.overtaken,
            }
            for each in files
        ],
        "problems": problems,
    }
    click.echo(msgspec.json.encode(facts).decode())


def _text_of(source: Path) -> str:
    text, problems = read_text(source.resolve(), str(source))
    if text is None:
        raise BadInput(*problems)
    return text
