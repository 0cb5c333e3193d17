"""What became of each line in one call: the rule by rule cases, decided by hand."""

import msgspec
import pytest

from coachdesk.core.adherence import Found, Listener, Use, covering
from coachdesk.core.adherence.judging import Judged, judged
from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.scorecards import Rulebook
from coachdesk.files.calls.plain import parse_plain
from coachdesk.files.rulebook import load_sources

SCRIPT = """\
script: card
version: 1
title: Card
languages: [en, zh]
steps:
  - id: greeting
    say: {en: "Hello, this is {agent_name} calling from {company}.", zh: "您好，我是{agent_name}。"}
  - id: cost
    say: {en: The card costs forty-nine dollars a year., zh: 这张卡年费四十九元。}
  - id: close
    say: {en: Thank you very much for your time today., zh: 非常感谢您抽出时间。}
objections:
  - id: too-dear
    when: Says it is too expensive
    hears: [too expensive, 太贵]
    say: {en: May I show you what you get back in a year?, zh: 我给您算算一年能返多少。}
  - id: unheard
    when: Wonders
    say: {en: "What makes you wonder?", zh: "您在想什么？"}
"""
CARD = """\
scorecard: card
version: 1
title: Card
script: card
signals:
  fee: {says: ["(fee|costs) ...6 dollars"]}
  yes: {says: ["yes"], by: customer}
  thanks: {says: ["thank you"]}
  number: {says: ["call us at {number}"]}
sections:
  - id: all
    title: All
    weight: 1
    criteria:
      - {id: names-fee, ask: Was the fee named?, points: 5, line: card/cost, applies_when: "yes",
         pass_when: fee}
      - id: thanks
        ask: How did it end?
        points: 4
        line: card/close
        levels: [{points: 4, when: thanks and number}, {points: 2, when: thanks}]
"""
ENGLISH = "A: Hello, this is Ana calling from Larkfield Bank.\n"


def found_in(text: str, **more: object) -> dict[str, Found]:
    call = msgspec.structs.replace(parse_plain(text, call_id="c"), agent="Ana", **more)
    return found_of(call)


def found_of(call: Call) -> dict[str, Found]:
    loaded = load_sources({"scorecards/card.yaml": CARD, "scripts_library/card.yaml": SCRIPT})
    (form,) = loaded.forms
    script = loaded.scripts["card"]
    assumptions = Assumptions(company="Larkfield Bank")
    (scored,) = Rulebook(loaded.forms, assumptions).screen([call])
    answers = {answer.criterion: answer for answer in scored.evaluation.answers}
    covered: dict[str, list[Judged]] = {
        part: [(criterion, answers[criterion.id]) for criterion in criteria]
        for part, criteria in covering(form, "card").items()
    }
    (ears,) = Listener(script, assumptions).listen([call])
    return {found.part: found for found in judged(script, ears, covered)}


def test_a_line_with_slots_is_heard_with_the_values_of_the_call() -> None:
    found = found_in("A: hello this is Ana calling from Larkfield Bank today")["greeting"]
    assert found.use is Use.SAID
    assert found.quote is not None
    assert found.quote.text == "hello this is Ana calling from Larkfield Bank"
    other = found_in("A: hello it is Bo with the Harbour Trust here")["greeting"]
    assert other.use is not Use.SAID


def test_words_close_to_a_line_count_even_where_its_criterion_fails_them() -> None:
    """The criterion wants "fee" or "costs" before "dollars": the wording has neither."""
    found = found_in("C: yes\nA: The card cost forty-nine dollar a year")["cost"]
    assert (found.use, found.why) == (Use.SAID, "")


def test_other_words_count_where_a_criterion_that_covers_the_line_passed_on_them() -> None:
    found = found_in("C: yes\nA: There is a fee and it comes to fifty dollars")["cost"]
    assert (found.use, found.why) == (Use.OTHERWISE, "names-fee")
    assert found.quote is not None
    assert found.quote.text == "fee and it comes to fifty dollars"


def test_a_line_whose_criterion_does_not_apply_is_not_due() -> None:
    assert found_in("C: no\nA: bye")["cost"].use is Use.NOT_DUE


