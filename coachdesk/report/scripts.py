"""Scripts as text: lists, a version to read, differences line by line, history, delivery."""

from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from coachdesk.core.scripts import Block, Step
from coachdesk.core.scripts.delivery import Coverage, Delivery, Reader, Reading
from coachdesk.core.scripts.differences import Difference, Turn
from coachdesk.core.scripts.shown import Compared, Line, Told
from coachdesk.core.scripts.versions import Signature, Version
from coachdesk.core.visible import visible
from coachdesk.report.layout import wrapped
from coachdesk.report.rows import folded, table

COLUMNS = 80
"""Where nobody says how wide the screen is."""

_SIGN = {Turn.ADDED: "+", Turn.REMOVED: "-", Turn.CHANGED: "~", Turn.MOVED: ">"}
_READING = {
    Reading.IN_TIME: "✓ in time",
    Reading.LATE: "~ late",
    Reading.WAITING: "· not yet",
    Reading.MISSING: "✗ not in time",
}


def list_lines(lines: Sequence[Line], columns: int = COLUMNS) -> Iterator[str]:
    """One line a script, in columns."""
    if not lines:
        yield "no script in the library, and none published"
        return
    heads = ("script", "published", "on", "in the library", "read", "title")
    yield from folded(heads, [_listed(line) for line in lines], columns, keeps=(0, 1, 2, 4))


def _listed(line: Line) -> tuple[str, ...]:
    published = "–"
    if line.published is not None:
        published = f"v{line.published}"
        if line.used != line.published:
            published += f" (today: {f'v{line.used}' if line.used else 'none'})"
    return (
        visible(line.id),
        published,
        line.published_on.isoformat() if line.published_on else "–",
        _library(line),
        "✗ no" if line.to_read else "✓ yes" if line.confirmed else "–",
        visible(line.title),
    )


def _library(line: Line) -> str:
    if line.written is None:
        return "not there"
    words = [f"v{line.written}"]
    if line.differs:
        words.append("differs")
    if line.unsigned:
        words.append(f"{len(line.unsigned)} unsigned")
    return ", ".join(words)


def version_lines(
    version: Version, zone: ZoneInfo, columns: int = COLUMNS, *, part: str = ""
) -> Iterator[str]:
    """A version to read: every step and block with its lines, or the one of this id."""
    script = version.script
    when = version.at.astimezone(zone).date().isoformat()
    yield f"{visible(script.title)} – {version.name}, {script.change.value}, published {when}"
    used = [f"from {script.effective_from}"] if script.effective_from else []
    used += [f"until {script.effective_until}"] if script.effective_until else []
    if used:
        yield f"used {' '.join(used)}"
    for number, step in enumerate(script.steps, 1):
        if part and step.id != part:
            continue
        yield ""
        optional = "" if step.required else " (optional)"
        yield f"{number}. {visible(step.title or step.id)}{optional}  [{step.id}]"
        yield from _part(step, columns)
    blocks = [each for each in script.blocks if not part or each.id == part]
    if blocks:
        yield ""
        yield "Whenever it comes up:"
    for block in blocks:
        yield ""
        yield f"• {visible(block.when)}  [{block.id}]"
        yield from _part(block, columns)


def _part(part: Step | Block, columns: int) -> Iterator[str]:
    for language, texts in part.say.items():
        tag = f"{language}: " if len(part.say) > 1 else ""
        for text in texts:
            yield from hanging(f"{tag}“{visible(text)}”", columns, "    ")
    for branch in part.if_customer if isinstance(part, Step) else ():
        then = f" → {branch.then}" if branch.then else ""
        words = " / ".join(visible(text) for texts in branch.say.values() for text in texts)
        yield from hanging(f"– {visible(branch.when)}: “{words}”{then}", columns, "    ")
    if isinstance(part, Block) and part.then:
        yield f"    → {part.then}"
    if part.why:
        yield from hanging(f"why: {visible(part.why)}", columns, "    ")
    if part.law:
        yield from hanging(f"law: {', '.join(map(visible, part.law))}", columns, "    ")


def hanging(text: str, columns: int, indent: str) -> Iterator[str]:
    """The text in lines of so many columns; all but the first stand further in."""
    first, *more = list(wrapped(text, max(columns - len(indent) - 2, 20))) or [""]
    yield indent + first
    yield from (f"{' ' * len(indent)}  {line}" for line in more)


