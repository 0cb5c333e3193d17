"""What is published of the scripts: list, show, compare, and what became of each version."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from coachdesk.core.authorize import Action
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.scripts import Script
from coachdesk.core.scripts.differences import differences
from coachdesk.core.scripts.shown import Compared, Line, Listed, Told
from coachdesk.core.scripts.versions import Version, in_use
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.scripts.library import library, written
from coachdesk.desk.scripts.publishing import unsigned
from coachdesk.files.schema import nearest
from coachdesk.store import records, scripts
from coachdesk.store.connect import Db


def published(db: Db, script: str | None = None) -> tuple[Version, ...]:
    """Every published version, the oldest first: with its date, and what it asks for.

    A version that `renews` makes certificates on its script due for renewal from `at` on.

    Args:
        db: the desk.
        script: of one script; None: of all.
    """
    return scripts.versions(db, script)


def list_scripts(desk: Desk, acting: Acting) -> Listed:
    """Every script of the library, and every one that was ever published, by id.

    Raises:
        DeskRefused: this person may not read scripts.
        BadInput: the library can't be read.
    """
    actor = allowed(desk, acting, Action.READ_SCRIPT)
    zone = ZoneInfo(desk.settings.time_zone)
    today = acting.clock().astimezone(zone).date()
    there = library(desk).scripts
    with desk.opened(acting) as db:
        known = published(db)
        lines = []
        for id in sorted({*there, *(each.script.id for each in known)}):
            mine = [each for each in known if each.script.id == id]
            last, used = _newest(mine), in_use(mine, today)
            here = there.get(id)
            script = here.script if here is not None else last.script if last else None
            assert script is not None
            lines.append(
                Line(
                    id=id,
                    title=script.title,
                    languages=script.languages,
                    written=here.script.version if here else None,
                    published=last.script.version if last else None,
                    published_on=last.at.astimezone(zone).date() if last else None,
                    change=last.script.change if last else None,
                    used=used.script.version if used else None,
                    differs=bool(here and last and differences(last.script, here.script)),
                    unsigned=unsigned(db, here.script) if here else (),
                    confirmed=last is not None
                    and scripts.receipt(db, id, last.script.version, actor.id) is not None,
                    asked=last is not None and last.script.is_for(actor.team),
                )
            )
    problems = tuple(each for found in there.values() for each in found.errors)
    return Listed(lines=tuple(lines), problems=problems)


def show_script(desk: Desk, acting: Acting, name: str) -> Version:
    """One published version: `ID` for the newest, `ID@VERSION` for that one.

    Raises:
        DeskRefused: nothing of the kind is published (D736), or this person may not read scripts.
    """
    allowed(desk, acting, Action.READ_SCRIPT)
    with desk.opened(acting) as db:
        return version_named(db, name)


def compare(
    desk: Desk, acting: Acting, script: str, old: int | None = None, new: int | None = None
) -> Compared:
    """Two versions of a script beside each other.

    Args:
        desk: where.
        acting: who asks.
        script: its id.
        old: a published version; None: the newest.
        new: a published version; None: what the library says.

    Raises:
        BadInput: the library has no such script (D735).
        DeskRefused: a version is not published (D736), or this person may not read scripts.
    """
    allowed(desk, acting, Action.READ_SCRIPT)
    with desk.opened(acting) as db:
        known = published(db, script)
        before = _of(known, script, old) if old is not None else _newest(known)
        after = written(desk, script).script if new is None else _of(known, script, new).script
    return Compared(
        script=script,
        old=before.script.version if before else None,
        new=after.version,
        written=new is None,
        differences=differences(before.script if before else None, after),
    )


def history(desk: Desk, acting: Acting, script: str) -> tuple[Told, ...]:
    """Every published version of a script, the newest first.

    Raises:
        DeskRefused: nothing of it is published (D736), or this person may not read scripts.
    """
    allowed(desk, acting, Action.READ_SCRIPT)
    people = [person.id for person in desk.settings.people]
    with desk.opened(acting) as db:
        known = published(db, script)
        if not known:
            raise _unpublished(db, script)
        found = []
        before: Script | None = None
        for each in known:
            number = each.script.version
            record = scripts.version(db, script, number)
            assert record is not None
            (step, *_) = records.steps_of(db, record)
            read = sum(scripts.receipt(db, script, number, p) is not None for p in people)
            found.append(
                Told(
                    version=each,
                    reason=step.reason,
                    differences=differences(before, each.script),
                    receipts=read,
                )
            )
            before = each.script
    return tuple(reversed(found))


def version_named(db: Db, name: str) -> Version:
    """The published version of this name: `ID` for the newest, or `ID@VERSION`.

    Raises:
        DeskRefused: nothing of the kind is published (D736).
    """
    script, _, number = name.partition("@")
    known = published(db, script)
    newest = _newest(known)
    if newest is None:
        raise _unpublished(db, script)
    if not number:
        return newest
    return _of(known, script, int(number) if number.isdecimal() and len(number) < 10 else -1)


def _newest(known: Sequence[Version]) -> Version | None:
    return max(known, key=lambda each: each.script.version, default=None)


def _of(known: Sequence[Version], script: str, number: int) -> Version:
    found = next((each for each in known if each.script.version == number), None)
    if found is None:
        versions = ", ".join(str(each.script.version) for each in known) or "none"
        message = f"there is no such published version of '{script}'"
        hint = f"published: {versions}"
        raise DeskRefused(Problem(code="D736", message=message, hint=hint))
    return found


def _unpublished(db: Db, script: str) -> DeskRefused:
    known = {each.script.id for each in published(db)}
    hint = nearest(script, known) or "coachdesk scripts publish publishes it"
    return DeskRefused(
        Problem(code="D736", message=f"no version of '{script}' is published", hint=hint)
    )
