"""`coachdesk certs`: certification. Subcommands are imported when used."""

import click

from coachdesk.cli.lazy import Commands, lazy_group

_LISTS = "coachdesk.cli.certs_lists"
_STEPS = "coachdesk.cli.certs_steps"
_FIGURES = "coachdesk.cli.certs_figures"

COMMANDS: Commands = {
    "programmes": (f"{_LISTS}:programmes_", "List what the desk certifies for."),
    "list": (f"{_LISTS}:list_certs", "List certificates, and what comes next for each."),
    "show": (f"{_LISTS}:show_certs", "Show one person's certificates with their evidence."),
    "matrix": (f"{_LISTS}:matrix_", "Show people by programmes, one sign a cell."),
    "enrol": (f"{_STEPS}:enrol_", "Begin somebody's training for a certificate."),
    "exam": ("coachdesk.cli.certs_exam:exam", "Sit an exam, or go on with it."),
    "role-play": (f"{_STEPS}:role_play", "Score a role-play from a filled form."),
    "assess": (f"{_STEPS}:assess", "Find that everything is shown."),
    "pass": (f"{_STEPS}:pass_", "Give the certificate."),
    "fail": (f"{_STEPS}:fail", "Do not give it, with the reason."),
    "revoke": (f"{_STEPS}:revoke_", "Propose to revoke a certificate, or confirm it."),
    "withdraw": (f"{_STEPS}:withdraw", "Drop a proposal to revoke."),
    "appeal": (f"{_STEPS}:appeal", "Appeal against the revocation of your certificate."),
    "reinstate": (f"{_STEPS}:reinstate", "Decide that an appeal is right."),
    "deny": (f"{_STEPS}:deny", "Decide that an appeal is not right."),
    "roster-check": (f"{_LISTS}:roster_check", "Say who on a shift may not sell what, and why."),
    "calendar": (f"{_LISTS}:calendar", "Write a calendar file: what ends, and what is due."),
    "items": (f"{_FIGURES}:items_", "Show what the questions of an exam are worth."),
    "cohorts": (f"{_FIGURES}:cohorts_", "Show how long training takes, and what blocks it."),
}
"""In the order of a certificate's life."""


@click.group(cls=lazy_group(COMMANDS))
def certs() -> None:
    """Say who may do what, until when, and on what evidence.

    States follow from evidence and dates; nothing has to run at night for them to be right.
    """
