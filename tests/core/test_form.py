"""Which calls a form is meant for."""

import msgspec
import pytest

from coachdesk.core.form import applies
from coachdesk.core.scorecards import Rulebook
from tests.core.engine.rule_texts import call_of, form_of

CARD = form_of("x: {says: hello}", "points: 1\npass_when: x")


def meant(language: str, turns: str, stated: str | None = None) -> bool:
    form = msgspec.structs.replace(CARD, language=language)
    return applies(form, call_of(turns, language=stated))


@pytest.mark.parametrize(
    ("language", "stated", "expected"),
    [
        ("en", "en", True),
        ("en", "en-GB", True),
        ("en-US", "en", True),
        ("zh", "ZH_cn", True),
        ("en", "es", False),
        ("en", "eng", False),
        ("zh", "en", False),
        ("", "es", True),
    ],
)
def test_stated_languages_must_have_the_same_primary_subtag(
    language: str, stated: str, expected: bool
) -> None:
    assert meant(language, "A: 您好", stated) is expected


@pytest.mark.parametrize(
    ("turns", "chinese", "english"),
    [
        ("A: hello there\nC: hi", False, True),
        ("A: 您好，我是李娜\nC: 你好", True, False),
        ("A: もしもし", True, False),
        ("A: ¿cómo está usted?", False, True),
        # Half of the words or fewer: one of three, two of four; then three of five.
        ("A: hello there 李", True, True),
        ("A: hello there 李娜", True, True),
        ("A: hello there 李娜吗", True, False),
        # No words at all: nothing is proved.
        ("A: [noise]\nC: ...", True, True),
        ("A: ...\nC: hi", False, True),
    ],
)
def test_the_writing_decides_where_a_call_states_no_language(
    turns: str, chinese: bool, english: bool
) -> None:
    assert meant("zh", turns) is chinese
    assert meant("ja-JP", turns) is chinese
    assert meant("en-US", turns) is english
    assert meant("", turns)


def test_a_scorecard_named_outright_is_used_whatever_the_language() -> None:
    rulebook = Rulebook([msgspec.structs.replace(CARD, language="zh")])
    call = call_of("A: hello there")
    assert list(rulebook.screen([call])) == []
    assert len(list(rulebook.screen([call], regardless=True))) == 1
