"""Who may do what, from the command line: each role on the sample desk, as real processes."""

import json
import os
import pwd
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from subprocess import CompletedProcess

import pytest

from coachdesk.desk.demo import make_demo
from coachdesk.desk.folder import Acting
from tests.conftest import ROOT

Run = Callable[..., CompletedProcess[str]]

NORTH_CALL = "card-0001"
NORTH = {"Ana Price", "Ben Okafor", "Carla Mendes", "Derek Walsh"}
SOUTH = {"李娜", "王强", "Priya Nair", "Tom Becker"}
FLOORS = {
    each["agent"]
    for each in json.loads((ROOT / "samples" / "floor.json").read_text("utf-8"))["agents"]
}
EVERYBODY = NORTH | SOUTH | FLOORS
DONE, REFUSED = 0, 3


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk; tests only read it."""
    folder = tmp_path_factory.mktemp("access") / "desk"
    acting = Acting(actor="maker", clock=lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    make_demo(folder, acting, say=lambda problem: None)
    return folder


@pytest.fixture
def guarded(desk: Path, tmp_path: Path) -> Callable[[str, str], Path]:
    """A copy of the desk on which one person has one account."""

    def made(person: str, account: str) -> Path:
        copied = copytree(desk, tmp_path / "guarded")
        text = (copied / "desk.yaml").read_text(encoding="utf-8")
        assert f"id: {person}," in text
        text = text.replace(f"id: {person},", f"id: {person}, account: '{account}',")
        (copied / "desk.yaml").write_text(text, encoding="utf-8")
        return copied

    return made


def refused(process: CompletedProcess[str], code: str = "D403") -> str:
    """The one line of a refusal that showed nothing."""
    assert process.returncode == REFUSED, process.stderr
    assert process.stdout == ""
    assert process.stderr.count("\n") == 1
    assert f"{code} error: " in process.stderr
    return process.stderr


@pytest.mark.parametrize(
    ("person", "agents", "command", "code"),
    [
        ("ana.price", set(), ("show", NORTH_CALL), REFUSED),
        ("Grace Lindqvist", NORTH, ("show", NORTH_CALL), DONE),
        ("洪伟", SOUTH, ("show", NORTH_CALL), REFUSED),
        ("ruth.adler", EVERYBODY, ("log", "verify"), DONE),
        ("sam.ito", set(), ("show", NORTH_CALL), REFUSED),
        ("max.stone", EVERYBODY, ("show", NORTH_CALL), DONE),
        ("pat.kim", EVERYBODY, ("show", NORTH_CALL), REFUSED),
        (None, EVERYBODY, ("show", NORTH_CALL), DONE),
    ],
)
def test_each_role_sees_its_part(
    coachdesk: Run,
    desk: Path,
    person: str | None,
    agents: set[str],
    command: tuple[str, ...],
    code: int,
) -> None:
    named = ("--as", person) if person else ()
    listed = coachdesk("calls", "--format", "json", *named, cwd=desk)
    assert listed.returncode == DONE, listed.stderr
    assert {each["agent"] for each in json.loads(listed.stdout)} == agents
    process = coachdesk(*command, *named, cwd=desk)
    if code == REFUSED:
        refused(process)
    else:
        assert process.returncode == DONE, process.stderr


@pytest.mark.parametrize(
    ("person", "command", "whose"),
    [
        ("ana.price", ("import", "calls"), "admins do it"),
        ("pat.kim", ("export", "calls"), "managers do it"),
        ("max.stone", ("screen",), "supervisors, auditors and admins do it"),
        ("sam.ito", ("rescore", "--verify"), "auditors, managers and admins do it"),
    ],
)
def test_a_refusal_says_whose_part_it_is_and_writes_nothing(
    coachdesk: Run, desk: Path, person: str, command: tuple[str, ...], whose: str
) -> None:
    before = (desk / "desk.db").read_bytes()
    told = refused(coachdesk(*command, cwd=desk, COACHDESK_AS=person))
    assert whose in told
    assert "rule A-role" in told
    assert (desk / "desk.db").read_bytes() == before


def test_a_manager_exports_and_an_admin_imports(coachdesk: Run, desk: Path) -> None:
    exported = coachdesk("export", "calls", "--as", "max.stone", cwd=desk)
    assert exported.returncode == DONE
    assert len(exported.stdout.splitlines()) > len(EVERYBODY)
    assert coachdesk("import", "calls", "--as", "pat.kim", cwd=desk).returncode != REFUSED


def test_an_unknown_person_is_one_clear_line(coachdesk: Run, desk: Path) -> None:
    process = coachdesk("calls", "--as", "grace.lindquist", cwd=desk)
    assert process.returncode == 2
    assert process.stderr.count("\n") == 1
    assert "U107" in process.stderr
    assert "did you mean 'grace.lindqvist'?" in process.stderr


def test_on_a_guarded_desk_the_account_decides_and_no_variable_does(
    coachdesk: Run, guarded: Callable[[str, str], Path]
) -> None:
    account = pwd.getpwuid(os.getuid()).pw_name
    desk = guarded("grace.lindqvist", account)
    spoofed = {"LOGNAME": "ruth", "USER": "ruth", "LNAME": "ruth", "USERNAME": "ruth"}
    listed = coachdesk("calls", "--format", "json", cwd=desk, **spoofed)
    assert {each["agent"] for each in json.loads(listed.stdout)} == NORTH
    refused(coachdesk("calls", "--as", "ruth.adler", cwd=desk), "D402")


def test_a_strangers_account_is_refused_everything_with_one_line(
    coachdesk: Run, guarded: Callable[[str, str], Path]
) -> None:
    desk = guarded("ruth.adler", "somebody.else")
    for command in (("calls",), ("show", "no-such-call")):
        refused(coachdesk(*command, cwd=desk), "D401")
