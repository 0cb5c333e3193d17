"""A mystery visit from its draw to the end of an appeal, each step a process."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from coachdesk.report.layout import width
from tests.desk.audits.walking import make_desk

Run = Callable[..., CompletedProcess[str]]


class Shop:
    """The desk of `walking`, worked on by processes."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run, self.folder = run, folder

    def __call__(self, person: str, *words: str) -> CompletedProcess[str]:
        return self.run("audits", *words, "--as", person, cwd=self.folder)

    def done(self, person: str, *words: str) -> str:
        process = self(person, *words)
        assert (process.returncode, process.stderr) == (0, ""), process.stderr
        return process.stdout

    def object(self, person: str, *words: str) -> dict[str, object]:
        found = json.loads(self.done(person, *words, "--format", "json"))
        assert isinstance(found, dict)
        return found


@pytest.fixture
def shop(coachdesk: Run, tmp_path: Path) -> Shop:
    return Shop(coachdesk, make_desk(tmp_path / "desk").root)


def test_a_visit_by_commands_alone(shop: Shop) -> None:
    # A year ahead, so that the test does not depend on the day on which it runs.
    drawn = shop.object("max", "plan", "counter", "--quarter", "2098Q1", "--seed", "x")
    assert [each["id"] for each in drawn["visits"]] == ["V1", "V2"]  # type: ignore[attr-defined]
    assert drawn["left_out"] == []
    again = ("plan", "counter", "--quarter", "2098Q1", "--seed", "y", "--dry-run")
    told = shop.object("max", *again)["left_out"]
    assert isinstance(told, list)
    assert len(told) == 2
    first = drawn["visits"][0]  # type: ignore[index]
    assert {
        "place": first["place"],
        "reason": f"has its visit in 2098Q1: {first['id']} counter, {first['day']}",
    } in told
    *lines, last = shop.done("max", *again).splitlines()
    assert last == "no store needs a visit by counter in 2098Q1; nothing to plan"
    assert [line.split()[:3] for line in lines if line.startswith("no")] == [
        ["no", "visit", "to"]
    ] * 2
    picked = shop.done(
        "max", "pick", "counter", "quay", "--from", "2026-01-05T09:00", "--until",
        "2026-01-05T20:00", "--agent", "ana", "--shopper", "Mimi",
    )  # fmt: skip
    assert picked == "V3 planned: Quay Store, counter\n"
    assert shop.done("max", "assign", "V3") == ("for mia.vogel; V3 assigned: Quay Store, counter\n")
    shop.done("mia.vogel", "begin", "V3", "--contact", "2026-01-05T14:30")
    (shop.folder / "shelf.jpg").write_bytes(b"a photo")
    (shop.folder / "said.txt").write_text("A: well\nC: a gift, please\n", encoding="utf-8")
    shop.done("mia.vogel", "attach", "V3", "--transcript", "said.txt")
    for words in (
        ("ended", "14:55"),
        ("shelf", "fail", "--note", "boxes"),
        ("listens", "3"),
        ("story", "I waited. 没有人来。"),
        ("wait", "12"),
    ):
        told = shop.done("mia.vogel", "answer", "V3", *words)
    assert told == (
        "V3 in progress: Quay Store, counter; ✗ FAIL 16.66 %\n"
        "  kept: wait: 12\n"
        "  missing proof: shelf\n"
    )
    shop.done("mia.vogel", "attach", "V3", "shelf", "--proof", "shelf.jpg")
    # The rules heard no greeting; the shopper may say otherwise, with a reason.
    found = shop.object("mia.vogel", "show", "V3")
    assert found["engine"] == {"greets": "fail", "shelf": "open", "listens": "open"}
    late = shop.done("mia.vogel", "submit", "V3")
    assert late == "V3 submitted: Quay Store, counter; ✗ FAIL 16.66 %; handed in late\n"
    shop.done("ruth", "take", "V3")
    shop.done("ruth", "edit", "V3", "listens", "4", "--note", "as the transcript has it")
    shop.done("ruth", "accept", "V3")
    assert shop("grace", "show", "V3").stderr.startswith("D701 error: no visit 'V3'")
    shop.done("max", "release", "V3")
    shop.done(
        "grace", "appeal", "V3", "--question", "greets", "--claim", "pass", "--reason", "she nodded"
    )
    refused = shop("ruth", "deny", "V3", "--reason", "no")
    assert (refused.returncode, "A-visit-editor" in refused.stderr) == (3, True)
    end = shop.done(
        "rex",
        "uphold",
        "V3",
        "--question",
        "greets",
        "--answer",
        "pass",
        "--reason",
        "a nod is one",
    )
    # 5 for the greeting and (4 - 1) / 4 of 5 for listening: 8.75 of 15.
    assert end == "V3 final: Quay Store, counter; ✗ FAIL 58.33 %; handed in late\n"
    page = shop.done("grace", "show", "V3")
    assert all(width(line) <= 80 for line in page.splitlines())
    assert "mia" not in page.casefold()
    assert "greets should be pass" in page
    results = json.loads(shop.done("max", "results", "--format", "json"))
    assert [(each["visits"], each["picked"]) for each in results] == [(0, 1)]


