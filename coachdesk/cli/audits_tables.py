"""`coachdesk audits template | import | export`: visits as tables."""

from pathlib import Path

import click

from coachdesk.cli.on_desk import ending_of, formats, on_desk, say, tell_object
from coachdesk.desk.folder import Acting, Desk

_ENDINGS = ("csv", "xlsx")
_output = click.argument("output", type=click.Path(path_type=Path, dir_okay=False))
_force = click.option("--force", is_flag=True, help="Replace the file if there is one.")


@click.command()
@on_desk
@click.argument("form")
@_output
@_force
def template(desk: Desk, acting: Acting, form: str, output: Path, force: bool) -> None:
    """Write the empty table of FORM to OUTPUT, a .csv or .xlsx, with a filled example row."""
    del acting
    from coachdesk.desk.audits.forms import audit_form
    from coachdesk.report.visits_table import template as table_of

    ending = ending_of(output, _ENDINGS, "table")
    _write(output, table_of(audit_form(desk, form).form, ending), force=force)
    say(f"{output}: fill a row for each visit, then coachdesk audits import {form} {output}")


@click.command("import")
@on_desk
@click.argument("form")
@click.argument("file")
@formats("text", "json")
def import_table(desk: Desk, acting: Acting, form: str, file: str, output_format: str) -> None:
    """Take the reports of a table in, whole or not at all; then they wait to be checked.

    A row that fits a planned visit becomes its report. Files that prove an answer are looked for
    beside the table.
    """
    from coachdesk.desk.audits.tables import import_visits

    done = import_visits(desk, acting, form, file)
    if output_format == "json":
        tell_object(
            {
                "filed": [f"V{each}" for each in done.filed],
                "added": [f"V{each}" for each in done.added],
                "known": done.known,
            }
        )
        return
    filed, added = (_names(each) for each in (done.filed, done.added))
    click.echo(
        f"{len(done.filed)} planned visits have their report{filed}, {len(done.added)} more were "
        f"added{added}, {done.known} were known"
    )


@click.command("export")
@on_desk
@click.argument("form")
@_output
@_force
def export_table(desk: Desk, acting: Acting, form: str, output: Path, force: bool) -> None:
    """Write the reports of FORM to OUTPUT, a .csv or .xlsx; for those who may know the shoppers."""
    from zoneinfo import ZoneInfo

    from coachdesk.desk.audits.tables import visits_out
    from coachdesk.report.visits_table import visits_table

    ending = ending_of(output, _ENDINGS, "table")
    found = visits_out(desk, acting, form)
    zone = ZoneInfo(desk.settings.time_zone)
    _write(output, visits_table(found.form, found.rows, zone, ending), force=force)
    left = f"; {found.other_versions} of other versions left out" if found.other_versions else ""
    say(f"{output}: {len(found.rows)} reports of {form} v{found.form.version}{left}")


def _names(numbers: tuple[int, ...]) -> str:
    return f" ({', '.join(f'V{each}' for each in numbers)})" if numbers else ""


def _write(output: Path, data: bytes, *, force: bool) -> None:
    from coachdesk.files.output import output_bytes

    with output_bytes(output, force=force) as stream:
        stream.write(data)
