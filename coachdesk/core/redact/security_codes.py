"""Which numbers are a card's check code: three or four digits beside words that ask for it.

The code may stand after the cue, right before it ("123 is my security code"), or be the next such
number in the turns that follow.
"""

import re
from collections.abc import Iterator, Sequence

from coachdesk.core.redact.digits import Group, Number

CUE = re.compile(
    r"\b(?:c[.\s-]?v[.\s-]?[vc]|c[.\s-]?v[.\s-]?[vn]|c[.\s-]?s[.\s-]?c)[.\s]?2?\b"
    r"|\bsecurity[\s-]+(?:code|number|digits?)\b"
    r"|\bcard[\s-]+(?:verification|validation|check)[\s-]+(?:code|value|number|digits?)\b"
    r"|\b(?:three|four|[34])[\s-]+(?:digits?|numbers?)[\s-]+(?:security[\s-]+)?code\b"
    r"|\b(?:code|numbers?|digits?)\s+(?:that\s+(?:is|are)\s+)?(?:on|at|from)\s+the\s+(?:back|front)\b"
    r"|\bverification[\s-]+(?:code|value|number)\b|[ＣｃC][ＶｖV][ＶｖＣｃVC][２2]?"
    r"|验证码|驗證碼|校验码|安全码|安全碼|安全代码|卡背面|背面[的末后後]*[三3３]位|[末后後][三3３]位(?:数|數)?"
    r"|セキュリティ[ー・]?(?:コード|番号)|裏面?の?(?:[三3３]桁|番号|数字)|カード確認番号",
    re.IGNORECASE,
)
"""Words that ask for a check code or announce one."""
ENOUGH_TURNS = 4
"""How many turns after the cue the code may come."""
_BEFORE = re.compile(r"\W*(?:is|was|that's|that is|是)?\W*(?:my|the|your|our)?\W*$", re.IGNORECASE)
_NEAR = 20


def codes_in(
    texts: Sequence[str],
    worth: Sequence[int],
    numbers: Sequence[Sequence[Number]],
    taken: frozenset[Group],
) -> Iterator[tuple[Group, ...]]:
    """The groups of each check code.

    Args:
        texts: of the turns.
        worth: the turns that may hold a word that asks for one, ascending.
        numbers: of each turn.
        taken: groups that belong to a card number.
    """
    for turn in worth:
        text = texts[turn]
        for cue in CUE.finditer(text):
            before = _just_before(text, cue.start(), numbers[turn], taken)
            found = before or _after(turn, cue.end(), numbers, taken)
            if found:
                yield found
                yield from _said_again(found, turn, numbers, taken)


def _said_again(
    code: tuple[Group, ...],
    turn: int,
    numbers: Sequence[Sequence[Number]],
    taken: frozenset[Group],
) -> Iterator[tuple[Group, ...]]:
    """The same digits in the turns that follow the cue: somebody reads the code back."""
    digits = "".join(group.digits for group in code)
    for said in numbers[turn : turn + 1 + ENOUGH_TURNS]:
        for number in said:
            again = _code(number, taken, 0)
            if again and again != code and "".join(group.digits for group in again) == digits:
                yield again


def _just_before(
    text: str, cue: int, numbers: Sequence[Number], taken: frozenset[Group]
) -> tuple[Group, ...]:
    for number in numbers:
        end = number.groups[-1].end
        if end <= cue and cue - end <= _NEAR and _BEFORE.fullmatch(text[end:cue]):
            return _code(number, taken, 0)
    return ()


def _after(
    turn: int, offset: int, numbers: Sequence[Sequence[Number]], taken: frozenset[Group]
) -> tuple[Group, ...]:
    for later in range(turn, min(turn + 1 + ENOUGH_TURNS, len(numbers))):
        for number in numbers[later]:
            found = _code(number, taken, offset if later == turn else 0)
            if found:
                return found
    return ()


def _code(number: Number, taken: frozenset[Group], offset: int) -> tuple[Group, ...]:
    """The groups of the number after the offset, where they can be a check code."""
    groups = tuple(group for group in number.groups if group.start >= offset and group not in taken)
    if number.counts or not 3 <= sum(len(group.digits) for group in groups) <= 4:
        return ()
    return groups
