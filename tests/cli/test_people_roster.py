"""The roster from the command line: who led whom on the day of a call decides whose call it is."""

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import Run


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
    assert "until 2026-10-14          agent, team North, at North Floor" in shown
    assert "2026-10-15                agent, team South, at North Floor, under 洪伟" in shown
    assert "change: he asked to" in shown
    then = json.loads(run(demo, "people", "list", "--on", "2026-10-01", "--format", "json").stdout)
    now = json.loads(run(demo, "people", "list", "--format", "json").stdout)
    assert [p["team"] for p in then if p["id"] == "derek.walsh"] == ["North"]
    assert [p["team"] for p in now if p["id"] == "derek.walsh"] == ["South"]
    assert "OK" in (done := run(demo, "log", "verify")).stdout or done.returncode == 0


def test_a_team_that_nobody_knows_is_told_with_the_nearest_one(demo: Path) -> None:
    done = run(demo, "people", "set", "ana.price", "--team", "Sout", "--since", "2026-10-15")
    assert (done.returncode, done.stderr) == (0, "'Sout' is a new team; did you mean 'South'?\n")
    again = run(demo, "people", "set", "ana.price", "--team", "South", "--since", "2026-10-15")
    assert (again.returncode, again.stderr) == (0, "")
    refused = run(demo, "people", "set", "ana.price", "--team", "West").stderr
    assert "--since" in refused
    # A third spell that says what the second does is one with it.
    shown = run(demo, "people", "set", "ana.price", "--team", "South", "--since", "2026-10-20")
    assert shown.stdout.count("team South") == 1
    assert " EDT  " in shown.stdout or " EST  " in shown.stdout


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
        (("set", "derek.wlash", "--team", "South", "--since", "2026-10-01"), 2, "derek.walsh"),
        (("set", "Mei Lin", "--name", "Mei", "--since", "2026-10-01"), 2, "D795"),
        (("correct", "ana.price", "2026-10-01", "--team", "South"), 2, "they begin: always"),
        (("correct", "ana.price", "always", "--place", "nowhere"), 2, "D793"),
        (("correct", "ana.price", "soon", "--team", "South"), 2, "soon"),
        (("strike", "ana.price", "always"), 2, "only spell"),
        (("places", "set", "Riverside", "--name", "R"), 2, "D795"),
        (("places", "set", "riversid"), 2, "D795"),
        (("places", "set", "mall", "--name", "Mall", "--within", "nowhere"), 2, "D793"),
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


def test_who_shows_a_person_says_what_each_change_changed(
    moved: tuple[Path, set[str], set[str]],
) -> None:
    demo = moved[0]
    shown = run(demo, "people", "show", "derek.walsh").stdout
    assert "from 2026-10-15: team North → South, under " in shown
    assert "under none → 洪伟" in shown
    assert ", change: he asked to" in shown
    done = run(demo, "people", "correct", "derek.walsh", "2026-10-15", "--since", "2026-10-12",
               "--reason", "three days too late")  # fmt: skip
    assert "2026-10-12 to 2026-10-14: team North → South" in done.stdout, done.stderr
    assert run(demo, "people", "leave", "derek.walsh", "--on", "2026-10-20").returncode == 0
    told = json.loads(run(demo, "people", "show", "derek.walsh", "--format", "json").stdout)
    last = told["changes"][-1]
    assert (last["step"], last["moved"][0]["since"], last["moved"][0]["after"]) == (
        "leave",
        "2026-10-21",
        None,
    )
    still = run(demo, "people", "correct", "derek.walsh", "2026-10-12", "--still").stdout
    assert "from 2026-10-21: agent, team South, at North Floor, under 洪伟" in still
    gone = run(demo, "people", "strike", "derek.walsh", "2026-10-12", "--reason", "he never went")
    assert gone.stdout.splitlines()[2:4] == [
        "  always                    agent, team North, at North Floor",
        "",
    ]
    assert run(demo, "log", "verify").returncode == 0


