"""The queue on the screen: filter, select, assign, sort, and what each state looks like."""

import os
from pathlib import Path
from shutil import copytree

import pytest

from coachdesk.desk.folder import Desk, find_desk
from coachdesk.desk.queue import assign, first_rows
from coachdesk.tui.view import Place
from coachdesk.tui.views import queue_selecting
from tests.tui.queue_desk import Seen, acting, at_queue, make_desk

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("queue") / "desk")


@pytest.fixture
def desk(made: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A copy of its own, with nothing of the machine's within reach."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    root = Path(copytree(made.root, tmp_path / "desk"))
    return find_desk(root, root)


def same_as(name: str, seen: Seen) -> None:
    """The screen is the one kept; COACHDESK_GOLDEN=1 keeps the one that is seen."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("COACHDESK_GOLDEN"):
        file.write_text(seen.text + "\n", encoding="utf-8")
    assert seen.text + "\n" == file.read_text(encoding="utf-8")


def assigned(desk: Desk) -> dict[str, str]:
    items = first_rows(desk, acting()).items
    return {item.call: item.assigned for item in items if item.assigned is not None}


@pytest.mark.parametrize("size", [(100, 30), (80, 24)])
def test_the_queue_shows_the_most_urgent_calls_first(desk: Desk, size: tuple[int, int]) -> None:
    async def walk(seen: Seen) -> None:
        same_as(f"queue-{size[0]}x{size[1]}", seen)

    at_queue(desk, walk, size=size)


def test_an_empty_desk_says_what_to_type_first(tmp_path: Path) -> None:
    async def walk(seen: Seen) -> None:
        same_as("queue-empty-80x24", seen)

    at_queue(make_desk(tmp_path / "desk", calls=False), walk, size=(80, 24))


def test_an_agent_to_whom_nothing_is_published_is_told_just_that(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        assert "No call is published to you yet." in seen.text
        assert "import" not in seen.text, "which is not for an agent"

    at_queue(desk, walk, size=(80, 24), named="ana")


def test_a_supervisor_whose_team_has_no_call_is_told_just_that(tmp_path: Path) -> None:
    async def walk(seen: Seen) -> None:
        assert "No call of your people is on this desk yet." in seen.text
        assert "coachdesk import" not in seen.text

    at_queue(make_desk(tmp_path / "desk", calls=False), walk, size=(80, 24), named="bo")


def test_a_filter_that_is_not_understood_is_marked_where_it_is_wrong(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        same_as("queue-fault-80x24", seen)
        await seen.press("escape")
        assert len(seen.calls) == 9

    at_queue(desk, walk, size=(80, 24), place=Place(view="queue", filter="agent:ana 王:小 score<8"))


def test_a_filter_that_no_call_meets_says_what_to_do(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        assert seen.calls == []
        assert "None of the 9 calls meets this filter." in seen.text
        assert "Esc clears it" in seen.text
        await seen.press("escape")
        assert len(seen.calls) == 9
        assert "row 1 of 9" in seen.text

    at_queue(desk, walk, place=Place(view="queue", filter="failing>5"))


def test_the_list_follows_the_filter_and_escape_gives_back_what_was_before(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("j", "j")
        before = seen.rows[1:-2]
        await seen.press("/", "type agent:王")
        assert sorted(seen.calls) == ["C02", "C05"]
        assert seen.app.view is not None
        assert seen.app.view.place().filter == "", "nobody comes back to half a filter"
        assert "row 1 of 2 of 9" in seen.rows[0]
        await seen.press("escape")
        assert seen.rows[1:-2] == before
        await seen.press("/", "type agent:王", "enter", "j")
        assert seen.current == "C05"
        assert seen.rows[1].startswith(" / agent:王")
        await seen.press("escape")
        assert len(seen.calls) == 9
        assert seen.current == "C05", "the cursor stays with its call"

    at_queue(desk, walk)


def test_a_fault_is_told_above_its_place_and_the_last_good_list_stays(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("/", "type status:new c:")
        typed, told = seen.rows[-1], seen.message
        assert told[typed.index("c:")] == "▾"
        assert "there is no field 'c'" in told
        assert len(seen.calls) == 8, "all but the one that is not scored yet"
        await seen.press("enter")
        assert "filter>" in seen.rows[-1], "it can't be kept like that"
        assert "there is no field" in seen.message
        await seen.press("backspace", "backspace", "enter")
        assert "filter>" not in seen.text
        assert len(seen.calls) == 8

    at_queue(desk, walk)


def test_an_agent_whom_nobody_knows_is_a_fault_and_not_an_empty_list(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("/", "type agent:anna")
        assert "knows no agent 'anna'" in seen.message
        assert len(seen.calls) == 3, "still those of agent:an"

    at_queue(desk, walk)


def test_tab_completes_fields_and_names_of_this_desk(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("/", "type sta")
        assert "status:" in seen.message
        assert len(seen.calls) == 9, "finding nothing on the way to a field says nothing yet"
        await seen.press("tab", "type uns")
        assert "unscored" in seen.message
        await seen.press("tab", "enter")
        assert seen.calls == ["C09"]
        await seen.press("/", "ctrl+u", "type sta", "tab")
        assert "unscored" in seen.message, "the only field there was is taken: now its values"
        await seen.press("escape")
        await seen.press(":", "type queue agent:an", "tab")
        assert seen.rows[-1].strip() == ':queue agent:"Ana Price"'
        await seen.press("enter")
        assert sorted(seen.calls) == ["C01", "C04", "C09"]

    at_queue(desk, walk)


@pytest.mark.parametrize("at_once", [queue_selecting.AT_ONCE, 2])
def test_many_calls_are_assigned_at_once_and_that_can_be_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(queue_selecting, "AT_ONCE", at_once)

    async def walk(seen: Seen) -> None:
        await seen.press("space", "j", "V")
        assert "3 selected" in seen.rows[0]
        await seen.press("*")
        assert "6 selected" in seen.rows[0]
        await seen.press("*", "*", "*", "a", "type bo sin", "enter")
        assert "3 calls assigned to Bo Singh; u takes it back" in seen.message
        first = set(seen.calls[:3])
        assert assigned(desk) == dict.fromkeys(first, "bo")
        assert "selected" not in seen.rows[0]
        assert sum("Bo Singh" in row for row in seen.rows[:-2]) == 3
        await seen.press("u")
        assert assigned(desk) == {}
        assert "taken back: 3 calls" in seen.message
        await seen.press("U")
        assert assigned(desk) == dict.fromkeys(first, "bo")
        await seen.press("U")
        assert "to do again" in seen.message

    at_queue(desk, walk)


def test_an_assignment_is_taken_back_and_done_again_after_a_restart(desk: Desk) -> None:
    first: set[str] = set()

    async def give(seen: Seen) -> None:
        first.update(seen.calls[:2])
        await seen.press("space", "space", "a", "type bo sin", "enter")
        assert "2 calls assigned to Bo Singh; u takes it back" in seen.message
        assert "until you quit" not in seen.message

    async def take_back(seen: Seen) -> None:
        await seen.press("u")
        assert "taken back: 2 calls assigned to Bo Singh" in seen.message
        assert assigned(desk) == {}

    async def do_again(seen: Seen) -> None:
        await seen.press("U")
        assert assigned(desk) == dict.fromkeys(first, "bo")
        await seen.press("U")
        assert "no assignment to do again" in seen.message

    for walk in (give, take_back, do_again):
        at_queue(desk, walk)


def test_what_a_colleague_assigned_since_is_not_taken_back(desk: Desk) -> None:
    numbers = {item.call: item.number for item in first_rows(desk, acting()).items}
    first: list[str] = []

    async def give(seen: Seen) -> None:
        first.extend(seen.calls[:2])
        await seen.press("space", "space", "a", "type bo sin", "enter")

    async def take_back(seen: Seen) -> None:
        await seen.press("u")
        assert "taken back: 1 call assigned to Bo Singh" in seen.message
        assert "1 call given to others since: not touched" in seen.message
        assert assigned(desk) == {first[0]: "ming"}
        await seen.press("U")
        assert assigned(desk) == {first[0]: "ming", first[1]: "bo"}

    at_queue(desk, give)
    assign(desk, acting(), [numbers[first[0]]], "ming")
    at_queue(desk, take_back)


def test_the_selection_stays_when_the_filter_changes_and_acts_only_on_what_is_listed(
    desk: Desk,
) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("*", "/", "type agent:王", "enter")
        assert "2 selected and 7 outside this list" in seen.rows[0]
        await seen.press("a", "type nobody", "enter")
        assert "2 calls assigned to nobody already" in seen.message
        await seen.press("escape")
        assert "9 selected" in seen.rows[0]
        await seen.press("escape")
        assert "selected" not in seen.rows[0]

    at_queue(desk, walk)


def test_who_may_not_assign_is_told_why_before_choosing(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("a")
        assert "assigning calls is not for the role 'auditor'" in seen.message

    at_queue(desk, walk, named="ruth")


def test_calls_not_scored_yet_are_scored_from_the_list(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("X")
        for _ in range(100):
            await seen.settle()
            if "scored with" in seen.message:
                break
        assert "1 call scored with greeting v1" in seen.message
        await seen.press("/", "type status:unscored", "enter")
        assert seen.calls == []

    at_queue(desk, walk)


def test_selected_calls_are_scored_and_the_others_left(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("space", "X")
        for _ in range(100):
            await seen.settle()
            if "nothing to score" in seen.message:
                break
        assert "judged the selected call already" in seen.message
        await seen.press("/", "type status:unscored", "enter")
        assert seen.calls == ["C09"]

    at_queue(desk, walk)


def test_another_order_leaves_the_cursor_on_its_call(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("G")
        last = seen.current
        await seen.press("s", "o")
        assert "oldest first" in seen.rows[1]
        assert seen.calls[0] == "C06"
        assert seen.current == last
        await seen.press("s", "n")
        assert seen.calls[0] == "C09"
        assert seen.current == last

    at_queue(desk, walk)


def test_what_can_be_chosen_is_narrowed_by_typing(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("s")
        same_as("chooser-80x24", seen)
        await seen.press("type zz")
        same_as("chooser-empty-80x24", seen)
        await seen.press("escape")
        assert len(seen.calls) == 9

    at_queue(desk, walk, size=(80, 24))


def test_a_filter_is_kept_on_a_digit_and_found_there_again(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("v", "+", "type Ana's worst", "enter")
        assert "kept as 1 “Ana's worst”: all calls" in seen.message
        await seen.press("/", "type agent:ana failing>0", "enter", "s", "o")
        await seen.press(":", "type view save 1 Ana", "enter", "escape")
        assert len(seen.calls) == 9
        await seen.press("v", "1")
        assert seen.calls == ["C04"]
        assert "oldest first" in seen.rows[1]
        await seen.press(":", "type view 7", "enter")
        assert "no view on 7" in seen.message

    at_queue(desk, walk)


def test_what_others_write_is_shown_and_the_cursor_stays_where_it_is(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("j", "j", "j")
        here, row = seen.current, next(n for n, r in enumerate(seen.rows) if r[:1] == "▸")
        numbers = {item.call: item.number for item in first_rows(desk, acting()).items}
        assign(desk, acting(), [numbers["C02"], numbers[here]], "ming")
        for _ in range(100):
            await seen.settle()
            if "王小明" in seen.rows[row].split(here)[1]:
                break
        assert "王小明" in seen.rows[row].split(here)[1]
        assert seen.current == here

    at_queue(desk, walk)


def test_the_review_steps_through_the_same_list(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        listed = seen.calls
        await seen.press("j", "enter")
        assert seen.app.view is not None
        assert seen.app.view.name_of_view == "review"
        assert seen.app.neighbour(listed[1], 1) == listed[2]
        assert seen.app.neighbour(listed[2], -1) == listed[1]
        assert seen.app.neighbour(listed[1], -1) == listed[0]
        assert seen.app.neighbour(listed[0], -1) is None
        assert seen.app.neighbour("C99", 1) is None
        await seen.press("q")
        assert seen.current == listed[0], "the cursor went along"

    at_queue(desk, walk)


def test_a_row_is_copied_as_text_with_what_is_known(desk: Desk) -> None:
    async def walk(seen: Seen) -> None:
        await seen.press("/", "type id:C04", "enter", "y")
        kept = Path(os.environ["XDG_STATE_HOME"]) / "coachdesk" / "clipboard.txt"
        copied = kept.read_text(encoding="utf-8")
        assert copied.startswith("C04  2026-05-03 00:30  Ana Price  spring  greeting v1")
        assert "FAIL  new  accepts-refusal" in copied
        await seen.press("Y")
        assert kept.read_text(encoding="utf-8") == "coachdesk://call/C04"

    at_queue(desk, walk)
