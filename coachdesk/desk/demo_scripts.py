"""What the people of the demo desk did with its scripts: signed, published, read, or not yet."""

import shutil
from datetime import datetime
from pathlib import Path

import msgspec

from coachdesk.core.scripts.versions import laws_of
from coachdesk.desk import scripts
from coachdesk.desk.demo_days import Then, deeds
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.scripts.library import written


class Deed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of samples/scripts.jsonl: a script that is signed, published or confirmed."""

    days_ago: int = 0
    on: datetime | None = None
    """Instead, a moment that stays."""
    by: str | tuple[str, ...]
    sign: str = ""
    """A script all of whose law tags are vouched for."""
    publish: str = ""
    confirm: str = ""
    text: str = ""
    """A file of samples/scripts that stood in the library on that day; empty: today's."""
    teams: tuple[str, ...] = ()
    """For whom it is published; the library says so from then on."""
    note: str = ""


def publish_as_people_did(desk: Desk, then: Then, samples: Path) -> int:
    """Does all of it, each by its person and on its day; how many versions that published."""
    done = list(deeds(samples / "scripts.jsonl", Deed))
    for deed in done:
        for name in (deed.by,) if isinstance(deed.by, str) else deed.by:
            person = then.when(deed.on, deed.days_ago, name)
            _do(desk, person, deed, samples / "scripts")
    return sum(bool(deed.publish) for deed in done)


def _do(desk: Desk, person: Acting, deed: Deed, texts: Path) -> None:
    script = deed.sign or deed.publish or deed.confirm
    file = desk.root / "scripts_library" / f"{script}.yaml"
    if deed.teams:
        with file.open("a", encoding="utf-8") as stream:
            stream.write(f"teams: [{', '.join(deed.teams)}]\n")
    today = file.read_bytes()
    if deed.text:
        shutil.copyfile(texts / deed.text, file)
    if deed.sign:
        for law in laws_of(written(desk, script).script):
            scripts.sign(desk, person, script, law, deed.note)
    elif deed.publish:
        scripts.publish(desk, person, script, deed.note)
    else:
        scripts.confirm(desk, person, script)
    file.write_bytes(today)
