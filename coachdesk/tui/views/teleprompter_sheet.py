"""The sheet that is read from: the line in large, what comes next, and the answers at hand.

Whatever fits decides the spacing: as much air as there is, and none on a screen of 40x12.
"""

from collections.abc import Iterator, Sequence

import msgspec

from coachdesk.core.scripts import Block, Branch, Script, Step
from coachdesk.core.scripts.prompting import (
    Spot,
    Stretch,
    after,
    filled,
    lines_in,
    said_at,
    step_index,
)
from coachdesk.desk.scripts.prompting import Prompt
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink
from coachdesk.tui.shown import cut, fitted, lines_of, width

Line = tuple[Piece, ...]

BRANCHES, BLOCKS = 5, 9
"""So many have a key of their own: what the customer does at this step, and answers at hand."""
_WIDEST = 76
"""Cells of a line that an eye still follows while its owner talks."""
_TWO_COLUMNS = 66
_MOST_ABOVE = 2
_SPACIOUS, _LOOSE, _PARTED, _TIGHT = 3, 2, 1, 0


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody reads just now."""

    prompt: Prompt
    spot: Spot
    language: str
    with_why: bool = False
    branch_keys: tuple[str, ...]
    block_keys: tuple[str, ...]
    search_key: str

    @property
    def script(self) -> Script:
        """The script."""
        return self.prompt.script

    @property
    def said(self) -> Step | Branch | Block:
        """The step, branch or block."""
        return said_at(self.script, self.spot)


def title_of(said: Step | Branch | Block) -> str:
    """What people call it."""
    if isinstance(said, Step):
        return said.title or said.id
    return said.when


def short_title_of(block: Block) -> str:
    """A block's own title, else what the customer does."""
    return block.title or block.when


def head_of(reading: Reading, cells: int) -> Line:
    """How far, what it is, whether it may be left out, and the language."""
    script, said = reading.script, reading.said
    far = f" {reading.spot.step + 1} of {len(script.steps)}  "
    language, _ = lines_in(said.say, reading.language)
    kind = "" if not isinstance(said, Step) else "must say" if said.required else "may be left out"
    draft = "" if reading.prompt.is_published else "not published"
    right = "  ".join(filter(None, [draft, kind, language])) + " "
    beside = "" if isinstance(said, Step) else "IF  "
    room = max(4, cells - width(far) - width(beside) - width(right) - 1)
    return (
        (far, Ink.QUIET),
        (beside, Ink.CUSTOMER),
        (fitted(title_of(said), room), Ink.KEY),
        (" " + right, Ink.QUIET),
    )


