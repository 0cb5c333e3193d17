"""The roster changed on the screen: people, their spells and their places, by one line of words."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from coachdesk.core.authorize import Action, reaches
from coachdesk.core.errors import BadInput
from coachdesk.core.people import Place, Spell
from coachdesk.core.roster import Known
from coachdesk.desk.folder import Desk
from coachdesk.desk.places import put_place
from coachdesk.desk.roster import change, correct, leave, strike, team_note
from coachdesk.report.roster import dropped_lines
from coachdesk.tui.views.page import P, PageView
from coachdesk.tui.views.roster_words import (
    OF_PERSON,
    OF_PLACE,
    OF_SPELL,
    change_told,
    correction_told,
    day_told,
    line_of,
    offers,
    place_told,
)

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp

T = TypeVar("T")


class RosterChanges:
    """Asks what is said anew, has it written, and has people read anew."""

    def __init__(self, app: "Callable[[], CoachdeskApp]", changed: Callable[[], None]) -> None:
        self._app = app
        self._changed = changed
        self._noted = ""
        """What may be a slip in the line that was understood last."""

    @property
    def _today(self) -> date:
        session = self._app().session
        return session.desk.settings.day_of(session.acting.clock())

    def _note(self, team: str | None) -> None:
        self._noted = team_note(self._app().session.desk, team)

    def change(self, person: str) -> None:
        """Asks what somebody is from a day on."""

        def told(text: str) -> Callable[[Desk], Known]:
            wanted, reason = change_told(person, text)
            self._note(wanted.team)
            return lambda desk: change(desk, self._app().session.acting, wanted, reason)

        self._ask(person, OF_PERSON, f"since:{self._today} ", told, _person_words)

    def add(self, team: str | None) -> None:
        """Asks who is new, and what they are."""

        def told(text: str) -> Callable[[Desk], Known]:
            wanted, reason = change_told(None, text)
            self._note(wanted.team)
            return lambda desk: change(desk, self._app().session.acting, wanted, reason, new=True)

        text = line_of({"since": str(self._today), "team": team}) + "id:"
        self._ask("somebody new", ("id", *OF_PERSON), text, told, _person_words)

    def correct(self, person: str, spell: Spell) -> None:
        """Asks what is put right about one spell."""

        def told(text: str) -> Callable[[Desk], Known]:
            wanted, reason = correction_told(text)
            self._note(wanted.team)
            acting = self._app().session.acting
            return lambda desk: correct(desk, acting, person, spell.since, wanted, reason)

        stands = {
            "since": str(spell.since or ""),
            "until": str(spell.until or ""),
            "role": spell.role,
            "team": spell.team,
            "place": spell.place,
            "under": spell.manager,
        }
        self._ask(f"{person}, this spell", OF_SPELL, line_of(stands), told, _person_words)

    def strike(self, person: str, spell: Spell) -> None:
        """Asks why a spell is taken out."""
        acting = self._app().session.acting

        def entered(text: str) -> None:
            self._write(
                lambda desk: strike(desk, acting, person, spell.since, text.strip()), _person_words
            )

        since = spell.since or "always"
        self._app().ask(f"{person}: strike the spell from {since}; why", entered)

    def leave(self, person: str) -> None:
        """Asks for somebody's last day."""
        acting = self._app().session.acting

        def entered(text: str) -> None:
            word, _, reason = text.strip().partition(" ")
            day = day_told(word)
            self._write(
                lambda desk: leave(desk, acting, person, day, reason.strip()), _person_words
            )

        self._app().ask(f"{person}: the last day, then why", entered, text=f"{self._today}")

    def add_place(self, within: str | None) -> None:
        """Asks for a new place."""

        def told(text: str) -> Callable[[Desk], Place]:
            wanted, reason = place_told(None, text)
            acting = self._app().session.acting
            return lambda desk: put_place(desk, acting, wanted, reason, new=True)

        text = line_of({"within": within}) + "id:"
        self._ask("a new place", ("id", *OF_PLACE), text, told, _place_words)

    def change_place(self, place: Place) -> None:
        """Asks what a place is called from now on, and where it lies."""

        def told(text: str) -> Callable[[Desk], Place]:
            wanted, reason = place_told(place.id, text)
            return lambda desk: put_place(desk, self._app().session.acting, wanted, reason)

        text = line_of({"name": place.name, "level": place.level.value, "within": place.within})
        self._ask(place.id, OF_PLACE, text, told, _place_words)

    def _ask(
        self,
        about: str,
        words: Sequence[str],
        text: str,
        told: Callable[[str], Callable[[Desk], T]],
        said: Callable[[T], str],
    ) -> None:
        """Asks for a line, again where it is not understood, and writes what it says."""
        app = self._app()
        settings = app.session.desk.settings

        def entered(text: str) -> None:
            try:
                job = told(text)
            except BadInput as error:
                self._ask(about, words, text, told, said)
                app.refuse(error)
                return
            self._write(job, said)

        app.ask(
            f"{about}: {': '.join(word for word in words if word not in text)}:",
            entered,
            text=text,
            complete=lambda text, at: offers(text, settings, words),
        )

    def _write(self, job: Callable[[Desk], T], said: Callable[[T], str]) -> None:
        app = self._app()

        def done(made: T) -> None:
            app.session.read_people()
            self._changed()
            app.say(said(made) + (f" · ! {self._noted}" if self._noted else ""))

        app.session.write(job, done, app.refuse)


def _person_words(known: Known) -> str:
    last = known.spells[-1]
    until = f", until {last.until}" if last.until else ""
    team = f"team {last.team}" if last.team else "no team"
    dropped = "".join(f" · {line}" for line in dropped_lines(known, {}))
    return f"{known.person.name}: {last.role}, {team}{until}{dropped}"


def _place_words(place: Place) -> str:
    within = f", within {place.within}" if place.within else ""
    return f"{place.name}: {place.level}{within}"


class RosterView(PageView[P]):
    """A page with people of the roster in its rows; their keys are those of the tree of places."""

    @property
    def roster(self) -> RosterChanges:
        """What asks and writes."""
        return RosterChanges(lambda: self.desk_app, self.refreshed)

    def contexts(self) -> Sequence[str]:
        """The roster is changed by the same keys everywhere."""
        return (self.name_of_view, "places", "list")

    @property
    def edits(self) -> bool:
        """Whether whoever acts may change the roster at all."""
        return bool(reaches(self.desk_app.session.actor.role, Action.EDIT_ROSTER))

    def whom(self) -> str | None:
        """The id of the person under the cursor, or None."""
        row = self.pane().current
        known = None
        if row is not None and row.person is not None:
            known = self.desk_app.session.desk.settings.person_of(row.person)
        return None if known is None else known.id

    def _known(self) -> str | None:
        """The same; says why where there is nobody."""
        id = self.whom()
        if id is None:
            key = self.desk_app.keymap.key_of("next_pane")
            self.desk_app.say(f"nobody of the roster stands in this row; {key} goes on")
        return id

    def do_roster_change(self, count: int | None) -> None:
        """What the person is from a day on."""
        if (id := self._known()) is not None:
            self.roster.change(id)

    def do_roster_leave(self, count: int | None) -> None:
        """The person's last day."""
        if (id := self._known()) is not None:
            self.roster.leave(id)
