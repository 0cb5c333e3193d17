"""Records: whatever has a life, kept step by step, and every write vouched for by its event."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import msgspec
import pytest

from coachdesk.store import events, records
from coachdesk.store.connect import write
from coachdesk.store.database import Database
from coachdesk.store.records import Changed, Hand, Kind, Record

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    due: date
    to: str = ""


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    pages: int


PARCELS = Kind(name="parcel", prefix="P", content=Parcel)
LETTERS = Kind(name="letter", prefix="L", content=Letter)


def hand(by: str = "ana") -> Hand:
    return Hand(at=NOON, actor="desk", by=by)


@pytest.fixture
def parcel(db: Database) -> Record[Parcel]:
    with write(db):
        return records.create(
            db,
            PARCELS,
            hand(),
            step="send",
            stage="sent",
            content=Parcel(due=date(2026, 5, 9)),
            key="to-bo",
            subject="bo",
            reason="he asked for it",
        )


def test_a_record_comes_back_as_it_was_written(db: Database, parcel: Record[Parcel]) -> None:
    assert records.find(db, PARCELS, 1) == parcel
    assert records.by_key(db, PARCELS, "to-bo") == parcel
    assert records.find(db, LETTERS, 1) is None
    assert parcel.name == "P1"
    (step,) = records.steps_of(db, parcel)
    assert (step.at, step.by, step.step, step.stage) == (NOON, "ana", "send", "sent")
    assert step.reason == "he asked for it"


def test_kinds_count_for_themselves_and_lists_are_narrowed(
    db: Database, parcel: Record[Parcel]
) -> None:
    with write(db):
        letter = records.create(
            db, LETTERS, hand(), step="send", stage="sent", content=Letter(pages=2)
        )
        lost = records.take_step(db, parcel, hand("bo"), "lose", "lost")
    assert letter.number == 1
    assert records.listed(db, PARCELS) == (lost,)
    assert records.listed(db, PARCELS, stages=["sent"]) == ()
    assert records.listed(db, PARCELS, subjects=["bo"]) == (lost,)
    assert records.count(db, PARCELS, ["lost"]) == 1


def test_steps_and_answers_are_added_and_the_words_stay_apart(
    db: Database, parcel: Record[Parcel]
) -> None:
    with write(db):
        moved = records.take_step(
            db, parcel, hand(), "move", "moving", content=Parcel(due=date(2026, 6, 1), to="x")
        )
        answered = records.add_answer(
            db, moved, hand("bo"), question="heavy", answer=b"\x01", words="four kilos"
        )
    assert (answered.seen, answered.stage, answered.content.to) == (3, "moving", "x")
    (given,) = records.answers_of(db, answered)
    assert (given.question, given.answer, given.words, given.by) == (
        "heavy",
        b"\x01",
        "four kilos",
        "bo",
    )
    bodies = "".join(row[0] for row in db.conn.execute("SELECT body FROM events").fetchall())
    assert "four kilos" not in bodies
    assert "asked" not in bodies
    assert list(records.verify(db)) == []
    assert list(events.verify(db)) == []


def test_whoever_saw_an_older_state_writes_nothing(db: Database, parcel: Record[Parcel]) -> None:
    with write(db):
        records.take_step(db, parcel, hand(), "move", "moving")
    with pytest.raises(Changed), write(db):
        records.take_step(db, parcel, hand("bo"), "lose", "lost")
    assert [each.stage for each in records.listed(db, PARCELS)] == ["moving"]
    assert list(records.verify(db)) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE records SET stage = 'kept'", "where P1 stands was changed"),
        ("UPDATE records SET subject = 'al'", "where P1 stands was changed"),
        ("UPDATE records SET content = CAST('{\"due\":\"2027-01-01\"}' AS BLOB)",
         "where P1 stands was changed"),
        ("UPDATE record_steps SET by = 'al'", "a step was changed"),
        ("DELETE FROM record_steps", "a step is missing"),
        ("UPDATE record_answers SET content = x'02'", "an answer was changed"),
        ("DELETE FROM record_answers", "an answer is missing"),
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_log_is_found(
    db: Database, parcel: Record[Parcel], change: str, told: str
) -> None:
    with write(db):
        records.add_answer(db, parcel, hand(), question="heavy", answer=b"\x01")
    db.conn.execute(change)
    assert told in [fault.what for fault in records.verify(db)]


def test_a_record_that_vanished_is_missed(db: Database, parcel: Record[Parcel]) -> None:
    db.conn.execute("DELETE FROM record_steps")
    db.conn.execute("DELETE FROM records")
    assert "P1 is missing" in [fault.what for fault in records.verify(db)]


def test_a_key_is_given_once(db: Database, parcel: Record[Parcel]) -> None:
    again: Callable[[], object] = lambda: records.create(  # noqa: E731
        db,
        PARCELS,
        hand(),
        step="send",
        stage="sent",
        content=Parcel(due=date(2026, 5, 9)),
        key="to-bo",
    )
    with pytest.raises(Exception, match="UNIQUE"), write(db):
        again()
    assert records.count(db, PARCELS) == 1
