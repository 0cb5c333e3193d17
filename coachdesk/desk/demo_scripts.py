"""What the people of the demo desk did with its scripts: signed, published, read, or not yet."""

import shutil
from pathlib import Path

import msgspec

from coachdesk.core.scripts.versions import laws_of
from coachdesk.desk import scripts
from coachdesk.desk.demo_work import on_that_day
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.scripts.library import written


class Deed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of samples/scripts.jsonl: a script that is signed, published or confirmed."""

    days_ago: int
    by: str
    sign: str = ""
    """A script all of whose law tags are vouched for."""
    publish: str = ""
    confirm: str = ""
    text: str = ""
    """A file of samples/scripts that stood in the library on that day; empty: today's."""
    note: str = ""


def publish_as_people_did(desk: Desk, acting: Acting, samples: Path) -> int:
    """Does all of it, each by its person and on its day; how many versions that published."""
    now = acting.clock()
    lines = (samples / "scripts.jsonl").read_bytes().splitlines()
    deeds = [msgspec.json.decode(line, type=Deed) for line in lines]
    with desk.held(acting) as held:
        for deed in deeds:
            _do(held, on_that_day(acting, now, deed.days_ago, deed.by), deed, samples / "scripts")
    return sum(bool(deed.publish) for deed in deeds)


def _do(desk: Desk, person: Acting, deed: Deed, texts: Path) -> None:
    script = deed.sign or deed.publish or deed.confirm
    file = desk.root / "scripts_library" / f"{script}.yaml"
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
