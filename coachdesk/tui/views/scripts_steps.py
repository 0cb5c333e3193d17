"""What somebody does about an open script: edit, confirm, publish, sign."""

from collections.abc import Callable
from typing import TypeVar

from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.folder import Desk
from coachdesk.desk.scripts import Confirmed, Publication, Signed, confirm, publish, sign
from coachdesk.desk.scripts.reading import Reading, file_of, refuse_if_changed
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.looks import Looks
from coachdesk.tui.views import scripts_told as told
from coachdesk.tui.views.scripts_pages import Page, Pages

T = TypeVar("T")


class Steps(Pages):
    """The part of the view that writes."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.written: bool | None = None
        """The library's text is wanted, or the published one; None: as the role has it."""

    def do_edit(self, count: int | None) -> None:
        """Opens the library's file at the step under the cursor."""
        reading, app, line = self.reading, self.desk_app, self.text.line
        if reading is None:
            app.say("there is no script here to change")
            return
        part = line.part.id if line is not None else None
        path, at = file_of(app.session.desk, app.session.acting, reading, part)
        if app.edit_file(str(path), at):
            self.written = True
            self.refreshed()

    def do_script_confirm(self, count: int | None) -> None:
        """Notes that whoever acts has read the published version."""
        reading = self.reading
        if reading is None or reading.version is None:
            self.desk_app.say("nothing of it is published, so there is nothing to confirm")
            return
        if reading.is_written and reading.differs:
            key = self.desk_app.keymap.key_of("script_version")
            self.desk_app.say(f"these are the library's words; {key} shows the published ones")
            return
        name = reading.version.name
        acting = self.desk_app.session.acting

        def done(found: Confirmed) -> None:
            new = "noted: you have read" if found.new else "you had confirmed"
            self.desk_app.say(f"{new} {name}")
            self.refreshed()

        self._write(lambda desk: confirm(desk, acting, name), done)

    def read_again(self) -> Reading:
        """Reads the script now, and shows it; the view says how."""
        raise NotImplementedError

    def do_script_publish(self, count: int | None) -> None:
        """Publishes the library's text: shows what differs, asks why, and asks once more."""
        app, acting = self.desk_app, self.desk_app.session.acting
        if self.reading is None or self.reading.written is None:
            app.say("there is nothing in the library to publish")
            return
        # As the file is now, and not as it was when it was opened; at once, since the next key may
        # be a letter of the reason.
        reading = self.read_again()
        if reading.written is None:
            app.say("there is nothing in the library to publish any more")
            return
        script, faults = reading.written.script, len(reading.written.errors)
        if faults:
            self.turn_to(Page.CHECK)
            app.say(f"{script.id} has {faults} error{'s' * (faults > 1)}: it is not published")
            return
        self.turn_to(Page.DIFFERENCE)

        def entered(reason: str) -> None:
            asks = "certificates on it are due for renewal" if script.change == "major" else (
                "everybody has 7 days to read it")  # fmt: skip
            app.confirm(f"Publish {script.id} v{script.version}? It never changes; {asks}.",
                        lambda: self._write(write(reason), done))  # fmt: skip

        def write(reason: str) -> Callable[[Desk], Publication]:
            def run(desk: Desk) -> Publication:
                refuse_if_changed(desk, reading)
                return publish(desk, acting, script.id, reason)

            return run

        def done(found: Publication) -> None:
            app.say(f"published {found.version.name}")
            self.refreshed()

        app.ask(f"why {script.id} v{script.version} is published", entered)

    def do_script_sign(self, count: int | None) -> None:
        """Vouches for the words under a law tag of this line."""
        line, app, reading = self.text.line, self.desk_app, self.reading
        laws = line.part.law if line is not None else ()
        if reading is not None and not reading.is_written and reading.differs:
            key = app.keymap.key_of("script_version")
            app.say(f"one signs for the library's words; {key} shows them")
        elif not laws:
            app.say("this line has no law tag to sign")
        elif len(laws) == 1:
            self._ask_to_sign(laws[0])
        else:
            rows = [Choice(value=law, text=law) for law in laws]
            app.choose("law to sign for", rows, self._ask_to_sign)

    def _ask_to_sign(self, law: str) -> None:
        app, acting, name = self.desk_app, self.desk_app.session.acting, self.script
        reading = self.reading
        assert reading is not None

        def entered(note: str) -> None:
            def run(desk: Desk) -> Signed:
                refuse_if_changed(desk, reading)
                return sign(desk, acting, name, law, note)

            self._write(run, done)

        def done(found: Signed) -> None:
            new = "signed" if found.new else "somebody had signed already"
            app.say(f"{new}: the words under {law}")
            self.refreshed()

        app.ask(f"on what it rests that {law} is met", entered)

    def _write(self, job: Callable[[Desk], T], done: Callable[[T], None]) -> None:
        def failed(error: CoachdeskError) -> None:
            self.page = Page.REFUSED
            self.fill("NOT DONE", told.refusal(error))
            self.refreshed()
            self.desk_app.refuse(error)

        self.desk_app.session.write(job, done, failed)
        self.desk_app.paint_bars()
