"""What WebVTT and SRT share: blocks with a time line, and names in front of what is said."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

import msgspec

from coachdesk.core.calls import CallWarning
from coachdesk.files.calls.turns import Draft

_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)*\s+([^>]*)>")
_TAG = re.compile(r"</?[A-Za-z0-9:.][^<>]*>|<>")
_NAME = re.compile(r"([^\W\d_][\w.'’-]*(?: [^\W_a-z][\w.'’-]*){0,3})\s*[:：]\s+(?=\S)")
_NAME_WIDE = re.compile(r"([^\W\d_][\w.'’-]*(?: [^\W_a-z][\w.'’-]*){0,3})：\s*(?=\S)")


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """Neighbouring lines of a caption file, between blank lines."""

    line: int
    """Of its first line, from 1."""
    lines: tuple[str, ...]


class Captions(msgspec.Struct, frozen=True, kw_only=True):
    """The cues of a file, and what could not be used."""

    drafts: tuple[Draft, ...]
    warnings: tuple[CallWarning, ...]


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a text, with whatever line ends."""
    kept: list[str] = []
    begin = 1
    for number, line in enumerate(
        [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]
    ):
        if line.strip():
            if not kept:
                begin = number + 1
            kept.append(line)
        elif kept:
            yield Block(line=begin, lines=tuple(kept))
            kept = []


def captions_of(blocks: Sequence[Block]) -> Captions:
    """The cues of the blocks; a block whose times can't be read becomes a warning."""
    drafts: list[Draft] = []
    warnings: list[CallWarning] = []
    speaker = ""
    for block in blocks:
        at = next((n for n, line in enumerate(block.lines) if "-->" in line), None)
        times = _TIMES.match(block.lines[at]) if at is not None else None
        span = _milliseconds(times) if times else None
        if at is None or span is None:
            line = block.line + (at or 0)
            what = "no times" if at is None else "times that can't be read"
            warnings.append(CallWarning("C303", f"line {line}: a cue with {what} was left out"))
            continue
        for label, said in _voices("\n".join(block.lines[at + 1 :])):
            named = label or _named(said)
            if not label and named:
                said = said.split(":", 1)[1] if ":" in said[: len(named) + 2] else said
                said = said.split("：", 1)[1] if "：" in said[: len(named) + 2] else said
                speaker = named
            drafts.append(
                Draft(
                    text=_shown(said),
                    label=named,
                    speaks_for=named or speaker,
                    start_ms=span[0],
                    end_ms=span[1],
                    line=block.line + at,
                )
            )
    return Captions(drafts=tuple(drafts), warnings=tuple(warnings))


def _voices(payload: str) -> list[tuple[str, str]]:
    """(name, text) of every voice span; one without name where there is none."""
    found = list(_VOICE.finditer(payload))
    if not found:
        return [("", payload)]
    voices = []
    if payload[: found[0].start()].strip():
        voices.append(("", payload[: found[0].start()]))
    for voice, following in zip(found, [*found[1:], None], strict=True):
        end = following.start() if following else len(payload)
        voices.append((unescape(voice[1]).strip(), payload[voice.end() : end]))
    return voices


def _named(said: str) -> str:
    """The name in front of what is said, as `Ana Price: hello`; empty where there is none."""
    found = _NAME.match(said) or _NAME_WIDE.match(said)
    name = found[1] if found else ""
    return name if name[:1].isupper() or not name[:1].isascii() else ""


def _shown(said: str) -> str:
    return unescape(_TAG.sub("", said))


def _milliseconds(times: re.Match[str]) -> tuple[int, int] | None:
    """Start and end; None where minutes or seconds pass 59."""
    found = []
    for at in (1, 5):
        hours, minutes, seconds, fraction = times.group(at, at + 1, at + 2, at + 3)
        if (int(minutes) > 59 and hours is not None) or int(seconds) > 59:
            return None
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
        found.append(whole * 1000 + int(fraction.ljust(3, "0")))
    return found[0], found[1]
