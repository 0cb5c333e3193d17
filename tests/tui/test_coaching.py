"""Coaching in the terminal: the board, one action, proposals, effect, and `a` in the review."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from coachdesk.core.coaching import Checked, Method, Practice, Stage
from coachdesk.core.coaching.pages import ActionPage
from coachdesk.desk import coaching
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.tui.shown import drawn_cells
from coachdesk.tui.view import Place
from coachdesk.tui.views.coaching_rows import columns
from tests.desk.coaching.desks import (
    MORNING,
    POLICY,
    add_calls,
    busy_desk,
    claimed,
    coaching_desk,
    helped_desk,
    on,
)
from tests.desk.day import being, empty_desk
from tests.tui.screens import is_golden, unread
from tests.tui.seat import Seat, sit

BOARD = Place(view="coaching")
SIZES = [(80, 24), (100, 30)]
LATER = on(None, 28).clock()


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A1 of Ana is proposed, A2 of Ben proposed, A3 of 조민 too, A4 of Eve in another team."""
    calls = {"ana": "PFPFPF", "ben": "PPFPPF", "cho": "FFFF", "eve": "FF"}
    made = coaching_desk(tmp_path / "desk", calls)
    coaching.raise_proposals(made, being("ruth"))
    return made


@pytest.fixture
def busy(tmp_path: Path) -> Desk:
    """Ben's is claimed with calls to draw, 조민's under way, and Eve declined hers."""
    return busy_desk(tmp_path / "desk")


def page(desk: Desk, name: str, person: str = "ruth", at: datetime = LATER) -> ActionPage:
    return coaching.action_page(desk, being(person, at), name)


def stage(desk: Desk, name: str) -> Stage:
    return page(desk, name).line.stage


# The board.


@pytest.mark.parametrize("size", SIZES)
def test_the_board_is_as_drawn(busy: Desk, size: tuple[int, int]) -> None:
    """On the second of June, when the tenth day is over for what is under way."""

    async def walk(seat: Seat) -> None:
        await seat.shows("OVERDUE", "TO VERIFY", "DECLINED", "PROPOSED")
        assert is_golden(f"coaching-{size[0]}x{size[1]}", seat.rows())

    at = on(None, 31).clock() + timedelta(days=2)
    sit(busy, being("max", at), BOARD, walk, size=size)


def test_nothing_yet_says_how_coaching_begins(tmp_path: Path) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Nobody is being coached yet.")
        assert is_golden("coaching-empty-80x24", seat.rows())

    sit(empty_desk(tmp_path / "desk"), being("max"), BOARD, walk)


def test_a_desk_that_can_not_be_read_is_told_in_its_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_golden(
        "coaching-unread-80x24", unread(desk, monkeypatch, being("grace"), "home", "C")
    )


