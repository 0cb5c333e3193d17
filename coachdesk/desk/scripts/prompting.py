"""A script with its slots filled, for somebody who reads from it during a call."""

from collections.abc import Mapping

import msgspec

from coachdesk.core.authorize import Action
from coachdesk.core.calls import Call, slot_values
from coachdesk.core.errors import BadInput, DeskRefused, Problem, Severity
from coachdesk.core.scripts import Script
from coachdesk.desk.calls import show_call
from coachdesk.desk.folder import Acting, Desk
from coachdesk.desk.identity import allowed
from coachdesk.desk.lookup import call_of
from coachdesk.files.rule_folder import SCRIPTS
from coachdesk.files.schema import nearest
from coachdesk.store import evaluations, forms


class Prompt(msgspec.Struct, frozen=True, kw_only=True):
    """What to read from."""

    script: Script
    call: str | None
    """The id of the call that filled the slots; None: no call did."""
    values: Mapping[str, str]
    """Slot to value; what is not known is missing."""


def prompt(desk: Desk, acting: Acting, name: str, call: str | None = None) -> Prompt:
    """The script of this id, its slots filled from a call where one is named.

    Without a call, `agent_name` is the person who reads where desk.yaml knows them.

    Raises:
        DeskRefused: there is no such script (D701) or call, or this person may not read it.
        BadInput: the script has errors.
    """
    actor = allowed(desk, acting, Action.READ_SCRIPT)
    script = _script(desk, name)
    if call is not None:
        return Prompt(
            script=script, call=call, values=_values(desk, show_call(desk, acting, call).call)
        )
    person = desk.settings.person_of(actor.id)
    known = {
        "agent_name": person.name if person else "",
        "company": desk.settings.assumptions.company,
    }
    return Prompt(
        script=script, call=None, values={slot: each for slot, each in known.items() if each}
    )


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
    return tuple(
        sorted(_id_of(key) for key in keys if key.count("/") == 1 and key.startswith(SCRIPTS))
    )


def _id_of(key: str) -> str:
    return key.rpartition("/")[2].rpartition(".")[0]


def _script(desk: Desk, name: str) -> Script:
    # Reading YAML is not for those who only start the program.
    from coachdesk.files.rulebook import load

    loaded = load(desk.rules)
    if name not in loaded.scripts:
        hint = nearest(name, loaded.scripts) or "coachdesk scripts list names them"
        raise DeskRefused(Problem(code="D701", message=f"no script '{name}'", hint=hint))
    script = loaded.scripts[name]
    path = script.steps[0].location.path if script.steps else ""
    errors = [
        each
        for each in loaded.problems
        if each.severity is Severity.ERROR
        and each.location is not None
        and each.location.path == path
    ]
    if errors:
        raise BadInput(*errors)
    return script


def _values(desk: Desk, call: Call) -> Mapping[str, str]:
    """What the call says; of a customer who stands there as a number, no name."""
    values = dict(slot_values(call, desk.settings.assumptions.company))
    person = desk.settings.person_of(values.get("agent_name"))
    if person is not None:
        values["agent_name"] = person.name
    if any(sign.isdigit() for sign in values.get("customer_name", "")):
        del values["customer_name"]
    return {**{key: value for key, value in call.meta.items() if value}, **values}
