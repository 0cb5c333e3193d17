"""Calls of a few turns, and what is left of them."""

from collections.abc import Mapping, Sequence

from coachdesk.core.calls import Call
from coachdesk.core.redact import NamedPattern, redact
from coachdesk.files.calls.plain import parse_plain


def call_of(lines: str) -> Call:
    return parse_plain(lines, call_id="c")


def left_of(lines: str, patterns: Sequence[NamedPattern] = ()) -> list[str]:
    return [turn.text for turn in redact(call_of(lines), patterns).call.turns]


def counts_of(lines: str, patterns: Sequence[NamedPattern] = ()) -> Mapping[str, int]:
    return redact(call_of(lines), patterns).counts
