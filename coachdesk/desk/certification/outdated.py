"""Which exams still ask for what their scripts no longer say."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from coachdesk.core.authorize import Action, reaches
from coachdesk.core.certification.outdated import Outdated, outdated
from coachdesk.core.certification.programme import PassExam, Programme
from coachdesk.desk.certification.programmes import exams_of, programmes_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import actor_of
from coachdesk.store import forms, scripts
from coachdesk.store.connect import Db


def outdated_questions(desk: Desk, acting: Acting) -> Mapping[str, tuple[Outdated, ...]]:
    """Programme to the questions of its exams that teach a line which has changed since.

    Programmes without such questions are left out. Whoever may not read figures of training gets
    none: what an exam asks is not for those who sit it.

    Raises:
        DeskRefused: the desk does not know who asks.
        BadInput: the files of programmes or exams have errors.
    """
    if not reaches(actor_of(desk, acting).role, Action.READ_TRAINING_FIGURES):
        return {}
    with desk.opened(acting) as db:
        return outdated_of(desk, acting, db, programmes_of(desk))


def outdated_of(
    desk: Desk, acting: Acting, db: Db, programmes: Mapping[str, Programme]
) -> Mapping[str, tuple[Outdated, ...]]:
    """The same for these programmes, of whoever may know it.

    Raises:
        BadInput: the files of exams have errors.
    """
    versions = scripts.versions(db)
    if not versions:
        return {}
    zone, now = ZoneInfo(desk.settings.time_zone), acting.clock()
    found = {
        exam.id: tuple(outdated(exam, versions, kept_at, now, zone))
        for exam in exams_of(desk).exams.values()
        for kept_at in (forms.first_kept(db, "exam", exam.id, exam.version),)
    }
    told = {
        id: tuple(
            question
            for each in programme.requirements
            if isinstance(each, PassExam)
            for question in found.get(each.exam, ())
        )
        for id, programme in programmes.items()
    }
    return {id: questions for id, questions in told.items() if questions}
