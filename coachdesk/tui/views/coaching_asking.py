"""Questions of coaching in the line at the bottom: each asked again until the answer is one."""

from collections.abc import Callable, Sequence
from datetime import date

from coachdesk.core.coaching import Practice
from coachdesk.desk.coaching.room import COACHES, today_of
from coachdesk.tui.view import View

_ESC = " (Esc leaves it)"
Offers = Sequence[tuple[str, int, str]]


class Asking:
    """Asks on behalf of a view."""

    def __init__(self, view: View) -> None:
        self._view = view

    def words(self, label: str, then: Callable[[str], None]) -> None:
        """Words that may be none."""
        self._view.desk_app.ask(label, lambda text: then(text.strip()), kept=label)

    def reason(self, label: str, then: Callable[[str], None]) -> None:
        """A word at least: the other side reads it."""

        def entered(text: str) -> None:
            if text.strip():
                then(text.strip())
            else:
                self.reason(f"{label.removesuffix(_ESC)}{_ESC}", then)

        self._view.desk_app.ask(label, entered, kept=label.removesuffix(_ESC))

    def day(self, label: str, day: date, then: Callable[[date], None], more: str = "") -> None:
        """A day that is not over; what was typed wrong stays, to be mended.

        Args:
            label: what is asked.
            day: stands there already.
            then: told of the day.
            more: about the day that stands there.
        """
        session = self._view.desk_app.session
        today = today_of(session.desk, session.acting)

        def again(fault: str, text: str) -> None:
            self._view.desk_app.ask(f"{label}: {fault}", entered, text=text)

        def entered(text: str) -> None:
            try:
                found = date.fromisoformat(text.strip())
            except ValueError:
                again(f"a day such as {day}", text)
                return
            if found < today:
                again(f"{found} is over", text)
            else:
                then(found)

        self._view.desk_app.ask(f"{label}{more}", entered, text=day.isoformat())

    def coach(self, person: str, then: Callable[[str | None], None]) -> None:
        """Who coaches this person; whoever acts, where they can."""
        session = self._view.desk_app.session
        known = [
            each
            for each in session.desk.settings.people
            if each.role in COACHES and each.id != person
        ]
        own = session.actor.id if session.actor.id in [each.id for each in known] else ""

        def offers(text: str, at: int) -> Offers:
            wanted = text.casefold().strip()
            return [
                (each.id, len(each.id), each.name)
                for each in known
                if wanted in f"{each.id} {each.name}".casefold()
            ][:8]

        self._view.desk_app.ask(
            f"who coaches {self._view.name_of(person)}",
            lambda text: then(text.strip() or None),
            text=own,
            complete=offers,
        )

    def practice(self, who: str, then: Callable[[Sequence[Practice], str], None]) -> None:
        """What was practised in a session, and what was said there.

        Args:
            who: action and person, as the line says them.
            then: told of both.
        """
        words = [each.value for each in Practice]
        wanted = ", ".join(words)

        def ask(label: str, text: str = "") -> None:
            self._view.desk_app.ask(
                label, entered, text=text, complete=lambda text, at: _offers(text, words)
            )

        def entered(text: str) -> None:
            said = text.replace(",", " ").split()
            held = {word: _practice(word) for word in said}
            strange = [word for word, practice in held.items() if practice is None]
            if strange or not held:
                fault = f"“{strange[0]}” is none" if strange else "one or more"
                ask(f"{who}: {fault} of {wanted}", text)
                return
            kept = [practice for practice in held.values() if practice is not None]
            label = f"{who}: what was said in the session (private, may be empty)"
            self.words(label, lambda said: then(kept, said))

        ask(f"{who} practised ({wanted})")


def _practice(word: str) -> Practice | None:
    """The one that begins like this."""
    found = [each for each in Practice if each.value.startswith(word.casefold())]
    return found[0] if len(found) == 1 else None


def _offers(text: str, words: Sequence[str]) -> Offers:
    before, _, last = text.replace(",", " ").rpartition(" ")
    found = [each for each in words if each.startswith(last.casefold())]
    told = [f"{before} {each}".strip() for each in found if each not in before.split()]
    return [(each, len(each), each.rpartition(" ")[2]) for each in told]
