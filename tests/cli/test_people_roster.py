"""The roster from the command line: who led whom on the day of a call decides whose call it is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(demo: Path, *args: str, person: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coachdesk", *args],
        cwd=demo,
        env={**os.environ, "PYTHONUTF8": "1", "COACHDESK_AS": person},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def calls(demo: Path, where: str, person: str = "") -> set[str]:
    done = run(demo, "calls", "--where", where, "--format", "json", person=person)
    assert done.returncode == 0, done.stderr
    return {each["call"] for each in json.loads(done.stdout)}


@pytest.fixture
def moved(demo: Path) -> tuple[Path, set[str], set[str]]:
    """A desk on which Derek moves from North to South; his calls before and after that day."""
    every = calls(demo, "agent:derek")
    before = calls(demo, "agent:derek before:2026-10-15")
    assert before
    assert every - before
    done = run(demo, "people", "set", "derek.walsh", "--team", "South", "--since", "2026-10-15",
               "--under", "hong.wei", "--reason", "he asked to")  # fmt: skip
    assert done.returncode == 0, done.stderr
    return demo, before, every - before


def test_each_supervisor_sees_the_calls_of_their_own_time(
    moved: tuple[Path, set[str], set[str]],
) -> None:
    demo, before, after = moved
    assert calls(demo, "agent:derek", "grace.lindqvist") == before
    assert calls(demo, "agent:derek", "hong.wei") == after
    assert calls(demo, "agent:derek", "ruth.adler") == before | after
    old, new = min(before), min(after)
    assert run(demo, "show", old, person="grace.lindqvist").returncode in (0, 1)
    assert "another team" in run(demo, "show", new, person="grace.lindqvist").stderr
    assert "another team" in run(demo, "show", old, person="hong.wei").stderr


def test_a_teams_figures_count_the_calls_of_their_time(
    moved: tuple[Path, set[str], set[str]],
) -> None:
    demo, before, after = moved
    weeks = ("--weeks", "104", "--format", "json")
    north = json.loads(run(demo, "team", "North", *weeks).stdout)
    south = json.loads(run(demo, "team", "South", *weeks).stdout)
    counts = {
        name: next((m["calls"] for m in team["members"] if m["id"] == "derek.walsh"), 0)
        for name, team in (("North", north), ("South", south))
    }
    assert counts == {"North": len(before), "South": len(after)}


def test_a_person_is_shown_with_every_spell_and_change(
    moved: tuple[Path, set[str], set[str]],
) -> None:
    demo, _, _ = moved
    shown = run(demo, "people", "show", "derek.walsh").stdout
    assert "until 2026-10-14          agent, team North" in shown
    assert "2026-10-15                agent, team South, under 洪伟" in shown
    assert "change: he asked to" in shown
    then = json.loads(run(demo, "people", "list", "--on", "2026-10-01", "--format", "json").stdout)
    now = json.loads(run(demo, "people", "list", "--format", "json").stdout)
    assert [p["team"] for p in then if p["id"] == "derek.walsh"] == ["North"]
    assert [p["team"] for p in now if p["id"] == "derek.walsh"] == ["South"]
    assert "OK" in (done := run(demo, "log", "verify")).stdout or done.returncode == 0


def test_who_left_may_do_nothing_and_is_listed_no_more(demo: Path) -> None:
    done = run(demo, "people", "leave", "ana.price", "--on", "2026-10-20")
    assert done.returncode == 0, done.stderr
    refused = run(demo, "today", person="ana.price")
    assert refused.returncode == 3
    assert "D404" in refused.stderr
    assert "ana.price" not in run(demo, "people", "list").stdout
    assert "ana.price" in run(demo, "people", "list", "--on", "2026-10-20").stdout


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("set", "ana.price", "--team", "South"), 2, "D792"),
        (("set", "ana.price", "--place", "nowhere", "--since", "2026-10-01"), 2, "D793"),
        (("set", "ana.price", "--under", "nobody", "--since", "2026-10-01"), 2, "D793"),
        (("set", "new.one", "--since", "2026-10-05", "--until", "2026-10-01"), 2, "D791"),
        (("leave", "nobody", "--on", "2026-10-01"), 2, "U107"),
    ],
)
def test_what_does_not_fit_is_one_clear_line(
    demo: Path, args: tuple[str, ...], code: int, told: str
) -> None:
    done = run(demo, "people", *args)
    assert (done.returncode, told in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("person", ["grace.lindqvist", "ana.price", "ruth.adler", "sam.ito"])
def test_the_roster_is_changed_by_managers_and_admins_alone(demo: Path, person: str) -> None:
    before = run(demo, "log", "verify").stdout
    done = run(demo, "people", "set", "ben.okafor", "--team", "South", "--since", "2026-10-01",
               person=person)  # fmt: skip
    assert done.returncode == 3
    assert "D403" in done.stderr
    assert run(demo, "log", "verify").stdout == before
