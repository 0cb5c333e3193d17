"""`coachdesk coaching`: actions, waivers, effect. Subcommands are imported when used."""

import click

from coachdesk.cli.lazy import Commands, lazy_group

_LISTS = "coachdesk.cli.coaching_lists"
_RAISING = "coachdesk.cli.coaching_raising"
_STEPS = "coachdesk.cli.coaching_steps"

COMMANDS: Commands = {
    "propose": (f"{_RAISING}:propose", "Let the policies raise actions, or raise one by hand."),
    "list": (f"{_LISTS}:list_", "List the actions that you may see."),
    "show": (f"{_LISTS}:show", "Show one action with its life."),
    "sheet": (f"{_LISTS}:sheet", "Show or write the sheet for the talk."),
    "agree": (f"{_STEPS}:agree", "Agree to an action; it takes both, person and coach."),
    "decline": (f"{_STEPS}:decline", "Say no to an action about you, with a reason."),
    "start": (f"{_STEPS}:start", "Begin, with what was practised first."),
    "note": (f"{_STEPS}:note", "Note a further session."),
    "claim": (f"{_STEPS}:claim", "Say that it is done; calls from now on can show it."),
    "verify": (f"{_STEPS}:verify", "Say that it helped: drawn calls must show it."),
    "not-effective": (f"{_STEPS}:not_effective", "Say that it did not help, and go on from there."),
    "close": (f"{_STEPS}:close", "End it unverified, where too few calls can show it."),
    "cancel": (f"{_STEPS}:cancel", "End an open action, with a reason."),
    "waive": (f"{_RAISING}:waive", "Excuse a finding for a time, or end a waiver."),
    "waivers": (f"{_LISTS}:waivers", "List the waivers."),
    "matters": (f"{_LISTS}:matters", "List what most of a team fails, and who answers for it."),
    "settle": (f"{_RAISING}:settle", "Say what was done about what most of a team fails."),
    "calendar": (
        "coachdesk.cli.certs_lists:calendar",
        "Write a calendar file: what is due, and what ends.",
    ),
    "effect": (f"{_LISTS}:effect", "Show whether coaching helped, beside peers."),
}
"""In the order of an action's life."""


@click.group(cls=lazy_group(COMMANDS))
def coaching() -> None:
    """Coach one behaviour of one person, and see whether it helped.

    An action is named by its number (A7).
    """
