"""How long training takes, and what an exam's questions are worth, as rows of a page."""

from collections.abc import Iterable, Iterator, Sequence

from coachdesk.core.certification import Programme
from coachdesk.core.certification.cohorts import Cohort, Share
from coachdesk.core.certification.exam import Exam
from coachdesk.core.certification.items import Item
from coachdesk.core.rates import Refusal
from coachdesk.core.visible import visible
from coachdesk.report.certification import cohort_lines, discrimination_text, rate_text
from coachdesk.report.charts import Point, chart
from coachdesk.report.layout import width
from coachdesk.report.people import painted
from coachdesk.report.rows import BLANK, Row, paragraph, row, table
from coachdesk.report.tone import Tone

_CHART_ROWS = 11
_WIDEST_CHART = 96
_ABOUT_CURVE = (
    "share certified by that day in percent, with its range; n: still in training on it. Those"
    " still in training count for the days so far (Kaplan-Meier; ranges 95 %, log(-log) scale)"
)
_ABOUT_ITEMS = (
    "RIGHT is how often a question was answered right; WITH THE REST is how it goes with the rest"
    " of the exam: near 0, a question tells nobody apart; !: wholly under 0, so that the strong get"
    " it wrong: look at its key. Each person's first sitting counts; ranges 95 %."
)


def cohort_rows(
    programme: Programme,
    whole: Cohort,
    cohorts: Sequence[Cohort],
    columns: int,
    *,
    ascii_only: bool = False,
) -> Iterator[Row]:
    """The curve of everybody, then each cohort with its median, shares, and what blocks."""
    yield row(f"{visible(programme.title)}  {programme.id} v{programme.version}", Tone.STRONG)
    yield BLANK
    yield from curve_rows(whole.curve, columns, ascii_only=ascii_only)
    for cohort in (whole, *cohorts):
        yield BLANK
        first, *rest = cohort_lines(cohort)
        yield from paragraph(first, columns, tone=Tone.STRONG)
        for line in rest:
            yield from paragraph(line.strip(), columns, "    ")


def curve_rows(curve: Sequence[Share], columns: int, *, ascii_only: bool = False) -> Iterator[Row]:
    """The share certified over the days of training; a sentence where there is too little."""
    points = [
        Point(
            label=str(each.days),
            n=each.watched,
            value=100 * each.value,
            low=100 * (each.low or 0.0),
            high=100 * (each.high or 0.0),
        )
        for each in curve
        if each.value is not None
    ]
    if not points:
        yield row("  no curve: under ten people were ever enrolled", Tone.DOUBT)
        return
    drawn = chart(
        points, _CHART_ROWS, min(columns, _WIDEST_CHART) - 2, across="day", ascii_only=ascii_only
    )
    yield from (Row(pieces=(("  ", None), *painted(line))) for line in drawn)
    yield from paragraph(_ABOUT_CURVE, columns, "  ", Tone.QUIET)


def item_rows(
    exam: Exam, items: Iterable[Item], sittings: int, later: int, columns: int
) -> Iterator[Row]:
    """Each question with how often it is right and how it goes with the rest, under its words."""
    yield row(f"{visible(exam.title)}  {exam.id} v{exam.version}", Tone.STRONG)
    yield from paragraph(
        f"{sittings:,} first sittings, {later:,} later ones left out", columns, "  "
    )
    yield from paragraph(_ABOUT_ITEMS, columns, "  ", Tone.QUIET)
    yield BLANK
    found = list(items)
    lines = [("QUESTION", "RIGHT", "WITH THE REST")]
    lines += [
        (visible(e.question), rate_text(e.right), discrimination_text(e.discrimination))
        for e in found
    ]
    head, *texts = table(lines)
    yield row(f"  {head.rstrip()}", Tone.QUIET)
    for item, text in zip(found, texts, strict=True):
        against = item.discrimination.high is not None and item.discrimination.high < 0
        tone = Tone.BAD if against else Tone.QUIET if item.right.refusal else None
        sign = "! " if against else "  "
        if width(text) + 2 <= columns:
            yield row(f"{sign}{text.rstrip()}", tone)
        else:
            yield from paragraph(text, columns, sign, tone, further="    ")
        asked = exam.question(item.question)
        if asked is not None:
            yield from paragraph(visible(asked.ask), columns, "    ", Tone.QUIET, further="")
    if any(each.right.refusal is Refusal.TOO_FEW for each in found):
        yield BLANK
        text = "Under ten sittings there is no share, under thirty no correlation."
        yield from paragraph(text, columns, tone=Tone.DOUBT)
