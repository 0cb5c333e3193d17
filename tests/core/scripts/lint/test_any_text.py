"""The lint of any text whatever: it ends, and what it finds stands in the text."""

from hypothesis import example, given
from hypothesis import strategies as st

from coachdesk.core.location import Location
from coachdesk.core.scripts import Block, Script, Step
from coachdesk.core.scripts.lint import Frequencies, findings_of
from coachdesk.core.scripts.lint.sentences import sentences

HERE = Location("s.yaml")
COUNTS = Frequencies(counts={"en": {"you": 500, "day": 500}}, totals={"en": 1000})
LINES = st.text(alphabet="ab AZ.?!,'’\n1{}[]_<>你我请十百万元天最好？。，；", max_size=40)


@example(one="{\n}", two="[\n]", three="", language="en")
@example(one="", two="", three="最\n好", language="zh")
@given(one=LINES, two=LINES, three=LINES, language=st.sampled_from(["en", "zh", "de", "zh-CN"]))
def test_every_finding_stands_in_its_line(one: str, two: str, three: str, language: str) -> None:
    step = Step(id="a", say={language: (one, two)}, location=HERE)
    block = Block(id="b", when=two, say={language: (three,)}, location=HERE)
    script = Script(
        id="s", version=1, title="T", languages=(language,), steps=(step,), blocks=(block,)
    )
    texts = {line.at: line.text for line in script.spoken()}
    for finding in findings_of(script, COUNTS):
        if finding.at is not None:
            assert 0 <= finding.offset <= len(texts[finding.at])
        assert "\n" not in finding.hint + finding.message


@given(text=LINES)
def test_sentences_are_the_text_without_the_blanks_between_them(text: str) -> None:
    found = list(sentences(text))
    assert "".join("".join(each.text.split()) for each in found) == "".join(text.split())
    for each in found:
        assert text[each.start : each.start + len(each.text)] == each.text
