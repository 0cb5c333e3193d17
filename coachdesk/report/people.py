"""A person's page as rows: figures with their n and interval, a chart, what fails, last calls."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from msgspec.structs import replace

from coachdesk.core.rates import Verdict
from coachdesk.core.reviews import Stage
from coachdesk.core.score import Outcome
from coachdesk.core.trend import (
    Failing,
    Known,
    Latest,
    Period,
    PersonPage,
    Series,
    Source,
    labels_of,
    recent_of,
)
from coachdesk.core.visible import visible
from coachdesk.report.charts import (
    AXIS,
    Gap,
    Heat,
    Point,
    bar,
    chart,
    heat_strip,
    interval_bar,
    weeks_fitting,
)
from coachdesk.report.figures import number
from coachdesk.report.figures import points as points_text
from coachdesk.report.layout import width
from coachdesk.report.rates import change_words, mean_words, rate_words
from coachdesk.report.rows import BLANK, Piece, Row, paragraph, row, table
from coachdesk.report.said import said
from coachdesk.report.tone import OUTCOME_SIGN, OUTCOME_TONE, OUTCOME_WORD, Tone

FAILING = 5
"""So many criteria stand on a page."""
_CHART_ROWS = 11
_WIDEST_CHART = 100
_FROM = {
    Source.AUTOMATIC: "automatic answers",
    Source.REVIEWED: "evaluated by people, drawn at random",
    Source.PICKED: "evaluated by people, picked",
}
_STAGES = {
    Stage.DRAFT: "draft",
    Stage.SUBMITTED: "submitted",
    Stage.PUBLISHED: "published, not acknowledged",
    Stage.DISPUTED: "disputed",
    Stage.RESOLVED: "decided, not acknowledged",
}
_CHANGED = {Verdict.HIGHER: Tone.GOOD, Verdict.LOWER: Tone.BAD}
_LEGEND = (
    "Ranges are what chance leaves, 95 %: t for mean scores, Wilson for shares, Newcombe for"
    " changes. Under 10 calls, or over 10 % of the answers unknown, make no figure. Automatic"
    " answers and people's are never put in one figure, nor are picked calls, nor versions that"
    " ask other questions. What fails stands by count, not by rank: where two ranges overlap,"
    " chance may be all there is between them."
)


def legend_rows(columns: int) -> Iterator[Row]:
    """How to read the figures."""
    yield from paragraph(_LEGEND, columns, tone=Tone.QUIET)


def figure_rows(page: PersonPage, columns: int, *, ascii_only: bool = False) -> Iterator[Row]:
    """Who it is, and every series with its chart."""
    beside = [page.role or "in calls, not in desk.yaml"]
    beside += [f"team {visible(page.team)}"] if page.team else []
    yield Row(pieces=((visible(page.name), Tone.STRONG), (f" · {' · '.join(beside)}", Tone.QUIET)))
    yield from period_rows(page.period, _calls(page), columns)
    if page.released_only:
        text = "Only evaluations that were published to you are shown."
        yield from paragraph(text, columns, tone=Tone.QUIET)
    if page.undated:
        one = page.undated == 1
        when = "it began, and stands" if one else "they began, and stand"
        text = (
            f"? {_many(page.undated, 'call says', 'calls say')} nothing of when {when} in no week."
        )
        yield from paragraph(text, columns, tone=Tone.DOUBT)
    if not page.series:
        yield BLANK
        text = "No evaluation in these weeks; more weeks look further back."
        yield from paragraph(text, columns)
    for series in page.series:
        yield BLANK
        yield from series_rows(series, columns, ascii_only=ascii_only)


def fact_rows(page: PersonPage, columns: int, *, ascii_only: bool = False) -> Iterator[Row]:
    """What fails most, what is open, and the last calls."""
    if page.failing:
        yield BLANK
        yield from failing_rows(page, columns, ascii_only=ascii_only)
    if page.holding:
        yield BLANK
        yield from holding_rows(page, columns)
    if page.waiting:
        yield BLANK
        yield from paragraph(f"Open  {waiting_words(page.waiting)}", columns)
    if page.latest:
        yield BLANK
        yield from latest_rows(page, columns)
    if page.words_withheld:
        yield BLANK
        text = "Quotes and calls are left out: reading calls is not a part of your role."
        yield from paragraph(text, columns, tone=Tone.QUIET)
    yield BLANK


def period_rows(period: Period, calls: str, columns: int) -> Iterator[Row]:
    """Which weeks, and how many calls are in them."""
    first, last = period.mondays[0].isocalendar(), period.mondays[-1].isocalendar()
    weeks = (
        f"{_many(len(period.mondays), 'week', 'weeks')},"
        f" {first.year}-W{first.week:02d} to {last.year}-W{last.week:02d}"
    )
    yield from paragraph(f"{weeks}: {calls}", columns)
    if period.last_call is not None:
        day = f"{period.last_call:%Y-%m-%d}"
        text = f"The weeks end where the desk's calls end: the newest is of {day}."
        yield from paragraph(text, columns, tone=Tone.DOUBT)


def _calls(page: PersonPage) -> str:
    return _many(page.calls, "evaluated call" if page.released_only else "call")


def _many(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def title_of(series: Series) -> str:
    """Which scorecard in which version, and from whom."""
    versions = ", ".join(f"v{version}" for version in series.versions)
    return f"{visible(series.scorecard)} {versions} · {_FROM[series.source]}"


def title_rows(series: Series, columns: int) -> Iterator[Row]:
    """Which series it is, with its count of calls."""
    title = title_of(series)
    beside = f", {series.not_scored:,} of them without a score" if series.not_scored else ""
    counted = f"{_many(series.calls, 'call')}{beside}"
    if width(title) + width(counted) + 2 <= columns:
        yield Row(pieces=((title, Tone.STRONG), (f"  {counted}", Tone.QUIET)))
    else:
        yield from paragraph(title, columns, tone=Tone.STRONG)
        yield from paragraph(counted, columns, "  ", Tone.QUIET)


def series_rows(series: Series, columns: int, *, ascii_only: bool = False) -> Iterator[Row]:
    """One series: its figures, whether the change is real, and its weeks as a chart."""
    yield from title_rows(series, columns)
    if series.source is Source.PICKED:
        text = "Somebody picked these calls: they speak for themselves, and make no figure."
        yield from paragraph(text, columns, "  ")
        return
    yield from _mean_rows(series, columns, ascii_only=ascii_only)
    passed = rate_words(series.passed)
    yield from paragraph(f"passed  {passed}", columns, "  ", further=" " * 8)
    yield from _change_rows(series, columns)
    points = points_of(series)
    if any(point.n for point in points):
        yield from _chart_rows(series, points, columns, ascii_only=ascii_only)


def _mean_rows(series: Series, columns: int, *, ascii_only: bool) -> Iterator[Row]:
    found = series.mean
    words = f"score   {mean_words(found)} of {_many(found.of, 'call')}"
    if found.value is None:
        words = f"score   {_many(found.of, 'scored call')}, {mean_words(found)}"
    yield from paragraph(words, columns, "  ", further=" " * 8)
    room = min(columns, 60) - 18
    if found.value is not None and found.low is not None and found.high is not None and room > 10:
        line = interval_bar(
            found.low, float(found.value), min(found.high, 100), room, ascii_only=ascii_only
        )
        yield Row(pieces=(("          0 ", Tone.QUIET), (line, None), (" 100", Tone.QUIET)))


def _change_rows(series: Series, columns: int) -> Iterator[Row]:
    change = series.change
    recent = recent_of(len(series.weeks))
    newest, older = f"the last {_weeks(recent)}", f"the {_weeks(len(series.weeks) - recent)} before"
    text = (
        f"change  {change_words(change)}: {_many(change.after.of, 'call')} in {newest},"
        f" {change.before.of:,} in {older}"
    )
    if change.verdict is not None:
        after, before = (
            f"{100 * each.count / each.of:.0f} % of {each.of:,}"
            for each in (change.after, change.before)
        )
        text = f"change  passed {after} in {newest}, {before} in {older}: {change_words(change)}"
    tone = _CHANGED.get(change.verdict or Verdict.NOT_DISTINGUISHABLE)
    yield from paragraph(text, columns, "  ", tone, further=" " * 8)


def _weeks(count: int) -> str:
    return "week" if count == 1 else f"{count} weeks"


def points_of(series: Series) -> list[Point]:
    """The weeks of a series, for a chart."""
    labels = labels_of(week.monday for week in series.weeks)
    return [
        Point(
            label=label,
            n=week.calls,
            value=None if week.mean.value is None else float(week.mean.value),
            low=week.mean.low,
            high=week.mean.high,
            dots=tuple(float(score) for score, count in week.scores for _ in range(count)),
        )
        for label, week in zip(labels, series.weeks, strict=True)
    ]


def trend_of(series: Series) -> list[float | Gap]:
    """The weeks of a series, for a sparkline."""
    return [
        float(week.mean.value)
        if week.mean.value is not None
        else Gap.REFUSED
        if week.calls
        else Gap.NOTHING
        for week in series.weeks
    ]


def _chart_rows(
    series: Series, points: Sequence[Point], columns: int, *, ascii_only: bool
) -> Iterator[Row]:
    mark = None if series.pass_mark is None else float(series.pass_mark)
    room = min(columns, _WIDEST_CHART) - 2
    yield BLANK
    for line in chart(points, _CHART_ROWS, room, mark=mark, ascii_only=ascii_only):
        yield Row(pieces=(("  ", None), *painted(line)))
    figures = any(point.value is not None for point in points)
    dots = any(point.value is None and point.dots for point in points)
    said_of = ["the mean score of a week with its range"] if figures else []
    said_of += ["dots: single scores, of weeks with too few calls for a mean"] if dots else []
    if series.pass_mark is not None:
        said_of.append(f"the line across: the pass mark, {points_text(series.pass_mark)} %")
    fitting = weeks_fitting(room)
    said_of += [f"the newest {fitting} of {len(points)} weeks"] if fitting < len(points) else []
    yield from paragraph("; ".join(said_of), columns, "  ", Tone.QUIET)


_POINTS, _LINES = frozenset("●*:·."), frozenset("┬│┴|")
"""Signs of a chart that are figures, and their ranges."""


def painted(line: str) -> Iterator[Piece]:
    """A row of a chart: figures stand out, ranges are plain, the frame is quiet."""
    yield line[:AXIS], Tone.QUIET
    for tone, signs in groupby(line[AXIS:], key=_tone_of):
        yield "".join(signs), tone


def _tone_of(sign: str) -> Tone | None:
    if sign in _POINTS:
        return Tone.STRONG
    return None if sign in _LINES or sign.isdigit() else Tone.QUIET


def failing_rows(page: PersonPage, columns: int, *, ascii_only: bool = False) -> Iterator[Row]:
    """The criteria that failed most: how often, in which weeks, and the words of one call."""
    yield row("Fails most, where it applied (automatic answers)", Tone.STRONG)
    for each in page.failing[:FAILING]:
        yield from _failing(page, each, columns, ascii_only=ascii_only)
    left = len(page.failing) - FAILING
    if left > 0:
        yield row(f"  and {_many(left, 'criterion', 'criteria')} more that failed", Tone.QUIET)
    if 3 * len(page.period.mondays) + 12 <= columns:
        text = "By week: how many failed, + for ten or more; the darker, the larger their share."
        yield from paragraph(text, columns, "  ", Tone.QUIET)


def _failing(page: PersonPage, each: Failing, columns: int, *, ascii_only: bool) -> Iterator[Row]:
    about = Row(
        person=page.id or page.name,
        scorecard=each.scorecard,
        criterion=each.criterion.id,
        since=page.period.mondays[0].isoformat(),
    )
    drawn = ""
    if each.failed.refusal is None:
        drawn = bar(each.failed.count / each.failed.of, 10, ascii_only=ascii_only).rstrip()
    sign = "x" if ascii_only else "✗"
    pieces: list[Piece] = [(f"  {sign} ", Tone.BAD), (rate_words(each.failed), None)]
    pieces += [(f"  {drawn}", Tone.BAD)] if drawn else []
    yield replace(about, pieces=tuple(pieces))
    question = f"{visible(each.criterion.ask)} ({each.scorecard}, {each.criterion.id})"
    yield from paragraph(question, columns, "    ", further="")
    if 3 * len(each.weeks) + 12 <= columns:
        strip: list[Piece] = [("    by week", Tone.QUIET)]
        for (failed, _), cell in zip(each.weeks, _heat(each.weeks, ascii_only), strict=True):
            drawn = heat_strip([cell], ascii_only=ascii_only)
            strip.append((f" {drawn}", Tone.BAD if failed else Tone.QUIET))
        yield Row(pieces=tuple(strip))
    if each.example is not None:
        text = f"{visible(each.example.call.id)}: {said(each.example)}"
        for made in paragraph(text, columns, "    ", further=""):
            yield Row(
                pieces=made.pieces,
                call=each.example.call.id,
                scorecard=each.scorecard,
                criterion=each.criterion.id,
            )


def holding_rows(page: PersonPage, columns: int) -> Iterator[Row]:
    """The criteria that hold, with how often they were due."""
    yield row("Holds: surely failed by at most a fifth (automatic answers)", Tone.STRONG)
    for each in page.holding[:FAILING]:
        found = each.failed
        text = f"{visible(each.criterion.id)}  {rate_words(found)} failed"
        yield from paragraph(text, columns, "  ", Tone.GOOD, further="    ")
    left = len(page.holding) - FAILING
    if left > 0:
        yield row(f"  and {_many(left, 'criterion', 'criteria')} more that hold", Tone.QUIET)


def _heat(weeks: Iterable[tuple[int, int]], ascii_only: bool) -> list[Heat]:
    """The number of fails as a sign (`+`: ten or more), their share as a shade."""
    nothing = "." if ascii_only else "·"
    return [
        Heat(str(failed) if failed < 10 else "+", failed / applied)
        if applied
        else Heat(nothing, None)
        for failed, applied in weeks
    ]


def waiting_words(waiting: Mapping[Stage, int]) -> str:
    """Evaluations that are not at their end, by stage."""
    return ", ".join(f"{count} {_STAGES[stage]}" for stage, count in waiting.items())


def latest_rows(page: PersonPage, columns: int) -> Iterator[Row]:
    """The newest calls with what was said last about them."""
    yield row("Last calls", Tone.STRONG)
    zone = page.period.now.tzinfo
    lines = [
        (
            visible(each.call),
            f"{each.started_at.astimezone(zone):%Y-%m-%d %H:%M}" if each.started_at else "–",
            visible(each.scorecard or "–"),
            "–" if each.shown is None else f"{score_of(each):.2f}",
            _outcome(each),
            _beside(each),
        )
        for each in page.latest
    ]
    texts = table(lines, right=frozenset({3}))
    if any(len(text) > columns - 2 for text in texts):
        # The scorecard gives way first, then what is said beside.
        texts = table([(*line[:2], *line[3:]) for line in lines], right=frozenset({2}))
    for text, each in zip(texts, page.latest, strict=True):
        tone = None if each.outcome is None else OUTCOME_TONE[each.outcome]
        quiet = each.outcome is Outcome.PASS
        yield Row(pieces=((f"  {text.rstrip()}", None if quiet else tone),), call=each.call)


def score_of(each: Latest) -> float | None:
    """The score as every report rounds it: to two places, and cut where it failed."""
    if each.shown is None:
        return None
    # By its shortest decimal: 79.99 as a binary fraction lies under 79.99 and would be cut.
    return number(Fraction(repr(each.shown)), cut=each.outcome is Outcome.FAIL)


def _outcome(each: Latest) -> str:
    if each.outcome is None:
        return "not scored yet"
    return f"{OUTCOME_SIGN[each.outcome]} {OUTCOME_WORD[each.outcome]}"


def _beside(each: Latest) -> str:
    parts = [f"{each.failing} failing"] if each.failing else []
    parts += [f"{each.unknown} unknown"] if each.unknown else []
    parts += [each.stage.value] if each.stage is not None else []
    return ", ".join(parts)


def known_rows(found: Sequence[Known]) -> Iterator[Row]:
    """People, one a row."""
    if not found:
        yield row("nobody: calls name no agent, or `people:` in desk.yaml is empty")
        return
    lines = [
        (visible(each.name), each.id or "–", each.role or "in calls only", visible(each.team or ""))
        for each in found
    ]
    for text, each in zip(table(lines), found, strict=True):
        yield Row(pieces=((text.rstrip(), None),), person=each.id or each.name)
