"""`coachdesk export`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from coachdesk.cli.on_desk import formats, on_desk, say
from coachdesk.core.errors import BadInput, Problem
from coachdesk.desk.export import calls_out, scores_out
from coachdesk.desk.folder import Acting, Desk
from coachdesk.files.output import output_file
from coachdesk.report.calls import call_chunks
from coachdesk.report.json_lines import jsonl_chunks
from coachdesk.report.reported import reported_of
from coachdesk.report.spreadsheet import csv_chunks


@click.command()
@on_desk
@click.argument("what", type=click.Choice(["scores", "calls"]), default="scores")
@formats("jsonl", "csv")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="A file, readable by you alone; else standard output.",
)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
def export(
    desk: Desk, acting: Acting, what: str, output_format: str, output: Path | None, force: bool
) -> None:
    """Write the desk's scores, or its calls, as JSON Lines or CSV.

    Scores are those under the rules in force, one object per call and scorecard as `coachdesk
    score --format jsonl` gives them. `coachdesk export calls` writes JSON Lines that `coachdesk
    import` takes back unchanged.
    """
    if what == "calls" and output_format == "csv":
        message = "calls are exported as JSON Lines only"
        raise BadInput(Problem(code="U105", message=message, hint="--format jsonl"))
    with _stream(desk, acting, what, output_format) as (chunks, head):
        _written(chunks, output, force=force)
    say(f"log head {head}")


@contextmanager
def _stream(
    desk: Desk, acting: Acting, what: str, output_format: str
) -> Iterator[tuple[Iterable[str], str]]:
    if what == "calls":
        with calls_out(desk, acting) as calls:
            yield call_chunks(calls.calls), calls.head
        return
    with scores_out(desk, acting) as out:
        chunks = jsonl_chunks if output_format == "jsonl" else csv_chunks
        yield chunks(map(reported_of, out.scores)), out.head


def _written(chunks: Iterable[str], output: Path | None, *, force: bool) -> None:
    if output is None or str(output) == "-":
        for chunk in chunks:
            click.echo(chunk, nl=False)
        return
    with output_file(output, force=force) as stream:
        for chunk in chunks:
            stream.write(chunk)
