"""Charts of plain text: sparklines, bars, intervals, heat strips, and weeks with their intervals.

Every function gives rows of exactly the cells it says, of signs one cell wide. With `ascii_only`
nothing but ASCII comes out, for terminals that draw box signs two wide or not at all.
"""

from collections.abc import Callable, Sequence
from enum import Enum, auto

import msgspec

from coachdesk.report.layout import width as cells_of

_BLOCKS = "▁▂▃▄▅▆▇█"
_EIGHTHS = "▏▎▍▌▋▊▉█"
_SHADES, _ASCII_SHADES = " ░▒▓█", " .:+#"


class Gap(Enum):
    """Why there is no figure at a place."""

    NOTHING = auto()
    """There was nothing to count."""
    REFUSED = auto()
    """There was something, and it makes no figure."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One week of a chart."""

    label: str
    """At most three ASCII signs, such as the number of the ISO week."""
    n: int
    value: float | None = None
    """None: no figure."""
    low: float | None = None
    high: float | None = None
    dots: tuple[float, ...] = ()
    """Single scores, drawn where there is no figure."""


class Heat(msgspec.Struct, frozen=True):
    """One cell of a heat strip."""

    sign: str
    """One sign that says it without the shade."""
    share: float | None
    """0 to 1; None: no shade."""


def sparkline(
    values: Sequence[float | Gap],
    width: int,
    low: float = 0,
    high: float = 100,
    *,
    ascii_only: bool = False,
) -> str:
    """The newest values as blocks, a cell each, the newest on the right.

    A blank stands for nothing to count, a dot for something that makes no figure. In ASCII a value
    is the digit of its tenth of the range.

    Args:
        values: the oldest first.
        width: cells; older values that do not fit are left out, and blanks fill the left.
        low: what the lowest block means; lower values look the same.
        high: what the highest block means.
        ascii_only: digits and dots.
    """
    newest = values[len(values) - min(len(values), max(width, 0)) :]
    scale = "0123456789" if ascii_only else _BLOCKS
    drawn = "".join(_block(value, scale, low, high, ascii_only) for value in newest)
    return drawn.rjust(max(width, 0))


def _block(value: float | Gap, scale: str, low: float, high: float, ascii_only: bool) -> str:
    if isinstance(value, Gap):
        refused = "." if ascii_only else "·"
        return refused if value is Gap.REFUSED else " "
    share = _share(value, low, high)
    return scale[min(int(share * len(scale)), len(scale) - 1)]


def bar(share: float, width: int, *, ascii_only: bool = False) -> str:
    """A bar as long as the share of the width; blanks fill the rest. More than nothing shows.

    Args:
        share: 0 to 1.
        width: cells.
        ascii_only: whole cells of `#`.
    """
    width = max(width, 0)
    share = min(max(share, 0.0), 1.0)
    steps = 1 if ascii_only else len(_EIGHTHS)
    length = round(share * width * steps)
    if share and width:
        length = max(length, 1)
    full, rest = divmod(length, steps)
    drawn = ("#" if ascii_only else "█") * full
    if rest:
        drawn += _EIGHTHS[rest - 1]
    return drawn.ljust(width)


def interval_bar(
    low: float,
    value: float,
    high: float,
    width: int,
    *,
    start: float = 0,
    end: float = 100,
    ascii_only: bool = False,
) -> str:
    """A line from start to end, on it the interval, and the value as a point.

    Args:
        low: where the interval begins.
        value: within it.
        high: where it ends.
        width: cells.
        start: what the first cell means.
        end: what the last cell means.
        ascii_only: `---===*===---`.
    """
    if width <= 0:
        return ""
    line, within, point = "-=*" if ascii_only else "─━●"
    first, at, last = (round(_share(each, start, end) * (width - 1)) for each in (low, value, high))
    signs = [within if first <= cell <= last else line for cell in range(width)]
    signs[at] = point
    return "".join(signs)


def heat_strip(cells: Sequence[Heat], *, ascii_only: bool = False) -> str:
    """Two cells each: the sign, and a shade that is darker the higher the share."""
    shades = _ASCII_SHADES if ascii_only else _SHADES
    return "".join(_sign(each.sign, ascii_only) + _shade(each.share, shades) for each in cells)


def _sign(sign: str, ascii_only: bool) -> str:
    drawable = len(sign) == 1 and sign.isprintable() and cells_of(sign) == 1
    return sign if drawable and (sign.isascii() or not ascii_only) else "?"


def _shade(share: float | None, shades: str) -> str:
    if not share or share <= 0:
        return shades[0]
    # Any share above none is seen.
    return shades[min(int(share * (len(shades) - 1)) + 1, len(shades) - 1)]


def _share(value: float, low: float, high: float) -> float:
    return min(max((value - low) / (high - low), 0.0), 1.0) if high > low else 0.0


AXIS = 5
"""Cells before the plot: a figure of three, and the axis."""
_SLOT, _WIDEST_SLOT = 4, 6
"""Cells of a week: a count of three and a blank, and more where there is room."""
_SPAN = 20
"""The scale covers a multiple of so many points."""
_STEPS = (2.5, 5, 10, 20, 50, 100)
"""Points between two rows."""


