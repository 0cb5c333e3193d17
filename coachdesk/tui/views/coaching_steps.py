"""The steps of a coaching action on the screen: what each one asks, and what became of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from coachdesk.core.coaching import Method, Practice, Stage, Step, TopicKind, new_due
from coachdesk.core.coaching.pages import ActionLine, ActionPage, GivenWaiver, OwnersMatter
from coachdesk.desk import coaching
from coachdesk.desk.coaching.room import today_of
from coachdesk.desk.folder import Acting, Desk
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.looks import Ink
from coachdesk.tui.view import View
from coachdesk.tui.views.coaching_asking import Asking

T = TypeVar("T")

_FORWARD: Mapping[Stage, Step] = {
    Stage.PROPOSED: Step.AGREE,
    Stage.DECLINED: Step.AGREE,
    Stage.AGREED: Step.START,
    Stage.IN_PROGRESS: Step.CLAIM,
    Stage.CLAIMED: Step.VERIFY,
}
_BACKWARD: Mapping[Stage, Step] = {
    Stage.PROPOSED: Step.DECLINE,
    Stage.CLAIMED: Step.NOT_EFFECTIVE,
}
_WORD: Mapping[Step, str] = {
    Step.AGREE: "agreed to",
    Step.DECLINE: "declined",
    Step.START: "begun",
    Step.NOTE: "noted for",
    Step.CLAIM: "claimed",
    Step.VERIFY: "verified",
    Step.NOT_EFFECTIVE: "found without effect",
    Step.CLOSE: "closed",
    Step.CANCEL: "cancelled",
}
_DONE: Mapping[Step, str] = {
    Step.DECLINE: "declined: it stays on the supervisor's list",
    Step.START: "begun",
    Step.NOTE: "session noted",
    Step.CLAIM: "claimed: calls from now on can show it",
    Step.VERIFY: "verified",
    Step.CLOSE: "closed unverified",
    Step.CANCEL: "cancelled",
}
_SHEETS: Mapping[str, str] = {"html": "a web page", "pdf": "PDF"}
"""Ending of the file to what it is."""
_WAIVED_DAYS = 30


class _WithWords(Protocol):
    def __call__(
        self, desk: Desk, acting: Acting, number: int, words: str, /, *, seen: int | None
    ) -> ActionLine: ...


NEXT_WORD: Mapping[Step, str] = {
    Step.AGREE: "agree",
    Step.START: "start",
    Step.CLAIM: "claim it done",
    Step.VERIFY: "verify",
    Step.DECLINE: "decline",
    Step.NOT_EFFECTIVE: "no effect",
}
"""What the keys of the next and the previous natural step do, for the line of keys."""


def next_steps(stage: Stage) -> tuple[Step | None, Step | None]:
    """The natural step on and the one back."""
    return _FORWARD.get(stage), _BACKWARD.get(stage)


class Steps:
    """Asks what a step needs, has it written, and says what became of it."""

    def __init__(
        self, view: View, here: Callable[[], str | None], written: Callable[[], None]
    ) -> None:
        self._view = view
        self._ask = Asking(view)
        self._here = here
        """The name of the action meant; None, having said why, where there is none."""
        self._written = written

    # Keys.

    def do_coaching_on(self, count: int | None) -> None:
        """The next natural step."""
        self._begin(lambda page: _FORWARD.get(page.line.stage), "nothing follows")

    def do_coaching_back(self, count: int | None) -> None:
        """The natural step back."""
        self._begin(lambda page: _BACKWARD.get(page.line.stage), "there is no step back")

    def do_coaching_note(self, count: int | None) -> None:
        """A further session."""
        self._begin(lambda page: Step.NOTE, "")

    def do_coaching_close(self, count: int | None) -> None:
        """The end without verification."""
        self._begin(lambda page: Step.CLOSE, "")

    def do_coaching_cancel(self, count: int | None) -> None:
        """The end, with a reason."""
        self._begin(lambda page: Step.CANCEL, "")

    def do_coaching_waive(self, count: int | None) -> None:
        """Excuses the finding for a time."""
        self._look(self._ask_waiver)

    def do_coaching_sheet(self, count: int | None) -> None:
        """Writes the sheet for the talk as a file to print: a web page, or PDF."""
        name = self._here()
        if name is None:
            return
        rows = [
            Choice(value=ending, text=text, key=str(number), group=f".{ending}")
            for number, (ending, text) in enumerate(_SHEETS.items(), start=1)
        ]
        self._view.desk_app.choose(
            f"how the sheet of {name} is written",
            rows,
            lambda ending: self._write_sheet(name, ending),
            at_once=True,
        )

    def _write_sheet(self, name: str, ending: str) -> None:
        app, acting = self._view.desk_app, self._view.desk_app.session.acting

        def write(desk: Desk, stale: Callable[[], bool]) -> Path:
            from coachdesk.files.output import output_bytes
            from coachdesk.report.coaching_sheet import sheet_file

            data = sheet_file(coaching.sheet(desk, acting, name), ending)
            path = Path.cwd() / f"coaching-{name}-{today_of(desk, acting)}.{ending}"
            # The same day's own sheet is replaced; it stands in the desk anyway.
            with output_bytes(path, force=True) as stream:
                stream.write(data)
            return path

        app.session.look(
            write, lambda path: app.say(f"written to {path}"), app.refuse, group="coaching sheet"
        )

    # What a step asks.

    def _look(self, then: Callable[[ActionPage], None]) -> None:
        name = self._here()
        if name is None:
            return
        app, acting = self._view.desk_app, self._view.desk_app.session.acting
        app.session.look(
            lambda desk, stale: coaching.action_page(desk, acting, name),
            then,
            app.refuse,
            group="coaching step",
        )

    def _begin(self, wanted: Callable[[ActionPage], Step | None], none: str) -> None:
        def asked(page: ActionPage) -> None:
            step, line = wanted(page), page.line
            if step is None:
                self._view.desk_app.say(f"{none}: {line.name} is {line.stage.value}")
            else:
                self._ask_step(page, step)

        self._look(asked)

    def _ask_step(self, page: ActionPage, step: Step) -> None:
        app, name = self._view.desk_app, page.line.name
        refusal = page.may.get(step)
        if refusal is None:
            app.say(f"{name} is {page.line.stage.value}: it can't be {_WORD[step]}")
        elif refusal:
            app.say(refusal, Ink.WARNING)
        else:
            self._asks(page, step)

    def _who(self, page: ActionPage) -> str:
        """Which action, and whose, as a question says it."""
        return f"{page.line.name} {self._view.name_of(page.line.action.person)}"

    def _asks(self, page: ActionPage, step: Step) -> None:
        who = self._who(page)
        match step:
            case Step.AGREE:
                self._ask_terms(page)
            case Step.START:
                self._ask_method(page)
            case Step.NOTE:
                self._ask.practice(who, lambda held, words: self._note(page, held, words))
            case Step.CLAIM:
                label = f"{who} is done: what has changed (may be empty)"
                self._ask.words(label, lambda words: self._do(page, step, words))
            case Step.VERIFY:
                self._ask_verify(page)
            case Step.CANCEL:
                topic = page.line.action.topic
                about = topic.criterion or topic.form
                self._view.desk_app.confirm(
                    f"Cancel {who}, {about}? It does not come back.",
                    lambda: self._ask_reason(page, step),
                )
            case _:
                self._ask_reason(page, step)

    def _ask_reason(self, page: ActionPage, step: Step) -> None:
        who = self._who(page)
        reason = {
            Step.DECLINE: f"why {who} is declined",
            Step.NOT_EFFECTIVE: f"why {who} had no effect",
            Step.CLOSE: f"why {who} ends unverified",
            Step.CANCEL: f"why {who} is cancelled",
        }[step]
        self._ask.reason(reason, lambda words: self._do(page, step, words))

    def _ask_verify(self, page: ActionPage) -> None:
        """Asks for a yes; where the calls do not show it, says so and which key does what."""
        app, line, check = self._view.desk_app, page.line, page.line.action.check
        passed, decided = (page.draw.passed, page.draw.decided) if page.draw else (0, 0)
        drawn = f"{passed} of {decided} drawn calls passed"
        close = f"{app.keymap.key_of('coaching_close')} closes it unverified"
        if page.may.get(Step.CLOSE) != "":
            close = "ask their supervisor or a manager to close it"
        if line.action.topic.kind is not TopicKind.CALLS:
            app.say(f"no call shows {line.name}: {close}", Ink.WARNING)
        elif decided < check.calls and page.draw is not None and page.draw.waiting:
            waiting = ", ".join(page.draw.waiting)
            app.say(f"{line.name}: drawn calls wait for a person: {waiting}", Ink.WARNING)
        elif decided < check.calls:
            app.say(
                f"{line.name}: {drawn}, {check.calls} are needed: wait, or {close}", Ink.WARNING
            )
        elif passed < check.passed:
            back = f"{app.keymap.key_of('coaching_back')} says that it had no effect"
            app.say(f"{line.name}: {drawn}, {check.passed} must: {back}", Ink.WARNING)
        else:
            app.confirm(
                f"Verify {self._who(page)}? {drawn}, {check.passed} must.",
                lambda: self._do(page, Step.VERIFY, ""),
            )

    def _ask_terms(self, page: ActionPage) -> None:
        """Who coaches, where nobody is named; and by when."""
        action = page.line.action
        if action.coach is not None:
            self._ask_due(page, None)
            return
        self._ask.coach(action.person, lambda coach: self._ask_due(page, coach))

    def _ask_due(self, page: ActionPage, coach: str | None) -> None:
        action, number, seen = page.line.action, page.line.number, page.seen

        def entered(due: date) -> None:
            self._write(
                lambda desk, acting: coaching.agree(
                    desk,
                    acting,
                    number,
                    coach=coach,
                    due=None if due == action.due else due,
                    seen=seen,
                ),
                lambda line: (
                    f"{line.name}: "
                    + (
                        "both have agreed"
                        if line.stage is Stage.AGREED
                        else "agreed; now the other one has to"
                    )
                ),
            )

        app = self._view.desk_app
        today = today_of(app.session.desk, app.session.acting)
        who, day = self._who(page), action.due
        more = " (another day: new terms)"
        if day < today:
            more = f" anew ({day} is over)"
            day = new_due(day, page.history[0].at.date(), today)
        self._ask.day(f"agree to {who}, due", day, entered, more)

    def _ask_method(self, page: ActionPage) -> None:
        failed = page.line.action.failures
        rows = [
            Choice(
                value=method.value,
                text=method.value,
                key=str(number),
                group="had no effect" if method in failed else "",
            )
            for number, method in enumerate(Method, start=1)
        ]

        def chosen(method: str) -> None:
            self._ask.practice(
                self._who(page), lambda held, words: self._start(page, method, held, words)
            )

        self._view.desk_app.choose(
            f"how {self._who(page)} is gone about", rows, chosen, at_once=True
        )

    def _ask_waiver(self, page: ActionPage) -> None:
        app, action = self._view.desk_app, page.line.action
        if action.topic.kind is not TopicKind.CALLS:
            app.say(f"{page.line.name} is about {action.topic}: only findings on calls are excused")
            return
        who = self._view.name_of(action.person)
        today = today_of(app.session.desk, app.session.acting)

        def entered(until: date) -> None:
            self._ask.reason(
                f"why {who} is excused from {action.topic.criterion}",
                lambda reason: self._write(
                    lambda desk, acting: coaching.waive(
                        desk,
                        acting,
                        person=action.person,
                        scorecard=action.topic.form,
                        criterion=action.topic.criterion,
                        until=until,
                        reason=reason,
                    ),
                    lambda given: f"{given.name}: excused until {given.excuse.until}",
                ),
            )

        label = f"{who} is excused from {action.topic.criterion} until"
        self._ask.day(label, today + timedelta(days=_WAIVED_DAYS), entered)

    # What is written.

    def _start(self, page: ActionPage, method: str, held: Sequence[Practice], words: str) -> None:
        self._write(
            lambda desk, acting: coaching.start(
                desk, acting, page.line.number, Method(method), held, words, seen=page.seen
            ),
            lambda line: f"{line.name} {_DONE[Step.START]}",
        )

    def _note(self, page: ActionPage, held: Sequence[Practice], words: str) -> None:
        self._write(
            lambda desk, acting: coaching.note(
                desk, acting, page.line.number, held, words, seen=page.seen
            ),
            lambda line: f"{line.name}: {_DONE[Step.NOTE]}",
        )

    def _do(self, page: ActionPage, step: Step, words: str) -> None:
        number, seen = page.line.number, page.seen
        if step is Step.NOT_EFFECTIVE:
            self._write(
                lambda desk, acting: coaching.not_effective(desk, acting, number, words, seen=seen),
                lambda both: f"{both[0].name} had no effect: {both[1].name} follows",
            )
            return
        jobs: Mapping[Step, _WithWords] = {
            Step.DECLINE: coaching.decline,
            Step.CLAIM: coaching.claim,
            Step.VERIFY: coaching.verify,
            Step.CLOSE: coaching.close,
            Step.CANCEL: coaching.cancel,
        }
        self._write(
            lambda desk, acting: jobs[step](desk, acting, number, words, seen=seen),
            lambda line: f"{line.name} {_DONE[step]}",
        )

    def settle(self, each: OwnersMatter) -> None:
        """Asks what was done about what most of a team fails."""
        self._ask.reason(
            f"what was done about {each.matter.topic} ({each.name})",
            lambda reason: self._write(
                lambda desk, acting: coaching.settle(desk, acting, each.name, reason),
                lambda done: f"{done.name} settled",
            ),
        )

    def end_waiver(self, each: GivenWaiver) -> None:
        """Asks whether a waiver is to end now."""
        self._view.desk_app.confirm(
            f"End {each.name}? From then on the finding counts again.",
            lambda: self._write(
                lambda desk, acting: coaching.end_waiver(desk, acting, each.name),
                lambda ended: f"{ended.name} ended",
            ),
        )

    def _write(self, job: Callable[[Desk, Acting], T], said: Callable[[T], str]) -> None:
        app, acting = self._view.desk_app, self._view.desk_app.session.acting

        def done(result: T) -> None:
            self._written()
            app.say(said(result))

        app.session.write(lambda desk: job(desk, acting), done, app.refuse)
