"""Where a matcher of calls goes wrong: each trap through YAML and a call, with its evidence."""

import pytest

from coachdesk.core.assumptions import Assumptions
from coachdesk.core.calls import Gap
from coachdesk.core.evaluation import Answer
from coachdesk.core.scorecards import Rulebook
from tests.core.engine.rule_texts import answer, call_of, form_of, state

OPT_OUT = 'x: {says: ["do not call", "stop calling"], by: customer}'
NOTICE = """\
x:
  says: ["(call|line) is [being] recorded", "we [also] record", "recording this call"]
  unless: ["never ...2 record", "not [being] recorded", "not recording this call"]"""


def spans(found: Answer, turns: str, **fields: object) -> list[tuple[int, str]]:
    """(turn, words as written) of the evidence."""
    call = call_of(turns, **fields)
    assert found.verdict is not None
    return [
        (span.turn, call.turns[span.turn].text[span.start : span.end])
        for occurrence in found.verdict.evidence
        for span in occurrence.spans
    ]


def heard(signals: str, turns: str, **fields: object) -> list[tuple[int, str]]:
    """Where signal x is heard."""
    return spans(answer(signals, "points: 1\npass_when: x", turns, **fields), turns, **fields)


# who says it


def test_do_not_call_said_by_the_agent_is_no_opt_out() -> None:
    said = "A: You are on no do not call list, so I won't stop calling.\nC: Fine."
    assert state(OPT_OUT, "x", said) == "fail"
    assert heard(OPT_OUT, said) == []


def test_do_not_call_said_by_the_customer_is_one() -> None:
    said = "A: Hello.\nC: Please do not call again."
    assert heard(OPT_OUT, said) == [(1, "do not call")]


def test_do_not_call_said_by_somebody_else_is_no_opt_out() -> None:
    assert state(OPT_OUT, "x", "A: Hello.\nO: Do not call here.\nC: Sorry, go on.") == "fail"


# what is denied


@pytest.mark.parametrize(
    "said", ["We never record.", "This call is not being recorded.", "I'm not recording this call."]
)
def test_a_denied_notice_is_no_notice(said: str) -> None:
    assert state(NOTICE, "x", f"A: {said}\nC: Good.") == "fail"


def test_a_notice_beside_a_denial_still_counts() -> None:
    said = "A: We never sell data. This call is recorded.\nC: Good."
    assert heard(NOTICE, said) == [(0, "call is recorded")]


# how it is written


@pytest.mark.parametrize(
    "written",
    [
        "don't call",
        "don’t call",
        "don‘t call",
        "donʼt call",
        "don＇t call",
        "do not call",
        "DON'T CALL",
        "ＤＯＮ'Ｔ ＣＡＬＬ",
        "do  not\tcall",
        "do-not-call",
        "do n\u200bot call",
    ],
)
def test_every_spelling_of_do_not_is_the_same(written: str) -> None:
    for phrase in ("do not call", "don't call", "don’t call"):
        signals = f'x: {{says: ["{phrase}"], by: customer}}'
        assert heard(signals, f"C: Please {written} me.") == [(0, written)], phrase


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("press 9", "press ９"),
        ("room {number}", "room １２３"),
        ("{phone}", "１３８００１３８０００"),
        ("{money}", "＄５０"),
    ],
)
def test_full_width_digits_are_digits(phrase: str, said: str) -> None:
    found = heard(f'x: {{says: ["{phrase}"]}}', f"A: so {said} now")
    assert [text for _, text in found] == [said]


def test_a_full_width_comma_is_prose_and_parts_two_numbers() -> None:
    assert heard('x: {says: ["{number}"]}', "A: 买1，299元") == [(0, "1"), (0, "299")]


@pytest.mark.parametrize(
    ("phrase", "said", "words"),
    [
        ("谢谢", "好的非常谢谢你了再见", "谢谢"),
        ("按{number}", "中文请按九转人工", "按九"),
        ("不收(费用|钱)", "我们不收钱的", "不收钱"),
        ("通话...3录音", "本次通话全程会录音哦", "通话全程会录音"),
        ("再见", "再 见", "再 见"),
    ],
)
def test_chinese_needs_no_blanks_between_words(phrase: str, said: str, words: str) -> None:
    assert heard(f'x: {{says: ["{phrase}"]}}', f"A: {said}") == [(0, words)]


def test_chinese_denial_is_dropped() -> None:
    signals = 'x: {says: ["录音"], unless: ["(不会|没有|不)录音"]}'
    assert state(signals, "x", "A: 这个电话不会录音") == "fail"
    assert state(signals, "x", "A: 这个电话会录音") == "pass"


# numbers in words


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("costs {money}", "costs forty-nine dollars"),
        ("costs {money}", "costs a hundred and five euros"),
        ("{number} days", "twenty one days"),
        ("{number} days", "two hundred and sixty five days"),
        ("within {number} hours", "within forty-eight hours"),
        ("{phone}", "eight double zero five five five oh one four two"),
        ("每年{money}", "每年一千二百元"),
        ("{number}天", "三十天"),
        ("{number}天", "两百六十五天"),
        ("{money}", "三块五毛"),
        ("{phone}", "一三八零零一三八零零零"),
    ],
)
def test_numbers_in_words_are_numbers(phrase: str, said: str) -> None:
    assert heard(f'x: {{says: ["{phrase}"]}}', f"A: 好 {said} 啊") == [(0, said)]


# across turns


def test_a_phrase_over_two_turns_of_one_speaker_has_a_span_in_each() -> None:
    said = "C: Take me off\nC: your list, please.\nA: Sure."
    signals = 'x: {says: ["take me off your list"], by: customer}'
    assert heard(signals, said) == [(0, "Take me off"), (1, "your list")]


