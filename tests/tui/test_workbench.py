"""The rules workbench, on the desk of `tests/desk/day.py`: 18 calls, three of them greeted "well"
or shouted at."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from coachdesk.desk.drafts import draft_of, read_rule, save_draft
from coachdesk.desk.folder import Desk
from coachdesk.desk.versions import rules_in_force
from coachdesk.tui.app import CoachdeskApp
from coachdesk.tui.view import Place
from coachdesk.tui.views.workbench import WorkbenchView
from coachdesk.tui.views.workbench_text import criterion_at, line_of, scorecard_of
from tests.desk.day import being, empty_desk
from tests.tui.screens import app_of, at, is_golden, rows_of, until

RUTH = being("ruth")
VISIT = "scorecards/visit.yaml"
WIDER = ("[good morning, hello]", "[good morning, hello, well]")
HERE = Place(view="workbench")
Seen = Callable[[WorkbenchView], bool]


def drafted(desk: Desk, *replacements: tuple[str, str]) -> None:
    text = read_rule(desk, RUTH, VISIT).text
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    save_draft(desk, RUTH, VISIT, text)


def settled(view: WorkbenchView) -> bool:
    """Whether something was found, or why not."""
    rows = "\n".join(rows_of(view.desk_app))
    return any(word in rows for word in ("FLIPS", "HITS", "no draft that", "error", "! "))


def flipped(view: WorkbenchView) -> bool:
    return view.found.flips is not None


def walk(
    desk: Desk,
    *keys: str | Seen,
    place: Place = HERE,
    size: tuple[int, int] = (100, 30),
    person: str | None = "ruth",
    ascii_only: bool = False,
) -> tuple[list[str], Place | None]:
    """The screen after these keys, between which it waits for what is asked; and where that is."""

    async def run() -> tuple[list[str], Place | None]:
        app = app_of(desk, being(person), ascii_only=ascii_only)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await at(pilot, app, place)
            await until(pilot, lambda: settled(view_of(app)))
            for key in keys:
                if isinstance(key, str):
                    await pilot.press(*([key] if key in NAMED or len(key) == 1 else key))
                    await pilot.pause()
                else:
                    await until(pilot, lambda seen=key: seen(view_of(app)))  # type: ignore[misc]
            for _ in range(3):
                await pilot.pause(0.02)
            return rows_of(app), app.view.place() if app.view is not None else None

    return asyncio.run(run())


NAMED = ("enter", "escape", "tab", "backspace", "end", "down", "left", "right", "ctrl+u")


def view_of(app: CoachdeskApp) -> WorkbenchView:
    found = app._views["workbench"]
    assert isinstance(found, WorkbenchView)
    return found


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_flips_stand_beside_the_changed_rule(desk: Desk, size: tuple[int, int]) -> None:
    drafted(desk, WIDER)
    rows, _ = walk(desk, flipped, *(["tab"] if size[0] == 80 else []), size=size)
    assert is_golden(f"workbench-{size[0]}x{size[1]}", rows)


def test_the_rule_as_it_stands_is_shown_at_eighty_columns(desk: Desk) -> None:
    rows, _ = walk(desk, size=(80, 24))
    assert is_golden("workbench-rule-80x24", rows)


def test_errors_stand_at_their_lines(desk: Desk) -> None:
    drafted(desk, ("pass_when: greets", "pas_when: greets"))
    rows, _ = walk(desk)
    assert is_golden("workbench-errors-100x30", rows)


@pytest.mark.parametrize("here", [".", "desk", "/"])
def test_errors_of_the_rules_themselves_stand_at_their_lines_too(
    desk: Desk, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Files are named from where the program was started.
    monkeypatch.chdir(desk.root if here == "desk" else here)
    file = desk.rules / "scorecards" / "visit.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Visit", "tittle: Visit"), "utf-8")
    rows, _ = walk(desk, _errors)
    at = next(n for n, row in enumerate(rows) if "tittle: Visit" in row)
    assert "F201" in rows[at + 1]
    assert any("! 1 error in the rule files" in row for row in rows)


@pytest.mark.parametrize(
    ("keys", "line"), [(("9", "G"), "9 ▸"), (("G",), "37 ▸"), (("9", "9", "G"), "37 ▸")]
)
def test_a_number_means_a_line_of_the_file_whatever_stands_between(
    desk: Desk, keys: tuple[str, ...], line: str
) -> None:
    drafted(desk, WIDER)  # "! D604" then stands under line 2.
    rows, _ = walk(desk, flipped, *keys)
    assert any(row.strip().startswith(line) for row in rows), "\n".join(rows)


def test_an_empty_desk_has_nothing_to_try_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    desk = empty_desk(tmp_path / "desk")
    drafted(desk, WIDER)
    rows, _ = walk(desk, size=(80, 24))
    assert is_golden("workbench-empty-80x24", rows)


def test_who_may_not_try_rules_is_told_why(desk: Desk) -> None:
    rows, _ = walk(desk, person="grace", size=(80, 24))
    assert any("trying rules on the desk's calls is not a supervisor's part" in row for row in rows)


def test_a_criterion_is_found_by_name_and_its_hits_are_shown(desk: Desk) -> None:
    rows, place = walk(desk, place=Place(view="workbench", name="calm"))
    text = "\n".join(rows)
    # The call that came in after the last screening is listened to as well.
    assert "HITS of visit/calm v1 · 18 of 18 calls" in text
    assert place == Place(view="workbench", name="visit/calm")


def test_enter_opens_the_call_of_a_flip_at_its_criterion(desk: Desk) -> None:
    drafted(desk, WIDER)
    _, place = walk(desk, flipped, "}", "tab", "enter")
    assert place is not None
    assert (place.view, place.call, place.criterion) == ("review", "wang-02", "greets")


def test_a_line_is_changed_in_place_tried_and_taken_back(desk: Desk) -> None:
    line = (
        read_rule(desk, RUTH, VISIT)
        .text.split("\n")
        .index("  greets: {says: [good morning, hello], by: agent}")
    )
    changing = [
        *(["j"] * line),
        "c",
        *(["backspace"] * len("], by: agent}")),
        ", well], by: agent}",
    ]
    rows, _ = walk(desk, *changing, "enter", flipped)
    assert "FLIPS 2 · 2 outcomes · of 18 calls" in "\n".join(rows)
    (draft,) = draft_of(desk, RUTH)
    assert "hello, well], by: agent}" in draft.path.read_text(encoding="utf-8")
    rows, _ = walk(
        desk, flipped, *(["j"] * line), "c", "backspace", "#", "enter", _errors, "u", flipped
    )
    assert "FLIPS 2" in "\n".join(rows)


def _errors(view: WorkbenchView) -> bool:
    return view.read is not None and bool(view.read.broken)


def test_publishing_asks_for_the_version_then_for_a_reason(desk: Desk) -> None:
    drafted(desk, WIDER)
    rows, _ = walk(desk, flipped, "P")
    assert "was changed, and is still version 1; + raises the version" in "\n".join(rows)
    published = lambda view: view.read is not None and not view.read.changed  # noqa: E731
    raised = lambda view: view.read is not None and not view.read.errors  # noqa: E731
    rows, _ = walk(desk, flipped, "+", raised, "P", "well greets", "enter", published)
    assert {form.version for form in rules_in_force(desk, RUTH).forms} == {2}
    assert draft_of(desk, RUTH) == ()
    with desk.opened(RUTH) as db:
        notes = db.conn.execute(
            "SELECT t.text FROM events e JOIN event_texts t USING (seq)"
            " WHERE e.kind = 'rules_published'"
        ).fetchall()
    assert notes == [("well greets",)]


def test_discarding_asks_first_and_undo_brings_it_back(desk: Desk) -> None:
    drafted(desk, WIDER)
    walk(desk, flipped, "X", "n")
    assert len(draft_of(desk, RUTH)) == 1
    gone = lambda view: view.read is not None and not view.read.drafted  # noqa: E731
    walk(desk, flipped, "X", "y", gone)
    assert draft_of(desk, RUTH) == ()
    drafted(desk, WIDER)
    walk(desk, flipped, "X", "y", gone, "u", flipped)
    (draft,) = draft_of(desk, RUTH)
    assert draft.changed


def test_a_change_is_taken_back_after_a_restart(desk: Desk) -> None:
    before = read_rule(desk, RUTH, VISIT).text
    walk(desk, "c", " # new", "enter", lambda view: bool(view.read and view.read.drafted))
    changed = read_rule(desk, RUTH, VISIT).text
    assert changed != before
    back = lambda view: view.read is not None and not view.read.changed  # noqa: E731
    rows, _ = walk(desk, "u", back)
    assert read_rule(desk, RUTH, VISIT).text == before
    rows, _ = walk(desk, "u")
    assert "no change of yours to take back" in rows[-2]
    walk(desk, "U", lambda view: bool(view.read and view.read.drafted))
    assert read_rule(desk, RUTH, VISIT).text == changed


def test_a_filter_narrows_the_calls_and_escape_takes_it_away(desk: Desk) -> None:
    drafted(desk, WIDER)
    some = lambda view: view.found.flips is not None and view.found.flips.calls == 3  # noqa: E731
    rows, place = walk(desk, flipped, "/", "id:wang", "enter", some)
    assert "calls: id:wang" in rows[0]
    assert place is not None
    assert place.filter == "id:wang"
    every = lambda view: view.found.flips is not None and view.found.flips.calls == 18  # noqa: E731
    rows, _ = walk(desk, flipped, "/", "id:wang", "enter", some, "escape", every)
    assert "calls:" not in rows[0]
    rows, _ = walk(desk, flipped, "/", "scor<8", "enter", _told)
    assert any("U109" in row or "scor" in row for row in rows)


def _told(view: WorkbenchView) -> bool:
    return bool(view.found.told) and view.found.flips is None


def test_signs_are_plain_where_only_ascii_is_drawn(desk: Desk) -> None:
    drafted(desk, WIDER)
    rows, _ = walk(desk, flipped, ascii_only=True)
    drawn = "\n".join(rows).replace("王小明", "")
    assert "F FAIL->P PASS" in drawn
    assert drawn.isascii()


TEXT = """\
scorecard: visit   # ours
sections:
  - id: all
    criteria:
      - {id: one, ask: a?}
      - id: two
        ask: b?
""".split("\n")


@pytest.mark.parametrize(
    ("line", "wanted"), [(0, None), (3, None), (4, "one"), (5, "two"), (6, "two"), (99, "two")]
)
def test_the_criterion_of_a_line_is_the_nearest_above(line: int, wanted: str | None) -> None:
    assert criterion_at(TEXT, line, {"one", "two"}) == wanted


def test_a_text_tells_its_scorecard_and_where_criteria_begin() -> None:
    assert scorecard_of(TEXT) == "visit"
    assert scorecard_of(["pack: x"]) is None
    assert (line_of(TEXT, "two"), line_of(TEXT, "three")) == (5, None)
