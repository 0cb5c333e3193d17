"""The lint of scripts, through YAML: each finding with what has it and what has it not."""

from collections.abc import Sequence

import pytest

from coachdesk.core.errors import Severity
from coachdesk.files.lint.script_words import lint_scripts
from coachdesk.files.rulebook import load_sources
from coachdesk.files.word_list import spoken_frequencies

HEAD = "script: s\nversion: 1\ntitle: T\nlanguages: [{}]\n"
KEY = "scripts_library/s.yaml"


def told(text: str, language: str = "en", **others: str) -> list[str]:
    """`LINE:COLUMN CODE message` of every problem of a script with that body."""
    sources = {KEY: HEAD.format(language) + text}
    sources |= {f"scripts_library/{name}.yaml": each for name, each in others.items()}
    problems = lint_scripts(load_sources(sources), spoken_frequencies())
    return [
        f"{each.location.line}:{each.location.column} {each.code} {each.message}"
        for each in problems
        if each.location is not None
    ]


def codes(text: str, language: str = "en") -> list[str]:
    return [each.split(" ")[1] for each in told(text, language)]


def of_line(line: str, language: str = "en") -> list[str]:
    """What is told of one line, its column counted from the line's first character."""
    found = told(f"steps:\n- id: a\n  say:\n  - |-\n    {line}\n", language)
    places = [each.partition(" ") for each in found]
    assert all(place.startswith("9:") for place, _, _ in places)
    return [f"{int(place[2:]) - 4} {rest}" for place, _, rest in places]


FIFTEEN = "You get a new card in the mail and we send you one more today."


def test_a_sentence_may_have_fifteen_words() -> None:
    """Counted by hand; contractions, numbers and hyphened phone numbers are one word each."""
    assert len(FIFTEEN.split()) == 15
    assert of_line(FIFTEEN) == []
    assert of_line(FIFTEEN.replace("today", "right now")) == [
        "1 S201 a sentence of 16 words; 15 are easily said"
    ]
    phone = "So you don't worry, call us at the number 1-800-555-0142 by the 5th."
    assert of_line(phone) == []
    name = "Hello, my name is {agent_name} and today I call you because of your own bank card."
    assert of_line(name)[0].startswith("1 S201 a sentence of 17 words")


def test_the_second_sentence_is_told_at_its_place() -> None:
    line = f"Hello there. {FIFTEEN.replace('today', 'right now')}"
    assert of_line(line) == ["14 S201 a sentence of 16 words; 15 are easily said"]


def test_a_title_does_not_end_a_sentence() -> None:
    long = "I work with Mr. Smith who is here and he will call you back at three today."
    assert of_line(long) == ["1 S201 a sentence of 17 words; 15 are easily said"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("收到合同有十五天犹豫期，这期间退保全额退钱。", []),
        ("收到合同有十五天犹豫期，这期间内退保全额退钱。", ["S201"]),
        ("这个保险管住院。也管门诊。等待期三十天。", []),
        ("您好，我是{company}的{agent_name}，工号幺零二四。", []),
    ],
)
def test_a_chinese_sentence_may_have_twenty_characters(line: str, found: list[str]) -> None:
    """20 characters, 21, three sentences, and 4 + 1 + 1 + 6 beside two slots of three."""
    assert [each.split(" ")[1] for each in of_line(line, "zh")] == found


def test_a_line_may_take_twenty_seconds() -> None:
    """At 150 words a minute 50 words take 20 s; at 170 characters, 56 take 19.8 s."""
    assert of_line("We do all of it. " * 10) == []
    assert of_line("We do all of it. " * 11) == [
        "1 S202 the line takes 22 s to say; nobody listens for over 20 s"
    ]
    assert of_line("我们都会帮忙看。" * 8, "zh") == []
    assert of_line("我们都会帮忙看。" * 9, "zh")[0].startswith("1 S202 the line takes 22 s")


def test_every_digit_takes_time() -> None:
    """Six numbers of eight digits are 48 words: with six more they take 21.6 s."""
    line = "It is 12345678. " * 6
    assert of_line(line) == ["1 S202 the line takes 24 s to say; nobody listens for over 20 s"]


def test_rare_words_are_named_with_the_share_of_plain_ones() -> None:
    assert of_line("The annuity will accrue every year.") == [
        "5 S203 rarely said: 'annuity', 'accrue'; 66 % of the line's words are plain"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Good afternoon, we moved the voicemail.",  # compounds of plain words
        "My favourite colour is at the centre.",  # British spelling
        "We owe it to Zyxowitz Stores.",  # a name
        "It's the customer's own choice, and you don't pay.",
        "You get {company} money.",
        "Write to j.smyth@zyxowitz.example or www.zyxowitz.example today.",
    ],
)
def test_what_everybody_says_is_plain(line: str) -> None:
    assert of_line(line) == []


def test_a_word_of_the_trade_may_be_named() -> None:
    body = "terms: [Annuity]\nsteps: [{id: a, say: This annuity is yours.}]\n"
    assert told(body) == []
    assert codes(body.replace("terms: [Annuity]\n", "")) == ["S203"]