def test_half_the_points_are_nearly_and_nothing_is_not_said() -> None:
    assert found_in(f"{ENGLISH}C: bye\nA: thank you")["close"].use is Use.NEARLY
    assert found_in(f"{ENGLISH}C: bye\nA: right")["close"].use is Use.NOT_SAID


def test_words_that_come_near_are_shown_as_the_nearest_miss() -> None:
    found = found_in(f"{ENGLISH}C: bye\nA: Many thanks for giving me your time today")["close"]
    assert found.use is Use.NEARLY
    assert found.quote is not None
    assert "your time today" in found.quote.text


@pytest.mark.parametrize("speaker", ["agent", "customer"])
def test_only_the_agents_words_count(speaker: str) -> None:
    turn = Turn(
        index=0,
        speaker=Speaker(speaker),
        text="Thank you very much for your time today.",
    )
    found = found_of(Call(id="c", turns=(turn,), agent="Ana"))["close"]
    assert (found.use is Use.SAID) == (speaker == "agent")


def test_unknown_stays_unknown() -> None:
    """Half a transcript, an unknown speaker, doubtful roles, and no words at all."""
    half = found_in(f"{ENGLISH}C: yes", duration_ms=100_000)
    assert half["greeting"].use is Use.SAID
    turns = (
        Turn(index=0, speaker=Speaker.AGENT, text="well", start_ms=0, end_ms=10_000),
        Turn(index=1, speaker=Speaker.CUSTOMER, text="yes", start_ms=10_000, end_ms=20_000),
    )
    cut = found_of(Call(id="c", turns=turns, agent="Ana", duration_ms=100_000))
    assert (cut["close"].use, cut["cost"].use) == (Use.UNKNOWN, Use.UNKNOWN)
    assert "covers 20%" in cut["close"].why
    stranger = Turn(
        index=0, speaker=Speaker.UNKNOWN, text="Thank you very much for your time today."
    )
    found = found_of(Call(id="c", turns=(stranger,), agent="Ana"))["close"]
    assert found.use is Use.UNKNOWN
    assert "unknown speaker" in found.why
    doubtful = found_in(
        f"{ENGLISH}A: Thank you very much for your time today.", role_confidence=0.2
    )
    assert doubtful["close"].use is Use.UNKNOWN
    assert found_of(Call(id="c", turns=(), agent="Ana"))["close"].use is Use.UNKNOWN


def test_a_block_is_due_once_the_customer_objects_and_answers_afterwards() -> None:
    answer = "A: May I show you what you get back in a year?\n"
    before = found_in(f"{answer}C: that is too expensive\nA: oh")["too-dear"]
    assert before.use is Use.NOT_SAID
    assert before.objection is not None
    assert before.objection.text == "too expensive"
    after = found_in(f"A: hi\nC: that is too expensive\n{answer}")["too-dear"]
    assert after.use is Use.SAID
    assert found_in(f"A: hi\nC: fine\n{answer}")["too-dear"].use is Use.NOT_DUE


def test_where_nobody_can_tell_who_objected_a_block_is_neither_due_nor_not() -> None:
    turns = (
        Turn(index=0, speaker=Speaker.AGENT, text="hello"),
        Turn(index=1, speaker=Speaker.UNKNOWN, text="that is too expensive"),
    )
    found = found_of(Call(id="c", turns=turns, agent="Ana"))["too-dear"]
    assert found.use is Use.UNDECIDED
    assert "unknown speaker" in found.why


def test_a_block_without_hears_is_never_due() -> None:
    assert found_in("A: What makes you wonder?\nC: hm")["unheard"].use is Use.NOT_DUE


def test_chinese_lines_are_heard_in_the_same_way() -> None:
    found = found_in(
        "A: 您好，我是Ana。\nC: 太贵了\nA: 我给您算一算一年能返多少。\nA: 非常感谢您抽时间。"
    )
    assert found["greeting"].use is Use.SAID
    assert found["too-dear"].use is Use.SAID
    assert found["close"].use is Use.SAID
    assert found["too-dear"].objection is not None
    assert found["too-dear"].objection.text == "太贵"
