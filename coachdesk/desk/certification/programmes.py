"""The programmes and exams in the desk's rules."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.certification.exam import Exam
from coachdesk.core.certification.programme import Programme
from coachdesk.core.errors import BadInput, DeskRefused, Problem
from coachdesk.desk.folder import Desk
from coachdesk.files.schema import nearest


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk's rules say of certification."""

    programmes: Mapping[str, Programme]
    exams: Mapping[str, Exam]
    texts: Mapping[str, Mapping[str, str]]
    """Exam to the key and exact text of its file."""


def programmes_of(desk: Desk) -> Mapping[str, Programme]:
    """Every programme of the desk, by id; none where it has no such folder.

    Raises:
        BadInput: with every error in their files.
    """
    return _loaded(desk, "certifications").programmes


def exams_of(desk: Desk) -> Shelf:
    """The exams of the desk with their texts.

    Raises:
        BadInput: with every error in their files.
    """
    return _loaded(desk, "exams")


def programme_named(desk: Desk, name: str) -> Programme:
    """The programme of this id.

    Raises:
        DeskRefused: there is none (D770).
        BadInput: the files of programmes have errors.
    """
    known = programmes_of(desk)
    if name not in known:
        hint = nearest(name, known) or "coachdesk certs programmes lists them"
        message = f"no certification programme '{name}'"
        raise DeskRefused(Problem(code="D770", message=message, hint=hint))
    return known[name]


def _loaded(desk: Desk, folder: str) -> Shelf:
    # Lists of people wait for no YAML reader until a programme is wanted.
    from coachdesk.files.rulebook import load

    if not (desk.rules / folder).is_dir():
        return Shelf(programmes={}, exams={}, texts={})
    loaded = load(desk.rules / folder)
    if loaded.has_errors:
        raise BadInput(*loaded.problems)
    return Shelf(programmes=loaded.programmes, exams=loaded.exams, texts=loaded.exam_texts)
