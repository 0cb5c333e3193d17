"""The app: bars, one view at a time, and the one place where a key becomes an action."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, TypeVar

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Container
from textual.screen import Screen

from coachdesk.core.errors import CoachdeskError
from coachdesk.desk.folder import Acting, Desk
from coachdesk.tui import crash, editor
from coachdesk.tui.anywhere import Anywhere
from coachdesk.tui.bar_words import keys_in, offers, top_left, top_right
from coachdesk.tui.bars import Bar, MessageBar
from coachdesk.tui.dialogs.chooser import Choice, Chooser
from coachdesk.tui.drawing import Part, Piece
from coachdesk.tui.keymap import Keymap, key_name, listing, written
from coachdesk.tui.looks import PALETTES, Ink, Looks, themes
from coachdesk.tui.memory import Memory
from coachdesk.tui.prompt import Completions, Line
from coachdesk.tui.rooms import READ_AGAIN, VIEWS, Trail, made
from coachdesk.tui.session import Session
from coachdesk.tui.view import Place, View
from coachdesk.tui.views.queue_filter import Filters

T = TypeVar("T")
DEFAULT_THEME = "dusk"
LOOK_AGAIN_S = 2.0
_BEHIND_S = 0.4
STOPPING = (signal.SIGTERM, signal.SIGHUP)
"""Signals that end it, with everything written."""


class DeskScreen(Screen[None], inherit_bindings=False):
    """The only screen under the dialogs."""

    AUTO_FOCUS = None


class CoachdeskApp(App[None], inherit_bindings=False):
    """The desk in the terminal."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    CSS = """
    Screen { background: $background; layout: vertical; overflow: hidden; }
    #body { height: 1fr; width: 1fr; }
    .hidden { display: none; }
    """
    TITLE = "coachdesk"
    BINDINGS: ClassVar = []

    def __init__(
        self,
        desk: Desk | None,
        acting: Acting,
        *,
        theme: str | None = None,
        ascii_only: bool = False,
        keymap: Keymap | None = None,
        start: Place | None = None,
    ) -> None:
        first = theme or DEFAULT_THEME
        super().__init__(ansi_color=PALETTES[first].background == "")
        for each in themes():
            self.register_theme(each)
        self.theme = first
        self._theme_chosen = theme is not None
        self.looks = Looks(first, ascii_only=ascii_only)
        self.keymap = keymap or Keymap()
        self.acting = acting
        self.anywhere = Anywhere(self)
        self.fault: str | None = None
        """What to print after the screen is gone, when the program itself failed."""
        self.refusal: CoachdeskError | None = None
        """Why the desk could not be opened."""
        self._desk = desk
        self._session: Session | None = None
        self._start = start
        self._views: dict[str, View] = {}
        self._view: View | None = None
        self._trail = Trail()
        self._message: Sequence[Piece] = ()
        self._typed = ""
        self._confirming: Callable[[], None] | None = None
        self._arriving = True
        self._ahead: list[events.Key | events.Paste] = []
        """Typed while the next view is on its way."""
        self._version = 0

    @property
    def session(self) -> Session:
        """The desk and who acts; only there once there is a desk."""
        assert self._session is not None
        return self._session

    @property
    def has_desk(self) -> bool:
        """Whether there is a desk to work at."""
        return self._session is not None

    def get_default_screen(self) -> Screen[None]:
        """The desk's own."""
        return DeskScreen(id="_default")

    def compose(self) -> ComposeResult:
        """Bars around the view."""
        yield Bar(
            self.looks,
            partial(top_left, self),
            right=partial(top_right, self),
            fill=Ink.BAR,
            id="top",
        )
        yield Container(id="body")
        yield MessageBar(self.looks, self._message_parts, fill=Ink.PLAIN, id="message")
        yield Bar(self.looks, partial(keys_in, self), fill=Ink.BAR, id="keys")
        line = Line(self.looks, id="line")
        line.add_class("hidden")
        yield line

    def on_mount(self) -> None:
        """Opens the desk, and goes where this person was last."""
        loop = asyncio.get_running_loop()
        for number in STOPPING:
            # Without this the terminal would be left as the screen had it.
            loop.add_signal_handler(number, self.exit)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        if self._desk is None:
            self.go(Place(view="welcome"))
        else:
            try:
                self.use_desk(self._desk)
            except CoachdeskError as error:
                self.refusal = error
                self.exit()

    def use_desk(self, desk: Desk) -> None:
        """Works at this desk from now on."""
        self._session = Session(desk, self.acting, self.call_soon)
        self._trail.clear()
        self.memory = Memory(self.session)
        self.filters: Filters = Filters(self.session)
        self._version = self.session.version()
        # Later: what is seen first comes first.
        self.set_timer(1.0, lambda: self.session.write_quietly(self._end_clocks))
        remembered = self.memory.theme()
        if not self._theme_chosen and remembered is not None and remembered in PALETTES:
            self.use_theme(remembered)
        start = self._start or self.memory.place()
        home = Place(view="home")
        if start is not None and start.view != "home" and start.view in VIEWS:
            self._trail.append(home)
            if self._start is None and start.view == "review":
                self._lay_behind(self.memory.list_behind())
            self._show(start)
        else:
            self._show(home)
        self.set_interval(LOOK_AGAIN_S, self._look_again)

    def _end_clocks(self, desk: Desk) -> None:
        """Of disputes and appeals whose time is over; nobody has to be allowed to."""
        from coachdesk.desk.audits import end_clocks as end_visit_clocks
        from coachdesk.desk.reviews import end_clocks

        end_clocks(desk, self.acting)
        end_visit_clocks(desk, self.acting)

    def call_soon(self, call: Callable[[], None]) -> None:
        """Runs a call on the screen's thread; from any thread, and harmless once the app ended."""
        if self.is_running:
            self.call_later(call)

    # Going places.

    def go(self, place: Place, *, remember: bool = True) -> None:
        """Shows a view at a place; back leads to where somebody was before."""
        if self._session is None and place.view != "welcome":
            self.say("there is no desk here yet")
            return
        if place.view not in VIEWS:
            self.say(f"no view shows this; coachdesk {place.view} list does")
            return
        if self._view is not None and remember:
            self._trail.append(self._view.place())
        self._show(place)

    def _lay_behind(self, place: Place | None) -> None:
        """Back leads to this list, and next call goes on in it, as before the restart."""
        if place is None or place.view not in READ_AGAIN:
            return
        self._trail.append(place)

        def read() -> None:
            if place in self._trail and place.view not in self._views:
                view = self._made(place.view)
                view.display = False
                self.call_after_refresh(self.attempt, lambda: view.arrive(place))

        # Later: what is seen first comes first.
        self.set_timer(_BEHIND_S, read)

    def _made(self, name: str) -> View:
        view = self._views.get(name)
        if view is None:
            view = self._views[name] = made(name, self.looks)
            self.query_one("#body").mount(view)
        return view

    def _show(self, place: Place) -> None:
        view = self._made(place.view)
        for each in self._views.values():
            each.display = each is view
        self._view = view
        for bar in ("#top", "#keys"):
            self.query_one(bar).set_class(view.is_bare, "hidden")
        self._typed = ""
        self._message = ()
        self._arriving = True
        self.call_after_refresh(self._arrive, view, place)

    async def _arrive(self, view: View, place: Place) -> None:
        if view is not self._view:
            return
        self._arriving = False
        try:
            view.arrive(place)
        except CoachdeskError as error:
            self.refuse(error)
        self.focus_pane()
        self.paint_bars()
        if self._session is not None:
            self.memory.note_place(view.place())
            if place.view == "review":
                behind = self._trail.list_behind
                kept = behind is not None and behind.view in READ_AGAIN
                self.memory.note_list_behind(behind if kept else None)
        # What was typed ahead was meant for this view; one of these keys may lead on again.
        ahead, self._ahead = self._ahead, []
        for event in ahead:
            await self.on_event(event)

    @property
    def view(self) -> View | None:
        """Where somebody is."""
        return self._view

    def known_view(self, name: str) -> View | None:
        """The view of this name, where somebody has been there already."""
        return self._views.get(name)

    def focus_pane(self) -> None:
        """The cursor keys go to the pane that the view names."""
        pane = self._view.pane() if self._view is not None else None
        if pane is not None and not self.query_one("#line", Line).active:
            pane.focus(scroll_visible=False)

    @property
    def came_from_list(self) -> bool:
        """Whether there is a list in which a next call can be."""
        return self._trail.list_behind is not None

    @property
    def list_is_unread(self) -> bool:
        """Whether what comes next in that list is still to be read."""
        place = self._trail.list_behind
        if place is None:
            return False
        view = self._views.get(place.view)
        return view is None or view.is_unread

    def neighbour(self, call: str, step: int) -> str | None:
        """The call so many steps further in the list from which somebody came."""
        return self._trail.neighbour(self._views, call, step)

    # What the bars say.

    def paint_bars(self) -> None:
        """Draws the bars again."""
        for id in ("#top", "#message", "#keys"):
            self.query_one(id, Bar).refresh()
        self.query_one("#message", MessageBar).fit()

    def _message_parts(self) -> Sequence[Part]:
        line = self.query_one("#line", Line)
        if line.active and line.offered:
            return offers(line)
        if self._message:
            return [(0, self._message)]
        is_bare = self._view is not None and self._view.is_bare and not line.active
        return keys_in(self, Ink.QUIET, Ink.QUIET) if is_bare else ()

    def say(self, text: str, ink: Ink = Ink.PLAIN) -> None:
        """One line under the view, until the next key."""
        self._message = [(f" {text}", ink)]
        self.paint_bars()

    def refuse(self, error: CoachdeskError) -> None:
        """Says why something was not done."""
        first, *more = error.problems
        hint = f" ({first.hint})" if first.hint else ""
        rest = f"  and {len(more)} more" if more else ""
        self.say(f"! {first.message}{hint}  {first.code}{rest}", Ink.WARNING)

    # The line in which people type.

    def ask(
        self,
        label: str,
        entered: Callable[[str], None],
        *,
        text: str = "",
        changed: Callable[[str], None] = lambda text: None,
        left: Callable[[], None] = lambda: None,
        complete: Completions | None = None,
        moved: Callable[[int], None] | None = None,
        kept: str | None = None,
    ) -> None:
        """Asks for a line of text at the bottom of the screen.

        Args:
            label: what is asked.
            entered: told of the text.
            text: what stands there at first.
            changed: told of every change.
            left: told that it was given up.
            complete: how the text may go on.
            moved: told of the arrows up (-1) and down (1), for what was found so far.
            kept: a name for this question: what was typed of it outlives a kill.
        """
        line = self.query_one("#line", Line)
        if kept is not None and not text:
            text = self.memory.typed(kept)

        def tell(text: str) -> None:
            self.query_one("#message", Bar).refresh()
            if kept is not None:
                self.memory.note_typing(kept, text)
            changed(text)

        line.start(
            label,
            text,
            entered=lambda given: self._close_line(lambda: entered(given)),
            left=lambda: self._close_line(left),
            changed=tell,
            complete=complete,
            moved=moved,
        )
        line.remove_class("hidden")
        self.query_one("#keys").add_class("hidden")
        line.focus(scroll_visible=False)
        self.query_one("#message", Bar).refresh()

    def _close_line(self, then: Callable[[], None]) -> None:
        if self._session is not None:
            self.memory.forget_typing()
        self.query_one("#line").add_class("hidden")
        self.query_one("#keys").set_class(self._view is not None and self._view.is_bare, "hidden")
        self.focus_pane()
        self.paint_bars()
        self.attempt(then)

    def confirm(self, question: str, then: Callable[[], None]) -> None:
        """Asks before what can't be taken back; `y` does it, any other key does not."""
        self.say(f"{question}  y yes · n no", Ink.STRONG)
        self._confirming = then

    # Keys.

    async def on_event(self, event: events.Event) -> None:
        """Keys are taken here, in the order in which they were pressed.

        Each widget has a queue of its own: a key typed ahead, sent to whatever has the focus by
        then, would overtake the one before it on its way up.
        """
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif self._arriving:
            self._ahead.append(event)
        elif len(self.screen_stack) > 1:
            await super().on_event(event)
        elif isinstance(event, events.Paste):
            line = self.query_one("#line", Line)
            if line.active:
                line.paste(event.text)
        elif event.key.startswith("alt+") and not self._means(event):
            # What terminals send for escape and another key, where one follows the other at once.
            key = event.key.removeprefix("alt+")
            await self.on_event(events.Key("escape", None))
            character = event.character or (key if len(key) == 1 else None)
            await self.on_event(events.Key(key, character))
        elif not self.query_one("#line", Line).take(event.key, event.character):
            self.press_key(key_name(event.key, event.character))

    def _means(self, event: events.Key) -> bool:
        """Whether somebody has bound this key here."""
        contexts = self._view.contexts() if self._view is not None else ()
        return self.keymap.meant(key_name(event.key, event.character), contexts) is not None

    def press_key(self, key: str) -> None:
        """Does what the key means here, or says why it does nothing."""
        if self.query_one("#line", Line).active and key != "ctrl+q":
            return
        confirming, self._confirming = self._confirming, None
        if self._message:
            self._message = ()
            self.query_one("#message", Bar).refresh()
            self.query_one("#message", MessageBar).fit()
        if confirming is not None:
            if key in ("y", "Y"):
                self.attempt(confirming)
            return
        view = self._view
        if view is None:
            return
        action = self.keymap.meant(key, view.contexts())
        if action is None and len(key) == 1 and key in "0123456789":
            self._typed = (self._typed + key)[:9]
            self.say(self._typed)
            return
        count, self._typed = int(self._typed) if self._typed else None, ""
        if action is None:
            # The same key means something else in each of them: an example would mislead.
            others = dict.fromkeys(each.where for each in self.keymap.meant_elsewhere(key))
            known = f", only in {listing(list(others))}" if others else ""
            reason = f"{written(key)} does nothing here{known}"
            self.say(f"{reason}; {self.keymap.key_of('help')} shows the keys of this view")
            return
        self.perform(action.id, count)

    def perform(self, id: str, count: int | None = None) -> None:
        """Does an action here, or says why not."""
        view = self._view
        assert view is not None
        reason = view.cannot(id)
        run = view.runs(id) or self.anywhere.runs(id)
        if reason is None and run is None:
            reason = f"“{self.keymap.action(id).title}” is not for this view"
        if reason is not None:
            self.say(reason)
        elif run is not None:
            self.attempt(lambda: run(count))

    def back(self) -> None:
        """To where somebody was before; from the first place, out, once they say so."""
        if self._trail:
            self._show(self._trail.pop())
        else:
            self.confirm("Quit?", self.exit)

    def go_back_refused(self, view: View, error: CoachdeskError) -> None:
        """From this view to where somebody was before, with why what they asked for is not there.

        Whoever went on meanwhile stays where they are.
        """
        if self._view is not view:
            return
        if self._trail:
            self._show(self._trail.pop())
        self.refuse(error)

    def attempt(self, run: Callable[[], object]) -> None:
        """Runs a job; a refusal is said, not raised."""
        try:
            run()
        except CoachdeskError as error:
            self.refuse(error)
        self.query_one("#top", Bar).refresh()

    def choose(
        self,
        title: str,
        rows: Sequence[Choice],
        chosen: Callable[[str], None],
        *,
        at_once: bool = False,
    ) -> None:
        """Lets somebody choose one of many; nothing happens when they leave it."""

        def take(value: str | None) -> None:
            self.focus_pane()
            if value is not None:
                self.attempt(lambda: chosen(value))

        self.push_screen(Chooser(self.looks, title, rows, at_once=at_once), take)

    def edit_file(self, path: str, line: int | None = None) -> bool:
        """Opens a file in the editor and waits. Whether it was opened."""
        from pathlib import Path

        command = editor.command_for(Path(path), line)
        if command is None:
            self.say("no editor: set EDITOR, such as EDITOR=nano", Ink.WARNING)
            return False
        if self._driver is None or not self._driver.can_suspend:
            self.say("no editor can be opened from here", Ink.WARNING)
            return False
        with self.suspend():
            said = editor.run(command, no_color=self.no_color)
        self.refresh(layout=True)
        if said is not None:
            self.say(said, Ink.WARNING)
        return said is None

    def use_theme(self, name: str) -> None:
        """Draws everything in another theme."""
        fresh = Looks(name, ascii_only=self.looks.ascii_only)
        self.looks.take_over(fresh)
        self.ansi_color = PALETTES[name].background == ""
        self.theme = name
        self.screen.refresh(layout=True)
        for widget in self.screen.walk_children():
            widget.refresh()

    # What others do meanwhile, and faults.

    def _look_again(self) -> None:
        if self._view is not None:
            self.memory.note_place(self._view.place())
        self.session.look_at_version(self._noticed)

    def _noticed(self, version: int) -> None:
        # An answer is given to what somebody saw when it was asked, so that a late one is refused.
        asking = self._confirming is not None or self.query_one("#line", Line).active
        if version != self._version and not self.session.waiting and not asking:
            self._version = version
            self.session.read_at = self.acting.clock()
            self.attempt(self.session.read_people)
            if self._view is not None:
                self.attempt(self._view.refreshed)

    def _fatal_error(self) -> None:
        # The toolkit's own crash screen prints local variables: a customer's words.
        error = self._exception
        self.fault = crash.where(error) if error is not None else "internal error"
        self._close_messages_no_wait()

    async def on_unmount(self) -> None:
        """Lets go of the desk after the last write."""
        if self._session is not None:
            try:
                self._session.close()
            except Exception as error:  # noqa: BLE001 - the terminal is given back first
                self.fault = self.fault or crash.where(error)
