"""`coachdesk audits begin | answer | edit | note | attach | undo | redo`."""

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from coachdesk.cli.audits_shown import moment, number, tell, visit_argument
from coachdesk.cli.on_desk import formats, on_desk, say
from coachdesk.core.errors import BadInput, Problem
from coachdesk.desk import audits
from coachdesk.desk.folder import Acting, Desk


@click.command("begin")
@on_desk
@visit_argument
@click.option("--contact", metavar="TIME", help="When you were there, such as 2026-10-05T14:30.")
@formats("text", "json")
def begin_visit(
    desk: Desk, acting: Acting, visit: str, contact: str | None, output_format: str
) -> None:
    """Begin the report of a visit that is assigned to you."""
    at = None if contact is None else moment(contact, ZoneInfo(desk.settings.time_zone))
    done = audits.begin(desk, acting, number(visit), contact=at)
    tell(desk, done, output_format)
    zone = ZoneInfo(desk.settings.time_zone)
    if acting.clock() < done.visit.window_from:
        since = f"{done.visit.window_from.astimezone(zone):%Y-%m-%d %H:%M}"
        say(f"{done.name} is begun early: it may be made from {since} on")
    if output_format == "text":
        click.echo(f"  coachdesk audits form {done.name} shows every question")


@click.command()
@on_desk
@visit_argument
@click.argument("question")
@click.argument("answer")
@click.option("--note", default="", metavar="TEXT", help="The reason, or what shows it.")
@formats("text", "json")
def answer(
    desk: Desk,
    acting: Acting,
    visit: str,
    question: str,
    answer: str,
    note: str,
    output_format: str,
) -> None:
    """Answer one question of the form; it is kept as soon as it is given.

    ANSWER is pass, fail, na, unknown, one of the question's own choices, a number on its scale, or
    what the form asks to be told; `engine` goes back to what the rules heard.
    """
    written = None if answer.strip().lower() == "engine" else answer
    done = audits.give(desk, acting, number(visit), question, written, note)
    tell(desk, done, output_format, question=question)


@click.command()
@on_desk
@visit_argument
@click.argument("question")
@click.argument("answer")
@click.option("--note", default="", metavar="TEXT", help="What shows it.")
@formats("text", "json")
def edit(
    desk: Desk,
    acting: Acting,
    visit: str,
    question: str,
    answer: str,
    note: str,
    output_format: str,
) -> None:
    """Change an answer of a report that is in edit; the old one stays readable."""
    done = audits.give(desk, acting, number(visit), question, answer, note)
    tell(desk, done, output_format, question=question)


@click.command("note")
@on_desk
@visit_argument
@click.argument("question")
@click.argument("text")
@formats("text", "json")
def note_words(
    desk: Desk, acting: Acting, visit: str, question: str, text: str, output_format: str
) -> None:
    """Put words to an answer as it stands: what shows it, or why it does not apply."""
    done = audits.note(desk, acting, number(visit), question, text)
    tell(desk, done, output_format, question=question)


@click.command()
@on_desk
@visit_argument
@click.argument("question", required=False)
@click.option("--proof", metavar="FILE", help="A file that shows the answer to QUESTION.")
@click.option("--transcript", metavar="FILE", help="What was said, in any format of transcripts.")
@click.option("--call", metavar="ID", help="The contact is this call of the desk.")
@click.option("--from", "from_format", metavar="FORMAT", help="The format of the transcript.")
@click.option("--roles", metavar="LABEL=PART,...", help="Who is agent and who customer in it.")
@formats("text", "json")
def attach(
    desk: Desk,
    acting: Acting,
    visit: str,
    question: str | None,
    proof: str | None,
    transcript: str | None,
    call: str | None,
    from_format: str | None,
    roles: str | None,
    output_format: str,
) -> None:
    """Attach proof to an answer, or the transcript of the contact.

    Of proof, name, size and SHA-256 are kept; the file stays where it is. A transcript is masked,
    kept with the visit, and heard by the rules, which answer what they can.
    """
    given = [each for each in (proof, transcript, call) if each is not None]
    if len(given) != 1 or (proof is not None) != (question is not None):
        hint = "QUESTION --proof FILE, --transcript FILE, or --call ID"
        raise BadInput(Problem(code="U410", message="say what is attached", hint=hint))
    if proof is not None and question is not None:
        done = audits.attach_proof(desk, acting, number(visit), question, Path(proof))
    elif call is not None:
        done = audits.attach_call(desk, acting, number(visit), call)
    else:
        from coachdesk.files.calls.openfiles import parse_roles

        done = audits.attach_transcript(
            desk,
            acting,
            number(visit),
            transcript or "",
            from_format=from_format,
            roles=parse_roles(roles),
        )
    tell(desk, done, output_format)


@click.command()
@on_desk
@visit_argument
@formats("text", "json")
def undo(desk: Desk, acting: Acting, visit: str, output_format: str) -> None:
    """Take your last answer back; what stood before stands again."""
    done, question = audits.take_back(desk, acting, number(visit))
    tell(desk, done, output_format, f"{question} is as before")


@click.command()
@on_desk
@visit_argument
@formats("text", "json")
def redo(desk: Desk, acting: Acting, visit: str, output_format: str) -> None:
    """Give again what you took back last."""
    done, question = audits.give_again(desk, acting, number(visit))
    tell(desk, done, output_format, f"{question} is given again")
