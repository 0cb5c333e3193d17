"""The two halves of the home view: what is to do, and how things stand."""

from collections.abc import Callable, Sequence

import msgspec

from coachdesk.core.authorize import Action, reaches
from coachdesk.core.today import Task, TeamWeek, Today, Trial
from coachdesk.report.today import (
    TOO_SMALL,
    agreement_text,
    clock,
    deed_text,
    duty_text,
    figure_of,
    score_text,
    team_heading,
    trend_text,
    waits,
)
from coachdesk.tui.drawing import Piece
from coachdesk.tui.looks import Ink, Looks
from coachdesk.tui.pane import Pane
from coachdesk.tui.shown import fitted, width
from coachdesk.tui.view import Place

Line = Sequence[Piece]
_KEYS = 9
"""So many tasks have a digit."""
_ROOM_FOR_TITLE = 4


class Tasks(Pane):
    """What is to do, one line and one digit each."""

    def __init__(self, looks: Looks, key_of: Callable[[str], str]) -> None:
        super().__init__(looks)
        self.today: Today | None = None
        self.told = "reading…"
        """Why there is nothing to see yet."""
        self._key_of = key_of

    def show(self, today: Today) -> None:
        """Other work, or the same; the cursor stays with its kind."""
        before = self.current
        self.today = today
        duties = [task.duty for task in today.tasks]
        if before is not None and before.duty in duties:
            self.cursor = duties.index(before.duty)
        self.changed()

    @property
    def tasks(self) -> Sequence[Task]:
        """What there is to do."""
        return () if self.today is None else self.today.tasks

    @property
    def current(self) -> Task | None:
        """The one under the cursor."""
        return self.tasks[self.cursor] if self.cursor < len(self.tasks) else None

    @property
    def rows_wanted(self) -> int:
        """How tall it is without cutting anything."""
        return 2 + (len(self.tasks) or len(self.when_empty()))

    def count(self) -> int:
        """Tasks."""
        return len(self.tasks)

    def head(self, cells: int) -> Sequence[Line]:
        """Its name, where there is room for it."""
        if self.size.height < _ROOM_FOR_TITLE:
            return ()
        return ((), [(" TO DO", Ink.STRONG)]) if self.tasks or self.today is None else ((),)

    def row(self, number: int, cells: int, current: bool) -> Line:
        """Digit, how many, of what, and since when."""
        assert self.today is not None
        task = self.tasks[number]
        told = waits(task, self.today.at)
        sign = self.looks.glyph("cursor") if current and self.has_focus else " "
        digit = f"{number + 1})" if number < _KEYS else "  "
        mark = f" {self.looks.glyph('warning')} " if task.late else "   "
        counts = max(width(f"{each.count:,}") for each in self.tasks)
        room = max(8, cells - counts - width(told) - 12)
        return (
            (f" {sign} ", Ink.KEY),
            (f"{digit}  ", Ink.KEY),
            (fitted(f"{task.count:,}", counts, right=True), Ink.STRONG),
            ("  " + fitted(duty_text(task), room), Ink.PLAIN),
            (mark + told, Ink.WARNING if task.late else Ink.QUIET),
        )

    def when_empty(self) -> Sequence[Line]:
        """What to do first, or that there is nothing to do."""
        if self.today is None:
            return ([(f"   {self.told}", Ink.QUIET)],)
        return _first_steps() if self.today.empty else self._nothing()

    def _nothing(self) -> Sequence[Line]:
        assert self.today is not None
        rows: list[Line] = [[(" Nothing waits for you.", Ink.STRONG)], ()]
        for action, asked, words in _INSTEAD:
            if reaches(self.today.actor.role, asked):
                key = self._key_of(action)
                rows.append([(f"   {key}", Ink.KEY), (f"  {words}", Ink.PLAIN)])
        return rows


_INSTEAD = (
    ("go_queue", Action.LIST_CALLS, "look through the calls"),
    ("go_evaluations", Action.READ_EVALUATION, "the evaluations, yours among them"),
    ("person", Action.READ_PERSON, "how you do, week by week"),
    ("go_team", Action.READ_TEAM, "how the team does"),
    ("go_workbench", Action.TRY_RULES, "try a better rule on all calls"),
)
"""What one might do with time on one's hands: action, what it takes, in words."""


