"""The phrase language: what can be said, in words, choices, gaps and slots.

Meaning: docs/rules.md section 2. This module reads a phrase; `patterns` makes it matchable.
"""

import re
from difflib import get_close_matches
from functools import lru_cache
from itertools import product

import msgspec

from coachdesk.core.errors import SyntaxFault
from coachdesk.core.text import is_cjk, opened, words_of


class Literal(msgspec.Struct, frozen=True):
    """One word of the normal form."""

    word: str
    prefix: bool = False
    """`record*`: any word that begins so."""


class Gap(msgspec.Struct, frozen=True):
    """0 to `most` words of any kind."""

    most: int


class Slot(msgspec.Struct, frozen=True):
    """A kind of thing said, such as a number or the agent's own name."""

    name: str


class Choice(msgspec.Struct, frozen=True):
    """One of several phrases; an empty one makes it optional."""

    options: tuple["Sequence", ...]


class Sequence(msgspec.Struct, frozen=True):
    """Items that follow one another with nothing between."""

    items: tuple["Item", ...] = ()


Item = Literal | Gap | Slot | Choice


class Phrase(msgspec.Struct, frozen=True):
    """A phrase as written and as parsed."""

    text: str
    body: Sequence


SLOTS: tuple[str, ...] = (
    "word",
    "words",
    "number",
    "money",
    "date",
    "time",
    "phone",
    "name",
    "agent_name",
    "customer_name",
    "company",
)
"""Every slot that a phrase may use."""

CALL_SLOTS = frozenset(("agent_name", "customer_name", "company"))
"""Slots whose value the call carries."""

MOST_GAP = 20
"""The widest gap that a phrase may have, in words."""
_MOST_VARIANTS = 64
_MOST_DEPTH = 16
_SPECIAL = frozenset("()[]{}|")


def parse_phrase(text: str) -> Phrase:
    """The phrase that the text means.

    Raises:
        SyntaxFault: at the character that cannot stand there; also for a phrase that is empty
            after normalising, that may match nothing at all, or that begins or ends with a gap.
    """
    body = _Parser(text).whole()
    if not any(_literals_or_slots(body)):
        raise SyntaxFault(0, "the phrase has no words left after normalising", "write words")
    if is_nullable(body):
        raise SyntaxFault(0, "every part of the phrase is optional, so it would match nothing")
    for last, where in ((False, "begins"), (True, "ends")):
        if _gap_at_edge(body, last=last):
            at = text.rfind("...") if last else text.find("...")
            raise SyntaxFault(max(at, 0), f"the phrase {where} with a gap", "leave the gap out")
    return Phrase(text, body)


def slots_in(phrase: Phrase) -> frozenset[str]:
    """Names of the slots that the phrase uses."""
    items = _literals_or_slots(phrase.body)
    return frozenset(item.name for item in items if isinstance(item, Slot))


def is_nullable(body: Sequence) -> bool:
    """Whether the sequence can match no words at all."""
    return all(
        isinstance(item, Gap)
        or (isinstance(item, Choice) and any(is_nullable(option) for option in item.options))
        for item in body.items
    )


def _literals_or_slots(body: Sequence) -> list[Literal | Slot]:
    found: list[Literal | Slot] = []
    for item in body.items:
        if isinstance(item, Choice):
            for option in item.options:
                found.extend(_literals_or_slots(option))
        elif not isinstance(item, Gap):
            found.append(item)
    return found


def _gap_at_edge(body: Sequence, *, last: bool) -> bool:
    for item in reversed(body.items) if last else body.items:
        if isinstance(item, Gap):
            return True
        if not isinstance(item, Choice):
            return False
        if any(_gap_at_edge(option, last=last) for option in item.options):
            return True
        if not any(is_nullable(option) for option in item.options):
            return False
    return False


