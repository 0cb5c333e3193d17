"""A ready desk with sample calls: what a first look at the product shows."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

from coachdesk.core.errors import DeskRefused, Problem
from coachdesk.core.standing import Standing
from coachdesk.desk.demo_certificates import certify_as_people_did
from coachdesk.desk.demo_coaching import coach_as_people_did
from coachdesk.desk.demo_days import Then
from coachdesk.desk.demo_floor import write_floor_calls
from coachdesk.desk.demo_scripts import publish_as_people_did
from coachdesk.desk.demo_visits import visit_as_people_did
from coachdesk.desk.demo_work import work_as_people_did
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.imports import import_files
from coachdesk.desk.init import init_desk
from coachdesk.desk.keeping import Imported
from coachdesk.desk.screen import Screened, screen
from coachdesk.desk.standing import desk_standing
from coachdesk.files.starter import starter_root
from coachdesk.store.connect import write


class Demo(msgspec.Struct, frozen=True, kw_only=True):
    """A desk that was made, filled and scored."""

    desk: Desk
    imported: Imported
    screened: Screened
    evaluations: int
    """By people of the desk, so that there is something to publish, decide and learn from."""
    scripts: int
    """Versions that were published, some of them signed, read and confirmed."""
    visits: int
    """Mystery visits, in every stage of their life."""
    actions: int
    """Coaching actions, from the proposal to the check."""
    certificates: int
    """People enrolled for one, with it or without."""
    standing: Standing


def make_demo(folder: Path, acting: Acting, *, say: Callable[[Problem], None]) -> Demo:
    """Makes a desk, copies the sample calls into it, imports and scores them, and works on some.

    Args:
        folder: empty or not there yet.
        acting: who makes it.
        say: told of whatever a file of the samples is read with reservation for.

    Raises:
        DeskRefused: the folder is in use, or the samples are missing.
    """
    samples = starter_root() / "samples"
    if not (samples / "desk.yaml").is_file():
        message = f"the sample calls are missing from {samples}"
        raise DeskRefused(Problem(code="D117", message=message, hint="install coachdesk again"))
    desk = init_desk(folder, acting, (samples / "desk.yaml").read_text(encoding="utf-8"))
    calls = desk.root / "calls"
    shutil.copytree(samples / "calls", calls, copy_function=shutil.copyfile)
    index = desk.root / "index.csv"
    shutil.copyfile(samples / "index.csv", index)
    write_floor_calls(samples, calls / "card-floors.jsonl", desk.settings.time_zone)
    imported = import_files(desk, acting, [str(calls)], say=say, index=str(index))
    screened = screen(desk, acting)
    then = Then(acting, desk.settings.time_zone)
    with desk.held(acting) as held, write(held.db):
        evaluations = work_as_people_did(held, then, samples)
        scripts = publish_as_people_did(held, then, samples)
        visits = visit_as_people_did(held, acting, samples)
        actions = coach_as_people_did(held, then, samples)
        certificates = certify_as_people_did(held, then, samples)
    return Demo(
        desk=desk,
        imported=imported,
        screened=screened,
        evaluations=evaluations,
        scripts=scripts,
        visits=visits,
        actions=actions,
        certificates=certificates,
        standing=desk_standing(desk, acting),
    )
