"""The filter language: what parses, what is refused and where, and the way back to text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachdesk.core.errors import SyntaxFault
from coachdesk.core.queue import parse, shown
from coachdesk.core.queue.fields import Compare, Field
from coachdesk.core.queue.filter import Clause, read

SIGNS = 'ab0 :<>=-,"\\“”「」：，＜＞＝－、《》　王小agent:status:newscore<80since:7dtext:'
PLAIN = (
    "agent:ana status:new,draft score<80 failed:opt-out since:7d before:2026-11-01 -team:North "
    "length>5m30s assigned:me unknown>0 failing>=2 critical>0 outcome:FAIL id:C01 language：zh "
    "agent：王小明，李娜 score《80 bare -bare 王 campaign:spring,autumn"
)
FRAGMENTS = st.sampled_from([*PLAIN.split(), 'text:"wait for"'])


@given(st.text(st.sampled_from(SIGNS), max_size=40) | st.text(max_size=30))
@example("\\ ")
@example("--")
def test_any_text_is_a_filter_or_one_fault_inside_the_text(text: str) -> None:
    fault: SyntaxFault | None = None
    clauses: tuple[Clause, ...] = ()
    try:
        clauses = parse(text)
    except SyntaxFault as found:
        fault = found
    if fault is not None:
        assert 0 <= fault.offset <= len(text)
        assert fault.message
    assert parse(shown(clauses)) == clauses


@given(st.lists(FRAGMENTS, max_size=6).map(" ".join))
def test_what_is_shown_means_the_same(text: str) -> None:
    clauses = parse(text)
    assert parse(shown(clauses)) == clauses
    assert shown(parse(shown(clauses))) == shown(clauses)


@given(st.text(min_size=1).filter(lambda value: value.strip() != ""), st.booleans())
def test_any_name_can_be_asked_for_in_quotes(name: str, negated: bool) -> None:
    clause = Clause(field=Field.AGENT, values=(name,), negated=negated)
    assert parse(shown([clause])) == (clause,)


def test_blanks_mean_and_commas_or_and_a_minus_not() -> None:
    assert parse("agent:ana,bo -status:new score<=79.5") == (
        Clause(field=Field.AGENT, values=("ana", "bo")),
        Clause(field=Field.STATUS, values=("new",), negated=True),
        Clause(field=Field.SCORE, values=("79.5",), compare=Compare.AT_MOST),
    )


def test_signs_of_a_chinese_input_method_are_their_twins() -> None:
    typed = "agent：王小明，李娜　－status：new score《80 failing》＝2 text：“请 等”"
    assert parse(typed) == parse('agent:王小明,李娜 -status:new score<80 failing>=2 text:"请 等"')


def test_inside_quotes_every_sign_is_itself() -> None:
    (clause,) = parse(r'campaign:"spring, 2026: \"new\""')
    assert clause.values == ('spring, 2026: "new"',)


def test_only_the_last_bare_word_at_the_very_end_may_go_on() -> None:
    assert [each.open_end for each in parse("wait cons")] == [False, True]
    assert [each.open_end for each in parse("wait cons ")] == [False, False]
    assert [each.open_end for each in parse('wait "cons"')] == [False, False]
    assert not parse("agent:ana")[0].open_end


def test_values_know_where_they_stand() -> None:
    assert [each.offsets for each in read('a -agent:"ana p",bo')] == [(0,), (9, 17)]


@pytest.mark.parametrize(
    ("text", "offset", "message", "hint"),
    [
        ("score<80 agnt:ana", 9, "there is no field 'agnt'", "did you mean 'agent'?"),
        ("status:new,darft", 11, "there is no status 'darft'", "did you mean 'draft'?"),
        ("outcome:failed", 8, "there is no outcome 'failed'", "did you mean 'fail'?"),
        ("agent:", 6, "nothing stands after 'agent:'", "such as agent:ana, without blanks"),
        ("agent:ana,", 10, "a value is missing beside the comma", ""),
        ("score < 80", 6, "no field stands before the sign", "such as score<80, without blanks"),
        ("score<x", 6, "'x' is no percent", "such as score<80 or score>=92.5"),
        ("length>5", 7, "'5' is no length of time", "such as 90s, 5m, 1h30m or 7:30"),
        ("unknown>1.5", 8, "'1.5' is no whole number", "such as unknown>0"),
        ("since:2026-02-30", 6, "'2026-02-30' is no moment", ""),
        ("agent<3", 5, "agent has no less or more", "write agent:ana"),
        ("score<1,2", 8, "less or more takes one value", ""),
        ('text:"wait', 5, "the quote is never closed", 'end it with "'),
        ("a -", 2, "nothing stands after '-'", "such as -agent:bo"),
        ('it"s', 2, "a blank is missing before '\"'", ""),
        ("text:!!", 5, "'!!' has no word to search for", ""),
    ],
)
def test_a_fault_names_its_place_and_the_way_out(
    text: str, offset: int, message: str, hint: str
) -> None:
    with pytest.raises(SyntaxFault) as caught:
        parse(text)
    assert (caught.value.offset, caught.value.message) == (offset, message)
    assert hint in caught.value.hint
