"""How a script is used, for machines: the same figures, with every example's place in its call."""

from coachdesk.core.adherence import (
    Adherence,
    Adopted,
    Effect,
    Example,
    LineUse,
    Quote,
    Tally,
    Unanswered,
    nobody_uses,
)
from coachdesk.report.rates import change_object, rate_object

_Object = dict[str, object]


def use_object(found: Adherence) -> _Object:
    """The whole page as plain values."""
    return {
        "script": found.script,
        "version": found.version,
        "since": found.since.isoformat(),
        "until": found.until and found.until.isoformat(),
        "scorecards": found.scorecards,
        "weeks": [monday.isoformat() for monday in found.mondays],
        "calls": found.calls,
        "undated": found.undated,
        "endings": found.endings,
        "good": found.good,
        "dispositions": found.dispositions,
        "version_before": found.before,
        "words_withheld": found.withheld,
        "lines": [_line(line) for line in found.lines],
        "unanswered": [_unanswered(each) for each in found.unanswered],
        "adopt": [_adopted(each) for each in found.adopt],
        "sentences_compared": found.compared,
    }


def _line(line: LineUse) -> _Object:
    return {
        "id": line.part,
        "title": line.title,
        "kind": "block" if line.block else "step",
        "required": line.required,
        "law": line.law,
        "heard": not line.unheard,
        **_tally(line.tally),
        "hardly_used": nobody_uses(line),
        "agents": [{"name": name, **_tally(each)} for name, each in line.people],
        "teams": [{"name": name, **_tally(each)} for name, each in line.teams],
        "weeks": [_tally(each) for each in line.weeks],
        "ended_well": _effect(line.effect),
        "examples": [_example(each) for each in line.examples],
    }


def _tally(tally: Tally) -> _Object:
    return {
        "due": tally.due,
        "said": tally.said,
        "said_in_other_words": tally.otherwise,
        "nearly_said": tally.nearly,
        "not_said": tally.not_said,
        "unknown": tally.unknown,
        "undecided": tally.undecided,
        "used": rate_object(tally.rate),
    }


def _effect(effect: Effect) -> _Object:
    found = change_object(effect.difference)
    found["without"], found["with"] = found.pop("before"), found.pop("after")
    return {**found, "described_only": effect.described_only}


def _unanswered(each: Unanswered) -> _Object:
    return {
        "script": each.script,
        "block": each.block,
        "when": each.when,
        "calls": each.calls,
        "of": each.of,
        "examples": [_example(example) for example in each.examples],
    }


def _adopted(each: Adopted) -> _Object:
    return {
        "text": each.text,
        "calls": each.calls,
        "ended_well": _effect(each.effect),
        "examples": [_example(example) for example in each.examples],
    }


def _example(example: Example) -> _Object:
    found = example.found
    return {
        "call": example.call,
        "agent": example.agent,
        "use": found.use,
        "words": _quote(found.quote),
        "objection": _quote(found.objection),
        "why": found.why,
        "near_to": example.line,
        "lacks": example.lacks,
    }


def _quote(quote: Quote | None) -> _Object | None:
    if quote is None:
        return None
    return {
        "turn": quote.turn,
        "start": quote.start,
        "end": quote.end,
        "start_ms": quote.start_ms,
        "text": quote.text,
    }