def test_a_form_says_what_it_asks_and_how_it_is_answered(shop: Shop) -> None:
    shop.done(
        "max", "pick", "counter", "quay", "--from", "2026-01-05T09:00", "--until",
        "2026-01-05T20:00", "--agent", "ana", "--shopper", "Mimi",
    )  # fmt: skip
    text = shop.done("max", "form", "counter")
    assert shop.done("mia.vogel", "form", "V1") == text
    assert text.startswith(
        "counter v1: At the counter\n  who: A first-time buyer.\n"
        "  what: Asks for a gift, hesitates over the price, leaves without buying.\n"
    )
    assert (
        "  shelf: Was the shelf tidy?\n"
        "    5 points: pass, fail, points from 0 to 5, na, unknown\n"
        "    proof wanted: a photo of the shelf\n"
        "  listens: How well did they listen?\n"
        "    5 points: 1 to 5, na, unknown\n"
        "  story: What happened?\n    words\n"
        "  wait: How long was the wait?\n    a number from 0 to 90 (min)\n"
    ) in text
    found = shop.object("mia.vogel", "form", "V1")
    sections = found["sections"]
    assert isinstance(sections, list)
    (section,) = sections
    assert [each["proof"] for each in section["criteria"]] == [None, "a photo of the shelf", None]
    assert [each["unit"] for each in section["facts"]] == [None, "min"]
    assert shop("grace", "form", "V1").stderr.startswith("D701 error: no visit 'V1'")
    assert shop("grace", "form", "contour").stderr.startswith("D716 error")


def test_a_report_says_what_is_open_and_gives_no_score_before(shop: Shop) -> None:
    shop.done(
        "max", "pick", "counter", "quay", "--from", "2026-02-05T09:00", "--until",
        "2026-02-05T20:00", "--agent", "ana", "--shopper", "Mimi",
    )  # fmt: skip
    told = shop.done("max", "assign", "V1", "--shopper", "zhao.min")
    assert told == "for zhao.min instead of mia.vogel; V1 assigned: Quay Store, counter\n"
    told = shop.done("zhao.min", "begin", "V1", "--contact", "2026-01-05T14:30")
    assert told == (
        "V1 in progress: Quay Store, counter; 0 of 3 answered\n"
        "  to answer: greets, shelf, listens\n"
        "  to tell: ended, story, wait\n"
        "  to doubt: A203 warning: made on 2026-01-05 at 14:30, planned for\n"
        "    2026-02-05 to 2026-02-05\n"
        "  coachdesk audits form V1 shows every question\n"
    )
    told = shop.done("zhao.min", "answer", "V1", "listens", "1")
    assert told.splitlines()[:2] == [
        "V1 in progress: Quay Store, counter; 1 of 3 answered",
        "  kept: ✗ FAIL listens: 1, 0 of 5",
    ]
    assert "  missing a note that shows the fail: listens\n" in told
    (listed,) = json.loads(shop.done("max", "list", "--format", "json"))
    assert (listed["waiting"], listed["shown"]) == (2, None)
    refused = shop("zhao.min", "answer", "V1", "listens", "9").stderr
    assert "1 to 5, na, unknown; coachdesk audits form V12 shows every question" in refused
    page = shop.done("ruth", "show", "V1")
    assert "  1 of 3 answered; no score while questions are open\n" in page
    assert ("%" in page, "✗ FAIL    listens  0 of 5" in page) == (False, True)
    shop.done("zhao.min", "answer", "V1", "greets", "pass")
    # What nobody can tell is no answer either.
    told = shop.done("zhao.min", "answer", "V1", "shelf", "unknown")
    assert told.startswith("V1 in progress: Quay Store, counter; 2 of 3 answered\n")
    page = shop.done("ruth", "show", "V1")
    assert "possible now" not in page
    assert page.partition("\nnot now\n")[2].startswith("  answer, submit: ")


def test_lists_say_what_is_overdue_and_fit_the_screen(shop: Shop) -> None:
    shop.done(
        "max", "pick", "counter", "xinjie", "--from", "2026-01-05T09:00", "--until",
        "2026-01-05T20:00", "--agent", "bo", "--shopper", "zhao.min",
    )  # fmt: skip
    lines = shop.done("ruth", "list", "--overdue").splitlines()
    assert lines == [
        "ID  STAGE    DUE                         SCORE",
        "V1  planned  ! 2026-01-05 20:00 overdue      –",
        "    place 新街店  agent bo  shopper zhao.min  form counter v1",
    ]
    (found,) = json.loads(shop.done("ruth", "list", "--format", "json"))
    assert (found["id"], found["overdue"], found["seed"]) == ("V1", True, "")
    assert shop.done("grace", "list") == "no visits\n"


def test_tables_go_out_and_come_in(shop: Shop) -> None:
    made = shop("max", "template", "counter", "visits.xlsx")
    assert made.returncode == 0
    assert "coachdesk audits import counter visits.xlsx" in made.stderr
    assert shop.done("max", "import", "counter", "visits.xlsx") == (
        "0 planned visits have their report, 0 more were added, 0 were known\n"
    )
    assert (
        shop("max", "export", "counter", "out.csv").stderr == "out.csv: 0 reports of counter v1\n"
    )
    refused = shop("grace", "export", "counter", "again.csv")
    assert refused.returncode == 3
    assert not (shop.folder / "again.csv").exists()
    assert "U105" in shop("max", "export", "counter", "out.doc").stderr


def test_what_is_wrong_with_a_command_is_said_in_one_line(shop: Shop) -> None:
    for words, code in (
        (("plan", "contour", "--quarter", "2098Q1"), "D716"),
        (("plan", "counter", "--quarter", "autumn"), "U408"),
        (("pick", "counter", "kay", "--from", "2098-01-05", "--until", "2098-01-06"), "U411"),
        (("pick", "counter", "quay", "--from", "soon", "--until", "2098-01-06"), "U409"),
        (("show", "W12"), "D701"),
        (("attach", "V1", "--proof", "x.jpg"), "U410"),
    ):
        process = shop("max", *words)
        assert process.stdout == ""
        assert process.stderr.count("\n") == 1
        assert process.stderr.startswith(f"{code} error: "), process.stderr
