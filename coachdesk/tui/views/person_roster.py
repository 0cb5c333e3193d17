"""A person's entry on the roster, changed by one line of words."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from coachdesk.core.authorize import Role
from coachdesk.core.errors import BadInput, Problem
from coachdesk.core.roster import Change, Known
from coachdesk.desk.folder import Desk
from coachdesk.desk.roster import change, leave
from coachdesk.files.schema import nearest
from coachdesk.files.settings import Settings

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp

_FIELDS = {
    "since": "since",
    "until": "until",
    "team": "team",
    "under": "manager",
    "place": "place",
    "role": "role",
    "name": "name",
    "alias": "aliases",
    "reason": "reason",
}
"""A word of the line to what it says of the person."""
_ROLES = [role.value for role in Role if role is not Role.OWNER]


class RosterChanges:
    """Asks what is said anew, has it written, and has people read anew."""

    def __init__(self, app: "Callable[[], CoachdeskApp]", changed: Callable[[], None]) -> None:
        self._app = app
        self._changed = changed

    def change(self, person: str, text: str | None = None) -> None:
        """Asks what somebody is from a day on."""
        app, acting = self._app(), self._app().session.acting
        settings = app.session.desk.settings
        today = settings.day_of(acting.clock())

        def entered(text: str) -> None:
            try:
                wanted, reason = change_told(person, text)
            except BadInput as error:
                self.change(person, text)
                app.refuse(error)
                return
            self._write(lambda desk: change(desk, acting, wanted, reason))

        app.ask(
            f"{person}: team: under: place: role: name: alias: reason:",
            entered,
            text=f"since:{today} " if text is None else text,
            complete=lambda text, at: _offers(text, settings),
        )

    def leave(self, person: str) -> None:
        """Asks for somebody's last day."""
        app, acting = self._app(), self._app().session.acting
        today = app.session.desk.settings.day_of(acting.clock())

        def entered(text: str) -> None:
            word, _, reason = text.strip().partition(" ")
            day = _day(word)
            self._write(lambda desk: leave(desk, acting, person, day, reason.strip()))

        app.ask(f"{person}: the last day, then why", entered, text=f"{today}")

    def _write(self, job: Callable[[Desk], Known]) -> None:
        app = self._app()

        def done(known: Known) -> None:
            app.session.read_people()
            self._changed()
            last = known.spells[-1]
            until = f", until {last.until}" if last.until else ""
            team = f"team {last.team}" if last.team else "no team"
            app.say(f"{known.person.name}: {last.role}, {team}{until}")

        app.session.write(job, done, app.refuse)


def change_told(person: str, text: str) -> tuple[Change, str]:
    """What a line such as `since:2026-12-01 team:South under:hong.wei` says, and the reason.

    Raises:
        BadInput: a word that is none of these, or a day that is none (D794).
    """
    said: dict[str, str] = {}
    aliases = []
    try:
        words = shlex.split(text)
    except ValueError:
        raise _not_understood(text, "close the quotation marks") from None
    for word in words:
        key, colon, value = word.partition(":")
        field = _FIELDS.get(key)
        if not colon or field is None:
            near = nearest(key, list(_FIELDS)) or f"there are: {', '.join(_FIELDS)}"
            raise _not_understood(word, near)
        if not value:
            continue
        if field == "role" and value not in _ROLES:
            near = nearest(value, _ROLES) or f"there are: {', '.join(_ROLES)}"
            raise _not_understood(word, near)
        if field == "aliases":
            aliases.append(value)
        else:
            said[field] = value
    reason = said.pop("reason", "")
    return (
        Change(
            id=person,
            since=_day_said(said, "since"),
            until=_day_said(said, "until"),
            name=said.get("name"),
            role=said.get("role"),
            team=said.get("team"),
            place=said.get("place"),
            manager=said.get("manager"),
            aliases=tuple(aliases),
        ),
        reason,
    )


def _day_said(said: Mapping[str, str], field: str) -> date | None:
    return _day(said[field]) if field in said else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _not_understood(text, "a day is written 2026-12-01") from None


def _not_understood(word: str, hint: str) -> BadInput:
    message = f"'{word}' says nothing of a person"
    return BadInput(Problem(code="D794", message=message, hint=hint))


def _offers(text: str, settings: Settings) -> Sequence[tuple[str, int, str]]:
    before, blank, word = text.rpartition(" ")
    key, colon, _ = word.partition(":")
    known: Mapping[str, Sequence[str]] = {
        "team": sorted({each.team for each in settings.people if each.team}),
        "under": [each.id for each in settings.colleagues],
        "place": [each.id for each in settings.places],
        "role": _ROLES,
    }
    offered = [f"{each}:" for each in _FIELDS]
    if colon:
        offered = [f"{key}:{shlex.quote(each)}" for each in known.get(key, ())]
    start = f"{before}{blank}"
    return [
        (f"{start}{each}", len(start) + len(each), each)
        for each in offered
        if each.startswith(word) and each != word
    ][:8]
