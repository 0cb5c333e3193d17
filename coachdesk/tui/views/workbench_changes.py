"""Changing rules in the workbench: the draft, its undo, its versions, and publishing it."""

from collections.abc import Callable
from time import monotonic

from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.drafts import RuleText, read_rule, save_draft, start_draft
from coachdesk.desk.folder import Desk
from coachdesk.desk.publishing import Published, discard_draft, publish, raise_versions
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.session import Session
from coachdesk.tui.turns import Turns
from coachdesk.tui.view import View
from coachdesk.tui.views.workbench_reading import RulesRead
from coachdesk.tui.views.workbench_summary import Summary
from coachdesk.tui.views.workbench_text import RulePane

_TOLD_AGAIN_S = 0.2


class Changing(View):
    """The part of the workbench that writes."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.rule = RulePane(looks)
        self.summary = Summary(looks)
        self.read: RulesRead | None = None
        self.key: str | None = None
        """Of the file that is open."""
        self._turns_of: tuple[Session, Turns[tuple[str, str]]] | None = None

    @property
    def turns(self) -> Turns[tuple[str, str]]:
        """The changes made here by this person: a file, and its text before."""
        session = self.desk_app.session
        if self._turns_of is None or self._turns_of[0] is not session:
            kept = Turns(self.desk_app.memory, "rule changes", tuple[str, str],
                         lambda turn: len(turn[1]))  # fmt: skip
            self._turns_of = session, kept
        return self._turns_of[1]

    def progress(self) -> Callable[[int, int], None]:
        """Tells how far a job is, from its own thread, and not too often."""
        last = [monotonic()]

        def tell(done: int, total: int) -> None:
            if monotonic() - last[0] > _TOLD_AGAIN_S:
                last[0] = monotonic()
                self.desk_app.call_soon(
                    lambda: self.summary.tell(f"{done:,} of {total:,} calls…", Ink.QUIET)
                )

        return tell

    def _open_rule(self) -> RuleText | None:
        rule = self.read.rule if self.read is not None else None
        if rule is None:
            self.desk_app.say("there is no rule file here to change")
        return rule

    def do_edit(self, count: int | None) -> None:
        """Opens the draft in the editor, at this line."""
        rule = self._open_rule()
        if rule is None:
            return
        app = self.desk_app
        draft = start_draft(app.session.desk, app.session.acting, rule.key)
        before = read_rule(app.session.desk, app.session.acting, rule.key).text
        if app.edit_file(str(draft.path), self.rule.line + 1):
            after = read_rule(app.session.desk, app.session.acting, rule.key).text
            if after != before:
                self.turns.did((rule.key, before))
            app.say("nothing was changed" if after == before else "the draft is tried")
        self.refreshed()

    def do_edit_line(self, count: int | None) -> None:
        """Changes the line under the cursor."""
        rule = self._open_rule()
        if rule is None or not self.rule.lines:
            return
        line = self.rule.line

        def entered(text: str) -> None:
            lines = rule.text.split("\n")
            if lines[line] == text:
                self.desk_app.say("nothing was changed")
                return
            lines[line] = text
            self._save(rule.key, "\n".join(lines), rule.text)

        self.desk_app.ask(f"line {line + 1}", entered, text=rule.text.split("\n")[line])

    def _save(self, key: str, text: str, before: str) -> None:
        def saved(done: object) -> None:
            self.turns.did((key, before))
            self.refreshed()

        acting = self.desk_app.session.acting
        self._write(lambda desk: save_draft(desk, acting, key, text, seen=before), saved)

    def _write(
        self,
        job: Callable[[Desk], object],
        done: Callable[[object], None],
        failed: Callable[[CoachdeskError], None] | None = None,
    ) -> None:
        self.desk_app.session.write(job, done, failed or self._not_written)
        self.desk_app.paint_bars()

    def _not_written(self, error: CoachdeskError) -> None:
        self.desk_app.refuse(error)
        self.refreshed()

    def do_undo(self, count: int | None) -> None:
        """The draft as it was before this person's last change here, also of an earlier day."""
        self._turn(again=False)

    def do_redo(self, count: int | None) -> None:
        """The change again."""
        self._turn(again=True)

    def _turn(self, *, again: bool) -> None:
        turn = self.turns.take(again=again)
        if turn is None:
            self.desk_app.say("nothing to do again" if again else "no change of yours to take back")
            return
        key, text = turn
        acting = self.desk_app.session.acting
        now = read_rule(self.desk_app.session.desk, acting, key).text

        def saved(done: object) -> None:
            self.turns.put((key, now), again=not again)
            self.key = key
            self.refreshed()

        def failed(error: CoachdeskError) -> None:
            self.turns.put(turn, again=again)
            self._not_written(error)

        self._write(lambda desk: save_draft(desk, acting, key, text, seen=now), saved, failed)

    def do_raise_versions(self, count: int | None) -> None:
        """Raises the versions that publishing asks for."""
        acting = self.desk_app.session.acting

        def done(raised: object) -> None:
            keys = ", ".join(raised) if isinstance(raised, tuple) else ""
            self.desk_app.say(f"raised: {keys}" if keys else "no version has to be raised")
            self.refreshed()

        self._write(lambda desk: raise_versions(desk, acting), done)

    def cannot_publish_rules(self) -> str | None:
        """Why the draft can't be published now."""
        read = self.read
        if read is None or not read.changed:
            return "there is no draft that differs from the rules"
        errors = read.errors
        if not errors:
            return None
        key = self.desk_app.keymap.key_of("raise_versions")
        if all(each.code == "D604" for each in errors):
            return f"{errors[0].message}; {key} raises the version"
        return f"{errors[0].message}  {errors[0].code}"

    def do_publish_rules(self, count: int | None) -> None:
        """Publishes the draft, with its reason."""
        acting = self.desk_app.session.acting
        tell = self.progress()

        def entered(note: str) -> None:
            self.summary.tell("publishing…", Ink.QUIET)
            self._write(lambda desk: publish(desk, acting, note, progress=tell), done)

        def done(published: object) -> None:
            assert isinstance(published, Published)
            names = ", ".join(published.scorecards)
            self.turns.clear()
            self.desk_app.say(f"in force: {names}; {published.screened.calls:,} calls scored")
            self.refreshed()

        self.desk_app.ask("why it changes", entered)

    def cannot_discard_draft(self) -> str | None:
        """Why there is nothing to discard."""
        rule = self.read.rule if self.read is not None else None
        return None if rule is not None and rule.draft is not None else "this file has no draft"

    def do_discard_draft(self, count: int | None) -> None:
        """Throws the draft of this file away; undo brings its text back."""
        rule = self._open_rule()
        if rule is None:
            return
        acting = self.desk_app.session.acting

        def done(keys: object) -> None:
            self.turns.did((rule.key, rule.text))
            self.desk_app.say(f"the draft of {rule.key} is gone; u brings it back")
            self.refreshed()

        self.desk_app.confirm(
            f"Discard the draft of {rule.key}?",
            lambda: self._write(lambda desk: discard_draft(desk, acting, rule.key), done),
        )
