"""The scan gives what a plain matcher gives that was written from docs/rules.md alone.

The reference reads no phrase text: each generated phrase is a tree that is written out for the
engine and matched directly by recursion here.
"""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from coachdesk.core.calls import Call, Speaker, Turn
from coachdesk.core.engine.hearing import Hearing
from coachdesk.core.engine.patterns import Exact
from coachdesk.core.engine.phrases import parse_phrase
from coachdesk.core.engine.scan import Scanner
from coachdesk.core.engine.signals import Edge, Party, Signal, Window
from coachdesk.core.errors import SyntaxFault

VOCABULARY = ["good", "morning", "do", "not", "call", "calling", "me", "我", "想", "ana", "five"]
SPOKEN = [
    *VOCABULARY,
    "don't",
    "I'm",
    "can't",
    "cannot",
    "“Good",
    "morning,",
    "我想",
    "—",
    "[noise]",
]


@dataclass(frozen=True)
class Node:
    """One item of a phrase: kind word, gap, choice, optional, prefix or any."""

    kind: str
    value: object = None

    def text(self) -> str:
        match self.kind:
            case "word":
                return str(self.value)
            case "prefix":
                return f"{self.value}*"
            case "gap":
                return f"...{self.value}"
            case "any":
                return "{word}"
            case "optional":
                return "[" + written(self.value) + "]"
        return "(" + "|".join(written(option) for option in self.value) + ")"  # type: ignore[attr-defined]


def written(row: object) -> str:
    return " ".join(node.text() for node in row)  # type: ignore[attr-defined]


def ends(row: tuple[Node, ...], words: list[str], at: int) -> set[int]:
    """Every position where the row may end that begins at `at`."""
    if not row:
        return {at}
    head, rest = row[0], row[1:]
    found: set[int] = set()
    for middle in item_ends(head, words, at):
        found |= ends(rest, words, middle)
    return found


def item_ends(node: Node, words: list[str], at: int) -> set[int]:
    here = words[at] if at < len(words) else None
    match node.kind:
        case "word":
            return {at + 1} if here == node.value else set()
        case "prefix":
            return {at + 1} if here is not None and here.startswith(str(node.value)) else set()
        case "any":
            return {at + 1} if here is not None else set()
        case "gap":
            return {n for n in range(at, at + int(str(node.value)) + 1) if n <= len(words)}
        case "optional":
            return {at} | ends(node.value, words, at)  # type: ignore[arg-type]
    return {end for option in node.value for end in ends(option, words, at)}  # type: ignore[attr-defined]


def all_matches(row: tuple[Node, ...], words: list[str]) -> list[tuple[int, int]]:
    """Leftmost, longest, not overlapping."""
    found = []
    at = 0
    while at < len(words):
        longest = max(ends(row, words, at), default=at)
        if longest > at:
            found.append((at, longest))
            at = longest
        else:
            at += 1
    return found


word = st.sampled_from(VOCABULARY).map(lambda w: Node("word", w))
prefix = st.sampled_from(["cal", "mor", "good", "d"]).map(lambda w: Node("prefix", w))
gap = st.integers(1, 3).map(lambda n: Node("gap", n))
leaf = st.one_of(word, word, word, prefix, gap, st.just(Node("any")))


def rows(child: st.SearchStrategy[Node]) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(child, min_size=1, max_size=4).map(tuple)


node = st.recursive(
    leaf,
    lambda child: st.one_of(
        rows(child).map(lambda row: Node("optional", row)),
        st.lists(rows(child), min_size=1, max_size=3).map(lambda o: Node("choice", tuple(o))),
    ),
    max_leaves=6,
)
turns = st.lists(
    st.tuples(
        st.sampled_from([Speaker.AGENT, Speaker.CUSTOMER]),
        st.lists(st.sampled_from(SPOKEN), max_size=8).map(" ".join),
    ),
    min_size=1,
    max_size=5,
)

OPENED = {
    "don't": ["do", "not"],
    "I'm": ["i", "am"],
    "can't": ["can", "not"],
    "cannot": ["can", "not"],
    "“Good": ["good"],
    "morning,": ["morning"],
    "我想": ["我", "想"],
    "—": [],
    "[noise]": [],
}


def words_with_spans(text: str, turn: int) -> list[tuple[str, int, int, int]]:
    """(word, turn, start, end) by hand: split at blanks, then the table above."""
    found = []
    at = 0
    for piece in text.split(" "):
        if piece:
            start = at + (1 if piece == "“Good" else 0)
            end = at + len(piece) - (1 if piece == "morning," else 0)
            for nth, each in enumerate(OPENED.get(piece, [piece])):
                if piece == "我想":
                    found.append((each, turn, at + nth, at + nth + 1))
                else:
                    found.append((each, turn, start, end))
        at += len(piece) + 1
    return found


