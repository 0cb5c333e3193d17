"""What things look like: inks, the themes they come from, and the signs beside every colour.

Nothing is told by colour alone: each state has a sign and a word. Blue and orange are the pair for
good and bad, which most colour-blind people tell apart.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec
from rich.style import Style
from textual.theme import Theme

from coachdesk.core.engine.verdicts import State
from coachdesk.core.score import Outcome


class Ink(StrEnum):
    """What a stretch of text is, rather than its colour."""

    PLAIN = "plain"
    QUIET = "quiet"
    STRONG = "strong"
    BAR = "bar"
    BAR_STRONG = "bar strong"
    KEY = "key"
    PASS = "pass"
    FAIL = "fail"
    NA = "na"
    UNKNOWN = "unknown"
    OPEN = "open"
    EVIDENCE = "evidence"
    EVIDENCE_NOW = "evidence now"
    FOUND = "found"
    AGENT = "agent"
    CUSTOMER = "customer"
    WARNING = "warning"


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """The colours of one theme, as Rich names them; empty: the terminal's own."""

    dark: bool = True
    background: str = ""
    bar: str = ""
    cursor: str = ""
    mark: str = ""
    """Behind evidence."""
    mark_now: str = ""
    """Behind the evidence that is looked at."""
    text: str = ""
    quiet: str = ""
    accent: str = ""
    good: str = ""
    bad: str = ""
    doubt: str = ""
    agent: str = ""
    customer: str = ""


PALETTES: Mapping[str, Palette] = {
    "dusk": Palette(
        background="#14171c", bar="#232a35", cursor="#2b3a52", mark="#3d3a1c",
        mark_now="#7a6a12", text="#d9dde4",
        quiet="#8791a0", accent="#8ab4f8", good="#7db4ff", bad="#ff9e64", doubt="#e6cf6e",
        agent="#a5c8ff", customer="#c9b8f0",
    ),
    "paper": Palette(
        dark=False, background="#faf8f3", bar="#e6e1d5", cursor="#d5e3f7", mark="#fbeaa5",
        mark_now="#f2c230", text="#22262e", quiet="#686f7a", accent="#1f5fb8", good="#1a5fb4",
        bad="#b3470b", doubt="#7a6200", agent="#17498c", customer="#5f3d8f",
    ),
    "contrast": Palette(
        background="#000000", bar="#1f1f1f", cursor="#00398a", mark="#4d4400",
        mark_now="#9c7a00", text="#ffffff",
        quiet="#c4c4c4", accent="#6fc3ff", good="#6fc3ff", bad="#ffb000", doubt="#fff06a",
        agent="#ffffff", customer="#e0ccff",
    ),
    "terminal": Palette(
        quiet="bright_black", accent="blue", good="blue", bad="yellow", doubt="magenta",
        agent="cyan", customer="magenta",
    ),
}  # fmt: skip
"""`terminal` uses the terminal's own colours, and is the one for NO_COLOR."""


def themes() -> list[Theme]:
    """The palettes as themes of the toolkit."""
    return [_theme(name, palette) for name, palette in PALETTES.items()]


def _theme(name: str, palette: Palette) -> Theme:
    ansi = not palette.background
    return Theme(
        name=name,
        primary="ansi_blue" if ansi else palette.accent,
        warning="ansi_yellow" if ansi else palette.doubt,
        error="ansi_yellow" if ansi else palette.bad,
        success="ansi_blue" if ansi else palette.good,
        foreground="ansi_default" if ansi else palette.text,
        background="ansi_default" if ansi else palette.background,
        surface="ansi_default" if ansi else palette.background,
        panel="ansi_default" if ansi else palette.bar,
        dark=palette.dark,
        ansi=ansi,
        # The toolkit's own style sheet asks for these where a theme is the terminal's.
        variables={"ansi-background": "ansi_default", "ansi-foreground": "ansi_default"}
        if ansi
        else {},
    )


