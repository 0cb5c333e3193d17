"""`coachdesk audits submit | take | accept | ...`: the steps of a visit's life."""

from collections.abc import Callable
from typing import Any

import click

from coachdesk.cli.audits_shown import number, tell, visit_argument
from coachdesk.cli.evaluations_shown import reason_option
from coachdesk.cli.evaluations_steps import together
from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.core.audits import Step
from coachdesk.desk import audits
from coachdesk.desk.folder import Acting, Desk


def _step(wanted: Step, help_text: str, why: str = "") -> Callable[..., Any]:
    """A command that takes one step; with a reason where `why` says what that is."""

    @click.command(wanted.value, help=help_text)
    @on_desk
    @visit_argument
    @reason_option(required=False, what=why or "A comment, if you have one.")
    @formats("text", "json")
    def command(desk: Desk, acting: Acting, visit: str, reason: str, output_format: str) -> None:
        done = audits.step(desk, acting, number(visit), wanted, reason)
        tell(desk, done, output_format)

    return command


submit = _step(
    Step.SUBMIT,
    "Hand a finished report in. Every required question must be answered, a FAIL and an n/a told "
    "in words, and proof attached where the form asks for it.",
)
take = _step(Step.TAKE, "Take a report to check it; somebody else than its shopper does.")
return_ = _step(
    Step.RETURN, "Give a report back to its shopper; needs a reason.", "Your questions."
)
accept = _step(Step.ACCEPT, "Accept a report that you have checked.")
reject = _step(Step.REJECT, "Reject a report; needs a reason.", "Why it can't be used.")
object_ = _step(
    Step.OBJECT, "Object to the rejection of your report; once, with a reason.", "Why it can."
)
reopen = _step(
    Step.REOPEN, "Say that an objection is right: the report is edited again.", "Why it is right."
)
refuse = _step(Step.REFUSE, "Say that an objection is not right; needs a reason.", "Why it is not.")
hold = _step(Step.HOLD, "Hold an accepted report; needs a reason.", "What is in doubt or missing.")
release = _step(Step.RELEASE, "Show a visit to the place's line; the time for appeals begins.")
deny = _step(Step.DENY, "Decide that an appeal is not right; needs a reason.", "Why it is not.")
exclude = _step(
    Step.EXCLUDE,
    "Leave a visit out of every figure, and keep it; needs a reason.",
    "Why it does not count.",
)
cancel = _step(Step.CANCEL, "Cancel a visit that was not made.", "Why, if there is a reason.")


@click.command("appeal")
@on_desk
@visit_argument
@click.option("--question", "questions", multiple=True, required=True, metavar="CRITERION")
@click.option(
    "--claim", "claims", multiple=True, required=True, metavar="ANSWER", help="What should stand."
)
@click.option("--reason", "reasons", multiple=True, required=True, metavar="TEXT", help="Why.")
@formats("text", "json")
def appeal_against(
    desk: Desk,
    acting: Acting,
    visit: str,
    questions: tuple[str, ...],
    claims: tuple[str, ...],
    reasons: tuple[str, ...],
    output_format: str,
) -> None:
    """Appeal against answers of a released visit, all at once; it can be done once.

    Each --question goes with the --claim and the --reason of the same place.
    """
    wanted = together(questions, claims, reasons)
    tell(desk, audits.appeal(desk, acting, number(visit), wanted), output_format)


@click.command("uphold")
@on_desk
@visit_argument
@click.option("--question", "questions", multiple=True, required=True, metavar="CRITERION")
@click.option("--answer", "answers", multiple=True, required=True, metavar="ANSWER")
@reason_option(required=False)
@formats("text", "json")
def uphold_appeal(
    desk: Desk,
    acting: Acting,
    visit: str,
    questions: tuple[str, ...],
    answers: tuple[str, ...],
    reason: str,
    output_format: str,
) -> None:
    """Decide that an appeal is right, with new answers as a new revision; needs a reason.

    Each --question goes with the --answer of the same place. Appealed questions that are not named
    stand. The reason is noted with every new answer.
    """
    wanted = together(questions, answers, [reason] * len(questions))
    tell(desk, audits.uphold(desk, acting, number(visit), wanted, reason), output_format)
