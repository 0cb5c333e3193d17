"""The numbers of a turn: rows of digits, however they are written or spoken.

A number is a row of groups: `4111 1111` has two, `four one` has two, `4,111` has two. Signs and
words of hesitation between groups do not end a number; any other word, a currency sign and a time
of day do.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from coachdesk.core.redact.spoken import SPOKEN, spoken_groups


class Group(msgspec.Struct, frozen=True, gc=False):
    """Digits that stand together in one turn."""

    digits: str
    """ASCII."""
    turn: int
    start: int
    """Code point in the turn's text."""
    end: int


class Number(msgspec.Struct, frozen=True, gc=False):
    """Groups in a row in one turn."""

    groups: tuple[Group, ...]
    opens: bool
    """Nothing but hesitation stands before it in the turn."""
    closes: bool
    """Nothing but hesitation follows it in the turn."""
    counts: bool = False
    """It is an amount of something: money, a share, minutes."""
    dialled: bool = False
    """A plus sign stands before it."""

    @property
    def digits(self) -> str:
        """All digits."""
        return "".join(group.digits for group in self.groups)


_UNSEEN = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_FORMED = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea\u2776-\u277e"
_DIGIT = rf"[\d{_FORMED}]"
DIGIT = re.compile(_DIGIT)
"""Any digit of any script, superscript and in a circle."""
HAN: Mapping[str, str] = {
    **dict(zip("零〇一二三四五六七八九", "00123456789", strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖貳參陸", "123456789236", strict=True)),
    **dict(zip("幺两洞拐勾", "12079", strict=True)),
}
"""Numerals of Chinese and Japanese as people read out digits."""
_CJK = "\u3005\u3041-\u309f\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CLOCK = r"(?<![\d:：])[0-2０-２]?\d[:：][0-5０-５]\d(?:[:：][0-5０-５]\d)?(?![\d:：])"
"""A time of day alone; a longer row of colons may be a card number in pairs."""
_TOKEN = re.compile(
    rf"(?P<clock>{_CLOCK})"
    rf"|(?P<digits>{_DIGIT}(?:[{_UNSEEN}]*{_DIGIT})*)"
    rf"|(?P<han>[{''.join(HAN)}])"
    rf"|(?P<cjk>[{_CJK}])"
    rf"|(?P<word>[^\W\d_{_CJK}{_FORMED}]+(?:['’][^\W\d_]+)?)"
    r"|(?P<plus>\+(?=[\s(]*\d))"
    r"|(?P<amount>[$€£¥₹₩￥＄%％‰=])"
)
_HESITATION = frozenset(
    "um uh er erm hmm mm mhm and then ok okay yes yeah so dash hyphen space dot point comma slash "
    "it's its that's is are the rest next last first final group block of digit digits please "
    "i'm sorry with 嗯 呃 啊 哦 好 是 杠 点 然 后 空 格 の と".split()
)
"""Words that may stand inside a number as somebody reads it out."""
_WHICH = frozenset("last first next final".split())
"""Before `three` or `four` these say how many digits follow."""
_UNITS = frozenset(
    "dollar dollars cent cents pound pounds pence euro euros yuan rmb usd eur gbp bucks percent "
    "minute minutes hour hours day days week weeks month months year years mile miles people "
    "元 块 圆 円 万 千 百 亿 年 月 日 号 点 分 个 天 岁 %".split()
)
"""Words after a number that make it an amount."""


_WORD = re.compile(rf"[{_CJK}]|[^\W\d_{_CJK}{_FORMED}]+(?:['’][^\W\d_]+)?")


def only_hesitates(text: str) -> bool:
    """Whether nothing in the text would end a number."""
    return all(
        word in _HESITATION or word in SPOKEN or word in HAN
        for word in _WORD.findall(text.casefold())
    )


def numbers_of(text: str, turn: int) -> list[Number]:
    """The numbers of one turn's text, in order."""
    return list(_numbers([*_tokens(text)], turn))


class _Token(msgspec.Struct, frozen=True, gc=False):
    kind: str
    text: str
    start: int
    end: int


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        kind, said = found.lastgroup or "", found[0]
        if kind == "word" and said.casefold() in SPOKEN:
            kind, said = "spoken", said.casefold()
        elif kind in ("word", "cjk"):
            said = said.casefold()
            kind = "hesitation" if said in _HESITATION else "word"
        elif kind == "digits":
            said = "".join(str(unicodedata.digit(sign)) for sign in said if DIGIT.match(sign))
        elif kind == "han":
            said = HAN[said]
        yield _Token(kind, said, *found.span())


def _numbers(tokens: Sequence[_Token], turn: int) -> Iterator[Number]:
    groups: list[Group] = []
    opens = untouched = True
    amount = dialled = False
    at = 0
    while at < len(tokens):
        token = tokens[at]
        step = 1
        if token.kind in ("digits", "han"):
            found = [Group(token.text, turn, token.start, token.end)]
        elif token.kind == "spoken":
            row = at
            while row < len(tokens) and tokens[row].kind in ("spoken", "digits"):
                row += 1
            digits, step = spoken_groups([each.text for each in tokens[at:row]])
            end = tokens[at + step - 1].end
            how_many = digits in ("3", "4") and at > 0 and tokens[at - 1].text in _WHICH
            found = [Group(digits, turn, token.start, end)] if digits and not how_many else []
            if how_many:
                token = msgspec.structs.replace(token, kind="hesitation")
        else:
            found = []
        if found:
            groups += found
        elif token.kind != "hesitation":
            if groups:
                counts = amount or token.kind == "amount" or token.text in _UNITS
                yield Number(tuple(groups), opens, False, counts, dialled)
                groups = []
            untouched = False
            amount, dialled = token.kind == "amount", token.kind == "plus"
        if not groups:
            opens = untouched
        at += step
    if groups:
        yield Number(tuple(groups), opens, True, amount, dialled)
