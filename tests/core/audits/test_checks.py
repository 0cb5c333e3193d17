"""What stops a report, what is doubtful about it, and what is not."""

from datetime import UTC, timedelta, timezone

import msgspec
import pytest

from coachdesk.core.audits.checks import Around, Earlier, doubts, lacks
from coachdesk.core.audits.report import Report
from coachdesk.core.errors import Severity
from tests.core.audits.forms import FORM, answers, at
from tests.core.audits.stories import CHINESE, ENGLISH

WHOLE = Report(
    answers=answers(
        greeted="pass",
        needs="fail/never asked",
        shown="na/sold out",
        a="4",
        b="3",
        c="5",
        d="4",
        e="fair",
    ),
    facts={"wait": "4", "story": ENGLISH[0]},
    proofs={"story": "receipt.jpg"},
    began=at("15:10"),
    ended=at("15:40"),
)
HERE = Around(zone=UTC)
change = msgspec.structs.replace


def missing(report: Report) -> list[tuple[str, str]]:
    return [(lack.criterion, lack.missing.value) for lack in lacks(FORM, report)]


def test_a_whole_report_lacks_nothing_and_raises_no_doubt() -> None:
    assert missing(WHOLE) == []
    assert doubts(FORM, WHOLE, HERE) == ()


def test_an_empty_report_lacks_everything_that_is_required_in_the_order_of_the_form() -> None:
    assert missing(Report()) == [
        ("began", "fact"),
        ("ended", "fact"),
        *((each, "answer") for each in ("greeted", "needs", "shown")),
        ("wait", "fact"),
        *((each, "answer") for each in "abcde"),
        ("story", "fact"),
    ]


@pytest.mark.parametrize(
    ("given", "lacking"),
    [
        ({"greeted": "unknown"}, [("greeted", "answer")]),
        ({"greeted": "fail"}, [("greeted", "evidence")]),
        ({"greeted": "na"}, [("greeted", "reason")]),
        ({"greeted": "na/came in with others"}, []),
        ({"shown": "pass"}, [("shown", "proof")]),
        ({"shown": "fail/nothing on the shelf"}, [("shown", "proof")]),
        ({"bags": "fail"}, []),
    ],
)
def test_answers_need_notes_reasons_and_proof(
    given: dict[str, str], lacking: list[tuple[str, str]]
) -> None:
    kept = [each for each in WHOLE.answers if each.criterion not in given]
    assert missing(change(WHOLE, answers=(*kept, *answers(**given)))) == lacking


def test_a_fact_that_asks_for_proof_needs_it_and_one_that_may_be_left_out_may() -> None:
    assert missing(change(WHOLE, proofs={})) == [("story", "proof")]
    assert missing(change(WHOLE, facts={"wait": "4"})) == [("story", "fact")]
    assert missing(change(WHOLE, proofs={"story": "a", "shown": "b"})) == []


def codes(report: Report, around: Around = HERE) -> list[str]:
    found = doubts(FORM, report, around)
    assert all(each.severity is Severity.WARNING and each.location is None for each in found)
    return [each.code for each in found]


@pytest.mark.parametrize(
    ("began", "ended", "expected"),
    [
        ("15:10", "15:00", ["A202"]),
        ("15:10", "15:10", ["A205"]),
        ("15:10", "15:19", ["A205"]),
        ("15:10", "15:20", []),
        ("15:10", "16:10", []),
        ("15:10", "16:11", ["A205"]),
        ("09:59", "10:20", ["A204"]),
        ("21:10", "21:30", []),
        ("21:10", "21:31", ["A204"]),
        ("22:00", "22:30", ["A204"]),
    ],
)
def test_times_that_cannot_be(began: str, ended: str, expected: list[str]) -> None:
    assert codes(change(WHOLE, began=at(began), ended=at(ended))) == expected


def test_opening_hours_are_those_of_the_place() -> None:
    late = change(WHOLE, began=at("15:10"), ended=at("15:40"))
    assert codes(late, Around(zone=timezone(timedelta(hours=8)))) == ["A204"]


def test_a_visit_outside_its_window_names_both() -> None:
    around = Around(zone=UTC, earliest=at("00:00", "2026-11-16"), latest=at("00:00", "2026-11-22"))
    (doubt,) = doubts(FORM, WHOLE, around)
    assert doubt.code == "A203"
    assert doubt.message == "made on 2026-11-22 at 15:10, planned for 2026-11-16 to 2026-11-21"
    assert codes(WHOLE, change(around, latest=at("00:00", "2026-11-23"))) == []


def earlier(began: str, ended: str, story: str = "Another one.") -> Around:
    report = Report(facts={"story": story}, began=at(began), ended=at(ended))
    return Around(zone=UTC, earlier=(Earlier(visit="V12", form=FORM, report=report),))


@pytest.mark.parametrize(
    ("began", "ended", "expected"),
    [
        ("14:40", "15:10", []),
        ("14:40", "15:11", ["A206"]),
        ("15:20", "15:30", ["A206"]),
        ("15:40", "16:00", []),
    ],
)
def test_nobody_is_in_two_places_at_once(began: str, ended: str, expected: list[str]) -> None:
    assert codes(WHOLE, earlier(began, ended)) == expected


@pytest.mark.parametrize("story", [ENGLISH[0], CHINESE[0]])
def test_a_copied_story_names_the_earlier_visit_and_shows_the_words(story: str) -> None:
    report = change(WHOLE, facts={"wait": "4", "story": story})
    (doubt,) = doubts(FORM, report, earlier("10:00", "10:30", story))
    assert doubt.code == "A201"
    assert doubt.message.startswith("100% of the words stand in V12 too: '")
    assert story[:20] in doubt.message


def lined(value: str, choice: str) -> Report:
    given = answers(greeted="pass", a=value, b=value, c=value, d=value, e=choice)
    return change(WHOLE, answers=given)


FULL = lined("5", "good").answers


def test_all_answers_alike_in_the_middle_are_doubtful() -> None:
    (doubt,) = doubts(FORM, lined("3", "fair"), HERE)
    assert (doubt.code, doubt.message) == (
        "A207",
        "every scale and choice earned 50% of its points",
    )
    assert codes(lined("1", "bad")) == ["A207"]
    assert codes(lined("3", "good")) == []


@pytest.mark.parametrize(
    ("full", "others", "expected"),
    [(0, 19, []), (0, 20, ["A207"]), (1, 20, []), (1, 21, ["A207"]), (30, 40, [])],
)
def test_full_marks_are_doubtful_only_where_others_show_how_rare_they_are(
    full: int, others: int, expected: list[str]
) -> None:
    around = Around(zone=UTC, others=(*[FULL] * full, *[WHOLE.answers] * (others - full)))
    assert codes(lined("5", "good"), around) == expected


def test_under_five_scales_and_choices_nothing_is_said() -> None:
    given = answers(a="3", b="3", c="3", d="3", e="na/nobody there")
    assert codes(change(WHOLE, answers=given)) == []
