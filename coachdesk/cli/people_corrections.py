"""`coachdesk people correct | strike`."""

from datetime import date, datetime

import click
import msgspec

from coachdesk.cli.on_desk import formats, on_desk, say
from coachdesk.cli.people_changes import ROLES
from coachdesk.cli.people_lists import day_type, tell
from coachdesk.core.spells import Correction
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.roster import correct, strike, team_note

_ALWAYS = "always"
_First = date | msgspec.UnsetType | None


def _first(context: click.Context, option: click.Parameter, given: str | None) -> _First:
    """The first day of a spell; None: `always`, from the beginning."""
    if given is None:
        return msgspec.UNSET
    return None if given == _ALWAYS else day_type.convert(given, option, context).date()


@click.command("correct")
@on_desk
@click.argument("person")
@click.argument("spell", callback=_first)
@click.option("--since", callback=_first, metavar="DAY", help="Its first day, or 'always'.")
@click.option("--until", type=day_type, metavar="DAY", help="Its last day.")
@click.option("--still", is_flag=True, help="It has no last day.")
@click.option("--role", type=click.Choice(ROLES), help="Their part at the desk.")
@click.option("--team", metavar="TEAM", help="The team's name; '': none.")
@click.option("--place", metavar="PLACE", help="The id of a place; '': none.")
@click.option("--under", metavar="PERSON", help="The id of whoever led them; '': nobody.")
@click.option("--reason", default="", metavar="TEXT", help="Why, for the log.")
@formats("text", "json")
def correct_spell(
    desk: Desk,
    acting: Acting,
    person: str,
    spell: date | None,
    since: _First,
    until: datetime | None,
    still: bool,
    role: str | None,
    team: str | None,
    place: str | None,
    under: str | None,
    reason: str,
    output_format: str,
) -> None:
    """Put one spell right: its days, or what it says.

    PERSON is an id or name, SPELL the first day of the spell that is meant ('always': the one from
    the beginning). A spell that follows on it, or that it follows on, gives or takes the days.
    """
    if still and until is not None:
        raise click.UsageError("--until says a last day, and --still that there is none")
    wanted = Correction(
        since=since,
        until=None if still else msgspec.UNSET if until is None else until.date(),
        role=role,
        team=team,
        place=place,
        manager=under,
    )
    tell(desk, correct(desk, acting, person, spell, wanted, reason), output_format)
    noted = team_note(desk, team)
    if noted:
        say(noted)


@click.command("strike")
@on_desk
@click.argument("person")
@click.argument("spell", callback=_first)
@click.option("--reason", default="", metavar="TEXT", help="Why, for the log.")
@formats("text", "json")
def strike_spell(
    desk: Desk,
    acting: Acting,
    person: str,
    spell: date | None,
    reason: str,
    output_format: str,
) -> None:
    """Take out a spell that never was; its days go to the spell that it followed on.

    PERSON is an id or name, SPELL its first day ('always': the one from the beginning).
    """
    tell(desk, strike(desk, acting, person, spell, reason), output_format)