class Looks:
    """Inks as styles, and signs, for one theme and one kind of terminal."""

    def __init__(self, theme: str, *, ascii_only: bool = False) -> None:
        palette = PALETTES[theme]
        self.theme = theme
        self.ascii_only = ascii_only
        base = _style(palette.text, palette.background)
        bar = _style(palette.text, palette.bar) if palette.bar else Style(reverse=True)
        self._inks = {
            Ink.PLAIN: base,
            Ink.QUIET: base + _style(palette.quiet),
            Ink.STRONG: base + Style(bold=True),
            Ink.BAR: bar,
            Ink.BAR_STRONG: bar + Style(bold=True),
            Ink.KEY: base + _style(palette.accent) + Style(bold=True),
            Ink.PASS: base + _style(palette.good),
            Ink.FAIL: base + _style(palette.bad) + Style(bold=True),
            Ink.NA: base + _style(palette.quiet),
            Ink.UNKNOWN: base + _style(palette.doubt) + Style(bold=True),
            Ink.OPEN: base + _style(palette.accent),
            Ink.EVIDENCE: base + _style("", palette.mark) + Style(underline=True),
            Ink.EVIDENCE_NOW: base
            + _style("", palette.mark_now)
            + Style(underline=True, bold=True, reverse=not palette.mark_now),
            Ink.FOUND: base + Style(reverse=True),
            Ink.AGENT: base + _style(palette.agent),
            Ink.CUSTOMER: base + _style(palette.customer),
            Ink.WARNING: base + _style(palette.bad) + Style(bold=True),
        }
        self.cursor = _style("", palette.cursor) if palette.cursor else Style(reverse=True)
        """Laid over the row on which the cursor stands."""

    def take_over(self, other: "Looks") -> None:
        """Becomes the other one, for everybody who holds this."""
        self.__dict__.update(other.__dict__)

    def style(self, ink: Ink) -> Style:
        """How this ink is drawn."""
        return self._inks[ink]

    def sign(self, state: State) -> str:
        """One cell for a state."""
        return (_ASCII_SIGNS if self.ascii_only else _SIGNS)[state]

    def glyph(self, name: str) -> str:
        """A drawn sign by name, or what stands for it in plain ASCII."""
        pretty, plain = GLYPHS[name]
        return plain if self.ascii_only else pretty


INK_OF = {
    State.PASS: Ink.PASS,
    State.FAIL: Ink.FAIL,
    State.NA: Ink.NA,
    State.UNKNOWN: Ink.UNKNOWN,
    State.OPEN: Ink.OPEN,
}
WORD_OF = {
    State.PASS: "PASS",
    State.FAIL: "FAIL",
    State.NA: "N/A",
    State.UNKNOWN: "UNK",
    State.OPEN: "open",
}
"""At most four cells."""
STATE_OF = {
    Outcome.PASS: State.PASS,
    Outcome.FAIL: State.FAIL,
    Outcome.NOT_SCORED: State.UNKNOWN,
}
"""An outcome has the sign and the ink of this state."""
_SIGNS = {State.PASS: "✓", State.FAIL: "✗", State.NA: "–", State.UNKNOWN: "?", State.OPEN: "·"}
_ASCII_SIGNS = {State.PASS: "P", State.FAIL: "F", State.NA: "-", State.UNKNOWN: "?",
                State.OPEN: "."}  # fmt: skip
GLYPHS = {
    "cursor": ("▸", ">"),
    "selected": ("●", "*"),
    "evidence": ("▎", "|"),
    "divider": ("│", "|"),
    "rail": ("│", "|"),
    "thumb": ("┃", "#"),
    "dot": ("·", "-"),
    "arrow": ("→", "->"),
    "warning": ("!", "!"),
}
IN_ASCII = str.maketrans("·…–—−“”„‘’‹›«»→←×≥≤▸●▎│┃─•✓✗○", '-~---"""\'\'<>""><x><>*||#-*PFo')
"""One cell for one cell: typographic signs of our own sentences where a terminal has but ASCII."""


def _style(color: str = "", background: str = "") -> Style:
    return Style(color=color or None, bgcolor=background or None)