def test_an_agent_sees_their_own_and_nothing_about_others(busy: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("A1", "1 ● yours")
        assert "Ben" not in seat.screen
        assert "more" not in seat.rows()[0]

    sit(busy, being("ana"), BOARD, walk)


def test_columns_give_way_and_never_exceed_the_width() -> None:
    assert list(columns(140)) == ["id", "person", "behaviour", "due", "failed", "from", "passed"]
    assert "from" not in columns(70)
    assert {"id", "person", "behaviour"} <= set(columns(40))
    for cells in range(36, 200):
        found = columns(cells)
        assert 3 + sum(found.values()) + len(found) - 1 <= cells


def test_words_and_a_digit_narrow_the_board_and_escape_shows_all_again(busy: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("A1", "A2", "A3")
        await seat.press("/")
        await seat.type("okafor claimed")
        await seat.press("enter")
        assert "1 of 3" in seat.rows()[0]
        assert "A1" not in seat.screen
        await seat.press("escape")
        await seat.shows("A1", "A2", "A3")
        await seat.press("v", "2")
        await seat.shows("/waiting")
        assert "A2" not in seat.screen
        await seat.press("escape", "/")
        await seat.type("zzz")
        await seat.shows("no action has “zzz”: Esc shows all")

    sit(busy, on("grace", 28), BOARD, walk)


# The everyday walk of the two, and of whoever verifies.


def test_from_the_proposal_to_the_verified_end_by_keys_alone(desk: Desk) -> None:
    async def person(seat: Seat) -> None:
        await seat.shows("A1", "greets")
        await seat.press(">")
        await seat.shows("agree to A1 Ana Silva, due (another day: new terms)> 2026-05-30")
        assert any("▸" in row and "A1" in row for row in seat.rows()), "the cursor stays"
        await seat.press("enter")
        await seat.shows("A1: agreed; now the other one has to")

    async def coach(seat: Seat) -> None:
        await seat.shows("Ana Silva agreed")
        await seat.press("enter")
        await seat.shows("Did the agent greet?", "> agree")
        await seat.press(">", "enter")
        await seat.shows("A1: both have agreed", "> start")
        await seat.press(">")
        await seat.shows("how A1 Ana Silva is gone about", "role play")
        await seat.type("dance")
        await seat.press("enter")
        await seat.shows("find> dance", "nothing is called like that")
        await seat.press("ctrl+u", "3")
        await seat.shows("A1 Ana Silva practised (listen, model, rehearse, feedback)>")
        await seat.type("sing")
        await seat.press("enter")
        await seat.shows("A1 Ana Silva: “sing” is none of listen, model, rehearse, feedback> sing")
        await seat.press("ctrl+u")
        await seat.type("reh feed")
        await seat.press("enter")
        await seat.shows("A1 Ana Silva: what was said in the session")
        await seat.type("the first ten words")
        await seat.press("enter")
        await seat.shows("A1 begun", "“the first ten words”", "start (rehearse, feedback)")
        await seat.press("m")
        await seat.type("listen")
        await seat.press("enter", "enter")
        await seat.shows("note (listen)")
        await seat.press(">", "enter")
        await seat.shows("A1 claimed: calls from now on can show it")
        await seat.press(">")
        await seat.shows("you coached this; another person says whether it helped")
        assert stage(desk, "A1") is Stage.CLAIMED

    async def auditor(seat: Seat) -> None:
        await seat.shows("TO VERIFY  1  1 ● yours", "5 of 6 ")
        await seat.press("enter")
        await seat.shows("A1 · Ana Silva · done claimed", "> verify")
        await seat.press(">")
        await seat.shows("Verify A1 Ana Silva? ", " of 5 drawn calls passed, 4 must.")
        await seat.press("y")
        await seat.shows("A1 verified", "stage     verified")

    sit(desk, being("ana"), BOARD, person)
    sit(desk, on("grace", 20), BOARD, coach)
    add_calls(desk, {"ana": "PPPPPF"}, since=MORNING + timedelta(days=20))
    sit(desk, on("ruth", 28), BOARD, auditor)
    action = page(desk, "A1").line.action
    assert action.method is Method.ROLE_PLAY
    assert [each.practised for each in action.sessions] == [
        (Practice.REHEARSE, Practice.FEEDBACK),
        (Practice.LISTEN,),
    ]
    assert stage(desk, "A1") is Stage.VERIFIED


def test_declining_needs_a_word_and_is_told_to_the_supervisor(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("A1")
        await seat.press("<", "enter")
        await seat.shows("why A1 Ana Silva is declined (Esc leaves it)")
        await seat.type("wrong numbers")
        await seat.press("enter")
        await seat.shows("A1 declined: it stays on the supervisor's list", "DECLINED  1")

    sit(desk, being("ana"), BOARD, walk)
    assert page(desk, "A1").history[-1].words == "wrong numbers"


def test_another_day_changes_the_terms_and_a_wrong_one_is_asked_again(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("A1")
        await seat.press(">", "ctrl+u")
        await seat.type("soon")
        await seat.press("enter")
        await seat.shows("agree to A1 Ana Silva, due: a day such as 2026-05-30> soon")
        await seat.press("ctrl+u")
        await seat.type("2026-05-15")
        await seat.press("enter")
        await seat.shows("agree to A1 Ana Silva, due: 2026-05-15 is over> 2026-05-15")
        await seat.press("ctrl+u")
        await seat.type("2026-06-15")
        await seat.press("enter")
        await seat.shows("in 26 d")

    sit(desk, being("ana"), BOARD, walk)
    assert page(desk, "A1").line.action.due == date(2026, 6, 15)


def test_too_few_calls_verify_nothing_and_the_end_is_told_apart(desk: Desk) -> None:
    claimed(desk, at=on(None, 20, 0).clock())

    async def auditor(seat: Seat) -> None:
        await seat.shows("TO VERIFY")
        await seat.press(">")
        await seat.shows("A1: 0 of 0 drawn calls passed, 5 are needed: wait, or ask their")
        await seat.press("y", "<")
        await seat.type("no")
        await seat.press("enter")
        await seat.shows("D752")

    async def manager(seat: Seat) -> None:
        await seat.shows("TO VERIFY")
        await seat.press("x")
        await seat.type("moved to mail")
        await seat.press("enter")
        await seat.shows("A1 closed unverified", "CLOSED UNVERIFIED  1")

    sit(desk, on("ruth", 28), BOARD, auditor)
    sit(desk, on("max", 28), BOARD, manager)
    assert stage(desk, "A1") is Stage.CLOSED


def test_calls_that_do_not_show_it_point_to_the_key_that_says_so(desk: Desk) -> None:
    claimed(desk, at=on(None, 20, 0).clock())
    add_calls(desk, {"ana": "FFPPF"}, since=MORNING + timedelta(days=19))

    async def walk(seat: Seat) -> None:
        await seat.shows("TO VERIFY")
        await seat.press(">")
        await seat.shows("A1: 2 of 5 drawn calls passed, 4 must: < says that it had no effect")

    sit(desk, on("ruth", 28), BOARD, walk)


def test_what_is_past_is_agreed_to_with_a_new_day(desk: Desk) -> None:
    """Proposed on 20 May for the 30th; on 9 June, ten days again."""

    async def walk(seat: Seat) -> None:
        await seat.shows("●▸ A1", "! 10 d ago")
        await seat.press(">")
        await seat.shows("agree to A1 Ana Silva, due anew (2026-05-30 is over)> 2026-06-19")
        await seat.press("enter")
        await seat.shows("in 10 d")

    sit(desk, being("ana", MORNING + timedelta(days=39)), BOARD, walk)
    assert page(desk, "A1").line.action.due == date(2026, 6, 19)


def test_cancelling_says_whom_and_asks_before(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("A1")
        await seat.press("X")
        await seat.shows("Cancel A1 Ana Silva, greets? It does not come back.  y yes")
        await seat.press("n")
        assert stage(desk, "A1") is Stage.PROPOSED
        await seat.press("X", "y")
        await seat.shows("why A1 Ana Silva is cancelled>")
        await seat.type("she moved")
        await seat.press("enter")
        await seat.shows("A1 cancelled")

    sit(desk, being("max"), BOARD, walk)
    assert page(desk, "A1").history[-1].words == "she moved"


def test_without_effect_another_action_follows(busy: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("TO VERIFY")
        await seat.press("<")
        await seat.type("not yet")
        await seat.press("enter")
        await seat.shows("A2 had no effect: A5 follows", "NOT EFFECTIVE  1")
        await seat.press("/")
        await seat.type("a5")
        await seat.press("enter", "enter")
        await seat.shows("follows   A2, no effect; tried: one to one", "LAST TIME")

    sit(busy, on("ruth", 28), Place(view="coaching", name="A2"), walk, size=(100, 50))


def test_a_finding_is_excused_until_a_day_and_the_waiver_ended_from_the_board(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("A1")
        await seat.press("w")
        await seat.shows("Ana Silva is excused from greets until> 2026-06-19")
        await seat.press("enter")
        await seat.type("a new headset comes")
        await seat.press("enter")
        await seat.shows("W1: excused until 2026-06-19", "EXCUSED  1")
        await seat.press("G", "X", "y")
        await seat.shows("W1 ended")
        assert "EXCUSED" not in seat.screen

    sit(desk, being("grace"), BOARD, walk)
    (given,) = coaching.list_waivers(desk, being("grace"))
    assert (given.is_over, given.reason) == (True, "a new headset comes")


def test_what_most_of_a_team_fails_is_settled_by_its_owner(tmp_path: Path) -> None:
    calls = {"ana": "FF", "ben": "FFP", "cho": "PPP"}
    desk = coaching_desk(tmp_path / "desk", calls, POLICY + "team_share: 60%\n")
    coaching.raise_proposals(desk, being("ruth"))

    async def walk(seat: Seat) -> None:
        await seat.shows("NOT THE PEOPLE  1", "2 of 3", "for Ruth Adler")
        await seat.press(">")
        await seat.type("the script began with the price")
        await seat.press("enter")
        await seat.shows("M1 settled")

    sit(desk, being("ruth"), BOARD, walk)
    (matter,) = coaching.list_matters(desk, being("ruth"))
    assert matter.settled == "the script began with the price"


@pytest.mark.parametrize("size", SIZES)
def test_the_sheet_is_written_as_it_is_chosen(
    desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("A1")
        await seat.press("s")
        await seat.shows("how the sheet of A1 is written", "a web page", ".pdf")
        assert is_golden(f"coaching-sheet-{size[0]}x{size[1]}", seat.rows())
        await seat.press("enter")
        await seat.shows("written to")
        await seat.press("s", "2")
        await seat.until((tmp_path / "coaching-A1-2026-05-20.pdf").exists)

    sit(desk, being("grace"), BOARD, walk, size=size)
    written = tmp_path / "coaching-A1-2026-05-20.html"
    assert "Did the agent greet?" in written.read_text("utf-8")
    assert written.stat().st_mode & 0o777 == 0o600
    (first, *_) = PdfReader(written.with_suffix(".pdf")).pages
    assert "Did the agent greet?" in first.extract_text()


# One action.


@pytest.mark.parametrize("size", [*SIZES, (140, 40)])
def test_an_action_is_as_drawn(busy: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Did the agent greet?", "passed 3 of 4, too few")
        assert is_golden(f"action-{size[0]}x{size[1]}", seat.rows())

    sit(busy, on("grace", 28), Place(view="action", name="A3"), walk, size=size)


def test_the_calls_of_the_draw_stand_there_whatever_they_say(busy: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("DRAWN TO VERIFY IT", "> verify", "< no effect")
        for each in draw_of(busy):
            word = {"pass": "✓ pass", "fail": "✗ FAIL"}[each.state.value]
            assert any(word in row and each.call in row for row in seat.rows())

    sit(busy, on("ruth", 28), Place(view="action", name="A2"), walk, size=(100, 40))


def test_an_action_of_another_team_says_whose_it_is_not(busy: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("D403")
        assert is_golden("action-refused-80x24", seat.rows())

    sit(busy, being("ana"), Place(view="action", name="A4"), walk)


@pytest.mark.parametrize(("name", "told"), [("A9", "D701"), (None, "D701"), ("A4", "D403")])
def test_an_action_that_is_not_there_or_not_ones_own_is_refused(
    busy: Desk, name: str | None, told: str
) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows(told)
        await seat.press(">", "s")
        await seat.shows("no action is open")

    sit(busy, being("ana"), Place(view="action", name=name), walk)


def test_evidence_opens_in_the_review_and_the_next_call_is_the_next_on_the_page(
    busy: Desk,
) -> None:
    drawn = [each.call for each in draw_of(busy)]

    async def walk(seat: Seat) -> None:
        await seat.shows("A2 · Ben Okafor")
        await seat.press("n", "n")
        await seat.press("enter")
        await seat.shows(f"Review · {drawn[0]}", "  Did the agent greet?")
        assert any("▸" in row and "greets" in row for row in seat.rows())
        await seat.press("]")
        await seat.shows(f"Review · {drawn[1]}")
        await seat.press("q")
        await seat.shows("A2 · Ben Okafor · done claimed")

    sit(busy, on("ruth", 28), Place(view="action", name="A2"), walk)


def draw_of(desk: Desk) -> tuple[Checked, ...]:
    found = page(desk, "A2").draw
    assert found is not None
    return found.checked


def test_brackets_go_along_the_board(busy: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("TO VERIFY")
        await seat.press("enter")
        await seat.shows("A2 · Ben Okafor")
        await seat.press("]")
        await seat.shows("A4 · Eve Stone")
        await seat.press("[")
        await seat.shows("A2 · Ben Okafor")
        await seat.press("[")
        await seat.shows("this is the first action of the board")
        await seat.press("q")
        await seat.shows("TO VERIFY")

    sit(busy, on("ruth", 28), BOARD, walk)


@pytest.mark.parametrize("key", ["1", "enter"])
def test_what_waits_at_home_leads_to_just_that_on_the_board(desk: Desk, key: str) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("coaching to agree to")
        await seat.press(key)
        await seat.shows("/waiting proposed", "A1")

    sit(desk, being("ana"), Place(view="home"), walk)


def test_words_of_the_command_line_lead_there(busy: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("TO VERIFY")
        await seat.press(":")
        await seat.type("action a2")
        await seat.press("enter")
        await seat.shows("A2 · Ben Okafor · done claimed")
        await seat.press(":")
        await seat.type("coaching claimed")
        await seat.press("enter")
        await seat.shows("1 of 4 · /claimed")

    sit(busy, on("ruth", 28), BOARD, walk)


def test_where_signs_are_plain_letters_nothing_else_is_drawn(desk: Desk) -> None:
    claimed(desk, at=on(None, 20, 0).clock())
    add_calls(desk, {"ana": "PPFPPP"}, since=MORNING + timedelta(days=19))

    async def walk(seat: Seat) -> None:
        await seat.shows("A1")
        for keys in ((), ("enter",), ("q", "f")):
            await seat.press(*keys)
            await seat.shows("Ana Silva" if keys != ("q", "f") else "visit/greets")
            assert all(row.replace("조민", "").isascii() for row in seat.rows()), seat.screen

    sit(desk, on("ruth", 28), BOARD, walk, size=(140, 50), ascii_only=True)


# Proposals.


@pytest.mark.parametrize("size", SIZES)
def test_proposals_are_shown_with_why_and_why_not_and_written_after_a_yes(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = coaching_desk(tmp_path / "desk", {"ana": "PFPFPF", "ben": "PPPPPF", "cho": "FFFF"})
    coaching.raise_one(desk, being("ruth"), "cho", "greets")

    async def walk(seat: Seat) -> None:
        await seat.shows("A1")
        await seat.press("p")
        await seat.shows("1 proposal, by 1 policy; nothing was written", "NOT RAISED  2")
        assert is_golden(f"proposals-{size[0]}x{size[1]}", seat.rows())
        await seat.press(">", "n")
        assert len(coaching.list_actions(desk, being("ruth")).lines) == 1
        await seat.press(">", "y")
        await seat.shows("proposed: A2", "PROPOSED  2")

    sit(desk, being("ruth"), BOARD, walk, size=size)
    assert len(coaching.list_actions(desk, being("ruth")).lines) == 2


def test_where_nothing_can_be_proposed_the_key_says_why(tmp_path: Path) -> None:
    desk = coaching_desk(tmp_path / "desk", {"ana": "PP"})

    async def walk(seat: Seat) -> None:
        await seat.shows("0 proposals")
        assert is_golden("proposals-empty-80x24", seat.rows())
        await seat.press(">")
        await seat.shows("there is nothing to propose")

    sit(desk, being("ruth"), Place(view="proposals"), walk)


@pytest.mark.parametrize("size", SIZES)
def test_faults_of_the_policies_stand_there_with_their_places(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    policy = desk.rules / "coaching/greet-again.yaml"
    policy.write_text(policy.read_text("utf-8").replace("at_least: 2", "at_least: 9"), "utf-8")
    (desk.rules / "coaching/other.yaml").write_text("coaching: other\nversoin: 1\n", "utf-8")

    async def walk(seat: Seat) -> None:
        await seat.shows("greet-again.yaml:6:58: R502 error: ", "can never")
        await seat.shows("other.yaml:2:1: ", "versoin")
        assert is_golden(f"proposals-error-{size[0]}x{size[1]}", seat.rows())

    # A path that is the same on every machine.
    monkeypatch.chdir(desk.root.parent)
    here = find_desk(Path(desk.root.name), Path(desk.root.name))
    sit(here, being("ruth"), Place(view="proposals"), walk, size=size)


def test_whoever_may_not_propose_is_told_so(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("D403")
        assert is_golden("proposals-refused-80x24", seat.rows())

    sit(desk, being("ana"), Place(view="proposals"), walk)


# Effect.


@pytest.mark.parametrize("size", [*SIZES, (140, 40)])
def test_what_helped_stands_with_its_interval(tmp_path: Path, size: tuple[int, int]) -> None:
    """Ten days before and after would be whole; fourteen reach into the days of the talk."""

    async def walk(seat: Seat) -> None:
        await seat.shows("30 days before and after", "visit/greets")
        await seat.press("h")
        await seat.shows("14 days before and after", "+20.0 points (+11.2 to +28.8, 95 %)")
        assert is_golden(f"effect-{size[0]}x{size[1]}", seat.rows())
        await seat.press("h")
        await seat.shows("14 days are the fewest")
        await seat.press("v")
        await seat.shows("whose coaching", "Sam Ito")
        await seat.type("sam")
        await seat.press("enter")
        await seat.shows("coach Sam Ito", "+20.0 points")

    sit(helped_desk(tmp_path / "desk"), on("ruth", 30), Place(view="effect"), walk, size=size)


def test_too_few_give_no_figure_and_the_reason(busy: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("no figure: too few coached people", "side: 조민; 10 of")
        assert is_golden("effect-refused-80x24", seat.rows())

    sit(busy, on("ruth", 28), Place(view="effect"), walk)


def test_nobody_coached_has_no_effect(desk: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("nobody has been coached about a behaviour on calls yet")
        assert is_golden("effect-empty-80x24", seat.rows())

    sit(desk, being("ruth"), Place(view="effect"), walk)


def test_effects_are_no_agents_part(busy: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("D403")
        assert is_golden("effect-forbidden-80x24", seat.rows())

    sit(busy, being("ana"), Place(view="effect"), walk)


# From the review.


def test_a_failed_answer_becomes_an_action_by_one_key(tmp_path: Path) -> None:
    desk = coaching_desk(tmp_path / "desk", {"ana": "PF", "ben": "F"})

    async def walk(seat: Seat) -> None:
        await seat.shows("✗ FAIL  greets")
        await seat.press("G", "a")
        await seat.shows("names counts in no score yet")
        await seat.press("k", "a")
        await seat.shows("only what failed is coached: calm is pass")
        await seat.press("g", "a")
        await seat.shows("coach Ana Silva on greets, due> 2026-06-03")
        await seat.press("enter")
        await seat.shows("A2 proposed to Ana Silva: visit/greets; C shows the board")
        await seat.press("a", "enter")
        await seat.shows("D751")
        await seat.press("C")
        await seat.shows("PROPOSED  2", "Ana Silva")
        assert any("▸" in row and "A2" in row for row in seat.rows())

    coaching.raise_one(desk, being("ruth"), "ben", "greets", due=date(2026, 5, 21))
    sit(desk, being("grace"), Place(view="review", call="ana-05-02-09"), walk)
    action = page(desk, "A2").line.action
    assert (action.coach, action.due) == ("grace", date(2026, 6, 3))
    assert [each.call for each in action.evidence] == ["ana-05-02-09"]


def test_wide_names_keep_the_columns_in_line(busy: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("조민")
        rows = [row for row in seat.rows() if row[3:5] in ("A1", "A3")]
        assert len({drawn_cells(row[: row.index("greets")]) for row in rows}) == 1

    sit(busy, on("grace", 28), BOARD, walk)
