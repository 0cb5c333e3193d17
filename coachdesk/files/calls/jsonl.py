"""Coachdesk's own JSON Lines: one call a line, as `read --format json` writes it.

The only format that we write. Read line by line in flat memory, by types; a line that does not fit
is looked at again slowly, to say what is wrong and where.
"""

import re
from collections.abc import Iterator
from typing import IO

import msgspec

from coachdesk.core.calls import Turn
from coachdesk.core.errors import Problem
from coachdesk.core.location import Location
from coachdesk.files.calls.json_text import parse_json
from coachdesk.files.calls.jsonl_faults import problem, shape_problem
from coachdesk.files.calls.jsonl_record import (
    FIELDS,
    MADE_ANEW,
    CallRecord,
    Cleaner,
    PlainRecord,
    call_from,
)
from coachdesk.files.calls.reading import Format, Found, ReadCall, Roles, Source
from coachdesk.files.calls.turns import MOST_MS

MOST_LINE_BYTES = 16 * 1024 * 1024
"""The longest line that is read."""
_PLAIN = msgspec.json.Decoder(PlainRecord)
_TURNS = re.compile(rb'"turns"\s*:\s*\[')


def recognises(head: bytes) -> bool:
    """A whole object with a list `turns` on the first line, as far as it can be seen."""
    first, ended, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    is_whole = first.rstrip().endswith(b"}") or not ended
    return first[:1] == b"{" and is_whole and _TURNS.search(first) is not None


MOST_BAD_LINES = 10
"""So many lines that are no calls, before any that is one, and the rest is left alone."""


def read_lines(stream: IO[bytes], path: str, roles: Roles) -> Iterator[Found]:
    """Every call of the file, one a line; blank lines are skipped.

    An id that comes again is a problem: whichever call it meant later, the other would be lost.
    """
    bad, good = 0, False
    lines: dict[int, int] = {}
    for number, line in _numbered_lines(stream):
        if line is None:
            found: Found = problem("C110", path, number, 1, "the line is longer than 16 MiB")
        else:
            found = _read_line(line, path, number, roles)
        if isinstance(found, ReadCall):
            earlier = lines.setdefault(hash(found.call.id), number)
            if earlier != number:
                found = _id_again(found.call.id, path, number, earlier)
        if isinstance(found, Problem):
            if not good and bad == MOST_BAD_LINES:
                message = f"the first {bad} lines are no calls; the rest was left alone"
                yield problem("C110", path, number, 1, message, "one object a line")
                return
            bad += 1
        good = good or isinstance(found, ReadCall)
        yield found


def _id_again(call_id: str, path: str, number: int, earlier: int) -> Problem:
    message = f"a call '{call_id}' stands in line {earlier} already, so this one was left out"
    return problem("C114", path, number, 1, message, "give each call an id of its own")


def _numbered_lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """(number, line) of every line that is not blank; None for one that is too long."""
    number = 0
    while line := stream.readline(MOST_LINE_BYTES + 1):
        number += 1
        if len(line) > MOST_LINE_BYTES:
            yield number, None
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_LINE_BYTES)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def _read_line(line: bytes, path: str, number: int, roles: Roles) -> Found:
    clean = Cleaner()
    try:
        plain = _PLAIN.decode(line)
    except (ValueError, RecursionError):  # msgspec's own errors are ValueErrors
        plain = None
    if plain and _is_plain(plain.turns, roles) and _has_each_key_once(line, plain):
        return call_from(plain, _cleaned(plain.turns, clean), line, path, number, roles, clean)
    record = _looked_at_again(line, path, number, clean)
    if isinstance(record, Problem):
        return record
    return call_from(record, None, line, path, number, roles, clean)


def _is_plain(turns: tuple[Turn, ...], roles: Roles) -> bool:
    """Whether the turns are numbered, with times of a call and no timed words."""
    labels = "".join([turn.label for turn in turns])
    if labels and roles.by_label:
        return False
    for index, turn in enumerate(turns):
        start, end = turn.start_ms, turn.end_ms
        if turn.index != index or turn.words:
            return False
        if start is not None and not 0 <= start < MOST_MS:
            return False
        if end is not None and not 0 <= end < MOST_MS:
            return False
    return labels.isprintable()


def _cleaned(turns: tuple[Turn, ...], clean: Cleaner) -> tuple[Turn, ...]:
    """The turns with clean texts; those that are clean already stay as they are."""
    if "".join([turn.text for turn in turns]).isprintable():
        return turns
    return tuple(
        turn
        if turn.text.isprintable()
        else msgspec.structs.replace(turn, text=clean.text(turn.text))
        for turn in turns
    )


_KEYS = tuple(f'"{key}":'.encode() for key in CallRecord.__struct_fields__)
_KEYS_OF_A_TURN = 5
"""index, speaker, start_ms, end_ms, text; label besides, where there is one."""


def _has_each_key_once(line: bytes, record: PlainRecord) -> bool:
    """Whether the line has no more keys than the record accounts for.

    A decoder takes the last of two values without a word. This counts instead of parsing again; a
    text that has a quote and a colon in a row is looked at again too.
    """
    first, last = line.find(b'"turns":'), line.rfind(b'"text":')
    around = line[: first + 8] + line[last:] if 0 <= first < last else line
    expected = (
        sum(key in around for key in _KEYS)
        + sum(bytes(raw).count(b'":') for raw in (record.metrics, record.warnings))
        + len(record.meta)
        + 2 * len(record.gaps)
        + _KEYS_OF_A_TURN * len(record.turns)
        + sum(1 for turn in record.turns if turn.label)
    )
    return line.count(b'":') <= expected and b'" :' not in line


def _looked_at_again(line: bytes, path: str, number: int, clean: Cleaner) -> CallRecord | Problem:
    """The record after strict parsing, or what is wrong and where."""
    parsed = parse_json(Source(path=path, stem="", data=line.rstrip(b"\r\n")))
    if isinstance(parsed, Problem):
        assert parsed.location is not None
        place = Location(path, number, parsed.location.column)
        return msgspec.structs.replace(parsed, location=place)
    if isinstance(parsed, dict):
        parsed = {key: value for key, value in parsed.items() if key not in MADE_ANEW}
    try:
        return msgspec.convert(clean.encodable(parsed), CallRecord)
    except msgspec.ValidationError as error:
        text = line.decode("utf-8", "replace")
        return shape_problem(str(error), text, path, number, FIELDS)


FORMAT = Format(
    name="jsonl", title="Coachdesk's own JSON Lines", recognises=recognises, read_lines=read_lines
)
