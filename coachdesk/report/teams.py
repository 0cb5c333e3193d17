"""A team's page as rows: the team's own figures, then its members side by side, by name."""

from collections.abc import Iterator, Sequence

from coachdesk.core.trend import SMALLEST_TEAM, Member, Series, Source, TeamPage
from coachdesk.core.visible import visible
from coachdesk.report.charts import sparkline
from coachdesk.report.layout import width
from coachdesk.report.people import (
    period_rows,
    series_rows,
    title_of,
    trend_of,
    waiting_words,
)
from coachdesk.report.rates import mean_words, share_words
from coachdesk.report.rows import BLANK, Row, paragraph, row, table
from coachdesk.report.tone import Tone

_HEADS = ("", "n", "score", "passed", "trend", "open")
_GIVE_WAY = (5, 3, 4)
"""What is open first, then the share of passed calls, then the trend."""
_LEGEND = (
    "By name, not by rank: where two ranges overlap, chance may be all there is between them."
    " Ranges: 95 %, t for mean scores, Wilson for shares; under 10 calls make no figure."
)


def team_figure_rows(page: TeamPage, columns: int, *, ascii_only: bool = False) -> Iterator[Row]:
    """The team's own figures."""
    agents = f"{page.agents} agent" + ("" if page.agents == 1 else "s")
    yield Row(pieces=((f"Team {visible(page.name)}", Tone.STRONG), (f" · {agents}", Tone.QUIET)))
    calls = f"{page.calls:,} call" + ("" if page.calls == 1 else "s")
    yield from period_rows(page.period, calls, columns)
    if page.few:
        what = "the figures of this team are" if page.agents < 2 else "its members are"
        text = (
            f"With fewer than {SMALLEST_TEAM} agents, {what} not shown to managers: they would"
            " set named people side by side."
        )
        yield from paragraph(text, columns, tone=Tone.DOUBT)
    if page.waiting:
        yield from paragraph(f"Open  {waiting_words(page.waiting)}", columns)
    for series in page.series:
        yield BLANK
        yield from series_rows(series, columns, ascii_only=ascii_only)


def member_rows(page: TeamPage, columns: int, *, ascii_only: bool = False) -> Iterator[Row]:
    """The members under each scorecard, automatic figures first."""
    if not page.members:
        return
    low = lowest(page)
    for wanted in page.series:
        if wanted.source is Source.PICKED:
            continue
        yield BLANK
        yield row(title_of(wanted), Tone.STRONG)
        found = [
            (member, series)
            for member in page.members
            for series in member.series
            if (series.source, series.scorecard, series.versions)
            == (wanted.source, wanted.scorecard, wanted.versions)
        ]
        yield from _lines(found, low, columns, ascii_only=ascii_only)
    silent = [member for member in page.members if not member.series]
    if silent:
        yield BLANK
        for member in silent:
            text = f"{visible(member.name)}  no evaluation in these weeks"
            pieces = ((f"  {text}", Tone.QUIET),)
            yield Row(pieces=pieces, person=member.id)
    yield BLANK
    first = "0" if ascii_only else "▁"
    last = "9" if ascii_only else "█"
    ends = f"{first} {low} to {last} 100"
    scale = f"n: calls with a score. Trend: mean scores by week, {ends}; a dot: too few calls."
    yield from paragraph(f"{scale} {_LEGEND}", columns, tone=Tone.QUIET)


def lowest(page: TeamPage) -> int:
    """Where the scale of all trends of this page begins: a multiple of ten, 90 at most."""
    values = [
        float(week.mean.value)
        for member in page.members
        for series in member.series
        for week in series.weeks
        if week.mean.value is not None
    ]
    return min(90, 10 * int(min(values, default=50) // 10))


def _lines(
    found: Sequence[tuple[Member, Series]], low: int, columns: int, *, ascii_only: bool
) -> Iterator[Row]:
    lines = [_HEADS, *(_cells(member, series, low, ascii_only) for member, series in found)]
    kept = list(range(len(_HEADS)))
    texts = _table(lines, kept)
    for column in _GIVE_WAY:
        if max(map(width, texts)) <= columns - 2:
            break
        kept.remove(column)
        texts = _table(lines, kept)
    yield row(f"  {texts[0]}", Tone.QUIET)
    for text, (member, _) in zip(texts[1:], found, strict=True):
        yield Row(pieces=((f"  {text}", None),), person=member.id)


def _table(lines: Sequence[tuple[str, ...]], kept: Sequence[int]) -> list[str]:
    chosen = [tuple(line[at] for at in kept) for line in lines]
    return [text.rstrip() for text in table(chosen, right=frozenset({1}))]


def _cells(member: Member, series: Series, low: int, ascii_only: bool) -> tuple[str, ...]:
    return (
        visible(member.name),
        f"{series.mean.of:,}",
        mean_words(series.mean),
        # One reason for both is enough.
        "" if series.mean.value is None else share_words(series.passed),
        sparkline(trend_of(series), len(series.weeks), low=low, ascii_only=ascii_only),
        waiting_words(member.waiting),
    )


def name_rows(names: Sequence[str]) -> Iterator[Row]:
    """Teams, one a row."""
    if not names:
        yield row("no team whose figures you may read; `people:` in desk.yaml says who is in one")
    yield from (Row(pieces=((visible(name), None),), team=name) for name in names)
