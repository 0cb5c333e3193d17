"""Pages as PDF: a title, parts with their texts, on A4, wrapped and numbered.

Text is drawn sign by sign and never read as markup. Its fonts are those that every reader of PDF
has by name, so the file carries none: Helvetica, and Song and Myeongjo for what is written in
Chinese, Japanese and Korean.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import msgspec

from coachdesk.report.layout import wrapped

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_LATIN, _LATIN_BOLD = "Helvetica", "Helvetica-Bold"
_SONG, _MYEONGJO = "STSong-Light", "HYSMyeongJo-Medium"
_LATIN_TOO = "→✓✗"
"""Signs of our own that Helvetica has by way of the symbol fonts."""
_LACKING = "□"
_LACKS = (
    f"{_LACKING} stands for a sign that the fonts of this file lack, and some letters may stand "
    "without their marks; the same page as .html shows them all."
)

_WIDE, _HIGH = 595.28, 841.89
"""A4 in points."""
_SIDE, _TOP, _BOTTOM = 54.0, 60.0, 66.0
_FOOT = 36.0


class _Style(msgspec.Struct, frozen=True, kw_only=True):
    """How a text stands there; lengths in points."""

    size: float
    leading: float
    before: float = 0
    """Room above its first line."""
    bold: bool = False
    quiet: bool = False
    bullet: bool = False
    ruled: bool = False
    """A line is drawn below; it stays with what follows."""


_TITLE = _Style(size=17, leading=22, bold=True)
_LEAD = _Style(size=11, leading=16, before=3)
_PART = _Style(size=12, leading=17, before=18, bold=True, ruled=True)
_ITEM = _Style(size=10.5, leading=15, before=5, bullet=True)
_NOTE = _Style(size=8.5, leading=12, before=18, quiet=True)
_INDENT = 12.0


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a page."""

    text: str
    style: _Style
    before: float
    is_first: bool


def pdf_of(
    title: str, lead: Iterable[str], parts: Iterable[tuple[str, Iterable[str]]], foot: str
) -> bytes:
    """The document; the same words give the same bytes.

    Args:
        title: at the top, and of the file.
        lead: lines below it.
        parts: titles, and the texts below each.
        foot: at the bottom of every page, before its number.
    """
    from reportlab.pdfgen.canvas import Canvas

    _register()
    texts = [(title, _TITLE), *((text, _LEAD) for text in lead)]
    for part, below in parts:
        texts += [(part, _PART), *((text, _ITEM) for text in below)]
    if any(_drawable(text) != _composed(text) for text, _ in (*texts, (foot, _NOTE))):
        texts.append((_LACKS, _NOTE))
    pages = list(_pages([line for text, style in texts for line in _lines(text, style)]))
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(_WIDE, _HIGH), invariant=1, pageCompression=1)
    canvas.setTitle(_drawable(title))
    canvas.setCreator("Coachdesk")
    for number, page in enumerate(pages, start=1):
        _draw_page(canvas, page)
        _draw_foot(canvas, foot, f"{number} of {len(pages)}")
        canvas.showPage()
    canvas.save()
    return data.getvalue()


@cache
def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    for name in (_SONG, _MYEONGJO):
        pdfmetrics.registerFont(UnicodeCIDFont(name))


def _lines(text: str, style: _Style) -> Iterator[_Line]:
    room = _WIDE - 2 * _SIDE - (_INDENT if style.bullet else 0)
    before = style.before
    for number, line in enumerate(_broken(_drawable(text), room, style)):
        yield _Line(text=line, style=style, before=before, is_first=number == 0)
        before = 0


def _broken(text: str, room: float, style: _Style) -> Iterator[str]:
    """Lines that fit into the room; a word that alone is wider is broken where it must be."""
    for line in wrapped(text, room, lambda part: _width(part, style)):
        rest = ""
        for sign in line if _width(line, style) > room else ():
            if rest and _width(rest + sign, style) > room:
                yield rest
                rest = ""
            rest += sign
        yield rest or line


def _pages(lines: Sequence[_Line]) -> Iterator[list[tuple[float, _Line]]]:
    """The lines of each page with their heights; no title or first line ends one."""
    page: list[tuple[float, _Line]] = []
    at = _HIGH - _TOP
    for line, following in pairwise((*lines, None)):
        assert line is not None
        needs = line.before + line.style.leading
        begins = line.is_first and following is not None and not following.is_first
        if following is not None and (line.style.ruled or begins):
            needs += following.before + following.style.leading
        if page and at - needs < _BOTTOM:
            yield page
            page, at = [], _HIGH - _TOP
        at -= (line.before if page else 0) + line.style.leading
        page.append((at, line))
    yield page


def _draw_page(canvas: "Canvas", page: Sequence[tuple[float, _Line]]) -> None:
    for at, line in page:
        style = line.style
        canvas.setFillGray(0.4 if style.quiet else 0)
        left = _SIDE
        if style.bullet:
            if line.is_first:
                canvas.setFont(_LATIN, style.size)
                canvas.drawString(left, at, "•")
            left += _INDENT
        _draw(canvas, left, at, line.text, style)
        if style.ruled:
            canvas.setStrokeGray(0.75)
            canvas.setLineWidth(0.5)
            canvas.line(_SIDE, at - 4, _WIDE - _SIDE, at - 4)


def _draw_foot(canvas: "Canvas", foot: str, number: str) -> None:
    canvas.setFillGray(0.4)
    right = _WIDE - _SIDE - _width(number, _NOTE)
    _draw(canvas, right, _FOOT, number, _NOTE)
    room = right - _SIDE - 2 * _INDENT
    first, *more = list(_broken(_drawable(foot), room, _NOTE)) or [""]
    _draw(canvas, _SIDE, _FOOT, first + ("…" if more else ""), _NOTE)


def _draw(canvas: "Canvas", left: float, at: float, text: str, style: _Style) -> None:
    drawn = canvas.beginText(left, at)
    for font, run in _runs(text, style):
        drawn.setFont(font, style.size)
        drawn.textOut(run)
    canvas.drawText(drawn)


def _width(text: str, style: _Style) -> float:
    from reportlab.pdfbase import pdfmetrics

    return sum(pdfmetrics.stringWidth(run, font, style.size) for font, run in _runs(text, style))


def _runs(text: str, style: _Style) -> Iterator[tuple[str, str]]:
    for font, signs in groupby(text, _font_of):
        yield (_LATIN_BOLD if style.bold and font == _LATIN else font or _LATIN), "".join(signs)


def _composed(text: str) -> str:
    """Letters and their marks as one sign where there is one; invisible signs are gone."""
    kept = (
        each for each in unicodedata.normalize("NFC", text) if unicodedata.category(each) != "Cf"
    )
    return "".join(" " if each.isspace() else each for each in kept)


def _drawable(text: str) -> str:
    """The text in signs that the fonts have."""
    return "".join(each if _font_of(each) else _nearest(each) for each in _composed(text))


def _nearest(sign: str) -> str:
    if unicodedata.combining(sign):
        return ""
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(each)
    )
    return plain if plain and all(map(_font_of, plain)) else _LACKING


@cache
def _font_of(sign: str) -> str | None:
    """The font that has the sign; None: none of them."""
    if sign in _LATIN_TOO or _has("cp1252", sign):
        return _LATIN
    if "\u3131" <= sign <= "\u318e" or "\uac00" <= sign <= "\ud7a3":
        return _MYEONGJO
    return _SONG if _has("gbk", sign) else None


def _has(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
