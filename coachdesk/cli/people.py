"""`coachdesk people`: who works here and who led whom; commands load when used."""

import click

from coachdesk.cli.lazy import Commands, lazy_group

COMMANDS: Commands = {
    "list": ("coachdesk.cli.people_lists:list_people", "List who works here, today or on a day."),
    "show": ("coachdesk.cli.people_lists:show", "Show one person's spells and changes."),
    "set": ("coachdesk.cli.people_changes:set_person", "Say what somebody is from a day on."),
    "correct": ("coachdesk.cli.people_corrections:correct_spell", "Put a spell right."),
    "strike": ("coachdesk.cli.people_corrections:strike_spell", "Take out what never was."),
    "import": ("coachdesk.cli.people_changes:import_people", "Bring in a table of people."),
    "leave": ("coachdesk.cli.people_changes:leave_person", "Note somebody's last day."),
    "places": ("coachdesk.cli.people_places:places", "List the places, add, rename and move them."),
}


@click.group(cls=lazy_group(COMMANDS))
def people() -> None:
    """Keep the roster: who worked where, in which team and under whom, day by day."""