def _first_steps() -> Sequence[Line]:
    def step(words: str, command: str) -> Sequence[Line]:
        return ([(f"   {words}", Ink.PLAIN)], [(f"     {command}", Ink.KEY)])

    return (
        [(" This desk has no calls yet.", Ink.STRONG)],
        (),
        *step("Quit with ctrl+q, and bring some in:", "coachdesk import FOLDER"),
        *step("Then let the rules judge them:", "coachdesk screen"),
        (),
        *step("Or make a desk with sample calls, to try it:", "coachdesk demo"),
    )


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the other half."""

    pieces: tuple[Piece, ...] = ()
    place: Place | None = None
    """Where it leads; None: nowhere, and the cursor passes it."""


class Facts(Pane):
    """How the team does, what is on trial, and what was done last."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.facts: tuple[Fact, ...] = ()

    def show(self, facts: Sequence[Fact]) -> None:
        """Other facts."""
        self.facts = tuple(facts)
        self.changed()

    @property
    def fact(self) -> Fact | None:
        """The one under the cursor."""
        return self.facts[self.cursor] if self.cursor < len(self.facts) else None

    def count(self) -> int:
        """Lines."""
        return len(self.facts)

    def row(self, number: int, cells: int, current: bool) -> Line:
        """As it was made, with the cursor's sign in front."""
        fact = self.facts[number]
        here = current and self.has_focus and fact.place is not None
        return ((f" {self.looks.glyph('cursor') if here else ' '} ", Ink.KEY), *fact.pieces)

    def stops(self, number: int) -> bool:
        """Only on what leads somewhere."""
        return self.facts[number].place is not None

    @property
    def shows_cursor(self) -> bool:
        """Only while the keys come here."""
        return self.has_focus


def heading(text: str, rest: str = "") -> Fact:
    """The title of a section, with the names of its columns."""
    return Fact(pieces=((text, Ink.STRONG), (rest, Ink.QUIET)))


def note(text: str) -> Fact:
    """A quiet sentence."""
    return Fact(pieces=((text, Ink.QUIET),))


_TREND = 8
_OPEN = 8
_SCORE = 14


def facts_of_team(week: TeamWeek, cells: int, looks: Looks, most: int) -> list[Fact]:
    """A team's week: the whole, then each member; none of them in an order of rank."""
    team, when = team_heading(week)
    if not week.lines:
        return [heading(f"TEAM {team}", f"  {when}"), note(TOO_SMALL)]
    # A row of dots tells nothing: then its room is for the names.
    trend = any(mean.value is not None for each in week.lines for mean in each.weeks)
    room = cells - _SCORE - 12 - (_TREND + 2 if trend else 0)
    # Where all three don't fit, the names and the trend say more.
    waiting = any(each.waiting for each in week.lines[:most]) and room >= _OPEN + 10
    room -= _OPEN if waiting else 0
    wanted = [width(week.scorecard or ""), *(width(each.name) for each in week.lines[:most])]
    names = max(8, min(room, max(wanted)))
    head = f"{fitted(week.scorecard or '', names)}  {'score  95 %':<{_SCORE}} {'n':>4} weeks"
    found = [
        heading(f"TEAM {team}", f"  {when}"),
        note(f"{head} by week" if trend else head),
    ]
    for each in week.lines[:most]:
        mean, span = figure_of(each)
        refused = mean is None or mean.value is None
        n = 0 if mean is None else mean.of
        spark = trend_text(each, _TREND, ascii_only=looks.ascii_only) if trend else ""
        found.append(
            Fact(
                pieces=(
                    (fitted(each.name, names) + "  ", Ink.PLAIN if each.person else Ink.STRONG),
                    (
                        fitted(_plain(score_text(mean), looks), _SCORE),
                        Ink.QUIET if refused else Ink.PLAIN,
                    ),
                    (f" {n:>4} {span:>5} ", Ink.QUIET),
                    (spark + " " if trend else "", Ink.PASS),
                    (f" {each.waiting} open" if each.waiting and waiting else "", Ink.QUIET),
                ),
                place=Place(view="person", name=each.name)
                if each.person
                else Place(view="team", name=each.name),
            )
        )
    if len(week.lines) > most:
        found.append(note(f"and {len(week.lines) - most} more"))
    return found


def _plain(text: str, looks: Looks) -> str:
    """An interval's dash as this terminal has it."""
    return text.replace("–", "-") if looks.ascii_only else text


def facts_of_trials(trials: Sequence[Trial], cells: int, looks: Looks, most: int) -> list[Fact]:
    """Rules in trial: those that people answered too, and how far they agree."""
    if not trials:
        return []
    compared = [each for each in trials if each.people]
    found = [heading("RULES IN TRIAL", f"   {len(trials)}, not in any score")]
    if not compared:
        found.append(note("nobody has answered the same questions yet"))
    room = max(12, cells - 32)
    for each in compared[:most]:
        told = _plain(agreement_text(each.agreed), looks)
        pieces = ((fitted(each.criterion, room) + "  ", Ink.PLAIN), (told, Ink.QUIET))
        found.append(Fact(pieces=pieces, place=Place(view="workbench", name=each.criterion)))
    return found


def facts_of_last(today: Today, cells: int, time_zone: str, undo: str, most: int) -> list[Fact]:
    """What this person did last, each leading to its call."""
    if not today.last:
        return []
    found = [heading("LAST", f"   {undo} in the review takes back an answer")]
    for each in today.last[:most]:
        when = clock(each.at, today.at, time_zone)
        what = deed_text(each)
        room = max(8, cells - 8 - width(each.call) - 4)
        found.append(
            Fact(
                pieces=(
                    (f"{when}  ", Ink.QUIET),
                    (fitted(what, room) + "  ", Ink.PLAIN),
                    (each.call, Ink.QUIET),
                ),
                place=Place(
                    view="review",
                    call=each.call,
                    scorecard=each.scorecard,
                    criterion=each.criterion,
                ),
            )
        )
    return found
