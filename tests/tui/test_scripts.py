"""Scripts in the terminal: the list, one script with what stands behind it, and its life."""

from pathlib import Path

import pytest

from coachdesk.desk.folder import Desk
from coachdesk.desk.scripts import publish, published
from coachdesk.store import scripts
from coachdesk.tui.shown import drawn_cells
from coachdesk.tui.view import Place
from coachdesk.tui.views.scripts_rows import columns
from tests.desk.day import being
from tests.tui.screens import is_golden
from tests.tui.scripts_desk import CARD, CHANGED, FAULTY, PLAIN, library_desk, write_library
from tests.tui.seat import Seat, sit

SCRIPTS = Place(view="scripts")
SIZES = [(80, 24), (100, 30)]


@pytest.fixture
def desk(used: Desk) -> Desk:
    return used


def card(part: str = "", page: str | None = None) -> Place:
    return Place(view="script", name=f"card/{part}" if part else "card", filter=page)


def versions_of(desk: Desk) -> list[int]:
    with desk.opened(being(None)) as db:
        return [each.script.version for each in published(db, "card")]


def has_read(desk: Desk, person: str) -> bool:
    with desk.opened(being(None)) as db:
        return scripts.receipt(db, "card", 1, person) is not None


# The list.


@pytest.mark.parametrize("size", SIZES)
def test_the_list_is_as_drawn(desk: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 2", "visit-plain", "clean   2")
        assert is_golden(f"scripts-{size[0]}x{size[1]}", seat.rows())

    sit(desk, being("grace"), SCRIPTS, walk, size=size)


def test_an_empty_library_says_what_a_script_is(tmp_path: Path) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("There is no script in the library.")
        assert is_golden("scripts-empty-80x24", seat.rows())

    sit(library_desk(tmp_path / "desk"), being("max"), SCRIPTS, walk)


def test_a_faulty_script_is_counted_and_its_first_fault_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def walk(seat: Seat) -> None:
        await seat.shows("✗ 1 error", "S102")
        assert is_golden("scripts-error-80x24", seat.rows())

    sit(library_desk(tmp_path / "desk", card=FAULTY), being("max"), SCRIPTS, walk)


def test_columns_give_way_and_never_exceed_the_width() -> None:
    every = columns(140)
    assert list(every) == ["id", "title", "languages", "version", "on", "mine", "covered",
                           "check", "unused"]  # fmt: skip
    narrow = columns(79)
    assert "on" not in narrow
    assert {"id", "version", "mine"} <= set(columns(40))
    for cells in range(40, 200):
        found = columns(cells)
        assert 2 + sum(found.values()) + len(found) - 1 <= cells


def test_search_finds_words_in_lines_of_either_language(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("visit-plain")
        await seat.press("/")
        await seat.type("groc")
        await seat.shows("1 of 2 · /groc", "You get two percent back on groceries.")
        assert is_golden("scripts-search-80x24", seat.rows())
        await seat.press("down", "enter")
        await seat.press("enter")
        await seat.shows("Script ·", "step offer")
        await seat.press("q")
        await seat.shows("/groc")
        await seat.press("escape")
        await seat.shows("visit-plain")
        await seat.press("/")
        await seat.type("返现")
        await seat.shows("买菜返现百分之二。")
        await seat.press("escape")
        await seat.press("/")
        await seat.type("zzz")
        await seat.shows("no script has “zzz”")

    sit(desk, being("ana"), SCRIPTS, walk)


def test_keys_of_an_open_script_open_it_at_their_page(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("card")
        for key, wanted in (
            ("c", "CHECK"),
            ("d", "DIFFERENCE"),
            ("v", "WHO HAS READ"),
            ("x", "USE"),
        ):
            await seat.press(key)
            await seat.shows("Script ·", wanted)
            await seat.press("q", "q")
            await seat.shows("· Scripts ·")
        await seat.press("t")
        await seat.shows("1 of 4  Say who you are")

    sit(desk, being("grace"), SCRIPTS, walk)


# One script.


@pytest.mark.parametrize("size", SIZES)
def test_a_script_stands_beside_what_is_behind_its_line(desk: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("16 of 18 said", "89 % (67–97 %)")
        assert is_golden(f"script-{size[0]}x{size[1]}", seat.rows())

    sit(desk, being("grace"), card(), walk, size=size)


def test_who_signed_for_a_law_and_which_criterion_judges_a_line_is_told(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("✓ us.tsr.nature-of-goods", "Ruth Adler, 2026-05-01")
        await seat.press("tab", "G")
        await seat.shows("card-call/names-benefit", "Did the agent name one benefit?")

    sit(desk, being("grace"), card("offer"), walk, size=(100, 30))


def test_a_call_behind_a_line_opens_at_its_turn_and_leads_to_the_next(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("1 of 3, too few")
        await seat.press("tab")
        while "▸ ✗ ana-14" not in seat.screen:
            await seat.press("j")
        await seat.press("enter")
        await seat.shows("Review · ana-14", "too expensive")
        await seat.press("]")
        await seat.shows("Review · ana-15")
        await seat.press("q")
        await seat.shows("block too-expensive")

    sit(desk, being("grace"), card("too-expensive"), walk, size=(100, 30))


def test_lines_that_nobody_uses_lead_to_themselves(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("NOBODY USES", "cost  0 of 18, 0 % (0–18 %)", "close  0 of 18")
        assert is_golden("script-use-80x24", seat.rows())
        await seat.press("tab", "j", "j", "j", "j", "enter")
        await seat.shows("▸   en  The card costs")

    sit(desk, being("grace"), card(page="use"), walk)


def test_other_weeks_count_other_calls(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("18 calls since 2026-05-01")
        await seat.press("l")
        await seat.shows("calls of 4 weeks", "18 calls since 2026-04-22")
        await seat.press("h")
        await seat.shows("18 calls since 2026-05-01")
        await seat.press("h")
        await seat.shows("calls count since publication")

    sit(desk, being("grace"), card(), walk, size=(100, 30))


def test_findings_stand_at_their_lines_and_lead_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def walk(seat: Seat) -> None:
        await seat.shows("CHECK  1 finding", "✗ card.yaml:53:11 S102 error", "you mean 'offer'?")
        assert is_golden("script-check-80x24", seat.rows())
        await seat.press("tab", "enter")
        await seat.shows("▸   en  Good to know.", "! •  Has a card already")

    desk = library_desk(tmp_path / "desk", card=FAULTY)
    sit(desk, being("max"), card(page="check"), walk)


def test_the_difference_shows_old_and_new_words(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("DIFFERENCE  v1 → v2 (library)", "- Thank you for your time.",
                         "+ Thank you. Call us at any")  # fmt: skip
        assert is_golden("script-difference-80x24", seat.rows())

    sit(desk, being("max"), card(page="difference"), walk)


def test_delivery_names_who_has_not_read_it(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("WHO HAS READ  card@1", "team North             1 of 2", "王小明", "late")
        assert "Bo Chen" not in seat.screen
        assert is_golden("script-delivery-80x24", seat.rows())

    sit(desk, being("grace"), card(page="delivery"), walk)


def test_an_agent_reads_what_is_published_and_confirms_it_once(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("card v1", "to read", "a I have read it")
        assert "P publish" not in seat.screen
        assert "how lines are used is not for your role" in seat.screen
        await seat.press("a")
        await seat.shows("noted: you have read card@1")
        assert has_read(desk, "bo")
        await seat.until(lambda: "to read" not in seat.rows()[0])
        await seat.press("a")
        await seat.shows("you had confirmed card@1")

    assert not has_read(desk, "bo")
    sit(desk, being("bo"), card(), walk, size=(100, 30))


def test_one_confirms_the_published_words_only(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("card v2 in the library")
        await seat.press("a")
        await seat.shows("these are the library's words")
        assert not has_read(desk, "max")
        await seat.press("V")
        await seat.until(lambda: "in the library" not in seat.rows()[0])
        await seat.press("a")
        await seat.shows("noted: you have read card@1")
        assert has_read(desk, "max")

    sit(desk, being("max"), card(), walk)


def test_publishing_shows_the_difference_asks_why_and_asks_again(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("card v2 in the library")
        await seat.press("P")
        await seat.shows("why card v2 is published>", "DIFFERENCE  v1 → v2")
        await seat.type("shorter goodbye")
        await seat.press("enter")
        await seat.shows("Publish card v2?", "y yes")
        await seat.press("n")
        assert versions_of(desk) == [1]
        await seat.press("P", "enter", "y")
        await seat.shows("published card@2")
        assert versions_of(desk) == [1, 2]

    sit(desk, being("max"), card(), walk)


def test_a_refused_publication_is_told_in_full_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    why = "    why: The price is only"
    taxed = CARD.replace(why, f"    law: [us.tsr.cost]\n{why}")
    desk = library_desk(tmp_path / "desk", card=taxed)

    async def walk(seat: Seat) -> None:
        await seat.shows("not published")
        await seat.press("P", "enter", "y")
        await seat.shows("NOT DONE", "us.tsr.nature-of-goods", "us.tsr.cost", "D731")
        assert is_golden("script-refused-80x24", seat.rows())
        assert versions_of(desk) == []

    sit(desk, being("max"), card(), walk)


def test_a_faulty_text_is_not_asked_about_and_a_mended_one_is_read_at_once(desk: Desk) -> None:
    file = desk.root / "scripts_library" / "card.yaml"
    text = file.read_text("utf-8")

    async def walk(seat: Seat) -> None:
        await seat.shows("v2 in the library")
        file.write_text(text.replace("title:", "teams: [Noth]\ntitle:", 1), "utf-8")
        await seat.press("P")
        await seat.shows("D743", "did you mean 'North'?", "card has 1 error: it is not published")
        file.write_text(text.replace("version: 2", "version: 3", 1), "utf-8")
        await seat.press("P")
        await seat.shows("why card v3 is published>")
        # Escape and a letter right after it are one key to most terminals.
        await seat.press("alt+c")
        await seat.shows("CHECK  no findings")
        assert "why card" not in seat.screen

    sit(desk, being("max"), card(), walk)


def test_words_that_changed_meanwhile_are_neither_published_nor_signed(desk: Desk) -> None:
    async def publishes(seat: Seat) -> None:
        await seat.shows("card v2 in the library")
        await seat.press("P", "enter")
        await seat.shows("Publish card v2?")
        write_library(desk, card=CHANGED.replace("at any time", "by day"), visit_plain=PLAIN)
        await seat.press("y")
        await seat.shows("NOT DONE", "D703")
        assert versions_of(desk) == [1]

    async def signs(seat: Seat) -> None:
        await seat.shows("✓ us.tsr.nature-of-goods")
        await seat.press("s")
        write_library(desk, card=CHANGED.replace("two percent", "nine percent"))
        await seat.press("enter")
        await seat.shows("NOT DONE", "D703")

    sit(desk, being("max"), card(), publishes)
    sit(desk, being("ruth"), card("offer"), signs)


def test_whoever_may_not_publish_is_told_so(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("card v1")
        await seat.press("P", "enter", "y")
        await seat.shows("D403")
        assert versions_of(desk) == [1]
        await seat.press("e")
        await seat.shows("D403")

    sit(desk, being("ana"), card(), walk)


def test_an_auditor_signs_for_the_law_of_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def walk(seat: Seat) -> None:
        await seat.shows("✗ us.tsr.nature-of-goods", "nobody vouches")
        await seat.press("s")
        await seat.type("read with counsel")
        await seat.press("enter")
        await seat.shows("✓ us.tsr.nature-of-goods", "Ruth Adler")

    sit(library_desk(tmp_path / "desk", card=CARD), being("ruth"), card("offer"), walk)


def test_search_inside_a_script_goes_from_line_to_line(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("16 of 18 said")
        await seat.press("/")
        await seat.type("back")
        await seat.press("enter")
        await seat.shows("▸      en  No problem. When may I call you")
        await seat.press("n")
        await seat.shows("▸   en  You get two percent back")
        await seat.press("N", "N")
        await seat.shows("no further line has “back”")

    sit(desk, being("grace"), card(), walk)


def test_a_line_is_copied_as_it_stands(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("step cost")
        assert seat.app.view is not None
        assert seat.app.view.quote() == "The card costs {fee} a year."

    sit(desk, being("grace"), card("cost"), walk)


def test_a_script_that_there_is_not_is_named_with_the_nearest_one(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("there is no script 'cart'", "D735")
        assert is_golden("script-empty-80x24", seat.rows())

    sit(desk, being("grace"), Place(view="script", name="cart"), walk)


def test_of_an_unpublished_script_no_figure_is_given(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("visit-plain v2 in the library", "nothing of it is published")
        await seat.press("v")
        await seat.shows("NOT TO BE HAD", "D736")

    sit(desk, being("max"), Place(view="script", name="visit-plain"), walk)


def test_on_a_narrow_screen_one_half_is_seen_at_a_time(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Say who you are")
        assert "why" not in seat.screen
        await seat.press("z")
        await seat.shows("why", "USED")
        assert "WHENEVER" not in seat.screen
        assert max(map(drawn_cells, seat.rows())) <= 60
        await seat.press("escape")
        await seat.shows("Say who you are")

    sit(desk, being("grace"), card(), walk, size=(60, 20))


def test_what_a_colleague_publishes_meanwhile_appears(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("card v1")
        publish(desk, being("max"), "card", "")
        await seat.shows("card v2")

    sit(desk, being("bo"), card(), walk)


def test_everything_is_reached_by_command_and_palette(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.press("S")
        await seat.shows("· Scripts ·", "visit-plain")
        await seat.press(":")
        await seat.type("scripts groceries")
        await seat.press("enter")
        await seat.shows("/groceries")
        await seat.press(":")
        await seat.type("script ca")
        await seat.press("tab", "enter")
        await seat.shows("step greeting")
        await seat.press(":")
        await seat.type("prompt card ana-10")
        await seat.press("enter")
        await seat.shows("Hello Mia Ross")
        await seat.press("ctrl+p")
        await seat.type("scripts what")
        await seat.press("enter")
        await seat.shows("· Scripts ·")

    sit(desk, being("grace"), Place(view="home"), walk)


def test_hostile_words_of_a_script_drive_nothing(tmp_path: Path) -> None:
    hostile = PLAIN.replace("A visit", "'[@click=app.quit]x[/] 👩‍👩‍👧 我'").replace(
        "Hello.", '"[/] \\u202e[bold]{x}"'
    )

    async def walk(seat: Seat) -> None:
        await seat.shows("visit-plain")
        await seat.press("/", *"bold", "enter", "enter")
        await seat.shows("Script ·")
        for key in ("c", "d", "v", "x", "tab", "t", "l"):
            await seat.press(key)
            assert max(map(drawn_cells, seat.rows())) <= 80
            assert "\u202e" not in seat.screen

    sit(library_desk(tmp_path / "desk", visit_plain=hostile), being("max"), SCRIPTS, walk)


def test_a_script_gone_from_the_library_can_still_be_read(desk: Desk) -> None:
    write_library(desk, visit_plain=PLAIN)

    async def walk(seat: Seat) -> None:
        await seat.shows("v1, gone")
        await seat.press("enter")
        await seat.shows("card v1", "step greeting")
        await seat.press("e")
        await seat.shows("the library has no script 'card' any more")

    sit(desk, being("max"), SCRIPTS, walk)
