"""Plain text as a file: odd times are kept and marked, and each turn knows its line."""

from coachdesk.core.calls import Speaker
from coachdesk.core.errors import Problem
from coachdesk.files.calls.openfiles import parse_roles
from coachdesk.files.calls.plain import FORMAT
from coachdesk.files.calls.reading import ReadCall, Roles, Source


def read(text: str, roles: Roles | None = None) -> ReadCall | Problem:
    assert FORMAT.read is not None
    source = Source(path="x.txt", stem="x", data=text.encode(), roles=roles or Roles())
    (found,) = FORMAT.read(source)
    return found


def test_a_turn_that_ends_before_it_starts_is_kept_and_marked() -> None:
    found = read("A: [00:09-00:04] hello\nC: [00:10-00:12] hi\n")
    assert isinstance(found, ReadCall)
    assert (found.call.turns[0].start_ms, found.call.turns[0].end_ms) == (9000, 4000)
    assert [(each.code, each.turn) for each in found.call.warnings] == [("C204", 0)]


def test_turns_know_their_lines_past_blank_and_continued_ones() -> None:
    found = read("\ufeff\r\nA: one\r\n\r\n  and on\r\nC: two\r\n")
    assert isinstance(found, ReadCall)
    assert [turn.text for turn in found.call.turns] == ["one and on", "two"]
    assert found.turn_lines == (2, 5)


def test_a_name_plays_no_part_until_somebody_says_which() -> None:
    text = "Ana: hello\nBo: hi\nA: yes\n"
    found, told = read(text), read(text, parse_roles("ana=agent,*=customer"))
    assert isinstance(found, ReadCall)
    assert isinstance(told, ReadCall)
    unknown = Speaker.UNKNOWN
    assert [turn.speaker for turn in found.call.turns] == [unknown, unknown, Speaker.AGENT]
    assert [turn.speaker for turn in told.call.turns] == [
        Speaker.AGENT,
        Speaker.CUSTOMER,
        Speaker.AGENT,
    ]


def test_a_first_line_without_a_speaker_is_named_with_its_place() -> None:
    assert str(read("\n  good morning\nA: hello\n")) == (
        "x.txt:2:3: C112 error: a line begins with no speaker (write such as 'A: hello')"
    )