def runs(
    spoken: list[tuple[Speaker, str]],
) -> list[tuple[Speaker, list[tuple[str, int, int, int]]]]:
    grouped: list[tuple[Speaker, list[tuple[str, int, int, int]]]] = []
    for turn, (speaker, text) in enumerate(spoken):
        if not grouped or grouped[-1][0] is not speaker:
            grouped.append((speaker, []))
        grouped[-1][1].extend(words_with_spans(text, turn))
    return grouped


def spans_of(words: list[tuple[str, int, int, int]]) -> list[tuple[int, int, int]]:
    by_turn: dict[int, list[tuple[int, int]]] = {}
    for _, turn, start, end in words:
        by_turn.setdefault(turn, []).append((start, end))
    return [(turn, places[0][0], places[-1][1]) for turn, places in sorted(by_turn.items())]


def call_of(spoken: list[tuple[Speaker, str]]) -> Call:
    return Call(
        id="c",
        turns=tuple(
            Turn(index=n, speaker=speaker, text=text) for n, (speaker, text) in enumerate(spoken)
        ),
    )


@settings(max_examples=600)
@given(rows(node), turns, st.sampled_from(list(Party)), st.booleans())
def test_scan_finds_what_the_plain_matcher_finds(
    row: tuple[Node, ...], spoken: list[tuple[Speaker, str]], by: Party, vectored: bool
) -> None:
    try:
        phrase = parse_phrase(written(row))
    except SyntaxFault:
        return  # begins or ends with a gap, or may match nothing: refused on purpose
    signal = Signal(name="s", phrases=(phrase,), by=by)
    scanner = Scanner([signal], enough_bytes=0 if vectored else 10**9)
    (heard,) = scanner.scan([call_of(spoken)])
    found = Hearing(heard, [signal], [()], 0.0).heard(0).occurrences
    expected = [
        (index, spans_of(words[start:end]))
        for index, (speaker, words) in enumerate(runs(spoken))
        if by is Party.ANYONE or by.value == speaker.value
        for start, end in all_matches(row, [each[0] for each in words])
    ]
    assert [(o.run, [(s.turn, s.start, s.end) for s in o.spans]) for o in found] == expected


@settings(max_examples=300)
@given(st.lists(rows(node), min_size=1, max_size=3), st.lists(rows(node), max_size=2), turns)
def test_longest_of_overlapping_phrases_stays_and_unless_drops(
    says: list[tuple[Node, ...]], unless: list[tuple[Node, ...]], spoken: list[tuple[Speaker, str]]
) -> None:
    try:
        phrases = tuple(parse_phrase(written(row)) for row in says)
        excluded = tuple(parse_phrase(written(row)) for row in unless)
    except SyntaxFault:
        return
    signal = Signal(name="s", phrases=phrases, unless=excluded, by=Party.ANYONE)
    (heard,) = Scanner([signal]).scan([call_of(spoken)])
    found = Hearing(heard, [signal], [tuple(map(Exact, excluded))], 0.0).heard(0).occurrences
    expected = []
    for index, (_, placed) in enumerate(runs(spoken)):
        words = [each[0] for each in placed]
        matches = sorted(
            {match for row in says for match in all_matches(row, words)},
            key=lambda m: (m[0] - m[1], m[0]),
        )
        # "Longest" is by what is said, so equal word counts are told apart by their letters.
        matches.sort(key=lambda m: (-len(" ".join(words[m[0] : m[1]]).encode()), m[0]))
        kept: list[tuple[int, int]] = []
        for start, end in matches:
            if not any(low < end and start < high for low, high in kept):
                kept.append((start, end))
        for start, end in sorted(kept):
            if not any(
                low < end and start < high
                for row in unless
                for low, high in all_matches(row, words)
            ):
                expected.append((index, spans_of(placed[start:end])))
    assert [(o.run, [(s.turn, s.start, s.end) for s in o.spans]) for o in found] == expected


def test_hyperscan_and_the_plain_way_agree_on_a_window_of_turns() -> None:
    signal = Signal(
        name="s",
        phrases=(parse_phrase("good morning"),),
        by=Party.AGENT,
        windows=(Window(Edge.FIRST, turns=1),),
    )
    call = call_of(
        [
            (Speaker.CUSTOMER, "good morning"),
            (Speaker.AGENT, "good morning"),
            (Speaker.CUSTOMER, "hi"),
            (Speaker.AGENT, "good morning"),
        ]
    )
    for enough in (0, 10**9):
        (heard,) = Scanner([signal], enough_bytes=enough).scan([call])
        assert [o.run for o in Hearing(heard, [signal], [()], 0.0).heard(0).occurrences] == [1]
