"""What every command on a desk shares: which desk, who acts, how results and progress show."""

import functools
import os
import pwd
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import click
import msgspec

from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.visible import visible
from coachdesk.desk.folder import Acting, Desk, find_desk
from coachdesk.desk.roster import with_roster

_P = ParamSpec("_P")
_R = TypeVar("_R")


def desk_option(name: str) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """The option `--desk`, handed on under this name."""
    return click.option(
        "--desk",
        name,
        type=click.Path(path_type=Path),
        envvar="COACHDESK_DESK",
        metavar="FOLDER",
        help="The desk's folder; else the nearest one from here upwards.",
    )


def person_option(command: Callable[_P, _R]) -> Callable[_P, _R]:
    """The option `--as`, handed on as `named`."""
    return click.option(
        "--as",
        "named",
        envvar="COACHDESK_AS",
        metavar="PERSON",
        help="Who you are, as desk.yaml names you; see docs/access.md.",
    )(command)


def on_desk(
    command: Callable[Concatenate[Desk, Acting, _P], _R],
) -> Callable[..., _R]:
    """Gives a command the options `--desk` and `--as`; hands it the desk and who acts."""

    @desk_option("desk_folder")
    @person_option
    @functools.wraps(command)
    def run(desk_folder: Path | None, named: str | None, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        acting = acting_person(named)
        return command(desk_at(desk_folder, acting), acting, *args, **kwargs)

    return run


def desk_at(folder: Path | None, acting: Acting) -> Desk:
    """The desk named, or the nearest one from here upwards, with the people of its roster.

    Raises:
        DeskRefused: there is none, or it can't be opened.
        BadInput: its desk.yaml has problems.
    """
    return with_roster(find_desk(Path.cwd(), folder), acting)


def acting_person(named: str | None = None) -> Acting:
    """The account that runs this command, with the system's clock.

    Args:
        named: who they say they are, by id, name or alias; None: they say nothing.
    """
    return Acting(actor=_account(), clock=lambda: datetime.now(UTC), named=named or None)


def _account() -> str:
    """The name of the process's user: the kernel's word, never a variable that anybody can set."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def formats(*names: str) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """The option `--format`; the first name is the default."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How the result is written.",
    )


def tell_lines(output_format: str, facts: object, lines: Iterable[str]) -> None:
    """Writes the facts as JSON, or the lines as text."""
    if output_format == "json":
        tell_object(facts)
        return
    for line in lines:
        click.echo(line)


def tell_object(facts: object) -> None:
    """Writes JSON."""
    click.echo(msgspec.json.encode(facts).decode())


def ending_of(output: Path, endings: Sequence[str], what: str) -> str:
    """The ending of the file's name, which says how it is written.

    Raises:
        BadInput: it is none of those that there are (U105).
    """
    ending = output.suffix.lower().removeprefix(".")
    if ending not in endings:
        message = f"'{output.name}' names no kind of {what}"
        hint = f"end it in {' or '.join(f'.{each}' for each in endings)}"
        raise BadInput(Problem(code="U105", message=message, hint=hint))
    return ending


@contextmanager
def watched(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr when a person watches; gives what to call with done and total."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield show
    # The bar is gone before the result comes: one line up, and cleared to its end.
    sys.stderr.write("\x1b[A\x1b[2K")
    sys.stderr.flush()


def say(text: str) -> None:
    """Talk, to stderr."""
    click.echo(visible(text, lines=True), err=True)


def report_problems(problems: tuple[Problem, ...]) -> None:
    """One line each, to stderr."""
    for problem in problems:
        say(str(problem))
