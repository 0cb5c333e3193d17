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
AGAIN = GOOD.replace('"a"', '"z"')


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
        (
            '{"id": "b", "turns": [{"text": "x"}, {"text": "y", "speakr": "x"}]}',
            "x.jsonl:2:52: C111 error: there is no field 'speakr' (did you mean speaker?)",
        ),
        (
            '{"id": "b", "turns": [{"text": "[1, 2]"}, {"text": "y", "start_ms": "4"}]}',
            "x.jsonl:2:57: C111 error: expected 'int | null', got 'str'",
        ),
        (
            '{"id": "b", "turns": [{"text": "x", "end_ms": 3}, {"text": "y", "end_ms": -1}]}',
            "x.jsonl:2:65: C111 error: 'end_ms' is -1, and a time is never negative",
        ),
        ('{"id": "b", "turns": [], "role_confidence": 7}', "x.jsonl:2:26: C111 error: role_conf"),
        ('{"id": "b", "turns": [], "role_confidence": 1e999}', "x.jsonl:2:45: C105 error: the n"),
        ('{"id": "b", "turns": [], "meta": {"a": 1e999}}', "x.jsonl:2:40: C105 error: the number"),
        ('{"id": "b", "turns": [], "direction": "up"}', "x.jsonl:2:26: C111 error: direction 'up'"),
        ('{"id": "b", "turns": [], "time_zone": "Mars"}', "x.jsonl:2:26: C111 error: there is no"),
        ('{"id": "b", "turns": [], "gaps": [{"start_ms": 2, "end_ms": 1}]}', "x.jsonl:2:35: C111"),
        ('{"id": "b", "turns": [], "agent": "x", "agent": "y"}', "x.jsonl:2:40: C105 error: the k"),
        ('{"id": "\\u0007", "turns": []}', "x.jsonl:2:2: C111 error: a call needs an id"),
        ("[" * 100 + "]" * 100, "x.jsonl:2:65: C104 error: nested deeper than 64"),
        ("[]", "x.jsonl:2:1: C111 error"),
    ],
)
def test_a_bad_line_is_one_problem_with_its_place_and_the_others_are_read(
    line: str, starts: str
) -> None:
    found = _read_text(f"{GOOD}\n{line}\n\n{AGAIN}\n")
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


TURN = '{"index": %d, "speaker": "agent", "start_ms": 1, "end_ms": 2, "text": "hi"%s}'


@pytest.mark.parametrize("extra", [', "start_ms": 5', ', "text": "ho"', ', "speaker": "customer"'])
@pytest.mark.parametrize("last", [False, True])
def test_a_key_that_stands_twice_in_a_turn_is_never_read_as_one_of_the_two(
    extra: str, last: bool
) -> None:
    turns = [TURN % (0, ""), TURN % (1, "")]
    turns[last] = TURN % (last, extra)
    (found,) = _read_text(f'{{"id": "a", "turns": [{", ".join(turns)}]}}')
    assert isinstance(found, Problem)
    assert found.code == "C105"


def test_an_id_that_comes_again_names_both_lines() -> None:
    first, other, second = _read_text(f"{GOOD}\n{AGAIN}\n{GOOD}\n")
    assert isinstance(first, ReadCall)
    assert isinstance(other, ReadCall)
    assert str(second).startswith(
        "x.jsonl:3:1: C114 error: a call 'a' stands in line 1 already, so this one was left out"
    )


def test_timed_words_keep_their_place_when_control_characters_go() -> None:
    (found,) = _read_text(
        '{"id": "a", "turns": [{"text": "\\u001b[2J good \\u0007day", "words":'
        ' [{"start": 5, "end": 9}, {"start": 11, "end": 14}]}]}'
    )
    assert isinstance(found, ReadCall)
    (turn,) = found.call.turns
    assert [turn.text[word.start : word.end] for word in turn.words] == ["good", "day"]


def test_control_characters_go_from_every_name_and_are_counted() -> None:
    (found,) = _read_text(
        '{"id": "a\\u001b", "agent": "A\\u0000na", "meta": {"k\\u009b": "v\\ud800"},'
        ' "turns": [{"text": "x", "label": "\\u001b[2J"}]}'
    )
    assert isinstance(found, ReadCall)
    call = found.call
    assert (call.id, call.agent, call.meta) == ("a", "Ana", {"k": "v\ufffd"})
    assert call.turns[0].label == "[2J"
    (counted,) = [each.message for each in call.warnings if each.code == "C201"]
    assert counted == "5 control characters were taken out"