def test_a_chinese_phrase_over_two_turns_has_a_span_in_each() -> None:
    assert heard('x: {says: ["全程录音"]}', "A: 通话全程\nA: 录音哦") == [(0, "全程"), (1, "录音")]


def test_a_turn_of_the_other_speaker_parts_a_phrase() -> None:
    signals = 'x: {says: ["take me off your list"], by: customer}'
    assert state(signals, "x", "C: Take me off\nA: Sorry?\nC: your list.") == "fail"


def test_a_phrase_never_joins_the_words_of_two_speakers() -> None:
    assert state('x: {says: ["good morning"], by: anyone}', "x", "A: good\nC: morning") == "fail"


# what is no speech


@pytest.mark.parametrize(
    "mark", ["[crosstalk]", "[Crosstalk]", "[ cross talk ]", "[noise]", "<unk>"]
)
def test_a_noise_mark_is_no_word_and_parts_no_phrase(mark: str) -> None:
    said = f"A: this call {mark} is recorded"
    signals = 'x: {says: ["call is recorded"]}'
    assert heard(signals, said) == [(0, f"call {mark} is recorded")]
    assert state('x: {says: ["crosstalk", "cross talk", "noise", "unk"]}', "x", said) == "fail"


def test_brackets_that_look_like_markup_are_text_like_any_other() -> None:
    said = "A: [/b] this call is recorded [bold red]today[/] [/b]"
    signals = 'x: {says: ["call is recorded bold red today"]}'
    assert heard(signals, said) == [(0, "call is recorded [bold red]today")]


@pytest.mark.parametrize("said", ["", "A:", "A: ...\nC: !?", "A: [noise]\nC: <unk>"])
def test_without_a_spoken_word_nothing_is_known(said: str) -> None:
    signals = "x: {says: [hello]}"
    for key in ("pass_when: x", "fail_when: x", "pass_when: not x", "pass_when: count(x) == 0"):
        assert answer(signals, f"points: 1\n{key}", said).state.value == "unknown", key


# what cannot be known


@pytest.mark.parametrize(
    ("key", "expected"), [("pass_when: x", "unknown"), ("fail_when: x", "unknown")]
)
def test_words_of_an_unknown_speaker_decide_nothing(key: str, expected: str) -> None:
    found = answer(OPT_OUT, f"points: 1\n{key}", "A: Hello.\n?: Do not call.\nC: Bye.")
    assert found.state.value == expected
    assert found.verdict is not None
    assert found.verdict.reason is not None
    assert "unknown speaker" in found.verdict.reason


def test_an_unknown_speaker_with_nothing_to_hear_leaves_the_answer_known() -> None:
    assert state(OPT_OUT, "x", "A: Hello.\n?: Who is it?\nC: Bye.") == "fail"


def test_a_known_speaker_who_says_it_too_settles_it() -> None:
    assert state(OPT_OUT, "x", "?: Do not call.\nC: Do not call.") == "pass"


HALF = "A: [00:00-00:10] Hello, this call is recorded.\nC: [00:10-00:30] Do not call."


@pytest.mark.parametrize(
    ("signal", "key", "expected"),
    [
        ("x: {says: [hello]}", "pass_when: x", "pass"),
        ("x: {says: [goodbye]}", "pass_when: x", "unknown"),
        ("x: {says: [goodbye]}", "fail_when: x", "unknown"),
        ("x: {says: [hello]}", "fail_when: x", "fail"),
    ],
)
def test_half_a_transcript_shows_what_was_said_and_not_what_was_not(
    signal: str, key: str, expected: str
) -> None:
    found = answer(signal, f"points: 1\n{key}", HALF, duration_ms=60_000)
    assert found.state.value == expected
    whole = answer(signal, f"points: 1\n{key}", HALF, duration_ms=30_000)
    assert whole.state.value in ("pass", "fail")


@pytest.mark.parametrize("key", ["pass_when: x", "fail_when: x", "pass_when: count(x) >= 1"])
def test_doubtful_roles_leave_what_needs_them_unknown(key: str) -> None:
    said = "A: Hello.\nC: Do not call."
    criterion = f"points: 1\n{key}"
    assert answer(OPT_OUT, criterion, said, role_confidence=0.79).state.value == "unknown"
    assert answer(OPT_OUT, criterion, said, role_confidence=0.8).state.value in ("pass", "fail")


def test_doubtful_roles_do_not_touch_what_anyone_may_say() -> None:
    signals = 'x: {says: ["do not call"], by: anyone}'
    assert state(signals, "x", "A: Hello.\nC: Do not call.", role_confidence=0.1) == "pass"


def test_the_desk_sets_the_threshold_of_role_confidence() -> None:
    form = form_of(OPT_OUT, "points: 1\npass_when: x")
    call = call_of("C: Do not call.", role_confidence=0.6)
    for threshold, expected in ((0.5, "pass"), (0.7, "unknown")):
        rulebook = Rulebook([form], Assumptions(role_threshold=threshold))
        (scored,) = rulebook.screen([call])
        assert scored.evaluation.answers[0].state.value == expected


def test_a_stretch_without_transcript_counts_as_unheard() -> None:
    said = "A: [00:00-00:10] Hello.\nC: [00:50-01:00] Bye."
    gaps = (Gap(10_000, 50_000),)
    assert state("x: {says: [thanks]}", "x", said, duration_ms=60_000, gaps=gaps) == "unknown"
    assert state("x: {says: [thanks]}", "x", said, duration_ms=60_000) == "fail"
