"""The rules workbench: a rule file beside what a change of it would change, before it counts."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from coachdesk.core.errors import CoachdeskError
from coachdesk.core.flips import Flip, Flips, Hit, Hits
from coachdesk.desk.folder import Desk
from coachdesk.desk.versions import rules_in_force, rules_of_draft
from coachdesk.desk.workbench import hits, try_rules
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.links import link_to
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.view import Place
from coachdesk.tui.views.review_detail import Detail
from coachdesk.tui.views.workbench_changes import Changing
from coachdesk.tui.views.workbench_found import FoundPane, summary_of
from coachdesk.tui.views.workbench_reading import RulesRead, read_rules, searched
from coachdesk.tui.views.workbench_text import criterion_at, line_of, scorecard_of

WIDE = 96
"""From this width on text and findings stand side by side."""


class WorkbenchView(Changing):
    """Text at the left, findings at the right; one of the two where it is narrow."""

    name_of_view = "workbench"
    title = "Workbench"
    DEFAULT_CSS = """
    WorkbenchView { layout: vertical; }
    WorkbenchView #halves { layout: horizontal; height: 1fr; width: 1fr; }
    WorkbenchView #summary { height: 1; width: 1fr; }
    WorkbenchView Detail { height: 6; }
    """

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.found = FoundPane(looks, self.explain)
        self.detail = Detail(looks)
        self.where = ""
        self._wanted: str | None = None
        self._on_found = False

    def compose(self) -> ComposeResult:
        """Two halves, the line that is always seen, and the words behind a row."""
        with Container(id="halves"):
            yield self.rule
            yield self.found
        yield self.summary
        yield self.detail

    # Coming and going.

    def arrive(self, place: Place) -> None:
        """Reads the rule file, or the one that has the criterion that is meant."""
        if place.filter is not None:
            self.where = place.filter
        if place.name is not None:
            self._wanted = place.name
        self.refreshed()

    def place(self) -> Place:
        """Which criterion, and which calls."""
        name = self._criterion() or self.key
        return Place(view=self.name_of_view, name=name, filter=self.where or None)

    def refreshed(self) -> None:
        """Reads beside the screen, and tries the draft anew."""
        app, acting = self.desk_app, self.desk_app.session.acting
        key, wanted = self.key, self._wanted
        app.session.look(
            lambda desk, stale: read_rules(desk, acting, key, wanted),
            self._take,
            self._refused,
            group="workbench text",
        )

    def _take(self, read: RulesRead) -> None:
        self.read = read
        self.key = read.rule.key if read.rule is not None else None
        self.rule.told = "no rule file here; put a scorecard in rules/scorecards"
        self.rule.show(read.rule, read.problems)
        if self._wanted is not None:
            at = line_of(self.rule.lines, self._wanted.rpartition("/")[2])
            if at is not None:
                self.rule.go_line(at)
            elif self._wanted != self.key:
                self.desk_app.say(f"no rule file has the criterion '{self._wanted}'")
            self._wanted = None
        self._lay_out()
        broken = read.broken
        if broken:
            self.desk_app.session.forget("workbench found")
            shown = read.rule.shown if read.rule is not None else ""
            others = [each for each in broken if each.location is None
                      or each.location.path != shown]  # fmt: skip
            whose = "draft" if read.drafted else "rule files"
            has = "has" if read.drafted else "have"
            self.found.tell(
                f"the {whose} {has} errors; nothing can be tried until they are mended", others
            )
            self.summary.tell(
                f"! {len(broken)} error{'s' * (len(broken) > 1)} in the {whose}", Ink.WARNING
            )
            self.explain()
        elif read.changed:
            self._try()
        else:
            self._hits()
        self.desk_app.paint_bars()

    def _refused(self, error: CoachdeskError) -> None:
        self.read = None
        self.rule.told = error.problems[0].message
        self.rule.show(None)
        self.found.tell("")
        self.summary.tell("")
        self.explain()
        self.desk_app.refuse(error)

    # Trying.

    def _try(self) -> None:
        app, acting, where = self.desk_app, self.desk_app.session.acting, self.where
        self.summary.tell("trying the draft on the desk's calls…", Ink.QUIET)
        begun = acting.clock()
        tell = self.progress()

        def job(desk: Desk, stale: Callable[[], bool]) -> Flips:
            old, new = rules_in_force(desk, acting), rules_of_draft(desk, acting)
            return try_rules(desk, acting, old, new, where=where, progress=tell, cancelled=stale)

        def done(flips: Flips) -> None:
            self.found.show_flips(flips)
            self.found.next_row(1)
            self.summary.tell(
                summary_of(flips, (acting.clock() - begun).total_seconds()), Ink.STRONG
            )
            self.explain()
            app.paint_bars()

        app.session.look(searched(job, where), done, self._failed, group="workbench found")

    def _hits(self) -> None:
        criterion = self._criterion()
        if criterion is None:
            self.desk_app.session.forget("workbench found")
            keys = self.desk_app.keymap
            self.found.tell(
                f"{keys.key_of('open')} on a criterion shows what it hears in the desk's calls;"
                f" {keys.key_of('edit')} or {keys.key_of('edit_line')} begins a draft"
            )
            self.summary.tell("no draft that differs from the rules", Ink.QUIET)
            self.explain()
            return
        self._hear(criterion)

    def _hear(self, criterion: str) -> None:
        app, acting, where = self.desk_app, self.desk_app.session.acting, self.where
        changed = self.read is not None and self.read.changed
        self.summary.tell(f"listening for {criterion}…", Ink.QUIET)
        tell = self.progress()

        def job(desk: Desk, stale: Callable[[], bool]) -> Hits:
            rules = (rules_of_draft if changed else rules_in_force)(desk, acting)
            return hits(desk, acting, rules, criterion, where=where, progress=tell, cancelled=stale)

        def done(found: Hits) -> None:
            self.found.show_hits(found)
            self.found.next_row(1)
            of = f"{found.calls - found.beyond:,} of {found.calls:,} calls"
            self.summary.tell(f"HITS of {criterion} v{found.version} · {of}", Ink.STRONG)
            self.explain()
            app.paint_bars()

        app.session.look(searched(job, where), done, self._failed, group="workbench found")

    def _failed(self, error: CoachdeskError) -> None:
        self.found.tell(error.problems[0].message)
        self.summary.tell("")
        self.explain()
        self.desk_app.refuse(error)

    def explain(self) -> None:
        """Shows the words behind the row under the cursor."""
        found = self.found.detail(self.size.width - 4)
        self.detail.display = found is not None and self.size.height >= 16
        if found is not None:
            self.detail.show(*found)

    # What it says about itself.

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:  # type: ignore[override]
        """What can be done now."""
        if self.read is None:
            return (("go_queue", "queue"), ("go_home", "home"), ("back", "back"))
        drafted = self.read.changed
        first = (("edit", "edit"), ("edit_line", "line"))
        if drafted:
            return (*first, ("publish_rules", "publish"), ("next_flip", "next flip"),
                    ("open", "call"), ("next_pane", "other half"), ("find", "filter"),
                    ("raise_versions", "version"), ("discard_draft", "discard"))  # fmt: skip
        return (*first, ("open", "hits"), ("next_pane", "other half"), ("find", "filter"),
                ("rule_file", "other file"))  # fmt: skip

    def status(self) -> str:
        """Which file, and whether it is a draft."""
        read = self.read
        if read is None or read.rule is None:
            return ""
        draft = read.rule.draft
        state = "" if draft is None else " (draft)" if draft.changed else " (draft, unchanged)"
        facts = [f"{read.rule.key}{state}"]
        if self.where:
            facts.append(f"calls: {self.where}")
        return " · ".join(facts)

    # Where things stand.

    def on_resize(self, event: events.Resize) -> None:
        """The width decides what stands where."""
        self._lay_out()
        self.call_after_refresh(self.explain)

    def _lay_out(self) -> None:
        wide = self.size.width >= WIDE
        self.rule.display = wide or not self._on_found
        self.found.display = wide or self._on_found

    def pane(self) -> Pane:
        """The half that has the cursor keys."""
        return self.found if self._on_found else self.rule

    def do_next_pane(self, count: int | None) -> None:
        """The other half."""
        self._on_found = not self._on_found
        self._lay_out()
        self.desk_app.focus_pane()
        self.rule.refresh()
        self.found.refresh()

    def do_previous_pane(self, count: int | None) -> None:
        """The other half too: there are two."""
        self.do_next_pane(count)

    def do_zoom(self, count: int | None) -> None:
        """As the next pane, where only one is seen."""
        self.do_next_pane(count)

    # Keys.

    def _criterion(self) -> str | None:
        """Where the cursor is, as `SCORECARD/CRITERION`."""
        known = self.read.criteria if self.read is not None else {}
        criterion = criterion_at(self.rule.lines, self.rule.line, known)
        if criterion is None:
            return None
        own, having = scorecard_of(self.rule.lines), known[criterion]
        return f"{own if own in having else having[0]}/{criterion}"

    def do_open(self, count: int | None) -> None:
        """The call of a flip; in the text: what the criterion under the cursor hears."""
        about = self.found.current
        if self._on_found and about is not None:
            self.desk_app.go(self._call_place(about))
        elif self._on_found:
            self.desk_app.say("there is no call in this row")
        elif (criterion := self._criterion()) is None:
            self.desk_app.say("this line is in no criterion of the rules in force")
        else:
            self._hear(criterion)

    def _call_place(self, about: Flip | Hit) -> Place:
        if isinstance(about, Flip):
            return Place(view="review", call=about.call, scorecard=about.scorecard,
                         criterion=about.criterion)  # fmt: skip
        found = self.found.hits
        scorecard = found.scorecard if found is not None else None
        criterion = found.criterion.id if found is not None else None
        return Place(view="review", call=about.call, scorecard=scorecard, criterion=criterion)

    def neighbour(self, call: str, step: int) -> str | None:
        """The call of the next row, for whoever came from here."""
        if self.found.flips is not None:
            ids = list(dict.fromkeys(each.call for each in self.found.flips.kept))
        else:
            kept = self.found.hits.kept if self.found.hits is not None else ()
            ids = [each.call for each in kept]
        if call not in ids:
            return None
        at = ids.index(call) + step
        return ids[at] if 0 <= at < len(ids) else None

    def do_next_flip(self, count: int | None) -> None:
        """To the next flip, from either half."""
        self._step(1, "next")

    def do_previous_flip(self, count: int | None) -> None:
        """To the flip before."""
        self._step(-1, "before")

    def _step(self, step: int, word: str) -> None:
        if not self.found.next_row(step):
            self.desk_app.say(f"there is no flip {word}" if self.found.flips else "no flips here")

    def do_rule_file(self, count: int | None) -> None:
        """Another rule file."""
        read = self.read
        if read is None:
            self.desk_app.say("there are no rules to look at")
            return
        rows = [
            Choice(value=key, text=key, key="draft" if key in read.drafted else "", group="")
            for key in read.files
        ]
        self.desk_app.choose("rule file", rows, self._use)

    def _use(self, key: str) -> None:
        self.key, self._wanted = key, None
        self.refreshed()

    def do_find(self, count: int | None) -> None:
        """The calls on which the draft is tried."""

        def use(text: str) -> None:
            self.where = text.strip()
            self.refreshed()

        app = self.desk_app
        app.ask("calls", use, text=self.where, complete=app.filters.offers)

    def leave(self) -> bool:
        """The filter is taken away first."""
        if not self.where:
            return False
        self.where = ""
        self.refreshed()
        return True

    def quote(self) -> str | None:
        """The line, or what the flip says."""
        about = self.found.current
        if self._on_found and about is not None:
            side = about.after if isinstance(about, Flip) else about.said
            return next((each.text for each in side.quotes), about.call)
        return self.rule.lines[self.rule.line] if self.rule.lines else None

    def link(self) -> str | None:
        """The call of the row."""
        about = self.found.current
        if about is None:
            return None
        side = about.after if isinstance(about, Flip) else about.said
        quote = next(iter(side.quotes), None)
        if quote is None:
            return link_to(about.call, None, None)
        return link_to(about.call, quote.start_ms, quote.turn)
