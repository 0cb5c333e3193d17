"""Search in scripts: what is found, in which order, and spans of the text as written."""

from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.location import Location
from coachdesk.core.scripts import Block, Branch, Script, Step
from coachdesk.core.scripts.search import Field, Hit, search
from coachdesk.core.text import words_of

HERE = Location("s.yaml")


def script_of(*lines: str, name: str = "s", language: str = "en") -> Script:
    """A script with one step a line, `a0`, `a1` and so on."""
    steps = tuple(
        Step(id=f"a{at}", say={language: (line,)}, location=HERE) for at, line in enumerate(lines)
    )
    return Script(id=name, version=1, title="T", languages=(language,), steps=steps)


def found(query: str, *lines: str) -> list[tuple[str, list[str]]]:
    """Part and found texts of every hit; the query's terms stand between `|`."""
    return [(hit.part.id, marked(hit)) for hit in search([script_of(*lines)], query.split("|"))]


def marked(hit: Hit) -> list[str]:
    return [hit.text[start:end] for start, end in hit.spans]


def test_case_apostrophes_and_contractions_do_not_matter() -> None:
    assert found("DON’T CALL", "Please don't call.", "I do not call.", "Call.") == [
        ("a0", ["don't call"]),
        ("a1", ["do not call"]),
    ]


def test_the_beginning_of_the_last_word_finds_it() -> None:
    assert found("can", "Cancel it.", "I can.") == [("a0", ["Cancel"]), ("a1", ["can"])]
    assert found("ca", "Cancel it.") == []
    assert found("can it", "Cancel it.") == []


def test_chinese_is_found_by_two_characters_or_one_and_full_width_digits_by_plain_ones() -> None:
    lines = ("这份保险太贵了。", "您贵姓？", "工号１０２４。")
    assert found("太贵", *lines) == [("a0", ["太贵"])]
    assert found("贵", *lines) == [("a0", ["贵"]), ("a1", ["贵"])]
    assert found("1024", *lines) == [("a2", ["１０２４"])]


def test_a_step_must_have_every_term_though_not_in_one_text() -> None:
    branch = Branch(when="Asks for the fee", say={"en": ("It is ten.",)})
    step = Step(id="a", say={"en": ("The card is new.",)}, if_customer=(branch,), location=HERE)
    script = Script(id="s", version=1, title="T", languages=("en",), steps=(step,))
    hits = search([script], ["card", "fee"])
    assert [(hit.field, hit.text) for hit in hits] == [
        (Field.SAY, "The card is new."),
        (Field.WHEN, "Asks for the fee"),
    ]
    assert search([script], ["card", "price"]) == ()


def test_what_is_said_comes_before_titles_and_reasons() -> None:
    block = Block(
        id="b", title="Fee", when="Fee", say={"en": ("No fee, no fees.",)}, why="Fee", location=HERE
    )
    script = Script(id="s", version=1, title="T", languages=("en",), steps=(), blocks=(block,))
    hits = search([script_of("A fee."), script], ["fee"])
    assert [hit.field.value for hit in hits] == ["say", "say", "title", "when", "why"]
    assert marked(hits[1]) == ["fee", "fees"]


def test_a_query_without_words_finds_nothing() -> None:
    assert found("?!", "Hello?!") == []
    assert search([script_of("Hello.")], []) == ()


TEXTS = st.text(alphabet="abéB'’ \t.,?我们太贵１2ﬁ{}\u0301-", max_size=30)


@given(before=TEXTS, term=TEXTS, after=TEXTS)
def test_what_stands_in_a_line_is_found_where_it_stands(before: str, term: str, after: str) -> None:
    line = f"{before} | {term} | {after}"
    hits = search([script_of(line)], [term])
    wanted = words_of(term).texts
    if not wanted:
        assert hits == ()
        return
    (hit,) = hits
    low = len(before) + 3
    assert any(start <= low + len(term) and end >= low for start, end in hit.spans)
    for start, end in hit.spans:
        assert 0 <= start < end <= len(line)
        inside = words_of(line[start:end]).texts
        assert any(
            inside[at : at + len(wanted) - 1] == wanted[:-1]
            and inside[at + len(wanted) - 1].startswith(wanted[-1])
            for at in range(len(inside) - len(wanted) + 1)
        )
    assert list(hit.spans) == sorted(hit.spans)
    assert all(a[1] <= b[0] for a, b in zip(hit.spans, hit.spans[1:], strict=False))
