"""Undo and redo are one line for each person, read from the changes alone."""

from datetime import UTC, datetime

from coachdesk.core.engine.verdicts import State
from coachdesk.core.evaluation import Answer
from coachdesk.core.reviews import Change, Manner, Reversal, Unavailable, given, redo, undo

AT = datetime(2026, 5, 4, tzinfo=UTC)


def said(number: int, by: str, criterion: str, state: State | None) -> Change:
    answer = None if state is None else Answer(criterion=criterion, state=state)
    return Change(number=number, at=AT, by=by, criterion=criterion, answer=answer)


def after(
    changes: tuple[Change, ...], found: Reversal | Unavailable, by: str
) -> tuple[Change, ...]:
    assert isinstance(found, Reversal)
    change = Change(
        number=len(changes) + 1,
        at=AT,
        by=by,
        criterion=found.criterion,
        manner=found.manner,
        answer=found.answer,
    )
    return (*changes, change)


def word(changes: tuple[Change, ...], criterion: str) -> str | None:
    answer = given(changes).get(criterion)
    return answer.state.value if answer else None


def test_undo_goes_back_answer_by_answer_and_redo_forward_again() -> None:
    changes: tuple[Change, ...] = (
        said(1, "ana", "greets", State.PASS),
        said(2, "ana", "greets", State.FAIL),
        said(3, "ana", "thanks", State.NA),
    )
    seen = []
    for _ in range(3):
        changes = after(changes, undo(changes, "ana"), "ana")
        seen.append((word(changes, "greets"), word(changes, "thanks")))
    assert seen == [("fail", None), ("pass", None), (None, None)]
    assert isinstance(undo(changes, "ana"), Unavailable)
    for _ in range(3):
        changes = after(changes, redo(changes, "ana"), "ana")
        seen.append((word(changes, "greets"), word(changes, "thanks")))
    assert seen[3:] == [("pass", None), ("fail", None), ("fail", "na")]
    assert isinstance(redo(changes, "ana"), Unavailable)


def test_a_new_answer_ends_what_could_be_given_again() -> None:
    changes: tuple[Change, ...] = (said(1, "ana", "greets", State.PASS),)
    changes = after(changes, undo(changes, "ana"), "ana")
    changes = (*changes, said(3, "ana", "thanks", State.PASS))
    assert redo(changes, "ana") == Unavailable("there is no answer of yours to give again")


def test_anothers_answer_to_another_question_is_in_nobodys_way() -> None:
    changes = (said(1, "ana", "greets", State.PASS), said(2, "ben", "thanks", State.PASS))
    found = undo(changes, "ana")
    assert isinstance(found, Reversal)
    assert (found.criterion, found.manner, found.answer) == ("greets", Manner.TAKEN_BACK, None)


def test_anothers_later_answer_to_the_same_question_stays() -> None:
    changes = (said(1, "ana", "greets", State.PASS), said(2, "ben", "greets", State.FAIL))
    assert undo(changes, "ana") == Unavailable("ben answered 'greets' after you")
    back = after(changes, undo(changes, "ben"), "ben")
    assert word(back, "greets") == "pass"
    assert undo(back, "ana") == Unavailable("ben answered 'greets' after you")


def test_what_a_revision_ended_with_can_be_asked() -> None:
    first = said(1, "ana", "greets", State.FAIL)
    second = Change(
        number=2,
        at=AT,
        by="ruth",
        criterion="greets",
        answer=Answer(criterion="greets", state=State.PASS),
        revision=2,
    )
    assert given((first, second), 1)["greets"].state is State.FAIL
    assert given((first, second))["greets"].state is State.PASS
