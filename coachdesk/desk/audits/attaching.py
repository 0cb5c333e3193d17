"""Attach proof to an answer, and the transcript of a contact to its visit."""

from pathlib import Path

import msgspec

from coachdesk.core.audits.opened import Opened
from coachdesk.core.audits.visit import Visit
from coachdesk.core.authorize import Action
from coachdesk.core.calls import Call
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.core.location import Location
from coachdesk.core.redact import redact
from coachdesk.core.visible import without_controls
from coachdesk.desk.audits.answering import edited, figures_of, question_of, writing
from coachdesk.desk.audits.opening import answered, opened
from coachdesk.desk.audits.room import VisitRecord, known
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed, subject_of
from coachdesk.desk.kept import kept_of
from coachdesk.desk.lookup import call_of
from coachdesk.files.calls.reading import Roles
from coachdesk.files.proofs import fingerprint
from coachdesk.store import audits
from coachdesk.store.connect import Db, write


def attach_proof(
    desk: Desk, acting: Acting, number: int, question: str, file: Path, *, seen: int | None = None
) -> Opened:
    """Notes name, size and SHA-256 of a file that shows an answer; the file stays where it is.

    Raises:
        BadInput: the file can't be read (D718), or there is no such question (U402).
        DeskRefused: as `room.started`.
    """
    found = fingerprint(file)
    with desk.opened(acting) as db:
        with write(db):
            step = writing(desk, acting, db, number, seen)
            question_of(kept_of(db).form(step.record.content.form_sha256), question)
            audits.add_proof(
                db,
                msgspec.structs.replace(step.record, content=edited(step)),
                step.hand,
                question,
                without_controls(file.name)[0],
                found.sha256,
                found.bytes,
            )
        return opened(desk, acting, db, known(desk, acting, db, number))


def attach_transcript(
    desk: Desk,
    acting: Acting,
    number: int,
    file: str,
    *,
    from_format: str | None = None,
    roles: Roles | None = None,
    seen: int | None = None,
) -> Opened:
    """Reads a transcript of the contact, masks it, and lets the engine answer what it can.

    Answers of people stand. The transcript does not become a call of the desk.

    Raises:
        BadInput: the file has problems, or not exactly one conversation (D718).
        DeskRefused: as `room.started`.
    """
    call = _read(desk, file, from_format, roles)
    with desk.opened(acting) as db:
        with write(db):
            step = writing(desk, acting, db, number, seen)
            own = msgspec.structs.replace(call, id=step.record.name)
            content = msgspec.structs.replace(edited(step), call=None)
            content = _refigured(db, step.record, content, own)
            audits.add_transcript(db, step.record, step.hand, own, content)
        return opened(desk, acting, db, known(desk, acting, db, number))


def attach_call(
    desk: Desk, acting: Acting, number: int, call: str, *, seen: int | None = None
) -> Opened:
    """Says which of the desk's calls the contact was. Nothing is noted with the call itself.

    Raises:
        DeskRefused: there is no such call that this person may read (D303), or as `room.started`.
    """
    with desk.opened(acting) as db:
        with write(db):
            step = writing(desk, acting, db, number, seen)
            content = _readable(desk, acting, db, call)
            visit = msgspec.structs.replace(edited(step), call=content.id)
            visit = _refigured(db, step.record, visit, content)
            audits.add_call(db, step.record, step.hand, visit)
        return opened(desk, acting, db, known(desk, acting, db, number))


def _read(desk: Desk, file: str, from_format: str | None, roles: Roles | None) -> Call:
    from coachdesk.files.calls.openfiles import read_calls

    known_roles = {label.casefold(): part for label, part in desk.settings.roles.items()}
    meant = Roles({**known_roles, **(roles.by_label if roles else {})})
    found = list(read_calls([file], from_format=from_format, roles=meant))
    problems = [each for each in found if isinstance(each, Problem)]
    read = [each.call for each in found if not isinstance(each, Problem)]
    if len(read) != 1:
        raise BadInput(
            *problems,
            Problem(
                code="D718",
                location=Location(file),
                message=f"holds {len(read)} conversations; a visit is one",
            ),
        )
    return redact(read[0], desk.settings.patterns).call


def _readable(desk: Desk, acting: Acting, db: Db, call: str) -> Call:
    """The call, where this person may read it: to anybody else there is none."""
    _, content = call_of(desk, acting, db, call)
    try:
        allowed(desk, acting, Action.READ_TRANSCRIPT, subject_of(desk.settings, content.agent))
    except DeskRefused:
        hint = "coachdesk calls lists the ids"
        problem = Problem(code="D303", message=f"no call '{call}'", hint=hint)
        raise DeskRefused(problem) from None
    return content


def _refigured(db: Db, record: VisitRecord, content: Visit, call: Call) -> Visit:
    engine = kept_of(db).heard(content.form_sha256, content.assumptions, call)
    changes = audits.filed_of(db, record).changes
    return msgspec.structs.replace(content, figures=figures_of(answered(db, engine, changes)))
