"""Plain text: one turn a line, `A:` agent, `C:` customer, `O:` somebody else, or a name.

    A: [00:03] good morning
    [00:07-00:09] C: hello
    Ana: how can I help?

A time in brackets may stand before or after the speaker: a start, or start-end, as `mm:ss`,
`h:mm:ss`, with a fraction where there is one. A line that begins with no speaker goes on with the
turn before it.
"""

import re
from collections.abc import Callable, Iterator, Mapping

import msgspec

from coachdesk.core.calls import Call, CallWarning, Speaker, Turn
from coachdesk.core.errors import Problem, SyntaxFault
from coachdesk.core.location import Location
from coachdesk.core.visible import without_controls
from coachdesk.files.calls.reading import Format, Found, ReadCall, Source
from coachdesk.files.calls.turns import oddities
from coachdesk.files.encoding import decoded

SHORT: Mapping[str, Speaker] = {
    "A": Speaker.AGENT,
    "C": Speaker.CUSTOMER,
    "O": Speaker.OTHER,
    "?": Speaker.UNKNOWN,
    "agent": Speaker.AGENT,
    "customer": Speaker.CUSTOMER,
    "other": Speaker.OTHER,
    "unknown": Speaker.UNKNOWN,
}
"""Labels that say the part themselves; any other one is a name, and needs a role map."""

_CLOCK = r"(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-9]{2}(?:[.,][0-9]{1,3})?"
_TIME = rf"\[\s*(?P<start>{_CLOCK})\s*(?:(?:-|–|-->)\s*(?P<end>{_CLOCK})\s*)?\]\s*"
_LINE = re.compile(
    rf"\s*(?:{_TIME})?(?P<label>[^\s:：\[][^:：\[]{{0,39}}?|\?)\s*[:：]\s*"
    rf"(?:{_TIME.replace('start', 'later').replace('end', 'until')})?(?P<text>.*)"
)

Role = Callable[[str], Speaker]
"""The part that a label plays; UNKNOWN where nobody said."""


def parse_plain(
    text: str, *, call_id: str, role: Role | None = None, any_times: bool = False
) -> Call:
    """The call that the lines mean. Blank lines are skipped.

    Args:
        text: the lines.
        call_id: the call's id.
        role: what a name means; labels such as `A` speak for themselves.
        any_times: keep a turn that ends before it starts, as transcripts have them.

    Raises:
        SyntaxFault: at a first line that names no speaker; unless `any_times`, at a turn that ends
            before it starts.
    """
    turns: list[Turn] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            _add(line, offset, turns, role, any_times)
        offset += len(line)
    return Call(id=call_id, turns=tuple(turns), source_format="plain")


def _add(line: str, offset: int, turns: list[Turn], role: Role | None, any_times: bool) -> None:
    found = _LINE.fullmatch(line.rstrip("\r\n"))
    if found is None:
        if not turns:
            at = offset + len(line) - len(line.lstrip())
            raise SyntaxFault(at, "a line begins with no speaker", "write such as 'A: hello'")
        before = turns[-1]
        turns[-1] = Turn(
            index=before.index,
            speaker=before.speaker,
            text=f"{before.text} {line.strip()}".strip(),
            start_ms=before.start_ms,
            end_ms=before.end_ms,
            label=before.label,
        )
        return
    label = found["label"].strip()
    start, end = found["start"] or found["later"], found["end"] or found["until"]
    start_ms, end_ms = clock_ms(start), clock_ms(end)
    if not any_times and start_ms is not None and end_ms is not None and end_ms < start_ms:
        at = offset + found.start("start" if found["start"] else "later")
        raise SyntaxFault(at, f"the turn ends at {end}, before it starts at {start}")
    speaker = SHORT.get(label) or SHORT.get(label.casefold())
    if speaker is None:
        speaker = role(label) if role else Speaker.UNKNOWN
    turns.append(
        Turn(
            index=len(turns),
            speaker=speaker,
            text=found["text"].strip(),
            start_ms=start_ms,
            end_ms=end_ms,
            label=label,
        )
    )


def clock_ms(clock: str | None) -> int | None:
    """`mm:ss`, `h:mm:ss` or with a fraction, in milliseconds; None for None."""
    if clock is None:
        return None
    whole, _, fraction = clock.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int((fraction + "000")[:3])


def recognises(head: bytes) -> bool:
    """Most of the first lines begin with a speaker."""
    text = head.decode("utf-8", "ignore").removeprefix("\ufeff")
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    if not lines or lines[0].lstrip()[:1] in "{<":
        return False
    return _LINE.fullmatch(lines[0]) is not None and 2 * sum(
        _LINE.fullmatch(line) is not None for line in lines
    ) >= len(lines)


def read(source: Source) -> Iterator[Found]:
    """One call."""
    text = decoded(source.data, source.path, "C102")
    if isinstance(text, Problem):
        yield text
        return
    # Line ends stay, so that a fault's offset still gives its line.
    text, removed = (
        "\n".join(without_controls(line)[0] for line in text.replace("\r\n", "\n").split("\n")),
        without_controls(text)[1],
    )
    try:
        call = parse_plain(text, call_id=source.stem, role=source.roles.part_of, any_times=True)
    except SyntaxFault as fault:
        before = text[: fault.offset]
        column = fault.offset - (before.rfind("\n") + 1) + 1
        yield Problem(
            code="C112",
            location=Location(source.path, before.count("\n") + 1, column),
            message=fault.message,
            hint=fault.hint,
        )
        return
    warnings = oddities(call.turns, None)
    if removed:
        warnings.append(CallWarning("C201", f"{removed} control characters were taken out"))
    lines = [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and _LINE.fullmatch(line)
    ]
    yield ReadCall(
        call=msgspec.structs.replace(call, warnings=tuple(warnings)),
        path=source.path,
        turn_lines=tuple(lines),
    )


FORMAT = Format(
    name="plain", title="plain text, a speaker a line", recognises=recognises, read=read
)
