"""What each phrase matches: docs/rules.md section 2, by table."""

import pytest

from coachdesk.core.engine.patterns import Exact
from coachdesk.core.engine.phrases import parse_phrase
from coachdesk.core.errors import SyntaxFault
from coachdesk.core.text import Line


def found(phrase: str, text: str, **values: str) -> list[str]:
    """The matches of the phrase, as written."""
    line = Line([text])
    return [
        " | ".join(text[s:e] for _, s, e in line.spans(start, end))
        for start, end in Exact(parse_phrase(phrase)).matches(line.data, values)
    ]


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("good morning", "Good  morning, good evening", ["Good  morning"]),
        ("good (morning|evening)", "good evening; Good morning", ["good evening", "Good morning"]),
        ("(a b|c d) e", "a b e c d e b e", ["a b e", "c d e"]),
        ("call [me] back", "call back, call me back", ["call back", "call me back"]),
        ("call[ing]", "call calling calls", ["call", "calling"]),
        ("[un]happy", "happy unhappy", ["happy", "unhappy"]),
        ("[your|the] list", "your list the list list", ["your list", "the list", "list"]),
        ("record*", "we recorded the record", ["recorded", "record"]),
        ("a ... b", "a 1 2 3 4 5 b", ["a 1 2 3 4 5 b"]),
        ("a ... b", "a 1 2 3 4 5 6 b", []),
        ("a ...2 b", "a b a 1 2 b a 1 2 3 b", ["a b", "a 1 2 b"]),
        ("do not call", "please don’t call", ["don’t call"]),
        ("don't", "do not", ["do not"]),
        ("i do", "I don't", ["I don't"]),
        ("hi", "hi hi hi", ["hi", "hi", "hi"]),
        ("(a|a b) [b c]", "a b b c", ["a b b c"]),
        ("say {word} now", "say it now, say it all now", ["say it now"]),
        ("say {words} now", "say a b c d now", ["say a b c d now"]),
        ("保证(收益|回报)", "我们保证收益。保证 回报", ["保证收益", "保证 回报"]),
        ("请[您]稍等", "请稍等，请您稍等", ["请稍等", "请您稍等"]),
        ("我是...4(保险|人寿)的", "我是平安人寿的", ["我是平安人寿的"]),
        (r"a \(b", "a (b", ["a (b"]),
        ("$ {number}", "$5 and $ 1,299.00", ["$5", "$ 1,299.00"]),
    ],
)
def test_phrase_matches(phrase: str, text: str, matches: list[str]) -> None:
    assert found(phrase, text) == matches


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        (
            "number",
            "12 | 1,299.00 | twenty one | a hundred and six | two million three hundred "
            "thousand and five | three point five | zero | 5k | 21st | "
            "三百五十 | 百二 | 四点五 | 3万",
        ),
        (
            "money",
            "$5 | £1,299.00 | €20 | five hundred dollars | 20 bucks | two pounds and fifty "
            "pence | 五百块 | 1200元 | 三万元 | 20美元 | 99 cents",
        ),
        (
            "date",
            "the 5th of March 2026 | March 5 | on Monday | next Friday | tomorrow | 2026-11-05"
            " | 11/5/2026 | 十一月五日 | 2026年11月5日 | "
            "周三 | 星期天 | 明天 | the twenty first of May",
        ),
        (
            "time",
            "10:30 | 10:30 am | 9am | ten o'clock | half past nine | quarter to five | noon | "
            "下午三点 | 十点半 | 上午9点20分 | nine thirty in the morning | 10.30pm",
        ),
        (
            "phone",
            "800-555-0142 | 1-800-555-0142 | 13800138000 | 010 8888 6666 | "
            "zero two zero seven nine four six | 一三八零零一三八零零零 | 020 7946 0958",
        ),
        ("name", "Ana | Ana Price | Mary Ann Smith | 王小明 | 欧阳娜娜"),
    ],
)
def test_slot_takes_each_of_these_whole(slot: str, said: str) -> None:
    for each in said.split(" | "):
        text = f"begin {each} end"
        assert found(f"begin {{{slot}}} end", text) == [text], each


@pytest.mark.parametrize(
    ("slot", "not_said"),
    [
        ("number", "some | hundred | 元"),
        ("money", "5 | dollars | twenty"),
        ("date", "5 | may be | month"),
        ("time", "ten | 10 | often"),
        ("phone", "12345 | 5 6 7 | one two three"),
        ("name", "12 | $ | 王"),
    ],
)
def test_slot_does_not_take(slot: str, not_said: str) -> None:
    for each in not_said.split(" | "):
        assert found(f"begin {{{slot}}} end", f"begin {each} end") == [], each


def test_a_call_slot_takes_the_whole_value_or_one_of_its_words() -> None:
    said = "this is Ana Price, this is Price, this is A, this is Bo"
    matches = found("this is {agent_name}", said, agent_name="Ana B Price")
    assert matches == ["this is Ana", "this is Price"]
    assert found("我是{agent_name}", "我是王小明，我是小明", agent_name="王小明") == ["我是王小明"]


@pytest.mark.parametrize(
    ("phrase", "offset", "words"),
    [
        ("", 0, "no words left"),
        ("?!", 0, "no words left"),
        ("... a", 0, "begins with a gap"),
        ("a ...", 2, "ends with a gap"),
        ("[a] ... b", 4, "begins with a gap"),
        ("[a]", 0, "optional"),
        ("say (a|b", 4, "never closed"),
        ("say a)", 5, "closes nothing"),
        ("say {nmae}", 5, "no slot"),
        ("call(s|ed)", 4, "touches a word"),
        ("a ...99 b", 2, "a gap of 99 words"),
        ("a [b", 2, "never closed"),
        ("(" * 40 + "a" + ")" * 40, 16, "nested deeper"),
    ],
)
def test_a_faulty_phrase_names_the_place(phrase: str, offset: int, words: str) -> None:
    with pytest.raises(SyntaxFault) as caught:
        parse_phrase(phrase)
    assert words in caught.value.message
    assert caught.value.offset == offset
