"""Every format says the same about one call, and is safe to open where it is meant for."""

import csv
import io
import json
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from coachdesk.core.cells import safe_cell
from coachdesk.report.formats import FORMATS, chunks_of
from coachdesk.report.reported import Reported
from coachdesk.report.verdicts import Looks

Make = Callable[..., Reported]


def written(name: str, *all_reported: Reported, looks: Looks | None = None) -> str:
    return "".join(chunks_of(name, all_reported, looks))


def read_object(reported: Reported) -> Any:
    (line,) = written("jsonl", reported).splitlines()
    return json.loads(line)


def test_the_object_has_the_keys_of_the_contract(made: Make) -> None:
    found = read_object(made())
    assert list(found) == ["call", "scorecard", "version", "form_sha256", "score", "criteria"]
    assert list(found["score"]) == [
        "calc",
        "shown",
        "low",
        "high",
        "method",
        "na",
        "scope",
        "scope_weight_pct",
        "pass_mark",
        "outcome",
        "failed_by",
    ]
    for criterion in found["criteria"]:
        assert list(criterion) == [
            "id",
            "section",
            "state",
            "points",
            "max_points",
            "evidence",
            "searched",
            "nearest",
            "reason",
        ]


def test_the_object_says_what_the_rules_make_of_the_call(made: Make) -> None:
    found = read_object(made())
    assert {c["id"]: c["state"] for c in found["criteria"]} == {
        "greets": "pass",
        "opt-out": "fail",
        "no-pressure": "fail",
        "hours": "unknown",
        "thanks-early": "na",
        "tried": "pass",
        "empathy": "open",
    }
    # Opening 20 x 1; compliance 50 x 0/20 or 50 x 5/20; manner is open: (20 + ...) / 70.
    assert (found["score"]["low"], found["score"]["high"]) == (28.57, 46.42)
    assert found["score"]["calc"] is None
    assert found["score"]["outcome"] == "FAIL"
    assert found["score"]["failed_by"] == ["opt-out"]
    assert (found["score"]["scope"], found["score"]["scope_weight_pct"]) == ("automatic", 70.0)
    assert {c["id"]: c["max_points"] for c in found["criteria"]}["tried"] == 0


def test_evidence_is_exactly_the_text_of_its_turn(made: Make) -> None:
    reported = made()
    assert reported.call is not None
    spans = [each for c in read_object(reported)["criteria"] for each in c["evidence"]]
    assert {each["signal"] for each in spans} >= {"greets", "asks_to_stop", "pressure"}
    for each in spans:
        assert reported.call.turns[each["turn"]].text[each["start"] : each["end"]] == each["text"]


def test_the_nearest_miss_comes_on_request_only(made: Make) -> None:
    talk = "A: hello\nC: stop calling me\nA: I take them off\n"
    for near, expected in ((False, None), (True, "confirms")):
        criteria = {c["id"]: c for c in read_object(made(talk, near=near))["criteria"]}
        nearest = criteria["opt-out"]["nearest"]
        assert (nearest and nearest["signal"]) == expected


def test_json_holds_the_lines_and_their_counts(made: Make) -> None:
    found = json.loads(written("json", made(), made()))
    assert found["evaluations"] == [read_object(made())] * 2
    assert found["summary"]["evaluations"] == 2
    assert found["summary"]["outcomes"] == {"PASS": 0, "FAIL": 2, "NOT_SCORED": 0}
    assert found["summary"]["states"] == {"pass": 2, "fail": 4, "na": 2, "unknown": 2, "open": 2}


def test_json_of_nothing_is_json() -> None:
    assert json.loads(written("json"))["evaluations"] == []


def test_text_quotes_what_failed_with_speaker_and_time(made: Make) -> None:
    text = written("text", made(agent="Ana"), looks=Looks(whole=False))
    places = [text.index(each) for each in ("FAIL    opt-out", "unknown hours", "pass    greets")]
    assert places == sorted(places)
    assert "Customer 0:09  “…stop calling…”" in text
    assert "Ana 0:12  “…only today…”" in text
    assert "→ Take them off the list." in text
    assert "confirms not heard (agent, whole call: 2 turns searched)" in text
    assert "failed by opt-out" in text
    assert text.splitlines()[-1].startswith("1 evaluation  ·  1 FAIL  ·  ")


def test_text_carries_no_control_character(made: Make) -> None:
    text = written("text", made(agent="A\x1b]52;c;x\x07na"))
    assert not {"\x1b", "\x07"} & set(text)


def test_junit_counts_failures_errors_and_skips(made: Make) -> None:
    (suite,) = ElementTree.fromstring(written("junit", made()))
    assert {k: suite.get(k) for k in ("tests", "failures", "errors", "skipped")} == {
        "tests": "7",
        "failures": "2",
        "errors": "1",
        "skipped": "3",
    }
    cases = {case.get("name"): case for case in suite.iter("testcase")}
    failure = cases["no-pressure"].find("failure")
    assert failure is not None
    assert "only today" in (failure.text or "")


def test_sarif_points_at_the_line_of_the_turn(made: Make) -> None:
    (run,) = json.loads(written("sarif", made()))["runs"]
    results = {each["ruleId"]: each for each in run["results"]}
    assert set(results) == {"card/opt-out", "card/no-pressure"}
    assert results["card/opt-out"]["level"] == "error"
    (place,) = results["card/no-pressure"]["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "calls/call%201.txt"},
        "region": {"startLine": 3},
    }
    for each in run["results"]:
        assert run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "@SUM(A1)", "+1", "-5", "|calc", "%x", "\t=1", "\r=1", "\n=1", "＝1", "－5", "  =1"],
)
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe_cell(text).startswith("'")


def test_plain_cells_stay_as_they_are() -> None:
    assert [safe_cell(each) for each in ("hello", "5 = 5", "", "你好")] == [
        "hello",
        "5 = 5",
        "",
        "你好",
    ]


def test_csv_has_a_row_per_criterion(made: Make) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", made()))))
    assert [row["criterion"] for row in rows][:2] == ["greets", "opt-out"]
    assert rows[2]["evidence"] == "only today"
    assert (rows[0]["points"], rows[0]["max_points"], rows[3]["points"]) == ("5.0", "5.0", "")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)


def test_the_page_escapes_what_was_said_and_has_no_script(made: Make) -> None:
    page = written("html", made("A: hello\nC: stop calling\nA: only today <script>x</script>\n"))
    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.seen
    assert "Card &lt;sale&gt;" in page
    assert "http" not in page
    assert page.count("<tr>") == 8


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_of_nothing(name: str) -> None:
    written(name)
