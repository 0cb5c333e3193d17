"""The matrix of certificates, one certificate's page, and their steps, by keys."""

import re
from datetime import date
from pathlib import Path

import pytest

from coachdesk.core.certification import State
from coachdesk.core.roster import Change
from coachdesk.desk import certification as certs
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.desk.roster import change
from coachdesk.tui.view import Place
from tests.desk.certification.conftest import being_at, desk, desk_to_copy, observe  # noqa: F401
from tests.desk.certification.crowd import LATER, crowd
from tests.desk.certification.test_outdated import DEARER, publish, write_exam
from tests.tui.screens import is_golden
from tests.tui.seat import Seat, sit

CERTS = Place(view="certs")


@pytest.fixture
def crowded(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:  # noqa: F811
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return crowd(desk)


def state_of(at: Desk, person: str, programme: str = "reading") -> State:
    return certs.show(at, being_at("sam", LATER), person, programme)[0].standing.state


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_the_matrix_looks_like_this(crowded: Desk, size: tuple[int, int]) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Hal Reyes", "next: ")
        assert is_golden(f"certs-{size[0]}x{size[1]}", seat.rows())

    sit(crowded, being_at("ruth", LATER), CERTS, walk, size=size)


def test_exam_questions_on_a_line_that_has_changed_are_told_under_the_programme(
    desk: Desk,  # noqa: F811
) -> None:
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    write_exam(desk, "written_for: {sale: 1}")
    publish(desk, DEARER, 1)

    async def told(seat: Seat) -> None:
        await seat.shows("Ana Silva", "! exam questions on changed lines: theory:")
        await seat.shows("theory: fee (sale/cost, 1 → 2)")

    async def silent(seat: Seat) -> None:
        await seat.shows("Ana Silva", "next: ")
        assert "changed lines" not in seat.screen

    sit(desk, being_at("sam", 2), CERTS, told)
    sit(desk, being_at("ana", 2), CERTS, silent)


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
def test_a_certificate_with_its_evidence_looks_like_this(
    crowded: Desk, size: tuple[int, int]
) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("next: ")
        await seat.press("l", "enter")
        await seat.shows("to be shown")
        assert is_golden(f"certificate-{size[0]}x{size[1]}", seat.rows())
        await seat.press("q")
        await seat.shows("Hal Reyes")
        assert seat.app.view is not None
        assert seat.app.view.place() == Place(view="certs", name="sale ana")

    sit(crowded, being_at("ruth", LATER), CERTS, walk, size=size)


@pytest.mark.parametrize(
    ("golden", "place", "person", "told"),
    [
        ("certificate-empty-80x24", "sam", "sam", "enrolled for nothing"),
        ("certificate-refused-80x24", "sale ana", "bo", "D403"),
        ("certificate-unknown-80x24", "sail ana", "sam", "no certification programme 'sail'"),
    ],
)
def test_a_certificate_that_is_not_there_is_told(
    crowded: Desk, golden: str, place: str, person: str, told: str
) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows(told)
        assert is_golden(golden, seat.rows())

    sit(crowded, being_at(person, LATER), Place(view="certificate", name=place), walk)


def test_evidence_leads_to_the_call_that_was_scored(crowded: Desk) -> None:
    observe(crowded, "ana-1", "pass", 2)

    async def walk(seat: Seat) -> None:
        await seat.shows("live: 1 of 2 observed calls")
        while "▸         E1 " not in seat.screen:
            await seat.press("tab")
            assert "leads anywhere" not in seat.screen
        await seat.press("enter")
        await seat.shows("Review · ana-1")
        await seat.press("q")
        await seat.shows("▸         E1 ")

    sit(crowded, being_at("ruth", 3), Place(view="certificate", name="sale ana"), walk)


def test_a_colleague_who_moved_is_known_without_a_new_start(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Ana Silva · North")
        moves = Change(id="ana", since=date(2027, 5, 20), team="South")
        change(crowded, being_at("max", LATER), moves)
        await seat.shows("Ana Silva · South")

    sit(crowded, being_at("ruth", LATER), Place(view="certs", name="reading ana"), walk)


def test_a_desk_without_certificates_says_how_they_begin(desk: Desk) -> None:  # noqa: F811
    async def walk(seat: Seat) -> None:
        await seat.shows("Nobody is enrolled yet")
        assert is_golden("certs-empty-80x24", seat.rows())
        await seat.press("+")
        await seat.type("bob due 2026-06-31")
        await seat.press("enter")
        await seat.shows("> bob due 2026-06-31", "! '2026-06-31' is no day")
        await seat.press("backspace", "0", "enter")
        await seat.shows("> bob due 2026-06-30", "nobody is called 'bob'")
        await seat.press("home", "right", "right", "delete", "enter")
        await seat.shows("Bo Chen, sale in training", "○ in training")

    sit(desk, being_at("sam"), CERTS, walk)
    assert state_of(desk, "bo", "sale") is State.IN_TRAINING


def test_a_fault_in_a_programme_is_told_in_the_view(desk: Desk) -> None:  # noqa: F811
    file = desk.rules / "certifications" / "sale.yaml"
    broken = file.read_text("utf-8").replace("requirements:", "requirments:", 1)
    file.write_text(broken, "utf-8")

    async def walk(seat: Seat) -> None:
        await seat.shows("requirments")
        assert "unknown key 'requirments'" in seat.screen
        assert "reading…" not in seat.screen
        assert is_golden("certs-error-80x24", seat.rows())

    sit(desk, being_at("sam"), CERTS, walk)


def test_words_narrow_the_matrix(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Hal Reyes")
        await seat.press("/")
        await seat.type("小明")
        assert "王小明" in seat.screen
        assert "Ana Silva" not in seat.screen
        await seat.press("enter", "q")
        await seat.shows("Ana Silva")
        await seat.press("/")
        await seat.type("state:grace,expired")
        await seat.press("enter")
        await seat.until(lambda: "Hal Reyes" not in seat.screen)
        assert "Ana Silva" in seat.screen
        assert "in training" not in seat.screen, "what the filter leaves out is not called never"
        await seat.press("q", "/")
        await seat.type("place:coast team:South")
        await seat.press("enter")
        await seat.until(lambda: "Fay Lund" not in seat.screen)
        assert "王小明" in seat.screen

    sit(crowded, being_at("ruth", LATER), CERTS, walk)


def test_a_word_that_is_none_is_told_and_leaves_the_matrix(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Hal Reyes")
        for text, told in (
            ("state:expird", "there is no state 'expird'"),
            ("expiring:soon", "there is no number of days 'soon'"),
            ("team:Nroth", "there is no team 'Nroth'"),
        ):
            await seat.press("/")
            await seat.press("ctrl+k", "ctrl+a", "ctrl+k")
            await seat.type(text)
            await seat.press("enter")
            await seat.shows(told)
            assert "Ana Silva" in seat.screen

    sit(crowded, being_at("ruth", LATER), CERTS, walk)


def test_one_key_shows_what_ends_soon(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Hal Reyes")
        await seat.press("x")
        await seat.until(lambda: "Hal Reyes" not in seat.screen)
        assert "expiring:60" in seat.rows()[0]
        await seat.press("x", "x")
        await seat.until(lambda: "expiring:7" in seat.rows()[0])
        await seat.shows("Dan Okafor", "within 7 days")
        await seat.press("x")
        await seat.shows("Hal Reyes")

    sit(crowded, being_at("ruth", LATER), CERTS, walk)


def test_who_is_in_training_is_enrolled_again_only_after_a_question(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Hal Reyes")
        for answer in ("n", "y"):
            await seat.press("+")
            await seat.type("ana")
            await seat.press("enter")
            await seat.shows("Begin anew?")
            assert "in training for 'sale' since" in seat.screen
            await seat.press(answer)
        await seat.shows("Ana Silva, sale in training from today on")

    sit(crowded, being_at("sam", LATER), Place(view="certs", name="sale ana"), walk)
    (held,) = certs.show(crowded, being_at("sam", LATER), "ana", "sale")
    assert [each.step for each in held.done] == ["enrol", "enrol"]


def test_what_is_assessed_is_given_or_not(crowded: Desk) -> None:
    async def gives(seat: Seat) -> None:
        await seat.shows("Hal Reyes")
        await seat.press(*"6j", ">")
        await seat.shows("Give Hal Reyes, reading?")
        await seat.press("y")
        await seat.shows("Hal Reyes, reading certified until 2028-05-21")
        await seat.press("k", ">")
        await seat.shows("not yet: Gus Pohl, reading: read: v1 of sale is not read")

    sit(crowded, being_at("sam", LATER), CERTS, gives)
    assert state_of(crowded, "hal") is State.CERTIFIED


def test_assessed_and_not_given(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Hal Reyes")
        await seat.press(">")
        await seat.shows("Is all shown for Ana Silva, reading")
        await seat.press("y")
        await seat.shows("? assessed")
        await seat.press("<", "enter")
        await seat.shows("(Esc leaves it)")
        await seat.type("could not explain it")
        await seat.press("enter")
        await seat.shows("Ana Silva, reading not given")

    sit(crowded, being_at("sam", LATER), CERTS, walk)
    assert state_of(crowded, "ana") is State.EXPIRED


def test_two_people_revoke_and_the_second_may_drop_it(crowded: Desk) -> None:
    place = Place(view="certs", name="reading cleo")

    async def first(seat: Seat) -> None:
        await seat.shows("Hal Reyes")
        await seat.press("ctrl+r")
        await seat.type("promised a gift")
        await seat.press("enter")
        await seat.shows("Cleo Marsh, reading proposed to be revoked")
        await seat.press("ctrl+r")
        await seat.until(lambda: bool(seat.rows()[-2].strip()))
        assert "you are the second" not in seat.screen, "nobody confirms their own proposal"

    async def second(seat: Seat) -> None:
        await seat.shows("next: a second person confirms", "! revocation proposed")
        await seat.press("ctrl+r")
        await seat.shows("sam: 'promised a gift'; you are the second: why")
        await seat.type("heard it")
        await seat.press("enter")
        await seat.shows("Cleo Marsh, reading revoked")

    async def drops(seat: Seat) -> None:
        await seat.shows("next: a second person confirms")
        await seat.press("D", "2")
        await seat.shows("Drop the proposal")
        await seat.press("y")
        await seat.shows("王小明, reading holds: the proposal is dropped")

    sit(crowded, being_at("sam", LATER), place, first)
    assert state_of(crowded, "cleo") is State.CERTIFIED
    sit(crowded, being_at("grace", LATER), place, second)
    assert state_of(crowded, "cleo") is State.REVOKED
    sit(crowded, being_at("max", LATER), Place(view="certs", name="reading wang"), drops)


def test_who_is_revoked_may_appeal_and_an_admin_decides(crowded: Desk) -> None:
    place = Place(view="certificate", name="reading bo")

    async def appeals(seat: Seat) -> None:
        await seat.shows("two people revoked it", "d appeal", "rested on what was shown")
        assert "role-play" not in seat.rows()[-1]
        await seat.press("d")
        await seat.type("it was another call")
        await seat.press("enter")
        await seat.shows("Bo Chen, reading appeal sent")

    async def decides(seat: Seat) -> None:
        await seat.shows("appeal by bo")
        await seat.press("D", "1")
        await seat.type("it was")
        await seat.press("enter")
        await seat.shows("Bo Chen, reading holds again")

    sit(crowded, being_at("bo", LATER), place, appeals)
    sit(crowded, being_at("ada", LATER), place, decides)


def test_tasks_of_today_lead_to_what_they_mean(crowded: Desk) -> None:
    async def ready(seat: Seat) -> None:
        await seat.shows("Hal Reyes")
        assert "/ready" in seat.rows()[0]
        assert "Gus Pohl" not in seat.screen

    async def own(seat: Seat) -> None:
        await seat.shows("Ana Silva")
        assert "/person:ana" in seat.rows()[0]

    sit(crowded, being_at("sam", LATER), Place(view="certs", filter="list --ready"), ready)
    sit(crowded, being_at("ana", LATER), Place(view="certs", filter="show ana"), own)


def test_agents_see_only_their_own(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Ana Silva")
        assert "Cleo" not in seat.screen

    sit(crowded, being_at("ana", LATER), CERTS, walk)


def test_many_programmes_scroll_under_their_codes(crowded: Desk) -> None:
    folder = crowded.rules / "certifications"
    text = (folder / "reading.yaml").read_text("utf-8")
    for number in range(38):
        (folder / f"more-{number:02}.yaml").write_text(
            text.replace("certification: reading", f"certification: more-{number:02}"), "utf-8"
        )
    many = find_desk(crowded.root, crowded.root)

    async def walk(seat: Seat) -> None:
        await seat.shows("Hal Reyes", "29-39 of 40", "(reading v1)")
        assert is_golden("certs-many-80x24", seat.rows())
        await seat.press(*"40h")
        await seat.shows("1-11 of 40", "never enrolled")
        await seat.press(*"39l")
        await seat.shows("30-40 of 40", "(sale v2)")

    sit(many, being_at("ruth", LATER), CERTS, walk)


def test_ascii_terminals_get_ascii(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Hal Reyes", "next: ")
        assert all(row.isascii() for row in seat.rows() if "小" not in row)

    sit(crowded, being_at("ruth", LATER), CERTS, walk, ascii_only=True)


def test_a_faulty_programme_is_told_with_its_place_and_the_others_stay(crowded: Desk) -> None:
    faulty = (crowded.rules / "certifications" / "reading.yaml").read_text("utf-8")
    new = faulty.replace("certification: reading", "certification: new")
    new += "validity: {months: 0}\n"
    (crowded.rules / "certifications" / "new.yaml").write_text(new, "utf-8")

    async def walk(seat: Seat) -> None:
        await seat.shows("Hal Reyes", "! new.yaml:7:20: 'months' must be at least 1")
        await seat.shows("! 1 faulty file left out")

    sit(crowded, being_at("ruth", LATER), CERTS, walk, size=(120, 30))


async def filtered(seat: Seat, words: str) -> None:
    await seat.press("/", "ctrl+u")
    await seat.type(words)
    await seat.press("enter")


def test_a_filter_that_is_refused_leaves_list_and_title_as_they_were(crowded: Desk) -> None:
    async def walk(seat: Seat) -> None:
        await seat.shows("Certification · 8 people · 2027-05-21")
        await filtered(seat, "team:Nroth")
        await seat.shows("there is no team 'Nroth' (did you mean 'North'?)")
        await seat.shows("Certification · 8 people · 2027-05-21")
        await filtered(seat, "foo:bar")
        await seat.shows("there is no filter 'foo:'", "Certification · 8 people · 2027-05-21")
        await filtered(seat, "team:North")
        await seat.shows("3 people · /team:North")

    sit(crowded, being_at("ruth", LATER), CERTS, walk)


def test_evidence_that_is_not_for_a_trainer_says_who_opens_it(crowded: Desk) -> None:
    observe(crowded, "ana-1", "pass", 2)

    async def walk(seat: Seat) -> None:
        await seat.shows("live: 1 of 2 observed calls", "an auditor or a supervisor opens them")

    async def opens(seat: Seat) -> None:
        await seat.shows("live: 1 of 2 observed calls")
        assert "opens it" not in seat.screen

    place = Place(view="certificate", name="sale ana")
    sit(crowded, being_at("sam", 3), place, walk)
    sit(crowded, being_at("ruth", 3), place, opens)


def test_a_long_title_of_a_programme_gives_way_and_is_said_once(crowded: Desk) -> None:
    file = crowded.rules / "certifications" / "reading.yaml"
    long = "title: The line, read and understood by everybody who sells cards on the phone"
    file.write_text(re.sub(r"title: .*", long, file.read_text("utf-8")), "utf-8")

    async def walk(seat: Seat) -> None:
        await seat.shows("Ana Silva · North · The line, read", "… (reading v1)")
        assert seat.screen.count("The line, read") == 1

    sit(crowded, being_at("ruth", LATER), Place(view="certs", name="reading ana"), walk)
