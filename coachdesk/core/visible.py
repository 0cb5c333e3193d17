"""Text that cannot drive a terminal.

Applied at import (`without_controls`) and again wherever text meets a screen (`visible`), error
messages and file names included: C0, C1, DEL and bidirectional controls become visible signs.
"""

import re
from functools import cache

_CONTROLS = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    r"\ufff9-\ufffb\ud800-\udfff"
)


@cache
def _any_of(signs: str) -> re.Pattern[str]:
    """Compiled when first needed: most text has no such sign, and every command waits for this."""
    return re.compile(f"[{signs}]")


def visible(text: str, *, lines: bool = False) -> str:
    """The text with every control character replaced by a sign.

    Args:
        text: anything, lone surrogates included.
        lines: keep tabs and line feeds.
    """
    if text.isprintable():
        return text
    return _any_of(_CONTROLS if lines else _CONTROLS + r"\t\n").sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<U+{code:04X}>"


def without_controls(text: str) -> tuple[str, int]:
    """The text fit to store, and how many characters were taken out or replaced.

    Control characters go (tabs and line breaks become blanks), lone surrogates become U+FFFD.
    Bidirectional and zero-width marks stay: some scripts need them, and screens show them safely.
    """
    kept = _any_of(_STORED).sub(
        lambda m: " " if m[0] in "\t\n\r\x0b\x0c\x85\u2028\u2029" else "", text
    )
    kept = _any_of(_SURROGATES).sub("\ufffd", kept)
    changed = sum(1 for _ in _any_of(_UNWANTED).finditer(text))
    return kept, changed


_STORED = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_SURROGATES = r"\ud800-\udfff"
_UNWANTED = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