def test_only_languages_that_were_counted_have_rare_words() -> None:
    assert of_line("Die Versicherungsbedingungen gelten.", "de") == []


def test_one_question_at_a_time() -> None:
    assert of_line("Do you have a card? Good.") == []
    assert of_line("Do you have a card? What for?") == [
        "20 S211 2 questions in one line; the last one gets the answer"
    ]
    assert of_line("您有卡吗？做什么用？", "zh")[0].startswith("6 S211 2 questions")


@pytest.mark.parametrize(
    ("line", "language", "found"),
    [
        ("Please call this number.", "en", []),
        ("I'll note that now. We will not call you again.", "en", []),
        ("Would you like me to start? Let me see.", "en", []),
        ("Please send it back, and I'll check it.", "en", ["26 S212 'Please' and 'I'll'"]),
        ("Please open it and then call us.", "en", ["16 S212 'Please' and 'and then'"]),
        ("Then this is a bad time. When may I call?", "en", []),
        ("Would you please hold the line?", "en", []),
        ("Could you sign here, please?", "en", []),
        ("Could you sign here? Please date it.", "en", ["22 S212 'Could you' and 'Please'"]),
        ("请问您贵姓？我帮您查。", "zh", []),
        ("麻烦您稍等，我去查一下。", "zh", []),
        ("请您打开手机，再填一下姓名。", "zh", ["8 S212 '请' and '再'"]),
        ("请出示小票，我帮您查。", "zh", ["7 S212 '请' and '我帮'"]),
        ("请填这张表，然后交给我。", "zh", ["7 S212 '请' and '然后'"]),
    ],
)
def test_one_action_a_line(line: str, language: str, found: Sequence[str]) -> None:
    assert [
        each.replace("two things to do in one line: ", "") for each in of_line(line, language)
    ] == (list(found))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("I am {agent_name} of {company}, {customer_name}.", []),
        ("I am {agent_nam} here.", ["6 S213 nothing fills the slot {agent_nam}"]),
        ("It costs {price} now.", ["10 S213 nothing fills the slot {price}"]),
        ("It costs {price now.", ["10 S213 '{' has no partner"]),
        ("It costs [amount] now.", ["10 S213 '[amount]' is left for the speaker to fill"]),
        ("It costs ___ now.", ["10 S213 '___' is left for the speaker to fill"]),
        ("It costs XXX now.", ["10 S213 'XXX' is left for the speaker to fill"]),
        ("It costs TODO now.", ["10 S213 'TODO' is left for the speaker to fill"]),
    ],
)
def test_nothing_is_left_for_the_speaker_to_guess(line: str, found: list[str]) -> None:
    assert [each for each in of_line(line) if "S203" not in each] == found


def test_a_slot_of_the_script_or_of_its_blocks_is_filled() -> None:
    body = "slots: {price: On the tag}\nsteps: [{id: a, say: 'It costs {price} now.'}]\n"
    assert told(body) == []
    block = (
        "blocks: b\nversion: 1\ntitle: B\nlanguages: [en]\nslots: {days: On the sign}\n"
        "objections: [{id: x, when: Asks, say: 'Within {days} days.'}]\n"
    )
    script = "include: [b]\nsteps: [{id: a, say: Hello.}]\n"
    assert told(script, b=block) == []
    assert told(script, b=block.replace("slots: {days: On the sign}\n", "")) == [
        "5:47 S213 nothing fills the slot {days}"
    ]


