"""Sentences that are in no script: found where they go with better endings, refused where thin."""

from coachdesk.core.adherence.sentences import Sentences, effect_of
from coachdesk.core.calls import Call
from coachdesk.core.engine.signals import Span
from coachdesk.core.rates import Verdict
from coachdesk.files.calls.plain import parse_plain

GOOD = "I can do that for you right now."
LINES = ["Thank you very much for your time today."]


def call(number: int, text: str) -> Call:
    return parse_plain(f"A: {text}\nC: yes", call_id=f"c{number}")


def gathered(with_it: int, well_with: int, without: int, well_without: int) -> Sentences:
    found = Sentences()
    for number in range(with_it):
        ending = "Well, here we go again." if number % 2 else ""
        found.add(call(number, f"{GOOD} {ending}"), (), well=number < well_with)
    for number in range(without):
        found.add(call(1000 + number, "Well, here we go again."), (), well=number < well_without)
    return found


def test_a_sentence_with_better_endings_is_found_with_its_calls() -> None:
    adopted, compared = gathered(30, 27, 30, 9).adopt(LINES)
    (one,) = adopted
    assert (one.text, one.calls, compared) == (GOOD, 30, 2)
    assert [each.call for each in one.examples] == ["c0", "c1", "c2"]
    assert one.effect.difference.verdict is Verdict.HIGHER
    assert one.examples[0].found.quote is not None
    assert one.examples[0].found.quote.text == GOOD


def test_few_calls_and_small_differences_find_nothing() -> None:
    assert gathered(9, 9, 30, 3).adopt(LINES)[0] == ()
    assert gathered(30, 17, 30, 15).adopt(LINES)[0] == ()


def test_what_the_script_says_is_not_new() -> None:
    assert gathered(30, 27, 30, 9).adopt(["I can do that for you now"])[0] == ()
    found = Sentences()
    for number in range(60):
        well = number < 30
        text = GOOD if well else "It depends on a thing."
        found.add(call(number, text), (Span(0, 0, len(text)),) if well else (), well=well)
    assert found.adopt(LINES)[0] == ()


def test_nearly_the_same_sentences_are_one() -> None:
    found = Sentences()
    for number in range(40):
        well = number < 20
        text = ("I can do this for you right now" if number % 2 else GOOD) if well else "Well now"
        found.add(call(number, text), (), well=well)
    (one,), _ = found.adopt(LINES)
    assert one.calls == 20


def test_a_point_inside_a_number_ends_no_sentence() -> None:
    found = Sentences()
    for number in range(40):
        well = number < 20
        text = "It is 19.9 percent a year" if well else "Well now"
        found.add(call(number, text), (), well=well)
    (one,), _ = found.adopt(LINES)
    assert one.text == "It is 19.9 percent a year"


def test_many_comparisons_widen_each_interval() -> None:
    """18 of 20 and 12 of 20: [0.029, 0.525] at 95 % (Newcombe 1998)."""
    alone = effect_of(12, 20, 18, 20, 1).difference
    assert alone.low is not None
    assert alone.high is not None
    assert (round(alone.low, 3), round(alone.high, 3)) == (0.029, 0.525)
    assert alone.verdict is Verdict.HIGHER
    many = effect_of(12, 20, 18, 20, 10).difference
    assert many.low is not None
    assert many.low < 0
    assert many.verdict is Verdict.NOT_DISTINGUISHABLE
