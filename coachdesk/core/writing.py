"""Languages as tags, and what the writing of a call proves where nobody states its language.

Chinese and Japanese are written in characters of their own (Han, Hiragana, Katakana), and no other
language mostly is. Nothing finer is guessed.
"""

from coachdesk.core.calls import Call
from coachdesk.core.text import is_cjk, words_of

_IN_CJK = frozenset(("zh", "cmn", "yue", "ja"))


def primary(tag: str) -> str:
    """The language itself of an IETF tag: `en` of `en-US` and of `EN_us`."""
    return tag.strip().casefold().replace("_", "-").partition("-")[0]


def may_be_in(language: str, call: Call) -> bool:
    """Whether the call may be in this language.

    Where the call states one, its primary subtag must be the same. Else a call of words without a
    CJK character is not Chinese or Japanese, and one whose words are over half such characters is
    in no other language; a character counts as a word. A call without words may be in any.
    """
    wanted = primary(language)
    if call.language:
        return primary(call.language) == wanted
    foreign = any(not turn.text.isascii() and any(map(is_cjk, turn.text)) for turn in call.turns)
    if wanted in _IN_CJK:
        return foreign or not any(words_of(turn.text).texts for turn in call.turns)
    return not foreign or not _mostly_cjk(call)


def _mostly_cjk(call: Call) -> bool:
    words = [word for turn in call.turns for word in words_of(turn.text).texts]
    return 2 * sum(is_cjk(word[0]) for word in words) > len(words)
