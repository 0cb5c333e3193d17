"""`coachdesk person` and `coachdesk team`, as real processes on the demo desk."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from coachdesk.report.layout import width

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo desk; only read."""
    folder = tmp_path_factory.mktemp("people")
    subprocess.run(
        [sys.executable, "-m", "coachdesk", "demo", "desk"],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        timeout=120,
    )
    return folder / "desk"


def calm(process: CompletedProcess[str], code: int) -> str:
    assert process.returncode == code, process.stderr
    assert "Traceback" not in process.stderr
    assert "\x1b" not in process.stdout + process.stderr
    return process.stderr


def test_a_person_s_page_fits_eighty_columns_and_refuses_small_counts(
    coachdesk: Run, demo: Path
) -> None:
    found = coachdesk("person", "tom becker", cwd=demo)
    assert calm(found, 0) == ""
    lines = found.stdout.splitlines()
    assert max(map(width, lines)) <= 80
    assert lines[0] == "Tom Becker · agent · team South"
    # Tom has eight of the sample calls, of which three pass.
    assert "collections v1 · automatic answers  8 calls" in lines
    assert "  score   8 scored calls, too few" in lines
    assert "  passed  3 of 8, too few" in lines
    assert any(line.startswith("week") for line in map(str.strip, lines))
    assert "Fails most, where it applied (automatic answers)" in lines


def test_the_same_page_for_machines_has_counts_and_reasons(coachdesk: Run, demo: Path) -> None:
    page = json.loads(coachdesk("person", "tom.becker", "--format", "json", cwd=demo).stdout)
    assert (page["id"], page["calls"], len(page["weeks"])) == ("tom.becker", 8, 13)
    (series,) = (each for each in page["series"] if each["source"] == "automatic")
    assert series["passed"] == {
        "count": 3,
        "of": 8,
        "share": None,
        "low": None,
        "high": None,
        "refused": "too few",
    }
    assert series["score"]["value"] is None
    assert sum(week["calls"] for week in series["weeks"]) == 8
    assert page["failing"][0]["failed"]["count"] == 4
    assert page["failing"][0]["example"]["call"].startswith("coll-")


def test_a_team_s_page_shows_its_members_by_name(coachdesk: Run, demo: Path) -> None:
    found = coachdesk("team", "NORTH", cwd=demo)
    assert calm(found, 0) == ""
    assert max(map(width, found.stdout.splitlines())) <= 80
    names = ("Ana Price", "Ben Okafor", "Carla Mendes", "Derek Walsh")
    places = [found.stdout.index(f"  {name} ") for name in names]
    assert places == sorted(places)
    # 18 of the 32 calls of this team that have an outcome pass.
    assert "passed  18 of 32, 56 % (39–72 %)" in found.stdout


def test_chinese_names_and_words_keep_the_columns(coachdesk: Run, demo: Path) -> None:
    found = coachdesk("person", "王强", cwd=demo)
    assert calm(found, 0) == ""
    assert max(map(width, found.stdout.splitlines())) <= 80
    assert found.stdout.startswith("王强 · agent · team South\n")


def test_without_a_name_people_and_teams_are_listed(coachdesk: Run, demo: Path) -> None:
    assert "derek.walsh" in coachdesk("person", cwd=demo).stdout
    assert coachdesk("team", cwd=demo).stdout == "Beacon\nLakeside\nLiberty\nNorth\nSouth\n"
    own = json.loads(coachdesk("person", "--format", "json", "--as", "li.na", cwd=demo).stdout)
    assert [each["id"] for each in own] == ["li.na"]


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("person", "Tom Bekker"), 2, "did you mean 'Tom Becker'"),
        (("team", "Nroth"), 2, "did you mean 'North'"),
        (("person", "tom.becker", "--weeks", "1"), 2, "--weeks"),
        (("person", "tom.becker", "--as", "li.na"), 3, "D403"),
        (("team", "north", "--as", "hong.wei"), 3, "D403"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(
    coachdesk: Run, demo: Path, args: tuple[str, ...], code: int, told: str
) -> None:
    process = coachdesk(*args, cwd=demo)
    assert told in calm(process, code)
    assert process.stdout == ""


def test_more_weeks_than_fit_say_how_many_are_drawn(coachdesk: Run, demo: Path) -> None:
    found = coachdesk("person", "tom.becker", "--weeks", "52", cwd=demo)
    assert "the newest 18 of 52 weeks" in " ".join(found.stdout.split())
