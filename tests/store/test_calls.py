"""Import is idempotent by content, and a stored call is the call that came in."""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from coachdesk.core.calls import Call, Speaker, Turn, Word
from coachdesk.store import calls, connect, events
from coachdesk.store.database import Database

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def call(name: str, *texts: str) -> Call:
    speakers = (Speaker.AGENT, Speaker.CUSTOMER)
    turns = tuple(
        Turn(index=index, speaker=speakers[index % 2], text=text, start_ms=index * 1000)
        for index, text in enumerate(texts or ("good morning", "hello"))
    )
    return Call(id=name, agent="Ana Silva", source_format="text", started_at=NOON, turns=turns)


@dataclass
class Adder:
    db: Database

    def __call__(self, *given: Call, source: str = "a.txt") -> calls.Added:
        pairs = [(each, source) for each in given]
        return calls.add(self.db, pairs, at=NOON, actor="ana")


def test_the_same_calls_twice_are_kept_once(db: Database) -> None:
    add = Adder(db)
    assert add(call("one"), call("two")).added == 2
    head = events.head(db)
    again = add(call("two"), call("one"))
    assert (again.added, again.known, again.clashes) == (0, 2, ())
    assert events.head(db) == head
    assert calls.count(db) == 2


def test_other_content_under_a_known_id_is_named_and_the_rest_is_kept(db: Database) -> None:
    add = Adder(db)
    add(call("one"), source="first.txt")
    result = add(call("two"), call("one", "something", "else"), call("three"), source="second.txt")
    assert (result.added, result.known) == (2, 0)
    (clash,) = result.clashes
    assert (clash.position, clash.call, clash.kept_from) == (1, "one", "first.txt")
    found = calls.find(db, "one")
    assert found is not None
    assert found[1] == call("one")


def test_one_id_twice_in_one_batch_is_one_call_or_a_clash(db: Database) -> None:
    result = Adder(db)(call("one"), call("one"), call("one", "else"))
    assert (result.added, result.known, len(result.clashes)) == (1, 1, 1)


def test_a_call_comes_back_as_it_was(db: Database) -> None:
    written = call("一通电话", "您好 👋", "it’s\u202eme")
    turn = msgspec.structs.replace(written.turns[0], words=(Word(0, 2, 0, 400, 0.5), Word(3, 4)))
    written = msgspec.structs.replace(
        written,
        turns=(turn, *written.turns[1:]),
        meta={"b": "2", "a": "1"},
        role_confidence=0.9,
        time_zone="Asia/Shanghai",
        customer="李雷",
    )
    Adder(db)(written)
    found = calls.find(db, written.id)
    assert found is not None
    assert found[1] == written
    assert [list(batch) for batch in calls.in_batches(db)] == [[written]]


def test_a_changed_call_is_found(db: Database) -> None:
    Adder(db)(call("one"), call("two"))
    assert list(calls.verify(db)) == []
    with connect.write(db):
        db.conn.execute(
            "UPDATE calls SET content = (SELECT content FROM calls WHERE id = 'two')"
            " WHERE id = 'one'"
        )
    (fault,) = calls.verify(db)
    assert (fault.seq, "'one'" in fault.what) == (2, True)


def test_a_removed_call_is_found(db: Database) -> None:
    Adder(db)(call("one"), call("two"))
    with connect.write(db):
        db.conn.execute("DELETE FROM calls WHERE id = 'one'")
    assert [fault.seq for fault in calls.verify(db)] == [2]
    with connect.write(db):
        db.conn.execute("DELETE FROM calls")
    assert [fault.seq for fault in calls.verify(db)] == [2]
