"""One script whole, with all that stands behind its lines but what calls say about them."""

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.authorize import Action, Actor, Allow, Subject, authorize
from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.form import Criterion
from coachdesk.core.scripts import Script
from coachdesk.core.scripts.differences import differences
from coachdesk.core.scripts.versions import Signature, Version, in_use, laws_of, lines_under
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.scripts.library import Written, library
from coachdesk.desk.scripts.library import written as written_script
from coachdesk.files.rule_folder import SCRIPTS
from coachdesk.store import scripts
from coachdesk.store.connect import Db


class Judge(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion that looks at a line."""

    scorecard: str
    criterion: Criterion


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One script as somebody looks at it."""

    script: Script
    version: Version | None
    """The newest published one; None: none is published."""
    used: int | None
    """The version that is used today, by its effective dates."""
    written: Written | None
    """What stands in the library; None: it is not there any more."""
    is_written: bool
    """The script shown is the library's, not the published one."""
    differs: bool
    """The library says something else than what is published."""
    signatures: Mapping[str, Signature | None]
    """Law tag to who vouches for the lines shown under it; None: nobody."""
    judges: Mapping[str, tuple[Judge, ...]]
    """Id of a step or block to the criteria that look at its lines."""
    confirmed: bool
    """Whoever looks has confirmed the newest version."""
    asked: bool
    """The newest version is for the team of whoever looks, or for all."""
    may: frozenset[Action]
    """What of publishing, signing and asking who has read it this person may do."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is found wrong in the library's text."""
        return self.written.problems if self.written is not None else ()


def script_ids(desk: Desk) -> tuple[str, ...]:
    """The ids of the library's scripts as its files are called, sorted; none of them is read."""
    return tuple(sorted(each.stem for each in (desk.root / SCRIPTS).glob("*.yaml")))


def read_script(desk: Desk, acting: Acting, name: str, *, written: bool | None = None) -> Reading:
    """One script with what stands behind its lines.

    Args:
        desk: where.
        acting: who looks.
        name: its id.
        written: the library's text rather than the published one; None: the library's for those
            who may publish it or sign for it, else the published one. Where there is only one of
            the two, that one is shown.

    Raises:
        DeskRefused: this person may not read scripts.
        BadInput: there is no such script (D735), or the library can't be read.
    """
    actor = allowed(desk, acting, Action.READ_SCRIPT)
    today = acting.clock().astimezone(ZoneInfo(desk.settings.time_zone)).date()
    with desk.opened(acting) as db:
        known = scripts.versions(db, name)
        there = (
            library(desk, lint=True).scripts.get(name)
            if known
            else written_script(desk, name, lint=True)
        )
        newest = max(known, key=lambda each: each.script.version, default=None)
        may = _may(actor)
        if written is None:
            written = not may.isdisjoint((Action.PUBLISH_SCRIPT, Action.SIGN_LAW))
        if there is not None and (written or newest is None):
            script, is_written = there.script, True
        else:
            # With nothing in the library, something is published, else it would be no script.
            assert newest is not None
            script, is_written = newest.script, False
        used = in_use(known, today)
        return Reading(
            script=script,
            version=newest,
            used=None if used is None else used.script.version,
            written=there,
            is_written=is_written,
            differs=bool(there and newest and differences(newest.script, there.script)),
            signatures={law: _signed(db, script, law) for law in laws_of(script)},
            judges=_judges(desk, name),
            confirmed=newest is not None
            and scripts.receipt(db, name, newest.script.version, actor.id) is not None,
            asked=newest is not None and newest.script.is_for(actor.team),
            may=may,
        )


def _may(actor: Actor) -> frozenset[Action]:
    about = Subject(team=actor.team)
    asked = (Action.PUBLISH_SCRIPT, Action.SIGN_LAW, Action.READ_DELIVERY)
    return frozenset(each for each in asked if isinstance(authorize(actor, each, about), Allow))


def _signed(db: Db, script: Script, law: str) -> Signature | None:
    found = scripts.signature(db, law, lines_under(script, law))
    return None if found is None else found.content


def _judges(desk: Desk, name: str) -> Mapping[str, tuple[Judge, ...]]:
    """The criteria of the rules that cover a step or block, or listen for its lines."""
    from coachdesk.core.adherence import covering
    from coachdesk.files.rulebook import load

    found: dict[str, list[Judge]] = {}
    for form in load(desk.rules).forms:
        for part, criteria in covering(form, name).items():
            judges = (Judge(scorecard=form.id, criterion=each) for each in criteria)
            found.setdefault(part, []).extend(judges)
    return {part: tuple(judges) for part, judges in found.items()}


def refuse_if_changed(desk: Desk, reading: Reading) -> None:
    """Refuses what somebody wants to do about words that are not in the library any more.

    Raises:
        DeskRefused: the library's text was changed since it was read (D703).
    """
    name = reading.script.id
    now = library(desk).scripts.get(name)
    seen = reading.written
    if (now and now.script.sha256) != (seen and seen.script.sha256):
        raise DeskRefused(
            Problem(
                code="D703",
                message=f"the library's text of '{name}' was changed since you saw it",
                hint="nothing was written; look at it again",
            )
        )


def file_of(desk: Desk, acting: Acting, reading: Reading, part: str | None) -> tuple[Path, int]:
    """The file in which a step or block of a script stands, and its line there.

    Args:
        desk: where.
        acting: who wants to change it.
        reading: the script.
        part: id of the step or block, an included one too; None: the script itself.

    Raises:
        DeskRefused: this person may not publish scripts, or the library has not got it any more.
    """
    allowed(desk, acting, Action.PUBLISH_SCRIPT)
    name = reading.script.id
    if reading.written is None:
        raise DeskRefused(
            Problem(code="D735", message=f"the library has no script '{name}' any more")
        )
    found = next((each for each in reading.written.script.parts() if each.id == part), None)
    if found is None:
        return desk.root / SCRIPTS / f"{name}.yaml", 1
    # Problems name files as seen from here, the desk by their place in the library.
    inside = found.location.path.rpartition(f"{SCRIPTS}/")[2]
    return desk.root / SCRIPTS / inside, found.location.line
