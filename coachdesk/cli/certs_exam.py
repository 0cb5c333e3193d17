"""`coachdesk certs exam`: questions and answers, line by line."""

import sys
from zoneinfo import ZoneInfo

import click

from coachdesk.cli.on_desk import formats, on_desk, say, tell_object
from coachdesk.core.certification.exam import Question
from coachdesk.core.errors import BadInput, DeskRefused, ExitCode
from coachdesk.core.visible import visible
from coachdesk.desk.certification import Sat, answer, begin, opened, submit
from coachdesk.desk.folder import Acting, Desk
from coachdesk.report.certification import result_text
from coachdesk.report.exams import question_lines, review_lines, sat_object

_STOP = ("q", "quit")
_LATER = ("s", "skip")


@click.command()
@on_desk
@click.argument("programme", metavar="PROGRAMME")
@click.option("--exam", "which", metavar="ID", help="Which, where the programme asks for several.")
@formats("text", "json")
def exam(desk: Desk, acting: Acting, programme: str, which: str | None, output_format: str) -> int:
    """Sit an exam of PROGRAMME, or go on with it: one question after the other.

    Type the key of your answer; s leaves a question for later, q stops here. Each answer is kept
    as soon as it is given, and the exam goes on when you call it again. So does its clock.

    Exit code 0: passed, or stopped. 1: failed.
    """
    sat = begin(desk, acting, programme, which)
    quiet = output_format == "json"
    if sat.is_over and not quiet:
        click.echo(f"{sat.name}: its time ran out; call it again for another try")
    elif not quiet:
        _introduce(sat, ZoneInfo(desk.settings.time_zone))
    sat, stopped = (sat, False) if sat.is_over else _asked(desk, acting, sat, quiet=quiet)
    if stopped and not sat.is_over:
        say(f"{sat.name}: {len(sat.open_questions)} questions are left; call it again to go on")
        return ExitCode.CLEAN
    if not sat.is_over:
        sat = submit(desk, acting, sat.number)
    if quiet:
        tell_object(sat_object(sat.name, sat.exam, sat.sitting, sat.given, sat.score))
    else:
        _conclude(sat)
    return ExitCode.CLEAN if sat.sitting.reached else ExitCode.FINDINGS


def _introduce(sat: Sat, zone: ZoneInfo) -> None:
    left, whole = len(sat.open_questions), len(sat.sitting.questions)
    until = sat.sitting.over_at()
    click.echo(f"{sat.name}: {visible(sat.exam.title)}, {whole} questions, {left} to answer")
    click.echo(
        f"pass mark {float(sat.exam.pass_mark):g} %"
        + ("" if until is None else f"; the time is over at {until.astimezone(zone):%H:%M}")
    )
    click.echo("type the key of your answer; s: later, q: stop")


def _asked(desk: Desk, acting: Acting, sat: Sat, *, quiet: bool) -> tuple[Sat, bool]:
    """The exam after the questions that were answered, and whether somebody stopped."""
    waiting = list(sat.open_questions)
    while waiting:
        question = waiting.pop(0)
        words = _read(question, sat, quiet=quiet)
        if words is None or words.casefold() in _STOP:
            return sat, True
        if words.casefold() in _LATER:
            waiting.append(question)
            continue
        try:
            sat = answer(desk, acting, sat.number, question.id, words)
        except BadInput as fault:
            for problem in fault.problems:
                say(str(problem))
            waiting.insert(0, question)
        except DeskRefused as fault:
            if fault.problems[0].code != "D776":
                raise
            say(str(fault.problems[0]))
            return opened(desk, acting, sat.number), False
    return sat, False


def _read(question: Question, sat: Sat, *, quiet: bool) -> str | None:
    """One line; None at the end of the input."""
    if not quiet:
        number = sat.sitting.questions.index(question.id) + 1
        click.echo()
        for line in question_lines(question, f"{number}/{len(sat.sitting.questions)}"):
            click.echo(line)
        click.echo("> ", nl=False)
    line = sys.stdin.readline()
    return line.strip() if line else None


def _conclude(sat: Sat) -> None:
    assert sat.score is not None
    passed = sat.sitting.reached
    click.echo()
    click.echo(f"{sat.name}: {result_text(sat.score.calc, passed=passed)}")
    for line in review_lines(sat.exam, sat.sitting, sat.given):
        click.echo(line)
