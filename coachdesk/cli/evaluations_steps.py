"""`coachdesk evaluations submit | return | publish | ...`: the steps of an evaluation's life."""

from collections.abc import Sequence

import click

from coachdesk.cli.evaluations_shown import named, reason_option, scorecard, tell
from coachdesk.cli.on_desk import formats, on_desk
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.reviews import Step
from coachdesk.desk import reviews
from coachdesk.desk.folder import Acting, Desk


def _taken(
    desk: Desk,
    acting: Acting,
    evaluation: str,
    scorecard_id: str | None,
    output_format: str,
    wanted: Step,
    reason: str = "",
) -> None:
    found = reviews.stands(desk, acting, evaluation, scorecard_id)
    done = reviews.step(desk, acting, found.number, wanted, reason, seen=found.seen)
    tell(done, output_format)


@click.command()
@on_desk
@named
@scorecard
@formats("text", "json")
def submit(
    desk: Desk, acting: Acting, evaluation: str, scorecard: str | None, output_format: str
) -> None:
    """Hand a finished draft in.

    Every scored question must be answered; every FAIL needs its evidence, every n/a and every
    answer that differs from the rules' its reason.
    """
    _taken(desk, acting, evaluation, scorecard, output_format, Step.SUBMIT)


@click.command("return")
@on_desk
@named
@scorecard
@reason_option(required=False, what="What to work over.")
@formats("text", "json")
def return_(
    desk: Desk,
    acting: Acting,
    evaluation: str,
    scorecard: str | None,
    reason: str,
    output_format: str,
) -> None:
    """Give a submitted evaluation back to be worked over; needs a reason."""
    _taken(desk, acting, evaluation, scorecard, output_format, Step.RETURN, reason)


@click.command()
@on_desk
@named
@scorecard
@formats("text", "json")
def publish(
    desk: Desk, acting: Acting, evaluation: str, scorecard: str | None, output_format: str
) -> None:
    """Show a submitted evaluation to the agent; the time for disputes begins."""
    _taken(desk, acting, evaluation, scorecard, output_format, Step.PUBLISH)


@click.command()
@on_desk
@named
@scorecard
@reason_option(required=False, what="A comment, if you have one.")
@formats("text", "json")
def acknowledge(
    desk: Desk,
    acting: Acting,
    evaluation: str,
    scorecard: str | None,
    reason: str,
    output_format: str,
) -> None:
    """Say that you have read an evaluation of your call; it can't be disputed afterwards."""
    _taken(desk, acting, evaluation, scorecard, output_format, Step.ACKNOWLEDGE, reason)


@click.command()
@on_desk
@named
@scorecard
@reason_option(required=False)
@formats("text", "json")
def uphold(
    desk: Desk,
    acting: Acting,
    evaluation: str,
    scorecard: str | None,
    reason: str,
    output_format: str,
) -> None:
    """Settle a dispute: the answers stand; needs a reason."""
    _taken(desk, acting, evaluation, scorecard, output_format, Step.UPHOLD, reason)


@click.command()
@on_desk
@named
@scorecard
@reason_option(required=False, what="Why it does not count.")
@formats("text", "json")
def retract(
    desk: Desk,
    acting: Acting,
    evaluation: str,
    scorecard: str | None,
    reason: str,
    output_format: str,
) -> None:
    """Leave an evaluation out of every figure, and keep it; needs a reason."""
    _taken(desk, acting, evaluation, scorecard, output_format, Step.RETRACT, reason)


@click.command()
@on_desk
@named
@scorecard
@click.option("--question", "questions", multiple=True, required=True, metavar="CRITERION")
@click.option(
    "--claim", "claims", multiple=True, required=True, metavar="ANSWER", help="What should stand."
)
@click.option("--reason", "reasons", multiple=True, required=True, metavar="TEXT", help="Why.")
@formats("text", "json")
def dispute(
    desk: Desk,
    acting: Acting,
    evaluation: str,
    scorecard: str | None,
    questions: tuple[str, ...],
    claims: tuple[str, ...],
    reasons: tuple[str, ...],
    output_format: str,
) -> None:
    """Object to questions of a published evaluation, all at once; it can be done once.

    Each --question goes with the --claim and the --reason of the same place.
    """
    objections = list(together(questions, claims, reasons))
    found = reviews.stands(desk, acting, evaluation, scorecard)
    tell(reviews.dispute(desk, acting, found.number, objections, seen=found.seen), output_format)


@click.command()
@on_desk
@named
@scorecard
@click.option("--question", "questions", multiple=True, required=True, metavar="CRITERION")
@click.option("--answer", "answers", multiple=True, required=True, metavar="ANSWER")
@reason_option(required=False)
@formats("text", "json")
def amend(
    desk: Desk,
    acting: Acting,
    evaluation: str,
    scorecard: str | None,
    questions: tuple[str, ...],
    answers: tuple[str, ...],
    reason: str,
    output_format: str,
) -> None:
    """Settle a dispute with other answers, as a new revision; needs a reason.

    Each --question goes with the --answer of the same place. Disputed questions that are not named
    are upheld. The reason is noted with every new answer.
    """
    wanted = list(together(questions, answers, [reason] * len(questions)))
    found = reviews.stands(desk, acting, evaluation, scorecard)
    done = reviews.amend(desk, acting, found.number, wanted, reason, seen=found.seen)
    tell(done, output_format)


def together(*columns: Sequence[str]) -> list[tuple[str, str, str]]:
    """Question, answer and reason of the same place, as the options were given.

    Raises:
        BadInput: there are not as many of each (U407).
    """
    counts = {len(column) for column in columns}
    if len(counts) > 1:
        told = "each --question needs its own answer" + (
            " and reason" if len(columns[2]) != len(columns[0]) else ""
        )
        raise BadInput(Problem(code="U407", message=told, hint="in the same order"))
    return [(question, words, why) for question, words, why in zip(*columns, strict=True)]
