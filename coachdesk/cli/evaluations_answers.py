"""`coachdesk evaluations answer | undo | redo | swap-speakers`."""

import click

from coachdesk.cli.evaluations_shown import named, scorecard, tell
from coachdesk.cli.on_desk import formats, on_desk, say
from coachdesk.desk import reviews
from coachdesk.desk.folder import Acting, Desk


@click.command()
@on_desk
@named
@click.argument("criterion")
@click.argument("answer")
@click.option("--note", default="", metavar="TEXT", help="The reason, or what shows it.")
@scorecard
@formats("text", "json")
def answer(
    desk: Desk,
    acting: Acting,
    evaluation: str,
    criterion: str,
    answer: str,
    note: str,
    scorecard: str | None,
    output_format: str,
) -> None:
    """Answer one question of a call; the first answer begins a draft.

    ANSWER is pass, fail, na, unknown, one of the question's own choices, or a number on its scale;
    `engine` goes back to what the rules say.
    """
    opened = reviews.open_named(desk, acting, evaluation, scorecard)
    written = None if answer.strip().lower() == "engine" else answer
    done = reviews.give(
        desk,
        acting,
        opened.scored.call.id,
        opened.scored.form.id,
        criterion,
        written,
        note,
        seen=opened.review.seen if opened.review else 0,
    )
    tell(done, output_format)


@click.command()
@on_desk
@named
@scorecard
@formats("text", "json")
def undo(
    desk: Desk, acting: Acting, evaluation: str, scorecard: str | None, output_format: str
) -> None:
    """Take your last answer in a draft back; what stood before stands again."""
    opened = reviews.open_named(desk, acting, evaluation, scorecard)
    call, form = opened.scored.call.id, opened.scored.form.id
    done, what = reviews.take_back(desk, acting, call, form)
    tell(done, output_format, what)


@click.command()
@on_desk
@named
@scorecard
@formats("text", "json")
def redo(
    desk: Desk, acting: Acting, evaluation: str, scorecard: str | None, output_format: str
) -> None:
    """Give again what you took back last."""
    opened = reviews.open_named(desk, acting, evaluation, scorecard)
    call, form = opened.scored.call.id, opened.scored.form.id
    done, what = reviews.give_again(desk, acting, call, form)
    tell(done, output_format, what)


@click.command("swap-speakers")
@on_desk
@click.argument("call")
def swap_speakers(desk: Desk, acting: Acting, call: str) -> None:
    """Put agent and customer of a call in each other's place, and judge it again.

    Twice is as it was. The stored call does not change; what the rules said before is kept aside.
    """
    reviews.swap_speakers(desk, acting, call)
    say(f"{call}: agent and customer have changed places, and the rules judged it again")
