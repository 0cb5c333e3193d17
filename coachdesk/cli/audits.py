"""`coachdesk audits`: mystery visits. Subcommands are imported when used."""

import click

from coachdesk.cli.lazy import Commands, lazy_group

_PLAN = "coachdesk.cli.audits_plan"
_LISTS = "coachdesk.cli.audits_lists"
_REPORT = "coachdesk.cli.audits_report"
_TABLES = "coachdesk.cli.audits_tables"
_STEPS = "coachdesk.cli.audits_steps"

COMMANDS: Commands = {
    "plan": (f"{_PLAN}:plan", "Draw visits to every store, and plan them."),
    "pick": (f"{_PLAN}:pick", "Plan one visit by hand."),
    "list": (f"{_LISTS}:list_audits", "List the visits that you may see."),
    "show": (f"{_LISTS}:show", "Show one visit: its report, evidence and life."),
    "assign": (f"{_PLAN}:assign_visit", "Give a visit to a shopper."),
    "begin": (f"{_REPORT}:begin_visit", "Begin the report of a visit that you made."),
    "answer": (f"{_REPORT}:answer", "Answer one question of the form."),
    "note": (f"{_REPORT}:note_words", "Put words to an answer as it stands."),
    "attach": (f"{_REPORT}:attach", "Attach proof, or the transcript of the contact."),
    "undo": (f"{_REPORT}:undo", "Take your last answer back."),
    "redo": (f"{_REPORT}:redo", "Give again what you took back."),
    "submit": (f"{_STEPS}:submit", "Hand a finished report in."),
    "take": (f"{_STEPS}:take", "Take a report to check it."),
    "edit": (f"{_REPORT}:edit", "Change an answer of a report in edit; the old one stays."),
    "return": (f"{_STEPS}:return_", "Give a report back with questions."),
    "accept": (f"{_STEPS}:accept", "Accept a report."),
    "reject": (f"{_STEPS}:reject", "Reject a report."),
    "object": (f"{_STEPS}:object_", "Object to the rejection of your report, once."),
    "reopen": (f"{_STEPS}:reopen", "Say that an objection is right: it is edited again."),
    "refuse": (f"{_STEPS}:refuse", "Say that an objection is not right."),
    "hold": (f"{_STEPS}:hold", "Hold an accepted report: there is doubt."),
    "release": (f"{_STEPS}:release", "Show it to the place; the time for appeals begins."),
    "appeal": (f"{_STEPS}:appeal_against", "Appeal against answers, each with its reason."),
    "uphold": (f"{_STEPS}:uphold_appeal", "Decide that an appeal is right: new answers."),
    "deny": (f"{_STEPS}:deny", "Decide that an appeal is not right."),
    "exclude": (f"{_STEPS}:exclude", "Leave a visit out of every figure, and keep it."),
    "cancel": (f"{_STEPS}:cancel", "Cancel a visit that was not made."),
    "template": (f"{_TABLES}:template", "Write the empty table of a form."),
    "import": (f"{_TABLES}:import_table", "Take the reports of a table in."),
    "export": (f"{_TABLES}:export_table", "Write reports as a table."),
    "results": (f"{_LISTS}:results", "Show what the released visits come to."),
}
"""In the order of a visit's life."""


@click.group(cls=lazy_group(COMMANDS))
def audits() -> None:
    """Plan mystery visits, report on them, check reports and release them.

    A visit is named by its number: V12.
    """
