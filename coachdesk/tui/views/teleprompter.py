"""The teleprompter: one line at a time for a live call, and nothing else on the screen."""

from collections.abc import Callable, Sequence

import msgspec
from textual.app import ComposeResult

from coachdesk.core.errors import CoachdeskError
from coachdesk.core.scripts import Step
from coachdesk.core.scripts.prompting import Spot, after, name_of, slots_of, spot_of
from coachdesk.desk.scripts.prompting import Prompt, prompt, scripts_of_call
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.links import link_to
from coachdesk.tui.looks import Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place, View
from coachdesk.tui.views.teleprompter_pane import Sheet
from coachdesk.tui.views.teleprompter_sheet import BLOCKS, BRANCHES, Reading

_LANGUAGE = "teleprompter language"


class Teleprompter(View):
    """A script, step by step; what the customer does is one key away, and one key back."""

    name_of_view = "teleprompter"
    title = "Teleprompter"
    is_bare = True
    hints = (
        ("prompt_next", "next"),
        ("prompt_back", "back"),
        ("find", "search"),
        ("prompt_why", "why"),
        ("prompt_language", "language"),
        ("fill_slot", "fill"),
        ("back", "leave"),
    )

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.sheet = Sheet(looks)
        self.prompt: Prompt | None = None
        self.trail: list[Spot] = []
        """Where somebody came by; the last one is where they stand."""
        self._typed: dict[str, str] = {}
        """Slots that were filled by hand in this sitting; kept nowhere."""
        self._with_why = False
        self._script = ""
        self._call: str | None = None
        self._wanted = ""
        """The name of the spot to begin at."""

    def compose(self) -> ComposeResult:
        """One sheet."""
        yield self.sheet

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Opens a script at its first step, or where somebody was in it."""
        script, _, spot = (place.name or "").partition("/")
        if not script and place.call is not None:
            self._choose_for(place.call)
            return
        if not script or (script, place.call) != (self._script, self._call):
            self.prompt = None
            self._typed.clear()
            self.sheet.tell("reading…" if script else "no script was named: :prompt ID opens one")
        self.trail.clear()
        self._script, self._call, self._wanted = script, place.call, spot
        self.refreshed()

    def _choose_for(self, call: str) -> None:
        app = self.desk_app
        found = scripts_of_call(app.session.desk, app.session.acting, call)
        if len(found) == 1:
            self.arrive(Place(view=self.name_of_view, name=found[0], call=call))
        elif found:
            rows = [Choice(value=each, text=each) for each in found]
            app.choose(
                f"script for {call}",
                rows,
                lambda name: self.arrive(Place(view=self.name_of_view, name=name, call=call)),
            )
        else:
            self.prompt, self._script, self._call = None, "", call
            self.sheet.tell(f"no scorecard that judged {call} names a script: :prompt ID opens one")

    def refreshed(self) -> None:
        """Reads beside the screen; the spot stays."""
        if not self._script:
            return
        app, acting = self.desk_app, self.desk_app.session.acting
        script, call = self._script, self._call
        app.session.look(
            lambda desk, stale: prompt(desk, acting, script, call),
            self._take,
            self._refused,
            group="teleprompter",
        )

    def _take(self, found: Prompt) -> None:
        before = self.prompt
        self.prompt = found
        if not self.trail:
            self.trail = [spot_of(found.script, self._wanted)]
        elif before is not None:
            names = (name_of(before.script, spot) for spot in self.trail)
            self.trail = [spot_of(found.script, name) for name in names]
        self._show()

    def _refused(self, error: CoachdeskError) -> None:
        self.prompt = None
        self.sheet.tell("\n".join(str(each) for each in error.problems))
        self.desk_app.refuse(error)

    def place(self) -> Place:
        """This script, this spot, this call."""
        name = self._script
        if self.prompt is not None and self.trail:
            name = f"{name}/{name_of(self.prompt.script, self.trail[-1])}"
        return Place(view=self.name_of_view, name=name or None, call=self._call)

    def pane(self) -> Pane:
        """The sheet, for what does not fit."""
        return self.sheet

    def leave(self) -> bool:
        """Nothing to undo: what was read is read."""
        return False

    # What is seen.

    @property
    def reading(self) -> Reading | None:
        """What is read now."""
        if self.prompt is None or not self.trail:
            return None
        values = {**self.prompt.values, **self._typed}
        return Reading(
            prompt=msgspec.structs.replace(self.prompt, values=values),
            spot=self.trail[-1],
            language=self._language(),
            with_why=self._with_why,
            branch_keys=self._keys("prompt_branch", BRANCHES),
            block_keys=self._keys("prompt_block", BLOCKS),
            search_key=self.desk_app.keymap.key_of("find"),
        )

    def _keys(self, action: str, count: int) -> tuple[str, ...]:
        key_of = self.desk_app.keymap.key_of
        return tuple(key_of(f"{action}_{number}") for number in range(1, count + 1))

    def _language(self) -> str:
        assert self.prompt is not None
        languages = self.prompt.script.languages
        chosen = self.desk_app.memory.noted(_LANGUAGE)
        return chosen if isinstance(chosen, str) and chosen in languages else languages[0]

    def _show(self) -> None:
        reading = self.reading
        if reading is not None:
            self.sheet.show(reading)
            # What was read beside the screen may come after somebody went elsewhere.
            if self.desk_app.view is self:
                self.desk_app.memory.note_place(self.place())

    def _go(self, spot: Spot) -> None:
        self.trail.append(spot)
        self._show()

    # Keys.

    def do_prompt_next(self, count: int | None) -> None:
        """The next step; from beside a step, where the answer leads."""
        reading = self.reading
        if reading is None:
            return
        following = after(reading.script, reading.spot)
        if following is None:
            key = self.desk_app.keymap.key_of("prompt_back")
            self.desk_app.say(f"the script ends here; {key} goes back, :prompt begins another call")
        else:
            self._go(following)

    def do_prompt_back(self, count: int | None) -> None:
        """Where one was before."""
        if len(self.trail) > 1:
            self.trail.pop()
            self._show()
        elif self.trail and self.trail[-1].step:
            # Somebody who came back in the middle has no trail; the step before is what is meant.
            spot = self.trail[-1]
            aside = spot.branch is not None or spot.block is not None
            self.trail = [Spot(step=spot.step if aside else spot.step - 1)]
            self._show()
        else:
            self.desk_app.say("this is where the script begins")

    def do_prompt_language(self, count: int | None) -> None:
        """The same line in the next of the script's languages."""
        reading = self.reading
        if reading is None:
            return
        languages = reading.script.languages
        if len(languages) == 1:
            self.desk_app.say(f"this script is written in {languages[0]} alone")
            return
        chosen = languages[(languages.index(reading.language) + 1) % len(languages)]
        self.desk_app.memory.note(_LANGUAGE, chosen)
        self._show()

    def do_prompt_why(self, count: int | None) -> None:
        """Why it is said, or not any more."""
        self._with_why = not self._with_why
        self._show()

    def do_find(self, count: int | None) -> None:
        """Searches steps, branches and blocks while somebody types; enter goes there."""
        reading = self.reading
        if reading is None:
            self.desk_app.say("there is no script here to search")
            return

        def entered(text: str) -> None:
            spot = self.sheet.chosen
            self.sheet.show_found(None)
            if spot is None:
                self.desk_app.say(f"nothing here has “{text}”")
            else:
                self._go(spot)

        self.sheet.show_found("")
        self.desk_app.ask(
            "find",
            entered,
            changed=self.sheet.show_found,
            left=lambda: self.sheet.show_found(None),
            moved=lambda step: self.sheet.go(self.sheet.cursor + step),
        )

    def do_fill_slot(self, count: int | None) -> None:
        """Asks for the slots of this line that nothing filled; kept for this sitting alone."""
        reading = self.reading
        slots = self._slots(reading) if reading is not None else ()
        empty = [slot for slot in slots if reading and not reading.prompt.values.get(slot)]
        if not slots:
            self.desk_app.say("this line has no slot to fill")
            return
        self._ask_for(empty or list(slots))

    def _ask_for(self, slots: Sequence[str]) -> None:
        slot, *rest = slots

        def entered(text: str) -> None:
            self._typed[slot] = text.strip()
            self._show()
            if rest:
                self._ask_for(rest)

        assert self.prompt is not None
        where = self.prompt.script.slots.get(slot)
        label = slot.replace("_", " ") + (f" ({where})" if where else "")
        self.desk_app.ask(label, entered, text=self._typed.get(slot, ""))

    @staticmethod
    def _slots(reading: Reading) -> Sequence[str]:
        every = (slot for texts in reading.said.say.values() for text in texts
                 for slot in slots_of(text))  # fmt: skip
        return tuple(dict.fromkeys(every))

    def branch(self, number: int) -> None:
        """To what is said when the customer does the thing of this letter."""
        reading = self.reading
        if reading is None:
            return
        if not isinstance(reading.said, Step):
            key = self.desk_app.keymap.key_of("prompt_back")
            self.desk_app.say(f"this key means something at a step; {key} goes back to it")
        elif number >= len(reading.said.if_customer):
            self.desk_app.say("this step has no such branch")
        else:
            self._go(Spot(step=reading.spot.step, branch=number))

    def block(self, number: int) -> None:
        """To the answer of this digit."""
        reading = self.reading
        if reading is None:
            return
        blocks = reading.script.blocks
        if number >= len(blocks):
            self.desk_app.say("no answer has this digit")
        else:
            self._go(Spot(step=reading.spot.step, block=blocks[number].id))

    def runs(self, action: str) -> Callable[[int | None], object] | None:
        """Letters and digits by their number; the rest as any view."""
        kind, _, number = action.rpartition("_")
        if kind in ("prompt_branch", "prompt_block"):
            jump = self.branch if kind == "prompt_branch" else self.block
            return lambda count: jump(int(number) - 1)
        return super().runs(action)

    def quote(self) -> str | None:
        """The line as it is read out."""
        return self.sheet.quote()

    def link(self) -> str | None:
        """The call."""
        return None if self._call is None else link_to(self._call, None, None)