class _Parser:
    """Recursive descent over the characters of one phrase."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.word_end = 0

    def whole(self) -> Sequence:
        options = self.alternatives("")
        if len(options) > 1:
            return Sequence((Choice(options),))
        return options[0]

    def alternatives(self, closing: str) -> tuple[Sequence, ...]:
        """Phrases between `|` up to the closing sign, which is left in place."""
        options = [self.sequence(closing)]
        while self.peek() == "|":
            self.at += 1
            options.append(self.sequence(closing))
        return tuple(options)

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def at_gap(self) -> bool:
        return self.text.startswith(("...", "…"), self.at)

    def sequence(self, closing: str) -> Sequence:
        items: list[Item] = []
        while (sign := self.peek()) and sign != "|":
            if sign in ")]}":
                if sign == closing:
                    break
                hint = f"write \\{sign} for the sign itself"
                raise SyntaxFault(self.at, f"'{sign}' closes nothing", hint)
            if sign.isspace():
                self.at += 1
            elif sign == "(":
                items.append(self.group())
            elif sign == "{":
                items.append(self.slot())
            elif self.at_gap():
                items.append(self.gap())
            elif sign == "[" and not self.touches_a_word():
                items.append(self.optional())
            else:
                items.extend(self.chunk())
        return Sequence(tuple(items))

    def nest(self, opening: int) -> None:
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise SyntaxFault(opening, f"nested deeper than {_MOST_DEPTH}")

    def close(self, opening: int, sign: str) -> None:
        if self.peek() != sign:
            raise SyntaxFault(
                opening, f"'{self.text[opening]}' is never closed", f"add {sign} where it ends"
            )
        self.at += 1
        self.depth -= 1

    def group(self) -> Choice:
        opening = self.at
        if opening and opening == self.word_end and _is_letter(self.text[opening - 1]):
            raise SyntaxFault(
                opening,
                "a choice touches a word",
                "write whole words in the choice, or call[ing] for an optional ending",
            )
        self.nest(opening)
        self.at += 1
        options = self.alternatives(")")
        self.close(opening, ")")
        if self.peek() and _is_letter(self.peek()):
            raise SyntaxFault(self.at, "a word touches a choice", "put a blank between them")
        return Choice(options)

    def optional(self) -> Choice:
        opening = self.at
        self.nest(opening)
        self.at += 1
        options = self.alternatives("]")
        self.close(opening, "]")
        return Choice((*options, Sequence()))

    def slot(self) -> Slot:
        opening = self.at
        end = self.text.find("}", opening)
        if end < 0:
            raise SyntaxFault(opening, "'{' is never closed", "write a slot such as {number}")
        name = self.text[opening + 1 : end].strip()
        if name not in SLOTS:
            near = get_close_matches(name, SLOTS, n=1)
            hint = f"did you mean {{{near[0]}}}?" if near else "slots: " + ", ".join(SLOTS)
            raise SyntaxFault(opening + 1, f"there is no slot '{name}'", hint)
        self.at = end + 1
        return Slot(name)

    def gap(self) -> Gap:
        opening = self.at
        self.at += 1 if self.peek() == "…" else 3
        digits = re.compile("[0-9]*").match(self.text, self.at)
        assert digits is not None
        self.at = digits.end()
        most = int(digits[0][:4]) if digits[0] else 5
        if not 1 <= most <= MOST_GAP:
            raise SyntaxFault(opening, f"a gap of {most} words", f"1 to {MOST_GAP} can be written")
        return Gap(most)

    def touches_a_word(self) -> bool:
        """Whether the bracket here belongs to the word after it, as in `[un]happy`."""
        end = self.text.find("]", self.at)
        after = self.text[end + 1 : end + 2] if end >= 0 else ""
        return bool(after) and after not in _SPECIAL and not after.isspace() and after not in ".…*"

    def chunk(self) -> list[Item]:
        """A word with optional letters, such as `call[ing]`, or several (Chinese has no blanks)."""
        plain = _PLAIN.match(self.text, self.at)
        if plain is not None:
            self.at = self.word_end = plain.end()
            return list(_plain_items(plain[0]))
        opening = self.at
        parts: list[list[str]] = []
        prefix = False
        while sign := self.peek():
            if sign == "[":
                parts.append(self.letters())
            elif sign.isspace() or sign in _SPECIAL or self.at_gap():
                break
            elif sign == "*":
                self.at += 1
                prefix = True
                break
            else:
                if sign == "\\" and self.at + 1 < len(self.text):
                    self.at += 1
                    sign = self.peek()
                parts.append([sign])
                self.at += 1
        self.word_end = self.at
        variants = 1
        for part in parts:
            variants *= len(part)
        if variants > _MOST_VARIANTS:
            raise SyntaxFault(opening, "too many optional letters in one word", "write a choice")
        spelled = dict.fromkeys(words_of("".join(parts)).texts for parts in product(*parts))
        if prefix and any(not words or is_cjk(words[-1][-1]) for words in spelled):
            hint = "write the beginning of a word"
            raise SyntaxFault(self.at - 1, "'*' follows no letters", hint)
        options = tuple(_literals(words, prefix=prefix) for words in spelled)
        return list(options[0].items) if len(options) == 1 else [Choice(options)]

    def letters(self) -> list[str]:
        opening = self.at
        end = self.text.find("]", opening)
        inside = self.text[opening + 1 : end] if end >= 0 else ""
        if end < 0:
            raise SyntaxFault(opening, "'[' is never closed", "add ] where it ends")
        if any(sign in "()[{}*\\" for sign in inside):
            raise SyntaxFault(
                opening, "only letters may be optional inside a word", "put a blank before ["
            )
        self.at = end + 1
        return [*inside.split("|"), ""]


_PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)?(?=[\s(){}|\]]|\Z)")
"""A word that means itself and nothing else; most words do."""


@lru_cache(maxsize=4096)
def _plain_items(word: str) -> tuple[Literal, ...]:
    return tuple(map(Literal, opened(word)))


def _literals(words: tuple[str, ...], *, prefix: bool) -> Sequence:
    last = len(words) - 1
    return Sequence(tuple(Literal(word, prefix and n == last) for n, word in enumerate(words)))


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and not is_cjk(sign)
