"""How a script is used, as text."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import msgspec

from coachdesk.core.adherence import Adherence, LineUse, Tally
from coachdesk.core.adherence.sentences import effect_of
from coachdesk.report.scripts_use import line_lines

LINE = LineUse(
    part="needs",
    title="Ask",
    block=False,
    required=True,
    law=(),
    unheard=False,
    tally=Tally(said=130, otherwise=81, not_said=72, unknown=1),
    people=(),
    teams=(),
    weeks=(),
    effect=effect_of(44, 72, 135, 211, many=10),
    examples=(),
)


def page(line: LineUse) -> str:
    found = Adherence(
        script="card",
        version=2,
        title="Card",
        since=datetime(2026, 10, 26, tzinfo=UTC),
        until=None,
        scorecards=("card",),
        mondays=(date(2026, 10, 26),),
        calls=287,
        undated=0,
        endings=283,
        good=("sale",),
        dispositions=("sale", "refusal"),
        lines=(line,),
        unanswered=(),
        adopt=(),
        compared=0,
        before=None,
        withheld=False,
    )
    return "\n".join(line_lines(found, line, ZoneInfo("UTC"), columns=80))


def test_intervals_of_two_levels_are_told_apart_and_lines_end_at_words() -> None:
    # 211 of 283 by Wilson at 95 %; 135 of 211 at 1 - 0.05 / 10 is wider than its own 57-70 %.
    text = page(LINE)
    assert "used: 211 of 283, 75 % (69–79 %)" in text
    assert "with 64 % (54–73 %), n 211" in text
    told = " ".join(text.split())
    assert "intervals allow for all lines compared at once (Bonferroni): they are wider" in told
    assert max(map(len, text.splitlines())) <= 80


def test_where_counts_alone_are_told_nothing_is_said_of_intervals() -> None:
    few = effect_of(1, 3, 2, 4, many=10)
    text = page(msgspec.structs.replace(LINE, effect=few))
    assert "described only: 2 of 4 with, 1 of 3 without" in text
    assert "Bonferroni" not in text
