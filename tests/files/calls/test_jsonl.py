"""Own JSON Lines: what we write is what we read, and a bad line names its place."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.calls import Call, Gap, Speaker, Turn, Word
from coachdesk.core.errors import Problem
from coachdesk.files.calls.openfiles import read_calls
from coachdesk.files.calls.reading import ReadCall
from coachdesk.report.calls import call_line

printable = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")))
names = st.one_of(st.none(), printable.filter(bool))
milliseconds = st.one_of(st.none(), st.integers(0, 10**7))


@st.composite
def turns(draw: st.DrawFn) -> tuple[Turn, ...]:
    made = []
    for index in range(draw(st.integers(0, 5))):
        text = draw(printable)
        words: tuple[Word, ...] = ()
        if text and draw(st.booleans()):
            end = draw(st.integers(1, len(text)))
            words = (Word(0, end, draw(milliseconds), draw(milliseconds), 0.5),)
        made.append(
            Turn(
                index=index,
                speaker=draw(st.sampled_from(Speaker)),
                text=text,
                start_ms=draw(milliseconds),
                end_ms=draw(milliseconds),
                label=draw(printable),
                words=words,
            )
        )
    return tuple(made)


@st.composite
def calls(draw: st.DrawFn) -> Call:
    zone = timezone(timedelta(minutes=draw(st.integers(-700, 700))))
    moment = st.datetimes(datetime(2000, 1, 2), datetime(2090, 1, 1)).map(  # noqa: DTZ001
        lambda naive: naive.replace(tzinfo=draw(st.sampled_from([UTC, zone])))
    )
    return Call(
        id=draw(printable.filter(bool)),
        turns=draw(turns()),
        source_format="jsonl",
        started_at=draw(st.one_of(st.none(), moment)),
        time_zone=draw(st.one_of(st.none(), st.just("Europe/London"))),
        duration_ms=draw(milliseconds),
        direction=draw(st.one_of(st.none(), st.just("outbound"))),
        agent=draw(names),
        customer=draw(names),
        campaign=draw(names),
        disposition=draw(names),
        language=draw(st.one_of(st.none(), st.just("zh-CN"))),
        role_confidence=draw(st.sampled_from([1.0, 0.5])),
        gaps=draw(st.sampled_from([(), (Gap(1000, 5000),)])),
        meta=draw(st.dictionaries(printable, printable, max_size=3)),
    )


@given(calls())
def test_reading_what_we_wrote_gives_what_was_written(call: Call) -> None:
    record = call_line(call)
    (found,) = _read_text(record)
    assert isinstance(found, ReadCall), str(found)
    assert msgspec.structs.replace(found.call, warnings=()) == call
    assert call_line(msgspec.structs.replace(found.call, warnings=call.warnings)) == record


def _read_text(text: str) -> list[ReadCall | Problem]:
    import io

    from coachdesk.files.calls.jsonl import read_lines
    from coachdesk.files.calls.reading import Roles

    return list(read_lines(io.BytesIO(text.encode()), "x.jsonl", Roles()))


GOOD = '{"id": "a", "turns": [{"speaker": "agent", "text": "hello"}]}'


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("{", "x.jsonl:2:2: C103 error: not JSON"),
        ('{"id": "b"}', "x.jsonl:2:1: C111 error: object missing required field 'turns'"),
        ('{"id": "b", "turns": [], "agnet": "x"}', "x.jsonl:2:26: C111 error: there is no field"),
        ('{"id": "b", "id": "c", "turns": []}', "x.jsonl:2:13: C105 error: the key 'id' stands"),
        ('{"id": "b", "turns": [], "duration_ms": NaN}', "x.jsonl:2:41: C105 error: NaN"),
        ('{"id": "b", "turns": [], "duration_ms": -5}', "x.jsonl:2:26: C111 error: 'duration_ms'"),
        ('{"id": "b", "turns": [], "started_at": "noon"}', "x.jsonl:2:26: C111 error: 'noon' is"),
        (
            '{"id": "b", "turns": [], "started_at": "2026-01-02T10:00:00"}',
            "x.jsonl:2:26: C111 error: the time has no offset",
        ),
        ('{"id": "b", "turns": [{"index": 3, "text": "x"}]}', "x.jsonl:2:24: C111 error: turn 1"),
        ('{"id": "b", "turns": [{"text": 5}]}', "x.jsonl:2:24: C111 error: expected 'str'"),
        ("[" * 100 + "]" * 100, "x.jsonl:2:65: C104 error: nested deeper than 64"),
        ("[]", "x.jsonl:2:1: C111 error"),
    ],
)
def test_a_bad_line_is_one_problem_with_its_place_and_the_others_are_read(
    line: str, starts: str
) -> None:
    found = _read_text(f"{GOOD}\n{line}\n\n{GOOD}\n")
    assert [type(each) for each in found] == [ReadCall, Problem, ReadCall]
    assert str(found[1]).startswith(starts), str(found[1])


def test_lone_surrogates_and_control_characters_are_taken_out_and_counted() -> None:
    (found,) = _read_text(
        '{"id": "a", "turns": [{"text": "a\\ud800b\\u001b]52;c;x\\u0007 \\u0000 c"}]}'
    )
    assert isinstance(found, ReadCall)
    assert found.call.turns[0].text == "a\ufffdb]52;c;x  c"
    assert "C201" in {warning.code for warning in found.call.warnings}


def test_role_map_decides_who_is_who_and_nothing_else_does(tmp_path: Path) -> None:
    from coachdesk.files.calls.openfiles import parse_roles

    path = tmp_path / "x.jsonl"
    path.write_text(
        '{"id": "a", "turns": [{"speaker": "Ana", "text": "x"}, {"speaker": "0", "text": "y"}]}'
    )
    for roles, expected in (
        (None, [Speaker.UNKNOWN, Speaker.UNKNOWN]),
        ("Ana=agent", [Speaker.AGENT, Speaker.UNKNOWN]),
        ("ana=agent,*=customer", [Speaker.AGENT, Speaker.CUSTOMER]),
    ):
        (found,) = read_calls([str(path)], roles=parse_roles(roles))
        assert isinstance(found, ReadCall)
        assert [turn.speaker for turn in found.call.turns] == expected
        assert [turn.label for turn in found.call.turns] == ["Ana", "0"]


def test_a_file_that_is_no_json_lines_is_left_alone_after_a_few_lines() -> None:
    found = _read_text("{\n" * 1000)
    assert len(found) == 11
    assert str(found[-1]).startswith("x.jsonl:11:1: C110 error: the first 10 lines are no calls")


def test_a_pretty_printed_document_is_not_taken_for_json_lines() -> None:
    from coachdesk.files.calls.jsonl import recognises

    assert recognises(b'{"id": "a", "turns": []}\n')
    assert recognises(b'{"id": "a", "turns": [{"text": "cut in the mid')
    assert not recognises(b'{\n  "id": "a",\n  "turns": []\n}\n')
    assert not recognises(b'{"a": {"turns": 3}}\n')


@pytest.mark.parametrize(
    "piece",
    [
        '"start_ms": -1',
        '"end_ms": -1',
        '"start_ms": 1000000000000000000000',
        '"end_ms": 1767225601500',
        '"words": [{"start": 0, "end": 2, "start_ms": -5}]',
        '"words": [{"start": 0, "end": 3}]',
    ],
)
def test_times_that_no_call_has_are_refused(piece: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(f'{{"id": "c", "turns": [{{"index": 0, "text": "hi", {piece}}}]}}\n')
    (found,) = read_calls([str(path)])
    assert isinstance(found, Problem)
    assert found.code == "C111"


def test_names_of_every_kind_lose_their_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    turn = '{"index": 0, "text": "hi", "speaker": "agent", "label": "A\\u001b[31m"}'
    path.write_text(f'{{"id": "c\\u0007", "language": "e\\u0000n", "turns": [{turn}]}}\n')
    (found,) = read_calls([str(path)])
    assert isinstance(found, ReadCall)
    call = found.call
    assert (call.id, call.language, call.turns[0].label) == ("c", "en", "A[31m")
