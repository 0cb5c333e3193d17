"""A script from its first signature to the figures of its use, each step a process."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from coachdesk.report.layout import width
from tests.cli.commands import Commands, Run
from tests.desk.scripts.conftest import CARD, OTHER, SCRIPT, SETTINGS

LAW = "us.tcpa.identify"
TURN = '{{"speaker": "{0}", "text": "{1}"}}'
CALL = (
    '{{"id": "call-{0}", "agent": "ana", "started_at": "{1}", "disposition": "{2}",'
    ' "turns": [{3}]}}\n'
)
SAID = TURN.format("agent", "Hello, I call from Harbour Bank.")
WELL = TURN.format("agent", "well")
DEAR = TURN.format("customer", "that is too expensive")


class Desk(Commands):
    """A desk whose script can be written anew."""

    def write(self, text: str) -> None:
        (self.folder / "scripts_library" / "card.yaml").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def desk_to_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scripts") / "desk"

    def run(*words: str, cwd: Path) -> None:
        subprocess.run([sys.executable, "-m", "coachdesk", *words], cwd=cwd, check=True)

    run("init", str(folder), cwd=folder.parent)
    for old in [*(folder / "rules").glob("*/*.yaml")]:
        old.unlink()
    for old in (folder / "scripts_library").rglob("*.yaml"):
        old.unlink()
    (folder / "rules" / "scorecards" / "card.yaml").write_text(CARD, "utf-8")
    (folder / "scripts_library" / "card.yaml").write_text(SCRIPT, "utf-8")
    (folder / "scripts_library" / "other.yaml").write_text(OTHER, "utf-8")
    (folder / "desk.yaml").write_text(SETTINGS, "utf-8")
    calls = [
        CALL.format(n, "2024-05-04T12:00:00Z", "sale" if n % 2 else "refusal",
                    ", ".join((SAID, DEAR) if n < 11 else (WELL, DEAR)))
        for n in range(12)
    ]  # fmt: skip
    (folder / "calls.jsonl").write_text("".join(calls), "utf-8")
    run("import", "calls.jsonl", cwd=folder)
    run("screen", cwd=folder)
    return folder


@pytest.fixture
def desk(coachdesk: Run, desk_to_copy: Path, tmp_path: Path) -> Desk:
    return Desk(coachdesk, "scripts", copytree(desk_to_copy, tmp_path / "desk"))


@pytest.fixture
def published(desk: Desk) -> Desk:
    assert desk.ok("ruth", "sign", "card", LAW, "--note", "counsel") == (
        "+ greeting [en] “Hello, I call from Harbour Bank.”\n"
        "signed us.tcpa.identify: 1 line (greeting)\n"
    )
    told = desk.ok("sam", "publish", "card", "--reason", "the first")
    assert told.startswith("published card@1, the first version\n+ step greeting: added\n")
    return desk


def test_a_version_is_published_read_confirmed_and_counted(published: Desk) -> None:
    page = published.ok("ana", "read", "card")
    assert "1. greeting  [greeting]\n    “Hello, I call from Harbour Bank.”\n" in page
    assert page.endswith("Read it? coachdesk scripts confirm card@1\n")
    assert published.ok("ana", "confirm", "card@1") == "card@1 confirmed\n"
    assert published.ok("ana", "confirm", "card@1") == "card@1 was confirmed before\n"
    found = published.ok("grace", "delivery", "card")
    assert "team North          1 (50 %)     0    1   2\n" in found
    assert "place The Coast    1 (100 %)     0    0   1\nplace   Pier Shop" in found
    assert "· not yet  Bo Chen    North\n" in found
    assert "Cy Adams" not in found
    facts = published.facts("ruth", "delivery", "card")
    assert facts["all"] == {
        "name": "",
        "people": 3,
        "in_time": 1,
        "late": 0,
        "unread": ["Bo Chen", "Cy Adams"],
    }
    assert [each["name"] for each in facts["places"]] == ["The Coast", "Pier Shop"]


def test_a_new_version_is_compared_line_by_line(published: Desk) -> None:
    published.write(
        SCRIPT.replace("version: 1", "version: 2\nchange: major").replace("forty", "fifty")
    )
    wanted = (
        "~ step cost says [en]: changed\n"
        "    - The card costs forty dollars a year.\n"
        "    + The card costs fifty dollars a year.\n"
    )
    assert published.ok("ana", "diff", "card") == f"card: v1 → v2 in the library\n{wanted}"
    assert published.ok("max", "publish", "card") == (
        f"published card@2, after card@1\ncertificates on it are due for renewal\n{wanted}"
    )
    assert published.ok("ana", "diff", "card", "1", "2") == f"card: v1 → v2\n{wanted}"
    newest, first = published.facts("ana", "history", "card")
    assert (newest["version"], newest["renews_certificates"]) == (2, True)
    assert (first["reason"], first["renews_certificates"]) == ("the first", False)
    assert published.facts("ana", "diff", "card", "1", "2")["differences"] == newest["differences"]
    shown = published.facts("ana", "show", "card@1")
    assert shown["texts"] == {"scripts_library/card.yaml": SCRIPT}
    assert shown["steps"][1]["say"] == {"en": ["The card costs forty dollars a year."]}
    line = published.ok("ana", "show", "card@1/cost")
    assert line.splitlines()[0].startswith("The card – card@1, ")
    assert line.splitlines()[1:] == [
        "",
        "2. cost  [cost]",
        "    “The card costs forty dollars a year.”",
    ]
    assert [each["id"] for each in published.facts("ana", "show", "card/cost")["steps"]] == ["cost"]
    wrong = published.refused("ana", "show", "card/hello", exit_code=2)
    assert "there are: greeting, cost, close" in wrong
    listed = published.facts("ana", "list")
    assert [(each["id"], each["published_version"]) for each in listed] == [
        ("card", 2),
        ("other", None),
    ]
    assert "card    v2" in published.ok("ana", "list")
    published.write(SCRIPT.replace("The card", "The card " + "and all that goes with it " * 4))
    assert all(width(each) <= 80 for each in published.ok("ana", "list").splitlines())
    used = published.ok("ruth", "adherence", "card")
    assert "the version before it: coachdesk scripts adherence card@1\n" in used
    log = published.run("log", "verify", cwd=published.folder)
    assert log.returncode == 0


def test_the_library_of_a_desk_is_searched_and_checked_from_anywhere(
    desk: Desk, coachdesk: Run, tmp_path: Path
) -> None:
    assert desk("ana", "search", "forty").stdout.startswith(
        "scripts_library/card.yaml:10:25: card/cost say: The card costs «forty» dollars"
    )
    assert "U107" in desk.refused("nobody-here", "search", "forty", exit_code=2)
    for words in (("search", "forty"), ("check", "card")):
        done = coachdesk("scripts", *words, "--desk", str(desk.folder), "--as", "sam", cwd=tmp_path)
        assert (done.returncode, "card.yaml" in done.stdout + done.stderr) == (0, True)


def test_whoever_signs_sees_the_words_and_what_stood_there_before(published: Desk) -> None:
    assert published.ok("ruth", "sign", "card", LAW) == (
        "  greeting [en] “Hello, I call from Harbour Bank.”\n"
        "us.tcpa.identify is signed already by ruth: 1 line (greeting)\n"
    )
    published.write(SCRIPT.replace("Hello, I call", "Good day, I call"))
    assert published.ok("ruth", "sign", "card", LAW) == (
        "- greeting [en] “Hello, I call from Harbour Bank.”\n"
        "+ greeting [en] “Good day, I call from Harbour Bank.”\n"
        "signed us.tcpa.identify: 1 line (greeting)\n"
    )


def test_every_refusal_is_one_line_with_its_cure(desk: Desk) -> None:
    assert desk.refused("sam", "publish", "card") == (
        "D731 error: nobody vouches for the lines under 'us.tcpa.identify' (greeting)"
        " (coachdesk scripts sign card us.tcpa.identify --note TEXT)\n"
    )
    assert desk.refused("ana", "publish", "card").startswith(
        "D403 error: publishing a script is not an agent's part; trainers and managers do it"
    )
    assert "did you mean 'card'?" in desk.refused("sam", "publish", "crad", exit_code=2)
    assert desk.refused("ana", "read", "card") == (
        "D736 error: no version of 'card' is published (coachdesk scripts publish publishes it)\n"
    )
    desk.write(SCRIPT.replace("Thank you", "Thank you [TODO]"))
    told = desk.refused("sam", "publish", "card", exit_code=2)
    assert told.startswith("scripts_library/card.yaml:")
    assert "D730 error: nothing was published: 'card' has 1 error" in told


def test_use_is_told_with_its_counts_interval_and_words(published: Desk) -> None:
    """Eleven of twelve say the greeting: Wilson gives 65-99 %."""
    since = ("--since", "2024-05-01")
    page = published.ok("ruth", "adherence", "card", *since)
    assert (
        "greeting   12    11            0       0    1        0  11 of 12, 92 % (65–99 %)\n" in page
    )
    assert "Says it is too expensive: 12 of 12 calls" in page
    assert "other/too-dear has one" in page
    assert "calls without a line\n  close: 12 of 12: call-0, call-1, call-2, …\n" in page
    assert "\n  greeting: 1 of 12: call-11\n" in page
    line = published.ok("ruth", "adherence", "card", *since, "--line", "greeting")
    assert "\ncalls, 4 of 12 shown\n" in line
    assert "by agent\n  Ana Silva  11 of 12, 92 % (65–99 %)\n" in line
    assert "✓ said  call-0  ana  turn 1 “Hello, I call from Harbour Bank”" in line
    assert "✗ not said  call-11  ana\n" in line
    facts = published.facts("ruth", "adherence", "card", *since)
    greeting = facts["lines"][0]
    assert (greeting["due"], greeting["said"], greeting["not_said"]) == (12, 11, 1)
    assert greeting["ended_well"]["described_only"] is True
    assert greeting["examples"][1]["words"]["text"] == "Hello, I call from Harbour Bank"
    assert "nothing to count yet" in published.ok("ruth", "adherence", "card")
    told = published.ok("sam", "adherence", "card", *since)
    assert "not for your role" in told
    assert "calls without a line" not in told
    assert "call-11" not in told
    assert published.refused("ana", "adherence", "card").startswith("D403")
    wrong = published.refused("ruth", "adherence", "card", "--line", "greting", exit_code=2)
    assert "did you mean 'greeting'?; there are: greeting, cost, close" in wrong


def test_check_holds_scripts_against_the_calls_since_their_publication(published: Desk) -> None:
    at = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    calls = [CALL.format(100 + n, at, "sale", f"{SAID}, {DEAR}") for n in range(4)]
    (published.folder / "more.jsonl").write_text("".join(calls), "utf-8")
    for words in (("import", "more.jsonl"), ("screen",)):
        assert published.run(*words, cwd=published.folder).returncode == 0
    plain = published("ruth", "check")
    assert (plain.returncode, "D740" in plain.stdout) == (0, False)
    done = published("ruth", "check", "--calls")
    assert done.returncode == 0
    assert (
        "scripts_library/card.yaml:6:5: D740 warning: 'Says it is too expensive' is heard on"
        " 4 of 4 calls, such as call-100, call-101, call-102, and 'card' has no block for it"
        " (other/too-dear has one)\n"
    ) in done.stdout
    assert published("ruth", "check", "--calls", "--strict").returncode == 1


def test_text_from_a_script_drives_no_terminal(desk: Desk) -> None:
    desk.write(SCRIPT.replace('"Hello, I call', '"\\x1b[31mHello, I call'))
    desk("ruth", "sign", "card", LAW)
    for words in (("publish", "card"), ("show", "card"), ("diff", "card"), ("list",)):
        done = desk("max", *words)
        assert "\x1b" not in done.stdout + done.stderr
