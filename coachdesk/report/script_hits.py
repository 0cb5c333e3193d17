"""Where words were found in scripts, as text and as JSON."""

from collections.abc import Iterator, Mapping, Sequence

from coachdesk.core.location import Location
from coachdesk.core.scripts.search import Hit, answers
from coachdesk.core.visible import visible


def hit_lines(found: Sequence[tuple[Hit, Location]]) -> Iterator[str]:
    """One line each: the place, the step or block, which of its texts, and the words marked.

    Below what a customer says stands what is said to it.
    """
    for hit, place in found:
        line = f"{place}: {hit.script}/{hit.part.id} {hit.field.value}: {_marked(hit)}"
        yield visible(line)
        for text in answers(hit):
            yield visible(f"    say: {text}")


def hits_object(found: Sequence[tuple[Hit, Location]]) -> Mapping[str, object]:
    """An object with `hits`; spans count code points of `text`."""
    return {
        "hits": [
            {
                "script": hit.script,
                "part": hit.part.id,
                "field": hit.field.value,
                "language": hit.at.language if hit.at else None,
                "branch": hit.at.branch if hit.at else None,
                "path": visible(place.path),
                "line": place.line,
                "column": place.column,
                "text": visible(hit.text),
                "spans": [list(span) for span in hit.spans],
                "answers": [visible(text) for text in answers(hit)],
            }
            for hit, place in found
        ]
    }


def _marked(hit: Hit) -> str:
    """The text with what was found between « and »."""
    pieces: list[str] = []
    done = 0
    for start, end in hit.spans:
        pieces += [hit.text[done:start], "«", hit.text[start:end], "»"]
        done = end
    return "".join((*pieces, hit.text[done:]))
