"""The phrase language: what can be said, in words, choices, gaps and slots.

Meaning: docs/rules.md section 2.
"""

import msgspec


class Literal(msgspec.Struct, frozen=True):
    """One word of the normal form, with endings that may follow it."""

    word: str
    endings: tuple[str, ...] = ()
    """Optional endings: `call[ing]` is word `call`, endings `("ing",)`."""
    prefix: bool = False
    """`record*`: any word that begins so."""


class Gap(msgspec.Struct, frozen=True):
    """0 to `most` words of any kind."""

    most: int


class Slot(msgspec.Struct, frozen=True):
    """A kind of thing said, such as a number or the agent's own name."""

    name: str


class Choice(msgspec.Struct, frozen=True):
    """One of several phrases; `optional` adds the empty one."""

    options: tuple["Sequence", ...]
    optional: bool = False


class Sequence(msgspec.Struct, frozen=True):
    """Items that follow one another with nothing between."""

    items: tuple["Item", ...]


Item = Literal | Gap | Slot | Choice | Sequence


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


def parse_phrase(text: str) -> Phrase:
    """The phrase that the text means.

    Raises:
        SyntaxFault: at the character that cannot stand there; also for a phrase that is empty
            after normalising, or that begins or ends with a gap.
    """
    raise NotImplementedError


def slots_in(phrase: Phrase) -> frozenset[str]:
    """Names of the slots that the phrase uses."""
    raise NotImplementedError
