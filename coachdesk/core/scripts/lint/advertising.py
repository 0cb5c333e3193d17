"""Superlatives that Chinese advertising may not use."""

from collections.abc import Iterator

from coachdesk.core.engine.patterns import Exact
from coachdesk.core.engine.phrases import parse_phrase
from coachdesk.core.scripts.lint.finding import Finding, at_line
from coachdesk.core.scripts.lint.sentences import is_chinese
from coachdesk.core.scripts.values import Line
from coachdesk.core.text import Line as Words

LAW = "cn.ad.absolute-terms"
"""Advertising Law of the People's Republic of China, article 9(3)."""
_TERMS = (
    "(国家|世界|宇宙)级",
    "最(高级|佳|好|优|大|强|低价|便宜|划算|安全|先进|高端|畅销)",
    "(全国|全球|全网|行业|市场)(第一|最)",
    "(独一无二|史无前例|绝无仅有)",
    "(绝对|百分之百|100%)(安全|有效|能赔|赔)",
)
_ALLOWED = ("您最好", "你最好", "最好(先|再|还|能|不要|别|是)", "不是最")
"""`最好` as advice, and a superlative denied."""
_EXACT = tuple(Exact(parse_phrase(term)) for term in _TERMS)
_UNLESS = tuple(Exact(parse_phrase(term)) for term in _ALLOWED)


def absolute_terms(line: Line) -> Iterator[Finding]:
    """S241: such a term in a line whose part does not name the law for somebody to sign."""
    if not is_chinese(line.at.language) or LAW in line.part.law:
        return
    words = Words((line.text,))
    allowed = [span for each in _UNLESS for span in each.matches(words.data, {})]
    found = sorted(span for each in _EXACT for span in each.matches(words.data, {}))
    for start, end in found:
        if not any(low < end and start < high for low, high in allowed):
            allowed.append((start, end))  # what overlaps it is the same slip
            ((_, first, last),) = words.spans(start, end)
            term = "".join(line.text[first:last].split())
            message = f"'{term}' is a term that advertising may not use ({LAW})"
            hint = f"say a number that can be shown, or add law: {LAW} for somebody to sign"
            yield at_line(line, first, "S241", message, hint)
