"""Publishing: once, unchanged for ever, refused for every reason, and by whom it may."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from coachdesk.core.errors import BadInput, CoachdeskError, DeskRefused
from coachdesk.core.scripts.differences import Turn
from coachdesk.desk import scripts
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.log import verify_log
from coachdesk.store import events
from coachdesk.store.connect import Db
from tests.desk.scripts.conftest import NOON, SCRIPT, write_script

As = Callable[..., Acting]
LAW = "us.tcpa.identify"


def codes(error: pytest.ExceptionInfo[CoachdeskError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def publish_first(desk: Desk, acting_as: As) -> None:
    scripts.sign(desk, acting_as("ruth"), "card", LAW, "counsel, 3 May")
    scripts.publish(desk, acting_as("sam"), "card", "the first")


def test_a_version_is_kept_as_it_was_whatever_the_library_says_later(
    desk: Desk, acting_as: As
) -> None:
    publish_first(desk, acting_as)
    write_script(desk, "script: card\nversion: 2\ntitle: [broken")
    kept = scripts.show_script(desk, acting_as("ana"), "card@1")
    assert kept.texts == {"scripts_library/card.yaml": SCRIPT}
    assert kept.script.steps[1].say == {"en": ("The card costs forty dollars a year.",)}
    assert kept.script.steps[1].location.path == "scripts_library/card.yaml"
    assert (kept.at, kept.by) == (NOON, "sam")
    assert verify_log(desk, acting_as("ruth")).faults == ()


def test_a_publication_shows_what_changed_and_its_event_says_what_it_renews(
    desk: Desk, acting_as: As
) -> None:
    publish_first(desk, acting_as)
    write_script(
        desk,
        SCRIPT.replace("version: 1", "version: 2\nchange: major").replace("forty", "fifty"),
    )
    later = acting_as("sam", NOON + timedelta(days=30))
    done = scripts.publish(desk, later, "card", "the fee rose")
    (change,) = done.differences
    assert (change.turn, change.part, change.old, change.new) == (
        Turn.CHANGED,
        "step cost",
        ("The card costs forty dollars a year.",),
        ("The card costs fifty dollars a year.",),
    )
    with desk.opened(later) as db:
        assert [(each.script.version, each.renews) for each in scripts.published(db, "card")] == [
            (1, False),
            (2, True),
        ]
        assert kinds(db)[-1] == "script: publish a major version"
        public = "".join(row[0] for row in db.conn.execute("SELECT body FROM events").fetchall())
    assert "the fee rose" not in public
    newest, first = scripts.history(desk, later, "card")
    assert (newest.reason, first.reason) == ("the fee rose", "the first")
    assert newest.differences == (change,)


def kinds(db: Db) -> list[str]:
    return [row[0] for row in db.conn.execute("SELECT kind FROM events ORDER BY seq").fetchall()]


def test_every_reason_against_it_is_told_at_once_and_nothing_is_written(
    desk: Desk, acting_as: As
) -> None:
    sam = acting_as("sam")
    with pytest.raises(DeskRefused) as unsigned:
        scripts.publish(desk, sam, "card")
    assert codes(unsigned) == ["D731"]
    assert f"coachdesk scripts sign card {LAW}" in str(unsigned.value)
    publish_first(desk, acting_as)
    with pytest.raises(DeskRefused) as same:
        scripts.publish(desk, sam, "card")
    assert codes(same) == ["D733"]
    write_script(desk, SCRIPT.replace("I call", "I am calling"))
    with pytest.raises(DeskRefused) as taken:
        scripts.publish(desk, sam, "card")
    assert codes(taken) == ["D732", "D731"]
    write_script(desk, SCRIPT.replace("version: 1", "version: 2"))
    with pytest.raises(DeskRefused) as unchanged:
        scripts.publish(desk, sam, "card")
    assert codes(unchanged) == ["D733"]
    with desk.opened(sam) as db:
        assert len(scripts.published(db)) == 1


def test_a_lower_version_is_refused(desk: Desk, acting_as: As) -> None:
    write_script(desk, SCRIPT.replace("version: 1", "version: 3"))
    publish_first(desk, acting_as)
    write_script(desk, SCRIPT.replace("version: 1", "version: 2").replace("forty", "fifty"))
    with pytest.raises(DeskRefused) as lower:
        scripts.publish(desk, acting_as("sam"), "card")
    assert codes(lower) == ["D734"]
    assert "version: 4" in str(lower.value)


def test_errors_of_the_lint_keep_a_script_back(desk: Desk, acting_as: As) -> None:
    write_script(desk, SCRIPT.replace("Thank you", "Thank you [TODO]"))
    with pytest.raises(BadInput) as faulty:
        scripts.publish(desk, acting_as("sam"), "card")
    assert codes(faulty)[-1] == "D730"
    assert all(problem.location for problem in faulty.value.problems[:-1])


def test_a_name_that_is_not_there_is_told_and_so_is_what_breaks_its_file(
    desk: Desk, acting_as: As
) -> None:
    with pytest.raises(BadInput, match="did you mean 'card'") as unknown:
        scripts.publish(desk, acting_as("sam"), "crad")
    assert codes(unknown) == ["D735"]
    write_script(desk, "script: card\ntitle: [broken")
    with pytest.raises(BadInput) as broken:
        scripts.publish(desk, acting_as("sam"), "card")
    assert codes(broken)[-1] == "D735"
    assert len(codes(broken)) > 1
    with pytest.raises(DeskRefused) as unpublished:
        scripts.show_script(desk, acting_as("ana"), "card")
    assert codes(unpublished) == ["D736"]


def test_a_signature_holds_for_the_words_and_is_given_once(desk: Desk, acting_as: As) -> None:
    ruth = acting_as("ruth")
    assert scripts.sign(desk, ruth, "card", LAW).new
    assert not scripts.sign(desk, acting_as("max"), "card", LAW).new
    write_script(desk, SCRIPT.replace("Thank you", "Thanks"))
    scripts.publish(desk, acting_as("sam"), "card")
    write_script(desk, SCRIPT.replace("version: 1", "version: 2").replace("I call", "I am calling"))
    (line, _) = scripts.list_scripts(desk, acting_as("ana")).lines
    assert (line.id, line.unsigned, line.differs) == ("card", (LAW,), True)
    with pytest.raises(BadInput) as wrong:
        scripts.sign(desk, ruth, "card", "us.tcpa.identfy")
    assert codes(wrong) == ["D737"]


@pytest.mark.parametrize("person", ["ana", "grace", "ruth", "ada", "shea"])
def test_only_trainers_and_managers_publish(desk: Desk, acting_as: As, person: str) -> None:
    scripts.sign(desk, acting_as("ruth"), "card", LAW)
    assert nothing_written(desk, acting_as, lambda acting: scripts.publish(desk, acting, "card"),
                           person) == ["D403"]  # fmt: skip


@pytest.mark.parametrize("person", ["ana", "grace", "sam", "ada", "shea"])
def test_only_auditors_and_managers_sign(desk: Desk, acting_as: As, person: str) -> None:
    assert nothing_written(desk, acting_as, lambda acting: scripts.sign(desk, acting, "card", LAW),
                           person) == ["D403"]  # fmt: skip


def nothing_written(
    desk: Desk, acting_as: As, job: Callable[[Acting], object], person: str
) -> list[str]:
    """The codes of the refusal, once it is sure that the log did not grow."""
    with desk.opened(acting_as()) as db:
        before = events.head(db)
    with pytest.raises(DeskRefused) as refused:
        job(acting_as(person))
    with desk.opened(acting_as()) as db:
        assert events.head(db) == before
    return codes(refused)
