"""Pages as PDF say all their words, in any language, and nothing in them is ever markup."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from coachdesk.report.pdf import pdf_of

A4 = (595.28, 841.89)


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def words_of(data: bytes) -> str:
    """All of it without blanks and line ends, as those depend on where a line was broken."""
    return "".join("".join(page.extract_text() for page in read(data).pages).split())


def bare(text: str) -> str:
    return "".join(text.split())


def test_latin_chinese_and_korean_words_are_all_there() -> None:
    lead = ("李娜, with 조민", "A7, agreed")
    chinese = "我想确认一下，十四天内可以取消吗？" * 12
    texts = (chinese, "Café “naïve” – 49 € … → ✓", "カード, цена", "x" * 400)
    data = pdf_of("Did the agent say why? 是否说明来意？", lead, [("The calls 通话", texts)], "A7")
    for each in (*lead, *texts, "Did the agent say why? 是否说明来意？", "The calls 通话"):
        assert bare(each) in words_of(data)
    assert "thefontsofthisfilelack" not in words_of(data)
    found = read(data)
    assert [float(side) for side in found.pages[0].mediabox[2:]] == list(A4)
    assert found.metadata is not None
    assert found.metadata.title == "Did the agent say why? 是否说明来意？"


def test_pages_are_numbered_and_a_title_stays_with_its_text() -> None:
    parts = [(f"Part {number}", ["words of a talk, again and again"] * 7) for number in range(20)]
    pages = [page.extract_text() for page in read(pdf_of("T", (), parts, "A7 · Ana")).pages]
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert f"{number} of {len(pages)}" in text
        assert "A7 · Ana" in text
        body = [
            line
            for line in text.splitlines()
            if "A7" not in line and f"of {len(pages)}" not in line
        ]
        assert body[-1].startswith(("•", "words"))


def test_no_line_goes_beyond_the_margin() -> None:
    texts = ["i" * 900, "W" * 900, "王" * 900, "a王" * 300, "王小明，" * 90, "word " * 200]
    (first, *_) = read(pdf_of("W" * 300, ("王" * 200,), [("P" * 200, texts)], "f" * 500)).pages
    ends: list[float] = []

    def seen(text: str, _: object, at: list[float], font: dict[str, str], size: float) -> None:
        if text.strip():
            name = font["/BaseFont"].removeprefix("/")
            ends.append(at[4] + max(stringWidth(each, name, size) for each in text.splitlines()))

    first.extract_text(visitor_text=seen)
    assert len(ends) > 40
    assert max(ends) <= A4[0] - 54 + 0.01


def test_what_the_fonts_lack_is_told_and_never_silently_dropped() -> None:
    text = words_of(pdf_of("T", (), [("P", ["👍 ok", "Nguyễn", "Łódź", "สวัสดี"])], "A7"))
    assert "□ok" in text
    assert "Nguyen" in text
    assert "□ódz" in text
    assert bare("□ stands for a sign that the fonts of this file lack") in text


def test_the_same_words_give_the_same_bytes() -> None:
    assert pdf_of("T", ("a",), [("P", ["b"])], "f") == pdf_of("T", ("a",), [("P", ["b"])], "f")


MARKUP = st.sampled_from(
    ["<b>", "</para>", "&lt;", "<font name=x>", "<img src='http://x'/>", "&#0;", "%%EOF", "endobj",
     ") Tj", "\\(", "\x1b[2J", "\u202e", "👩‍👩‍👧", "\ud800", "王", "조", "é", "e\u0301\u0329", " "]
)  # fmt: skip
HOSTILE = st.lists(MARKUP | st.text(max_size=8), max_size=12).map("".join)


@given(title=HOSTILE, lead=HOSTILE, part=HOSTILE, texts=st.lists(HOSTILE, max_size=4), foot=HOSTILE)
def test_no_text_breaks_the_file(
    title: str, lead: str, part: str, texts: list[str], foot: str
) -> None:
    data = pdf_of(title, (lead,), [(part, [*texts, "the end"])], foot)
    assert "theend" in words_of(data)
    for name in ("/JavaScript", "/URI", "/Launch"):
        assert name.encode() not in data


def test_markup_is_drawn_as_it_was_said() -> None:
    said = "<b>bold</b> &amp; <a href='http://x'>y</a> [/] (a\\b)"
    assert bare(said) in words_of(pdf_of("T", (), [("P", [said])], "f"))
