"""The `coachdesk` command: finds the subcommand, and renders every error in one place.

Subcommands are imported only when used, so that `--help` stays quick.
"""

import io
import os
import sys
from pathlib import Path

import click

from coachdesk import __version__
from coachdesk.cli.lazy import Commands, lazy_group
from coachdesk.core.errors import CoachdeskError, ExitCode
from coachdesk.core.visible import visible

COMMANDS: Commands = {
    "demo": (
        "coachdesk.cli.demo:demo",
        "Make a ready desk with sample calls and show what it found.",
    ),
    "open": ("coachdesk.cli.open:open_desk", "Open the desk in the terminal."),
    "today": ("coachdesk.cli.today:today", "Show what you have to do now."),
    "init": ("coachdesk.cli.init:init", "Make a new desk from the starter rules."),
    "import": ("coachdesk.cli.imports:import_calls", "Bring calls into the desk."),
    "screen": ("coachdesk.cli.screen:screen", "Score every call not yet scored."),
    "calls": ("coachdesk.cli.calls:calls", "List the desk's calls."),
    "evaluations": (
        "coachdesk.cli.evaluations:evaluations",
        "Evaluate calls by hand, publish, dispute and settle.",
    ),
    "audits": (
        "coachdesk.cli.audits:audits",
        "Plan mystery visits, report on them, check and release them.",
    ),
    "certs": (
        "coachdesk.cli.certs:certs",
        "Train, examine and certify people; check a shift's roster.",
    ),
    "coaching": (
        "coachdesk.cli.coaching:coaching",
        "Raise coaching actions, lead them, and see whether they helped.",
    ),
    "scripts": (
        "coachdesk.cli.scripts:scripts",
        "Check, publish and read scripts, and see whether they are used.",
    ),
    "show": ("coachdesk.cli.show:show", "Show one call with its verdicts and their evidence."),
    "person": ("coachdesk.cli.person:person", "Show how one person does over weeks."),
    "team": ("coachdesk.cli.team:team", "Show how a team and its members do over weeks."),
    "people": ("coachdesk.cli.people:people", "Keep the roster: who led whom, day by day."),
    "export": (
        "coachdesk.cli.export:export",
        "Write the desk's calls and scores as JSON Lines or CSV.",
    ),
    "rescore": ("coachdesk.cli.rescore:rescore", "Score stored evaluations again and compare."),
    "log": ("coachdesk.cli.log:log", "Check that the desk holds what was written to it."),
    "score": ("coachdesk.cli.score:score", "Score call files with rules, without a desk."),
    "read": ("coachdesk.cli.read:read", "Show a call file as Coachdesk reads it."),
    "rules": ("coachdesk.cli.rules:rules", "Check, test, explain, compare and change rule files."),
    "explain": ("coachdesk.cli.explain:explain", "Explain an error code: cause, example, cure."),
}
"""In the order of a working day."""


@click.group(
    cls=lazy_group(COMMANDS),
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(__version__, prog_name="coachdesk")
@click.pass_context
def cli(context: click.Context) -> None:
    """Lint sales calls, score them honestly, and coach from the evidence.

    Without a command, in a terminal: open the desk.
    """
    if context.invoked_subcommand is None:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            click.echo(context.get_help())
            return
        from coachdesk.cli.open import show_desk

        desk = os.environ.get("COACHDESK_DESK")
        show_desk(Path(desk) if desk else None, os.environ.get("COACHDESK_AS"))


def run() -> None:
    """Run the command line; the only place where errors become text and exit codes."""
    sys.exit(_run())


def _run() -> int:
    _never_fail_to_print()
    try:
        result = cli.main(standalone_mode=False)
        sys.stdout.flush()
        return int(result) if isinstance(result, int) else ExitCode.CLEAN
    except CoachdeskError as error:
        for problem in error.problems:
            _say(str(problem))
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return ExitCode.BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        _say("stopped")
        return 130
    except BrokenPipeError:
        # The reader of our output went away; that is its right, and not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.CLEAN
    except OSError as error:
        _say(f"the output can't be written: {error.strerror or error}")
        return ExitCode.STORE_FAILED
    except Exception as error:
        if os.environ.get("COACHDESK_DEBUG"):
            raise
        kind = type(error).__name__
        _say(f"internal error ({kind}): please report it; COACHDESK_DEBUG=1 shows where")
        return 70


def _never_fail_to_print() -> None:
    """A terminal without UTF-8 gets escapes for what it can't show, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _say(text: str) -> None:
    click.echo(visible(text, lines=True), err=True)