def weeks_fitting(width: int) -> int:
    """How many weeks a chart of so many cells can show."""
    return max(0, (width - AXIS) // _SLOT)


def chart(
    points: Sequence[Point],
    height: int,
    width: int,
    *,
    mark: float | None = None,
    across: str = "week",
    ascii_only: bool = False,
) -> list[str]:
    """Weeks side by side: each figure with its interval, its label and its n below.

    Where a week makes no figure, its single scores stand there as dots. The scale begins where the
    lowest of all this lies, not at 0; its figures stand on the left.

    Args:
        points: the oldest first; the oldest are left out where the width is too small.
        height: rows of the plot at most, and at least 3: as many as make even steps; three more
            rows follow.
        width: cells that no row exceeds.
        mark: a value with a line of its own, such as the pass mark.
        across: what stands side by side, in at most four letters.
        ascii_only: ASCII signs.

    Returns:
        The rows, without blanks at their ends; none where not even one week fits.
    """
    fitting = weeks_fitting(width)
    shown = points[-fitting:] if fitting else ()
    if not shown:
        return []
    low, high = _scale(shown, mark)
    height = _rows(high - low, max(height, 3))
    slot = min((width - AXIS) // len(shown), _WIDEST_SLOT)
    at = slot - 2
    plot = [[" "] * (slot * len(shown)) for _ in range(height)]
    signs = _ASCII if ascii_only else _DRAWN

    def row_of(value: float) -> int:
        return height - 1 - round(_share(value, low, high) * (height - 1))

    labels = _labels(height, low, high)
    if mark is not None:
        plot[row_of(mark)] = [signs.mark] * (slot * len(shown))
        # Named where it is drawn, also where that is between two rows.
        labels[row_of(mark)] = f"{mark:3.0f}"
    for number, point in enumerate(shown):
        for row, sign in _drawn(point, row_of, signs):
            plot[row][number * slot + at] = sign
    rows = [
        f"{label} {signs.tick if label.strip() else signs.axis}{''.join(cells)}"
        for label, cells in zip(labels, plot, strict=True)
    ]
    rows.append(f"    {signs.corner}{signs.base * (slot * len(shown))}")
    rows.append(f"{across:<4} " + "".join(f"{_cut(each.label):>{slot - 1}} " for each in shown))
    rows.append("   n " + "".join(f"{_count(each.n):>{slot - 1}} " for each in shown))
    return [row.rstrip() for row in rows]


class _Signs(msgspec.Struct, frozen=True, kw_only=True):
    point: str
    upper: str
    line: str
    lower: str
    dot: str
    dots: str
    axis: str
    tick: str
    corner: str
    base: str
    mark: str


_DRAWN = _Signs(
    point="●", upper="┬", line="│", lower="┴", dot="·", dots=":", axis="│", tick="┤", corner="└",
    base="─", mark="╌",
)  # fmt: skip
_ASCII = _Signs(
    point="*", upper="-", line="|", lower="-", dot=".", dots=":", axis="|", tick="+", corner="+",
    base="-", mark="~",
)  # fmt: skip


def _scale(points: Sequence[Point], mark: float | None) -> tuple[float, float]:
    values = [100.0 if mark is None else mark]
    for each in points:
        values += each.dots if each.value is None else ()
        values += [value for value in (each.low, each.value, each.high) if value is not None]
    high = max(100.0, -(-max(values) // _SPAN) * _SPAN)
    spans = max(1, -(-(high - min(values)) // _SPAN))
    return high - spans * _SPAN, high


def _drawn(point: Point, row_of: Callable[[float], int], signs: _Signs) -> list[tuple[int, str]]:
    if point.value is None:
        rows = [row_of(value) for value in point.dots]
        return [(row, signs.dot if rows.count(row) == 1 else signs.dots) for row in rows]
    at = row_of(point.value)
    if point.low is None or point.high is None:
        return [(at, signs.point)]
    top, bottom = row_of(point.high), row_of(point.low)
    column = [(row, signs.line) for row in range(top, bottom + 1)]
    return [*column, (top, signs.upper), (bottom, signs.lower), (at, signs.point)]


def _rows(span: float, most: int) -> int:
    """As many rows as fit and are even steps apart; else the two ends."""
    for step in _STEPS:
        rows = span / step + 1
        if rows == int(rows) and rows <= most:
            return int(rows)
    return 2


def _labels(height: int, low: float, high: float) -> list[str]:
    """What stands before each row: the value of every second one."""
    values = [high - (high - low) * row / (height - 1) for row in range(height)]
    return [
        f"{value:3.0f}" if row % 2 == 0 or height < 5 else "   " for row, value in enumerate(values)
    ]


def _cut(label: str) -> str:
    return label[:3] if label.isascii() and label.isprintable() else "?"


def _count(n: int) -> str:
    if n < 1000:
        return str(n)
    # Three cells; the exact figure stands in the text beside the chart.
    return f"~{n // 1000}k" if n < 10_000 else ">9k"
