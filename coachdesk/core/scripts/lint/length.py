"""Colloquial: sentences that one breath carries, lines that one listener bears."""

from collections.abc import Iterator

from coachdesk.core.scripts.lint.finding import Finding, at_line
from coachdesk.core.scripts.lint.sentences import is_chinese, length, sentences, spoken_s
from coachdesk.core.scripts.values import Line

MOST_WORDS = 15
MOST_CHARACTERS = 20
"""Of Chinese; both are what a sentence may have and still be said as one."""
MOST_S = 20
"""Seconds that one line may take before the customer gets a word in."""


def long_sentences(line: Line) -> Iterator[Finding]:
    """S201: sentences of more words or characters than are easily said."""
    chinese = is_chinese(line.at.language)
    most, unit = (MOST_CHARACTERS, "characters") if chinese else (MOST_WORDS, "words")
    for sentence in sentences(line.text):
        found = length(sentence.text, line.at.language)
        if found > most:
            message = f"a sentence of {found} {unit}; {most} are easily said"
            yield at_line(line, sentence.start, "S201", message, "make two sentences of it")


def long_lines(line: Line) -> Iterator[Finding]:
    """S202: lines that take too long to say."""
    seconds = spoken_s(line.text, line.at.language)
    if seconds > MOST_S:
        message = f"the line takes {seconds:.0f} s to say; nobody listens for over {MOST_S} s"
        yield at_line(line, 0, "S202", message, "let the customer speak in between: make two steps")