def test_places_are_added_renamed_and_moved_and_stay_a_tree(demo: Path) -> None:
    def place(id: str, *args: str) -> subprocess.CompletedProcess[str]:
        return run(demo, "people", "places", "set", id, *args)

    assert place("westland", "--name", "Westland", "--level", "region").returncode == 0
    assert place("delta", "--name", "Delta", "--level", "city", "--within", "westland").stdout
    done = place("lotus", "--name", "莲花店", "--within", "delta", "--reason", "opened")
    assert done.stdout == "莲花店 (lotus): store, within delta\n"
    assert run(demo, "people", "set", "ana.price", "--place", "lotus", "--since",
               "2026-01-05").returncode == 0  # fmt: skip
    tree = run(demo, "people", "places", "list").stdout.splitlines()
    at = tree.index("Westland  region westland, 1 person, 1 of them further in")
    assert tree[at + 1 : at + 4] == [
        "  Delta  city delta, 1 person, 1 of them further in",
        "    莲花店  store lotus, 1 person",
        "        Ana Price  agent, team North",
    ]
    assert max(map(len, tree)) <= 80
    refused = place("delta", "--level", "store")
    assert (refused.returncode, "'lotus' cannot lie within 'delta'" in refused.stderr) == (2, True)
    assert place("lotus", "--within", "").stdout == "莲花店 (lotus): store\n"
    assert place("lotus", "--name", "Lotus", "--format", "json").stdout.startswith('{"id":"lotus"')
    found = {
        each["id"]: each
        for each in json.loads(run(demo, "people", "places", "list", "--format", "json").stdout)
    }
    assert (found["lotus"]["name"], found["lotus"]["people"]) == ("Lotus", ["ana.price"])
    assert found["westland"]["everybody"] == 0
    assert run(demo, "people", "places", "set", "lotus", "--name", "L",
               person="ana.price").returncode == 3  # fmt: skip
    assert run(demo, "log", "verify").returncode == 0


PEOPLE = (
    "id,name,role,team,place,manager,since,until,aliases\n"
    "mei.lin,林美,agent,Shop,lotus,kim.park,2026-01-05,2026-06-30,Mei Lin;M. Lin\n"
    "mei.lin,林美,agent,North,,grace.lindqvist,2026-07-01,,\n"
    "kim.park,Kim Park,supervisor,Shop,lotus,,,,\n"
    "ana.price,Ana Price,,South,,hong.wei,2026-10-01,,\n"
)
PLACES = "id,name,level,within,channel\nlotus,莲花店,store,delta,Shop\ndelta,Delta,city,,\n"


def brought(demo: Path, name: str, text: str, *args: str) -> subprocess.CompletedProcess[str]:
    (demo / name).write_text(text, encoding="utf-8")
    return run(demo, "people", "import", name, "--format", "json", *args)


def test_a_table_of_people_comes_in_whole_and_twice_is_once(demo: Path) -> None:
    assert json.loads(brought(demo, "places.csv", PLACES, "--places").stdout) == {
        "new": ["lotus", "delta"],
        "changed": [],
        "same": 0,
    }
    tried = json.loads(brought(demo, "people.csv", PEOPLE, "--dry-run").stdout)
    came = {"new": ["kim.park", "mei.lin"], "changed": ["ana.price"], "same": 0}
    assert tried == {**came, "notes": ["'Shop' is a new team"]}
    assert "mei.lin" not in run(demo, "people", "list").stdout
    assert json.loads(brought(demo, "people.csv", PEOPLE).stdout) == tried
    again = json.loads(brought(demo, "people.csv", PEOPLE).stdout)
    assert again == {"new": [], "changed": [], "same": 3}
    shown = json.loads(run(demo, "people", "show", "M. Lin", "--format", "json").stdout)
    assert [(s["since"], s["until"], s["team"], s["place"]) for s in shown["spells"]] == [
        ("2026-01-05", "2026-06-30", "Shop", "lotus"),
        ("2026-07-01", None, "North", None),
    ]
    assert (
        json.loads(run(demo, "people", "show", "ana.price", "--format", "json").stdout)["team"]
        == "South"
    )
    assert run(demo, "log", "verify").returncode == 0


def test_a_place_is_met_in_a_way_that_there_is(demo: Path) -> None:
    told = brought(demo, "places.csv", PLACES.replace("Shop", "store"), "--places").stderr
    assert "T105 error: 'store' is no channel" in told
    assert "one of call, shop, chat" in told or "did you mean" in told


