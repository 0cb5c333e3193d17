"""What is offered while a filter is typed: half a filter is the usual case and never an error."""

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.people import Person
from coachdesk.core.queue import Vocabulary, complete, parse

KNOWN = Vocabulary(
    agents=("Ana Price", "王小明"),
    people=(Person(id="ana.price", name="Ana Price", team="North East"),),
    campaigns=("spring-2026",),
    criteria=("opt-out", "greets"),
    scorecards=("sale-en",),
)


def typed(text: str) -> list[str]:
    """The filter after each completion at its end."""
    return [
        text[: each.start] + each.insert + text[each.end :]
        for each in complete(text, len(text), KNOWN)
    ]


@given(st.text('ag:,-"“” ：，王neststu<>=\\', max_size=20), st.integers(0, 20))
def test_any_half_filter_completes_without_fail(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    for each in complete(text, cursor, KNOWN):
        assert 0 <= each.start <= each.end == cursor


def test_fields_then_values() -> None:
    assert typed("ag") == ["agent:"]
    assert typed("score<80 -stat") == ["score<80 -status:"]
    assert typed("agent:") == ['agent:"Ana Price"', "agent:王小明"]
    assert typed("agent：小") == ["agent：王小明"]
    assert typed("agent:pri") == ['agent:"Ana Price"'], "words inside a name count"
    assert typed("status:new,d") == ["status:new,draft", "status:new,disputed"]
    assert typed('team:"north e') == ['team:"North East"']
    assert typed("failed:o") == ["failed:opt-out"]
    assert typed("assigned:n") == ["assigned:nobody"]


def test_an_empty_line_offers_every_field_with_an_example_that_parses() -> None:
    offered = complete("", 0, KNOWN)
    assert len(offered) == 18
    for each in offered:
        parse(each.about.rpartition(": ")[2] if ": " in each.about else each.about)


def test_what_is_completed_parses() -> None:
    for text in ("agent:", "team:", "campaign:", "status:", "outcome:", "since:", "assigned:"):
        for done in typed(text):
            assert len(parse(done)) == 1


def test_nothing_is_offered_where_only_the_person_knows() -> None:
    assert typed("text:wait") == []
    assert typed("nonsense:x") == []
