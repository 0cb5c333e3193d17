"""The programmes and exams in the desk's rules."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.certification.exam import Exam
from coachdesk.core.certification.programme import Programme
from coachdesk.core.errors import BadInput, DeskRefused, Problem, Severity
from coachdesk.desk.folder import Desk
from coachdesk.files.schema import nearest


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk's rules say of certification: what is sound, and what is not."""

    programmes: Mapping[str, Programme]
    exams: Mapping[str, Exam]
    texts: Mapping[str, Mapping[str, str]]
    """Exam to the key and exact text of its file."""
    errors: tuple[Problem, ...] = ()
    """Of files that are left out, each with its place: the others go on without them."""


def programme_shelf(desk: Desk) -> Shelf:
    """The sound programmes of the desk, and the errors of those that are left out."""
    return _loaded(desk, "certifications")


def programmes_of(desk: Desk) -> Mapping[str, Programme]:
    """Every sound programme of the desk, by id; none where it has no such folder."""
    return programme_shelf(desk).programmes


def exams_of(desk: Desk) -> Shelf:
    """The sound exams of the desk with their texts, and the errors of those that are left out."""
    return _loaded(desk, "exams")


def exam_named(shelf: Shelf, name: str) -> Exam:
    """The exam of this id.

    Raises:
        DeskRefused: there is no such exam (D775).
        BadInput: there is none without errors, and files of exams have some.
    """
    if name not in shelf.exams:
        if shelf.errors:
            raise BadInput(*shelf.errors)
        message = f"no exam to sit: '{name}' is not in rules/exams/"
        raise DeskRefused(Problem(code="D775", message=message))
    return shelf.exams[name]


def programme_named(desk: Desk, name: str) -> Programme:
    """The programme of this id.

    Raises:
        DeskRefused: there is none (D770); with every error of the files that are left out.
    """
    shelf = programme_shelf(desk)
    known = shelf.programmes
    if name not in known:
        hint = nearest(name, known) or "coachdesk certs programmes lists them"
        message = f"no certification programme '{name}'"
        if shelf.errors:
            message = f"no sound certification programme '{name}'"
        raise DeskRefused(Problem(code="D770", message=message, hint=hint), *shelf.errors)
    return known[name]


def _loaded(desk: Desk, folder: str) -> Shelf:
    # Lists of people wait for no YAML reader until a programme is wanted.
    from coachdesk.files.rulebook import load

    if not (desk.rules / folder).is_dir():
        return Shelf(programmes={}, exams={}, texts={})
    loaded = load(desk.rules / folder)
    return Shelf(
        programmes=loaded.programmes,
        exams=loaded.exams,
        texts=loaded.exam_texts,
        errors=tuple(each for each in loaded.problems if each.severity is Severity.ERROR),
    )
