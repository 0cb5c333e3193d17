"""Role-plays answered one question at a time: kept as given, counted once handed in."""

from fractions import Fraction
from pathlib import Path

import pytest

from coachdesk.core.certification.life import PlayStage, PlayStep
from coachdesk.core.certification.needs import Need
from coachdesk.core.errors import BadInput, DeskRefused
from coachdesk.desk import certification as certs
from coachdesk.desk.certification import Played
from coachdesk.desk.folder import Desk, find_desk
from coachdesk.store import events
from tests.desk.certification.conftest import being_at


@pytest.fixture
def enrolled(desk: Desk) -> Desk:
    certs.enrol(desk, being_at("sam"), "sale", "ana")
    return desk


def untouched(desk: Desk, person: str = "sam") -> Played:
    return certs.open_role_play(desk, being_at(person, 1), "sale", "ana")


def answered(desk: Desk, calm: str = "pass", note: str = "") -> Played:
    """Both questions answered by Sam, and nothing handed in."""
    played = certs.answer_role_play(
        desk, being_at("sam", 1), untouched(desk), "calm", calm, note, seen=0
    )
    return certs.answer_role_play(
        desk, being_at("sam", 1), played, "clear", "pass", seen=played.seen
    )


def need_of(desk: Desk) -> Need:
    (held,) = certs.show(desk, being_at("sam", 2), "ana", "sale")
    return next(need for need in held.needs if need.requirement.id == "play")


def states(played: Played) -> dict[str, str]:
    return {each.criterion: each.state.value for each in played.scored.evaluation.answers}


def test_the_first_answer_begins_it_and_looking_does_not(enrolled: Desk) -> None:
    assert (untouched(enrolled).number, untouched(enrolled).name) == (0, "sale ana play")
    played = certs.answer_role_play(
        enrolled, being_at("sam", 1), untouched(enrolled), "calm", "pass", "quiet voice", seen=0
    )
    assert (played.name, played.stage) == ("Y1", PlayStage.OPEN)
    # Whoever comes back finds it where it was, as another process reads it.
    again = untouched(find_desk(enrolled.root, enrolled.root))
    assert (again.name, states(again)) == ("Y1", {"calm": "pass", "clear": "open"})
    assert [each.words for each in again.lacks] == ["open: answer it"]


def test_nothing_counts_before_it_is_handed_in(enrolled: Desk) -> None:
    played = answered(enrolled)
    assert need_of(enrolled).figure is None
    assert not need_of(enrolled).evidence
    assert played.play.passed is None
    done = certs.hand_in_role_play(enrolled, being_at("sam", 2), played.number, seen=played.seen)
    assert (done.stage, done.play.passed, done.play.percent) == (PlayStage.SCORED, True, "100")
    assert need_of(enrolled).met
    assert [link.name for link in need_of(enrolled).evidence] == ["Y1"]


def test_a_critical_failure_is_kept_with_the_words_that_show_it(enrolled: Desk) -> None:
    played = answered(enrolled, "fail")
    with pytest.raises(BadInput, match="Y1: calm: fail without evidence"):
        certs.hand_in_role_play(enrolled, being_at("sam", 1), played.number)
    played = certs.answer_role_play(
        enrolled, being_at("sam", 1), played, "calm", "fail", "shouted", seen=played.seen
    )
    done = certs.hand_in_role_play(enrolled, being_at("sam", 1), played.number)
    assert (done.play.passed, done.play.critical) == (False, True)
    assert (need_of(enrolled).met, need_of(enrolled).figure) == (False, Fraction(50))
    (calm,) = [each for each in done.scored.evaluation.answers if each.criterion == "calm"]
    assert calm.note == "shouted"


def test_what_is_open_or_unknown_is_not_handed_in(enrolled: Desk) -> None:
    played = certs.answer_role_play(
        enrolled, being_at("sam", 1), untouched(enrolled), "calm", "unknown"
    )
    with pytest.raises(BadInput, match="Y1: not answered: calm, clear"):
        certs.hand_in_role_play(enrolled, being_at("sam", 1), played.number)


