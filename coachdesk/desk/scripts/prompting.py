"""A script with its slots filled, for somebody who reads from it during a call."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.calls import Call, slot_values
from coachdesk.core.errors import BadInput
from coachdesk.core.scripts import Script
from coachdesk.core.scripts.versions import in_use
from coachdesk.desk.calls import show_call
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.lookup import call_of
from coachdesk.desk.scripts.library import written
from coachdesk.files.rule_folder import SCRIPTS
from coachdesk.store import evaluations, forms, scripts


class Prompt(msgspec.Struct, frozen=True, kw_only=True):
    """What to read from."""

    script: Script
    is_published: bool
    """False: no version is used today, so these are the words of the library."""
    call: str | None
    """The id of the call that filled the slots; None: no call did."""
    values: Mapping[str, str]
    """Slot to value; what is not known is missing."""


def prompt(desk: Desk, acting: Acting, name: str, call: str | None = None) -> Prompt:
    """The script of this id as it is used today, its slots filled from a call if one is named.

    Without a call, `agent_name` is the person who reads, where desk.yaml knows them.

    Raises:
        DeskRefused: there is no such call, or this person may not read it, or may not read scripts.
        BadInput: there is no such script (D735), or what stands in the library has errors.
    """
    actor = allowed(desk, acting, Action.READ_SCRIPT)
    today = acting.clock().astimezone(ZoneInfo(desk.settings.time_zone)).date()
    with desk.opened(acting) as db:
        used = in_use(scripts.versions(db, name), today)
    script = used.script if used is not None else _as_written(desk, name)
    if call is not None:
        values = _values(desk, show_call(desk, acting, call).call)
    else:
        person = desk.settings.person_of(actor.id)
        known = {"agent_name": person and person.name, "company": desk.settings.assumptions.company}
        values = {slot: value for slot, value in known.items() if value}
    return Prompt(script=script, is_published=used is not None, call=call, values=values)


def scripts_of_call(desk: Desk, acting: Acting, call: str) -> tuple[str, ...]:
    """The ids of the scripts behind the scorecards in force that judged a call, sorted.

    Raises:
        DeskRefused: there is no such call, or this person may not read scripts.
    """
    allowed(desk, acting, Action.READ_SCRIPT)
    with desk.opened(acting) as db:
        number, _ = call_of(desk, acting, db, call)
        keys = {
            key
            for basis, _ in evaluations.of_call(db, number)
            for key in forms.texts_of(db, basis.form_sha256)
        }
    names = (key.removeprefix(f"{SCRIPTS}/") for key in keys if key.startswith(f"{SCRIPTS}/"))
    # What stands in a folder of its own is shared blocks.
    return tuple(sorted(name.rpartition(".")[0] for name in names if "/" not in name))


def _as_written(desk: Desk, name: str) -> Script:
    found = written(desk, name)
    if found.errors:
        raise BadInput(*found.errors)
    return found.script


def _values(desk: Desk, call: Call) -> Mapping[str, str]:
    """What the call says; of a customer who stands there as a number, no name."""
    values = slot_values(call, desk.settings.assumptions.company)
    person = desk.settings.person_of(values.get("agent_name"))
    if person is not None:
        values = {**values, "agent_name": person.name}
    if any(sign.isdigit() for sign in values.get("customer_name", "")):
        values = {slot: value for slot, value in values.items() if slot != "customer_name"}
    return {**{key: value for key, value in call.meta.items() if value}, **values}