def sheet_of(reading: Reading, cells: int, rows: int) -> list[Line]:
    """The rows below the head, with as much air between them as there is room for."""
    for air in (_SPACIOUS, _LOOSE, _PARTED):
        body, answers = _body(reading, cells, air), _answers(reading, cells, air)
        spare = rows - len(body) - len(answers)
        if spare >= 0:
            above = min(spare // 4, _MOST_ABOVE)
            # The answers stand at the foot, where the eye finds them again.
            return [*([()] * above), *body, *([()] * (spare - above)), *answers]
    return [*_body(reading, cells, _TIGHT), *_answers(reading, cells, _TIGHT)]


def _margin(cells: int) -> str:
    return " " * (1 if cells < 60 else min(max(4, (cells - _WIDEST) // 3), 24))


def _body(reading: Reading, cells: int, air: int) -> list[Line]:
    margin = _margin(cells)
    room = min(_WIDEST, max(cells - 2 * len(margin), 10))
    said = reading.said
    language, lines = lines_in(said.say, reading.language)
    found: list[Line] = [()] if air >= _PARTED else []
    if language != reading.language:
        found.append(((f"{margin}there is no line in {reading.language}", Ink.UNKNOWN),))
    for number, text in enumerate(lines):
        if number and air >= _LOOSE:
            found += [()] * (2 if air == _SPACIOUS else 1)
        start = "or  " if number else ""
        found += _wrapped(
            filled(text, reading.prompt.values), room, margin, start,
            Ink.QUIET if number else Ink.STRONG, air == _SPACIOUS and not number,
        )  # fmt: skip
    why = "" if isinstance(said, Branch) else said.why
    if reading.with_why:
        told = f"why: {why}" if why else "why: the script does not say"
        found += [()] if air >= _PARTED else []
        found += [((margin + told[start:end], Ink.OPEN),) for start, end in lines_of(told, room)]
    return [*found, ()] if air >= _PARTED else found


def _wrapped(
    stretches: Sequence[Stretch], cells: int, margin: str, start: str, ink: Ink, is_spaced: bool
) -> Iterator[Line]:
    """The line in rows, its empty slots marked."""
    text = "".join(each.text for each in stretches)
    room = max(cells - len(start), 10)
    for number, (low, high) in enumerate(lines_of(text, room)):
        if number and is_spaced:
            yield ()
        before = start if number == 0 else " " * len(start)
        yield ((margin + before, Ink.QUIET), *_part_of(stretches, low, high, ink))


def _part_of(stretches: Sequence[Stretch], low: int, high: int, ink: Ink) -> Iterator[Piece]:
    at = 0
    for each in stretches:
        text = each.text[max(0, low - at) : max(0, high - at)]
        if text:
            yield text, Ink.UNKNOWN if each.is_empty else ink
        at += len(each.text)


def _answers(reading: Reading, cells: int, air: int) -> list[Line]:
    """What comes next, what the customer may do at this step, and the blocks by their digits."""
    margin = _margin(cells)
    found: list[Line] = [_next(reading, cells, margin)]
    said = reading.said
    if isinstance(said, Step) and said.if_customer:
        found += [()] if air >= _PARTED else []
        found += _branches(reading, said, cells, margin)
    if reading.script.blocks:
        found += [()] if air >= _PARTED else []
        found += _blocks(reading, cells, margin, air)
    return [*found, ()] if air >= _LOOSE else found


def _next(reading: Reading, cells: int, margin: str) -> Line:
    script, spot = reading.script, reading.spot
    following = after(script, spot)
    if following is None:
        return ((f"{margin}end   ", Ink.QUIET), ("the script ends here", Ink.PLAIN))
    word = "next  " if isinstance(reading.said, Step) else "then  "
    if isinstance(reading.said, Block) and not reading.said.then:
        word = "back to  "
    title = title_of(script.steps[following.step])
    return ((margin + word, Ink.QUIET), (cut(title, cells - len(margin + word) - 1), Ink.PLAIN))


def _branches(reading: Reading, step: Step, cells: int, margin: str) -> Iterator[Line]:
    titles = [branch.when for branch in step.if_customer]
    longest = max(map(width, titles))
    for key, branch in zip(reading.branch_keys, step.if_customer, strict=False):
        room = cells - len(margin) - 4
        leads = ""
        if branch.then:
            leads = title_of(reading.script.steps[step_index(reading.script, branch.then)])
        left = min(longest, max(room // 2, room - width(leads) - 4)) if leads else room
        pieces: list[Piece] = [(f"{margin}{key}  ", Ink.KEY)]
        if leads:
            pieces += [(fitted(branch.when, left), Ink.CUSTOMER), (f"  → {leads}", Ink.QUIET)]
        else:
            pieces.append((cut(branch.when, left), Ink.CUSTOMER))
        yield tuple(pieces)
    yield from _more(len(step.if_customer) - BRANCHES, margin, reading)


def _blocks(reading: Reading, cells: int, margin: str, air: int) -> Iterator[Line]:
    numbered = list(zip(reading.block_keys, reading.script.blocks, strict=False))
    room = cells - len(margin) - 1
    if air == _TIGHT:
        yield from _flow(reading, room, margin)
    else:
        columns = 2 if room >= _TWO_COLUMNS else 1
        deep = -(-len(numbered) // columns)
        wide = room // columns
        for at in range(deep):
            pieces: list[Piece] = [(margin, Ink.PLAIN)]
            for key, block in numbered[at::deep]:
                here = block.id == reading.spot.block
                pieces += [
                    (f"{key}  ", Ink.KEY),
                    (fitted(short_title_of(block), wide - 4) + " ",
                     Ink.STRONG if here else Ink.PLAIN),
                ]  # fmt: skip
            yield tuple(pieces)
    yield from _more(len(reading.script.blocks) - BLOCKS, margin, reading)


def _flow(reading: Reading, room: int, margin: str) -> Iterator[Line]:
    """As many blocks in a row as fit, for very small screens."""
    most = max(room // 2 - 3, 6)
    row: list[Piece] = []
    taken = 0
    for key, block in zip(reading.block_keys, reading.script.blocks, strict=False):
        title = cut(short_title_of(block), most)
        wide = width(title) + 4
        if row and taken + wide > room:
            yield ((margin, Ink.PLAIN), *row)
            row, taken = [], 0
        row += [(f"{key} ", Ink.KEY), (f"{title}  ", Ink.PLAIN)]
        taken += wide
    if row:
        yield ((margin, Ink.PLAIN), *row)


def _more(count: int, margin: str, reading: Reading) -> Iterator[Line]:
    if count > 0:
        yield ((f"{margin}…  and {count} more: {reading.search_key} finds them", Ink.QUIET),)
