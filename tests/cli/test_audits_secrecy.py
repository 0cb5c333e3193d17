"""The place's line learns nothing of a visit before its release, and never who made it.

Every command of the product is run as people of the line on a desk with a visit in every stage, in
every format; what they print is searched for what must not be there.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import click
import msgspec
import pytest
from click.testing import CliRunner

from coachdesk.cli.main import cli
from coachdesk.core.audits import RELEASED, Stage
from coachdesk.core.audits.opened import Line
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.audits import list_visits
from coachdesk.desk.folder import Desk
from tests.desk.audits.staged import secrets_of, shoppers_of, staged_desk
from tests.desk.audits.walking import being

LINE = ("grace", "a03", "sam", "ada")
"""The supervisor and an agent of the line; a trainer and an admin see no more."""
ELSEWHERE = frozenset({"open", "demo", "init"})
"""Commands that show a screen or make another desk."""
WORDS = {
    "visit": "V99",
    "evaluation": "E1",
    "call": "c-03",
    "criterion": "kind",
    "question": "listens",
    "answer": "1",
    "text": "Mia",
    "form": "counter",
    "name": "a03",
    "what": "scores",
    "code": "D701",
    "file": __file__,
    "output": "/nowhere/visits.csv",
    "kind": "scorecard",
    "quarter": "2026Q4",
    "note": "x",
    "claim": "5",
    "reason": "no",
    "questions": "listens",
    "claims": "5",
    "answers": "5",
    "reasons": "no",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return staged_desk(tmp_path_factory.mktemp("line"))


@pytest.fixture(scope="module")
def visits(desk: Desk) -> tuple[Line, ...]:
    """All of them, as a manager sees them."""
    found = list_visits(desk, being("max"))
    assert sorted(each.stage for each in found) == sorted(Stage)
    return found


@pytest.fixture(scope="module")
def shoppers(desk: Desk) -> re.Pattern[str]:
    return shoppers_of(desk)


@pytest.fixture(scope="module")
def secret(desk: Desk, visits: tuple[Line, ...]) -> re.Pattern[str]:
    return secrets_of(desk, visits)


def commands() -> Iterator[tuple[str, ...]]:
    def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if not isinstance(command, click.Group):
            yield path
            return
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from walk(found, (*path, name))

    yield from (path for path in walk(cli, ()) if path[0] not in ELSEWHERE)


def command_of(path: tuple[str, ...]) -> click.Command:
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    return command


def calls_of(path: tuple[str, ...], **words: str) -> Iterator[list[str]]:
    """The command with something for all that it needs, in every format that it knows."""
    command = command_of(path)
    given: list[str] = []
    for each in command.params:
        word = {**WORDS, **words}.get(each.name or "", "")
        if isinstance(each, click.Argument) and word:
            given.append(word)
        elif isinstance(each, click.Option) and (each.required or each.name in words):
            given += [each.opts[0], word or "x"]
    options = {each.name: each for each in command.params}
    formats: Any = options["output_format"].type if "output_format" in options else None
    for name in formats.choices if formats else (None,):
        yield [*path, *given, *(["--format", name] if name else [])]


def said(desk: Desk, person: str, words: list[str]) -> str:
    """All that the command prints, errors included."""
    command = command_of(tuple(itertools.takewhile(lambda w: w in _NAMES, words)))
    if any(each.name == "desk_folder" for each in command.params):
        words = [*words, "--desk", str(desk.root)]
    if any(each.name == "named" for each in command.params):
        words = [*words, "--as", person]
    done = CliRunner().invoke(cli, words, standalone_mode=False)
    error = done.exception
    if isinstance(error, CoachdeskError):
        return done.output + "".join(map(str, error.problems))
    assert error is None or isinstance(error, click.ClickException | SystemExit), (words, error)
    return done.output + (error.format_message() if isinstance(error, click.ClickException) else "")


_NAMES = {name for path in commands() for name in path}


@pytest.mark.parametrize("person", LINE)
def test_no_command_tells_of_it(
    desk: Desk, secret: re.Pattern[str], shoppers: re.Pattern[str], person: str
) -> None:
    head = said(desk, "max", ["log", "verify"])
    for path in commands():
        if _writes_elsewhere(path):
            continue
        for words in [*calls_of(path), *calls_of(path, name="", evaluation="c-03")]:
            told = said(desk, person, words)
            # Who works where is no secret; an admin, who keeps the roster, knows the shoppers.
            hidden = shoppers if path[0] == "people" else secret
            found = None if path[0] == "people" and person == "ada" else hidden.search(told)
            assert not found, (words, found)
    assert said(desk, "max", ["log", "verify"]) == head


def _writes_elsewhere(path: tuple[str, ...]) -> bool:
    # What the person's role may do all the same, about calls and rules.
    return path[0] in ("import", "screen", "score", "read", "rules", "export", "explain") or (
        path[0] == "evaluations" and path[-1] not in ("list", "mine", "show", "overturned")
    )


@pytest.mark.parametrize("person", LINE[:2])
def test_one_that_is_secret_is_like_one_that_is_not_there(
    desk: Desk, visits: tuple[Line, ...], person: str
) -> None:
    hidden = [each.name for each in visits if each.stage not in RELEASED]
    assert len(hidden) == 12
    for path in commands():
        if path[0] != "audits" or not any(each.name == "visit" for each in command_of(path).params):
            continue
        for nobody in (*calls_of(path), *calls_of(path, proof=__file__)):
            expected = said(desk, person, nobody)
            assert "no visit 'V99'" in expected or path[1] == "attach", nobody
            for name in hidden:
                words = [name if word == "V99" else word for word in nobody]
                assert said(desk, person, words).replace(name, "V99") == expected, words


@pytest.mark.parametrize(
    "words",
    [
        ["person", "Mia Vogl"],
        ["team", "Mia Vogl"],
        ["calls", "--where", "agent:Mimu"],
        ["calls", "--where", "assigned:Mimu"],
        ["calls", "--where", "scorer:Mimu"],
        ["evaluations", "list", "--scorer", "Mimu"],
        ["audits", "list", "--shopper", "Mimu"],
        ["today"],
    ],
)
def test_no_hint_names_a_shopper(desk: Desk, secret: re.Pattern[str], words: list[str]) -> None:
    told = said(desk, "grace", words)
    assert not secret.search(told.replace("Mia Vogl", "")), told
    told = said(desk, "mia.vogl", words)
    assert not secret.search(told.replace("mia.vogl", "").replace("Mia Vogl", "")), told


def test_the_line_sees_what_is_released_and_not_who_made_it(
    desk: Desk, visits: tuple[Line, ...], secret: re.Pattern[str]
) -> None:
    shown = {each.name for each in visits if each.stage in RELEASED}
    told = msgspec.json.decode(said(desk, "grace", ["audits", "list", "--format", "json"]))
    assert {each["id"] for each in told} == shown
    for name in shown:
        for words in (["audits", "show", name], ["audits", "show", name, "--format", "json"]):
            told = said(desk, "grace", words)
            assert "the shopper" in told
            assert "boxes in front of it; ••• could not pass" in told
            assert not secret.search(told), secret.search(told)


def test_narrowing_a_list_tells_no_more(desk: Desk, visits: tuple[Line, ...]) -> None:
    for each in visits:
        for option, value in (("--shopper", each.visit.shopper), ("--stage", each.stage.value)):
            words = ["audits", "list", option, str(value), "--format", "json"]
            found = msgspec.json.decode(said(desk, "grace", words))
            assert {one["stage"] for one in found} <= {stage.value for stage in RELEASED}
            assert option == "--stage" or found == []


def test_a_desk_may_name_the_shopper(desk: Desk, visits: tuple[Line, ...]) -> None:
    settings = msgspec.structs.replace(
        desk.settings, visits=msgspec.structs.replace(desk.settings.visits, shopper_named=True)
    )
    open_desk = msgspec.structs.replace(desk, settings=settings)
    found = list_visits(open_desk, being("grace"))
    assert {each.stage for each in found} == RELEASED
    assert all(each.visit.shopper for each in found)


def test_an_auditor_of_the_team_is_of_its_line(desk: Desk, visits: tuple[Line, ...]) -> None:
    people = tuple(
        msgspec.structs.replace(each, team="North") if each.id in ("rex", "max") else each
        for each in desk.settings.people
    )
    settings = msgspec.structs.replace(desk.settings, people=people)
    near = msgspec.structs.replace(desk, settings=settings)
    for person in ("rex", "max"):
        found = list_visits(near, being(person))
        assert {each.stage for each in found} == RELEASED
        assert {each.visit.shopper for each in found} == {None}


def test_a_desk_may_leave_the_colleague_out(desk: Desk) -> None:
    settings = msgspec.structs.replace(
        desk.settings, visits=msgspec.structs.replace(desk.settings.visits, agent_named=False)
    )
    quiet = msgspec.structs.replace(desk, settings=settings)
    assert {each.visit.agent for each in list_visits(quiet, being("grace"))} == {None}
    (own,) = list_visits(quiet, being(_agent_of_released(desk)))
    assert own.visit.agent is not None


def _agent_of_released(desk: Desk) -> str:
    found = list_visits(desk, being("max"), stages=[Stage.RELEASED])
    return str(found[0].visit.agent)


def test_a_call_does_not_give_its_visit_away(desk: Desk) -> None:
    show: Callable[[str], str] = lambda person: said(desk, person, ["show", "c-03"])  # noqa: E731
    other = said(desk, "grace", ["show", "c-04"])
    assert show("grace").replace("c-03", "c-04").replace("a03", "a04") == other
