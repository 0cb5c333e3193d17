"""`coachdesk coaching propose | waive | settle`."""

from datetime import date

import click

from coachdesk.cli.coaching_shown import day, reason, tell
from coachdesk.cli.on_desk import formats, on_desk, tell_lines
from coachdesk.cli.pages import columns
from coachdesk.core.errors import BadInput, Problem
from coachdesk.desk import coaching
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.coaching import matter_lines, waiver_lines
from coachdesk.report.coaching_object import matter_object, raised_object, waiver_object
from coachdesk.report.coaching_raised import raised_lines


@click.command()
@on_desk
@click.option("--dry-run", is_flag=True, help="Show what would be raised, and write nothing.")
@click.option("--person", metavar="PERSON", help="Raise one action by hand, for this person.")
@click.option("--criterion", metavar="ID", help="With --person: the behaviour.")
@click.option("--scorecard", metavar="ID", help="With --person: where several have it.")
@click.option(
    "--call", "calls", multiple=True, metavar="CALL", help="With --person: a call that shows it."
)
@click.option("--coach", metavar="PERSON", help="With --person: who coaches.")
@click.option("--due", type=day, metavar="DAY", help="With --person: by when.")
@formats("text", "json")
def propose(
    desk: Desk,
    acting: Acting,
    dry_run: bool,
    person: str | None,
    criterion: str | None,
    scorecard: str | None,
    calls: tuple[str, ...],
    coach: str | None,
    due: date | None,
    output_format: str,
) -> None:
    """Let the policies in rules/coaching raise actions for the people whom you may coach.

    What they looked at and did not raise is told with its reason. With --person and --criterion:
    raise one action by hand.
    """
    if person is None:
        if criterion or scorecard or calls or coach or due:
            message = "--criterion, --scorecard, --call, --coach and --due go with --person"
            raise BadInput(Problem(code="U415", message=message))
        found = coaching.raise_proposals(desk, acting, dry_run=dry_run)
        tell_lines(output_format, raised_object(found), raised_lines(found, columns()))
        return
    if criterion is None or dry_run:
        message = "--person needs --criterion, and goes without --dry-run"
        raise BadInput(Problem(code="U415", message=message))
    tell(
        coaching.raise_one(
            desk,
            acting,
            person,
            criterion,
            scorecard=scorecard,
            named=calls,
            coach=coach,
            due=due,
        ),
        output_format,
    )


@click.command()
@on_desk
@click.option("--person", metavar="PERSON", help="Whose finding.")
@click.option("--scorecard", metavar="ID", help="Under which scorecard.")
@click.option("--criterion", metavar="ID", help="Which finding.")
@click.option("--until", type=day, metavar="DAY", help="The last day on which it excuses.")
@click.option("--owner", metavar="PERSON", help="Who answers for it; else you.")
@click.option("--end", metavar="WAIVER", help="End this waiver (W3) instead.")
@reason
@formats("text", "json")
def waive(
    desk: Desk,
    acting: Acting,
    person: str | None,
    scorecard: str | None,
    criterion: str | None,
    until: date | None,
    owner: str | None,
    end: str | None,
    words: str,
    output_format: str,
) -> None:
    """Excuse a finding about a person until a day; needs a reason. Or end a waiver."""
    if end is not None:
        found = coaching.end_waiver(desk, acting, end)
    elif person is None or scorecard is None or criterion is None or until is None:
        given = {
            "--person": person,
            "--scorecard": scorecard,
            "--criterion": criterion,
            "--until": until,
        }
        missing = ", ".join(option for option, value in given.items() if value is None)
        message = f"a waiver needs {', '.join(given)}; missing: {missing}"
        raise BadInput(Problem(code="U415", message=message))
    else:
        found = coaching.waive(
            desk,
            acting,
            person=person,
            scorecard=scorecard,
            criterion=criterion,
            until=until,
            reason=words,
            owner=owner,
        )
    tell_lines(output_format, waiver_object(found), waiver_lines([found], columns()))


@click.command()
@on_desk
@click.argument("matter", metavar="MATTER")
@reason
@formats("text", "json")
def settle(desk: Desk, acting: Acting, matter: str, words: str, output_format: str) -> None:
    """Say what was done about what most of a team fails; needs a reason."""
    done = coaching.settle(desk, acting, matter, words)
    tell_lines(output_format, matter_object(done), matter_lines([done], columns()))
