"""A publication of rules that a kill cannot leave half done.

All that is to change is first written into one file, `drafts/publishing.json`. From the moment
that it has its name the new rules are decided, and everything after can be done again by whoever
comes next: put the texts into `rules/`, put the forms in force with one event, clear the draft.
Whoever loads the rules to judge calls with them finishes such a publication first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from coachdesk.core.errors import BadInput, DeskRefused, Problem, Severity
from coachdesk.core.location import Location
from coachdesk.desk.drafts import (
    bytes_in_rules,
    digest_of,
    draft_paths,
    folder_of,
    forget,
    note_base,
    path_in_rules,
)
from coachdesk.desk.folder import Acting, Desk
from coachdesk.files.overlay import shown_from_here
from coachdesk.files.rulebook import load
from coachdesk.files.whole import remove_whole, write_whole
from coachdesk.store import workbench
from coachdesk.store.lock import locked

_MODE = 0o644


class Replaced(msgspec.Struct, frozen=True, kw_only=True):
    """One rule file that is to change."""

    before: str | None
    """SHA-256 of what the rules hold; None: there is no such file."""
    text: bytes
    """What they shall hold."""


class Intent(msgspec.Struct, frozen=True, kw_only=True):
    """A publication that was decided."""

    files: dict[str, Replaced]
    note: str
    by: str
    at: datetime

    @property
    def digest(self) -> str:
        """The same for the same publication alone."""
        return sha256(msgspec.json.encode(self, order="sorted")).hexdigest()


def decide(desk: Desk, intent: Intent) -> None:
    """Notes what is to be published; from here on it will be. The caller holds the lock."""
    write_whole(_path(desk), msgspec.json.encode(intent, order="sorted"))


def finish(desk: Desk, acting: Acting) -> bool:
    """Does what is left of a decided publication; the caller holds the lock.

    Returns:
        Whether there was one.

    Raises:
        DeskRefused: D606, somebody changed one of its files in the rules since.
        BadInput: another file of the rules has errors now.
        StoreFailed: the disk refused; the next one goes on.
    """
    intent = _decided(desk)
    if intent is None:
        return False
    for key, each in intent.files.items():
        found = digest_of(bytes_in_rules(desk, key))
        if found not in (each.before, digest_of(each.text)):
            raise _interfered(desk, key)
    for key, each in intent.files.items():
        if digest_of(bytes_in_rules(desk, key)) != digest_of(each.text):
            write_whole(path_in_rules(desk, key), each.text, mode=_MODE)
    loaded = load(desk.rules)
    errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
    if errors:
        raise BadInput(*errors)
    made = [(form, loaded.texts_of(form.id)) for form in loaded.of_kind("scorecard")]
    with desk.opened(acting) as db:
        workbench.publish(
            db,
            made,
            desk.settings.assumptions,
            publication=intent.digest,
            files=len(intent.files),
            note=intent.note,
            at=intent.at,
            actor=intent.by,
        )
    drafts = draft_paths(desk)
    for key, each in intent.files.items():
        if key in drafts and drafts[key].read_bytes() != each.text:
            # Somebody went on writing: their draft now begins from what was published.
            note_base(desk, key, digest_of(each.text))
        else:
            forget(desk, key)
    remove_whole(_path(desk))
    return True


def call_off(desk: Desk) -> bool:
    """Forgets a decided publication that cannot be finished; the rules stay as they are."""
    there = _path(desk).exists()
    remove_whole(_path(desk))
    return there


@contextmanager
def settled_rules(desk: Desk, acting: Acting) -> Iterator[None]:
    """The rules folder with no publication under way; one that was cut short is finished first.

    Raises:
        DeskRefused: as `finish`; or another process publishes for over half a minute.
        BadInput: as `finish`.
        StoreFailed: as `finish`.
    """
    if not folder_of(desk).is_dir():
        yield
        return
    with locked(folder_of(desk)):
        finish(desk, acting)
        yield


def _path(desk: Desk) -> Path:
    return folder_of(desk) / "publishing.json"


def _decided(desk: Desk) -> Intent | None:
    try:
        return msgspec.json.decode(_path(desk).read_bytes(), type=Intent)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError:
        place = Location(shown_from_here(_path(desk)))
        raise DeskRefused(
            Problem(
                code="D602",
                location=place,
                message="cannot be understood, so that a publication can't be finished",
                hint="coachdesk rules draft --discard forgets it",
            )
        ) from None


def _interfered(desk: Desk, key: str) -> DeskRefused:
    return DeskRefused(
        Problem(
            code="D606",
            location=Location(shown_from_here(path_in_rules(desk, key))),
            message="was changed while its publication was cut short",
            hint="coachdesk rules draft --discard forgets the publication and keeps your text",
        )
    )