def difference_lines(found: Iterable[Difference], columns: int = COLUMNS) -> Iterator[str]:
    """Each thing that differs with its old and new words."""
    for each in found:
        what = " ".join(filter(None, (each.part or "script", each.what)))
        yield f"{_SIGN[each.turn]} {visible(what)}: {each.turn.value}"
        for sign, words in (("-", each.old), ("+", each.new)):
            for text in words:
                yield from hanging(f"{sign} {visible(text)}", columns, "    ")


def signed_lines(
    signature: Signature, before: Signature | None, *, new: bool, columns: int = COLUMNS
) -> Iterator[str]:
    """The words that a signature is for: `-` those signed before, `+` those signed now.

    Args:
        signature: made now, or found.
        before: the last one, for other words; None: there was none.
        new: it was made now; else its lines have no sign.
        columns: how wide.
    """
    old = before.lines if before is not None else ()
    for line in old:
        if line not in signature.lines:
            yield from _signed("-", line, columns)
    for line in signature.lines:
        yield from _signed("+" if new and line not in old else " ", line, columns)


def _signed(sign: str, line: tuple[str, str, str], columns: int) -> Iterator[str]:
    part, language, words = map(visible, line)
    yield from hanging(f"{part} [{language}] “{words}”", columns, f"{sign} ")


def compared_lines(found: Compared, columns: int = COLUMNS) -> Iterator[str]:
    """Two versions beside each other."""
    before = "nothing published" if found.old is None else f"v{found.old}"
    after = f"v{found.new}" + (" in the library" if found.written else "")
    yield f"{visible(found.script)}: {before} → {after}"
    if not found.differences:
        yield "nothing differs"
    yield from difference_lines(found.differences, columns)


def history_lines(found: Sequence[Told], zone: ZoneInfo, columns: int = COLUMNS) -> Iterator[str]:
    """Every version, the newest first, with what changed."""
    for at, each in enumerate(found):
        if at:
            yield ""
        version = each.version
        when = version.at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        yield (
            f"{version.name}  {version.script.change.value}  {when}  by {visible(version.by)}"
            f"  confirmed by {each.receipts}"
        )
        if version.renews:
            yield "  certificates on it are due for renewal"
        if each.reason:
            yield from hanging(f"why: {visible(each.reason)}", columns, "  ")
        if version is found[-1].version:
            yield "  the first version"
        else:
            yield from (f"  {line}" for line in difference_lines(each.differences, columns - 2))


def delivery_lines(found: Delivery, zone: ZoneInfo, columns: int = COLUMNS) -> Iterator[str]:
    """How far a version reached, by team and place, and who has not confirmed it."""
    published = found.published_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    due = found.due_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    yield from wrapped(f"{visible(found.title)} – {found.script}@{found.version}", columns)
    yield from wrapped(f"published {published}; confirmed until {due} is in time", columns)
    if not found.readers:
        yield "desk.yaml names no agent whom you may ask about"
        return
    heads = ("", "in time", "late", "not", "of")
    rows = [_covered(found.whole, "everybody shown")]
    rows += [_covered(each, f"team {each.name}") for each in found.teams]
    rows += [_covered(each, f"place {'  ' * each.depth}{each.name}") for each in found.places]
    yield ""
    yield from folded(heads, rows, columns, keeps=(0,), right=frozenset({1, 2, 3, 4}))
    yield ""
    readers = [_reader(each, found, zone) for each in found.readers]
    yield from folded((), readers, columns, keeps=(0, 1))


def _reader(each: Reader, found: Delivery, zone: ZoneInfo) -> tuple[str, ...]:
    return (
        _READING[each.reading],
        visible(each.person.name),
        visible(each.person.team or "–"),
        _when(each, found, zone),
    )


def _when(reader: Reader, found: Delivery, zone: ZoneInfo) -> str:
    if reader.confirmed_at is not None:
        return reader.confirmed_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    if reader.due_at != found.due_at:
        return f"came later, until {reader.due_at.astimezone(zone):%Y-%m-%d %H:%M}"
    return ""


def _covered(found: Coverage, name: str) -> tuple[str, ...]:
    share = f"{100 * found.in_time / found.people:.0f} %" if found.people else "–"
    return (
        visible(name),
        f"{found.in_time} ({share})",
        str(found.late),
        str(len(found.unread)),
        str(found.people),
    )


def stripped(
    lines: Iterable[tuple[str, ...]], right: frozenset[int] = frozenset()
) -> Iterator[str]:
    """The cells in columns, without blanks at the ends of lines."""
    return (line.rstrip() for line in table(lines, right=right))