STEPS = """\
steps:
- {id: a, say: Hello.}
- id: b
  say: Hello again.
  if_customer: [{when: Is busy, say: I see., then: d}]
- {id: c, say: Well.}
- {id: d, say: Goodbye.}
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("Well.", "Well., end: true", []),
        ("Hello again.", "Hello again.\n  then: d", ["S221 no way leads to the step 'c'"]),
        ("{id: a, say: Hello.", "{id: a, say: Hello., then: d", ["S221 'b'", "S221 'c'"]),
        ("Goodbye.", "Goodbye., then: a", ["S222 a"]),
        ("Goodbye.", "Goodbye., then: a}\n- {id: e, say: Bye.", ["S221 'e'", "S222 a"]),
        ("Well.", "Well., end: true}\n- {id: x, say: Um.", ["S221 'x'"]),
    ],
)
def test_every_way_ends_and_every_step_is_on_one(old: str, new: str, found: list[str]) -> None:
    had = told(STEPS.replace(old, new) if old else STEPS)
    assert len(had) == len(found)
    for each in found:
        code, _, rest = each.partition(" ")
        assert any(code in line and rest.rpartition(" ")[2] in line for line in had), had


def test_a_circle_with_a_way_out_is_no_dead_end() -> None:
    body = STEPS.replace("{id: c, say: Well.", "{id: c, say: Well., then: b")
    assert told(body) == []


def test_a_block_may_lead_to_a_step_that_nothing_else_does() -> None:
    body = STEPS.replace("{id: c, say: Well.", "{id: c, say: Well., end: true")
    body = body.replace(", then: d}]", "}]")
    assert codes(body) == ["S221"]
    assert codes(body + "objections: [{id: x, when: Asks, say: Yes., then: d}]\n") == []


def blocks(*pairs: tuple[str, str]) -> str:
    rows = [
        f"- {{id: b{at}, when: {when}, hears: [{hears}], say: Yes.}}\n"
        for at, (when, hears) in enumerate(pairs)
    ]
    return f"steps: [{{id: a, say: Hello.}}]\nobjections:\n{''.join(rows)}"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("Price", "too much"), ("Time", "no time"), []),
        (("Price", "too much"), ("price!", "no time"), ['S231 "price!"']),
        (("Price", "too much"), ("Fee", "too much"), ['S232 "too much"']),
        (("Price", "too (dear|much)"), ("Fee", "'[far] too much'"), ['S232 "too much"']),
        (("Price", "too (dear|much)"), ("Fee", "(so|too) high"), []),
        (("Price", "costs ...3 much"), ("Fee", "costs ...3 much"), ['S232 "costs ...3 much"']),
        (("Price", "costs ...3 much"), ("Fee", "costs too much"), ['S232 "costs too much"']),
        (("Price", "not interested"), ("Card", "not interested in a card"), []),
    ],
)
def test_one_answer_to_one_objection(
    first: tuple[str, str], second: tuple[str, str], found: list[str]
) -> None:
    had = told(blocks(first, second))
    assert len(had) == len(found), had
    for each, line in zip(found, had, strict=True):
        code, _, words = each.partition(" ")
        assert f" {code} " in line
        assert line.endswith(words)


def test_branches_of_one_step_may_not_be_for_the_same() -> None:
    body = STEPS.replace("then: d}]", "then: d}, {when: is busy!, say: Oh.}]")
    assert codes(body) == ["S231"]


def facts(one: str, other: str, language: str = "en") -> list[str]:
    body = f"steps:\n- {{id: a, say: '{one}'}}\n- {{id: b, say: '{other}'}}\n"
    return [each for each in codes(body, language) if each == "S233"]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("The card costs forty-nine dollars a year.", "It costs 39 dollars a year.", "en"),
        ("The rate is 19.9 percent.", "Our rate is nineteen percent.", "en"),
        ("Cancel within sixty days.", "Well, cancel within 30 days.", "en"),
        ("保费每个月一百二十元。", "保费每个月100元。", "zh"),
        ("等待期三十天。", "我们的等待期九十天。", "zh"),
    ],
)
def test_one_fact_has_one_number(one: str, other: str, language: str) -> None:
    assert facts(one, other, language) == ["S233"]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("The card costs forty-nine dollars a year.", "It costs 49 dollars a year.", "en"),
        ("You get two percent back on groceries.", "You get one percent back on fuel.", "en"),
        ("It costs forty dollars a year.", "You save two hundred dollars a year.", "en"),
        ("Do you have two minutes?", "It takes ten minutes.", "en"),
        ("That one is good.", "Those two are good.", "en"),
        ("保费每个月一百二十元。", "保费每个月120元。", "zh"),
        ("等待期三十天。", "犹豫期十五天。", "zh"),
        ("十五天内退钱。", "二十五岁也能买。", "zh"),
    ],
)
def test_two_facts_may_have_two_numbers(one: str, other: str, language: str) -> None:
    assert facts(one, other, language) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("这是国家级的产品。", ["3 '国家级'"]),
        ("我们有最划算的方案。", ["4 '最划算'"]),
        ("这款独一无二。", ["3 '独一无二'"]),
        ("我们全网最低价。", ["3 '全网最'"]),
        ("住院了百分之百能赔。", ["4 '百分之百能赔'"]),
        ("您最好先看一下条款，最高赔两百万。", []),
        ("这不是最便宜的。", []),
    ],
)
def test_superlatives_that_chinese_advertising_may_not_use(line: str, found: list[str]) -> None:
    """The examples are those of the criterion `cn.ad.absolute-terms` of packs/cn-insurance."""
    had = of_line(line, "zh")
    assert [each.replace("S241 ", "").partition(" is a")[0] for each in had] == found


def test_a_term_that_somebody_signs_for_is_not_told() -> None:
    body = "steps: [{id: a, say: 我们全国第一。, law: cn.ad.absolute-terms}]\n"
    assert codes(body, "zh") == []
    assert codes(body.replace(", law: cn.ad.absolute-terms", ""), "zh") == ["S241"]


def test_a_faulty_script_is_not_looked_at() -> None:
    assert codes("steps: [{id: a, say: '{x} y?? z?', then: b}]\n") == ["S102"]


def test_what_leaves_people_without_words_is_an_error_and_style_is_a_warning() -> None:
    body = STEPS.replace("Hello.", "'{x} one? Two?'").replace("Goodbye.", "Bye., then: a")
    loaded = load_sources({KEY: HEAD.format("en") + body})
    found = {each.code: each.severity for each in lint_scripts(loaded, spoken_frequencies())}
    errors = {code for code, severity in found.items() if severity is Severity.ERROR}
    assert errors == {"S213", "S222"}
    assert set(found) == {"S211", "S213", "S222"}
