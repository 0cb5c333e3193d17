"""Whether coaching helped, behaviour by behaviour: the coached beside peers."""

from collections.abc import Iterable, Sequence

import msgspec

from coachdesk.core.coaching.pages import CoachedEffect
from coachdesk.desk import coaching
from coachdesk.desk.folder import Desk
from coachdesk.report.coaching_effect import drawn_rows, effect_rows, method_rows
from coachdesk.report.rows import BLANK, Row
from coachdesk.tui.dialogs.chooser import Choice
from coachdesk.tui.view import Place
from coachdesk.tui.views.page import PeriodView

DAYS = (14, 30, 60, 90, 180)
_MONTH = 1
_COACH, _POLICY = "coach", "policy"


class Helped(msgspec.Struct, frozen=True, kw_only=True):
    """The effects wanted, and by what they can be narrowed."""

    effects: tuple[CoachedEffect, ...]
    coaches: tuple[str, ...]
    """Ids."""
    policies: tuple[str, ...]


class EffectView(PeriodView[Helped]):
    """Figures with their n and interval, or why there is none."""

    name_of_view = "effect"
    title = "Effect"
    lengths = DAYS
    unit = "days"
    usual = _MONTH

    @property
    def hints(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]
        """The keys that do something here."""
        return (
            ("effect_whose", "coach or policy"),
            ("left", "fewer days"),
            ("right", "more"),
            ("go_coaching", "board"),
        )

    def read(self, desk: Desk, name: str | None) -> Helped:
        """Of one coach, one policy, or all."""
        acting = self.desk_app.session.acting
        kind, _, wanted = (name or "").partition(" ")
        lines = coaching.list_actions(desk, acting).lines
        return Helped(
            effects=coaching.effects(
                desk,
                acting,
                coach=wanted if kind == _COACH else None,
                policy=wanted if kind == _POLICY else None,
                days=self.length,
            ),
            coaches=tuple(sorted({line.action.coach for line in lines if line.action.coach})),
            policies=tuple(sorted({line.action.policy for line in lines if line.action.policy})),
        )

    def status(self) -> str:
        """Over how many days, and whose."""
        kind, _, wanted = (self.name_shown or "").partition(" ")
        whose = f" · {kind} {self.name_of(wanted)}" if wanted else ""
        return f"{self.length} days before and after{whose}"

    def first_rows(self, page: Helped, cells: int) -> Iterable[Row]:
        """The figures in words."""
        return effect_rows(page.effects, cells, self.name_of)

    def second_rows(self, page: Helped, cells: int) -> Iterable[Row]:
        """The figures drawn, and how they are found out."""
        drawn = list(drawn_rows(page.effects, cells, ascii_only=self.looks.ascii_only))
        for rows in (drawn, list(method_rows(page.effects, cells))):
            if rows:
                yield BLANK
                yield from rows

    # Keys.

    def do_effect_whose(self, count: int | None) -> None:
        """Of one coach, of one policy, or of all."""
        if self.page is None:
            self.desk_app.say("the figures are not read yet")
            return
        self.desk_app.choose("whose coaching", self._choices(self.page), self._chosen)

    def _choices(self, page: Helped) -> Sequence[Choice]:
        return [
            Choice(value="", text="everybody's"),
            *(
                Choice(value=f"{_COACH} {each}", text=self.name_of(each), group="coach")
                for each in page.coaches
            ),
            *(
                Choice(value=f"{_POLICY} {each}", text=each, group="policy")
                for each in page.policies
            ),
        ]

    def _chosen(self, value: str) -> None:
        self.desk_app.go(Place(view=self.name_of_view, name=value or None), remember=False)
