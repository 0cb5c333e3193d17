"""What became of the demo desk's scripts before you came: signed, published, read."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import msgspec

from coachdesk.core.scripts.versions import laws_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.scripts import confirm, publish, sign
from coachdesk.desk.scripts.library import written
from coachdesk.files.rule_folder import SCRIPTS

_NINE = time(9, tzinfo=UTC)


class ScriptDeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of samples/scripts.jsonl: a signature for all law tags, a publication, a receipt."""

    on: date | None = None
    """The day: the calls that use the script have days of their own."""
    days_ago: int = 0
    """Where no day is named."""
    by: str
    sign: str | None = None
    publish: str | None = None
    confirm: str | None = None
    text: str | None = None
    """An earlier text of the script, in samples/scripts; None: what the library says."""
    note: str = ""


def scripts_as_people_did(desk: Desk, acting: Acting, samples: Path) -> None:
    """Does all of it, each by its person and on its day."""
    with desk.held(acting) as held:
        for deed in _deeds(samples / "scripts.jsonl"):
            person = _on_that_day(acting, deed)
            if deed.text is None:
                _do(held, person, deed)
            else:
                _do_with(held, person, deed, samples / "scripts" / f"{deed.text}.yaml")


def _deeds(path: Path) -> Iterator[ScriptDeed]:
    for line in path.read_bytes().splitlines():
        yield msgspec.json.decode(line, type=ScriptDeed)


def _on_that_day(acting: Acting, deed: ScriptDeed) -> Acting:
    now = acting.clock()
    # A desk made before those days has them all behind it, too.
    at = datetime.combine(deed.on, _NINE) if deed.on else now - timedelta(days=deed.days_ago)
    return Acting(actor=acting.actor, named=deed.by, clock=lambda: min(at, now))


def _do_with(desk: Desk, person: Acting, deed: ScriptDeed, earlier: Path) -> None:
    """Does it with the library as it was then."""
    place = desk.root / SCRIPTS / earlier.name
    today = place.read_bytes()
    shutil.copyfile(earlier, place)
    try:
        _do(desk, person, deed)
    finally:
        place.write_bytes(today)


def _do(desk: Desk, person: Acting, deed: ScriptDeed) -> None:
    if deed.sign is not None:
        for law in laws_of(written(desk, deed.sign).script):
            sign(desk, person, deed.sign, law, deed.note)
    elif deed.publish is not None:
        publish(desk, person, deed.publish, deed.note)
    elif deed.confirm is not None:
        confirm(desk, person, deed.confirm)