def test_every_fault_of_a_table_is_told_with_its_cell_and_nothing_comes_in(demo: Path) -> None:
    done = brought(
        demo,
        "people.csv",
        "id,name,role,team,place,manager,since,until\n"
        "Mei Lin,Mei,agent,Shop,,,,\n"
        "kim.park,,boss,Shop,lotos,,2026-02-30,\n"
        "bo.li,Bo,agent,Shop,,,2026-05-01,2026-04-01\n"
        "new.one,New,agent,Shop,,nobody,2026-05-01,\n",
    )
    assert done.returncode == 2
    told = [line.split(" error")[0] for line in done.stderr.splitlines()]
    assert told == [
        "people.csv:2:1: T105",
        "people.csv:3:1: D793",
        "people.csv:3:10: T106",
        "people.csv:3:11: T105",
        "people.csv:3:28: T105",
        "people.csv:4:1: D791",
        "people.csv:5:1: D793",
    ]
    text = (demo / "people.csv").read_text("utf-8").replace("Mei Lin,Mei", "mei.lin,Mei")
    text = text.replace("kim.park,,boss,Shop,lotos,,2026-02-30", "kim.park,K,,Shop,lotos,,")
    done = brought(demo, "people.csv", text)
    assert done.returncode == 2
    told = [line.split(" error")[0].split(": ")[1] for line in done.stderr.splitlines()]
    assert told == ["D793", "D791", "D793"]
    assert "mei.lin" not in run(demo, "people", "list").stdout


def test_a_workbook_comes_in_like_a_table_of_text(demo: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "name", "team", "since"])
    sheet.append(["mei.lin", "林美", "North", date(2026, 3, 2)])
    book.save(demo / "people.xlsx")
    done = run(demo, "people", "import", "people.xlsx")
    assert done.returncode == 0, done.stderr
    shown = json.loads(run(demo, "people", "show", "mei.lin", "--format", "json").stdout)
    assert shown["spells"][0]["since"] == "2026-03-02"


def test_two_rows_of_a_table_may_not_hold_one_day_of_somebody(demo: Path) -> None:
    text = (
        "id,name,team,since,until\n"
        "bo.bo,Bo Bo,South,2026-12-01,2026-12-31\n"
        "bo.bo,Bo Bo,North,2026-12-15,\n"
        "mei.lin,Mei Lin,South,2026-12-01,\n"
        "mei.lin,Mei Lin,North,2026-12-15,\n"
    )
    done = brought(demo, "people.csv", text)
    assert done.returncode == 2
    (told,) = done.stderr.splitlines()
    assert told.startswith(
        "people.csv:3:1: D791 error: 'bo.bo' would have two spells on 2026-12-15"
    )
    assert "mei.lin" not in run(demo, "people", "list", "--on", "2026-12-20").stdout


def test_a_slip_in_a_team_s_name_is_told_when_a_table_comes_in(demo: Path) -> None:
    (demo / "people.csv").write_text("id,name,team,since\nbo.bo,Bo Bo,Sout,2026-12-01\n", "utf-8")
    done = run(demo, "people", "import", "people.csv")
    assert (done.returncode, done.stderr) == (0, "'Sout' is a new team; did you mean 'South'?\n")


def test_a_last_day_says_what_it_drops_and_is_noted_once(demo: Path) -> None:
    run(demo, "people", "set", "ana.price", "--team", "South", "--since", "2026-12-01")
    done = run(demo, "people", "leave", "ana.price", "--on", "2026-11-30")
    assert done.returncode == 0
    assert "dropped: from 2026-12-01: agent, team South" in done.stderr
    again = run(demo, "people", "leave", "ana.price", "--on", "2026-12-05")
    assert again.returncode == 2
    assert "D791 error: Ana Price has left already: the last day is 2026-11-30" in again.stderr
    earlier = run(demo, "people", "leave", "ana.price", "--on", "2026-11-20")
    assert (earlier.returncode, earlier.stderr) == (0, "")


def test_a_part_of_a_name_finds_the_whole(demo: Path) -> None:
    told = run(demo, "people", "show", "Ana").stderr
    assert "nobody is called 'Ana' (did you mean 'ana.price' or 'Ana Price'" in told


def test_a_day_with_a_time_says_that_the_time_must_go(demo: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "name", "since"])
    sheet.append(["mei.lin", "林美", datetime(2026, 3, 2, 9, 30)])  # noqa: DTZ001
    book.save(demo / "people.xlsx")
    told = run(demo, "people", "import", "people.xlsx").stderr
    assert "(a day without a time of day: 2026-03-02)" in told


def test_an_empty_desk_says_how_people_come_in(coachdesk: Run, tmp_path: Path) -> None:
    assert coachdesk("init", "desk").returncode == 0
    told = coachdesk("people", "list", cwd=tmp_path / "desk").stdout
    assert told == "nobody is on the roster yet: coachdesk people set ID --name NAME\n"
