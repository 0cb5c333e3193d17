"""Lines of the queue at any width, with any text in them; and the selection at any size."""

import random
from array import array
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.core.errors import SyntaxFault
from coachdesk.core.queue import Item, Status
from coachdesk.core.score import Outcome
from coachdesk.tui.drawing import cells_of, strip_of
from coachdesk.tui.looks import Looks
from coachdesk.tui.shown import shown, width
from coachdesk.tui.views.queue_filter import above
from coachdesk.tui.views.queue_rows import head_of, layout, row_of, text_of
from coachdesk.tui.views.queue_selection import Selection

LOOKS = Looks("dusk")
NASTY = ("[/]", "[@click=app.quit]x[/]", "\x1b]52;c;aGFja2Vk\x07", "王\u200d小\u202e明",
         "👩\u200d👩\u200d👧 Mo", "\x9b31m", "Z\u0351\u0489", "李娜", "Ana Price")  # fmt: skip


def item(text: str, **changed: object) -> Item:
    values = {
        "number": 1, "call": text, "agent": text, "campaign": text, "scorecard": text,
        "why": text, "assigned": text, "language": "en", "version": 1, "duration_ms": 4_021_000,
        "started_at": datetime(2025, 3, 9, 8, 5, tzinfo=UTC), "score": 79.996,
        "outcome": Outcome.FAIL, "critical": 1, "failing": 2, "unknown": 1,
        "status": Status.DISPUTED, **changed,
    }  # fmt: skip
    return Item(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", NASTY)
def test_a_row_is_exactly_as_wide_as_asked_and_drives_no_terminal(text: str) -> None:
    for cells, ids in [(each, ids) for each in range(17, 201) for ids in (0, width(text), 60)]:
        pieces = row_of(item(text), cells, LOOKS, current=True, selected=True, year=2026, ids=ids)
        assert cells_of(pieces) == cells
        drawn = "".join(segment.text for segment in strip_of(pieces, cells, LOOKS))
        assert shown(drawn) == drawn
        assert cells_of(head_of(cells, ids)) == cells


def test_columns_start_at_the_same_cell_whatever_stands_before() -> None:
    rows = [
        "".join(text for text, _ in row_of(
            item("C1", agent=name), 100, LOOKS, current=False, selected=False, year=2026))
        for name in ("Ana Price", "王小明", "李娜", None)
    ]  # fmt: skip
    assert {width(row[: row.index("✗")]) for row in rows} == {
        width("".join(text for text, _ in head_of(100)).split("outcome")[0])
    }


def test_columns_give_way_in_one_order() -> None:
    names = [{column.name for column, _ in layout(cells)} for cells in range(15, 201)]
    gone: list[str] = []
    for wider, narrower in zip(reversed(names), reversed(names[:-1]), strict=False):
        assert narrower <= wider
        gone += sorted(wider - narrower)
    assert gone == ["campaign", "scorecard", "len", "assigned", "why", "started", "status",
                    "score", "outcome", "agent"]  # fmt: skip
    assert {"why", "started", "status"} <= {column.name for column, _ in layout(79)}


@pytest.mark.parametrize("cells", [79, 99, 119, 160])
def test_ids_that_differ_at_their_end_do_not_look_alike(cells: int) -> None:
    for longest in range(9, 17):
        ids = [f"{n:0{longest}}" for n in (1017, 1018)]
        lines = [
            "".join(text for text, _ in row_of(
                item(id), cells, LOOKS, current=False, selected=False, year=2026, ids=longest))
            for id in ids
        ]  # fmt: skip
        for id, line in zip(ids, lines, strict=True):
            assert f" {id} " in line
        names = [column.name for column, _ in layout(cells, longest)]
        assert names == [column.name for column, _ in layout(cells)], "no column is lost for that"


def test_a_failed_score_is_cut_and_never_rounded_up_to_the_pass_mark() -> None:
    assert "79.99 " in text_of(item("C1"))
    assert "80.00 " in text_of(item("C1", outcome=Outcome.PASS))


def test_critical_and_disputed_have_a_sign_beside_the_colour() -> None:
    pieces = row_of(item("C1"), 120, LOOKS, current=False, selected=False, year=2026)
    line = "".join(text for text, _ in pieces)
    assert "✗ FAIL!" in line
    assert "disputed!" in line
    ascii_looks = Looks("dusk", ascii_only=True)
    pieces = row_of(item("C1"), 120, ascii_looks, current=True, selected=True, year=2026)
    assert "".join(text for text, _ in pieces).startswith(">*")


@pytest.mark.parametrize("cells", [20, 40, 80, 100])
def test_a_fault_is_told_whole_or_cut_but_never_wider_than_the_screen(cells: int) -> None:
    text = "王小明 " * 6 + "agnt:x"
    fault = SyntaxFault(24, "there is no field 'agnt'", "did you mean 'agent'?")
    told = " " + above(text, fault, cells, LOOKS)
    assert width(told) <= cells
    if cells >= 80:
        assert width(told[: told.index("▾")]) == width(" filter> " + text[:24])


@given(st.lists(st.integers(1, 60), unique=True), st.sets(st.integers(1, 60)), st.data())
def test_a_selection_does_what_a_set_does(
    listed: list[int], picked: set[int], data: st.DataObject
) -> None:
    numbers = array("q", listed)
    selection, reference = Selection(), set(picked)
    for number in picked:
        assert selection.toggle(number)
    selection.invert(numbers)
    reference ^= set(listed)
    added = data.draw(st.lists(st.integers(1, 60)))
    selection.add(array("q", added))
    reference |= set(added)
    assert len(selection) == len(reference)
    assert {number for number in range(80) if number in selection} == reference
    assert selection.inside(numbers) == len(reference & set(listed))
    assert selection.chosen(numbers) == [number for number in listed if number in reference]
    random.Random(1).shuffle(listed)
    assert selection.inside(array("q", listed)) == len(reference & set(listed))
