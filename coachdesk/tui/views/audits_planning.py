"""Plan visits from the screen: what to draw is asked, the draw is shown, then it is written."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coachdesk.core.audits.quarter import quarter_named, quarter_of
from coachdesk.core.authorize import Action, reaches
from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.audits import Planned, audit_forms, plan_visits
from coachdesk.desk.folder import Desk
from coachdesk.tui.looks import Ink

if TYPE_CHECKING:
    from coachdesk.tui.app import CoachdeskApp


class Planning:
    """Asks for form, quarter and seed, and keeps the draw until it is planned or dropped."""

    def __init__(
        self, app: "Callable[[], CoachdeskApp]", shown: Callable[[Planned | None], None]
    ) -> None:
        self._app = app
        self._shown = shown
        """Told of a draw, and of its end."""
        self._drawn: Planned | None = None

    def start(self) -> None:
        """Asks which form, where this person may plan at all."""
        app = self._app()
        if not reaches(app.session.actor.role, Action.VISIT_PLAN):
            app.say("planning visits is not for this role", Ink.WARNING)
            return
        app.session.look(
            lambda desk, stale: tuple(audit_forms(desk)),
            self._ask_form,
            app.refuse,
            group="audit forms",
        )

    def _ask_form(self, ids: Sequence[str]) -> None:
        app = self._app()
        if not ids:
            app.say("there is no audit form in the rules of this desk: docs/audits.md shows one")
            return

        def entered(text: str) -> None:
            if text.strip() in ids:
                self._ask_quarter(text.strip())
            else:
                ask(text)
                told = f"! '{text.strip()}' is no audit form: there are {', '.join(ids)}"
                app.say(told, Ink.WARNING)

        def ask(text: str) -> None:
            # Which forms there are is offered above the line, so that the line has room to type.
            app.ask("plan visits with which form", entered, text=text, complete=_offers(ids))

        ask(ids[0] if len(ids) == 1 else "")

    def _ask_quarter(self, form: str, typed: str = "") -> None:
        app = self._app()
        zone = ZoneInfo(app.session.desk.settings.time_zone)
        now = str(quarter_of(app.acting.clock().astimezone(zone).date()))

        def entered(text: str) -> None:
            quarter = text.strip() or now
            if quarter_named(quarter) is None:
                self._ask_quarter(form, text)
                app.say(f"! '{text.strip()}' is no quarter; such as {now}", Ink.WARNING)
            else:
                self._ask_seed(form, quarter)

        app.ask(f"{form}: in which quarter (empty: {now})", entered, text=typed)

    def _ask_seed(self, form: str, quarter: str) -> None:
        self._app().ask(
            f"{form} {quarter}: seed (empty: a fresh one)",
            lambda text: self._draw(form, quarter, text.strip() or None),
        )

    def _draw(self, form: str, quarter: str, seed: str | None) -> None:
        app, acting = self._app(), self._app().session.acting
        app.session.look(
            lambda desk, stale: plan_visits(desk, acting, form, quarter, seed=seed, dry_run=True),
            self._take,
            self._refused,
            group="draw",
        )

    def _refused(self, error: CoachdeskError) -> None:
        self._app().refuse(error)

    def _take(self, drawn: Planned) -> None:
        self._drawn = drawn
        self._shown(drawn)
        if drawn.kept:
            told = "this seed was planned before: these are its visits"
            if drawn.changed:
                told += ", drawn from other people, places or visits than then"
            self._app().say(told)

    # What becomes of a draw.

    @property
    def is_open(self) -> bool:
        """Whether a draw waits to be planned or dropped."""
        return self._drawn is not None

    def drop(self) -> None:
        """Gives the draw up; nothing was written."""
        self._drawn = None
        self._shown(None)

    def write(self) -> None:
        """Plans what was drawn, after one question."""
        drawn, app = self._drawn, self._app()
        assert drawn is not None
        if drawn.kept or not drawn.visits:
            app.say("there is nothing to plan here: Esc goes back")
            return
        count = len(drawn.visits)
        visits = "this visit" if count == 1 else f"these {count:,} visits"
        app.confirm(f"Plan {visits}?", lambda: self._plan(drawn))

    def _plan(self, drawn: Planned) -> None:
        app, acting = self._app(), self._app().session.acting

        def job(desk: Desk) -> Planned:
            return plan_visits(
                desk, acting, drawn.form, str(drawn.quarter), seed=drawn.seed,
                frame=drawn.frame_sha256,
            )  # fmt: skip

        def done(planned: Planned) -> None:
            self.drop()
            first, last = f"V{planned.numbers[0]}", f"V{planned.numbers[-1]}"
            which = first if first == last else f"{first} to {last}"
            app.say(f"planned: {which}, seed {planned.seed}")

        app.session.write(job, done, app.refuse)


def _offers(values: Sequence[str]) -> Callable[[str, int], list[tuple[str, int, str]]]:
    return lambda text, at: [(v, len(v), v) for v in values if v.startswith(text)]
