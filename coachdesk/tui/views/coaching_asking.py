"""Questions of coaching in the line at the bottom: each asked again until the answer is one."""

from collections.abc import Callable, Sequence
from datetime import date

from coachdesk.core.coaching import Practice
from coachdesk.desk.coaching.room import COACHES
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

    def day(self, label: str, day: date, then: Callable[[date], None]) -> None:
        """A day, with one that stands there already."""

        def entered(text: str) -> None:
            try:
                found = date.fromisoformat(text.strip())
            except ValueError:
                self.day("a day such as 2026-12-15", day, then)
            else:
                then(found)

        self._view.desk_app.ask(label, entered, text=day.isoformat())

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

    def practice(self, name: str, then: Callable[[Sequence[Practice], str], None]) -> None:
        """What was practised in a session of this action, and what was said there."""
        words = [each.value for each in Practice]

        def entered(text: str) -> None:
            held = [_practice(word) for word in text.replace(",", " ").split()]
            kept = [each for each in held if each is not None]
            if not kept or len(kept) < len(held):
                self.practice(name, then)
                return
            label = f"what was said in the session of {name} (private, may be empty)"
            self.words(label, lambda said: then(kept, said))

        self._view.desk_app.ask(
            f"practised, one or more of {', '.join(words)}",
            entered,
            complete=lambda text, at: _offers(text, words),
        )


def _practice(word: str) -> Practice | None:
    """The one that begins like this."""
    found = [each for each in Practice if each.value.startswith(word.casefold())]
    return found[0] if len(found) == 1 else None


def _offers(text: str, words: Sequence[str]) -> Offers:
    before, _, last = text.replace(",", " ").rpartition(" ")
    found = [each for each in words if each.startswith(last.casefold())]
    told = [f"{before} {each}".strip() for each in found if each not in before.split()]
    return [(each, len(each), each.rpartition(" ")[2]) for each in told]