def test_answers_are_taken_back_and_given_again(enrolled: Desk) -> None:
    played = answered(enrolled)
    back, question = certs.take_back_in_role_play(enrolled, being_at("sam", 1), played, back=True)
    assert (question, states(back)) == ("clear", {"calm": "pass", "clear": "open"})
    again, question = certs.take_back_in_role_play(enrolled, being_at("sam", 1), back, back=False)
    assert (question, states(again)) == ("clear", {"calm": "pass", "clear": "pass"})
    with pytest.raises(DeskRefused, match="D505"):
        certs.take_back_in_role_play(enrolled, being_at("sam", 1), again, back=False)


def test_nothing_changes_after_it_is_handed_in(enrolled: Desk) -> None:
    played = answered(enrolled)
    certs.hand_in_role_play(enrolled, being_at("sam", 1), played.number)
    with pytest.raises(DeskRefused, match="D702"):
        certs.answer_role_play(enrolled, being_at("sam", 1), played, "calm", "fail", "no")
    with pytest.raises(DeskRefused, match="D702"):
        certs.hand_in_role_play(enrolled, being_at("sam", 1), played.number)
    assert untouched(enrolled).number == 0, "the next one begins anew"


def test_whoever_began_it_answers_it_alone(enrolled: Desk) -> None:
    played = answered(enrolled)
    assert untouched(enrolled, "ruth").number == 0, "another assessor begins their own"
    with pytest.raises(DeskRefused, match="A-certificate-begun"):
        certs.answer_role_play(enrolled, being_at("ruth", 1), played, "calm", "fail", "no")
    with pytest.raises(DeskRefused, match="A-certificate-begun"):
        certs.hand_in_role_play(enrolled, being_at("ruth", 1), played.number)
    for person, rule in (("ana", "A-certificate-self"), ("tina", "A-certificate-trainer")):
        with pytest.raises(DeskRefused, match=rule):
            untouched(enrolled, person)
    with pytest.raises(DeskRefused, match="D777"):
        certs.open_role_play(enrolled, being_at("sam", 1), "sale", "bo")


def test_the_person_reads_it_once_it_is_handed_in_and_strangers_never(enrolled: Desk) -> None:
    played = answered(enrolled)
    with pytest.raises(DeskRefused, match="A-certificate-self"):
        certs.show_role_play(enrolled, being_at("ana", 1), "Y1")
    certs.hand_in_role_play(enrolled, being_at("sam", 1), played.number)
    shown = certs.show_role_play(enrolled, being_at("ana", 2), "y1")
    assert states(shown) == {"calm": "pass", "clear": "pass"}
    assert shown.may == {}
    with pytest.raises(DeskRefused, match="D403"):
        certs.show_role_play(enrolled, being_at("bo", 2), "Y1")
    with pytest.raises(DeskRefused, match="no role-play 'Y9'"):
        certs.show_role_play(enrolled, being_at("sam", 2), "Y9")


def test_somebody_who_looks_at_something_older_is_told(enrolled: Desk) -> None:
    first = answered(enrolled)
    certs.answer_role_play(enrolled, being_at("sam", 1), first, "calm", "unknown", seen=first.seen)
    with pytest.raises(DeskRefused, match="D703"):
        certs.answer_role_play(enrolled, being_at("sam", 1), first, "calm", "pass", seen=first.seen)
    with pytest.raises(DeskRefused, match="D703"):
        certs.hand_in_role_play(enrolled, being_at("sam", 1), first.number, seen=first.seen)


def test_a_file_takes_the_same_steps_and_every_event_is_sealed(
    enrolled: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "played.yaml"
    file.write_text("form: play\nanswers: {calm: pass, clear: pass}\n")
    certs.score_role_play(enrolled, being_at("sam", 1), "sale", "ana", file)
    by_hand = answered(enrolled)
    certs.hand_in_role_play(enrolled, being_at("sam", 1), by_hand.number)
    filled, typed = (certs.show_role_play(enrolled, being_at("sam", 2), n) for n in ("Y1", "Y2"))
    assert states(filled) == states(typed)
    assert (filled.play.percent, filled.stage) == (typed.play.percent, typed.stage)
    with enrolled.opened(being_at("ruth")) as db:
        assert list(events.verify(db)) == []
        steps = [
            row[0]
            for row in db.conn.execute("SELECT step FROM record_steps WHERE kind = 'role-play'")
        ]
    assert steps == [PlayStep.BEGIN, PlayStep.SCORE] * 2
