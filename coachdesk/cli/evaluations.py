"""`coachdesk evaluations`: people's evaluations. Subcommands are imported when used."""

import click

from coachdesk.cli.lazy import Commands, lazy_group

_LISTS = "coachdesk.cli.evaluations_lists"
_ANSWERS = "coachdesk.cli.evaluations_answers"
_STEPS = "coachdesk.cli.evaluations_steps"

COMMANDS: Commands = {
    "list": (f"{_LISTS}:list_evaluations", "List the evaluations that you may see."),
    "mine": (f"{_LISTS}:mine", "Show what is published about you."),
    "show": (f"{_LISTS}:show", "Show one evaluation with its evidence and its life."),
    "answer": (f"{_ANSWERS}:answer", "Answer one question; the first answer begins a draft."),
    "undo": (f"{_ANSWERS}:undo", "Take your last answer back."),
    "redo": (f"{_ANSWERS}:redo", "Give again what you took back."),
    "swap-speakers": (
        f"{_ANSWERS}:swap_speakers",
        "Put agent and customer of a call in each other's place.",
    ),
    "submit": (f"{_STEPS}:submit", "Hand a finished draft in."),
    "return": (f"{_STEPS}:return_", "Give it back to be worked over."),
    "publish": (f"{_STEPS}:publish", "Show it to the agent; the time for disputes begins."),
    "acknowledge": (f"{_STEPS}:acknowledge", "Say that you have read it."),
    "dispute": (f"{_STEPS}:dispute", "Object to questions, each with its reason."),
    "uphold": (f"{_STEPS}:uphold", "Settle a dispute: the answers stand."),
    "amend": (f"{_STEPS}:amend", "Settle a dispute with other answers; the old ones stay."),
    "retract": (f"{_STEPS}:retract", "Leave it out of every figure, and keep it."),
    "overturned": (f"{_LISTS}:overturned", "How often disputes were right, by question."),
}
"""In the order of an evaluation's life."""


@click.group(cls=lazy_group(COMMANDS))
def evaluations() -> None:
    """Evaluate calls by hand, and settle what is disputed.

    An evaluation is named by its number (E17) or by its call.
    """
